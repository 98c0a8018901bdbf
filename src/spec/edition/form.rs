//! 帳票 and what is printed on them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Classes, FactSources, SheetPlace};

/// Who a form goes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    Resident,
    /// Employers, other municipalities, the state, hospitals.
    Organization,
    Internal,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Direction {
    /// Made by the municipality.
    #[default]
    Issued,
    /// Handed in to the municipality.
    Received,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Orientation {
    Portrait,
    Landscape,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Color {
    Mono,
    Color,
}

/// 帳票.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Form {
    pub key: String,
    pub name: String,
    /// Other names that a source gives it, used in matching.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    pub audience: Audience,
    #[serde(default, skip_serializing_if = "is_issued")]
    pub direction: Direction,
    pub sources: Vec<String>,
    #[serde(default, skip_serializing_if = "Classes::is_empty")]
    pub class: Classes,
    /// 様式番号.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub form_number: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub legal_basis: Option<String>,
    /// `A4`, `B5`, …
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paper: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orientation: Option<Orientation>,
    /// Printed sides: 1 or 2.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sides: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub color: Option<Color>,
    /// People (or cases) on one sheet.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_sheet: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub medium: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fact_sources: FactSources,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<PrintedItem>,
    /// `YYYY-MM-DD`: the first day in force; absent: always was, as far as sources tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective: Option<String>,
    /// `YYYY-MM-DD`: the last day in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<SheetPlace>,
}

/// 印字項目.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct PrintedItem {
    pub name: String,
    /// Key of the data item that it shows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Characters that fit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<u32>,
    #[serde(default, skip_serializing_if = "Classes::is_empty")]
    pub class: Classes,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeat: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<u32>,
    /// `YYYY-MM-DD`: the first day in force; absent: always was, as far as sources tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective: Option<String>,
    /// `YYYY-MM-DD`: the last day in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Empty: those of the form.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fact_sources: FactSources,
}

fn is_issued(d: &Direction) -> bool {
    *d == Direction::Issued
}
