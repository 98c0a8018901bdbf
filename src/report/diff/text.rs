//! The difference of two reports as plain text.

use std::collections::BTreeMap;

use super::{Counts, Diff, Entry, Fate};
use crate::report::text::push_wrapped;
use crate::text::clean::visible;
use crate::text::lang::Lang;
use crate::text::width::pad;

/// Counts, then by rule and by 担当課, then every difference.
pub fn text(diff: &Diff, width: usize) -> String {
    let lang = diff.lang();
    let mut out = String::from(lang.pick("二つの結果の差\n", "Between two reports\n"));
    diff.other_town().iter().for_each(|told| push_wrapped(&mut out, "  ", &visible(told), width));
    for fate in Fate::ALL {
        out.push_str(&format!("  {} {}\n", pad(fate.word(lang), 14), diff.counts.of(fate)));
    }
    let rules: BTreeMap<String, Counts> = diff
        .by_rule
        .iter()
        .map(|(id, counts)| (format!("{id} {}", diff.titles.get(id).map(String::as_str).unwrap_or_default()), *counts))
        .collect();
    out.push_str(&table(lang.pick("規則別", "By rule"), &rules, lang));
    out.push_str(&table(lang.pick("担当課別", "By section"), &diff.by_owner, lang));
    for fate in Fate::ALL.into_iter().filter(|f| *f != Fate::Unchanged && diff.counts.of(*f) > 0) {
        out.push_str(&format!("\n■ {} {}\n", fate.word(lang), diff.counts.of(fate)));
        diff.with(fate).for_each(|entry| push_entry(&mut out, entry, lang, width));
    }
    out
}

fn table(title: &str, rows: &BTreeMap<String, Counts>, lang: Lang) -> String {
    let mut out = format!("\n{title}\n  {}", pad("", 34));
    Fate::ALL.iter().for_each(|fate| out.push_str(&format!(" {}", pad(fate.word(lang), 12))));
    out = format!("{}\n", out.trim_end());
    for (name, counts) in rows {
        let name = if name.is_empty() { lang.pick("（担当未定）", "(nobody yet)") } else { name };
        let mut line = format!("  {}", pad(&visible(name), 34));
        Fate::ALL.iter().for_each(|fate| line.push_str(&format!(" {}", pad(&counts.of(*fate).to_string(), 12))));
        out.push_str(&format!("{}\n", line.trim_end()));
    }
    out
}

fn push_entry(out: &mut String, entry: &Entry, lang: Lang, width: usize) {
    let mut severity = entry.severity.label(lang).to_string();
    if let Some(old) = entry.old_severity {
        severity = format!("{} → {severity}", old.label(lang));
    }
    let head = format!("{severity} {} {} [{}]: {}", entry.rule, entry.title, entry.system, entry.message);
    push_wrapped(out, "  ", &head, width);
    let lines = [
        (lang.pick("以前", "before"), &entry.old_message),
        (lang.pick("理由", "because"), &entry.reason),
        (lang.pick("担当課", "section"), &entry.owner),
    ];
    for (name, value) in lines {
        if let Some(value) = value {
            push_wrapped(out, "    ", &format!("{name}: {value}"), width);
        }
    }
}
