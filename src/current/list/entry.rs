//! One row of a list: a column, or why it is none.

use std::collections::HashMap;

use super::header::Header;
use super::lengths::{Lengths, lengths};
use super::marks::{self, KeyMark, Need, Polarity};
use super::types::{Typed, type_of};
use super::vocabulary::{Heading, fold};
use crate::current::model::{Column, Key, Spot, Unit};
use crate::current::options::Options;
use crate::domain::{ColumnType, DateForm};
use crate::text::fold::{f1, f1_lower};

/// Which columns of the sheet name what, once all headings of a list are known.
#[derive(Debug, Clone, Copy, Default)]
pub struct Names {
    pub table: Option<u32>,
    pub table_label: Option<u32>,
    pub name: Option<u32>,
    pub label: Option<u32>,
}

impl Names {
    pub fn of(header: &Header<Heading>) -> Self {
        use Heading::*;
        let at = |h| header.column(h);
        let first = |all: &[Heading]| all.iter().find_map(|h| at(*h));
        let table = first(&[Table, TableName]);
        let table_label = at(TableLabel).or_else(|| at(TableName).filter(|c| Some(*c) != table));
        // 項目名 beside 論理名 is the physical name
        let name = first(&[Column, ColumnPhysical]).or_else(|| at(ColumnLabelOrName));
        let label =
            at(ColumnLabel).or_else(|| first(&[ColumnLabelOrName, ColumnPhysical]).filter(|c| Some(*c) != name));
        let label = label.or_else(|| at(ColumnLabelOrName).filter(|c| Some(*c) != name));
        Names {
            table: table.or(table_label),
            table_label: table_label.filter(|c| Some(*c) != table.or(table_label)),
            name: name.or(label),
            label: label.filter(|_| name.is_some()),
        }
    }
}

/// What was said about a word that is not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    pub column: u32,
    pub heading: String,
    pub word: String,
}

/// The texts of a row, by heading: struck text gone, ditto marks filled in.
#[derive(Debug, Default)]
pub struct Texts {
    pub by_heading: HashMap<Heading, (u32, String)>,
}

impl Texts {
    pub fn get(&self, heading: Heading) -> Option<&str> {
        self.by_heading.get(&heading).map(|(_, t)| t.as_str())
    }

    /// How many cells say something of a column beyond its name.
    pub fn facets(&self) -> usize {
        self.by_heading.keys().filter(|h| h.is_facet()).count()
    }
}

/// A column with what could not be understood of it.
#[derive(Debug)]
pub struct Entry {
    pub column: Column,
    /// The text under コード, with its column.
    pub codes: Option<(u32, String)>,
    /// A foreign key whose target is not named, on a column of the primary key too.
    pub foreign_too: bool,
    pub unknown: Vec<Unknown>,
}

/// Makes a column of a row.
pub fn entry(
    name: String,
    label: Option<String>,
    texts: &Texts,
    header: &Header<Heading>,
    options: &Options,
    spot: Spot,
) -> Entry {
    let mut maker = Maker { texts, header, unknown: Vec::new(), guess: Vec::new() };
    let typed = maker.typed(options);
    let length = maker.length(typed);
    let (key, foreign_too, nullable) = maker.marks();
    let scale = maker.number(Heading::Scale).or(length.scale).or(typed.and_then(|t| t.scale));
    let note = texts.get(Heading::Note).map(str::to_string);
    let date = maker.date(typed, length.length, note.as_deref());
    let occurs = maker.number(Heading::Repeat).filter(|n| *n > 1);
    let label = label.or_else(|| (!name.is_ascii()).then(|| name.clone()));
    let column = Column {
        label,
        column_type: typed.map(|t| t.column_type),
        length: length.length,
        unit: length.unit,
        encoding: None,
        scale,
        signed: typed.and_then(|t| t.signed),
        key,
        nullable,
        references: maker.references(),
        codes: None,
        date,
        eras: Vec::new(),
        unknown: Vec::new(),
        sentinels: Vec::new(),
        gaiji: None,
        max_observed: maker.number(Heading::MaxObserved),
        null_count: None,
        offset: maker.number(Heading::Offset),
        occurs,
        redefines: None,
        group: None,
        local: false,
        note: joined(note, texts.get(Heading::Default)),
        guess: (!maker.guess.is_empty()).then(|| maker.guess.join(" ")),
        name,
        spot,
    };
    let codes = texts.by_heading.get(&Heading::Codes).cloned();
    Entry { column, codes, foreign_too, unknown: maker.unknown }
}

/// The model has no place for a default: it is kept as a remark.
fn joined(note: Option<String>, default: Option<&str>) -> Option<String> {
    let default = default.map(|d| format!("初期値: {d}"));
    let parts: Vec<String> = note.into_iter().chain(default).collect();
    (!parts.is_empty()).then(|| parts.join(" / "))
}

