//! What is wrong with an input as such: where, what was expected, what to do.

use super::lang::{Bilingual, Lang};
use super::lines::Position;

/// An input that could not be read, wholly or in a part. Not a finding: findings are about contents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file as it was named, or `-` for standard input.
    pub path: String,
    pub position: Option<Position>,
    /// What is wrong.
    pub what: Bilingual,
    /// What was expected and what to do.
    pub todo: Bilingual,
}

impl Problem {
    pub fn new(path: impl Into<String>, what: Bilingual, todo: Bilingual) -> Self {
        Problem { path: path.into(), position: None, what, todo }
    }

    pub fn at(mut self, position: Position) -> Self {
        self.position = Some(position);
        self
    }

    /// `file:line:column`, as editors and terminals turn into links.
    pub fn place(&self) -> String {
        match self.position {
            Some(p) => format!("{}:{}:{}", self.path, p.line, p.column),
            None => self.path.clone(),
        }
    }

    /// Two lines: place and fault, then what to do.
    pub fn render(&self, lang: Lang) -> String {
        let (error, todo) = (lang.pick("エラー", "error"), lang.pick("対処", "fix"));
        let mut place = self.place();
        if !place.is_empty() {
            place.push_str(": ");
        }
        format!("{place}{error}: {}\n  {todo}: {}", self.what.get(lang), self.todo.get(lang))
    }
}
