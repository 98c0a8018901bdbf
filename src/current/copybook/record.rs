//! Level numbers as records, groups and fields, with offsets that add up.

use std::collections::HashSet;

use super::super::kind::FileKind;
use super::super::material::{Material, Part};
use super::super::model::*;
use super::super::receipt::{Receipt, not_taken};
use super::picture::{self, Usage};
use super::sentences::{Sentence, sentences};
use crate::domain::ColumnType;
use crate::text::fold::f1_lower;
use crate::text::lang::Bilingual;
use crate::text::lines::Span;
use crate::text::problem::Problem;
use crate::text::source::Source;

/// Groups within groups; COBOL itself knows 49 levels.
const DEPTH: usize = 49;

/// Reads the records that a copybook describes.
///
/// # Errors
/// The bytes are no text, or no field stands in it.
pub fn read(material: &Material<'_>) -> Result<Part, Problem> {
    let decoded = material.text()?;
    let source = material.source(decoded.text);
    let mut reader = Reader {
        source: &source,
        tables: Vec::new(),
        codes: Vec::new(),
        names: HashSet::new(),
        levels: Vec::new(),
        areas: Vec::new(),
        at: Some(0),
        problems: Vec::new(),
        receipt: Receipt::new(material.path, FileKind::Copybook.id()),
    };
    reader.receipt.encoding = Some(decoded.encoding.name().to_string());
    for sentence in sentences(&source.text) {
        reader.sentence(&sentence);
    }
    reader.close(0);
    let Reader { mut tables, codes, problems, receipt, .. } = reader;
    tables.retain(|t| !t.columns.is_empty());
    if tables.is_empty() && problems.is_empty() {
        return Err(Problem::new(
            material.path,
            Bilingual::new("コピー句に項目（PIC）がありません", "no item with a PICTURE stands in the copybook"),
            Bilingual::new("レコードの記述があるファイルを指定してください", "name the file that describes the record"),
        ));
    }
    let system = CurrentSystem {
        files: vec![source],
        layout: Some(Layout { complete: false, spot: Spot::default(), encoding: None, tables, codes }),
        ..CurrentSystem::unstated()
    };
    Ok(Part { system, problems, receipt })
}

/// A group that is open.
struct Level {
    number: u32,
    /// Position among the table's groups; `None` for the record itself.
    group: Option<usize>,
    start: Option<u32>,
    occurs: u32,
    usage: Option<Usage>,
    redefines: Option<String>,
    /// Where the next item goes on once a redefinition ends.
    resume: Option<u32>,
}

struct Reader<'a> {
    source: &'a Source,
    tables: Vec<Table>,
    codes: Vec<CodeTable>,
    /// Folded names of the present record.
    names: HashSet<String>,
    levels: Vec<Level>,
    /// Names of the present record's items and groups as written, with the byte where they begin.
    areas: Vec<(String, Option<u32>)>,
    /// The next byte; unknown behind an item whose size is not known.
    at: Option<u32>,
    problems: Vec<Problem>,
    receipt: Receipt,
}

/// What the clauses of a description say.
#[derive(Debug, Default)]
struct Clauses {
    picture: Option<String>,
    usage: Option<Usage>,
    occurs: Option<u32>,
    redefines: Option<String>,
    separate_sign: bool,
    /// Words that are not understood.
    others: Vec<String>,
    depending: bool,
}

