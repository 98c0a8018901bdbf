//! Whether the tags of a sheet close each other, in XML that comes in pieces. The workbook library is kind: it takes what
//! comes before a wrong tag for the whole sheet.

/// The open elements so far.
#[derive(Default)]
pub(super) struct Whole {
    open: Vec<Vec<u8>>,
    state: State,
    /// What was read of the tag, from after `<`.
    tag: Vec<u8>,
    /// Rows that began so far.
    pub(super) rows: u64,
}

#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Text,
    Tag,
    /// Inside an attribute value, up to this quote.
    Quoted(u8),
    /// `<!-- … -->`, `<![CDATA[ … ]]>`, `<? … ?>`: up to these bytes.
    Until(&'static [u8]),
}

/// Bytes of a tag that are kept: a name, and whether it ends itself.
const KEPT: usize = 256;

/// Nested elements; a sheet has about six.
const DEPTH: usize = 256;

impl Whole {
    /// False as soon as a tag closes what is not open.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> bool {
        bytes.iter().all(|byte| self.byte(*byte))
    }

    /// Whether everything that was opened is closed.
    pub(super) fn is_closed(&self) -> bool {
        self.open.is_empty() && self.state == State::Text
    }

    fn byte(&mut self, byte: u8) -> bool {
        match self.state {
            State::Text => {
                if byte == b'<' {
                    self.tag.clear();
                    self.state = State::Tag;
                }
            }
            State::Until(end) => {
                self.keep(byte);
                if self.tag.ends_with(end) {
                    self.state = State::Text;
                }
            }
            State::Quoted(quote) => {
                if byte == quote {
                    self.state = State::Tag;
                }
            }
            State::Tag => return self.in_tag(byte),
        }
        true
    }

    fn in_tag(&mut self, byte: u8) -> bool {
        match byte {
            b'>' => {
                self.state = State::Text;
                return self.ended();
            }
            b'"' | b'\'' if !self.tag.starts_with(b"!") => {
                self.keep(b' ');
                self.state = State::Quoted(byte);
            }
            _ => {
                self.keep(byte);
                match self.tag.as_slice() {
                    b"!--" => self.state = State::Until(b"-->"),
                    b"![CDATA[" => self.state = State::Until(b"]]>"),
                    b"?" => self.state = State::Until(b"?>"),
                    _ => {}
                }
            }
        }
        true
    }

    /// Keeps the beginning, and the last bytes in place of what does not fit.
    fn keep(&mut self, byte: u8) {
        if self.tag.len() == KEPT {
            self.tag.copy_within(KEPT - 7.., KEPT - 8);
            self.tag.pop();
        }
        self.tag.push(byte);
    }

    fn ended(&mut self) -> bool {
        let name = |tag: &[u8]| tag.split(|b| b.is_ascii_whitespace() || *b == b'/').next().map(<[u8]>::to_vec);
        if let Some(closing) = self.tag.strip_prefix(b"/") {
            return self.open.pop().is_some_and(|open| Some(open) == name(closing));
        }
        if self.tag.starts_with(b"!") {
            return true;
        }
        let Some(opened) = name(&self.tag).filter(|n| !n.is_empty()) else { return false };
        self.rows += u64::from(opened.rsplit(|b| *b == b':').next() == Some(b"row"));
        if !self.tag.ends_with(b"/") {
            self.open.push(opened);
        }
        self.open.len() <= DEPTH
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fed in pieces of every size, the answer is the same.
    fn holds(text: &str) -> (bool, u64) {
        let answers: Vec<(bool, u64)> = [1, 2, 3, 7, 1000]
            .into_iter()
            .map(|size| {
                let mut whole = Whole::default();
                let fed = text.as_bytes().chunks(size).all(|piece| whole.feed(piece));
                (fed && whole.is_closed(), whole.rows)
            })
            .collect();
        assert!(answers.iter().all(|a| *a == answers[0]), "{text}: {answers:?}");
        answers[0]
    }

    #[test]
    fn tags_that_close_each_other() {
        let long = format!("<a x=\"{}\" y='>'/>", "v".repeat(5000));
        for text in [
            "<?xml version=\"1.0\"?><a><b/><row r='1'><c t=\"/\">&lt;</c></row></a>",
            "<a><!-- <b> </c> --><![CDATA[ </x> ]]></a>\n",
            "<x:a\n k = \"a>b\"\t></x:a >",
            "<!DOCTYPE a><a/>",
            &long,
        ] {
            assert!(holds(text).0, "{text}");
        }
    }

    #[test]
    fn tags_that_do_not_are_told_with_the_row() {
        for (text, row) in [
            ("<a><row></row><row><c></d></row></a>", 2),
            ("<a><row>", 1),
            ("</a>", 0),
            ("<a></a></a>", 0),
            ("<a><row/><row/><row/", 2),
            ("<a><!-- ", 0),
            ("<a x=\"1></a>", 0),
            ("<a>< b></a>", 0),
        ] {
            assert_eq!(holds(text), (false, row), "{text}");
        }
    }
}
