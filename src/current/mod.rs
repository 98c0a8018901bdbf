//! The present system: tables, columns, codes, forms and functions as somebody described them.

mod answers;
pub mod document;
pub mod elements;
pub mod list;
pub mod model;
mod read;
mod records;
mod rows;
mod tree;
pub mod write;
pub mod xsd;

pub use answers::is_answer_sheet;
pub use read::{Reading, read_files};
