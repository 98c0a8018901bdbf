//! Decisions: what people typed in for a subject or a BPR item.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// One row of `decisions.csv`. All but `key` may be empty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "gapcheck decision")]
pub struct Decision {
    /// `s1-…` of a subject or `b1-…` of a BPR item.
    pub key: String,
    #[serde(rename = "種別", default)]
    pub kind: String,
    #[serde(rename = "業務", default)]
    pub system: String,
    #[serde(rename = "グループ", default)]
    pub group: String,
    #[serde(rename = "項目", default)]
    pub item: String,
    #[serde(rename = "現行", default)]
    pub current: String,
    /// Hash of the typed fields when it was decided; another one is 要再確認.
    #[serde(rename = "状態", default)]
    pub state: String,
    #[serde(rename = "対応方針", default)]
    pub policy: String,
    #[serde(rename = "担当課", default)]
    pub owner: String,
    #[serde(rename = "期限", default)]
    pub due: String,
    #[serde(rename = "状況", default)]
    pub progress: String,
    #[serde(rename = "条例等改正", default)]
    pub ordinance: String,
    #[serde(rename = "住民周知", default)]
    pub notice: String,
    #[serde(rename = "備考", default)]
    pub remarks: String,
    #[serde(rename = "決定者", default)]
    pub decided_by: String,
    #[serde(rename = "決定日", default)]
    pub decided_on: String,
    /// Detects that two copies of a row were edited.
    #[serde(rename = "改訂", default)]
    pub revision: String,
}

/// Headings of the file, in order.
pub const HEADINGS: [&str; 17] = [
    "key",
    "種別",
    "業務",
    "グループ",
    "項目",
    "現行",
    "状態",
    "対応方針",
    "担当課",
    "期限",
    "状況",
    "条例等改正",
    "住民周知",
    "備考",
    "決定者",
    "決定日",
    "改訂",
];

/// The JSON Schema of a row.
pub fn json_schema() -> Value {
    SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<Decision>().to_value()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_has_exactly_the_headings() {
        let row = serde_json::to_value(Decision::default()).unwrap();
        let mut names: Vec<&str> = row.as_object().unwrap().keys().map(String::as_str).collect();
        let mut headings = HEADINGS.to_vec();
        names.sort_unstable();
        headings.sort_unstable();
        assert_eq!(names, headings);
    }
}
