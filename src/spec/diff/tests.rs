//! Recognising: what is certain, what is a question, what is another thing.

use serde_json::{Value, json};

use super::*;
use crate::spec::edition::Edition;
use crate::spec::load::load_bytes;
use crate::spec::renames::{Rename, RenameTable, Status};

/// An official-shaped edition of groups; items as (key, name, definition).
fn edition(groups: &[(&str, &[(u32, &str, &str)])]) -> Edition {
    let groups: Vec<Value> = groups
        .iter()
        .enumerate()
        .map(|(g, (name, items))| {
            let item = |(key, name, definition): &(u32, &str, &str)| {
                let mut item = json!({"key": format!("010{key:05}"), "name": name, "sources": ["a"], "type": "X", "digits": 5});
                if !definition.is_empty() {
                    item["definition"] = (*definition).into();
                }
                item
            };
            let items: Vec<Value> = items.iter().map(item).collect();
            json!({"key": format!("010-G{:02}", g + 1), "name": name, "business": "010", "sources": ["a"], "items": items})
        })
        .collect();
    let edition = json!({
        "schema": "gapcheck.edition/1", "system": "resident-tax", "businesses": ["010"], "title": "t",
        "edition": {"label": "第1版", "date": "2026-01-01", "basis": "official"},
        "sources": [{"id": "a", "kind": "official", "title": "a", "file": "a.xlsx"}], "groups": groups,
    });
    let text = edition.to_string();
    load_bytes("e.json", text.as_bytes()).unwrap_or_else(|p| panic!("{p:?}")).edition
}

fn sure(old: &Edition, new: &Edition, kind: Kind) -> Vec<(String, String)> {
    let pairing = Pairing::new(old, new, &RenameTable::default());
    let label = |l: &Link| (pairing.old.label(kind, l.old), pairing.new.label(kind, l.new));
    pairing.sure(kind).iter().map(label).collect()
}

#[test]
fn one_signal_alone_is_a_question() {
    let old = edition(&[("課税", &[(1, "番号", ""), (2, "納期限", "")])]);
    // the same id with quite another name, or a similar name with another id
    for item in [(2, "還付額", ""), (3, "納期限日", "")] {
        let new = edition(&[("課税", &[(1, "番号", ""), item])]);
        let pairing = Pairing::new(&old, &new, &RenameTable::default());
        assert_eq!(pairing.sure(Kind::Item).len(), 1, "{item:?}");
        assert_eq!(pairing.proposed(Kind::Item).len(), 1, "{item:?}");
    }
    let new = edition(&[("課税", &[(1, "番号", ""), (2, "納期限日", "")])]);
    assert_eq!(sure(&old, &new, Kind::Item)[1], ("課税.納期限".into(), "課税.納期限日".into()));
}

#[test]
fn equal_names_win_over_ids_and_rivals_are_questions() {
    let old = edition(&[("課税", &[(1, "税額", ""), (2, "均等割額", "")])]);
    let swapped = edition(&[("課税", &[(2, "税額", ""), (1, "均等割額", "")])]);
    assert!(sure(&old, &swapped, Kind::Item).iter().all(|(a, b)| a == b));
    let text = "納める期限の日を記録する項目";
    let old = edition(&[("課税", &[(1, "納期限日", text)])]);
    let rivals = edition(&[("課税", &[(2, "納期限日一", text), (3, "納期限日二", text)])]);
    assert_eq!(sure(&old, &rivals, Kind::Item), []);
}

#[test]
fn another_type_is_another_thing() {
    let text = "納める期限の日を記録する項目";
    let old = edition(&[("課税", &[(1, "納期限", text)])]);
    let mut new = edition(&[("課税", &[(1, "納期限日", text)])]);
    assert_eq!(sure(&old, &new, Kind::Item).len(), 1);
    new.groups[0].items[0].data_type = Some(crate::domain::ItemType::FullWidthText);
    assert_eq!(sure(&old, &new, Kind::Item), []);
}

#[test]
fn groups_are_recognised_by_what_is_in_them() {
    let items: &[(u32, &str, &str)] = &[(1, "番号", ""), (2, "固有の額", ""), (3, "固有の日", ""), (4, "固有の者", "")];
    let other: &[(u32, &str, &str)] = &[(11, "番号", ""), (12, "別の額", "")];
    let old = edition(&[("賦課", items), ("収納", other)]);
    let moved: Vec<(u32, &str, &str)> = items.iter().map(|(k, n, d)| (k + 50, *n, *d)).collect();
    let new = edition(&[("収納", other), ("全く違う名前", &moved)]);
    let groups = sure(&old, &new, Kind::Group);
    assert!(groups.contains(&("賦課".into(), "全く違う名前".into())), "{groups:?}");
    assert!(sure(&old, &new, Kind::Item).contains(&("賦課.番号".into(), "全く違う名前.番号".into())));
    // half of it is not enough
    let new = edition(&[("収納", other), ("全く違う名前", &moved[..2])]);
    assert_eq!(sure(&old, &new, Kind::Group), [("収納".to_string(), "収納".to_string())]);
    // but a name that is unique in both editions leads to its item
    assert!(sure(&old, &new, Kind::Item).contains(&("賦課.固有の額".into(), "全く違う名前.固有の額".into())));
    assert!(!sure(&old, &new, Kind::Item).iter().any(|(old, _)| old == "賦課.番号"), "番号 is in many groups");
}

#[test]
fn a_person_has_the_last_word() {
    let old = edition(&[("課税", &[(1, "番号", ""), (2, "納期限", "")])]);
    let new = edition(&[("課税", &[(1, "番号", ""), (2, "納期限日", ""), (3, "還付額", "")])]);
    let line = |new: &str, status| Rename {
        kind: Kind::Item,
        old: "課税.納期限".into(),
        new: new.into(),
        status,
        evidence: Vec::new(),
        note: None,
    };
    let rename = vec![line("課税.納期限日", Status::Rejected), line("課税.還付額", Status::Confirmed)];
    let table = RenameTable { rename, ..RenameTable::default() };
    let pairing = Pairing::new(&old, &new, &table);
    let link = pairing.of_old(Kind::Item, 1).unwrap();
    assert_eq!(
        (pairing.new.label(Kind::Item, link.new).as_str(), link.evidence[0]),
        ("課税.還付額", Evidence::Confirmed)
    );
}

#[test]
fn the_order_of_editions_does_not_matter_to_what_is_certain() {
    let old =
        edition(&[("課税", &[(1, "番号", ""), (2, "納期限", ""), (3, "宛名", "")]), ("収納", &[(4, "納付額", "")])]);
    let new = edition(&[
        ("収納情報", &[(4, "納付額", "")]),
        ("課税", &[(3, "宛名", ""), (2, "納期限日", ""), (1, "番号", "")]),
    ]);
    let mut there = sure(&old, &new, Kind::Item);
    let mut back: Vec<(String, String)> = sure(&new, &old, Kind::Item).into_iter().map(|(a, b)| (b, a)).collect();
    there.sort();
    back.sort();
    assert_eq!(there, back);
}
