//! A mapping file carried to another edition: names are replaced in place, everything else stays as it was written.
//!
//! A line that cannot be carried stays too, with a comment above it that says what a person has to decide.

use toml_edit::{Array, DocumentMut, Item, TableLike, Value};

use crate::spec::carry::{Carrier, Fate};
use crate::spec::diff::{Kind, in_words};
use crate::text::lang::{Bilingual, Lang};
use crate::text::lines::{LineIndex, line_ends_of};
use crate::text::problem::Problem;

/// How the program's own comments begin; older ones are replaced.
pub const MARK: &str = "# 引継ぎ要確認: ";

/// A mapping as it is for the new edition.
#[derive(Debug)]
pub struct Migrated {
    pub text: String,
    pub lines: Vec<Line>,
    /// Mappings that it extends; they are carried by themselves.
    pub extends: Vec<String>,
}

/// A line of the mapping and what became of the names of its standard side.
#[derive(Debug, Clone)]
pub struct Line {
    pub section: &'static str,
    /// In the file as it was read, from 1.
    pub number: usize,
    pub names: Vec<(Kind, String, Fate)>,
}

impl Line {
    pub fn is_settled(&self) -> bool {
        self.names.iter().all(|(_, _, fate)| fate.is_settled())
    }

    pub fn is_changed(&self) -> bool {
        self.names.iter().any(|(_, _, fate)| matches!(fate, Fate::Carried { .. }))
    }
}

/// Fields of the standard side, by section.
const FIELDS: [(&str, &[(&str, Names)]); 11] = [
    ("table", &[("standard", Names::Of(Kind::Group))]),
    ("pair", &[("standard", Names::Of(Kind::Item))]),
    ("split", &[("standard", Names::Of(Kind::Item))]),
    ("merge", &[("standard", Names::Of(Kind::Item))]),
    ("pivot", &[("standard", Names::Of(Kind::Item)), ("key", Names::Of(Kind::Item))]),
    ("codes", &[("standard", Names::Of(Kind::CodeList))]),
    ("ignore", &[("standard", Names::Any)]),
    ("reject", &[("standard", Names::Of(Kind::Item))]),
    ("form", &[("standard", Names::Of(Kind::Form))]),
    ("field", &[("standard", Names::Of(Kind::PrintedItem))]),
    ("function", &[("standard", Names::Of(Kind::Function))]),
];

#[derive(Clone, Copy)]
enum Names {
    Of(Kind),
    /// A group, form, function or item, in this order.
    Any,
}

/// Carries the names that can be carried and nothing else: no comments, so that every line stays where it is.
///
/// # Errors
/// The text is no TOML.
pub fn carry_names(path: &str, text: &str, carrier: &Carrier<'_, '_>) -> Result<String, Problem> {
    Ok(carry(path, text, carrier, None)?.text)
}

/// Carries the text of a mapping.
///
/// # Errors
/// The text is no TOML.
pub fn migrate(path: &str, text: &str, carrier: &Carrier<'_, '_>, lang: Lang) -> Result<Migrated, Problem> {
    carry(path, text, carrier, Some(lang))
}

fn carry(path: &str, text: &str, carrier: &Carrier<'_, '_>, comments: Option<Lang>) -> Result<Migrated, Problem> {
    let lines = line_numbers(path, text)?;
    let mut document: DocumentMut = text.parse().map_err(|e: toml_edit::TomlError| no_toml(path, &e.to_string()))?;
    let mut migrated = Migrated { text: String::new(), lines: Vec::new(), extends: extends(&document) };
    for (section, fields) in FIELDS {
        let numbers = lines.iter().filter(|(s, _)| *s == section).map(|(_, n)| *n);
        let mut numbers = numbers.collect::<Vec<_>>().into_iter();
        let mut work = Work { section, fields, carrier, lines: &mut migrated.lines };
        match document.get_mut(section) {
            Some(Item::ArrayOfTables(tables)) => {
                for table in tables.iter_mut() {
                    let open = work.line(table, numbers.next().unwrap_or_default());
                    if let Some(lang) = comments {
                        let prefix = table.decor().prefix().and_then(|p| p.as_str()).unwrap_or("\n").to_string();
                        table.decor_mut().set_prefix(with_comments(&prefix, &open, lang));
                    }
                }
            }
            Some(Item::Value(Value::Array(array))) => {
                for value in array.iter_mut().filter_map(Value::as_inline_table_mut) {
                    work.line(value, numbers.next().unwrap_or_default());
                }
            }
            _ => {}
        }
    }
    if let Some(label) = document.get_mut("edition").and_then(Item::as_value_mut) {
        replace(label, &carrier.pairing.new.edition.edition.label);
    }
    migrated.text = line_ends_of(text, &document.to_string(), MARK);
    Ok(migrated)
}

