//! Links to the lines of a municipality's own plan, by its keywords.

use super::item::{BprItem, PlanLink};
use super::remedy::Remedy;
use super::{RULES, Step};
use crate::text::fold::f1_lower;
use crate::text::lang::Lang;

/// A line of the plan.
#[derive(Debug, Clone, Copy)]
pub struct Line<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub keywords: &'a [String],
}

/// Links every item to the lines whose keywords occur in what it says. Keywords are Japanese, so are the texts looked at,
/// whatever language the report speaks.
pub fn link(items: &mut [BprItem], lines: &[Line<'_>]) {
    for item in items {
        let text = text(item);
        item.plan = lines.iter().filter_map(|line| matched(line, &text)).collect();
    }
}

fn matched(line: &Line<'_>, text: &str) -> Option<PlanLink> {
    let occurs = |k: &&String| !f1_lower(k).is_empty() && text.contains(&f1_lower(k));
    let keyword = line.keywords.iter().find(occurs)?;
    Some(PlanLink { id: line.id.into(), title: line.title.into(), keyword: keyword.clone() })
}

/// Everything that the item says, folded.
fn text(item: &BprItem) -> String {
    let mut parts = vec![item.about.clone()];
    if let Some(rule) = RULES.iter().find(|r| r.id == item.rule) {
        parts.extend([rule.title, rule.as_is, rule.to_be, rule.review, rule.effect].map(|(ja, _)| ja.to_string()));
        parts.extend(rule.remedies.iter().map(|r: &Remedy| r.word(Lang::Ja).to_string()));
        parts.extend(rule.steps.iter().map(|s: &Step| s.word(Lang::Ja).to_string()));
    }
    f1_lower(&parts.join("\n"))
}
