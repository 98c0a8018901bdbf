//! Accepting today's findings: reasons that people wrote stay, and nothing that still matches is dropped.

use std::collections::{HashMap, HashSet};

use super::{Baseline, BaselineRecord};

/// What is to be written.
#[derive(Debug)]
pub struct Write<'a> {
    /// Today's findings, with the reason, owner and day for those that are new.
    pub findings: Vec<BaselineRecord>,
    /// Systems that were checked in full: their records that match nothing are dropped. Those of others stay.
    pub judged: &'a [&'a str],
}

/// How many records are new, stayed and went.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Updated {
    pub added: usize,
    pub kept: usize,
    /// Kept although their fields had changed: accepted as they are now.
    pub renewed: usize,
    pub dropped: usize,
}

impl Baseline {
    /// Takes today's findings in.
    pub fn update(&mut self, write: Write<'_>) -> Updated {
        let mut counts = Updated::default();
        let mut records = std::mem::take(&mut self.records);
        let found: HashSet<(String, String)> = write.findings.iter().map(identity).collect();
        let seen: HashSet<(&str, &str)> = found.iter().map(|(f, s)| (f.as_str(), s.as_str())).collect();
        let before = Baseline { path: String::new(), records: records.clone() };
        let gone: HashSet<BaselineKey> = before.unmatched(write.judged, &seen).map(key).collect();
        records.retain(|r| !gone.contains(&key(r)));
        counts.dropped = before.records.len() - records.len();
        let mut index: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, record) in records.iter().enumerate() {
            index.entry(record.fingerprint.clone()).or_default().push(at);
        }
        for finding in write.findings {
            let system = finding.system.clone().unwrap_or_default();
            let known = index.get(&finding.fingerprint).into_iter().flatten();
            match known.copied().find(|at| records[*at].is_of(&system)) {
                Some(at) => renew(&mut records[at], finding, &mut counts),
                None => {
                    counts.added += 1;
                    records.push(finding);
                }
            }
        }
        self.records = records;
        counts
    }
}

type BaselineKey = (String, Option<String>);

fn key(record: &BaselineRecord) -> BaselineKey {
    (record.fingerprint.clone(), record.system.clone())
}

fn identity(record: &BaselineRecord) -> (String, String) {
    (record.fingerprint.clone(), record.system.clone().unwrap_or_default())
}

fn renew(record: &mut BaselineRecord, finding: BaselineRecord, counts: &mut Updated) {
    match record.state == finding.state {
        true => counts.kept += 1,
        false => counts.renewed += 1,
    }
    let BaselineRecord { subject, columns, discriminator, state, .. } = finding;
    (record.subject, record.columns, record.discriminator, record.state) = (subject, columns, discriminator, state);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::{Subject, SubjectKind};

    fn record(fingerprint: &str, system: &str, reason: &str) -> BaselineRecord {
        BaselineRecord {
            fingerprint: fingerprint.into(),
            rule: "GAP0101".into(),
            system: Some(system.into()),
            subject: Subject::new(SubjectKind::Item, system, "G", fingerprint),
            columns: Vec::new(),
            discriminator: String::new(),
            state: "s".into(),
            reason: reason.into(),
            owner: None,
            until: None,
        }
    }

    #[test]
    fn reasons_stay_what_matches_stays_and_other_systems_stay() {
        let mut baseline = Baseline {
            path: "b".into(),
            records: vec![record("a", "x", "old"), record("gone", "x", "old"), record("a", "y", "other")],
        };
        let findings = vec![record("a", "x", "new"), record("b", "x", "new")];
        let counts = baseline.update(Write { findings, judged: &["x"] });
        assert_eq!(counts, Updated { added: 1, kept: 1, renewed: 0, dropped: 1 });
        let left: Vec<(&str, &str)> =
            baseline.records.iter().map(|r| (r.fingerprint.as_str(), r.reason.as_str())).collect();
        assert_eq!(left, [("a", "old"), ("a", "other"), ("b", "new")]);
    }

    #[test]
    fn without_a_judged_system_nothing_is_dropped() {
        let mut baseline = Baseline { path: "b".into(), records: vec![record("gone", "x", "old")] };
        assert_eq!(baseline.update(Write { findings: vec![], judged: &[] }).dropped, 0);
        assert_eq!(baseline.records.len(), 1);
    }
}
