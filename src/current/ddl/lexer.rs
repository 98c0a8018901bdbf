//! SQL of any dialect as tokens with their places. Nothing is refused: only a quote or comment that is never closed is told.

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A bare word: keyword, name or number.
    Word,
    /// A name in `"…"`, `` `…` `` or `[…]`.
    Name,
    /// A text in `'…'`, `N'…'`, `q'[…]'` or `$$…$$`.
    Text,
    /// Any other sign.
    Sign(char),
    /// `-- …`, `# …` or `/* … */`.
    Comment,
    /// A quote or comment that the file never closes; it ends with its line.
    Unclosed,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Token {
    pub kind: Kind,
    /// Byte offsets in the whole text, quotes included.
    pub start: usize,
    pub end: usize,
}

/// Tokens of a text, one after the other.
pub struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// Marks that do not stand in the rest of the text, so that it is searched once.
    never: Vec<&'static str>,
}

impl<'a> Lexer<'a> {
    /// Goes on from another place behind the present one.
    pub fn jump(&mut self, at: usize) {
        self.at = at;
    }

    /// The next place of a closing mark.
    fn find(&mut self, from: usize, mark: &'static str) -> Option<usize> {
        if self.never.contains(&mark) {
            return None;
        }
        let found = self.text[from..].find(mark).map(|n| from + n);
        if found.is_none() {
            self.never.push(mark);
        }
        found
    }

    pub fn new(text: &'a str, at: usize) -> Self {
        Lexer { text, at, never: Vec::new() }
    }

    fn line_end(&self, from: usize) -> usize {
        self.text[from..].find('\n').map_or(self.text.len(), |n| from + n)
    }

    fn token(&mut self, kind: Kind, start: usize, end: usize) -> Option<Token> {
        self.at = end;
        Some(Token { kind, start, end })
    }

    /// A quoted stretch whose opening quote ends before `body`; a doubled closing quote stands for itself.
    fn quoted(&mut self, kind: Kind, start: usize, body: usize, close: &'static str) -> Option<Token> {
        let bytes = self.text.as_bytes();
        let mut at = body;
        loop {
            let Some(found) = self.find(at, close) else { return self.unclosed(start) };
            // MySQL's escapes; elsewhere a backslash stands for itself, also as the last character of a text
            let escaped = kind == Kind::Text
                && bytes[at..found].iter().rev().take_while(|b| **b == b'\\').count() % 2 == 1
                && !closes(bytes, found + 1);
            match bytes.get(found + 1).map(|b| &close.as_bytes()[0] == b) {
                _ if escaped => at = found + 1,
                Some(true) => at = found + 2,
                _ if self.runs_away(start, found + 1) => return self.unclosed(start),
                _ => return self.token(kind, start, found + 1),
            }
        }
    }

    /// Whether a text over several lines took the opening quote of another for its end, or a whole statement.
    fn runs_away(&self, start: usize, end: usize) -> bool {
        let inside = &self.text[start..end];
        inside.contains('\n')
            && (self.text[end..].chars().next().is_some_and(char::is_alphanumeric)
                || inside.lines().skip(1).any(begins_definition))
    }

    fn unclosed(&mut self, start: usize) -> Option<Token> {
        let end = self.line_end(start);
        self.token(Kind::Unclosed, start, end)
    }

    /// `$$ … $$` and `$body$ … $body$`.
    fn dollar(&mut self, start: usize) -> Option<Token> {
        let rest = &self.text[start + 1..];
        let tag = rest.find(|c: char| !c.is_alphanumeric() && c != '_').filter(|n| rest[*n..].starts_with('$'));
        // nobody has that many bodies without an end
        let lost = self.never.iter().filter(|m| **m == "$").count() > 16;
        let Some(tag) = tag.filter(|_| !lost) else { return self.token(Kind::Sign('$'), start, start + 1) };
        let mark = &self.text[start..start + tag + 2];
        let body = start + mark.len();
        match self.text[body..].find(mark) {
            Some(n) => self.token(Kind::Text, start, body + n + mark.len()),
            None => {
                self.never.push("$");
                self.unclosed(start)
            }
        }
    }

    /// Oracle's `q'[ … ]'`.
    fn alternative(&mut self, start: usize, open: usize) -> Option<Token> {
        let mut chars = self.text[open + 1..].chars();
        let first = chars.next()?;
        let close = match first {
            '[' => ']',
            '(' => ')',
            '{' => '}',
            '<' => '>',
            other => other,
        };
        let body = open + 1 + first.len_utf8();
        match self.text[body..].find(&format!("{close}'")) {
            Some(n) => self.token(Kind::Text, start, body + n + close.len_utf8() + 1),
            None => self.unclosed(start),
        }
    }

    fn comment(&mut self, start: usize) -> Option<Token> {
        let end = self.line_end(start);
        self.token(Kind::Comment, start, end)
    }

    fn block_comment(&mut self, start: usize) -> Option<Token> {
        match self.find(start + 2, "*/") {
            Some(end) => self.token(Kind::Comment, start, end + 2),
            None => self.unclosed(start),
        }
    }

