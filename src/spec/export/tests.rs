//! What comes out is text, whatever it looks like.

use super::*;
use crate::sheet::{Limits, read};
use crate::spec::load::load_bytes;

fn edition(name: &str) -> Edition {
    let text = format!(
        r#"{{"schema":"gapcheck.edition/1","system":"resident-tax","businesses":["010"],"title":"t",
        "edition":{{"label":"第1版","date":"2026-01-01","basis":"official"}},"sources":[{{"id":"a","kind":"official","title":"a"}}],
        "groups":[{{"key":"010-G01","name":"g","business":"010","sources":["a"],"items":[
        {{"key":"01000001","name":{},"sources":["a"],"digits":"5,2","type":"9V"}}]}}]}}"#,
        serde_json::Value::from(name)
    );
    load_bytes("e.json", text.as_bytes()).unwrap().edition
}

#[test]
fn formulas_are_written_as_text() {
    for name in ["=HYPERLINK(\"http://example.jp\")", "+1", "-1", "@SUM(1)"] {
        let bytes = xlsx(&edition(name), ItemSheets::One).unwrap();
        let book = read("a.xlsx", &bytes, &Limits::default()).unwrap();
        assert!(book.sheets[0].rows().iter().any(|r| r.cells().any(|(_, text)| text == name)), "{name}");
        let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
        let mut sheet = String::new();
        std::io::Read::read_to_string(&mut archive.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut sheet).unwrap();
        assert!(!sheet.contains("<f>"), "{name}");
        let files = csv(&edition(name)).unwrap();
        let text = String::from_utf8(files[0].bytes.clone()).unwrap();
        assert!(text.contains(&format!("'{}", &name[..2])), "{text}");
    }
}

#[test]
fn the_official_columns_stand_in_two_rows() {
    let bytes = xlsx(&edition("氏名"), ItemSheets::PerGroup).unwrap();
    let sheet = &read("a.xlsx", &bytes, &Limits::default()).unwrap().sheets[0];
    assert_eq!(sheet.name, "項目定義書_g");
    assert_eq!((sheet.cell(1, 0), sheet.cell(5, 0), sheet.cell(5, 4)), ("■t", "データ項目ID", "グループ"));
    assert_eq!(
        (sheet.cell(6, 4), sheet.cell(6, 7), sheet.cell(7, 0), sheet.cell(7, 1)),
        ("名称", "LV1", "010", "00001")
    );
}

#[test]
fn a_text_too_long_for_a_cell_is_refused_with_a_reason() {
    let problem = xlsx(&edition(&"長".repeat(40_000)), ItemSheets::One).unwrap_err();
    assert!(problem.todo.en.contains("CSV"), "{}", problem.what.en);
}
