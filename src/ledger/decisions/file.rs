//! Reading decisions from CSV and workbooks, in whatever form a spreadsheet left them, and writing them as CSV.

use std::collections::HashMap;
use std::path::Path;

use super::revision::Revision;
use super::workbook::{ENGLISH, is_computed};
use super::{DAYS, Decision, HEADINGS, ReadDay, TYPED};
use crate::sheet::{Header, Kind, Limits, Sheet, Title, Workbook, find_header, guard_formula, open};
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// A row of the file, with the cells of columns that people added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    pub decision: Decision,
    /// By the position of their headings.
    pub extra: Vec<String>,
    /// Where it was read, as the spreadsheet counts.
    pub line: u32,
    /// Headings that its sheet did not have, by position: what is not there was not cleared.
    pub lacks: Vec<usize>,
}

/// A file of decisions.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    pub path: String,
    pub rows: Vec<Row>,
    /// Headings of columns that people added; they are kept.
    pub extra: Vec<String>,
    /// Sheets with decisions whose rows cannot be told, because the column key is gone.
    pub keyless: Vec<String>,
    /// Rows with something in a column that has no heading.
    pub headless: Vec<u32>,
    /// A row that ends before its cells do, as in a file that was cut off.
    pub cut_off: Option<u32>,
    /// Whether it came from a workbook.
    pub book: bool,
}

impl Ledger {
    /// Reads `decisions.csv`, a copy of it, or the workbook of a report.
    ///
    /// # Errors
    /// The file cannot be read, or no sheet of it has the columns key and 対応方針.
    pub fn load(path: &str, day: ReadDay) -> Result<Ledger, Problem> {
        let book = open(Path::new(path), &Limits::default())?;
        let mut ledger = Ledger { path: path.into(), book: book.kind != Kind::Text, ..Ledger::default() };
        let mut found = false;
        for sheet in &book.sheets {
            if let Ok(header) = find_header(sheet, &titles()) {
                found = true;
                ledger.take(sheet, &header, day);
            } else if find_header(sheet, &[policy()]).is_ok() {
                ledger.keyless.push(sheet.name.clone());
            }
        }
        match ledger.cut_off {
            _ if !found => Err(no_decisions(&book)),
            Some(row) => Err(cut_off(path, row)),
            None => Ok(ledger),
        }
    }

    /// Itself, if it may be written again whole.
    ///
    /// # Errors
    /// It is a workbook, or rows have something in a column without a heading, which would get lost.
    pub fn writable(self) -> Result<Ledger, Problem> {
        match self.book {
            true => Err(is_book(&self.path)),
            false => self.headless().pop().map_or(Ok(self), Err),
        }
    }

    fn take(&mut self, sheet: &Sheet, header: &Header, day: ReadDay) {
        let columns: Vec<Option<u32>> = HEADINGS.iter().map(|h| header.columns(h).first().copied()).collect();
        let extra = self.extra_columns(sheet, header);
        let headed: Vec<u32> = sheet.row(header.last_row).into_iter().flat_map(|r| r.cells()).map(|(c, _)| c).collect();
        let (mut before_last, mut last) = (None, None);
        for row in sheet.rows().iter().filter(|r| r.number > header.last_row) {
            let mut decision = Decision::default();
            let ends = |column: &Option<u32>| column.is_some_and(|c| row.ends_before(c));
            let short = columns.iter().any(ends) || extra.iter().any(|(_, column)| row.ends_before(*column));
            (before_last, last) = (last, short.then_some(row.number));
            for ((i, cell), column) in decision.cells_mut().into_iter().enumerate().zip(&columns) {
                let text = column.map(|c| row.cell(c).trim()).unwrap_or_default();
                let normal = DAYS.contains(&i).then(|| day(text)).flatten();
                *cell = normal.unwrap_or_else(|| text.to_string());
            }
            let mut cells = vec![String::new(); self.extra.len()];
            extra.iter().for_each(|(at, column)| cells[*at] = row.cell(*column).trim().to_string());
            let blank = decision.cells().iter().all(|c| c.is_empty()) && cells.iter().all(String::is_empty);
            if !blank {
                let lacks = (0..columns.len()).filter(|i| columns[*i].is_none() || ends(&columns[*i])).collect();
                self.rows.push(Row { decision, extra: cells, line: row.number, lacks });
            }
            let known = |column: u32| header.covers(column) || headed.contains(&column);
            if row.cells().any(|(column, text)| !known(column) && !text.trim().is_empty()) {
                self.headless.push(row.number);
            }
        }
        // spreadsheets may leave out empty cells at the end, but then in the row before as well
        if before_last.is_none() {
            self.cut_off = self.cut_off.or(last);
        }
        let damaged = self.rows.last().filter(|r| cut_revision(&r.decision.revision));
        self.cut_off = self.cut_off.or(damaged.map(|r| r.line));
    }

