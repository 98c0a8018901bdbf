//! A whole workbook: which of its sheets are the layout, and what they say together.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use super::block::{self, Places};
use super::code_sheet;
use super::grid::Grid;
use super::header::Header;
use super::join;
use super::sheet_role::{Role, Scanned, is_old, scan};
use super::titles::Named;
use super::vocabulary::{Heading, Vocabulary};
use crate::current::material::{Material, Part};
use crate::current::model::*;
use crate::current::options::Options;
use crate::current::receipt::{Receipt, Rows, SheetReceipt, left_out};
use crate::current::refusal;
use crate::current::rows::as_text;
use crate::sheet::{Doubt, Sheet, Workbook};
use crate::text::clean::{shorten, visible};
use crate::text::fold::f1_lower;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;
use crate::text::source::Source;

/// What is being gathered.
pub struct Book<'w> {
    pub words: &'w Vocabulary,
    pub options: &'w Options,
    workbook: &'w Workbook,
    receipt: Receipt,
    problems: Vec<Problem>,
    pub tables: Vec<Table>,
    /// Table by folded name; lists name their tables over any number of sheets, title blocks only in their own.
    by_name: HashMap<(Option<String>, String), usize>,
    pub lists: Vec<CodeTable>,
    /// Table, column, heading, text and place of what stands under コード.
    pub codes: Vec<(usize, usize, String, String, String)>,
    /// Names from sheets that list tables.
    named: Vec<Named>,
    headings: HashSet<String>,
    words_seen: HashMap<(String, String), usize>,
}

/// Reads every sheet that is a list of columns or codes.
///
/// # Errors
/// Nothing in the file is one: what was looked for, and what was found instead.
pub fn read(material: &Material<'_>, workbook: &Workbook, kind: &str) -> Result<Part, Problem> {
    let words = material.options.words();
    let clean: Vec<Cow<'_, Sheet>> = workbook.sheets.iter().map(Sheet::holding).collect();
    let grids: Vec<Grid<'_>> = clean.iter().map(|s| Grid::new(s)).collect();
    let mut scanned: Vec<Scanned> = grids.iter().map(|g| scan(g, words)).collect();
    let names: Vec<&str> = workbook.sheets.iter().map(|s| s.name.as_str()).collect();
    let others = |at: usize| {
        scanned.iter().enumerate().any(|(i, s)| i != at && s.role == Role::Columns && !is_old(names[i], &names))
    };
    let old: Vec<bool> = (0..names.len())
        .map(|at| scanned[at].role == Role::Columns && is_old(names[at], &names) && others(at))
        .collect();
    scanned.iter_mut().zip(old).filter(|(_, old)| *old).for_each(|(s, _)| s.role = Role::Old);
    let mut book = Book {
        words,
        options: material.options,
        workbook,
        receipt: Receipt::new(material.path, kind),
        problems: Vec::new(),
        tables: Vec::new(),
        by_name: HashMap::new(),
        lists: Vec::new(),
        codes: Vec::new(),
        named: scanned.iter().filter(|s| s.role == Role::Tables).flat_map(|s| s.tables.clone()).collect(),
        headings: HashSet::new(),
        words_seen: HashMap::new(),
    };
    let mut files = Vec::new();
    for ((sheet, grid), scanned) in workbook.sheets.iter().zip(&grids).zip(&scanned) {
        book.sheet(sheet, grid, scanned, &mut files);
    }
    join::codes(&mut book);
    book.finish(files)
}

impl<'w> Book<'w> {
    fn sheet(&mut self, sheet: &Sheet, grid: &Grid<'_>, scanned: &Scanned, files: &mut Vec<Source>) {
        let (text, starts) = as_text(sheet);
        let source = Source::new(self.workbook.path.clone(), text, self.workbook.sha256.clone());
        let places = Places { file: files.len(), starts };
        let used = match scanned.role {
            Role::Columns => block::read(self, grid, scanned, &source, &places),
            Role::Codes => code_sheet::read(self, grid, scanned, &source, &places),
            _ => 0,
        };
        let is_used = used > 0 && matches!(scanned.role, Role::Columns | Role::Codes);
        let seen = sheet.rows().len() as u64;
        if is_used {
            self.doubtful(sheet, grid, &source, &places);
            files.push(source);
        } else if let Some((row, found)) =
            scanned.nameless().filter(|_| matches!(scanned.role, Role::Other | Role::Tables))
        {
            self.nameless(&source, places.spot(&source, row), &sheet.name, row, found);
        }
        self.receipt.rows.seen += seen;
        self.receipt.rows.used += used;
        self.receipt.sheets.push(SheetReceipt {
            name: sheet.name.clone(),
            used: is_used,
            hidden: sheet.hidden,
            role: scanned.role.text(),
            reason: (!is_used).then(|| scanned.role.reason()),
            rows: Rows { seen, used },
        });
    }

