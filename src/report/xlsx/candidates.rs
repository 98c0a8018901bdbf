//! 対応候補: one row for each item (and group) that has candidates, the best three with their evidence, and the answer that
//! `gapcheck map pull` takes back.

use serde_json::Value;

use super::correspondences::Names;
use super::table::{Cell, Column, Kind, Table};
use crate::report::model::{Report, ReportedFinding};
use crate::text::lang::Lang;

/// The answers that `map pull` understands.
const ANSWERS: &[(&str, &str)] = &[("はい", "yes"), ("いいえ", "no"), ("保留", "later"), ("別の列", "another column")];

/// So many candidates of one item are shown.
const SHOWN: usize = 3;

/// Rules of items and of groups that have candidates only.
const ITEM: &str = "GAP0104";
const GROUP: &str = "GAP0408";

pub(super) fn candidates(report: &Report, names: &Names<'_>, lang: Lang) -> Table {
    let column = |ja, en, width| Column::new(lang, ja, en, width);
    let of = |rule: &'static str| report.findings.iter().filter(move |f| f.rule == rule);
    // a column's home follows from its table's: tables first
    let rows = of(GROUP).chain(of(ITEM)).map(|f| row(f, names, lang)).collect();
    Table {
        name: lang.pick("対応候補", "candidates"),
        title: lang.pick("対応候補（確かめて回答する）", "Candidates to confirm").to_string(),
        note: lang
            .pick(
                "回答を選んで保存し、gapcheck map pull このファイル --mapping mapping.toml で取り込みます。「はい」は候補1、「別の列」は右の欄の列です",
                "Choose an answer, save, and run gapcheck map pull THIS-FILE --mapping mapping.toml. Yes means candidate 1; another column is named beside it",
            )
            .to_string(),
        columns: vec![
            column("業務", "system", 12),
            column("種類", "what", 8),
            column("グループ", "group", 20),
            column("項目", "item", 24),
            column("候補1", "candidate 1", 28),
            column("論理名1", "label 1", 16),
            column("根拠1", "evidence 1", 28),
            column("回答", "answer", 10).with(Kind::Chosen(ANSWERS)),
            column("別の列", "another column", 24).with(Kind::Typed),
            column("候補2", "candidate 2", 24),
            column("根拠2", "evidence 2", 24),
            column("候補3", "candidate 3", 24),
            column("根拠3", "evidence 3", 24),
        ],
        rows,
        frozen: 5,
        filtered: true,
    }
}

fn row(finding: &ReportedFinding, names: &Names<'_>, lang: Lang) -> Vec<Cell> {
    let fields = &finding.fields;
    let empty = Vec::new();
    let found = fields["candidates"].as_array().unwrap_or(&empty);
    let table = finding.rule == GROUP;
    let (what, group, item) = match table {
        true => (lang.pick("表", "table"), text(&fields["group"]), ""),
        false => (lang.pick("列", "column"), text(&fields["standard"]["group"]), text(&fields["standard"]["item"])),
    };
    let side = |at: usize| found.get(at).filter(|_| at < SHOWN).map(|c| (c, if table { c } else { &c["column"] }));
    let name = |at| Cell::text(&side(at).map(|(_, s)| today(s)).unwrap_or_default());
    let why = |at| Cell::text(&side(at).map(|(c, _)| evidence(&c["evidence"], lang)).unwrap_or_default());
    vec![
        Cell::text(names.get(&finding.system)),
        Cell::text(what),
        Cell::text(group),
        Cell::text(item),
        name(0),
        Cell::text(side(0).map(|(_, s)| text(&s["label"])).unwrap_or_default()),
        why(0),
        Cell::Empty,
        Cell::Empty,
        name(1),
        why(1),
        name(2),
        why(2),
    ]
}

/// `TABLE.COLUMN`, or a table's name.
fn today(side: &Value) -> String {
    match side["column"].as_str() {
        Some(column) => format!("{}.{column}", text(&side["table"])),
        None => text(&side["table"]).to_string(),
    }
}

fn evidence(all: &Value, lang: Lang) -> String {
    let empty = Vec::new();
    let at = usize::from(lang == Lang::En);
    let words = all.as_array().unwrap_or(&empty).iter().map(|pair| text(&pair[at]));
    words.collect::<Vec<_>>().join(lang.pick("、", ", "))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}
