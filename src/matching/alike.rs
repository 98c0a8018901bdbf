//! The names of a standard and those of a present system, held against each other once.

use std::collections::{HashMap, HashSet};

use super::model::{Evidence, Matching, Shape};
use super::names::exact_names;
use super::score::{Index, Likeness, NameId};
use super::tokens::Parsed;
use super::vocabulary::Hint;
use crate::current::model::{Column, ColumnId, CurrentSystem, TableId};
use crate::spec::standard::{GroupId, ItemId, Standard};

/// Points of a name that a person has paired with the item elsewhere: more than any spelling, less than the very name.
const CONFIRMED: u32 = 980;

/// Names of items and groups, and where they stand.
pub struct Names {
    /// Items' names by the names of today, folded, that a person has paired with them somewhere.
    confirmed: HashMap<String, Vec<NameId>>,
    items: Index,
    groups: Index,
    groups_named: HashMap<NameId, Vec<GroupId>>,
    named: HashMap<(GroupId, NameId), Vec<ItemId>>,
    groups_with: HashMap<NameId, Vec<GroupId>>,
}

impl Names {
    pub fn new(standard: &Standard) -> Names {
        let item = |i: ItemId| standard.item(i);
        let items = Index::new(standard.items().map(|i| (item(i).name.as_str(), item(i).romaji.as_deref())));
        let groups = Index::new(standard.groups().map(|g| (standard.group(g).name.as_str(), None)));
        let mut names = Names {
            confirmed: HashMap::new(),
            items,
            groups,
            groups_named: HashMap::new(),
            named: HashMap::new(),
            groups_with: HashMap::new(),
        };
        for group in standard.groups() {
            if let Some(id) = names.groups.id(&standard.group(group).name) {
                names.groups_named.entry(id).or_default().push(group);
            }
            for item in standard.items_of(group) {
                let Some(id) = names.items.id(&standard.item(item).name) else { continue };
                names.named.entry((group, id)).or_default().push(item);
                let with = names.groups_with.entry(id).or_default();
                if with.last() != Some(&group) {
                    with.push(group);
                }
            }
        }
        names
    }

    /// Takes in what people have paired: the same name elsewhere is likely to be the same item.
    pub fn learn(&mut self, standard: &Standard, current: &CurrentSystem, matching: &Matching) {
        let pairs = matching.links.iter().filter(|l| l.shape == Shape::Pair && !l.origin.is_auto());
        for (column, item) in pairs.flat_map(|l| l.columns.iter().zip(&l.items)) {
            let Some(id) = self.items.id(&standard.item(*item).name) else { continue };
            let c = current.column(*column);
            for name in exact_names(&c.name, c.label.as_deref()) {
                let known = self.confirmed.entry(name).or_default();
                if !known.contains(&id) {
                    known.push(id);
                }
            }
        }
    }

    /// Names of items that a column's label or physical name resembles; label and physical name are one signal.
    pub fn of_column(&mut self, column: &Column) -> Vec<Likeness> {
        let mut found = merged(&mut self.items, &column.name, column.label.as_deref());
        let said = Parsed::new(column.label.as_deref().unwrap_or(&column.name));
        found.retain(|like| !self.items.is_ruled_out(&said, column.label.is_some(), like));
        for name in exact_names(&column.name, column.label.as_deref()) {
            for id in self.confirmed.get(&name).into_iter().flatten() {
                let elsewhere =
                    Likeness { name: *id, points: CONFIRMED, evidence: Evidence::SameElsewhere, certain: false };
                match found.iter_mut().find(|l| l.name == *id) {
                    Some(like) if like.points < CONFIRMED => *like = Likeness { certain: like.certain, ..elsewhere },
                    Some(_) => {}
                    None => found.push(elsewhere),
                }
            }
        }
        found
    }

    /// Groups that a table's label or name resembles, with points and evidence.
    pub fn of_table(&mut self, name: &str, label: Option<&str>) -> HashMap<GroupId, (u32, Evidence)> {
        let mut found = HashMap::new();
        for like in merged(&mut self.groups, name, label) {
            for group in self.groups_named.get(&like.name).into_iter().flatten() {
                found.insert(*group, (like.points, like.evidence));
            }
        }
        found
    }

    pub fn items_named(&self, group: GroupId, name: NameId) -> &[ItemId] {
        self.named.get(&(group, name)).map_or(&[], Vec::as_slice)
    }

    /// Groups that have an item of this name.
    pub fn groups_with(&self, name: NameId) -> &[GroupId] {
        self.groups_with.get(&name).map_or(&[], Vec::as_slice)
    }

    pub fn hint(&self, name: NameId) -> Option<Hint> {
        self.items.hint(name)
    }
}

/// The better of both likenesses of each name. A label that is not like the name takes the certainty away.
fn merged(index: &mut Index, physical: &str, label: Option<&str>) -> Vec<Likeness> {
    let mut found: Vec<Likeness> = index
        .like(physical)
        .iter()
        .map(|l| match l.evidence {
            Evidence::SameLabel => Likeness { evidence: Evidence::SamePhysicalName, ..l.clone() },
            _ => l.clone(),
        })
        .collect();
    let Some(label) = label.filter(|l| *l != physical) else { return found };
    let labelled = index.like(label);
    for like in &mut found {
        like.certain &= labelled.iter().any(|l| l.name == like.name && l.certain);
    }
    for like in labelled.iter() {
        match found.iter_mut().find(|l| l.name == like.name) {
            Some(other) if other.points >= like.points => other.certain |= like.certain,
            Some(other) => *other = like.clone(),
            None => found.push(like.clone()),
        }
    }
    found
}

/// What is taken and what is free, from the mapping and the safe pairs.
pub struct Taken {
    items: HashSet<ItemId>,
    homed: HashSet<ColumnId>,
    used: HashSet<(ColumnId, GroupId)>,
}

impl Taken {
    pub fn new(standard: &Standard, matching: &Matching) -> Taken {
        let mut items: HashSet<ItemId> = matching.links.iter().flat_map(|l| l.items.iter().copied()).collect();
        items.extend(matching.constants.keys().chain(matching.ignored_items.keys()));
        let homed = matching.links.iter().flat_map(|l| l.columns.iter().copied()).collect();
        let used = matching
            .links
            .iter()
            .flat_map(|l| l.columns.iter().flat_map(|c| l.items.iter().map(|i| (*c, standard.group_of(*i)))));
        Taken { items, homed, used: used.collect() }
    }

    /// Has no counterpart yet. What a new system makes by itself may still have one today.
    pub fn is_open(&self, standard: &Standard, matching: &Matching, item: ItemId) -> bool {
        !self.items.contains(&item) && !matching.ignored_groups.contains_key(&standard.group_of(item))
    }

    /// Fills nothing yet, in any group.
    pub fn is_homeless(&self, column: ColumnId) -> bool {
        !self.homed.contains(&column)
    }

    /// May fill an item of the group.
    pub fn is_free(&self, matching: &Matching, column: ColumnId, group: GroupId) -> bool {
        !self.used.contains(&(column, group)) && !matching.ignored_columns.contains_key(&column)
    }
}

/// Columns of a table, by position.
pub fn columns_of(current: &CurrentSystem, table: TableId) -> impl Iterator<Item = ColumnId> + use<> {
    (0..current.table(table).columns.len()).map(move |column| ColumnId { table, column })
}
