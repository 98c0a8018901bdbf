//! The difference of two reports as a page that loads nothing and reads without a script.

use std::collections::BTreeMap;

use askama::Template;
use serde::ser::Error;

use super::{Counts, Diff, Entry, Fate};
use crate::report::html::policy::{STYLE, policy};
use crate::text::lang::Lang;

/// How many entries of one fate stand in the page.
const LISTED: usize = 2000;

#[derive(Template)]
#[template(path = "diff.html", config = "src/report/html/askama.toml")]
struct Page<'a> {
    t: Lang,
    diff: &'a Diff,
    css: &'static str,
    policy: String,
    fates: Vec<(&'static str, &'static str, usize)>,
    tables: Vec<Table>,
    lists: Vec<List<'a>>,
}

/// Counts by rule or by 担当課.
struct Table {
    id: &'static str,
    title: &'static str,
    first: &'static str,
    rows: Vec<(String, Vec<usize>)>,
}

/// The entries with one fate.
struct List<'a> {
    id: &'static str,
    word: &'static str,
    total: usize,
    entries: Vec<&'a Entry>,
}

impl List<'_> {
    fn left(&self) -> usize {
        self.total - self.entries.len()
    }
}

/// Writes the page.
///
/// # Errors
/// Only if memory fails.
pub fn html(diff: &Diff) -> Result<String, serde_json::Error> {
    let t = diff.lang();
    let told = Fate::ALL.into_iter().filter(|f| *f != Fate::Unchanged && diff.counts.of(*f) > 0);
    let page = Page {
        t,
        diff,
        css: STYLE,
        policy: policy(STYLE, None),
        fates: Fate::ALL.into_iter().map(|f| (id(f), f.word(t), diff.counts.of(f))).collect(),
        tables: vec![
            Table {
                id: "rules",
                title: t.pick("規則別", "By rule"),
                first: t.pick("規則", "rule"),
                rows: rows(&diff.by_rule, |id| {
                    format!("{id} {}", diff.titles.get(id).map(String::as_str).unwrap_or_default())
                }),
            },
            Table {
                id: "owners",
                title: t.pick("担当課別", "By section"),
                first: t.pick("担当課", "section"),
                rows: rows(&diff.by_owner, |name| match name {
                    "" => t.pick("（担当未定）", "(nobody yet)").to_string(),
                    name => name.to_string(),
                }),
            },
        ],
        lists: told.map(|fate| list(diff, fate, t)).collect(),
    };
    page.render().map_err(serde_json::Error::custom)
}

fn rows(counts: &BTreeMap<String, Counts>, name: impl Fn(&str) -> String) -> Vec<(String, Vec<usize>)> {
    counts.iter().map(|(key, c)| (name(key), Fate::ALL.iter().map(|f| c.of(*f)).collect())).collect()
}

fn list(diff: &Diff, fate: Fate, lang: Lang) -> List<'_> {
    List {
        id: id(fate),
        word: fate.word(lang),
        total: diff.counts.of(fate),
        entries: diff.with(fate).take(LISTED).collect(),
    }
}

fn id(fate: Fate) -> &'static str {
    match fate {
        Fate::New => "new",
        Fate::Changed => "changed",
        Fate::Unclear => "unclear",
        Fate::Solved => "solved",
        Fate::Unchanged => "unchanged",
    }
}
