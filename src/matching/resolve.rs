//! The mapping file's names, led to the things they name. A name that leads nowhere is a finding, never an error.

use std::collections::{HashMap, HashSet};

use super::mapping::{Mapping, MappingPlace};
use super::model::*;
use super::precedence::{Precedence, Said};
use crate::current::model::{ColumnCodes, ColumnId, CurrentSystem, TableId};
use crate::spec::standard::{FormId, FunctionId, GroupId, ItemId, Standard};
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
        file.ignore.iter().for_each(|l| apply.ignore(l));
        file.reject.iter().for_each(|l| apply.reject(l));
        file.form.iter().for_each(|l| apply.form(l));
        file.field.iter().for_each(|l| apply.field(l));
        file.function.iter().for_each(|l| apply.function(l));
    }
}

/// Everything that a mapping can name.
struct Names<'a> {
    tables: HashMap<String, TableId>,
    columns: HashMap<String, ColumnId>,
    groups: HashMap<String, Vec<GroupId>>,
    items: HashMap<String, Vec<ItemId>>,
    forms: HashMap<String, Vec<FormId>>,
    functions: HashMap<String, Vec<FunctionId>>,
    current_forms: HashMap<String, usize>,
    current_functions: HashMap<String, usize>,
    codes: HashMap<String, &'a str>,
}

impl<'a> Names<'a> {
    fn new(standard: &Standard, current: &'a CurrentSystem) -> Self {
        let mut names = Names {
            tables: current.tables().iter().enumerate().map(|(i, t)| (f1_lower(&t.name), TableId(i))).collect(),
            columns: current.columns().map(|c| (f1_lower(&current.column_name(c)), c)).collect(),
            groups: HashMap::new(),
            items: HashMap::new(),
            forms: HashMap::new(),
            functions: HashMap::new(),
            current_forms: HashMap::new(),
            current_functions: HashMap::new(),
            codes: HashMap::new(),
        };
        for group in standard.groups() {
            let g = standard.group(group);
            for name in [f1(&g.name), f1(&format!("{}:{}", g.business, g.name))] {
                names.groups.entry(name.clone()).or_default().push(group);
                for item in standard.items_of(group) {
                    names.items.entry(format!("{name}.{}", f1(&standard.item(item).name))).or_default().push(item);
                }
            }
        }
        for form in standard.forms() {
            for name in standard.form_names(form) {
                names.forms.entry(f1(&name)).or_default().push(form);
            }
        }
        for function in standard.functions() {
            for name in standard.function_names(function) {
                names.functions.entry(f1(&name)).or_default().push(function);
            }
        }
        let forms = current.forms.iter().flat_map(|s| &s.entries).enumerate();
        names.current_forms.extend(forms.map(|(i, f)| (f1(&f.name), i)));
        let answers = current.functions.iter().flat_map(|s| &s.entries).enumerate();
        names.current_functions.extend(answers.map(|(i, a)| (f1(&a.name), i)));
        let lists = current.layout.iter().flat_map(|l| &l.codes);
        names.codes.extend(lists.map(|c| (f1_lower(&c.id), c.id.as_str())));
        names
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
        self.matching.faults.push(Fault { place, section, kind, name: name.to_string(), nearest: near });
    }

    /// Two lines of one file that cannot both hold.
    fn contradiction(&mut self, place: MappingPlace, section: &'static str, name: &str) {
        self.fault(place, section, FaultKind::Contradiction, name, Vec::new());
    }

