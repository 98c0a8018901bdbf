//! What a row of `decisions.csv` is about: the names in it, resolved.

use crate::bpr::{self, Scope};
use crate::finding::{Subject, SubjectKind};
use crate::ledger::decisions::Decision;
use crate::ledger::kinds;
use crate::spec::catalog::Catalog;

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
    let kind = match kinds::bpr_rule(&row.kind) {
        Some(rule) => match bpr::RULES.iter().find(|r| r.id == rule)?.scope {
            Scope::Group => SubjectKind::Group,
            Scope::Table => SubjectKind::Table,
            Scope::Form => SubjectKind::Form,
            Scope::Function => SubjectKind::Function,
            Scope::System => SubjectKind::System,
        },
        None => kinds::kind(&row.kind)?,
    };
    Some(Subject::new(kind, slug(row), &row.group, &row.item))
}
