//! The survey as a workbook: 団体一覧, ベンダ確認事項.

use rust_xlsxwriter::XlsxError;

use super::Survey;
use crate::report::xlsx::table::{Cell, Column, Table};
use crate::report::xlsx::write::write;
use crate::text::lang::Lang;

/// The bytes of the workbook.
///
/// # Errors
/// More rows than a sheet can have.
pub fn xlsx(survey: &Survey) -> Result<Vec<u8>, XlsxError> {
    let lang = survey.lang();
    write(vec![towns(survey, lang), products(survey, lang)], lang)
}

fn partial(survey: &Survey, lang: Lang) -> &'static str {
    match survey.partial {
        true => lang.pick("中断: 途中までの結果です", "partial: interrupted before the end"),
        false => "",
    }
}

fn towns(survey: &Survey, lang: Lang) -> Table {
    let column = |ja, en, width| Column::new(lang, ja, en, width);
    let mut rows = Vec::new();
    for town in &survey.towns {
        for s in &town.systems {
            rows.push(vec![
                Cell::maybe(town.code.as_deref()),
                Cell::text(town.title()),
                Cell::text(lang.pick(&s.name, &s.slug)),
                Cell::maybe(s.product.as_deref()),
                Cell::text(if s.submitted { "" } else { lang.pick("未提出", "not submitted") }),
                Cell::Number(s.judged),
                Cell::Number(s.in_question),
                Cell::Number(s.error),
                Cell::Number(s.warning),
                Cell::Number(s.info),
                Cell::Number(s.open_decisions),
                Cell::maybe(s.late_since.as_deref()),
            ]);
        }
        for why in &town.failed {
            let state = lang.pick("読めません", "not read");
            let cells = [Cell::maybe(town.code.as_deref()), Cell::text(town.title()), Cell::Empty, Cell::Empty];
            rows.push(cells.into_iter().chain([Cell::text(&format!("{state}: {why}"))]).collect());
        }
    }
    Table {
        name: lang.pick("団体一覧", "municipalities"),
        title: lang.pick("団体と業務", "Municipalities and systems").to_string(),
        note: partial(survey, lang).to_string(),
        columns: vec![
            column("団体コード", "code", 10),
            column("団体", "municipality", 16),
            column("業務", "system", 18),
            column("製品", "product", 20),
            column("状態", "state", 24),
            column("判定済", "judged", 8),
            column("対象", "asked", 8),
            column("エラー", "errors", 8),
            column("警告", "warnings", 8),
            column("情報", "informations", 8),
            column("未決定", "undecided", 8),
            column("期限超過", "past its date", 12),
        ],
        rows,
        frozen: 3,
        filtered: true,
    }
}

fn products(survey: &Survey, lang: Lang) -> Table {
    let column = |ja, en, width| Column::new(lang, ja, en, width);
    let mut rows = Vec::new();
    for product in &survey.products {
        for gap in &product.shared {
            rows.push(vec![
                Cell::text(&product.name),
                Cell::text(lang.pick(&product.system, &product.slug)),
                Cell::Number(gap.n),
                Cell::Number(gap.of),
                Cell::text(gap.severity.label(lang)),
                Cell::text(&gap.rule),
                Cell::text(&gap.item),
                Cell::text(&gap.message),
                Cell::text(&gap.towns.join("、")),
            ]);
        }
    }
    Table {
        name: lang.pick("ベンダ確認事項", "to ask vendors"),
        title: lang.pick("製品ごとに共通する差異", "Gaps that municipalities of one product share").to_string(),
        note: partial(survey, lang).to_string(),
        columns: vec![
            column("製品", "product", 20),
            column("業務", "system", 18),
            column("団体数", "municipalities", 8),
            column("うち", "of", 6),
            column("重さ", "severity", 8),
            column("規則", "rule", 10),
            column("対象", "about", 32),
            column("内容", "what", 60),
            column("団体", "which", 40),
        ],
        rows,
        frozen: 2,
        filtered: true,
    }
}
