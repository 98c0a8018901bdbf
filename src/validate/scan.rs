//! One piece of a file against the plan: the loop in which all the time is spent.

use super::cell;
use super::classes::{ASCII, DOUBLED, HIGH};
use super::cut::{Cutter, End, Span, undouble};
use super::dates::{self, Form};
use super::decode::{self, Seen};
use super::dialect::Dialect;
use super::fault::Fault;
use super::header::Binding;
use super::keys::Entry;
use super::plan::{GroupPlan, Kind, Plan};
use super::stores::Filling;
use super::tally::Tally;

/// A file as it is looked at.
pub struct FileView {
    /// Number of the file in the order of the run.
    pub file: usize,
    pub dialect: Dialect,
    pub binding: Binding,
    pub cutter: Cutter,
    pub fillings: Vec<Filling>,
}

/// What a piece showed. Lines are counted from the beginning of the piece, from 0.
pub struct Piece {
    pub tally: Tally,
    pub lines: u64,
    /// For each of the file's fillings.
    pub keys: Vec<Vec<Entry>>,
}

/// Looks at whole records. `bytes` ends with a line feed.
pub fn scan(plan: &Plan, view: &FileView, bytes: &[u8], at_end: bool) -> Piece {
    let group = &plan.groups[view.binding.group];
    let mut scanner = Scanner {
        view,
        group,
        tally: Tally::new(group.columns.len()),
        keys: view.fillings.iter().map(|_| Vec::new()).collect(),
        scratch: Vec::new(),
    };
    let mut spans = Vec::with_capacity(view.binding.expected + 1);
    let (mut at, mut line) = (0, 0);
    while at < bytes.len() {
        let (next, end) = view.cutter.record(bytes, at, &mut spans);
        let record = &bytes[at..next];
        let blank = matches!(record, b"\n" | b"\r\n");
        if !(blank && at_end && bytes[at..].iter().all(|b| matches!(b, b'\n' | b'\r'))) {
            scanner.record(bytes, &spans, end, line);
        }
        line += lines(&spans, record);
        at = next;
    }
    Piece { tally: scanner.tally, lines: line, keys: scanner.keys }
}

/// Line feeds of a record: more than one only where a value has some.
fn lines(spans: &[Span], record: &[u8]) -> u64 {
    match spans.iter().any(|s| s.mask & super::classes::CONTROL != 0) {
        true => memchr::memchr_iter(b'\n', record).count().max(1) as u64,
        false => 1,
    }
}

struct Scanner<'a> {
    view: &'a FileView,
    group: &'a GroupPlan,
    tally: Tally,
    keys: Vec<Vec<Entry>>,
    scratch: Vec<u8>,
}

impl Scanner<'_> {
    #[inline]
    fn record(&mut self, bytes: &[u8], spans: &[Span], end: End, line: u64) {
        self.tally.rows += 1;
        if end != End::Whole || spans.len() != self.view.binding.expected {
            return self.misshapen(spans, end, line);
        }
        for (span, item) in spans.iter().zip(&self.view.binding.items) {
            if let Some(item) = *item {
                self.value(item, *span, bytes, line);
            }
        }
        self.related(bytes, spans, line);
        for (filling, keys) in self.view.fillings.iter().zip(&mut self.keys) {
            keys.extend(filling.entry(|column| spans[column].of(bytes), line));
        }
    }

    #[cold]
    fn misshapen(&mut self, spans: &[Span], end: End, line: u64) {
        let count = if end == End::OpenQuote { "\"".to_string() } else { format!("{} 列", spans.len()) };
        self.tally.misshapen(line, end == End::OpenQuote, count);
    }

    #[inline]
    fn value(&mut self, item: usize, span: Span, bytes: &[u8], line: u64) {
        let column = &self.group.columns[item];
        if span.is_empty() {
            self.tally.columns[item].empty += 1;
            if column.required {
                self.tally.fault(item, Fault::Empty, line, String::new);
            }
            return;
        }
        let raw = span.of(bytes);
        let encoding = self.view.dialect.encoding;
        let value = match span.mask & DOUBLED {
            0 => raw,
            _ => {
                undouble(raw, &mut self.scratch);
                &self.scratch
            }
        };
        let seen = match span.mask & HIGH {
            0 => decode::ascii(value, span.mask),
            _ => decode::look(value, encoding),
        };
        let profile = &mut self.tally.columns[item];
        profile.longest = profile.longest.max(seen.chars);
        profile.mask |= seen.mask;
        if let Some(fault) = judged(column, value, seen, self.view.dialect) {
            self.tally.fault(item, fault, line, || decode::text(value, encoding));
        }
    }

    /// What two columns of a row say of each other.
    fn related(&mut self, bytes: &[u8], spans: &[Span], line: u64) {
        let value = |item: usize| self.view.binding.columns[item].map(|column| spans[column].of(bytes));
        for (start, end) in &self.group.periods {
            if let (Some(from), Some(to)) = (value(*start), value(*end))
                && to < from
                && is_definite(self.group, *start, from)
                && is_definite(self.group, *end, to)
            {
                self.tally.fault(*end, Fault::EndBeforeStart, line, || decode::text(to, self.view.dialect.encoding));
            }
        }
        for (date, flag, notation) in &self.group.triples {
            let Some(day) = value(*date) else { continue };
            let flag = flag.and_then(value);
            let notation = notation.and_then(value);
            if contradicts(day, flag, notation) {
                self.tally.fault(*date, Fault::Triple, line, || decode::text(day, self.view.dialect.encoding));
            }
        }
    }
}

/// Codes and words are compared as UTF-8, whatever the file's encoding.
fn judged(column: &super::plan::ColumnPlan, value: &[u8], seen: Seen, dialect: Dialect) -> Option<Fault> {
    let plain = seen.mask & !(ASCII | DOUBLED) == 0 || dialect.encoding == crate::text::decode::FileEncoding::Utf8;
    if plain || column.codes.is_none() && column.kind != Kind::Date {
        return cell::fault(column, value, seen, dialect.encoding);
    }
    let text = decode::text(value, dialect.encoding);
    cell::fault(column, text.as_bytes(), seen, crate::text::decode::FileEncoding::Utf8)
}

/// A calendar day, or a year: something that can be before another.
fn is_definite(group: &GroupPlan, column: usize, value: &[u8]) -> bool {
    match group.columns[column].kind {
        Kind::Year => value.len() == 4 && value.iter().all(u8::is_ascii_digit),
        _ => dates::form(value) == Form::Day,
    }
}

/// Flag 1 with a real day and no notation; a notation without the flag; an unknown day with flag 0.
fn contradicts(day: &[u8], flag: Option<&[u8]>, notation: Option<&[u8]>) -> bool {
    let Some(flag) = flag else { return false };
    let noted = notation.is_some_and(|n| !n.is_empty());
    match flag {
        b"1" => !noted && dates::form(day) == Form::Day,
        _ => noted || flag == b"0" && dates::form(day) == Form::Unknown,
    }
}
