//! A list of columns: the rows below a header, up to what ends it.

use std::collections::HashMap;

use super::book::Book;
use super::entry::{Names, Texts, entry, is_ditto, is_error, is_gone, is_total};
use super::grid::Grid;
use super::header::{Header, Start};
use super::sheet_role::Scanned;
use super::titles::{self, Named};
use super::types::type_of;
use super::vocabulary::{Heading, Vocabulary};
use crate::current::model::{Column, Spot};
use crate::sheet::{Doubt, Doubtful, column_name};
use crate::text::lang::Bilingual;
use crate::text::lines::Span;
use crate::text::source::Source;

/// The places of a sheet's rows in the text that stands for it.
pub struct Places {
    pub file: usize,
    pub starts: Vec<usize>,
}

impl Places {
    pub fn spot(&self, source: &Source, row: u32) -> Spot {
        let start = self.starts.get(row as usize - 1).copied().unwrap_or(0);
        let end = source.lines().line_span(&source.text, row as usize - 1).end;
        Spot { file: self.file, span: Span::new(start, end) }
    }
}

/// The sheet being read.
pub struct Block<'b, 'g> {
    pub grid: &'b Grid<'g>,
    pub source: &'b Source,
    pub places: &'b Places,
    header: Option<(Header<Heading>, Names)>,
    /// Rows since the last list, which may name the next table.
    titles: Vec<u32>,
    table: Named,
    /// What the cell above says, for ditto marks.
    above: HashMap<u32, String>,
    used: u64,
}

/// Reads all lists of one sheet. Gives the rows that were used.
pub fn read(book: &mut Book<'_>, grid: &Grid<'_>, scanned: &Scanned, source: &Source, places: &Places) -> u64 {
    let mut block = Block {
        grid,
        source,
        places,
        header: None,
        titles: Vec::new(),
        table: Named::default(),
        above: HashMap::new(),
        used: 0,
    };
    let mut starts = scanned.starts.iter().peekable();
    let mut skip_to = 0;
    for row in grid.sheet.rows().iter().map(|r| r.number) {
        if row <= skip_to {
            block.used += 1;
            continue;
        }
        match starts.next_if(|(at, _)| *at == row).map(|(_, s)| s) {
            Some(Start::Columns(header)) => {
                block.used += 1;
                skip_to = header.last;
                block.begin(book, header);
            }
            Some(_) => block.end(row),
            None => block.row(book, row),
        }
    }
    block.leave_titles(book);
    block.used
}

