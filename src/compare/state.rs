//! What became of every group, item and function of the standard.

use crate::current::model::{CurrentSystem, Reply};
use crate::matching::Matching;
use crate::spec::standard::{GroupId, Standard, business_of};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupState {
    /// Its business was not submitted (未提出).
    OutOfScope,
    /// Out of use here, by a line of the mapping.
    Ignored,
    /// At least one table feeds it.
    Fed,
    /// No table feeds it, and the layout is complete.
    Missing,
    /// No table feeds it, but the layout may not be complete.
    Unknown,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ItemState {
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
pub enum FunctionState {
    OutOfScope,
    Ignored,
    /// Answered, by the answer at this position.
    Answered(usize, Reply),
    /// Not among the answers, and the answers are complete.
    NotUsed,
    Unanswered,
}

pub fn groups(standard: &Standard, current: &CurrentSystem, matching: &Matching) -> Vec<GroupState> {
    let complete = current.layout.as_ref().is_some_and(|l| l.complete);
    let state = |group: GroupId| {
        if !current.covers(&standard.group(group).business) {
            GroupState::OutOfScope
        } else if matching.ignored_groups.contains_key(&group) {
            GroupState::Ignored
        } else if matching.tables_of(group).next().is_some() {
            GroupState::Fed
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
        states.push(match group {
            GroupState::OutOfScope => ItemState::OutOfScope,
            _ if matching.has_source(item) => ItemState::Paired,
            GroupState::Ignored => ItemState::Ignored,
            _ if matching.ignored_items.contains_key(&item) => ItemState::Ignored,
            _ if standard.item(item).generated => ItemState::Generated,
            _ if candidate => ItemState::Candidate,
            _ if complete => ItemState::Missing,
            _ => ItemState::Unknown,
        });
    }
    states
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
            _ if matching.ignored_functions.contains_key(&function) => FunctionState::Ignored,
            Some((_, Reply::Unknown)) => FunctionState::Unanswered,
            Some((at, reply)) => FunctionState::Answered(at, reply),
            None if answers.is_some_and(|s| s.complete) => FunctionState::NotUsed,
            None => FunctionState::Unanswered,
        });
    }
    states
}
