//! Rules about value domains: lengths, types, dates, numbers, characters.

mod date_form;
mod date_unknown;
mod length_overflow;
mod length_slack;
mod length_unit;
mod number_precision;
mod repeat_overflow;
mod required_nullable;
mod type_mismatch;

pub use date_form::DateFormDiffers;
pub use date_unknown::DateUnknown;
pub use length_overflow::LengthOverflow;
pub use length_slack::LengthSlack;
pub use length_unit::LengthUnit;
pub use number_precision::NumberPrecision;
pub use repeat_overflow::RepeatOverflow;
pub use required_nullable::RequiredNullable;
pub use type_mismatch::TypeMismatch;
