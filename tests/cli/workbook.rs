//! The workbook: the same counts as the JSON, safe whatever stands in the input, and what is typed into it comes back.

use std::collections::BTreeSet;
use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;

use crate::ledger::*;
use crate::process::*;

const SHEETS: [&str; 10] = [
    "要約",
    "項目対応表",
    "帳票対応表",
    "機能対応表",
    "BPR",
    "対応候補",
    "コード対応表",
    "要確認",
    "ベンダ確認事項",
    "出典",
];

/// Headings stand in the third row.
const HEADINGS: usize = 2;

type Cells = Vec<Vec<String>>;

/// All sheets as text, by position.
fn sheets(path: &Path) -> Vec<(String, Cells)> {
    let mut book: Xlsx<_> = open_workbook(path).expect("a workbook");
    let mut all = Vec::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).expect("a sheet");
        assert!(book.worksheet_formula(&name).expect("formulas").is_empty(), "{name} has formulas");
        let (rows, columns) = range.end().map_or((0, 0), |(r, c)| (r + 1, c + 1));
        let cell = |r, c| range.get_value((r, c)).map(Data::to_string).unwrap_or_default();
        all.push((name, (0..rows).map(|r| (0..columns).map(|c| cell(r, c)).collect()).collect()));
    }
    all
}

fn sheet<'s>(all: &'s [(String, Cells)], name: &str) -> &'s Cells {
    &all.iter().find(|(n, _)| n == name).unwrap_or_else(|| panic!("{name}")).1
}

fn at(cells: &Cells, heading: &str) -> usize {
    cells[HEADINGS].iter().position(|h| h == heading).unwrap_or_else(|| panic!("{heading}: {:?}", cells[HEADINGS]))
}

/// Texts of a column, below its heading.
fn column<'s>(cells: &'s Cells, heading: &str) -> Vec<&'s str> {
    let at = at(cells, heading);
    cells[HEADINGS + 1..].iter().map(|row| row[at].as_str()).collect()
}

fn same_counts(book: &Path, report: &Value) {
    let all = sheets(book);
    assert_eq!(all.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), SHEETS);
    let (mut counted, mut prints) = (0, BTreeSet::new());
    for name in ["項目対応表", "帳票対応表", "機能対応表"] {
        let cells = sheet(&all, name);
        counted += column(cells, "指摘数").iter().map(|n| n.parse::<usize>().expect("a number")).sum::<usize>();
        prints.extend(column(cells, "指摘キー").iter().flat_map(|c| c.lines()).map(str::to_string));
    }
    let findings = report["findings"].as_array().expect("a list");
    let wanted: BTreeSet<String> =
        findings.iter().filter_map(|f| f["fingerprint"].as_str()).map(str::to_string).collect();
    assert_eq!((counted, prints), (findings.len(), wanted));
    let reforms = report["bpr"].as_array().expect("a list");
    let wanted: Vec<&str> = reforms.iter().filter_map(|b| b["id"].as_str()).collect();
    assert_eq!(column(sheet(&all, "BPR"), "key"), wanted);
    let summary = sheet(&all, "要約");
    let systems = report["systems"].as_array().expect("a list");
    for (rows, system) in summary[HEADINGS + 1..].chunks(3).zip(systems) {
        for (row, kind) in rows.iter().zip(["items", "forms", "functions"]) {
            let tally = &system["summary"][kind];
            for (heading, field) in [
                ("標準の数", "standard"),
                ("適合", "conform"),
                ("一部適合", "partial"),
                ("不適合", "nonconform"),
                ("不足", "missing"),
                ("未判定", "unjudged"),
                ("対象外", "notApplicable"),
                ("未提出", "outOfScope"),
                ("自動で対応付け", "autoPaired"),
            ] {
                assert_eq!(row[at(summary, heading)], tally[field].to_string(), "{} {kind} {field}", system["slug"]);
            }
        }
        for (heading, severity) in [("エラー", "error"), ("警告", "warning"), ("情報", "info")] {
            assert_eq!(rows[0][at(summary, heading)], system["summary"]["findings"][severity].to_string());
        }
    }
    if systems.len() > 1 {
        let whole = &summary[HEADINGS + 1 + 3 * systems.len()];
        let items: u64 = systems.iter().filter_map(|s| s["summary"]["items"]["standard"].as_u64()).sum();
        assert_eq!((whole[0].as_str(), whole[at(summary, "標準の数")].clone()), ("全業務", items.to_string()));
    }
    // the verdicts row by row give the same counts as the summary
    let counts =
        |kind: &str, field: &str| -> u64 { systems.iter().filter_map(|s| s["summary"][kind][field].as_u64()).sum() };
    for (name, kind) in [("項目対応表", "items"), ("帳票対応表", "forms"), ("機能対応表", "functions")] {
        let verdicts = column(sheet(&all, name), "適合区分");
        for (word, field) in [
            ("適合", "conform"),
            ("一部適合", "partial"),
            ("不適合", "nonconform"),
            ("不足", "missing"),
            ("未判定", "unjudged"),
            ("対象外", "notApplicable"),
        ] {
            let n = verdicts.iter().filter(|v| **v == word).count() as u64;
            assert_eq!(n, counts(kind, field), "{name} {word}");
        }
    }
}

