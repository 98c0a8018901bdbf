//! What stands between the commas of a table: columns and constraints.

use super::lexer::{Kind, Token, unquote};
use super::types::{self, Typed};
use crate::text::fold::f1_lower;

use super::super::options::Options;

/// Tokens of one statement with their text.
#[derive(Debug, Clone, Copy)]
pub struct Tokens<'a> {
    pub text: &'a str,
    pub all: &'a [Token],
}

/// A column or a constraint.
#[derive(Debug)]
pub enum Element<'a> {
    Column(Box<Drafted<'a>>),
    Primary(Vec<String>),
    Foreign {
        columns: Vec<String>,
        table: String,
        targets: Vec<String>,
    },
    Check(Tokens<'a>),
    /// A clause that the model has no place for.
    Other(String),
}

/// A column as its definition says it.
#[derive(Debug, Default)]
pub struct Drafted<'a> {
    pub name: String,
    pub start: usize,
    pub end: usize,
    pub typed: Option<Typed>,
    /// The type as written, where it is not known.
    pub unknown_type: Option<String>,
    pub date: Option<crate::domain::DateForm>,
    pub values: Vec<String>,
    pub nullable: Option<bool>,
    pub primary: bool,
    pub references: Option<(String, Option<String>)>,
    pub checks: Vec<Tokens<'a>>,
    pub comment: Option<String>,
    /// Clauses that the model has no place for.
    pub clauses: Vec<String>,
}

impl<'a> Tokens<'a> {
    pub fn new(text: &'a str, all: &'a [Token]) -> Self {
        Tokens { text, all }
    }

    pub fn from(self, at: usize) -> Tokens<'a> {
        Tokens { text: self.text, all: &self.all[at.min(self.all.len())..] }
    }

    pub fn written(self, at: usize) -> &'a str {
        self.all.get(at).map_or("", |t| &self.text[t.start..t.end])
    }

    /// A bare word in upper case; empty for anything else.
    pub fn word(self, at: usize) -> String {
        match self.all.get(at) {
            Some(t) if t.kind == Kind::Word => self.written(at).to_ascii_uppercase(),
            _ => String::new(),
        }
    }

    pub fn is(self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(n, word)| {
            matches!(self.all.get(at + n), Some(t) if t.kind == Kind::Word)
                && self.written(at + n).eq_ignore_ascii_case(word)
        })
    }

    pub fn sign(self, at: usize, sign: char) -> bool {
        self.all.get(at).is_some_and(|t| t.kind == Kind::Sign(sign))
    }

    /// Whether the token is a text.
    pub fn says(self, at: usize) -> Option<String> {
        self.all.get(at).filter(|t| t.kind == Kind::Text).map(|_| unquote(self.written(at)))
    }

    /// A name of parts joined by dots, and where it ends.
    pub fn name(self, at: usize) -> Option<(Vec<String>, usize)> {
        let mut parts = Vec::new();
        let mut at = at;
        loop {
            let token = self.all.get(at)?;
            match token.kind {
                Kind::Word | Kind::Name => parts.push(unquote(self.written(at))),
                _ => return None,
            }
            at += 1;
            if !self.sign(at, '.') {
                return Some((parts, at));
            }
            while self.sign(at, '.') {
                at += 1;
            }
        }
    }

    /// The place behind the bracket that closes the one at `open`; the end where none does.
    pub fn closing(self, open: usize) -> usize {
        let mut depth = 0usize;
        for (n, token) in self.all.iter().enumerate().skip(open) {
            match token.kind {
                Kind::Sign('(') => depth += 1,
                Kind::Sign(')') => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        return n + 1;
                    }
                }
                _ => {}
            }
        }
        self.all.len() + 1
    }

    /// What stands inside the brackets at `open`, split at its commas.
    pub fn inside(self, open: usize) -> Vec<Tokens<'a>> {
        let end = self.closing(open);
        let inside = &self.all[(open + 1).min(self.all.len())..(end - 1).min(self.all.len())];
        Tokens { text: self.text, all: inside }.split()
    }

    /// Split at commas outside brackets.
    pub fn split(self) -> Vec<Tokens<'a>> {
        let (mut parts, mut depth, mut start) = (Vec::new(), 0usize, 0);
        for (n, token) in self.all.iter().enumerate() {
            match token.kind {
                Kind::Sign('(') => depth += 1,
                Kind::Sign(')') => depth = depth.saturating_sub(1),
                Kind::Sign(',') if depth == 0 => {
                    parts.push(Tokens { text: self.text, all: &self.all[start..n] });
                    start = n + 1;
                }
                _ => {}
            }
        }
        parts.push(Tokens { text: self.text, all: &self.all[start..] });
        parts.retain(|p| !p.all.is_empty());
        parts
    }

    /// First names of a list in brackets: `(a ASC, b(10))` is a, b.
    fn names(self, open: usize) -> Vec<String> {
        self.inside(open).iter().filter_map(|p| p.name(0)?.0.pop()).collect()
    }

    /// What stands inside the brackets at `open`, whole.
    pub fn condition(self, open: usize) -> Tokens<'a> {
        let end = (self.closing(open) - 1).min(self.all.len());
        Tokens { text: self.text, all: &self.all[(open + 1).min(end)..end] }
    }
}

