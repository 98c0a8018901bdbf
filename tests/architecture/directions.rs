//! The dependency direction of the rooms in `src/`, read from `use` lines and inline paths.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// What each room may know. A room that is not here does not exist.
const MAY_KNOW: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("basis", &["text"]),
    ("receipt", &["text"]),
    ("xml", &["text"]),
    ("sheet", &["text", "xml"]),
    ("domain", &["text"]),
    ("finding", &["text", "basis"]),
    ("spec", &["text", "xml", "sheet", "domain", "basis"]),
    ("current", &["text", "receipt", "xml", "sheet", "domain"]),
    ("matching", &["text", "xml", "sheet", "domain", "basis", "spec", "current"]),
    ("compare", &["text", "domain", "basis", "finding", "spec", "current", "matching"]),
    ("rules", &["text", "domain", "basis", "finding", "spec", "current", "matching", "compare"]),
    ("config", &["text", "xml"]),
    ("ledger", &["text", "xml", "sheet", "finding"]),
    ("bpr", &["text", "basis", "finding", "ledger"]),
    ("report", &["text", "receipt", "sheet", "basis", "finding", "bpr", "ledger"]),
    ("template", &["text", "sheet", "domain", "spec", "current"]),
    (
        "check",
        &[
            "text", "basis", "receipt", "finding", "domain", "spec", "current", "matching", "compare", "rules",
            "config", "ledger", "bpr", "report",
        ],
    ),
    ("validate", &["text", "xml", "sheet", "domain", "basis", "finding", "spec", "rules"]),
    (
        "cli",
        &[
            "text", "receipt", "xml", "sheet", "domain", "basis", "finding", "spec", "current", "matching", "compare",
            "rules", "config", "ledger", "bpr", "report", "template", "check", "validate",
        ],
    ),
];

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

fn room(path: &Path) -> String {
    let inside = path.strip_prefix("src").expect("in src");
    let first = inside.components().next().expect("a name").as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_string()
}

/// Rooms named after `crate::` outside tests and comments.
fn known(text: &str) -> BTreeSet<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut rooms = BTreeSet::new();
    for line in code.lines().filter(|l| !l.trim_start().starts_with("//")) {
        for (at, _) in line.match_indices("crate::") {
            let rest = &line[at + "crate::".len()..];
            let names: Vec<&str> = match rest.strip_prefix('{') {
                Some(list) => list.split([',', '}']).map(|n| n.trim().split("::").next().unwrap_or_default()).collect(),
                None => vec![rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default()],
            };
            rooms.extend(names.into_iter().filter(|n| !n.is_empty()).map(str::to_string));
        }
    }
    rooms
}

#[test]
fn no_room_knows_one_that_lies_above_it() {
    let allowed: BTreeMap<&str, &[&str]> = MAY_KNOW.iter().copied().collect();
    let mut all = Vec::new();
    files(Path::new("src"), &mut all);
    assert!(all.len() > 60, "the sources were not found");
    for path in all.iter().filter(|p| !p.ends_with("main.rs") && !p.ends_with("lib.rs")) {
        let own = room(path);
        let may = allowed
            .get(own.as_str())
            .unwrap_or_else(|| panic!("{}: the room {own} is not in the plan", path.display()));
        let text = std::fs::read_to_string(path).expect("readable");
        for other in known(&text) {
            let is_room = allowed.contains_key(other.as_str());
            assert!(
                !is_room || other == own || may.contains(&other.as_str()),
                "{}: {own} may not know {other}",
                path.display()
            );
        }
    }
}

/// The plan itself has no circle: every room knows only rooms above it in the list.
#[test]
fn the_plan_is_a_hierarchy() {
    for (at, (room, may)) in MAY_KNOW.iter().enumerate() {
        for other in *may {
            let below = MAY_KNOW[..at].iter().any(|(earlier, _)| earlier == other);
            assert!(below, "{room} knows {other}, which is not listed before it");
        }
    }
}

#[test]
fn no_file_is_a_warehouse() {
    let mut all = Vec::new();
    files(Path::new("src"), &mut all);
    for path in all {
        let lines = std::fs::read_to_string(&path).expect("readable").lines().count();
        assert!(lines <= 620, "{}: {lines} lines; one idea per file", path.display());
    }
}
