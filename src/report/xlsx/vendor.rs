//! ベンダ確認事項: what only the vendor can answer, ready to be sent. It carries no decisions and nothing internal.

use super::correspondences::Names;
use super::table::{Cell, Column, Kind, Table};
use crate::report::model::{Report, ReportedFinding, UnjudgedEntry};
use crate::report::words::unjudged_word;
use crate::text::lang::Lang;

const ANSWERS: &[(&str, &str)] = &[
    ("はい", "yes"),
    ("一部", "partly"),
    ("いいえ", "no"),
    ("確認中", "being looked at"),
    ("該当なし", "not applicable"),
];

/// What the vendor of the present system knows and the material does not say.
const UNJUDGED: [&str; 5] = ["current-facet", "item", "group", "code-label", "section"];

pub(super) fn vendor(report: &Report, names: &Names<'_>, lang: Lang) -> Table {
    let column = |ja, en, width| Column::new(lang, ja, en, width);
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let numbered = |cells: Vec<Cell>, rows: &mut Vec<Vec<Cell>>| {
        let number = Cell::Number(rows.len() + 1);
        rows.push(std::iter::once(number).chain(cells).collect());
    };
    for finding in &report.findings {
        if let Some(question) = about_options(&finding.rule, lang) {
            numbered(of_finding(finding, question, names, lang), &mut rows);
        }
    }
    for system in &report.systems {
        for entry in system.unjudged.iter().filter(|u| UNJUDGED.contains(&u.what.as_str())) {
            numbered(of_unjudged(names.get(&system.slug), entry, lang), &mut rows);
        }
    }
    Table {
        name: lang.pick("ベンダ確認事項", "questions to the vendor"),
        title: lang.pick("ベンダ確認事項", "Questions to the vendor").to_string(),
        note: lang
            .pick(
                "黄色の見出しの欄にご回答ください。標準仕様と現行の資料から分からない事項です",
                "Please answer in the columns with yellow headings; these are things that neither the standard nor the material at hand tells",
            )
            .to_string(),
        columns: vec![
            column("番号", "no.", 6),
            column("業務", "system", 12),
            column("種類", "what", 20),
            column("グループ・帳票", "group or form", 20),
            column("対象", "subject", 30),
            column("確認したいこと", "question", 44),
            column("背景", "background", 44),
            column("回答", "answer", 12).with(Kind::Chosen(ANSWERS)),
            column("回答の内容", "details", 40).with(Kind::Typed),
            column("回答者", "answered by", 14).with(Kind::Typed),
            column("回答日", "answered on", 12).with(Kind::Typed),
        ],
        rows,
        frozen: 2,
        filtered: true,
    }
}

/// What is asked about standard options in use.
fn about_options(rule: &str, lang: Lang) -> Option<&'static str> {
    let (ja, en) = match rule {
        "GAP0108" => (
            "標準オプションの項目です。提供する製品はこの項目を持ちますか。持つ場合、移行データから取り込みますか",
            "These items are a standard option. Does the product have them, and are they taken in at migration?",
        ),
        "GAP0511" => (
            "標準オプションの帳票です。提供する製品から出力できますか。できない場合、代わりの手段はありますか",
            "This form is a standard option. Does the product print it, and if not, what else can be done?",
        ),
        "GAP0603" => (
            "標準オプションの機能です。提供する製品に備わりますか。備わる時期と費用も教えてください",
            "This function is a standard option. Does the product have it, from when and at what cost?",
        ),
        _ => return None,
    };
    Some(lang.pick(ja, en))
}

fn of_finding(finding: &ReportedFinding, question: &str, names: &Names<'_>, lang: Lang) -> Vec<Cell> {
    vec![
        Cell::text(names.get(&finding.system)),
        Cell::text(lang.pick("標準オプション", "standard option")),
        Cell::text(&finding.subject_parts.within),
        Cell::text(&finding.subject_parts.name),
        Cell::text(question),
        Cell::text(&finding.message),
    ]
}

fn of_unjudged(system: &str, entry: &UnjudgedEntry, lang: Lang) -> Vec<Cell> {
    let (ja, en) = match entry.what.as_str() {
        "current-facet" => (
            "現行システムでの定義（型、桁数と単位、日付の形、コード）を教えてください",
            "Please state type, length and unit, date form and codes in the present system",
        ),
        "code-label" => ("コードの意味を教えてください", "Please state what the codes mean"),
        "section" => ("この部分の資料を提供してください", "Please hand in material of this part"),
        _ => (
            "現行システムにありますか。あれば表名と項目名を教えてください",
            "Does the present system have it, and under which table and column?",
        ),
    };
    vec![
        Cell::text(system),
        Cell::text(unjudged_word(&entry.what, lang)),
        Cell::Empty,
        Cell::text(&entry.name),
        Cell::text(lang.pick(ja, en)),
        Cell::text(&entry.reason),
    ]
}
