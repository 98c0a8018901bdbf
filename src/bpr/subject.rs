//! What a finding's reform is about: its table, form or group, else the thing itself.

use super::rule::Scope;
use crate::finding::{Finding, PlaceRole, Subject, SubjectKind};

pub(super) fn subject_of(scope: Scope, system: &str, finding: &Finding) -> Subject {
    let own = &finding.subject;
    match (scope, own.kind) {
        (Scope::System, _) => system_of(system),
        (Scope::Table, _) => match table(finding) {
            Some(table) => Subject::new(SubjectKind::Table, system, "", &table),
            None => own.clone(),
        },
        (Scope::Group, SubjectKind::Item) => Subject::new(SubjectKind::Group, &own.system, "", &own.within),
        (Scope::Form, SubjectKind::PrintedItem) => Subject::new(SubjectKind::Form, &own.system, "", &own.within),
        (Scope::Form, SubjectKind::CurrentField) => {
            Subject::new(SubjectKind::CurrentForm, &own.system, "", &own.within)
        }
        _ => own.clone(),
    }
}

fn table(finding: &Finding) -> Option<String> {
    let current = finding.places.iter().filter(|p| p.role == PlaceRole::Current);
    current.chain(&finding.places).find_map(|p| p.table.clone())
}

pub(super) fn system_of(system: &str) -> Subject {
    Subject::new(SubjectKind::System, system, "", system)
}
