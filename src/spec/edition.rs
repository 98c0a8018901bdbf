//! One system's standard at one version, as it stands in `specs/<slug>/<date>-<basis>.json`.
//!
//! The order of groups, items, forms and functions is the standard's own. Facets that no source supports are absent.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

mod digits;
mod form;
mod law;

pub use super::class::{Category, Class, ClassFor, Classes};
pub use digits::Digits;
use digits::DigitsText;
pub use form::{Audience, Color, Direction, Form, Orientation, PrintedItem};
pub use law::{Amendment, NotRecorded};

use crate::basis::{Facet, SourceKind};
use crate::domain::ItemType;

/// The format of edition files; a new number for what older programs could not read.
pub const FORMAT: &str = "gapcheck.edition/1";

/// 標準仕様書のひとつの版。
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Edition {
    /// Always `gapcheck.edition/1`.
    pub schema: FormatTag,
    /// Slug of the system in `specs/catalog.toml`.
    #[schemars(regex(pattern = r"^[a-z0-9]+(-[a-z0-9]+)*$"), length(max = 64))]
    pub system: String,
    /// Business codes (業務ID, three digits, or `022-0`) that this edition covers.
    pub businesses: Vec<String>,
    pub title: String,
    /// Slugs of shared editions that this system is checked with.
    #[serde(default)]
    pub includes: Vec<String>,
    pub edition: Version,
    pub sources: Vec<Source>,
    pub groups: Vec<Group>,
    #[serde(default)]
    pub code_lists: Vec<CodeList>,
    #[serde(default)]
    pub forms: Vec<Form>,
    #[serde(default)]
    pub functions: Vec<Function>,
    #[serde(default)]
    pub links: Vec<Link>,
    /// 未収録: topics that the edition leaves out for want of a source. What is about them is never called 独自.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_recorded: Vec<NotRecorded>,
    /// 改正: changes of law that touch the system, beside those that facts tell by their own dates.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<Amendment>,
}

/// The one value that `schema` may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub enum FormatTag {
    #[serde(rename = "gapcheck.edition/1")]
    V1,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Version {
    /// As people call it: 「第10.0版」「参考版 2026-11」. Never compared.
    pub label: String,
    /// `YYYY-MM-DD`; the newest date not after the day of the check is used.
    #[schemars(regex(pattern = r"^\d{4}-\d{2}-\d{2}$"))]
    pub date: String,
    pub basis: Basis,
}

/// Where an edition as a whole comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Basis {
    /// Imported from published workbooks.
    Official,
    /// Compiled by this project from public sources.
    Reference,
}

impl Basis {
    pub fn id(self) -> &'static str {
        match self {
            Basis::Official => "official",
            Basis::Reference => "reference",
        }
    }
}

/// A document that facts rest on.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Source {
    pub id: String,
    pub kind: SourceKind,
    pub title: String,
    /// Date of the text that was read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Name of the imported file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// SHA-256 of the imported file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Sources of single facets, where they are not those of the object.
pub type FactSources = BTreeMap<Facet, OneOrMany>;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    pub fn ids(&self) -> impl Iterator<Item = &str> {
        match self {
            OneOrMany::One(id) => std::slice::from_ref(id).iter(),
            OneOrMany::Many(ids) => ids.iter(),
        }
        .map(String::as_str)
    }
}

/// グループ: the unit of output, one file each.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Group {
    pub key: String,
    pub name: String,
    /// Other names that a source gives it, used in matching.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// 業務ID.
    pub business: String,
    pub sources: Vec<String>,
    /// `YYYY-MM-DD`: the first day in force; absent: always was, as far as sources tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective: Option<String>,
    /// `YYYY-MM-DD`: the last day in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Whether every change is kept as a full row of its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub history: Option<History>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fact_sources: FactSources,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    pub items: Vec<Item>,
}

/// How changes are kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum History {
    /// One full row per change.
    Full,
    /// The changed columns only.
    Diff,
    /// Only today's state.
    Latest,
    /// One row per year.
    ByYear,
}

/// データ項目.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Item {
    /// Official: the eight digits. Reference: append-only `R010-0012`, never of the official shape.
    pub key: String,
    pub name: String,
    /// Other names that a source gives it, used in matching.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// データ項目（ローマ字）: field name in links.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub romaji: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub data_type: Option<ItemType>,
    /// 桁数: at most so many characters (never bytes).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digits: Option<Digits>,
    /// データ出力条件: whether a record must have a value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
    /// 実装類型: whether the item must be in the output at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub presence: Option<Presence>,
    #[serde(default, skip_serializing_if = "is_false")]
    pub primary_key: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub foreign_key: Option<ForeignKey>,
    /// Key of a code list: of this edition, or `business:list` of another.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code: Option<String>,
    /// 繰り返し: at most so many values.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repeat: Option<u32>,
    /// The condition of a conditional value (after ※※). Prose: never evaluated.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// 不詳日を許容する.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unknown_dates: Option<bool>,
    /// Made by the system itself: 操作者, 更新日時, 履歴番号.
    #[serde(default, skip_serializing_if = "is_false")]
    pub generated: bool,
    /// クラス分類 Lv1–Lv3. For reference only; no finding rests on it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub classes: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub function_refs: Vec<String>,
    /// `YYYY-MM-DD`: the first day in force; absent: always was, as far as sources tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective: Option<String>,
    /// `YYYY-MM-DD`: the last day in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    pub sources: Vec<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fact_sources: FactSources,
    /// 項目定義.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// 項目説明.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sample: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
    /// What other documents of the standard say of the same facet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conflicts: Vec<Conflict>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<SheetPlace>,
}

