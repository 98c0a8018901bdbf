//! Names as keys: exact (`f1`) for what is paired without a person, folded further for candidates.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::vocabulary::Vocabulary;
use crate::text::fold::{f1, f1_lower};

/// Names that belong to exactly one thing; a name that two things share leads nowhere.
pub struct Unique<T> {
    by_name: HashMap<String, Option<T>>,
}

impl<T: Copy + PartialEq> Unique<T> {
    pub fn new(names: impl IntoIterator<Item = (String, T)>) -> Self {
        let mut by_name: HashMap<String, Option<T>> = HashMap::new();
        for (name, thing) in names {
            by_name.entry(name).and_modify(|t| *t = t.filter(|t| *t == thing)).or_insert(Some(thing));
        }
        Unique { by_name }
    }

    pub fn get(&self, name: &str) -> Option<T> {
        self.by_name.get(name).copied().flatten()
    }
}

/// Folds what older systems write differently: case, kana, small kana and long vowels, brackets, joiners, variants of
/// common kanji, and suffixes such as 台帳 and マスタ (`mappings/vocabulary.toml`). For candidates only; a person confirms them.
pub fn loose(name: &str) -> String {
    static SUFFIXES: OnceLock<Vec<String>> = OnceLock::new();
    let suffixes = SUFFIXES.get_or_init(|| Vocabulary::get().suffixes.iter().map(|s| folded(s)).collect());
    let name = folded(name);
    let stem = suffixes.iter().find_map(|s| name.strip_suffix(s.as_str())).filter(|s| !s.is_empty());
    stem.unwrap_or(&name).to_string()
}

fn folded(name: &str) -> String {
    f1_lower(name).chars().filter_map(fold_char).collect()
}

fn fold_char(c: char) -> Option<char> {
    let c = match c {
        'ァ' | 'ィ' | 'ゥ' | 'ェ' | 'ォ' | 'ッ' | 'ャ' | 'ュ' | 'ョ' | 'ヮ' => char::from_u32(c as u32 + 1)?,
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' => {
            char::from_u32(c as u32 + 0x61)?
        }
        '\u{3041}'..='\u{3096}' => char::from_u32(c as u32 + 0x60)?,
        'ー' | '‐' | '-' | '_' | '・' | '(' | ')' | '[' | ']' | '〔' | '〕' | '「' | '」' | '.' => return None,
        c => Vocabulary::get().modern_char(c),
    };
    Some(c)
}

/// All names that a column or table goes by, folded by `f1`.
pub fn exact_names(name: &str, label: Option<&str>) -> Vec<String> {
    let mut names = vec![f1(name)];
    names.extend(label.map(f1));
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shared_name_leads_nowhere() {
        let names = Unique::new([("a".to_string(), 1), ("b".into(), 2), ("a".into(), 3), ("b".into(), 2)]);
        assert_eq!(names.get("a"), None);
        assert_eq!(names.get("b"), Some(2));
    }

    #[test]
    fn loose_names_meet_across_spellings() {
        for (a, b) in [
            ("宛名コード", "宛名"),
            ("氏名（カナ）", "氏名かな"),
            ("ＡＴＥＮＡ＿ＮＯ", "atena-no"),
            ("髙齢者台帳", "高齢者"),
        ] {
            assert_eq!(loose(a), loose(b), "{a} {b}");
        }
        assert_eq!(loose("台帳"), "台帳");
    }
}
