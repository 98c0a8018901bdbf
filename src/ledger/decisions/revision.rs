//! 改訂: a number, and a mark of every typed cell, so that each copy of a row tells which of its cells were edited.

use std::fmt;

use super::alike::plain;
use super::{Decision, TYPED};
use crate::text::digest::short;

/// Characters of a mark: 20 bits of a hash.
const MARK: usize = 4;

/// `r3-` and the marks of the nine typed cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Revision {
    number: u32,
    marks: Vec<String>,
}

impl Revision {
    /// `None`: the row was never written by the program, or its 改訂 was damaged.
    pub(super) fn read(text: &str) -> Option<Revision> {
        let (number, marks) = text.trim().strip_prefix('r')?.split_once('-')?;
        let whole = marks.len() == MARK * TYPED.len() && marks.is_ascii();
        let cut = |i: usize| marks[i * MARK..(i + 1) * MARK].to_string();
        whole.then(|| Some(Revision { number: number.parse().ok()?, marks: (0..TYPED.len()).map(cut).collect() }))?
    }

    /// Of a row as it stands, after the one before it.
    pub(super) fn after(before: Option<Revision>, row: &Decision) -> Revision {
        let number = before.map_or(0, |r| r.number).saturating_add(1);
        Revision { number, marks: row.typed().map(mark).collect() }
    }

    /// Whether a typed cell (by its position among them) is as it was when this was written.
    pub(super) fn holds(&self, typed: usize, text: &str) -> bool {
        self.marks.get(typed).is_some_and(|m| *m == mark(text))
    }
}

impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "r{}-{}", self.number, self.marks.concat())
    }
}

impl Decision {
    /// Whether people edited it since the program wrote it.
    pub(super) fn is_edited(&self) -> bool {
        match Revision::read(&self.revision) {
            Some(revision) => self.typed().enumerate().any(|(i, cell)| !revision.holds(i, cell)),
            None => self.is_typed(),
        }
    }

    /// Counts an edit. A row that nobody ever typed in has no 改訂.
    pub(super) fn revise(&mut self) {
        if self.is_edited() {
            self.revision = Revision::after(Revision::read(&self.revision), self).to_string();
        }
    }
}

fn mark(text: &str) -> String {
    short(&[&plain(text)]).chars().take(MARK).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_is_seen_and_counted_once() {
        let mut row = Decision::default();
        assert!(!row.is_edited());
        row.owner = "税務課".into();
        assert!(row.is_edited());
        row.revise();
        assert!(row.revision.starts_with("r1-") && !row.is_edited());
        let before = row.revision.clone();
        row.revise();
        assert_eq!(row.revision, before);
        row.owner.clear();
        row.revise();
        assert!(row.revision.starts_with("r2-"));
    }

    #[test]
    fn a_damaged_revision_is_none() {
        for text in ["", "r1", "r1-abc", "3", "rx-aaaa"] {
            assert_eq!(Revision::read(text), None, "{text}");
        }
    }
}
