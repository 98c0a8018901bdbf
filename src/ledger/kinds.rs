//! 種別: what a row of `decisions.csv` is about, in the words of the file.

use crate::finding::SubjectKind;

const WORDS: [(SubjectKind, &str); 14] = [
    (SubjectKind::System, "業務"),
    (SubjectKind::Group, "グループ"),
    (SubjectKind::Item, "項目"),
    (SubjectKind::CodeList, "コード"),
    (SubjectKind::Form, "帳票"),
    (SubjectKind::PrintedItem, "印字項目"),
    (SubjectKind::Function, "機能"),
    (SubjectKind::Table, "現行の表"),
    (SubjectKind::Column, "現行の列"),
    (SubjectKind::CurrentCodes, "現行のコード"),
    (SubjectKind::CurrentForm, "現行の帳票"),
    (SubjectKind::CurrentField, "現行の印字項目"),
    (SubjectKind::CurrentFunction, "現行の機能"),
    (SubjectKind::MappingLine, "対応表の行"),
];

/// Rows of BPR items carry the rule behind this word.
const BPR: &str = "見直し事項";

pub fn word(kind: SubjectKind) -> &'static str {
    WORDS.iter().find(|(k, _)| *k == kind).map_or("", |(_, word)| word)
}

pub fn kind(word: &str) -> Option<SubjectKind> {
    WORDS.iter().find(|(_, w)| *w == word).map(|(kind, _)| *kind)
}

/// `見直し事項 BPR002`
pub fn bpr_word(rule: &str) -> String {
    format!("{BPR} {rule}")
}

/// The BPR rule of a row, if it is one.
pub fn bpr_rule(word: &str) -> Option<&str> {
    word.strip_prefix(BPR).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back() {
        for (kind_of, w) in WORDS {
            assert_eq!((word(kind_of), kind(w)), (w, Some(kind_of)));
        }
        assert_eq!(bpr_rule(&bpr_word("BPR002")), Some("BPR002"));
        assert_eq!(bpr_rule("項目"), None);
    }
}
