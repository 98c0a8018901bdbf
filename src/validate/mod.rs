//! `validate`: exported data against the standard's groups, in one pass, on all cores, in bounded memory.
//!
//! A plan is compiled once (`plan`); files are found by name (`files`), opened and cut into pieces of whole records
//! (`source`, `dialect`, `header`, `cut`); scanners look at pieces (`scan`, `cell`, `classes`, `decode`, `dates`, `digits`); what
//! they saw is added in the order of the files (`tally`, `run`); keys outlive the pass (`keys`, `stores`); `findings` and
//! `report` tell it.

pub mod cell;
pub mod classes;
pub mod cut;
pub mod dates;
pub mod decode;
pub mod dialect;
pub mod digits;
pub mod fault;
pub mod files;
pub mod findings;
pub mod header;
pub mod keys;
pub mod mask;
pub mod plan;
pub mod report;
pub mod run;
pub mod scan;
pub mod source;
pub mod stores;
pub mod tally;
pub mod unjudged;
