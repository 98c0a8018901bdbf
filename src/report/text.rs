//! The plain text report: no colours, no boxes, one place per line. What screen readers, logs and pipes get.

use std::collections::BTreeMap;

use super::city;
use super::decided::{acceptance_text, decision_text};
use super::matched::{TO_CONFIRM, opens_with_matching, state};
use super::model::{Report, ReportedFinding, SystemReport};
use super::words::*;
use crate::finding::Severity;
use crate::text::clean::visible;
use crate::text::lang::Lang;
use crate::text::width::wrap;

/// How much is written out.
#[derive(Debug, Clone, Copy)]
pub struct Detail {
    /// Every finding, the informations too.
    pub all_findings: bool,
    /// Width of a line in cells.
    pub width: usize,
}

impl Default for Detail {
    fn default() -> Self {
        Detail { all_findings: false, width: 100 }
    }
}

/// Writes the whole report.
pub fn text(report: &Report, detail: Detail) -> String {
    let lang = lang_of(report);
    if report.systems.len() > 1 {
        return city::text(report, detail);
    }
    let mut out = head(report, detail.width);
    let consequences = report.consequences();
    for (section, findings) in sections(report, detail.all_findings, lang) {
        out.push_str(&format!("\n■ {}\n", visible(&section)));
        for alike in gathered(findings, &consequences) {
            out.push_str(&match alike.as_slice() {
                [finding] => {
                    let follows = consequences.get(finding.fingerprint.as_str());
                    finding_text(finding, follows, lang, detail.width)
                }
                all => alike_text(all, lang, detail.width),
            });
        }
    }
    out.push_str(&foot(report, detail.all_findings, lang));
    out
}

/// Title, editions, summary and first steps.
pub fn head(report: &Report, width: usize) -> String {
    let lang = lang_of(report);
    let mut out = String::new();
    for system in &report.systems {
        out.push_str(&title(report, system, lang));
        if let Some(notice) = reference_notice(system, lang) {
            push_wrapped(&mut out, "  ", &notice, width);
        }
        if opens_with_matching(report) {
            let mut state = state(report, system, lang).into_iter();
            state.next().iter().for_each(|heading| out.push_str(&format!("\n{heading}\n")));
            state.for_each(|line| push_wrapped(&mut out, "  ", &line, width));
        }
        out.push_str(&summary(system, lang));
    }
    for note in &report.notes {
        push_wrapped(&mut out, "  ", note, width);
    }
    let steps = first_steps(report, lang);
    if !steps.is_empty() {
        out.push_str(lang.pick("\nまず行うこと\n", "\nWhat to do first\n"));
        for (i, step) in steps.iter().enumerate() {
            out.push_str(&format!("  {}. {step}\n", i + 1));
        }
    }
    out
}

fn title(report: &Report, system: &SystemReport, lang: Lang) -> String {
    let municipality = report.municipality.as_ref().and_then(|m| m.name.as_deref()).unwrap_or_default();
    let role = match (system.role.as_str(), lang) {
        ("package", Lang::Ja) => "製品（package）",
        ("package", Lang::En) => "package",
        ("data", Lang::Ja) => "出力データ",
        ("data", Lang::En) => "exported data",
        (_, Lang::Ja) => "現行（present）",
        (_, Lang::En) => "present system",
    };
    let mut out = format!("gapcheck {} {}  {} {role}\n", visible(&system.name), system.slug, visible(municipality));
    for edition in &system.editions {
        out.push_str(&format!(
            "  {}: {} {} ({}, {})\n",
            lang.pick("標準", "standard"),
            edition.slug,
            visible(&edition.label),
            edition.date,
            edition.basis
        ));
    }
    for input in &system.inputs {
        let kind = match (input.kind.as_str(), lang) {
            ("mapping", Lang::Ja) => "対応表",
            ("mapping", Lang::En) => "mapping",
            ("data", Lang::Ja) => "データ",
            ("data", Lang::En) => "data",
            (_, Lang::Ja) => "現行",
            (_, Lang::En) => "current",
        };
        out.push_str(&format!("  {kind}: {}\n", visible(&input.path)));
    }
    out
}

fn summary(system: &SystemReport, lang: Lang) -> String {
    let mut out = String::from(lang.pick("\n要約\n", "\nSummary\n"));
    let rows = [
        (lang.pick("項目", "items"), &system.summary.items),
        (lang.pick("帳票", "forms"), &system.summary.forms),
        (lang.pick("機能", "functions"), &system.summary.functions),
    ];
    for (name, tally) in rows {
        out.push_str(&format!("  {name}: {}\n", tally_line(tally, ["  [", "]"], lang)));
    }
    let counts = &system.summary.findings;
    let name = lang.pick("指摘", "findings");
    let levels = [Severity::Error, Severity::Warning, Severity::Info];
    let numbers = [counts.error, counts.warning, counts.info];
    let parts: Vec<String> = levels.iter().zip(numbers).map(|(s, n)| format!("{} {n}", s.label(lang))).collect();
    out.push_str(&format!("  {name}: {}\n", parts.join(lang.pick("、", ", "))));
    out
}

