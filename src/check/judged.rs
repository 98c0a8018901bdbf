//! Every item, form and function with its verdict and facets, as the JSON has them.

use std::collections::BTreeMap;

use super::verdict::{Judged, Verdicts};
use crate::compare::{Comparison, Facets, State};
use crate::current::model::ColumnId;
use crate::finding::{Aspect, Subject};
use crate::report::model::{FacetState, JudgedThing};
use crate::report::rows::Verdict;

/// Items, in the standard's order, without what was not submitted or is out of use.
pub fn items(c: &Comparison<'_>, verdicts: &Verdicts) -> Vec<JudgedThing> {
    let all = c.standard.items().zip(&verdicts.items).zip(&verdicts.facets.items);
    let told = all.filter(|((_, judged), _)| is_told(judged));
    told.map(|((id, judged), facets)| {
        let columns: Vec<ColumnId> = c.matching.links_of_item(id).flat_map(|l| l.columns.iter().copied()).collect();
        let current = columns.into_iter().map(|x| c.current.column_name(x)).collect();
        thing(c.item_subject(id), &c.standard.item(id).key, *judged, current, facets)
    })
    .collect()
}

/// Forms, likewise.
pub fn forms(c: &Comparison<'_>, verdicts: &Verdicts) -> Vec<JudgedThing> {
    let entries = c.current.forms.as_ref().map_or(&[][..], |s| &s.entries);
    let all = c.standard.forms().zip(&verdicts.forms).zip(&verdicts.facets.forms);
    let told = all.filter(|((_, judged), _)| is_told(judged));
    told.map(|((id, judged), facets)| {
        let today = c.matching.forms.iter().filter(|(_, f, _)| *f == id);
        let current = today.map(|(at, ..)| entries[*at].name.clone()).collect();
        thing(c.form_subject(id), &c.standard.form(id).key, *judged, current, facets)
    })
    .collect()
}

/// Functions, likewise.
pub fn functions(c: &Comparison<'_>, verdicts: &Verdicts) -> Vec<JudgedThing> {
    let entries = c.current.functions.as_ref().map_or(&[][..], |s| &s.entries);
    let all = c.standard.functions().zip(&verdicts.functions).zip(&verdicts.facets.functions);
    let told = all.filter(|((_, judged), _)| is_told(judged));
    told.map(|((id, judged), facets)| {
        let today = c.matching.functions.iter().filter(|(_, f, _)| *f == id);
        let current = today.map(|(at, ..)| entries[*at].name.clone()).collect();
        thing(c.function_subject(id), &c.standard.function(id).key, *judged, current, facets)
    })
    .collect()
}

fn is_told(judged: &Judged) -> bool {
    !matches!(judged.verdict, Verdict::OutOfScope | Verdict::NotApplicable)
}

fn thing(subject: Subject, key: &str, judged: Judged, mut current: Vec<String>, facets: &Facets) -> JudgedThing {
    current.sort();
    JudgedThing {
        subject: subject.key(),
        key: key.to_string(),
        group: subject.within,
        name: subject.name,
        verdict: judged.verdict,
        auto: judged.auto,
        current,
        facets: facets.iter().map(|(aspect, state)| (aspect, word(state))).collect::<BTreeMap<Aspect, FacetState>>(),
    }
}

fn word(state: &State) -> FacetState {
    match state {
        State::NotAsked => FacetState::NotAsked,
        State::Fits => FacetState::Fits,
        State::Unknown(_) => FacetState::Unknown,
        State::Differs => FacetState::Differs,
    }
}