    /// Columns that people added: position of the heading, column. Those that the program made itself in the workbook of
    /// a report are none.
    fn extra_columns(&mut self, sheet: &Sheet, header: &Header) -> Vec<(usize, u32)> {
        let headings = sheet.row(header.last_row).into_iter().flat_map(|r| r.cells());
        let mut added = Vec::new();
        for (column, text) in headings.filter(|(column, text)| !header.covers(*column) && !is_computed(text)) {
            added.push((self.extra_heading(text), column));
        }
        added
    }

    /// The position of a heading that people added.
    pub(super) fn extra_heading(&mut self, text: &str) -> usize {
        self.extra.iter().position(|e| e == text).unwrap_or_else(|| {
            self.extra.push(text.to_string());
            self.extra.len() - 1
        })
    }

    /// Positions of the rows by key; of a key that stands twice the first.
    pub fn index(&self) -> HashMap<String, usize> {
        let mut index = HashMap::new();
        for (at, row) in self.rows.iter().enumerate().filter(|(_, r)| !r.decision.key.is_empty()) {
            index.entry(row.decision.key.clone()).or_insert(at);
        }
        index
    }

    /// Sheets that were not read.
    pub fn keyless(&self) -> Vec<Problem> {
        self.keyless.iter().map(|sheet| keyless(&self.path, sheet)).collect()
    }

    /// Rows with something in a column that has no heading.
    pub fn headless(&self) -> Vec<Problem> {
        self.headless.iter().map(|row| headless(&self.path, *row)).collect()
    }

    /// Rows that cannot be told apart or recognised: kept as they are, but not used.
    pub fn faults(&self) -> Vec<Problem> {
        let index = self.index();
        let mut problems = self.keyless();
        for (at, row) in self.rows.iter().enumerate() {
            let (line, key) = (row.line, &row.decision.key);
            let what = match index.get(key) {
                None => Bilingual::new(format!("{line} 行目に key がありません"), format!("row {line} has no key")),
                Some(first) if *first != at => {
                    let first = self.rows[*first].line;
                    Bilingual::new(
                        format!("{line} 行目の key {key} は {first} 行目にもあります"),
                        format!("row {line} has the key {key} of row {first}"),
                    )
                }
                Some(_) => continue,
            };
            let todo = Bilingual::new(
                "行は残しますが使いません。内容を正しい行へ移してください",
                "the row is kept but not used; move what it says to the right row",
            );
            problems.push(Problem::new(self.path.clone(), what, todo));
        }
        problems
    }

    /// CSV as spreadsheets open it by a double click: UTF-8 with a byte order mark, CRLF, no formulas.
    pub fn to_csv(&self) -> String {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        let mut put = |cells: Vec<&str>| {
            // writing to memory cannot fail
            let _ = writer.write_record(cells.iter().map(|c| guard_formula(c).into_owned()));
        };
        put(HEADINGS.into_iter().chain(self.extra.iter().map(String::as_str)).collect());
        for row in &self.rows {
            let mut cells: Vec<&str> = row.decision.cells().iter().map(|c| c.as_str()).collect();
            cells.extend((0..self.extra.len()).map(|i| row.extra.get(i).map_or("", String::as_str)));
            put(cells);
        }
        let bytes = writer.into_inner().unwrap_or_default();
        format!("\u{FEFF}{}", String::from_utf8_lossy(&bytes))
    }
}

fn titles() -> Vec<Title> {
    let title = |(ja, en): (&&'static str, &'static str)| match *ja {
        "key" => Title::new(ja, &[ja, en]).needed(),
        "対応方針" => policy(),
        _ => Title::new(ja, &[ja, en]),
    };
    HEADINGS.iter().zip(ENGLISH).map(title).collect()
}

fn policy() -> Title {
    Title::new("対応方針", &["対応方針", ENGLISH[TYPED.start]]).needed()
}

