//! Rows of headings: every one of a sheet, in one row or two, of a list of columns, of codes or of something else.

use std::collections::BTreeSet;

use super::grid::Grid;
use super::vocabulary::{CodeHeading, Heading, Other, Vocabulary, fold};

/// A heading where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<H> {
    pub heading: H,
    pub column: u32,
    /// As it stands; both rows of a heading in two.
    pub text: String,
}

/// A row of headings, or two.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header<H> {
    pub first: u32,
    /// Entries begin in the row below.
    pub last: u32,
    pub found: Vec<Found<H>>,
    /// Headings that no word names.
    pub unknown: Vec<(u32, String)>,
}

/// What a row begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Start {
    Columns(Header<Heading>),
    Codes(Header<CodeHeading>),
    Other(Other),
    /// It has headings of a list of columns but none that names them; these were found.
    Nameless(Vec<String>),
}

impl<H: Copy + PartialEq> Header<H> {
    pub fn column(&self, heading: H) -> Option<u32> {
        self.found.iter().find(|f| f.heading == heading).map(|f| f.column)
    }

    pub fn text(&self, column: u32) -> Option<&str> {
        self.found.iter().find(|f| f.column == column).map(|f| f.text.as_str())
    }

    pub fn has(&self, heading: H) -> bool {
        self.column(heading).is_some()
    }
}

/// What the row of this number begins, if anything.
pub fn start(grid: &Grid<'_>, row: u32, words: &Vocabulary) -> Option<Start> {
    let cells: Vec<(u32, String)> = grid.cells(row).map(|(c, t)| (c, t.to_string())).collect();
    if cells.len() < 2 {
        return None;
    }
    let known = |text: &str| text.chars().count() <= 40 && words.layout(text).is_some();
    let hits = cells.iter().filter(|(_, t)| known(t)).count();
    let others: Vec<Other> = cells.iter().filter_map(|(_, t)| words.other(t)).collect();
    if hits + others.len() < 2 {
        return codes(grid, row, &cells, words);
    }
    if let Some(other) = others.first()
        && (others.len() >= 2 || *other == Other::Index || hits < 3)
    {
        return Some(Start::Other(*other));
    }
    if let Some(codes) = codes(grid, row, &cells, words) {
        return Some(codes);
    }
    // a row of headings below a title block is no second row of it: the upper one must add something
    let alone = at(grid, row + 1, 1, words).map_or(0, |h| kinds(&h).len());
    let two = at(grid, row, 2, words).filter(|h| kinds(h).len() > alone);
    let best = two.into_iter().chain(at(grid, row, 1, words)).max_by_key(score);
    match best {
        Some(header) if is_list(&header) => Some(Start::Columns(header)),
        Some(header) if looks_like_list(&header) => {
            Some(Start::Nameless(cells.into_iter().map(|(_, text)| text).collect()))
        }
        _ => None,
    }
}

fn score(header: &Header<Heading>) -> (usize, std::cmp::Reverse<u32>) {
    (kinds(header).len(), std::cmp::Reverse(header.last - header.first))
}

fn kinds(header: &Header<Heading>) -> BTreeSet<Heading> {
    header.found.iter().map(|f| f.heading).collect()
}

fn is_list(header: &Header<Heading>) -> bool {
    let kinds = kinds(header);
    let names = kinds.iter().any(|h| h.names_column());
    let facets = kinds.iter().filter(|h| h.is_facet()).count();
    let table = kinds.iter().any(|h| h.names_table());
    names && (facets >= 1 && kinds.len() >= 3 || table && kinds.len() >= 2 || facets >= 1 && header.unknown.is_empty())
}

/// Two facets and no name: something that ought to be read.
fn looks_like_list(header: &Header<Heading>) -> bool {
    let kinds = kinds(header);
    let facets = kinds.iter().filter(|h| h.is_facet() && !matches!(h, Heading::Codes | Heading::References)).count();
    !kinds.iter().any(|h| h.names_column()) && facets >= 2 && kinds.contains(&Heading::Type)
}

