//! The standards, as data: editions, the catalogue of systems, where editions come from and which one is used.

pub mod bundled;
pub mod calendar;
pub mod carry;
pub mod catalog;
pub mod class;
pub mod coverage;
pub mod diff;
pub mod edition;
pub mod export;
pub mod force;
pub mod format;
pub mod import;
pub mod integrity;
pub mod load;
pub mod named;
pub mod renames;
pub mod standard;
pub mod store;
pub mod words;