impl Reader<'_> {
    fn place(&self, sentence: &Sentence) -> String {
        format!("{}:{}", self.source.path, self.source.position(sentence.start).line)
    }

    fn sentence(&mut self, sentence: &Sentence) {
        self.receipt.rows.seen += 1;
        if sentence.unclosed {
            self.problems.push(self.source.problem(
                sentence.start,
                Bilingual::new("引用符が閉じていません", "a quote is never closed"),
                Bilingual::new(
                    "この行を直してください。行の終わりまでを一つの文字列とみなしました",
                    "mend this line; the text was taken to end with it",
                ),
            ));
        }
        let level = sentence.words.first().and_then(|w| w.text.parse::<u32>().ok().filter(|_| !w.literal));
        match level {
            Some(88) => self.condition(sentence),
            Some(level @ (1..=49 | 77)) => self.item(level, sentence),
            _ => {
                let place = self.place(sentence);
                let text: Vec<&str> = sentence.words.iter().take(8).map(|w| w.text.as_str()).collect();
                self.receipt.left_out.push(not_taken(
                    place,
                    &text.join(" "),
                    "項目の記述ではないため読みません（COPY、66 などは展開してから指定してください）",
                    "no description of an item; expand COPY and 66 before",
                ));
                return;
            }
        }
        self.receipt.rows.used += 1;
    }

    fn item(&mut self, level: u32, sentence: &Sentence) {
        let own_name = sentence.words.get(1).filter(|w| !is_clause(&w.text));
        let name = own_name.map_or("FILLER", |w| w.text.as_str()).to_string();
        let clauses = clauses(&sentence.words[(1 + usize::from(own_name.is_some())).min(sentence.words.len())..]);
        for word in &clauses.others {
            let place = self.place(sentence);
            self.receipt.word("句", word, || place);
        }
        self.close(level);
        if level == 1 || level == 77 || self.tables.is_empty() {
            self.record(&name, sentence);
        }
        let before = self.at;
        if let Some(target) = &clauses.redefines {
            self.redefine(target, level);
        }
        match &clauses.picture {
            Some(picture) => self.field((level, before), &name, picture, &clauses, sentence),
            None if matches!(clauses.usage, Some(Usage::Float(_))) => {
                self.field((level, before), &name, "", &clauses, sentence)
            }
            None if level == 1 => self.open(level, None, &clauses),
            None => self.group((level, before), name, &clauses, sentence),
        }
    }

    fn record(&mut self, name: &str, sentence: &Sentence) {
        self.levels.clear();
        self.names.clear();
        self.areas.clear();
        self.at = Some(0);
        let spot = self.spot(sentence);
        let mut table = Table::named(name, spot);
        table.label = sentence.beside.clone().or(sentence.above.clone());
        table.guess = table.label.as_ref().map(|_| "label".to_string());
        self.tables.push(table);
    }

    fn spot(&self, sentence: &Sentence) -> Spot {
        Spot { file: 0, span: Span::new(sentence.start, sentence.end) }
    }

    /// Ends the groups that a level number ends.
    fn close(&mut self, level: u32) {
        while self.levels.last().is_some_and(|l| l.number >= level) {
            let Some(done) = self.levels.pop() else { return };
            let size =
                self.at.zip(done.start).and_then(|(end, start)| end.checked_sub(start)?.checked_mul(done.occurs));
            self.at = done.start.zip(size).and_then(|(start, size)| start.checked_add(size));
            self.resume(done.redefines.is_some(), done.resume);
        }
    }

    /// Behind a redefinition the record goes on where the longer of both ends.
    fn resume(&mut self, redefines: bool, resume: Option<u32>) {
        if redefines {
            self.at = self.at.zip(resume).map(|(a, b)| a.max(b));
        }
    }

    fn redefine(&mut self, target: &str, level: u32) {
        let found =
            self.areas.iter().rev().find(|(name, _)| f1_lower(name) == f1_lower(target)).map(|(_, start)| *start);
        match found {
            Some(start) => self.at = start,
            // a record that redefines another begins anew
            None if level == 1 => self.at = Some(0),
            None => self.at = None,
        }
    }

    fn open(&mut self, level: u32, group: Option<usize>, clauses: &Clauses) {
        let usage = clauses.usage.or_else(|| self.levels.last().and_then(|l| l.usage));
        self.levels.push(Level {
            number: level,
            group,
            start: self.at,
            occurs: clauses.occurs.unwrap_or(1),
            usage,
            redefines: clauses.redefines.clone().filter(|_| level != 1),
            resume: None,
        });
    }

    fn around(&self) -> Option<usize> {
        self.levels.last().and_then(|l| l.group)
    }

    fn group(&mut self, (level, before): (u32, Option<u32>), name: String, clauses: &Clauses, sentence: &Sentence) {
        if self.levels.len() >= DEPTH {
            let place = self.place(sentence);
            self.receipt.left_out.push(not_taken(place, &name, "集団項目が深すぎます", "groups are nested too deep"));
            return;
        }
        let parent = self.around();
        let offset = self.at;
        self.areas.push((name.clone(), offset));
        let Some(table) = self.tables.last_mut() else { return };
        let (occurs, redefines) = (clauses.occurs, clauses.redefines.clone());
        table.groups.push(Group { name, parent, offset, occurs, redefines });
        let group = Some(table.groups.len() - 1);
        self.open(level, group, clauses);
        if let Some(opened) = self.levels.last_mut() {
            opened.resume = before;
        }
    }

    fn field(
        &mut self,
        (level, before): (u32, Option<u32>),
        name: &str,
        picture: &str,
        clauses: &Clauses,
        sentence: &Sentence,
    ) {
        let inherited = self.levels.last().and_then(|l| l.usage);
        let usage = clauses.usage.or(inherited).unwrap_or_default();
        let name = self.unique(name);
        self.areas.push((name.clone(), self.at));
        let mut column = Column::named(name, self.spot(sentence));
        column.label = sentence.beside.clone().or(sentence.above.clone());
        if column.label.is_some() {
            column.guessed("label");
        }
        column.offset = self.at;
        column.group = self.around();
        let size = self.stored(&mut column, picture, usage, clauses, sentence);
        let own = clauses.redefines.clone();
        column.redefines = own.clone().or_else(|| self.levels.iter().rev().find_map(|l| l.redefines.clone()));
        let Some(table) = self.tables.last_mut() else { return };
        let around = table.group_occurs(&column);
        column.occurs = match clauses.occurs {
            Some(n) => Some(n.saturating_mul(around)),
            None => Some(around).filter(|n| *n > 1),
        };
        if clauses.depending {
            column.note = Some("OCCURS DEPENDING ON: 繰り返し数は最大".to_string());
        }
        table.columns.push(column);
        let whole = size.and_then(|s| s.checked_mul(clauses.occurs.unwrap_or(1)));
        self.at = self.at.zip(whole).and_then(|(at, size)| at.checked_add(size));
        self.resume(own.is_some() && level != 1, before);
    }

    /// Type and length; gives the bytes of one field.
    fn stored(
        &mut self,
        column: &mut Column,
        written: &str,
        usage: Usage,
        clauses: &Clauses,
        sentence: &Sentence,
    ) -> Option<u32> {
        if let Usage::Float(bytes) = usage {
            column.column_type = Some(ColumnType::Number);
            return Some(bytes);
        }
        if let Some(stored) = picture::stored(written, usage, clauses.separate_sign) {
            column.column_type = Some(stored.column_type);
            (column.length, column.unit) = (Some(stored.length), Some(stored.unit));
            (column.scale, column.signed) = (stored.scale, stored.signed);
            return Some(stored.bytes);
        }
        let place = self.place(sentence);
        self.receipt.word("PIC", written, || place);
        picture::edited(written)
    }

    /// A name that stands twice in a record is told apart as COBOL does, by its group.
    fn unique(&mut self, name: &str) -> String {
        let group = self.around().and_then(|g| Some(self.tables.last()?.groups.get(g)?.name.clone()));
        let qualified = group.filter(|_| name != "FILLER").map(|g| format!("{name} OF {g}"));
        let mut chosen = name.to_string();
        if self.names.contains(&f1_lower(&chosen)) {
            chosen = qualified.unwrap_or(chosen);
        }
        let base = chosen.clone();
        let mut n = 2;
        while self.names.contains(&f1_lower(&chosen)) {
            chosen = format!("{base}-{n}");
            n += 1;
        }
        self.names.insert(f1_lower(&chosen));
        chosen
    }

    /// An 88 level: one value, or several, that its item may have.
    fn condition(&mut self, sentence: &Sentence) {
        let spot = self.spot(sentence);
        let place = self.place(sentence);
        let name = sentence.words.get(1).map(|w| w.text.clone()).unwrap_or_default();
        let values: Vec<_> = sentence.words.iter().skip(2).skip_while(|w| !w.literal && !is_number(&w.text)).collect();
        let range =
            values.iter().any(|w| !w.literal && matches!(w.text.to_ascii_uppercase().as_str(), "THRU" | "THROUGH"));
        let column = self.tables.last_mut().and_then(|t| {
            let table = t.name.clone();
            t.columns.last_mut().map(|c| (table, c))
        });
        let Some((table, column)) = column.filter(|_| !range && !values.is_empty()) else {
            return self.receipt.left_out.push(not_taken(
                place,
                &name,
                "88 レベルの値の範囲は、コード値として読みません",
                "a range of an 88 level is not read as code values",
            ));
        };
        let id = format!("{table}.{}", column.name);
        column.codes = Some(ColumnCodes::List(id.clone()));
        let title = column.label.clone();
        if self.codes.last().is_none_or(|c| c.id != id) {
            self.codes.push(CodeTable { id, label: title, from: None, spot, values: Vec::new() });
        }
        let label = sentence.beside.clone().unwrap_or(name);
        let Some(list) = self.codes.last_mut() else { return };
        for value in values.iter().filter(|w| w.literal || is_number(&w.text)) {
            match list.values.iter_mut().find(|c| c.value == value.text) {
                // a second name of a value, such as one for a group of them
                Some(_) => {}
                None => list.values.push(Code { value: value.text.clone(), label: Some(label.clone()), spot }),
            }
        }
    }
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn is_clause(word: &str) -> bool {
    matches!(
        word.to_ascii_uppercase().as_str(),
        "PIC" | "PICTURE" | "USAGE" | "OCCURS" | "REDEFINES" | "VALUE" | "VALUES" | "SIGN"
    ) || Usage::from_word(&word.to_ascii_uppercase()).is_some()
}

