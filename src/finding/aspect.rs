//! What of a thing of the standard is compared with today: the columns of the facet table.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One facet of an item, form or function, under the name that the report gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Aspect {
    /// That there is a counterpart, and that it is the right one.
    Existence,
    /// データ型.
    Type,
    /// 桁数.
    Digits,
    /// The characters that have a place: 文字コード, 外字.
    Repertoire,
    /// Sign and decimals of numbers.
    Number,
    /// How dates, years and times are written.
    Date,
    /// 不詳日.
    UnknownDates,
    Codes,
    /// 繰り返し.
    Repeat,
    /// データ出力条件.
    Required,
    /// 主キー.
    Key,
    /// 外部キー.
    Reference,
    /// 履歴の持ち方.
    History,
    /// Made by the system itself.
    Generated,
    Paper,
    Orientation,
    Sides,
    Color,
    PerSheet,
    Medium,
    /// 印字項目, each with the column that feeds it.
    Items,
    /// 実装区分.
    Class,
    /// The answer about a function.
    Answer,
}

impl Aspect {
    pub const OF_ITEMS: [Aspect; 14] = [
        Aspect::Existence,
        Aspect::Type,
        Aspect::Digits,
        Aspect::Repertoire,
        Aspect::Number,
        Aspect::Date,
        Aspect::UnknownDates,
        Aspect::Codes,
        Aspect::Repeat,
        Aspect::Required,
        Aspect::Key,
        Aspect::Reference,
        Aspect::History,
        Aspect::Generated,
    ];

    pub const OF_FORMS: [Aspect; 8] = [
        Aspect::Existence,
        Aspect::Paper,
        Aspect::Orientation,
        Aspect::Sides,
        Aspect::Color,
        Aspect::PerSheet,
        Aspect::Medium,
        Aspect::Items,
    ];

    pub const OF_FUNCTIONS: [Aspect; 2] = [Aspect::Class, Aspect::Answer];
}
