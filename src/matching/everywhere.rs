//! `[[name]]` lines: one word of a product for one item name, in every table that feeds a group with such an item.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::mapping::{Mapping, MappingPlace, NameLine};
use super::model::*;
use super::names::exact_names;
use crate::current::model::{ColumnId, CurrentSystem};
use crate::spec::standard::{GroupId, ItemId, Standard};
use crate::text::fold::f1;
use crate::text::nearest::nearest;

/// What a name of today stands for, and where that is written.
struct Meaning {
    /// The item's name, folded.
    item: String,
    place: MappingPlace,
}

/// Pairs the columns of all linked tables by the `[[name]]` lines. What another line says of the column or the item holds;
/// where it says something else, that is told.
pub fn apply(standard: &Standard, current: &CurrentSystem, mapping: &Mapping, matching: &mut Matching) {
    if mapping.files.iter().all(|(_, file)| file.name.is_empty()) {
        return;
    }
    let meanings = meanings(standard, mapping, matching);
    let mut named: HashMap<(GroupId, String), Vec<ItemId>> = HashMap::new();
    for item in standard.items() {
        named.entry((standard.group_of(item), f1(&standard.item(item).name))).or_default().push(item);
    }
    let mut used: HashSet<String> = HashSet::new();
    let links: Vec<_> = matching.groups.iter().map(|l| (l.group, l.table)).collect();
    let mut taken: HashSet<ItemId> = matching.links.iter().flat_map(|l| l.items.iter().copied()).collect();
    taken.extend(matching.constants.keys().chain(matching.ignored_items.keys()));
    for (group, table) in links {
        let mut columns: BTreeMap<ItemId, Vec<(ColumnId, String)>> = BTreeMap::new();
        for column in (0..current.table(table).columns.len()).map(|column| ColumnId { table, column }) {
            let c = current.column(column);
            let known = exact_names(&c.name, c.label.as_deref()).into_iter().find(|n| meanings.contains_key(n));
            let Some(name) = known else { continue };
            let Some([item]) = named.get(&(group, meanings[&name].item.clone())).map(Vec::as_slice) else { continue };
            used.insert(name.clone());
            columns.entry(*item).or_default().push((column, name));
        }
        for (item, found) in columns {
            // two columns of one table under one name: which of them is meant, the line does not say
            let [(column, name)] = found.as_slice() else { continue };
            settle(standard, matching, &meanings[name], (group, item, *column), &mut taken);
        }
    }
    let known: HashSet<String> = current
        .columns()
        .flat_map(|c| exact_names(&current.column(c).name, current.column(c).label.as_deref()))
        .collect();
    for (name, meaning) in meanings.iter().filter(|(name, _)| !used.contains(*name)) {
        let kind = if known.contains(name) { FaultKind::Unused } else { FaultKind::UnknownCurrent };
        matching.unused.push(fault(&meaning.place, kind, name, Vec::new(), None));
    }
}

fn settle(
    standard: &Standard,
    matching: &mut Matching,
    meaning: &Meaning,
    (group, item, column): (GroupId, ItemId, ColumnId),
    taken: &mut HashSet<ItemId>,
) {
    let other_column = |l: &&Correspondence| l.columns.contains(&column);
    let others = matching.links.iter().filter(other_column);
    let of_group: Vec<&Correspondence> =
        others.filter(|l| l.items.iter().any(|i| standard.group_of(*i) == group)).collect();
    if of_group.iter().any(|l| l.items.contains(&item)) {
        return;
    }
    let said = of_group.first().and_then(|l| l.origin.line().cloned());
    let ignored = matching.ignored_columns.contains_key(&column) || matching.rejected.contains(&(column, item));
    if said.is_some() || ignored || taken.contains(&item) {
        let told = fault(&meaning.place, FaultKind::Contradiction, &standard.item_label(item), Vec::new(), said);
        matching.unused.extend((!ignored).then_some(told));
        return;
    }
    taken.insert(item);
    matching.links.push(Correspondence {
        items: vec![item],
        columns: vec![column],
        shape: Shape::Pair,
        origin: Origin::Mapping(meaning.place.clone()),
        note: None,
    });
}

/// The lines by folded name of today, the nearest file first. Two of one file that differ hold neither.
fn meanings(standard: &Standard, mapping: &Mapping, matching: &mut Matching) -> BTreeMap<String, Meaning> {
    let items: HashSet<String> = standard.items().map(|i| f1(&standard.item(i).name)).collect();
    let mut meanings: BTreeMap<String, Meaning> = BTreeMap::new();
    let mut disputed: HashSet<String> = HashSet::new();
    for (index, (_, file)) in mapping.files.iter().enumerate() {
        for line in &file.name {
            let (name, item) = (f1(line.current.get_ref()), f1(line.standard.get_ref()));
            let place = mapping.place(index, line.standard.span());
            if !items.contains(&item) {
                let near = near_items(standard, line);
                matching.faults.push(fault(&place, FaultKind::UnknownStandard, line.standard.get_ref(), near, None));
                continue;
            }
            match meanings.get(&name) {
                Some(earlier) if earlier.place.file < index => {}
                Some(earlier) if earlier.item == item => {
                    matching.unused.push(fault(&place, FaultKind::Unused, line.current.get_ref(), Vec::new(), None));
                }
                Some(earlier) => {
                    let other = Some(earlier.place.clone());
                    let name_of = line.current.get_ref();
                    matching.faults.push(fault(&place, FaultKind::Contradiction, name_of, Vec::new(), other));
                    disputed.insert(name);
                }
                None => {
                    meanings.insert(name, Meaning { item, place });
                }
            }
        }
    }
    meanings.retain(|name, _| !disputed.contains(name));
    meanings
}

fn near_items(standard: &Standard, line: &NameLine) -> Vec<String> {
    let all: Vec<&str> = standard.items().map(|i| standard.item(i).name.as_str()).collect();
    nearest(line.standard.get_ref(), all, 3).into_iter().map(str::to_string).collect()
}

fn fault(
    place: &MappingPlace,
    kind: FaultKind,
    name: &str,
    nearest: Vec<String>,
    other: Option<MappingPlace>,
) -> Fault {
    Fault { place: place.clone(), section: "name", kind, name: name.to_string(), nearest, other }
}
