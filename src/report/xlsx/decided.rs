//! The columns of decisions: what people fill in, and what the program needs to take it back.

use super::table::{Cell, Column, Kind};
use crate::ledger::decisions::TYPED;
use crate::report::decided::CELL_WORDS;
use crate::report::people::{DecisionView, LedgerRow, RowStanding};
use crate::text::lang::Lang;

const PROGRESS: &[(&str, &str)] = &[
    ("未着手", "not begun"),
    ("検討中", "under consideration"),
    ("方針決定", "decided"),
    ("対応中", "in progress"),
    ("解消", "solved"),
    ("残置", "left as it is"),
];

const NEED: &[(&str, &str)] = &[("要", "needed"), ("不要", "not needed"), ("要確認", "to be checked")];

/// 対応方針 … 決定日.
pub(super) fn typed_columns(lang: Lang) -> Vec<Column> {
    let column = |heading, width, kind| Column::of_ledger(lang, heading, width, kind);
    vec![
        column("対応方針", 16, Kind::Policy),
        column("担当課", 12, Kind::Typed),
        column("期限", 11, Kind::Typed),
        column("状況", 10, Kind::Chosen(PROGRESS)),
        column("条例等改正", 9, Kind::Chosen(NEED)),
        column("住民周知", 9, Kind::Chosen(NEED)),
        column("備考", 24, Kind::Typed),
        column("決定者", 10, Kind::Typed),
        column("決定日", 11, Kind::Typed),
    ]
}

/// What people typed for this very thing. What it inherits is told beside it, so that it is not taken back as typed.
pub(super) fn typed_cells(decided: Option<&LedgerRow>) -> Vec<Cell> {
    match decided {
        Some(row) => row.cells.list().iter().map(|cell| Cell::typed(cell.unwrap_or_default())).collect(),
        None => vec![Cell::Empty; TYPED.len()],
    }
}

/// key, 状態, 改訂.
pub(super) fn hidden_columns(lang: Lang) -> Vec<Column> {
    ["key", "状態", "改訂"].map(|h| Column::of_ledger(lang, h, 12, Kind::Hidden)).into()
}

/// `today`: the state of what is found today; empty where nothing is.
pub(super) fn hidden_cells(key: &str, today: &str, decided: Option<&LedgerRow>) -> Vec<Cell> {
    let state = match decided.map(|d| (d.standing, d.solved_on.as_deref())) {
        Some((RowStanding::Recheck, _)) => format!("要再確認 {today}"),
        Some((RowStanding::Solved, day)) => format!("解消済 {}", day.unwrap_or_default()),
        Some((RowStanding::Unclear, _)) => "引継ぎ要確認".to_string(),
        Some((RowStanding::Open, _)) | None => today.to_string(),
    };
    let revision = decided.map(|d| d.revision.as_str()).unwrap_or_default();
    vec![Cell::text(key), Cell::text(state.trim()), Cell::text(revision)]
}

/// `解消済 2027-01-15`, for a row whose gap is not found today.
pub(super) fn standing_word(row: &LedgerRow, lang: Lang) -> String {
    let word = match row.standing {
        RowStanding::Open => "",
        RowStanding::Recheck => lang.pick("要再確認", "changed since it was decided"),
        RowStanding::Solved => lang.pick("解消済", "solved"),
        RowStanding::Unclear => lang.pick("引継ぎ要確認", "unclear whether solved"),
    };
    format!("{word} {}", row.solved_on.as_deref().unwrap_or_default()).trim().to_string()
}

/// What holds without having been typed here: from the work reforms above, or from the configuration; and 要再確認.
/// One thing may have several findings, under several reforms.
pub(super) fn held<'v>(views: impl Iterator<Item = &'v DecisionView>, own: Option<&LedgerRow>, lang: Lang) -> Cell {
    let own = own.map(|row| row.cells.list()).unwrap_or_default();
    let mut lines: Vec<String> = Vec::new();
    for view in views {
        let recheck = view.recheck.then(|| lang.pick("要再確認", "changed since it was decided").to_string());
        let cells = CELL_WORDS.iter().zip(view.cells.list()).zip(own);
        let held = cells
            .filter(|(_, own)| own.is_none())
            .filter_map(|((words, cell), _)| Some(line(view, words, cell?, lang)));
        for text in recheck.into_iter().chain(held) {
            if !lines.contains(&text) {
                lines.push(text);
            }
        }
    }
    Cell::lines(lines)
}

/// `担当課 税務課 (設定から)`
fn line(view: &DecisionView, (ja, en): &(&str, &str), cell: &str, lang: Lang) -> String {
    let source = match view.default_owner && *ja == "担当課" {
        true => lang.pick("設定から", "from the configuration"),
        false => lang.pick("見直し事項から", "from the work reform"),
    };
    format!("{} {cell} ({source})", lang.pick(ja, en))
}
