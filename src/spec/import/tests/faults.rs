//! What is wrong in a workbook is named with sheet, row and reason, and never lost.

use proptest::strategy::Strategy;

use super::*;

const HEAD: &str = "データ項目ID,データ項目,グループ_名称,データ型,桁数,コード,データ出力条件,項目説明,実装類型";

fn items(desk: &Desk, rows: &[&str]) -> PathBuf {
    desk.put("items.csv", format!("題【第1.0版】20230929\n{HEAD}\n{}\n", rows.join("\n")))
}

/// Reasons in Japanese with their rows.
fn reasons(outcome: &ImportOutcome) -> Vec<(u32, &str)> {
    outcome.unread.iter().map(|u| (u.row, u.reason.ja.as_str())).collect()
}

#[test]
fn every_row_that_is_not_understood_is_reported() {
    let desk = Desk::new();
    let path = items(
        &desk,
        &[
            "01000001,宛名番号,課税,X,15,,必須,,○",
            "0100002,短い番号,課税,X,1,,任意,,",
            "01000003,桁数なし,課税,X,十五,,任意,,",
            "01000004,型なし,課税,VARCHAR,5,,任意,,",
            "01000005,コードなし,課税,X,1,005,任意,,",
            "01000001,別の内容,課税,X,20,,任意,,",
            "01000001,宛名番号,課税,X,15,,必須,,○",
            "01000007,条件,課税,X,1,,時々,,△",
            ",,,,,,,,",
            "※ 注意書き,,,,,,,,",
            ",,,,,,,,,,はみ出し",
        ],
    );
    let outcome = imported(std::slice::from_ref(&path));
    let found = reasons(&outcome);
    let expected = [
        (4, "8桁"),
        (5, "桁数「十五」"),
        (6, "データ型「VARCHAR」"),
        (9 - 1, "二度あり"),
        (10, "データ出力条件「時々」"),
        (10, "実装類型「△」"),
        (12, "データ項目ID「※ 注意書き」"),
        (13, "見出しのある列"),
        (7, "コード 005"),
    ];
    let told: Vec<(u32, bool)> = expected
        .iter()
        .map(|(row, part)| (*row, found.iter().any(|(r, reason)| r == row && reason.contains(part))))
        .collect();
    assert!(told.iter().all(|(_, yes)| *yes), "{told:?}\n{found:#?}");
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    let kept: Vec<&str> = outcome.editions[0].groups[0].items.iter().map(|i| i.name.as_str()).collect();
    assert_eq!(kept, ["宛名番号", "桁数なし", "型なし", "コードなし", "条件"]);
    assert!(outcome.notes.iter().any(|n| n.text.ja.contains("同じ内容")), "{:?}", outcome.notes);
    let strict = ImportOptions { strict: true, ..ImportOptions::default() };
    let problems = import(&[path], &strict).unwrap_err();
    assert_eq!(problems.len(), expected.len());
    assert!(problems[0].what.ja.contains("4行目") && problems[0].what.en.contains("row 4"), "{}", problems[0].what.ja);
}

#[test]
fn an_unknown_header_is_answered_with_what_was_looked_for_and_found() {
    let desk = Desk::new();
    let problem = import(&[desk.put("a.csv", "番号,名前\n1,氏名\n")], &told()).unwrap_err().remove(0);
    for part in ["データ項目ID", "コード値", "番号、名前"] {
        assert!(problem.what.ja.contains(part), "{}", problem.what.ja);
    }
}

#[test]
fn a_sheet_that_is_not_understood_among_others_is_reported() {
    let desk = Desk::new();
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, header) in [
        ("一覧", HEAD),
        ("別表", "番号,名前"),
        ("改定履歴", "日付,内容"),
        ("凡例）データ型", "項番,データ型,データ型の内容"),
    ] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (c, text) in (0u16..).zip(header.split(',')) {
            sheet.write_string(0, c, text).unwrap();
        }
        for (c, text) in (0u16..).zip(["01000001", "宛名番号", "課税", "X", "15"]) {
            sheet.write_string(1, c, text).unwrap();
        }
    }
    let outcome = imported(&[desk.put("a.xlsx", book.save_to_buffer().unwrap())]);
    let unread: Vec<&str> = outcome.unread.iter().map(|u| u.sheet.as_str()).collect();
    assert_eq!(unread, ["別表"], "{:?}", outcome.unread);
    let noted: Vec<&str> = outcome.notes.iter().filter_map(|n| n.sheet.as_deref()).collect();
    assert_eq!(noted, ["改定履歴", "凡例）データ型"]);
}

