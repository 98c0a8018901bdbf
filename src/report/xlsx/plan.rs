//! 計画: the lines of the municipality's own plan with the reforms that answer them; a line without any has a row too.

use std::collections::HashMap;

use super::correspondences::Names;
use super::table::{Cell, Column, Table};
use crate::bpr::BprItem;
use crate::report::model::Report;
use crate::report::plan::heading;
use crate::text::lang::Lang;

/// `None` where the configuration has no plan.
pub(super) fn plan(report: &Report, names: &Names<'_>, lang: Lang) -> Option<Table> {
    let plan = report.plan.as_ref()?;
    let items: HashMap<&str, &BprItem> = report.bpr.iter().map(|b| (b.id.as_str(), b)).collect();
    let column = |ja, en, width| Column::new(lang, ja, en, width);
    let mut rows = Vec::new();
    for line in &plan.lines {
        let head = || {
            [
                Cell::text(&line.id),
                Cell::text(&line.title),
                Cell::text(&line.tags.join("、")),
                Cell::text(&line.answer(lang)),
            ]
        };
        let found: Vec<&BprItem> = line.items.iter().filter_map(|id| items.get(id.as_str()).copied()).collect();
        if found.is_empty() {
            rows.push(head().into_iter().collect());
        }
        for item in found {
            let own = [
                Cell::text(names.get(item.system.as_deref().unwrap_or_default())),
                Cell::text(&item.about),
                Cell::text(&item.title),
                Cell::maybe(item.review.as_deref()),
            ];
            rows.push(head().into_iter().chain(own).collect());
        }
    }
    Some(Table {
        name: lang.pick("計画", "plan"),
        title: heading(plan, lang),
        note: lang
            .pick(
                "行は gapcheck.toml の [plan] のとおりです。当てはまる見直し事項のない行も載せています",
                "Lines are those of [plan] in gapcheck.toml; lines without a reform are here too",
            )
            .to_string(),
        columns: vec![
            column("行", "line", 8),
            column("計画の行", "title", 32),
            column("タグ", "tags", 16),
            column("対応", "answer", 24),
            column("業務", "system", 14),
            column("対象", "subject", 28),
            column("見直し事項", "reform", 28),
            column("見直し内容", "review", 48),
        ],
        rows,
        frozen: 2,
        filtered: true,
    })
}
