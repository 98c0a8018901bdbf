//! How a rule reports a fact: to whom it belongs, where it is, what it rests on.

use std::marker::PhantomData;

use super::rule::Rule;
use crate::basis::{Facet, SourceKind};
use crate::compare::Comparison;
use crate::current::model::{ColumnId, CurrentSystem, Spot, TableId};
use crate::finding::{About, Atom, Finding, Place, PlaceRole, Severity, Sink, Subject};
use crate::matching::{Mapping, MappingPlace};
use crate::spec::standard::{FormId, FunctionId, GroupId, ItemId, Standard};

/// Where a rule puts its facts, and where a consequence finds its causes.
pub struct Emit<'s, R> {
    sink: &'s mut Sink,
    /// Findings of the primary rules; empty while those look.
    pub earlier: &'s [Finding],
    rule: PhantomData<R>,
}

impl<'s, R: Rule> Emit<'s, R> {
    pub fn new(sink: &'s mut Sink, earlier: &'s [Finding]) -> Self {
        Emit { sink, earlier, rule: PhantomData }
    }

    /// Begins a fact about `subject`.
    pub fn draft(&self, subject: Subject, severity: Severity, fields: &R) -> Draft {
        Draft {
            atom: Atom {
                meta: R::META,
                severity,
                basis: None,
                source: None,
                about: About::default(),
                also: Vec::new(),
                subject,
                columns: Vec::new(),
                discriminator: String::new(),
                // typed fields always serialise; a rule whose fields did not would fail its own test
                fields: serde_json::to_value(fields).unwrap_or_default(),
                places: Vec::new(),
                causes: Vec::new(),
            },
        }
    }

    pub fn push(&mut self, draft: Draft) {
        self.sink.push(draft.atom);
    }

    /// The finding that says why an item cannot be had: about the item itself, or about its whole group.
    pub fn cause_for_item(&self, c: &Comparison<'_>, item: ItemId, rules: &[&str]) -> Option<&'s Finding> {
        let group = c.standard.group_of(item).0;
        let named = |f: &&Finding| rules.contains(&f.meta.id);
        let about_item = |f: &&Finding| f.about.iter().any(|a| a.item == Some(item.0));
        let about_group = |f: &&Finding| f.about.iter().any(|a| a.item.is_none() && a.group == Some(group));
        let mut all = self.earlier.iter().filter(named);
        all.clone().find(about_item).or_else(|| all.find(about_group))
    }
}

/// A fact in the making.
pub struct Draft {
    atom: Atom,
}

impl Draft {
    /// What the fact rests on; the weakest of several calls counts.
    pub fn rests_on(self, kind: SourceKind) -> Self {
        self.rests_on_document(kind, None)
    }

    /// As [`Draft::rests_on`], with the titles of the documents.
    pub fn rests_on_document(mut self, kind: SourceKind, titles: Option<String>) -> Self {
        if self.atom.basis.is_none_or(|weakest| kind > weakest) {
            self.atom.basis = Some(kind);
            self.atom.source = titles;
        } else if self.atom.basis == Some(kind) && self.atom.source.is_none() {
            self.atom.source = titles;
        }
        self
    }

    /// Rests on a facet of an item besides the one that it is about.
    pub fn rests_on_item(self, s: &Standard, item: ItemId, facet: Facet) -> Self {
        self.rests_on_document(s.item_basis(item, facet), joined(&s.item_sources(item, facet)))
    }

    /// About an item, resting on these facets of it.
    pub fn item(mut self, s: &Standard, item: ItemId, facets: &[Facet]) -> Self {
        for facet in facets {
            self = self.rests_on_document(s.item_basis(item, *facet), joined(&s.item_sources(item, *facet)));
        }
        let group = s.group_of(item);
        if self.atom.about.item.is_some() {
            self.atom.also.push(self.atom.about);
        }
        self.atom.about.item = Some(item.0);
        self.atom.about.group = Some(group.0);
        let mut place = Place::new(PlaceRole::Standard, "item");
        place.key = Some(s.item(item).key.clone());
        place.group = Some(s.group(group).name.clone());
        place.name = Some(s.item(item).name.clone());
        place.source = joined(&s.item_sources(item, facets.last().copied().unwrap_or(Facet::Existence)));
        self.place(place)
    }

    /// Keeps an item from conforming, without resting on what the standard says of it.
    pub fn speaks_of(mut self, s: &Standard, item: ItemId) -> Self {
        let about = About { item: Some(item.0), group: Some(s.group_of(item).0), ..About::default() };
        self.atom.also.push(about);
        self
    }

    /// Explains the same of another item.
    pub fn also(mut self, s: &Standard, item: ItemId) -> Self {
        let group = s.group_of(item);
        self.atom.also.push(About { item: Some(item.0), group: Some(group.0), ..About::default() });
        let mut place = Place::new(PlaceRole::Standard, "item");
        place.key = Some(s.item(item).key.clone());
        place.group = Some(s.group(group).name.clone());
        place.name = Some(s.item(item).name.clone());
        self.place(place)
    }

