//! A sheet in memory: only the filled cells, in the order of rows and columns.

use std::collections::HashMap;

use super::limits::Limits;
use super::refuse::Refusal;

/// A rectangle of cells; rows from 1, columns from 0, both ends included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    pub top: u32,
    pub left: u32,
    pub bottom: u32,
    pub right: u32,
}

impl Area {
    pub fn contains(&self, row: u32, column: u32) -> bool {
        (self.top..=self.bottom).contains(&row) && (self.left..=self.right).contains(&column)
    }
}

/// One row that has filled cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// As the spreadsheet shows it, from 1.
    pub number: u32,
    cells: Vec<(u32, String)>,
    /// Cells that the file spells out, empty ones included; 0 where the format leaves empty ones out.
    width: u32,
}

impl Row {
    /// Text of a cell; empty where there is none.
    pub fn cell(&self, column: u32) -> &str {
        match self.cells.binary_search_by_key(&column, |(c, _)| *c) {
            Ok(i) => &self.cells[i].1,
            Err(_) => "",
        }
    }

    /// Whether the row of the file ends before this column. A cell that is not there was not cleared by anybody.
    pub fn ends_before(&self, column: u32) -> bool {
        self.width > 0 && column >= self.width
    }

    /// Filled cells with their columns, from the left.
    pub fn cells(&self) -> impl Iterator<Item = (u32, &str)> {
        self.cells.iter().map(|(c, text)| (*c, text.as_str()))
    }
}

/// Why a cell is not what it seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doubt {
    /// Struck through as a whole.
    Struck,
    /// Struck through in a part.
    PartlyStruck,
    HiddenRow,
    HiddenColumn,
    /// A formula whose result was not stored.
    NoResult,
}

/// A cell that a careful reader does not take as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doubtful {
    pub row: u32,
    pub column: u32,
    pub doubt: Doubt,
    /// What is left of it: the part that is not struck, else nothing.
    pub kept: String,
}

/// One sheet; a CSV file is a workbook of one.
#[derive(Debug, Clone, Default)]
pub struct Sheet {
    pub name: String,
    pub hidden: bool,
    rows: Vec<Row>,
    merged: Vec<Area>,
    doubtful: Vec<Doubtful>,
}

impl Sheet {
    /// Rows that have filled cells, from the top.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    pub fn row(&self, number: u32) -> Option<&Row> {
        self.rows.binary_search_by_key(&number, |r| r.number).ok().map(|i| &self.rows[i])
    }

    /// Text of a cell; empty where there is none.
    pub fn cell(&self, row: u32, column: u32) -> &str {
        self.row(row).map_or("", |r| r.cell(column))
    }

    /// As [`Sheet::cell`], and every cell of a merged area has the text of its first.
    pub fn shown(&self, row: u32, column: u32) -> &str {
        match self.cell(row, column) {
            "" => self.merge_at(row, column).map_or("", |area| self.cell(area.top, area.left)),
            text => text,
        }
    }

    /// The merged area that a cell belongs to.
    pub fn merge_at(&self, row: u32, column: u32) -> Option<Area> {
        self.merged.iter().find(|area| area.contains(row, column)).copied()
    }

    /// Cells that are struck through, hidden, or without a result, as far as the format tells; in their order.
    pub fn doubtful(&self) -> &[Doubtful] {
        &self.doubtful
    }

    /// The sheet with only what holds: struck text, hidden rows and hidden columns left out.
    pub fn holding(&self) -> std::borrow::Cow<'_, Sheet> {
        if self.doubtful.is_empty() {
            return std::borrow::Cow::Borrowed(self);
        }
        let mut sheet = self.clone();
        for doubtful in self.doubtful.iter().filter(|d| d.doubt != Doubt::NoResult) {
            let Ok(at) = sheet.rows.binary_search_by_key(&doubtful.row, |r| r.number) else { continue };
            let cells = &mut sheet.rows[at].cells;
            let Ok(cell) = cells.binary_search_by_key(&doubtful.column, |(c, _)| *c) else { continue };
            match doubtful.kept.is_empty() {
                true => drop(cells.remove(cell)),
                false => cells[cell].1.clone_from(&doubtful.kept),
            }
        }
        sheet.rows.retain(|r| !r.cells.is_empty());
        std::borrow::Cow::Owned(sheet)
    }

    /// All merged areas.
    pub fn merges(&self) -> &[Area] {
        &self.merged
    }

    /// The merged areas that reach into a row.
    pub fn merges_at(&self, row: u32) -> Vec<Area> {
        self.merged.iter().filter(|a| (a.top..=a.bottom).contains(&row)).copied().collect()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }
}

