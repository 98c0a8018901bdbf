//! What became of every item, form and function of the standard: what is counted, and what the workbook lists.

use std::collections::{HashMap, HashSet};

use crate::compare::{Comparison, FormState, FunctionState, GroupState, ItemState, UnjudgedWhat};
use crate::current::model::Reply;
use crate::finding::{About, Finding, Severity};
use crate::matching::Shape;
use crate::report::rows::Verdict;
use crate::spec::edition::{Class, ClassFor};
use crate::spec::standard::{FormId, FunctionId, ItemId};

/// The verdict on one thing, and whether it was paired without a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Judged {
    pub verdict: Verdict,
    pub auto: bool,
}

impl From<Verdict> for Judged {
    fn from(verdict: Verdict) -> Self {
        Judged { verdict, auto: false }
    }
}

/// In the standard's order.
#[derive(Debug)]
pub struct Verdicts {
    pub items: Vec<Judged>,
    pub forms: Vec<Judged>,
    pub functions: Vec<Judged>,
}

impl Verdicts {
    pub fn of(c: &Comparison<'_>, findings: &[Finding]) -> Verdicts {
        Verdicts { items: items(c, findings), forms: forms(c, findings), functions: functions(c) }
    }
}

/// The gravest finding about a thing, and whether a stronger source would make one graver.
#[derive(Clone, Copy, Default)]
struct Worst {
    severity: Option<Severity>,
    capped: bool,
}

impl Worst {
    fn with(self, finding: &Finding) -> Self {
        let severity = self.severity.map_or(finding.severity, |s| s.min(finding.severity));
        Worst { severity: Some(severity), capped: self.capped || finding.capped }
    }

    /// `known`: everything about the thing could be compared.
    fn verdict(self, known: bool) -> Verdict {
        match self.severity {
            Some(Severity::Error) => Verdict::Nonconform,
            Some(Severity::Warning) => Verdict::Partial,
            // a finding that only its source keeps low is no conformity
            _ if self.capped || !known => Verdict::Unjudged,
            _ => Verdict::Conform,
        }
    }
}

fn worst_by(findings: &[Finding], key: impl Fn(&About) -> Option<usize>) -> HashMap<usize, Worst> {
    let mut worst: HashMap<usize, Worst> = HashMap::new();
    for finding in findings.iter().filter(|f| f.causes.is_empty()) {
        for thing in finding.about.iter().filter_map(&key) {
            let entry = worst.entry(thing).or_default();
            *entry = entry.with(finding);
        }
    }
    worst
}

fn items(c: &Comparison<'_>, findings: &[Finding]) -> Vec<Judged> {
    let worst = worst_by(findings, |about| about.item);
    let unknown: HashSet<String> = c
        .unjudged
        .iter()
        .filter(|u| !matches!(u.what, UnjudgedWhat::Function | UnjudgedWhat::Section | UnjudgedWhat::Group))
        .map(|u| u.subject.key())
        .collect();
    let judged = |item: ItemId| {
        let group_missing = c.groups[c.standard.group_of(item).0] == GroupState::Missing;
        match c.items[item.0] {
            ItemState::OutOfScope => Verdict::OutOfScope.into(),
            ItemState::Ignored | ItemState::Generated | ItemState::NotInForce => Verdict::NotApplicable.into(),
            ItemState::Missing => Verdict::Missing.into(),
            _ if group_missing => Verdict::Missing.into(),
            ItemState::Candidate | ItemState::Unknown => Verdict::Unjudged.into(),
            ItemState::Paired => paired(c, item, worst.get(&item.0).copied().unwrap_or_default(), &unknown),
        }
    };
    c.standard.items().map(judged).collect()
}

fn paired(c: &Comparison<'_>, item: ItemId, worst: Worst, unknown: &HashSet<String>) -> Judged {
    let auto = c.matching.links_of_item(item).any(|l| l.origin.is_auto());
    // splits, merges, pieces and pivots are not held against type, length and codes
    let compared = c.matching.links_of_item(item).all(|l| l.shape == Shape::Pair);
    let known = compared && !unknown.contains(&c.item_subject(item).key());
    Judged { verdict: worst.verdict(known), auto }
}

fn forms(c: &Comparison<'_>, findings: &[Finding]) -> Vec<Judged> {
    let worst = worst_by(findings, |about| about.form);
    let unknown: HashSet<String> = c.unjudged.iter().map(|u| u.subject.key()).collect();
    let fields: Fields = c.matching.fields.iter().map(|((current, _), standard, _)| (*current, *standard)).collect();
    let judged = |form: FormId| match c.forms[form.0] {
        FormState::OutOfScope => Verdict::OutOfScope.into(),
        FormState::Ignored | FormState::HandedIn | FormState::NotInForce => Verdict::NotApplicable.into(),
        FormState::Missing => Verdict::Missing.into(),
        FormState::Candidate | FormState::Unknown => Verdict::Unjudged.into(),
        FormState::Matched => {
            let today = c.matching.forms.iter().find(|(_, f, _)| *f == form);
            let worst = worst.get(&form.0).copied().unwrap_or_default();
            let known = !unknown.contains(&c.form_subject(form).key());
            let known = known && today.is_some_and(|(at, ..)| form_known(c, form, *at, &fields));
            Judged { verdict: worst.verdict(known), auto: today.is_some_and(|(.., origin)| origin.is_auto()) }
        }
    };
    c.standard.forms().map(judged).collect()
}

/// Forms of today with the printed items of the standard that they have.
type Fields = HashSet<(usize, (FormId, usize))>;

/// A form conforms only when every printed item has its field and every facet of the paper is known on both sides.
fn form_known(c: &Comparison<'_>, form: FormId, at: usize, fields: &Fields) -> bool {
    let f = c.standard.form(form);
    let printed = (0..f.items.len()).all(|i| fields.contains(&(at, (form, i))));
    printed && f.paper.is_some() && f.orientation.is_some()
}

fn functions(c: &Comparison<'_>) -> Vec<Judged> {
    let verdict = |function: FunctionId| {
        let class = c.standard.function(function).class.of(c.category);
        match (c.functions[function.0], class) {
            (FunctionState::OutOfScope, _) => Verdict::OutOfScope,
            (FunctionState::Ignored | FunctionState::NotInForce, _) => Verdict::NotApplicable,
            (FunctionState::Answered(_, reply), ClassFor::Known(class)) => answered(class, reply),
            (FunctionState::NotUsed, ClassFor::Known(class)) => answered(class, Reply::No),
            _ => Verdict::Unjudged,
        }
    };
    c.standard.functions().map(|f| verdict(f).into()).collect()
}

fn answered(class: Class, reply: Reply) -> Verdict {
    match (class, reply) {
        (Class::Forbidden, Reply::Yes | Reply::Partly) => Verdict::Nonconform,
        (_, Reply::Partly) => Verdict::Partial,
        (Class::Mandatory, Reply::No) => Verdict::Missing,
        _ => Verdict::Conform,
    }
}
