//! Which line holds: of several files the nearest one's, of one file each; two of one file that differ contradict each other.

use std::collections::HashMap;
use std::hash::Hash;

use super::mapping::MappingPlace;
use crate::current::model::{ColumnId, TableId};
use crate::spec::standard::{FormId, FunctionId, GroupId, ItemId};

/// What an earlier line means for a new one about the same thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Precedence {
    /// Nobody has said anything.
    Free,
    /// A nearer file has: the new line has no effect, as is meant.
    Overridden,
    /// The same file has, in the line that stands there.
    Same(MappingPlace),
}

impl Precedence {
    /// What holds when a line is about several things: what a nearer file settles never contradicts.
    pub fn or(self, other: Precedence) -> Precedence {
        match (self, other) {
            (Precedence::Overridden, _) | (_, Precedence::Overridden) => Precedence::Overridden,
            (Precedence::Free, other) => other,
            (same, _) => same,
        }
    }
}

/// Things that lines were about, each with the first line of the nearest file that was.
#[derive(Debug)]
pub struct Lines<K>(HashMap<K, MappingPlace>);

impl<K> Default for Lines<K> {
    fn default() -> Self {
        Lines(HashMap::new())
    }
}

impl<K: Eq + Hash> Lines<K> {
    /// What holds for a line of `file` about `thing`.
    pub fn ask(&self, thing: &K, file: usize) -> Precedence {
        match self.0.get(thing) {
            None => Precedence::Free,
            Some(earlier) if earlier.file < file => Precedence::Overridden,
            Some(earlier) => Precedence::Same(earlier.clone()),
        }
    }

    /// The line at `place` was about `thing`.
    pub fn note(&mut self, thing: K, place: &MappingPlace) {
        self.0.entry(thing).or_insert_with(|| place.clone());
    }
}

/// Everything that lines of all files were about.
#[derive(Debug, Default)]
pub struct Said {
    /// Items that columns or a constant fill.
    pub items: Lines<ItemId>,
    pub columns: Lines<(ColumnId, GroupId)>,
    /// Columns, tables and groups that are used.
    pub used: Lines<ColumnId>,
    pub used_tables: Lines<TableId>,
    pub used_groups: Lines<GroupId>,
    pub ignored: Lines<ColumnId>,
    pub ignored_tables: Lines<TableId>,
    pub ignored_groups: Lines<GroupId>,
    pub rejected: Lines<(ColumnId, ItemId)>,
    pub tables: Lines<TableId>,
    /// Code values: list, standard list, value.
    pub codes: Lines<(String, Option<String>, String)>,
    pub ignored_items: Lines<ItemId>,
    pub ignored_forms: Lines<FormId>,
    pub ignored_functions: Lines<FunctionId>,
    /// Forms and functions of today that are left out, by folded name.
    pub ignored_current: Lines<String>,
    pub forms: Lines<usize>,
    pub standard_forms: Lines<FormId>,
    pub standard_fields: Lines<(FormId, usize)>,
    pub functions: Lines<usize>,
    pub standard_functions: Lines<FunctionId>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::lines::Span;

    #[test]
    fn the_nearest_file_holds() {
        let at = |file: usize| MappingPlace { file, span: Span::at(0) };
        let mut lines = Lines::default();
        assert_eq!(lines.ask(&"a", 0), Precedence::Free);
        lines.note("a", &at(1));
        lines.note("a", &at(2));
        assert_eq!(lines.ask(&"a", 1), Precedence::Same(at(1)));
        assert_eq!(lines.ask(&"a", 2), Precedence::Overridden);
    }

    #[test]
    fn what_a_nearer_file_settles_never_contradicts() {
        let same = Precedence::Same(MappingPlace { file: 1, span: Span::at(0) });
        assert_eq!(same.clone().or(Precedence::Overridden), Precedence::Overridden);
        assert_eq!(Precedence::Free.or(same.clone()), same);
    }
}
