//! Familiar names with another meaning (`mappings/traps.toml`): never paired by name alone, and a warning where they are paired.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::OnceLock;

use serde::Deserialize;

use crate::text::fold::f1;

/// Names that people take for each other.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Trap {
    pub names: Vec<String>,
    /// What tells them apart.
    pub why: String,
    #[serde(rename = "why-en")]
    pub why_en: String,
    /// Characters of the thing that a name means in the standard; a column of that name with another length is something else.
    #[serde(default)]
    pub length: BTreeMap<String, u32>,
    /// Names and lengths by folded name.
    #[serde(skip)]
    folded: HashMap<String, Option<u32>>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    trap: Vec<Trap>,
}

/// A pair that a trap warns of.
#[derive(Debug, Clone, Copy)]
pub struct Caught<'a> {
    pub trap: &'static Trap,
    /// The column's name that is in the trap.
    pub name: &'a str,
    /// The length that the column would have if it were the same thing.
    pub expected: Option<u32>,
}

impl Trap {
    fn fold(mut self) -> Self {
        let length = |name: &String| self.length.iter().find(|(n, _)| f1(n) == f1(name)).map(|(_, length)| *length);
        self.folded = self.names.iter().map(|n| (f1(n), length(n))).collect();
        self
    }

    /// Two folded names of this trap on the two sides, or one name whose length says that it is another thing.
    fn catches<'a>(&'static self, name: &Folded<'a>, item: &str, length: Option<u32>) -> Option<Caught<'a>> {
        if !self.folded.contains_key(&name.folded) {
            return None;
        }
        let wanted = self.folded.get(item)?;
        let differ = name.folded != item;
        let expected = wanted.filter(|wanted| length.is_some_and(|l| l != *wanted));
        (differ || expected.is_some()).then_some(Caught { trap: self, name: name.name, expected })
    }
}

struct Folded<'a> {
    name: &'a str,
    folded: String,
}

/// All traps.
pub fn all() -> &'static [Trap] {
    static TRAPS: OnceLock<Vec<Trap>> = OnceLock::new();
    TRAPS.get_or_init(|| {
        // a test reads the same bytes
        let file: File = toml::from_str(include_str!("../../mappings/traps.toml")).unwrap_or_default();
        file.trap.into_iter().map(Trap::fold).collect()
    })
}

/// Whether a name stands in any trap.
pub fn trapped(name: &str) -> bool {
    is_listed(&f1(name))
}

/// Whether a folded name stands in any trap.
fn is_listed(folded: &str) -> bool {
    static NAMES: OnceLock<HashSet<&'static str>> = OnceLock::new();
    NAMES.get_or_init(|| all().iter().flat_map(|t| t.folded.keys().map(String::as_str)).collect()).contains(folded)
}

/// The first trap that a column with these names and an item fall into. A name that both sides share is not mistaken.
pub fn between<'a>(names: &[&'a str], item: &str, length: Option<u32>) -> Option<Caught<'a>> {
    let item = f1(item);
    if !is_listed(&item) {
        return None;
    }
    let mut names: Vec<Folded<'a>> = names.iter().map(|name| Folded { name, folded: f1(name) }).collect();
    if names.iter().any(|n| n.folded == item) {
        names.retain(|n| n.folded == item);
    }
    all().iter().find_map(|trap| names.iter().find_map(|name| trap.catches(name, &item, length)))
}

/// The trap in which two printed names stand; the same name twice is none.
pub fn trap_between(a: &str, b: &str) -> Option<&'static Trap> {
    let (a, b) = (f1(a), f1(b));
    all().iter().find(|trap| a != b && trap.folded.contains_key(&a) && trap.folded.contains_key(&b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_traps_is_readable_and_used() {
        let file: File = toml::from_str(include_str!("../../mappings/traps.toml")).unwrap();
        assert!(file.trap.len() >= 20 && file.trap.len() == all().len());
        assert!(trapped("前住所") && trapped("個人番号") && !trapped("氏名_読み仮名"));
        for trap in all() {
            assert!(trap.length.keys().all(|n| trap.folded.contains_key(&f1(n))), "{:?}", trap.names);
        }
    }

    #[test]
    fn two_names_of_one_trap_are_caught_and_a_shared_name_is_not() {
        assert!(between(&["前住所"], "転入前住所", None).is_some());
        assert!(between(&["前住所", "転入前住所"], "転入前住所", None).is_none());
        assert!(between(&["前住所"], "課税年度", None).is_none());
        assert!(trap_between("転入前住所", "前住所").is_some() && trap_between("前住所", "前 住所").is_none());
    }

    #[test]
    fn the_length_tells_what_a_name_means() {
        assert_eq!(between(&["個人番号"], "個人番号", Some(15)).and_then(|c| c.expected), Some(12));
        assert!(between(&["個人番号"], "個人番号", Some(12)).is_none());
        assert!(between(&["個人番号"], "個人番号", None).is_none());
        assert!(between(&["個人番号"], "宛名番号", Some(15)).is_none());
    }
}
