//! Table definitions in workbooks and delimited text, in the shapes in use.
//!
//! One list over any number of sheets, one sheet per table with a title block, several tables under each other, code lists
//! beside them. Two laws: a word that is not understood never becomes a fact, and nothing is dropped without being told.

mod block;
mod book;
mod code_sheet;
mod entry;
mod grid;
mod header;
mod join;
mod lengths;
mod marks;
mod picture;
mod sheet_role;
mod titles;
mod types;
mod values;
mod vocabulary;

pub use book::read;
pub use vocabulary::Vocabulary;
