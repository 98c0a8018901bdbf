//! Identities carried to another edition: the keys of subjects and BPR items on which people's decisions hang.

use std::collections::{HashMap, HashSet};

use crate::bpr;
use crate::finding::identity::bpr_id;
use crate::finding::{Subject, SubjectKind};
use crate::spec::carry::Carrier;
use crate::spec::diff::{Candidate, Evidence, Inventory, Kind};

/// What becomes of an identity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Carry {
    /// The same key holds.
    Same,
    To {
        subject: Subject,
        evidence: Vec<Evidence>,
    },
    /// A person must decide.
    Open {
        candidates: Vec<Candidate>,
    },
}

/// Every identity of an old edition, with what becomes of it.
#[derive(Debug)]
pub struct KeyRing {
    entries: Vec<(Subject, Carry)>,
    subjects: HashMap<String, usize>,
    bpr: HashMap<String, (&'static str, usize)>,
    /// Keys of the new edition and of those that stay.
    valid: HashSet<String>,
}

/// What a key stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known<'r> {
    pub subject: &'r Subject,
    pub carry: &'r Carry,
    /// The BPR rule, for `b1-…`.
    pub bpr: Option<&'static str>,
}

impl KeyRing {
    pub fn new(carrier: &Carrier<'_, '_>) -> KeyRing {
        let mut ring =
            KeyRing { entries: Vec::new(), subjects: HashMap::new(), bpr: HashMap::new(), valid: HashSet::new() };
        let (old, new) = (&carrier.pairing.old, &carrier.pairing.new);
        for kind in Kind::ALL {
            for n in 0..old.count(kind) {
                let from = subject(old, kind, n);
                let carry = match carrier.pairing.of_old(kind, n) {
                    Some(link) => {
                        let to = subject(new, kind, link.new);
                        match to.key() == from.key() {
                            true => Carry::Same,
                            false => Carry::To { subject: to, evidence: link.evidence.clone() },
                        }
                    }
                    None => Carry::Open { candidates: carrier.candidates(kind, n) },
                };
                ring.put(from, carry);
            }
        }
        for inventory in std::iter::once(new).chain(carrier.others()) {
            for kind in Kind::ALL {
                for n in 0..inventory.count(kind) {
                    ring.allow(&subject(inventory, kind, n));
                }
            }
        }
        ring
    }

    /// Two things of one identity that end in different places are a question.
    fn put(&mut self, from: Subject, carry: Carry) {
        let key = from.key();
        if let Some(there) = self.subjects.get(&key) {
            let entry = &mut self.entries[*there];
            if entry.1 != carry {
                entry.1 = Carry::Open { candidates: Vec::new() };
            }
            return;
        }
        let n = self.entries.len();
        for rule in bpr::RULES {
            self.bpr.insert(bpr_id(rule.id, &from), (rule.id, n));
        }
        self.subjects.insert(key, n);
        self.entries.push((from, carry));
    }

    fn allow(&mut self, subject: &Subject) {
        self.valid.insert(subject.key());
        self.valid.extend(bpr::RULES.iter().map(|rule| bpr_id(rule.id, subject)));
    }

    /// What an `s1-…` or `b1-…` of the old edition stands for.
    pub fn find(&self, key: &str) -> Option<Known<'_>> {
        let (n, bpr) = match self.subjects.get(key) {
            Some(n) => (*n, None),
            None => self.bpr.get(key).map(|(rule, n)| (*n, Some(*rule)))?,
        };
        let (subject, carry) = &self.entries[n];
        Some(Known { subject, carry, bpr })
    }

    pub fn carry(&self, subject: &Subject) -> Option<&Carry> {
        self.find(&subject.key()).map(|known| known.carry)
    }

    /// Whether the new edition, or one that stays, has this key.
    pub fn is_valid(&self, key: &str) -> bool {
        self.valid.contains(key)
    }
}

fn subject(inventory: &Inventory<'_>, kind: Kind, n: usize) -> Subject {
    let subject_kind = match kind {
        Kind::Group => SubjectKind::Group,
        Kind::Item => SubjectKind::Item,
        Kind::CodeList => SubjectKind::CodeList,
        Kind::Form => SubjectKind::Form,
        Kind::PrintedItem => SubjectKind::PrintedItem,
        Kind::Function => SubjectKind::Function,
    };
    Subject::new(subject_kind, &inventory.edition.system, inventory.within(kind, n), inventory.name(kind, n))
}
