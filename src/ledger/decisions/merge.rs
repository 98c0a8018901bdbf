//! Taking edits back from copies: row by row, cell by cell, three ways. What was edited on both sides is a conflict; the
//! cell that was there stays, and both are told.

use std::collections::HashMap;

use super::alike::{alike, with_zeros};
use super::revision::Revision;
use super::state::State;
use super::{Decision, HEADINGS, Ledger, Row, TYPED};

/// A cell that was edited on both sides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    pub key: String,
    /// What the row is about, in clear.
    pub name: String,
    pub heading: String,
    /// What stays.
    pub kept: String,
    /// What the copy says.
    pub copy: String,
    pub path: String,
    pub line: u32,
}

/// What came of one copy.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Merged {
    /// Rows that cells were taken of.
    pub taken: usize,
    pub added: usize,
    pub unchanged: usize,
    pub conflicts: Vec<Conflict>,
    /// Rows of the copy without a key, which could not be merged.
    pub without_key: Vec<u32>,
}

impl Ledger {
    /// Takes the edits of a copy. Rows that the copy does not have stay.
    pub fn merge(&mut self, copy: &Ledger) -> Merged {
        let mut merged = Merged::default();
        let mut index = self.index();
        let columns: Vec<usize> = copy.extra.iter().map(|heading| self.extra_heading(heading)).collect();
        for row in &copy.rows {
            match index.get(&row.decision.key).copied() {
                _ if row.decision.key.is_empty() => merged.without_key.push(row.line),
                Some(at) => self.merge_row(at, row, copy, &columns, &mut merged),
                // nobody wrote anything about it; a workbook lists the whole standard
                None if !row.decision.is_typed() && row.extra.iter().all(String::is_empty) => merged.unchanged += 1,
                None => {
                    merged.added += 1;
                    let at = self.add(row, &columns);
                    index.insert(row.decision.key.clone(), at);
                }
            }
        }
        merged
    }

    fn add(&mut self, row: &Row, columns: &[usize]) -> usize {
        let mut added = Row {
            decision: row.decision.clone(),
            extra: vec![String::new(); self.extra.len()],
            line: 0,
            lacks: vec![],
        };
        columns.iter().zip(&row.extra).for_each(|(at, cell)| added.extra[*at] = cell.clone());
        added.decision.revise();
        self.rows.push(added);
        self.rows.len() - 1
    }

    fn merge_row(&mut self, at: usize, row: &Row, copy: &Ledger, columns: &[usize], merged: &mut Merged) {
        let width = self.extra.len();
        let kept = &mut self.rows[at];
        let (taken, clashes) = merge_cells(&mut kept.decision, row);
        let mut conflict = |heading: &str, kept_cell: &str, copy_cell: &str, decision: &Decision| {
            merged.conflicts.push(Conflict {
                key: decision.key.clone(),
                name: name(decision),
                heading: heading.into(),
                kept: kept_cell.into(),
                copy: copy_cell.into(),
                path: copy.path.clone(),
                line: row.line,
            });
        };
        for i in clashes {
            conflict(HEADINGS[i], kept.decision.cells()[i], row.decision.cells()[i], &kept.decision);
        }
        kept.extra.resize(width, String::new());
        let mut filled = false;
        for (heading, (column, cell)) in copy.extra.iter().zip(columns.iter().zip(&row.extra)) {
            let there = &mut kept.extra[*column];
            if there.is_empty() && !cell.is_empty() {
                *there = cell.clone();
                filled = true;
            } else if !cell.is_empty() && !alike(there, cell) {
                conflict(heading, there, cell, &kept.decision);
            }
        }
        if taken || filled {
            merged.taken += 1;
        } else {
            merged.unchanged += 1;
        }
    }
}

/// Takes what only the copy edited. Gives whether anything was taken, and the cells that both edited.
fn merge_cells(kept: &mut Decision, row: &Row) -> (bool, Vec<usize>) {
    let copy = &row.decision;
    let base = Revision::read(&copy.revision);
    let as_before = |i: usize, cell: &str| match &base {
        Some(base) => {
            let typed = i - TYPED.start;
            base.holds(typed, cell) || with_zeros(cell).any(|before| base.holds(typed, &before))
        }
        None => cell.is_empty(),
    };
    let edited_before = kept.is_edited();
    let (mut taken, mut clashes) = (false, Vec::new());
    for i in TYPED.filter(|i| !row.lacks.contains(i)) {
        let (mine, theirs) = (kept.cells()[i].clone(), copy.cells()[i]);
        if alike(&mine, theirs) || as_before(i, theirs) {
            continue;
        }
        if as_before(i, &mine) {
            *kept.cells_mut()[i] = theirs.clone();
            taken = true;
        } else {
            clashes.push(i);
        }
    }
    if taken {
        decided_about(kept, copy, edited_before);
        kept.revise();
    }
    (taken, clashes)
}

/// The copy's editor decided about what the copy said then.
fn decided_about(kept: &mut Decision, copy: &Decision, edited_before: bool) {
    let theirs = State::read(&copy.state);
    let solved = matches!(State::read(&kept.state), State::Solved(_));
    if let Some(seen) = theirs.seen().filter(|_| !solved && !edited_before) {
        kept.state = State::Of(seen.to_string()).write();
    }
}

