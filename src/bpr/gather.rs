//! How findings come together: one reform per thing that people change.
//!
//! A form is one thing, with its paper, its printed items and its printing. Forms that do not exist today are one question
//! of the system, and so are conversions (dates, lengths, codes, characters, keys, history, division) and values to provide:
//! each is one design with its list inside.

use std::collections::BTreeMap;

use super::RULES;
use super::facets::Need;
use super::fact::{Fact, FactKind as K};
use super::item::{BprItem, Earlier, in_language};
use super::read::facts;
use super::rule::{BprRule, Scope};
use super::subject::{subject_of, system_of};
use super::tag::{Tag, is_handed_in, of_fact};
use crate::finding::identity::bpr_id;
use crate::finding::{Finding, Severity, Subject, SubjectKind};
use crate::text::lang::Lang;

/// Rules whose findings are one design of the whole system.
const BY_SYSTEM: &[&str] = &["BPR001", "BPR002", "BPR003", "BPR004", "BPR008", "BPR009", "BPR018"];

/// What is gathered for one reform: findings, and which reforms of before they were of.
type Gathered<'f> = BTreeMap<(&'static str, Subject), Vec<(&'f Finding, Vec<(&'static str, Subject)>)>>;

/// The work reforms of one system, in the order of their rules and subjects. `name`: the system's, as people know it.
pub fn items(system: &str, name: &str, findings: &[Finding], lang: Lang) -> Vec<BprItem> {
    let pairs = Pairs::of(findings);
    let mut gathered: Gathered<'_> = BTreeMap::new();
    for finding in findings {
        let before: Vec<(&BprRule, Subject)> = finding
            .meta
            .bpr
            .iter()
            .filter_map(|id| RULES.iter().find(|r| r.id == *id))
            .map(|rule| (rule, subject_of(rule.scope, system, finding)))
            .collect();
        for (rule, subject) in &before {
            let home = home(rule, subject, system, finding, &pairs);
            let earlier = before.iter().map(|(r, s)| (r.id, s.clone()));
            let earlier = earlier.chain(BY_SYSTEM.contains(&rule.id).then(|| (rule.id, system_of(system))));
            let earlier = earlier.filter(|(r, s)| (*r, s) != (home.0, &home.1) && same_home(r, home.0));
            let list = gathered.entry(home.clone()).or_default();
            if list.last().is_none_or(|(last, _)| last.fingerprint != finding.fingerprint) {
                let earlier = earlier.collect();
                list.push((finding, earlier));
            }
        }
    }
    gathered.into_iter().filter_map(|((id, subject), found)| item(id, system, name, subject, found, lang)).collect()
}

/// Reforms of before go into the reform of their own rule; those of a form all go into the form's.
fn same_home(earlier: &str, rule: &str) -> bool {
    const FORM: [&str; 4] = ["BPR005", "BPR013", "BPR017", "BPR019"];
    earlier == rule || (FORM.contains(&earlier) && FORM.contains(&rule))
}

/// Where a finding of a rule belongs.
fn home(
    rule: &BprRule,
    subject: &Subject,
    system: &str,
    finding: &Finding,
    pairs: &Pairs<'_>,
) -> (&'static str, Subject) {
    match rule.id {
        "BPR005" | "BPR013" | "BPR017" => {
            let own = subject_of(Scope::Form, system, finding);
            if pairs.new.contains(&own) {
                return ("BPR019", system_of(system));
            }
            ("BPR005", pairs.standard(&own).unwrap_or(own))
        }
        id if BY_SYSTEM.contains(&id) => (rule.id, system_of(system)),
        _ => (rule.id, subject.clone()),
    }
}

/// Today's forms with the standard's, and the forms that do not exist today.
struct Pairs<'f> {
    standard: BTreeMap<&'f str, Subject>,
    new: Vec<Subject>,
}

impl<'f> Pairs<'f> {
    fn of(findings: &'f [Finding]) -> Self {
        let mut pairs = Pairs { standard: BTreeMap::new(), new: Vec::new() };
        for finding in findings {
            let text = |name: &str| finding.fields.get(name).and_then(serde_json::Value::as_str);
            match (finding.meta.name, finding.subject.kind) {
                ("form-missing", _) => pairs.new.push(finding.subject.clone()),
                (_, SubjectKind::Form) => {
                    text("current").map(|today| pairs.standard.insert(today, finding.subject.clone()));
                }
                ("form-item-extra", _) => {
                    let standard = finding.fields.get("standard").and_then(|s| s.get(0)?.as_str());
                    if let (Some(form), Some(standard)) = (text("form"), standard) {
                        let subject = Subject::new(SubjectKind::Form, &finding.subject.system, "", standard);
                        pairs.standard.entry(form).or_insert(subject);
                    }
                }
                _ => {}
            }
        }
        pairs
    }

