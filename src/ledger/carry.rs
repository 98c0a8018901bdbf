//! Decisions and baselines carried to other keys: cells and fields are replaced in place, everything that people typed stays.
//!
//! Works on the rows as they are written, whatever columns they have, so that nothing that this program does not know is lost.

use std::collections::HashSet;

use serde_json::Value;

use super::baseline::BaselineRecord;
use crate::finding::Subject;
use crate::finding::identity::{bpr_id, fingerprint};
use crate::sheet::unclosed_quote;
use crate::text::decode::decode;
use crate::text::fold::f1;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;
use crate::text::source::Source;

/// What becomes of a row's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destiny {
    /// The key holds, or does not depend on the edition.
    Stays,
    /// The key is of `from`, and of `to` from now on.
    Moves { from: Subject, to: Subject, bpr: Option<&'static str> },
    /// A person must decide; the row stays as it is.
    Open { about: String },
    /// Neither edition has the key: it is about the present system alone, or was lost earlier.
    Unknown,
}

/// A row, and what was done with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// In the file, from 1.
    pub line: usize,
    /// Key of its subject or BPR item, as it was.
    pub key: String,
    /// What it is about, in clear.
    pub about: String,
    pub done: Done,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Done {
    Stays,
    Moved {
        to: String,
    },
    /// Open: a person must decide.
    Open,
    /// Another row has the key that this one would get.
    Taken {
        to: String,
    },
    /// Not a row that can be understood; kept as it is.
    NotUnderstood,
}

/// A file's text as it is for the new edition.
#[derive(Debug)]
pub struct Carried {
    pub text: String,
    pub rows: Vec<Row>,
}

/// Carries a `decisions.csv` (UTF-8 or CP932). The result is UTF-8 with a byte order mark, as spreadsheets want it.
///
/// # Errors
/// The file cannot be decoded, or has no column `key`.
pub fn decisions(path: &str, bytes: &[u8], destiny: impl Fn(&str) -> Destiny) -> Result<Carried, Problem> {
    // spreadsheets save CSV in CP932 without saying so
    let decoded = decode(bytes, None).or_else(|_| decode(bytes, Some("CP932")));
    let text = decoded.map_err(|_| unreadable(path))?.text;
    if let Some(at) = unclosed_quote(&text, b',') {
        return Err(open_quote(Source::new(path, text, String::new()), at));
    }
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut records: Vec<(usize, Vec<String>)> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| unreadable(path))?;
        let line = record.position().map_or(0, |p| p.line() as usize);
        records.push((line, record.iter().map(str::to_string).collect()));
    }
    let heading = |name: &str| records.first().and_then(|(_, h)| h.iter().position(|c| f1(c) == name));
    let key = heading("key").ok_or_else(|| no_key(path))?;
    let cells = [heading("グループ"), heading("項目")];
    let stays = |key: &&String| !matches!(destiny(key.trim()), Destiny::Moves { .. });
    let mut taken: HashSet<String> =
        records.iter().skip(1).filter_map(|(_, r)| r.get(key)).filter(stays).cloned().collect();
    let mut rows = Vec::new();
    for (line, record) in records.iter_mut().skip(1) {
        let old = record.get(key).map(|k| k.trim().to_string()).unwrap_or_default();
        let (about, done) = carry_decision(record, key, &cells, &destiny, &mut taken);
        rows.push(Row { line: *line, key: old, about, done });
    }
    let text = csv_text(&records).map_err(|_| unreadable(path))?;
    Ok(Carried { text, rows })
}

fn open_quote(source: Source, at: usize) -> Problem {
    let line = source.position(at).line;
    source.problem(
        at,
        Bilingual::new(
            format!("{line} 行目で始まる引用符（\"）が閉じていません"),
            format!("the quote that opens on line {line} is not closed"),
        ),
        Bilingual::new(
            "セルの終わりに \" を補うか、余分な \" を消してください",
            "close it at the end of its cell, or delete it",
        ),
    )
}

fn carry_decision(
    record: &mut [String],
    key: usize,
    cells: &[Option<usize>; 2],
    destiny: &impl Fn(&str) -> Destiny,
    taken: &mut HashSet<String>,
) -> (String, Done) {
    let Some(old) = record.get(key).cloned().filter(|k| !k.trim().is_empty()) else {
        return (record.join(" ").trim().to_string(), Done::NotUnderstood);
    };
    let written: Vec<String> = cells.iter().flatten().filter_map(|c| record.get(*c)).cloned().collect();
    let in_clear = written.iter().filter(|c| !c.is_empty()).cloned().collect::<Vec<_>>().join(".");
    match destiny(old.trim()) {
        Destiny::Stays => (in_clear, Done::Stays),
        Destiny::Open { about } => (about, Done::Open),
        // a row with a group is about the standard, so it was lost earlier
        Destiny::Unknown => {
            let of_standard = cells[0].and_then(|c| record.get(c)).is_some_and(|c| !c.trim().is_empty());
            (in_clear, if of_standard { Done::Open } else { Done::Stays })
        }
        Destiny::Moves { from, to, bpr } => {
            let new = bpr.map_or_else(|| to.key(), |rule| bpr_id(rule, &to));
            if taken.contains(&new) {
                return (label(&from), Done::Taken { to: label(&to) });
            }
            taken.insert(new.clone());
            record[key] = new;
            for cell in cells.iter().flatten() {
                if let Some(cell) = record.get_mut(*cell) {
                    *cell = renamed(cell, &from, &to);
                }
            }
            (label(&from), Done::Moved { to: label(&to) })
        }
    }
}