/// Reads one element.
pub fn element<'a>(part: Tokens<'a>, options: &Options) -> Element<'a> {
    let mut at = 0;
    if part.is(0, &["CONSTRAINT"]) {
        at = if matches!(part.word(1).as_str(), "PRIMARY" | "UNIQUE" | "FOREIGN" | "CHECK") { 1 } else { 2 };
    }
    let open = |from: usize| (from..part.all.len()).find(|n| part.sign(*n, '('));
    match part.word(at).as_str() {
        "PRIMARY" if part.is(at + 1, &["KEY"]) => match open(at) {
            Some(open) => Element::Primary(part.names(open)),
            None => Element::Other("PRIMARY KEY USING INDEX".into()),
        },
        "FOREIGN" if part.is(at + 1, &["KEY"]) => {
            foreign(part, at).unwrap_or_else(|| Element::Other("FOREIGN KEY".into()))
        }
        "CHECK" if part.sign(at + 1, '(') => Element::Check(part.condition(at + 1)),
        word @ ("UNIQUE" | "KEY" | "INDEX" | "FULLTEXT" | "SPATIAL" | "EXCLUDE" | "PERIOD" | "SUPPLEMENTAL"
        | "LIKE")
            if at > 0 || !is_type(part, 1) =>
        {
            Element::Other(word.to_string())
        }
        _ if at > 0 => Element::Other(format!("CONSTRAINT {}", part.word(at))),
        _ => column(part, options)
            .map_or_else(|| Element::Other(part.written(0).to_string()), |c| Element::Column(Box::new(c))),
    }
}

fn is_type(part: Tokens<'_>, at: usize) -> bool {
    types::typed(&part.word(at), &[]).is_some()
}

fn foreign(part: Tokens<'_>, at: usize) -> Option<Element<'_>> {
    let open = (at..part.all.len()).find(|n| part.sign(*n, '('))?;
    let behind = part.closing(open);
    let word = (behind..part.all.len()).find(|n| part.is(*n, &["REFERENCES"]))?;
    let (mut table, next) = part.name(word + 1)?;
    let targets = if part.sign(next, '(') { part.names(next) } else { Vec::new() };
    Some(Element::Foreign { columns: part.names(open), table: table.pop()?, targets })
}

/// Reads a column's definition; `None` if it begins with no name.
pub fn column<'a>(part: Tokens<'a>, options: &Options) -> Option<Drafted<'a>> {
    let (mut names, next) = part.name(0)?;
    let mut draft =
        Drafted { name: names.pop()?, start: part.all.first()?.start, end: part.all.last()?.end, ..Drafted::default() };
    let next = data_type(part, next, options, &mut draft);
    clauses(part, next, &mut draft);
    Some(draft)
}

