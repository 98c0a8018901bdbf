//! What there is to decide about, thing by thing: every thing of the standard and of today, with its findings and its row
//! of decisions, on the one sheet that it belongs to.

use std::collections::{HashMap, HashSet};

use crate::finding::{Subject, SubjectKind};
use crate::ledger::kinds;
use crate::report::model::{Report, ReportedFinding};
use crate::report::people::LedgerRow;
use crate::report::rows::{RowKind, StandardRow};

/// One thing.
#[derive(Debug)]
pub(super) struct Line<'r> {
    pub key: String,
    pub subject: Subject,
    pub row: Option<&'r StandardRow>,
    pub findings: Vec<&'r ReportedFinding>,
    pub decided: Option<&'r LedgerRow>,
}

/// All things by their sheet. Every finding stands in exactly one line.
#[derive(Debug, Default)]
pub(super) struct Lines<'r> {
    pub items: Vec<Line<'r>>,
    pub forms: Vec<Line<'r>>,
    pub functions: Vec<Line<'r>>,
}

impl<'r> Lines<'r> {
    pub fn of(report: &'r Report) -> Lines<'r> {
        let mut findings: HashMap<&str, Vec<&ReportedFinding>> = HashMap::new();
        report.findings.iter().for_each(|f| findings.entry(&f.subject).or_default().push(f));
        let ledger: HashMap<&str, &LedgerRow> =
            report.decisions.iter().flat_map(|d| &d.rows).map(|r| (r.key.as_str(), r)).collect();
        let mut lines = Lines::default();
        let mut told: HashSet<String> = HashSet::new();
        for row in report.systems.iter().flat_map(|s| &s.rows) {
            let key = row.subject.key();
            if told.insert(key.clone()) {
                let (findings, decided) = (findings.remove(key.as_str()).unwrap_or_default(), ledger.get(key.as_str()));
                let line =
                    Line { subject: row.subject.clone(), row: Some(row), findings, decided: decided.copied(), key };
                lines.sheet(sheet_of_row(row.kind)).push(line);
            }
        }
        for finding in &report.findings {
            if let Some(findings) = findings.remove(finding.subject.as_str()) {
                told.insert(finding.subject.clone());
                let (key, subject) = (finding.subject.clone(), finding.subject_parts.clone());
                let decided = ledger.get(key.as_str()).copied();
                lines.sheet(sheet_of(subject.kind)).push(Line { key, subject, row: None, findings, decided });
            }
        }
        for row in report.decisions.iter().flat_map(|d| &d.rows) {
            if !row.key.starts_with("b1-") && told.insert(row.key.clone()) {
                let kind = kinds::kind(&row.kind).unwrap_or(SubjectKind::System);
                let subject = Subject::new(kind, &row.system, &row.group, &row.item);
                let line = Line { key: row.key.clone(), subject, row: None, findings: vec![], decided: Some(row) };
                lines.sheet(sheet_of(kind)).push(line);
            }
        }
        // system by system; within one the whole standard first, then what only today has, then what is gone
        let position: HashMap<&str, usize> =
            report.systems.iter().enumerate().map(|(i, s)| (s.slug.as_str(), i)).collect();
        let place = |l: &Line<'_>| position.get(l.subject.system.as_str()).copied().unwrap_or(usize::MAX);
        for sheet in [&mut lines.items, &mut lines.forms, &mut lines.functions] {
            sheet.sort_by_key(place);
        }
        lines
    }

    fn sheet(&mut self, sheet: Sheet) -> &mut Vec<Line<'r>> {
        match sheet {
            Sheet::Items => &mut self.items,
            Sheet::Forms => &mut self.forms,
            Sheet::Functions => &mut self.functions,
        }
    }
}

enum Sheet {
    Items,
    Forms,
    Functions,
}

fn sheet_of_row(kind: RowKind) -> Sheet {
    match kind {
        RowKind::Item => Sheet::Items,
        RowKind::Form => Sheet::Forms,
        RowKind::Function => Sheet::Functions,
    }
}

fn sheet_of(kind: SubjectKind) -> Sheet {
    use SubjectKind as K;
    match kind {
        K::Form | K::PrintedItem | K::CurrentForm | K::CurrentField => Sheet::Forms,
        K::Function | K::CurrentFunction => Sheet::Functions,
        _ => Sheet::Items,
    }
}
