//! SQL DDL of any dialect. Statements are cut by our own reader, since one clause that a grammar does not know would cost a
//! whole table; what a statement says and is not read is told in the receipt.

mod checks;
mod element;
mod lexer;
mod notes;
mod script;
mod statements;
mod types;

pub use script::read;
pub use types::{Typed, typed};
