//! A named text with its line index: what places and snippets are taken from.

use std::borrow::Cow;
use std::sync::OnceLock;

use miette::{MietteError, SourceSpan, SpanContents};

use super::clean::masked;
use super::lines::{LineIndex, Position, Span};
use super::problem::Problem;
use crate::text::lang::Bilingual;

/// One input, decoded, with the hash of its bytes as they came.
#[derive(Debug)]
pub struct Source {
    pub path: String,
    pub text: String,
    pub sha256: String,
    lines: OnceLock<LineIndex>,
    /// The text for snippets, where something in it would move a cursor.
    shown: OnceLock<Option<String>>,
}

impl Source {
    pub fn new(path: impl Into<String>, text: String, sha256: String) -> Self {
        Source { path: path.into(), text, sha256, lines: OnceLock::new(), shown: OnceLock::new() }
    }

    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// The text with a harmless character for each hidden one; places in it are the same.
    fn shown(&self) -> &str {
        let shown = self.shown.get_or_init(|| match masked(&self.text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(text) => Some(text),
        });
        shown.as_deref().unwrap_or(&self.text)
    }

    pub fn position(&self, offset: usize) -> Position {
        self.lines().position(&self.text, offset)
    }

    /// A problem at a byte offset of this text.
    pub fn problem(&self, offset: usize, what: Bilingual, todo: Bilingual) -> Problem {
        Problem::new(self.path.clone(), what, todo).at(self.position(offset))
    }
}

/// A window of whole lines around a span. miette's own sources count lines from the start of the text for
/// every snippet; this one finds them by binary search.
struct Window<'a> {
    data: &'a str,
    span: SourceSpan,
    line: usize,
    line_count: usize,
    name: &'a str,
}

impl<'a> SpanContents<'a> for Window<'a> {
    fn data(&self) -> &'a [u8] {
        self.data.as_bytes()
    }
    fn span(&self) -> &SourceSpan {
        &self.span
    }
    fn name(&self) -> Option<&str> {
        Some(self.name)
    }
    fn line(&self) -> usize {
        self.line
    }
    fn column(&self) -> usize {
        0
    }
    fn line_count(&self) -> usize {
        self.line_count
    }
}

impl miette::SourceCode for Source {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        context_lines_before: usize,
        context_lines_after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        if span.offset() + span.len() > self.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        let lines = self.lines();
        let first = lines.line_of(span.offset()).saturating_sub(context_lines_before);
        let last = (lines.line_of(span.offset() + span.len()) + context_lines_after).min(lines.line_count() - 1);
        let window = Span::new(lines.line_span(&self.text, first).start, lines.line_span(&self.text, last).end);
        Ok(Box::new(Window {
            data: &self.shown()[window.start..window.end],
            span: (window.start, window.end - window.start).into(),
            line: first,
            line_count: lines.line_count(),
            name: &self.path,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use miette::SourceCode;

    #[test]
    fn a_window_holds_the_line_and_its_neighbours() {
        let source = Source::new("x", "one\ntwo\nthree\nfour\n".into(), String::new());
        let window = source.read_span(&(8, 5).into(), 1, 1).unwrap();
        assert_eq!(window.data(), b"two\nthree\nfour");
        assert_eq!(window.line(), 1);
        assert!(source.read_span(&(18, 9).into(), 1, 1).is_err());
    }
}
