//! How alike two names are.

use std::collections::{HashMap, HashSet};

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// Share of characters that two folded names have in common, in order: 0 to 100.
pub(super) fn percent(a: &[char], b: &[char]) -> u8 {
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    let equal: usize = capture_diff_slices(Algorithm::Myers, a, b)
        .iter()
        .map(|op| if let DiffOp::Equal { len, .. } = op { *len } else { 0 })
        .sum();
    // whole percents; at most 100 by construction
    u8::try_from(200 * equal / (a.len() + b.len())).unwrap_or(100)
}

/// Finds names that share two neighbouring characters, so that not everything is held against everything.
pub(super) struct Neighbours {
    by_pair: HashMap<(char, char), Vec<usize>>,
}

impl Neighbours {
    pub(super) fn new<'n>(names: impl Iterator<Item = (usize, &'n [char])>) -> Self {
        let mut by_pair: HashMap<(char, char), Vec<usize>> = HashMap::new();
        for (number, name) in names {
            for pair in pairs(name) {
                by_pair.entry(pair).or_default().push(number);
            }
        }
        Neighbours { by_pair }
    }

    pub(super) fn of(&self, name: &[char]) -> HashSet<usize> {
        pairs(name).iter().filter_map(|p| self.by_pair.get(p)).flatten().copied().collect()
    }
}

fn pairs(name: &[char]) -> HashSet<(char, char)> {
    match name {
        [one] => HashSet::from([(*one, *one)]),
        _ => name.windows(2).map(|w| (w[0], w[1])).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chars(text: &str) -> Vec<char> {
        text.chars().collect()
    }

    #[test]
    fn likeness_is_the_share_of_common_characters() {
        for (a, b, expected) in
            [("住所", "住所", 100), ("住所_町字", "住所_町字名", 90), ("氏名", "金額", 0), ("", "金額", 0)]
        {
            assert_eq!(percent(&chars(a), &chars(b)), expected, "{a} {b}");
        }
    }

    #[test]
    fn neighbours_share_two_characters() {
        let names = [chars("住所_町字"), chars("金額"), chars("字")];
        let index = Neighbours::new(names.iter().enumerate().map(|(n, c)| (n, c.as_slice())));
        assert_eq!(index.of(&chars("町字コード")), HashSet::from([0]));
        assert_eq!(index.of(&chars("字")), HashSet::from([2]));
    }
}
