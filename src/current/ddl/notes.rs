//! Labels that stand apart from the tables they are about.

use super::element::Tokens;

/// A label of a table, or of a column of it.
#[derive(Debug, PartialEq, Eq)]
pub struct Note {
    pub table: String,
    pub column: Option<String>,
    pub text: String,
}

/// `COMMENT ON TABLE t IS '…'`, `COMMENT ON COLUMN t.c IS '…'`, Db2's `COMMENT ON t (a IS '…', b IS '…')`.
pub fn comment_on(tokens: Tokens<'_>) -> Option<Vec<Note>> {
    if tokens.is(2, &["COLUMN"]) {
        let (mut names, next) = tokens.name(3)?;
        let text = tokens.says(next + 1).or_else(|| nothing(tokens, next + 1))?;
        let column = names.pop()?;
        return Some(vec![Note { table: names.pop()?, column: Some(column), text }]);
    }
    let at = if tokens.is(2, &["TABLE"]) { 3 } else { 2 };
    let (mut names, next) = tokens.name(at)?;
    let table = names.pop()?;
    if at == 2 && !tokens.sign(next, '(') {
        return None;
    }
    if !tokens.sign(next, '(') {
        let text = tokens.says(next + 1).or_else(|| nothing(tokens, next + 1))?;
        return Some(vec![Note { table, column: None, text }]);
    }
    let one = |part: &Tokens<'_>| {
        let (mut names, next) = part.name(0)?;
        Some(Note { table: table.clone(), column: Some(names.pop()?), text: part.says(next + 1)? })
    };
    tokens.inside(next).iter().map(one).collect()
}

/// `IS NULL` takes a comment away.
fn nothing(tokens: Tokens<'_>, at: usize) -> Option<String> {
    tokens.is(at, &["NULL"]).then(String::new)
}

/// SQL Server's `sp_addextendedproperty`, its arguments named or in order.
pub fn extended_property(tokens: Tokens<'_>) -> Option<Note> {
    const ORDER: [&str; 8] =
        ["name", "value", "level0type", "level0name", "level1type", "level1name", "level2type", "level2name"];
    let procedure = (1..6).find(|n| {
        let name = super::lexer::unquote(tokens.written(*n)).to_ascii_lowercase();
        matches!(name.as_str(), "sp_addextendedproperty" | "sp_updateextendedproperty")
    })?;
    let mut values: [Option<String>; 8] = Default::default();
    for (n, part) in tokens.from(procedure + 1).split().into_iter().enumerate() {
        let named = part.written(0).strip_prefix('@').filter(|_| part.sign(1, '=')).map(str::to_ascii_lowercase);
        let (slot, at) = match named {
            Some(name) => (ORDER.iter().position(|o| *o == name)?, 2),
            None => (n, 0),
        };
        let said = part.says(at).or_else(|| part.name(at).and_then(|(mut n, _)| n.pop()));
        *values.get_mut(slot)? = said;
    }
    let is = |slot: usize, wanted: &str| values[slot].as_deref().is_some_and(|v| v.eq_ignore_ascii_case(wanted));
    if !is(0, "MS_Description") || !is(4, "TABLE") || (values[6].is_some() && !is(6, "COLUMN") && !is(6, "NULL")) {
        return None;
    }
    let of_column = is(6, "COLUMN");
    let column = values[7].take().filter(|_| of_column);
    Some(Note { table: values[5].take()?, column, text: values[1].take()? })
}
