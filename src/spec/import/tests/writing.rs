//! Editions as files: names, refusals, all or nothing.

use super::super::{Unwritten, write, write_all};
use super::*;

fn edition(desk: &Desk, label: &str, digits: u32) -> Edition {
    let text = format!("データ項目ID,データ項目,グループ_名称,データ型,桁数\n01000001,宛名番号,課税,X,{digits}\n");
    let path = desk.put(&format!("{digits}.csv"), text);
    import(&[path], &ImportOptions { edition: Some(label.into()), ..told() }).unwrap().editions.remove(0)
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

#[test]
fn names_are_made_of_date_and_basis() {
    let desk = Desk::new();
    let into = desk.path().join("specs");
    let first = write(&edition(&desk, "第1.0版", 15), &into).unwrap();
    assert_eq!(
        (name(&first), first.parent().unwrap().ends_with("resident-tax")),
        ("2023-09-29-official.json".into(), true)
    );
    let second = write(&edition(&desk, "第1.0版 正誤", 16), &into).unwrap();
    assert_eq!(name(&second), "2023-09-29-official-2.json");
    assert_eq!(write(&edition(&desk, "第1.0版", 15), &into).unwrap(), first);
    crate::spec::load::load_file(&first.display().to_string()).unwrap_or_else(|p| panic!("{}", rendered(&p)));
}

#[test]
fn a_label_with_other_content_is_refused_and_nothing_is_written() {
    let desk = Desk::new();
    let into = desk.path().join("specs");
    let first = write(&edition(&desk, "第1.0版", 15), &into).unwrap();
    let before = std::fs::read(&first).unwrap();
    let fresh = edition(&desk, "第2.0版", 16);
    let clash = edition(&desk, "第1.0版", 17);
    let unwritten = write_all(&[fresh, clash], &into).unwrap_err();
    assert!(matches!(unwritten, Unwritten::Refused(_)));
    let problems = unwritten.problems();
    assert!(problems[0].what.ja.contains("第1.0版"), "{}", problems[0].what.ja);
    assert_eq!(std::fs::read(&first).unwrap(), before);
    assert_eq!(std::fs::read_dir(first.parent().unwrap()).unwrap().count(), 1);
}
