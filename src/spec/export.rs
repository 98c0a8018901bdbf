//! Editions in the official column layout, for spreadsheets and for whoever reads those columns.
//!
//! What was imported comes out so that importing it again gives the same edition, but for where it was read
//! (sources and places name the file at hand).

mod csv_files;
mod table;
mod tables;
mod workbook;

use super::edition::Edition;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// How items are laid out over sheets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ItemSheets {
    /// One sheet for each group, as 項目定義書.
    #[default]
    PerGroup,
    /// One sheet for all, as 基本データリスト.
    One,
}

/// A file of an export.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExportFile {
    /// ASCII name without a folder.
    pub name: String,
    pub bytes: Vec<u8>,
}

/// An edition as a workbook (`.xlsx`). Texts are texts, never formulas.
///
/// # Errors
/// A text that is longer than a cell of a workbook may be.
pub fn xlsx(edition: &Edition, items: ItemSheets) -> Result<Vec<u8>, Problem> {
    workbook::write(&tables::of(edition, items, false)).map_err(|e| unwritable(edition, &e.to_string()))
}

/// An edition as CSV files (UTF-8 with a byte order mark), one for items, codes, functions, forms and printed items each,
/// as far as there are any. Texts that spreadsheets would take for formulas have an apostrophe before them.
///
/// # Errors
/// None that is known; writing to memory could fail in theory.
pub fn csv(edition: &Edition) -> Result<Vec<ExportFile>, Problem> {
    let tables = tables::of(edition, ItemSheets::One, true);
    csv_files::write(edition, &tables).map_err(|e| unwritable(edition, &e.to_string()))
}

fn unwritable(edition: &Edition, reason: &str) -> Problem {
    Problem::new(
        &edition.system,
        Bilingual::new("書き出せません", format!("cannot be exported: {reason}")),
        Bilingual::new(
            "32,767 文字を超えるセルがないか確認するか、CSV で書き出してください",
            "check for texts beyond 32,767 characters, or export CSV",
        ),
    )
}

#[cfg(test)]
mod tests;
