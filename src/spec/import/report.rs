//! What the importer has to say beside the editions.

use crate::sheet::NoHeader;
use crate::spec::edition::SheetPlace;
use crate::text::clean::{shorten, visible};
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// A row that was left out, or of which something was left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadRow {
    pub file: String,
    pub sheet: String,
    /// As the spreadsheet shows it, from 1.
    pub row: u32,
    pub reason: Bilingual,
}

impl UnreadRow {
    /// As an error, for strict imports.
    pub fn problem(&self) -> Problem {
        let (sheet, row) = (visible(&self.sheet), self.row);
        Problem::new(
            &self.file,
            Bilingual::new(
                format!("シート「{sheet}」{row}行目: {}", self.reason.ja),
                format!("sheet {sheet:?}, row {row}: {}", self.reason.en),
            ),
            Bilingual::new(
                "ブックを確認してください。--strict を外すと、この行を報告だけして読み進めます",
                "check the workbook; without --strict the row is only reported",
            ),
        )
    }
}

/// Something worth knowing that is no fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    pub file: String,
    pub sheet: Option<String>,
    pub text: Bilingual,
}

#[derive(Debug, Default)]
pub(super) struct Report {
    pub(super) unread: Vec<UnreadRow>,
    pub(super) notes: Vec<Note>,
    pub(super) problems: Vec<Problem>,
}

impl Report {
    pub(super) fn unread(&mut self, at: &SheetPlace, reason: Bilingual) {
        self.unread.push(UnreadRow { file: at.file.clone(), sheet: at.sheet.clone(), row: at.row, reason });
    }

    pub(super) fn note(&mut self, file: &str, sheet: Option<&str>, text: Bilingual) {
        self.notes.push(Note { file: file.to_string(), sheet: sheet.map(str::to_string), text });
    }
}

/// A cell's text, short and harmless, for messages.
pub(super) fn quoted(text: &str) -> String {
    shorten(&visible(text), 40).into_owned()
}

/// What was looked for and what was there instead.
pub(super) fn no_header(looked_for: &str, none: &NoHeader) -> Bilingual {
    let found: Vec<String> = none.found.iter().take(12).map(|t| quoted(t)).collect();
    let (ja, en) = match found.is_empty() {
        true => ("空のシートです".to_string(), "the sheet is empty".to_string()),
        false => (
            format!("{}行目にあったのは: {}", none.row, found.join("、")),
            format!("row {} has: {}", none.row, found.join(", ")),
        ),
    };
    Bilingual::new(
        format!("見出し行が分かりません。探した見出し: {looked_for}。{ja}"),
        format!("no header was recognised; looked for: {looked_for}; {en}"),
    )
}
