pub mod text;
pub mod xml;