    /// What was left out of a sheet because it is struck through, hidden or without a result.
    fn doubtful(&mut self, sheet: &Sheet, grid: &Grid<'_>, source: &Source, places: &Places) {
        let mut rows: HashSet<u32> = HashSet::new();
        for d in sheet.doubtful() {
            let place = grid.place(d.row, d.column);
            let (ja, en) = match d.doubt {
                Doubt::Struck => ("取消線のあるセルです", "struck through"),
                Doubt::PartlyStruck => {
                    ("取消線のない部分だけを読みました", "only the part that is not struck through was read")
                }
                Doubt::HiddenRow => ("非表示の行です", "in a hidden row"),
                Doubt::HiddenColumn => ("非表示の列です", "in a hidden column"),
                Doubt::NoResult => {
                    self.no_result(source, places.spot(source, d.row), &place);
                    continue;
                }
            };
            // a row that is gone as a whole is told once
            let gone = grid.sheet.row(d.row).is_none();
            if gone && !rows.insert(d.row) {
                continue;
            }
            let (place, text) = match gone {
                true => (
                    grid.row_place(d.row),
                    sheet
                        .row(d.row)
                        .map(|r| r.cells().map(|(_, t)| t).collect::<Vec<_>>().join(" | "))
                        .unwrap_or_default(),
                ),
                false => (place, sheet.cell(d.row, d.column).to_string()),
            };
            self.leave(place, &text, u64::from(gone), Bilingual::new(ja, en));
        }
    }

