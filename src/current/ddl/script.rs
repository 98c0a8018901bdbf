//! A script as tables of the model.

use std::collections::HashMap;

use super::super::kind::FileKind;
use super::super::material::{Material, Part};
use super::super::model::*;
use super::super::receipt::{Receipt, not_taken};
use super::checks;
use super::element::{self, Drafted, Element, Tokens};
use super::lexer::Token;
use super::notes::{self, Note};
use super::statements::{self, Statement, comment_text};
use crate::domain::ColumnType;
use crate::text::fold::f1_lower;
use crate::text::lang::Bilingual;
use crate::text::lines::Span;
use crate::text::problem::Problem;
use crate::text::source::Source;

/// Quotes that are never closed, told one by one up to here.
const TOLD: usize = 20;

/// Reads the tables that a script defines.
///
/// # Errors
/// The bytes are no text, or no table stands in it.
pub fn read(material: &Material<'_>) -> Result<Part, Problem> {
    let decoded = material.text()?;
    let source = material.source(decoded.text);
    let mut script = Script::new(material, &source);
    script.receipt.encoding = Some(decoded.encoding.name().to_string());
    let mut unclosed = Vec::new();
    statements::each(&source.text, |statement| script.statement(&statement), |token| unclosed.push(token));
    script.unclosed(&unclosed);
    script.finish_references();
    script.nullable();
    let Script { tables, codes, problems, receipt, .. } = script;
    if tables.is_empty() && problems.is_empty() {
        return Err(Problem::new(
            material.path,
            Bilingual::new(
                "SQL ですが、テーブルの定義（CREATE TABLE）がありません",
                "SQL, but no CREATE TABLE stands in it",
            ),
            Bilingual::new(
                "CREATE TABLE を含む DDL を書き出して、いっしょに指定してください",
                "export a script with CREATE TABLE and name it as well",
            ),
        ));
    }
    let tables = tables.into_iter().map(|t| t.table).collect();
    let system = CurrentSystem {
        files: vec![source],
        layout: Some(Layout { complete: false, spot: Spot::default(), encoding: None, tables, codes }),
        ..CurrentSystem::unstated()
    };
    Ok(Part { system, problems, receipt })
}

struct Draft {
    table: Table,
    /// Columns by their folded name.
    by_name: HashMap<String, usize>,
}

struct Script<'a> {
    material: &'a Material<'a>,
    source: &'a Source,
    tables: Vec<Draft>,
    by_name: HashMap<String, usize>,
    codes: Vec<CodeTable>,
    /// References whose column is the key of the other table.
    to_keys: Vec<(usize, usize, String, usize)>,
    /// Labels that came before their table.
    early: Vec<(Note, usize)>,
    /// Whether lengths count characters by the manual of the database (MySQL, PostgreSQL).
    counts_characters: bool,
    problems: Vec<Problem>,
    receipt: Receipt,
}

impl<'a> Script<'a> {
    fn new(material: &'a Material<'a>, source: &'a Source) -> Self {
        Script {
            material,
            source,
            tables: Vec::new(),
            by_name: HashMap::new(),
            codes: Vec::new(),
            to_keys: Vec::new(),
            early: Vec::new(),
            counts_characters: counts_characters(&source.text),
            problems: Vec::new(),
            receipt: Receipt::new(material.path, FileKind::SqlDdl.id()),
        }
    }

    fn line(&self, offset: usize) -> usize {
        self.source.position(offset).line
    }

    fn place(&self, offset: usize) -> String {
        format!("{}:{}", self.source.path, self.line(offset))
    }

    fn statement(&mut self, statement: &Statement) {
        self.receipt.rows.seen += 1;
        let tokens = Tokens::new(&self.source.text, &statement.tokens);
        let used = match tokens.word(0).as_str() {
            "CREATE" if table_word(tokens).is_some() => self.create(statement, tokens),
            "ALTER" if tokens.is(1, &["TABLE"]) => self.alter(statement, tokens),
            "COMMENT" if tokens.is(1, &["ON"]) => match notes::comment_on(tokens) {
                Some(notes) => {
                    notes.into_iter().for_each(|note| self.note(note, statement.start()));
                    true
                }
                None => false,
            },
            "EXEC" | "EXECUTE" => match notes::extended_property(tokens) {
                Some(note) => {
                    self.note(note, statement.start());
                    true
                }
                None => false,
            },
            _ => false,
        };
        if used {
            self.receipt.rows.used += 1;
            return;
        }
        let (kind, start) = (kind(tokens), statement.start());
        let place = self.place(start);
        self.receipt.word("文", &kind, || place);
    }

