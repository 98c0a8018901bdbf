//! The facets of an item: whether it has a counterpart, and what its group's keys, history and references say of it.

use super::{Facets, State, constant, domain, edition, unknown};
use crate::compare::groups::{self, HistoryDiff};
use crate::compare::{Comparison, GroupState, ItemState, UnjudgedWhat};
use crate::current::model::{ColumnId, Key, Role, TableId};
use crate::finding::Aspect;
use crate::matching::Shape;
use crate::matching::model::FaultKind;
use crate::spec::edition::{History, Item};
use crate::spec::standard::ItemId;
use crate::text::fold::f1;
use crate::text::lang::Bilingual;

pub(super) fn all(c: &Comparison<'_>) -> Vec<Facets> {
    c.standard.items().map(|item| facets(c, item)).collect()
}

fn facets(c: &Comparison<'_>, item: ItemId) -> Facets {
    let mut facets = Facets::default();
    let group_missing = c.groups[c.standard.group_of(item).0] == GroupState::Missing;
    match c.items[item.0] {
        ItemState::OutOfScope | ItemState::Ignored | ItemState::Generated | ItemState::NotInForce => {
            facets.note(Aspect::Existence, State::NotAsked);
        }
        ItemState::Missing => facets.note(Aspect::Existence, State::Differs),
        _ if group_missing => facets.note(Aspect::Existence, State::Differs),
        ItemState::Candidate => facets.note(Aspect::Existence, State::Unknown(Vec::new())),
        ItemState::Unknown => facets.note(Aspect::Existence, not_found(c, item)),
        ItemState::Paired => {
            paired(c, item, &mut facets);
            facets.settle(&Aspect::OF_ITEMS, || c.item_subject(item));
        }
    }
    facets
}

fn not_found(c: &Comparison<'_>, item: ItemId) -> State {
    // where the whole group has no table, that is told of the group
    if c.groups[c.standard.group_of(item).0] != GroupState::Fed || c.current.layout.is_none() {
        return State::Unknown(Vec::new());
    }
    let reason = Bilingual::new(
        "対応する列が見つからず、レイアウトに complete=\"true\" がありません",
        "no column corresponds, and the layout does not say complete=\"true\"",
    );
    unknown(UnjudgedWhat::Item, c.item_subject(item), reason)
}

fn paired(c: &Comparison<'_>, item: ItemId, facets: &mut Facets) {
    let i = c.standard.item(item);
    facets.note(Aspect::Existence, undisputed(c, item));
    facets.note(Aspect::Generated, if i.generated { State::Fits } else { State::NotAsked });
    facets.note(Aspect::History, history(c, item));
    facets.note(Aspect::Reference, reference(c, item, i));
    if let Some(constant) = c.matching.constants.get(&item) {
        return constant::facets(c, item, constant, facets);
    }
    let columns: Vec<ColumnId> = c.matching.links_of_item(item).flat_map(|l| l.columns.iter().copied()).collect();
    facets.note(Aspect::Key, key(c, item, i, &columns));
    if c.matching.links_of_item(item).any(|l| l.shape != Shape::Pair) {
        return reshaped(c, item, facets);
    }
    for pair in c.pairs.iter().filter(|p| p.item == item) {
        domain::facets(c, pair, facets);
    }
}

/// Splits, merges, pieces and pivots are not held against type, length and codes.
fn reshaped(c: &Comparison<'_>, item: ItemId, facets: &mut Facets) {
    let reason = Bilingual::new(
        "列の分割・結合・切出し・行への展開で対応するため、型・桁数・コードは比べられません",
        "its columns are cut, joined or turned into rows, so type, digits and codes cannot be compared",
    );
    facets.note(Aspect::Type, unknown(UnjudgedWhat::CurrentFacet, c.item_subject(item), reason));
    for aspect in Aspect::OF_ITEMS {
        if facets.get(aspect).is_none() {
            facets.note(aspect, State::Unknown(Vec::new()));
        }
    }
}

/// Whether the lines of the mapping agree on what the item's counterpart is.
fn undisputed(c: &Comparison<'_>, item: ItemId) -> State {
    let ours = |place: &crate::matching::MappingPlace| {
        c.matching.links_of_item(item).any(|l| l.origin.line().is_some_and(|line| line == place))
    };
    let label = f1(&c.standard.item_label(item));
    let disputed = c.matching.faults.iter().any(|f| {
        let named = f1(&f.name) == label || f1(&f.name).ends_with(&format!(":{label}"));
        matches!(f.kind, FaultKind::Contradiction | FaultKind::Impossible)
            && (named || ours(&f.place) || f.other.as_ref().is_some_and(ours))
    });
    if disputed {
        let reason = Bilingual::new("対応表の行が食い違っています", "lines of the mapping contradict each other");
        return unknown(UnjudgedWhat::CurrentFacet, c.item_subject(item), reason);
    }
    let shared = c.matching.links_of_item(item).flat_map(|l| &l.columns).find(|col| is_overused(c, **col));
    if let Some(column) = shared {
        let name = c.current.column_name(*column);
        let reason = Bilingual::new(
            format!("{name} を複数の項目に対応させています。どの項目の値かを確かめてください"),
            format!("{name} is paired with several items; find out whose value it is"),
        );
        return unknown(UnjudgedWhat::CurrentFacet, c.item_subject(item), reason);
    }
    State::Fits
}

