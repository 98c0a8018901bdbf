//! Decisions: what people typed in for a subject or a BPR item.

mod alike;
mod file;
mod merge;
mod revision;
mod state;
mod update;
mod workbook;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::{Deserialize, Serialize};
use serde_json::Value;

pub use alike::CELL;
pub use file::{Ledger, Row};
pub use merge::{Conflict, Merged};
pub use state::{Standing, State};
pub use update::{Absent, Seen, Updated};
pub use workbook::{COMPUTED, Computed, ENGLISH};

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
    /// Hash of what it was decided about, or `要再確認`, `解消済`, `引継ぎ要確認` with what belongs to it.
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

/// Where the cells that people type stand among the headings.
pub const TYPED: std::ops::Range<usize> = 7..16;

/// Of the typed cells, those that hold days: 期限 and 決定日.
pub const DAYS: [usize; 2] = [9, 15];

/// A day in any usual form as `YYYY-MM-DD`; given from above, because the calendar is not known here.
pub type ReadDay = fn(&str) -> Option<String>;

impl Decision {
    /// The cells in the order of the headings.
    pub fn cells(&self) -> [&String; 17] {
        [
            &self.key,
            &self.kind,
            &self.system,
            &self.group,
            &self.item,
            &self.current,
            &self.state,
            &self.policy,
            &self.owner,
            &self.due,
            &self.progress,
            &self.ordinance,
            &self.notice,
            &self.remarks,
            &self.decided_by,
            &self.decided_on,
            &self.revision,
        ]
    }

    pub fn cells_mut(&mut self) -> [&mut String; 17] {
        [
            &mut self.key,
            &mut self.kind,
            &mut self.system,
            &mut self.group,
            &mut self.item,
            &mut self.current,
            &mut self.state,
            &mut self.policy,
            &mut self.owner,
            &mut self.due,
            &mut self.progress,
            &mut self.ordinance,
            &mut self.notice,
            &mut self.remarks,
            &mut self.decided_by,
            &mut self.decided_on,
            &mut self.revision,
        ]
    }

    /// What people typed, in order.
    pub fn typed(&self) -> impl Iterator<Item = &str> {
        let cells = self.cells();
        TYPED.map(move |i| cells[i].as_str())
    }

    /// Whether anybody typed anything.
    pub fn is_typed(&self) -> bool {
        self.typed().any(|cell| !cell.is_empty())
    }

    pub fn is_bpr(&self) -> bool {
        self.key.starts_with("b1-")
    }
}

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

    #[test]
    fn cells_stand_under_their_headings() {
        let mut row = Decision::default();
        for (cell, heading) in row.cells_mut().into_iter().zip(HEADINGS) {
            *cell = heading.into();
        }
        assert_eq!(
            (row.policy.as_str(), row.decided_on.as_str(), row.revision.as_str()),
            ("対応方針", "決定日", "改訂")
        );
        assert_eq!(row.typed().collect::<Vec<_>>(), HEADINGS[TYPED].to_vec());
        assert_eq!(DAYS.map(|i| HEADINGS[i]), ["期限", "決定日"]);
    }
}
