//! Files that people bring: what stands in them is read, or told with its place.

use std::collections::BTreeMap;

use gapcheck::current::model::{ColumnCodes, CurrentSystem, Key, Unit};
use gapcheck::current::receipt::Receipt;
use gapcheck::current::{Options, Reading, read_files, write};
use gapcheck::domain::ColumnType;
use serde_json::Value;

use crate::process::*;

fn reading(name: &str) -> Reading {
    read_files(&[format!("tests/readers/{name}")], &Options::default(), |_| Ok(()))
}

/// Reads a file that has nothing wrong with it.
fn whole(name: &str) -> (CurrentSystem, Receipt) {
    let mut reading = reading(name);
    assert!(reading.problems.is_empty(), "{name}: {:?}", reading.problems);
    (reading.system.expect(name), reading.receipts.remove(0))
}

fn truth() -> Value {
    serde_json::from_str(&std::fs::read_to_string("tests/readers/truth.json").expect("truth")).expect("JSON")
}

/// The made-up town in many layouts: every column as the truth has it, but for what the layout cannot carry.
#[test]
fn every_layout_gives_the_same_town() {
    // file, carries physical names, carries required marks, carries lengths in its pictures beyond the truth
    for (file, physical, marks, lists) in [
        ("01_sheet_per_table.xlsx", true, true, true),
        ("02_long_list.xlsx", true, true, true),
        ("33_long_list.ods", true, true, true),
        ("03_stacked_tables.xlsx", true, true, false),
        ("05_two_row_heading.xlsx", true, true, false),
        ("08_utf8_bom.csv", true, true, false),
        ("09_cp932.csv", true, false, false),
        ("11_joined_type.csv", true, true, false),
        ("12_pic_zenkaku.csv", true, false, false),
        ("24_chukan.xlsx", false, true, true),
        ("25_inline_codes.csv", true, true, true),
        ("26_three_good_sheets.xlsx", true, true, false),
        ("31_key_words.csv", true, true, false),
    ] {
        let (system, receipt) = whole(&format!("layouts/{file}"));
        let truth = truth();
        let mut columns = 0;
        for (table, expected) in truth["tables"].as_object().expect("tables") {
            let label = expected["label"].as_str().expect("label");
            let read = system.tables().iter().find(|t| if physical { t.name == *table } else { t.name == label });
            let read = read.unwrap_or_else(|| panic!("{file}: {table}"));
            for (name, facts) in expected["columns"].as_object().expect("columns") {
                let title = facts[0].as_str().expect("label");
                let column = read
                    .columns
                    .iter()
                    .find(|c| if physical { c.name == *name } else { c.label.as_deref() == Some(title) });
                let column = column.unwrap_or_else(|| panic!("{file}: {table}.{name}"));
                let at = format!("{file}: {table}.{name}");
                columns += 1;
                // ① was added to one label of the CP932 file
                assert!(
                    column.label.as_deref().is_some_and(|l| l == title || l == format!("{title}①")),
                    "{at}: {:?}",
                    column.label
                );
                if facts[1] != "timestamp" {
                    assert_eq!(column.length.map(u64::from), facts[2].as_u64(), "{at}");
                }
                if facts[3] == 2 && file != "09_cp932.csv" && file != "24_chukan.xlsx" && file != "31_key_words.csv" {
                    assert_eq!(column.scale, Some(2), "{at}");
                }
                assert_eq!(column.key == Some(Key::Primary), facts[4] == true, "{at}");
                if marks && facts[5] == true {
                    assert_eq!(column.nullable, Some(false), "{at}");
                } else {
                    assert_ne!(column.nullable, Some(false), "{at}");
                }
                if lists && let Some(list) = facts[6].as_str() {
                    let Some(ColumnCodes::List(id)) = &column.codes else { panic!("{at}: {:?}", column.codes) };
                    let values: BTreeMap<&str, Option<&str>> = system
                        .codes(id)
                        .expect("a list")
                        .values
                        .iter()
                        .map(|c| (c.value.as_str(), c.label.as_deref()))
                        .collect();
                    let wanted: BTreeMap<&str, Option<&str>> = truth["codes"][list]
                        .as_object()
                        .expect("codes")
                        .iter()
                        .map(|(v, l)| (v.as_str(), l.as_str()))
                        .collect();
                    assert_eq!(values, wanted, "{at}");
                }
            }
        }
        assert_eq!((columns, receipt.counts.columns, receipt.counts.tables), (27, 27, 3), "{file}");
        // rows read and rows told are the rows that are there
        for sheet in receipt.sheets.iter().filter(|s| s.used) {
            let place = format!("{}!", sheet.name);
            let told: u64 = receipt.left_out.iter().filter(|l| l.place.starts_with(&place)).map(|l| l.rows).sum();
            assert_eq!(sheet.rows.used + told, sheet.rows.seen, "{file}: {}", sheet.name);
        }
        came_back(&system, file);
    }
}

