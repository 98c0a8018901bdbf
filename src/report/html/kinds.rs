//! The kinds of gaps that planners count, told by the rule's id.

use crate::text::lang::Lang;

/// Kind of a rule: the prefix of its id, and its name.
const KINDS: &[(&str, &str, &str)] = &[
    ("GAP01", "項目", "items"),
    ("GAP02", "桁数・値", "values"),
    ("GAP03", "コード", "codes"),
    ("GAP04", "表・グループ", "groups"),
    ("GAP05", "帳票", "forms"),
    ("GAP06", "機能", "functions"),
    ("GAP07", "連携", "links"),
    ("GAP08", "対応表・版", "mapping"),
    ("DAT", "データ", "data"),
];

/// All kinds, as prefix of the rule id and name.
pub fn all(lang: Lang) -> impl Iterator<Item = (&'static str, &'static str)> {
    KINDS.iter().map(move |(prefix, ja, en)| (*prefix, lang.pick(ja, en)))
}

pub fn is_form(rule: &str) -> bool {
    rule.starts_with("GAP05")
}

/// A link between systems is affected.
pub fn is_link(rule: &str) -> bool {
    rule == "GAP0701"
}

/// Waits for a person to confirm a candidate.
pub fn is_candidate(rule: &str) -> bool {
    CANDIDATES.contains(&rule)
}

pub const CANDIDATES: &[&str] = &["GAP0104", "GAP0408", "GAP0512"];

/// Only the vendor can answer.
pub const VENDOR: &[&str] = &["GAP0108", "GAP0511", "GAP0603"];