struct Maker<'t> {
    texts: &'t Texts,
    header: &'t Header<Heading>,
    unknown: Vec<Unknown>,
    guess: Vec<&'static str>,
}

impl Maker<'_> {
    fn not_understood(&mut self, heading: Heading) {
        let Some((column, word)) = self.texts.by_heading.get(&heading) else { return };
        let heading = self.header.text(*column).unwrap_or_default().to_string();
        self.unknown.push(Unknown { column: *column, heading, word: word.clone() });
    }

    fn typed(&mut self, options: &Options) -> Option<Typed> {
        let text = self.texts.get(Heading::Type)?;
        let typed = type_of(text, options);
        match typed {
            Some(_) if !text.is_ascii() => self.guess.push("type"),
            Some(_) => {}
            None => self.not_understood(Heading::Type),
        }
        typed
    }

    /// Of several length columns the one that the type counts in.
    fn length(&mut self, typed: Option<Typed>) -> Lengths {
        let kind = typed.map(|t| t.column_type);
        let mut read = |heading: Heading| -> Option<Lengths> {
            let text = self.texts.get(heading)?;
            let found = lengths(text, kind);
            if found.is_none() {
                self.not_understood(heading);
            }
            found
        };
        let plain = read(Heading::Length);
        let (full, half) = (read(Heading::LengthFull), read(Heading::LengthHalf));
        let (bytes, chars) = (read(Heading::LengthBytes), read(Heading::LengthChars));
        let own =
            typed.map(|t| Lengths { length: t.length, scale: t.scale, unit: t.unit }).filter(|l| l.length.is_some());
        let counted =
            |l: Option<Lengths>, unit| l.filter(|l| l.length.is_some()).map(|l| Lengths { unit: Some(unit), ..l });
        let text = kind.is_none_or(ColumnType::is_text);
        let mut best = match (kind, full, half) {
            (Some(ColumnType::Nchar), Some(_), _) | (_, Some(_), None) => counted(full, Unit::Char),
            (_, _, Some(half)) => Some(half),
            _ => None,
        };
        best = best.filter(|l| l.length.is_some()).or(plain.filter(|l| l.length.is_some()));
        best = best.or_else(|| counted(chars, Unit::Char));
        best = best.or_else(|| if text { counted(bytes, Unit::Byte) } else { bytes });
        let best = best.or(own).unwrap_or_default();
        // a unit that the type names holds for the length beside it, if it is the same length
        let same = own.is_some_and(|o| o.length == best.length);
        let stated = if same { own.and_then(|o| o.unit) } else { None };
        let unit = best.unit.or(stated).or_else(|| self.unit().filter(|_| text && best.length.is_some()));
        if best.unit.is_some() && self.texts.get(Heading::Length).is_some_and(|t| f1(t).contains('(')) {
            self.guess.push("unit");
        }
        Lengths { unit, ..best }
    }

    fn unit(&mut self) -> Option<Unit> {
        let text = f1_lower(self.texts.get(Heading::Unit)?);
        let unit = match text.as_str() {
            "バイト" | "byte" | "bytes" | "b" => Some(Unit::Byte),
            "文字" | "文字数" | "char" | "c" | "桁" => Some(Unit::Char),
            _ => None,
        };
        if unit.is_none() {
            self.not_understood(Heading::Unit);
        }
        unit
    }

    fn number(&mut self, heading: Heading) -> Option<u32> {
        let text = self.texts.get(heading)?;
        let folded: String = f1(text).chars().filter(|c| !matches!(c, '桁' | '回')).collect();
        if matches!(folded.as_str(), "-" | "―" | "ー") {
            return None;
        }
        let number = lengths(&folded, None).filter(|l| l.scale.is_none()).and_then(|l| l.length);
        if number.is_none() {
            self.not_understood(heading);
        }
        number
    }

    /// Key, whether it is a foreign one too, and whether a value may be missing.
    fn marks(&mut self) -> (Option<Key>, bool, Option<bool>) {
        let mut key = None;
        let mut foreign = false;
        if let Some(text) = self.texts.get(Heading::Key) {
            match marks::key(text) {
                KeyMark::Primary => key = Some(Key::Primary),
                KeyMark::Foreign => foreign = true,
                KeyMark::Both => (key, foreign) = (Some(Key::Primary), true),
                KeyMark::None => {}
                KeyMark::NotUnderstood => self.not_understood(Heading::Key),
            }
        }
        if let Some(text) = self.texts.get(Heading::Foreign) {
            match marks::key(text) {
                KeyMark::Primary | KeyMark::Foreign | KeyMark::Both => foreign = true,
                KeyMark::None => {}
                KeyMark::NotUnderstood if target(text).is_some() => foreign = true,
                KeyMark::NotUnderstood => self.not_understood(Heading::Foreign),
            }
        }
        let mut nullable = None;
        for (heading, polarity) in [(Heading::Required, Polarity::Required), (Heading::Nullable, Polarity::Nullable)] {
            let Some(text) = self.texts.get(heading) else { continue };
            let said = match marks::need(text, polarity) {
                Need::Required => false,
                Need::MayBeMissing => true,
                Need::RequiredKey => {
                    key = Some(Key::Primary);
                    false
                }
                Need::NotUnderstood => {
                    self.not_understood(heading);
                    continue;
                }
            };
            match nullable {
                Some(other) if other != said => {
                    // the two headings contradict each other: neither is a fact
                    self.not_understood(heading);
                    return (key, foreign, None);
                }
                _ => nullable = Some(said),
            }
        }
        match (key, foreign) {
            (None, true) => (Some(Key::Foreign), false, nullable),
            (key, foreign) => (key, foreign && self.references_text().is_none(), nullable),
        }
    }

    fn references_text(&self) -> Option<String> {
        let text = self.texts.get(Heading::References).or_else(|| self.texts.get(Heading::Foreign))?;
        target(text)
    }

    fn references(&mut self) -> Option<String> {
        let found = self.references_text();
        if found.is_none()
            && self.texts.get(Heading::References).is_some_and(|t| marks::yes(&f1_lower(t)) != Some(false))
        {
            self.not_understood(Heading::References);
        }
        found
    }

    /// Stated, else proposed by the remark and marked as a guess.
    fn date(&mut self, typed: Option<Typed>, length: Option<u32>, note: Option<&str>) -> Option<DateForm> {
        let digits = length.and_then(|n| n.try_into().ok());
        if let Some(text) = self.texts.get(Heading::Date) {
            let stated = date_of(text, digits);
            if stated.is_none() && !matches!(f1(text).as_str(), "-" | "×") {
                self.not_understood(Heading::Date);
            }
            return stated;
        }
        if let Some(date) = typed.and_then(|t| t.date) {
            return Some(date);
        }
        let holds_digits = typed.is_some_and(|t| {
            matches!(t.column_type, ColumnType::Char | ColumnType::Number | ColumnType::Zoned | ColumnType::Packed)
        });
        let note = f1_lower(note?);
        let proposed = match (holds_digits, length) {
            (true, Some(5..=7)) if note.contains("和暦") => date_of("和暦", digits),
            (true, Some(8)) if note == "yyyymmdd" || note.starts_with("西暦") => Some(DateForm::Yyyymmdd),
            _ => None,
        };
        if proposed.is_some() {
            self.guess.push("date");
        }
        proposed
    }
}

