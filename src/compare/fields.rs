//! Fields of today's forms held against the printed items (印字項目) of the standard's.

use std::collections::{HashMap, HashSet};

use super::{Comparison, FormState};
use crate::current::model::{Field, Form};
use crate::domain::{Fit, Length, Lost};
use crate::matching::Origin;
use crate::matching::auto::shows;
use crate::matching::names::loose;
use crate::matching::traps::{Trap, trap_between};
use crate::spec::standard::FormId;
use crate::text::fold::f1;

/// A field of today: form and field by position.
pub type FieldAt = (usize, usize);
/// A printed item: form and position.
pub type PrintedAt = (FormId, usize);

/// Everything in which the fields of corresponding forms differ. Each field and each printed item stands once.
#[derive(Debug, Default)]
pub struct FieldDiffs {
    pub pairs: Vec<FieldPair>,
    /// Printed items without a field, and fields that may be it.
    pub missing: Vec<(PrintedAt, Vec<FieldAt>)>,
    /// Fields without a printed item.
    pub extra: Vec<FieldAt>,
    pub traps: Vec<FieldTrap>,
    /// Fields of a familiar name whose data are not known, so that nobody can say whether they mean the same.
    pub unclear: Vec<(FieldAt, PrintedAt)>,
}

/// A field that is a printed item.
#[derive(Debug)]
pub struct FieldPair {
    pub field: FieldAt,
    pub printed: PrintedAt,
    /// Characters that today's field takes and the standard's does not.
    pub too_long: Option<Lost>,
    /// The other direction.
    pub too_short: Option<Lost>,
}

/// A field and a printed item of familiar names that mean something else.
#[derive(Debug)]
pub struct FieldTrap {
    pub field: FieldAt,
    pub printed: PrintedAt,
    /// Why the names differ; `None`: the names are the same, the data are not.
    pub trap: Option<&'static Trap>,
    /// Whether a line of the mapping says that they are the same.
    pub mapped: bool,
}

/// Compares the fields of all corresponding forms.
pub fn all(c: &Comparison<'_>) -> FieldDiffs {
    let Some(section) = &c.current.forms else { return FieldDiffs::default() };
    let spoken = c.matching.fields.iter().map(|(field, ..)| *field).collect();
    let mut compare = Compare { c, forms: &section.entries, spoken, diffs: FieldDiffs::default() };
    compare.pairs();
    let open: Vec<Open> = by_standard(c).into_iter().flat_map(|(form, today)| open_items(c, form, &today)).collect();
    // what has the same name first, then familiar names, then what may be it
    let open = compare.namesakes(open);
    let open = compare.trapped(open);
    compare.missing(open, section.complete);
    compare.extra();
    compare.diffs
}

/// A printed item that no field is.
struct Open {
    at: PrintedAt,
    /// The forms of today that are its form.
    today: Vec<usize>,
}

fn open_items(c: &Comparison<'_>, form: FormId, today: &[usize]) -> Vec<Open> {
    let found: HashSet<usize> =
        c.matching.fields.iter().filter(|(_, (f, _), _)| *f == form).map(|(_, (_, i), _)| *i).collect();
    let open = (0..c.standard.form(form).items.len()).filter(|i| !found.contains(i));
    open.map(|i| Open { at: (form, i), today: today.to_vec() }).collect()
}

/// The forms of today that are a form of the standard, in the standard's order.
fn by_standard(c: &Comparison<'_>) -> Vec<(FormId, Vec<usize>)> {
    let mut today: HashMap<FormId, Vec<usize>> = HashMap::new();
    for (current, form, _) in &c.matching.forms {
        today.entry(*form).or_default().push(*current);
    }
    let matched = c.standard.forms().filter(|f| c.forms[f.0] == FormState::Matched);
    matched.filter_map(|f| Some((f, today.remove(&f)?))).collect()
}

struct Compare<'c, 'a> {
    c: &'c Comparison<'a>,
    forms: &'c [Form],
    /// Fields of which something has been said.
    spoken: HashSet<FieldAt>,
    diffs: FieldDiffs,
}

impl Compare<'_, '_> {
    fn field(&self, (form, field): FieldAt) -> &Field {
        &self.forms[form].fields[field]
    }

    fn name(&self, (form, printed): PrintedAt) -> &str {
        &self.c.standard.form(form).items[printed].name
    }

    fn shows(&self, field: FieldAt, printed: PrintedAt) -> Option<bool> {
        shows(self.c.standard, self.c.current, &self.c.matching, self.field(field), printed)
    }

