//! The standard that one check is made against: a system's edition and the shared editions it includes, with their objects numbered.

use std::collections::HashMap;

use super::edition::{CodeList, CodeValue, FactSources, Form, Function, Group, Item, Link, NotRecorded, PrintedItem};
use super::force::Force;
use super::load::LoadedEdition;
use crate::basis::{Facet, SourceKind};
use crate::text::fold::f1;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub usize);
    )*};
}

ids! {
    /// A group of the standard, numbered over all its editions.
    GroupId,
    /// A data item.
    ItemId,
    /// A code list.
    ListId,
    /// A form.
    FormId,
    /// A function.
    FunctionId,
}

/// An object's place: edition, position, and for items the position within the group.
#[derive(Debug, Clone, Copy)]
struct At {
    edition: usize,
    outer: usize,
    inner: usize,
}

/// Editions with numbered objects. The first edition is the system's own.
#[derive(Debug)]
pub struct Standard {
    pub editions: Vec<LoadedEdition>,
    /// `YYYY-MM-DD`: the day of the check; without one everything is in force.
    day: Option<String>,
    kinds: Vec<HashMap<String, SourceKind>>,
    groups: Vec<At>,
    items: Vec<At>,
    item_groups: Vec<GroupId>,
    lists: Vec<At>,
    forms: Vec<At>,
    functions: Vec<At>,
    by_key: HashMap<(usize, String), ItemId>,
    groups_by_key: HashMap<(usize, String), GroupId>,
    lists_by_key: HashMap<(usize, String), ListId>,
}

impl Standard {
    pub fn new(editions: Vec<LoadedEdition>) -> Self {
        let mut standard = Standard {
            kinds: editions
                .iter()
                .map(|e| e.edition.sources.iter().map(|s| (s.id.clone(), s.kind)).collect())
                .collect(),
            editions,
            day: None,
            groups: vec![],
            items: vec![],
            item_groups: vec![],
            lists: vec![],
            forms: vec![],
            functions: vec![],
            by_key: HashMap::new(),
            groups_by_key: HashMap::new(),
            lists_by_key: HashMap::new(),
        };
        for edition in 0..standard.editions.len() {
            standard.number(edition);
        }
        standard
    }

    /// Holds the standard against one day: facts begin and end.
    pub fn on(mut self, day: &str) -> Self {
        self.day = Some(day.to_string());
        self
    }

    /// The day that the standard is held against.
    pub fn day(&self) -> Option<&str> {
        self.day.as_deref()
    }

    fn force(&self, effective: Option<&str>, until: Option<&str>) -> Force {
        self.day.as_deref().map_or(Force::InForce, |day| Force::on(day, effective, until))
    }

    /// A group without dates of its own stands as its items do, where all of them have ended or none has begun.
    pub fn group_force(&self, id: GroupId) -> Force {
        let g = self.group(id);
        let own = self.force(g.effective.as_deref(), g.until.as_deref());
        let mut items = g.items.iter().map(|i| self.force(i.effective.as_deref(), i.until.as_deref()));
        match items.next() {
            Some(first) if own.is_in_force() && !first.is_in_force() && items.all(|i| !i.is_in_force()) => first,
            _ => own,
        }
    }

    pub fn item_force(&self, id: ItemId) -> Force {
        let i = self.item(id);
        match self.force(i.effective.as_deref(), i.until.as_deref()) {
            Force::InForce => {
                let g = self.group(self.group_of(id));
                self.force(g.effective.as_deref(), g.until.as_deref())
            }
            own => own,
        }
    }

    pub fn form_force(&self, id: FormId) -> Force {
        let f = self.form(id);
        self.force(f.effective.as_deref(), f.until.as_deref())
    }

    pub fn printed_force(&self, form: FormId, printed: &PrintedItem) -> Force {
        match self.force(printed.effective.as_deref(), printed.until.as_deref()) {
            Force::InForce => self.form_force(form),
            own => own,
        }
    }

    pub fn function_force(&self, id: FunctionId) -> Force {
        let f = self.function(id);
        self.force(f.effective.as_deref(), f.until.as_deref())
    }

    pub fn value_force(&self, value: &CodeValue) -> Force {
        self.force(value.effective.as_deref(), value.until.as_deref())
    }

    /// The topic that a name is about and that an edition leaves out (未収録), with the sources that name it.
    pub fn not_recorded(&self, name: &str) -> Option<&NotRecorded> {
        let name = f1(name);
        let about = |topic: &&NotRecorded| topic.words.iter().chain([&topic.topic]).any(|w| name.contains(&f1(w)));
        self.editions.iter().flat_map(|e| &e.edition.not_recorded).find(about)
    }

