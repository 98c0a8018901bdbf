//! What a fact rests on. Editions name it per fact, findings are capped by it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Kind of a source, strongest first (design: the table of caps).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SourceKind {
    /// Imported from a published workbook.
    Official,
    /// A statute or ordinance in force.
    Statute,
    /// A current published text, or a ministry's or municipality's page.
    PublicDocument,
    /// The official common item definition of another business, applied by analogy.
    Analogy,
    /// An older edition or form.
    Superseded,
    /// Seen in a system.
    Observed,
    /// General knowledge.
    Editorial,
}

impl SourceKind {
    pub const ALL: [SourceKind; 7] = [
        SourceKind::Official,
        SourceKind::Statute,
        SourceKind::PublicDocument,
        SourceKind::Analogy,
        SourceKind::Superseded,
        SourceKind::Observed,
        SourceKind::Editorial,
    ];

    /// As written in editions and reports.
    pub fn id(self) -> &'static str {
        match self {
            SourceKind::Official => "official",
            SourceKind::Statute => "statute",
            SourceKind::PublicDocument => "public-document",
            SourceKind::Analogy => "analogy",
            SourceKind::Superseded => "superseded",
            SourceKind::Observed => "observed",
            SourceKind::Editorial => "editorial",
        }
    }

    /// In words, for people.
    pub fn label(self, lang: crate::text::lang::Lang) -> &'static str {
        let (ja, en) = match self {
            SourceKind::Official => ("公式の標準", "official workbook"),
            SourceKind::Statute => ("法令", "statute"),
            SourceKind::PublicDocument => ("公表資料", "public document"),
            SourceKind::Analogy => ("共通項目からの類推", "analogy with the common item definition"),
            SourceKind::Superseded => ("旧版・旧様式", "superseded edition"),
            SourceKind::Observed => ("実システムでの観察", "observed in a system"),
            SourceKind::Editorial => ("一般的な知識", "general knowledge"),
        };
        lang.pick(ja, en)
    }

    /// Whether findings that rest on it are marked 参考.
    pub fn for_reference_only(self) -> bool {
        self >= SourceKind::Analogy
    }
}

/// A single fact about an object, which may rest on a source of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub enum Facet {
    /// That the object exists in the standard under this name.
    Existence,
    /// 実装類型.
    Presence,
    /// データ出力条件.
    Value,
    Type,
    Digits,
    Code,
    /// グループ_主キー.
    Key,
    ForeignKey,
    Repeat,
    Condition,
    UnknownDates,
    Generated,
    /// 履歴の持ち方.
    History,
    Class,
    Paper,
    Orientation,
    Sides,
    Color,
    PerSheet,
    Medium,
    FormNumber,
    LegalBasis,
    Audience,
    Direction,
    /// Characters that a printed item takes.
    Max,
    /// Which data item a printed item shows.
    Item,
    /// Values and labels of a code list.
    Values,
    /// Whether a code list may be extended.
    Open,
    Romaji,
    Definition,
    Effective,
    /// The last day in force.
    Until,
    /// That the edition is complete, so that something may be said not to be in it. Never in `factSources`.
    #[serde(skip)]
    Completeness,
    /// That another system consumes the object.
    #[serde(skip)]
    Link,
}
