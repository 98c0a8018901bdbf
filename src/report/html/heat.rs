//! A whole city: systems by kinds of gaps, and what crosses between systems.

use std::collections::HashMap;

use serde_json::Value;

use super::{kinds, rows};
use crate::report::model::{Report, ReportedFinding};
use crate::text::lang::Lang;

/// How many links between systems are listed.
const LISTED: usize = 200;

/// The table of a whole city.
#[derive(Debug)]
pub struct Heat<'a> {
    /// Prefix of the rules and name.
    pub kinds: Vec<(&'static str, &'static str)>,
    pub rows: Vec<HeatRow<'a>>,
    pub links: Vec<Crossing<'a>>,
    pub more_links: usize,
}

#[derive(Debug)]
pub struct HeatRow<'a> {
    pub slug: &'a str,
    pub name: &'a str,
    pub submitted: bool,
    pub cells: Vec<Cell>,
    pub total: Cell,
    pub unjudged: usize,
}

/// Findings of one kind in one system.
#[derive(Debug, Default, Clone)]
pub struct Cell {
    /// Errors, warnings, informations.
    pub counts: [usize; 3],
}

impl Cell {
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }

    /// What the shade says, in words: the gravest level and how many findings have it.
    pub fn label(&self, lang: Lang) -> Option<String> {
        let at = self.counts.iter().position(|n| *n > 0)?;
        Some(format!("{} {}", super::LEVELS[at].label(lang), self.counts[at]))
    }

    /// Shade: by the gravest level and how many findings have it.
    pub fn class(&self) -> &'static str {
        match self.counts {
            [0, 0, 0] => "h0",
            [0, 0, _] => "h1",
            [0, 1..10, _] => "h2",
            [0, _, _] => "h3",
            [1..10, _, _] => "h4",
            _ => "h5",
        }
    }
}

/// What one system lacks and others wait for.
#[derive(Debug)]
pub struct Crossing<'a> {
    pub finding: &'a ReportedFinding,
    pub system: &'a str,
    pub item: &'a str,
    pub consumers: Vec<&'a str>,
}

/// The table, for more than one system.
pub fn heat(report: &Report, lang: Lang) -> Option<Heat<'_>> {
    if report.systems.len() < 2 {
        return None;
    }
    let kinds = present_kinds(report, lang);
    let at: HashMap<&str, usize> = report.systems.iter().enumerate().map(|(i, s)| (s.slug.as_str(), i)).collect();
    let mut table: Vec<HeatRow<'_>> = report
        .systems
        .iter()
        .map(|s| HeatRow {
            slug: &s.slug,
            name: lang.pick(&s.name, &s.slug),
            submitted: !s.inputs.is_empty(),
            cells: vec![Cell::default(); kinds.len()],
            total: Cell::default(),
            unjudged: s.unjudged.len(),
        })
        .collect();
    for f in &report.findings {
        let Some(row) = at.get(f.system.as_str()).and_then(|i| table.get_mut(*i)) else { continue };
        let level = rows::level_index(f.severity);
        row.total.counts[level] += 1;
        if let Some(kind) = kinds.iter().position(|(prefix, _)| f.rule.starts_with(prefix)) {
            row.cells[kind].counts[level] += 1;
        }
    }
    let (links, more_links) = crossings(report, lang);
    Some(Heat { kinds, rows: table, links, more_links })
}

fn present_kinds(report: &Report, lang: Lang) -> Vec<(&'static str, &'static str)> {
    kinds::all(lang).filter(|(prefix, _)| report.findings.iter().any(|f| f.rule.starts_with(prefix))).collect()
}

fn crossings(report: &Report, lang: Lang) -> (Vec<Crossing<'_>>, usize) {
    let names: HashMap<&str, &str> =
        report.systems.iter().map(|s| (s.slug.as_str(), lang.pick(&s.name, &s.slug))).collect();
    let all: Vec<&ReportedFinding> = report.findings.iter().filter(|f| kinds::is_link(&f.rule)).collect();
    let listed = all.iter().take(LISTED).map(|f| crossing(f, &names)).collect();
    (listed, all.len().saturating_sub(LISTED))
}

fn crossing<'a>(finding: &'a ReportedFinding, names: &HashMap<&'a str, &'a str>) -> Crossing<'a> {
    let name = |slug: &'a str| names.get(slug).copied().unwrap_or(slug);
    let consumers = finding.fields.get("consumers").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    Crossing {
        finding,
        system: name(&finding.system),
        item: finding.fields.get("item").and_then(Value::as_str).unwrap_or(&finding.subject_parts.name),
        consumers: consumers.iter().filter_map(Value::as_str).map(name).collect(),
    }
}