fn keyless(path: &str, sheet: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new(
            format!("シート「{sheet}」に key の見出しがありません"),
            format!("the sheet {sheet:?} has no heading key"),
        ),
        Bilingual::new(
            "このシートは取り込みませんでした。消した列（key、状態、改訂）を元のファイルから戻してください",
            "it was not taken in; put the columns key, 状態 (state) and 改訂 (revision) back from the original file",
        ),
    )
}

/// A 改訂 that begins as the program writes it and then ends.
fn cut_revision(text: &str) -> bool {
    let (number, _) = text.split_once('-').unwrap_or((text, ""));
    let ours = number.strip_prefix('r').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
    ours && Revision::read(text).is_none()
}

fn headless(path: &str, row: u32) -> Problem {
    Problem::new(
        path,
        Bilingual::new(
            format!("{row} 行目に、見出しのない列の値があります"),
            format!("row {row} has something in a column without a heading"),
        ),
        Bilingual::new(
            "列に見出しを付けるか、コンマの数を直してください。この値は取り込めません",
            "give the column a heading, or correct the number of commas; this cell cannot be taken in",
        ),
    )
}

fn cut_off(path: &str, row: u32) -> Problem {
    Problem::new(
        path,
        Bilingual::new(
            format!("最後の行（{row} 行目）のセルが見出しより少なく、途中で切れています"),
            format!("the last row ({row}) has fewer cells than the heading: it is cut off"),
        ),
        Bilingual::new(
            "元のファイルを写し直すか、この行のセルを補ってください。何も変えませんでした",
            "copy the file again or complete the cells of this row; nothing was changed",
        ),
    )
}

fn is_book(path: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new(
            "決定の記録は CSV です。ブックには書き戻せません",
            "decisions are kept as CSV, not in a workbook",
        ),
        Bilingual::new(
            "--decisions には decisions.csv を指定し、このブックは gapcheck decisions pull で取り込んでください",
            "name a decisions.csv with --decisions and take this workbook in with gapcheck decisions pull",
        ),
    )
}

fn no_decisions(book: &Workbook) -> Problem {
    Problem::new(
        book.path.clone(),
        Bilingual::new(
            "key と 対応方針 の見出しがあるシートがありません",
            "no sheet has the headings key and 対応方針",
        ),
        Bilingual::new(
            "gapcheck が書いた decisions.csv か、報告の表計算（.xlsx）を指定してください。見出しの行と key の列は消さないでください",
            "name a decisions.csv or a report workbook (.xlsx) that gapcheck wrote, with its headings and the column key",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Option<String> {
        (text == "R8.4.1").then(|| "2026-04-01".into())
    }

    fn loaded(name: &str, bytes: &[u8]) -> Ledger {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        let mut ledger = Ledger::load(&path.display().to_string(), day).unwrap();
        ledger.path = String::new();
        ledger
    }

    #[test]
    fn a_file_comes_back_also_in_cp932_and_with_columns_of_ones_own() {
        let mut ledger = Ledger { extra: vec!["課内メモ".into()], ..Ledger::default() };
        let decision = Decision {
            key: "s1-a".into(),
            policy: "=1+1".into(),
            due: "R8.4.1".into(),
            remarks: "一行目\n二行目".into(),
            ..Decision::default()
        };
        ledger.rows.push(Row { decision, extra: vec!["メモ".into()], line: 2, lacks: vec![] });
        let text = ledger.to_csv();
        assert!(text.contains("'=1+1"));
        ledger.rows[0].decision.due = "2026-04-01".into();
        assert_eq!(loaded("d.csv", text.as_bytes()), ledger);
        let cp932 = encoding_rs::SHIFT_JIS.encode(text.trim_start_matches('\u{FEFF}')).0.into_owned();
        assert_eq!(loaded("d.csv", &cp932), ledger);
    }

    #[test]
    fn what_a_sheet_does_not_have_is_known() {
        let ledger = loaded("d.csv", "key,対応方針,適合区分,課内メモ\ns1-a,EUC,適合,x\n".as_bytes());
        assert_eq!(ledger.extra, ["課内メモ"], "what the program shows beside is nobody's column");
        assert_eq!(ledger.rows[0].lacks.len(), HEADINGS.len() - 2);
    }

    #[test]
    fn rows_without_or_with_the_same_key_are_told_and_kept() {
        let ledger = loaded("d.csv", "key,対応方針\ns1-a,EUC\ns1-a,変換\n,廃止\n,\n".as_bytes());
        assert_eq!((ledger.rows.len(), ledger.faults().len()), (3, 2));
        assert_eq!(ledger.index()["s1-a"], 0);
    }
}
