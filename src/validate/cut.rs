//! Records, cut on raw bytes. A quotation mark opens a value only at its beginning; it closes it only before a delimiter
//! or the end of the line. Where one is not closed, the damage ends at the next line feed: the rows after it are read as usual.
//!
//! Delimiters, quotation marks and line feeds are never part of a double byte of CP932 or EUC-JP, or of UTF-8.

use memchr::{memchr, memchr2};

use super::classes::{BYTES, DOUBLED, Mask};

/// A value within the bytes it was cut from, with the kinds of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    pub start: u32,
    pub end: u32,
    pub mask: Mask,
}

impl Span {
    pub fn of(self, bytes: &[u8]) -> &[u8] {
        &bytes[self.start as usize..self.end as usize]
    }

    pub fn is_empty(self) -> bool {
        self.start == self.end
    }
}

/// How a record ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    Whole,
    /// A quotation mark was not closed; the record ends at the first line feed after its start.
    OpenQuote,
}

/// A table of the bits of bytes, with the bytes that end a value marked.
pub struct Cutter {
    delimiter: u8,
    table: [Mask; 256],
}

/// Ends a value, or may: delimiter, line feed, carriage return.
const STOP: Mask = 1 << 31;

impl Cutter {
    pub fn new(delimiter: u8) -> Self {
        let mut table = BYTES;
        for b in [delimiter, b'\n', b'\r'] {
            table[usize::from(b)] |= STOP;
        }
        Cutter { delimiter, table }
    }

    /// Cuts the record at `start` into `spans`; returns where the next one begins, and how this one ended.
    /// `bytes` ends with a line feed.
    #[inline]
    pub fn record(&self, bytes: &[u8], start: usize, spans: &mut Vec<Span>) -> (usize, End) {
        spans.clear();
        let mut at = start;
        loop {
            if bytes.get(at) == Some(&b'"') {
                let Some((span, after)) = self.quoted(bytes, at) else {
                    return (local_end(bytes, start), End::OpenQuote);
                };
                spans.push(span);
                match bytes.get(after) {
                    Some(b) if *b == self.delimiter => at = after + 1,
                    Some(b'\r') => return ((after + 2).min(bytes.len()), End::Whole),
                    _ => return ((after + 1).min(bytes.len()), End::Whole),
                }
                continue;
            }
            let (span, stop) = self.plain(bytes, at);
            spans.push(span);
            match stop {
                Some(b) if b == self.delimiter => at = span.end as usize + 1,
                Some(b'\r') => return (span.end as usize + 2, End::Whole),
                _ => return ((span.end as usize + 1).min(bytes.len()), End::Whole),
            }
        }
    }

    /// A value without quotation marks: its span, and the byte that ended it.
    #[inline]
    fn plain(&self, bytes: &[u8], start: usize) -> (Span, Option<u8>) {
        let mut mask = 0;
        let mut from = start;
        loop {
            let found = bytes[from..].iter().position(|b| {
                let bits = self.table[usize::from(*b)];
                mask |= bits & !STOP & !(((bits >> 31) & 1).wrapping_neg());
                bits & STOP != 0
            });
            let Some(length) = found else { return (span(start, bytes.len(), mask), None) };
            let end = from + length;
            let stop = bytes[end];
            // a carriage return that no line feed follows belongs to the value
            if stop == b'\r' && bytes.get(end + 1) != Some(&b'\n') {
                mask |= BYTES[usize::from(b'\r')];
                from = end + 1;
                continue;
            }
            return (span(start, end, mask), Some(stop));
        }
    }

    /// A value in quotation marks: its span without them, and where it is over. `None`: not closed properly.
    fn quoted(&self, bytes: &[u8], open: usize) -> Option<(Span, usize)> {
        let (close, doubled) = self.closing(bytes, open)?;
        let inner = &bytes[open + 1..close];
        let mask = inner.iter().fold(if doubled { DOUBLED } else { 0 }, |m, b| m | BYTES[usize::from(*b)]);
        Some((span(open + 1, close, mask), close + 1))
    }

    /// The quotation mark that closes the value opened at `open`.
    fn closing(&self, bytes: &[u8], open: usize) -> Option<(usize, bool)> {
        let mut at = open + 1;
        let mut doubled = false;
        loop {
            let close = at + memchr(b'"', bytes.get(at..)?)?;
            match bytes.get(close + 1) {
                Some(b'"') => {
                    doubled = true;
                    at = close + 2;
                }
                Some(b) if *b == self.delimiter || *b == b'\n' => return Some((close, doubled)),
                Some(b'\r') if bytes.get(close + 2) == Some(&b'\n') => return Some((close, doubled)),
                None => return Some((close, doubled)),
                Some(_) => return None,
            }
        }
    }

