//! One column held against one item.

use std::collections::BTreeMap;

use crate::current::model::{Column, ColumnCodes, ColumnId, Unit};
use crate::domain::{
    CodeDiff, CodeSet, CodeValue, ColumnType, Content, DateDiff, DateDomain, DateForm, EraMap, ItemType, KindFit,
    Length, compare,
};
use crate::matching::{Origin, Shape};
use crate::spec::edition::{Digits, Item};
use crate::spec::standard::{ItemId, ListId, Standard};
use crate::text::fold::f1;

use super::Comparison;

/// Everything in which a column and its item can differ. `None`: not comparable, or one side is not known.
#[derive(Debug)]
pub struct Pair {
    pub item: ItemId,
    pub column: ColumnId,
    pub auto: bool,
    /// How the column holds the item's type.
    pub kind: Option<KindFit>,
    pub length: Option<LengthDiff>,
    pub dates: Option<DateDiff>,
    pub codes: Option<CodesDiff>,
}

/// Both lengths, known.
#[derive(Debug, Clone)]
pub struct LengthDiff {
    pub standard: Length,
    pub current: Length,
}

/// The code lists and how they differ.
#[derive(Debug, Clone)]
pub struct CodesDiff {
    pub list: ListId,
    /// Id of the current list.
    pub current: String,
    pub diff: CodeDiff,
}

/// All one-to-one pairs, in the standard's order.
pub fn all(c: &Comparison<'_>) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for item in c.standard.items() {
        for link in c.matching.links_of_item(item).filter(|l| l.shape == Shape::Pair) {
            pairs.extend(link.columns.iter().map(|column| pair(c, item, *column, &link.origin)));
        }
    }
    pairs
}

fn pair(c: &Comparison<'_>, item: ItemId, column: ColumnId, origin: &Origin) -> Pair {
    let (i, col) = (c.standard.item(item), c.current.column(column));
    let kind = i.data_type.zip(col.column_type).map(|(i, c)| c.holds(i));
    Pair {
        item,
        column,
        auto: origin.is_auto(),
        kind,
        length: standard_length(i)
            .zip(current_length(i, col))
            .map(|(standard, current)| LengthDiff { standard, current }),
        dates: dates(i, col),
        codes: codes(c, item, col),
    }
}

/// 桁数 of a text item, in characters.
pub fn standard_length(item: &Item) -> Option<Length> {
    match (item.data_type?, item.digits?) {
        (ItemType::HalfWidthText | ItemType::FullWidthText, Digits::Chars(n)) => Some(Length::chars(n)),
        _ => None,
    }
}

/// The length of a text column. Without a unit it is known only where characters and bytes are the same.
pub fn current_length(item: &Item, column: &Column) -> Option<Length> {
    let kind = column.column_type?;
    if !matches!(kind, ColumnType::Char | ColumnType::Nchar) {
        return None;
    }
    let content = content(item, kind);
    let length = column.length?;
    match (column.unit, column.encoding) {
        (Some(Unit::Char | Unit::Digit), _) => Some(Length::chars(length)),
        (Some(Unit::Byte), Some(encoding)) => Some(Length::bytes(length, encoding, content)),
        (None, _) if content == Content::Ascii => Some(Length::chars(length)),
        (Some(Unit::Byte), None) if content == Content::Ascii => Some(Length::chars(length)),
        _ => None,
    }
}

/// What the column is made of: identifiers and codes are plain half-width characters.
fn content(item: &Item, column: ColumnType) -> Content {
    match (item.data_type, column) {
        (Some(ItemType::HalfWidthText), ColumnType::Char) => Content::Ascii,
        (_, kind) => kind.content(),
    }
}

/// Dates of a DATE item; a column that does not say how it writes dates stays unknown.
fn dates(item: &Item, column: &Column) -> Option<DateDiff> {
    if item.data_type != Some(ItemType::Date) {
        return None;
    }
    let form = column.date.or(match column.column_type? {
        ColumnType::Date => Some(DateForm::Native),
        ColumnType::Timestamp => Some(DateForm::Timestamp),
        _ => None,
    })?;
    let domain = DateDomain {
        form,
        unknown: column.unknown.first().cloned(),
        sentinels: column.sentinels.clone(),
        eras: EraMap::from_text(&column.eras.join(",")).filter(|_| !column.eras.is_empty()),
        allows_unknown: None,
    };
    Some(domain.subtract(&DateDomain::standard(item.unknown_dates)))
}

fn codes(c: &Comparison<'_>, item: ItemId, column: &Column) -> Option<CodesDiff> {
    let list = c.standard.list_of(item)?;
    let Some(ColumnCodes::List(id)) = &column.codes else { return None };
    let own = c.current.codes(id)?;
    if own.values.is_empty() {
        return None;
    }
    let map = code_map(c, id, list);
    // mapped to nothing: the value is left empty in the standard, by a person's decision
    let kept = own.values.iter().filter(|v| map.get(&v.value).is_none_or(|to| !to.is_empty()));
    let values = kept.map(|v| CodeValue { value: Some(v.value.clone()), label: v.label.clone() }).collect();
    let current = CodeSet { values, open: false };
    let diff = compare(&current, &standard_codes(c.standard, list), &map, f1);
    Some(CodesDiff { list, current: id.clone(), diff })
}

fn standard_codes(standard: &Standard, list: ListId) -> CodeSet {
    let list = standard.list(list);
    let values = list.values.iter().map(|v| CodeValue { value: v.value.clone(), label: v.label.clone() }).collect();
    CodeSet { values, open: list.open }
}

/// What people said about the values of a list: lines for this standard list before lines for any.
fn code_map(c: &Comparison<'_>, id: &str, list: ListId) -> BTreeMap<String, String> {
    let name = f1(&c.standard.list(list).name);
    let lines = |named: bool| {
        c.matching.codes.iter().filter(move |(current, standard, _)| {
            current == id && if named { standard.as_deref() == Some(&name) } else { standard.is_none() }
        })
    };
    let mut map = BTreeMap::new();
    let named: Vec<_> = lines.clone()(true).collect();
    for (.., values) in named.into_iter().chain(lines(false)) {
        for (from, to) in values {
            map.entry(from.clone()).or_insert_with(|| to.clone());
        }
    }
    map
}
