//! The correspondence of the standard and today, thing by thing, and the state that decisions are held against.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::ReportedFinding;
use crate::finding::Subject;
use crate::text::digest::short;
use crate::text::lang::Lang;

/// What became of a thing of the standard. Defined in `check::summary`, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Verdict {
    Conform,
    Partial,
    Nonconform,
    Missing,
    Unjudged,
    /// Out of use here, or made by the new system itself.
    NotApplicable,
    /// 未提出.
    OutOfScope,
}

impl Verdict {
    /// 適合区分.
    pub fn word(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Verdict::Conform => ("適合", "conform"),
            Verdict::Partial => ("一部適合", "partly"),
            Verdict::Nonconform => ("不適合", "nonconform"),
            Verdict::Missing => ("不足", "missing"),
            Verdict::Unjudged => ("未判定", "not judged"),
            Verdict::NotApplicable => ("対象外", "not applicable"),
            Verdict::OutOfScope => ("未提出", "not submitted"),
        };
        lang.pick(ja, en)
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    Item,
    Form,
    Function,
}

/// An item, form or function of the standard, with what corresponds to it. In memory only: the JSON has the findings.
#[derive(Debug, Clone, PartialEq)]
pub struct StandardRow {
    pub kind: RowKind,
    pub subject: Subject,
    /// データ項目ID, 帳票ID, 機能ID.
    pub key: String,
    /// What the standard says, in a few words.
    pub standard: String,
    /// 必須, 実装必須 …
    pub class: String,
    /// Today's side, in words.
    pub current: String,
    /// Who says that they correspond.
    pub origin: String,
    pub verdict: Verdict,
}

/// What becomes of a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CodeFate {
    /// Settled, by the mapping or by equal labels.
    Settled,
    /// Several codes of today end in one of the standard.
    Folded,
    /// Same value, different meaning.
    Conflict,
    /// No counterpart in the standard.
    Unmapped,
    /// A label or a value is missing.
    Undecided,
    /// Of the standard, never produced.
    Unused,
}

impl CodeFate {
    pub fn word(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            CodeFate::Settled => ("対応あり", "settled"),
            CodeFate::Folded => ("集約（区別が失われる）", "folded: a distinction is lost"),
            CodeFate::Conflict => ("同じ値で意味が違う", "same value, other meaning"),
            CodeFate::Unmapped => ("対応する標準値なし", "no standard value"),
            CodeFate::Undecided => ("未判定（内容が不明）", "not judged: label unknown"),
            CodeFate::Unused => ("現行で使われない標準値", "standard value not in use"),
        };
        lang.pick(ja, en)
    }
}

/// One code of today, of the standard, or both. In memory only.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeRow {
    pub item: Subject,
    /// Name of the standard's list.
    pub list: String,
    /// `TABLE.COLUMN` in words, and the id of its list.
    pub current: String,
    /// Value and label.
    pub from: (String, String),
    pub to: (String, String),
    pub fate: CodeFate,
}

/// `GAP0101+GAP0202:` and a hash of everything found about a thing: the rules in clear, because a rule that did not look
/// solves nothing. Decisions are held against it.
pub fn state(findings: &[&ReportedFinding]) -> String {
    let rules: BTreeSet<&str> = findings.iter().map(|f| f.rule.as_str()).collect();
    let found: BTreeSet<(&str, &str)> = findings.iter().map(|f| (f.fingerprint.as_str(), f.state.as_str())).collect();
    let parts: Vec<&str> = found.into_iter().flat_map(|(fingerprint, state)| [fingerprint, state]).collect();
    format!("{}:{}", rules.into_iter().collect::<Vec<_>>().join("+"), short(&parts))
}
