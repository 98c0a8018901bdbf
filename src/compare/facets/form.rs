//! The facets of a form: its paper, how it is printed, and every printed item with the column that feeds it.

use super::{Facets, State, edition, unknown};
use crate::basis::Facet;
use crate::compare::{Comparison, FormPair, FormState, ItemState, UnjudgedWhat};
use crate::current::model::{Form as Today, Role};
use crate::finding::Aspect;
use crate::matching::auto::shows;
use crate::spec::edition::{Class, ClassFor, Form};
use crate::spec::standard::FormId;
use crate::text::lang::Bilingual;

pub(super) fn all(c: &Comparison<'_>) -> Vec<Facets> {
    c.standard.forms().map(|form| facets(c, form)).collect()
}

fn facets(c: &Comparison<'_>, form: FormId) -> Facets {
    let mut facets = Facets::default();
    let existence = match c.forms[form.0] {
        FormState::OutOfScope | FormState::Ignored | FormState::HandedIn | FormState::NotInForce => State::NotAsked,
        FormState::Missing => missing(c, form),
        FormState::Candidate | FormState::Unknown => State::Unknown(Vec::new()),
        FormState::Matched => State::Fits,
    };
    facets.note(Aspect::Existence, existence);
    if c.forms[form.0] == FormState::Matched {
        let entries = c.current.forms.as_ref().map_or(&[][..], |s| &s.entries);
        for pair in c.form_pairs.iter().filter(|p| p.form == form) {
            let look = Look { c, form, f: c.standard.form(form), today: &entries[pair.current], pair };
            look.paper(&mut facets);
            look.items(&mut facets);
        }
        facets.settle(&Aspect::OF_FORMS, || c.form_subject(form));
    }
    facets
}

fn missing(c: &Comparison<'_>, form: FormId) -> State {
    match c.standard.form(form).class.of(c.category) {
        ClassFor::ByCategory => {
            let reason = Bilingual::new("団体区分（--category）を指定してください", "set --category");
            unknown(UnjudgedWhat::Category, c.form_subject(form), reason)
        }
        _ => State::Differs,
    }
}

struct Look<'c, 'a> {
    c: &'c Comparison<'a>,
    form: FormId,
    f: &'c Form,
    today: &'c Today,
    pair: &'c FormPair,
}

impl Look<'_, '_> {
    fn unclear(&self, ja: impl Into<String>, en: impl Into<String>) -> State {
        unknown(UnjudgedWhat::CurrentFacet, self.c.form_subject(self.form), Bilingual::new(ja, en))
    }

    fn edition(&self, ja: &str, en: &str) -> State {
        edition(self.c.form_subject(self.form), ja, en)
    }

    fn paper(&self, facets: &mut Facets) {
        let (f, t) = (self.f, self.today);
        let stated = [
            (Aspect::Paper, Facet::Paper, f.paper.is_some(), t.paper.is_some(), ("用紙", "paper")),
            (
                Aspect::Orientation,
                Facet::Orientation,
                f.orientation.is_some(),
                self.pair.orientation_known,
                ("用紙の向き", "orientation"),
            ),
            (Aspect::Sides, Facet::Sides, f.sides.is_some(), t.sides.is_some(), ("面（sides）", "sides")),
            (Aspect::Color, Facet::Color, f.color.is_some(), t.color.is_some(), ("色（color）", "colour")),
            (
                Aspect::PerSheet,
                Facet::PerSheet,
                f.per_sheet.is_some(),
                t.per_sheet.is_some(),
                ("一枚の人数・件数（per-sheet）", "number per sheet"),
            ),
            (Aspect::Medium, Facet::Medium, f.medium.is_some(), t.medium.is_some(), ("印刷の方法（medium）", "medium")),
        ];
        for (aspect, facet, standard, current, (ja, en)) in stated {
            let differs = self.pair.paper.iter().chain(&self.pair.medium).any(|d| d.facet == facet);
            // every form has a paper; the rest may be left open by the standard
            let always = matches!(aspect, Aspect::Paper | Aspect::Orientation);
            let state = match (standard, current) {
                _ if differs => State::Differs,
                (true, true) => State::Fits,
                (true, false) => self.unclear(
                    format!("現行の帳票「{}」の{ja}が書かれていません", t.name),
                    format!("the form {} of today does not state its {en}", t.name),
                ),
                (false, _) if always => self.edition(ja, en),
                (false, _) => State::NotAsked,
            };
            facets.note(aspect, state);
        }
    }

