//! What is wrong with an input as such: where, what was expected, what to do.

use super::clean::visible;
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

    /// That there are more problems of the same kind in a file than are told one by one.
    pub fn and_more(path: &str, count: usize) -> Self {
        Problem::new(
            path,
            Bilingual::new(format!("ほかに {count} 件あります"), format!("and {count} more")),
            Bilingual::new("上のものを直して、もう一度実行してください", "mend those above and run it again"),
        )
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
        let mut place = visible(&self.place()).into_owned();
        if !place.is_empty() {
            place.push_str(": ");
        }
        // names from files must not begin a line
        let (what, fix) = (visible(self.what.get(lang)), visible(self.todo.get(lang)));
        format!("{place}{error}: {what}\n  {todo}: {fix}")
    }
}