    fn create(&mut self, statement: &Statement, tokens: Tokens<'_>) -> bool {
        let Some(mut at) = table_word(tokens).map(|at| at + 1) else { return false };
        if tokens.is(at, &["IF", "NOT", "EXISTS"]) {
            at += 3;
        }
        let Some((mut names, next)) = tokens.name(at) else { return false };
        let Some(name) = names.pop() else { return false };
        if !tokens.sign(next, '(') {
            let place = self.place(statement.start());
            self.receipt.left_out.push(not_taken(
                place,
                &name,
                "項目を書かない CREATE TABLE（AS SELECT、LIKE など）は読みません",
                "CREATE TABLE without columns (AS SELECT, LIKE …) is not read",
            ));
            return true;
        }
        let end = tokens.closing(next);
        let mut table = Table::named(name, self.spot(statement.start(), statement.tokens.last().map_or(0, |t| t.end)));
        if end > tokens.all.len() {
            self.cut_off(&table.name, statement.start());
        }
        table.label = table_comment(tokens.from(end)).and_then(|text| split_label(&text, &mut table.note));
        if let (None, Some(heading)) = (&table.label, statement.heading)
            && self.line(heading.end.saturating_sub(1)) + 1 >= self.line(statement.start())
            && let Some(text) = comment_text(&self.source.text, heading)
        {
            table.label = Some(text);
            table.guess = Some("label".into());
        }
        let fresh = self.tables.len();
        self.by_name.entry(f1_lower(&table.name)).or_insert(fresh);
        self.tables.push(Draft { table, by_name: HashMap::new() });
        let elements: Vec<Element<'_>> =
            tokens.inside(next).iter().map(|part| element::element(*part, self.material.options)).collect();
        // constraints may stand before the columns they are about
        let (columns, rest): (Vec<_>, Vec<_>) = elements.into_iter().partition(|e| matches!(e, Element::Column(_)));
        columns.into_iter().chain(rest).for_each(|e| self.take(fresh, e, statement.start()));
        self.trailing(fresh, &statement.comments);
        self.receive_early(fresh);
        true
    }

    fn cut_off(&mut self, table: &str, start: usize) {
        self.problems.push(self.source.problem(
            start,
            Bilingual::new(
                format!("表「{table}」の定義が途中で終わっています（括弧が閉じていません）"),
                format!("the definition of {table:?} breaks off: its bracket is never closed"),
            ),
            Bilingual::new(
                "取り出しをやり直すか、括弧を閉じてください。読めた項目だけを使いました",
                "export it again or close the bracket; the columns that could be read are used",
            ),
        ));
    }

    fn spot(&self, start: usize, end: usize) -> Spot {
        Spot { file: 0, span: Span::new(start, end.max(start)) }
    }

    fn take(&mut self, at: usize, element: Element<'_>, start: usize) {
        match element {
            Element::Column(draft) => self.column(at, *draft),
            Element::Primary(names) => names.iter().for_each(|name| match self.find(at, name) {
                Some(column) => {
                    let column = &mut self.tables[at].table.columns[column];
                    column.key = Some(Key::Primary);
                    // a primary key holds no NULL in any of them
                    column.nullable = Some(false);
                }
                None => self.lost(name, start),
            }),
            Element::Foreign { columns, table, targets } => {
                for (n, name) in columns.iter().enumerate() {
                    match self.find(at, name) {
                        Some(column) => self.refer(at, column, &table, targets.get(n).cloned(), n),
                        None => self.lost(name, start),
                    }
                }
            }
            Element::Check(condition) => self.check(at, condition, start),
            Element::Other(clause) => self.unused(&clause),
        }
    }

    fn unused(&mut self, clause: &str) {
        let unused = &mut self.receipt.headings.not_used;
        if !unused.iter().any(|c| c == clause) && unused.len() < 100 {
            unused.push(clause.to_string());
        }
    }

    fn lost(&mut self, name: &str, start: usize) {
        let place = self.place(start);
        self.receipt.left_out.push(not_taken(
            place,
            name,
            "この名前の項目が表にありません",
            "the table has no column of this name",
        ));
    }

    fn find(&self, at: usize, name: &str) -> Option<usize> {
        self.tables[at].by_name.get(&f1_lower(name)).copied()
    }

