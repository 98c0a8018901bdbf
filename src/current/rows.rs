//! Rows of a sheet under known headings, each with its place for messages.

use crate::sheet::{Header, Sheet, Workbook};
use crate::text::fold::{f1, f1_lower};
use crate::text::lang::Bilingual;
use crate::text::lines::Span;
use crate::text::problem::Problem;
use crate::text::source::Source;

use super::model::Spot;

/// The rows below a header, and what is wrong with them.
pub(super) struct Rows<'w> {
    sheet: &'w Sheet,
    header: Header,
    source: Source,
    /// Byte offset of each row's line in the source's text.
    starts: Vec<usize>,
    file: usize,
    problems: Vec<Problem>,
}

impl<'w> Rows<'w> {
    pub fn new(workbook: &Workbook, sheet: &'w Sheet, header: Header, file: usize) -> Self {
        let (text, starts) = as_text(sheet);
        let source = Source::new(workbook.path.clone(), text, workbook.sha256.clone());
        Rows { sheet, header, source, starts, file, problems: Vec::new() }
    }

    pub fn finish(self) -> (Source, Vec<Problem>) {
        (self.source, self.problems)
    }

    /// Numbers of the rows with data.
    pub fn below(&self) -> Vec<u32> {
        self.sheet.rows().iter().map(|r| r.number).filter(|n| *n > self.header.last_row).collect()
    }

    pub fn text(&self, row: u32, key: &str) -> Option<String> {
        let column = *self.header.columns(key).first()?;
        Some(self.sheet.shown(row, column).trim().to_string()).filter(|t| !t.is_empty())
    }

    /// One of the words that stand for a value; anything else is told and left unknown.
    pub fn word(&mut self, row: u32, key: &str, words: &[(&str, &[&str])]) -> Option<String> {
        let text = self.text(row, key)?;
        let folded = f1_lower(&text);
        let found = words.iter().find(|(value, names)| *value == folded || names.iter().any(|n| f1_lower(n) == folded));
        if found.is_none() {
            let wanted: Vec<&str> = words.iter().filter_map(|(_, names)| names.first().copied()).collect();
            self.fault(
                row,
                &format!("「{text}」が分かりません"),
                &format!("{text:?} is not understood"),
                &format!("{} のどれかを書いてください。不明として調べました", wanted.join("、")),
                "use one of the words of the template; it was checked as unknown",
            );
        }
        found.map(|(value, _)| value.to_string())
    }

    /// `12,000件` is 12000.
    pub fn number(&mut self, row: u32, key: &str) -> Option<u32> {
        let text = self.text(row, key)?;
        let digits: String = f1(&text).chars().filter(|c| !matches!(c, ',' | '件' | '人' | '枚' | '通')).collect();
        let number = digits.parse().ok();
        if number.is_none() {
            self.fault(
                row,
                &format!("数「{text}」が読めません"),
                &format!("the number {text:?} cannot be read"),
                "数字だけを書いてください。不明として調べました",
                "write digits only; it was checked as unknown",
            );
        }
        number
    }

    pub fn spot(&self, row: u32) -> Spot {
        let start = self.starts.get(row as usize - 1).copied().unwrap_or(0);
        let end = self.source.lines().line_span(&self.source.text, row as usize - 1).end;
        Spot { file: self.file, span: Span::new(start, end) }
    }

    pub fn fault(&mut self, row: u32, ja: &str, en: &str, todo_ja: &str, todo_en: &str) {
        let at = self.spot(row).span.start;
        self.problems.push(self.source.problem(at, Bilingual::new(ja, en), Bilingual::new(todo_ja, todo_en)));
    }
}

/// The sheet as text, one line per row as the spreadsheet counts them, so that places are rows.
pub(super) fn as_text(sheet: &Sheet) -> (String, Vec<usize>) {
    let (mut text, mut starts) = (String::new(), Vec::new());
    for row in sheet.rows() {
        while starts.len() + 1 < row.number as usize {
            starts.push(text.len());
            text.push('\n');
        }
        starts.push(text.len());
        let cells: Vec<String> = row.cells().map(|(_, t)| t.replace('\n', " ")).collect();
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    (text, starts)
}