/// What `import` writes is read again as the same model.
fn came_back(system: &CurrentSystem, file: &str) {
    let (_folder, path) = crate::process::file("c.xml", write::xml(system, "resident-record").as_bytes());
    let again = read_files(&[path], &Options::default(), |_| Ok(()));
    assert!(again.problems.is_empty(), "{file}: {:?}", again.problems);
    let again = again.system.expect(file);
    let facts = |s: &CurrentSystem| -> Vec<String> {
        let columns = s.tables().iter().flat_map(|t| t.columns.iter().map(move |c| (t, c)));
        columns
            .map(|(t, c)| {
                format!(
                    "{:?}",
                    (
                        (&t.name, &t.label, &c.name, &c.label, c.column_type, c.length, c.unit),
                        (c.scale, c.signed, c.key, c.nullable, &c.references, &c.codes, c.date, c.occurs, &c.note)
                    )
                )
            })
            .collect()
    };
    assert_eq!(facts(system), facts(&again), "{file}");
}

#[test]
fn sheets_that_are_not_the_layout_are_named() {
    let (_, receipt) = whole("layouts/01_sheet_per_table.xlsx");
    let unused: Vec<&str> = receipt.sheets.iter().filter(|s| !s.used).map(|s| s.name.as_str()).collect();
    assert_eq!(unused, ["表紙", "改版履歴", "テーブル一覧"]);
    let (system, receipt) = whole("P12_hidden_sheet_first.xlsx");
    assert_eq!(system.tables().iter().map(|t| t.name.as_str()).collect::<Vec<_>>(), ["KOJIN"]);
    assert!(receipt.sheets.iter().any(|s| s.name == "旧" && s.hidden && !s.used));
    let (system, _) = whole("P10_two_sheets.xlsx");
    assert_eq!(system.tables().iter().map(|t| t.columns.len()).collect::<Vec<_>>(), [3, 2]);
}

#[test]
fn a_workbook_of_an_er_tool_gives_its_tables_and_not_its_indexes() {
    let (system, receipt) = whole("P01_a5_sheets.xlsx");
    let names: Vec<(&str, Option<&str>, usize)> =
        system.tables().iter().map(|t| (t.name.as_str(), t.label.as_deref(), t.columns.len())).collect();
    assert_eq!(names, [("KOJIN", Some("個人基本"), 4), ("KAZEI", Some("課税"), 2)]);
    let kojin = &system.tables()[0].columns;
    assert_eq!((kojin[0].length, kojin[0].key, kojin[0].nullable), (Some(15), Some(Key::Primary), Some(false)));
    assert_eq!((kojin[2].column_type, kojin[2].nullable), (Some(ColumnType::Char), None));
    assert_eq!(kojin[3].column_type, Some(ColumnType::Date));
    assert_eq!(receipt.left_out.len(), 2, "the two blocks of indexes are told: {:?}", receipt.left_out);
}

#[test]
fn struck_text_is_told_and_left_out() {
    let (system, receipt) = whole("P14_strike_row.xlsx");
    let names: Vec<&str> = system.tables()[0].columns.iter().map(|c| c.name.as_str()).collect();
    assert_eq!(names, ["ATENA_NO", "SHIMEI"]);
    assert!(receipt.left_out.iter().any(|l| l.text.contains("SEX") && l.rows == 1), "{:?}", receipt.left_out);
    let (system, receipt) = whole("P14_strike_part.xlsx");
    assert_eq!(system.tables()[0].columns[1].label.as_deref(), Some("氏名"));
    assert!(receipt.left_out.iter().any(|l| l.text.contains("漢字氏名")), "{:?}", receipt.left_out);
}

#[test]
fn words_that_are_not_understood_are_gathered_and_change_nothing() {
    let (system, receipt) = whole("P09_more-types.xlsx");
    let columns = &system.tables()[0].columns;
    let of = |name: &str| columns.iter().find(|c| c.name == name).expect(name);
    assert_eq!((of("A").length, of("A").unit), (Some(20), Some(Unit::Byte)));
    assert_eq!((of("B").length, of("B").unit), (Some(20), Some(Unit::Char)));
    assert_eq!((of("GAKU").length, of("GAKU").scale), (Some(11), Some(2)));
    assert_eq!(of("F").column_type, None);
    let words: Vec<(&str, &str, u64, &str)> = receipt
        .not_understood
        .iter()
        .map(|w| (w.heading.as_str(), w.word.as_str(), w.count, w.first.as_str()))
        .collect();
    assert_eq!(words, [("データ型", "jsonb", 1, "Sheet!D12")]);
    let (_, receipt) = whole("layouts/37_unknown_headings.csv");
    assert_eq!(receipt.headings.not_used, ["暗号化"]);
}