/// Whether lines of the mapping take one column for several items of one group.
pub(crate) fn is_overused(c: &Comparison<'_>, column: ColumnId) -> bool {
    overused(c, column).len() > 1
}

/// Items of one group that `[[pair]]` lines fill from one column; empty unless there are several.
pub(crate) fn overused(c: &Comparison<'_>, column: ColumnId) -> Vec<ItemId> {
    let lines = c.matching.links_of_column(column).filter(|l| l.shape == Shape::Pair && !l.origin.is_auto());
    let items: Vec<ItemId> = lines.flat_map(|l| l.items.iter().copied()).collect();
    let group = |i: &ItemId| c.standard.group_of(*i);
    let mut several: Vec<ItemId> =
        items.iter().filter(|i| items.iter().any(|o| o != *i && group(o) == group(i))).copied().collect();
    several.sort();
    several.dedup();
    several
}

fn history(c: &Comparison<'_>, item: ItemId) -> State {
    let group = c.standard.group_of(item);
    if matches!(c.standard.group(group).history, None | Some(History::Latest)) {
        return State::NotAsked;
    }
    let Some(diff) = c.group_diffs.iter().find(|d| d.group == group) else { return State::Unknown(Vec::new()) };
    match &diff.history {
        HistoryDiff::Kept => State::Fits,
        HistoryDiff::Lost(_) => State::Differs,
        HistoryDiff::Unknown(tables) => {
            let tables = names(c, tables);
            let reason = Bilingual::new(
                format!("表 {tables} の履歴の持ち方（history）が書かれていません"),
                format!("{tables} does not state how it keeps history"),
            );
            unknown(UnjudgedWhat::CurrentFacet, c.group_subject(group), reason)
        }
    }
}

fn names(c: &Comparison<'_>, tables: &[TableId]) -> String {
    let names: Vec<&str> = tables.iter().map(|t| c.current.table(*t).name.as_str()).collect();
    names.join("、")
}

fn key(c: &Comparison<'_>, item: ItemId, i: &Item, columns: &[ColumnId]) -> State {
    let group = c.standard.group_of(item);
    let asked = groups::key_items(c.standard, group, c.role()).any(|k| k == item);
    if !i.primary_key || !asked {
        return State::NotAsked;
    }
    let Some(diff) = c.group_diffs.iter().find(|d| d.group == group) else { return State::Unknown(Vec::new()) };
    if diff.keys.iter().any(|k| !k.extra.is_empty() || k.loose.iter().any(|(loose, _)| *loose == item)) {
        return State::Differs;
    }
    let keyless: Vec<TableId> =
        diff.keyless.iter().filter(|t| columns.iter().any(|x| x.table == **t)).copied().collect();
    if !keyless.is_empty() {
        let tables = names(c, &keyless);
        let reason = Bilingual::new(
            format!("表 {tables} の主キー（key）が書かれていません"),
            format!("{tables} does not state its primary key"),
        );
        return unknown(UnjudgedWhat::CurrentFacet, c.group_subject(group), reason);
    }
    if columns.iter().all(|x| c.current.column(*x).key == Some(Key::Primary)) {
        return State::Fits;
    }
    let reason = Bilingual::new(
        "主キーの項目がそろっていないため、主キーを比べられません",
        "the key items are not all there, so the key cannot be compared",
    );
    unknown(UnjudgedWhat::CurrentFacet, c.group_subject(group), reason)
}

fn reference(c: &Comparison<'_>, item: ItemId, i: &Item) -> State {
    let columns = || c.matching.links_of_item(item).flat_map(|l| l.columns.iter().copied());
    if c.dangling.iter().any(|d| columns().any(|x| x == d.column)) {
        return State::Differs;
    }
    if i.foreign_key.is_none() {
        return State::NotAsked;
    }
    if c.lost_references.iter().any(|lost| lost.item == item) {
        return State::Differs;
    }
    let Some((target, _)) = groups::target(c.standard, item) else {
        return edition(c.item_subject(item), "参照先のグループ", "the group it refers to");
    };
    match c.groups[target.0] {
        GroupState::Fed | GroupState::OutOfScope | GroupState::Ignored | GroupState::NotInForce => State::Fits,
        // told as a missing group where it matters
        GroupState::Missing if c.role() == Role::Present => State::Fits,
        _ => {
            let name = &c.standard.group(target).name;
            let reason = Bilingual::new(
                format!("参照先のグループ「{name}」に対応する表が分からず、参照を確かめられません"),
                format!("no table is known for {name}, to which it refers"),
            );
            unknown(UnjudgedWhat::CurrentFacet, c.item_subject(item), reason)
        }
    }
}
