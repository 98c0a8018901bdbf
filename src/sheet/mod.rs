//! Workbooks and CSV as people see them: named sheets of text cells, within limits that no file can break.
//!
//! Knows nothing of the field. Reads `.xlsx`, `.xlsm`, `.xls`, `.ods`, `.csv`, `.tsv`; cells are text (`031` stays `031`,
//! `1` stays `1`), dates are ISO, line breaks are kept as `\n`. Rows count from 1, as spreadsheets show them; columns from 0.

mod archive;
mod biff;
mod bundle;
mod cells;
mod compound;
mod csv_file;
mod grid;
mod header;
mod limits;
mod looks;
mod ods;
mod open;
mod quotes;
mod refuse;
mod whole;
mod xls;
mod xlsb;
mod xlsx;

pub use bundle::unpack;
pub use csv_file::{guard_formula, unguard_formula};
pub use grid::{Area, Doubt, Doubtful, Row, Sheet, column_name};
pub use header::{Column, Header, NoHeader, Title, find_header, fold_title};
pub use limits::Limits;
pub use open::{Kind, Workbook, open, read, read_text};
pub use quotes::unclosed as unclosed_quote;

#[cfg(test)]
mod tests;
