//! One content in every layout that official workbooks have come in, and that spreadsheets make of them.

use rust_xlsxwriter::{Format, Workbook, Worksheet};

use super::*;
use crate::spec::export::{ItemSheets, csv, xlsx};

/// ID, name, romaji, group, key, foreign key, classes, type, digits, code, repeat, condition, definition, description,
/// place, 実装類型, sample, remarks.
const ROWS: [[&str; 20]; 5] = [
    [
        "01000001",
        "宛名番号",
        "atenabango",
        "課税対象者",
        "○",
        "",
        "宛名",
        "共通",
        "",
        "X",
        "15",
        "",
        "",
        "必須",
        "一意の番号",
        "",
        "0100001課税台帳管理機能",
        "○",
        "123456789012345",
        "",
    ],
    [
        "01000002",
        "氏名",
        "shimei",
        "課税対象者",
        "",
        "",
        "宛名",
        "",
        "氏名",
        "Ｎ",
        "100",
        "",
        "",
        "条件付き必須",
        "氏名\n（漢字）",
        "・空白を入れる\n※※氏名未定でない場合は出力必須",
        "0100001課税台帳管理機能\n0100002照会機能",
        "○",
        "佐藤　一郎",
        "第2.0版で追加",
    ],
    [
        "01000003",
        "性別",
        "seibetsu",
        "課税対象者",
        "",
        "",
        "",
        "",
        "",
        "X",
        "1",
        "001",
        "",
        "任意",
        "",
        "",
        "",
        "",
        "=1+1",
        "",
    ],
    [
        "01000004",
        "宛名番号",
        "atenabango",
        "課税額",
        "○",
        "○",
        "",
        "",
        "",
        "X",
        "15",
        "",
        "",
        "必須",
        "",
        "",
        "",
        "○",
        "",
        "",
    ],
    [
        "01000005",
        "税額",
        "zeigaku",
        "課税額",
        "",
        "",
        "",
        "",
        "",
        "9V",
        "9,2",
        "",
        "12",
        "任意",
        "-5 も可",
        "",
        "",
        "",
        "-5",
        "@備考",
    ],
];

const CODES: [[&str; 5]; 3] =
    [["1", "性別", "0", "不明（未記入）", ""], ["", "", "1", "男", ""], ["", "", "2", "女", "+備考"]];

const FLAT: [&str; 20] = [
    "データ項目ID",
    "データ項目",
    "データ項目（ローマ字）",
    "グループ_名称",
    "グループ_主キー",
    "グループ_外部キー",
    "クラス分類_LV1",
    "クラス分類_LV2",
    "クラス分類_LV3",
    "データ型",
    "桁数",
    "コード",
    "繰り返し",
    "データ出力条件",
    "項目定義",
    "項目説明",
    "標準仕様書関連箇所",
    "実装類型",
    "サンプル値",
    "備考",
];

fn write_row(sheet: &mut Worksheet, row: u32, column: u16, cells: &[&str]) {
    for (c, text) in (column..).zip(cells).filter(|(_, t)| !t.is_empty()) {
        sheet.write_string(row, c, *text).unwrap();
    }
}

fn codes(book: &mut Workbook, id: impl Fn(&mut Worksheet, u32)) {
    let sheet = book.add_worksheet().set_name("コード一覧（個別）_個人住民税").unwrap();
    write_row(sheet, 0, 0, &["コード一覧表", "", "業務名"]);
    write_row(sheet, 1, 2, &["個人住民税"]);
    for (c, heading) in (0u16..).zip(["コードID", "コード名", "コード値", "コード値の内容", "備考"])
    {
        sheet.merge_range(3, c, 4, c, heading, &Format::new()).unwrap();
    }
    for (r, row) in (5u32..).zip(&CODES) {
        write_row(sheet, r, 1, &row[1..]);
        if !row[0].is_empty() {
            id(sheet, r);
        }
    }
}

/// A workbook with one item sheet made by `fill`, and the code sheet.
fn book(fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    fill(book.add_worksheet().set_name("基本データリスト").unwrap());
    codes(&mut book, |sheet, row| {
        sheet.write_number(row, 0, 1).unwrap();
    });
    book.save_to_buffer().unwrap()
}

