//! The model of a present system, whatever it was read from.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::domain::{ColumnType, DateForm, Encoding};
use crate::text::fold::f1_lower;
use crate::text::lang::Bilingual;
use crate::text::lines::{Position, Span};
use crate::text::source::Source;

/// A place in one of the input files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Spot {
    pub file: usize,
    pub span: Span,
}

/// What the description is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// What runs today.
    Present,
    /// A system that claims to conform.
    Package,
}

impl Role {
    pub fn id(self) -> &'static str {
        match self {
            Role::Present => "present",
            Role::Package => "package",
        }
    }

    /// What holds for this role.
    pub fn pick<T>(self, present: T, package: T) -> T {
        match self {
            Role::Present => present,
            Role::Package => package,
        }
    }
}

/// 現行システム.
#[derive(Debug)]
pub struct CurrentSystem {
    pub files: Vec<Source>,
    /// What was noticed while reading, such as an overruled encoding declaration.
    pub notes: Vec<Bilingual>,
    pub role: Role,
    pub municipality: Option<String>,
    pub municipality_name: Option<String>,
    pub category: Option<String>,
    /// Business codes covered; empty: all of the system.
    pub scope: Vec<String>,
    pub product: Option<String>,
    pub as_of: Option<String>,
    pub conforms_to: Option<(String, Spot)>,
    pub root: Spot,
    pub layout: Option<Layout>,
    pub forms: Option<Section<Form>>,
    pub functions: Option<Section<Answer>>,
    pub by_name: ByName,
}

/// Columns by `table.column`, folded. Made when first asked for, which is after reading.
#[derive(Debug, Default)]
pub struct ByName(OnceLock<HashMap<String, ColumnId>>);

/// A list that says of itself whether it is complete.
#[derive(Debug)]
pub struct Section<T> {
    /// Only then may something be missing from it.
    pub complete: bool,
    pub spot: Spot,
    pub entries: Vec<T>,
}

#[derive(Debug)]
pub struct Layout {
    pub complete: bool,
    pub spot: Spot,
    pub encoding: Option<Encoding>,
    pub tables: Vec<Table>,
    pub codes: Vec<CodeTable>,
}

/// What a length counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Char,
    Byte,
    Digit,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HistoryKept {
    Full,
    Diff,
    Latest,
    ByYear,
}

/// A table, file or view.
#[derive(Debug)]
pub struct Table {
    pub name: String,
    pub label: Option<String>,
    pub view: bool,
    pub rows: Option<u32>,
    pub history: Option<HistoryKept>,
    pub history_key: Vec<String>,
    pub local: bool,
    pub note: Option<String>,
    pub guess: Option<String>,
    pub spot: Spot,
    /// Group items (集団項目) of a fixed-length record, outer ones before inner ones.
    pub groups: Vec<Group>,
    pub columns: Vec<Column>,
}

/// A group item of a fixed-length record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    pub name: String,
    /// The group around it, by position.
    pub parent: Option<usize>,
    /// First byte of the first repetition, from 0.
    pub offset: Option<u32>,
    /// Its own repetitions, without those of the groups around it.
    pub occurs: Option<u32>,
    pub redefines: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Primary,
    Foreign,
}

/// Which codes a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnCodes {
    /// Declared free text (`codes="none"`).
    FreeText,
    /// Id of a code list.
    List(String),
}

/// 現行の項目. Unit and encoding are those of the column, else of its table, else of the layout.
#[derive(Debug)]
pub struct Column {
    pub name: String,
    pub label: Option<String>,
    pub column_type: Option<ColumnType>,
    pub length: Option<u32>,
    pub unit: Option<Unit>,
    pub encoding: Option<Encoding>,
    pub scale: Option<u32>,
    pub signed: Option<bool>,
    pub key: Option<Key>,
    pub nullable: Option<bool>,
    pub references: Option<String>,
    pub codes: Option<ColumnCodes>,
    pub date: Option<DateForm>,
    pub eras: Vec<String>,
    pub unknown: Vec<String>,
    pub sentinels: Vec<String>,
    pub gaiji: Option<bool>,
    pub max_observed: Option<u32>,
    pub null_count: Option<u32>,
    pub offset: Option<u32>,
    /// Repetitions, those of the enclosing groups multiplied in.
    pub occurs: Option<u32>,
    /// Its own, else that of the groups around it.
    pub redefines: Option<String>,
    /// The innermost group around it, by position in its table's groups.
    pub group: Option<usize>,
    pub local: bool,
    pub note: Option<String>,
    pub guess: Option<String>,
    pub spot: Spot,
}

impl Column {
    /// A column of which only the name is known.
    pub fn named(name: impl Into<String>, spot: Spot) -> Self {
        Column {
            name: name.into(),
            label: None,
            column_type: None,
            length: None,
            unit: None,
            encoding: None,
            scale: None,
            signed: None,
            key: None,
            nullable: None,
            references: None,
            codes: None,
            date: None,
            eras: Vec::new(),
            unknown: Vec::new(),
            sentinels: Vec::new(),
            gaiji: None,
            max_observed: None,
            null_count: None,
            offset: None,
            occurs: None,
            redefines: None,
            group: None,
            local: false,
            note: None,
            guess: None,
            spot,
        }
    }

    /// Marks an attribute as inferred.
    pub fn guessed(&mut self, attribute: &str) {
        let marks = self.guess.get_or_insert_default();
        if !marks.split(' ').any(|m| m == attribute) {
            marks.push_str(if marks.is_empty() { "" } else { " " });
            marks.push_str(attribute);
        }
    }

