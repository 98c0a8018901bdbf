//! The mapping file's names, led to the things they name. A name that leads nowhere is a finding, never an error.

mod forms;
mod names;
mod refusals;

use std::collections::{BTreeMap, HashSet};

use names::Names;

use super::mapping::{Mapping, MappingPlace};
use super::model::*;
use super::precedence::{Precedence, Said};
use crate::current::model::{ColumnCodes, ColumnId, CurrentSystem, TableId};
use crate::spec::standard::{GroupId, ItemId, Standard};
use crate::text::fold::{f1, f1_lower};
use crate::text::nearest::nearest;

/// Applies every line, nearest file first.
pub fn apply(standard: &Standard, current: &CurrentSystem, mapping: &Mapping, matching: &mut Matching) {
    if mapping.is_empty() {
        return;
    }
    let names = Names::new(standard, current);
    let mut said = Said::default();
    for (index, (_, file)) in mapping.files.iter().enumerate() {
        let mut apply = Apply { names: &names, standard, current, mapping, file: index, said: &mut said, matching };
        file.table.iter().for_each(|l| apply.table(l));
        file.pair.iter().for_each(|l| apply.pair(l));
        file.split.iter().for_each(|l| apply.split(l));
        file.merge.iter().for_each(|l| apply.merge(l));
        file.pivot.iter().for_each(|l| apply.pivot(l));
        file.codes.iter().for_each(|l| apply.codes(l));
        file.form.iter().for_each(|l| apply.form(l));
        file.field.iter().for_each(|l| apply.field(l));
        file.function.iter().for_each(|l| apply.function(l));
        // last: what they refuse is either contradicted by a line of this file or overridden by one of a nearer file
        file.ignore.iter().for_each(|l| apply.ignore(l));
        file.reject.iter().for_each(|l| apply.reject(l));
    }
}

struct Apply<'a, 'm> {
    names: &'a Names<'a>,
    standard: &'a Standard,
    current: &'a CurrentSystem,
    mapping: &'a Mapping,
    file: usize,
    said: &'m mut Said,
    matching: &'m mut Matching,
}

type Name = toml::Spanned<String>;

impl Apply<'_, '_> {
    fn place(&self, name: &Name) -> MappingPlace {
        self.mapping.place(self.file, name.span())
    }

    fn fault(&mut self, place: MappingPlace, section: &'static str, kind: FaultKind, name: &str, near: Vec<String>) {
        let fault = Fault { place, section, kind, name: name.to_string(), nearest: near, other: None };
        self.matching.faults.push(fault);
    }

    /// Two lines of one file that cannot both hold.
    fn contradiction(&mut self, place: MappingPlace, section: &'static str, name: &str, other: MappingPlace) {
        let (kind, name) = (FaultKind::Contradiction, name.to_string());
        self.matching.faults.push(Fault { place, section, kind, name, nearest: Vec::new(), other: Some(other) });
    }

    /// A line that cannot hold whatever the others say: positions outside the column, values that do not fit the columns.
    fn impossible(&mut self, place: MappingPlace, section: &'static str, name: &str) {
        self.fault(place, section, FaultKind::Impossible, name, Vec::new());
    }

    /// A line that has no effect: another of the same file says the same.
    fn unused(&mut self, place: MappingPlace, section: &'static str, name: &str) {
        let (kind, name) = (FaultKind::Unused, name.to_string());
        self.matching.unused.push(Fault { place, section, kind, name, nearest: Vec::new(), other: None });
    }

    fn column(&mut self, section: &'static str, name: &Name) -> Option<ColumnId> {
        let found = self.names.columns.get(&f1_lower(name.get_ref())).copied();
        if found.is_none() {
            let all: Vec<String> = self.current.columns().map(|c| self.current.column_name(c)).collect();
            let near = owned(nearest(name.get_ref(), all.iter().map(String::as_str), 3));
            self.fault(self.place(name), section, FaultKind::UnknownCurrent, name.get_ref(), near);
        }
        found
    }

    fn item(&mut self, section: &'static str, name: &Name) -> Option<ItemId> {
        let found = self.names.items.get(&f1(name.get_ref())).map_or(&[][..], Vec::as_slice);
        match *found {
            [one] => return Some(one),
            [] => {
                let all: Vec<String> = self.standard.items().map(|i| self.standard.item_label(i)).collect();
                let near = owned(nearest(name.get_ref(), all.iter().map(String::as_str), 3));
                self.fault(self.place(name), section, FaultKind::UnknownStandard, name.get_ref(), near);
            }
            _ => {
                let near = found.iter().map(|i| self.qualified(*i)).collect();
                self.fault(self.place(name), section, FaultKind::Ambiguous, name.get_ref(), near);
            }
        }
        None
    }

