//! The Digital Agency's 項目定義書 of business 031, where it is at hand, against what was read out of it by other means.

use std::collections::HashMap;

use super::*;
use crate::basis::SourceKind;
use crate::sheet::{Limits, Sheet, open};
use crate::spec::edition::{Basis, Presence, Value};
use crate::spec::words::{item_type, value};

/// The folder with the official workbook: beside the project, or where the environment says.
fn folder() -> Option<PathBuf> {
    let shared = match std::env::var_os("GAPCHECK_SHARED") {
        Some(path) => PathBuf::from(path),
        None => Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared"),
    };
    Some(shared.join("reference/digital-agency-031")).filter(|p| p.is_dir())
}

pub(super) fn workbook() -> Option<PathBuf> {
    let files = std::fs::read_dir(folder()?).ok()?.flatten().map(|e| e.path());
    files.into_iter().find(|p| p.extension().is_some_and(|e| e == "xlsx"))
}

/// Rows of a CSV file by the names in its first line.
fn table(name: &str) -> Vec<HashMap<String, String>> {
    let sheet: Sheet = open(&folder().unwrap().join(name), &Limits::default()).unwrap().sheets.remove(0);
    let names: Vec<(u32, String)> = sheet.rows()[0].cells().map(|(c, t)| (c, t.to_string())).collect();
    let row = |r: &crate::sheet::Row| names.iter().map(|(c, n)| (n.clone(), r.cell(*c).to_string())).collect();
    sheet.rows()[1..].iter().map(row).collect()
}

fn text(value: &Option<String>) -> &str {
    value.as_deref().unwrap_or("")
}

#[test]
fn the_official_workbook_is_read_to_the_last_cell() {
    let Some(path) = workbook() else { return };
    let outcome = imported(&[path]);
    assert_eq!(outcome.unread, [], "rows were dropped");
    let [edition] = outcome.editions.as_slice() else { panic!("one edition") };
    assert_eq!((edition.system.as_str(), &edition.businesses), ("common-functions", &vec!["031".to_string()]));
    assert_eq!((edition.edition.basis, edition.sources[0].kind), (Basis::Official, SourceKind::Official));
    let [group] = edition.groups.as_slice() else { panic!("one group") };
    assert_eq!((group.key.as_str(), group.name.as_str()), ("031-G01", "住登外者宛名基本情報"));
    let expected = table("items_031.csv");
    assert_eq!((group.items.len(), expected.len()), (29, 29));
    for (n, (item, row)) in group.items.iter().zip(&expected).enumerate() {
        let says = |key: &str| row[key].as_str();
        assert_eq!(item.key, says("data_item_id"));
        assert_eq!(item.name, says("item_name"));
        assert_eq!(text(&item.romaji), says("item_romaji"));
        assert_eq!(item.primary_key, says("primary_key") == "○", "{}", item.name);
        assert_eq!(item.foreign_key.is_some(), says("foreign_key") == "○");
        let mut classes: Vec<&str> = ["class_lv1", "class_lv2", "class_lv3"].iter().map(|k| says(k)).collect();
        classes.retain(|c| !c.is_empty());
        assert_eq!(item.classes, classes);
        assert_eq!(item.data_type, item_type(says("data_type")));
        assert_eq!(item.digits.map(|d| d.to_string()).unwrap_or_default(), says("digits"));
        let code = if says("code_id").is_empty() { String::new() } else { format!("031-{}", says("code_id")) };
        assert_eq!(text(&item.code), code);
        assert_eq!(item.repeat.map(|r| r.to_string()).unwrap_or_default(), says("repeat"));
        assert_eq!(item.value, value(says("output_condition")));
        assert_eq!(text(&item.definition), says("definition"), "{}", item.name);
        assert_eq!(text(&item.description), says("description"), "{}", item.name);
        assert_eq!(item.function_refs, [says("spec_ref")]);
        let presence = if says("implementation") == "○" { Presence::Mandatory } else { Presence::Optional };
        assert_eq!(item.presence, Some(presence));
        assert_eq!((text(&item.sample), text(&item.remarks)), (says("sample"), says("remarks")));
        let conditional = item.value == Some(Value::Conditional);
        assert_eq!(item.condition.is_some(), conditional, "{}", item.name);
        let at = item.at.as_ref().unwrap();
        assert_eq!(
            (at.row as usize, at.sheet.as_str()),
            (n + 7, "項目定義書（住登外者宛名番号管理）住登外者宛名基本情報")
        );
        assert_eq!(item.sources, [edition.sources[0].id.clone()]);
    }
    assert_eq!(group.items.iter().filter(|i| i.primary_key).count(), 1);
    assert_eq!(group.items[2].condition.as_deref(), Some("氏名未定でない場合は出力必須"));
    let unknown: Vec<&str> =
        group.items.iter().filter(|i| i.unknown_dates == Some(true)).map(|i| i.name.as_str()).collect();
    assert_eq!(unknown, ["生年月日"]);
}

#[test]
fn the_official_code_lists_are_read_to_the_last_value() {
    let Some(path) = workbook() else { return };
    let edition = imported(&[path]).editions.remove(0);
    let read: Vec<[String; 5]> = edition
        .code_lists
        .iter()
        .flat_map(|list| {
            list.values.iter().map(|v| {
                let value = if list.open && v.value.is_none() { "任意" } else { text(&v.value) };
                let id = list.key.strip_prefix("031-").unwrap();
                [id, &list.name, value, text(&v.label), text(&v.remarks)].map(str::to_string)
            })
        })
        .collect();
    let columns = ["code_id", "code_name", "code_value", "meaning", "remarks"];
    let expected: Vec<[String; 5]> = table("codes_031.csv").iter().map(|row| columns.map(|c| row[c].clone())).collect();
    assert_eq!(read, expected);
    let open: Vec<(&str, bool)> = edition.code_lists.iter().map(|l| (l.key.as_str(), l.open)).collect();
    assert_eq!(open, [("031-001", false), ("031-002", false), ("031-999", true)]);
}

#[test]
fn the_official_workbook_does_not_tell_its_edition() {
    let Some(path) = workbook() else { return };
    let problems = import(&[path], &ImportOptions::default()).unwrap_err();
    let [problem] = problems.as_slice() else { panic!("{}", rendered(&problems)) };
    assert!(problem.todo.ja.contains("--edition") && problem.todo.ja.contains("--date"), "{}", problem.todo.ja);
    let strict = ImportOptions { strict: true, ..told() };
    assert!(import(&[workbook().unwrap()], &strict).is_ok());
}
