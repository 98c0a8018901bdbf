//! The baseline: findings that were accepted, with a reason.

mod file;
mod standing;
mod update;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::finding::Subject;

pub use standing::Standing;
pub use update::{Updated, Write};

/// One line of a baseline file (JSON lines, sorted by fingerprint).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
#[schemars(title = "gapcheck baseline record")]
pub struct BaselineRecord {
    pub fingerprint: String,
    pub rule: String,
    /// Slug of the system that was checked. Without it: any system, so that one file may serve a whole city.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system: Option<String>,
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
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub until: Option<String>,
}

impl BaselineRecord {
    /// Whether it may speak about a finding of this system.
    pub fn is_of(&self, system: &str) -> bool {
        self.system.as_deref().is_none_or(|own| own == system)
    }

    /// Whether a check of this system, and of no other, decides that it is no longer needed.
    fn belongs_to(&self, system: &str) -> bool {
        self.system.as_deref().unwrap_or(&self.subject.system) == system
    }

    /// What it is about, in clear.
    pub fn name(&self) -> String {
        match self.subject.within.is_empty() {
            true => self.subject.name.clone(),
            false => format!("{}.{}", self.subject.within, self.subject.name),
        }
    }
}

/// A baseline file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Baseline {
    /// As it was named.
    pub path: String,
    pub records: Vec<BaselineRecord>,
}

/// The JSON Schema of one line.
pub fn json_schema() -> Value {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<BaselineRecord>().to_value()
}
