//! The present system: tables, columns, codes, forms and functions as somebody described them.

mod a5er;
mod answers;
mod copybook;
mod ddl;
pub mod document;
pub mod elements;
mod gather;
pub mod kind;
#[cfg(test)]
mod layout_tests;
pub mod list;
pub mod material;
mod merge;
pub mod model;
pub mod options;
mod read;
pub mod receipt;
mod records;
mod refusal;
mod rows;
mod tree;
pub mod write;
pub mod xsd;

pub use answers::is_answer_sheet;
pub use gather::{Reading, read_files};
pub use options::Options;
