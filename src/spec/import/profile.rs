//! Profiles: which headings and marks a ministry's 機能要件 and 帳票要件 use. As data, so that a new wording needs no new program.

use std::path::Path;

use serde::Deserialize;

use crate::sheet::{Sheet, Title};
use crate::spec::edition::{Category, Class, Classes};
use crate::text::fold::f1;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// What a sheet holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// 機能要件.
    Functions,
    /// 帳票要件.
    Forms,
    /// 帳票詳細要件.
    PrintedItems,
}

/// One wording of one kind of sheet.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Profile {
    pub name: String,
    pub kind: Kind,
    /// The sheet's name contains one of these; empty: any sheet with the headings.
    #[serde(default)]
    pub sheets: Vec<String>,
    /// Keys of headings without which a sheet is not of this kind.
    pub needed: Vec<String>,
    /// Headings by what they stand for.
    pub titles: std::collections::BTreeMap<String, Vec<String>>,
    /// Columns that hold the class, by 団体区分.
    #[serde(default)]
    pub class: Vec<ClassColumn>,
    /// What the class columns say.
    #[serde(default)]
    pub marks: Marks,
}

/// A column with the class for some categories.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassColumn {
    pub titles: Vec<String>,
    /// `default` or 団体区分.
    #[serde(rename = "for")]
    pub categories: Vec<Category>,
    /// The column is about one class only, marked ○ (実装必須 | 標準オプション | 実装不可 side by side).
    #[serde(default)]
    pub means: Option<Class>,
}

/// Marks and words of each class.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marks {
    #[serde(default)]
    pub mandatory: Vec<String>,
    #[serde(default)]
    pub optional: Vec<String>,
    #[serde(default)]
    pub forbidden: Vec<String>,
    /// Out of the question for this category: no class.
    #[serde(default)]
    pub none: Vec<String>,
}

const BUILT_IN: [&str; 5] = [
    include_str!("../../../specs/profiles/functions-marks.toml"),
    include_str!("../../../specs/profiles/functions-columns.toml"),
    include_str!("../../../specs/profiles/printed-items.toml"),
    include_str!("../../../specs/profiles/forms-marks.toml"),
    include_str!("../../../specs/profiles/forms-columns.toml"),
];

/// The profiles inside the program. A test reads the same bytes, so none is lost.
pub fn built_in() -> Vec<Profile> {
    BUILT_IN.iter().filter_map(|text| toml::from_str(text).ok()).collect()
}

/// Reads a profile that somebody wrote.
///
/// # Errors
/// Unreadable, or not of the form of a profile, with the line.
pub(super) fn load(path: &Path) -> Result<Profile, Problem> {
    let name = path.display().to_string();
    let bytes = crate::xml::read_limited(&name)?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let source = crate::text::source::Source::new(&name, text, String::new());
    toml::from_str(&source.text).map_err(|e| {
        let at = e.span().map_or(0, |span| span.start);
        let reason = e.message().to_string();
        source.problem(
            at,
            Bilingual::new(
                format!("取込みプロファイルとして読めません（{reason}）"),
                format!("not an import profile: {reason}"),
            ),
            Bilingual::new("specs/profiles/ のファイルを手本にしてください", "follow the files in specs/profiles/"),
        )
    })
}

impl Profile {
    /// Whether the sheet's name lets this profile apply.
    pub(super) fn suits(&self, sheet: &Sheet, file: &str) -> bool {
        let names = [f1(&sheet.name), f1(file)];
        self.sheets.is_empty() || self.sheets.iter().any(|part| names.iter().any(|n| n.contains(&f1(part))))
    }

    /// Titles for finding the header; class columns are `class:0`, `class:1`, ….
    pub(super) fn headings(&self) -> Vec<Title> {
        let own = self.titles.iter().map(|(key, names)| (key.clone(), names));
        let classes = self.class.iter().enumerate().map(|(i, c)| (format!("class:{i}"), &c.titles));
        own.chain(classes)
            .map(|(key, names)| {
                let names: Vec<&str> = names.iter().map(String::as_str).collect();
                let title = Title::new(&key, &names);
                if self.needed.contains(&key) { title.needed() } else { title }
            })
            .collect()
    }

    /// The classes that a row's cells give. `cell` is asked for `class:0`, `class:1`, ….
    pub(super) fn classes<'r>(&self, cell: impl Fn(&str) -> &'r str) -> Result<Classes, Bilingual> {
        let mut classes = Classes::default();
        for (i, column) in self.class.iter().enumerate() {
            let text = cell(&format!("class:{i}"));
            let class = match column.means {
                None => self.marks.class(text)?,
                Some(class) => super::facts::marked(&column.titles[0], text)?.then_some(class),
            };
            if let Some(class) = class {
                classes.0.extend(column.categories.iter().map(|c| (*c, class)));
            }
        }
        Ok(classes)
    }
}

impl Marks {
    fn class(&self, text: &str) -> Result<Option<Class>, Bilingual> {
        let folded = f1(text);
        let says = |words: &[String]| words.iter().any(|w| f1(w) == folded);
        let classes = [
            (&self.mandatory, Class::Mandatory),
            (&self.optional, Class::Optional),
            (&self.forbidden, Class::Forbidden),
        ];
        if let Some((_, class)) = classes.iter().find(|(words, _)| says(words)) {
            return Ok(Some(*class));
        }
        if folded.is_empty() || says(&self.none) {
            return Ok(None);
        }
        let shown = super::report::quoted(text);
        Err(Bilingual::new(
            format!("区分「{shown}」が 実装必須・標準オプション・実装不可 のどれか分かりません"),
            format!("the mark {shown:?} is none of mandatory, optional, forbidden"),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_built_in_profiles_are_read() {
        for text in BUILT_IN {
            let profile: Profile = toml::from_str(text).unwrap_or_else(|e| panic!("{e}\n{text}"));
            assert!(profile.needed.iter().all(|key| profile.titles.contains_key(key)), "{}", profile.name);
        }
        assert_eq!(built_in().len(), BUILT_IN.len());
    }

    #[test]
    fn marks_become_classes_by_category() {
        let profile = &built_in()[0];
        let cell = |key: &str| match profile.class[key[6..].parse::<usize>().unwrap()].categories[0] {
            Category::Default => "◎",
            Category::TownOrVillage => "○",
            Category::DesignatedCity => "×",
            _ => "",
        };
        let classes = profile.classes(cell).unwrap().0;
        assert_eq!(classes[&Category::Default], Class::Mandatory);
        assert_eq!(classes[&Category::TownOrVillage], Class::Optional);
        assert_eq!(classes[&Category::DesignatedCity], Class::Forbidden);
        assert!(profile.classes(|_| "△").is_err());
    }
}
