//! Whether the quotes of a CSV text are whole. A reader that is too kind takes everything after an unclosed quote for one cell.

/// Byte offset of the first quote that opens a cell and is not closed before a separator, a line end or the end of the text.
///
/// A quote inside a cell that began without one is a character like any other.
pub fn unclosed(text: &str, delimiter: u8) -> Option<usize> {
    let bytes = text.as_bytes();
    let ends = |at: usize| bytes.get(at).is_none_or(|b| *b == delimiter || matches!(b, b'\r' | b'\n'));
    let mut at = 0;
    while at < bytes.len() {
        if bytes[at] == b'"' {
            match closed(bytes, at + 1) {
                Some(after) if ends(after) => at = after,
                _ => return Some(at),
            }
        }
        while !ends(at) {
            at += 1;
        }
        at += 1;
    }
    None
}

/// Where the cell ends whose quote opened before `at`.
fn closed(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        at += bytes.get(at..)?.iter().position(|b| *b == b'"')? + 1;
        if bytes.get(at) != Some(&b'"') {
            return Some(at);
        }
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_texts_have_none() {
        for text in [
            "",
            "a,b\n",
            "\"a\",\"\"\n",
            "\"a\"\"b\",c\r\n\"x\r\ny\",z",
            "5\" x,a\"b\"\n",
            "\"\"\"\"",
            "\"a\"\r\"b\"",
            "a,\"b,\nc\"",
        ] {
            assert_eq!(unclosed(text, b','), None, "{text:?}");
        }
        assert_eq!(unclosed("\"a\"\tb", b'\t'), None);
    }

    #[test]
    fn the_quote_that_opens_is_found() {
        for (text, at) in [
            ("\"", 0),
            ("a,b\nc,\"d\ne,f\n", 6),
            ("a,\"b,c\nd,\"e\",f\n", 2),
            ("\"a\" ,b", 0),
            ("\"a\"\"", 0),
            ("氏名,\"x\ny,\"z\"\n", 7),
            ("a\n\"b\"\"\",c\n\"d\" \"e\"", 10),
        ] {
            assert_eq!(unclosed(text, b','), Some(at), "{text:?}");
        }
    }
}
