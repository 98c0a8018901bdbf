//! A work reform, and its texts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::RULES;
use super::facets::{Effort, Need, Party, Step};
use super::fact::Fact;
use super::remedy::Remedy;
use super::rule::BprRule;
use super::said::{copies, said};
use super::tag::Tag;
use crate::finding::{Severity, Subject};
use crate::ledger::view::DecisionView;
use crate::text::lang::Lang;

/// How many facts a text names; how many more there are is said. What changes is told twice, so shorter.
const NAMED: usize = 5;
const CHANGES: usize = 3;

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
    /// What it rests on.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub facts: Vec<Fact>,
    /// What kinds of work it touches; lines of a plan are linked by them.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub tags: Vec<Tag>,
    /// Copies a year of the form it is about.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub volume: Option<u64>,
    /// The gravest of its findings.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub worst: Option<Severity>,
    /// Reforms of before that are in it: what was decided about them still holds for their findings.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub earlier: Vec<Earlier>,
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

/// A reform of before that this one took in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Earlier {
    /// `b1-…`
    pub id: String,
    pub rule: String,
    pub about: Subject,
    /// Its findings, by their place in the item's list.
    pub findings: Vec<usize>,
}

/// A line of the municipality's own plan, and the tag or keyword that led to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanLink {
    pub id: String,
    pub title: String,
    pub keyword: String,
}

/// The item's texts in a language. Items of rules that this version does not know keep theirs.
pub fn in_language(item: &mut BprItem, lang: Lang) {
    let Some(rule) = RULES.iter().find(|r| r.id == item.rule) else { return };
    if item.facts.is_empty() {
        return;
    }
    let sides = Sides::of(item, lang);
    let fill = |words: (&str, &str)| sides.fill(lang.pick(words.0, words.1));
    let texts = [rule.as_is, rule.to_be, rule.review, rule.effect].map(fill);
    let [as_is, to_be, review, effect] = texts.map(Some);
    (item.as_is, item.to_be, item.review, item.effect) = (as_is, to_be, review, effect);
    item.title = title(rule, item, lang).to_string();
    item.remedies = item.remedy_ids.iter().map(|r| r.word(lang).to_string()).collect();
}

/// A form that the standard does not have is not changed: where it goes has to be settled.
fn title(rule: &BprRule, item: &BprItem, lang: Lang) -> &'static str {
    use super::fact::FactKind as K;
    match rule.id {
        "BPR005" if item.facts.iter().any(|f| f.kind == K::ExtraForm) => {
            lang.pick("標準にない帳票の扱いを決める", "decide about a form that the standard does not have")
        }
        _ => lang.pick(rule.title.0, rule.title.1),
    }
}

/// What an item says, side by side.
struct Sides {
    about: String,
    today: String,
    standard: String,
    change: String,
}

impl Sides {
    fn of(item: &BprItem, lang: Lang) -> Sides {
        let all: Vec<_> = item.facts.iter().map(|f| said(f, lang)).collect();
        let volume = copies(item.volume, lang);
        let mut today: Vec<&str> = all.iter().map(|s| s.today.as_str()).collect();
        if !volume.is_empty() && !today.contains(&volume.as_str()) {
            today.insert(0, &volume);
        }
        let none = lang.pick("標準の様式のとおり", "as the standard has it");
        let goes = lang.pick("標準にない", "not in the standard");
        let settle = lang.pick(
            "廃止、EUC、独自施策システム等のどれにするかを決める",
            "choose between giving it up, EUC and a system of one's own",
        );
        let extra = item.facts.iter().any(|f| f.kind == super::fact::FactKind::ExtraForm);
        let or = |text: String, other: &str| if text.is_empty() { other.to_string() } else { text };
        Sides {
            about: item.about.clone(),
            today: or(named(&today, NAMED, lang), lang.pick("元になるものがない", "nothing to go by")),
            standard: or(
                named(&all.iter().map(|s| s.standard.as_str()).collect::<Vec<_>>(), NAMED, lang),
                if extra { goes } else { none },
            ),
            change: or(named(&all.iter().map(|s| s.change.as_str()).collect::<Vec<_>>(), CHANGES, lang), settle),
        }
    }

    /// One pass, so that a name with braces in it is never filled in.
    fn fill(&self, text: &str) -> String {
        let mut out = String::new();
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (name, after) = after.split_once('}').unwrap_or((after, ""));
            out.push_str(match name {
                "about" => &self.about,
                "today" => &self.today,
                "standard" => &self.standard,
                _ => &self.change,
            });
            rest = after;
        }
        out.push_str(rest);
        out
    }
}

/// The first of what there is to name, each once.
fn named(texts: &[&str], most: usize, lang: Lang) -> String {
    let mut once: Vec<&str> = Vec::new();
    for text in texts.iter().copied().filter(|t| !t.is_empty()) {
        if !once.contains(&text) {
            once.push(text);
        }
    }
    let more = once.len().saturating_sub(most);
    once.truncate(most);
    let text = once.join(lang.pick("、", "; "));
    match (more, lang) {
        (0, _) => text,
        (n, Lang::Ja) => format!("{text} ほか {n} 件"),
        (n, Lang::En) => format!("{text} and {n} more"),
    }
}
