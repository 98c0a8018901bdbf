//! Whether something that a report does not find is solved, or only was not looked at. An unsolved gap never vanishes.

use std::collections::HashMap;

use super::model::{Outcome, Report, SystemReport};
use crate::finding::{Subject, SubjectKind};
use crate::text::lang::Lang;

/// Why nothing can be said about a gap that is no longer found (引継ぎ要確認).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// The system is not in the report, or nothing was submitted of it.
    NotSubmitted,
    /// The run was interrupted, or parts of an input could not be read.
    NotRead,
    /// The rule is off, does not apply or failed.
    NotLooked,
    /// The thing itself, or the section it is in, was not judged.
    NotJudged,
    /// Fewer businesses were submitted, or another edition was used.
    OtherQuestion,
}

impl Doubt {
    pub fn reason(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Doubt::NotSubmitted => ("この業務の資料が提出されていません", "nothing of this system was submitted"),
            Doubt::NotRead => ("読めなかった箇所があります", "a part of the input could not be read"),
            Doubt::NotLooked => ("規則が調べていません", "the rule did not look"),
            Doubt::NotJudged => ("未判定です", "it was not judged"),
            Doubt::OtherQuestion => ("版または提出範囲が違います", "another edition or fewer businesses"),
        };
        lang.pick(ja, en)
    }
}

/// What a report says about things that it does not find.
#[derive(Debug)]
pub struct Judged<'r> {
    partial: bool,
    systems: HashMap<&'r str, &'r SystemReport>,
}

impl<'r> Judged<'r> {
    pub fn by(report: &'r Report) -> Self {
        let systems = report.systems.iter().map(|s| (s.slug.as_str(), s)).collect();
        Judged { partial: report.partial, systems }
    }

    /// Why a gap about `subject` in `system` cannot be called solved; `None`: it can. `rule`: the one that found it.
    pub fn doubt(&self, system: &str, rule: Option<&str>, subject: &Subject) -> Option<Doubt> {
        let Some(system) = self.systems.get(system).filter(|s| !s.inputs.is_empty()) else {
            return Some(Doubt::NotSubmitted);
        };
        if self.partial || system.inputs.iter().any(|i| !i.skipped.is_empty()) {
            return Some(Doubt::NotRead);
        }
        if rule.is_some_and(|id| !looked(system, id)) {
            return Some(Doubt::NotLooked);
        }
        not_judged(system, subject).then_some(Doubt::NotJudged)
    }

    /// As [`Judged::doubt`], between two reports.
    pub fn doubt_since(&self, old: &SystemReport, rule: &str, subject: &Subject) -> Option<Doubt> {
        let doubt = self.doubt(&old.slug, Some(rule), subject);
        let changed = |new: &&&SystemReport| {
            let edition =
                |s: &SystemReport| s.editions.iter().find(|e| e.slug == subject.system).map(|e| e.sha256.clone());
            edition(old) != edition(new) || old.codes.iter().any(|code| !new.codes.contains(code))
        };
        let other = self.systems.get(old.slug.as_str()).filter(changed);
        doubt.or(other.map(|_| Doubt::OtherQuestion))
    }
}

fn looked(system: &SystemReport, rule: &str) -> bool {
    let status = system.rules.iter().find(|r| r.id == rule);
    status.is_some_and(|s| matches!(s.outcome, Outcome::Clean | Outcome::Found))
}

fn not_judged(system: &SystemReport, subject: &Subject) -> bool {
    let key = subject.key();
    system.unjudged.iter().any(|u| match u.what.as_str() {
        "section" => section(subject.kind) == u.name,
        "group" => u.subject == key || (subject.kind == SubjectKind::Item && u.name == subject.within),
        "item" | "function" | "current-facet" | "code-label" => u.subject == key,
        _ => false,
    })
}

/// The section of the input that tells about a kind of thing.
fn section(kind: SubjectKind) -> &'static str {
    use SubjectKind as K;
    match kind {
        K::Form | K::PrintedItem | K::CurrentForm | K::CurrentField => "forms",
        K::Function | K::CurrentFunction => "functions",
        K::MappingLine => "",
        _ => "layout",
    }
}
