//! An edition's things by kind and number, with the names that people call them by.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::spec::edition::{Edition, Form, Function, Group, Item, PrintedItem};
use crate::spec::standard::business_of;
use crate::text::fold::f1;
use crate::text::lang::Bilingual;

/// What an edition is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Group,
    Item,
    CodeList,
    Form,
    PrintedItem,
    Function,
}

impl Kind {
    pub const ALL: [Kind; 6] = [Kind::Group, Kind::Item, Kind::CodeList, Kind::Form, Kind::PrintedItem, Kind::Function];

    pub fn id(self) -> &'static str {
        match self {
            Kind::Group => "group",
            Kind::Item => "item",
            Kind::CodeList => "code-list",
            Kind::Form => "form",
            Kind::PrintedItem => "printed-item",
            Kind::Function => "function",
        }
    }

    pub fn label(self) -> Bilingual {
        let (ja, en) = match self {
            Kind::Group => ("グループ", "groups"),
            Kind::Item => ("項目", "items"),
            Kind::CodeList => ("コード", "code lists"),
            Kind::Form => ("帳票", "forms"),
            Kind::PrintedItem => ("印字項目", "printed items"),
            Kind::Function => ("機能", "functions"),
        };
        Bilingual::new(ja, en)
    }
}

/// All things of an edition, numbered by kind in the standard's order.
#[derive(Debug)]
pub struct Inventory<'e> {
    pub edition: &'e Edition,
    items: Vec<(usize, usize)>,
    printed: Vec<(usize, usize)>,
    /// Folded names (own, qualified by business, key where that is a name) → numbers.
    found: [HashMap<String, Vec<usize>>; 6],
}

impl<'e> Inventory<'e> {
    pub fn new(edition: &'e Edition) -> Self {
        let groups = edition.groups.iter().enumerate();
        let forms = edition.forms.iter().enumerate();
        let mut inventory = Inventory {
            edition,
            items: groups.flat_map(|(g, group)| (0..group.items.len()).map(move |i| (g, i))).collect(),
            printed: forms.flat_map(|(f, form)| (0..form.items.len()).map(move |i| (f, i))).collect(),
            found: Default::default(),
        };
        for kind in Kind::ALL {
            for n in 0..inventory.count(kind) {
                for name in inventory.names(kind, n) {
                    let numbers = inventory.found[kind as usize].entry(f1(&name)).or_default();
                    if numbers.last() != Some(&n) {
                        numbers.push(n);
                    }
                }
            }
        }
        inventory
    }

    pub fn count(&self, kind: Kind) -> usize {
        match kind {
            Kind::Group => self.edition.groups.len(),
            Kind::Item => self.items.len(),
            Kind::CodeList => self.edition.code_lists.len(),
            Kind::Form => self.edition.forms.len(),
            Kind::PrintedItem => self.printed.len(),
            Kind::Function => self.edition.functions.len(),
        }
    }

    pub fn group(&self, n: usize) -> &'e Group {
        &self.edition.groups[n]
    }

    pub fn item(&self, n: usize) -> &'e Item {
        let (group, item) = self.items[n];
        &self.edition.groups[group].items[item]
    }

    pub fn form(&self, n: usize) -> &'e Form {
        &self.edition.forms[n]
    }

    pub fn printed(&self, n: usize) -> &'e PrintedItem {
        let (form, item) = self.printed[n];
        &self.edition.forms[form].items[item]
    }

    pub fn function(&self, n: usize) -> &'e Function {
        &self.edition.functions[n]
    }

    /// Number of the group of an item, or of the form of a printed item.
    pub fn parent(&self, kind: Kind, n: usize) -> Option<usize> {
        match kind {
            Kind::Item => Some(self.items[n].0),
            Kind::PrintedItem => Some(self.printed[n].0),
            _ => None,
        }
    }

    /// Numbers of the items of a group, or of the printed items of a form.
    pub fn parts(&self, kind: Kind, parent: usize) -> std::ops::Range<usize> {
        let of = if kind == Kind::Item { &self.items } else { &self.printed };
        of.partition_point(|(p, _)| *p < parent)..of.partition_point(|(p, _)| *p <= parent)
    }

    pub fn name(&self, kind: Kind, n: usize) -> &'e str {
        match kind {
            Kind::Group => &self.group(n).name,
            Kind::Item => &self.item(n).name,
            Kind::CodeList => &self.edition.code_lists[n].name,
            Kind::Form => &self.form(n).name,
            Kind::PrintedItem => &self.printed(n).name,
            Kind::Function => &self.function(n).name,
        }
    }

    /// Name of the group or form that it is in; empty for what stands by itself.
    pub fn within(&self, kind: Kind, n: usize) -> &'e str {
        match (kind, self.parent(kind, n)) {
            (Kind::Item, Some(group)) => &self.group(group).name,
            (Kind::PrintedItem, Some(form)) => &self.form(form).name,
            _ => "",
        }
    }

    pub fn key(&self, kind: Kind, n: usize) -> &'e str {
        match kind {
            Kind::Group => &self.group(n).key,
            Kind::Item => &self.item(n).key,
            Kind::CodeList => &self.edition.code_lists[n].key,
            Kind::Form => &self.form(n).key,
            Kind::PrintedItem => "",
            Kind::Function => &self.function(n).key,
        }
    }

    pub fn business(&self, kind: Kind, n: usize) -> &'e str {
        match kind {
            Kind::Group => &self.group(n).business,
            Kind::Item | Kind::PrintedItem => match (kind, self.parent(kind, n)) {
                (Kind::Item, Some(group)) => self.business(Kind::Group, group),
                (_, Some(form)) => self.business(Kind::Form, form),
                _ => "",
            },
            Kind::CodeList => "",
            Kind::Form => business_of(&self.form(n).key).unwrap_or_default(),
            Kind::Function => {
                let function = self.function(n);
                function.business.as_deref().or(business_of(&function.key)).unwrap_or_default()
            }
        }
    }

    /// `グループ.項目`, `帳票.印字項目`, or the name itself.
    pub fn plain_label(&self, kind: Kind, n: usize) -> String {
        match self.within(kind, n) {
            "" => self.name(kind, n).to_string(),
            within => format!("{within}.{}", self.name(kind, n)),
        }
    }

    pub fn qualified_label(&self, kind: Kind, n: usize) -> String {
        format!("{}:{}", self.business(kind, n), self.plain_label(kind, n))
    }

    /// The shortest name that only this thing goes by, as far as there is one.
    pub fn label(&self, kind: Kind, n: usize) -> String {
        let plain = self.plain_label(kind, n);
        match self.find(kind, &plain) {
            [_] => plain,
            _ if self.business(kind, n).is_empty() => plain,
            _ => self.qualified_label(kind, n),
        }
    }

    fn names(&self, kind: Kind, n: usize) -> Vec<String> {
        let mut names = vec![self.plain_label(kind, n)];
        if kind != Kind::CodeList {
            names.push(self.qualified_label(kind, n));
        }
        if matches!(kind, Kind::Form | Kind::Function) {
            names.push(self.key(kind, n).to_string());
        }
        names
    }

    /// What goes by a name: one, several when it is ambiguous, or none.
    pub fn find(&self, kind: Kind, name: &str) -> &[usize] {
        self.found[kind as usize].get(&f1(name)).map_or(&[][..], Vec::as_slice)
    }
}