#[test]
fn what_only_the_caller_can_know_is_asked_for() {
    let desk = Desk::new();
    let unknown = desk.put("x.csv", format!("{HEAD}\n09900001,項目,群,X,1,,任意,,\n"));
    let problem = import(std::slice::from_ref(&unknown), &told()).unwrap_err().remove(0);
    assert!(problem.todo.ja.contains("--system"), "{}", problem.todo.ja);
    let asked = ImportOptions { system: Some("個人住民税".into()), ..told() };
    assert_eq!(import(&[unknown], &asked).unwrap().editions[0].system, "resident-tax");
    let other = items(&desk, &["03100001,宛名番号,宛名,X,15,,必須,,○"]);
    let problem = import(&[other], &asked).unwrap_err().remove(0);
    assert!(problem.what.en.contains("common-functions"), "{}", problem.what.en);
    let bad_date = ImportOptions { date: Some("2023-02-30".into()), ..told() };
    assert!(import(&[], &bad_date).unwrap_err()[0].what.en.contains("2023-02-30"));
    assert!(import(&[], &told()).unwrap_err()[0].what.en.contains("no workbook"));
    assert!(import(&[desk.path().join("none.xlsx")], &told()).unwrap_err()[0].what.en.contains("no such file"));
}

#[test]
fn editions_that_disagree_are_not_mixed() {
    let desk = Desk::new();
    let one = desk.put("一【第1.0版】20230929.csv", format!("{HEAD}\n01000001,宛名番号,課税,X,15,,必須,,○\n"));
    let two = desk.put("二【第2.0版】20240930.csv", format!("{HEAD}\n01000002,氏名,課税,N,15,,必須,,○\n"));
    let files = [one, two];
    let problem = import(&files, &ImportOptions::default()).unwrap_err().remove(0);
    assert!(problem.what.ja.contains("第1.0版") && problem.what.ja.contains("第2.0版"), "{}", problem.what.ja);
    let outcome = import(&files, &ImportOptions { edition: Some("第2.0版".into()), ..Default::default() }).unwrap();
    assert_eq!(outcome.editions[0].edition.date, "2024-09-30");
}

#[test]
fn faults_of_code_lists_are_reported() {
    let desk = Desk::new();
    let text = "コード一覧,業務名,個人住民税\nコードID,コード名,コード値,コード値の内容,備考\n,,9,宙に浮く,\n001,性別,1,男,\n,,1,女,\n,,,,備考だけ\n999,自治体固有コード,任意,任意,説明\n?!,名,1,値,\n,,2,続き,\n";
    let outcome = imported(&[desk.put("c.csv", text)]);
    let rows: Vec<u32> = outcome.unread.iter().map(|u| u.row).collect();
    assert_eq!(rows, [3, 5, 6, 8, 9], "{:#?}", outcome.unread);
    let lists = &outcome.editions[0].code_lists;
    assert_eq!((lists.len(), lists[0].values.len(), lists[1].open), (2, 1, true));
    assert_eq!((lists[1].values[0].value.clone(), lists[1].values[0].label.as_deref()), (None, Some("任意")));
}

#[test]
fn the_municipality_s_own_codes_need_no_list() {
    let desk = Desk::new();
    let path = items(&desk, &["01000001,区分,課税,X,3,999,任意,,"]);
    let outcome = imported(&[path]);
    assert_eq!(outcome.unread, []);
    let list = &outcome.editions[0].code_lists[0];
    assert_eq!((list.key.as_str(), list.open), ("010-999", true));
}

#[test]
fn a_workbook_with_dangerous_names_stays_harmless_in_messages() {
    let desk = Desk::new();
    let outcome =
        imported(&[items(&desk, &["01000001,宛名番号,課税,X,15,,必須,,○", "x\u{1b}[31m\u{202e},a,b,X,1,,,,"])]);
    let reason = &outcome.unread[0].reason;
    assert!(!reason.ja.contains('\u{1b}') && !reason.ja.contains('\u{202e}'), "{}", reason.ja);
}

