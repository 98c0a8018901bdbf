//! What changed between two reports: solved, new, changed, unchanged; never solved what was only not looked at.

mod html;
mod markdown;
mod text;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::judged::Judged;
use super::model::{MunicipalityName, Report, ReportedFinding, SystemReport};
use crate::finding::{Severity, SubjectKind};
use crate::text::lang::Lang;

pub use html::html;
pub use markdown::markdown;
pub use text::text;

/// What became of a finding of the old report, or that it is new.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    New,
    Changed,
    /// Not found any more, but not judged either: 引継ぎ要確認.
    Unclear,
    Solved,
    Unchanged,
}

impl Fate {
    pub const ALL: [Fate; 5] = [Fate::New, Fate::Changed, Fate::Unclear, Fate::Solved, Fate::Unchanged];

    pub fn word(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Fate::New => ("新規", "new"),
            Fate::Changed => ("変化", "changed"),
            Fate::Unclear => ("引継ぎ要確認", "unclear"),
            Fate::Solved => ("解消", "solved"),
            Fate::Unchanged => ("変化なし", "unchanged"),
        };
        lang.pick(ja, en)
    }
}

/// How many of each.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub new: usize,
    pub changed: usize,
    pub unclear: usize,
    pub solved: usize,
    pub unchanged: usize,
}

impl Counts {
    pub fn of(&self, fate: Fate) -> usize {
        match fate {
            Fate::New => self.new,
            Fate::Changed => self.changed,
            Fate::Unclear => self.unclear,
            Fate::Solved => self.solved,
            Fate::Unchanged => self.unchanged,
        }
    }

    fn add(&mut self, fate: Fate) {
        *match fate {
            Fate::New => &mut self.new,
            Fate::Changed => &mut self.changed,
            Fate::Unclear => &mut self.unclear,
            Fate::Solved => &mut self.solved,
            Fate::Unchanged => &mut self.unchanged,
        } += 1;
    }
}

/// One finding of either report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    pub fate: Fate,
    pub system: String,
    pub fingerprint: String,
    pub rule: String,
    pub title: String,
    pub severity: Severity,
    /// Where it was another one.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub old_severity: Option<Severity>,
    /// What it is about, in clear.
    pub about: String,
    pub message: String,
    /// Where it says something else now.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub old_message: Option<String>,
    /// 担当課.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub owner: Option<String>,
    /// Why it cannot be called solved.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub reason: Option<String>,
}

/// Two reports held against each other.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Diff {
    pub schema: String,
    pub lang: String,
    pub counts: Counts,
    pub by_rule: BTreeMap<String, Counts>,
    /// By 担当課; findings without one under an empty name.
    pub by_owner: BTreeMap<String, Counts>,
    /// The two municipalities, where the reports are of different ones: then nothing was solved, it is another town.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub towns: Option<(String, String)>,
    /// Titles of the rules.
    pub titles: BTreeMap<String, String>,
    pub entries: Vec<Entry>,
}

impl Diff {
    /// Both reports carry their texts in `lang`.
    pub fn of(old: &Report, new: &Report, lang: Lang) -> Diff {
        let mut diff = Diff {
            schema: "gapcheck.diff/1".into(),
            lang: lang.pick("ja", "en").into(),
            counts: Counts::default(),
            by_rule: BTreeMap::new(),
            by_owner: BTreeMap::new(),
            towns: towns(old, new),
            titles: BTreeMap::new(),
            entries: entries(old, new, lang),
        };
        diff.entries.sort_by(|a, b| order(a).cmp(&order(b)));
        for entry in &diff.entries {
            diff.counts.add(entry.fate);
            diff.by_rule.entry(entry.rule.clone()).or_default().add(entry.fate);
            diff.by_owner.entry(entry.owner.clone().unwrap_or_default()).or_default().add(entry.fate);
            diff.titles.insert(entry.rule.clone(), entry.title.clone());
        }
        diff
    }

    pub fn differs(&self) -> bool {
        self.counts != Counts { unchanged: self.counts.unchanged, ..Counts::default() }
    }

    pub fn with(&self, fate: Fate) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(move |e| e.fate == fate)
    }

    fn lang(&self) -> Lang {
        if self.lang == "en" { Lang::En } else { Lang::Ja }
    }
}