const CLAUSES: &[&str] = &[
    "NOT",
    "NULL",
    "DEFAULT",
    "PRIMARY",
    "UNIQUE",
    "CHECK",
    "REFERENCES",
    "CONSTRAINT",
    "COMMENT",
    "GENERATED",
    "AS",
    "IDENTITY",
    "AUTO_INCREMENT",
    "COLLATE",
    "CHARACTER",
];

fn data_type(part: Tokens<'_>, at: usize, options: &Options, draft: &mut Drafted<'_>) -> usize {
    let plain_character = part.is(at, &["CHARACTER"]) && !part.is(at, &["CHARACTER", "SET"]);
    let is_clause = !plain_character && CLAUSES.contains(&part.word(at).as_str());
    if is_clause {
        return at;
    }
    let Some((mut parts, mut next)) = part.name(at) else { return at };
    let Some(written) = parts.pop() else { return at };
    let mut words = written.to_ascii_uppercase();
    let first = words.clone();
    let mut inside = Vec::new();
    loop {
        let word = part.word(next);
        if types::continues(&first, &word) {
            words = format!("{words} {word}");
            next += 1;
        } else if inside.is_empty() && part.sign(next, '(') {
            inside = part.inside(next).iter().map(|p| said(*p)).collect();
            next = part.closing(next);
        } else {
            break;
        }
    }
    if let Some(domain) = options.types.get(&f1_lower(&written)) {
        draft.date = domain.date;
        draft.typed = Some(Typed {
            column_type: Some(domain.column_type),
            length: domain.length,
            unit: domain.unit,
            scale: domain.scale,
            signed: None,
        });
        return next;
    }
    draft.typed = types::typed(&words, &inside);
    match draft.typed {
        None => {
            let brackets = if inside.is_empty() { String::new() } else { format!("({})", inside.join(",")) };
            draft.unknown_type = Some(format!("{written}{brackets}"));
        }
        Some(_) if words == "ENUM" => draft.values = inside.iter().map(|v| unquote(v)).collect(),
        Some(_) => {}
    }
    while matches!(part.word(next).as_str(), "UNSIGNED" | "ZEROFILL" | "SIGNED") {
        if let Some(typed) = &mut draft.typed {
            typed.signed = Some(part.is(next, &["SIGNED"]));
        }
        next += 1;
    }
    next
}

fn said(part: Tokens<'_>) -> String {
    (0..part.all.len()).map(|n| part.written(n)).collect::<Vec<_>>().join(" ")
}

fn clauses<'a>(part: Tokens<'a>, from: usize, draft: &mut Drafted<'a>) {
    let mut at = from;
    while at < part.all.len() {
        let word = part.word(at);
        at = match word.as_str() {
            "NOT" if part.is(at + 1, &["NULL"]) => {
                draft.nullable = Some(false);
                at + 2
            }
            "NULL" => {
                draft.nullable = draft.nullable.or(Some(true));
                at + 1
            }
            // what stands behind it is a value or an action
            "DEFAULT" | "SET" => {
                if word == "DEFAULT" {
                    draft.clauses.push(word);
                }
                at + 2
            }
            "PRIMARY" => {
                draft.primary = true;
                at + 2
            }
            "REFERENCES" => reference(part, at + 1, draft),
            "CHECK" if part.sign(at + 1, '(') => {
                draft.checks.push(part.condition(at + 1));
                part.closing(at + 1)
            }
            "COMMENT" => {
                let text = if part.sign(at + 1, '=') { at + 2 } else { at + 1 };
                draft.comment = part.says(text);
                text + 1
            }
            "UNIQUE" | "GENERATED" | "IDENTITY" | "AUTO_INCREMENT" | "COLLATE" | "AS" => {
                draft.clauses.push(word);
                at + 1
            }
            _ if part.sign(at, '(') => part.closing(at),
            _ => at + 1,
        };
    }
}

fn reference(part: Tokens<'_>, at: usize, draft: &mut Drafted<'_>) -> usize {
    let Some((mut table, next)) = part.name(at) else { return at };
    let target = part.sign(next, '(').then(|| part.names(next).into_iter().next()).flatten();
    draft.references = table.pop().map(|t| (t, target));
    if part.sign(next, '(') { part.closing(next) } else { next }
}
