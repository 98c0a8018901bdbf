//! 未収録 and 改正: what an edition says of the law beside its facts.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A topic that the standard has and the edition has not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct NotRecorded {
    pub topic: String,
    /// A name that holds one of these (folded by width and white space) is about the topic; the topic itself counts too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<String>,
    /// The sources that say that the topic is part of the standard.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<String>,
    /// `YYYY-MM-DD`: the law of the topic begins.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective: Option<String>,
}

/// A change of law on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Amendment {
    /// `YYYY-MM-DD`: the first day of the new law.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub date: String,
    /// What changes, in one sentence.
    pub what: String,
    /// The law that changes it.
    pub sources: Vec<String>,
    /// Keys of the groups, items, code lists, forms and functions that it touches.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub touches: Vec<String>,
}
