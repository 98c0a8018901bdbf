//! The findings in the order they are read: by table or section, the gravest first, consequences under their cause.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::definitions;
use crate::finding::Severity;
use crate::report::model::{Report, ReportedFinding};
use crate::report::words::{basis_text, input_place, place_text, section};
use crate::text::lang::Lang;

/// A heading of the table of gaps.
#[derive(Debug)]
pub struct Section {
    pub label: String,
    pub findings: usize,
}

/// All findings in reading order.
#[derive(Debug)]
pub struct Rows<'a> {
    pub sections: Vec<Section>,
    pub rows: Vec<Row<'a>>,
}

/// One finding as a row.
#[derive(Debug)]
pub struct Row<'a> {
    pub finding: &'a ReportedFinding,
    pub section: usize,
    /// Today's definitions, one a line.
    pub current: Vec<String>,
    pub place: Option<String>,
    pub basis: Option<String>,
    pub status: Option<&'static str>,
    /// Indices of the rows that it follows from.
    pub causes: Vec<usize>,
    /// Indices of the BPR items that answer it.
    pub bpr: Vec<usize>,
}

impl Row<'_> {
    pub fn level(&self, lang: Lang) -> &'static str {
        self.finding.severity.label(lang)
    }
}

/// Rows and headings of a report.
pub fn rows(report: &Report, lang: Lang) -> Rows<'_> {
    let order = Order::of(report, lang);
    let at: HashMap<&str, usize> =
        order.placed.iter().enumerate().map(|(i, (f, _))| (report.findings[*f].fingerprint.as_str(), i)).collect();
    let answered = answered(report);
    let rows = order
        .placed
        .iter()
        .map(|(f, section)| {
            let finding = &report.findings[*f];
            Row {
                finding,
                section: *section,
                current: definitions::current(finding, lang),
                place: input_place(finding).and_then(place_text),
                basis: basis_text(finding, lang),
                status: status(&finding.status, lang),
                causes: finding.causes.iter().filter_map(|c| at.get(c.as_str()).copied()).collect(),
                bpr: answered.get(finding.fingerprint.as_str()).cloned().unwrap_or_default(),
            }
        })
        .collect();
    Rows { sections: order.sections, rows }
}

fn answered(report: &Report) -> HashMap<&str, Vec<usize>> {
    let mut by_finding: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, item) in report.bpr.iter().enumerate() {
        for fingerprint in &item.findings {
            by_finding.entry(fingerprint).or_default().push(at);
        }
    }
    by_finding
}

/// Against the baseline; what is new in the first place is not said.
fn status(status: &str, lang: Lang) -> Option<&'static str> {
    match status {
        "changed" => Some(lang.pick("要再確認", "changed")),
        "accepted" => Some(lang.pick("受容済", "accepted")),
        _ => None,
    }
}

/// Findings with the index of their section.
struct Order {
    sections: Vec<Section>,
    placed: Vec<(usize, usize)>,
}

impl Order {
    fn of(report: &Report, lang: Lang) -> Order {
        let roots = roots(report);
        let follows = follows(report);
        let mut order = Order { sections: Vec::new(), placed: Vec::with_capacity(report.findings.len()) };
        let mut seen = HashSet::new();
        for (label, findings) in headings(report, &roots, lang) {
            order.sections.push(Section { label, findings: 0 });
            findings.into_iter().for_each(|f| order.place(f, report, &follows, &mut seen));
        }
        order.rest(report, &follows, &mut seen, lang);
        order
    }

    /// A finding, then what follows from it.
    fn place(&mut self, root: usize, report: &Report, follows: &HashMap<&str, Vec<usize>>, seen: &mut HashSet<usize>) {
        let section = self.sections.len() - 1;
        let mut waiting = vec![root];
        while let Some(f) = waiting.pop() {
            if !seen.insert(f) {
                continue;
            }
            self.placed.push((f, section));
            self.sections[section].findings += 1;
            let next = follows.get(report.findings[f].fingerprint.as_str());
            waiting.extend(next.into_iter().flatten().rev());
        }
    }

    /// What only follows from itself; no rule writes such a thing, but a file may hold it.
    fn rest(&mut self, report: &Report, follows: &HashMap<&str, Vec<usize>>, seen: &mut HashSet<usize>, lang: Lang) {
        if seen.len() == report.findings.len() {
            return;
        }
        self.sections.push(Section { label: lang.pick("その他", "other").into(), findings: 0 });
        (0..report.findings.len()).for_each(|f| self.place(f, report, follows, seen));
    }
}

/// Findings that follow from nothing in this report.
fn roots(report: &Report) -> Vec<usize> {
    let known: HashSet<&str> = report.findings.iter().map(|f| f.fingerprint.as_str()).collect();
    let is_root = |f: &ReportedFinding| !f.causes.iter().any(|c| known.contains(c.as_str()));
    (0..report.findings.len()).filter(|i| is_root(&report.findings[*i])).collect()
}

fn follows(report: &Report) -> HashMap<&str, Vec<usize>> {
    let mut by_cause: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, finding) in report.findings.iter().enumerate() {
        for cause in &finding.causes {
            by_cause.entry(cause).or_default().push(i);
        }
    }
    by_cause
}

/// Sections with their findings: those with errors first, then by system, then as they came.
fn headings(report: &Report, roots: &[usize], lang: Lang) -> Vec<(String, Vec<usize>)> {
    let city = report.systems.len() > 1;
    let systems: HashMap<&str, usize> = report.systems.iter().enumerate().map(|(i, s)| (s.slug.as_str(), i)).collect();
    let mut index: HashMap<(usize, String), usize> = HashMap::new();
    let mut found: Vec<((Severity, usize, usize), String, Vec<usize>)> = Vec::new();
    for f in roots {
        let finding = &report.findings[*f];
        let system = systems.get(finding.system.as_str()).copied().unwrap_or(usize::MAX);
        let label = section(finding, lang);
        let at = *index.entry((system, label.clone())).or_insert_with(|| {
            let name = report.systems.get(system).map(|s| lang.pick(&s.name, &s.slug));
            let title = name.filter(|_| city).map_or_else(|| label.clone(), |n| format!("{n} › {label}"));
            found.push(((finding.severity, system, found.len()), title, Vec::new()));
            found.len() - 1
        });
        found[at].0.0 = found[at].0.0.min(finding.severity);
        found[at].2.push(*f);
    }
    found.sort_by_key(|a| a.0);
    for (_, _, findings) in &mut found {
        findings.sort_by_key(|f| report.findings[*f].severity);
    }
    found.into_iter().map(|(_, label, findings)| (label, findings)).collect()
}

/// How many findings of each rule, by severity.
pub fn by_rule(report: &Report) -> BTreeMap<(&str, &str), [usize; 3]> {
    let mut counts: BTreeMap<(&str, &str), [usize; 3]> = BTreeMap::new();
    for f in &report.findings {
        counts.entry((&f.rule, &f.title)).or_default()[level_index(f.severity)] += 1;
    }
    counts
}

pub fn level_index(severity: Severity) -> usize {
    match severity {
        Severity::Error => 0,
        Severity::Warning => 1,
        Severity::Info => 2,
    }
}
