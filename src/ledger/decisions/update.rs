//! Bringing the file up to today's gaps. What people typed stays, and no row is ever taken away.

use super::state::{Standing, State};
use super::{Decision, Ledger, Row};

/// A subject or BPR item that is there today.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub key: String,
    pub kind: String,
    pub system: String,
    pub group: String,
    pub item: String,
    pub current: String,
    /// Hash of everything found about it.
    pub state: String,
}

/// What became of a row whose gap is not found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Absent {
    Solved,
    /// Not judged, so it may still be there.
    Unclear,
    /// Of a system that was not checked.
    Elsewhere,
}

/// What came of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Updated {
    pub rows: usize,
    pub added: usize,
    /// 要再確認, now or before.
    pub recheck: usize,
    /// 解消済 for the first time.
    pub solved: usize,
    /// 引継ぎ要確認.
    pub unclear: usize,
}

impl Ledger {
    /// Takes today's gaps in. New rows stand behind those that are there, in the order given. `as_of`: `YYYY-MM-DD`.
    pub fn update(&mut self, seen: &[Seen], absent: impl Fn(&Decision) -> Absent, as_of: &str) -> Updated {
        let mut counts = Updated::default();
        let index = self.index();
        let mut present = vec![false; self.rows.len()];
        for today in seen {
            match index.get(&today.key) {
                Some(at) => {
                    present[*at] = true;
                    refresh(&mut self.rows[*at].decision, today);
                }
                None => {
                    counts.added += 1;
                    self.rows.push(Row { decision: new(today), extra: vec![], line: 0, lacks: vec![] });
                }
            }
        }
        for (row, present) in self.rows.iter_mut().zip(present) {
            if !present && !row.decision.key.is_empty() {
                leave(&mut row.decision, &absent, as_of, &mut counts);
            }
            row.decision.revise();
        }
        counts.rows = self.rows.len();
        counts.recheck =
            self.rows.iter().filter(|r| matches!(State::read(&r.decision.state), State::Recheck(_))).count();
        counts
    }
}

fn new(today: &Seen) -> Decision {
    let mut row = Decision { key: today.key.clone(), ..Decision::default() };
    refresh(&mut row, today);
    row
}

fn refresh(row: &mut Decision, today: &Seen) {
    row.state = row.state_today(&today.state).write();
    let Seen { kind, system, group, item, current, .. } = today.clone();
    (row.kind, row.system, row.group, row.item, row.current) = (kind, system, group, item, current);
}

fn leave(row: &mut Decision, absent: &impl Fn(&Decision) -> Absent, as_of: &str, counts: &mut Updated) {
    let state = State::read(&row.state);
    if matches!(state, State::Solved(_)) {
        return;
    }
    match absent(row) {
        Absent::Elsewhere => {}
        Absent::Solved => {
            counts.solved += 1;
            row.state = State::Solved(as_of.to_string()).write();
        }
        Absent::Unclear => {
            counts.unclear += 1;
            row.state = State::Unclear(state.seen().unwrap_or_default().to_string()).write();
        }
    }
}

impl Decision {
    /// How it stands where the gap is not found.
    pub fn standing_absent(&self, absent: Absent) -> Standing {
        match (State::read(&self.state), absent) {
            (State::Solved(day), _) => Standing::Solved(Some(day).filter(|d| !d.is_empty())),
            (_, Absent::Solved) => Standing::Solved(None),
            (_, Absent::Unclear) => Standing::Unclear,
            (State::Recheck(_), Absent::Elsewhere) => Standing::Recheck,
            (_, Absent::Elsewhere) => Standing::Open,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(key: &str, state: &str) -> Seen {
        Seen {
            key: key.into(),
            kind: "項目".into(),
            system: "個人住民税".into(),
            group: "G".into(),
            item: key.into(),
            current: String::new(),
            state: state.into(),
        }
    }

    #[test]
    fn rows_stay_with_what_was_typed_whatever_happens_to_the_gap() {
        let mut ledger = Ledger::default();
        let counts = ledger.update(&[seen("a", "1"), seen("b", "1")], |_| Absent::Solved, "2026-04-01");
        assert_eq!((counts.added, counts.rows), (2, 2));
        ledger.rows[0].decision.policy = "EUC".into();
        let again = ledger.update(&[seen("a", "1"), seen("b", "2")], |_| Absent::Solved, "2026-04-02");
        assert_eq!((again.added, again.recheck), (0, 0));
        let changed = ledger.update(&[seen("a", "2")], |_| Absent::Solved, "2026-05-01");
        assert_eq!((changed.recheck, changed.solved), (1, 1));
        assert_eq!(ledger.rows[1].decision.state, "解消済 2026-05-01");
        ledger.update(&[], |_| Absent::Unclear, "2026-06-01");
        assert_eq!(ledger.rows[0].decision.state, "引継ぎ要確認 2");
        assert_eq!(ledger.rows[1].decision.state, "解消済 2026-05-01", "the day is that of the first time");
        assert_eq!(ledger.rows[0].decision.policy, "EUC");
        let elsewhere = ledger.clone();
        ledger.update(&[], |_| Absent::Elsewhere, "2026-07-01");
        assert_eq!(ledger, elsewhere);
    }

    #[test]
    fn writing_twice_changes_nothing() {
        let mut ledger = Ledger::default();
        ledger.update(&[seen("a", "1")], |_| Absent::Solved, "2026-04-01");
        ledger.rows[0].decision.owner = "税務課".into();
        ledger.update(&[seen("a", "1")], |_| Absent::Solved, "2026-04-01");
        let once = ledger.to_csv();
        ledger.update(&[seen("a", "1")], |_| Absent::Solved, "2026-04-02");
        assert_eq!(ledger.to_csv(), once);
    }
}