    fn standard(&self, form: &Subject) -> Option<Subject> {
        (form.kind == SubjectKind::CurrentForm).then(|| self.standard.get(form.name.as_str()).cloned())?
    }
}

fn item(
    rule: &'static str,
    system: &str,
    name: &str,
    subject: Subject,
    found: Vec<(&Finding, Vec<(&'static str, Subject)>)>,
    lang: Lang,
) -> Option<BprItem> {
    let rule = RULES.iter().find(|r| r.id == rule)?;
    let findings: Vec<&Finding> = found.iter().map(|(f, _)| *f).collect();
    let mut worst_first: Vec<&Finding> = findings.clone();
    worst_first.sort_by_key(|f| f.severity);
    let mut all: Vec<Fact> = Vec::new();
    for fact in worst_first.iter().flat_map(|f| facts(f)) {
        // a form that is new says so once, not once more for every item it prints
        let of_new = rule.id == "BPR019" && fact.kind != K::NewForm;
        if !of_new && !all.contains(&fact) {
            all.push(fact);
        }
    }
    let of_system = subject.kind == SubjectKind::System;
    let mut item = BprItem {
        id: bpr_id(rule.id, &subject),
        rule: rule.id.to_string(),
        subject: subject.key(),
        about: if of_system { name.to_string() } else { subject.name.clone() },
        findings: findings.iter().map(|f| f.fingerprint.clone()).collect(),
        subject_parts: Some(subject),
        system: Some(system.to_string()),
        remedy_ids: rule.remedies.to_vec(),
        ordinance: Some(rule.ordinance),
        notice: Some(notice(rule, &findings)),
        waits_for: rule.waits_for.to_vec(),
        effort: Some(rule.effort),
        steps: rule.steps.to_vec(),
        volume: findings.iter().filter_map(|f| f.fields.get("volume")?.as_u64()).max(),
        worst: findings.iter().map(|f| f.severity).min_by_key(|s: &Severity| *s),
        earlier: earlier(&found),
        facts: all,
        ..BprItem::default()
    };
    item.tags = tags(&item, &findings);
    in_language(&mut item, lang);
    Some(item)
}

/// The reforms of before, each with the places of its findings.
fn earlier(found: &[(&Finding, Vec<(&'static str, Subject)>)]) -> Vec<Earlier> {
    let mut by_id: BTreeMap<(&str, &Subject), Vec<usize>> = BTreeMap::new();
    for (at, (_, before)) in found.iter().enumerate() {
        for (rule, subject) in before {
            by_id.entry((rule, subject)).or_default().push(at);
        }
    }
    let one = |((rule, subject), mut findings): ((&str, &Subject), Vec<usize>)| {
        findings.dedup();
        Earlier { id: bpr_id(rule, subject), rule: rule.to_string(), about: subject.clone(), findings }
    };
    by_id.into_iter().map(one).collect()
}

/// A form that residents get has to be announced; one that stays in the office has not.
fn notice(rule: &BprRule, findings: &[&Finding]) -> Need {
    let audiences = audiences(findings);
    match rule.notice {
        Need::Check if audiences.contains(&"resident") => Need::Needed,
        Need::Check if !audiences.is_empty() && audiences.iter().all(|a| *a == "internal") => Need::NotNeeded,
        declared => declared,
    }
}

fn audiences<'f>(findings: &[&'f Finding]) -> Vec<&'f str> {
    findings.iter().filter_map(|f| f.fields.get("audience")?.as_str()).collect()
}

fn tags(item: &BprItem, findings: &[&Finding]) -> Vec<Tag> {
    let mut tags: Vec<Tag> = item.facts.iter().flat_map(|f| of_fact(f).iter().copied()).collect();
    let outward = audiences(findings).iter().any(|a| matches!(*a, "resident" | "organization"));
    let handed_in = matches!(item.rule.as_str(), "BPR005" | "BPR019")
        && std::iter::once(item.about.as_str()).chain(item.facts.iter().map(|f| f.name.as_str())).any(is_handed_in);
    if outward {
        tags.extend([Tag::窓口, Tag::周知]);
    }
    if handed_in {
        tags.extend([Tag::申請, Tag::窓口]);
    }
    if outward || item.rule == "BPR012" || (handed_in && item.rule == "BPR005") {
        tags.push(Tag::例規);
    }
    tags.sort_unstable();
    tags.dedup();
    tags
}
