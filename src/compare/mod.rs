//! From pairs to structural differences, computed once. Nothing here judges: no severities, no wording.

pub mod circumstances;
pub mod conflicts;
pub mod constants;
pub mod contradictions;
pub mod dangling;
pub mod facets;
pub mod fields;
pub mod forms;
pub mod groups;
pub mod pair;
pub mod state;
pub mod unjudged;
pub mod unrecorded;

pub use circumstances::{Circumstances, Transition, TransitionKind};
pub use conflicts::Conflicting;
pub use constants::ConstantDiff;
pub use contradictions::Contradicting;
pub use dangling::Dangling;
pub use facets::{FacetTable, Facets, State};
pub use fields::FieldDiffs;
pub use forms::FormPair;
pub use groups::{GroupDiff, HistoryDiff, KeyDiff, LostReference};
pub use pair::{CodesDiff, LengthDiff, NumberDiff, Pair, RepeatDiff, UnknownDates};
pub use state::{AnswerState, FormState, FunctionState, GroupState, ItemState};
pub use unjudged::{Unjudged, UnjudgedWhat};

use crate::current::model::{ColumnId, CurrentSystem, Role, TableId};
use crate::finding::{Subject, SubjectKind};
use crate::matching::{Mapping, Matching, match_all};
use crate::spec::edition::{Category, NotRecorded};
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
    pub forms: Vec<FormState>,
    pub functions: Vec<FunctionState>,
    /// What became of the answers about functions, by position.
    pub answers: Vec<AnswerState>,
    /// One column for one item, with every difference of their domains.
    pub pairs: Vec<Pair>,
    /// Groups that tables feed, with every difference beside their items.
    pub group_diffs: Vec<GroupDiff>,
    pub lost_references: Vec<LostReference>,
    /// References of columns to what is not there, or is no key.
    pub dangling: Vec<Dangling>,
    /// Columns whose declaration contradicts itself.
    pub contradictions: Vec<Contradicting>,
    /// Constants of the mapping, with every difference from their items.
    pub constants: Vec<ConstantDiff>,
    /// One form of today for one of the standard.
    pub form_pairs: Vec<FormPair>,
    pub fields: FieldDiffs,
    /// Facts on which documents of the standard disagree, where it changes a verdict.
    pub conflicts: Vec<Conflicting>,
    /// What was compared, facet by facet: verdicts, `unjudged` and every count are read from it.
    pub facets: FacetTable,
    pub unjudged: Vec<Unjudged>,
    pub circumstances: Circumstances,
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
        let forms = state::forms(standard, current, &matching);
        let functions = state::functions(standard, current, &matching);
        let answers = state::answers(standard, current, &matching);
        let mut comparison = Comparison {
            system,
            standard,
            current,
            mapping,
            matching,
            category,
            groups,
            items,
            forms,
            functions,
            answers,
            pairs: Vec::new(),
            group_diffs: Vec::new(),
            lost_references: Vec::new(),
            dangling: Vec::new(),
            contradictions: Vec::new(),
            constants: Vec::new(),
            form_pairs: Vec::new(),
            fields: FieldDiffs::default(),
            conflicts: Vec::new(),
            facets: FacetTable::default(),
            unjudged: Vec::new(),
            circumstances: Circumstances::default(),
        };
        comparison.pairs = pair::all(&comparison);
        comparison.group_diffs = groups::all(&comparison);
        comparison.lost_references = groups::lost_references(&comparison);
        comparison.dangling = dangling::all(current);
        comparison.contradictions = contradictions::all(current);
        comparison.constants = constants::all(&comparison);
        comparison.form_pairs = forms::all(&comparison);
        comparison.fields = fields::all(&comparison);
        comparison.conflicts = conflicts::all(&comparison);
        comparison.facets = facets::table(&comparison);
        comparison.unjudged = unjudged::all(&comparison);
        comparison
    }

    /// Says what comes from neither side.
    pub fn under(self, circumstances: Circumstances) -> Self {
        Comparison { circumstances, ..self }
    }

    /// The topic that a column is about and that the edition leaves out.
    pub fn topic_of_column(&self, column: ColumnId) -> Option<&NotRecorded> {
        let own = self.current.column(column);
        let names = [own.label.as_deref(), Some(own.name.as_str())];
        names.into_iter().flatten().find_map(|name| self.standard.not_recorded(name))
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
        state::in_scope(self.standard, self.current, form)
    }
}
