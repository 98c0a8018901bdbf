//! The words of headings, as data: `mappings/headings.toml`, extended by a user's file.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use serde::Deserialize;

use crate::sheet::fold_title;

/// What stands under a heading of a column list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Heading {
    /// A physical name of the table.
    Table,
    TableLabel,
    /// Either of the two.
    TableName,
    /// A physical name of the column.
    Column,
    /// Physical if nothing else is, else the label.
    ColumnPhysical,
    /// The label if a physical name stands beside it, else the name.
    ColumnLabelOrName,
    ColumnLabel,
    Number,
    Type,
    Length,
    LengthFull,
    LengthHalf,
    LengthBytes,
    LengthChars,
    Scale,
    Required,
    Nullable,
    Key,
    Foreign,
    References,
    Unique,
    Codes,
    Default,
    Date,
    MaxObserved,
    Unit,
    Repeat,
    Offset,
    Note,
}

impl Heading {
    /// Names a column in one way or the other.
    pub fn names_column(self) -> bool {
        use Heading::*;
        matches!(self, Column | ColumnPhysical | ColumnLabelOrName | ColumnLabel)
    }

    pub fn names_table(self) -> bool {
        matches!(self, Heading::Table | Heading::TableLabel | Heading::TableName)
    }

    /// Says something of a column beyond its name; lists of other things seldom have two of these.
    pub fn is_facet(self) -> bool {
        use Heading::*;
        !self.names_column() && !self.names_table() && !matches!(self, Number | Note | Unique | Unit | Date)
    }
}

/// What stands under a heading of a code list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CodeHeading {
    List,
    ListName,
    Value,
    Label,
}

/// Lists that are no list of columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Other {
    Index,
    ChangeLog,
    Form,
    Function,
}

/// The file as it is written.
#[derive(Debug, Deserialize, Default)]
#[serde(deny_unknown_fields, default)]
struct Words {
    layout: BTreeMap<Heading, Vec<String>>,
    codes: BTreeMap<CodeHeading, Vec<String>>,
    titles: BTreeMap<String, Vec<String>>,
    other: BTreeMap<Other, Vec<String>>,
    sections: BTreeMap<String, Vec<String>>,
}

/// All known words, folded by `fold`.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    layout: HashMap<String, Heading>,
    codes: HashMap<String, Vec<CodeHeading>>,
    titles: HashSet<String>,
    other: HashMap<String, Other>,
    ends: HashSet<String>,
}

impl Vocabulary {
    /// The words that come with the program.
    pub fn bundled() -> &'static Vocabulary {
        static BUNDLED: OnceLock<Vocabulary> = OnceLock::new();
        BUNDLED.get_or_init(|| {
            let mut all = Vocabulary::default();
            // a test reads the file, so that this holds in every build
            let _ = all.extend(include_str!("../../../mappings/headings.toml"));
            all
        })
    }

    /// Adds the words of a file in the form of `mappings/headings.toml`; they beat those that are there.
    ///
    /// # Errors
    /// What is wrong with the file, as its parser says it.
    pub fn extend(&mut self, toml: &str) -> Result<(), String> {
        let words: Words = toml::from_str(toml).map_err(|e| e.to_string())?;
        for (heading, names) in words.layout {
            self.layout.extend(names.iter().map(|n| (fold(n), heading)));
        }
        for (heading, names) in words.codes {
            for name in names {
                self.codes.entry(fold(&name)).or_default().push(heading);
            }
        }
        self.titles.extend(words.titles.values().flatten().map(|n| fold(n)));
        for (other, names) in words.other {
            self.other.extend(names.iter().map(|n| (fold(n), other)));
        }
        self.ends.extend(words.sections.values().flatten().map(|n| fold(n)));
        Ok(())
    }

    /// What a heading means. A remark in brackets at its end may be left out.
    pub fn layout(&self, text: &str) -> Option<Heading> {
        self.layout_folded(&fold(text))
    }

    /// As [`Vocabulary::layout`], of a text that is folded already.
    pub fn layout_folded(&self, folded: &str) -> Option<Heading> {
        self.layout.get(folded).or_else(|| self.layout.get(without_remark(folded)?)).copied()
    }

    pub fn codes(&self, text: &str) -> &[CodeHeading] {
        let folded = fold(text);
        let found = self.codes.get(&folded).or_else(|| self.codes.get(without_remark(&folded)?));
        found.map_or(&[], Vec::as_slice)
    }

    pub fn other(&self, text: &str) -> Option<Other> {
        self.other.get(&fold(text)).copied()
    }

    /// A label of a title block.
    pub fn is_title(&self, text: &str) -> bool {
        let folded = fold(text);
        self.titles.contains(&folded) || self.layout_folded(&folded).is_some()
    }

    /// A line that ends the list of columns above it.
    pub fn ends_list(&self, text: &str) -> bool {
        self.ends.contains(&fold(text))
    }

    /// Every heading with its words, for tests.
    #[cfg(test)]
    pub fn words(&self) -> impl Iterator<Item = (&str, Heading)> {
        self.layout.iter().map(|(word, heading)| (word.as_str(), *heading))
    }
}