    /// A line that has no effect: another of the same file says the same.
    fn unused(&mut self, place: MappingPlace, section: &'static str, name: &str) {
        let fault = Fault { place, section, kind: FaultKind::Unused, name: name.to_string(), nearest: Vec::new() };
        self.matching.unused.push(fault);
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
        for name in line.standard.get_ref().ids() {
            let place = self.mapping.place(self.file, line.standard.span());
            let Some((group, table)) = self.group(&place, name).zip(table) else { continue };
            let named = settled == Some(Precedence::Same) && self.is_linked(group, table);
            if named {
                self.unused(place, "table", name);
            } else {
                self.said.used_tables.note(table, self.file);
                self.link_group(group, table, line.condition.clone(), Origin::Mapping(place));
            }
        }
        table.into_iter().for_each(|t| self.said.tables.note(t, self.file));
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
            return self.contradiction(self.place(name), "pair", &format!("{} part {part:?}", name.get_ref()));
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
            Precedence::Same if section == "pivot" && self.matching.constants.get(&item) == Some(&value) => {}
            Precedence::Same if self.matching.constants.get(&item) == Some(&value) => {
                self.unused(self.place(at), section, at.get_ref());
            }
            Precedence::Same => self.contradiction(self.place(at), section, at.get_ref()),
            Precedence::Free => {
                self.said.items.note(item, self.file);
                self.matching.constants.insert(item, value);
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
            return self.contradiction(self.place(&line.standard), "pivot", line.standard.get_ref());
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
                Precedence::Same if self.is_repeated(item, &columns, shape) => {
                    self.unused(place.clone(), section, &self.standard.item_label(item));
                }
                Precedence::Same => {
                    let name = self.standard.item_label(item);
                    self.contradiction(place.clone(), section, &name);
                }
            }
        }
        if free.is_empty() {
            return;
        }
        for item in &free {
            let group = self.standard.group_of(*item);
            self.said.items.note(*item, self.file);
            for column in &columns {
                self.said.columns.note((*column, group), self.file);
                self.said.used.note(*column, self.file);
                self.said.used_tables.note(column.table, self.file);
                self.link_group(group, column.table, None, Origin::Mapping(place.clone()));
            }
        }
        self.matching.links.push(Correspondence { items: free, columns, shape, origin: Origin::Mapping(place), note });
    }

    /// What earlier lines about the item or its columns mean for a new one.
    fn may_link(&self, item: ItemId, columns: &[ColumnId], shape: Shape) -> Precedence {
        let group = self.standard.group_of(item);
        let mut of_item = self.said.items.ask(&item, self.file);
        if of_item == Precedence::Same && self.is_complemented(item, shape) {
            of_item = Precedence::Free;
        }
        let of_group = self.said.ignored_groups.ask(&group, self.file);
        let of_columns = columns.iter().map(|column| {
            let rejected = self.said.rejected.ask(&(*column, item), self.file);
            let ignored = self.said.ignored.ask(column, self.file);
            let table = self.said.ignored_tables.ask(&column.table, self.file);
            // one column may fill several items of a group, but a nearer file's word on it is the last
            let elsewhere = match self.said.columns.ask(&(*column, group), self.file) {
                Precedence::Same => Precedence::Free,
                other => other,
            };
            [rejected, ignored, table, elsewhere].into_iter().max().unwrap_or(Precedence::Free)
        });
        // what a nearer file settles never contradicts
        let all: Vec<Precedence> = of_columns.chain([of_item, of_group]).collect();
        match all.contains(&Precedence::Overridden) {
            true => Precedence::Overridden,
            false => all.into_iter().max().unwrap_or(Precedence::Free),
        }
    }

    /// Whether earlier lines bring other pieces of the item.
    fn is_complemented(&self, item: ItemId, shape: Shape) -> bool {
        let mut links = self.matching.links.iter().filter(|l| l.items.contains(&item)).peekable();
        links.peek().is_some() && links.all(|l| complementary(l.shape, shape))
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
        for (value, to) in &line.map {
            let thing = (list.clone(), standard_name.clone(), value.clone());
            let differs = self.said.codes.ask(&thing, self.file) == Precedence::Same
                && !self
                    .matching
                    .codes
                    .iter()
                    .any(|(l, s, m)| *l == list && *s == standard_name && m.get(value) == Some(to));
            if differs {
                self.contradiction(self.place(&line.list), "codes", &format!("{list} {value}"));
            }
            self.said.codes.note(thing, self.file);
        }
        self.matching.codes.push((list, standard_name, line.map.clone()));
        self.matching.code_lines.push(self.place(&line.list));
    }

    fn ignore(&mut self, line: &super::mapping::IgnoreLine) {
        if let Some(name) = &line.current {
            self.ignore_current(name, &line.reason);
        }
        if let Some(name) = &line.standard {
            self.ignore_standard(name, &line.reason);
        }
    }

    fn ignore_current(&mut self, name: &Name, reason: &str) {
        let folded = f1_lower(name.get_ref());
        let current = f1(name.get_ref());
        if let Some(table) = self.names.tables.get(&folded).copied() {
            if self.may_ignore(self.said.used_tables.ask(&table, self.file), name) {
                self.said.ignored_tables.note(table, self.file);
                self.matching.ignored_tables.insert(table, reason.to_string());
            }
        } else if self.names.current_forms.contains_key(&current) || self.names.current_functions.contains_key(&current)
        {
            self.matching.ignored_current.insert(current);
        } else if let Some(column) = self.column("ignore", name)
            && self.may_ignore(self.said.used.ask(&column, self.file), name)
        {
            self.said.ignored.note(column, self.file);
            self.matching.ignored_columns.insert(column, reason.to_string());
        }
    }

    /// Whether nothing else is said of a thing that a line leaves out.
    fn may_ignore(&mut self, precedence: Precedence, name: &Name) -> bool {
        if precedence == Precedence::Same {
            self.contradiction(self.place(name), "ignore", name.get_ref());
        }
        precedence == Precedence::Free
    }

    fn ignore_standard(&mut self, name: &Name, reason: &str) {
        let folded = f1(name.get_ref());
        let reason = reason.to_string();
        if let Some([group]) = self.names.groups.get(&folded).map(Vec::as_slice) {
            self.said.ignored_groups.note(*group, self.file);
            self.matching.ignored_groups.insert(*group, reason);
        } else if let Some([form]) = self.names.forms.get(&folded).map(Vec::as_slice) {
            self.matching.ignored_forms.insert(*form, reason);
        } else if let Some([function]) = self.names.functions.get(&folded).map(Vec::as_slice) {
            self.matching.ignored_functions.insert(*function, reason);
        } else if let Some(item) = self.item("ignore", name)
            && self.may_ignore(self.said.items.ask(&item, self.file), name)
        {
            self.said.items.note(item, self.file);
            self.matching.ignored_items.insert(item, reason);
        }
    }

    fn reject(&mut self, line: &super::mapping::RejectLine) {
        let pair = self.column("reject", &line.current).zip(self.item("reject", &line.standard));
        let Some((column, item)) = pair else { return };
        let linked = self.matching.links.iter().find(|l| l.items.contains(&item) && l.columns.contains(&column));
        match linked.map(|l| &l.origin) {
            Some(Origin::Mapping(place)) if place.file < self.file => {}
            Some(_) => self.contradiction(self.place(&line.current), "reject", line.current.get_ref()),
            None => {
                self.said.rejected.note((column, item), self.file);
                if !self.matching.rejected.insert((column, item)) {
                    self.unused(self.place(&line.current), "reject", line.current.get_ref());
                }
            }
        }
    }

    fn form(&mut self, line: &super::mapping::FormLine) {
        let current = self.current_form("form", &line.current, line.current.get_ref());
        if current.is_some_and(|c| self.said.forms.ask(&c, self.file) == Precedence::Overridden) {
            return;
        }
        current.into_iter().for_each(|c| self.said.forms.note(c, self.file));
        let place = self.mapping.place(self.file, line.standard.span());
        for name in line.standard.get_ref().ids() {
            let form = self.standard_form("form", &place, name);
            if let (Some(current), Some(form)) = (current, form)
                && !self.matching.forms.iter().any(|(c, f, _)| (*c, *f) == (current, form))
            {
                self.matching.forms.push((current, form, Origin::Mapping(place.clone())));
            }
        }
    }

    fn current_form(&mut self, section: &'static str, at: &Name, name: &str) -> Option<usize> {
        let found = self.names.current_forms.get(&f1(name)).copied();
        if found.is_none() {
            let all = self.current.forms.iter().flat_map(|s| &s.entries).map(|f| f.name.as_str());
            let near = owned(nearest(name, all, 3));
            self.fault(self.place(at), section, FaultKind::UnknownCurrent, name, near);
        }
        found
    }

    fn standard_form(&mut self, section: &'static str, place: &MappingPlace, name: &str) -> Option<FormId> {
        match self.names.forms.get(&f1(name)).map_or(&[][..], Vec::as_slice) {
            [form] => return Some(*form),
            [] => {
                let all = self.standard.forms().map(|f| self.standard.form(f).name.as_str());
                let near = owned(nearest(name, all, 3));
                self.fault(place.clone(), section, FaultKind::UnknownStandard, name, near);
            }
            several => {
                let near = several.iter().map(|f| self.standard.form_label(*f)).collect();
                self.fault(place.clone(), section, FaultKind::Ambiguous, name, near);
            }
        }
        None
    }

    fn field(&mut self, line: &super::mapping::FieldLine) {
        let current = self.current_field(&line.current);
        let standard = self.standard_field(&line.standard);
        let (Some(current), Some(standard)) = (current, standard) else { return };
        let place = self.place(&line.current);
        match self.said.standard_fields.ask(&standard, self.file) {
            Precedence::Overridden => {}
            Precedence::Same if self.matching.fields.iter().any(|(c, s, _)| (*c, *s) == (current, standard)) => {
                self.unused(place, "field", line.current.get_ref());
            }
            Precedence::Same => self.contradiction(place, "field", line.standard.get_ref()),
            Precedence::Free => {
                self.said.standard_fields.note(standard, self.file);
                self.matching.fields.push((current, standard, Origin::Mapping(place)));
            }
        }
    }

    fn current_field(&mut self, name: &Name) -> Option<(usize, usize)> {
        let forms = self.current.forms.as_ref().map_or(&[][..], |s| &s.entries);
        let wanted = f1(name.get_ref());
        let found = forms.iter().enumerate().find_map(|(f, form)| {
            let field = form.fields.iter().position(|x| f1(&format!("{}.{}", form.name, x.label)) == wanted)?;
            Some((f, field))
        });
        if found.is_none() {
            let all: Vec<String> =
                forms.iter().flat_map(|f| f.fields.iter().map(move |x| format!("{}.{}", f.name, x.label))).collect();
            let near = owned(nearest(name.get_ref(), all.iter().map(String::as_str), 3));
            self.fault(self.place(name), "field", FaultKind::UnknownCurrent, name.get_ref(), near);
        }
        found
    }

    fn standard_field(&mut self, name: &Name) -> Option<(FormId, usize)> {
        let wanted = f1(name.get_ref());
        let label =
            |f: FormId, i: usize| format!("{}.{}", self.standard.form(f).name, self.standard.form(f).items[i].name);
        let all = || self.standard.forms().flat_map(|f| (0..self.standard.form(f).items.len()).map(move |i| (f, i)));
        let found = all().find(|(f, i)| f1(&label(*f, *i)) == wanted);
        if found.is_none() {
            let labels: Vec<String> = all().map(|(f, i)| label(f, i)).collect();
            let near = owned(nearest(name.get_ref(), labels.iter().map(String::as_str), 3));
            self.fault(self.place(name), "field", FaultKind::UnknownStandard, name.get_ref(), near);
        }
        found
    }

    fn function(&mut self, line: &super::mapping::FunctionLine) {
        let current = self.names.current_functions.get(&f1(line.current.get_ref())).copied();
        if current.is_none() {
            let all = self.current.functions.iter().flat_map(|s| &s.entries).map(|a| a.name.as_str());
            let near = owned(nearest(line.current.get_ref(), all, 3));
            self.fault(self.place(&line.current), "function", FaultKind::UnknownCurrent, line.current.get_ref(), near);
        }
        if current.is_some_and(|c| self.said.functions.ask(&c, self.file) == Precedence::Overridden) {
            return;
        }
        current.into_iter().for_each(|c| self.said.functions.note(c, self.file));
        let place = self.mapping.place(self.file, line.standard.span());
        for name in line.standard.get_ref().ids() {
            if let (Some(function), Some(current)) = (self.standard_function(&place, name), current) {
                self.link_function(current, function, &place, name);
            }
        }
    }

    fn standard_function(&mut self, place: &MappingPlace, name: &str) -> Option<FunctionId> {
        match self.names.functions.get(&f1(name)).map_or(&[][..], Vec::as_slice) {
            [function] => return Some(*function),
            [] => {
                let all = self.standard.functions().map(|f| self.standard.function(f).name.as_str());
                let near = owned(nearest(name, all, 3));
                self.fault(place.clone(), "function", FaultKind::UnknownStandard, name, near);
            }
            several => {
                let near = several.iter().map(|f| self.standard.function_label(*f)).collect();
                self.fault(place.clone(), "function", FaultKind::Ambiguous, name, near);
            }
        }
        None
    }

    fn link_function(&mut self, current: usize, function: FunctionId, place: &MappingPlace, name: &str) {
        match self.said.standard_functions.ask(&function, self.file) {
            Precedence::Overridden => {}
            Precedence::Same if self.matching.functions.iter().any(|(c, f, _)| (*c, *f) == (current, function)) => {
                self.unused(place.clone(), "function", name);
            }
            // the answer to one function can come from one line only
            Precedence::Same => self.contradiction(place.clone(), "function", name),
            Precedence::Free => {
                self.said.standard_functions.note(function, self.file);
                self.matching.functions.push((current, function, Origin::Mapping(place.clone())));
            }
        }
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
