//! Links to the lines of a municipality's own plan: by tags, and by keywords found in what an item is about.

use super::RULES;
use super::item::{BprItem, PlanLink};
use super::tag::Tag;
use crate::text::fold::f1_lower;

/// A line of the plan.
#[derive(Debug, Clone)]
pub struct Line<'a> {
    pub id: &'a str,
    pub title: &'a str,
    pub tags: Vec<Tag>,
    pub keywords: &'a [String],
}

/// Links every item to the lines that share a tag with it or name what it is about. Keywords are Japanese, so is what is
/// looked at, whatever language the report speaks.
pub fn link(items: &mut [BprItem], lines: &[Line<'_>]) {
    for item in items {
        let names = names(item);
        item.plan = lines.iter().filter_map(|line| matched(line, item, &names)).collect();
    }
}

fn matched(line: &Line<'_>, item: &BprItem, names: &[String]) -> Option<PlanLink> {
    let tag = line.tags.iter().find(|t| item.tags.contains(t)).map(|t| t.word().to_string());
    let keyword = || line.keywords.iter().find(|k| names.iter().any(|n| holds(n, &f1_lower(k)))).cloned();
    Some(PlanLink { id: line.id.into(), title: line.title.into(), keyword: tag.or_else(keyword)? })
}

/// What the item is about: its subject, the names in its facts, what staff wrote, its rule's noun. No fixed sentence.
fn names(item: &BprItem) -> Vec<String> {
    let mut names = vec![item.about.as_str()];
    names.extend(RULES.iter().find(|r| r.id == item.rule).map(|r| r.noun.0));
    names.extend(item.facts.iter().flat_map(|f| std::iter::once(f.name.as_str()).chain(f.note.as_deref())));
    names.into_iter().map(f1_lower).collect()
}

/// Whether a name holds a keyword (both folded). A keyword that begins or ends with a Latin letter or a digit is a whole
/// word there: AI is not in JUGAIKOKU.
fn holds(name: &str, keyword: &str) -> bool {
    let Some((first, last)) = keyword.chars().next().zip(keyword.chars().next_back()) else { return false };
    let latin = |c: char| c.is_ascii_alphanumeric();
    name.match_indices(keyword).any(|(at, _)| {
        let before = name[..at].chars().next_back();
        let after = name[at + keyword.len()..].chars().next();
        !(latin(first) && before.is_some_and(latin)) && !(latin(last) && after.is_some_and(latin))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn latin_keywords_are_whole_words() {
        for (name, keyword, found) in [
            ("jugaikoku", "ai", false),
            ("ai-ocrの導入", "ai", true),
            ("ai-ocrの導入", "ai-ocr", true),
            ("faxの廃止", "fax", true),
            ("fax2", "fax", false),
            ("納税通知書", "通知", true),
            ("納税通知書", "", false),
            ("rpaで入力", "rpa", true),
        ] {
            assert_eq!(holds(name, keyword), found, "{name} {keyword}");
        }
    }
}
