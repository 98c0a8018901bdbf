//! COBOL record descriptions: fields with the bytes where they lie.

mod lines;
mod picture;
mod record;
mod sentences;

pub use record::read;
