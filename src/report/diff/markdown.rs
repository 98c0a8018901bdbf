//! The difference of two reports as Markdown.

use std::collections::BTreeMap;

use super::{Counts, Diff, Entry, Fate};
use crate::report::markdown::cell;
use crate::text::lang::Lang;

pub fn markdown(diff: &Diff) -> String {
    let lang = diff.lang();
    let mut out = format!("# {}\n\n", lang.pick("二つの結果の差", "Between two reports"));
    diff.other_town().iter().for_each(|told| out.push_str(&format!("**{}**\n\n", cell(told))));
    for fate in Fate::ALL {
        out.push_str(&format!("- {}: {}\n", fate.word(lang), diff.counts.of(fate)));
    }
    let rules: BTreeMap<String, Counts> = diff
        .by_rule
        .iter()
        .map(|(id, counts)| (format!("{id} {}", diff.titles.get(id).map(String::as_str).unwrap_or_default()), *counts))
        .collect();
    out.push_str(&table(lang.pick("規則別", "By rule"), lang.pick("規則", "rule"), &rules, lang));
    out.push_str(&table(lang.pick("担当課別", "By section"), lang.pick("担当課", "section"), &diff.by_owner, lang));
    for fate in Fate::ALL.into_iter().filter(|f| *f != Fate::Unchanged && diff.counts.of(*f) > 0) {
        out.push_str(&list(diff, fate, lang));
    }
    out
}

fn table(title: &str, first: &str, rows: &BTreeMap<String, Counts>, lang: Lang) -> String {
    let heads: Vec<&str> = Fate::ALL.iter().map(|f| f.word(lang)).collect();
    let mut out = format!("\n## {title}\n\n| {first} | {} |\n|---|{}\n", heads.join(" | "), "--:|".repeat(heads.len()));
    for (name, counts) in rows {
        let name = if name.is_empty() { lang.pick("（担当未定）", "(nobody yet)") } else { name };
        let numbers: Vec<String> = Fate::ALL.iter().map(|f| counts.of(*f).to_string()).collect();
        out.push_str(&format!("| {} | {} |\n", cell(name), numbers.join(" | ")));
    }
    out
}

fn list(diff: &Diff, fate: Fate, lang: Lang) -> String {
    let heads = lang.pick("| 業務 | 重さ | 規則 | 内容 | 担当課 |", "| system | severity | rule | what | section |");
    let mut out = format!("\n## {}\n\n{heads}\n|---|---|---|---|---|\n", fate.word(lang));
    for entry in diff.with(fate) {
        out.push_str(&format!(
            "| {} | {} | {} {} | {} | {} |\n",
            entry.system,
            severity(entry, lang),
            entry.rule,
            cell(&entry.title),
            content(entry, lang),
            cell(entry.owner.as_deref().unwrap_or_default())
        ));
    }
    out
}

fn severity(entry: &Entry, lang: Lang) -> String {
    let now = entry.severity.label(lang);
    entry.old_severity.map_or(now.to_string(), |old| format!("{} → {now}", old.label(lang)))
}

fn content(entry: &Entry, lang: Lang) -> String {
    let mut text = cell(&entry.message);
    if let Some(old) = &entry.old_message {
        text.push_str(&format!("<br>{}: {}", lang.pick("以前", "before"), cell(old)));
    }
    if let Some(reason) = &entry.reason {
        text.push_str(&format!("<br>{}", cell(reason)));
    }
    text
}