struct Work<'w, 'p, 'e> {
    section: &'static str,
    fields: &'static [(&'static str, Names)],
    carrier: &'w Carrier<'p, 'e>,
    lines: &'w mut Vec<Line>,
}

impl Work<'_, '_, '_> {
    /// Carries one line; what is open comes back for the comment.
    fn line(&mut self, table: &mut dyn TableLike, number: usize) -> Vec<(Kind, String, Fate)> {
        let mut names = Vec::new();
        for (field, of) in self.fields {
            match table.get_mut(field).and_then(Item::as_value_mut) {
                Some(Value::Array(array)) => self.array(array, *of, &mut names),
                Some(value) => self.value(value, *of, &mut names),
                None => {}
            }
        }
        let open = names.iter().filter(|(_, _, fate)| !fate.is_settled()).cloned().collect();
        self.lines.push(Line { section: self.section, number, names });
        open
    }

    fn array(&self, array: &mut Array, of: Names, names: &mut Vec<(Kind, String, Fate)>) {
        array.iter_mut().for_each(|value| self.value(value, of, names));
    }

    fn value(&self, value: &mut Value, of: Names, names: &mut Vec<(Kind, String, Fate)>) {
        let Some(name) = value.as_str().map(str::to_string) else { return };
        let (kind, fate) = match of {
            Names::Of(kind) => (kind, self.carrier.fate(kind, &name)),
            Names::Any => self.any(&name),
        };
        if let Fate::Carried { to, .. } = &fate {
            replace(value, to);
        }
        names.push((kind, name, fate));
    }

    fn any(&self, name: &str) -> (Kind, Fate) {
        let kinds = [Kind::Group, Kind::Form, Kind::Function, Kind::Item];
        let fates = kinds.map(|kind| (kind, self.carrier.fate(kind, name)));
        let known = fates.iter().find(|(_, fate)| *fate != Fate::Unknown).cloned();
        known.unwrap_or((Kind::Item, Fate::Unknown))
    }
}

/// Puts another text in a value's place; blanks and comments around it stay.
fn replace(value: &mut Value, text: &str) {
    let decor = value.decor().clone();
    *value = Value::from(text);
    *value.decor_mut() = decor;
}

/// What stands before a line, without the program's earlier comments and with those for what is open now.
fn with_comments(prefix: &str, open: &[(Kind, String, Fate)], lang: Lang) -> String {
    let mut out: String = prefix.split_inclusive('\n').filter(|line| !line.starts_with(MARK)).collect();
    if !open.is_empty() && !out.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    for (_, name, fate) in open {
        out.push_str(&format!("{MARK}{name} — {}\n", in_short(fate, lang)));
    }
    out
}

/// An open fate in one line.
pub fn in_short(fate: &Fate, lang: Lang) -> String {
    match fate {
        Fate::Same => lang.pick("そのまま", "as it is").to_string(),
        Fate::Carried { to, evidence } => format!("{to}（{}）", in_words(evidence, lang)),
        Fate::Open { candidates } if candidates.is_empty() => {
            lang.pick("新しい版にありません", "the new edition has nothing like it").to_string()
        }
        Fate::Open { candidates } => {
            let all: Vec<String> =
                candidates.iter().map(|c| format!("{}（{}）", c.label, in_words(&c.evidence, lang))).collect();
            format!("{}: {}", lang.pick("候補", "candidates"), all.join(lang.pick("、", ", ")))
        }
        Fate::Unknown => lang.pick("元の版にもありません", "the old edition does not have it either").to_string(),
        Fate::Ambiguous { meant } => {
            format!("{}: {}", lang.pick("元の版に複数あります", "several in the old edition"), meant.join("、"))
        }
    }
}

/// Sections and lines of the file, in its order within each section.
fn line_numbers(path: &str, text: &str) -> Result<Vec<(&'static str, usize)>, Problem> {
    let document = toml_edit::Document::parse(text).map_err(|e| no_toml(path, &e.to_string()))?;
    let index = LineIndex::new(text);
    let line = |span: Option<std::ops::Range<usize>>| span.map_or(0, |s| index.position(text, s.start).line);
    let mut out = Vec::new();
    for (section, _) in FIELDS {
        match document.get(section) {
            Some(Item::ArrayOfTables(tables)) => out.extend(tables.iter().map(|t| (section, line(t.span())))),
            Some(Item::Value(Value::Array(array))) => {
                let tables = array.iter().filter(|v| v.is_inline_table());
                out.extend(tables.map(|v| (section, line(v.span()))));
            }
            _ => {}
        }
    }
    Ok(out)
}

fn extends(document: &DocumentMut) -> Vec<String> {
    match document.get("extends").and_then(Item::as_value) {
        Some(Value::Array(array)) => array.iter().filter_map(Value::as_str).map(str::to_string).collect(),
        Some(value) => value.as_str().map(str::to_string).into_iter().collect(),
        None => Vec::new(),
    }
}

