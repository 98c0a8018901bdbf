//! Lines of COBOL: what is code, what is a comment; fixed and free format.

/// One line's code and the label that a comment beside it gives.
#[derive(Debug, PartialEq, Eq)]
pub struct Line<'a> {
    pub code: &'a str,
    /// Byte offset of `code` in the whole text.
    pub start: usize,
    /// The comment behind the code, or the whole of a comment line.
    pub comment: Option<&'a str>,
    /// A literal goes on from the line before.
    pub continues: bool,
}

/// Cuts the text into lines. Columns count a full-width character as two, as host editors do.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let fixed = is_fixed(text);
    let mut at = 0;
    let mut all = Vec::new();
    for raw in text.split_inclusive('\n') {
        all.push(line(raw.trim_end_matches(['\n', '\r']), at, fixed));
        at += raw.len();
    }
    all
}

/// Most lines have nothing but a number or blanks in columns 1 to 6.
fn is_fixed(text: &str) -> bool {
    let (mut fixed, mut free) = (0, 0);
    for raw in text.lines().filter(|l| !l.trim().is_empty()).take(2000) {
        let head: String = raw.chars().take(7).collect();
        let area: String = head.chars().take(6).collect();
        let mark = head.chars().nth(6);
        let numbered = area.len() == 6 && (area.trim().is_empty() || area.bytes().all(|b| b.is_ascii_digit()));
        match numbered && mark.is_none_or(|m| matches!(m, ' ' | '*' | '/' | '-' | 'D' | 'd' | '\t')) {
            true => fixed += 1,
            false => free += 1,
        }
    }
    fixed > free
}

fn line(raw: &str, start: usize, fixed: bool) -> Line<'_> {
    let (mut from, mut to) = (0, raw.len());
    let mut continues = false;
    if fixed {
        from = column(raw, 6);
        match raw[from..].chars().next() {
            Some('*' | '/') => return Line { code: "", start, comment: said(&raw[from + 1..]), continues },
            mark => {
                continues = mark == Some('-');
                from += mark.filter(|_| from < raw.len()).map_or(0, char::len_utf8);
            }
        }
        // columns 73 to 80 hold a name of the program; a comment there goes on
        to = column(raw, 72).max(from);
    } else if raw.trim_start().starts_with('*') {
        return Line { code: "", start, comment: said(raw.trim_start()), continues };
    }
    let inline = raw[from..].find("*>").map(|n| from + n);
    match inline {
        Some(n) if n <= to => Line { code: &raw[from..n], start: start + from, comment: said(&raw[n..]), continues },
        _ => Line { code: &raw[from..to], start: start + from, comment: None, continues },
    }
}

/// Byte offset of a display column, from 0; the end of a shorter line.
fn column(raw: &str, wanted: usize) -> usize {
    let mut width = 0;
    for (at, c) in raw.char_indices() {
        if width >= wanted {
            return at;
        }
        width += if c.is_ascii() || ('\u{FF61}'..='\u{FF9F}').contains(&c) { 1 } else { 2 };
    }
    raw.len()
}

fn said(comment: &str) -> Option<&str> {
    let text = comment.trim_start_matches(['*', '>', '/']).trim_matches(|c: char| "*-=+#/─━ 　\t".contains(c));
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_columns_and_comments() {
        let text = "000100 01  REC.                                                         PROG0001\n      * 見出し *\n           05  A  PIC X(1).  *> 宛名\n";
        let all = lines(text);
        assert_eq!(all[0].code.trim(), "01  REC.");
        assert_eq!(all[1].comment, Some("見出し"));
        assert_eq!((all[2].code.trim(), all[2].comment), ("05  A  PIC X(1).", Some("宛名")));
    }

    #[test]
    fn free_format_begins_anywhere() {
        let all = lines("01 REC.\n  05 A PIC X(1). *> 宛名\n*> 見出し\n");
        assert_eq!((all[0].code, all[1].comment, all[2].comment), ("01 REC.", Some("宛名"), Some("見出し")));
    }
}
