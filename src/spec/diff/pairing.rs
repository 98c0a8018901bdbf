//! Two editions of one system, thing by thing: what is what, for sure or perhaps.

use std::collections::{HashMap, HashSet};

use super::evidence::Evidence;
use super::inventory::{Inventory, Kind};
use super::recognise::{Link, Recognised, Thing, Told, recognise, telling};
use crate::spec::edition::Edition;
use crate::spec::renames::{RenameTable, Status};
use crate::text::fold::f1;

/// What corresponds, by kind.
#[derive(Debug)]
pub struct Pairing<'e> {
    pub old: Inventory<'e>,
    pub new: Inventory<'e>,
    found: [Found; 6],
}

#[derive(Debug, Default)]
struct Found {
    sure: Vec<Link>,
    proposed: Vec<Link>,
    by_old: HashMap<usize, usize>,
    by_new: HashMap<usize, usize>,
}

impl Found {
    fn add(&mut self, recognised: Recognised) {
        for link in recognised.sure {
            self.by_old.insert(link.old, self.sure.len());
            self.by_new.insert(link.new, self.sure.len());
            self.sure.push(link);
        }
        for link in recognised.proposed {
            if !self.proposed.iter().any(|l| (l.old, l.new) == (link.old, link.new)) {
                self.proposed.push(link);
            }
        }
    }
}

impl<'e> Pairing<'e> {
    /// Recognises the things of `old` in `new`; what people said in the table goes first.
    pub fn new(old: &'e Edition, new: &'e Edition, table: &RenameTable) -> Self {
        let mut pairing = Pairing { old: Inventory::new(old), new: Inventory::new(new), found: Default::default() };
        let said = Said::new(&pairing, table);
        for kind in [Kind::Group, Kind::CodeList, Kind::Form, Kind::Function] {
            let (old, new) = (pairing.things(kind, true), pairing.things(kind, false));
            pairing.add(kind, recognise(&old, &new, said.of(kind), true));
        }
        for (kind, parents) in [(Kind::Item, Kind::Group), (Kind::PrintedItem, Kind::Form)] {
            pairing.confirmed_parts(kind, said.of(kind));
            pairing.parts_of_pairs(kind, parents, said.of(kind));
        }
        pairing.unique_names(said.of(Kind::Item));
        pairing.left_over(said.of(Kind::Item));
        pairing.finish();
        pairing
    }

    fn add(&mut self, kind: Kind, recognised: Recognised) {
        self.found[kind as usize].add(recognised);
    }

    pub fn sure(&self, kind: Kind) -> &[Link] {
        &self.found[kind as usize].sure
    }

    pub fn proposed(&self, kind: Kind) -> &[Link] {
        &self.found[kind as usize].proposed
    }

    pub fn of_old(&self, kind: Kind, old: usize) -> Option<&Link> {
        let found = &self.found[kind as usize];
        found.by_old.get(&old).map(|n| &found.sure[*n])
    }

    pub fn of_new(&self, kind: Kind, new: usize) -> Option<&Link> {
        let found = &self.found[kind as usize];
        found.by_new.get(&new).map(|n| &found.sure[*n])
    }

    pub fn proposals_of(&self, kind: Kind, old: usize) -> impl Iterator<Item = &Link> {
        self.proposed(kind).iter().filter(move |l| l.old == old)
    }

    /// Items that a person said are one, wherever they are.
    fn confirmed_parts(&mut self, kind: Kind, told: &Told) {
        let mut same: Vec<(usize, usize)> = told.same.iter().map(|(old, new)| (*old, *new)).collect();
        same.sort_unstable();
        let link = |(old, new)| Link { old, new, evidence: vec![Evidence::Confirmed] };
        self.add(kind, Recognised { sure: same.into_iter().map(link).collect(), proposed: Vec::new() });
    }

    /// Within each pair of groups (or forms).
    fn parts_of_pairs(&mut self, kind: Kind, parents: Kind, told: &Told) {
        let pairs: Vec<(usize, usize)> = self.sure(parents).iter().map(|l| (l.old, l.new)).collect();
        for (old, new) in pairs {
            let old = self.free(kind, true, self.old.parts(kind, old));
            let new = self.free(kind, false, self.new.parts(kind, new));
            self.add(kind, recognise(&old, &new, told, true));
        }
    }

