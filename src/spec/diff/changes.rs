//! The changes from one edition to the next.

use super::aspects::{Difference, Meaning};
use super::compare::Comparer;
use super::evidence::Evidence;
use super::inventory::{Inventory, Kind};
use super::pairing::Pairing;
use crate::spec::edition::{Basis, Version};
use crate::text::fold::f1;

/// An edition as a side of a diff.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Side {
    pub version: Version,
    pub sha256: String,
    /// Where it was found.
    pub origin: String,
}

/// Everything that differs.
#[derive(Debug)]
pub struct Diff {
    pub system: String,
    pub old: Side,
    pub new: Side,
    pub changes: Vec<Change>,
}

/// A thing that is in one of the editions only, or differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub kind: Kind,
    pub how: How,
    pub old: Option<Named>,
    pub new: Option<Named>,
    /// Why the two are thought to be one; empty unless both are there.
    pub evidence: Vec<Evidence>,
    pub differences: Vec<Difference>,
    /// For what is gone: what it may have become. A person decides.
    pub candidates: Vec<Candidate>,
    /// It came or went with its group or form, which has a change of its own.
    pub covered: bool,
    /// Items of a group or printed items of a form that came or went with it.
    pub parts: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// `グループ.項目`
    pub label: String,
    pub within: String,
    pub name: String,
    pub key: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    pub label: String,
    pub evidence: Vec<Evidence>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum How {
    Added,
    Removed,
    /// Another name, or another group, with or without other differences.
    Renamed,
    Changed,
}

impl How {
    pub fn id(self) -> &'static str {
        match self {
            How::Added => "added",
            How::Removed => "removed",
            How::Renamed => "renamed",
            How::Changed => "changed",
        }
    }
}

impl Change {
    /// What it means, gravest first.
    pub fn meaning(&self) -> Meaning {
        match self.how {
            How::Changed => self.differences.iter().map(|d| d.aspect.meaning()).min().unwrap_or(Meaning::Wording),
            _ => Meaning::Structure,
        }
    }

    /// Differences of one meaning.
    pub fn of(&self, meaning: Meaning) -> impl Iterator<Item = &Difference> {
        self.differences.iter().filter(move |d| d.aspect.meaning() == meaning)
    }

    /// Whether it is to be told under a meaning.
    pub fn tells(&self, meaning: Meaning) -> bool {
        self.of(meaning).next().is_some() || (meaning == Meaning::Structure && self.how != How::Changed)
    }
}

/// How many things changed how.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub added: usize,
    pub removed: usize,
    pub renamed: usize,
    pub changed: usize,
    /// Of those removed, how many may have become something else.
    pub proposed: usize,
}

impl Diff {
    pub fn new(pairing: &Pairing<'_>, old: Side, new: Side) -> Diff {
        let mut changes = Vec::new();
        let comparer = Comparer::new(pairing);
        for kind in Kind::ALL {
            for link in pairing.sure(kind) {
                changes.extend(comparer.change(kind, link));
            }
            changes.extend((0..pairing.old.count(kind)).filter_map(|n| removed(pairing, kind, n)));
            changes.extend((0..pairing.new.count(kind)).filter_map(|n| added(pairing, kind, n)));
        }
        Diff { system: pairing.old.edition.system.clone(), old, new, changes }
    }

    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    /// Of one kind, or of all.
    pub fn counts(&self, kind: Option<Kind>) -> Counts {
        let mut counts = Counts::default();
        for change in self.changes.iter().filter(|c| kind.is_none_or(|k| c.kind == k)) {
            match change.how {
                How::Added => counts.added += 1,
                How::Removed => counts.removed += 1,
                How::Renamed => counts.renamed += 1,
                How::Changed => counts.changed += 1,
            }
            counts.proposed += usize::from(!change.candidates.is_empty());
        }
        counts
    }

    /// The change about a thing by the name it has in one of the editions.
    pub fn about(&self, kind: Kind, within: &str, name: &str) -> Option<&Change> {
        let is = |n: &Named| f1(&n.within) == f1(within) && f1(&n.name) == f1(name);
        let mut of_kind = self.changes.iter().filter(|c| c.kind == kind);
        of_kind.find(|c| c.new.as_ref().is_some_and(is) || c.old.as_ref().is_some_and(is))
    }

    /// Whether the editions rest on different grounds, so that much that differs was only unknown before.
    pub fn basis_changes(&self) -> Option<(Basis, Basis)> {
        let (old, new) = (self.old.version.basis, self.new.version.basis);
        (old != new).then_some((old, new))
    }
}

pub(super) fn named(inventory: &Inventory<'_>, kind: Kind, n: usize) -> Named {
    Named {
        label: inventory.label(kind, n),
        within: inventory.within(kind, n).to_string(),
        name: inventory.name(kind, n).to_string(),
        key: inventory.key(kind, n).to_string(),
    }
}

fn removed(pairing: &Pairing<'_>, kind: Kind, n: usize) -> Option<Change> {
    if pairing.of_old(kind, n).is_some() {
        return None;
    }
    let candidate = |l: &super::Link| Candidate { label: pairing.new.label(kind, l.new), evidence: l.evidence.clone() };
    let parent_gone = |p: usize| pairing.of_old(parent_kind(kind), p).is_none();
    Some(Change {
        old: Some(named(&pairing.old, kind, n)),
        candidates: pairing.proposals_of(kind, n).map(candidate).collect(),
        covered: pairing.old.parent(kind, n).is_some_and(parent_gone),
        parts: parts(&pairing.old, kind, n, |part, i| pairing.of_old(part, i).is_none()),
        ..empty(kind, How::Removed)
    })
}

fn added(pairing: &Pairing<'_>, kind: Kind, n: usize) -> Option<Change> {
    if pairing.of_new(kind, n).is_some() {
        return None;
    }
    let parent_new = |p: usize| pairing.of_new(parent_kind(kind), p).is_none();
    Some(Change {
        new: Some(named(&pairing.new, kind, n)),
        covered: pairing.new.parent(kind, n).is_some_and(parent_new),
        parts: parts(&pairing.new, kind, n, |part, i| pairing.of_new(part, i).is_none()),
        ..empty(kind, How::Added)
    })
}

fn parent_kind(kind: Kind) -> Kind {
    if kind == Kind::PrintedItem { Kind::Form } else { Kind::Group }
}

fn parts(inventory: &Inventory<'_>, kind: Kind, n: usize, counts: impl Fn(Kind, usize) -> bool) -> usize {
    let part = match kind {
        Kind::Group => Kind::Item,
        Kind::Form => Kind::PrintedItem,
        _ => return 0,
    };
    inventory.parts(part, n).filter(|i| counts(part, *i)).count()
}

pub(super) fn empty(kind: Kind, how: How) -> Change {
    Change {
        kind,
        how,
        old: None,
        new: None,
        evidence: Vec::new(),
        differences: Vec::new(),
        candidates: Vec::new(),
        covered: false,
        parts: 0,
    }
}
