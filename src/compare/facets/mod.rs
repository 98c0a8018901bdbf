//! The facet table: what of every item, form and function was compared, and with what result. Verdicts, `unjudged`, counts,
//! workbook and page read this one table. A facet that no code decides is unknown, by construction.

mod constant;
mod domain;
mod form;
mod function;
mod item;

pub(crate) use item::overused;

use std::collections::BTreeMap;

use super::{Comparison, Unjudged, UnjudgedWhat};
use crate::finding::{Aspect, Subject};
use crate::text::lang::Bilingual;

/// What is known of one facet.
#[derive(Debug, Clone)]
pub enum State {
    /// The standard states nothing that could be violated.
    NotAsked,
    /// Compared, and nothing is lost.
    Fits,
    /// Not compared, and why. Without a reason: another facet of the same thing says why.
    Unknown(Vec<Unjudged>),
    /// Compared, and something is lost.
    Differs,
}

impl State {
    /// Fits, or differs.
    pub fn judged(fits: bool) -> State {
        if fits { State::Fits } else { State::Differs }
    }

    pub fn is_unknown(&self) -> bool {
        matches!(self, State::Unknown(_))
    }

    pub fn differs(&self) -> bool {
        matches!(self, State::Differs)
    }

    fn rank(&self) -> u8 {
        match self {
            State::NotAsked => 0,
            State::Fits => 1,
            State::Unknown(_) => 2,
            State::Differs => 3,
        }
    }

    /// Of several columns (or forms of today) the worse state counts; the reasons of all stay.
    fn and(self, other: State) -> State {
        match (self, other) {
            (State::Unknown(mut a), State::Unknown(b)) => {
                a.extend(b);
                State::Unknown(a)
            }
            (a, b) if a.rank() >= b.rank() => a,
            (_, b) => b,
        }
    }
}

/// The facets of one thing.
#[derive(Debug, Clone, Default)]
pub struct Facets(BTreeMap<Aspect, State>);

impl Facets {
    /// What was found out about a facet; with what is there already, the worse counts.
    fn note(&mut self, aspect: Aspect, state: State) {
        let before = self.0.remove(&aspect);
        let both = match before {
            Some(before) => before.and(state),
            None => state,
        };
        self.0.insert(aspect, both);
    }

    /// Fills in what nobody noted: it is unknown.
    fn settle(&mut self, asked: &[Aspect], subject: impl Fn() -> Subject) {
        for aspect in asked {
            self.0.entry(*aspect).or_insert_with(|| {
                let reason = Bilingual::new("この組合せは比べられません", "this combination cannot be compared");
                State::Unknown(vec![Unjudged { what: UnjudgedWhat::CurrentFacet, subject: subject(), reason }])
            });
        }
    }

    /// A finding says that the facet differs.
    pub fn found(&mut self, aspect: Aspect) {
        self.0.insert(aspect, State::Differs);
    }

    pub fn get(&self, aspect: Aspect) -> Option<&State> {
        self.0.get(&aspect)
    }

    pub fn iter(&self) -> impl Iterator<Item = (Aspect, &State)> {
        self.0.iter().map(|(a, s)| (*a, s))
    }

    /// Whether everything that the standard states was compared and fits.
    pub fn all_fit(&self) -> bool {
        self.0.values().all(|s| matches!(s, State::Fits | State::NotAsked))
    }
}

/// By the numbers of the standard.
#[derive(Debug, Clone, Default)]
pub struct FacetTable {
    pub items: Vec<Facets>,
    pub forms: Vec<Facets>,
    pub functions: Vec<Facets>,
}

impl FacetTable {
    /// Every reason for which something is unknown, in the standard's order.
    pub fn unknown(&self) -> impl Iterator<Item = &Unjudged> {
        let all = self.items.iter().chain(&self.forms).chain(&self.functions);
        all.flat_map(|f| f.0.values()).flat_map(|state| match state {
            State::Unknown(reasons) => reasons.as_slice(),
            _ => &[],
        })
    }
}

/// Compares everything.
pub fn table(c: &Comparison<'_>) -> FacetTable {
    FacetTable { items: item::all(c), forms: form::all(c), functions: function::all(c) }
}

/// Unknown because the edition does not have it (未収録).
fn edition(subject: Subject, ja: &str, en: &str) -> State {
    let reason = Bilingual::new(
        format!("{ja}が標準仕様データに収録されていません"),
        format!("the edition does not have its {en}"),
    );
    unknown(UnjudgedWhat::EditionFacet, subject, reason)
}

fn unknown(what: UnjudgedWhat, subject: Subject, reason: Bilingual) -> State {
    State::Unknown(vec![Unjudged { what, subject, reason }])
}