/// Column letters, as spreadsheets show them: 0 is `A`.
pub fn column_name(column: u32) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + (rest % 26) as u8));
        if rest < 26 {
            break;
        }
        rest = rest / 26 - 1;
    }
    letters.iter().rev().collect()
}

/// Collects sheets and counts what they hold.
pub(super) struct Filling {
    pub(super) limits: Limits,
    sheets: Vec<Sheet>,
    cells: Vec<(u32, u32, String)>,
    /// Widths of rows that have one, by their numbers.
    widths: HashMap<u32, u32>,
    doubtful: Vec<Doubtful>,
    total_cells: u64,
    total_text: u64,
}

/// Merged areas that are kept per sheet; data sheets have a few dozen.
const MERGES: usize = 5_000;

impl Filling {
    pub(super) fn new(limits: Limits) -> Self {
        Filling {
            limits,
            sheets: Vec::new(),
            cells: Vec::new(),
            doubtful: Vec::new(),
            widths: HashMap::new(),
            total_cells: 0,
            total_text: 0,
        }
    }

    pub(super) fn start(&mut self, name: &str, hidden: bool) -> Result<(), Refusal> {
        if self.sheets.len() == self.limits.sheets {
            return Err(Refusal::TooManySheets { max: self.limits.sheets });
        }
        self.sheets.push(Sheet { name: name.to_string(), hidden, ..Sheet::default() });
        Ok(())
    }

    fn name(&self) -> String {
        self.sheets.last().map(|s| s.name.clone()).unwrap_or_default()
    }

    /// A cell of the sheet that was started last. Empty text is no cell.
    pub(super) fn put(&mut self, row: u32, column: u32, text: String) -> Result<(), Refusal> {
        if text.is_empty() {
            return Ok(());
        }
        if row > self.limits.rows {
            return Err(Refusal::TooManyRows { sheet: self.name(), max: self.limits.rows });
        }
        if column >= self.limits.columns {
            return Err(Refusal::TooManyColumns { sheet: self.name(), max: self.limits.columns });
        }
        self.total_cells += 1;
        self.total_text += text.len() as u64;
        if self.total_cells > self.limits.cells {
            return Err(Refusal::TooManyCells { max: self.limits.cells });
        }
        if self.total_text > self.limits.text_bytes {
            return Err(Refusal::TooMuchText { mib: self.limits.text_bytes >> 20 });
        }
        self.cells.push((row, column, text));
        Ok(())
    }

    /// A cell of the sheet that was started last is not what it seems to be.
    pub(super) fn doubt(&mut self, row: u32, column: u32, doubt: Doubt, kept: String) {
        self.doubtful.push(Doubtful { row, column, doubt, kept });
    }

    /// How many cells a row of the file spells out.
    pub(super) fn width(&mut self, row: u32, cells: usize) {
        self.widths.insert(row, u32::try_from(cells).unwrap_or(u32::MAX));
    }

    /// Ends a sheet. Of two texts for one cell the later counts.
    pub(super) fn finish(&mut self, mut merged: Vec<Area>) {
        let mut cells = std::mem::take(&mut self.cells);
        let widths = std::mem::take(&mut self.widths);
        cells.sort_by_key(|(row, column, _)| (*row, *column));
        let Some(sheet) = self.sheets.last_mut() else { return };
        for (row, column, text) in cells {
            match sheet.rows.last_mut().filter(|r| r.number == row) {
                None => {
                    let width = widths.get(&row).copied().unwrap_or_default();
                    sheet.rows.push(Row { number: row, cells: vec![(column, text)], width });
                }
                Some(last) => match last.cells.last_mut().filter(|(c, _)| *c == column) {
                    Some(same) => same.1 = text,
                    None => last.cells.push((column, text)),
                },
            }
        }
        merged.truncate(MERGES);
        sheet.merged = merged;
        sheet.doubtful = std::mem::take(&mut self.doubtful);
        sheet.doubtful.sort_by_key(|d| (d.row, d.column));
    }

    /// Forgets the sheet that was started last.
    pub(super) fn drop_sheet(&mut self) {
        self.cells.clear();
        self.doubtful.clear();
        self.sheets.pop();
    }

    pub(super) fn sheets(self) -> Vec<Sheet> {
        self.sheets
    }
}
