//! A Markdown summary, for pull requests and job summaries.

use super::decided::decision_text;
use super::matched::{opens_with_matching, state};
use super::model::{Report, ReportedFinding};
use super::plan;
use super::words::*;
use crate::finding::Severity;
use crate::text::clean::visible;
use crate::text::lang::Lang;

/// Summary, first steps, errors and warnings as a table; every finding where all are asked for.
pub fn markdown(report: &Report, all: bool) -> String {
    let lang = lang_of(report);
    let mut out = format!("# {}\n", lang.pick("gapcheck の結果", "gapcheck report"));
    for system in &report.systems {
        out.push_str(&format!("\n## {} `{}`\n\n", cell(&system.name), system.slug));
        for edition in &system.editions {
            out.push_str(&format!(
                "- {}: {} {} ({}, {})\n",
                lang.pick("標準", "standard"),
                edition.slug,
                cell(&edition.label),
                edition.date,
                edition.basis
            ));
        }
        if opens_with_matching(report) {
            let mut state = state(report, system, lang).into_iter();
            state.next().iter().for_each(|heading| out.push_str(&format!("\n### {heading}\n\n")));
            state.for_each(|line| out.push_str(&format!("- {}\n", cell(line.trim()))));
            out.push('\n');
        }
        let rows = [
            (lang.pick("項目", "items"), &system.summary.items),
            (lang.pick("帳票", "forms"), &system.summary.forms),
            (lang.pick("機能", "functions"), &system.summary.functions),
        ];
        for (name, tally) in rows {
            out.push_str(&format!("- {name}: {}\n", tally_line(tally, [" (", ")"], lang)));
        }
        if let Some(notice) = reference_notice(system, lang) {
            out.push_str(&format!("\n> {notice}\n"));
        }
    }
    let steps = first_steps(report, lang);
    if !steps.is_empty() {
        out.push_str(&format!("\n## {}\n\n", lang.pick("まず行うこと", "What to do first")));
        steps.iter().for_each(|s| out.push_str(&format!("1. {s}\n")));
    }
    if let Some(plan) = &report.plan {
        out.push_str(&format!("\n## {}\n\n", cell(&plan::heading(plan, lang))));
        plan::lines(report, lang).iter().for_each(|l| out.push_str(&format!("- {}\n", cell(l))));
    }
    out.push_str(&table(report, all, lang));
    out.push_str(&format!("\n{}\n", disclaimer(lang)));
    out
}

fn table(report: &Report, all: bool, lang: Lang) -> String {
    let grave: Vec<&ReportedFinding> = match all {
        true => report.findings.iter().collect(),
        false => report.leading(false).filter(|f| f.severity < Severity::Info).collect(),
    };
    if grave.is_empty() {
        return String::new();
    }
    let decisions: Vec<Option<String>> =
        grave.iter().map(|f| f.decision.as_ref().and_then(|d| decision_text(d, lang))).collect();
    // the column is there only where somebody decided something
    let decided = decisions.iter().any(Option::is_some);
    let mut heads = lang
        .pick("| 重さ | 規則 | 該当箇所 | 内容 | 対応方針 |", "| severity | rule | where | what | what to do |")
        .to_string();
    let mut line = "|---|---|---|---|---|".to_string();
    if decided {
        heads.push_str(lang.pick(" 決定 |", " decided |"));
        line.push_str("---|");
    }
    let title = match all {
        true => lang.pick("すべての指摘", "All findings"),
        false => lang.pick("エラーと警告", "Errors and warnings"),
    };
    let mut out = format!("\n## {title}\n\n{heads}\n{line}\n");
    for (f, decision) in grave.into_iter().zip(decisions) {
        let place = input_place(f).and_then(place_text).unwrap_or_default();
        let mark = if f.reference { lang.pick("［参考］", " (reference)") } else { "" };
        out.push_str(&format!(
            "| {}{mark} | {} {} | {} | {} | {} |",
            f.severity.label(lang),
            f.rule,
            cell(&f.title),
            cell(&place),
            cell(&f.message),
            cell(&f.help)
        ));
        if decided {
            out.push_str(&format!(" {} |", cell(&decision.unwrap_or_default())));
        }
        out.push('\n');
    }
    out
}

/// Text in a cell: nothing in it ends the cell, starts a tag or an image.
pub fn cell(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        match c {
            '|' | '\\' | '`' | '*' | '[' | ']' | '!' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            c => out.push(c),
        }
    }
    out
}
