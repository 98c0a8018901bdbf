//! What corresponds to what: the mapping file first, then what is safe to pair without a person, then candidates for one.

pub mod alike;
pub mod assign;
pub mod auto;
pub mod everywhere;
pub mod faults;
pub mod groups;
pub mod held;
pub mod kana;
pub mod lines;
pub mod mapping;
pub mod migrate;
pub mod model;
pub mod names;
pub mod precedence;
pub mod propose;
pub mod pull;
pub mod resolve;
pub mod score;
pub mod suggest;
pub mod tokens;
pub mod traps;
pub mod vocabulary;

pub use mapping::{Mapping, MappingPlace};
pub use model::{
    Candidate, Correspondence, Evidence, Fault, FormCandidate, GroupCandidate, GroupLink, Matching, Origin, Shape,
};

use crate::current::model::CurrentSystem;
use crate::spec::standard::Standard;

/// Everything that corresponds between a standard and a present system.
pub fn match_all(standard: &Standard, current: &CurrentSystem, mapping: &Mapping) -> Matching {
    let mut matching = Matching::default();
    resolve::apply(standard, current, mapping, &mut matching);
    auto::tables(standard, current, &mut matching);
    everywhere::apply(standard, current, mapping, &mut matching);
    auto::columns(standard, current, &mut matching);
    auto::forms(standard, current, &mut matching);
    auto::functions(standard, current, &mut matching);
    propose::propose(standard, current, &mut matching);
    auto::form_candidates(standard, current, &mut matching);
    resolve::unused_codes(standard, current, &mut matching);
    matching.index(standard, current);
    matching
}

#[cfg(test)]
mod tests;
