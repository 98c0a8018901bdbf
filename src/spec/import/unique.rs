//! Names that stand twice in an official list, told apart so that people's work has one thing to hang on.

use std::collections::{HashMap, HashSet};

use crate::text::fold::f1;

/// Names used so far, folded.
#[derive(Default)]
pub(super) struct Names {
    taken: HashSet<String>,
    /// The last number that a name was given.
    numbers: HashMap<String, usize>,
}

impl Names {
    /// The name, or with `mark` in brackets when it is taken, or with a number when that is taken too.
    pub(super) fn take(&mut self, name: &str, mark: &str) -> String {
        let marked = (!mark.is_empty()).then(|| format!("{name}（{mark}）"));
        for candidate in std::iter::once(name.to_string()).chain(marked) {
            if self.taken.insert(f1(&candidate)) {
                return candidate;
            }
        }
        let number = self.numbers.entry(f1(name)).or_insert(1);
        loop {
            *number += 1;
            let candidate = format!("{name}（{number}）");
            if self.taken.insert(f1(&candidate)) {
                return candidate;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_name_gets_its_id_or_a_number() {
        let mut names = Names::default();
        assert_eq!(names.take("検索", "0310001"), "検索");
        assert_eq!(names.take("検　索", "0310002"), "検　索（0310002）");
        assert_eq!((names.take("氏名", ""), names.take("氏名", "")), ("氏名".into(), "氏名（2）".into()));
    }
}
