//! The verdict on whether everything of one size fits into another.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A closed range of sizes that the source may have and the target cannot keep, such as
/// 41–60 characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Lost {
    /// The smallest size that is lost.
    pub from: u32,
    /// The largest size that is lost.
    pub to: u32,
}

impl Lost {
    /// The sizes above `limit` up to `most`; `None` when there are none.
    pub fn beyond(limit: u32, most: u32) -> Option<Self> {
        (most > limit).then(|| Self { from: limit + 1, to: most })
    }
}

/// Whether everything that the source may hold fits into the target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Fit {
    /// Nothing can be lost.
    Fits,
    /// For certain, values of these sizes have no place.
    Overflows(Lost),
    /// 未判定: it depends on which characters the values are made of.
    Undecided,
}