#[test]
fn linked_code_lists_stand_under_their_business() {
    let desk = Desk::new();
    let mut book = rust_xlsxwriter::Workbook::new();
    let items = [HEAD, "01000001,続柄,課税,X,2,住民基本台帳_7,任意,,", "01000002,国籍,課税,X,3,001-008,任意,,"];
    let codes = [
        "業務名,コードID,コード名,コード値,コード値の内容",
        "住民基本台帳,7,続柄,01,本人",
        ",,,02,妻",
        ",8,国籍,JPN,日本",
    ];
    for (name, lines) in
        [("項目", &items[..]), ("コード一覧（連携）", &codes[..]), ("表紙", &["【第9.0版】,令和7年1月31日"][..])]
    {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        for (r, line) in (0u32..).zip(lines) {
            for (c, text) in (0u16..).zip(line.split(',')).filter(|(_, t)| !t.is_empty()) {
                sheet.write_string(r, c, text).unwrap();
            }
        }
    }
    let path = desk.put("a.xlsx", book.save_to_buffer().unwrap());
    let outcome = import(&[path], &ImportOptions { strict: true, ..ImportOptions::default() });
    let edition = outcome.unwrap_or_else(|p| panic!("{}", rendered(&p))).editions.remove(0);
    assert_eq!((edition.edition.label.as_str(), edition.edition.date.as_str()), ("第9.0版", "2025-01-31"));
    let codes: Vec<Option<&str>> = edition.groups[0].items.iter().map(|i| i.code.as_deref()).collect();
    assert_eq!(codes, [Some("001:001-007"), Some("001:001-008")]);
    let lists: Vec<(&str, usize)> = edition.code_lists.iter().map(|l| (l.key.as_str(), l.values.len())).collect();
    assert_eq!(lists, [("001-007", 2), ("001-008", 1)]);
    let bytes = crate::spec::export::xlsx(&edition, crate::spec::export::ItemSheets::One).unwrap();
    assert_eq!(content(&imported_as_told(&desk, bytes)), content(&edition));
}

fn imported_as_told(desk: &Desk, bytes: Vec<u8>) -> Edition {
    let strict = ImportOptions { strict: true, ..ImportOptions::default() };
    let outcome = import(&[desk.put("out.xlsx", bytes)], &strict);
    outcome.unwrap_or_else(|p| panic!("{}", rendered(&p))).editions.remove(0)
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    /// Whatever stands in the cells: no panic, and every row that has something is an item, reported or noted.
    #[test]
    fn no_row_is_dropped_without_a_word(rows in proptest::collection::vec(proptest::collection::vec(cell(), 9), 1..12)) {
        let desk = Desk::new();
        let quoted = |row: &Vec<String>| row.iter().map(|c| format!("\"{}\"", c.replace('"', "\"\""))).collect::<Vec<_>>().join(",");
        let lines: Vec<String> = rows.iter().map(quoted).collect();
        let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
        let path = items(&desk, &["01099999,最初の項目,群,X,1,,任意,,"].into_iter().chain(lines).collect::<Vec<_>>());
        let settings = ImportOptions { system: Some("resident-tax".into()), ..told() };
        let outcome = match import(&[path], &settings) {
            Ok(outcome) => outcome,
            // an item of a system that was not asked for
            Err(problems) => {
                proptest::prop_assert!(problems.iter().all(|p| p.what.en.contains("belongs to")), "{}", rendered(&problems));
                return Ok(());
            }
        };
        let items = outcome.editions.iter().flat_map(|e| &e.groups).flat_map(|g| &g.items);
        let mut told: Vec<u32> = items.filter_map(|i| i.at.as_ref()).map(|at| at.row).collect();
        told.extend(outcome.unread.iter().map(|u| u.row));
        let noted: Vec<u32> = outcome.notes.iter().filter_map(|n| n.text.en.strip_prefix("row ")?.split(':').next()?.parse().ok()).collect();
        told.extend(noted);
        for (row, cells) in (4u32..).zip(&rows) {
            let empty = cells.iter().all(|c| matches!(c.trim(), "" | "e"));
            proptest::prop_assert!(empty || told.contains(&row), "row {row} {cells:?}");
        }
    }
}

/// What cells of real and of broken workbooks hold.
fn cell() -> impl proptest::strategy::Strategy<Value = String> {
    let usual = [
        "",
        "",
        "e",
        "01000001",
        "01000002",
        "03100001",
        "010",
        "1",
        "X",
        "Ｎ",
        "9V",
        "5,2",
        "15",
        "必須",
        "○",
        "999",
        "－",
        "氏名",
        "群",
        "※※条件",
        "999-1",
        "第",
        "令和",
    ];
    proptest::prop_oneof![
        4 => proptest::sample::select(usual.to_vec()).prop_map_into(),
        1 => "\\PC{0,6}",
    ]
}