/// Findings under their headings, consequences left to their causes. Headings in the order of their gravest finding.
pub fn sections(report: &Report, all: bool, lang: Lang) -> Vec<(String, Vec<&ReportedFinding>)> {
    let mut order: Vec<String> = Vec::new();
    let mut by_section: BTreeMap<String, Vec<&ReportedFinding>> = BTreeMap::new();
    for finding in report.leading(all).filter(|f| all || f.severity < Severity::Info) {
        let name = section(finding, lang);
        if !order.contains(&name) {
            order.push(name.clone());
        }
        by_section.entry(name).or_default().push(finding);
    }
    if opens_with_matching(report) {
        let asks = |name: &String| by_section[name].iter().any(|f| TO_CONFIRM.contains(&f.rule.as_str()));
        order.sort_by_cached_key(|name| !asks(name));
    }
    order.into_iter().filter_map(|name| by_section.remove_entry(&name)).collect()
}

/// One finding with its lines.
pub fn finding_text(
    finding: &ReportedFinding,
    follows: Option<&Vec<&ReportedFinding>>,
    lang: Lang,
    width: usize,
) -> String {
    let mut out = String::new();
    push_wrapped(&mut out, "  ", &format!("{}: {}", headline(finding, lang), finding.message), width);
    for (name, value) in details(finding, follows, lang) {
        push_wrapped(&mut out, "    ", &format!("{name}: {value}"), width);
    }
    out
}

/// So many informations of one rule under one heading are told together.
const ALIKE: usize = 3;

/// Informations of one rule, with nothing that follows from them and nothing decided, gathered where the first stands.
pub fn gathered<'a>(
    findings: Vec<&'a ReportedFinding>,
    consequences: &BTreeMap<&str, Vec<&'a ReportedFinding>>,
) -> Vec<Vec<&'a ReportedFinding>> {
    let is_plain = |f: &ReportedFinding| {
        let alone = !consequences.contains_key(f.fingerprint.as_str()) && f.decision.is_none() && !f.is_accepted();
        f.severity == Severity::Info && alone
    };
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    findings.iter().filter(|f| is_plain(f)).for_each(|f| *counts.entry(&f.rule).or_default() += 1);
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut out: Vec<Vec<&ReportedFinding>> = Vec::new();
    for finding in findings {
        let key = Some(finding.rule.as_str()).filter(|_| is_plain(finding));
        match key.filter(|key| counts.get(key).is_some_and(|n| *n >= ALIKE)) {
            Some(key) => match places.get(key) {
                Some(at) => out[*at].push(finding),
                None => {
                    places.insert(key, out.len());
                    out.push(vec![finding]);
                }
            },
            None => out.push(vec![finding]),
        }
    }
    out
}

/// Several findings of one rule: each in a line, what to do and the basis once.
pub fn alike_text(findings: &[&ReportedFinding], lang: Lang, width: usize) -> String {
    let mut out = String::new();
    let Some(first) = findings.first() else { return out };
    // 参考 only where it is true of all
    let model = findings.iter().find(|f| !f.reference).unwrap_or(first);
    let head = match lang {
        Lang::Ja => format!("{}: {} 件", headline(model, lang), findings.len()),
        Lang::En => format!("{}: {}", headline(model, lang), findings.len()),
    };
    push_wrapped(&mut out, "  ", &head, width);
    let place = |f: &ReportedFinding| input_place(f).and_then(place_text);
    let one_place = findings.iter().all(|f| place(f) == place(first));
    for finding in findings {
        let line = match (input_place(finding).and_then(|p| p.line).filter(|_| !one_place), lang) {
            (Some(n), Lang::Ja) => format!("（{n}行目）"),
            (Some(n), Lang::En) => format!(" (line {n})"),
            (None, _) => String::new(),
        };
        push_wrapped(&mut out, "    ", &format!("- {}{line}", finding.message), width);
    }
    if let Some(place) = place(first).filter(|_| one_place) {
        push_wrapped(&mut out, "    ", &format!("{}: {place}", lang.pick("該当箇所", "where")), width);
    }
    let same = findings.iter().all(|f| f.help == first.help);
    let todo = match (same, lang) {
        (true, _) => first.help.clone(),
        (false, Lang::Ja) => format!("（1件目の例）{}", first.help),
        (false, Lang::En) => format!("(as for the first) {}", first.help),
    };
    push_wrapped(&mut out, "    ", &format!("{}: {todo}", lang.pick("対応方針", "what to do")), width);
    let mut bases: Vec<String> = findings.iter().filter_map(|f| basis_text(f, lang)).collect();
    bases.sort();
    bases.dedup();
    if !bases.is_empty() {
        let bases = bases.join(lang.pick("、", "; "));
        push_wrapped(&mut out, "    ", &format!("{}: {bases}", lang.pick("根拠", "basis")), width);
    }
    out
}

