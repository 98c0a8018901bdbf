//! The text report of a whole city: a table of the systems, what crosses between them, and the errors of each.

use super::model::{Report, ReportedFinding, SystemReport};
use super::text::{Detail, finding_text, push_wrapped, unjudged};
use super::words::{disclaimer, first_steps, lang_of, reference_notice};
use crate::finding::Severity;
use crate::text::clean::visible;
use crate::text::lang::Lang;
use crate::text::width::{cells, pad};

/// Writes the report of several systems. Warnings and informations only with `--all-findings`.
pub fn text(report: &Report, detail: Detail) -> String {
    let lang = lang_of(report);
    let name = report.municipality.as_ref().and_then(|m| m.name.as_deref()).unwrap_or_default();
    let category = report.municipality.as_ref().and_then(|m| m.category.as_deref());
    let category = match (category, lang) {
        (Some(c), Lang::Ja) => format!("（{c}）"),
        (Some(c), Lang::En) => format!(" ({c})"),
        (None, _) => String::new(),
    };
    let mut out = format!("gapcheck {}{category}  {}\n", visible(name), lang.pick("全業務", "all systems"));
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
    let titles = report.systems.iter().map(|s| cells(lang.pick(&s.name, &s.slug)));
    let wide = titles.max().unwrap_or(0).max(22);
    let mut out = format!("  {} {heads}\n", pad(lang.pick("業務", "system"), wide));
    for system in &report.systems {
        let title = lang.pick(&system.name, &system.slug);
        if system.inputs.is_empty() {
            out.push_str(&format!("  {} {}\n", pad(title, wide), lang.pick("未提出", "not submitted")));
            continue;
        }
        let (t, f) = (&system.summary.items, &system.summary.findings);
        out.push_str(&format!(
            "  {} {:>4}/{:<5} {:>4} {:>4} {:>6} {:>4} {:>6} | {:>6} {:>4} {:>4}{}\n",
            pad(title, wide),
            t.judged(),
            t.in_question(),
            t.conform,
            t.partial,
            t.nonconform,
            t.missing,
            t.unjudged,
            f.error,
            f.warning,
            f.info,
            transition(report, system, lang)
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
    let mut out = String::from(lang.pick(
        "\n業務をまたぐ影響（左の業務の項目が足りないか標準と違うと、それを使う右の業務に影響します）\n",
        "\nBetween systems (items of the first that are missing or differ, used by those on the right)\n",
    ));
    // items that the same systems wait for are told together
    let mut told: Vec<(&str, String, Vec<String>)> = Vec::new();
    for finding in affected {
        let (item, users) = (text_field(finding, "item"), users(finding, lang));
        match told.iter_mut().find(|(system, others, _)| *system == finding.system && *others == users) {
            Some((_, _, items)) => items.push(item),
            None => told.push((&finding.system, users, vec![item])),
        }
    }
    for (system, users, items) in told {
        let items = items.join(lang.pick("、", ", "));
        push_wrapped(&mut out, "  ", &format!("{} → {users}: {items}", title(report, system, lang)), width);
    }
    out
}

fn text_field(finding: &ReportedFinding, name: &str) -> String {
    finding.fields.get(name).and_then(|v| v.as_str()).unwrap_or_default().to_string()
}

/// The systems that use the item, as the message ends with them; where they are many, their number first.
fn users(finding: &ReportedFinding, lang: Lang) -> String {
    let count = finding.fields.get("consumers").and_then(|v| v.as_array()).map_or(0, Vec::len);
    let names = finding.message.rsplit_once(": ").map_or("", |(_, names)| names);
    match (count > 5, lang) {
        (false, _) => names.to_string(),
        (true, Lang::Ja) => format!("{count}業務（{names}）"),
        (true, Lang::En) => format!("{count} systems ({names})"),
    }
}

fn title<'r>(report: &'r Report, slug: &'r str, lang: Lang) -> &'r str {
    let system = report.systems.iter().find(|s| s.slug == slug);
    system.map_or(slug, |s| lang.pick(s.name.as_str(), s.slug.as_str()))
}

/// 経過措置 or 特定移行支援 with its last day (GAP0805).
fn transition(report: &Report, system: &SystemReport, lang: Lang) -> String {
    let finding = report.findings.iter().find(|f| f.rule == "GAP0805" && f.system == system.slug);
    let entry = finding.and_then(|f| f.fields.get("entries")?.get(0));
    let text = |name: &str| entry.and_then(|e| e.get(name)?.as_str()).unwrap_or_default();
    let kind = match text("kind") {
        "migration-support" => lang.pick("特定移行支援", "migration support"),
        "interim-measure" => lang.pick("経過措置", "interim measure"),
        _ => return String::new(),
    };
    match (text("until"), lang) {
        (until, Lang::Ja) => format!("  {kind}（{until} まで）"),
        (until, Lang::En) => format!("  {kind} (until {until})"),
    }
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