    fn column(&mut self, at: usize, draft: Drafted<'_>) {
        let mut column = Column::named(draft.name.clone(), self.spot(draft.start, draft.end));
        if let Some(written) = &draft.unknown_type {
            let place = self.place(draft.start);
            self.receipt.word("型", written, || place);
        }
        self.describe(&mut column, &draft);
        for clause in &draft.clauses {
            self.unused(clause);
        }
        let n = self.tables[at].table.columns.len();
        self.tables[at].by_name.entry(f1_lower(&draft.name)).or_insert(n);
        self.tables[at].table.columns.push(column);
        if let Some((table, target)) = draft.references {
            self.refer(at, n, &table, target, 0);
        }
        for condition in draft.checks {
            self.check(at, condition, draft.start);
        }
        if !draft.values.is_empty() {
            self.list(at, n, draft.values);
        }
    }

    fn describe(&self, column: &mut Column, draft: &Drafted<'_>) {
        if let Some(typed) = draft.typed {
            column.column_type = typed.column_type;
            (column.length, column.unit) = (typed.length, typed.unit);
            (column.scale, column.signed) = (typed.scale, typed.signed);
            if typed.column_type == Some(ColumnType::Char)
                && typed.length.is_some()
                && typed.unit.is_none()
                && self.counts_characters
            {
                column.unit = Some(Unit::Char);
                column.guessed("unit");
            }
        }
        column.date = draft.date.or(column.date);
        column.nullable = draft.nullable.or(column.nullable);
        if draft.primary {
            column.key = Some(Key::Primary);
            column.nullable = Some(false);
        }
        if let Some(text) = &draft.comment {
            column.label = split_label(text, &mut column.note);
        }
    }

    fn refer(&mut self, at: usize, column: usize, table: &str, target: Option<String>, n: usize) {
        let own = &mut self.tables[at].table.columns[column];
        own.key = own.key.or(Some(Key::Foreign));
        match target {
            Some(target) => own.references = Some(format!("{table}.{target}")),
            None => self.to_keys.push((at, column, table.to_string(), n)),
        }
    }

    fn check(&mut self, at: usize, condition: Tokens<'_>, start: usize) {
        let Some(lists) = checks::lists(condition) else {
            let place = self.place(start);
            return self.receipt.word("CHECK", "値の並びでない条件", || place);
        };
        for (name, values) in lists {
            match self.find(at, &name) {
                Some(column) => self.list(at, column, values),
                None => self.lost(&name, start),
            }
        }
    }

    fn list(&mut self, at: usize, column: usize, values: Vec<String>) {
        let table = &mut self.tables[at].table;
        let column = &mut table.columns[column];
        let (id, spot) = (format!("{}.{}", table.name, column.name), column.spot);
        if column.codes.is_some() {
            return;
        }
        column.codes = Some(ColumnCodes::List(id.clone()));
        let values = values.into_iter().map(|value| Code { value, label: None, spot }).collect();
        self.codes.push(CodeTable { id, label: column.label.clone(), from: None, spot, values });
    }

    /// `-- 宛名番号` behind a column is most likely its label.
    fn trailing(&mut self, at: usize, comments: &[Token]) {
        let text = &self.source.text;
        let columns = &mut self.tables[at].table.columns;
        for comment in comments {
            let line = text[..comment.start].rfind('\n').map_or(0, |n| n + 1);
            let after = columns.partition_point(|c| c.spot.span.start < comment.start);
            let Some(column) = after.checked_sub(1).map(|n| &mut columns[n]).filter(|c| c.spot.span.start >= line)
            else {
                continue;
            };
            if let (None, Some(label)) = (&column.label, comment_text(text, *comment)) {
                column.label = Some(label);
                column.guessed("label");
            }
        }
    }

    fn note(&mut self, note: Note, start: usize) {
        match self.by_name.get(&f1_lower(&note.table)).copied() {
            Some(at) => self.label(at, note, start),
            None => self.early.push((note, start)),
        }
    }

    fn label(&mut self, at: usize, note: Note, start: usize) {
        let Some(name) = &note.column else {
            let table = &mut self.tables[at].table;
            table.label = split_label(&note.text, &mut table.note);
            table.guess = None;
            return;
        };
        let Some(column) = self.find(at, name) else { return self.lost(name, start) };
        let column = &mut self.tables[at].table.columns[column];
        column.label = split_label(&note.text, &mut column.note);
        column.guess = column.guess.take().filter(|g| g != "label");
    }

    fn receive_early(&mut self, at: usize) {
        if self.early.is_empty() {
            return;
        }
        let name = f1_lower(&self.tables[at].table.name);
        let (mine, others) =
            std::mem::take(&mut self.early).into_iter().partition(|(note, _)| f1_lower(&note.table) == name);
        self.early = others;
        let mine: Vec<(Note, usize)> = mine;
        mine.into_iter().for_each(|(note, start)| self.label(at, note, start));
    }

