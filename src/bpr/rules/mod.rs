//! All BPR rules, as data.

mod data;
mod forms;
mod functions;
mod system;

use super::rule::BprRule;

/// By id.
pub const RULES: &[BprRule] = &[
    data::BPR001,
    data::BPR002,
    data::BPR003,
    data::BPR004,
    forms::BPR005,
    functions::BPR006,
    system::BPR007,
    data::BPR008,
    data::BPR009,
    functions::BPR010,
    functions::BPR011,
    functions::BPR012,
    forms::BPR013,
    system::BPR014,
    system::BPR015,
    data::BPR016,
    forms::BPR017,
    data::BPR018,
    forms::BPR019,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_in_order_and_remedies_in_theirs() {
        assert!(RULES.iter().map(|r| r.id).is_sorted_by(|a, b| a < b));
        for rule in RULES {
            assert!(rule.remedies.is_sorted_by(|a, b| a < b) && !rule.remedies.is_empty(), "{}", rule.id);
            assert!(rule.steps.is_sorted() && !rule.steps.is_empty(), "{}", rule.id);
            assert!(!rule.waits_for.is_empty(), "{}", rule.id);
        }
    }

    #[test]
    fn texts_are_complete_in_both_languages() {
        for rule in RULES {
            for (ja, en) in [rule.title, rule.as_is, rule.to_be, rule.review, rule.effect] {
                assert!(ja.chars().count() >= 5 || ja.contains('{'), "{}: {ja}", rule.id);
                assert!(en.is_ascii() && (en.len() >= 7), "{}: {en}", rule.id);
                for name in ["{about}", "{today}", "{standard}", "{change}"] {
                    assert_eq!(ja.contains(name), en.contains(name), "{}: {ja}", rule.id);
                }
            }
        }
    }
}
