//! `CHECK` conditions that list the values of a column.

use super::element::Tokens;
use super::lexer::{Kind, Token, unquote};

/// Brackets and AND/OR within each other; nobody writes more.
const DEPTH: u32 = 64;

/// A column and the values that a condition allows it.
pub type Listed = (String, Vec<String>);

/// Columns and their values; `None` where the condition says anything else.
pub fn lists(condition: Tokens<'_>) -> Option<Vec<Listed>> {
    let plain = without_casts(condition);
    let lists = all(Tokens::new(condition.text, &plain), 0)?;
    (!lists.is_empty() && lists.iter().all(|(_, values)| !values.is_empty())).then_some(lists)
}

/// `'1'::character varying` is `'1'`.
fn without_casts(condition: Tokens<'_>) -> Vec<Token> {
    let mut kept = Vec::with_capacity(condition.all.len());
    let mut at = 0;
    while at < condition.all.len() {
        if !(condition.sign(at, ':') && condition.sign(at + 1, ':')) {
            kept.push(condition.all[at]);
            at += 1;
            continue;
        }
        at += 2;
        while matches!(condition.all.get(at), Some(t) if matches!(t.kind, Kind::Word | Kind::Name))
            && !matches!(condition.word(at).as_str(), "OR" | "AND" | "IN" | "IS")
        {
            at += 1;
        }
        while condition.sign(at, '[') || condition.sign(at, ']') && condition.sign(at.saturating_sub(1), '[') {
            at += 1;
        }
    }
    kept
}

/// Both sides of every AND; their columns differ, or one would narrow the other.
fn all(condition: Tokens<'_>, depth: u32) -> Option<Vec<Listed>> {
    let condition = bare(condition)?;
    let parts = cut(condition, "AND");
    if parts.len() < 2 || depth > DEPTH {
        return one(condition, depth).map(|list| vec![list]);
    }
    let mut found: Vec<Listed> = Vec::new();
    for part in parts {
        let more = all(part, depth + 1)?;
        if more.iter().any(|(name, _)| found.iter().any(|(n, _)| n.eq_ignore_ascii_case(name))) {
            return None;
        }
        found.extend(more);
    }
    Some(found)
}

fn one(condition: Tokens<'_>, depth: u32) -> Option<Listed> {
    let condition = bare(condition).filter(|_| depth <= DEPTH)?;
    let parts = cut(condition, "OR");
    if parts.len() < 2 {
        return atom(condition);
    }
    let mut whole: Option<Listed> = None;
    for part in parts {
        let (name, values) = one(part, depth + 1)?;
        let whole = whole.get_or_insert((name.clone(), Vec::new()));
        if !whole.0.eq_ignore_ascii_case(&name) {
            return None;
        }
        whole.1.extend(values);
    }
    let (name, mut values) = whole?;
    let mut seen = std::collections::HashSet::new();
    values.retain(|v| seen.insert(v.clone()));
    Some((name, values))
}

/// `c IN (…)`, `c = ANY (ARRAY[…])`, `c = '1'`; `c IS NULL` adds no value.
fn atom(condition: Tokens<'_>) -> Option<Listed> {
    let at = outside(condition)
        .find(|n| condition.sign(*n, '=') || condition.is(*n, &["IN"]) || condition.is(*n, &["IS"]))?;
    let name = column(Tokens::new(condition.text, &condition.all[..at]))?;
    let right = condition.from(at + 1);
    if condition.is(at, &["IS"]) {
        return (right.all.len() == 1 && right.is(0, &["NULL"])).then_some((name, Vec::new()));
    }
    if condition.is(at, &["IN"]) {
        return Some((name, values(bare(right).filter(|b| b.all.len() < right.all.len())?)?));
    }
    if !right.is(0, &["ANY"]) {
        return Some((name, vec![value(right)?]));
    }
    let array = bare(right.from(1))?;
    let ends = array.is(0, &["ARRAY"]) && array.sign(1, '[') && array.sign(array.all.len() - 1, ']');
    ends.then(|| values(Tokens::new(array.text, &array.all[2..array.all.len() - 1]))).flatten().map(|v| (name, v))
}

/// Without the brackets around all of it.
fn bare(mut condition: Tokens<'_>) -> Option<Tokens<'_>> {
    for _ in 0..DEPTH {
        if !condition.sign(0, '(') || condition.closing(0) != condition.all.len() {
            return (!condition.all.is_empty()).then_some(condition);
        }
        condition = Tokens::new(condition.text, &condition.all[1..condition.all.len() - 1]);
    }
    None
}

/// Places outside brackets.
fn outside(condition: Tokens<'_>) -> impl Iterator<Item = usize> + '_ {
    let mut depth = 0usize;
    (0..condition.all.len()).filter(move |n| {
        match condition.all[*n].kind {
            Kind::Sign('(') => depth += 1,
            Kind::Sign(')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0
    })
}

fn cut<'a>(condition: Tokens<'a>, word: &str) -> Vec<Tokens<'a>> {
    let mut parts = Vec::new();
    let mut start = 0;
    for at in outside(condition).filter(|n| condition.is(*n, &[word])) {
        parts.push(Tokens::new(condition.text, &condition.all[start..at]));
        start = at + 1;
    }
    parts.push(condition.from(start));
    parts
}

fn column(part: Tokens<'_>) -> Option<String> {
    let part = bare(part)?;
    let (mut names, end) = part.name(0)?;
    names.pop().filter(|_| end == part.all.len())
}

fn values(list: Tokens<'_>) -> Option<Vec<String>> {
    list.split().into_iter().map(value).collect()
}

fn value(part: Tokens<'_>) -> Option<String> {
    let part = bare(part).filter(|p| p.all.len() == 1)?;
    let written = part.written(0);
    match part.all.first()?.kind {
        Kind::Text => Some(unquote(written)),
        Kind::Word if written.bytes().all(|b| b.is_ascii_digit()) => Some(written.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::lexer::Lexer;
    use super::*;

    fn read(text: &str) -> Option<Vec<Listed>> {
        let tokens: Vec<Token> = Lexer::new(text, 0).collect();
        lists(Tokens::new(text, &tokens))
    }

    #[test]
    fn lists_as_databases_write_them() {
        let sex = Some(vec![("SEX".to_string(), vec!["1".to_string(), "2".to_string()])]);
        for written in [
            "SEX IN ('1','2')",
            "(SEX IN ('1', '2'))",
            "((SEX)::text = ANY ((ARRAY['1'::character varying, '2'::character varying])::text[]))",
            "SEX = ANY (ARRAY['1'::bpchar, '2'::bpchar])",
            "(\"SEX\"='1' OR \"SEX\"='2')",
            "([SEX]=N'1' OR [SEX]=N'2')",
            "SEX IS NULL OR SEX IN (1, 2)",
        ] {
            assert_eq!(read(written), sex, "{written}");
        }
    }

    #[test]
    fn what_lists_no_values_is_left() {
        for written in [
            "SEX NOT IN ('1')",
            "N > 0",
            "A IN ('1') AND A IN ('2')",
            "LENGTH(A) = 3",
            "A = B",
            "(",
            "A IS NULL",
            "A IS NOT NULL",
            "A >= '1'",
            "A IN ('1') OR B IN ('2')",
        ] {
            assert_eq!(read(written), None, "{written}");
        }
        assert_eq!(read(&"(".repeat(100_000)), None);
        assert_eq!(read(&format!("{}A='1'{}", "(".repeat(1000), ")".repeat(1000))), None);
    }
}
