//! From pairs to structural differences, computed once. Nothing here judges: no severities, no wording.

pub mod forms;
pub mod pair;
pub mod state;
pub mod unjudged;

pub use pair::{CodesDiff, LengthDiff, NumberDiff, Pair, RepeatDiff};
pub use state::{FunctionState, GroupState, ItemState};
pub use unjudged::{Unjudged, UnjudgedWhat};

use crate::current::model::{CurrentSystem, Role, TableId};
use crate::finding::{Subject, SubjectKind};
use crate::matching::{Mapping, Matching, match_all};
use crate::spec::edition::Category;
use crate::spec::standard::business_of;
use crate::spec::standard::{FormId, FunctionId, GroupId, ItemId, ListId, Standard};

/// A present system held against a standard.
#[derive(Debug)]
pub struct Comparison<'a> {
    /// Slug of the system that is checked.
    pub system: &'a str,
    pub standard: &'a Standard,
    pub current: &'a CurrentSystem,
    pub mapping: &'a Mapping,
    pub matching: Matching,
    pub category: Option<Category>,
    pub groups: Vec<GroupState>,
    pub items: Vec<ItemState>,
    pub functions: Vec<FunctionState>,
    /// One column for one item, with every difference of their domains.
    pub pairs: Vec<Pair>,
    pub unjudged: Vec<Unjudged>,
}

impl<'a> Comparison<'a> {
    /// Matches and compares.
    pub fn new(
        system: &'a str,
        standard: &'a Standard,
        current: &'a CurrentSystem,
        mapping: &'a Mapping,
        category: Option<Category>,
    ) -> Self {
        let matching = match_all(standard, current, mapping);
        let groups = state::groups(standard, current, &matching);
        let items = state::items(standard, current, &matching, &groups);
        let functions = state::functions(standard, current, &matching);
        let mut comparison = Comparison {
            system,
            standard,
            current,
            mapping,
            matching,
            category,
            groups,
            items,
            functions,
            pairs: Vec::new(),
            unjudged: Vec::new(),
        };
        comparison.pairs = pair::all(&comparison);
        comparison.unjudged = unjudged::all(&comparison);
        comparison
    }

    pub fn role(&self) -> Role {
        self.current.role
    }

    pub fn item_subject(&self, item: ItemId) -> Subject {
        let group = self.standard.group_of(item);
        Subject::new(
            SubjectKind::Item,
            self.standard.slug_of_group(group),
            &self.standard.group(group).name,
            &self.standard.item(item).name,
        )
    }

    pub fn group_subject(&self, group: GroupId) -> Subject {
        Subject::new(SubjectKind::Group, self.standard.slug_of_group(group), "", &self.standard.group(group).name)
    }

    pub fn list_subject(&self, list: ListId) -> Subject {
        Subject::new(SubjectKind::CodeList, self.standard.slug_of_list(list), "", &self.standard.list(list).name)
    }

    pub fn table_subject(&self, table: TableId) -> Subject {
        Subject::new(SubjectKind::Table, self.system, "", &self.current.table(table).name)
    }

    pub fn form_subject(&self, form: FormId) -> Subject {
        Subject::new(SubjectKind::Form, self.standard.slug_of_form(form), "", &self.standard.form(form).name)
    }

    pub fn printed_subject(&self, form: FormId, printed: usize) -> Subject {
        let f = self.standard.form(form);
        Subject::new(SubjectKind::PrintedItem, self.standard.slug_of_form(form), &f.name, &f.items[printed].name)
    }

    pub fn function_subject(&self, function: FunctionId) -> Subject {
        let name = &self.standard.function(function).name;
        Subject::new(SubjectKind::Function, self.standard.slug_of_function(function), "", name)
    }

    /// Whether the layout says that what is not in it does not exist.
    pub fn layout_complete(&self) -> bool {
        self.current.layout.as_ref().is_some_and(|l| l.complete)
    }

    /// Whether a form belongs to a business that was submitted.
    pub fn form_in_scope(&self, form: FormId) -> bool {
        let businesses = &self.standard.editions[self.standard.edition_of_form(form)].edition.businesses;
        match business_of(&self.standard.form(form).key) {
            Some(business) => self.current.covers(business),
            None => businesses.iter().any(|b| self.current.covers(b)),
        }
    }
}
