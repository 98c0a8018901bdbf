//! How far a present system is led to the standard.

use crate::compare::Comparison;
use crate::current::model::{ColumnId, TableId};
use crate::report::model::{Homes, MatchingState};

/// Counts tables and columns by what is known of their home. What a mapping leaves out with a reason, and what is the
/// municipality's own, needs none.
pub fn matched(c: &Comparison<'_>) -> MatchingState {
    let mut state = MatchingState::default();
    for t in 0..c.current.tables().len() {
        state.tables.add(table(c, TableId(t)));
    }
    for column in c.current.columns() {
        state.columns.add(of_column(c, column));
    }
    state
}

/// What is known of one thing's home.
#[derive(Clone, Copy)]
enum Home {
    Confirmed,
    Automatic,
    NotNeeded,
    Candidate,
    Unknown,
}

impl Homes {
    fn add(&mut self, home: Home) {
        *match home {
            Home::Confirmed => &mut self.confirmed,
            Home::Automatic => &mut self.automatic,
            Home::NotNeeded => &mut self.not_needed,
            Home::Candidate => &mut self.candidate,
            Home::Unknown => &mut self.unknown,
        } += 1;
    }
}

fn table(c: &Comparison<'_>, table: TableId) -> Home {
    let m = &c.matching;
    if m.ignored_tables.contains_key(&table) || c.current.table(table).local {
        Home::NotNeeded
    } else if m.groups_of(table).next().is_some() {
        by_whom(m.groups_of(table).all(|l| l.origin.is_auto()))
    } else if m.group_candidates.iter().any(|x| x.table == table) {
        Home::Candidate
    } else {
        Home::Unknown
    }
}

fn of_column(c: &Comparison<'_>, column: ColumnId) -> Home {
    let m = &c.matching;
    let left_out = m.ignored_columns.contains_key(&column) || m.ignored_tables.contains_key(&column.table);
    if left_out || c.current.column(column).local || c.current.table(column.table).local {
        Home::NotNeeded
    } else if m.links_of_column(column).next().is_some() {
        by_whom(m.links_of_column(column).all(|l| l.origin.is_auto()))
    } else if m.is_candidate(column) {
        Home::Candidate
    } else {
        Home::Unknown
    }
}

fn by_whom(automatic: bool) -> Home {
    if automatic { Home::Automatic } else { Home::Confirmed }
}
