//! From published workbooks to editions (`gapcheck spec import`).
//!
//! Reads 基本データリスト and 項目定義書, コード一覧（個別）（連携）, and through profiles 機能要件, 帳票要件 and 帳票詳細要件.
//! Every fact keeps its file, sheet and row; every row that is not understood is reported with the reason.
//! What a workbook does not say of itself (system, edition, date) is asked for, never guessed.

mod assemble;
mod book;
mod build;
mod codes;
mod draft;
mod facts;
mod files;
mod forms;
mod functions;
mod hints;
mod ids;
mod items;
mod link;
mod pile;
mod place;
mod profile;
mod report;
mod rows;
mod settings;
mod titles;
mod unique;
mod write;

use std::path::PathBuf;

use super::edition::Edition;
use super::words::NOT_OFFICIAL;
use crate::sheet::{self, Limits};
use crate::text::fold::f1;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

pub use draft::draft_profile;
pub use files::gather;
pub use hints::{date_in, label_in};
pub use pile::{FileLine, FileRead, Pile, import_pile};
pub use profile::{Profile, built_in as built_in_profiles};
pub use report::{Note, UnreadRow};
pub use write::{Unwritten, write, write_all};

use report::Report;
use settings::Settings;

/// What the caller knows of the workbooks.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// Slug, name or code of the system.
    pub system: Option<String>,
    /// Label of the edition, as 第2.1版.
    pub edition: Option<String>,
    /// `YYYY-MM-DD`.
    pub date: Option<String>,
    /// Rows that are not understood are errors.
    pub strict: bool,
}

/// What was read.
#[derive(Debug)]
pub struct ImportOutcome {
    /// One per system or shared business that owns what the files hold, in the order of the catalogue.
    pub editions: Vec<Edition>,
    /// Rows that were left out or read in part, in the order of the files; those whose references lead nowhere come last.
    pub unread: Vec<UnreadRow>,
    pub notes: Vec<Note>,
}

/// Reads workbooks and CSV files; `.toml` files among them are profiles and go before the built-in ones.
///
/// # Errors
/// A file that cannot be read at all, none of whose sheets is recognised, or that does not say which system, edition or
/// date it is; with `strict` also every row that is not understood.
pub fn import(files: &[PathBuf], options: &ImportOptions) -> Result<ImportOutcome, Vec<Problem>> {
    let settings = Settings::of(options).map_err(|p| vec![p])?;
    let mut problems = Vec::new();
    let mut profiles = Vec::new();
    let mut books = Vec::new();
    for path in files {
        let is_profile = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("toml"));
        match is_profile {
            true => profile::load(path).map(|p| profiles.push(p)).unwrap_or_else(|p| problems.push(p)),
            false => sheet::open(path, &Limits::default()).map(|b| books.push(b)).unwrap_or_else(|p| problems.push(p)),
        }
    }
    problems.extend(books.iter().filter(|b| is_reference(b)).map(reference_again));
    if books.is_empty() && problems.is_empty() {
        problems.push(nothing_to_read());
    }
    profiles.extend(profile::built_in());
    let mut report = Report::default();
    drop_repeated(&mut books, &mut report);
    let read: Vec<book::Book> =
        books.into_iter().map(|workbook| book::read(workbook, &profiles, &settings, &mut report)).collect();
    problems.append(&mut report.problems);
    if !problems.is_empty() {
        return Err(problems);
    }
    let (editions, faults) = assemble::editions(read, &settings, &mut report);
    if !faults.is_empty() {
        return Err(faults);
    }
    match options.strict && !report.unread.is_empty() {
        true => Err(report.unread.iter().map(UnreadRow::problem).collect()),
        false => Ok(ImportOutcome { editions, unread: report.unread, notes: report.notes }),
    }
}

/// Whether a workbook was written from an edition that is not official.
fn is_reference(book: &sheet::Workbook) -> bool {
    let mark = f1(NOT_OFFICIAL);
    let tops = book.sheets.iter().flat_map(|s| s.rows().iter().take(5)).flat_map(|row| row.cells());
    tops.into_iter().any(|(_, text)| f1(text).contains(&mark))
}

fn reference_again(book: &sheet::Workbook) -> Problem {
    Problem::new(
        &book.path,
        Bilingual::new(
            "gapcheck が参考版から書き出したもので、公式の標準仕様書ではありません",
            "gapcheck wrote it from a reference edition; it is no official standard",
        ),
        Bilingual::new(
            "所管省庁が公表しているブックを指定してください。参考版は取り込まなくても使えます",
            "name a workbook that a ministry published; reference editions need no import",
        ),
    )
}

fn nothing_to_read() -> Problem {
    Problem::new(
        "",
        Bilingual::new("読み込むブックがありません", "no workbook to read"),
        Bilingual::new("公表されたブックまたは CSV を指定してください", "name the published workbooks or CSV files"),
    )
}

/// The same file given twice is read once.
fn drop_repeated(books: &mut Vec<sheet::Workbook>, report: &mut Report) {
    let mut seen = std::collections::HashSet::new();
    books.retain(|book| {
        let fresh = seen.insert(book.sha256.clone());
        if !fresh {
            report.note(
                &book.file,
                None,
                Bilingual::new("同じ内容のファイルが既にあるため読みません", "the same content was read already"),
            );
        }
        fresh
    });
}

#[cfg(test)]
mod tests;
