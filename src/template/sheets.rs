//! Answer sheets (CSV) for the sections that know functions and forms, and the headers of export files.

use crate::sheet::guard_formula;
use crate::spec::edition::{Category, Class, ClassFor, Direction};
use crate::spec::standard::Standard;

/// One row per function: what the section in charge fills in is empty.
pub fn functions(standard: &Standard, category: Option<Category>) -> String {
    let mut rows = vec![row(&["業務", "機能名", "実装区分", "回答", "独自施策", "担当課", "備考"])];
    for id in standard.functions() {
        let f = standard.function(id);
        let business = f.business.clone().unwrap_or_default();
        rows.push(row(&[&business, &standard.function_label(id), class(f.class.of(category)), "", "", "", ""]));
    }
    finish(rows)
}

/// One row per form that the municipality makes.
pub fn forms(standard: &Standard, category: Option<Category>) -> String {
    let headings = [
        "標準の帳票",
        "様式番号",
        "区分",
        "標準の用紙",
        "現行の帳票名",
        "用紙",
        "向き",
        "面",
        "色",
        "一枚の人数",
        "媒体",
        "年間件数",
        "担当課",
        "備考",
    ];
    let mut rows = vec![row(&headings)];
    for id in standard.forms() {
        let f = standard.form(id);
        if f.direction == Direction::Received {
            continue;
        }
        let number = f.form_number.clone().unwrap_or_default();
        let paper = f.paper.clone().unwrap_or_default();
        rows.push(row(&[
            &standard.form_label(id),
            &number,
            class(f.class.of(category)),
            &paper,
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
            "",
        ]));
    }
    finish(rows)
}

/// Name and header line of the export file of every group: `業務_グループ.csv`, item names in the standard's order.
pub fn exports(standard: &Standard) -> Vec<(String, String)> {
    let file = |business: &str, name: &str| {
        let safe: String = name
            .chars()
            .map(|c| if matches!(c, '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|') { '_' } else { c })
            .collect();
        format!("{business}_{safe}.csv")
    };
    standard
        .groups()
        .map(|id| standard.group(id))
        .map(|g| {
            let names: Vec<&str> = g.items.iter().map(|i| i.name.as_str()).collect();
            (file(&g.business, &g.name), finish(vec![row(&names)]))
        })
        .collect()
}

fn class(class: ClassFor) -> &'static str {
    match class {
        ClassFor::Known(Class::Mandatory) => "実装必須",
        ClassFor::Known(Class::Optional) => "標準オプション",
        ClassFor::Known(Class::Forbidden) => "実装不可",
        ClassFor::Unrecorded => "未収録",
        ClassFor::ByCategory => "団体区分による",
    }
}

fn row(cells: &[&str]) -> Vec<String> {
    cells.iter().map(|c| guard_formula(c).into_owned()).collect()
}

/// CSV as spreadsheets open it by a double click: UTF-8 with a byte order mark, CRLF.
fn finish(rows: Vec<Vec<String>>) -> String {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    for row in rows {
        // writing to memory cannot fail
        let _ = writer.write_record(&row);
    }
    let bytes = writer.into_inner().unwrap_or_default();
    format!("\u{FEFF}{}", String::from_utf8_lossy(&bytes))
}
