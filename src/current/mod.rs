//! The present system: tables, columns, codes, forms and functions as somebody described them.

pub mod document;
pub mod elements;
pub mod model;
mod read;
mod tree;
pub mod xsd;

pub use read::{Reading, read_files};
