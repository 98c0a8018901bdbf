//! What is open: candidates that wait for a person, and what was not judged.

use std::collections::BTreeMap;

use super::kinds::is_candidate;
use crate::report::model::{Report, ReportedFinding};
use crate::report::words::unjudged_word;
use crate::text::lang::Lang;

/// How many candidates are listed; the rest by one link.
const LISTED: usize = 100;

/// Candidates to confirm.
#[derive(Debug)]
pub struct Candidates<'a> {
    pub listed: Vec<&'a ReportedFinding>,
    pub total: usize,
}

pub fn candidates(report: &Report) -> Candidates<'_> {
    let all = report.findings.iter().filter(|f| is_candidate(&f.rule));
    Candidates { listed: all.clone().take(LISTED).collect(), total: all.count() }
}

/// What was not judged.
#[derive(Debug)]
pub struct Open<'a> {
    pub kinds: Vec<(&'a str, usize)>,
    pub entries: Vec<OpenEntry<'a>>,
}

#[derive(Debug)]
pub struct OpenEntry<'a> {
    pub system: &'a str,
    pub what: &'a str,
    pub name: &'a str,
    pub reason: &'a str,
}

/// Counts by kind, and all entries in the order of the systems.
pub fn unjudged(report: &Report, lang: Lang) -> Open<'_> {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    let mut entries = Vec::new();
    for system in &report.systems {
        for entry in &system.unjudged {
            *kinds.entry(&entry.what).or_default() += 1;
            entries.push(OpenEntry {
                system: lang.pick(&system.name, &system.slug),
                what: unjudged_word(&entry.what, lang),
                name: &entry.name,
                reason: &entry.reason,
            });
        }
    }
    Open { kinds: kinds.into_iter().map(|(what, n)| (unjudged_word(what, lang), n)).collect(), entries }
}
