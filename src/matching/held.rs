//! What the types and lengths of a column and an item say about the two being one: for, against, or nothing.

use super::model::Evidence;
use crate::current::model::{Column, Unit};
use crate::domain::{ColumnType, ItemType, KindFit, Surplus};
use crate::spec::edition::{Digits, Item};

/// The longest way to write a year, a date or a time of day with its era, in characters: 令和08年12月01日.
const WRITTEN_DATE: u32 = 11;

/// What a column states of its values.
#[derive(Clone, Copy)]
struct Held {
    kind: ColumnType,
    length: Option<u32>,
    unit: Option<Unit>,
    dated: bool,
}

/// The signal, if both sides state a type. "Type and length agree" is said only when both were compared and agree; a column
/// of another length may still be the item (the check is there to tell), but that is no reason to believe it.
pub fn domain_signal(item: &Item, column: &Column) -> Option<Evidence> {
    let held =
        Held { kind: column.column_type?, length: column.length, unit: column.unit, dated: column.date.is_some() };
    signal(item.data_type?, item.digits, held)
}

fn signal(kind: ItemType, digits: Option<Digits>, held: Held) -> Option<Evidence> {
    match held.kind.holds(kind) {
        KindFit::Same => Some(by_length(kind, digits, held)),
        KindFit::Widening(Surplus::HalfWidth | Surplus::FullWidth) => Some(by_length(kind, digits, held)),
        KindFit::Widening(Surplus::TimeOfDay) => Some(Evidence::Type),
        // text or a number may be anything: a date where it says so, none where it is too long to be one
        KindFit::Widening(Surplus::NonDates | Surplus::NonYears | Surplus::NonTimes) if held.dated => {
            Some(Evidence::Type)
        }
        KindFit::Widening(Surplus::NonDates | Surplus::NonYears | Surplus::NonTimes) => {
            held.length.filter(|n| *n > WRITTEN_DATE).map(|_| Evidence::OtherType)
        }
        KindFit::Widening(Surplus::NonDigits) => {
            length_fits(kind, digits, held).filter(|f| !f).map(|_| Evidence::OtherLength)
        }
        KindFit::Widening(_) | KindFit::Lossy(_) => Some(Evidence::OtherType),
    }
}

fn by_length(kind: ItemType, digits: Option<Digits>, held: Held) -> Evidence {
    match length_fits(kind, digits, held) {
        Some(true) => Evidence::Domain,
        Some(false) => Evidence::OtherLength,
        None => Evidence::Type,
    }
}

/// Whether today's length is that of the item, or shorter by no more than half. `None` where one side does not state its
/// length, or characters and bytes cannot be told apart.
fn length_fits(kind: ItemType, digits: Option<Digits>, held: Held) -> Option<bool> {
    let most = match digits? {
        Digits::Chars(n) => n,
        Digits::Decimal { integer, decimals } => integer + decimals,
    };
    let length = held.length?;
    let counted = match (held.kind, held.unit) {
        (ColumnType::Char | ColumnType::Nchar, Some(Unit::Char | Unit::Digit)) => true,
        (ColumnType::Char, _) => kind != ItemType::FullWidthText,
        (ColumnType::Packed, Some(Unit::Byte)) | (ColumnType::Nchar, _) => false,
        _ => true,
    };
    counted.then_some(length <= most && length * 2 >= most)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(kind: ItemType, digits: u32, held: ColumnType, length: Option<u32>, dated: bool) -> Option<Evidence> {
        let held = Held { kind: held, length, unit: Some(Unit::Char), dated };
        signal(kind, Some(Digits::Chars(digits)), held)
    }

    #[test]
    fn agreement_is_said_only_where_it_was_compared_and_holds() {
        use ColumnType as C;
        use ItemType as I;
        for (kind, digits, held, length, dated, expected) in [
            (I::HalfWidthText, 15, C::Char, Some(15), false, Some(Evidence::Domain)),
            (I::HalfWidthText, 15, C::Char, Some(10), false, Some(Evidence::Domain)),
            (I::HalfWidthText, 15, C::Char, Some(40), false, Some(Evidence::OtherLength)),
            (I::HalfWidthText, 15, C::Char, Some(2), false, Some(Evidence::OtherLength)),
            (I::HalfWidthText, 15, C::Char, None, false, Some(Evidence::Type)),
            (I::FullWidthText, 4, C::Nchar, Some(100), false, Some(Evidence::OtherLength)),
            (I::FullWidthText, 100, C::Number, Some(5), false, Some(Evidence::OtherType)),
            (I::Date, 10, C::Nchar, Some(100), false, Some(Evidence::OtherType)),
            (I::Date, 10, C::Char, Some(8), false, None),
            (I::Date, 10, C::Char, Some(8), true, Some(Evidence::Type)),
            (I::Integer, 11, C::Number, Some(11), false, Some(Evidence::Domain)),
            (I::Integer, 11, C::Char, Some(11), false, None),
            (I::Integer, 11, C::Char, Some(100), false, Some(Evidence::OtherLength)),
        ] {
            assert_eq!(of(kind, digits, held, length, dated), expected, "{kind:?} {held:?} {length:?}");
        }
    }

    #[test]
    fn what_one_side_does_not_state_is_no_agreement() {
        let held = Held { kind: ColumnType::Nchar, length: Some(40), unit: None, dated: false };
        let digits = Some(Digits::Chars(40));
        assert_eq!(signal(ItemType::FullWidthText, digits, held), Some(Evidence::Type));
        assert_eq!(
            signal(ItemType::FullWidthText, None, Held { unit: Some(Unit::Char), ..held }),
            Some(Evidence::Type)
        );
    }
}