/// A cell that repeats a name of the old subject gets the new one; anything else was typed by somebody and stays.
fn renamed(cell: &str, from: &Subject, to: &Subject) -> String {
    let is = |name: &str| !name.is_empty() && f1(cell) == f1(name);
    if is(&from.within) {
        to.within.clone()
    } else if is(&from.name) {
        to.name.clone()
    } else if is(&label(from)) {
        label(to)
    } else {
        cell.to_string()
    }
}

/// `グループ.項目`
pub fn label(subject: &Subject) -> String {
    match subject.within.is_empty() {
        true => subject.name.clone(),
        false => format!("{}.{}", subject.within, subject.name),
    }
}

fn csv_text(records: &[(usize, Vec<String>)]) -> Result<String, csv::Error> {
    let mut writer = csv::WriterBuilder::new()
        .flexible(true)
        .terminator(csv::Terminator::CRLF)
        .from_writer("\u{FEFF}".as_bytes().to_vec());
    for (_, record) in records {
        writer.write_record(record)?;
    }
    let bytes = writer.into_inner().map_err(|e| csv::Error::from(e.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// Carries a baseline (JSON lines). Fields that are not known stay; the lines come sorted by fingerprint.
///
/// # Errors
/// The file is not UTF-8.
pub fn baseline(path: &str, bytes: &[u8], destiny: impl Fn(&str) -> Destiny) -> Result<Carried, Problem> {
    let text = std::str::from_utf8(bytes).map_err(|_| unreadable(path))?.trim_start_matches('\u{FEFF}');
    let records: Vec<(usize, &str, Option<Parts>)> = text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(n, line)| (n + 1, line, Parts::of(line)))
        .collect();
    let moves = |parts: &Parts| matches!(destiny(&parts.subject.key()), Destiny::Moves { .. });
    let mut taken: HashSet<String> =
        records.iter().filter_map(|(_, _, p)| p.as_ref()).filter(|p| !moves(p)).map(|p| p.stored.clone()).collect();
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for (number, line, parts) in records {
        let Some(parts) = parts else {
            rows.push(Row { line: number, key: String::new(), about: line.into(), done: Done::NotUnderstood });
            lines.push((String::new(), line.to_string()));
            continue;
        };
        let (done, carried) = carry_record(&parts, line, &destiny, &mut taken);
        let about = format!("{} {}", parts.rule, label(&parts.subject));
        rows.push(Row { line: number, key: parts.subject.key(), about, done });
        lines.push(carried);
    }
    lines.sort();
    Ok(Carried { text: lines.iter().map(|(_, l)| format!("{l}\n")).collect(), rows })
}

/// What was done, and the line with its fingerprint.
fn carry_record(
    parts: &Parts,
    line: &str,
    destiny: &impl Fn(&str) -> Destiny,
    taken: &mut HashSet<String>,
) -> (Done, (String, String)) {
    let as_is = |done: Done| (done, (parts.stored.clone(), line.to_string()));
    let to = match destiny(&parts.subject.key()) {
        Destiny::Stays => return as_is(Done::Stays),
        Destiny::Open { .. } => return as_is(Done::Open),
        Destiny::Unknown if parts.subject.kind.is_of_the_standard() => return as_is(Done::Open),
        Destiny::Unknown => return as_is(Done::Stays),
        Destiny::Moves { to, .. } => to,
    };
    let new = parts.fingerprint(&to);
    if taken.contains(&new) {
        return as_is(Done::Taken { to: label(&to) });
    }
    match rewritten(line, &new, &to) {
        Some(text) => {
            taken.insert(new.clone());
            (Done::Moved { to: label(&to) }, (new, text))
        }
        None => as_is(Done::NotUnderstood),
    }
}

/// The line with another identity. Fields keep their order as far as the record is one that this program wrote.
fn rewritten(line: &str, new: &str, to: &Subject) -> Option<String> {
    if let Ok(record) = serde_json::from_str::<BaselineRecord>(line) {
        let record = BaselineRecord { fingerprint: new.to_string(), subject: to.clone(), ..record };
        return serde_json::to_string(&record).ok();
    }
    let mut value: Value = serde_json::from_str(line).ok()?;
    value["fingerprint"] = Value::String(new.to_string());
    value["subject"] = serde_json::to_value(to).ok()?;
    Some(value.to_string())
}

/// What a fingerprint is made of.
struct Parts {
    stored: String,
    rule: String,
    subject: Subject,
    columns: Vec<String>,
    discriminator: String,
}

impl Parts {
    /// None: no record, or one whose fingerprint is not that of its parts.
    fn of(line: &str) -> Option<Parts> {
        let value: Value = serde_json::from_str(line).ok()?;
        let text = |name: &str| value.get(name)?.as_str().map(str::to_string);
        let parts = Parts {
            stored: text("fingerprint")?,
            rule: text("rule")?,
            subject: serde_json::from_value(value.get("subject")?.clone()).ok()?,
            columns: serde_json::from_value(value.get("columns")?.clone()).ok()?,
            discriminator: text("discriminator")?,
        };
        (parts.fingerprint(&parts.subject) == parts.stored).then_some(parts)
    }

    fn fingerprint(&self, subject: &Subject) -> String {
        fingerprint(&self.rule, subject, &self.columns, &self.discriminator)
    }
}

fn unreadable(path: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new("文字コードか形式が分からず読めません", "encoding or format not understood"),
        Bilingual::new("UTF-8（CSV は CP932 も可）で保存し直してください", "save it as UTF-8 (CSV may also be CP932)"),
    )
}

fn no_key(path: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new("見出し key の列がありません", "there is no column headed key"),
        Bilingual::new("decisions.csv の1行目を元に戻してください", "restore the first line of decisions.csv"),
    )
}