fn date_of(text: &str, digits: Option<u8>) -> Option<DateForm> {
    let folded = f1_lower(text);
    let name = match folded.as_str() {
        "和暦" => "wareki",
        "西暦" | "yyyymmdd" => "yyyymmdd",
        other => other,
    };
    DateForm::from_name(name, digits)
}

/// `TABLE.COLUMN` or `TABLE(COLUMN)`.
fn target(text: &str) -> Option<String> {
    let folded = f1(text);
    let (table, column) = match folded.split_once('(') {
        Some((table, column)) => (table, column.strip_suffix(')')?),
        None => folded.split_once('.')?,
    };
    let name = |t: &str| !t.is_empty() && !t.contains(['.', ',', '(', ')', '、', '/']);
    (name(table) && name(column)).then(|| format!("{table}.{column}"))
}

/// A row that sums up rather than names a column.
pub fn is_total(name: &str) -> bool {
    let folded = fold(name);
    matches!(
        folded.as_str(),
        "合計"
            | "小計"
            | "総計"
            | "計"
            | "総合計"
            | "項目数"
            | "項目数計"
            | "レコード長"
            | "レコード長計"
            | "total"
            | "以上"
            | "以下余白"
            | "桁数計"
            | "バイト数計"
            | "合計桁数"
            | "合計バイト数"
            | "eof"
            | "end"
    )
}

/// A row that only keeps the number of an entry that is gone.
pub fn is_gone(name: &str) -> bool {
    let folded = fold(name);
    let body = folded.trim_matches(['(', ')']);
    matches!(body, "削除" | "欠番" | "廃止" | "削除済" | "削除済み" | "欠" | "廃止済" | "廃番")
}

/// Repeats the cell above.
pub fn is_ditto(text: &str) -> bool {
    matches!(
        text,
        "〃" | "同上"
            | "↓"
            | "\""
            | "''"
            | "″"
            | "〞"
            | "“"
            | "”"
            | "''''"
            | "々"
            | "同左上"
            | "　〃"
            | "仝"
            | "(同上)"
            | "（同上）"
            | "〃〃"
    )
}

/// An error that a spreadsheet shows instead of a value.
pub fn is_error(text: &str) -> bool {
    matches!(
        text,
        "#N/A"
            | "#REF!"
            | "#VALUE!"
            | "#DIV/0!"
            | "#NAME?"
            | "#NULL!"
            | "#NUM!"
            | "#SPILL!"
            | "#CALC!"
            | "#GETTING_DATA"
    )
}