    fn alter(&mut self, statement: &Statement, tokens: Tokens<'_>) -> bool {
        let mut at = 2;
        while matches!(tokens.word(at).as_str(), "ONLY" | "IF" | "EXISTS") {
            at += 1;
        }
        let Some((mut names, next)) = tokens.name(at) else { return false };
        let Some(table) = names.pop().and_then(|n| self.by_name.get(&f1_lower(&n)).copied()) else {
            let place = self.place(statement.start());
            self.receipt.left_out.push(not_taken(
                place,
                tokens.written(at),
                "この名前の表が前にありません",
                "no table of this name stands before it",
            ));
            return true;
        };
        let mut adding = false;
        let mut used = false;
        for part in tokens.from(next).split() {
            used |= self.action(table, part, &mut adding, statement.start());
        }
        used
    }

    /// One action of an ALTER TABLE.
    fn action(&mut self, table: usize, part: Tokens<'_>, adding: &mut bool, start: usize) -> bool {
        let part = if part.is(0, &["WITH"]) { part.from(2) } else { part };
        let word = part.word(0);
        match word.as_str() {
            "ADD" => {
                *adding = true;
                let skip = 1 + usize::from(part.is(1, &["COLUMN"]));
                let skip = skip + if part.is(skip, &["IF", "NOT", "EXISTS"]) { 3 } else { 0 };
                let elements = if part.sign(skip, '(') { part.inside(skip) } else { vec![part.from(skip)] };
                for one in elements.into_iter().filter(|e| !e.all.is_empty()) {
                    let element = element::element(one, self.material.options);
                    self.take(table, element, start);
                }
                true
            }
            "MODIFY" | "ALTER" => {
                *adding = false;
                let skip = 1 + usize::from(part.is(1, &["COLUMN"]));
                let parts = if part.sign(skip, '(') { part.inside(skip) } else { vec![part.from(skip)] };
                let read = parts.into_iter().filter(|one| self.modify(table, *one, start)).count();
                read > 0
            }
            "DROP" | "RENAME" | "CHANGE" | "CHECK" | "NOCHECK" | "OWNER" | "ENABLE" | "DISABLE" | "SET" | "CLUSTER"
            | "REPLICA" | "ATTACH" | "DETACH" | "INHERIT" | "AUTO_INCREMENT" => {
                *adding = false;
                let place = self.place(start);
                self.receipt.word("文", &format!("ALTER TABLE {word}"), || place);
                true
            }
            _ if *adding => {
                let element = element::element(part, self.material.options);
                self.take(table, element, start);
                true
            }
            _ => false,
        }
    }

    fn modify(&mut self, table: usize, part: Tokens<'_>, start: usize) -> bool {
        let Some((mut names, next)) = part.name(0) else { return false };
        let Some(name) = names.pop() else { return false };
        let Some(at) = self.find(table, &name) else {
            self.lost(&name, start);
            return true;
        };
        if part.is(next, &["SET", "NOT", "NULL"]) || part.is(next, &["DROP", "NOT", "NULL"]) {
            self.tables[table].table.columns[at].nullable = Some(part.is(next, &["DROP"]));
            return true;
        }
        // PostgreSQL's SET DATA TYPE and TYPE
        let skip = match () {
            _ if part.is(next, &["SET", "DATA", "TYPE"]) => 3,
            _ if part.is(next, &["TYPE"]) => 1,
            _ if part.is(next, &["SET"]) || part.is(next, &["DROP"]) || part.is(next, &["ADD"]) => {
                self.unused(&format!("ALTER COLUMN {} {}", part.word(next), part.word(next + 1)));
                return true;
            }
            _ => 0,
        };
        let whole = [&part.all[..next], &part.all[(next + skip).min(part.all.len())..]].concat();
        let Some(draft) = element::column(Tokens::new(part.text, &whole), self.material.options) else { return false };
        let mut column =
            std::mem::replace(&mut self.tables[table].table.columns[at], Column::named(String::new(), Spot::default()));
        self.describe(&mut column, &draft);
        self.tables[table].table.columns[at] = column;
        true
    }

    /// References to a table's key, which may have come later.
    fn finish_references(&mut self) {
        for (at, column, table, n) in std::mem::take(&mut self.to_keys) {
            let target = self.by_name.get(&f1_lower(&table)).and_then(|t| {
                let keys = self.tables[*t].table.columns.iter().filter(|c| c.key == Some(Key::Primary));
                keys.map(|c| c.name.clone()).nth(n)
            });
            match target {
                Some(target) => {
                    self.tables[at].table.columns[column].references = Some(format!("{table}.{target}"));
                }
                None => {
                    let start = self.tables[at].table.columns[column].spot.span.start;
                    let place = self.place(start);
                    self.receipt.left_out.push(not_taken(
                        place,
                        &table,
                        "参照先の項目が分かりません",
                        "the column it refers to is not known",
                    ));
                }
            }
        }
        for (note, start) in std::mem::take(&mut self.early) {
            let place = self.place(start);
            let name = note.column.map_or(note.table.clone(), |c| format!("{}.{c}", note.table));
            self.receipt.left_out.push(not_taken(
                place,
                &name,
                "コメントの付く表がこのファイルにありません",
                "the table that the comment is about is not in this file",
            ));
        }
    }

