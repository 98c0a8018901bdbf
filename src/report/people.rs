//! What people decided, as reports show it: acceptances of the baseline and decisions.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

pub use crate::ledger::view::{Cells, DecisionView};

/// Why a finding was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Acceptance {
    pub reason: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub owner: Option<String>,
    /// `YYYY-MM-DD`
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub until: Option<String>,
}

/// The baselines that were used, and what of them needs a look.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BaselineUse {
    pub paths: Vec<String>,
    /// Findings that are accepted as they are.
    pub accepted: usize,
    /// Findings that changed since they were accepted (要再確認).
    pub changed: usize,
    /// Accepted until a day that has passed; the findings count again.
    pub expired: Vec<BaselineEntry>,
    /// Nothing found today matches them.
    pub unmatched: Vec<BaselineEntry>,
}

/// A line of a baseline, in clear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct BaselineEntry {
    pub fingerprint: String,
    pub system: String,
    pub rule: String,
    /// What it is about.
    pub name: String,
    #[serde(flatten)]
    pub acceptance: Acceptance,
}

/// How a row of `decisions.csv` stands today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RowStanding {
    /// There, as it was when it was decided or not decided yet.
    Open,
    /// 要再確認.
    Recheck,
    /// 解消済.
    Solved,
    /// 引継ぎ要確認: not found, but not proved to be solved.
    Unclear,
}

/// A row of `decisions.csv` about one of the systems of the report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct LedgerRow {
    /// `s1-…` or `b1-…`
    pub key: String,
    pub standing: RowStanding,
    /// The day on which it was first seen to be solved.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub solved_on: Option<String>,
    pub kind: String,
    pub system: String,
    pub group: String,
    pub item: String,
    pub current: String,
    #[serde(flatten)]
    pub cells: Cells,
    pub revision: String,
}

/// The decisions that were read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct DecisionsUse {
    pub path: String,
    pub rows: Vec<LedgerRow>,
}
