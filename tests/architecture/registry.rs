//! Every rule file is registered, and every registered rule is consistent.

use std::collections::BTreeSet;

use gapcheck::bpr;
use gapcheck::finding::Mirror;
use gapcheck::rules;

#[test]
fn ids_and_names_are_unique_and_ordered() {
    let ids: Vec<&str> = rules::all().iter().map(|r| r.meta.id).collect();
    let names: BTreeSet<&str> = rules::all().iter().map(|r| r.meta.name).collect();
    assert_eq!(names.len(), ids.len());
    let mut gap: Vec<&str> = ids.iter().copied().filter(|id| id.starts_with("GAP")).collect();
    let sorted = {
        let mut s = gap.clone();
        s.sort_unstable();
        s.dedup();
        s
    };
    assert_eq!(gap, sorted, "the registry is kept in the order of the ids");
    gap.retain(|id| rules::find(id).is_none());
    assert!(gap.is_empty());
}

#[test]
fn every_rule_file_is_registered() {
    let mut files = 0;
    for area in std::fs::read_dir("src/rules").expect("rules") {
        let area = area.expect("readable").path();
        if !area.is_dir() {
            continue;
        }
        for file in std::fs::read_dir(&area).expect("area") {
            let path = file.expect("readable").path();
            let text = std::fs::read_to_string(&path).expect("readable");
            if let Some(at) = text.find("id: \"") {
                files += 1;
                let id: String = text[at + 5..].chars().take_while(|c| *c != '"').collect();
                assert!(rules::find(&id).is_some(), "{} is not in the registry", path.display());
            }
        }
    }
    assert_eq!(files, rules::all().len(), "one file per rule");
}

#[test]
fn what_a_rule_refers_to_exists() {
    for rule in rules::all() {
        let meta = rule.meta;
        for id in meta.bpr {
            assert!(bpr::RULES.iter().any(|b| b.id == *id), "{}: {id}", meta.id);
        }
        if let Mirror::Waived(why) = meta.mirror {
            assert!(why.chars().count() >= 6, "{}: why is there no mirror?", meta.id);
        }
        assert!(!(meta.present.is_empty() && meta.package.is_empty()), "{}: applies to no role", meta.id);
        for suppress in meta.suppresses {
            assert!(suppress.rules.iter().all(|r| r.len() == 7 && *r != meta.id), "{}", meta.id);
        }
    }
}
