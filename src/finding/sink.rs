//! Where facts go: suppressed where another finding explains them, gathered into findings, in an order that the input's order does not change.

use std::collections::{BTreeMap, HashSet};

use super::atom::{About, Atom, Finding};
use super::meta::{Meta, Within};

/// What became of one rule in one run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleOutcome {
    /// Looked, found nothing.
    Clean,
    Found(usize),
    /// Did not look, and why (Japanese, English).
    NotApplicable(&'static str, &'static str),
    /// Could not look.
    Failed(String),
}

/// Collects the facts of a run.
#[derive(Debug, Default)]
pub struct Sink {
    atoms: Vec<Atom>,
    /// Fingerprints that two facts of a grain that does not gather would share: a bug in a rule.
    pub collisions: Vec<String>,
}

impl Sink {
    pub fn push(&mut self, atom: Atom) {
        self.atoms.push(atom);
    }

    pub fn len(&self) -> usize {
        self.atoms.len()
    }

    pub fn is_empty(&self) -> bool {
        self.atoms.is_empty()
    }

    /// Takes back what a failed rule left behind.
    pub fn truncate(&mut self, len: usize) {
        self.atoms.truncate(len);
    }

    /// Drops what other findings explain and gathers the rest.
    pub fn findings(&mut self) -> Vec<Finding> {
        let atoms = std::mem::take(&mut self.atoms);
        let explained = Explained::by(&atoms);
        let kept = atoms.into_iter().filter(|a| !explained.covers(a));
        let mut gathered: BTreeMap<(&'static str, String), Vec<Atom>> = BTreeMap::new();
        for atom in kept {
            gathered.entry((atom.meta.id, atom.fingerprint())).or_default().push(atom);
        }
        let mut findings = Vec::with_capacity(gathered.len());
        for ((rule, fingerprint), mut atoms) in gathered {
            if atoms.len() > 1 && !atoms[0].meta.grain.gathers() {
                self.collisions.push(format!("{rule} {fingerprint}"));
            }
            atoms.sort_by_cached_key(entry_order);
            findings.extend(Finding::gather(fingerprint, atoms));
        }
        findings
    }
}

/// Entries are ordered by what they say, so that the order of the input does not change the state of a finding.
fn entry_order(atom: &Atom) -> String {
    atom.fields.to_string()
}

struct Explained(HashSet<(&'static str, Within, (usize, usize))>);

impl Explained {
    fn by(atoms: &[Atom]) -> Self {
        let mut explained = HashSet::new();
        for atom in atoms {
            for suppress in atom.meta.suppresses {
                for handle in atom.abouts().filter_map(|about| handle(about, suppress.within)) {
                    explained.extend(suppress.rules.iter().map(|rule| (*rule, suppress.within, handle)));
                }
            }
        }
        Explained(explained)
    }

    fn covers(&self, atom: &Atom) -> bool {
        const ALL: [Within; 5] = [Within::Group, Within::Item, Within::Table, Within::Column, Within::Form];
        ALL.into_iter()
            .any(|within| handle(&atom.about, within).is_some_and(|h| self.0.contains(&(atom.meta.id, within, h))))
    }
}

fn handle(about: &About, within: Within) -> Option<(usize, usize)> {
    match within {
        Within::Group => about.group.map(|g| (g, 0)),
        Within::Item => about.item.map(|i| (i, 0)),
        Within::Table => about.table.map(|t| (t, 0)),
        Within::Column => about.column,
        Within::Form => about.form.map(|f| (f, 0)),
    }
}

/// The run status of every rule, from the findings that remained.
pub fn outcomes(findings: &[Finding], rule: &Meta) -> RuleOutcome {
    match findings.iter().filter(|f| f.meta.id == rule.id).count() {
        0 => RuleOutcome::Clean,
        n => RuleOutcome::Found(n),
    }
}
