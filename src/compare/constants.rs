//! Constants that the mapping gives for items: claims, checked like a column that holds this one value.

use super::Comparison;
use super::groups::key_items;
use crate::current::model::Role;
use crate::domain::{CodeValue, ItemType, Lost, NumberDomain, count_chars};
use crate::matching::model::Constant;
use crate::spec::edition::{Digits, Item, Value};
use crate::spec::standard::{ItemId, Standard};

/// In what a constant differs from its item.
#[derive(Debug)]
pub struct ConstantDiff {
    pub item: ItemId,
    /// It is no value of the item's type, or not written as the standard writes them.
    pub other_type: bool,
    /// Characters or digits beyond the item's.
    pub too_long: Option<Lost>,
    /// It is not in the item's closed code list.
    pub no_code: bool,
    /// It is empty and the value is required.
    pub empty: bool,
    /// One value for all records of a key item.
    pub key: bool,
}

/// All constants, in the standard's order. What a pivot writes into its key differs from row to row and is no constant.
pub fn all(c: &Comparison<'_>) -> Vec<ConstantDiff> {
    let single = c.matching.constants.iter().filter(|(_, constant)| !constant.pivot);
    single.map(|(item, constant)| diff(c, *item, constant)).collect()
}

fn diff(c: &Comparison<'_>, item: ItemId, constant: &Constant) -> ConstantDiff {
    let (i, value) = (c.standard.item(item), constant.value.as_str());
    let group = c.standard.group_of(item);
    let empty = value.is_empty();
    ConstantDiff {
        item,
        other_type: !empty && !is_of_type(i, value),
        too_long: too_long(i, value),
        no_code: !empty && closed_codes(c.standard, item).is_some_and(|codes| !has(&codes, value)),
        empty: empty && i.value == Some(Value::Required),
        key: key_items(c.standard, group, Role::Package).any(|k| k == item),
    }
}

fn is_of_type(i: &Item, value: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let shaped = |parts: &[usize], by: char| {
        let given: Vec<&str> = value.split(by).collect();
        given.len() == parts.len() && given.iter().zip(parts).all(|(g, n)| g.len() == *n && digits(g))
    };
    match i.data_type {
        None | Some(ItemType::FullWidthText) => true,
        // full-width characters have no place
        Some(ItemType::HalfWidthText) => value.chars().all(|c| c.is_ascii() || ('\u{FF61}'..='\u{FF9F}').contains(&c)),
        Some(ItemType::Integer) => digits(value),
        Some(ItemType::SignedInteger) => digits(value.strip_prefix(['-', '+']).unwrap_or(value)),
        Some(ItemType::Decimal) => {
            let unsigned = value.strip_prefix(['-', '+']).unwrap_or(value);
            let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, "0"));
            digits(whole) && digits(decimals)
        }
        Some(ItemType::Image) => false,
        Some(ItemType::Year) => shaped(&[4], '-'),
        Some(ItemType::Date) => shaped(&[4, 2, 2], '-'),
        Some(ItemType::Time) => shaped(&[2, 2, 2], ':') || shaped(&[2, 2], ':'),
    }
}

fn too_long(i: &Item, value: &str) -> Option<Lost> {
    let most = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    match (i.data_type?, i.digits?) {
        (ItemType::HalfWidthText | ItemType::FullWidthText, Digits::Chars(n)) => {
            Lost::beyond(n, most(count_chars(value)))
        }
        (ItemType::Integer | ItemType::SignedInteger | ItemType::Decimal, digits) => {
            let unsigned = value.strip_prefix(['-', '+']).unwrap_or(value);
            let (whole, decimals) = unsigned.split_once('.').unwrap_or((unsigned, ""));
            let standard = match digits {
                Digits::Chars(n) => NumberDomain::integer(n),
                Digits::Decimal { integer, decimals } => NumberDomain::decimal(integer, decimals),
            };
            let whole = Lost::beyond(standard.integer_digits, most(whole.len()));
            whole.or_else(|| Lost::beyond(standard.decimal_digits, most(decimals.len())))
        }
        _ => None,
    }
}

/// Values of a closed list; `None`: no list, an open one, or one whose values are not known.
fn closed_codes(s: &Standard, item: ItemId) -> Option<Vec<CodeValue>> {
    let list = s.list(s.list_of(item)?);
    let values = list.values.iter().map(|v| CodeValue { value: v.value.clone(), label: v.label.clone() });
    let known = !list.open && list.values.iter().all(|v| v.value.is_some());
    known.then(|| values.collect())
}

fn has(codes: &[CodeValue], value: &str) -> bool {
    codes.iter().any(|code| code.value.as_deref() == Some(value))
}
