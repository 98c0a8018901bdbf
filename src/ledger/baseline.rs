//! The baseline: findings that were accepted, with a reason.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::finding::{Finding, Subject};

/// One line of a baseline file (JSON lines, sorted by fingerprint).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[schemars(title = "gapcheck baseline record")]
pub struct BaselineRecord {
    pub fingerprint: String,
    pub rule: String,
    /// The fingerprint's parts in clear, so that the record can be carried to another edition.
    pub subject: Subject,
    pub columns: Vec<String>,
    pub discriminator: String,
    /// Hash of the typed fields when it was accepted; another one is 要再確認.
    pub state: String,
    pub reason: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// `YYYY-MM-DD`: accepted until.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
}

impl BaselineRecord {
    pub fn of(finding: &Finding, reason: &str) -> Self {
        BaselineRecord {
            fingerprint: finding.fingerprint.clone(),
            rule: finding.meta.id.to_string(),
            subject: finding.subject.clone(),
            columns: finding.columns.clone(),
            discriminator: finding.discriminator.clone(),
            state: finding.state.clone(),
            reason: reason.to_string(),
            owner: None,
            until: None,
        }
    }
}

/// The JSON Schema of one line.
pub fn json_schema() -> Value {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<BaselineRecord>().to_value()
}
