//! What there is to decide about today, and whether what is not found is solved.

use std::collections::{BTreeMap, BTreeSet};

use super::kinds::{slug, subject, system_name};
use crate::config::Config;
use crate::finding::{PlaceRole, Subject};
use crate::ledger::decisions::{Absent, Decision, Seen, State};
use crate::ledger::kinds;
use crate::report::judged::{Doubt, Judged};
use crate::report::model::{Report, ReportedFinding};
use crate::report::rows::state;
use crate::spec::catalog::Catalog;

/// Every BPR item and every subject of the report: systems in its order, reforms before single things.
pub fn seen(report: &Report) -> Vec<Seen> {
    let by_fingerprint: BTreeMap<&str, &ReportedFinding> =
        report.findings.iter().map(|f| (f.fingerprint.as_str(), f)).collect();
    let mut all = Vec::new();
    for item in &report.bpr {
        let findings: Vec<&ReportedFinding> =
            item.findings.iter().filter_map(|f| by_fingerprint.get(f.as_str()).copied()).collect();
        if let Some(subject) = &item.subject_parts {
            let kind = kinds::bpr_word(&item.rule);
            all.push((0, subject.clone(), row(&item.id, kind, subject, &findings)));
        }
    }
    let mut by_subject: BTreeMap<&str, Vec<&ReportedFinding>> = BTreeMap::new();
    report.findings.iter().for_each(|f| by_subject.entry(&f.subject).or_default().push(f));
    for (key, findings) in by_subject {
        let subject = &findings[0].subject_parts;
        all.push((1, subject.clone(), row(key, kinds::word(subject.kind).into(), subject, &findings)));
    }
    let position = |slug: &str| report.systems.iter().position(|s| s.slug == slug).unwrap_or(usize::MAX);
    all.sort_by_cached_key(|(rank, s, seen)| {
        (position(&s.system), s.system.clone(), *rank, s.within.clone(), s.name.clone(), seen.key.clone())
    });
    let mut keys = BTreeSet::new();
    all.into_iter().map(|(.., seen)| seen).filter(|seen| keys.insert(seen.key.clone())).collect()
}

/// Reforms of before that a reform of today took in: rows about them are still about something.
pub fn earlier(report: &Report) -> Vec<Seen> {
    let by_fingerprint: BTreeMap<&str, &ReportedFinding> =
        report.findings.iter().map(|f| (f.fingerprint.as_str(), f)).collect();
    let mut by_id: BTreeMap<&str, (String, &Subject, Vec<&ReportedFinding>)> = BTreeMap::new();
    for item in &report.bpr {
        for part in &item.earlier {
            let found = part.findings.iter().filter_map(|at| by_fingerprint.get(item.findings.get(*at)?.as_str()));
            let kind = kinds::bpr_word(&part.rule);
            by_id.entry(&part.id).or_insert((kind, &part.about, Vec::new())).2.extend(found.copied());
        }
    }
    by_id.into_iter().map(|(id, (kind, subject, found))| row(id, kind, subject, &found)).collect()
}

fn row(key: &str, kind: String, subject: &Subject, findings: &[&ReportedFinding]) -> Seen {
    Seen {
        key: key.into(),
        kind,
        system: system_name(&subject.system),
        group: subject.within.clone(),
        item: subject.name.clone(),
        current: current(findings),
        state: state(findings),
    }
}

/// Names of today's side, at most five.
fn current(findings: &[&ReportedFinding]) -> String {
    let places = findings.iter().flat_map(|f| &f.places).filter(|p| p.role == PlaceRole::Current);
    let names: BTreeSet<String> = places
        .filter_map(|p| match (&p.table, &p.name) {
            (Some(table), Some(column)) => Some(format!("{table}.{column}")),
            (Some(one), None) | (None, Some(one)) => Some(one.clone()),
            (None, None) => None,
        })
        .collect();
    let shown: Vec<&str> = names.iter().take(5).map(String::as_str).collect();
    let mut text = shown.join("、");
    if names.len() > 5 {
        text.push_str(&format!(" ほか{}", names.len() - 5));
    }
    text
}

/// What became of rows whose gap the report does not find.
#[derive(Debug)]
pub struct Absence<'r> {
    report: &'r Report,
    judged: Judged<'r>,
    config: &'r Config,
}

impl<'r> Absence<'r> {
    pub fn of(report: &'r Report, config: &'r Config) -> Self {
        Absence { report, judged: Judged::by(report), config }
    }

    pub fn of_row(&self, row: &Decision) -> Absent {
        let Some(systems) = self.systems(slug(row)) else { return Absent::Elsewhere };
        let Some(about) = subject(row) else { return Absent::Unclear };
        let state = State::read(&row.state);
        let rules = state.seen().and_then(|s| s.split_once(':')).map(|(rules, _)| rules).unwrap_or_default();
        let rules: Vec<Option<&str>> = match rules.is_empty() {
            true => vec![None],
            false => rules.split('+').map(Some).collect(),
        };
        let mut doubts = systems.iter().flat_map(|s| rules.iter().map(|rule| self.judged.doubt(s, *rule, &about)));
        match doubts.clone().all(|d| d == Some(Doubt::NotSubmitted)) {
            true => Absent::Elsewhere,
            false if doubts.any(|d| d.is_some()) => Absent::Unclear,
            false => Absent::Solved,
        }
    }

    /// The systems of the report that decide about a slug. A shared edition is decided about only where every configured
    /// system that includes it was checked. `None`: this report says nothing about it.
    fn systems(&self, slug: &str) -> Option<Vec<&'r str>> {
        let includes =
            |system: &str| Catalog::get().by_slug(system).is_some_and(|s| s.includes.iter().any(|i| i == slug));
        let checked: Vec<&str> = self.report.systems.iter().map(|s| s.slug.as_str()).collect();
        if checked.contains(&slug) {
            return Some(checked.into_iter().filter(|s| *s == slug).collect());
        }
        let all = self.config.systems.keys().filter(|s| includes(s)).all(|s| checked.contains(&s.as_str()));
        let sharing: Vec<&str> = checked.into_iter().filter(|s| includes(s)).collect();
        (all && !sharing.is_empty()).then_some(sharing)
    }
}
