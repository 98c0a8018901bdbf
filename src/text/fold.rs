//! The frozen folding `f1`, on which people's saved work hangs.

use unicode_normalization::UnicodeNormalization;

/// `f1`: NFKC and removal of white space. No vocabulary, no case folding.
///
/// Decisions and baselines are keyed by names folded like this, so it never changes;
/// `tests/vectors/f1.tsv` holds its test vectors. A later folding gets a new name.
pub fn f1(name: &str) -> String {
    if name.is_ascii() {
        // NFKC leaves ASCII as it is
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
}
