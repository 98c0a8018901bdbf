//! The workbooks' own words for types, conditions and classes, in both directions.

use super::edition::{Presence, Value};
use crate::domain::ItemType;
use crate::text::fold::f1;

/// Stands in the title row of every sheet that is written from an edition that is not official, so that nobody takes it for
/// one: neither people nor the import.
pub const NOT_OFFICIAL: &str = "公式の標準仕様書ではありません";

const TYPES: [(&str, ItemType); 9] = [
    ("X", ItemType::HalfWidthText),
    ("N", ItemType::FullWidthText),
    ("9", ItemType::Integer),
    ("9V", ItemType::Decimal),
    ("S9", ItemType::SignedInteger),
    ("BLOB", ItemType::Image),
    ("YEAR", ItemType::Year),
    ("DATE", ItemType::Date),
    ("TIME", ItemType::Time),
];

/// データ型 by its letters, in any width.
pub fn item_type(text: &str) -> Option<ItemType> {
    let folded = f1(text).to_uppercase();
    TYPES.iter().find(|(letters, _)| *letters == folded).map(|(_, t)| *t)
}

/// The letters of a データ型; `Ｎ` in full width, as the workbooks write it.
pub fn type_letters(item_type: ItemType) -> &'static str {
    match item_type {
        ItemType::FullWidthText => "Ｎ",
        other => TYPES.iter().find(|(_, t)| *t == other).map_or("", |(letters, _)| letters),
    }
}

/// データ出力条件.
pub fn value(text: &str) -> Option<Value> {
    Some(match f1(text).as_str() {
        "必須" => Value::Required,
        "条件付き必須" | "条件付必須" | "条件必須" => Value::Conditional,
        "任意" => Value::Optional,
        _ => return None,
    })
}

pub fn value_word(value: Value) -> &'static str {
    match value {
        Value::Required => "必須",
        Value::Conditional => "条件付き必須",
        Value::Optional => "任意",
    }
}

/// 実装類型 as it is marked.
pub fn presence_mark(presence: Presence) -> &'static str {
    match presence {
        Presence::Mandatory => "○",
        Presence::Optional => "",
    }
}

/// Whether a cell is marked: ○ and its look-alikes. None for what is no mark at all.
pub fn mark(text: &str) -> Option<bool> {
    match f1(text).as_str() {
        "○" | "〇" | "◯" | "●" | "◎" | "⚪" => Some(true),
        "" | "-" | "‐" | "−" | "ー" | "―" | "×" | "✕" => Some(false),
        _ => None,
    }
}

/// Cells that stand for "nothing".
pub fn is_nothing(text: &str) -> bool {
    matches!(f1(text).as_str(), "" | "-" | "‐" | "−" | "ー" | "―" | "なし")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_read_in_any_width() {
        assert_eq!(item_type("Ｎ"), Some(ItemType::FullWidthText));
        assert_eq!(item_type(" ９Ｖ "), Some(ItemType::Decimal));
        assert_eq!(item_type("date"), Some(ItemType::Date));
        assert_eq!(item_type("VARCHAR"), None);
        for (_, t) in TYPES {
            assert_eq!(item_type(type_letters(t)), Some(t));
        }
    }

    #[test]
    fn marks_and_nothing() {
        assert_eq!((mark("〇"), mark("－"), mark("済")), (Some(true), Some(false), None));
        assert!(is_nothing("　") && !is_nothing("0"));
    }
}
