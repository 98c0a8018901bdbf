//! コード対応表: code by code, what becomes of it.

use std::collections::HashMap;

use super::correspondences::{Names, unique};
use super::table::{Cell, Column, Table, Tone};
use crate::report::model::{Report, ReportedFinding};
use crate::report::rows::{CodeFate, CodeRow};
use crate::text::lang::Lang;

pub(super) fn codes(report: &Report, names: &Names<'_>, lang: Lang) -> Table {
    let mut findings: HashMap<&str, Vec<&ReportedFinding>> = HashMap::new();
    let of_codes = report.findings.iter().filter(|f| f.rule.starts_with("GAP03"));
    of_codes.for_each(|f| findings.entry(&f.subject).or_default().push(f));
    let column = |ja, en, width| Column::new(lang, ja, en, width);
    Table {
        name: lang.pick("コード対応表", "codes"),
        title: lang.pick("コード対応表（コード変換表）", "Codes of today and of the standard").to_string(),
        note: lang
            .pick(
                "方針は項目対応表に書きます。変換先は対応表（mapping.toml）の [[codes]] に書いてください",
                "Decide on the sheet of items; write what a code becomes under [[codes]] in the mapping",
            )
            .to_string(),
        columns: vec![
            column("業務", "system", 12),
            column("グループ", "group", 18),
            column("項目", "item", 22),
            column("標準のコード一覧", "standard list", 20),
            column("現行の項目", "current column", 24),
            column("現行の値", "current value", 10),
            column("現行の内容", "current label", 24),
            column("標準の値", "standard value", 10),
            column("標準の内容", "standard label", 24),
            column("判定", "result", 22),
            column("規則", "rules", 12),
        ],
        rows: report
            .systems
            .iter()
            .flat_map(|s| &s.codes_table)
            .map(|code| row(code, findings.get(code.item.key().as_str()), names, lang))
            .collect(),
        frozen: 3,
        filtered: true,
    }
}

fn row(code: &CodeRow, findings: Option<&Vec<&ReportedFinding>>, names: &Names<'_>, lang: Lang) -> Vec<Cell> {
    let tone = match code.fate {
        CodeFate::Settled => Tone::Good,
        CodeFate::Unmapped | CodeFate::Conflict => Tone::Bad,
        CodeFate::Folded => Tone::Doubtful,
        CodeFate::Undecided | CodeFate::Unused => Tone::Quiet,
    };
    let rules = findings.into_iter().flatten().filter(|f| speaks_of(f, code.fate)).map(|f| f.rule.clone());
    vec![
        Cell::text(names.get(&code.item.system)),
        Cell::text(&code.item.within),
        Cell::text(&code.item.name),
        Cell::text(&code.list),
        Cell::text(&code.current),
        Cell::text(&code.from.0),
        Cell::text(&code.from.1),
        Cell::text(&code.to.0),
        Cell::text(&code.to.1),
        Cell::toned(code.fate.word(lang), tone),
        Cell::lines(unique(rules)),
    ]
}

/// Whether the finding is about codes of this fate.
fn speaks_of(finding: &ReportedFinding, fate: CodeFate) -> bool {
    match finding.rule.as_str() {
        "GAP0301" => fate == CodeFate::Unmapped,
        "GAP0302" => fate == CodeFate::Unused,
        "GAP0303" => matches!(fate, CodeFate::Settled | CodeFate::Folded),
        "GAP0305" => fate == CodeFate::Conflict,
        "GAP0306" => fate == CodeFate::Folded,
        _ => false,
    }
}
