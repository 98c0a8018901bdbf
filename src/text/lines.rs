//! From byte offsets to lines and columns, by binary search: a late line costs no more than an early one.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in a decoded (UTF-8) text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    pub start: usize,
    pub end: usize,
}

impl Span {
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end }
    }

    /// An empty span at `offset`.
    pub fn at(offset: usize) -> Self {
        Span { start: offset, end: offset }
    }
}

/// A place in a text as people and editors count it: characters, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// Byte offsets of the line starts of one text.
#[derive(Debug, Clone)]
pub struct LineIndex {
    starts: Vec<usize>,
}

impl LineIndex {
    /// Reads the text once. Lines end with LF (a CR before it belongs to the line).
    pub fn new(text: &str) -> Self {
        let mut starts = vec![0];
        starts.extend(text.bytes().enumerate().filter(|(_, b)| *b == b'\n').map(|(i, _)| i + 1));
        LineIndex { starts }
    }

    /// Line number from 0 of a byte offset.
    pub fn line_of(&self, offset: usize) -> usize {
        self.starts.partition_point(|s| *s <= offset).saturating_sub(1)
    }

    /// Line and column (characters, from 1). An offset past the end counts as the end.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let offset = floor_boundary(text, offset.min(text.len()));
        let line = self.line_of(offset);
        let column = text[self.starts[line]..offset].chars().count() + 1;
        Position { line: line + 1, column }
    }

    /// Bytes of a line (number from 0), without its line end.
    pub fn line_span(&self, text: &str, line: usize) -> Span {
        let start = self.starts.get(line).copied().unwrap_or(text.len());
        let end = self.starts.get(line + 1).copied().unwrap_or(text.len());
        Span::new(start, start + text[start..end].trim_end_matches(['\r', '\n']).len())
    }

    pub fn line_count(&self) -> usize {
        self.starts.len()
    }
}

/// A changed text with the line ends of the one it was made of. Every line stands for one of the original, changed or not,
/// but for lines that begin with `ours`, which the program adds and takes away; those get the end that most lines have.
pub fn line_ends_of(original: &str, changed: &str, ours: &str) -> String {
    if !original.contains("\r\n") {
        return changed.to_string();
    }
    let end = |line: &str| if line.ends_with("\r\n") { "\r\n" } else { "\n" };
    let returns = original.matches("\r\n").count();
    let usual = if returns * 2 >= original.matches('\n').count() { "\r\n" } else { "\n" };
    let own = |line: &&str| !line.trim_start().starts_with(ours);
    let mut before = original.split_inclusive('\n').filter(own);
    let mut out = String::with_capacity(original.len());
    for line in changed.split_inclusive('\n') {
        let from = own(&line).then(|| before.next()).flatten();
        let text = line.trim_end_matches('\n').trim_end_matches('\r');
        out.push_str(text);
        if line.ends_with('\n') {
            out.push_str(from.map_or(usual, end));
        }
    }
    out
}

fn floor_boundary(text: &str, mut offset: usize) -> usize {
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_stay_as_they_were() {
        let changed = "# ours: new\na = 2\nb\nmore\n";
        assert_eq!(
            line_ends_of("a = 1\r\n# ours: old\r\nb\n", changed, "# ours"),
            "# ours: new\r\na = 2\r\nb\nmore\r\n"
        );
        assert_eq!(line_ends_of("a\nb\n", "a\nc\n", "#"), "a\nc\n");
        assert_eq!(line_ends_of("a\r\nb", "a\nc", "#"), "a\r\nc");
    }

    #[test]
    fn columns_count_characters_not_bytes() {
        let text = "宛名\n氏名 x\r\nend";
        let lines = LineIndex::new(text);
        assert_eq!(lines.position(text, 0), Position { line: 1, column: 1 });
        let x = text.find('x').unwrap();
        assert_eq!(lines.position(text, x), Position { line: 2, column: 4 });
        assert_eq!(lines.position(text, 1), Position { line: 1, column: 1 });
        assert_eq!(lines.position(text, 999), Position { line: 3, column: 4 });
        let span = lines.line_span(text, 1);
        assert_eq!(&text[span.start..span.end], "氏名 x");
    }
}