    fn qualified(&self, item: ItemId) -> String {
        format!("{}:{}", self.standard.group(self.standard.group_of(item)).business, self.standard.item_label(item))
    }

    fn table(&mut self, line: &super::mapping::TableLine) {
        let table = self.names.tables.get(&f1_lower(line.current.get_ref())).copied();
        if table.is_none() {
            let all = self.current.tables().iter().map(|t| t.name.as_str());
            let near = owned(nearest(line.current.get_ref(), all, 3));
            self.fault(self.place(&line.current), "table", FaultKind::UnknownCurrent, line.current.get_ref(), near);
        }
        let settled = table.map(|t| self.said.tables.ask(&t, self.file));
        if settled == Some(Precedence::Overridden) {
            return;
        }
        let place = self.mapping.place(self.file, line.standard.span());
        for name in line.standard.get_ref().ids() {
            let Some((group, table)) = self.group(&place, name).zip(table) else { continue };
            let ignored = self.said.ignored_tables.ask(&table, self.file);
            if ignored.or(self.said.ignored_groups.ask(&group, self.file)) == Precedence::Overridden {
                continue;
            }
            if matches!(settled, Some(Precedence::Same(_))) && self.is_linked(group, table) {
                self.unused(place.clone(), "table", name);
            } else {
                self.said.used_tables.note(table, &place);
                self.said.used_groups.note(group, &place);
                self.link_group(group, table, line.condition.clone(), Origin::Mapping(place.clone()));
            }
        }
        table.into_iter().for_each(|t| self.said.tables.note(t, &place));
    }

    fn group(&mut self, place: &MappingPlace, name: &str) -> Option<GroupId> {
        match self.names.groups.get(&f1(name)).map_or(&[][..], Vec::as_slice) {
            [group] => return Some(*group),
            [] => {
                let all: Vec<&str> = self.standard.groups().map(|g| self.standard.group(g).name.as_str()).collect();
                let near = owned(nearest(name, all, 3));
                self.fault(place.clone(), "table", FaultKind::UnknownStandard, name, near);
            }
            several => {
                let groups = several.iter().map(|g| self.standard.group(*g));
                let near = groups.map(|g| format!("{}:{}", g.business, g.name)).collect();
                self.fault(place.clone(), "table", FaultKind::Ambiguous, name, near);
            }
        }
        None
    }

    fn is_linked(&self, group: GroupId, table: TableId) -> bool {
        self.matching.groups.iter().any(|l| l.group == group && l.table == table)
    }

    fn link_group(&mut self, group: GroupId, table: TableId, condition: Option<String>, origin: Origin) {
        if !self.is_linked(group, table) {
            self.matching.groups.push(GroupLink { group, table, condition, origin });
        }
    }

    fn pair(&mut self, line: &super::mapping::PairLine) {
        let item = self.item("pair", &line.standard);
        let Some(name) = &line.current else {
            let value = line.value.clone().unwrap_or_default();
            item.into_iter().for_each(|item| self.constant("pair", item, value.clone(), &line.standard));
            return;
        };
        let column = self.column("pair", name);
        if let (Some(part), Some(column)) = (line.part, column)
            && !self.fits(part, column)
        {
            return self.impossible(self.place(name), "pair", &format!("{} part {part:?}", name.get_ref()));
        }
        let shape = line.part.map_or(Shape::Pair, Shape::Part);
        if let (Some(item), Some(column)) = (item, column) {
            self.link("pair", vec![item], vec![column], shape, name, line.note.clone());
        }
    }

    /// Whether positions lie within a column.
    fn fits(&self, [first, last]: [u32; 2], column: ColumnId) -> bool {
        let length = self.current.column(column).length;
        first >= 1 && first <= last && length.is_none_or(|n| last <= n)
    }

    /// An item that a constant or generated value fills.
    fn constant(&mut self, section: &'static str, item: ItemId, value: String, at: &Name) {
        match self.said.items.ask(&item, self.file) {
            Precedence::Overridden => {}
            // several pivots into one group share their key
            Precedence::Same(_)
                if section == "pivot" && self.matching.constants.get(&item).is_some_and(|c| c.value == value) => {}
            Precedence::Same(_) if self.matching.constants.get(&item).is_some_and(|c| c.value == value) => {
                self.unused(self.place(at), section, at.get_ref());
            }
            Precedence::Same(other) => {
                let name = self.standard.item_label(item);
                self.contradiction(self.place(at), section, &name, other);
            }
            Precedence::Free => {
                self.said.items.note(item, &self.place(at));
                let constant = Constant { value, place: self.place(at), pivot: section == "pivot" };
                self.matching.constants.insert(item, constant);
            }
        }
    }

