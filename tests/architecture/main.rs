//! The house: who may know whom, and that what is generated is current.

mod directions;
mod generated;
mod registry;
