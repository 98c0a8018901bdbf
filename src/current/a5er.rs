//! ER diagrams of A5:SQL Mk-2 (`.a5er`): an INI file with one `[Entity]` for every table and one `[Relation]` for every line.

use super::ddl::{Typed, typed};
use super::kind::FileKind;
use super::material::{Material, Part};
use super::model::*;
use super::receipt::{Receipt, not_taken};
use crate::text::fold::f1_lower;
use crate::text::lang::Bilingual;
use crate::text::lines::Span;
use crate::text::problem::Problem;
use crate::text::source::Source;

/// Reads the tables of a diagram.
///
/// # Errors
/// The bytes are no text, or no table stands in it.
pub fn read(material: &Material<'_>) -> Result<Part, Problem> {
    let decoded = material.text()?;
    let source = material.source(decoded.text);
    let mut receipt = Receipt::new(material.path, FileKind::A5er.id());
    receipt.encoding = Some(decoded.encoding.name().to_string());
    let mut reader = Reader {
        material,
        source: &source,
        section: Place::Other,
        tables: Vec::new(),
        relation: Relation::default(),
        relations: Vec::new(),
        problems: Vec::new(),
        receipt,
    };
    let mut start = 0;
    for raw in source.text.split_inclusive('\n') {
        reader.line(raw.trim_end_matches(['\n', '\r']), start);
        start += raw.len();
    }
    reader.relate();
    let Reader { tables, problems, receipt, .. } = reader;
    if tables.is_empty() && problems.is_empty() {
        return Err(Problem::new(
            material.path,
            Bilingual::new(
                "A5:SQL の ER 図ですが、表（[Entity]）がありません",
                "an ER diagram without tables ([Entity])",
            ),
            Bilingual::new("表のある ER 図を保存して指定してください", "save a diagram with tables and name it"),
        ));
    }
    let system = CurrentSystem {
        files: vec![source],
        layout: Some(Layout { complete: false, spot: Spot::default(), encoding: None, tables, codes: Vec::new() }),
        ..CurrentSystem::unstated()
    };
    Ok(Part { system, problems, receipt })
}

/// Which section a line belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Entity,
    Relation,
    Other,
}

/// A line between two tables: the second refers to the first.
#[derive(Debug, Clone, Default)]
struct Relation {
    parent: String,
    child: String,
    parent_fields: Vec<String>,
    child_fields: Vec<String>,
    start: usize,
}

struct Reader<'a> {
    material: &'a Material<'a>,
    source: &'a Source,
    section: Place,
    tables: Vec<Table>,
    relation: Relation,
    relations: Vec<Relation>,
    problems: Vec<Problem>,
    receipt: Receipt,
}

