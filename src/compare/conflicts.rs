//! Documents of the standard that disagree about an item (別々の資料の食い違い), where the answer depends on which of them is followed.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};

use super::pair::{current_length, standard_length};
use super::{Comparison, Pair};
use crate::basis::{Facet, SourceKind};
use crate::current::model::ColumnId;
use crate::domain::Fit;
use crate::spec::edition::Item;
use crate::spec::standard::{ItemId, Standard};
use crate::text::fold::f1;

/// A disagreement about one facet of an item that a column holds.
#[derive(Debug)]
pub struct Conflicting {
    pub item: ItemId,
    pub column: ColumnId,
    pub facet: Facet,
    /// What the edition says.
    pub value: String,
    pub others: Vec<Other>,
}

/// Another document.
#[derive(Debug)]
pub struct Other {
    pub value: String,
    pub title: String,
    pub kind: SourceKind,
}

/// All disagreements that change a verdict.
pub fn all(c: &Comparison<'_>) -> Vec<Conflicting> {
    let namesakes = namesakes(c.standard);
    let mut found = Vec::new();
    for pair in &c.pairs {
        for facet in [Facet::Digits, Facet::Type] {
            let mut others = recorded(c, pair, facet);
            let same = namesakes.get(&name(c.standard, pair.item)).into_iter().flatten();
            others.extend(same.filter(|i| **i != pair.item).filter_map(|i| elsewhere(c, pair, *i, facet)));
            let value = said(c.standard.item(pair.item), facet);
            if let Some(value) = value.filter(|_| !others.is_empty()) {
                found.push(Conflicting { item: pair.item, column: pair.column, facet, value, others });
            }
        }
    }
    found
}

fn name(s: &Standard, item: ItemId) -> (String, String) {
    (f1(&s.group(s.group_of(item)).name), f1(&s.item(item).name))
}

/// Items of one name in several editions.
fn namesakes(s: &Standard) -> HashMap<(String, String), Vec<ItemId>> {
    let mut items: HashMap<_, Vec<ItemId>> = HashMap::new();
    s.items().for_each(|i| items.entry(name(s, i)).or_default().push(i));
    items.retain(|_, same| same.len() > 1);
    items
}

/// As people write the facet.
fn said(item: &Item, facet: Facet) -> Option<String> {
    match facet {
        Facet::Digits => item.digits.map(|d| d.to_string()),
        _ => item.data_type.map(|t| t.letters().to_string()),
    }
}

/// What the edition itself records as another document's word.
fn recorded(c: &Comparison<'_>, pair: &Pair, facet: Facet) -> Vec<Other> {
    let own = c.standard.item(pair.item);
    let mut others = Vec::new();
    for conflict in own.conflicts.iter().filter(|x| x.facet == facet) {
        let mut item = own.clone();
        match facet {
            Facet::Digits => item.digits = conflict.digits(),
            _ => item.data_type = conflict.data_type(),
        }
        let source = c.standard.source_for_item(pair.item, &conflict.source);
        let (Some(value), Some((kind, title))) = (said(&item, facet), source) else { continue };
        if changes(c, pair, &item, facet) {
            others.push(Other { value, title: title.to_string(), kind });
        }
    }
    others
}

/// What an included edition says of the item of the same name.
fn elsewhere(c: &Comparison<'_>, pair: &Pair, other: ItemId, facet: Facet) -> Option<Other> {
    let mut item = c.standard.item(pair.item).clone();
    match facet {
        Facet::Digits => item.digits = c.standard.item(other).digits,
        _ => item.data_type = c.standard.item(other).data_type,
    }
    let edition = &c.standard.editions[c.standard.edition_of_group(c.standard.group_of(other))].edition;
    let title = format!("{} {}", edition.title, edition.edition.label);
    let value = said(&item, facet)?;
    changes(c, pair, &item, facet).then(|| Other { value, title, kind: c.standard.item_basis(other, facet) })
}

/// Whether the column would be judged differently if the item were as `other` says.
fn changes(c: &Comparison<'_>, pair: &Pair, other: &Item, facet: Facet) -> bool {
    let own = c.standard.item(pair.item);
    match facet {
        Facet::Digits => {
            let verdicts = length_verdict(c, pair, own).zip(length_verdict(c, pair, other));
            !is_to_the_letter(c, pair, own) && verdicts.is_some_and(|(a, b)| a != b)
        }
        _ => {
            let holds =
                |item: &Item| Some(discriminant(&c.current.column(pair.column).column_type?.holds(item.data_type?)));
            holds(own).zip(holds(other)).is_some_and(|(a, b)| a != b)
        }
    }
}

/// A column that is exactly as long as the edition in use says conforms to it, whatever other documents say.
fn is_to_the_letter(c: &Comparison<'_>, pair: &Pair, item: &Item) -> bool {
    let lengths = standard_length(item).zip(current_length(item, c.current.column(pair.column)));
    lengths.is_some_and(|(a, b)| a.fit_into(&b) == Fit::Fits && b.fit_into(&a) == Fit::Fits)
}

/// Whether values fit, by the direction that matters to the role.
fn length_verdict(c: &Comparison<'_>, pair: &Pair, item: &Item) -> Option<Discriminant<Fit>> {
    let standard = standard_length(item)?;
    let current = current_length(item, c.current.column(pair.column))?;
    let (from, to) = c.role().pick((&current, &standard), (&standard, &current));
    Some(discriminant(&from.fit_into(to)))
}
