//! Reading and writing a baseline: JSON lines, one finding a line, sorted so that two versions compare well.

use std::sync::OnceLock;

use super::{Baseline, BaselineRecord, json_schema};
use crate::text::lang::Bilingual;
use crate::text::lines::Position;
use crate::text::problem::Problem;
use crate::text::schema::{Format, Schema};
use crate::text::source::Source;
use crate::xml::read_limited;

/// Faults of one file that are told; a file with more is no baseline.
const FAULTS: usize = 20;

impl Baseline {
    /// Reads a file.
    ///
    /// # Errors
    /// Missing, unreadable, not UTF-8, or lines that are no records, each with its place.
    pub fn load(path: &str) -> Result<Baseline, Vec<Problem>> {
        let bytes = read_limited(path).map_err(|p| vec![p])?;
        let text = String::from_utf8(bytes).map_err(|_| vec![not_utf8(path)])?;
        Baseline::parse(path, &text)
    }

    fn parse(path: &str, text: &str) -> Result<Baseline, Vec<Problem>> {
        let mut baseline = Baseline { path: path.into(), records: Vec::new() };
        let mut problems = Vec::new();
        let lines = text.trim_start_matches('\u{FEFF}').lines().zip(1..);
        let mut unread = 0;
        for (line, number) in lines.filter(|(line, _)| !line.trim().is_empty()) {
            if problems.len() >= FAULTS {
                unread += 1;
                continue;
            }
            match record(path, line) {
                Ok(record) => baseline.records.push(record),
                Err(found) => problems.extend(found.into_iter().map(|p| on_line(p, number))),
            }
        }
        if unread > 0 {
            problems.push(not_looked_at(path, unread));
        }
        if problems.is_empty() { Ok(baseline) } else { Err(problems) }
    }

    /// The file's text: sorted by fingerprint, then system.
    ///
    /// # Errors
    /// Only if a record could not be written as JSON at all.
    pub fn to_text(&self) -> Result<String, serde_json::Error> {
        let mut records: Vec<&BaselineRecord> = self.records.iter().collect();
        records.sort_by(|a, b| (&a.fingerprint, &a.system).cmp(&(&b.fingerprint, &b.system)));
        let mut out = String::new();
        for record in records {
            out.push_str(&serde_json::to_string(record)?);
            out.push('\n');
        }
        Ok(out)
    }
}

fn record(path: &str, line: &str) -> Result<BaselineRecord, Vec<Problem>> {
    let source = Source::new(path, line.to_string(), String::new());
    static SCHEMA: OnceLock<Result<Schema, String>> = OnceLock::new();
    if let Ok(schema) = SCHEMA.get_or_init(|| Schema::new(json_schema())) {
        schema.check(&source, Format::Json)?;
    }
    let record: BaselineRecord = serde_json::from_str(line).map_err(|e| {
        let what = Bilingual::new("baseline の行として読めません", format!("no baseline record: {e}"));
        vec![source.problem(0, what, Bilingual::new("この行を直すか消してください", "correct or delete this line"))]
    })?;
    let no_day = record.until.as_deref().is_some_and(|day| day.parse::<jiff::civil::Date>().is_err());
    if no_day { Err(vec![no_such_day(&source, &record)]) } else { Ok(record) }
}

fn no_such_day(source: &Source, record: &BaselineRecord) -> Problem {
    let day = record.until.as_deref().unwrap_or_default();
    source.problem(
        source.text.find("\"until\"").unwrap_or(0),
        Bilingual::new(format!("until の {day} という日はありません"), format!("until: there is no day {day}")),
        Bilingual::new("YYYY-MM-DD で書いてください", "write YYYY-MM-DD"),
    )
}

/// A line was read by itself; its place is that in the file.
fn on_line(mut problem: Problem, number: usize) -> Problem {
    let column = problem.position.map_or(1, |p| p.column);
    problem.position = Some(Position { line: number, column });
    problem
}

fn not_looked_at(path: &str, lines: usize) -> Problem {
    Problem::new(
        path,
        Bilingual::new(
            format!("誤りが多いため、残り {lines} 行は調べていません"),
            format!("too many faults: the {lines} lines after them were not looked at"),
        ),
        Bilingual::new(
            "gapcheck baseline write が書いたファイルか確認してください",
            "check that this is a file that gapcheck baseline write wrote",
        ),
    )
}

fn not_utf8(path: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new("UTF-8 ではありません", "not UTF-8"),
        Bilingual::new("UTF-8 で保存し直してください", "save it as UTF-8"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINE: &str = r#"{"fingerprint":"g1-b","rule":"GAP0101","subject":{"kind":"item","system":"resident-tax","within":"課税対象者","name":"氏名"},"columns":[],"discriminator":"","state":"x","reason":"移行後に見直す"}"#;

    #[test]
    fn lines_are_sorted_and_come_back() {
        let text = format!("{LINE}\n\n{}\n", LINE.replace("g1-b", "g1-a"));
        let read = Baseline::parse("b", &text).unwrap();
        let written = read.to_text().unwrap();
        assert!(written.find("g1-a") < written.find("g1-b"));
        assert_eq!(Baseline::parse("b", &written).unwrap().to_text().unwrap(), written);
    }

    #[test]
    fn faults_are_told_with_their_line() {
        for (bad, column) in [
            (LINE.replace("\"rule\"", "\"rulle\""), None),
            (LINE.replace("\"}", "\",\"until\":\"2026-02-31\"}"), Some(())),
            ("{".to_string(), None),
        ] {
            let problems = Baseline::parse("b", &format!("{LINE}\n{bad}\n")).unwrap_err();
            let at = problems[0].position.unwrap();
            assert_eq!(at.line, 2, "{bad}");
            assert!(column.is_none() || at.column > 1);
        }
    }
}