impl Reader<'_> {
    fn place(&self, start: usize) -> String {
        format!("{}:{}", self.source.path, self.source.position(start).line)
    }

    fn line(&mut self, line: &str, start: usize) {
        let text = line.trim().trim_start_matches('\u{FEFF}');
        if text.starts_with('[') {
            self.finish_relation();
            self.section = match text {
                "[Entity]" => {
                    self.tables.push(Table::named("", Spot { file: 0, span: Span::new(start, start + line.len()) }));
                    Place::Entity
                }
                "[Relation]" => {
                    self.relation.start = start;
                    Place::Relation
                }
                _ => Place::Other,
            };
            return;
        }
        let Some((key, value)) = text.split_once('=') else { return };
        match self.section {
            Place::Entity => self.entity(key.trim(), value.trim(), line, start),
            Place::Relation => self.related(key.trim(), value.trim()),
            Place::Other => {}
        }
    }

    fn entity(&mut self, key: &str, value: &str, line: &str, start: usize) {
        let Some(table) = self.tables.last_mut() else { return };
        match key {
            "PName" => table.name = plain(value),
            "LName" => table.label = some(plain(value)),
            "Comment" => table.note = some(plain(value).replace("\\n", "\n")),
            "Field" => self.field(value, line, start),
            _ => {}
        }
    }

    /// `"論理名","物理名","型","NOT NULL",鍵の順,"初期値","コメント",色,…`
    fn field(&mut self, value: &str, line: &str, start: usize) {
        self.receipt.rows.seen += 1;
        let cells = match cells(value) {
            Some(cells) if cells.get(1).is_some_and(|n| !n.trim().is_empty()) => cells,
            Some(cells) if cells.first().is_some_and(|n| !n.trim().is_empty()) && cells.len() > 2 => cells,
            _ => {
                self.problems.push(self.source.problem(
                    start,
                    Bilingual::new(
                        "Field の行が読めません（引用符が閉じていないか、名前がありません）",
                        "a Field line cannot be read: a quote is never closed, or it has no name",
                    ),
                    Bilingual::new(
                        "A5:SQL で保存し直すか、この行を直してください。この項目は使いません",
                        "save the diagram again or mend the line; the column is not used",
                    ),
                ));
                return;
            }
        };
        self.receipt.rows.used += 1;
        let cell = |n: usize| cells.get(n).map(|c| c.trim()).filter(|c| !c.is_empty());
        let spot = Spot { file: 0, span: Span::new(start, start + line.len()) };
        let mut column = Column::named(cell(1).or(cell(0)).unwrap_or_default(), spot);
        column.label = cell(0).map(str::to_string);
        if let Some(written) = cell(2) {
            self.type_of(&mut column, written, start);
        }
        column.nullable = match cell(3) {
            None => Some(true),
            Some(mark) if f1_lower(mark) == "notnull" => Some(false),
            Some(mark) if f1_lower(mark) == "null" => Some(true),
            Some(mark) => {
                let place = self.place(start);
                self.receipt.word("NOT NULL", mark, || place);
                None
            }
        };
        if cell(4).is_some_and(|n| n.parse::<u32>().is_ok()) {
            column.key = Some(Key::Primary);
        }
        if cell(5).is_some() && !self.receipt.headings.not_used.iter().any(|h| h == "初期値") {
            self.receipt.headings.not_used.push("初期値".into());
        }
        column.note = cell(6).map(|c| c.replace("\\n", "\n"));
        if let Some(table) = self.tables.last_mut() {
            table.columns.push(column);
        }
    }

    /// `@VARCHAR(15)` is a type that A5:SQL takes over for every database.
    fn type_of(&mut self, column: &mut Column, written: &str, start: usize) {
        let name = written.trim_start_matches(['@', '*']);
        let (word, rest) = name.split_once('(').unwrap_or((name, ""));
        let (inside, behind) = rest.split_once(')').unwrap_or((rest, ""));
        let words = format!("{} {}", word.trim(), behind.trim()).trim().to_uppercase();
        let inside: Vec<String> = inside.split(',').map(|p| p.trim().to_string()).filter(|p| !p.is_empty()).collect();
        if let Some(domain) = self.material.options.types.get(&f1_lower(word)) {
            column.column_type = Some(domain.column_type);
            (column.length, column.unit, column.scale) = (domain.length, domain.unit, domain.scale);
            column.date = domain.date;
            return;
        }
        match typed(&words, &inside) {
            Some(Typed { column_type, length, unit, scale, signed }) => {
                column.column_type = column_type;
                (column.length, column.unit) = (length, unit);
                (column.scale, column.signed) = (scale, signed);
            }
            None => {
                let place = self.place(start);
                self.receipt.word("型", written, || place);
            }
        }
    }

    fn related(&mut self, key: &str, value: &str) {
        let names = || plain(value).split(',').map(|n| n.trim().to_string()).filter(|n| !n.is_empty()).collect();
        match key {
            "Entity1" => self.relation.parent = plain(value),
            "Entity2" => self.relation.child = plain(value),
            "Fields1" => self.relation.parent_fields = names(),
            "Fields2" => self.relation.child_fields = names(),
            _ => {}
        }
    }

    fn finish_relation(&mut self) {
        let done = std::mem::take(&mut self.relation);
        if self.section == Place::Relation && !done.child.is_empty() {
            self.relations.push(done);
        }
    }

    fn relate(&mut self) {
        self.finish_relation();
        for relation in std::mem::take(&mut self.relations) {
            for (from, to) in relation.child_fields.iter().zip(&relation.parent_fields) {
                let table = self.tables.iter_mut().find(|t| f1_lower(&t.name) == f1_lower(&relation.child));
                let column = table.and_then(|t| t.columns.iter_mut().find(|c| f1_lower(&c.name) == f1_lower(from)));
                match column {
                    Some(column) => {
                        column.references = Some(format!("{}.{to}", relation.parent));
                        column.key = column.key.or(Some(Key::Foreign));
                    }
                    None => {
                        let place = self.place(relation.start);
                        let name = format!("{}.{from}", relation.child);
                        self.receipt.left_out.push(not_taken(
                            place,
                            &name,
                            "参照元の項目がありません",
                            "the column that refers is not there",
                        ));
                    }
                }
            }
        }
    }
}

fn some(text: String) -> Option<String> {
    Some(text).filter(|t| !t.is_empty())
}

/// A value with or without quotes around it.
fn plain(value: &str) -> String {
    let inside = value.strip_prefix('"').and_then(|v| v.strip_suffix('"'));
    inside.map_or_else(|| value.to_string(), |v| v.replace("\"\"", "\""))
}

/// Cells between commas, in quotes or not. `None`: a quote is never closed.
fn cells(line: &str) -> Option<Vec<String>> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut rest = line.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.peek() == Some(&'"') => {
                rest.next();
                cells.last_mut()?.push('"');
            }
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            other => cells.last_mut()?.push(other),
        }
    }
    (!quoted).then_some(cells)
}