#[test]
fn single_traps() {
    let columns = |name: &str| {
        whole(name).0.tables()[0].columns.iter().map(|c| (c.name.clone(), c.length, c.scale)).collect::<Vec<_>>()
    };
    let lengths: Vec<_> = columns("P15_thousand.xlsx").into_iter().map(|(_, l, s)| (l, s)).collect();
    assert_eq!(lengths[2..5], [(Some(2000), None), (Some(10_000), None), (Some(5), Some(2))]);
    assert_eq!(lengths[6], (Some(1000), None));
    assert_eq!(columns("P28_twolen.xlsx").into_iter().map(|(_, l, _)| l).collect::<Vec<_>>(), [Some(20), Some(15)]);
    assert_eq!(
        columns("P30_float.xlsx").into_iter().map(|(_, l, s)| (l, s)).collect::<Vec<_>>(),
        [(Some(40), None), (Some(120), None)]
    );
    assert_eq!(columns("P17_banner.csv").len(), 1);
    assert_eq!(columns("P17_rehead.csv").len(), 2);
    let (stack, _) = whole("P17_stack.csv");
    let nendo = &stack.tables()[1].columns[0];
    assert_eq!((nendo.name.as_str(), nendo.label.as_deref(), nendo.length), ("NENDO", Some("課税年度"), Some(4)));
    let (ditto, _) = whole("P16_ditto.csv");
    assert_eq!((ditto.tables().len(), ditto.tables()[0].columns.len()), (1, 5));
    assert_eq!(ditto.tables()[0].columns[2].nullable, Some(false), "同上 repeats the mark above");
    for name in ["P27_eucjp.csv", "P27_unicode-text.txt"] {
        assert_eq!(columns(name).len(), 2, "{name}");
    }
    let (names, _) = whole("P29_names_only.xlsx");
    let first = &names.tables()[0].columns[0];
    assert_eq!((first.name.as_str(), first.label.as_deref(), first.length), ("宛名番号", Some("宛名番号"), Some(15)));
}

/// Nothing read at all, or a part that cannot be used: exit 2, and what it is.
#[test]
fn what_cannot_be_read_is_named() {
    for (name, words) in [
        ("P23_header_only.csv", "項目の行がありません"),
        ("layouts/22a_export_header.csv", "データを書き出した"),
        ("layouts/30_mojibake.csv", "文字化け"),
        ("layouts/38_ole.xlsx", "パスワード"),
        ("P18_formula.xlsx", "一覧!D3"),
        ("P18_errors.xlsx", "一覧!F3"),
    ] {
        let ran = gapcheck(&["import", &format!("tests/readers/{name}"), "--system", "resident-record"]);
        assert_eq!(ran.code, 2, "{name}: {}", ran.err);
        assert!(ran.err.contains(words), "{name}: {}", ran.err);
    }
    let (_folder, path) = file("q.csv", "テーブル,項目,型\nA,B,文字\nA,\"C,文字\nA,D,文字\n".as_bytes());
    let ran = gapcheck(&["import", &path, "--system", "resident-record"]);
    assert!(ran.code == 2 && ran.err.contains("3 行") && ran.out.is_empty(), "{}", ran.err);
}

#[test]
fn marks_mean_the_same_to_the_rules() {
    let findings = |name: &str| {
        let mapping = "tests/readers/P07_mapping.toml";
        let ran =
            gapcheck(&["resident-tax", &format!("tests/readers/{name}"), "--mapping", mapping, "--format", "json"]);
        let report: Value = serde_json::from_str(&ran.out).expect("JSON");
        let prints = report["findings"]
            .as_array()
            .expect("findings")
            .iter()
            .map(|f| f["fingerprint"].to_string())
            .collect::<Vec<_>>();
        assert_eq!(report["systems"][0]["inputs"][0]["receipt"]["columns"], 4, "{name}");
        (prints, ran.out)
    };
    assert_eq!(findings("P07_hitsu.csv").0, findings("P07_ok-for-comparison.csv").0, "必 is ○");
    assert!(!findings("P08_list.csv").1.contains("\"rule\": \"GAP0404\""), "1, 2, 3 are one key");
    assert!(findings("P09_list.csv").1.contains("GAP0202"), "the length in the type counts");
}

#[test]
fn options_say_what_the_file_does_not() {
    let (_folder, types) = file("t.toml", b"JSONB = { type = \"char\", length = 8, date = \"yyyymmdd\" }\n");
    let input = "tests/readers/P09_more-types.xlsx";
    let receipt = std::path::Path::new(&types).with_file_name("r.json").display().to_string();
    let ran = gapcheck(&[
        "import",
        input,
        "--system",
        "resident-tax",
        "--role",
        "package",
        "--scope",
        "010",
        "--complete",
        "--unit",
        "byte",
        "--data-encoding",
        "CP932",
        "--types",
        &types,
        "--receipt",
        &receipt,
    ]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for said in [
        "role=\"package\"",
        "scope=\"010\"",
        "complete=\"true\"",
        "encoding=\"CP932\"",
        "name=\"F\" label=\"か\" type=\"char\" length=\"8\"",
    ] {
        assert!(ran.out.contains(said), "{said}: {}", ran.out);
    }
    let written: Value = serde_json::from_str(&std::fs::read_to_string(&receipt).expect("receipt")).expect("JSON");
    assert_eq!((&written["tables"], &written["columns"]), (&Value::from(1), &Value::from(12)));
    assert_eq!(written["files"][0]["notUnderstood"], Value::Array(vec![]));
    let ran = gapcheck(&["import", input, "--system", "resident-tax", "--data-encoding", "nonsense"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
}