fn clauses(words: &[super::sentences::Word]) -> Clauses {
    let mut found = Clauses::default();
    let mut at = 0;
    let upper = |n: usize| words.get(n).filter(|w| !w.literal).map(|w| w.text.to_ascii_uppercase()).unwrap_or_default();
    let skip_is = |n: usize| n + usize::from(upper(n) == "IS");
    while at < words.len() {
        let word = upper(at);
        at = match word.as_str() {
            "PIC" | "PICTURE" => {
                let n = skip_is(at + 1);
                found.picture = words.get(n).map(|w| w.text.clone());
                n + 1
            }
            "USAGE" => skip_is(at + 1),
            "OCCURS" => {
                found.occurs = upper(at + 1).parse().ok();
                let to = upper(at + 2) == "TO";
                if to {
                    found.occurs = upper(at + 3).parse().ok();
                }
                at + if to { 4 } else { 2 }
            }
            "DEPENDING" => {
                found.depending = true;
                at + 1 + usize::from(upper(at + 1) == "ON") + 1
            }
            "INDEXED" | "KEY" | "ASCENDING" | "DESCENDING" => {
                let mut n = at + 1;
                while matches!(upper(n).as_str(), "BY" | "KEY" | "IS") {
                    n += 1;
                }
                n + 1
            }
            "REDEFINES" => {
                found.redefines = words.get(at + 1).map(|w| w.text.clone());
                at + 2
            }
            "SEPARATE" => {
                found.separate_sign = true;
                at + 1
            }
            "TIMES" | "SIGN" | "IS" | "LEADING" | "TRAILING" | "CHARACTER" | "SYNC" | "SYNCHRONIZED" | "RIGHT"
            | "LEFT" | "JUST" | "JUSTIFIED" | "ON" | "GLOBAL" | "EXTERNAL" | "BLANK" | "WHEN" | "ZERO" => at + 1,
            "VALUE" | "VALUES" => skip_is(at + 1) + 1,
            // further values of a list
            "" => at + 1,
            _ => {
                match Usage::from_word(&word) {
                    Some(usage) => found.usage = Some(usage),
                    None => found.others.push(words[at].text.clone()),
                }
                at + 1
            }
        };
    }
    found
}
