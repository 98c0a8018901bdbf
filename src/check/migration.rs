//! People's work carried from one edition to another: mapping, decisions, baseline, and what is left for a person.

use serde_json::{Value, json};

use super::carry::{Carry, KeyRing};
use crate::ledger::carry::{Carried, Destiny, Done, Row, label};
use crate::matching::migrate::{Migrated, in_short};
use crate::spec::carry::Fate;
use crate::spec::diff::{Candidate, in_words};
use crate::text::lang::Lang;

/// What was carried of one file.
#[derive(Debug)]
pub struct FileCarried {
    pub path: String,
    /// 対応表, 決定, 受入れ済みの差異.
    pub what: What,
    pub entries: Vec<Entry>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    Mapping,
    Decisions,
    Baseline,
}

impl What {
    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            What::Mapping => lang.pick("対応表", "mapping"),
            What::Decisions => lang.pick("決定", "decisions"),
            What::Baseline => lang.pick("受入れ済みの差異", "baseline"),
        }
    }
}

/// A line of a file and what became of it.
#[derive(Debug)]
pub struct Entry {
    pub line: usize,
    pub about: String,
    pub outcome: Outcome,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Kept,
    Carried(String),
    /// 引継ぎ要確認, with the reason and what is proposed.
    Open(String),
}

/// What a key of the old edition has to become.
pub fn destiny(ring: &KeyRing, key: &str) -> Destiny {
    match ring.find(key) {
        Some(known) => match known.carry {
            Carry::Same => Destiny::Stays,
            Carry::To { subject, .. } => {
                Destiny::Moves { from: known.subject.clone(), to: subject.clone(), bpr: known.bpr }
            }
            Carry::Open { .. } => Destiny::Open { about: label(known.subject) },
        },
        None if ring.is_valid(key) => Destiny::Stays,
        None => Destiny::Unknown,
    }
}

/// What became of a mapping, line by line; names of one line that were carried and names that are open are told apart.
pub fn of_mapping(path: &str, migrated: &Migrated, lang: Lang) -> FileCarried {
    let mut entries = Vec::new();
    for line in &migrated.lines {
        let told = line.names.iter().filter(|(_, _, fate)| *fate != Fate::Same);
        let before = entries.len();
        for (_, name, fate) in told {
            let outcome = match fate {
                Fate::Carried { .. } => Outcome::Carried(in_short(fate, lang)),
                open => Outcome::Open(in_short(open, lang)),
            };
            entries.push(Entry { line: line.number, about: format!("[[{}]] {name}", line.section), outcome });
        }
        if entries.len() == before {
            let about = format!("[[{}]]", line.section);
            entries.push(Entry { line: line.number, about, outcome: Outcome::Kept });
        }
    }
    FileCarried { path: path.to_string(), what: What::Mapping, entries }
}

/// What became of decisions or of a baseline, row by row.
pub fn of_rows(path: &str, what: What, carried: &Carried, ring: &KeyRing, lang: Lang) -> FileCarried {
    let entry = |row: &Row| Entry { line: row.line, about: row.about.clone(), outcome: outcome(row, ring, lang) };
    FileCarried { path: path.to_string(), what, entries: carried.rows.iter().map(entry).collect() }
}

fn outcome(row: &Row, ring: &KeyRing, lang: Lang) -> Outcome {
    let known = ring.find(&row.key);
    match &row.done {
        Done::Stays => Outcome::Kept,
        Done::Moved { to } => Outcome::Carried(match known.map(|k| k.carry) {
            Some(Carry::To { evidence, .. }) => format!("{to}（{}）", in_words(evidence, lang)),
            _ => to.clone(),
        }),
        Done::Taken { to } => Outcome::Open(match lang {
            Lang::Ja => format!("行き先 {to} には別の行があります。どちらを残すか決めてください"),
            Lang::En => format!("{to} has a row of its own; decide which to keep"),
        }),
        Done::NotUnderstood => Outcome::Open(
            lang.pick("行を読み取れません（そのまま残しました）", "not understood; kept as it is").to_string(),
        ),
        Done::Open => match known.map(|k| k.carry) {
            Some(Carry::Open { candidates }) => Outcome::Open(in_short(&open(candidates), lang)),
            _ => Outcome::Open(in_short(&Fate::Unknown, lang)),
        },
    }
}

fn open(candidates: &[Candidate]) -> Fate {
    Fate::Open { candidates: candidates.to_vec() }
}

