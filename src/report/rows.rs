//! The correspondence of the standard and today, thing by thing, and the state that decisions are held against.

use std::collections::BTreeSet;

use super::model::ReportedFinding;
use crate::finding::Subject;
use crate::text::digest::short;
use crate::text::lang::Lang;

/// What became of a thing of the standard. Defined in `check::summary`, once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
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

/// `GAP0101+GAP0202:` and a hash of everything found about a thing: the rules in clear, because a rule that did not look
/// solves nothing. Decisions are held against it.
pub fn state(findings: &[&ReportedFinding]) -> String {
    let rules: BTreeSet<&str> = findings.iter().map(|f| f.rule.as_str()).collect();
    let found: BTreeSet<(&str, &str)> = findings.iter().map(|f| (f.fingerprint.as_str(), f.state.as_str())).collect();
    let parts: Vec<&str> = found.into_iter().flat_map(|(fingerprint, state)| [fingerprint, state]).collect();
    format!("{}:{}", rules.into_iter().collect::<Vec<_>>().join("+"), short(&parts))
}
