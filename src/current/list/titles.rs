//! The block above a list of columns: which table it is of.

use super::grid::Grid;
use super::vocabulary::{Heading, Vocabulary};

/// A table as a title, a sheet's name or a list of tables names it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Named {
    /// The physical name.
    pub name: Option<String>,
    pub label: Option<String>,
}

impl Named {
    pub fn is_empty(&self) -> bool {
        self.name.is_none() && self.label.is_none()
    }
}

/// Whether a row names a table rather than a column: its first cell asks for the name of one.
pub fn is_title(grid: &Grid<'_>, row: u32, words: &Vocabulary) -> bool {
    grid.cells(row).next().is_some_and(|(_, text)| {
        let before = text.split([':', '：']).next().unwrap_or_default();
        words.layout(before).is_some_and(Heading::names_table)
    }) || banner(grid, row).is_some()
}

/// Reads the rows between two lists.
pub fn named(grid: &Grid<'_>, rows: &[u32], words: &Vocabulary) -> Named {
    let mut found = Named::default();
    let mut either = None;
    for &row in rows {
        for (column, text) in grid.cells(row) {
            let (asked, inline) = match text.split_once([':', '：']) {
                Some((label, value)) if !value.trim().is_empty() => (label, Some(value.trim().to_string())),
                _ => (text, None),
            };
            let Some(heading) = words.layout(asked).filter(|h| h.names_table()) else { continue };
            let Some(value) = inline.or_else(|| value(grid, row, column, words)) else { continue };
            let slot = match heading {
                Heading::Table => &mut found.name,
                Heading::TableLabel => &mut found.label,
                _ => &mut either,
            };
            slot.get_or_insert(value);
        }
    }
    match (either, &found.name, &found.label) {
        (None, ..) => {}
        (Some(either), Some(_), None) => found.label = Some(either),
        (Some(either), None, _) => found = split(&either, found.label.take()),
        (Some(_), Some(_), Some(_)) => {}
    }
    if found.is_empty()
        && let Some(text) = rows.iter().rev().find_map(|row| banner(grid, *row))
    {
        found = split(&text, None);
    }
    found
}

/// The cell beside a label, else the one below it; another label is no value.
fn value(grid: &Grid<'_>, row: u32, column: u32, words: &Vocabulary) -> Option<String> {
    let beside = grid.cells(row).find(|(c, _)| *c > column).map(|(_, t)| t);
    let below = || {
        let text = grid.cell(row + 1, column);
        Some(text).filter(|t| !t.is_empty())
    };
    [beside, below()]
        .into_iter()
        .flatten()
        .map(str::trim)
        .find(|t| !t.is_empty() && !words.is_title(t))
        .map(str::to_string)
}

/// A line of its own with a mark before or around it: `■個人基本（KOJIN）`, `【個人基本】`.
fn banner(grid: &Grid<'_>, row: u32) -> Option<String> {
    let mut cells = grid.cells(row);
    let (_, text) = cells.next()?;
    let text = text.trim();
    let marked = text.starts_with(['■', '□', '●', '◆', '◇', '▼', '【', '＜', '<', '〔', '《']);
    let body = text.trim_matches([
        '■', '□', '●', '◆', '◇', '▼', '【', '】', '＜', '＞', '<', '>', '〔', '〕', '《', '》', ' ', '　',
    ]);
    (marked && cells.next().is_none() && !body.is_empty()).then(|| body.to_string())
}

/// `個人基本（KOJIN_KIHON）` has both names.
pub fn split(text: &str, label: Option<String>) -> Named {
    let text = text.trim();
    if let Some((outer, inner)) = text.split_once(['(', '（', '【', '['])
        && let Some(inner) = inner.strip_suffix([')', '）', '】', ']'])
    {
        let (outer, inner) = (outer.trim(), inner.trim());
        let physical = |t: &str| {
            !t.is_empty() && t.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '$' | '#'))
        };
        match (physical(outer), physical(inner)) {
            (false, true) => return Named { name: Some(inner.into()), label: label.or(Some(outer.into())) },
            (true, false) if !inner.is_empty() => {
                return Named { name: Some(outer.into()), label: label.or(Some(inner.into())) };
            }
            _ => {}
        }
    }
    Named { name: Some(text.to_string()), label }
}