/// What a row is about, in clear.
fn name(decision: &Decision) -> String {
    let parts: [&str; 3] = [&decision.system, &decision.group, &decision.item];
    parts.into_iter().filter(|p| !p.is_empty()).collect::<Vec<_>>().join(" ")
}

impl Ledger {
    /// Rows by key, for looking them up.
    pub fn by_key(&self) -> HashMap<&str, &Decision> {
        let mut rows = HashMap::new();
        for row in self.rows.iter().filter(|r| !r.decision.key.is_empty()) {
            rows.entry(row.decision.key.as_str()).or_insert(&row.decision);
        }
        rows
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ledger(rows: &[Decision]) -> Ledger {
        let rows = rows.iter().map(|d| Row { decision: d.clone(), extra: vec![], line: 2, lacks: vec![] }).collect();
        Ledger { path: "copy.csv".into(), rows, ..Ledger::default() }
    }

    fn written(policy: &str, owner: &str) -> Decision {
        let mut row =
            Decision { key: "s1-a".into(), policy: policy.into(), owner: owner.into(), ..Decision::default() };
        row.revise();
        row
    }

    #[test]
    fn each_section_fills_in_its_own_cells() {
        let base = written("EUC", "");
        let mut master = ledger(std::slice::from_ref(&base));
        let first = Decision { owner: "税務課".into(), ..base.clone() };
        let second = Decision { due: "2027-03-31".into(), policy: "変換".into(), ..base };
        assert_eq!(master.merge(&ledger(&[first])).taken, 1);
        let merged = master.merge(&ledger(&[second]));
        assert_eq!((merged.taken, merged.conflicts.len()), (1, 0));
        let row = &master.rows[0].decision;
        assert_eq!((row.policy.as_str(), row.owner.as_str(), row.due.as_str()), ("変換", "税務課", "2027-03-31"));
        assert!(row.revision.starts_with("r3-"));
    }

    #[test]
    fn both_sides_edited_is_a_conflict_and_loses_nothing() {
        let base = written("EUC", "税務課");
        let mut master = ledger(std::slice::from_ref(&base));
        let first = Decision { policy: "変換".into(), ..base.clone() };
        let second = Decision { policy: "廃止".into(), remarks: "窓口では使わない".into(), ..base };
        master.merge(&ledger(&[first]));
        let merged = master.merge(&ledger(std::slice::from_ref(&second)));
        assert_eq!((merged.conflicts.len(), merged.taken), (1, 1));
        let conflict = &merged.conflicts[0];
        assert_eq!((conflict.kept.as_str(), conflict.copy.as_str()), ("変換", "廃止"));
        assert_eq!(master.rows[0].decision.remarks, "窓口では使わない");
        assert_eq!(master.merge(&ledger(&[second])).conflicts.len(), 1, "told again until somebody settles it");
    }

    #[test]
    fn an_old_copy_that_nobody_edited_changes_nothing() {
        let base = written("EUC", "税務課");
        let mut master = ledger(std::slice::from_ref(&base));
        master.rows[0].decision.policy = "変換".into();
        master.rows[0].decision.revise();
        let before = master.clone();
        let merged = master.merge(&ledger(&[base]));
        assert_eq!((merged.unchanged, &master), (1, &before));
    }

    #[test]
    fn a_column_that_a_copy_does_not_have_was_not_cleared() {
        let base = written("EUC", "税務課");
        let mut master = ledger(std::slice::from_ref(&base));
        let mut copy = ledger(&[Decision { owner: String::new(), due: "2027-03-31".into(), ..base }]);
        copy.rows[0].lacks = vec![8];
        master.merge(&copy);
        let row = &master.rows[0].decision;
        assert_eq!((row.owner.as_str(), row.due.as_str()), ("税務課", "2027-03-31"));
    }

    #[test]
    fn a_workbook_adds_only_what_somebody_wrote_about() {
        let mut master = Ledger::default();
        let merged = master.merge(&ledger(&[Decision { key: "s1-a".into(), ..Decision::default() }]));
        assert_eq!((merged.added, merged.unchanged, master.rows.len()), (0, 1, 0));
    }

    #[test]
    fn cells_that_were_cleared_are_cleared() {
        let base = written("EUC", "税務課");
        let mut master = ledger(std::slice::from_ref(&base));
        master.merge(&ledger(&[Decision { policy: String::new(), ..base }]));
        assert_eq!(master.rows[0].decision.policy, "");
    }

    #[test]
    fn the_editor_decided_about_what_the_copy_said() {
        let base = Decision { state: "old".into(), ..written("EUC", "") };
        let mut master = ledger(&[Decision { state: "要再確認 new".into(), ..base.clone() }]);
        let copy = Decision { owner: "税務課".into(), state: "要再確認 new".into(), ..base };
        master.merge(&ledger(&[copy]));
        assert_eq!(master.rows[0].decision.state, "new");
    }

    #[test]
    fn rows_and_columns_of_ones_own_are_added() {
        let mut master = Ledger::default();
        let mut copy = ledger(&[written("EUC", ""), Decision::default()]);
        copy.extra.push("メモ".into());
        copy.rows[0].extra.push("x".into());
        let merged = master.merge(&copy);
        assert_eq!((merged.added, merged.without_key.len()), (1, 1));
        assert_eq!((master.extra.len(), master.rows[0].extra[0].as_str()), (1, "x"));
    }
}