    fn word(&mut self, start: usize) -> Option<Token> {
        let rest = &self.text[start..];
        let end = rest.find(|c: char| !is_word(c)).map_or(self.text.len(), |n| start + n);
        let prefix = &self.text[start..end];
        if self.text.as_bytes().get(end) == Some(&b'\'') {
            match prefix {
                "N" | "n" | "E" | "e" | "B" | "b" | "X" | "x" => return self.quoted(Kind::Text, start, end + 1, "'"),
                "q" | "Q" | "nq" | "NQ" | "Nq" | "nQ" => return self.alternative(start, end),
                _ => {}
            }
        }
        self.token(Kind::Word, start, end)
    }
}

impl Iterator for Lexer<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        let rest = &self.text[self.at..];
        let skipped = rest.find(|c: char| !c.is_whitespace() && c != '\u{FEFF}')?;
        let start = self.at + skipped;
        let rest = &self.text[start..];
        let first = rest.chars().next()?;
        match first {
            '\'' => self.quoted(Kind::Text, start, start + 1, "'"),
            '"' => self.quoted(Kind::Name, start, start + 1, "\""),
            '`' => self.quoted(Kind::Name, start, start + 1, "`"),
            '[' if bracket_name(rest) => self.quoted(Kind::Name, start, start + 1, "]"),
            '$' => self.dollar(start),
            '-' if rest.starts_with("--") => self.comment(start),
            // a temporary table of SQL Server is #name, MySQL's comment has a space or a line of its own
            '#' if rest[1..].starts_with([' ', '\t', '#', '　', '\n', '\r', '-', '=']) => self.comment(start),
            '/' if rest.starts_with("/*") => self.block_comment(start),
            c if is_word(c) => self.word(start),
            c => self.token(Kind::Sign(c), start, start + c.len_utf8()),
        }
    }
}

/// `[name]`, and not `['1', '2']`, `[]` or `[1]` of arrays.
fn bracket_name(rest: &str) -> bool {
    let mut inside = rest.chars().skip(1).take(256).take_while(|c| *c != '\n').peekable();
    inside.peek().is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | '@')) && inside.any(|c| c == ']')
}

/// Whether what follows a quote can only follow the end of a text.
fn closes(bytes: &[u8], at: usize) -> bool {
    let next = bytes[at.min(bytes.len())..].iter().find(|b| !matches!(b, b' ' | b'\t'));
    matches!(next, None | Some(b',' | b')' | b';' | b'\n' | b'\r'))
}

pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '#' | '@') || (!c.is_ascii() && !c.is_whitespace() && !is_wide_sign(c))
}

fn is_wide_sign(c: char) -> bool {
    matches!(c, '（' | '）' | '，' | '；' | '、' | '。' | '「' | '」')
}

/// Whether a line begins a definition, which no text does.
pub fn begins_definition(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let (first, second) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    let is = |word: &str, wanted: &str| word.eq_ignore_ascii_case(wanted);
    (is(first, "CREATE") && (is(second, "TABLE") || is(second, "VIEW") || is(second, "INDEX")))
        || (is(first, "COMMENT") && is(second, "ON"))
        || (is(first, "ALTER") && is(second, "TABLE"))
}

/// What a name or text says, without its quotes.
pub fn unquote(written: &str) -> String {
    let body = written.find(['\'', '"', '`', '[']).map_or(written, |n| &written[n..]);
    let Some(open) = body.chars().next() else { return String::new() };
    let close = match open {
        '[' => ']',
        '\'' | '"' | '`' => open,
        _ => return written.to_string(),
    };
    let inside = body.strip_prefix(open).and_then(|b| b.strip_suffix(close)).unwrap_or(body);
    let text = inside.replace(&format!("{close}{close}"), &close.to_string());
    match open {
        '\'' => text.replace("\\'", "'").replace("\\n", "\n").replace("\\r", ""),
        _ => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<(Kind, &str)> {
        Lexer::new(text, 0).map(|t| (t.kind, &text[t.start..t.end])).collect()
    }

    #[test]
    fn quotes_of_every_dialect() {
        assert_eq!(
            kinds("[宛名 番号] `a``b` \"c\" N'd''e' q'[f'g]' $$h;$$"),
            [
                (Kind::Name, "[宛名 番号]"),
                (Kind::Name, "`a``b`"),
                (Kind::Name, "\"c\""),
                (Kind::Text, "N'd''e'"),
                (Kind::Text, "q'[f'g]'"),
                (Kind::Text, "$$h;$$"),
            ]
        );
        assert_eq!(unquote("N'd''e'"), "d'e");
        assert_eq!(unquote("[a]]b]"), "a]b");
    }

    #[test]
    fn an_array_is_no_name() {
        assert_eq!(kinds("ARRAY['1']").len(), 4);
        assert_eq!(kinds("text[]").len(), 3);
    }

    #[test]
    fn a_quote_that_is_never_closed_ends_with_its_line() {
        let told = kinds("a '氏名,\nb 'c'\n");
        assert_eq!(told[1], (Kind::Unclosed, "'氏名,"));
        assert_eq!(told[3], (Kind::Text, "'c'"));
        assert_eq!(kinds("/* x\ny").first(), Some(&(Kind::Unclosed, "/* x")));
        assert_eq!(kinds("'1:男\n2:女',")[0], (Kind::Text, "'1:男\n2:女'"));
    }
}
