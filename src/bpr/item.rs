//! A work reform, and how findings come together in it.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RULES;
use super::facets::{Effort, Need, Party, Step};
use super::remedy::Remedy;
use super::rule::BprRule;
use super::subject::subject_of;
use crate::finding::identity::bpr_id;
use crate::finding::{Finding, Subject};
use crate::ledger::view::DecisionView;
use crate::text::lang::Lang;

/// A work reform.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct BprItem {
    /// `b1-…`
    pub id: String,
    pub rule: String,
    /// `s1-…` of what it is about.
    pub subject: String,
    /// What it is about, in clear.
    pub about: String,
    /// 見直し内容 in a few words.
    pub title: String,
    /// 対応方針 candidates in the allowed order, in words.
    pub remedies: Vec<String>,
    /// Fingerprints of the findings it answers.
    pub findings: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub subject_parts: Option<Subject>,
    /// Slug of the system that was checked.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub system: Option<String>,
    /// 現状（As-Is）.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub as_is: Option<String>,
    /// 標準（To-Be）.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub to_be: Option<String>,
    /// 見直し内容.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub review: Option<String>,
    /// 効果.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub effect: Option<String>,
    /// The same as `remedies`, by id.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub remedy_ids: Vec<Remedy>,
    /// 条例等改正の要否.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ordinance: Option<Need>,
    /// 住民周知の要否.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub notice: Option<Need>,
    /// Who has to act before it can be settled.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub waits_for: Vec<Party>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub effort: Option<Effort>,
    /// Work items of the ministry's procedure that it is evidence for.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub steps: Vec<Step>,
    /// Lines of the municipality's own plan.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub plan: Vec<PlanLink>,
    /// What people decided about it.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decision: Option<DecisionView>,
}

/// A line of the municipality's own plan, and the keyword that led to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanLink {
    pub id: String,
    pub title: String,
    pub keyword: String,
}

/// The work reforms of one system, in the order of their rules and subjects.
pub fn items(system: &str, findings: &[Finding], lang: Lang) -> Vec<BprItem> {
    let mut gathered: BTreeMap<(&'static str, Subject), Vec<&Finding>> = BTreeMap::new();
    for finding in findings {
        for rule in finding.meta.bpr.iter().filter_map(|id| RULES.iter().find(|r| r.id == *id)) {
            let subject = subject_of(rule.scope, system, finding);
            gathered.entry((rule.id, subject)).or_default().push(finding);
        }
    }
    let mut items = Vec::with_capacity(gathered.len());
    for ((id, subject), findings) in gathered {
        if let Some(rule) = RULES.iter().find(|r| r.id == id) {
            items.push(item(rule, system, subject, &findings, lang));
        }
    }
    items
}

fn item(rule: &BprRule, system: &str, subject: Subject, findings: &[&Finding], lang: Lang) -> BprItem {
    let mut item = BprItem {
        id: bpr_id(rule.id, &subject),
        rule: rule.id.to_string(),
        subject: subject.key(),
        about: subject.name.clone(),
        findings: findings.iter().map(|f| f.fingerprint.clone()).collect(),
        subject_parts: Some(subject),
        system: Some(system.to_string()),
        remedy_ids: rule.remedies.to_vec(),
        ordinance: Some(rule.ordinance),
        notice: Some(notice(rule, findings)),
        waits_for: rule.waits_for.to_vec(),
        effort: Some(rule.effort),
        steps: rule.steps.to_vec(),
        ..BprItem::default()
    };
    in_language(&mut item, lang);
    item
}

/// A form that residents get has to be announced; one that stays in the office has not.
fn notice(rule: &BprRule, findings: &[&Finding]) -> Need {
    let audiences: Vec<&str> = findings.iter().filter_map(|f| f.fields.get("audience")?.as_str()).collect();
    match rule.notice {
        Need::Check if audiences.contains(&"resident") => Need::Needed,
        Need::Check if !audiences.is_empty() && audiences.iter().all(|a| *a == "internal") => Need::NotNeeded,
        declared => declared,
    }
}

/// The item's texts in a language. Items of rules that this version does not know keep theirs.
pub fn in_language(item: &mut BprItem, lang: Lang) {
    let Some(rule) = RULES.iter().find(|r| r.id == item.rule) else { return };
    let fill = |words| BprRule::fill(words, lang, &item.about, item.findings.len());
    (item.as_is, item.to_be) = (Some(fill(rule.as_is)), Some(fill(rule.to_be)));
    (item.review, item.effect) = (Some(fill(rule.review)), Some(fill(rule.effect)));
    item.title = lang.pick(rule.title.0, rule.title.1).to_string();
    item.remedies = rule.remedies.iter().map(|r| r.word(lang).to_string()).collect();
}
