//! The result of matching.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::mapping::MappingPlace;
use crate::current::model::{ColumnId, CurrentSystem, TableId};
use crate::spec::standard::{FormId, FunctionId, GroupId, ItemId, Standard};
use crate::text::lang::Bilingual;

/// Who says that two things correspond.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// A person, in this line.
    Mapping(MappingPlace),
    /// Paired without a person.
    Auto(Vec<Evidence>),
}

impl Origin {
    pub fn is_auto(&self) -> bool {
        matches!(self, Origin::Auto(_))
    }

    /// The line of the mapping that says so, if one does.
    pub fn line(&self) -> Option<&MappingPlace> {
        match self {
            Origin::Mapping(place) => Some(place),
            Origin::Auto(_) => None,
        }
    }
}

/// A reason to believe that two things correspond.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Evidence {
    /// A person put the two side by side on the answer sheet.
    Answered,
    /// The physical name is the key (データ項目ID) itself.
    SameKey,
    /// The label equals the name, after `f1`.
    SameLabel,
    /// The physical name equals the name or its romaji.
    SamePhysicalName,
    /// The physical name is the reading that the edition gives.
    SameReading,
    /// The vocabulary knows the name to stand for the item.
    Synonym,
    /// A person has paired the same name with an item of this name, in another table.
    SameElsewhere,
    /// Equal after folding kana, width, variants and customary suffixes.
    FoldedName,
    /// The same words, in whatever order, reading or spelling.
    SameWords,
    /// Some words are the same; rare ones weigh more.
    SharedWords,
    /// The consonants of a contracted name agree.
    Abbreviation,
    /// Both are the primary key of their side.
    Key,
    /// The code lists agree.
    Codes,
    /// Both state type and length, and they agree.
    Domain,
    /// The types agree; a length is not stated, or there is none.
    Type,
    /// Speaks against: the lengths are far apart.
    OtherLength,
    /// Speaks against: a value of the item is of another type.
    OtherType,
    /// A field of a form shows the column of the very data item.
    SameData,
    /// The column beside it is the item beside it.
    Neighbours,
    /// Columns of the table resemble items of the group.
    Columns,
    /// A name that is known to mislead: to be looked at closely.
    Trap,
}

impl Evidence {
    /// Whether it is a reason not to believe it.
    pub fn is_against(self) -> bool {
        matches!(self, Evidence::OtherLength | Evidence::OtherType | Evidence::Trap)
    }

    pub fn label(self) -> Bilingual {
        let (ja, en) = match self {
            Evidence::Answered => ("回答用紙の記入", "stated on the answer sheet"),
            Evidence::SameKey => ("物理名がデータ項目IDと同じ", "the physical name is the item's id"),
            Evidence::SameLabel => ("論理名が同じ", "same label"),
            Evidence::SamePhysicalName => ("物理名が同じ", "same physical name"),
            Evidence::SameReading => ("物理名が読みと同じ", "the physical name is the item's reading"),
            Evidence::SameElsewhere => (
                "別の表で同じ名前を同じ項目に確定済み",
                "the same name is confirmed for the same item in another table",
            ),
            Evidence::Synonym => ("同義語", "known synonym"),
            Evidence::SameWords => ("語がすべて同じ", "same words"),
            Evidence::SharedWords => ("語の一部が同じ", "some words are the same"),
            Evidence::Abbreviation => ("略した綴りが合う", "the contracted spelling agrees"),
            Evidence::Neighbours => ("隣の項目どうしが対応", "neighbours correspond"),
            Evidence::Columns => ("列がグループの項目に似る", "columns resemble the group's items"),
            Evidence::Trap => ("紛らわしい名前（要注意）", "a name that misleads: look closely"),
            Evidence::FoldedName => ("表記を揃えると名前が同じ", "same name after folding spellings"),
            Evidence::Key => ("どちらも主キー", "both are primary keys"),
            Evidence::Codes => ("コードが一致", "codes agree"),
            Evidence::Domain => ("型と桁数が合う", "type and length agree"),
            Evidence::Type => ("型が合う", "the types agree"),
            Evidence::OtherLength => ("桁数が合わない（反対の手がかり）", "speaks against it: the lengths differ"),
            Evidence::OtherType => ("型が合わない（反対の手がかり）", "speaks against it: the types differ"),
            Evidence::SameData => ("元の列が同じ項目に対応", "it shows the column of the same item"),
        };
        Bilingual::new(ja, en)
    }
}

/// A table feeds a group.
#[derive(Debug, Clone)]
pub struct GroupLink {
    pub group: GroupId,
    pub table: TableId,
    pub condition: Option<String>,
    pub origin: Origin,
}

/// How columns and items meet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    Pair,
    /// A piece of a packed column: first and last position, from 1.
    Part([u32; 2]),
    Split,
    Merge,
    Pivot,
}

/// Columns that correspond to items.
#[derive(Debug, Clone)]
pub struct Correspondence {
    pub items: Vec<ItemId>,
    pub columns: Vec<ColumnId>,
    pub shape: Shape,
    pub origin: Origin,
    pub note: Option<String>,
}

/// A correspondence that a person should confirm or reject.
#[derive(Debug, Clone)]
pub struct Candidate {
    pub item: ItemId,
    pub column: ColumnId,
    pub evidence: Vec<Evidence>,
    /// In thousandths, to order candidates by; no probability.
    pub points: u32,
}

/// A table that may feed a group, which a person should confirm.
#[derive(Debug, Clone)]
pub struct GroupCandidate {
    pub group: GroupId,
    pub table: TableId,
    pub evidence: Vec<Evidence>,
    /// How many of its columns resemble items of the group.
    pub columns: usize,
    pub points: u32,
}