    /// The sheet as it came, before anything was left out.
    pub fn original(&self, name: &str) -> Option<&'w Sheet> {
        self.workbook.sheets.iter().find(|s| s.name == name)
    }

    /// A row as it came, for messages.
    pub fn original_line(&self, name: &str, row: u32) -> String {
        let row = self.original(name).and_then(|s| s.row(row));
        row.map(|r| r.cells().map(|(_, t)| t).collect::<Vec<_>>().join(" | ")).unwrap_or_default()
    }

    pub fn leave(&mut self, place: String, text: &str, rows: u64, reason: Bilingual) {
        self.receipt.left_out.push(left_out(place, text, rows, reason));
    }

    /// Counts a word that is not understood.
    pub fn word(&mut self, heading: &str, word: &str, place: impl FnOnce() -> String) {
        let heading = visible(heading).into_owned();
        let word = shorten(&visible(word), 80).into_owned();
        let known = self.words_seen.get(&(heading.clone(), word.clone())).copied();
        match known {
            Some(at) => self.receipt.not_understood[at].count += 1,
            None => {
                self.words_seen.insert((heading.clone(), word.clone()), self.receipt.not_understood.len());
                self.receipt.word(&heading, &word, place);
            }
        }
    }

    /// Notes the headings of a list.
    pub fn headings(&mut self, header: &Header<Heading>) {
        let useless = |h: Heading| matches!(h, Heading::Unique);
        self.used_headings(header.found.iter().filter(|f| !useless(f.heading)).map(|f| f.text.as_str()));
        let unused = header.found.iter().filter(|f| useless(f.heading)).map(|f| f.text.as_str());
        unused.chain(header.unknown.iter().map(|(_, t)| t.as_str())).for_each(|t| self.not_used(t));
    }

    pub fn used_headings<'t>(&mut self, texts: impl Iterator<Item = &'t str>) {
        for text in texts {
            if self.headings.insert(format!("+{text}")) {
                self.receipt.headings.used.push(visible(text).into_owned());
            }
        }
    }

    pub fn not_used(&mut self, text: &str) {
        if !text.is_empty() && self.headings.insert(format!("-{text}")) {
            self.receipt.headings.not_used.push(visible(text).into_owned());
        }
    }

    /// The table that a row belongs to, made when first named. `listed`: every row names it.
    pub fn table(&mut self, own: Named, listed: bool, sheet: &Sheet, spot: Spot) -> Option<usize> {
        let named = if listed { own } else { self.resolved(own, sheet) };
        let name = named.name.or_else(|| named.label.clone())?;
        let key = ((!listed).then(|| sheet.name.clone()), f1_lower(&name));
        if let Some(at) = self.by_name.get(&key) {
            if self.tables[*at].label.is_none() {
                self.tables[*at].label = named.label;
            }
            return Some(*at);
        }
        let label = named.label.or_else(|| (!name.is_ascii()).then(|| name.clone()));
        self.tables.push(Table {
            groups: Vec::new(),
            name,
            label,
            view: false,
            rows: None,
            history: None,
            history_key: Vec::new(),
            local: false,
            note: None,
            guess: None,
            spot,
            columns: Vec::new(),
        });
        self.by_name.insert(key, self.tables.len() - 1);
        Some(self.tables.len() - 1)
    }

    /// A title, else the sheet's name; a list of tables knows the other name.
    fn resolved(&self, own: Named, sheet: &Sheet) -> Named {
        let asked = match own.is_empty() {
            true => super::titles::split(&sheet.name, None),
            false => own,
        };
        let same = |a: &Option<String>, b: &Option<String>| {
            a.as_ref().zip(b.as_ref()).is_some_and(|(a, b)| f1_lower(a) == f1_lower(b))
        };
        let listed = self.named.iter().find(|n| {
            same(&n.name, &asked.name)
                || same(&n.label, &asked.label)
                || same(&n.label, &asked.name)
                || same(&n.name, &asked.label)
        });
        match listed {
            Some(n) => Named {
                name: n.name.clone().or(asked.name),
                label: asked.label.filter(|l| Some(l) != n.name.as_ref()).or_else(|| n.label.clone()),
            },
            None => asked,
        }
    }

    pub fn add(&mut self, table: usize, column: Column, codes: Option<(String, String, String)>) {
        let at = self.tables[table].columns.len();
        self.tables[table].columns.push(column);
        if let Some((heading, text, place)) = codes {
            self.codes.push((table, at, heading, text, place));
        }
    }

    fn problem(&mut self, source: &Source, spot: Spot, what: Bilingual, todo: Bilingual) {
        self.problems.push(source.problem(spot.span.start, what, todo));
    }

    pub fn error_value(&mut self, source: &Source, spot: Spot, place: &str, text: &str) {
        let what = Bilingual::new(
            format!("{place} はエラー値（{text}）です"),
            format!("{place} holds an error value ({text})"),
        );
        let todo = Bilingual::new(
            "元の式を直して保存し直してください。その値は不明として調べました",
            "correct its formula and save the file again; the value was checked as unknown",
        );
        self.problem(source, spot, what, todo);
    }

    fn no_result(&mut self, source: &Source, spot: Spot, place: &str) {
        let what = Bilingual::new(
            format!("{place} は式ですが、結果が保存されていません"),
            format!("{place} is a formula whose result was not stored"),
        );
        let todo = Bilingual::new(
            "表計算ソフトで一度開き、保存し直してください。その値は不明として調べました",
            "open it in a spreadsheet program and save it once; the value was checked as unknown",
        );
        self.problem(source, spot, what, todo);
    }

    pub fn unusable_row(&mut self, source: &Source, spot: Spot, place: &str, line: &str) {
        let line = shorten(&visible(line), 60).into_owned();
        let what = Bilingual::new(
            format!("{place}行: 項目の名前がありません（{line}）"),
            format!("row {place}: the column has no name ({line})"),
        );
        let todo = Bilingual::new(
            "項目名を書いてください。この行は調べていません",
            "write its name; this row was not checked",
        );
        self.problem(source, spot, what, todo);
    }

    pub fn unnamed_table(&mut self, source: &Source, spot: Spot, place: &str) {
        let what = Bilingual::new(
            format!("{place}行: テーブル名がありません"),
            format!("row {place}: there is no table name"),
        );
        let todo = Bilingual::new("テーブルの列に名前を書いてください", "write the table's name");
        self.problem(source, spot, what, todo);
    }

    fn nameless(&mut self, source: &Source, spot: Spot, sheet: &str, row: u32, found: &[String]) {
        let found = shorten(&visible(&found.join("、")), 120).into_owned();
        let what = Bilingual::new(
            format!(
                "シート「{sheet}」の{row}行は項目の一覧の見出しのようですが、項目の名前の列が分かりません（{found}）"
            ),
            format!(
                "sheet {sheet:?}, row {row}: it looks like the heading of a list of columns, but none names the columns ({found})"
            ),
        );
        let todo = Bilingual::new(
            "項目名の列の見出しを「項目名」「物理名」などとするか、--headings FILE で読み方を足してください",
            "head the column with 項目名 or 物理名, or add the word with --headings FILE",
        );
        self.problem(source, spot, what, todo);
    }

    fn finish(self, files: Vec<Source>) -> Result<Part, Problem> {
        if self.tables.is_empty() && self.lists.is_empty() {
            return Err(match self.problems.into_iter().next() {
                Some(problem) => problem,
                None if self.headings.is_empty() => refusal::nothing(self.workbook),
                None => refusal::no_rows(self.workbook),
            });
        }
        let path = &self.workbook.path;
        let notes = vec![Bilingual::new(
            format!(
                "{path}: 項目一覧として読みました。role、complete、単位、文字コードは書かれていないため、指定がなければ不明です"
            ),
            format!(
                "{path}: read as a column list; role, completeness, units and encoding are unknown unless given as options"
            ),
        )];
        let layout =
            Layout { complete: false, spot: Spot::default(), encoding: None, tables: self.tables, codes: self.lists };
        let system = CurrentSystem { files, notes, layout: Some(layout), ..CurrentSystem::unstated() };
        Ok(Part { system, problems: self.problems, receipt: self.receipt })
    }
}
