//! Descriptions: what stands from a level number to its full stop.

use super::lines::{Line, lines};

/// One word or literal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    /// Whether it stood in quotes.
    pub literal: bool,
}

/// One description.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    pub words: Vec<Word>,
    pub start: usize,
    pub end: usize,
    /// From the comment beside it.
    pub beside: Option<String>,
    /// From the comment line right above it.
    pub above: Option<String>,
    /// Whether a quote in it is never closed.
    pub unclosed: bool,
    /// Whether its full stop is missing.
    pub open: bool,
}

/// Cuts a copybook into its descriptions.
pub fn sentences(text: &str) -> Vec<Sentence> {
    let mut all = Vec::new();
    let mut now = Sentence::default();
    let mut above: Option<String> = None;
    for line in lines(text) {
        if line.code.trim().is_empty() {
            match line.comment {
                Some(comment) if now.words.is_empty() => above = Some(comment.to_string()),
                // a blank line parts a comment from what follows
                None if line.comment.is_none() => above = None,
                _ => {}
            }
            continue;
        }
        let before = all.len();
        code(&line, &mut now, &mut above, &mut all);
        if let Some(comment) = line.comment {
            let target = if all.len() > before { all.last_mut() } else { Some(&mut now) };
            if let Some(sentence) = target {
                sentence.beside.get_or_insert(comment.to_string());
            }
        }
    }
    if !now.words.is_empty() {
        now.open = true;
        all.push(now);
    }
    all
}

fn code(line: &Line<'_>, now: &mut Sentence, above: &mut Option<String>, all: &mut Vec<Sentence>) {
    let chars: Vec<(usize, char)> = line.code.char_indices().map(|(n, c)| (n, half(c))).collect();
    let mut at = 0;
    while at < chars.len() {
        let (offset, c) = chars[at];
        if c.is_whitespace() || matches!(c, ',' | ';') && chars.get(at + 1).is_none_or(|(_, n)| n.is_whitespace()) {
            at += 1;
            continue;
        }
        // a level number begins the next description even where a full stop is missing
        let begins = now.words.len() > 1 && at == first(&chars) && is_level(&chars[at..]);
        if begins && !line.continues {
            now.open = true;
            all.push(std::mem::take(now));
        }
        if now.words.is_empty() {
            now.start = line.start + offset;
            now.above = above.take();
        }
        if matches!(c, '\'' | '"') {
            at = literal(line, &chars, at, now);
        } else {
            at = word(line, &chars, at, now);
        }
        now.end = line.start + chars.get(at).map_or(line.code.len(), |(n, _)| *n);
        let stop = chars.get(at).is_some_and(|(_, c)| *c == '.');
        if stop {
            at += 1;
            let done = std::mem::take(now);
            all.extend(Some(done).filter(|d| !d.words.is_empty()));
        }
    }
}

fn first(chars: &[(usize, char)]) -> usize {
    chars.iter().position(|(_, c)| !c.is_whitespace()).unwrap_or(0)
}

/// Two digits, then a blank, then a name.
fn is_level(chars: &[(usize, char)]) -> bool {
    let digits = chars.iter().take_while(|(_, c)| c.is_ascii_digit()).count();
    let blank = chars.get(digits).is_some_and(|(_, c)| c.is_whitespace());
    let name = chars[digits.min(chars.len())..].iter().find(|(_, c)| !c.is_whitespace());
    digits == 2 && blank && name.is_some_and(|(_, c)| c.is_alphabetic() || *c == ':')
}

fn literal(line: &Line<'_>, chars: &[(usize, char)], at: usize, now: &mut Sentence) -> usize {
    let quote = chars[at].1;
    let mut text = String::new();
    let mut next = at + 1;
    while let Some((n, c)) = chars.get(next) {
        if *c == quote {
            if chars.get(next + 1).is_some_and(|(_, c)| *c == quote) {
                next += 1;
            } else {
                now.words.push(Word { text, literal: true });
                return next + 1;
            }
        }
        // what a literal says is kept as it is written
        text.extend(line.code[*n..].chars().next());
        next += 1;
    }
    now.unclosed = true;
    now.words.push(Word { text: text.trim_end().trim_end_matches('.').to_string(), literal: true });
    chars.len()
}

fn word(_line: &Line<'_>, chars: &[(usize, char)], at: usize, now: &mut Sentence) -> usize {
    let mut next = at;
    let mut text = String::new();
    while let Some((_, c)) = chars.get(next) {
        let end = chars.get(next + 1).is_none_or(|(_, n)| n.is_whitespace());
        if c.is_whitespace() || matches!(c, '\'' | '"') || (matches!(c, '.' | ',' | ';') && end) {
            break;
        }
        text.push(*c);
        next += 1;
    }
    if !text.is_empty() {
        now.words.push(Word { text, literal: false });
        return next;
    }
    // a full stop that stands alone
    if chars[at].1 == '.' { at } else { at + 1 }
}

/// Full-width letters, digits and signs as the half-width ones that they stand for.
fn half(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '！'..='～' => char::from_u32(u32::from(c) - 0xFEE0).unwrap_or(c),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        sentences(text).iter().map(|s| s.words.iter().map(|w| w.text.clone()).collect()).collect()
    }

    #[test]
    fn descriptions_end_at_their_full_stop() {
        let read = read("01 A.\n  05 B PIC S9(3)V9.\n  05 C\n     PIC X(2)\n     OCCURS 3.\n  88 D VALUE '1' 'a.b'.\n");
        assert_eq!(read[1], ["05", "B", "PIC", "S9(3)V9"]);
        assert_eq!(read[2], ["05", "C", "PIC", "X(2)", "OCCURS", "3"]);
        assert_eq!(read[3], ["88", "D", "VALUE", "1", "a.b"]);
    }

    #[test]
    fn a_missing_full_stop_costs_no_item() {
        let all = sentences("01 A.\n  05 B PIC X(1)\n  05 C PIC X(2).\n");
        assert_eq!((all.len(), all[1].open), (3, true));
    }

    #[test]
    fn an_unclosed_quote_ends_with_its_line() {
        let all = sentences("01 A.\n  05 B PIC X VALUE 'a.\n  05 C PIC X(2).\n");
        assert_eq!((all.len(), all[1].unclosed), (3, true));
    }
}