/// The headings in a row, or in it and the one below.
fn at(grid: &Grid<'_>, row: u32, height: u32, words: &Vocabulary) -> Option<Header<Heading>> {
    let mut columns: BTreeSet<u32> = grid.cells(row).map(|(c, _)| c).collect();
    if height == 2 {
        let below: Vec<(u32, &str)> = grid.cells(row + 1).collect();
        let fits = |c: u32, t: &str| {
            words.layout(&format!("{}{t}", grid.above(row, c))).is_some() || words.layout(t).is_some()
        };
        // a second row of headings has nothing but headings
        if below.is_empty() || !below.iter().all(|(c, t)| fits(*c, t)) {
            return None;
        }
        columns.extend(below.iter().map(|(c, _)| *c));
    }
    let mut header = Header { first: row, last: row + height - 1, found: Vec::new(), unknown: Vec::new() };
    for column in columns {
        let top = if height == 2 { grid.above(row, column) } else { grid.cell(row, column) };
        let below = if height == 2 { grid.cell(row + 1, column) } else { "" };
        let text = [top, below].iter().filter(|t| !t.is_empty()).copied().collect::<Vec<_>>().join("/");
        let found = match below {
            "" => words.layout(top),
            below => words
                .layout_folded(&format!("{}{}", fold(top), fold(below)))
                .or_else(|| words.layout(below))
                .or_else(|| words.layout(top)),
        };
        match found {
            Some(heading) if !header.has(heading) => header.found.push(Found { heading, column, text }),
            _ => header.unknown.push((column, text)),
        }
    }
    header.last = header.last.max(grid.bottom_of_merges(row));
    Some(header)
}

/// A value and its label or its list, and nothing that only columns have.
fn codes(grid: &Grid<'_>, row: u32, cells: &[(u32, String)], words: &Vocabulary) -> Option<Start> {
    let mut header = Header { first: row, last: row, found: Vec::new(), unknown: Vec::new() };
    let mut take = |heading: CodeHeading, column: u32, text: &str| {
        header.found.push(Found { heading, column, text: text.to_string() });
    };
    let of = |text: &str| if text.chars().count() <= 30 { words.codes(text) } else { &[] };
    let with = |heading| cells.iter().filter(move |(_, t)| of(t).contains(&heading));
    // 「コード」is the value only where nothing says so better
    let value = with(CodeHeading::Value).max_by_key(|(c, t)| (fold(t) != "コード", std::cmp::Reverse(*c)))?;
    let list = with(CodeHeading::List).find(|(c, _)| c != &value.0);
    let taken = |c: u32| c == value.0 || list.is_some_and(|l| l.0 == c);
    let name = with(CodeHeading::ListName).find(|(c, _)| !taken(*c) && *c < value.0);
    let label = with(CodeHeading::Label)
        .find(|(c, _)| !taken(*c) && *c > value.0)
        .or_else(|| with(CodeHeading::ListName).find(|(c, _)| *c > value.0))?;
    let only_columns = |t: &str| {
        matches!(
            words.layout(t),
            Some(Heading::Type | Heading::Required | Heading::Nullable | Heading::Key | Heading::Table)
        )
    };
    if cells.iter().any(|(_, t)| only_columns(t)) {
        return None;
    }
    take(CodeHeading::Value, value.0, &value.1);
    take(CodeHeading::Label, label.0, &label.1);
    if let Some((column, text)) = list {
        take(CodeHeading::List, *column, text);
    }
    if let Some((column, text)) = name {
        take(CodeHeading::ListName, *column, text);
    }
    header.unknown = cells.iter().filter(|(c, _)| header.text(*c).is_none()).cloned().collect();
    header.last = grid.bottom_of_merges(row).max(row);
    Some(Start::Codes(header))
}