    /// Fields of these forms that nothing has been said of and that are as wanted, by name.
    fn free(&self, today: &[usize], wanted: impl Fn(FieldAt) -> bool) -> Vec<FieldAt> {
        let all = today.iter().flat_map(|t| (0..self.forms[*t].fields.len()).map(|i| (*t, i)));
        let mut free: Vec<FieldAt> = all.filter(|f| !self.spoken.contains(f) && wanted(*f)).collect();
        free.sort_by_cached_key(|f| (f1(&self.forms[f.0].name), f1(&self.field(*f).label)));
        free
    }

    fn pairs(&mut self) {
        for (field, printed, origin) in &self.c.matching.fields {
            if self.c.forms[printed.0.0] != FormState::Matched {
                continue;
            }
            let (own, item) = (self.field(*field), &self.c.standard.form(printed.0).items[printed.1]);
            let trap = trap_between(&own.label, &item.name);
            let other_data = self.shows(*field, *printed) == Some(false);
            let (too_long, too_short) = (overflow(own.max, item.max), overflow(item.max, own.max));
            self.diffs.pairs.push(FieldPair { field: *field, printed: *printed, too_long, too_short });
            if trap.is_some() || other_data {
                let mapped = matches!(origin, Origin::Mapping(_));
                self.diffs.traps.push(FieldTrap { field: *field, printed: *printed, trap, mapped });
            }
        }
    }

    /// Equal names that were not paired: familiar ones, whose data differ or are not known.
    fn namesakes(&mut self, open: Vec<Open>) -> Vec<Open> {
        let mut rest = Vec::new();
        for item in open {
            let same = self.free(&item.today, |f| f1(&self.field(f).label) == f1(self.name(item.at)));
            let Some(field) = same.first().copied() else {
                rest.push(item);
                continue;
            };
            self.spoken.insert(field);
            match self.shows(field, item.at) {
                Some(false) => {
                    self.diffs.traps.push(FieldTrap { field, printed: item.at, trap: None, mapped: false });
                }
                _ => self.diffs.unclear.push((field, item.at)),
            }
        }
        rest
    }

    fn trapped(&mut self, open: Vec<Open>) -> Vec<Open> {
        let mut rest = Vec::new();
        for item in open {
            let trap = |f: FieldAt| trap_between(&self.field(f).label, self.name(item.at));
            let found = self.free(&item.today, |f| trap(f).is_some() && self.shows(f, item.at) != Some(true));
            let Some(field) = found.first().copied() else {
                rest.push(item);
                continue;
            };
            let trap = trap(field);
            self.spoken.insert(field);
            self.diffs.traps.push(FieldTrap { field, printed: item.at, trap, mapped: false });
        }
        rest
    }

    fn missing(&mut self, open: Vec<Open>, complete: bool) {
        for item in open {
            if self.is_told_elsewhere(&item) {
                continue;
            }
            let near = self.free(&item.today, |f| {
                loose(&self.field(f).label) == loose(self.name(item.at)) || self.shows(f, item.at) == Some(true)
            });
            self.spoken.extend(near.iter().copied());
            // a form without any field says nothing about its fields
            if complete && item.today.iter().all(|t| !self.forms[*t].fields.is_empty()) {
                self.diffs.missing.push((item.at, near));
            }
        }
    }

    /// Whether a form of today that becomes several of the standard has the item already: one field is printed in each of them.
    fn is_told_elsewhere(&self, item: &Open) -> bool {
        let name = f1(self.name(item.at));
        self.c.matching.fields.iter().any(|(field, printed, _)| {
            printed.0 != item.at.0
                && item.today.contains(&field.0)
                && (f1(self.name(*printed)) == name || f1(&self.field(*field).label) == name)
        })
    }

    /// Fields that no form of the standard prints, of forms whose printed items the edition has.
    fn extra(&mut self) {
        for (t, today) in self.forms.iter().enumerate() {
            let homes: Vec<FormId> =
                self.c.matching.forms.iter().filter(|(at, ..)| *at == t).map(|(_, f, _)| *f).collect();
            let known =
                |f: &FormId| self.c.forms[f.0] == FormState::Matched && !self.c.standard.form(*f).items.is_empty();
            if today.local || homes.is_empty() || !homes.iter().all(known) {
                continue;
            }
            // where several forms of today become one, the same field stands in each of them
            let twin = |f: FieldAt| {
                self.c.matching.fields.iter().any(|(other, printed, _)| {
                    let (own, paired) = (self.field(f), self.field(*other));
                    other.0 != t
                        && homes.contains(&printed.0)
                        && f1(&own.label) == f1(&paired.label)
                        && own.from == paired.from
                })
            };
            let extra = self.free(&[t], |f| !twin(f));
            self.diffs.extra.extend(extra);
        }
    }
}

fn overflow(from: Option<u32>, to: Option<u32>) -> Option<Lost> {
    match Length::chars(from?).fit_into(&Length::chars(to?)) {
        Fit::Overflows(lost) => Some(lost),
        _ => None,
    }
}
