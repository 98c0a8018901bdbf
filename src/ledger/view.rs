//! What people decided, as reports show it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::decisions::Decision;

/// What people typed, cell by cell.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Cells {
    /// 対応方針.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub policy: Option<String>,
    /// 担当課.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub owner: Option<String>,
    /// 期限, `YYYY-MM-DD` where it is a day.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub due: Option<String>,
    /// 状況.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub progress: Option<String>,
    /// 条例等改正.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub ordinance: Option<String>,
    /// 住民周知.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub notice: Option<String>,
    /// 備考.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub remarks: Option<String>,
    /// 決定者.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decided_by: Option<String>,
    /// 決定日.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub decided_on: Option<String>,
}

/// What holds for a finding or a BPR item: its own row, else that of the BPR item above it, else the configured section.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct DecisionView {
    #[serde(flatten)]
    pub cells: Cells,
    /// 要再確認: what it was decided about has changed.
    pub recheck: bool,
    /// `b1-…` of the BPR item that a cell comes from.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub inherited_from: Option<String>,
    /// The section comes from `gapcheck.toml`; nobody typed it.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub default_owner: bool,
}

impl Cells {
    pub fn of(row: &Decision) -> Cells {
        let mut typed = row.typed().map(|cell| Some(cell.to_string()).filter(|c| !c.is_empty()));
        let mut next = || typed.next().flatten();
        Cells {
            policy: next(),
            owner: next(),
            due: next(),
            progress: next(),
            ordinance: next(),
            notice: next(),
            remarks: next(),
            decided_by: next(),
            decided_on: next(),
        }
    }

    /// The cells in the order of the file.
    pub fn list(&self) -> [Option<&str>; 9] {
        [
            &self.policy,
            &self.owner,
            &self.due,
            &self.progress,
            &self.ordinance,
            &self.notice,
            &self.remarks,
            &self.decided_by,
            &self.decided_on,
        ]
        .map(Option::as_deref)
    }

    pub fn is_empty(&self) -> bool {
        self.list().iter().all(Option::is_none)
    }

    /// Fills what is empty from another row. Gives whether anything was.
    pub fn inherit(&mut self, from: &Cells) -> bool {
        let before = self.clone();
        let take = |own: &mut Option<String>, from: &Option<String>| *own = own.take().or_else(|| from.clone());
        take(&mut self.policy, &from.policy);
        take(&mut self.owner, &from.owner);
        take(&mut self.due, &from.due);
        take(&mut self.progress, &from.progress);
        take(&mut self.ordinance, &from.ordinance);
        take(&mut self.notice, &from.notice);
        take(&mut self.remarks, &from.remarks);
        take(&mut self.decided_by, &from.decided_by);
        take(&mut self.decided_on, &from.decided_on);
        *self != before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn own_cells_come_first() {
        let row = Decision { policy: "EUC".into(), owner: "税務課".into(), ..Decision::default() };
        let above = Cells::of(&row);
        let mut own = Cells { policy: Some("変換".into()), ..Cells::default() };
        assert!(own.inherit(&above) && !own.inherit(&above));
        assert_eq!((own.policy.as_deref(), own.owner.as_deref()), (Some("変換"), Some("税務課")));
        assert_eq!(own.list()[1], Some("税務課"));
    }
}
