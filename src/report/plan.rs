//! The municipality's own plan: its lines, and the reforms that answer each. A line without any says so.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::Report;
use crate::text::lang::Lang;

/// The plan with its lines, in the order of the configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanReport {
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    pub lines: Vec<PlanLineReport>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PlanLineReport {
    pub id: String,
    pub title: String,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub tags: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub keywords: Vec<String>,
    /// Ids of the reforms that answer it.
    pub items: Vec<String>,
}

impl PlanLineReport {
    /// How many reforms answer it, or that none does.
    pub fn answer(&self, lang: Lang) -> String {
        match (self.items.len(), lang) {
            (0, Lang::Ja) => "gapcheck の結果に、当てはまる見直し事項はありません".into(),
            (0, Lang::En) => "gapcheck has nothing for this line".into(),
            (n, Lang::Ja) => format!("見直し事項 {n} 件"),
            (n, Lang::En) => format!("{n} reforms"),
        }
    }
}

/// The plan's heading: its name, where it has one.
pub fn heading(plan: &PlanReport, lang: Lang) -> String {
    let word = lang.pick("計画の行との対応", "Lines of the plan");
    match &plan.name {
        Some(name) => format!("{word}：{name}"),
        None => word.to_string(),
    }
}

/// Every line with its answer, for formats of plain lines.
pub fn lines(report: &Report, lang: Lang) -> Vec<String> {
    let lines = report.plan.iter().flat_map(|p| &p.lines);
    lines.map(|l| format!("{} {}: {}", l.id, l.title, l.answer(lang))).collect()
}
