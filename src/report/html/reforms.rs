//! 見直し事項: the BPR items by their rule, with candidates of 対応方針 and the findings they answer.

use std::collections::{BTreeMap, HashMap};

use super::rows::level_index;
use crate::bpr::{BprItem, Need};
use crate::report::decided::decision_text;
use crate::report::model::{Report, ReportedFinding};
use crate::text::lang::Lang;

/// How many findings of one item are linked by name; the rest by one link to all.
const LINKED: usize = 3;

/// BPR items of one rule.
#[derive(Debug)]
pub struct Reforms<'a> {
    pub rule: &'a str,
    pub title: &'a str,
    pub items: Vec<Reform<'a>>,
}

#[derive(Debug)]
pub struct Reform<'a> {
    pub at: usize,
    pub item: &'a BprItem,
    /// Name of the system, in the report of a whole city.
    pub system: &'a str,
    /// Errors, warnings, informations among the findings it answers.
    pub counts: [usize; 3],
    /// What else has to be done or looked at: local rules, residents.
    pub needs: Vec<String>,
    /// What people decided.
    pub decided: Option<String>,
    pub links: Vec<Link<'a>>,
    pub more: bool,
}

/// A finding to go to.
#[derive(Debug)]
pub struct Link<'a> {
    pub fingerprint: &'a str,
    pub text: String,
}

/// The items in the order of their rules, the gravest first.
pub fn reforms(report: &Report, lang: Lang) -> Vec<Reforms<'_>> {
    let findings: HashMap<&str, &ReportedFinding> =
        report.findings.iter().map(|f| (f.fingerprint.as_str(), f)).collect();
    let systems: HashMap<&str, &str> =
        report.systems.iter().map(|s| (s.slug.as_str(), lang.pick(&s.name, &s.slug))).collect();
    let mut by_rule: BTreeMap<&str, Reforms<'_>> = BTreeMap::new();
    for (at, item) in report.bpr.iter().enumerate() {
        let group = by_rule.entry(&item.rule).or_insert_with(|| Reforms {
            rule: &item.rule,
            title: &item.title,
            items: Vec::new(),
        });
        group.items.push(reform(at, item, &findings, &systems, lang));
    }
    let mut groups: Vec<Reforms<'_>> = by_rule.into_values().collect();
    for group in &mut groups {
        group.items.sort_by_key(|r| (level(&r.counts), r.at));
    }
    groups
}

fn level(counts: &[usize; 3]) -> usize {
    counts.iter().position(|n| *n > 0).unwrap_or(counts.len())
}

fn reform<'a>(
    at: usize,
    item: &'a BprItem,
    findings: &HashMap<&str, &'a ReportedFinding>,
    systems: &HashMap<&str, &'a str>,
    lang: Lang,
) -> Reform<'a> {
    let mut counts = [0; 3];
    let mut answered: Vec<&ReportedFinding> =
        item.findings.iter().filter_map(|f| findings.get(f.as_str()).copied()).collect();
    answered.iter().for_each(|f| counts[level_index(f.severity)] += 1);
    answered.sort_by_key(|f| f.severity);
    let system = answered.first().and_then(|f| systems.get(f.system.as_str()).copied()).unwrap_or_default();
    let links = answered.iter().take(LINKED).map(|f| Link { fingerprint: &f.fingerprint, text: name(f) }).collect();
    Reform {
        at,
        item,
        system,
        counts,
        needs: needs(item, lang),
        decided: item.decision.as_ref().and_then(|d| decision_text(d, lang)),
        links,
        more: answered.len() > LINKED,
    }
}

/// `住民周知 要`; what is not needed is not said.
fn needs(item: &BprItem, lang: Lang) -> Vec<String> {
    let named = [
        (lang.pick("条例等改正", "local rules"), item.ordinance),
        (lang.pick("住民周知", "telling residents"), item.notice),
    ];
    let asked = named.into_iter().filter_map(|(name, need)| Some((name, need.filter(|n| *n != Need::NotNeeded)?)));
    asked.map(|(name, need)| format!("{name} {}", need.word(lang))).collect()
}

/// `GAP0202 氏名`
fn name(finding: &ReportedFinding) -> String {
    format!("{} {}", finding.rule, finding.subject_parts.name)
}
