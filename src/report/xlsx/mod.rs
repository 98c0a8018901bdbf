//! The workbook: the sheets that people of this field know, ready to be filled in, sent round and taken back.

mod candidates;
mod codes;
mod correspondences;
mod decided;
mod open;
mod plan;
mod reforms;
mod sources;
mod subjects;
mod summary;
pub(super) mod table;
mod vendor;
pub(super) mod write;

use rust_xlsxwriter::XlsxError;

use super::model::Report;
use super::words::lang_of;
use correspondences::{Names, Sheet};
use subjects::Lines;
use table::Table;

/// The bytes of an `.xlsx` workbook. The same report gives the same bytes.
///
/// # Errors
/// More rows than a sheet can have.
pub fn xlsx(report: &Report) -> Result<Vec<u8>, XlsxError> {
    write::write(tables(report), lang_of(report))
}

fn tables(report: &Report) -> Vec<Table> {
    let lang = lang_of(report);
    let (names, lines) = (Names::of(report, lang), Lines::of(report));
    let mut tables = vec![
        summary::summary(report, lang),
        correspondences::table(Sheet::Items, &lines.items, &names, lang),
        correspondences::table(Sheet::Forms, &lines.forms, &names, lang),
        correspondences::table(Sheet::Functions, &lines.functions, &names, lang),
        reforms::reforms(report, &names, lang),
        candidates::candidates(report, &names, lang),
        codes::codes(report, &names, lang),
        open::open(report, &names, lang),
        vendor::vendor(report, &names, lang),
        sources::sources(report, &names, lang),
    ];
    tables.extend(plan::plan(report, &names, lang));
    tables
}