    /// The day of the oldest text of a law that an edition rests on.
    pub fn oldest_law(&self, edition: usize) -> Option<&str> {
        let laws = self.editions[edition].edition.sources.iter().filter(|s| s.kind == SourceKind::Statute);
        laws.filter_map(|s| s.as_of.as_deref()).min()
    }

    fn number(&mut self, edition: usize) {
        let e = &self.editions[edition].edition;
        for (outer, group) in e.groups.iter().enumerate() {
            let id = GroupId(self.groups.len());
            self.groups.push(At { edition, outer, inner: 0 });
            self.groups_by_key.insert((edition, group.key.clone()), id);
            for (inner, item) in group.items.iter().enumerate() {
                self.by_key.insert((edition, item.key.clone()), ItemId(self.items.len()));
                self.items.push(At { edition, outer, inner });
                self.item_groups.push(id);
            }
        }
        for (outer, list) in e.code_lists.iter().enumerate() {
            self.lists_by_key.insert((edition, list.key.clone()), ListId(self.lists.len()));
            self.lists.push(At { edition, outer, inner: 0 });
        }
        self.forms.extend((0..e.forms.len()).map(|outer| At { edition, outer, inner: 0 }));
        self.functions.extend((0..e.functions.len()).map(|outer| At { edition, outer, inner: 0 }));
    }

    pub fn own(&self) -> &LoadedEdition {
        &self.editions[0]
    }

    pub fn groups(&self) -> impl Iterator<Item = GroupId> + use<> {
        (0..self.groups.len()).map(GroupId)
    }

    pub fn items(&self) -> impl Iterator<Item = ItemId> + use<> {
        (0..self.items.len()).map(ItemId)
    }

    pub fn forms(&self) -> impl Iterator<Item = FormId> + use<> {
        (0..self.forms.len()).map(FormId)
    }

    pub fn functions(&self) -> impl Iterator<Item = FunctionId> + use<> {
        (0..self.functions.len()).map(FunctionId)
    }

    pub fn group(&self, id: GroupId) -> &Group {
        let at = self.groups[id.0];
        &self.editions[at.edition].edition.groups[at.outer]
    }

    pub fn item(&self, id: ItemId) -> &Item {
        let at = self.items[id.0];
        &self.editions[at.edition].edition.groups[at.outer].items[at.inner]
    }

    pub fn list(&self, id: ListId) -> &CodeList {
        let at = self.lists[id.0];
        &self.editions[at.edition].edition.code_lists[at.outer]
    }

    pub fn form(&self, id: FormId) -> &Form {
        let at = self.forms[id.0];
        &self.editions[at.edition].edition.forms[at.outer]
    }

    pub fn function(&self, id: FunctionId) -> &Function {
        let at = self.functions[id.0];
        &self.editions[at.edition].edition.functions[at.outer]
    }

    /// The group that an item belongs to.
    pub fn group_of(&self, item: ItemId) -> GroupId {
        self.item_groups[item.0]
    }

    /// A group's items, in the standard's order.
    pub fn items_of(&self, group: GroupId) -> impl Iterator<Item = ItemId> + use<> {
        let first = self.item_groups.partition_point(|g| *g < group);
        let last = self.item_groups.partition_point(|g| *g <= group);
        (first..last).map(ItemId)
    }

    /// `グループ.項目`, as people name it.
    pub fn item_label(&self, item: ItemId) -> String {
        format!("{}.{}", self.group(self.group_of(item)).name, self.item(item).name)
    }

    /// Slug of the edition that owns a group, form or function.
    pub fn slug_of_group(&self, id: GroupId) -> &str {
        &self.editions[self.groups[id.0].edition].edition.system
    }

    pub fn slug_of_list(&self, id: ListId) -> &str {
        &self.editions[self.lists[id.0].edition].edition.system
    }

    /// Whether the edition of an item was imported from a published workbook, so that an empty cell says something.
    pub fn is_official(&self, item: ItemId) -> bool {
        self.editions[self.items[item.0].edition].edition.edition.basis == super::edition::Basis::Official
    }

    pub fn is_official_list(&self, list: ListId) -> bool {
        self.completeness(self.lists[list.0].edition) == SourceKind::Official
    }

