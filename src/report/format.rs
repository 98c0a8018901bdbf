//! The formats by name and by file ending.

use std::error::Error;

use super::model::Report;
use super::text::{Detail, text};
use super::{csv_table, github, gitlab, html, json, jsonl, junit, markdown, sarif, xlsx};
use crate::finding::Severity;
use crate::text::lang::Lang;

/// A format that a report is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    Text,
    Json,
    Jsonl,
    Sarif,
    Junit,
    Github,
    Gitlab,
    Markdown,
    Csv,
    Html,
    Xlsx,
}

/// What a rule checks, in Markdown, by its id.
pub type Explain = fn(&str, Lang) -> Option<String>;

/// How a report is written.
#[derive(Debug, Clone, Copy)]
pub struct Writing {
    pub detail: Detail,
    /// The level of `--fail-on`.
    pub failing: Option<Severity>,
    /// Percent, of `--min-judged`.
    pub min_judged: usize,
    pub explain: Explain,
}

/// Names for `--format`, and the file endings that mean it.
const FORMATS: &[(&str, Format, &[&str])] = &[
    ("text", Format::Text, &["txt", "text"]),
    ("json", Format::Json, &["json"]),
    ("jsonl", Format::Jsonl, &["jsonl", "ndjson"]),
    ("sarif", Format::Sarif, &["sarif"]),
    ("junit", Format::Junit, &["xml"]),
    ("github", Format::Github, &[]),
    ("gitlab", Format::Gitlab, &[]),
    ("markdown", Format::Markdown, &["md"]),
    ("csv", Format::Csv, &["csv"]),
    ("html", Format::Html, &["html", "htm"]),
    ("xlsx", Format::Xlsx, &["xlsx"]),
];

impl Format {
    pub fn names() -> Vec<&'static str> {
        FORMATS.iter().map(|(name, ..)| *name).collect()
    }

    /// Endings that can be written, for messages.
    pub fn endings() -> Vec<String> {
        FORMATS.iter().flat_map(|(_, _, endings)| endings.iter()).map(|e| format!(".{e}")).collect()
    }

    pub fn from_name(name: &str) -> Option<Format> {
        FORMATS.iter().find(|(n, ..)| *n == name).map(|(_, f, _)| *f)
    }

    /// By the last ending; `gl-code-quality-report.json` and `….gitlab.json` mean GitLab's.
    pub fn from_path(path: &str) -> Option<Format> {
        let lower = path.to_ascii_lowercase();
        if lower.ends_with("gl-code-quality-report.json") || lower.ends_with(".gitlab.json") {
            return Some(Format::Gitlab);
        }
        let ending = lower.rsplit('.').next()?;
        FORMATS.iter().find(|(_, _, endings)| endings.contains(&ending)).map(|(_, f, _)| *f)
    }

    /// Whether it is bytes that a terminal cannot show.
    pub fn is_binary(self) -> bool {
        self == Format::Xlsx
    }

    /// Writes the report.
    ///
    /// # Errors
    /// It could not be written as JSON at all, or has more rows than a workbook; why, for people.
    pub fn write(self, report: &Report, how: Writing) -> Result<Vec<u8>, String> {
        self.bytes(report, how).map_err(|e| e.to_string())
    }

    fn bytes(self, report: &Report, how: Writing) -> Result<Vec<u8>, Box<dyn Error>> {
        let text = match self {
            Format::Text => text(report, how.detail),
            Format::Json => json::json(report)?,
            Format::Jsonl => jsonl::jsonl(report)?,
            Format::Sarif => sarif::sarif(report, how.explain)?,
            Format::Junit => junit::junit(report, how.failing, how.min_judged),
            Format::Github => github::github(report, how.min_judged),
            Format::Gitlab => gitlab::gitlab(report, how.min_judged)?,
            Format::Markdown => markdown::markdown(report, how.detail.all_findings),
            Format::Csv => csv_table::csv_table(report, how.min_judged),
            Format::Html => html::html(report)?,
            Format::Xlsx => return Ok(xlsx::xlsx(report)?),
        };
        Ok(text.into_bytes())
    }
}
