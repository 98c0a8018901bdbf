//! The mapping file's names, led to the things they name. A name that leads nowhere is a finding, never an error.

use std::collections::{BTreeMap, HashMap};

use super::mapping::{Mapping, MappingPlace};
use super::model::*;
use crate::current::model::{ColumnId, CurrentSystem, TableId};
use crate::spec::standard::{FormId, FunctionId, GroupId, ItemId, Standard};
use crate::text::fold::{f1, f1_lower};
use crate::text::nearest::nearest;

/// Applies every line, nearest file first.
pub fn apply(standard: &Standard, current: &CurrentSystem, mapping: &Mapping, matching: &mut Matching) {
    let names = Names::new(standard, current);
    for (index, (_, file)) in mapping.files.iter().enumerate() {
        let (constants, codes) = (BTreeMap::new(), BTreeMap::new());
        let mut apply = Apply { names: &names, standard, current, mapping, file: index, matching, constants, codes };
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
    matching: &'m mut Matching,
    /// Constants of this file.
    constants: BTreeMap<ItemId, (String, MappingPlace)>,
    /// Values of code maps of this file: current list, standard list and value, and what they become.
    codes: BTreeMap<(String, Option<String>, String), (String, MappingPlace)>,
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

    fn contradiction(&mut self, place: MappingPlace, section: &'static str, name: &str, other: MappingPlace) {
        self.matching.faults.push(Fault {
            place,
            section,
            kind: FaultKind::Contradiction,
            name: name.to_string(),
            nearest: Vec::new(),
            other: Some(other),
        });
    }

    /// Whether a line that says no is void: another line gives the thing a counterpart. In the same file that is a
    /// contradiction, in a nearer one it overrides.
    fn void(&mut self, section: &'static str, name: &Name, yes: Option<MappingPlace>) -> bool {
        let Some(other) = yes else { return false };
        if other.file == self.file {
            self.contradiction(self.place(name), section, name.get_ref(), other);
        }
        true
    }

    /// The line that links what `wanted` says.
    fn linked(&self, wanted: impl Fn(&Correspondence) -> bool) -> Option<MappingPlace> {
        self.matching.links.iter().filter(|l| wanted(l)).find_map(|l| line_of(&l.origin))
    }

    fn feeding(&self, wanted: impl Fn(&GroupLink) -> bool) -> Option<MappingPlace> {
        self.matching.groups.iter().filter(|l| wanted(l)).find_map(|l| line_of(&l.origin))
    }

    /// Whether a nearer file says that the item is out of use. Those of this file are not yet in.
    fn refused(&self, item: ItemId) -> bool {
        let group = self.standard.group_of(item);
        self.matching.ignored_items.contains_key(&item) || self.matching.ignored_groups.contains_key(&group)
    }

    fn refused_column(&self, column: ColumnId) -> bool {
        self.matching.ignored_columns.contains_key(&column) || self.matching.ignored_tables.contains_key(&column.table)
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
        for name in line.standard.get_ref().ids() {
            let found = self.names.groups.get(&f1(name)).map_or(&[][..], Vec::as_slice);
            let place = self.mapping.place(self.file, line.standard.span());
            match (found, table) {
                ([group], Some(table)) => {
                    self.link_group(*group, table, line.condition.clone(), Origin::Mapping(place))
                }
                ([_], None) => {}
                ([], _) => {
                    let all: Vec<&str> = self.standard.groups().map(|g| self.standard.group(g).name.as_str()).collect();
                    let near = owned(nearest(name, all, 3));
                    self.fault(place, "table", FaultKind::UnknownStandard, name, near);
                }
                _ => {
                    let near = found
                        .iter()
                        .map(|g| self.standard.group(*g))
                        .map(|g| format!("{}:{}", g.business, g.name))
                        .collect();
                    self.fault(place, "table", FaultKind::Ambiguous, name, near);
                }
            }
        }
    }

    fn link_group(&mut self, group: GroupId, table: TableId, condition: Option<String>, origin: Origin) {
        let known = self.matching.groups.iter().any(|l| l.group == group && l.table == table);
        let refused =
            self.matching.ignored_groups.contains_key(&group) || self.matching.ignored_tables.contains_key(&table);
        if !known && !refused {
            self.matching.groups.push(GroupLink { group, table, condition, origin });
        }
    }

    fn pair(&mut self, line: &super::mapping::PairLine) {
        let item = self.item("pair", &line.standard);
        let Some(name) = &line.current else {
            if let Some(item) = item {
                self.constant(item, line.value.clone().unwrap_or_default(), &line.standard);
            }
            return;
        };
        let column = self.column("pair", name);
        let shape = line.part.map_or(Shape::Pair, Shape::Part);
        if let (Some(item), Some(column)) = (item, column) {
            self.link("pair", vec![item], vec![column], shape, name, line.note.clone());
        }
    }

    fn constant(&mut self, item: ItemId, value: String, at: &Name) {
        let other = self.linked(|l| l.items.contains(&item));
        let twice = self.constants.get(&item).filter(|(v, _)| *v != value).map(|(_, place)| place.clone());
        match other.or(twice) {
            Some(other) if other.file == self.file => {
                let name = self.standard.item_label(item);
                return self.contradiction(self.place(at), "pair", &name, other);
            }
            Some(_) => return,
            None if self.refused(item) => return,
            None => {}
        }
        self.constants.insert(item, (value.clone(), self.place(at)));
        self.matching.constants.entry(item).or_insert(value);
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
        let mut items: Vec<ItemId> = self.item("pivot", &line.standard).into_iter().collect();
        if let Some(key) = line.key.as_ref().and_then(|k| self.item("pivot", k)) {
            self.matching.constants.entry(key).or_insert_with(|| line.values.join("、"));
        }
        if !columns.is_empty() && !items.is_empty() {
            items.dedup();
            self.link("pivot", items, columns, Shape::Pivot, &line.standard, line.note.clone());
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
        let refused = columns.iter().any(|c| self.refused_column(*c))
            || columns.iter().any(|c| items.iter().any(|i| self.matching.rejected.contains(&(*c, *i))));
        if refused {
            return;
        }
        let mut free = Vec::with_capacity(items.len());
        for item in items {
            let constant = self.constants.get(&item).map(|(_, place)| place.clone());
            let same = |l: &Correspondence| l.columns == columns && shape == Shape::Pair;
            let earlier = self.linked(|l| l.items.contains(&item) && !complementary(l.shape, shape));
            let harmless = self.matching.links.iter().any(|l| l.items.contains(&item) && same(l));
            match constant.or(earlier) {
                None if self.refused(item) || self.matching.constants.contains_key(&item) => {}
                None => free.push(item),
                Some(other) if other.file == self.file && !harmless => {
                    let name = self.standard.item_label(item);
                    self.contradiction(place.clone(), section, &name, other);
                }
                Some(_) => {}
            }
        }
        if free.is_empty() {
            return;
        }
        for item in &free {
            for column in &columns {
                self.link_group(self.standard.group_of(*item), column.table, None, Origin::Mapping(place.clone()));
            }
        }
        self.matching.links.push(Correspondence { items: free, columns, shape, origin: Origin::Mapping(place), note });
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
        for (from, to) in &line.map {
            let key = (list.clone(), standard_name.clone(), from.clone());
            match self.codes.get(&key).cloned() {
                Some((earlier, other)) if earlier != *to => {
                    let name = format!("{list}={from}");
                    self.contradiction(self.place(&line.list), "codes", &name, other);
                }
                Some(_) => {}
                None => {
                    self.codes.insert(key, (to.clone(), self.place(&line.list)));
                }
            }
        }
        self.matching.codes.push((list, standard_name, line.map.clone()));
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
        let (folded, exact) = (f1_lower(name.get_ref()), f1(name.get_ref()));
        if let Some(table) = self.names.tables.get(&folded).copied() {
            if !self.void("ignore", name, self.feeding(|l| l.table == table)) {
                self.matching.ignored_tables.insert(table, reason.to_string());
            }
        } else if let Some(column) = self.names.columns.get(&folded).copied() {
            if !self.void("ignore", name, self.linked(|l| l.columns.contains(&column))) {
                self.matching.ignored_columns.insert(column, reason.to_string());
            }
        } else if let Some(form) = self.names.current_forms.get(&exact).copied() {
            let yes = self.matching.forms.iter().filter(|(c, ..)| *c == form).find_map(|(.., o)| line_of(o));
            if !self.void("ignore", name, yes) {
                self.matching.ignored_current.insert(exact);
            }
        } else if let Some(answer) = self.names.current_functions.get(&exact).copied() {
            let yes = self.matching.functions.iter().filter(|(c, ..)| *c == answer).find_map(|(.., o)| line_of(o));
            if !self.void("ignore", name, yes) {
                self.matching.ignored_current.insert(exact);
            }
        } else {
            self.column("ignore", name);
        }
    }

    fn ignore_standard(&mut self, name: &Name, reason: &str) {
        let folded = f1(name.get_ref());
        let reason = reason.to_string();
        if let Some([group]) = self.names.groups.get(&folded).map(Vec::as_slice) {
            let group = *group;
            if !self.void("ignore", name, self.feeding(|l| l.group == group)) {
                self.matching.ignored_groups.insert(group, reason);
            }
        } else if let Some([form]) = self.names.forms.get(&folded).map(Vec::as_slice) {
            let form = *form;
            let yes = self.matching.forms.iter().filter(|(_, f, _)| *f == form).find_map(|(.., o)| line_of(o));
            if !self.void("ignore", name, yes) {
                self.matching.ignored_forms.insert(form, reason);
            }
        } else if let Some([function]) = self.names.functions.get(&folded).map(Vec::as_slice) {
            let function = *function;
            let yes = self.matching.functions.iter().filter(|(_, f, _)| *f == function).find_map(|(.., o)| line_of(o));
            if !self.void("ignore", name, yes) {
                self.matching.ignored_functions.insert(function, reason);
            }
        } else if let Some(item) = self.item("ignore", name) {
            let constant = self.constants.get(&item).map(|(_, place)| place.clone());
            if !self.void("ignore", name, self.linked(|l| l.items.contains(&item)).or(constant)) {
                self.matching.ignored_items.insert(item, reason);
            }
        }
    }

    fn reject(&mut self, line: &super::mapping::RejectLine) {
        if let (Some(column), Some(item)) = (self.column("reject", &line.current), self.item("reject", &line.standard))
        {
            let yes = self.linked(|l| l.columns.contains(&column) && l.items.contains(&item));
            if !self.void("reject", &line.standard, yes) {
                self.matching.rejected.insert((column, item));
            }
        }
    }

    fn form(&mut self, line: &super::mapping::FormLine) {
        let current = self.current_form("form", &line.current, line.current.get_ref());
        let place = self.mapping.place(self.file, line.standard.span());
        for name in line.standard.get_ref().ids() {
            let form = self.standard_form("form", &place, name);
            if let (Some(current), Some(form)) = (current, form)
                && !self.matching.ignored_forms.contains_key(&form)
                && !self.matching.ignored_current.contains(&f1(line.current.get_ref()))
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
        let found = self.names.forms.get(&f1(name)).and_then(|f| f.first()).copied();
        if found.is_none() {
            let all = self.standard.forms().map(|f| self.standard.form(f).name.as_str());
            let near = owned(nearest(name, all, 3));
            self.fault(place.clone(), section, FaultKind::UnknownStandard, name, near);
        }
        found
    }

    fn field(&mut self, line: &super::mapping::FieldLine) {
        let current = self.current_field(&line.current);
        let standard = self.standard_field(&line.standard);
        if let (Some(current), Some(standard)) = (current, standard) {
            let origin = Origin::Mapping(self.place(&line.current));
            self.matching.fields.push((current, standard, origin));
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
        let place = self.mapping.place(self.file, line.standard.span());
        for name in line.standard.get_ref().ids() {
            match (self.names.functions.get(&f1(name)).and_then(|f| f.first()).copied(), current) {
                (Some(function), Some(_)) if self.matching.ignored_functions.contains_key(&function) => {}
                (Some(function), Some(current)) => {
                    self.matching.functions.push((current, function, Origin::Mapping(place.clone())));
                }
                (Some(_), None) => {}
                (None, _) => {
                    let all = self.standard.functions().map(|f| self.standard.function(f).name.as_str());
                    let near = owned(nearest(name, all, 3));
                    self.fault(place.clone(), "function", FaultKind::UnknownStandard, name, near);
                }
            }
        }
    }
}

/// The line of the mapping that says so, if one does.
fn line_of(origin: &Origin) -> Option<MappingPlace> {
    match origin {
        Origin::Mapping(place) => Some(place.clone()),
        Origin::Auto(_) => None,
    }
}

/// Pieces of one column, or several lines that each bring a part of an item, stand beside each other.
fn complementary(a: Shape, b: Shape) -> bool {
    matches!((a, b), (Shape::Part(_), Shape::Part(_)))
}

fn owned(names: Vec<&str>) -> Vec<String> {
    names.into_iter().map(str::to_string).collect()
}
