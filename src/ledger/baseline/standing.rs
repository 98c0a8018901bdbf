//! How a finding of today stands against the baseline.

use std::collections::{HashMap, HashSet};

use super::{Baseline, BaselineRecord};

/// What an accepted finding is today.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Accepted,
    /// Its fields are others than those that were accepted: 要再確認.
    Changed,
    /// Accepted until a day that has passed.
    Expired,
}

impl BaselineRecord {
    /// `as_of`: `YYYY-MM-DD`; the day named in `until` still counts.
    pub fn standing(&self, state: &str, as_of: &str) -> Standing {
        if self.until.as_deref().is_some_and(|until| until < as_of) {
            Standing::Expired
        } else if self.state != state {
            Standing::Changed
        } else {
            Standing::Accepted
        }
    }
}

impl Baseline {
    /// The records by fingerprint.
    pub fn by_fingerprint(&self) -> HashMap<&str, Vec<&BaselineRecord>> {
        let mut index: HashMap<&str, Vec<&BaselineRecord>> = HashMap::new();
        for record in &self.records {
            index.entry(&record.fingerprint).or_default().push(record);
        }
        index
    }

    /// Records of these systems that nothing found today matches. `found`: fingerprints with their system.
    pub fn unmatched<'a>(
        &'a self,
        systems: &'a [&str],
        found: &'a HashSet<(&str, &str)>,
    ) -> impl Iterator<Item = &'a BaselineRecord> {
        let matched = |r: &BaselineRecord, s: &str| found.contains(&(r.fingerprint.as_str(), s));
        self.records.iter().filter(move |r| {
            systems.iter().any(|s| r.belongs_to(s)) && !systems.iter().any(|s| r.is_of(s) && matched(r, s))
        })
    }
}
