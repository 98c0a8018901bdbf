//! What the municipality itself says about its situation.

use serde::{Deserialize, Serialize};

/// A measure under which a system need not conform yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Transition {
    pub kind: TransitionKind,
    /// `YYYY-MM-DD`: its last day.
    pub until: String,
    pub note: Option<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TransitionKind {
    /// 特定移行支援システム.
    MigrationSupport,
    /// 経過措置.
    InterimMeasure,
}

/// What of a comparison comes from neither the standard nor the present system.
#[derive(Debug, Clone, Default)]
pub struct Circumstances {
    pub transition: Option<Transition>,
    /// Day of the check, `YYYY-MM-DD`.
    pub as_of: String,
}
