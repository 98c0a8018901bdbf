//! The findings in the order they are read: by table or section, the gravest first, consequences under their cause.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{definitions, owners};
use crate::finding::Severity;
use crate::report::decided::{acceptance_text, decision_text, status_word};
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
    pub status: Option<&'a str>,
    /// What people decided, and why it was accepted.
    pub decided: Option<String>,
    /// 担当課; empty: nobody yet.
    pub owner: &'a str,
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
                status: Some(status_word(&finding.status, lang)).filter(|s| !s.is_empty()),
                decided: decided(finding, lang),
                owner: owners::name(finding.decision.as_ref()),
                causes: finding.causes.iter().filter_map(|c| at.get(c.as_str()).copied()).collect(),
                bpr: answered.get(finding.fingerprint.as_str()).cloned().unwrap_or_default(),
            }
        })
        .collect();
    Rows { sections: order.sections, rows }
}

fn decided(finding: &ReportedFinding, lang: Lang) -> Option<String> {
    let decision = finding.decision.as_ref().and_then(|d| decision_text(d, lang));
    let texts: Vec<String> = acceptance_text(finding, lang).into_iter().chain(decision).collect();
    (!texts.is_empty()).then(|| texts.join(lang.pick("。", "; ")))
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

/// Findings with the index of their section.
struct Order<'a> {
    report: &'a Report,
    /// What follows from a finding.
    follows: HashMap<&'a str, Vec<usize>>,
    /// For each finding, how many of its causes are not placed yet.
    missing: Vec<usize>,
    seen: HashSet<usize>,
    sections: Vec<Section>,
    placed: Vec<(usize, usize)>,
}

impl<'a> Order<'a> {
    fn of(report: &'a Report, lang: Lang) -> Self {
        let causes = causes(report);
        let mut order = Order {
            report,
            follows: follows(&causes, report),
            missing: causes.iter().map(HashSet::len).collect(),
            seen: HashSet::new(),
            sections: Vec::new(),
            placed: Vec::with_capacity(report.findings.len()),
        };
        let roots: Vec<usize> = (0..report.findings.len()).filter(|f| causes[*f].is_empty()).collect();
        for (label, findings) in headings(report, &roots, lang) {
            order.sections.push(Section { label, findings: 0 });
            findings.into_iter().for_each(|f| order.place(f));
        }
        order.rest(lang);
        order
    }

    /// A finding, then what follows from it and from nothing that is still to come: what has several causes stands under
    /// the last of them.
    fn place(&mut self, root: usize) {
        let section = self.sections.len() - 1;
        let mut waiting = vec![root];
        while let Some(f) = waiting.pop() {
            if !self.seen.insert(f) {
                continue;
            }
            self.placed.push((f, section));
            self.sections[section].findings += 1;
            let next = self.follows.get(self.report.findings[f].fingerprint.as_str());
            for follower in next.into_iter().flatten().rev() {
                self.missing[*follower] = self.missing[*follower].saturating_sub(1);
                if self.missing[*follower] == 0 {
                    waiting.push(*follower);
                }
            }
        }
    }

    /// What only follows from itself; no rule writes such a thing, but a file may hold it.
    fn rest(&mut self, lang: Lang) {
        if self.seen.len() == self.report.findings.len() {
            return;
        }
        self.sections.push(Section { label: lang.pick("その他", "other").into(), findings: 0 });
        (0..self.report.findings.len()).for_each(|f| self.place(f));
    }
}

/// The causes of each finding that are in this report.
fn causes(report: &Report) -> Vec<HashSet<&str>> {
    let known: HashSet<&str> = report.findings.iter().map(|f| f.fingerprint.as_str()).collect();
    let of = |f: &'_ ReportedFinding| f.causes.iter().filter_map(|c| known.get(c.as_str()).copied()).collect();
    report.findings.iter().map(of).collect()
}

fn follows<'a>(causes: &[HashSet<&'a str>], report: &'a Report) -> HashMap<&'a str, Vec<usize>> {
    let mut by_cause: HashMap<&str, Vec<usize>> = HashMap::new();
    for (i, finding) in report.findings.iter().enumerate() {
        // in the order in which the causes are named, each once
        let mut left = causes[i].clone();
        for cause in finding.causes.iter().filter(|c| left.remove(c.as_str())) {
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
