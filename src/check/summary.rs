//! The counts that councils quote, by their one definition.

use std::collections::{HashMap, HashSet};

use crate::compare::{Comparison, FormState, FunctionState, GroupState, ItemState, UnjudgedWhat};
use crate::current::model::Reply;
use crate::finding::{Finding, Severity};
use crate::matching::Shape;
use crate::report::model::{SeverityCounts, Summary, Tally};
use crate::spec::edition::{Class, ClassFor};
use crate::spec::standard::{FormId, FunctionId, ItemId};

/// Counts everything.
pub fn summary(c: &Comparison<'_>, findings: &[Finding]) -> Summary {
    let mut counts = SeverityCounts::default();
    findings.iter().for_each(|f| counts.add(f.severity));
    Summary {
        items: items(c, findings),
        forms: forms(c, findings),
        functions: functions(c, findings),
        findings: counts,
        matching: super::matched::matched(c),
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
}

fn worst_by(findings: &[Finding], key: impl Fn(&crate::finding::About) -> Option<usize>) -> HashMap<usize, Worst> {
    let mut worst: HashMap<usize, Worst> = HashMap::new();
    for finding in findings.iter().filter(|f| f.causes.is_empty()) {
        for thing in finding.about.iter().filter_map(&key) {
            let entry = worst.entry(thing).or_default();
            *entry = entry.with(finding);
        }
    }
    worst
}

fn items(c: &Comparison<'_>, findings: &[Finding]) -> Tally {
    let worst = worst_by(findings, |about| about.item);
    let unknown: HashSet<String> = c
        .unjudged
        .iter()
        .filter(|u| !matches!(u.what, UnjudgedWhat::Function | UnjudgedWhat::Section | UnjudgedWhat::Group))
        .map(|u| u.subject.key())
        .collect();
    let mut tally = Tally::default();
    for item in c.standard.items() {
        tally.standard += 1;
        let group_missing = c.groups[c.standard.group_of(item).0] == GroupState::Missing;
        match c.items[item.0] {
            ItemState::OutOfScope => tally.out_of_scope += 1,
            ItemState::Ignored | ItemState::Generated => tally.not_applicable += 1,
            ItemState::Missing => tally.missing += 1,
            _ if group_missing => tally.missing += 1,
            ItemState::Candidate | ItemState::Unknown => tally.unjudged += 1,
            ItemState::Paired => paired(c, item, worst.get(&item.0).copied().unwrap_or_default(), &unknown, &mut tally),
        }
    }
    tally
}

fn paired(c: &Comparison<'_>, item: ItemId, worst: Worst, unknown: &HashSet<String>, tally: &mut Tally) {
    if c.matching.links_of_item(item).any(|l| l.origin.is_auto()) {
        tally.auto_paired += 1;
    }
    // splits, merges, pieces and pivots are not held against type, length and codes
    let compared = c.matching.links_of_item(item).all(|l| l.shape == Shape::Pair);
    match worst.severity {
        Some(Severity::Error) => tally.nonconform += 1,
        Some(Severity::Warning) => tally.partial += 1,
        // a finding that only its source keeps low is no conformity
        _ if !compared || worst.capped || unknown.contains(&c.item_subject(item).key()) => tally.unjudged += 1,
        _ => tally.conform += 1,
    }
}

fn forms(c: &Comparison<'_>, findings: &[Finding]) -> Tally {
    let worst = worst_by(findings, |about| about.form);
    let mut tally = Tally::default();
    let fields = c.matching.fields.iter().map(|((current, _), standard, _)| (*current, *standard)).collect();
    let unknown: HashSet<String> = c.unjudged.iter().map(|u| u.subject.key()).collect();
    for form in c.standard.forms() {
        tally.standard += 1;
        match c.forms[form.0] {
            FormState::OutOfScope => tally.out_of_scope += 1,
            FormState::Ignored | FormState::HandedIn => tally.not_applicable += 1,
            FormState::Missing => tally.missing += 1,
            FormState::Candidate | FormState::Unknown => tally.unjudged += 1,
            FormState::Matched => {
                let today = c.matching.forms.iter().find(|(_, f, _)| *f == form);
                let worst = worst.get(&form.0).copied().unwrap_or_default();
                if let Some((at, _, origin)) = today {
                    tally.auto_paired += usize::from(origin.is_auto());
                    let unknown = unknown.contains(&c.form_subject(form).key());
                    count_form(c, form, (*at, &fields), worst, unknown, &mut tally);
                }
            }
        }
    }
    tally
}

/// A form conforms only when every printed item has its field and every facet of the paper is known on both sides.
fn count_form(
    c: &Comparison<'_>,
    form: FormId,
    (at, fields): (usize, &HashSet<(usize, (FormId, usize))>),
    worst: Worst,
    unknown: bool,
    tally: &mut Tally,
) {
    let f = c.standard.form(form);
    let printed = (0..f.items.len()).all(|i| fields.contains(&(at, (form, i))));
    let paper_known = f.paper.is_some() && f.orientation.is_some();
    match worst.severity {
        Some(Severity::Error) => tally.nonconform += 1,
        Some(Severity::Warning) => tally.partial += 1,
        _ if worst.capped || unknown || !printed || !paper_known => tally.unjudged += 1,
        _ => tally.conform += 1,
    }
}

fn functions(c: &Comparison<'_>, _findings: &[Finding]) -> Tally {
    let mut tally = Tally::default();
    for function in c.standard.functions() {
        tally.standard += 1;
        let known = matches!(c.standard.function(function).class.of(c.category), ClassFor::Known(_));
        match c.functions[function.0] {
            FunctionState::OutOfScope => tally.out_of_scope += 1,
            FunctionState::Ignored => tally.not_applicable += 1,
            FunctionState::Unanswered => tally.unjudged += 1,
            _ if !known => tally.unjudged += 1,
            FunctionState::Answered(_, Reply::Partly) if !forbidden(c, function) => tally.partial += 1,
            FunctionState::Answered(_, reply) => answered(c, function, reply, &mut tally),
            FunctionState::NotUsed => answered(c, function, Reply::No, &mut tally),
        }
    }
    tally
}

fn forbidden(c: &Comparison<'_>, function: FunctionId) -> bool {
    c.standard.function(function).class.of(c.category) == ClassFor::Known(Class::Forbidden)
}

fn answered(c: &Comparison<'_>, function: FunctionId, reply: Reply, tally: &mut Tally) {
    match (c.standard.function(function).class.of(c.category), reply) {
        (ClassFor::Known(Class::Mandatory), Reply::No) => tally.missing += 1,
        (ClassFor::Known(Class::Forbidden), Reply::Yes | Reply::Partly) => tally.nonconform += 1,
        _ => tally.conform += 1,
    }
}