    pub fn slug_of_form(&self, id: FormId) -> &str {
        &self.editions[self.forms[id.0].edition].edition.system
    }

    pub fn slug_of_function(&self, id: FunctionId) -> &str {
        &self.editions[self.functions[id.0].edition].edition.system
    }

    /// Business code of a form: that of its key's prefix or, for want of it, of the edition.
    pub fn edition_of_form(&self, id: FormId) -> usize {
        self.forms[id.0].edition
    }

    pub fn edition_of_function(&self, id: FunctionId) -> usize {
        self.functions[id.0].edition
    }

    pub fn edition_of_group(&self, id: GroupId) -> usize {
        self.groups[id.0].edition
    }

    /// The names that a form goes by: its own and other names, each also qualified by the business, and its key.
    pub fn form_names(&self, id: FormId) -> Vec<String> {
        let f = self.form(id);
        names(business_of(&f.key).unwrap_or_default(), &f.name, &f.key, &f.aliases)
    }

    /// The names that a function goes by, as [`Standard::form_names`].
    pub fn function_names(&self, id: FunctionId) -> Vec<String> {
        let f = self.function(id);
        let business = f.business.as_deref().or(business_of(&f.key)).unwrap_or_default();
        names(business, &f.name, &f.key, &f.aliases)
    }

    /// The shortest name that only this form goes by.
    pub fn form_label(&self, id: FormId) -> String {
        let f = self.form(id);
        let name = f.name.clone();
        let qualified = format!("{}:{name}", business_of(&f.key).unwrap_or_default());
        let shared = self.forms().any(|other| other != id && self.form(other).name == name);
        if shared { qualified } else { name }
    }

    /// The shortest name that only this function goes by.
    pub fn function_label(&self, id: FunctionId) -> String {
        let f = self.function(id);
        let name = f.name.clone();
        let qualified = format!("{}:{name}", f.business.as_deref().or(business_of(&f.key)).unwrap_or_default());
        let shared = self.functions().any(|other| other != id && self.function(other).name == name);
        if shared { qualified } else { name }
    }

    /// The code list of an item, if its edition has it. A list of another business (`business:list`) is looked for in the included editions.
    pub fn list_of(&self, item: ItemId) -> Option<ListId> {
        let code = self.item(item).code.as_deref()?;
        let edition = self.items[item.0].edition;
        match code.split_once(':') {
            None => self.lists_by_key.get(&(edition, code.to_string())).copied(),
            Some((_, list)) => {
                (0..self.editions.len()).find_map(|e| self.lists_by_key.get(&(e, list.to_string())).copied())
            }
        }
    }

    /// The data item that a printed item shows.
    pub fn printed_source(&self, form: FormId, printed: &PrintedItem) -> Option<ItemId> {
        let key = printed.item.as_ref()?;
        self.by_key.get(&(self.forms[form.0].edition, key.clone())).copied()
    }

    /// Links with the numbers of group and items.
    pub fn links(&self) -> impl Iterator<Item = (GroupId, &Link, Vec<ItemId>)> {
        self.editions.iter().enumerate().flat_map(move |(e, loaded)| {
            loaded.edition.links.iter().filter_map(move |link| {
                let group = self.groups_by_key.get(&(e, link.group.clone())).copied()?;
                let items = link.items.iter().filter_map(|k| self.by_key.get(&(e, k.clone())).copied()).collect();
                Some((group, link, items))
            })
        })
    }

    pub fn item_by_key(&self, edition: usize, key: &str) -> Option<ItemId> {
        self.by_key.get(&(edition, key.to_string())).copied()
    }

    /// What a facet of an item rests on.
    pub fn item_basis(&self, id: ItemId, facet: Facet) -> SourceKind {
        let item = self.item(id);
        self.basis(self.items[id.0].edition, &item.sources, &item.fact_sources, facet)
    }

    pub fn group_basis(&self, id: GroupId, facet: Facet) -> SourceKind {
        let group = self.group(id);
        self.basis(self.groups[id.0].edition, &group.sources, &group.fact_sources, facet)
    }

    pub fn list_basis(&self, id: ListId, facet: Facet) -> SourceKind {
        let list = self.list(id);
        self.basis(self.lists[id.0].edition, &list.sources, &list.fact_sources, facet)
    }

    pub fn form_basis(&self, id: FormId, facet: Facet) -> SourceKind {
        let form = self.form(id);
        self.basis(self.forms[id.0].edition, &form.sources, &form.fact_sources, facet)
    }

