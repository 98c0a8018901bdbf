//! The present system: tables, columns, codes, forms and functions as somebody described them.

mod answers;
pub mod document;
pub mod elements;
mod gather;
pub mod kind;
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
