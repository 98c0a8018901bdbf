//! The facets of an item that a constant fills.

use super::domain::written_as;
use super::{Facets, State, edition, unknown};
use crate::compare::{Comparison, UnjudgedWhat};
use crate::domain::ItemType;
use crate::finding::Aspect;
use crate::matching::model::Constant;
use crate::spec::standard::ItemId;
use crate::text::lang::Bilingual;

pub(super) fn facets(c: &Comparison<'_>, item: ItemId, constant: &Constant, facets: &mut Facets) {
    let (i, subject) = (c.standard.item(item), || c.item_subject(item));
    let Some(diff) = c.constants.iter().find(|d| d.item == item) else {
        let reason = Bilingual::new(
            format!("行ごとの値（{}）は比べられません", constant.value),
            format!("values that differ by row ({}) cannot be compared", constant.value),
        );
        facets.note(Aspect::Type, unknown(UnjudgedWhat::CurrentFacet, subject(), reason));
        return Aspect::OF_ITEMS.into_iter().for_each(|aspect| {
            if facets.get(aspect).is_none() {
                facets.note(aspect, State::Unknown(Vec::new()));
            }
        });
    };
    let kind = match i.data_type {
        None => edition(subject(), "データ型", "type"),
        Some(_) => State::judged(!diff.other_type),
    };
    let dated = i.data_type.is_some_and(|t| written_as(t).is_some() || t == ItemType::Time);
    let digits = match (i.data_type, i.digits) {
        (Some(ItemType::Image), _) => State::NotAsked,
        (Some(_), None) if !dated => edition(subject(), "桁数", "digits"),
        _ => State::judged(diff.too_long.is_none()),
    };
    let codes = match (&i.code, c.standard.list_of(item)) {
        (None, _) => State::NotAsked,
        (Some(_), None) => edition(subject(), "コードの値", "code values"),
        (Some(_), Some(list)) if c.standard.list(list).open && !is_listed(c, list, &constant.value) => {
            let reason = Bilingual::new(
                format!("固定値 {} は、開いたコード一覧にありません", constant.value),
                format!("the constant {} is not in the open code list", constant.value),
            );
            unknown(UnjudgedWhat::CodeLabel, subject(), reason)
        }
        _ => State::judged(!diff.no_code),
    };
    facets.note(Aspect::Date, if dated { kind.clone() } else { State::NotAsked });
    facets.note(Aspect::Type, kind);
    facets.note(Aspect::Digits, digits);
    facets.note(Aspect::Codes, codes);
    facets.note(Aspect::Key, if diff.key { State::Differs } else { State::NotAsked });
    facets.note(Aspect::Required, State::judged(!diff.empty));
    for aspect in [Aspect::Repertoire, Aspect::Number, Aspect::UnknownDates, Aspect::Repeat] {
        facets.note(aspect, State::NotAsked);
    }
}

fn is_listed(c: &Comparison<'_>, list: crate::spec::standard::ListId, value: &str) -> bool {
    c.standard.list(list).values.iter().any(|v| v.value.as_deref() == Some(value))
}