    pub fn printed_basis(&self, id: FormId, printed: &PrintedItem, facet: Facet) -> SourceKind {
        let sources = if printed.sources.is_empty() { &self.form(id).sources } else { &printed.sources };
        self.basis(self.forms[id.0].edition, sources, &printed.fact_sources, facet)
    }

    pub fn function_basis(&self, id: FunctionId, facet: Facet) -> SourceKind {
        let function = self.function(id);
        self.basis(self.functions[id.0].edition, &function.sources, &function.fact_sources, facet)
    }

    /// What a link rests on.
    pub fn link_basis(&self, group: GroupId, link: &Link) -> SourceKind {
        self.basis(self.groups[group.0].edition, &link.sources, &FactSources::new(), Facet::Existence)
    }

    /// Sources named for a facet all support it, so the strongest counts. A facet without sources of its own rests on
    /// the object's: on the strongest for its existence, on the weakest for anything more, since nobody said which of them carries it.
    fn basis(&self, edition: usize, sources: &[String], facts: &FactSources, facet: Facet) -> SourceKind {
        let kind = |id: &str| self.kinds[edition].get(id).copied().unwrap_or(SourceKind::Editorial);
        if let Some(own) = facts.get(&facet) {
            return own.ids().map(kind).min().unwrap_or(SourceKind::Editorial);
        }
        let kinds = sources.iter().map(|id| kind(id));
        let found = if facet == Facet::Existence { kinds.min() } else { kinds.max() };
        found.unwrap_or(SourceKind::Editorial)
    }

    /// What "this is not in the standard" rests on: a reference edition is never complete.
    pub fn completeness(&self, edition: usize) -> SourceKind {
        match self.editions[edition].edition.edition.basis {
            super::edition::Basis::Official => SourceKind::Official,
            super::edition::Basis::Reference => SourceKind::Editorial,
        }
    }

    /// What "this is in none of the editions" rests on.
    pub fn completeness_of_all(&self) -> SourceKind {
        (0..self.editions.len()).map(|e| self.completeness(e)).max().unwrap_or(SourceKind::Editorial)
    }

    /// A source of the edition that an item belongs to: its kind and title.
    pub fn source_for_item(&self, id: ItemId, source: &str) -> Option<(SourceKind, &str)> {
        let sources = &self.editions[self.items[id.0].edition].edition.sources;
        sources.iter().find(|s| s.id == source).map(|s| (s.kind, s.title.as_str()))
    }

    /// Titles of the sources of a facet of an item, for people.
    pub fn item_sources(&self, id: ItemId, facet: Facet) -> Vec<&str> {
        let item = self.item(id);
        self.titles(self.items[id.0].edition, &item.sources, &item.fact_sources, facet)
    }

    pub fn form_sources(&self, id: FormId, facet: Facet) -> Vec<&str> {
        let form = self.form(id);
        self.titles(self.forms[id.0].edition, &form.sources, &form.fact_sources, facet)
    }

    pub fn group_sources(&self, id: GroupId) -> Vec<&str> {
        let group = self.group(id);
        self.titles(self.groups[id.0].edition, &group.sources, &group.fact_sources, Facet::Existence)
    }

    pub fn function_sources(&self, id: FunctionId) -> Vec<&str> {
        let function = self.function(id);
        self.titles(self.functions[id.0].edition, &function.sources, &function.fact_sources, Facet::Existence)
    }

    fn titles<'s>(&'s self, edition: usize, sources: &[String], facts: &FactSources, facet: Facet) -> Vec<&'s str> {
        let ids: Vec<&str> = match facts.get(&facet) {
            Some(own) => own.ids().collect(),
            None => sources.iter().map(String::as_str).collect(),
        };
        let all = &self.editions[edition].edition.sources;
        ids.iter().filter_map(|id| all.iter().find(|s| s.id == *id)).map(|s| s.title.as_str()).collect()
    }
}

fn names(business: &str, name: &str, key: &str, aliases: &[String]) -> Vec<String> {
    let all = std::iter::once(name).chain(aliases.iter().map(String::as_str));
    let mut names: Vec<String> = all.flat_map(|n| [n.to_string(), format!("{business}:{n}")]).collect();
    names.push(key.to_string());
    names
}

/// The business code in a key: `R010-F01` or the first three digits of an official id.
pub fn business_of(key: &str) -> Option<&str> {
    let digits = key.strip_prefix('R').unwrap_or(key);
    digits.get(..3).filter(|d| d.chars().all(|c| c.is_ascii_digit()))
}
