//! 出典: which editions, files and documents the workbook rests on, and which rules looked.

use std::collections::BTreeMap;

use super::correspondences::Names;
use super::table::{Cell, Column, Table};
use crate::report::model::{Outcome, Report, SystemReport};
use crate::report::words::basis_text;
use crate::text::lang::Lang;

pub(super) fn sources(report: &Report, names: &Names<'_>, lang: Lang) -> Table {
    let column = |ja, en, width| Column::new(lang, ja, en, width);
    let mut rows = Vec::new();
    for system in &report.systems {
        let name = names.get(&system.slug);
        editions(&mut rows, name, system, lang);
        inputs(&mut rows, name, system, lang);
        rules(&mut rows, name, system, lang);
    }
    let mut documents: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for finding in &report.findings {
        if let Some(basis) = basis_text(finding, lang) {
            *documents.entry((names.get(&finding.system), basis)).or_default() += 1;
        }
    }
    for ((system, document), n) in documents {
        let kind = lang.pick("指摘の根拠", "basis of findings");
        let count = match lang {
            Lang::Ja => format!("指摘 {n} 件"),
            Lang::En => format!("{n} findings"),
        };
        rows.push(vec![Cell::text(system), Cell::text(kind), Cell::text(&document), Cell::text(&count)]);
    }
    Table {
        name: lang.pick("出典", "sources"),
        title: lang
            .pick("出典（標準の版、入力、根拠、規則）", "Sources: editions, inputs, documents, rules")
            .to_string(),
        note: String::new(),
        columns: vec![
            column("業務", "system", 14),
            column("種類", "what", 16),
            column("名称", "name", 48),
            column("内容", "details", 60),
            column("SHA-256", "SHA-256", 30),
        ],
        rows,
        frozen: 2,
        filtered: true,
    }
}

fn editions(rows: &mut Vec<Vec<Cell>>, name: &str, system: &SystemReport, lang: Lang) {
    for e in &system.editions {
        let basis = match e.basis.as_str() {
            "official" => lang.pick("公式の版", "official edition"),
            _ => lang.pick("参考版（公式ではない）", "reference edition, not official"),
        };
        rows.push(vec![
            Cell::text(name),
            Cell::text(lang.pick("標準の版", "edition")),
            Cell::text(&format!("{} {}", e.slug, e.label)),
            Cell::text(&format!("{} {basis}", e.date)),
            Cell::text(&e.sha256),
        ]);
    }
}

fn inputs(rows: &mut Vec<Vec<Cell>>, name: &str, system: &SystemReport, lang: Lang) {
    for input in &system.inputs {
        let kind = match input.kind.as_str() {
            "mapping" => lang.pick("対応表", "mapping"),
            _ => lang.pick("現行の資料", "present system"),
        };
        let skipped = input.skipped.iter().map(|s| {
            let line = s.line.map(|n| n.to_string()).unwrap_or_default();
            format!("{} {line}: {}", lang.pick("読めなかった箇所", "not read"), s.what)
        });
        rows.push(vec![
            Cell::text(name),
            Cell::text(kind),
            Cell::text(&input.path),
            Cell::lines(skipped),
            Cell::maybe(input.sha256.as_deref()),
        ]);
    }
}

fn rules(rows: &mut Vec<Vec<Cell>>, name: &str, system: &SystemReport, lang: Lang) {
    for rule in &system.rules {
        let (ja, en) = match rule.outcome {
            Outcome::Clean => ("該当なし", "nothing found"),
            Outcome::Found => ("指摘あり", "found"),
            Outcome::NotApplicable => ("適用なし", "not applicable"),
            Outcome::Off => ("設定で停止", "switched off"),
            Outcome::Failed => ("失敗", "failed"),
        };
        let count = rule.count.map(|n| n.to_string()).unwrap_or_default();
        let text = [lang.pick(ja, en), &count, rule.reason.as_deref().unwrap_or_default()].join(" ");
        let cells = [name, lang.pick("規則", "rule"), &rule.id, text.trim()];
        rows.push(cells.iter().map(|c| Cell::text(c)).collect());
    }
}
