//! Where a finding is: in the standard, in the present system's files, in the mapping, in data.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum PlaceRole {
    Standard,
    Current,
    Mapping,
    Data,
}

/// One place. Lines and columns count characters from 1.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Place {
    pub role: PlaceRole,
    /// `item`, `group`, `form`, `printed-item`, `function`, `code`, `table`, `column`, `line` …
    pub kind: String,
    /// Key in the edition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub table: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Title of the document that the fact rests on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_line: Option<usize>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub end_column: Option<usize>,
}

impl Place {
    pub fn new(role: PlaceRole, kind: &str) -> Self {
        Place {
            role,
            kind: kind.to_string(),
            key: None,
            group: None,
            table: None,
            name: None,
            source: None,
            file: None,
            line: None,
            column: None,
            end_line: None,
            end_column: None,
        }
    }

    /// Sorts the way a reader goes through the files.
    pub fn order(&self) -> (Option<&str>, Option<usize>, Option<usize>, Option<&str>, Option<&str>) {
        (self.file.as_deref(), self.line, self.column, self.group.as_deref(), self.name.as_deref())
    }
}