#[test]
fn the_workbook_has_the_counts_of_the_json() {
    let folder = sample();
    let ran = run(&folder, &["resident-tax", "current.xml", "--quiet", "--output", "r.xlsx", "--output", "r.json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let report = serde_json::from_str(&read(&folder, "r.json")).expect("JSON");
    same_counts(&folder.path().join("r.xlsx"), &report);
}

#[test]
fn a_whole_city_is_one_workbook() {
    let folder = tempfile::tempdir().expect("a folder");
    let [book, json] = ["r.xlsx", "r.json"].map(|name| folder.path().join(name));
    let (book_name, json_name) = (book.display().to_string(), json.display().to_string());
    let args = ["check", "--all", "--config", "samples/city/gapcheck.toml", "--quiet", "--output"];
    let ran = gapcheck(&[&args[..], &[&book_name, "--output", &json_name]].concat());
    assert!(ran.code <= 1, "{}", ran.err);
    let report: Value = serde_json::from_str(&std::fs::read_to_string(json).expect("read")).expect("JSON");
    assert_eq!(report["systems"].as_array().map(Vec::len), Some(20));
    same_counts(&book, &report);
}

#[test]
fn the_workbook_speaks_english_too_and_comes_back() {
    let folder = sample();
    run(&folder, &["resident-tax", "current.xml", "--lang", "en", "--quiet", "--output", "r.xlsx"]);
    let all = sheets(&folder.path().join("r.xlsx"));
    let items = sheet(&all, "items");
    let english = |text: &str| !text.chars().any(|c| ('\u{3040}'..='\u{30FF}').contains(&c));
    assert!(items[HEADINGS].iter().all(|h| english(h)), "{:?}", items[HEADINGS]);
    let row = items.iter().position(|r| r[at(items, "rules")] == "GAP0301").expect("GAP0301");
    let key = items[row][at(items, "key")].clone();
    save_edited(&folder, "r.xlsx", "filled.xlsx", &[("items", &key, "policy", Typed::Text("convert"))]);
    let ran = run(&folder, &["decisions", "pull", "filled.xlsx", "--decisions", "d.csv", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(read(&folder, "d.csv").contains(&format!("{key},項目,")) && read(&folder, "d.csv").contains("convert"));
}

enum Typed<'a> {
    Text(&'a str),
    /// A real day of the spreadsheet.
    Day(u16, u8, u8),
}

/// Saves a copy as another spreadsheet would: the values only, with cells (sheet, key, heading, text) filled in.
fn save_edited(folder: &tempfile::TempDir, from: &str, to: &str, edits: &[(&str, &str, &str, Typed<'_>)]) {
    let mut book = Workbook::new();
    for (name, cells) in sheets(&folder.path().join(from)) {
        let out = book.add_worksheet();
        out.set_name(&name).expect("a name");
        for (r, row) in (0u32..).zip(&cells) {
            for (c, text) in (0u16..).zip(row).filter(|(_, text)| !text.is_empty()) {
                out.write_string(r, c, text).expect("written");
            }
        }
        for (_, key, heading, typed) in edits.iter().filter(|(sheet, ..)| *sheet == name) {
            let keys = at(&cells, "key");
            let row = cells.iter().position(|r| r[keys] == *key).unwrap_or_else(|| panic!("{key}")) as u32;
            let column = at(&cells, heading) as u16;
            match typed {
                Typed::Text(text) => out.write_string(row, column, *text).expect("written"),
                Typed::Day(y, m, d) => {
                    let day = ExcelDateTime::from_ymd(*y, *m, *d).expect("a day");
                    let format = Format::new().set_num_format("yyyy/m/d");
                    out.write_datetime_with_format(row, column, &day, &format).expect("written")
                }
            };
        }
    }
    book.save(folder.path().join(to)).expect("saved");
}

/// A folder with the sample, a configuration, written decisions and the workbook of a report.
fn with_workbook() -> tempfile::TempDir {
    let folder = sample();
    let config = "[systems.resident-tax]\nowner = \"税務課\"\n[decisions]\nfile = \"d.csv\"\n";
    std::fs::write(folder.path().join("gapcheck.toml"), config).expect("written");
    assert_eq!(run(&folder, &["decisions", "write", "resident-tax", "current.xml"]).code, 0);
    workbook(&folder, "r.xlsx");
    folder
}

fn workbook(folder: &tempfile::TempDir, name: &str) {
    let ran = run(folder, &["resident-tax", "current.xml", "--quiet", "--output", name]);
    assert_eq!(ran.code, 1, "{}", ran.err);
}

fn key_of(folder: &tempfile::TempDir, name: &str, rule: &str) -> String {
    let all = sheets(&folder.path().join("r.xlsx"));
    let cells = sheet(&all, name);
    let (rules, keys) = (at(cells, if name == "BPR" { "種別" } else { "規則" }), at(cells, "key"));
    cells.iter().find(|r| r[rules].contains(rule)).unwrap_or_else(|| panic!("{rule}"))[keys].clone()
}

#[test]
fn what_several_sections_typed_into_copies_comes_back() {
    let folder = with_workbook();
    let before = read(&folder, "d.csv");
    let pull = |files: &[&str]| run(&folder, &[&["decisions", "pull"], files].concat());
    assert_eq!(pull(&["r.xlsx"]).code, 0);
    assert_eq!(read(&folder, "d.csv"), before, "a copy in which nobody typed changes nothing");
    let (item, form, reform) = (
        key_of(&folder, "項目対応表", "GAP0301"),
        key_of(&folder, "帳票対応表", "GAP0503"),
        key_of(&folder, "BPR", "BPR002"),
    );
    let first = [
        ("項目対応表", item.as_str(), "対応方針", Typed::Text("変換")),
        ("項目対応表", &item, "期限", Typed::Day(2027, 3, 31)),
        ("BPR", &reform, "対応方針", Typed::Text("EUC")),
    ];
    save_edited(&folder, "r.xlsx", "zeimu.xlsx", &first);
    let second = [
        ("帳票対応表", form.as_str(), "対応方針", Typed::Text("標準に合わせる")),
        ("項目対応表", &item, "備考", Typed::Text("一行目\n=二行目")),
        ("項目対応表", &item, "決定日", Typed::Text("令和8年11月1日")),
    ];
    save_edited(&folder, "r.xlsx", "shimin.xlsx", &second);
    let ran = pull(&["zeimu.xlsx", "shimin.xlsx"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let all = csv(&folder);
    let cell = |key: &str, heading: &str| {
        let at = all[0].iter().position(|h| h == heading).expect(heading);
        all.iter().find(|r| r[0] == key).unwrap_or_else(|| panic!("{key}"))[at].clone()
    };
    for (key, heading, text) in [
        (&item, "対応方針", "変換"),
        (&item, "期限", "2027-03-31"),
        (&item, "備考", "一行目\n=二行目"),
        (&item, "決定日", "2026-11-01"),
        (&item, "担当課", ""),
        (&form, "対応方針", "標準に合わせる"),
        (&reform, "対応方針", "EUC"),
    ] {
        assert_eq!(cell(key, heading), text, "{heading}");
    }
    // what was taken in stands in the next workbook, what holds from above beside it; taken back again nothing changes
    workbook(&folder, "r.xlsx");
    let book = sheets(&folder.path().join("r.xlsx"));
    let items = sheet(&book, "項目対応表");
    let row = items.iter().find(|r| r[at(items, "key")] == item).expect("the row");
    assert_eq!((row[at(items, "対応方針")].as_str(), row[at(items, "担当課")].as_str()), ("変換", ""));
    assert!(row[at(items, "引継ぎ・既定の決定")].contains("担当課 税務課"));
    let inherited = column(items, "引継ぎ・既定の決定").iter().filter(|c| c.contains("対応方針 EUC")).count();
    assert!(inherited > 0, "decisions of the work reform hold for what is below it");
    let before = read(&folder, "d.csv");
    assert_eq!(pull(&["r.xlsx"]).code, 0);
    assert_eq!(read(&folder, "d.csv"), before);
    // an old copy in which the same cell says something else is a conflict
    save_edited(&folder, "zeimu.xlsx", "late.xlsx", &[("項目対応表", &item, "対応方針", Typed::Text("廃止"))]);
    let ran = pull(&["late.xlsx"]);
    assert!(ran.code == 1 && ran.out.contains("残した値「変換」"), "{}{}", ran.out, ran.err);
}

fn csv(folder: &tempfile::TempDir) -> Vec<Vec<String>> {
    let text = read(folder, "d.csv");
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    reader.records().map(|r| r.expect("a row").iter().map(str::to_string).collect()).collect()
}

#[test]
fn a_solved_gap_stays_in_the_workbook() {
    let folder = with_workbook();
    let item = key_of(&folder, "項目対応表", "GAP0301");
    save_edited(&folder, "r.xlsx", "filled.xlsx", &[("項目対応表", &item, "担当課", Typed::Text("市民税係"))]);
    assert_eq!(run(&folder, &["decisions", "pull", "filled.xlsx"]).code, 0);
    let gone = ["decisions", "write", "resident-tax", "current.xml", "--as-of", "2027-01-15"];
    let text = read(&folder, "current.xml");
    let code = text.lines().find(|l| l.contains("<code value=\"9\" label=\"資料のみ\"")).expect("the code").to_string();
    change(&folder, "current.xml", &format!("{code}\n"), "");
    assert_eq!(run(&folder, &gone).code, 0);
    workbook(&folder, "later.xlsx");
    let all = sheets(&folder.path().join("later.xlsx"));
    let items = sheet(&all, "項目対応表");
    let row = items.iter().find(|r| r[at(items, "key")] == item).expect("it never vanishes");
    assert_eq!(row[at(items, "担当課")], "市民税係");
    assert_eq!(row[at(items, "状態")], "解消済 2027-01-15");
}

#[test]
fn workbooks_that_are_not_ours_and_columns_that_are_gone_are_told() {
    let folder = with_workbook();
    let before = read(&folder, "d.csv");
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "何かの一覧").expect("written");
    book.save(folder.path().join("other.xlsx")).expect("saved");
    std::fs::write(folder.path().join("broken.xlsx"), b"PK\x03\x04 not a workbook").expect("written");
    for file in ["other.xlsx", "broken.xlsx", "missing.xlsx"] {
        let ran = run(&folder, &["decisions", "pull", file]);
        assert!(ran.code == 2 && ran.err.contains(file), "{file}: {} {}", ran.code, ran.err);
    }
    // a sheet without the column key is told, the others are taken in
    let mut book = Workbook::new();
    let reform = key_of(&folder, "BPR", "BPR002");
    for (name, rows) in [
        ("項目対応表", [["番号", "対応方針"], ["1", "廃止"]]),
        ("BPR", [["key", "対応方針"], [reform.as_str(), "EUC"]]),
    ] {
        let out = book.add_worksheet();
        out.set_name(name).expect("a name");
        for (r, row) in (0u32..).zip(rows) {
            for (c, text) in (0u16..).zip(row) {
                out.write_string(r, c, text).expect("written");
            }
        }
    }
    book.save(folder.path().join("cut.xlsx")).expect("saved");
    let ran = run(&folder, &["decisions", "pull", "cut.xlsx"]);
    assert!(ran.code == 2 && ran.err.contains("項目対応表") && ran.err.contains("key"), "{}", ran.err);
    assert!(read(&folder, "d.csv") != before && read(&folder, "d.csv").contains("EUC"));
}

#[test]
fn nothing_in_an_input_breaks_out_of_its_cell() {
    let long = "長".repeat(10_000);
    let names = ["=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "<script>alert(1)</script>", "a\u{202E}b", &long];
    let tables: Vec<String> = names
        .iter()
        .enumerate()
        .map(|(i, name)| {
            let name = name.replace('&', "&amp;").replace('<', "&lt;");
            format!("<table name=\"T{i}\" label=\"{name}\"><column name=\"C\" label=\"{name}\"/></table>")
        })
        .collect();
    let layout = format!("<layout complete=\"true\">{}</layout>", tables.concat());
    let forms = "<forms complete=\"true\"><form name=\"=HYPERLINK(&quot;x&quot;)\"/></forms>";
    let (folder, path) = file("c.xml", current(&format!("{layout}{forms}")).as_bytes());
    let book = folder.path().join("r.xlsx");
    let ran = gapcheck(&["resident-tax", &path, "--quiet", "--output", &book.display().to_string()]);
    assert!(ran.code <= 1, "{}", ran.err);
    let all = sheets(&book);
    let texts: Vec<&String> = all.iter().flat_map(|(_, rows)| rows.iter().flatten()).collect();
    for name in ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "a\\u{202e}b", &long[..3000]] {
        assert!(texts.iter().any(|t| t.contains(name)), "{name}");
    }
    assert!(texts.iter().any(|t| t.as_str() == "=HYPERLINK(\"x\")"), "a text, as it stands");
    assert!(texts.iter().all(|t| !t.contains('\u{202E}') && t.encode_utf16().count() <= 32_767));
    let zipped = std::fs::read(&book).expect("read");
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(zipped)).expect("a zip");
    for i in 0..archive.len() {
        let mut part = archive.by_index(i).expect("a part");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        std::io::Read::read_to_string(&mut part, &mut text).expect("text");
        assert!(!name.contains("vba") && !text.contains("<f>") && !text.contains("<hyperlink"), "{name}");
    }
}

#[test]
fn the_vendor_is_asked_what_only_it_can_answer_and_told_nothing_internal() {
    let folder = with_workbook();
    let report = report(&folder, &[]);
    let all = sheets(&folder.path().join("r.xlsx"));
    let vendor = sheet(&all, "ベンダ確認事項");
    let asked = report["findings"].as_array().expect("a list");
    let options =
        asked.iter().filter(|f| ["GAP0108", "GAP0511", "GAP0603"].contains(&f["rule"].as_str().expect("text")));
    let options = options.count();
    assert_eq!(column(vendor, "種類").iter().filter(|k| **k == "標準オプション").count(), options);
    let unjudged = report["systems"][0]["unjudged"].as_array().expect("a list");
    let facets = unjudged.iter().filter(|u| u["what"] == "current-facet").count();
    assert!(facets > 0);
    assert_eq!(column(vendor, "種類").iter().filter(|k| **k == "現行資料に記載なし").count(), facets);
    assert!(vendor.iter().flatten().all(|t| !t.contains("税務課") && !t.starts_with("s1-")));
}

#[test]
fn an_old_workbook_stays_whole_when_the_new_one_cannot_be_written() {
    let folder = with_workbook();
    let before = std::fs::read(folder.path().join("r.xlsx")).expect("read");
    let ran = run(&folder, &["resident-tax", "current.xml", "--quiet", "--output", "none/r.xlsx"]);
    assert!(ran.code == 3 && ran.err.contains("none/r.xlsx"), "{} {}", ran.code, ran.err);
    workbook(&folder, "r.xlsx");
    assert_eq!(std::fs::read(folder.path().join("r.xlsx")).expect("read"), before, "the same report, the same bytes");
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("readable").flatten().map(|e| e.file_name()).collect();
    assert!(left.iter().all(|n| !n.to_string_lossy().starts_with(".tmp")), "{left:?}");
}

#[test]
fn answer_sheets_that_sections_filled_in_are_read_beside_the_layout() {
    let folder = sample();
    for what in ["functions", "forms"] {
        let ran = run(&folder, &["template", what, "resident-tax", "--output", &format!("{what}.csv")]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    let layout = "<layout><table name=\"KOJIN\"><column name=\"ATENA_NO\" label=\"宛名番号\"/></table></layout>";
    std::fs::write(folder.path().join("layout.xml"), current(layout).replace("role=", "scope=\"010\" role="))
        .expect("written");
    std::fs::remove_file(folder.path().join("mapping.toml")).expect("removed");
    let fill = |name: &str, to: &str, row: usize, cells: &[(&str, &str)]| {
        let text = read(&folder, name);
        let mut reader =
            csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        let mut rows: Vec<Vec<String>> =
            reader.records().map(|r| r.expect("a row").iter().map(str::to_string).collect()).collect();
        for (heading, text) in cells {
            let at = rows[0].iter().position(|h| h == heading).expect(heading);
            rows[row][at] = text.to_string();
        }
        let mut writer = csv::Writer::from_writer(Vec::new());
        rows.iter().for_each(|r| writer.write_record(r).expect("written"));
        std::fs::write(folder.path().join(to), writer.into_inner().expect("bytes")).expect("written");
        rows[row].clone()
    };
    let first = fill("functions.csv", "a.csv", 1, &[("回答", "一部"), ("担当課", "税務課")]);
    let second = fill("functions.csv", "b.csv", 2, &[("回答", "○")]);
    let form = fill("forms.csv", "forms.csv", 1, &[("現行の帳票名", "市の納税通知"), ("用紙", "B5"), ("面", "片面")]);
    let check =
        |files: &[&str]| run(&folder, &[&["resident-tax", "layout.xml"], files, &["--format", "json"]].concat());
    let ran = check(&["a.csv", "b.csv", "a.csv", "forms.csv"]);
    let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err));
    assert!(ran.code <= 1, "the same answer twice does no harm: {}", ran.err);
    assert_eq!(report["systems"][0]["codes"], serde_json::json!(["010"]), "a sheet does not widen the scope");
    let unanswered = |name: &str| {
        let all = report["systems"][0]["unjudged"].as_array().expect("a list");
        all.iter().any(|u| u["what"] == "function" && u["name"] == name)
    };
    assert!(!unanswered(&first[1]) && !unanswered(&second[1]));
    let findings = report["findings"].as_array().expect("a list");
    let partly = findings.iter().find(|f| f["rule"] == "GAP0606").expect("partly");
    assert_eq!(partly["subjectParts"]["name"], first[1].as_str());
    let place = partly["places"].as_array().into_iter().flatten().find(|p| p["role"] == "current").expect("a place");
    assert!(place["file"].as_str().expect("text").ends_with("a.csv") && place["line"] == 2, "{place}");
    let paper = findings.iter().find(|f| f["rule"] == "GAP0503").unwrap_or_else(|| panic!("{}", ran.out));
    assert_eq!(paper["subjectParts"]["name"], form[0].as_str(), "a person put the two side by side");
    // two sections that say different things are told
    fill("a.csv", "c.csv", 1, &[("回答", "なし")]);
    let ran = check(&["a.csv", "c.csv"]);
    assert!(ran.code == 2 && ran.err.contains(&first[1]), "{}", ran.err);
    // what is imported says the same as the sheets
    let ran = run(&folder, &["import", "a.csv", "b.csv", "forms.csv", "--system", "resident-tax", "--output", "x.xml"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = run(&folder, &["resident-tax", "x.xml", "--format", "json"]);
    let again: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.err));
    let rules = |report: &Value| -> BTreeSet<String> {
        let all = report["findings"].as_array().expect("a list").iter();
        let kept = all.filter(|f| ["GAP0503", "GAP0606"].contains(&f["rule"].as_str().expect("text")));
        kept.map(|f| f["fingerprint"].to_string()).collect()
    };
    assert_eq!(rules(&again), rules(&report));
}

#[cfg(unix)]
#[test]
fn links_stay_links_and_a_full_device_is_told() {
    let folder = sample();
    std::fs::write(folder.path().join("real.xlsx"), "old").expect("written");
    std::os::unix::fs::symlink("real.xlsx", folder.path().join("link.xlsx")).expect("linked");
    workbook(&folder, "link.xlsx");
    assert!(folder.path().join("link.xlsx").symlink_metadata().expect("there").is_symlink());
    assert_eq!(sheets(&folder.path().join("real.xlsx")).len(), SHEETS.len());
    std::os::unix::fs::symlink("/dev/full", folder.path().join("full.xlsx")).expect("linked");
    let ran = run(&folder, &["resident-tax", "current.xml", "--quiet", "--output", "full.xlsx"]);
    assert!(!Path::new("/dev/full").exists() || (ran.code == 3 && ran.err.contains("full.xlsx")), "{}", ran.err);
}
