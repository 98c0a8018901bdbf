//! Findings: what a rule is, what it found, how sure that is, and how it is recognised again.

pub mod aspect;
pub mod atom;
pub mod cap;
pub mod identity;
pub mod meta;
pub mod place;
pub mod severity;
pub mod sink;

pub use aspect::Aspect;
pub use atom::{About, Atom, Finding};
pub use identity::{Subject, SubjectKind};
pub use meta::{Area, Grain, Meta, Mirror, Suppress, Within};
pub use place::{Place, PlaceRole};
pub use severity::Severity;
pub use sink::{RuleOutcome, Sink};