/// A form of today (by position) that may be a form of the standard: their names differ in spelling only.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FormCandidate {
    pub form: FormId,
    pub current: usize,
}

/// What is wrong with a line of the mapping.
#[derive(Debug, Clone)]
pub struct Fault {
    pub place: MappingPlace,
    /// The line's section: `pair`, `split` …
    pub section: &'static str,
    pub kind: FaultKind,
    /// The name that leads nowhere, or the two lines' common thing.
    pub name: String,
    /// Names that may be meant.
    pub nearest: Vec<String>,
    /// The line that it contradicts.
    pub other: Option<MappingPlace>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    UnknownCurrent,
    UnknownStandard,
    /// The name is in several groups.
    Ambiguous,
    /// Another line says otherwise.
    Contradiction,
    /// Positions or values that the column cannot have.
    Impossible,
    /// The line has no effect.
    Unused,
}

/// A value that a line of the mapping gives for every record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Constant {
    pub value: String,
    pub place: MappingPlace,
    /// Values of a pivot's key, which differ from row to row.
    pub pivot: bool,
}

/// Everything that corresponds, and what does not.
#[derive(Debug, Default)]
pub struct Matching {
    pub groups: Vec<GroupLink>,
    pub links: Vec<Correspondence>,
    /// At most three for an item, the best first.
    pub candidates: Vec<Candidate>,
    /// At most three for a table without a group, the best first.
    pub group_candidates: Vec<GroupCandidate>,
    pub form_candidates: Vec<FormCandidate>,
    /// Items that a constant or generated value fills.
    pub constants: BTreeMap<ItemId, Constant>,
    pub ignored_columns: HashMap<ColumnId, String>,
    pub ignored_tables: HashMap<TableId, String>,
    pub ignored_items: BTreeMap<ItemId, String>,
    pub ignored_groups: BTreeMap<GroupId, String>,
    pub ignored_forms: BTreeMap<FormId, String>,
    pub ignored_functions: BTreeMap<FunctionId, String>,
    /// Current forms and functions that a line says to leave out.
    pub ignored_current: HashSet<String>,
    pub rejected: HashSet<(ColumnId, ItemId)>,
    /// Code maps: current list, standard list (its name) if given, values.
    pub codes: Vec<(String, Option<String>, BTreeMap<String, String>)>,
    /// Current form (by position) and standard form.
    pub forms: Vec<(usize, FormId, Origin)>,
    /// Current form and field, standard form and printed item (by position).
    pub fields: Vec<((usize, usize), (FormId, usize), Origin)>,
    /// Current answer (by position) and function.
    pub functions: Vec<(usize, FunctionId, Origin)>,
    /// Where each of `codes` stands.
    pub code_lines: Vec<MappingPlace>,
    pub faults: Vec<Fault>,
    /// Lines without an effect: not wrong, but somebody may rely on them.
    pub unused: Vec<Fault>,
    item_links: Vec<Vec<usize>>,
    column_links: HashMap<ColumnId, Vec<usize>>,
    item_candidates: HashMap<ItemId, Vec<usize>>,
    column_candidates: HashSet<ColumnId>,
    group_tables: HashMap<GroupId, Vec<usize>>,
    table_groups: HashMap<TableId, Vec<usize>>,
}

impl Matching {
    /// Builds the look-ups, once everything is in.
    pub fn index(&mut self, standard: &Standard, _current: &CurrentSystem) {
        self.item_links = vec![Vec::new(); standard.items().count()];
        for (i, link) in self.links.iter().enumerate() {
            link.items.iter().for_each(|item| self.item_links[item.0].push(i));
            for column in &link.columns {
                self.column_links.entry(*column).or_default().push(i);
            }
        }
        for (i, candidate) in self.candidates.iter().enumerate() {
            self.item_candidates.entry(candidate.item).or_default().push(i);
            self.column_candidates.insert(candidate.column);
        }
        for (i, link) in self.groups.iter().enumerate() {
            self.group_tables.entry(link.group).or_default().push(i);
            self.table_groups.entry(link.table).or_default().push(i);
        }
    }

    pub fn links_of_item(&self, item: ItemId) -> impl Iterator<Item = &Correspondence> {
        self.item_links.get(item.0).into_iter().flatten().map(|i| &self.links[*i])
    }

    pub fn links_of_column(&self, column: ColumnId) -> impl Iterator<Item = &Correspondence> {
        self.column_links.get(&column).into_iter().flatten().map(|i| &self.links[*i])
    }

    pub fn candidates_of(&self, item: ItemId) -> impl Iterator<Item = &Candidate> {
        self.item_candidates.get(&item).into_iter().flatten().map(|i| &self.candidates[*i])
    }

    /// Tables that may feed a group, the best first.
    pub fn tables_for(&self, group: GroupId) -> impl Iterator<Item = &GroupCandidate> {
        self.group_candidates.iter().filter(move |c| c.group == group)
    }

    pub fn is_candidate(&self, column: ColumnId) -> bool {
        self.column_candidates.contains(&column)
    }

    pub fn tables_of(&self, group: GroupId) -> impl Iterator<Item = &GroupLink> {
        self.group_tables.get(&group).into_iter().flatten().map(|i| &self.groups[*i])
    }

    pub fn groups_of(&self, table: TableId) -> impl Iterator<Item = &GroupLink> {
        self.table_groups.get(&table).into_iter().flatten().map(|i| &self.groups[*i])
    }

    /// Whether an item has a counterpart: columns, or a constant.
    pub fn has_source(&self, item: ItemId) -> bool {
        self.links_of_item(item).next().is_some() || self.constants.contains_key(&item)
    }
}
