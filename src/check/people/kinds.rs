//! 種別: what a row of `decisions.csv` is about, in the words of the file, and back.

use crate::bpr::{self, Scope};
use crate::finding::{Subject, SubjectKind};
use crate::ledger::decisions::Decision;
use crate::spec::catalog::Catalog;

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

pub fn bpr_word(rule: &str) -> String {
    format!("{BPR} {rule}")
}

/// The Japanese name of a system, or the slug where the catalogue does not know it.
pub fn system_name(slug: &str) -> String {
    Catalog::get().by_slug(slug).map_or_else(|| slug.to_string(), |s| s.name.clone())
}

/// The slug of a row's system, by whatever name.
pub fn slug(row: &Decision) -> &str {
    Catalog::get().find(&row.system).map_or(row.system.as_str(), |s| s.slug.as_str())
}

/// What a row is about. `None`: its 種別 is no known word.
pub fn subject(row: &Decision) -> Option<Subject> {
    let kind = match row.kind.strip_prefix(BPR) {
        Some(rule) => match bpr::RULES.iter().find(|r| r.id == rule.trim())?.scope {
            Scope::Group => SubjectKind::Group,
            Scope::Table => SubjectKind::Table,
            Scope::Form => SubjectKind::Form,
            Scope::Function => SubjectKind::Function,
            Scope::System => SubjectKind::System,
        },
        None => WORDS.iter().find(|(_, word)| *word == row.kind)?.0,
    };
    Some(Subject::new(kind, slug(row), &row.group, &row.item))
}
