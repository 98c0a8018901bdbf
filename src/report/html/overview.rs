//! The first page: what was checked against what, counts, what must be decided, what others have to answer.

use std::collections::BTreeMap;

use super::{chart, kinds, rows};
use crate::report::matched::{opens_with_matching, state};
use crate::report::model::{ClassTally, Kind, Report, SystemReport, Tally};
use crate::report::words::{class_word, first_steps, reference_notice};
use crate::text::lang::Lang;

/// What the first page shows.
#[derive(Debug)]
pub struct Overview<'a> {
    pub reference: Option<String>,
    /// The state of matching, where the report has to open with it: the heading, then lines.
    pub matching: Vec<String>,
    /// Parts of the inputs that could not be read.
    pub skipped: usize,
    pub systems: Vec<SystemSummary<'a>>,
    pub steps: Vec<String>,
    pub rules: Vec<RuleCount<'a>>,
    pub decide: Vec<Decide<'a>>,
    pub vendor: usize,
    pub vendor_findings: usize,
    pub state: usize,
    pub consequences: usize,
}

impl Overview<'_> {
    pub fn submitted(&self) -> usize {
        self.systems.iter().filter(|s| s.submitted()).count()
    }
}

/// One system with its counts.
#[derive(Debug)]
pub struct SystemSummary<'a> {
    pub system: &'a SystemReport,
    pub name: &'a str,
    pub notice: bool,
    pub kinds: Vec<KindSummary>,
    /// 項目, 帳票 or 機能, with the class and its counts.
    pub classes: Vec<(&'static str, KindSummary)>,
}

impl SystemSummary<'_> {
    pub fn submitted(&self) -> bool {
        !self.system.inputs.is_empty()
    }
}

/// 項目, 帳票 or 機能.
#[derive(Debug)]
pub struct KindSummary {
    pub name: &'static str,
    pub judged: usize,
    pub in_question: usize,
    /// Against an official edition only: conform of all in question.
    pub fit: Option<String>,
    pub counts: [usize; 7],
    pub bar: Vec<chart::Piece>,
}

#[derive(Debug)]
pub struct RuleCount<'a> {
    pub rule: &'a str,
    pub title: &'a str,
    /// Errors, warnings, informations.
    pub counts: [usize; 3],
}

impl RuleCount<'_> {
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}

/// A kind of reform to decide.
#[derive(Debug)]
pub struct Decide<'a> {
    pub rule: &'a str,
    pub title: &'a str,
    pub items: usize,
    pub remedies: Vec<&'a str>,
}

pub fn overview(report: &Report, lang: Lang) -> Overview<'_> {
    let waits = |remedy: &str| report.bpr.iter().filter(|b| b.remedies.iter().any(|r| r == remedy)).count();
    let of = |rules: &[&str]| report.findings.iter().filter(|f| rules.contains(&f.rule.as_str())).count();
    Overview {
        reference: report.systems.iter().find_map(|s| reference_notice(s, lang)),
        matching: matching(report, lang),
        skipped: report.systems.iter().flat_map(|s| &s.inputs).map(|i| i.skipped.len()).sum(),
        systems: report.systems.iter().map(|s| system(s, lang)).collect(),
        steps: first_steps(report, lang),
        rules: rows::by_rule(report)
            .into_iter()
            .map(|((rule, title), counts)| RuleCount { rule, title, counts })
            .collect(),
        decide: decide(report),
        vendor: waits("ベンダ確認"),
        vendor_findings: of(kinds::VENDOR),
        state: waits("国への意見"),
        consequences: report.findings.iter().filter(|f| !f.causes.is_empty()).count(),
    }
}

fn matching(report: &Report, lang: Lang) -> Vec<String> {
    match opens_with_matching(report) {
        true => report.systems.iter().flat_map(|s| state(report, s, lang)).collect(),
        false => Vec::new(),
    }
}

fn system(system: &SystemReport, lang: Lang) -> SystemSummary<'_> {
    let reference = system.editions.iter().any(|e| e.basis == "reference");
    let kinds = [
        (lang.pick("項目", "items"), &system.summary.items),
        (lang.pick("帳票", "forms"), &system.summary.forms),
        (lang.pick("機能", "functions"), &system.summary.functions),
    ];
    SystemSummary {
        system,
        name: lang.pick(&system.name, &system.slug),
        notice: reference,
        kinds: kinds.iter().map(|(name, tally)| kind(name, tally, reference)).collect(),
        classes: classes(system, kinds.map(|(name, _)| name), reference, lang),
    }
}

fn classes(
    system: &SystemReport,
    [items, forms, functions]: [&'static str; 3],
    reference: bool,
    lang: Lang,
) -> Vec<(&'static str, KindSummary)> {
    let named = |c: &ClassTally| {
        let name = match c.kind {
            Kind::Items => items,
            Kind::Forms => forms,
            Kind::Functions => functions,
        };
        (name, kind(class_word(c.kind, c.class, lang), &c.tally, reference))
    };
    system.summary.classes.iter().filter(|c| c.tally.in_question() > 0).map(named).collect()
}

fn kind(name: &'static str, tally: &Tally, reference: bool) -> KindSummary {
    let all = tally.in_question();
    let fit = (!reference && all > 0).then(|| format!("{:.1}%", tally.conform as f64 * 100.0 / all as f64));
    KindSummary {
        name,
        judged: tally.judged(),
        in_question: all,
        fit,
        counts: [
            tally.conform,
            tally.partial,
            tally.nonconform,
            tally.missing,
            tally.unjudged,
            tally.not_applicable,
            tally.out_of_scope,
        ],
        bar: chart::pieces(tally),
    }
}

/// BPR items by their rule.
fn decide(report: &Report) -> Vec<Decide<'_>> {
    let mut by_rule: BTreeMap<&str, Decide<'_>> = BTreeMap::new();
    for item in &report.bpr {
        let entry = by_rule.entry(&item.rule).or_insert_with(|| Decide {
            rule: &item.rule,
            title: &item.title,
            items: 0,
            remedies: Vec::new(),
        });
        entry.items += 1;
        for remedy in item.remedies.iter().map(String::as_str) {
            if !entry.remedies.contains(&remedy) {
                entry.remedies.push(remedy);
            }
        }
    }
    by_rule.into_values().collect()
}