fn no_toml(path: &str, message: &str) -> Problem {
    let message = message.lines().next().unwrap_or_default();
    Problem::new(
        path,
        Bilingual::new(format!("TOML として読めません（{message}）"), format!("not TOML: {message}")),
        Bilingual::new("対応表のファイルか確認してください", "check that it is a mapping"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::diff::Pairing;
    use crate::spec::edition::Edition;
    use crate::spec::load::load_bytes;
    use crate::spec::renames::RenameTable;

    fn edition(groups: &[(&str, &str, &[&str])]) -> Edition {
        let mut count = 0;
        let groups: Vec<serde_json::Value> = groups
            .iter()
            .enumerate()
            .map(|(g, (business, name, items))| {
                let items: Vec<serde_json::Value> = items
                    .iter()
                    .map(|name| {
                        count += 1;
                        serde_json::json!({"key": format!("R010-{count:04}"), "name": name, "sources": ["a"]})
                    })
                    .collect();
                let key = format!("R010-G{g:02}");
                serde_json::json!({"key": key, "name": name, "business": business, "sources": ["a"], "items": items})
            })
            .collect();
        let edition = serde_json::json!({
            "schema": "gapcheck.edition/1", "system": "resident-tax", "businesses": ["010", "014"], "title": "t",
            "edition": {"label": "第2版", "date": "2026-01-01", "basis": "reference"},
            "sources": [{"id": "a", "kind": "editorial", "title": "a"}], "groups": groups,
        });
        load_bytes("e.json", edition.to_string().as_bytes()).unwrap().edition
    }

    fn carried(text: &str, old: &Edition, new: &Edition) -> Migrated {
        let pairing = Pairing::new(old, new, &RenameTable::default());
        migrate("m.toml", text, &Carrier::new(&pairing, &[]), Lang::Ja).unwrap()
    }

    #[test]
    fn names_are_replaced_where_they_stand_in_every_form_of_toml() {
        let old = edition(&[("010", "課税", &["番号", "氏名かな", "固有の額"])]);
        let new = edition(&[("010", "課税台帳", &["番号", "氏名かな", "固有の額"])]);
        let text = "pair = [ { current = \"T.A\", standard = \"課税.番号\" }, ] # 一行で\n\n[[split]]\ncurrent = 'T.B' \
                    # 列\nstandard = [ \"課税.氏名かな\", # 先\n  '010:課税.固有の額' ]\n";
        let expected = text
            .replace("\"課税.番号", "\"課税台帳.番号")
            .replace("\"課税.氏名", "\"課税台帳.氏名")
            .replace("'010:課税.固有の額'", "\"010:課税台帳.固有の額\"");
        let migrated = carried(text, &old, &new);
        assert_eq!(migrated.text, expected);
        assert!(migrated.lines.iter().all(|l| l.is_settled() && l.is_changed()));
        assert_eq!(
            migrated.lines.iter().map(|l| (l.section, l.number)).collect::<Vec<_>>(),
            [("pair", 1), ("split", 3)]
        );
    }

    #[test]
    fn what_is_open_stays_with_a_comment_that_is_not_doubled() {
        let old = edition(&[("010", "課税", &["番号", "消える項目"])]);
        let new = edition(&[("010", "課税", &["番号"])]);
        let text = "# 頭\n\n[[pair]]\ncurrent = \"T.A\"\nstandard = \"課税.消える項目\"\n";
        let first = carried(text, &old, &new);
        assert!(
            first.text.contains("# 引継ぎ要確認: 課税.消える項目 — 新しい版にありません\n[[pair]]"),
            "{}",
            first.text
        );
        assert!(!first.lines[0].is_settled());
        assert_eq!(carried(&first.text, &old, &new).text, first.text);
        assert_eq!(
            first.text.lines().filter(|l| !l.starts_with(MARK)).collect::<Vec<_>>(),
            text.lines().collect::<Vec<_>>()
        );
    }

    #[test]
    fn names_of_neither_edition_and_names_of_two_groups_are_questions() {
        let old = edition(&[("010", "課税", &["番号"]), ("014", "課税", &["番号"])]);
        let text = "[[pair]]\ncurrent = \"T.A\"\nstandard = \"課税.番号\"\n[[pair]]\ncurrent = \"T.B\"\nstandard = \"課税.謎\"\n";
        let migrated = carried(text, &old, &old);
        let fates: Vec<&Fate> = migrated.lines.iter().map(|l| &l.names[0].2).collect();
        assert!(matches!(fates[0], Fate::Ambiguous { meant } if meant.len() == 2));
        assert_eq!(fates[1], &Fate::Unknown);
    }
}