    /// Items whose name is unique in both editions. If the old group is still there, the item may be another one of the
    /// same name, so something else has to agree.
    fn unique_names(&mut self, told: &Told) {
        let (old_names, new_names) = (unique_items(&self.old), unique_items(&self.new));
        let mut recognised = Recognised::default();
        let (old, new) = (self.everything(true), self.everything(false));
        let by_number: HashMap<usize, &Thing> = new.iter().map(|t| (t.number, t)).collect();
        for thing in &old {
            let Some(there) = new_names.get(&thing.name).and_then(|n| by_number.get(n)) else { continue };
            if old_names.get(&thing.name) != Some(&thing.number) || told.other.contains(&(thing.number, there.number)) {
                continue;
            }
            let group = self.old.parent(Kind::Item, thing.number);
            let group_known = group.is_some_and(|g| self.of_old(Kind::Group, g).is_some());
            let same_definition = thing.definition.is_some() && thing.definition == there.definition;
            let same_key = thing.key.is_some() && thing.key == there.key;
            let other_type = matches!((thing.data_type, there.data_type), (Some(a), Some(b)) if a != b);
            let mut evidence = vec![Evidence::UniqueName];
            evidence.extend(same_key.then_some(Evidence::SameKey));
            evidence.extend(same_definition.then_some(Evidence::SameDefinition));
            let link = Link { old: thing.number, new: there.number, evidence };
            match (!group_known && !other_type) || same_definition || same_key {
                true => recognised.sure.push(link),
                false => recognised.proposed.push(link),
            }
        }
        self.add(Kind::Item, recognised);
    }

    /// What has moved and was renamed, or whose name is in many groups.
    fn left_over(&mut self, told: &Told) {
        let (old, new) = (self.everything(true), self.everything(false));
        let recognised = recognise(&old, &new, told, false);
        self.add(Kind::Item, recognised);
        let names = by_name(&new);
        let mut proposed = Vec::new();
        for thing in old.iter().filter(|t| self.of_old(Kind::Item, t.number).is_none()) {
            let group = self.old.parent(Kind::Item, thing.number);
            let perhaps: HashSet<usize> = group
                .into_iter()
                .flat_map(|g| self.proposals_of(Kind::Group, g).map(|l| l.new).collect::<Vec<_>>())
                .collect();
            for number in names.get(thing.name.as_str()).into_iter().flatten() {
                let home = self.new.parent(Kind::Item, *number);
                let fits = home.is_some_and(|g| perhaps.contains(&g));
                let free = self.of_new(Kind::Item, *number).is_none();
                if fits && free && !told.other.contains(&(thing.number, *number)) {
                    let evidence = vec![Evidence::SharedName];
                    proposed.push(Link { old: thing.number, new: *number, evidence });
                }
            }
        }
        self.add(Kind::Item, Recognised { sure: Vec::new(), proposed });
    }

    /// Proposals about what is certain after all are no proposals.
    fn finish(&mut self) {
        for found in &mut self.found {
            let (by_old, by_new) = (&found.by_old, &found.by_new);
            found.proposed.retain(|l| !by_old.contains_key(&l.old) && !by_new.contains_key(&l.new));
            found.sure.sort_by_key(|l| l.old);
            found.by_old = found.sure.iter().enumerate().map(|(n, l)| (l.old, n)).collect();
            found.by_new = found.sure.iter().enumerate().map(|(n, l)| (l.new, n)).collect();
            found.proposed.sort_by_key(|l| l.old);
        }
    }

    fn things(&self, kind: Kind, old: bool) -> Vec<Thing> {
        let count = if old { self.old.count(kind) } else { self.new.count(kind) };
        self.free(kind, old, 0..count)
    }

    fn everything(&self, old: bool) -> Vec<Thing> {
        self.things(Kind::Item, old)
    }

