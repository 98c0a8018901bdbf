//! Declarations of today's columns that contradict themselves. They are told before anything is built on them.

use serde::{Deserialize, Serialize};

use crate::current::model::{Column, ColumnId, CurrentSystem, Unit};
use crate::domain::{ColumnType, DateForm};

/// A column that contradicts itself, and in what.
#[derive(Debug)]
pub struct Contradicting {
    pub column: ColumnId,
    pub what: Vec<Contradiction>,
}

/// Two statements about one column that cannot both hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", tag = "what")]
pub enum Contradiction {
    /// A length of 0.
    NoLength,
    /// Dates that need so many characters, in a column with fewer.
    DateTooLong { needs: u32, length: u32 },
    /// Dates written with hyphens, in a column for numbers.
    DateInNumber,
    /// Values in the data that are longer than the column.
    ObservedBeyond { observed: u32, length: u32 },
    /// A value for unknown dates, or a special value, that is longer than the column.
    ValueBeyond { needs: u32, length: u32 },
    /// Not empty, and so many empty rows.
    EmptyRows { rows: u32 },
    /// More empty rows than rows.
    MoreEmptyThanRows { empty: u32, rows: u32 },
    /// More decimals than digits.
    ScaleBeyond { scale: u32, length: u32 },
}

/// All of them, in the order of the input.
pub fn all(current: &CurrentSystem) -> Vec<Contradicting> {
    let told = current.columns().map(|column| {
        let rows = current.table(column.table).rows;
        Contradicting { column, what: of(current.column(column), rows) }
    });
    told.filter(|c| !c.what.is_empty()).collect()
}

fn of(c: &Column, rows: Option<u32>) -> Vec<Contradiction> {
    let mut found = Vec::new();
    let text = matches!(c.column_type, None | Some(ColumnType::Char | ColumnType::Nchar));
    let number = matches!(c.column_type, Some(ColumnType::Number | ColumnType::Packed | ColumnType::Zoned));
    if c.length == Some(0) && (text || number) {
        found.push(Contradiction::NoLength);
    }
    let packed = c.column_type == Some(ColumnType::Packed) && c.unit == Some(Unit::Byte);
    if let Some(length) = c.length.filter(|n| *n > 0 && (text || number) && !packed) {
        found.extend(beyond(c, length));
    }
    if number && matches!(c.date, Some(DateForm::Iso)) {
        found.push(Contradiction::DateInNumber);
    }
    if let Some(empty) = c.null_count.filter(|n| *n > 0) {
        found.extend((c.nullable == Some(false)).then_some(Contradiction::EmptyRows { rows: empty }));
        let more = rows.filter(|rows| empty > *rows);
        found.extend(more.map(|rows| Contradiction::MoreEmptyThanRows { empty, rows }));
    }
    found
}

/// What does not fit into the column's own length.
fn beyond(c: &Column, length: u32) -> Vec<Contradiction> {
    let mut found = Vec::new();
    if let Some(needs) = c.date.and_then(least).filter(|needs| *needs > length) {
        found.push(Contradiction::DateTooLong { needs, length });
    } else {
        let values = c.unknown.iter().chain(&c.sentinels).map(|v| u32::try_from(v.chars().count()).unwrap_or(u32::MAX));
        let longest = values.max().filter(|needs| *needs > length);
        found.extend(longest.map(|needs| Contradiction::ValueBeyond { needs, length }));
    }
    let observed = c.max_observed.filter(|n| *n > length);
    found.extend(observed.map(|observed| Contradiction::ObservedBeyond { observed, length }));
    let scale = c.scale.filter(|n| *n > length);
    found.extend(scale.map(|scale| Contradiction::ScaleBeyond { scale, length }));
    found
}

/// The fewest characters that dates of a form are written with.
fn least(form: DateForm) -> Option<u32> {
    match form {
        DateForm::Iso => Some(10),
        DateForm::Yyyymmdd => Some(8),
        DateForm::Yyyymm => Some(6),
        DateForm::Julian => Some(5),
        DateForm::Year => Some(4),
        DateForm::Timestamp => Some(14),
        DateForm::Wareki { .. } | DateForm::Native => None,
    }
}
