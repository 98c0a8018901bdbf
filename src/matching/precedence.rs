//! Which line holds: of several files the nearest one's, of one file each; two of one file that differ contradict each other.

use std::collections::HashMap;
use std::hash::Hash;

use crate::current::model::{ColumnId, TableId};
use crate::spec::standard::{FormId, FunctionId, GroupId, ItemId};

/// What an earlier line means for a new one about the same thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Precedence {
    /// Nobody has said anything.
    Free,
    /// A nearer file has: the new line has no effect, as is meant.
    Overridden,
    /// The same file has.
    Same,
}

/// Things that lines were about, each with the nearest file that was.
#[derive(Debug)]
pub struct Lines<K>(HashMap<K, usize>);

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
            Some(earlier) if *earlier < file => Precedence::Overridden,
            Some(_) => Precedence::Same,
        }
    }

    /// A line of `file` was about `thing`.
    pub fn note(&mut self, thing: K, file: usize) {
        self.0.entry(thing).or_insert(file);
    }
}

/// Everything that lines of all files were about.
#[derive(Debug, Default)]
pub struct Said {
    /// Items that columns, a constant or a reason not to have them settle.
    pub items: Lines<ItemId>,
    pub columns: Lines<(ColumnId, GroupId)>,
    /// Columns and tables that fill something.
    pub used: Lines<ColumnId>,
    pub used_tables: Lines<TableId>,
    pub ignored: Lines<ColumnId>,
    pub ignored_tables: Lines<TableId>,
    pub ignored_groups: Lines<GroupId>,
    pub rejected: Lines<(ColumnId, ItemId)>,
    pub tables: Lines<TableId>,
    /// Code values: list, standard list, value.
    pub codes: Lines<(String, Option<String>, String)>,
    pub forms: Lines<usize>,
    pub standard_fields: Lines<(FormId, usize)>,
    pub functions: Lines<usize>,
    pub standard_functions: Lines<FunctionId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_file_holds() {
        let mut lines = Lines::default();
        assert_eq!(lines.ask(&"a", 0), Precedence::Free);
        lines.note("a", 1);
        lines.note("a", 2);
        assert_eq!(lines.ask(&"a", 1), Precedence::Same);
        assert_eq!(lines.ask(&"a", 2), Precedence::Overridden);
    }
}
