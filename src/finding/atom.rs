//! Facts found by rules, and the findings that they come together in.

use serde_json::Value;

use super::cap::capped;
use super::identity::{Subject, fingerprint, state};
use super::meta::Meta;
use super::place::Place;
use super::severity::Severity;
use crate::basis::SourceKind;

/// What a fact is about, by number: what suppression and causes look at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct About {
    pub group: Option<usize>,
    pub item: Option<usize>,
    pub table: Option<usize>,
    /// Table and column.
    pub column: Option<(usize, usize)>,
    pub form: Option<usize>,
    pub function: Option<usize>,
}

/// One fact that a rule found.
#[derive(Debug, Clone)]
pub struct Atom {
    pub meta: &'static Meta,
    /// Before the cap.
    pub severity: Severity,
    /// The weakest of the facts it rests on; `None` when it rests on none of the standard.
    pub basis: Option<SourceKind>,
    /// Titles of the documents of that fact.
    pub source: Option<String>,
    pub about: About,
    /// Further things, of a fact that concerns several items.
    pub also: Vec<About>,
    pub subject: Subject,
    /// Current `TABLE.COLUMN`s concerned.
    pub columns: Vec<String>,
    pub discriminator: String,
    /// The rule's typed fields.
    pub fields: Value,
    pub places: Vec<Place>,
    /// Fingerprints of the findings that it follows from.
    pub causes: Vec<String>,
}

impl Atom {
    /// Everything that it is about.
    pub fn abouts(&self) -> impl Iterator<Item = &About> {
        std::iter::once(&self.about).chain(&self.also)
    }

    pub fn fingerprint(&self) -> String {
        let columns = if self.meta.grain.by_column() { self.columns.as_slice() } else { &[] };
        fingerprint(self.meta.id, &self.subject, columns, &self.discriminator)
    }
}

/// One cause, one finding: one or more facts of the same rule about the same subject.
#[derive(Debug, Clone)]
pub struct Finding {
    pub meta: &'static Meta,
    pub severity: Severity,
    pub basis: Option<SourceKind>,
    /// Titles of the documents that the weakest fact rests on.
    pub source: Option<String>,
    /// The severity would be higher if its sources were stronger.
    pub capped: bool,
    pub fingerprint: String,
    pub subject: Subject,
    /// Current `TABLE.COLUMN`s that are part of the identity.
    pub columns: Vec<String>,
    pub discriminator: String,
    pub state: String,
    /// The rule's typed fields; for grains that gather, `{"entries": […]}`.
    pub fields: Value,
    /// Facts gathered, or values concerned.
    pub count: usize,
    pub causes: Vec<String>,
    pub places: Vec<Place>,
    /// What its facts are about.
    pub about: Vec<About>,
}

impl Finding {
    /// Brings facts of one fingerprint together. The severity is the highest of the capped ones.
    pub fn gather(fingerprint: String, atoms: Vec<Atom>) -> Option<Finding> {
        let strongest = atoms.iter().min_by_key(|a| (capped(a.severity, a.basis).0, a.basis)).cloned()?;
        let (severity, lowered) = capped(strongest.severity, strongest.basis);
        let fields = match strongest.meta.grain.gathers() {
            true => serde_json::json!({ "entries": atoms.iter().map(|a| a.fields.clone()).collect::<Vec<_>>() }),
            false => atoms.first().map(|a| a.fields.clone()).unwrap_or_default(),
        };
        let mut causes: Vec<String> = atoms.iter().flat_map(|a| a.causes.iter().cloned()).collect();
        causes.sort();
        causes.dedup();
        let mut places: Vec<Place> = Vec::new();
        for place in atoms.iter().flat_map(|a| &a.places) {
            if !places.contains(place) {
                places.push(place.clone());
            }
        }
        Some(Finding {
            meta: strongest.meta,
            severity,
            basis: strongest.basis,
            source: strongest.source,
            capped: lowered,
            fingerprint,
            columns: if strongest.meta.grain.by_column() { strongest.columns } else { Vec::new() },
            discriminator: strongest.discriminator,
            subject: strongest.subject,
            state: state(&fields),
            fields,
            count: atoms.len(),
            causes,
            places,
            about: atoms.iter().flat_map(|a| a.abouts().copied()).collect(),
        })
    }
}
