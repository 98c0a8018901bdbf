//! What changed between two editions of one system, and what is what in both.

mod alike;
mod aspects;
mod changes;
mod compare;
mod evidence;
mod inventory;
mod pairing;
mod recognise;

pub mod json;
pub mod markdown;
pub mod prose;
pub mod text;

pub use aspects::{Aspect, Difference, Meaning};
pub use changes::{Candidate, Change, Counts, Diff, How, Named, Side};
pub use evidence::{Evidence, in_words};
pub use inventory::{Inventory, Kind};
pub use pairing::Pairing;
pub use recognise::Link;

#[cfg(test)]
mod tests;
