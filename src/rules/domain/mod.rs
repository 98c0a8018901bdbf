//! Rules about value domains: lengths, types, dates, numbers.

mod date_form;
mod length_overflow;

pub use date_form::DateFormDiffers;
pub use length_overflow::LengthOverflow;
