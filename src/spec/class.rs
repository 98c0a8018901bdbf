//! 実装区分: whether a form or function is mandatory, optional or forbidden, which may differ by 団体区分.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// 団体区分: the class of a requirement may differ by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum Category {
    #[serde(rename = "default")]
    Default,
    #[serde(rename = "指定都市")]
    DesignatedCity,
    #[serde(rename = "中核市")]
    CoreCity,
    #[serde(rename = "一般市")]
    City,
    #[serde(rename = "町村")]
    TownOrVillage,
    #[serde(rename = "特別区")]
    SpecialWard,
    #[serde(rename = "都道府県")]
    Prefecture,
}

impl Category {
    /// The categories a municipality can be.
    pub const NAMED: [(&'static str, Category); 6] = [
        ("指定都市", Category::DesignatedCity),
        ("中核市", Category::CoreCity),
        ("一般市", Category::City),
        ("町村", Category::TownOrVillage),
        ("特別区", Category::SpecialWard),
        ("都道府県", Category::Prefecture),
    ];

    pub fn from_name(name: &str) -> Option<Self> {
        Self::NAMED.iter().find(|(n, _)| *n == name).map(|(_, c)| *c)
    }

    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(_, c)| *c == self).map_or("default", |(n, _)| n)
    }
}

/// 実装必須 / 標準オプション / 実装不可.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Class {
    Mandatory,
    Optional,
    Forbidden,
}

/// The class of a form or function, by category where it differs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Classes(pub BTreeMap<Category, Class>);

/// What a class amounts to for one municipality.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ClassFor {
    Known(Class),
    /// Not in the edition.
    Unrecorded,
    /// Differs by category, and the category is not set.
    ByCategory,
}

impl Classes {
    /// The class for a municipality of this category.
    pub fn of(&self, category: Option<Category>) -> ClassFor {
        let default = self.0.get(&Category::Default).copied();
        let exceptions = self.0.iter().filter(|(c, _)| **c != Category::Default);
        match category {
            Some(category) => self.0.get(&category).copied().or(default).map_or(ClassFor::Unrecorded, ClassFor::Known),
            None if exceptions.map(|(_, class)| Some(*class)).all(|class| class == default) => {
                default.map_or(ClassFor::Unrecorded, ClassFor::Known)
            }
            None => ClassFor::ByCategory,
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}