    /// Those in a range that are not yet recognised.
    fn free(&self, kind: Kind, old: bool, range: std::ops::Range<usize>) -> Vec<Thing> {
        let found = &self.found[kind as usize];
        let (inventory, taken) = if old { (&self.old, &found.by_old) } else { (&self.new, &found.by_new) };
        let keys = keys_are_comparable(self.old.edition, self.new.edition);
        range.filter(|n| !taken.contains_key(n)).map(|n| thing(inventory, kind, n, keys)).collect()
    }
}

/// Items by folded name, of those whose name is unique in the edition.
fn unique_items(inventory: &Inventory<'_>) -> HashMap<String, usize> {
    let mut names: HashMap<String, Option<usize>> = HashMap::new();
    for n in 0..inventory.count(Kind::Item) {
        names.entry(f1(inventory.name(Kind::Item, n))).and_modify(|there| *there = None).or_insert(Some(n));
    }
    names.into_iter().filter_map(|(name, n)| n.map(|n| (name, n))).collect()
}

fn by_name(things: &[Thing]) -> HashMap<&str, Vec<usize>> {
    let mut names: HashMap<&str, Vec<usize>> = HashMap::new();
    things.iter().for_each(|t| names.entry(&t.name).or_default().push(t.number));
    names
}

/// Official ids are comparable with official ids, the project's own with its own.
fn keys_are_comparable(old: &Edition, new: &Edition) -> bool {
    old.edition.basis == new.edition.basis
}

/// A key that was counted out while importing says only where a thing stood.
fn counted_out(key: &str) -> bool {
    !key.starts_with('R') && key.split_once('-').is_some_and(|(_, n)| n.starts_with(|c: char| c.is_ascii_alphabetic()))
}

fn thing(inventory: &Inventory<'_>, kind: Kind, n: usize, keys: bool) -> Thing {
    let name = f1(inventory.name(kind, n));
    let key = Some(inventory.key(kind, n)).filter(|k| keys && !k.is_empty() && !counted_out(k));
    let mut thing = Thing {
        number: n,
        scope: inventory.business(kind, n).to_string(),
        chars: name.chars().collect(),
        name,
        key: key.map(str::to_string),
        ..Thing::default()
    };
    match kind {
        Kind::Group => {
            let group = inventory.group(n);
            thing.definition = telling(group.definition.as_deref());
            thing.parts = group.items.iter().map(|i| f1(&i.name)).collect();
        }
        Kind::Item => {
            let item = inventory.item(n);
            thing.definition = telling(item.definition.as_deref());
            thing.data_type = item.data_type.map(crate::spec::words::type_letters);
            if let (Some(t), Some(d)) = (item.data_type, item.digits) {
                thing.shape = Some(format!("{} {d} {}", crate::spec::words::type_letters(t), item.code.is_some()));
            }
        }
        Kind::CodeList => {
            let values = &inventory.edition.code_lists[n].values;
            let part = |v: &crate::spec::edition::CodeValue| {
                f1(&format!("{}={}", v.value.as_deref().unwrap_or(""), v.label.as_deref().unwrap_or("")))
            };
            thing.parts = values.iter().map(part).collect();
        }
        Kind::Form => {
            let form = inventory.form(n);
            thing.definition = telling(form.definition.as_deref());
            thing.parts = form.items.iter().map(|i| f1(&i.name)).collect();
        }
        Kind::PrintedItem => {}
        Kind::Function => {
            let function = inventory.function(n);
            thing.definition = telling(function.definition.as_deref().or(function.requirement.as_deref()));
        }
    }
    thing
}

/// The table's lines as numbers, by kind.
struct Said([Told; 6]);

impl Said {
    fn new(pairing: &Pairing<'_>, table: &RenameTable) -> Said {
        let mut said: [Told; 6] = Default::default();
        for line in &table.rename {
            let old = pairing.old.find(line.kind, &line.old);
            let new = pairing.new.find(line.kind, &line.new);
            let ([old], [new]) = (old, new) else { continue };
            let told = &mut said[line.kind as usize];
            match line.status {
                Status::Confirmed => {
                    told.same.entry(*old).or_insert(*new);
                }
                Status::Rejected => {
                    told.other.insert((*old, *new));
                }
                Status::Certain | Status::Proposed => {}
            }
        }
        Said(said)
    }

    fn of(&self, kind: Kind) -> &Told {
        &self.0[kind as usize]
    }
}