    pub fn group(mut self, s: &Standard, group: GroupId, facets: &[Facet]) -> Self {
        for facet in facets {
            self = self.rests_on_document(s.group_basis(group, *facet), joined(&s.group_sources(group)));
        }
        self.atom.about.group = Some(group.0);
        let mut place = Place::new(PlaceRole::Standard, "group");
        place.key = Some(s.group(group).key.clone());
        place.name = Some(s.group(group).name.clone());
        place.source = joined(&s.group_sources(group));
        self.place(place)
    }

    pub fn form(mut self, s: &Standard, form: FormId, facets: &[Facet]) -> Self {
        for facet in facets {
            self = self.rests_on_document(s.form_basis(form, *facet), joined(&s.form_sources(form, *facet)));
        }
        self.atom.about.form = Some(form.0);
        let mut place = Place::new(PlaceRole::Standard, "form");
        place.key = Some(s.form(form).key.clone());
        place.name = Some(s.form(form).name.clone());
        place.source = joined(&s.form_sources(form, facets.last().copied().unwrap_or(Facet::Existence)));
        self.place(place)
    }

    pub fn printed(mut self, s: &Standard, form: FormId, printed: usize, facets: &[Facet]) -> Self {
        let item = &s.form(form).items[printed];
        for facet in facets {
            self = self.rests_on_document(
                s.printed_basis(form, item, *facet),
                joined(&s.form_sources(form, Facet::Existence)),
            );
        }
        self.atom.about.form = Some(form.0);
        let mut place = Place::new(PlaceRole::Standard, "printed-item");
        place.key = Some(s.form(form).key.clone());
        place.group = Some(s.form(form).name.clone());
        place.name = Some(item.name.clone());
        place.source = joined(&s.form_sources(form, Facet::Existence));
        self.place(place)
    }

    pub fn function(mut self, s: &Standard, function: FunctionId, facets: &[Facet]) -> Self {
        for facet in facets {
            self = self.rests_on_document(s.function_basis(function, *facet), joined(&s.function_sources(function)));
        }
        self.atom.about.function = Some(function.0);
        let mut place = Place::new(PlaceRole::Standard, "function");
        place.key = Some(s.function(function).key.clone());
        place.name = Some(s.function(function).name.clone());
        place.source = joined(&s.function_sources(function));
        self.place(place)
    }

    /// Keeps these forms of the standard from conforming, without a place in them.
    pub fn of_forms(mut self, forms: &[FormId]) -> Self {
        for form in forms {
            match self.atom.about.form {
                None => self.atom.about.form = Some(form.0),
                Some(_) => self.atom.also.push(About { form: Some(form.0), ..About::default() }),
            }
        }
        self
    }

    /// Concerns a column; its place becomes one of the finding's.
    pub fn column(mut self, current: &CurrentSystem, column: ColumnId) -> Self {
        self.atom.about.table = Some(column.table.0);
        self.atom.about.column = Some((column.table.0, column.column));
        self.atom.columns.push(current.column_name(column));
        let mut place = located(current, current.column(column).spot, "column");
        place.table = Some(current.table(column.table).name.clone());
        place.name = Some(current.column(column).name.clone());
        self.place(place)
    }

    /// A column that only may be concerned: a place, but no part of the identity, so that confirming another changes nothing.
    pub fn candidate(self, current: &CurrentSystem, column: ColumnId) -> Self {
        let mut place = located(current, current.column(column).spot, "column");
        place.table = Some(current.table(column.table).name.clone());
        place.name = Some(current.column(column).name.clone());
        self.place(place)
    }

    pub fn table(mut self, current: &CurrentSystem, table: TableId) -> Self {
        self.atom.about.table = Some(table.0);
        let mut place = located(current, current.table(table).spot, "table");
        place.table = Some(current.table(table).name.clone());
        self.place(place)
    }

    /// A place in the input of any other kind.
    pub fn spot(self, current: &CurrentSystem, spot: Spot, kind: &str, name: &str) -> Self {
        let mut place = located(current, spot, kind);
        place.name = Some(name.to_string());
        self.place(place)
    }

    pub fn line(self, mapping: &Mapping, at: &MappingPlace, name: &str) -> Self {
        let mut place = Place::new(PlaceRole::Mapping, "line");
        let (start, end) = (mapping.position(at), mapping.end_position(at));
        place.file = Some(mapping.files[at.file].0.path.clone());
        (place.line, place.column) = (Some(start.line), Some(start.column));
        (place.end_line, place.end_column) = (Some(end.line), Some(end.column));
        place.name = Some(name.to_string());
        self.place(place)
    }

    pub fn discriminator(mut self, text: &str) -> Self {
        self.atom.discriminator = text.to_string();
        self
    }

    pub fn because(mut self, cause: &Finding) -> Self {
        self.atom.causes.push(cause.fingerprint.clone());
        self
    }

    fn place(mut self, place: Place) -> Self {
        self.atom.places.push(place);
        self
    }
}

fn located(current: &CurrentSystem, spot: Spot, kind: &str) -> Place {
    let mut place = Place::new(PlaceRole::Current, kind);
    let (start, end) = (current.position(spot), current.end_position(spot));
    place.file = Some(current.files[spot.file].path.clone());
    (place.line, place.column) = (Some(start.line), Some(start.column));
    (place.end_line, place.end_column) = (Some(end.line), Some(end.column));
    place
}

fn joined(titles: &[&str]) -> Option<String> {
    (!titles.is_empty()).then(|| titles.join("、"))
}
