//! Rules about functions.

mod function_missing;

pub use function_missing::FunctionMissing;