/// One header row at A1, IDs whole.
fn plain() -> Vec<u8> {
    book(|sheet| {
        write_row(sheet, 0, 0, &FLAT);
        for (r, row) in (1u32..).zip(&ROWS) {
            write_row(sheet, r, 0, row);
        }
    })
}

/// As the official workbook: title, two header rows partly merged, IDs in two cells, `e` at the ends, the type as a number.
fn official() -> Vec<u8> {
    book(|sheet| {
        let format = Format::new();
        write_row(sheet, 0, 1, &["■地方公共団体情報システム-（個人住民税）基本データリスト"]);
        write_row(sheet, 2, 22, &["■\n■"]);
        sheet.merge_range(4, 1, 5, 2, "データ項目ID", &format).unwrap();
        for (column, heading) in (3u16..).zip(&FLAT[1..]) {
            match heading.split_once('_') {
                Some((upper, lower)) => {
                    if matches!(lower, "名称" | "LV1") {
                        sheet.write_string(4, column, upper).unwrap();
                    }
                    sheet.write_string(5, column, lower).unwrap();
                }
                None => {
                    sheet.merge_range(4, column, 5, column, heading, &format).unwrap();
                }
            }
        }
        for (r, row) in (6u32..).zip(&ROWS) {
            sheet.write_string(r, 1, &row[0][..3]).unwrap();
            let number: u32 = row[0][3..].parse().unwrap();
            sheet.write_number_with_format(r, 2, number, &Format::new().set_num_format("00000")).unwrap();
            write_row(sheet, r, 3, &row[1..]);
            write_row(sheet, r, 22, &["e"]);
        }
        write_row(sheet, 11, 0, &["e"; 23]);
    })
}

/// Extra columns, columns moved, headings in other widths and with line breaks, a remark in brackets.
fn moved() -> Vec<u8> {
    book(|sheet| {
        let order: Vec<usize> = (0..20).rev().collect();
        let spelled = |i: usize| match i {
            0 => "データ\n項目ＩＤ".to_string(),
            2 => "データ項目\r\n(ローマ字)".to_string(),
            3 => "ｸﾞﾙｰﾌﾟ＿名称".to_string(),
            10 => "桁　数（文字）".to_string(),
            i => FLAT[i].to_string(),
        };
        for (c, i) in (0u16..).zip(&order) {
            sheet.write_string(7, c * 2 + 1, spelled(*i)).unwrap();
            sheet.write_string(7, c * 2, format!("予備{c}")).unwrap();
        }
        write_row(sheet, 0, 0, &["基本データリスト", "データ項目 とは"]);
        for (r, row) in (8u32..).zip(&ROWS) {
            for (c, i) in (0u16..).zip(&order) {
                write_row(sheet, r, c * 2 + 1, &[row[*i]]);
            }
        }
    })
}

/// A sheet per group named after it, without a column for it.
fn sheet_per_group() -> Vec<u8> {
    let mut book = Workbook::new();
    for group in ["課税対象者", "課税額"] {
        let sheet = book.add_worksheet().set_name(format!("項目定義書_{group}")).unwrap();
        let without: Vec<usize> = (0..20).filter(|i| *i != 3).collect();
        for (c, i) in (0u16..).zip(&without) {
            write_row(sheet, 1, c, &[FLAT[*i]]);
            for (r, row) in (2u32..).zip(ROWS.iter().filter(|r| r[3] == group)) {
                write_row(sheet, r, c, &[row[*i]]);
            }
        }
    }
    codes(&mut book, |sheet, row| write_row(sheet, row, 0, &["001"]));
    book.save_to_buffer().unwrap()
}