    fn split(&mut self, line: &super::mapping::SplitLine) {
        let items: Vec<ItemId> = line.standard.iter().filter_map(|s| self.item("split", s)).collect();
        if let Some(column) = self.column("split", &line.current)
            && !items.is_empty()
        {
            self.link("split", items, vec![column], Shape::Split, &line.current, line.note.clone());
        }
    }

    fn merge(&mut self, line: &super::mapping::MergeLine) {
        let columns: Vec<ColumnId> = line.current.iter().filter_map(|c| self.column("merge", c)).collect();
        if let Some(item) = self.item("merge", &line.standard)
            && !columns.is_empty()
        {
            self.link("merge", vec![item], columns, Shape::Merge, &line.standard, line.note.clone());
        }
    }

    fn pivot(&mut self, line: &super::mapping::PivotLine) {
        let columns: Vec<ColumnId> = line.current.iter().filter_map(|c| self.column("pivot", c)).collect();
        let item = self.item("pivot", &line.standard);
        // one column that repeats has a value for each repetition
        if !line.values.is_empty() && line.current.len() > 1 && line.values.len() != line.current.len() {
            return self.impossible(self.place(&line.standard), "pivot", line.standard.get_ref());
        }
        if let Some((at, key)) = line.key.as_ref().and_then(|k| self.item("pivot", k).map(|i| (k, i))) {
            self.constant("pivot", key, line.values.join("、"), at);
        }
        if let Some(item) = item
            && !columns.is_empty()
        {
            self.link("pivot", vec![item], columns, Shape::Pivot, &line.standard, line.note.clone());
        }
    }

    /// A nearer file's line about an item overrides; within one file two lines that fill one item contradict each other.
    fn link(
        &mut self,
        section: &'static str,
        items: Vec<ItemId>,
        columns: Vec<ColumnId>,
        shape: Shape,
        at: &Name,
        note: Option<String>,
    ) {
        let place = self.place(at);
        let mut free = Vec::with_capacity(items.len());
        for item in items {
            match self.may_link(item, &columns, shape) {
                Precedence::Free => free.push(item),
                Precedence::Overridden => {}
                Precedence::Same(_) if self.is_repeated(item, &columns, shape) => {
                    self.unused(place.clone(), section, &self.standard.item_label(item));
                }
                Precedence::Same(other) => {
                    let name = self.standard.item_label(item);
                    self.contradiction(place.clone(), section, &name, other);
                }
            }
        }
        if free.is_empty() {
            return;
        }
        for item in &free {
            let group = self.standard.group_of(*item);
            self.said.items.note(*item, &place);
            for column in &columns {
                self.said.columns.note((*column, group), &place);
                self.said.used.note(*column, &place);
                self.said.used_groups.note(group, &place);
                self.said.used_tables.note(column.table, &place);
                self.link_group(group, column.table, None, Origin::Mapping(place.clone()));
            }
        }
        self.matching.links.push(Correspondence { items: free, columns, shape, origin: Origin::Mapping(place), note });
    }

    /// What earlier lines about the item or its columns mean for a new one.
    fn may_link(&self, item: ItemId, columns: &[ColumnId], shape: Shape) -> Precedence {
        let group = self.standard.group_of(item);
        let of_item = match self.said.items.ask(&item, self.file) {
            Precedence::Same(_) if self.is_complemented(item, shape) || self.has_other_rows(item, columns) => {
                Precedence::Free
            }
            other => other.or(self.said.ignored_items.ask(&item, self.file)),
        };
        let of_group = self.said.ignored_groups.ask(&group, self.file);
        let of_columns = columns.iter().map(|column| {
            let rejected = self.said.rejected.ask(&(*column, item), self.file);
            let ignored = self.said.ignored.ask(column, self.file);
            let table = self.said.ignored_tables.ask(&column.table, self.file);
            // one column may fill several items of a group, but a nearer file's word on it is the last
            let elsewhere = match self.said.columns.ask(&(*column, group), self.file) {
                Precedence::Same(_) => Precedence::Free,
                other => other,
            };
            rejected.or(ignored).or(table).or(elsewhere)
        });
        of_columns.fold(of_item.or(of_group), Precedence::or)
    }

