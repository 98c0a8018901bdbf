//! What became of every group, item, form and function of the standard.

use std::collections::HashSet;

use crate::current::model::{Answer, CurrentSystem, Reply, Role};
use crate::matching::{Evidence, Matching};
use crate::spec::edition::Direction;
use crate::spec::standard::{FormId, GroupId, Standard, business_of};
use crate::text::fold::f1;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupState {
    /// No law on the day of the check: ended, or not begun.
    NotInForce,
    /// Its business was not submitted (未提出).
    OutOfScope,
    /// Out of use here, by a line of the mapping.
    Ignored,
    /// At least one table feeds it.
    Fed,
    /// Only tables that a person has not confirmed.
    Candidate,
    /// No table feeds it, and the layout is complete.
    Missing,
    /// No table feeds it, but the layout may not be complete.
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemState {
    /// No law on the day of the check: ended, or not begun.
    NotInForce,
    OutOfScope,
    Ignored,
    /// A column, some columns or a constant fill it.
    Paired,
    /// Made by the new system itself, and not kept today.
    Generated,
    /// Only unconfirmed candidates.
    Candidate,
    Missing,
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormState {
    /// No law on the day of the check: ended, or not begun.
    NotInForce,
    OutOfScope,
    Ignored,
    /// At least one form of today is it.
    Matched,
    /// Only unconfirmed candidates.
    Candidate,
    /// Handed in, not made by the municipality, and not among the forms of today: nothing is missing.
    HandedIn,
    /// Not among the forms, and they are complete.
    Missing,
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FunctionState {
    /// No law on the day of the check: ended, or not begun.
    NotInForce,
    OutOfScope,
    Ignored,
    /// Answered, by the answer at this position.
    Answered(usize, Reply),
    /// Not among the answers, and the answers are complete.
    NotUsed,
    Unanswered,
}

/// What became of an answer about a function.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerState {
    /// About a function of the standard.
    Matched,
    /// Left out by a line of the mapping.
    Ignored,
    /// Several functions of the standard share the name, and the answer does not say which is meant.
    Ambiguous,
    NotInStandard,
}

pub fn answers(standard: &Standard, current: &CurrentSystem, matching: &Matching) -> Vec<AnswerState> {
    let shared: HashSet<String> =
        standard.functions().flat_map(|f| standard.function_names(f)).map(|name| f1(&name)).collect();
    let state = |(at, answer): (usize, &Answer)| {
        let name = f1(&answer.name);
        if matching.functions.iter().any(|(c, ..)| *c == at) {
            AnswerState::Matched
        } else if matching.ignored_current.contains(&name) {
            AnswerState::Ignored
        } else if shared.contains(&name) {
            AnswerState::Ambiguous
        } else {
            AnswerState::NotInStandard
        }
    };
    current.functions.iter().flat_map(|s| &s.entries).enumerate().map(state).collect()
}

pub fn groups(standard: &Standard, current: &CurrentSystem, matching: &Matching) -> Vec<GroupState> {
    let complete = current.layout.as_ref().is_some_and(|l| l.complete);
    let state = |group: GroupId| {
        if !current.covers(&standard.group(group).business) {
            GroupState::OutOfScope
        } else if !standard.group_force(group).is_in_force() {
            GroupState::NotInForce
        } else if matching.ignored_groups.contains_key(&group) {
            GroupState::Ignored
        } else if matching.tables_of(group).next().is_some() {
            GroupState::Fed
        } else if matching.group_candidates.iter().any(|c| c.group == group) {
            GroupState::Candidate
        } else if complete {
            GroupState::Missing
        } else {
            GroupState::Unknown
        }
    };
    standard.groups().map(state).collect()
}

pub fn items(
    standard: &Standard,
    current: &CurrentSystem,
    matching: &Matching,
    groups: &[GroupState],
) -> Vec<ItemState> {
    let complete = current.layout.as_ref().is_some_and(|l| l.complete);
    let mut states = Vec::new();
    for item in standard.items() {
        let group = groups[standard.group_of(item).0];
        let candidate = matching.candidates_of(item).next().is_some();
        let named = |item| matching.candidates_of(item).any(|c| c.evidence.contains(&Evidence::SameLabel));
        states.push(match group {
            GroupState::OutOfScope => ItemState::OutOfScope,
            _ if !standard.item_force(item).is_in_force() => ItemState::NotInForce,
            _ if matching.has_source(item) => ItemState::Paired,
            GroupState::Ignored => ItemState::Ignored,
            _ if matching.ignored_items.contains_key(&item) => ItemState::Ignored,
            // a column that carries the very name may be it
            _ if standard.item(item).generated && named(item) => ItemState::Candidate,
            _ if standard.item(item).generated && current.role == Role::Present => ItemState::Generated,
            // nothing can be said of the items before somebody confirms the table
            GroupState::Candidate => ItemState::Unknown,
            _ if candidate => ItemState::Candidate,
            _ if complete => ItemState::Missing,
            _ => ItemState::Unknown,
        });
    }
    states
}

pub fn forms(standard: &Standard, current: &CurrentSystem, matching: &Matching) -> Vec<FormState> {
    let complete = current.forms.as_ref().is_some_and(|s| s.complete);
    let state = |form: FormId| {
        if !in_scope(standard, current, form) {
            FormState::OutOfScope
        } else if !standard.form_force(form).is_in_force() {
            FormState::NotInForce
        } else if matching.ignored_forms.contains_key(&form) {
            FormState::Ignored
        } else if matching.forms.iter().any(|(_, f, _)| *f == form) {
            FormState::Matched
        } else if matching.form_candidates.iter().any(|c| c.form == form) {
            FormState::Candidate
        } else if standard.form(form).direction == Direction::Received {
            FormState::HandedIn
        } else if complete {
            FormState::Missing
        } else {
            FormState::Unknown
        }
    };
    standard.forms().map(state).collect()
}

/// Whether a form belongs to a business that was submitted.
pub fn in_scope(standard: &Standard, current: &CurrentSystem, form: FormId) -> bool {
    let businesses = &standard.editions[standard.edition_of_form(form)].edition.businesses;
    match business_of(&standard.form(form).key) {
        Some(business) => current.covers(business),
        None => businesses.iter().any(|b| current.covers(b)),
    }
}

pub fn functions(standard: &Standard, current: &CurrentSystem, matching: &Matching) -> Vec<FunctionState> {
    let answers = current.functions.as_ref();
    let mut states = Vec::new();
    for function in standard.functions() {
        let f = standard.function(function);
        let business = f.business.as_deref().or_else(|| business_of(&f.key));
        let answer = matching.functions.iter().find(|(_, g, _)| *g == function).map(|(c, ..)| *c);
        let reply = answer.and_then(|c| answers?.entries.get(c).map(|a| (c, a.reply)));
        states.push(match reply {
            _ if business.is_some_and(|b| !current.covers(b)) => FunctionState::OutOfScope,
            _ if !standard.function_force(function).is_in_force() => FunctionState::NotInForce,
            _ if matching.ignored_functions.contains_key(&function) => FunctionState::Ignored,
            Some((_, Reply::Unknown)) => FunctionState::Unanswered,
            Some((at, reply)) => FunctionState::Answered(at, reply),
            None if answers.is_some_and(|s| s.complete) => FunctionState::NotUsed,
            None => FunctionState::Unanswered,
        });
    }
    states
}
