//! 要確認: candidates that wait for a person, and what was not judged.

use super::correspondences::{Names, severity};
use super::table::{Cell, Column, Table};
use crate::report::model::Report;
use crate::report::words::{input_place, place_text, unjudged_word};
use crate::text::lang::Lang;

/// Rules that wait for a person to confirm a candidate.
const CANDIDATES: [&str; 3] = ["GAP0104", "GAP0408", "GAP0512"];

pub(super) fn open(report: &Report, names: &Names<'_>, lang: Lang) -> Table {
    let column = |ja, en, width| Column::new(lang, ja, en, width);
    let mut rows = Vec::new();
    for finding in report.findings.iter().filter(|f| CANDIDATES.contains(&f.rule.as_str())) {
        rows.push(vec![
            Cell::text(names.get(&finding.system)),
            Cell::text(lang.pick("対応の候補", "candidate to confirm")),
            severity(&[finding], lang),
            Cell::text(&finding.rule),
            Cell::text(&finding.subject_parts.name),
            Cell::text(&finding.message),
            Cell::text(&finding.help),
            Cell::text(&input_place(finding).and_then(place_text).unwrap_or_default()),
        ]);
    }
    for system in &report.systems {
        for entry in &system.unjudged {
            rows.push(vec![
                Cell::text(names.get(&system.slug)),
                Cell::text(unjudged_word(&entry.what, lang)),
                Cell::Empty,
                Cell::Empty,
                Cell::text(&entry.name),
                Cell::text(&entry.reason),
            ]);
        }
    }
    Table {
        name: lang.pick("要確認", "to confirm"),
        title: lang.pick("要確認（対応の候補と未判定）", "Candidates to confirm, and what was not judged").to_string(),
        note: lang
            .pick(
                "未判定は差異でも適合でもありません。資料を補うと判定できます",
                "What was not judged is neither a gap nor conforming; more material settles it",
            )
            .to_string(),
        columns: vec![
            column("業務", "system", 12),
            column("種類", "what", 22),
            column("重さ", "severity", 8),
            column("規則", "rules", 10),
            column("対象", "subject", 32),
            column("内容", "reason", 56),
            column("すること", "what to do", 40),
            column("該当箇所", "where", 24),
        ],
        rows,
        frozen: 2,
        filtered: true,
    }
}