    /// Whether earlier lines bring other pieces of the item.
    fn is_complemented(&self, item: ItemId, shape: Shape) -> bool {
        let mut links = self.matching.links.iter().filter(|l| l.items.contains(&item)).peekable();
        links.peek().is_some() && links.all(|l| complementary(l.shape, shape))
    }

    /// Whether the columns are of another table than those of earlier lines, and `[[table]]` lines say of each of these
    /// tables that it feeds the group: each brings rows of its own.
    fn has_other_rows(&self, item: ItemId, columns: &[ColumnId]) -> bool {
        let group = self.standard.group_of(item);
        let stated = |c: &ColumnId| {
            self.said.tables.ask(&c.table, self.file) != Precedence::Free && self.is_linked(group, c.table)
        };
        let mut links = self.matching.links.iter().filter(|l| l.items.contains(&item)).peekable();
        let apart =
            |l: &Correspondence| l.columns.iter().all(|c| stated(c) && columns.iter().all(|o| o.table != c.table));
        links.peek().is_some() && columns.iter().all(stated) && links.all(apart)
    }

    fn is_repeated(&self, item: ItemId, columns: &[ColumnId], shape: Shape) -> bool {
        self.matching.links.iter().any(|l| l.items.contains(&item) && l.columns == columns && l.shape == shape)
    }

    fn codes(&mut self, line: &super::mapping::CodesLine) {
        let Some(list) = self.names.codes.get(&f1_lower(line.list.get_ref())) else {
            let all: Vec<&str> = self.names.codes.values().copied().collect();
            let near = owned(nearest(line.list.get_ref(), all, 3));
            return self.fault(self.place(&line.list), "codes", FaultKind::UnknownCurrent, line.list.get_ref(), near);
        };
        let list = list.to_string();
        let mut standard_name = None;
        if let Some(name) = &line.standard {
            let lists: Vec<&str> =
                self.standard.editions.iter().flat_map(|e| &e.edition.code_lists).map(|l| l.name.as_str()).collect();
            if !lists.iter().any(|l| f1(l) == f1(name.get_ref())) {
                let near = owned(nearest(name.get_ref(), lists, 3));
                return self.fault(self.place(name), "codes", FaultKind::UnknownStandard, name.get_ref(), near);
            }
            standard_name = Some(f1(name.get_ref()));
        }
        let place = self.place(&line.list);
        let said = |map: &BTreeMap<String, String>, value: &String, to: &String| map.get(value) == Some(to);
        for (value, to) in &line.map {
            let thing = (list.clone(), standard_name.clone(), value.clone());
            let known =
                |(l, s, m): &(String, Option<String>, _)| *l == list && *s == standard_name && said(m, value, to);
            if let Precedence::Same(other) = self.said.codes.ask(&thing, self.file)
                && !self.matching.codes.iter().any(known)
            {
                self.contradiction(place.clone(), "codes", &format!("{list}={value}"), other);
            }
            self.said.codes.note(thing, &place);
        }
        self.matching.codes.push((list, standard_name, line.map.clone()));
        self.matching.code_lines.push(place);
    }
}

/// Maps of codes whose list no matched column has, once everything is matched.
pub fn unused_codes(standard: &Standard, current: &CurrentSystem, matching: &mut Matching) {
    let used: HashSet<(String, String)> = matching
        .links
        .iter()
        .flat_map(|l| l.columns.iter().flat_map(|c| l.items.iter().map(move |i| (*c, *i))))
        .filter_map(|(c, i)| match (&current.column(c).codes, standard.list_of(i)) {
            (Some(ColumnCodes::List(id)), Some(list)) => Some((id.clone(), f1(&standard.list(list).name))),
            _ => None,
        })
        .collect();
    let idle =
        matching.codes.iter().zip(&matching.code_lines).filter(|((list, named, _), _)| {
            !used.iter().any(|(l, s)| l == list && named.as_ref().is_none_or(|n| n == s))
        });
    let faults = idle.map(|((list, ..), place)| Fault {
        place: place.clone(),
        section: "codes",
        kind: FaultKind::Unused,
        name: list.clone(),
        nearest: Vec::new(),
        other: None,
    });
    let faults: Vec<Fault> = faults.collect();
    matching.unused.extend(faults);
}

/// Pieces of one column, or several lines that each bring a part of an item, stand beside each other.
fn complementary(a: Shape, b: Shape) -> bool {
    matches!((a, b), (Shape::Part(_), Shape::Part(_)))
}

fn owned(names: Vec<&str>) -> Vec<String> {
    names.into_iter().map(str::to_string).collect()
}
