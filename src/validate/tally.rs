//! What a piece of a file showed: counts of every fault, the first samples of each, a profile of every column.
//! Adding pieces in the order of the file gives the same as looking at the whole at once.

use std::collections::BTreeMap;

use super::classes::Mask;
use super::fault::Fault;

/// Samples kept per rule and column.
pub const SAMPLES: usize = 5;

/// Where a value stood, and the value itself; masked unless asked otherwise.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sample {
    /// Number of the file in the order of the run.
    pub file: usize,
    /// Line in the file, from 1.
    pub line: u64,
    pub value: String,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ColumnTally {
    pub faults: [u64; Fault::ALL.len()],
    pub empty: u64,
    /// Characters of the longest value.
    pub longest: u32,
    /// Kinds of characters that occur.
    pub mask: Mask,
}

/// Of one group.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tally {
    pub rows: u64,
    /// Rows of another shape than the heading; no value of theirs is counted elsewhere.
    pub misshapen: u64,
    /// Of those, rows with a quotation mark that is not closed.
    pub open_quotes: u64,
    pub columns: Vec<ColumnTally>,
    pub samples: BTreeMap<(usize, Fault), Vec<Sample>>,
    pub shape_samples: Vec<Sample>,
}

impl Tally {
    pub fn new(columns: usize) -> Tally {
        Tally { columns: vec![ColumnTally::default(); columns], ..Tally::default() }
    }

    #[inline]
    pub fn fault(&mut self, column: usize, fault: Fault, line: u64, value: impl FnOnce() -> String) {
        let count = &mut self.columns[column].faults[fault.index()];
        *count += 1;
        // a piece keeps the first of its own; which of them are the first of all is decided when pieces are added
        if *count <= SAMPLES as u64 {
            let sample = Sample { file: 0, line, value: value() };
            self.samples.entry((column, fault)).or_default().push(sample);
        }
    }

    pub fn misshapen(&mut self, line: u64, open_quote: bool, value: String) {
        self.misshapen += 1;
        self.open_quotes += u64::from(open_quote);
        if self.misshapen <= SAMPLES as u64 {
            self.shape_samples.push(Sample { file: 0, line, value });
        }
    }

    /// Adds a later piece whose lines are counted from `first_line`.
    pub fn add(&mut self, mut piece: Tally, file: usize, first_line: u64) {
        self.rows += piece.rows;
        self.misshapen += piece.misshapen;
        self.open_quotes += piece.open_quotes;
        for (own, other) in self.columns.iter_mut().zip(&piece.columns) {
            own.faults.iter_mut().zip(&other.faults).for_each(|(a, b)| *a += b);
            own.empty += other.empty;
            own.longest = own.longest.max(other.longest);
            own.mask |= other.mask;
        }
        let place = |s: &mut Sample| (s.file, s.line) = (file, s.line + first_line);
        for (key, samples) in &mut piece.samples {
            let own = self.samples.entry(*key).or_default();
            let room = SAMPLES.saturating_sub(own.len());
            samples.iter_mut().for_each(place);
            own.extend(samples.drain(..).take(room));
        }
        let room = SAMPLES.saturating_sub(self.shape_samples.len());
        piece.shape_samples.iter_mut().for_each(place);
        self.shape_samples.extend(piece.shape_samples.drain(..).take(room));
    }
}
