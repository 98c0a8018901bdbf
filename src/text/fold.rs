//! The frozen folding `f1`, on which people's saved work hangs.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// `f1`: NFKC and removal of white space. No vocabulary, no case folding.
///
/// Decisions and baselines are keyed by names folded like this, so it never changes;
/// `tests/vectors/f1.tsv` holds its test vectors. A later folding gets a new name.
pub fn f1(name: &str) -> String {
    // most names are in that form already, and telling so costs far less than composing them anew
    if name.is_ascii() || is_nfkc_quick(name.chars()) == IsNormalized::Yes {
        return name.chars().filter(|c| !c.is_whitespace()).collect();
    }
    name.nfkc().filter(|c| !c.is_whitespace()).collect()
}

/// `f1` and lower case: for comparing names that people type (physical column names, slugs).
pub fn f1_lower(name: &str) -> String {
    f1(name).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn f1_agrees_with_its_frozen_vectors() {
        let vectors = include_str!("../../tests/vectors/f1.tsv");
        let mut seen = 0;
        for line in vectors.lines().filter(|l| !l.starts_with('#') && !l.is_empty()) {
            let (input, folded) = line.split_once('\t').expect("two columns");
            let input = input.replace("\\u3000", "\u{3000}").replace("\\s", " ").replace("\\t", "\t");
            assert_eq!(f1(&input), folded, "f1({input:?})");
            seen += 1;
        }
        assert!(seen >= 20, "the vectors were not read");
    }

    #[test]
    fn f1_is_idempotent() {
        for s in ["ｱﾃﾅ 番号", "氏名＿カナ", "①", "神\u{FA19}", "か\u{3099}"] {
            assert_eq!(f1(&f1(s)), f1(s));
        }
    }

    #[test]
    fn names_in_normal_form_take_the_short_way_to_the_same_name() {
        for s in ["宛名番号", "氏名 _漢字", "か\u{3099}", "ガ", "ｶﾞ", "神\u{FA19}", "①住所"] {
            let whole: String = s.nfkc().filter(|c| !c.is_whitespace()).collect();
            assert_eq!(f1(s), whole, "{s}");
        }
    }
}