/// Kept, carried, open.
pub fn counts(file: &FileCarried) -> [usize; 3] {
    let n = |test: fn(&Outcome) -> bool| file.entries.iter().filter(|e| test(&e.outcome)).count();
    [n(|o| matches!(o, Outcome::Kept)), n(|o| matches!(o, Outcome::Carried(_))), n(|o| matches!(o, Outcome::Open(_)))]
}

/// Whether a person has to decide anything.
pub fn anything_open(files: &[FileCarried]) -> bool {
    files.iter().any(|f| counts(f)[2] > 0)
}

pub fn text(title: &str, files: &[FileCarried], lang: Lang) -> String {
    let mut out = format!("{title}\n");
    for file in files {
        let [kept, carried, open] = counts(file);
        let what = file.what.label(lang);
        out.push_str(&match lang {
            Lang::Ja => {
                format!("  {what} {}: そのまま {kept}、引き継いだ {carried}、引継ぎ要確認 {open}\n", file.path)
            }
            Lang::En => {
                format!("  {what} {}: {kept} as they are, {carried} carried, {open} to be settled\n", file.path)
            }
        });
    }
    for (heading, open) in headings(lang) {
        let told: Vec<String> = lines(files, open).collect();
        if !told.is_empty() {
            out.push_str(&format!("\n■ {heading}\n"));
            told.iter().for_each(|line| out.push_str(&format!("  {line}\n")));
        }
    }
    out
}

pub fn markdown(title: &str, files: &[FileCarried], lang: Lang) -> String {
    let mut out = format!("# {title}\n\n");
    out.push_str(lang.pick(
        "| | ファイル | そのまま | 引き継いだ | 引継ぎ要確認 |\n|---|---|---:|---:|---:|\n",
        "| | file | as it was | carried | to be settled |\n|---|---|---:|---:|---:|\n",
    ));
    for file in files {
        let [kept, carried, open] = counts(file);
        out.push_str(&format!("| {} | {} | {kept} | {carried} | {open} |\n", file.what.label(lang), cell(&file.path)));
    }
    for (heading, open) in headings(lang) {
        let told: Vec<String> = lines(files, open).collect();
        if !told.is_empty() {
            out.push_str(&format!("\n## {heading}\n\n"));
            let mark = if open { "- [ ] " } else { "- " };
            told.iter().for_each(|line| out.push_str(&format!("{mark}{}\n", cell(line))));
        }
    }
    out
}

/// What Markdown would take for marks.
fn cell(text: &str) -> String {
    text.replace('|', "\\|").replace('<', "&lt;").replace('_', "\\_").replace('[', "\\[")
}

fn headings(lang: Lang) -> [(&'static str, bool); 2] {
    [
        (
            lang.pick(
                "引継ぎ要確認（人が決める。元の言葉は残してあり、解消ではない）",
                "to be settled by a person (kept as it was; nothing counts as solved)",
            ),
            true,
        ),
        (lang.pick("引き継いだもの", "carried"), false),
    ]
}

fn lines(files: &[FileCarried], open: bool) -> impl Iterator<Item = String> {
    files.iter().flat_map(move |file| {
        file.entries.iter().filter_map(move |e| match (&e.outcome, open) {
            (Outcome::Open(why), true) => Some(format!("{}:{} {} — {why}", file.path, e.line, e.about)),
            (Outcome::Carried(to), false) => Some(format!("{}:{} {} → {to}", file.path, e.line, e.about)),
            _ => None,
        })
    })
}

pub fn value(files: &[FileCarried], lang: Lang) -> Value {
    let of = |file: &FileCarried| {
        let [kept, carried, open] = counts(file);
        let entries: Vec<Value> = file
            .entries
            .iter()
            .map(|e| {
                let (outcome, text) = match &e.outcome {
                    Outcome::Kept => ("kept", ""),
                    Outcome::Carried(to) => ("carried", to.as_str()),
                    Outcome::Open(why) => ("open", why.as_str()),
                };
                json!({"line": e.line, "about": e.about, "outcome": outcome, "text": text})
            })
            .collect();
        json!({
            "what": file.what.label(lang), "path": file.path,
            "kept": kept, "carried": carried, "open": open, "entries": entries,
        })
    };
    json!({"schema": "gapcheck.migration/1", "files": files.iter().map(of).collect::<Vec<_>>()})
}
