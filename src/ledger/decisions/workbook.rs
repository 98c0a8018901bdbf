//! The headings of the workbook of a report: those that are read back, and those that the program fills in itself.

use crate::sheet::fold_title;
use crate::text::lang::Lang;

/// English headings of the cells that are read back, in the order of [`super::HEADINGS`].
pub const ENGLISH: [&str; 17] = [
    "key",
    "kind",
    "system",
    "group",
    "item",
    "current",
    "state",
    "policy",
    "owner",
    "due",
    "progress",
    "ordinance",
    "notice",
    "remarks",
    "decided by",
    "decided on",
    "revision",
];

/// A column that the program fills in; it is never read back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Computed {
    ItemId,
    FormId,
    FunctionId,
    Standard,
    Class,
    Verdict,
    Severity,
    Rules,
    Gap,
    Lost,
    Help,
    Place,
    Basis,
    Findings,
    Baseline,
    Holds,
    Fingerprints,
    Title,
    AsIs,
    ToBe,
    Review,
    Effect,
    Remedies,
    OrdinanceNeed,
    NoticeNeed,
    WaitsFor,
    Effort,
    Steps,
    Plan,
}

/// Every column of its kind, with its headings.
pub const COMPUTED: [(Computed, &str, &str); 29] = [
    (Computed::ItemId, "データ項目ID", "item id"),
    (Computed::FormId, "帳票ID・様式番号", "form id"),
    (Computed::FunctionId, "機能ID", "function id"),
    (Computed::Standard, "標準", "standard"),
    (Computed::Class, "区分", "class"),
    (Computed::Verdict, "適合区分", "verdict"),
    (Computed::Severity, "重さ", "severity"),
    (Computed::Rules, "規則", "rules"),
    (Computed::Gap, "差異内容", "gap"),
    (Computed::Lost, "失われる値", "what is lost"),
    (Computed::Help, "対処", "what to do"),
    (Computed::Place, "該当箇所", "where"),
    (Computed::Basis, "根拠", "basis"),
    (Computed::Findings, "指摘数", "findings"),
    (Computed::Baseline, "承認", "baseline"),
    (Computed::Holds, "引継ぎ・既定の決定", "inherited decisions"),
    (Computed::Fingerprints, "指摘キー", "fingerprints"),
    (Computed::Title, "見直し事項", "work reform"),
    (Computed::AsIs, "現状（As-Is）", "as it is"),
    (Computed::ToBe, "標準（To-Be）", "as the standard has it"),
    (Computed::Review, "見直し内容", "what to review"),
    (Computed::Effect, "効果", "effect"),
    (Computed::Remedies, "対応方針の候補", "possible policies"),
    (Computed::OrdinanceNeed, "条例等改正の要否", "ordinance amendment"),
    (Computed::NoticeNeed, "住民周知の要否", "notice to residents"),
    (Computed::WaitsFor, "待つ相手", "waits for"),
    (Computed::Effort, "作業量", "effort"),
    (Computed::Steps, "手順書の作業", "steps of the procedure"),
    (Computed::Plan, "計画の行", "lines of the plan"),
];

impl Computed {
    pub fn heading(self, lang: Lang) -> &'static str {
        COMPUTED.iter().find(|(c, ..)| *c == self).map_or("", |(_, ja, en)| lang.pick(ja, en))
    }
}

/// Whether a heading is one of the program's own.
pub(super) fn is_computed(heading: &str) -> bool {
    let folded = fold_title(heading);
    COMPUTED.iter().any(|(_, ja, en)| fold_title(ja) == folded || fold_title(en) == folded)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::HEADINGS;
    use super::*;

    #[test]
    fn no_heading_is_taken_for_another() {
        let read_back = HEADINGS.iter().chain(&ENGLISH).map(|h| fold_title(h));
        let computed = COMPUTED.iter().flat_map(|(_, ja, en)| [fold_title(ja), fold_title(en)]);
        let all: Vec<String> = read_back.chain(computed).collect();
        // key is the same word in both languages
        assert_eq!(all.iter().collect::<BTreeSet<_>>().len(), all.len() - 1);
    }
}