impl Block<'_, '_> {
    fn words<'w>(&self, book: &Book<'w>) -> &'w Vocabulary {
        book.words
    }

    fn begin(&mut self, book: &mut Book<'_>, header: &Header<Heading>) {
        let words = self.words(book);
        let named = titles::named(self.grid, &self.titles, words);
        let repeated = self.header.as_ref().is_some_and(|(h, _)| texts(h) == texts(header));
        self.used += self.titles.len() as u64;
        if repeated && named.is_empty() {
            // the heading of a printed page once more
            self.titles.clear();
            return;
        }
        book.headings(header);
        self.above.clear();
        self.table = if named.is_empty()
            && !self.titles.is_empty()
            && self.header.is_some()
            && Names::of(header).table.is_none()
        {
            // a line of its own above a further list names its table
            let alone = self.titles.iter().rev().find(|r| self.grid.cells(**r).count() == 1);
            alone.and_then(|r| self.grid.cells(*r).next()).map_or(Named::default(), |(_, t)| titles::split(t, None))
        } else {
            named
        };
        self.titles.clear();
        self.header = Some((header.clone(), Names::of(header)));
    }

    fn end(&mut self, row: u32) {
        self.header = None;
        self.titles = vec![row];
    }

    /// Rows of which nothing was taken are told together.
    fn leave_titles(&mut self, book: &mut Book<'_>) {
        let rows = std::mem::take(&mut self.titles);
        let (Some(first), Some(last)) = (rows.first(), rows.last()) else { return };
        let place = match first == last {
            true => self.grid.row_place(*first),
            false => format!("{}–{last}", self.grid.row_place(*first)),
        };
        let reason = Bilingual::new("項目の行ではありません", "no rows of columns");
        book.leave(place, &self.grid.line(*first), rows.len() as u64, reason);
    }

    fn row(&mut self, book: &mut Book<'_>, row: u32) {
        let words = self.words(book);
        let Some((header, names)) = self.header.clone() else {
            self.titles.push(row);
            return;
        };
        let alone = self.grid.cells(row).count() == 1;
        let first = self.grid.cells(row).next().map_or("", |(_, t)| t);
        if alone && words.ends_list(first) {
            self.end(row);
            return;
        }
        let texts = self.texts(book, row, &header);
        // the labels of a title block stand in the columns of the list above it
        let typed = texts.get(Heading::Type).is_some_and(|t| type_of(t, book.options).is_some());
        if names.table.is_none() && !typed && titles::is_title(self.grid, row, words) {
            self.end(row);
            return;
        }
        self.entry(book, row, &header, names, texts);
    }

    /// The cells under the headings, ditto marks filled in.
    fn texts(&mut self, book: &mut Book<'_>, row: u32, header: &Header<Heading>) -> Texts {
        let mut texts = Texts::default();
        for found in &header.found {
            let mut text = self.grid.shown_down(row, found.column).trim().to_string();
            if is_ditto(&text) {
                match self.above.get(&found.column).cloned() {
                    Some(above) => text = above,
                    None => {
                        book.word(&found.text, &text, || self.grid.place(row, found.column));
                        text.clear();
                    }
                }
            }
            if is_error(&text) {
                let place = self.grid.place(row, found.column);
                book.error_value(self.source, self.places.spot(self.source, row), &place, &text);
                text.clear();
            }
            match text.is_empty() {
                true => {
                    self.above.insert(found.column, text);
                }
                false => {
                    self.above.insert(found.column, text.clone());
                    texts.by_heading.insert(found.heading, (found.column, text));
                }
            }
        }
        texts
    }

    fn at(texts: &Texts, column: Option<u32>) -> Option<String> {
        let column = column?;
        texts.by_heading.values().find(|(c, _)| *c == column).map(|(_, t)| t.clone())
    }

    fn entry(&mut self, book: &mut Book<'_>, row: u32, header: &Header<Heading>, names: Names, texts: Texts) {
        let (name, label) = (Self::at(&texts, names.name), Self::at(&texts, names.label));
        let table = Self::at(&texts, names.table).or_else(|| names.table.and_then(|_| self.table.name.clone()));
        if let Some(table) = names.table.and_then(|_| table.clone()) {
            self.table.name = Some(table);
        }
        let shown = name.as_deref().or(label.as_deref());
        let leave = |book: &mut Book<'_>, ja: &str, en: &str| {
            book.leave(self.grid.row_place(row), &self.grid.line(row), 1, Bilingual::new(ja, en));
        };
        if self.struck(row, names.name) {
            let text = book.original_line(&self.grid.sheet.name, row);
            let reason = Bilingual::new("名前が取消線で消された行です", "a row whose name is struck through");
            return book.leave(self.grid.row_place(row), &text, 1, reason);
        }
        let Some(shown) = shown else {
            if texts.facets() >= 2 && !self.struck(row, names.label) {
                book.unusable_row(
                    self.source,
                    self.places.spot(self.source, row),
                    &self.grid.row_place(row),
                    &self.grid.line(row),
                );
            }
            leave(book, "項目の名前がない行です", "a row without the name of a column");
            return;
        };
        let typed = texts.get(Heading::Type).is_some();
        if !typed && [name.as_deref(), label.as_deref()].into_iter().flatten().any(is_total) {
            return leave(book, "合計などの行です", "a row of totals");
        }
        if [name.as_deref(), label.as_deref()].into_iter().flatten().any(is_gone) && texts.facets() == 0 {
            return leave(book, "削除・欠番の行です", "an entry that is gone");
        }
        if shown.starts_with('※') || shown.starts_with("注") && texts.facets() == 0 && self.grid.cells(row).count() == 1
        {
            return leave(book, "注記の行です", "a remark");
        }
        let own = match names.table {
            Some(_) => Named { name: self.table.name.clone(), label: Self::at(&texts, names.table_label) },
            None => self.table.clone(),
        };
        let spot = self.places.spot(self.source, row);
        let shown = shown.to_string();
        let made = entry(name.unwrap_or_else(|| shown.clone()), label, &texts, header, book.options, spot);
        for unknown in &made.unknown {
            book.word(&unknown.heading, &unknown.word, || self.grid.place(row, unknown.column));
        }
        if made.foreign_too {
            let reason = Bilingual::new(
                "外部キーの印ですが参照先が書かれていません（主キーとして読みました）",
                "marked as a foreign key without its target; read as part of the primary key",
            );
            book.leave(self.grid.row_place(row), "FK", 0, reason);
        }
        self.unheaded(book, row, header);
        if let Some(column) = header.column(Heading::Nullable).filter(|_| texts.get(Heading::Nullable).is_none()) {
            // nothing written is neither yes nor no
            let heading = header.text(column).unwrap_or_default().to_string();
            book.word(&heading, "（空欄）", || self.grid.place(row, column));
        }
        let place = made.codes.as_ref().map(|(c, _)| self.grid.place(row, *c));
        let codes = made.codes.map(|(column, text)| {
            (header.text(column).unwrap_or_default().to_string(), text, place.unwrap_or_default())
        });
        if !self.column(book, own, names.table.is_some(), made.column, codes, spot) {
            book.unnamed_table(self.source, spot, &self.grid.row_place(row));
            return leave(book, "表の名前がない行です", "a row without the name of a table");
        }
        self.used += 1;
    }

    /// Whether a cell was struck through as a whole.
    fn struck(&self, row: u32, column: Option<u32>) -> bool {
        let all = self.grid.sheet.doubtful();
        let at = column.and_then(|c| all.binary_search_by_key(&(row, c), |d: &Doubtful| (d.row, d.column)).ok());
        at.is_some_and(|at| all[at].doubt == Doubt::Struck)
    }

    /// Filled cells under no heading.
    fn unheaded(&self, book: &mut Book<'_>, row: u32, header: &Header<Heading>) {
        let known = |c: u32| header.found.iter().any(|f| f.column == c) || header.unknown.iter().any(|(u, _)| *u == c);
        for (column, _) in self.grid.cells(row).filter(|(c, _)| !known(*c)) {
            book.not_used(&format!("（見出しなし {}列）", column_name(column)));
        }
    }

    fn column(
        &mut self,
        book: &mut Book<'_>,
        own: Named,
        listed: bool,
        column: Column,
        codes: Option<(String, String, String)>,
        spot: Spot,
    ) -> bool {
        match book.table(own, listed, self.grid.sheet, spot) {
            None => false,
            Some(table) => {
                book.add(table, column, codes);
                true
            }
        }
    }
}

fn texts(header: &Header<Heading>) -> Vec<&str> {
    header.found.iter().map(|f| f.text.as_str()).collect()
}
