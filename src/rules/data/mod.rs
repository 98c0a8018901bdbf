//! Rules about exported data. They are declared here with the others; `validate` finds the facts.

mod data_length;

pub use data_length::DataLength;
