//! A sheet before it is written: title rows, headings, rows of texts and numbers.

/// One cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell {
    Text(String),
    /// A whole number, shown with this many digits.
    Number(u32, usize),
}

impl Cell {
    pub(super) fn text(text: impl Into<String>) -> Cell {
        Cell::Text(text.into())
    }

    pub(super) fn of(text: &Option<String>) -> Cell {
        Cell::Text(text.clone().unwrap_or_default())
    }

    pub(super) fn number(number: Option<u32>) -> Cell {
        number.map_or(Cell::text(""), |n| Cell::Number(n, 1))
    }
}

/// A heading over some columns; with parts below it, one for each.
#[derive(Debug, Clone)]
pub(super) struct Heading {
    pub(super) text: String,
    pub(super) columns: u16,
    /// Texts of the lower row.
    pub(super) below: Vec<String>,
}

impl Heading {
    pub(super) fn plain(text: &str) -> Heading {
        Heading { text: text.into(), columns: 1, below: Vec::new() }
    }

    /// Headings of the columns in one row: `グループ_名称`, `グループ_主キー`, ….
    pub(super) fn flat(&self) -> Vec<String> {
        match self.below.is_empty() {
            true => std::iter::once(self.text.clone()).chain((1..self.columns).map(|_| String::new())).collect(),
            false => self.below.iter().map(|below| format!("{}_{below}", self.text)).collect(),
        }
    }
}

/// What a table holds; decides its file among CSV exports.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    Items,
    Codes,
    Functions,
    Forms,
    PrintedItems,
}

#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) content: Content,
    /// Name of the sheet; not yet fit for a workbook.
    pub(super) name: String,
    /// Rows above the headings.
    pub(super) top: Vec<Vec<String>>,
    pub(super) headings: Vec<Heading>,
    pub(super) rows: Vec<Vec<Cell>>,
}
