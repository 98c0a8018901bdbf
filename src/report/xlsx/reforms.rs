//! BPR: every work reform with all that a planner asks, and what was decided.

use std::collections::{HashMap, HashSet};

use super::correspondences::{Names, severity};
use super::decided::{held, hidden_cells, hidden_columns, standing_word, typed_cells, typed_columns};
use super::table::{Cell, Column, Kind, Table, Tone};
use crate::bpr::BprItem;
use crate::ledger::decisions::Computed;
use crate::ledger::kinds;
use crate::report::model::{Report, ReportedFinding};
use crate::report::people::LedgerRow;
use crate::report::rows::state;
use crate::text::lang::Lang;

pub(super) fn reforms(report: &Report, names: &Names<'_>, lang: Lang) -> Table {
    let findings: HashMap<&str, &ReportedFinding> =
        report.findings.iter().map(|f| (f.fingerprint.as_str(), f)).collect();
    let ledger: HashMap<&str, &LedgerRow> =
        report.decisions.iter().flat_map(|d| &d.rows).map(|r| (r.key.as_str(), r)).collect();
    let mut rows = Vec::new();
    for item in &report.bpr {
        let answered: Vec<&ReportedFinding> =
            item.findings.iter().filter_map(|f| findings.get(f.as_str()).copied()).collect();
        rows.push(row(item, &answered, ledger.get(item.id.as_str()).copied(), names, lang));
    }
    let there: HashSet<&str> = report.bpr.iter().map(|b| b.id.as_str()).collect();
    let gone = report.decisions.iter().flat_map(|d| &d.rows);
    let gone = gone.filter(|r| r.key.starts_with("b1-") && !there.contains(r.key.as_str()));
    rows.extend(gone.map(|r| gone_row(r, names, lang)));
    Table {
        name: "BPR",
        title: lang.pick("見直し事項（BPR）", "Work reforms (BPR)").to_string(),
        note: lang
            .pick(
                "ここに書いた方針は、その下の指摘に引き継がれます。候補は検討する順に並んでいます",
                "What is decided here holds for the findings below; possible policies stand in the order of consideration",
            )
            .to_string(),
        columns: columns(lang),
        rows,
        frozen: 4,
        filtered: true,
    }
}

fn columns(lang: Lang) -> Vec<Column> {
    let ledger = |heading, width| Column::of_ledger(lang, heading, width, Kind::Shown);
    let own = |which, width| Column::computed(lang, which, width);
    let mut columns = vec![
        ledger("業務", 12),
        ledger("グループ", 12),
        ledger("項目", 20),
        own(Computed::Title, 24),
        ledger("種別", 12),
        own(Computed::Verdict, 10),
        own(Computed::Severity, 8),
        own(Computed::Findings, 7),
        own(Computed::AsIs, 34),
        own(Computed::ToBe, 26),
        own(Computed::Review, 40),
        own(Computed::Effect, 26),
        own(Computed::Remedies, 18),
        own(Computed::OrdinanceNeed, 10),
        own(Computed::NoticeNeed, 10),
        own(Computed::WaitsFor, 10),
        own(Computed::Effort, 14),
        own(Computed::Steps, 18),
        own(Computed::Plan, 22),
        own(Computed::Holds, 18),
    ];
    columns.extend(typed_columns(lang));
    columns.push(ledger("現行", 12).with(Kind::Hidden));
    columns.extend(hidden_columns(lang));
    columns.push(own(Computed::Fingerprints, 20).with(Kind::Hidden));
    columns
}

fn row(
    item: &BprItem,
    answered: &[&ReportedFinding],
    decided: Option<&LedgerRow>,
    names: &Names<'_>,
    lang: Lang,
) -> Vec<Cell> {
    let subject = item.subject_parts.as_ref();
    let need = |need: Option<crate::bpr::Need>| Cell::maybe(need.map(|n| n.word(lang)));
    let plan = item.plan.iter().map(|line| format!("{} {}", line.id, line.title));
    let mut cells = vec![
        Cell::maybe(subject.map(|s| names.get(&s.system))),
        Cell::maybe(subject.map(|s| s.within.as_str())),
        Cell::maybe(subject.map(|s| s.name.as_str())),
        Cell::text(&item.title),
        Cell::text(&kinds::bpr_word(&item.rule)),
        Cell::Empty,
        severity(answered, lang),
        Cell::Number(item.findings.len()),
        Cell::maybe(item.as_is.as_deref()),
        Cell::maybe(item.to_be.as_deref()),
        Cell::maybe(item.review.as_deref()),
        Cell::maybe(item.effect.as_deref()),
        Cell::lines(&item.remedies),
        need(item.ordinance),
        need(item.notice),
        Cell::lines(item.waits_for.iter().map(|p| p.word(lang))),
        Cell::maybe(item.effort.map(|e| e.word(lang))),
        Cell::lines(item.steps.iter().map(|s| s.word(lang))),
        Cell::lines(plan),
        held(item.decision.iter(), decided, lang),
    ];
    cells.extend(typed_cells(decided));
    cells.push(Cell::Empty);
    cells.extend(hidden_cells(&item.id, &state(answered), decided));
    cells.push(Cell::lines(&item.findings));
    cells
}

/// A row of decisions whose work reform is not asked for any more: it never vanishes.
fn gone_row(row: &LedgerRow, names: &Names<'_>, lang: Lang) -> Vec<Cell> {
    let mut cells = vec![Cell::Empty; 20];
    cells[0] = Cell::text(names.get(&row.system));
    cells[1] = Cell::text(&row.group);
    cells[2] = Cell::text(&row.item);
    cells[4] = Cell::text(&row.kind);
    cells[5] = Cell::toned(&standing_word(row, lang), Tone::Quiet);
    cells[7] = Cell::Number(0);
    cells.extend(typed_cells(Some(row)));
    cells.push(Cell::text(&row.current));
    cells.extend(hidden_cells(&row.key, "", Some(row)));
    cells
}
