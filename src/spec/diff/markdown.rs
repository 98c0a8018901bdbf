//! A diff as Markdown: struck out and bold, for pull requests and minutes.

use super::aspects::Meaning;
use super::changes::{Change, Diff};
use super::evidence::in_words;
use super::inventory::Kind;
use super::text::{basis_note, side, title, told};
use crate::spec::catalog::Catalog;
use crate::text::lang::Lang;

pub fn markdown(diff: &Diff, lang: Lang) -> String {
    let name = Catalog::get().by_slug(&diff.system).map_or(diff.system.as_str(), |s| s.name.as_str());
    let mut out = format!("# {name}: {}\n\n", lang.pick("版の違い", "differences between two editions"));
    out.push_str(&format!("- {}: {}\n", lang.pick("旧", "old"), escaped(&side(&diff.old))));
    out.push_str(&format!("- {}: {}\n", lang.pick("新", "new"), escaped(&side(&diff.new))));
    if let Some(note) = basis_note(diff, lang) {
        out.push_str(&format!("- {note}\n"));
    }
    if diff.is_empty() {
        out.push_str(&format!("\n{}\n", lang.pick("違いはありません", "no differences")));
        return out;
    }
    out.push_str(&counts(diff, lang));
    for meaning in Meaning::ALL {
        let changes: Vec<&Change> = diff.changes.iter().filter(|c| !c.covered && c.tells(meaning)).collect();
        if changes.is_empty() {
            continue;
        }
        out.push_str(&format!("\n## {}\n", meaning.label(lang)));
        for kind in Kind::ALL {
            let of_kind: Vec<&&Change> = changes.iter().filter(|c| c.kind == kind).collect();
            if of_kind.is_empty() {
                continue;
            }
            out.push_str(&format!("\n### {}\n\n", kind.label().get(lang)));
            for change in of_kind {
                out.push_str(&format!("- {}\n", escaped(&title(change, meaning, lang))));
                for difference in change.of(meaning) {
                    let line = told(difference, lang, ("\u{1}", "\u{2}"), ("\u{3}", "\u{4}"));
                    out.push_str(&format!("  - {}\n", marked(&escaped(&line))));
                }
            }
        }
    }
    out.push_str(&questions(diff, lang));
    out
}

fn counts(diff: &Diff, lang: Lang) -> String {
    let mut out = String::from(lang.pick(
        "\n| | 追加 | なくなった | うち候補あり | 改名・移動 | 変更 |\n|---|---:|---:|---:|---:|---:|\n",
        "\n| | added | gone | with candidates | renamed or moved | changed |\n|---|---:|---:|---:|---:|---:|\n",
    ));
    for kind in Kind::ALL {
        let c = diff.counts(Some(kind));
        let name = kind.label();
        let row = [c.added, c.removed, c.proposed, c.renamed, c.changed].map(|n| n.to_string()).join(" | ");
        out.push_str(&format!("| {} | {row} |\n", name.get(lang)));
    }
    out
}

fn questions(diff: &Diff, lang: Lang) -> String {
    let open: Vec<&Change> = diff.changes.iter().filter(|c| !c.candidates.is_empty()).collect();
    if open.is_empty() {
        return String::new();
    }
    let mut out = format!("\n## {}\n\n", lang.pick("確認が要る候補", "questions"));
    for change in open {
        let label = change.old.as_ref().map(|n| n.label.as_str()).unwrap_or_default();
        out.push_str(&format!("- [ ] {} {}\n", change.kind.label().get(lang), escaped(label)));
        for c in &change.candidates {
            out.push_str(&format!("  - → {} ({})\n", escaped(&c.label), in_words(&c.evidence, lang)));
        }
    }
    out
}

/// Characters that Markdown or HTML would take for marks are shown as they are.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '~' | '|' | '#' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// Marks of the program, put in after the texts were escaped.
fn marked(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{1}' | '\u{2}' => "~~".to_string(),
            '\u{3}' | '\u{4}' => "**".to_string(),
            c => c.to_string(),
        })
        .collect()
}