    /// The label if there is one, else the physical name.
    pub fn title(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}

impl Table {
    /// A table of which only the name is known.
    pub fn named(name: impl Into<String>, spot: Spot) -> Self {
        Table {
            name: name.into(),
            label: None,
            view: false,
            rows: None,
            history: None,
            history_key: Vec::new(),
            local: false,
            note: None,
            guess: None,
            spot,
            groups: Vec::new(),
            columns: Vec::new(),
        }
    }

    /// Repetitions of the groups around a column, multiplied.
    pub fn group_occurs(&self, column: &Column) -> u32 {
        let around = std::iter::successors(column.group, |at| self.groups.get(*at).and_then(|g| g.parent));
        around.filter_map(|at| self.groups.get(at)?.occurs).fold(1, u32::saturating_mul)
    }

    pub fn title(&self) -> &str {
        self.label.as_deref().unwrap_or(&self.name)
    }
}

#[derive(Debug)]
pub struct CodeTable {
    pub id: String,
    pub label: Option<String>,
    /// Values live in a table of the system and were not written out.
    pub from: Option<String>,
    pub spot: Spot,
    pub values: Vec<Code>,
}

#[derive(Debug)]
pub struct Code {
    pub value: String,
    pub label: Option<String>,
    pub spot: Spot,
}

/// 現行の帳票.
#[derive(Debug)]
pub struct Form {
    pub name: String,
    /// The standard's form that a person put it beside.
    pub standard: Option<String>,
    pub audience: Option<String>,
    pub paper: Option<String>,
    pub orientation: Option<String>,
    pub sides: Option<u8>,
    pub color: Option<String>,
    pub per_sheet: Option<u32>,
    pub medium: Option<String>,
    pub volume: Option<u32>,
    pub barcode: Option<String>,
    pub window: Option<bool>,
    pub valid_from: Option<String>,
    pub local: bool,
    pub note: Option<String>,
    pub spot: Spot,
    pub fields: Vec<Field>,
}

#[derive(Debug)]
pub struct Field {
    pub label: String,
    /// `TABLE.COLUMN`, as written.
    pub from: Vec<String>,
    pub max: Option<u32>,
    pub lines: Option<u32>,
    pub repeat: Option<u32>,
    pub note: Option<String>,
    pub spot: Spot,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reply {
    Yes,
    No,
    Partly,
    Unknown,
}

/// An answer about one function.
#[derive(Debug)]
pub struct Answer {
    pub name: String,
    pub reply: Reply,
    pub local: bool,
    pub note: Option<String>,
    pub spot: Spot,
}

/// A table of the layout, by position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableId(pub usize);

/// A column, by table and position.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ColumnId {
    pub table: TableId,
    pub column: usize,
}

impl<T> Section<T> {
    /// Nothing yet, and nothing said about what is not there.
    pub fn open() -> Self {
        Section { complete: false, spot: Spot::default(), entries: Vec::new() }
    }
}

impl Form {
    /// A form of which nothing is known.
    pub fn named(spot: Spot) -> Self {
        Form {
            name: String::new(),
            standard: None,
            audience: None,
            paper: None,
            orientation: None,
            sides: None,
            color: None,
            per_sheet: None,
            medium: None,
            volume: None,
            barcode: None,
            window: None,
            valid_from: None,
            local: false,
            note: None,
            spot,
            fields: Vec::new(),
        }
    }
}

impl CurrentSystem {
    /// Of a material that says nothing about itself.
    pub fn unstated() -> Self {
        CurrentSystem {
            files: Vec::new(),
            notes: Vec::new(),
            role: Role::Present,
            municipality: None,
            municipality_name: None,
            category: None,
            scope: Vec::new(),
            product: None,
            as_of: None,
            conforms_to: None,
            root: Spot::default(),
            layout: None,
            forms: None,
            functions: None,
            by_name: Default::default(),
        }
    }

    pub fn tables(&self) -> &[Table] {
        self.layout.as_ref().map_or(&[], |l| &l.tables)
    }

    pub fn table(&self, id: TableId) -> &Table {
        &self.tables()[id.0]
    }

    pub fn column(&self, id: ColumnId) -> &Column {
        &self.tables()[id.table.0].columns[id.column]
    }

    /// All columns, table by table.
    pub fn columns(&self) -> impl Iterator<Item = ColumnId> + '_ {
        self.tables()
            .iter()
            .enumerate()
            .flat_map(|(t, table)| (0..table.columns.len()).map(move |column| ColumnId { table: TableId(t), column }))
    }

    /// `TABLE.COLUMN`, as people name it.
    pub fn column_name(&self, id: ColumnId) -> String {
        format!("{}.{}", self.table(id.table).name, self.column(id).name)
    }

    /// The column that `TABLE.COLUMN` names, as people write it.
    pub fn column_named(&self, name: &str) -> Option<ColumnId> {
        let fold = |id: ColumnId| (f1_lower(&self.column_name(id)), id);
        // the first of two columns of one name
        let all = || self.columns().collect::<Vec<_>>().into_iter().rev().map(fold).collect();
        self.by_name.0.get_or_init(all).get(&f1_lower(name)).copied()
    }

    pub fn codes(&self, id: &str) -> Option<&CodeTable> {
        self.layout.as_ref()?.codes.iter().find(|c| c.id == id)
    }

    pub fn position(&self, spot: Spot) -> Position {
        self.files[spot.file].position(spot.span.start)
    }

    pub fn end_position(&self, spot: Spot) -> Position {
        self.files[spot.file].position(spot.span.end)
    }

    /// Whether a business code is in what was submitted.
    pub fn covers(&self, business: &str) -> bool {
        let base = business.split('-').next().unwrap_or(business);
        self.scope.is_empty() || self.scope.iter().any(|s| s == business || s == base)
    }
}
