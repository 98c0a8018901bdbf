//! A script cut into statements: at `;`, at `GO` and `/` on lines of their own, and where the next definition begins.

use super::lexer::{Kind, Lexer, Token, begins_definition};

/// One statement, its separators left off.
#[derive(Debug, Default)]
pub struct Statement {
    pub tokens: Vec<Token>,
    /// Comment before it, on the lines right above.
    pub heading: Option<Token>,
    /// Comments inside and behind its last line.
    pub comments: Vec<Token>,
}

impl Statement {
    /// First byte.
    pub fn start(&self) -> usize {
        self.tokens.first().map_or(0, |t| t.start)
    }

    /// The `n`th word in upper case.
    pub fn word(&self, text: &str, n: usize) -> String {
        self.tokens.get(n).map(|t| text[t.start..t.end].to_ascii_uppercase()).unwrap_or_default()
    }
}

/// Lines that only a client understands.
const CLIENT: &[&str] = &[
    "PROMPT",
    "REM",
    "REMARK",
    "SPOOL",
    "WHENEVER",
    "EXIT",
    "QUIT",
    "DEFINE",
    "UNDEFINE",
    "SHOW",
    "COLUMN",
    "TTITLE",
    "CONNECT",
    "CONN",
    "DELIMITER",
    "PRINT",
    "ACCEPT",
    "PAUSE",
    "ECHO",
];

/// Hands every statement to `take`; quotes and comments never closed to `unclosed`.
pub fn each(text: &str, mut take: impl FnMut(Statement), mut unclosed: impl FnMut(Token)) {
    let mut lexer = Lexer::new(text, 0);
    let mut now = Statement::default();
    let mut heading: Option<Token> = None;
    let mut depth = 0usize;
    let mut last_end = 0;
    while let Some(token) = lexer.next() {
        let written = &text[token.start..token.end];
        let fresh_line = text[last_end..token.start].contains('\n') || last_end == 0;
        last_end = token.end;
        if token.kind == Kind::Comment {
            let above = now.tokens.is_empty();
            match above {
                true => heading = comment_text(text, token).map(|_| token),
                false => now.comments.push(token),
            }
            continue;
        }
        if fresh_line && ends_here(text, token, &now, depth) {
            depth = 0;
            finish(&mut now, &mut take);
        }
        if fresh_line && now.tokens.is_empty() && is_client_line(text, token) {
            now.tokens.push(token);
            let end = text[token.end..].find('\n').map_or(text.len(), |n| token.end + n);
            lexer.jump(end);
            heading = None;
            finish(&mut now, &mut take);
            continue;
        }
        match token.kind {
            Kind::Sign(';') => {
                let line = text[token.end..].find('\n').map_or(text.len(), |n| token.end + n);
                let behind = Lexer::new(&text[..line], token.end).next().filter(|t| t.kind == Kind::Comment);
                now.comments.extend(behind);
                depth = 0;
                finish(&mut now, &mut take);
                heading = None;
                if let Some(behind) = behind {
                    last_end = behind.end;
                    lexer.jump(behind.end);
                }
                continue;
            }
            Kind::Sign('(') => depth += 1,
            Kind::Sign(')') => depth = depth.saturating_sub(1),
            Kind::Unclosed => {
                unclosed(token);
                // what ends its line most likely ended the statement
                if written.trim_end().ends_with(';') {
                    depth = 0;
                    finish(&mut now, &mut take);
                }
                continue;
            }
            _ => {}
        }
        if now.tokens.is_empty() {
            now.heading = heading.take();
        }
        now.tokens.push(token);
    }
    finish(&mut now, &mut take);
}

fn finish(now: &mut Statement, take: &mut impl FnMut(Statement)) {
    let whole = std::mem::take(now);
    if !whole.tokens.is_empty() {
        take(whole);
    }
}

/// Whether a token at the beginning of a line ends the statement before it.
fn ends_here(text: &str, token: Token, now: &Statement, depth: usize) -> bool {
    if now.tokens.is_empty() {
        return false;
    }
    let line_end = text[token.start..].find('\n').map_or(text.len(), |n| token.start + n);
    let line = text[token.start..line_end].trim();
    // CREATE TABLE on a line of its own, then the name
    let begun = now.tokens.len() > 3 || !matches!(now.word(text, 0).as_str(), "CREATE" | "ALTER" | "COMMENT");
    let inserts = || {
        let first = line.split_whitespace().next().unwrap_or_default();
        depth == 0 && ["INSERT", "EXEC", "EXECUTE", "GRANT", "USE", "IF"].iter().any(|w| first.eq_ignore_ascii_case(w))
    };
    matches!(line, "/" | "go" | "GO" | "Go") || begun && (begins_definition(line) || inserts())
}

fn is_client_line(text: &str, token: Token) -> bool {
    match token.kind {
        Kind::Sign('@' | '\\' | '/' | '!') => true,
        Kind::Word => {
            let word = &text[token.start..token.end];
            word.starts_with('@')
                || word.eq_ignore_ascii_case("GO")
                || CLIENT.iter().any(|c| word.eq_ignore_ascii_case(c))
        }
        _ => false,
    }
}

/// What a comment says, without its marks and rules; `None` if it says nothing.
pub fn comment_text(text: &str, token: Token) -> Option<String> {
    let written = &text[token.start..token.end];
    let inside = written.trim_start_matches(['-', '#', '/', '*']).trim_end_matches(['*', '/']);
    let inside = inside.trim().trim_matches(|c: char| matches!(c, '-' | '=' | '*' | '#' | '+' | '─' | '━')).trim();
    (!inside.is_empty() && !inside.contains('\n')).then(|| inside.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let mut all = Vec::new();
        let mut take = |s: Statement| {
            let last = s.tokens.last().expect("tokens").end;
            all.push(text[s.start()..last].to_string());
        };
        each(text, &mut take, |_| ());
        all
    }

    #[test]
    fn every_way_to_end_a_statement() {
        assert_eq!(
            cut(
                "PROMPT it's here;\nCREATE TABLE a (b int)\n/\nCREATE TABLE c (d int)\nGO\nCREATE TABLE e (f int)\nCREATE TABLE g (h char(1));"
            ),
            [
                "PROMPT",
                "CREATE TABLE a (b int)",
                "/",
                "CREATE TABLE c (d int)",
                "GO",
                "CREATE TABLE e (f int)",
                "CREATE TABLE g (h char(1))"
            ]
        );
    }

    #[test]
    fn a_cut_off_statement_does_not_swallow_the_next() {
        assert_eq!(cut("CREATE TABLE a (b int,\nCREATE TABLE c (d int);").len(), 2);
        assert_eq!(cut("CREATE TABLE\n  a (b int) -- x;y\n;").len(), 1);
    }
}
