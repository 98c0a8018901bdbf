//! Rules about code lists.

mod code_unmapped;

pub use code_unmapped::CodeUnmapped;
