//! Running the rules: each by itself, so that one that fails does not take the others with it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::stop;
use crate::compare::Comparison;
use crate::finding::{Finding, RuleOutcome, Sink};
use crate::rules::{Phase, Registered, all};
use crate::spec::standard::{FormId, GroupId, ItemId};
use crate::text::lang::Bilingual;

/// What the rules found, and what became of each.
#[derive(Debug)]
pub struct Looked {
    pub findings: Vec<Finding>,
    pub rules: Vec<(&'static str, Status)>,
}

/// What became of a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    Looked(RuleOutcome),
    NotApplicable(Bilingual),
    Failed(String),
    /// Switched off in the configuration, with its reason.
    Off(String),
}

impl Looked {
    /// Rules that failed inside.
    pub fn failures(&self) -> Vec<String> {
        let failed = self.rules.iter().filter_map(|(id, status)| match status {
            Status::Failed(reason) => Some(format!("{id}: {reason}")),
            _ => None,
        });
        failed.collect()
    }
}

/// Lets every layout rule look: the primary ones first, then those about what follows.
pub fn look(c: &Comparison<'_>) -> Looked {
    let rules = || all().iter().filter(|r| !r.meta.is_data_rule());
    let mut statuses = Vec::new();
    let mut findings = Vec::new();
    stop::begin();
    for phase in [Phase::Primary, Phase::Consequence] {
        let mut sink = Sink::default();
        for rule in rules().filter(|r| r.phase == phase) {
            if stop::skip() {
                statuses.push((rule.meta.id, Status::NotApplicable(interrupted())));
            } else if let Some(status) = look_with(rule, c, &mut sink, &findings) {
                statuses.push((rule.meta.id, status));
            }
        }
        let found: Vec<Finding> = sink.findings().into_iter().filter(|f| !is_past_or_future(c, f)).collect();
        for collision in sink.collisions {
            statuses.push(("GAP----", Status::Failed(format!("two facts share an identity: {collision}"))));
        }
        findings.extend(found);
    }
    for rule in rules() {
        if !statuses.iter().any(|(id, _)| *id == rule.meta.id) {
            statuses.push((rule.meta.id, Status::Looked(crate::finding::sink::outcomes(&findings, rule.meta))));
        }
    }
    statuses.sort_by_key(|(id, _)| *id);
    Looked { findings, rules: statuses }
}

/// Whether a finding is only about what is no law on the day of the check.
fn is_past_or_future(c: &Comparison<'_>, finding: &Finding) -> bool {
    let stands = |a: &crate::finding::About| {
        let item = a.item.map(|i| c.standard.item_force(ItemId(i)));
        let group = a.group.filter(|_| a.item.is_none()).map(|g| c.standard.group_force(GroupId(g)));
        let form = a.form.map(|f| c.standard.form_force(FormId(f)));
        [item, group, form].into_iter().flatten().all(|force| force.is_in_force())
    };
    !finding.about.is_empty() && !finding.about.iter().any(stands)
}

fn interrupted() -> Bilingual {
    Bilingual::new("中断されたため調べていません", "not looked at: interrupted")
}

/// The status, when the rule did not look or failed.
fn look_with(rule: &Registered, c: &Comparison<'_>, sink: &mut Sink, earlier: &[Finding]) -> Option<Status> {
    let levels = match c.role() {
        crate::current::model::Role::Present => rule.meta.present,
        crate::current::model::Role::Package => rule.meta.package,
    };
    if levels.is_empty() {
        return Some(Status::NotApplicable(Bilingual::new(
            "この role には関係しません",
            "does not apply to this role",
        )));
    }
    if let Some(reason) = (rule.not_applicable)(c) {
        return Some(Status::NotApplicable(reason));
    }
    let before = sink.len();
    let result = catch_unwind(AssertUnwindSafe(|| (rule.check)(c, sink, earlier)));
    let reason = result.err()?;
    sink.truncate(before);
    Some(Status::Failed(panic_text(reason.as_ref())))
}

fn panic_text(reason: &(dyn std::any::Any + Send)) -> String {
    let text =
        reason.downcast_ref::<&str>().map(|s| s.to_string()).or_else(|| reason.downcast_ref::<String>().cloned());
    text.unwrap_or_else(|| "unknown".into())
}
