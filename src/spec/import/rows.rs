//! The rows below a header: data, and what only looks like them.

use super::place::Recognised;
use crate::sheet::{Area, Row};
use crate::text::fold::f1;

/// One row of data.
pub(super) struct DataRow<'r> {
    within: &'r Recognised<'r>,
    row: &'r Row,
    merged: Vec<Area>,
}

impl DataRow<'_> {
    pub(super) fn number(&self) -> u32 {
        self.row.number
    }

    /// The cells under a heading.
    pub(super) fn cells(&self, key: &str) -> Vec<&str> {
        self.within.header.columns(key).iter().map(|c| self.cell(*c)).filter(|t| !t.trim().is_empty()).collect()
    }

    /// The first filled cell under a heading; empty where there is none.
    pub(super) fn text(&self, key: &str) -> &str {
        self.within.header.columns(key).iter().map(|c| self.cell(*c)).find(|t| !t.trim().is_empty()).unwrap_or("")
    }

    /// As [`DataRow::text`], without the white space around it; None when empty.
    pub(super) fn word(&self, key: &str) -> Option<String> {
        Some(self.text(key).trim().to_string()).filter(|t| !t.is_empty())
    }

    /// Prose, exactly as it stands; None when empty.
    pub(super) fn prose(&self, key: &str) -> Option<String> {
        Some(self.text(key).to_string()).filter(|t| !t.is_empty())
    }

    fn cell(&self, column: u32) -> &str {
        match self.row.cell(column) {
            "" => {
                let area = self.merged.iter().find(|a| a.contains(self.row.number, column));
                area.map_or("", |a| self.within.sheet.cell(a.top, a.left))
            }
            text => text,
        }
    }

    /// Whether any heading has something in this row.
    pub(super) fn has_known(&self) -> bool {
        self.row.cells().any(|(c, text)| self.within.header.covers(c) && !text.trim().is_empty())
    }

    /// The filled cells, for messages.
    pub(super) fn shown(&self) -> String {
        self.row.cells().map(|(_, text)| text).take(6).collect::<Vec<_>>().join(" | ")
    }
}

/// The data rows of a sheet: without blank rows, end markers (`e`) and repeated headers.
pub(super) fn data_rows<'r>(within: &'r Recognised<'r>) -> impl Iterator<Item = DataRow<'r>> {
    let last = within.header.last_row;
    let below = within.sheet.rows().iter().filter(move |r| r.number > last);
    below.filter(|row| !is_blank(row) && !is_end(row) && !repeats_header(within, row)).map(|row| DataRow {
        within,
        row,
        merged: within.sheet.merges_at(row.number),
    })
}

fn is_blank(row: &Row) -> bool {
    row.cells().all(|(_, text)| text.trim().is_empty())
}

/// Official workbooks end their rows and sheets with the letter `e`.
fn is_end(row: &Row) -> bool {
    row.cells().all(|(_, text)| matches!(f1(text).as_str(), "e" | "E" | ""))
}

/// A header that is printed again further down: every cell says what the header says in its column.
fn repeats_header(within: &Recognised<'_>, row: &Row) -> bool {
    let header = within.header.first_row..=within.header.last_row;
    let mut cells = row.cells().filter(|(_, text)| !text.trim().is_empty()).peekable();
    cells.peek().is_some()
        && cells.all(|(column, text)| header.clone().any(|r| f1(within.sheet.shown(r, column)) == f1(text)))
}
