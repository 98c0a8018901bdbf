//! Three levels, in the words of the standards: エラー, アラート, 参考.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::lang::Lang;

/// Most severe first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Error,
    Warning,
    Info,
}

impl Severity {
    pub fn id(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }

    pub fn label(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Severity::Error => ("エラー", "error"),
            Severity::Warning => ("警告", "warning"),
            Severity::Info => ("情報", "info"),
        };
        lang.pick(ja, en)
    }
}
