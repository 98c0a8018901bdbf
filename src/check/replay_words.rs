//! A replay in words: text, Markdown, JSON.

use serde_json::{Value, json};

use super::replay::{Gap, MappingLine, Replay};
use crate::finding::Severity;
use crate::matching::migrate::in_short;
use crate::spec::diff::text::told;
use crate::spec::diff::{Aspect, Change, How, json};
use crate::text::lang::Lang;

/// Gaps by what the revision did to them, with their headings.
fn sections(replay: &Replay, lang: Lang) -> [(&'static str, &'static str, &[Gap]); 4] {
    [
        ("new", lang.pick("改定で新しく出る差異", "gaps that the revision brings"), &replay.new),
        ("changed", lang.pick("改定で変わる差異", "gaps that the revision changes"), &replay.changed),
        ("solved", lang.pick("改定で解消する差異", "gaps that the revision solves"), &replay.solved),
        (
            "review",
            lang.pick(
                "引継ぎ要確認（新しい版での行き先を人が決める。解消ではない）",
                "to be settled by a person (not solved)",
            ),
            &replay.review,
        ),
    ]
}

pub fn text(replay: &Replay, lang: Lang) -> String {
    let mut out = format!("\n■ {}\n", title(lang));
    out.push_str(&format!("  {}\n", totals(replay, lang)));
    for (_, heading, gaps) in sections(replay, lang) {
        if gaps.is_empty() {
            continue;
        }
        out.push_str(&format!(" {heading} {}\n", gaps.len()));
        for gap in gaps {
            out.push_str(&format!("  {}\n", line(gap, lang)));
            gap.because.iter().for_each(|c| out.push_str(&format!("      ← {}\n", why(c, lang))));
        }
    }
    if !replay.lines.is_empty() {
        out.push_str(&format!(
            " {} {}\n",
            lang.pick("見直す対応表の行", "mapping lines to look at again"),
            replay.lines.len()
        ));
        replay.lines.iter().for_each(|l| mapping_line(l, lang, "  ", "      ", &mut out));
    }
    out
}

pub fn markdown(replay: &Replay, lang: Lang) -> String {
    let mut out = format!("\n## {}\n\n{}\n", title(lang), totals(replay, lang));
    for (_, heading, gaps) in sections(replay, lang) {
        if gaps.is_empty() {
            continue;
        }
        out.push_str(&format!("\n### {heading} ({})\n\n", gaps.len()));
        for gap in gaps {
            out.push_str(&format!("- {}\n", line(gap, lang)));
            gap.because.iter().for_each(|c| out.push_str(&format!("  - {}\n", why(c, lang))));
        }
    }
    if !replay.lines.is_empty() {
        let heading = lang.pick("見直す対応表の行", "mapping lines to look at again");
        out.push_str(&format!("\n### {heading} ({})\n\n", replay.lines.len()));
        replay.lines.iter().for_each(|l| mapping_line(l, lang, "- ", "  - ", &mut out));
    }
    out
}

fn title(lang: Lang) -> &'static str {
    lang.pick("現行への影響（両方の版で調べた結果）", "what it means for the present system (checked against both)")
}

fn totals(r: &Replay, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!(
            "差異 {} 件 → {} 件（新しい {}、変わる {}、解消 {}、引継ぎ要確認 {}、そのまま {}）",
            r.before,
            r.after,
            r.new.len(),
            r.changed.len(),
            r.solved.len(),
            r.review.len(),
            r.unchanged
        ),
        Lang::En => format!(
            "{} gaps before, {} after ({} new, {} changed, {} solved, {} to be settled, {} unchanged)",
            r.before,
            r.after,
            r.new.len(),
            r.changed.len(),
            r.solved.len(),
            r.review.len(),
            r.unchanged
        ),
    }
}

fn severity(severity: Severity, lang: Lang) -> &'static str {
    match severity {
        Severity::Error => lang.pick("エラー", "error"),
        Severity::Warning => lang.pick("警告", "warning"),
        Severity::Info => lang.pick("情報", "info"),
    }
}

fn line(gap: &Gap, lang: Lang) -> String {
    let now = severity(gap.severity, lang);
    let level = match gap.was.filter(|was| *was != gap.severity) {
        Some(was) => format!("{} → {now}", severity(was, lang)),
        None => now.to_string(),
    };
    let perhaps = match gap.perhaps.is_empty() {
        true => String::new(),
        false => format!("  {}: {}", lang.pick("候補", "candidates"), gap.perhaps.join(lang.pick("、", ", "))),
    };
    format!("{} {level} {}: {}{perhaps}", gap.rule, gap.about, gap.message)
}

/// What the revision did, in one line.
fn why(change: &Change, lang: Lang) -> String {
    let label = |n: &Option<crate::spec::diff::Named>| n.as_ref().map(|n| n.label.clone()).unwrap_or_default();
    match change.how {
        How::Added => lang.pick("新しい版で加わった", "new in the new edition").to_string(),
        How::Removed => lang.pick("新しい版からなくなった", "gone in the new edition").to_string(),
        How::Renamed | How::Changed => {
            let mut parts = Vec::new();
            if change.how == How::Renamed {
                parts.push(format!("{} → {}", label(&change.old), label(&change.new)));
            }
            let told_apart = |a: Aspect| !matches!(a, Aspect::Name | Aspect::Place);
            let differences = change.differences.iter().filter(|d| told_apart(d.aspect));
            parts.extend(differences.map(|d| told(d, lang, ("[-", "-]"), ("{+", "+}"))));
            parts.join(lang.pick("、", ", "))
        }
    }
}

fn mapping_line(l: &MappingLine, lang: Lang, first: &str, next: &str, out: &mut String) {
    out.push_str(&format!("{first}{}:{} [[{}]]\n", l.file, l.line.number, l.line.section));
    for (_, name, fate) in l.line.names.iter().filter(|(_, _, fate)| !fate.is_settled()) {
        out.push_str(&format!("{next}{name}: {}\n", in_short(fate, lang)));
    }
    l.changes.iter().for_each(|c| out.push_str(&format!("{next}{}\n", why(c, lang))));
}

/// For `"replay"` of the diff's JSON.
pub fn value(replay: &Replay, lang: Lang) -> Value {
    let mut out = json!({"before": replay.before, "after": replay.after, "unchanged": replay.unchanged});
    for (name, _, gaps) in sections(replay, lang) {
        out[name] = gaps.iter().map(|g| gap_value(g, lang)).collect();
    }
    out["mappingLines"] = replay.lines.iter().map(|l| line_value(l, lang)).collect();
    out
}

fn gap_value(gap: &Gap, lang: Lang) -> Value {
    json!({
        "rule": gap.rule, "severity": gap.severity, "was": gap.was, "about": gap.about, "message": gap.message,
        "fingerprint": gap.fingerprint, "candidates": gap.perhaps,
        "because": gap.because.as_ref().map(|c| json::change(c, lang)),
    })
}

fn line_value(l: &MappingLine, lang: Lang) -> Value {
    let names: Vec<Value> = l
        .line
        .names
        .iter()
        .map(|(kind, name, fate)| {
            json!({"kind": kind.id(), "name": name, "settled": fate.is_settled(), "text": in_short(fate, lang)})
        })
        .collect();
    let changes: Vec<Value> = l.changes.iter().map(|c| json::change(c, lang)).collect();
    json!({"file": l.file, "line": l.line.number, "section": l.line.section, "names": names, "changes": changes})
}
