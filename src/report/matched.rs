//! The state of matching, which a report opens with while most tables have no counterpart.

use super::model::{Homes, Report, ReportedFinding, SystemReport};
use crate::text::clean::visible;
use crate::text::lang::Lang;

/// So many tables to confirm are named; `gapcheck map suggest` writes them all.
const NAMED: usize = 10;

/// Rules that ask for a correspondence to be confirmed.
pub const TO_CONFIRM: [&str; 3] = ["GAP0408", "GAP0104", "GAP0512"];

/// Whether what is missing may only be unmatched: the report then opens with the state of matching.
pub fn opens_with_matching(report: &Report) -> bool {
    report.systems.len() == 1 && report.systems.iter().any(|s| s.summary.matching.is_little())
}

/// The state of matching: lines without indentation, the first the heading.
pub fn state(report: &Report, system: &SystemReport, lang: Lang) -> Vec<String> {
    let matching = &system.summary.matching;
    let mut lines = vec![
        lang.pick("対応付けの状態", "State of matching").to_string(),
        homes(lang.pick("表", "tables"), &matching.tables, lang),
        homes(lang.pick("列", "columns"), &matching.columns, lang),
        lang.pick(
            "対応が決まった表が半分に届かないため、下の不足や独自は仮のものです。先に対応を確かめてください",
            "Fewer than half of the tables have a counterpart: what is missing or extra below is provisional; confirm correspondences first",
        )
        .to_string(),
    ];
    let tables = tables_to_confirm(report);
    if !tables.is_empty() {
        lines.push(
            lang.pick(
                "はじめに確かめる表（現行 → 標準のグループ）",
                "Tables to confirm first (today → group of the standard)",
            )
            .to_string(),
        );
        lines.extend(tables.iter().take(NAMED).map(|t| format!("  {t}")));
    }
    lines.push(match lang {
        Lang::Ja => format!("貼り付けられる行は gapcheck map suggest {} … が書き出します", system.slug),
        Lang::En => format!("gapcheck map suggest {} … writes all of them as lines to paste", system.slug),
    });
    lines
}

fn homes(what: &str, homes: &Homes, lang: Lang) -> String {
    let Homes { confirmed, automatic, not_needed, candidate, unknown } = homes;
    match lang {
        Lang::Ja => format!(
            "{what} {}: 対応表で確認済 {confirmed}、自動 {automatic}、対応不要 {not_needed}、候補あり {candidate}、不明 {unknown}",
            homes.all()
        ),
        Lang::En => format!(
            "{what} {}: confirmed {confirmed}, automatic {automatic}, none needed {not_needed}, candidates {candidate}, unknown {unknown}",
            homes.all()
        ),
    }
}

fn tables_to_confirm(report: &Report) -> Vec<String> {
    let candidates = report.findings.iter().filter(|f| f.rule == "GAP0408");
    candidates.flat_map(pairs).collect()
}

fn pairs(finding: &ReportedFinding) -> Vec<String> {
    let group = finding.fields["group"].as_str().unwrap_or_default();
    let candidates = finding.fields["candidates"].as_array().map_or(&[][..], Vec::as_slice);
    let name = |table: &serde_json::Value| {
        let label = table["label"].as_str().map(|l| format!("（{l}）")).unwrap_or_default();
        visible(&format!("{}{label} → {group}", table["table"].as_str().unwrap_or_default())).to_string()
    };
    candidates.iter().map(name).collect()
}
