//! What else is said about a work reform: whether rules or residents are concerned, who is waited for, how much work it is.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::lang::Lang;

/// 要否, of an amendment of local rules (条例等改正) or of telling residents (住民周知).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Need {
    Needed,
    NotNeeded,
    /// A person has to look.
    Check,
}

/// Who has to act before it can be settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Party {
    Municipality,
    Vendor,
    State,
}

/// A class, not an estimate: a decision; a design of tables or forms; several sections, contracts or rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Effort {
    Small,
    Medium,
    Large,
}

/// A work item of the ministry's procedure (自治体情報システムの標準化・共通化に係る手順書) that this is evidence for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Step {
    /// ③ 標準仕様との比較分析.
    Comparison,
    /// ④ 移行計画作成.
    Plan,
    /// ⑤ RFI資料の作成.
    Enquiry,
    /// ⑬ システム移行時の設定.
    Settings,
    /// ⑭ データ移行.
    Migration,
    /// ⑮ テスト・研修.
    Training,
    /// ⑰ 条例・規則等改正.
    Rules,
}

impl Need {
    pub fn word(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Need::Needed => ("要", "needed"),
            Need::NotNeeded => ("不要", "not needed"),
            Need::Check => ("要確認", "to be checked"),
        };
        lang.pick(ja, en)
    }
}

impl Party {
    pub fn word(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Party::Municipality => ("自治体", "municipality"),
            Party::Vendor => ("ベンダ", "vendor"),
            Party::State => ("国", "state"),
        };
        lang.pick(ja, en)
    }
}

impl Effort {
    pub fn word(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Effort::Small => ("小（方針を決める）", "small (a decision)"),
            Effort::Medium => ("中（表や様式ごとの設計）", "medium (design by table or form)"),
            Effort::Large => ("大（複数の課、契約、例規）", "large (several sections, contracts, rules)"),
        };
        lang.pick(ja, en)
    }
}

impl Step {
    pub fn word(self, lang: Lang) -> &'static str {
        let (ja, en) = match self {
            Step::Comparison => ("標準仕様との比較分析", "comparison with the standard"),
            Step::Plan => ("移行計画作成", "migration plan"),
            Step::Enquiry => ("RFI資料の作成", "request for information"),
            Step::Settings => ("システム移行時の設定", "settings of the new system"),
            Step::Migration => ("データ移行", "data migration"),
            Step::Training => ("テスト・研修", "tests and training"),
            Step::Rules => ("条例・規則等改正", "amendment of local rules"),
        };
        lang.pick(ja, en)
    }
}