/// The group's name in a merged cell beside its items, the header printed again, blank rows between, numbers as numbers.
fn merged_groups() -> Vec<u8> {
    book(|sheet| {
        write_row(sheet, 0, 0, &FLAT);
        sheet.merge_range(1, 3, 3, 3, "課税対象者", &Format::new()).unwrap();
        sheet.merge_range(6, 3, 7, 3, "課税額", &Format::new()).unwrap();
        write_row(sheet, 5, 0, &FLAT);
        for (row, r) in ROWS.iter().zip([1u32, 2, 3, 6, 7]) {
            write_row(sheet, r, 0, &row[..3]);
            write_row(sheet, r, 4, &row[4..]);
            if let Ok(digits) = row[10].parse::<u32>() {
                sheet.write_number(r, 10, digits).unwrap();
            }
        }
    })
}

/// Business and number under headings of their own below データ項目ID.
fn split_headings() -> Vec<u8> {
    book(|sheet| {
        sheet.merge_range(1, 0, 1, 1, "データ項目ID", &Format::new()).unwrap();
        write_row(sheet, 2, 0, &["業務", "項番"]);
        for (c, heading) in (2u16..).zip(&FLAT[1..]) {
            write_row(sheet, 1, c, &[heading]);
        }
        for (r, row) in (3u32..).zip(&ROWS) {
            write_row(sheet, r, 0, &[&row[0][..3], row[0][3..].trim_start_matches('0')]);
            write_row(sheet, r, 2, &row[1..]);
        }
    })
}

/// CSV of the items (code list in a second file).
fn csv_text(separator: &str, quote_ids: bool) -> (String, String) {
    let line = |cells: &[&str]| {
        let quoted: Vec<String> = cells.iter().map(|c| format!("\"{}\"", c.replace('"', "\"\""))).collect();
        quoted.join(separator)
    };
    let mut items = vec!["■基本データリスト【第2.1版】".to_string(), line(&FLAT)];
    items.extend(ROWS.iter().map(|row| match quote_ids {
        true => line(row),
        false => line(row).replace(&format!("\"{}\"", row[0]), row[0]),
    }));
    let mut codes = vec![line(&["業務名", "コードID", "コード名", "コード値", "コード値の内容", "備考"])];
    codes.extend(CODES.iter().map(|row| {
        let cells: Vec<&str> = std::iter::once("個人住民税").chain(row.iter().copied()).collect();
        line(&cells)
    }));
    (items.join("\r\n"), codes.join("\n"))
}

#[test]
fn every_layout_gives_the_same_edition() {
    let desk = Desk::new();
    let first = imported(&[desk.put("plain.xlsx", plain())]);
    assert_eq!(first.unread, []);
    let expected = content(&first.editions[0]);
    let books = [
        ("official.xlsx", official()),
        ("moved.xlsm", moved()),
        ("groups.xlsx", sheet_per_group()),
        ("merged.xlsx", merged_groups()),
        ("split.xlsx", split_headings()),
        ("out1.xlsx", xlsx(&first.editions[0], ItemSheets::PerGroup).unwrap()),
        ("out2.xlsx", xlsx(&first.editions[0], ItemSheets::One).unwrap()),
    ];
    for (name, bytes) in books {
        let outcome = imported(&[desk.put(name, bytes)]);
        assert_eq!(outcome.unread, [], "{name}");
        assert_eq!(content(&outcome.editions[0]), expected, "{name}");
    }
    for (name, separator, encode) in [
        ("utf8", ",", &(|t: &str| [b"\xEF\xBB\xBF", t.as_bytes()].concat()) as &dyn Fn(&str) -> Vec<u8>),
        ("cp932", ",", &|t: &str| encoding_rs::SHIFT_JIS.encode(t).0.into_owned()),
        ("utf16", "\t", &|t: &str| {
            let units = std::iter::once(0xFEFF).chain(t.encode_utf16());
            units.flat_map(u16::to_le_bytes).collect()
        }),
    ] {
        let (items, codes) = csv_text(separator, name != "cp932");
        let files =
            [desk.put(&format!("{name}-i.csv"), encode(&items)), desk.put(&format!("{name}-c.csv"), encode(&codes))];
        let outcome = imported(&files);
        assert_eq!(outcome.unread, [], "{name}");
        assert_eq!(content(&outcome.editions[0]), expected, "{name}");
        assert_eq!(outcome.editions[0].sources.len(), 2);
    }
}