    /// Where the record at the beginning of `bytes` ends, without cutting it; `None`: more bytes are needed to tell.
    /// No record is longer than `limit`.
    pub fn skip(&self, bytes: &[u8], limit: usize, at_end: bool) -> Option<usize> {
        let mut at = 0;
        loop {
            let Some(found) = memchr2(b'"', b'\n', &bytes[at..]) else {
                return at_end.then_some(bytes.len());
            };
            let here = at + found;
            if bytes[here] == b'\n' {
                return Some(here + 1);
            }
            let opens = here == 0 || bytes[here - 1] == self.delimiter;
            if !opens {
                at = here + 1;
                continue;
            }
            match self.closing(&bytes[..bytes.len().min(limit)], here) {
                // the last byte that is there may be half of a doubled mark
                Some((close, _)) if close + 1 == bytes.len() && !at_end => return None,
                Some((close, _)) => at = close + 1,
                None if bytes.len() >= limit || at_end || self.is_broken(bytes, here) => {
                    // the line itself may not be there to its end
                    let whole = bytes.contains(&b'\n') || at_end;
                    return whole.then(|| local_end(bytes, 0));
                }
                None => return None,
            }
        }
    }

    /// Whether the value opened at `open` is followed by something else than a delimiter, whatever may still come.
    fn is_broken(&self, bytes: &[u8], open: usize) -> bool {
        let mut at = open + 1;
        while let Some(found) = bytes.get(at..).and_then(|rest| memchr(b'"', rest)) {
            let close = at + found;
            match bytes.get(close + 1) {
                Some(b'"') => at = close + 2,
                Some(b'\r') => return bytes.get(close + 2).is_some_and(|b| *b != b'\n'),
                Some(b) => return *b != self.delimiter && *b != b'\n',
                None => return false,
            }
        }
        false
    }
}

fn span(start: usize, end: usize, mask: Mask) -> Span {
    Span { start: start as u32, end: end as u32, mask }
}

/// The first line feed after `start`.
fn local_end(bytes: &[u8], start: usize) -> usize {
    memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |n| start + n + 1)
}

/// A value with its doubled quotation marks made single.
pub fn undouble(bytes: &[u8], out: &mut Vec<u8>) {
    out.clear();
    let mut rest = bytes;
    while let Some(at) = memchr(b'"', rest) {
        out.extend_from_slice(&rest[..=at]);
        rest = rest.get(at + 2..).unwrap_or_default();
    }
    out.extend_from_slice(rest);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(Vec<String>, End)> {
        let cutter = Cutter::new(b',');
        let bytes = text.as_bytes();
        let (mut at, mut spans, mut out) = (0, Vec::new(), Vec::new());
        while at < bytes.len() {
            let (next, end) = cutter.record(bytes, at, &mut spans);
            assert!(next > at, "no progress at {at}");
            out.push((spans.iter().map(|s| String::from_utf8_lossy(s.of(bytes)).into_owned()).collect(), end));
            at = next;
        }
        out
    }

    fn rows(text: &str) -> Vec<Vec<String>> {
        cut(text).into_iter().map(|(row, _)| row).collect()
    }

    #[test]
    fn records_are_cut_as_written() {
        assert_eq!(rows("a,b\r\nc,\n"), [["a", "b"], ["c", ""]]);
        assert_eq!(rows("\"a,1\",\"b\nc\"\nd,\"\"\n"), [["a,1", "b\nc"], ["d", ""]]);
        assert_eq!(rows("\"a\"\"b\",c\n"), [["a\"\"b", "c"]]);
        assert_eq!(rows("a\rb,c\n"), [["a\rb", "c"]]);
        assert_eq!(rows("5\"2,c\n"), [["5\"2", "c"]]);
        let mut out = Vec::new();
        undouble(b"a\"\"b\"\"", &mut out);
        assert_eq!(out, b"a\"b\"");
    }

    #[test]
    fn an_open_quotation_mark_spoils_one_row() {
        let all = cut("1,\"abc\n2,def\n3,ghi\n");
        assert_eq!(all.iter().map(|(_, e)| *e).collect::<Vec<_>>(), [End::OpenQuote, End::Whole, End::Whole]);
        let all = cut("\"1\",\"abc\n\"2\",\"def\"\n");
        assert_eq!(all[0].1, End::OpenQuote);
        assert_eq!(all[1].0, ["2", "def"]);
    }

    /// Skipping and cutting agree, wherever the bytes end.
    #[test]
    fn skipping_finds_the_same_ends() {
        for text in
            ["a,b\n\"c\nd\",e\nf,g\n", "1,\"abc\n2,def\n3,\"g\"\n", "\"a\"x,b\nc\n", "\"\"\"\",a\nb\n", "\"a\"\r\nb\n"]
        {
            let cutter = Cutter::new(b',');
            let (mut at, mut spans) = (0, Vec::new());
            let mut ends = Vec::new();
            while at < text.len() {
                at = cutter.record(text.as_bytes(), at, &mut spans).0;
                ends.push(at);
            }
            let (mut at, mut skipped) = (0, Vec::new());
            while at < text.len() {
                at += cutter.skip(&text.as_bytes()[at..], 100, true).unwrap();
                skipped.push(at);
            }
            assert_eq!(ends, skipped, "{text:?}");
            for cut in 1..text.len() {
                if let Some(end) = cutter.skip(&text.as_bytes()[..cut], 100, false) {
                    assert_eq!(end, ends[0], "{text:?} cut at {cut}");
                }
            }
        }
    }
}
