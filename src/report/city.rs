//! The text report of a whole city: a table of the systems, what crosses between them, and the errors of each.

use super::model::{Report, ReportedFinding, SystemReport};
use super::text::{Detail, finding_text, push_wrapped, unjudged};
use super::words::{disclaimer, first_steps, lang_of, reference_notice};
use crate::finding::Severity;
use crate::text::lang::Lang;
use crate::text::width::pad;

/// Writes the report of several systems. Warnings and informations only with `--all-findings`.
pub fn text(report: &Report, detail: Detail) -> String {
    let lang = lang_of(report);
    let name = report.municipality.as_ref().and_then(|m| m.name.as_deref()).unwrap_or_default();
    let mut out = format!("gapcheck {name}  {}\n", lang.pick("全業務", "all systems"));
    if let Some(notice) = report.systems.iter().find_map(|s| reference_notice(s, lang)) {
        push_wrapped(&mut out, "  ", &notice, detail.width);
    }
    for note in &report.notes {
        push_wrapped(&mut out, "  ", note, detail.width);
    }
    out.push('\n');
    out.push_str(&table(report, lang));
    let steps = first_steps(report, lang);
    if !steps.is_empty() {
        out.push_str(lang.pick("\nまず行うこと\n", "\nWhat to do first\n"));
        steps.iter().enumerate().for_each(|(i, step)| out.push_str(&format!("  {}. {step}\n", i + 1)));
    }
    out.push_str(&across(report, lang, detail.width));
    for system in &report.systems {
        out.push_str(&findings(report, system, detail, lang));
    }
    out.push_str(&unjudged(report, lang));
    out.push_str(&format!("\n{}\n", disclaimer(lang)));
    out
}

fn table(report: &Report, lang: Lang) -> String {
    let heads = lang.pick(
        "判定済/全  適合 一部 不適合 不足 未判定 | エラー 警告 情報",
        "judged/all conform partly nonconf missing open | error warn info",
    );
    let mut out = format!("  {} {heads}\n", pad(lang.pick("業務", "system"), 22));
    for system in &report.systems {
        let title = lang.pick(&system.name, &system.slug);
        if system.inputs.is_empty() {
            out.push_str(&format!("  {} {}\n", pad(title, 22), lang.pick("未提出", "not submitted")));
            continue;
        }
        let (t, f) = (&system.summary.items, &system.summary.findings);
        out.push_str(&format!(
            "  {} {:>4}/{:<5} {:>4} {:>4} {:>6} {:>4} {:>6} | {:>6} {:>4} {:>4}\n",
            pad(title, 22),
            t.judged(),
            t.in_question(),
            t.conform,
            t.partial,
            t.nonconform,
            t.missing,
            t.unjudged,
            f.error,
            f.warning,
            f.info
        ));
    }
    out
}

/// GAP0701: items of one system that others wait for.
fn across(report: &Report, lang: Lang, width: usize) -> String {
    let affected: Vec<&ReportedFinding> =
        report.findings.iter().filter(|f| f.rule == "GAP0701" && !f.is_accepted()).collect();
    if affected.is_empty() {
        return String::new();
    }
    let mut out = String::from(lang.pick("\n業務をまたぐ影響\n", "\nBetween systems\n"));
    for finding in affected.iter().take(30) {
        push_wrapped(&mut out, "  ", &format!("{}: {}", finding.system, finding.message), width);
    }
    if affected.len() > 30 {
        out.push_str(&match lang {
            Lang::Ja => format!("  ほか {} 件\n", affected.len() - 30),
            Lang::En => format!("  and {} more\n", affected.len() - 30),
        });
    }
    out
}

fn findings(report: &Report, system: &SystemReport, detail: Detail, lang: Lang) -> String {
    let consequences = report.consequences();
    let shown =
        |f: &&ReportedFinding| f.system == system.slug && (detail.all_findings || f.severity == Severity::Error);
    let found: Vec<&ReportedFinding> = report.leading(detail.all_findings).filter(shown).collect();
    if found.is_empty() {
        return String::new();
    }
    let mut out = format!("\n■ {} {}\n", system.name, system.slug);
    for finding in found {
        out.push_str(&finding_text(finding, consequences.get(finding.fingerprint.as_str()), lang, detail.width));
    }
    out
}