/// 該当箇所, 標準, 失われる値, 対応方針, 影響, 根拠.
pub fn details(
    finding: &ReportedFinding,
    follows: Option<&Vec<&ReportedFinding>>,
    lang: Lang,
) -> Vec<(&'static str, String)> {
    let mut lines = Vec::new();
    lines.extend(input_place(finding).and_then(place_text).map(|p| (lang.pick("該当箇所", "where"), p)));
    lines.extend(finding.standard.clone().map(|s| (lang.pick("標準", "standard"), s)));
    lines.extend(finding.lost.clone().map(|s| (lang.pick("失われる値", "lost"), s)));
    let samples = finding.samples.iter().map(|s| (lang.pick("例", "example"), visible(s).into_owned()));
    lines.extend(samples);
    lines.push((lang.pick("対応方針", "what to do"), finding.help.clone()));
    if let Some(follows) = follows {
        let texts: Vec<&str> = follows.iter().take(5).map(|f| f.message.as_str()).collect();
        let mut text = texts.join(lang.pick("。", "; "));
        if follows.len() > 5 {
            text.push_str(&match lang {
                Lang::Ja => format!("。ほか {} 件", follows.len() - 5),
                Lang::En => format!("; and {} more", follows.len() - 5),
            });
        }
        lines.push((lang.pick("影響", "consequences"), text));
    }
    lines.extend(basis_text(finding, lang).map(|b| (lang.pick("根拠", "basis"), b)));
    lines.extend(acceptance_text(finding, lang).map(|a| (lang.pick("承認", "accepted"), a)));
    lines.extend(
        finding.decision.as_ref().and_then(|d| decision_text(d, lang)).map(|d| (lang.pick("決定", "decided"), d)),
    );
    lines
}

/// What was left out, and what the report is not.
pub fn foot(report: &Report, all: bool, lang: Lang) -> String {
    let mut out = String::new();
    let hidden: Vec<&ReportedFinding> = report.leading(all).filter(|f| !all && f.severity == Severity::Info).collect();
    if !hidden.is_empty() {
        let mut by_rule: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for finding in &hidden {
            *by_rule.entry((&finding.rule, &finding.title)).or_default() += 1;
        }
        let parts: Vec<String> = by_rule.iter().map(|((id, title), n)| format!("{id} {title} {n}")).collect();
        out.push_str(&match lang {
            Lang::Ja => {
                format!("\n情報 {} 件は省きました（--all-findings で表示）: {}\n", hidden.len(), parts.join("、"))
            }
            Lang::En => format!(
                "\n{} informations are left out (--all-findings shows them): {}\n",
                hidden.len(),
                parts.join(", ")
            ),
        });
    }
    out.push_str(&unjudged(report, lang));
    out.push_str(&format!("\n{}\n", disclaimer(lang)));
    out
}

pub fn unjudged(report: &Report, lang: Lang) -> String {
    let mut by_what: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in report.systems.iter().flat_map(|s| &s.unjudged) {
        *by_what.entry(&entry.what).or_default() += 1;
    }
    if by_what.is_empty() {
        return String::new();
    }
    let parts: Vec<String> = by_what.iter().map(|(what, n)| format!("{} {n}", unjudged_word(what, lang))).collect();
    match lang {
        Lang::Ja => format!("\n未判定（差異とも適合ともいえないもの）: {}\n", parts.join("、")),
        Lang::En => format!("\nNot judged (neither gap nor conformity): {}\n", parts.join(", ")),
    }
}

/// Wrapped lines of a text from outside, made harmless; its own line ends are kept.
pub fn lines(text: &str, width: usize) -> Vec<String> {
    text.split('\n').flat_map(|line| wrap(&visible(line), width)).collect()
}

pub fn push_wrapped(out: &mut String, indent: &str, text: &str, width: usize) {
    for (i, line) in lines(text, width.saturating_sub(indent.len() + 2)).iter().enumerate() {
        out.push_str(indent);
        if i > 0 {
            out.push_str("  ");
        }
        out.push_str(line);
        out.push('\n');
    }
}