    fn items(&self, facets: &mut Facets) {
        if self.f.items.is_empty() {
            return facets.note(Aspect::Items, self.edition("印字項目", "printed items"));
        }
        if self.today.fields.is_empty() {
            let (ja, en) = ("現行の印字項目（field）が書かれていません", "the form of today does not state its fields");
            return facets.note(Aspect::Items, self.unclear(ja, en));
        }
        facets.note(Aspect::Items, State::Fits);
        let (mut absent, mut unfed, mut narrow, mut wide) = (Vec::new(), Vec::new(), false, false);
        for (at, printed) in self.f.items.iter().enumerate() {
            match self.field(at) {
                None => match self.without_field(at) {
                    Absent::Fits => {}
                    Absent::Differs => facets.note(Aspect::Items, State::Differs),
                    Absent::Unknown => absent.push(printed.name.as_str()),
                },
                Some(field) => {
                    let field = &self.today.fields[field];
                    match shows(self.c.standard, self.c.current, &self.c.matching, field, (self.form, at)) {
                        Some(false) => facets.note(Aspect::Items, State::Differs),
                        Some(true) => {}
                        None if self.needs_source(at) => unfed.push(field.label.as_str()),
                        None => {}
                    }
                    narrow |= printed.max.is_some() && field.max.is_none();
                    wide |= printed.max.is_none() && field.max.is_some();
                    let package = self.c.role() == Role::Package;
                    let lost = printed.max.zip(field.max).is_some_and(|(p, f)| if package { f < p } else { p < f });
                    if lost {
                        facets.note(Aspect::Items, State::Differs);
                    }
                }
            }
        }
        self.reasons(facets, &absent, &unfed);
        if narrow {
            let (ja, en) = ("印字できる文字数（max）が書かれていない欄があります", "some fields do not state max");
            facets.note(Aspect::Items, self.unclear(ja, en));
        }
        if wide {
            facets.note(Aspect::Items, self.edition("印字できる文字数", "characters that fit"));
        }
    }

    fn reasons(&self, facets: &mut Facets, absent: &[&str], unfed: &[&str]) {
        if !absent.is_empty() {
            let state = self.unclear(
                format!("印字項目に当たる欄が分かりません: {}", absent.join("、")),
                format!("no field is known for these printed items: {}", absent.join(", ")),
            );
            facets.note(Aspect::Items, state);
        }
        if !unfed.is_empty() {
            let state = self.unclear(
                format!("元の列（from）から同じ項目かを確かめられない欄があります: {}", unfed.join("、")),
                format!("the columns (from) of these fields do not tell which item they show: {}", unfed.join(", ")),
            );
            facets.note(Aspect::Items, state);
        }
        for ((form, field), printed) in self.c.fields.unclear.iter().filter(|(_, p)| p.0 == self.form) {
            let entries = self.c.current.forms.as_ref().map_or(&[][..], |s| &s.entries);
            let label = &entries[*form].fields[*field].label;
            let reason = Bilingual::new(
                format!("欄「{label}」の元の列（from）が標準の項目に対応しておらず、同じ意味かを確かめられません"),
                format!("the field {label} does not say which item's column it shows, so its meaning cannot be told"),
            );
            let subject = self.c.printed_subject(printed.0, printed.1);
            facets.note(Aspect::Items, unknown(UnjudgedWhat::CurrentFacet, subject, reason));
        }
    }

    /// The field of this form of today that is the printed item.
    fn field(&self, at: usize) -> Option<usize> {
        let mut fields = self.c.matching.fields.iter();
        fields
            .find(|((t, _), printed, _)| *t == self.pair.current && *printed == (self.form, at))
            .map(|((_, f), ..)| *f)
    }

    /// What follows from a printed item that no field of this form of today is.
    fn without_field(&self, at: usize) -> Absent {
        let c = self.c;
        let elsewhere = c.matching.fields.iter().any(|(_, printed, _)| *printed == (self.form, at));
        let item = &self.f.items[at];
        let own_optional = !item.class.is_empty() && item.class.of(c.category) != ClassFor::Known(Class::Mandatory);
        let told = c.fields.missing.iter().find(|(printed, _)| *printed == (self.form, at));
        match told {
            // what becomes of another form, or need not be there
            None if elsewhere || own_optional => Absent::Fits,
            None => Absent::Unknown,
            _ if own_optional => Absent::Fits,
            Some((_, near)) if !near.is_empty() => Absent::Unknown,
            // nothing of today is lost when the new form prints more
            Some(_) if c.role() == Role::Present => Absent::Fits,
            Some(_) => Absent::Differs,
        }
    }

    /// Whether the standard says which item a printed item shows, and today's data could have it.
    fn needs_source(&self, at: usize) -> bool {
        let source = self.c.standard.printed_source(self.form, &self.f.items[at]);
        source.is_some_and(|item| !matches!(self.c.items[item.0], ItemState::Generated | ItemState::Ignored))
    }
}

enum Absent {
    Fits,
    Differs,
    Unknown,
}