/// Another document of the standard that says otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Conflict {
    /// `digits` or `type`.
    pub facet: Facet,
    /// As the facet itself is written.
    pub value: ConflictValue,
    /// Id of the source that says so.
    pub source: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(untagged)]
pub enum ConflictValue {
    Number(u32),
    Text(String),
}

impl Conflict {
    /// The other 桁数.
    pub fn digits(&self) -> Option<Digits> {
        let text = match &self.value {
            ConflictValue::Number(n) => DigitsText::Chars(*n),
            ConflictValue::Text(text) => DigitsText::Decimal(text.clone()),
        };
        Digits::try_from(text).ok().filter(|_| self.facet == Facet::Digits)
    }

    /// The other データ型.
    pub fn data_type(&self) -> Option<ItemType> {
        match &self.value {
            ConflictValue::Number(9) if self.facet == Facet::Type => Some(ItemType::Integer),
            ConflictValue::Text(text) if self.facet == Facet::Type => ItemType::from_letters(text),
            _ => None,
        }
    }
}

/// Row of an imported workbook.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct SheetPlace {
    pub file: String,
    pub sheet: String,
    /// Row number as the spreadsheet shows it, from 1.
    pub row: u32,
}

/// データ出力条件.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Value {
    /// 必須.
    Required,
    /// 条件付き必須.
    Conditional,
    /// 任意.
    Optional,
}

/// 実装類型.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Presence {
    /// ○: must be in the output.
    Mandatory,
    Optional,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct ForeignKey {
    /// Name of the group referred to.
    pub group: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The standard marks the item as a foreign key but does not name the target.
    #[serde(default, skip_serializing_if = "is_false")]
    pub inferred: bool,
}

/// コード一覧.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct CodeList {
    pub key: String,
    pub name: String,
    /// Further values are possible: the municipality may add some (自治体固有コード), or no source excludes them.
    #[serde(default)]
    pub open: bool,
    /// Id of the source whose text excludes every other value. Only such a list is closed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub closed_by: Option<String>,
    pub sources: Vec<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fact_sources: FactSources,
    pub values: Vec<CodeValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<SheetPlace>,
}

#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct CodeValue {
    /// Absent where only the meaning is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// `YYYY-MM-DD`: the first day in force; absent: always was, as far as sources tell.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective: Option<String>,
    /// `YYYY-MM-DD`: the last day in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

/// 機能.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Function {
    pub key: String,
    pub name: String,
    /// Other names that a source gives it, used in matching.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub business: Option<String>,
    pub sources: Vec<String>,
    #[serde(default, skip_serializing_if = "Classes::is_empty")]
    pub class: Classes,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub definition: Option<String>,
    /// 要件の考え方 and text; imported editions only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub requirement: Option<String>,
    /// 適合基準日 (`YYYY-MM-DD`): the first day in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective: Option<String>,
    /// `YYYY-MM-DD`: the last day in force.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fact_sources: FactSources,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<SheetPlace>,
}

/// 連携: another system consumes a group of this one.
#[derive(Debug, Clone, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub struct Link {
    /// Key of the group.
    pub group: String,
    /// Slug of the consuming system.
    pub consumer: String,
    pub sources: Vec<String>,
    /// In a few words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what: Option<String>,
    /// Keys of the items that the consumer needs; empty when no source says which.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
}

fn is_false(b: &bool) -> bool {
    !*b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_that_differs_by_category_needs_the_category() {
        let classes = Classes(BTreeMap::from([
            (Category::Default, Class::Mandatory),
            (Category::TownOrVillage, Class::Optional),
        ]));
        assert_eq!(classes.of(None), ClassFor::ByCategory);
        assert_eq!(classes.of(Some(Category::TownOrVillage)), ClassFor::Known(Class::Optional));
        assert_eq!(classes.of(Some(Category::City)), ClassFor::Known(Class::Mandatory));
        assert_eq!(Classes::default().of(None), ClassFor::Unrecorded);
    }

    #[test]
    fn digits_are_a_number_or_a_pair() {
        let digits: Digits = serde_json::from_str("\"5,2\"").unwrap();
        assert_eq!(digits, Digits::Decimal { integer: 5, decimals: 2 });
        assert_eq!(serde_json::to_string(&digits).unwrap(), "\"5,2\"");
        assert_eq!(serde_json::from_str::<Digits>("40").unwrap(), Digits::Chars(40));
        assert!(serde_json::from_str::<Digits>("\"40\"").is_err());
    }
}