    /// In every database a column may hold NULL unless its definition says otherwise.
    fn nullable(&mut self) {
        for column in self.tables.iter_mut().flat_map(|t| &mut t.table.columns) {
            column.nullable = column.nullable.or(Some(true));
        }
    }

    fn unclosed(&mut self, tokens: &[Token]) {
        for token in tokens.iter().take(TOLD) {
            self.problems.push(self.source.problem(
                token.start,
                Bilingual::new("引用符かコメントが閉じていません", "a quote or comment is never closed"),
                Bilingual::new(
                    "この行を直してください。行の終わりまでを一つの文字列とみなし、次の行から読みました",
                    "mend this line; it was taken to end with the line, and reading went on at the next",
                ),
            ));
        }
        if let Some(more) = tokens.len().checked_sub(TOLD + 1) {
            self.problems.push(self.source.problem(
                tokens[TOLD].start,
                Bilingual::new(
                    format!("ほかにも閉じていない引用符が {} か所あります", more + 1),
                    format!("{} more quotes are never closed", more + 1),
                ),
                Bilingual::new("取り出しをやり直してください", "export it again"),
            ));
        }
    }
}

/// Where the word TABLE stands in a CREATE that makes one.
fn table_word(tokens: Tokens<'_>) -> Option<usize> {
    const BEFORE: &[&str] = &[
        "OR",
        "REPLACE",
        "GLOBAL",
        "LOCAL",
        "TEMPORARY",
        "TEMP",
        "UNLOGGED",
        "PRIVATE",
        "COLUMN",
        "ROW",
        "MEMORY",
        "FOREIGN",
        "EXTERNAL",
        "SHARDED",
        "BLOCKCHAIN",
    ];
    let at = (1..6).find(|n| !BEFORE.contains(&tokens.word(*n).as_str()))?;
    tokens.is(at, &["TABLE"]).then_some(at)
}

/// What kind of statement it is: its verb and, for those that make or change something, what.
fn kind(tokens: Tokens<'_>) -> String {
    let first = tokens.word(0);
    let words = match first.as_str() {
        "CREATE" | "ALTER" | "DROP" => {
            let skip =
                ["OR", "REPLACE", "UNIQUE", "FORCE", "EDITIONABLE", "PUBLIC", "BITMAP", "CLUSTERED", "NONCLUSTERED"];
            let object = (1..6).map(|n| tokens.word(n)).find(|w| !skip.contains(&w.as_str())).unwrap_or_default();
            format!("{first} {object}")
        }
        "COMMENT" => format!("COMMENT ON {}", tokens.word(2)),
        "" => tokens.written(0).chars().take(1).collect(),
        word => word.to_string(),
    };
    words.trim().chars().take(60).collect()
}

/// `COMMENT = '…'` behind the columns.
fn table_comment(options: Tokens<'_>) -> Option<String> {
    let at = (0..options.all.len()).find(|n| options.is(*n, &["COMMENT"]))?;
    options.says(at + 1).or_else(|| options.says(at + 2).filter(|_| options.sign(at + 1, '=')))
}

/// The first line is the label, what follows is a remark.
fn split_label(text: &str, note: &mut Option<String>) -> Option<String> {
    let (label, rest) = text.trim().split_once('\n').unwrap_or((text.trim(), ""));
    if !rest.trim().is_empty() {
        *note = Some(rest.trim().to_string());
    }
    Some(label.trim().to_string()).filter(|l| !l.is_empty())
}

/// Marks of MySQL and PostgreSQL, whose lengths count characters.
fn counts_characters(text: &str) -> bool {
    const MARKS: [&str; 6] = ["engine=", "auto_increment", "character varying", "owner to", "::", "without time zone"];
    let end = (0..=text.len().min(200_000)).rev().find(|n| text.is_char_boundary(*n)).unwrap_or(0);
    let head = text[..end].to_ascii_lowercase();
    let oracle = head.contains("varchar2") || head.contains("nvarchar");
    !oracle && MARKS.iter().any(|m| head.contains(m))
}
