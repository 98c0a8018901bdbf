//! A sheet before it is written: headings, what kind of column each is, cells.

use crate::ledger::decisions::{Computed, ENGLISH, HEADINGS};
use crate::text::clean::visible;
use crate::text::lang::Lang;

/// One sheet.
#[derive(Debug)]
pub(in crate::report) struct Table {
    /// The sheet's name, at most 31 characters.
    pub name: &'static str,
    /// What stands above the headings.
    pub title: String,
    pub note: String,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Cell>>,
    /// How many columns stay in sight on the left.
    pub frozen: u16,
    /// Whether it is one list that filters make sense on.
    pub filtered: bool,
}

#[derive(Debug)]
pub(in crate::report) struct Column {
    pub heading: String,
    /// In characters of the sheet's font.
    pub width: u8,
    pub kind: Kind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Kind {
    /// The program's; locked.
    Shown,
    /// The program's, and nothing that people read.
    Hidden,
    /// For people to fill in.
    Typed,
    /// For people to choose from a list or fill in.
    Chosen(&'static [(&'static str, &'static str)]),
    /// 対応方針.
    Policy,
}

impl Kind {
    pub fn is_typed(self) -> bool {
        matches!(self, Kind::Typed | Kind::Chosen(_) | Kind::Policy)
    }
}

#[derive(Debug, Clone, PartialEq)]
pub(in crate::report) enum Cell {
    Empty,
    Text(String),
    Number(usize),
    /// A sentence that runs over the empty cells to its right.
    Wide(String),
    /// With a colour beside the word.
    Toned(String, Tone),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::report) enum Tone {
    Bad,
    Doubtful,
    Good,
    Quiet,
}

impl Column {
    pub fn new(lang: Lang, ja: &str, en: &str, width: u8) -> Column {
        Column { heading: lang.pick(ja, en).to_string(), width, kind: Kind::Shown }
    }

    pub fn computed(lang: Lang, which: Computed, width: u8) -> Column {
        Column { heading: which.heading(lang).to_string(), width, kind: Kind::Shown }
    }

    /// The column of a heading of `decisions.csv`.
    pub fn of_ledger(lang: Lang, heading: &'static str, width: u8, kind: Kind) -> Column {
        let at = HEADINGS.iter().position(|h| *h == heading);
        let english = at.and_then(|at| ENGLISH.get(at)).copied().unwrap_or(heading);
        Column { heading: lang.pick(heading, english).to_string(), width, kind }
    }

    pub fn with(mut self, kind: Kind) -> Column {
        self.kind = kind;
        self
    }
}

impl Cell {
    /// Foreign text, made harmless. Line ends that it has of its own become spaces.
    pub fn text(text: &str) -> Cell {
        if text.is_empty() { Cell::Empty } else { Cell::Text(visible(text).into_owned()) }
    }

    pub fn maybe(text: Option<&str>) -> Cell {
        Cell::text(text.unwrap_or_default())
    }

    pub fn wide(text: &str) -> Cell {
        Cell::Wide(visible(text).into_owned())
    }

    /// Several texts, each on a line of its own.
    pub fn lines<S: AsRef<str>>(texts: impl IntoIterator<Item = S>) -> Cell {
        let lines: Vec<String> = texts.into_iter().map(|t| visible(t.as_ref()).into_owned()).collect();
        let text = lines.join("\n");
        if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
    }

    /// What a person typed, with its own line ends.
    pub fn typed(text: &str) -> Cell {
        Cell::lines(text.split('\n'))
    }

    pub fn toned(text: &str, tone: Tone) -> Cell {
        if text.is_empty() { Cell::Empty } else { Cell::Toned(text.to_string(), tone) }
    }
}
