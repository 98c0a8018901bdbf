//! Where the names of one edition are in the next: what people wrote against the old one is carried by this.

use std::collections::BTreeMap;

use super::diff::{Candidate, Evidence, Inventory, Kind, Link, Pairing};
use super::edition::Edition;
use crate::text::fold::f1;

/// What becomes of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It holds for both editions, or belongs to another edition that stays.
    Same,
    /// It is called something else now.
    Carried { to: String, evidence: Vec<Evidence> },
    /// A person must decide: what it may be now, or nothing at all.
    Open { candidates: Vec<Candidate> },
    /// The old edition does not have it either.
    Unknown,
    /// The old edition has it more than once.
    Ambiguous { meant: Vec<String> },
}

impl Fate {
    /// Whether nobody has to look.
    pub fn is_settled(&self) -> bool {
        matches!(self, Fate::Same | Fate::Carried { .. })
    }
}

/// Carries names from the old edition of a pairing to the new one.
#[derive(Debug)]
pub struct Carrier<'p, 'e> {
    pub pairing: &'p Pairing<'e>,
    /// The other editions of the standard, which stay as they are.
    others: Vec<Inventory<'e>>,
}

impl<'p, 'e> Carrier<'p, 'e> {
    pub fn new(pairing: &'p Pairing<'e>, others: &'e [Edition]) -> Self {
        Carrier { pairing, others: others.iter().map(Inventory::new).collect() }
    }

    pub fn others(&self) -> &[Inventory<'e>] {
        &self.others
    }

    /// What becomes of a name that a mapping uses.
    pub fn fate(&self, kind: Kind, name: &str) -> Fate {
        match self.pairing.old.find(kind, name) {
            [one] => self.fate_of(kind, *one, name),
            [] if self.others.iter().any(|o| !o.find(kind, name).is_empty()) => Fate::Same,
            [] if !self.pairing.new.find(kind, name).is_empty() => Fate::Same,
            [] => Fate::Unknown,
            several => {
                Fate::Ambiguous { meant: several.iter().map(|n| self.pairing.old.qualified_label(kind, *n)).collect() }
            }
        }
    }

    fn fate_of(&self, kind: Kind, old: usize, name: &str) -> Fate {
        let Some(link) = self.pairing.of_old(kind, old) else {
            return Fate::Open { candidates: self.candidates(kind, old) };
        };
        let to = self.written_like(kind, old, link.new, name);
        match f1(&to) == f1(name) {
            true => Fate::Same,
            false => Fate::Carried { to, evidence: link.evidence.clone() },
        }
    }

    /// The new name, written as the old one was: as a key, with the business before it, or plainly as far as that is unique.
    fn written_like(&self, kind: Kind, old: usize, new: usize, name: &str) -> String {
        let (from, to) = (&self.pairing.old, &self.pairing.new);
        let plain = f1(name) == f1(&from.plain_label(kind, old));
        if !plain && matches!(kind, Kind::Form | Kind::Function) && f1(name) == f1(from.key(kind, old)) {
            return to.key(kind, new).to_string();
        }
        let label = to.plain_label(kind, new);
        let shared = to.find(kind, &label).len() > 1 || self.others.iter().any(|o| !o.find(kind, &label).is_empty());
        let qualifies = !to.business(kind, new).is_empty();
        if qualifies && (!plain || shared) { to.qualified_label(kind, new) } else { label }
    }

    /// What an old thing without a sure counterpart may be now.
    pub fn candidates(&self, kind: Kind, old: usize) -> Vec<Candidate> {
        let label = |new: usize| self.pairing.new.label(kind, new);
        let proposals = self.pairing.proposals_of(kind, old);
        let mut candidates: Vec<Candidate> =
            proposals.map(|l| Candidate { label: label(l.new), evidence: l.evidence.clone() }).collect();
        if kind == Kind::Group {
            for (group, n) in self.homes_of_items(old) {
                let moved = Evidence::ItemsMoved(n);
                match candidates.iter_mut().find(|c| c.label == label(group)) {
                    Some(there) => there.evidence.push(moved),
                    None => candidates.push(Candidate { label: label(group), evidence: vec![moved] }),
                }
            }
        }
        candidates
    }

    /// The groups that a group's items are in now, and how many of them.
    fn homes_of_items(&self, group: usize) -> BTreeMap<usize, u16> {
        let mut homes = BTreeMap::new();
        for item in self.pairing.old.parts(Kind::Item, group) {
            let link: Option<&Link> = self.pairing.of_old(Kind::Item, item);
            if let Some(home) = link.and_then(|l| self.pairing.new.parent(Kind::Item, l.new)) {
                let n = homes.entry(home).or_insert(0u16);
                *n = n.saturating_add(1);
            }
        }
        homes
    }
}
