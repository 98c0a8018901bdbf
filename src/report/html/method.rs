//! How it was judged: editions, inputs, rules, and what a source of each kind may support.

use std::collections::{BTreeMap, BTreeSet};

use crate::basis::SourceKind;
use crate::finding::cap::cap_of;
use crate::report::model::{EditionUsed, Input, Outcome, Report};
use crate::text::lang::Lang;

#[derive(Debug)]
pub struct Method<'a> {
    pub editions: Vec<&'a EditionUsed>,
    pub inputs: Vec<&'a Input>,
    pub kinds: Vec<SourceUse>,
    pub rules: Vec<RuleUse<'a>>,
    pub sources: Vec<&'a str>,
}

impl Method<'_> {
    pub fn official(&self) -> usize {
        self.editions.iter().filter(|e| e.basis == "official").count()
    }
}

/// A kind of source with its cap.
#[derive(Debug)]
pub struct SourceUse {
    pub label: &'static str,
    pub cap: &'static str,
    pub reference: bool,
    pub findings: usize,
}

/// What became of a rule over all systems.
#[derive(Debug)]
pub struct RuleUse<'a> {
    pub id: &'a str,
    pub outcome: &'static str,
    pub count: usize,
    pub reasons: String,
}

pub fn method(report: &Report, lang: Lang) -> Method<'_> {
    let mut seen = BTreeSet::new();
    let editions = report.systems.iter().flat_map(|s| &s.editions).filter(|e| seen.insert(&e.sha256)).collect();
    let documents: BTreeSet<&str> =
        report.findings.iter().flat_map(|f| &f.places).filter_map(|p| p.source.as_deref()).collect();
    Method {
        editions,
        inputs: report.systems.iter().flat_map(|s| &s.inputs).collect(),
        kinds: SourceKind::ALL.into_iter().map(|kind| source_use(report, kind, lang)).collect(),
        rules: rules(report, lang),
        sources: documents.into_iter().collect(),
    }
}

fn source_use(report: &Report, kind: SourceKind, lang: Lang) -> SourceUse {
    SourceUse {
        label: kind.label(lang),
        cap: cap_of(kind).label(lang),
        reference: kind.for_reference_only(),
        findings: report.findings.iter().filter(|f| f.basis == Some(kind)).count(),
    }
}

fn rules(report: &Report, lang: Lang) -> Vec<RuleUse<'_>> {
    let mut by_id: BTreeMap<&str, (Outcome, usize, BTreeSet<&str>)> = BTreeMap::new();
    for status in report.systems.iter().flat_map(|s| &s.rules) {
        let entry = by_id.entry(&status.id).or_insert((status.outcome, 0, BTreeSet::new()));
        if weight(status.outcome) > weight(entry.0) {
            entry.0 = status.outcome;
        }
        entry.1 += status.count.unwrap_or_default();
        entry.2.extend(status.reason.as_deref());
    }
    by_id
        .into_iter()
        .map(|(id, (outcome, count, reasons))| RuleUse {
            id,
            outcome: word(outcome, lang),
            count,
            reasons: reasons.into_iter().collect::<Vec<_>>().join(lang.pick("。", "; ")),
        })
        .collect()
}

/// Of several systems, the outcome that says most.
fn weight(outcome: Outcome) -> u8 {
    match outcome {
        Outcome::NotApplicable => 0,
        Outcome::Off => 1,
        Outcome::Clean => 2,
        Outcome::Found => 3,
        Outcome::Failed => 4,
    }
}

fn word(outcome: Outcome, lang: Lang) -> &'static str {
    let (ja, en) = match outcome {
        Outcome::Clean => ("指摘なし", "clean"),
        Outcome::Found => ("指摘あり", "found"),
        Outcome::NotApplicable => ("対象なし", "not applicable"),
        Outcome::Off => ("無効", "off"),
        Outcome::Failed => ("失敗", "failed"),
    };
    lang.pick(ja, en)
}