/// Folds a heading: width, white space and line breaks, case, leading numbers, separators, kinds of brackets.
pub fn fold(text: &str) -> String {
    let folded = fold_title(text);
    let one = |c: char| match c {
        '〔' | '【' | '[' | '「' | '<' | '{' | '〈' | '《' => '(',
        '〕' | '】' | ']' | '」' | '>' | '}' | '〉' | '》' => ')',
        c => c,
    };
    let brackets: String = folded.chars().map(one).collect();
    brackets.trim_end_matches(':').trim_start_matches('○').to_string()
}

fn without_remark(folded: &str) -> Option<&str> {
    let at = folded.strip_suffix(')')?.rfind('(')?;
    Some(&folded[..at]).filter(|rest| !rest.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bundled_words_are_read_and_no_word_has_two_meanings() {
        let text = include_str!("../../../mappings/headings.toml");
        assert_eq!(Vocabulary::default().extend(text), Ok(()));
        let words: Words = toml::from_str(text).expect("TOML");
        let mut seen: HashMap<String, Heading> = HashMap::new();
        for (heading, names) in &words.layout {
            for name in names {
                if let Some(other) = seen.insert(fold(name), *heading) {
                    assert_eq!(other, *heading, "{name}");
                }
            }
        }
        assert!(seen.len() > 300, "{}", seen.len());
    }

    #[test]
    fn headings_as_people_write_them() {
        let v = Vocabulary::bundled();
        for (text, heading) in [
            ("テーブル名\n（物理）", Heading::Table),
            ("項 目 名", Heading::ColumnLabelOrName),
            ("NOT\nNULL", Heading::Required),
            ("Ｎｏｔ　Ｎｕｌｌ", Heading::Required),
            ("ＮＵＬＬ可", Heading::Nullable),
            ("P.K.", Heading::Key),
            ("桁数【バイト】", Heading::LengthBytes),
            ("③ 論理名", Heading::ColumnLabel),
            ("備考：", Heading::Note),
            ("桁数(※1)", Heading::Length),
        ] {
            assert_eq!(v.layout(text), Some(heading), "{text}");
        }
        assert_eq!(v.layout("暗号化"), None);
    }

    #[test]
    fn a_file_of_ones_own_adds_words() {
        let mut v = Vocabulary::bundled().clone();
        assert_eq!(v.layout("けたすう"), None);
        v.extend("[layout]\nlength = [\"けたすう\"]\n").unwrap();
        assert_eq!(v.layout("けたすう"), Some(Heading::Length));
        assert!(v.extend("[layout]\nnonsense = [\"x\"]\n").is_err());
    }
}