#[test]
fn what_was_written_is_what_was_read() {
    let desk = Desk::new();
    let edition = imported(&[desk.put("plain.xlsx", plain())]).editions.remove(0);
    assert_eq!(
        (edition.system.as_str(), edition.includes.as_slice()),
        ("resident-tax", &["tax-collection".to_string()][..])
    );
    let name = &edition.groups[0].items[1];
    assert_eq!(name.condition.as_deref(), Some("氏名未定でない場合は出力必須"));
    assert_eq!(name.function_refs, ["0100001課税台帳管理機能", "0100002照会機能"]);
    assert_eq!(name.classes, ["宛名", "", "氏名"]);
    assert_eq!(name.definition.as_deref(), Some("氏名\n（漢字）"));
    let foreign = edition.groups[1].items[0].foreign_key.clone().unwrap();
    assert_eq!((foreign.group.as_str(), foreign.inferred), ("課税対象者", true));
    assert_eq!(edition.groups[0].items[2].code.as_deref(), Some("010-001"));
    assert_eq!(edition.groups[1].items[1].repeat, Some(12));
}

#[test]
fn several_files_of_one_business_make_one_edition() {
    let desk = Desk::new();
    let edition = imported(&[desk.put("plain.xlsx", plain())]).editions.remove(0);
    let files: Vec<PathBuf> = csv(&edition).unwrap().into_iter().map(|f| desk.put(&f.name, f.bytes)).collect();
    assert_eq!(files.len(), 2);
    let again = imported(&files);
    assert_eq!((again.editions.len(), content(&again.editions[0])), (1, content(&edition)));
}

#[test]
fn each_business_goes_to_the_edition_that_owns_it() {
    let desk = Desk::new();
    let bytes = book(|sheet| {
        write_row(sheet, 0, 0, &FLAT);
        write_row(sheet, 1, 0, &ROWS[0]);
        write_row(sheet, 2, 0, &["01400001", "宛名番号", "", "収納", "○", "", "", "", "", "X", "15", "個人住民税_1"]);
        write_row(sheet, 3, 0, &["01500001", "宛名番号", "", "収納", "○", "", "", "", "", "X", "15"]);
    });
    let outcome = imported(&[desk.put("tax.xlsx", bytes)]);
    assert_eq!(outcome.unread, []);
    let slugs: Vec<(&str, Vec<&str>)> = outcome
        .editions
        .iter()
        .map(|e| (e.system.as_str(), e.groups.iter().map(|g| g.key.as_str()).collect()))
        .collect();
    assert_eq!(slugs, [("resident-tax", vec!["010-G01"]), ("tax-collection", vec!["014-G01", "015-G01"])]);
    assert_eq!(outcome.editions[1].groups[0].items[0].code.as_deref(), Some("010:010-001"));
    assert!(outcome.editions[0].code_lists.len() == 1 && outcome.editions[1].code_lists.is_empty());
}

#[test]
fn label_and_date_are_read_from_where_they_stand() {
    let desk = Desk::new();
    let nothing = ImportOptions::default();
    let read = |name: &str, title: &str| {
        let bytes = book(|sheet| {
            write_row(sheet, 0, 0, &[title]);
            write_row(sheet, 1, 0, &FLAT);
            write_row(sheet, 2, 0, &ROWS[0]);
        });
        import(&[desk.put(name, bytes)], &nothing).map(|mut o| o.editions.remove(0).edition)
    };
    let version = read("010_個人住民税_基本データリスト【第2.1版】_20230929.xlsx", "題").unwrap();
    assert_eq!((version.label.as_str(), version.date.as_str()), ("第2.1版", "2023-09-29"));
    let version = read("a.xlsx", "基本データリスト【第3.0版】（令和7年1月31日）").unwrap();
    assert_eq!((version.label.as_str(), version.date.as_str()), ("第3.0版", "2025-01-31"));
    let problem = read("b.xlsx", "基本データリスト【第3.0版】").unwrap_err().remove(0);
    assert!(problem.todo.en.contains("--date") && !problem.todo.en.contains("--edition"), "{}", problem.todo.en);
}
