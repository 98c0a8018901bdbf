//! `mappings/traps.toml`: familiar names with another meaning. They are never paired by name alone.

use std::collections::HashSet;
use std::sync::OnceLock;

use serde::Deserialize;

use crate::text::fold::f1;

#[derive(Debug, Default, Deserialize)]
struct File {
    #[serde(default)]
    trap: Vec<Trap>,
}

/// Names that look as if they meant the same, and what tells them apart.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Trap {
    pub names: Vec<String>,
    pub why: String,
    pub why_en: String,
}

fn traps() -> &'static [Trap] {
    static TRAPS: OnceLock<Vec<Trap>> = OnceLock::new();
    // a test reads the same bytes
    let read = || toml::from_str::<File>(include_str!("../../mappings/traps.toml")).unwrap_or_default().trap;
    TRAPS.get_or_init(read)
}

/// Whether a name stands in the list.
pub fn trapped(name: &str) -> bool {
    static NAMES: OnceLock<HashSet<String>> = OnceLock::new();
    let names = NAMES.get_or_init(|| traps().iter().flat_map(|t| &t.names).map(|n| f1(n)).collect());
    names.contains(&f1(name))
}

/// The trap in which both names stand; the same name twice is none.
pub fn trap_between(a: &str, b: &str) -> Option<&'static Trap> {
    let (a, b) = (f1(a), f1(b));
    let has = |trap: &Trap, name: &str| trap.names.iter().any(|n| f1(n) == *name);
    traps().iter().find(|t| a != b && has(t, &a) && has(t, &b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_of_traps_is_readable_and_used() {
        let file: File = toml::from_str(include_str!("../../mappings/traps.toml")).unwrap();
        assert!(file.trap.len() >= 20);
        assert!(trapped("前住所") && trapped("個人番号") && !trapped("世帯番号"));
        assert!(trap_between("転入前住所", "前住所").is_some() && trap_between("前住所", "前 住所").is_none());
    }
}
