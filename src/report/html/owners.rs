//! Who has what to do: findings and BPR items by 担当課.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::rows::level_index;
use crate::report::model::Report;
use crate::report::people::DecisionView;
use crate::text::lang::Lang;

/// What one section of the municipality has before it.
#[derive(Debug, Default)]
pub struct Owner<'a> {
    /// Empty: nobody yet.
    pub name: &'a str,
    pub systems: BTreeSet<&'a str>,
    /// Errors, warnings, informations.
    pub counts: [usize; 3],
    pub reforms: usize,
    /// Of the reforms, how many have a 対応方針.
    pub decided: usize,
    /// The first 期限 that somebody typed.
    pub due: Option<&'a str>,
}

impl Owner<'_> {
    pub fn total(&self) -> usize {
        self.counts.iter().sum()
    }
}

/// By name, those that nobody has yet at the end; empty where no section is named at all.
pub fn owners(report: &Report, lang: Lang) -> Vec<Owner<'_>> {
    let systems: HashMap<&str, &str> =
        report.systems.iter().map(|s| (s.slug.as_str(), lang.pick(&s.name, &s.slug))).collect();
    let mut by_name: BTreeMap<(bool, &str), Owner<'_>> = BTreeMap::new();
    for finding in &report.findings {
        let owner = entry(&mut by_name, finding.decision.as_ref());
        owner.counts[level_index(finding.severity)] += 1;
        owner.systems.extend(systems.get(finding.system.as_str()));
    }
    for item in &report.bpr {
        let owner = entry(&mut by_name, item.decision.as_ref());
        owner.reforms += 1;
        let cells = item.decision.as_ref().map(|d| &d.cells);
        owner.decided += usize::from(cells.is_some_and(|c| c.policy.is_some()));
        let due = cells.and_then(|c| c.due.as_deref());
        owner.due = [owner.due, due].into_iter().flatten().min();
    }
    if by_name.keys().all(|(nobody, _)| *nobody) {
        return Vec::new();
    }
    by_name.into_values().collect()
}

fn entry<'m, 'a>(
    by_name: &'m mut BTreeMap<(bool, &'a str), Owner<'a>>,
    decision: Option<&'a DecisionView>,
) -> &'m mut Owner<'a> {
    let name = name(decision);
    by_name.entry((name.is_empty(), name)).or_insert_with(|| Owner { name, ..Owner::default() })
}

/// The section that a decision names; empty where none does.
pub fn name(decision: Option<&DecisionView>) -> &str {
    decision.and_then(|d| d.cells.owner.as_deref()).unwrap_or_default()
}
