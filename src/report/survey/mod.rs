//! The report of many municipalities: towns × systems, and the gaps that towns of one product share.

mod html;
mod text;
mod xlsx;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::model::Tool;
use crate::finding::Severity;
use crate::text::lang::Lang;

pub use html::html;
pub use text::text;
pub use xlsx::xlsx;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum SurveyTag {
    #[serde(rename = "gapcheck.survey/1")]
    V1,
}

/// A whole survey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Survey {
    pub schema: SurveyTag,
    pub tool: Tool,
    pub command: String,
    pub lang: String,
    /// Interrupted: only the towns until then.
    pub partial: bool,
    /// In the order in which they were named.
    pub towns: Vec<Town>,
    pub products: Vec<Product>,
}

/// A municipality.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Town {
    /// 全国地方公共団体コード.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub category: Option<String>,
    /// Its `gapcheck.toml`.
    pub config: String,
    /// What could not be read or asked; empty where everything could.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub failed: Vec<String>,
    pub systems: Vec<TownSystem>,
}

impl Town {
    /// Name, else code, else the file.
    pub fn title(&self) -> &str {
        self.name.as_deref().or(self.code.as_deref()).unwrap_or(&self.config)
    }

    pub fn sum(&self, of: impl Fn(&TownSystem) -> usize) -> usize {
        self.systems.iter().map(of).sum()
    }
}

/// One system of a municipality.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct TownSystem {
    pub slug: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub product: Option<String>,
    /// Nothing of it was submitted, or it could not be read.
    pub submitted: bool,
    /// Items judged, of those in question.
    pub judged: usize,
    pub in_question: usize,
    pub error: usize,
    pub warning: usize,
    pub info: usize,
    /// Work reforms without 対応方針.
    pub open_decisions: usize,
    /// The day of its 経過措置 or 特定移行支援 that has passed (`YYYY-MM-DD`).
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub late_since: Option<String>,
}

/// A product in one system, as the towns that run it see it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Product {
    pub name: String,
    pub slug: String,
    pub system: String,
    /// Towns that run it, by code or, without one, by name.
    pub towns: Vec<String>,
    /// Errors and warnings that at least two of them have, those of most towns first.
    pub shared: Vec<SharedGap>,
}

/// A gap that towns of one product share: a vendor answers once.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct SharedGap {
    pub fingerprint: String,
    pub rule: String,
    pub title: String,
    pub severity: Severity,
    /// What it is about: `グループ.項目`, a form, a table.
    pub item: String,
    pub message: String,
    /// Towns that have it, of `of` that run the product.
    pub towns: Vec<String>,
    pub n: usize,
    pub of: usize,
}

impl Survey {
    pub fn lang(&self) -> Lang {
        if self.lang == "en" { Lang::En } else { Lang::Ja }
    }

    /// Towns whose transition has run out, with the systems.
    pub fn late(&self) -> impl Iterator<Item = (&Town, &TownSystem)> {
        self.towns.iter().flat_map(|t| t.systems.iter().filter(|s| s.late_since.is_some()).map(move |s| (t, s)))
    }

    pub fn failed(&self) -> impl Iterator<Item = &Town> {
        self.towns.iter().filter(|t| !t.failed.is_empty())
    }
}

/// The JSON Schema (`specs/schema/survey.schema.json`).
pub fn json_schema() -> serde_json::Value {
    schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Survey>().to_value()
}