impl Diff {
    /// That the two reports are of different municipalities.
    pub fn other_town(&self) -> Option<String> {
        let (old, new) = self.towns.as_ref()?;
        Some(match self.lang() {
            Lang::Ja => format!("別の団体の結果です（前 {old}、今 {new}）。解消や新規は時間の変化ではありません"),
            Lang::En => {
                format!("the reports are of different municipalities ({old}, {new}): this is no change over time")
            }
        })
    }
}

/// Code, else name, of both reports where they differ.
fn towns(old: &Report, new: &Report) -> Option<(String, String)> {
    let (a, b) = (old.municipality.as_ref()?, new.municipality.as_ref()?);
    let differ = match (&a.code, &b.code) {
        (Some(a), Some(b)) => a != b,
        _ => a.name.is_some() && b.name.is_some() && a.name != b.name,
    };
    let title = |m: &MunicipalityName| {
        let parts = [m.name.as_deref(), m.code.as_deref()];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
    };
    differ.then(|| (title(a), title(b)))
}

type Order<'e> = (Fate, Severity, &'e str, &'e str, &'e str, &'e str);

fn order(entry: &Entry) -> Order<'_> {
    (entry.fate, entry.severity, &entry.system, &entry.rule, &entry.about, &entry.fingerprint)
}

fn entries(old: &Report, new: &Report, lang: Lang) -> Vec<Entry> {
    let key = |f: &'_ ReportedFinding| (f.system.clone(), f.fingerprint.clone());
    let before: BTreeMap<_, &ReportedFinding> = old.findings.iter().map(|f| (key(f), f)).collect();
    let after: BTreeMap<_, &ReportedFinding> = new.findings.iter().map(|f| (key(f), f)).collect();
    let mut entries: Vec<Entry> = after.iter().map(|(key, f)| found(before.get(key).copied(), f)).collect();
    let judged = Judged::by(new);
    let systems: BTreeMap<&str, &SystemReport> = old.systems.iter().map(|s| (s.slug.as_str(), s)).collect();
    for (_, finding) in before.iter().filter(|(key, _)| !after.contains_key(*key)) {
        let doubt = match systems.get(finding.system.as_str()) {
            Some(system) => judged.doubt_since(system, &finding.rule, &finding.subject_parts),
            None => judged.doubt(&finding.system, Some(&finding.rule), &finding.subject_parts),
        };
        let fate = if doubt.is_some() { Fate::Unclear } else { Fate::Solved };
        entries.push(Entry { reason: doubt.map(|d| d.reason(lang).to_string()), ..entry(fate, finding) });
    }
    entries
}

/// A finding of the new report, with the old one where there was one.
fn found(old: Option<&ReportedFinding>, new: &ReportedFinding) -> Entry {
    let Some(old) = old else { return entry(Fate::New, new) };
    let changed = old.state != new.state || old.severity != new.severity;
    let mut entry = entry(if changed { Fate::Changed } else { Fate::Unchanged }, new);
    entry.old_severity = (old.severity != new.severity).then_some(old.severity);
    entry.old_message = (changed && old.message != new.message).then(|| old.message.clone());
    entry.owner = entry.owner.or_else(|| owner(old));
    entry
}

fn entry(fate: Fate, f: &ReportedFinding) -> Entry {
    Entry {
        fate,
        system: f.system.clone(),
        fingerprint: f.fingerprint.clone(),
        rule: f.rule.clone(),
        title: f.title.clone(),
        severity: f.severity,
        old_severity: None,
        about: about(f),
        message: f.message.clone(),
        old_message: None,
        owner: owner(f),
        reason: None,
    }
}

fn about(f: &ReportedFinding) -> String {
    let subject = &f.subject_parts;
    match (subject.kind, subject.within.is_empty()) {
        (SubjectKind::System, _) => subject.system.clone(),
        (_, true) => subject.name.clone(),
        (_, false) => format!("{}.{}", subject.within, subject.name),
    }
}

fn owner(f: &ReportedFinding) -> Option<String> {
    f.decision.as_ref().and_then(|d| d.cells.owner.clone())
}
