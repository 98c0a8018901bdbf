//! The aspects in which a thing may differ between two editions, and what a difference means.

use crate::text::lang::{Bilingual, Lang};

/// What a difference means for those who work with the standard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Meaning {
    /// What exists and how it is shaped: layouts, programs and mappings have to follow.
    Structure,
    /// What is required, of whom, from when: verdicts change, layouts do not.
    Judgement,
    /// How it is put.
    Wording,
}

impl Meaning {
    pub const ALL: [Meaning; 3] = [Meaning::Structure, Meaning::Judgement, Meaning::Wording];

    pub fn id(self) -> &'static str {
        match self {
            Meaning::Structure => "structure",
            Meaning::Judgement => "judgement",
            Meaning::Wording => "wording",
        }
    }

    pub fn label(self, lang: Lang) -> &'static str {
        match self {
            Meaning::Structure => {
                lang.pick("構造（レイアウトと対応表に関わる）", "structure (layouts and mappings follow)")
            }
            Meaning::Judgement => {
                lang.pick("判断（必須・実装区分・期日に関わる）", "judgement (what is required, of whom, from when)")
            }
            Meaning::Wording => lang.pick("文言（定義・説明）", "wording (definitions, remarks)"),
        }
    }
}

macro_rules! aspects {
    ($($(#[$doc:meta])* $name:ident = $id:literal, $meaning:ident, $ja:literal, $en:literal;)*) => {
        /// An aspect of a thing.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Aspect {
            $($(#[$doc])* $name),*
        }

        impl Aspect {
            pub fn id(self) -> &'static str {
                match self { $(Aspect::$name => $id),* }
            }

            pub fn meaning(self) -> Meaning {
                match self { $(Aspect::$name => Meaning::$meaning),* }
            }

            pub fn label(self) -> Bilingual {
                let (ja, en) = match self { $(Aspect::$name => ($ja, $en)),* };
                Bilingual::new(ja, en)
            }
        }
    };
}

aspects! {
    Name = "name", Structure, "名称", "name";
    Place = "place", Structure, "所属", "place";
    Key = "key", Structure, "ID", "id";
    Business = "business", Structure, "業務ID", "business";
    /// The order of the items that both editions have.
    Order = "order", Structure, "項目の順", "order of items";
    History = "history", Structure, "履歴の持ち方", "history";
    Type = "type", Structure, "データ型", "type";
    Digits = "digits", Structure, "桁数", "digits";
    Code = "code", Structure, "コード一覧", "code list";
    CodeValue = "code-value", Structure, "コード値", "code value";
    Open = "open", Structure, "自治体による追加", "open to additions";
    PrimaryKey = "primary-key", Structure, "主キー", "primary key";
    ForeignKey = "foreign-key", Structure, "外部キー", "foreign key";
    Repeat = "repeat", Structure, "繰り返し", "repeat";
    UnknownDates = "unknown-dates", Structure, "不詳日", "unknown dates";
    Generated = "generated", Structure, "システムが作る項目", "made by the system";
    Paper = "paper", Structure, "用紙", "paper";
    Orientation = "orientation", Structure, "向き", "orientation";
    Sides = "sides", Structure, "両面・片面", "sides";
    Color = "color", Structure, "色", "colour";
    PerSheet = "per-sheet", Structure, "一枚当たり", "per sheet";
    Medium = "medium", Structure, "媒体", "medium";
    PrintedSource = "source-item", Structure, "出力する項目", "item shown";
    Max = "max", Structure, "文字数", "characters that fit";
    Lines = "lines", Structure, "行数", "lines";
    Links = "links", Structure, "連携先", "consumers";
    Uses = "uses", Structure, "使う項目・帳票", "items and forms used";
    Value = "value", Judgement, "データ出力条件", "value";
    Presence = "presence", Judgement, "実装類型", "presence";
    Condition = "condition", Judgement, "条件", "condition";
    Class = "class", Judgement, "実装区分", "class";
    Effective = "effective", Judgement, "適合基準日", "effective";
    Until = "until", Judgement, "適用終了", "until";
    Audience = "audience", Judgement, "内部・外部", "audience";
    Direction = "direction", Judgement, "発行・受領", "direction";
    Requirement = "requirement", Judgement, "機能要件", "requirement";
    Definition = "definition", Wording, "定義", "definition";
    Description = "description", Wording, "説明", "description";
    Remarks = "remarks", Wording, "備考", "remarks";
    Sample = "sample", Wording, "サンプル値", "sample";
    Romaji = "romaji", Wording, "ローマ字", "romaji";
    Classes = "classes", Wording, "クラス分類", "classification";
    References = "references", Wording, "関連する機能", "functions referred to";
    FormNumber = "form-number", Wording, "様式番号", "form number";
    LegalBasis = "legal-basis", Wording, "根拠法令", "legal basis";
}

impl Aspect {
    /// Whether its texts are sentences, to be read as what was struck out and what was put in.
    pub fn is_prose(self) -> bool {
        matches!(
            self,
            Aspect::Condition | Aspect::Requirement | Aspect::Definition | Aspect::Description | Aspect::Remarks
        )
    }
}

/// One aspect that differs. None: the edition does not say (未収録).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub aspect: Aspect,
    pub old: Option<String>,
    pub new: Option<String>,
}
