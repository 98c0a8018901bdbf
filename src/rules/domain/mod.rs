//! Rules about value domains: lengths, types, dates, numbers, characters.

mod date_form;
mod date_unknown;
mod declaration_contradicts;
mod encoding;
mod gaiji;
mod length_overflow;
mod length_slack;
mod length_unit;
mod number_precision;
mod repeat_overflow;
mod required_nullable;
mod type_mismatch;

pub use date_form::DateFormDiffers;
pub use date_unknown::DateUnknown;
pub use declaration_contradicts::DeclarationContradicts;
pub use encoding::EncodingDiffers;
pub use gaiji::Gaiji;
pub use length_overflow::LengthOverflow;
pub use length_slack::LengthSlack;
pub use length_unit::LengthUnit;
pub use number_precision::NumberPrecision;
pub use repeat_overflow::RepeatOverflow;
pub use required_nullable::RequiredNullable;
pub use type_mismatch::TypeMismatch;

use std::collections::BTreeSet;

use crate::compare::{Comparison, ConstantDiff};
use crate::current::model::ColumnId;
use crate::matching::model::Constant;
use crate::spec::standard::ItemId;

/// Constants of the mapping that differ from their items.
pub(super) fn constants<'c>(c: &'c Comparison<'_>) -> impl Iterator<Item = (&'c ConstantDiff, &'c Constant)> {
    c.constants.iter().filter_map(|diff| Some((diff, c.matching.constants.get(&diff.item)?)))
}

/// Every column with every item that it feeds, in whatever shape.
fn column_items(c: &Comparison<'_>) -> impl Iterator<Item = (ColumnId, ItemId)> {
    let links = c.matching.links.iter();
    let all: BTreeSet<(ColumnId, ItemId)> =
        links.flat_map(|l| l.columns.iter().flat_map(|c| l.items.iter().map(|i| (*c, *i)))).collect();
    all.into_iter()
}
