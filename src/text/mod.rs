//! Text as such: places in it, encodings, folding, widths, the two languages. No words of the field.

pub mod clean;
pub mod decode;
pub mod digest;
pub mod fold;
pub mod lang;
pub mod lines;
pub mod nearest;
pub mod path;
pub mod problem;
pub mod schema;
pub mod sniff;
pub mod source;
pub mod width;
