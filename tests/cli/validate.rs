//! `gapcheck validate`: exported data in, findings out. The edition, the people and all numbers are made up.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use crate::process::{Ran, gapcheck_in};

/// A small edition whose facts rest on a public document: findings about them are warnings.
fn edition() -> Value {
    let item = |n: u32, name: &str, more: Value| {
        let mut item =
            json!({"key": format!("R010-{n:04}"), "name": name, "presence": "mandatory", "value": "optional"});
        more.as_object().unwrap().iter().for_each(|(k, v)| item[k] = v.clone());
        item["sources"] = json!(["law"]);
        item
    };
    json!({
        "schema": "gapcheck.edition/1", "system": "resident-tax", "businesses": ["010"], "title": "見本の標準",
        "edition": {"label": "見本版", "date": "2026-11-25", "basis": "reference"},
        "sources": [{"id": "law", "kind": "public-document", "title": "見本の公表資料", "asOf": "2026-11-01"}],
        "groups": [
            {"key": "R010-G01", "name": "個人", "business": "010", "sources": ["law"], "items": [
                item(1, "宛名番号", json!({"romaji": "atenabango", "type": "X", "digits": 10, "value": "required", "primaryKey": true})),
                item(2, "履歴番号", json!({"type": "9", "digits": 5, "value": "required", "primaryKey": true})),
                item(3, "最新フラグ", json!({"type": "X", "digits": 1, "value": "required"})),
                item(4, "市区町村コード", json!({"type": "X", "digits": 6})),
                item(5, "氏名", json!({"type": "N", "digits": 20, "value": "required"})),
                item(6, "個人番号", json!({"type": "X", "digits": 12})),
                item(7, "性別", json!({"type": "X", "digits": 2, "code": "R010-C01"})),
                item(8, "生年月日", json!({"type": "DATE", "digits": 10, "unknownDates": true})),
                item(9, "生年月日_不詳フラグ", json!({"type": "X", "digits": 1})),
                item(10, "生年月日_不詳表記", json!({"type": "N", "digits": 72})),
                item(11, "郵便番号", json!({"type": "X", "digits": 7})),
                item(12, "所得", json!({"type": "9", "digits": 9})),
                item(13, "差額", json!({"type": "S9", "digits": 9})),
                item(14, "税率", json!({"type": "9V", "digits": "2,3"})),
                item(15, "年度", json!({"type": "YEAR", "digits": 4})),
                item(16, "適用_開始年月日", json!({"type": "DATE", "digits": 10, "unknownDates": false})),
                item(17, "適用_終了年月日", json!({"type": "DATE", "digits": 10, "unknownDates": false})),
                item(18, "時刻", json!({"type": "TIME", "digits": 8})),
                item(19, "世帯番号", json!({"type": "X", "digits": 10, "foreignKey": {"group": "世帯", "item": "世帯番号"}})),
                item(20, "続柄コード1", json!({"type": "X", "digits": 2})),
            ]},
            {"key": "R010-G02", "name": "世帯", "business": "010", "sources": ["law"], "items": [
                item(30, "世帯番号", json!({"type": "X", "digits": 10, "value": "required", "primaryKey": true})),
                item(31, "方書", json!({"type": "N", "digits": 10})),
            ]},
        ],
        "codeLists": [{"key": "R010-C01", "name": "性別", "open": false, "closedBy": "law", "sources": ["law"],
            "values": [{"value": "01", "label": "男"}, {"value": "02", "label": "女"}]}],
        "forms": [], "functions": [], "links": []
    })
}

/// A folder with the edition in `specs/` and room for data.
struct Town(tempfile::TempDir);

impl Town {
    fn new() -> Town {
        let folder = tempfile::tempdir().unwrap();
        let specs = folder.path().join("specs/resident-tax");
        std::fs::create_dir_all(&specs).unwrap();
        std::fs::write(specs.join("2026-11-25-reference.json"), edition().to_string()).unwrap();
        std::fs::create_dir_all(folder.path().join("out")).unwrap();
        Town(folder)
    }

    fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.0.path().join("out").join(name), bytes).unwrap();
    }

    fn run(&self, args: &[&str]) -> Ran {
        let mut all = vec!["validate", "resident-tax"];
        all.extend(args);
        all.extend(["--specs", "specs", "--as-of", "2026-11-30"]);
        gapcheck_in(self.path(), &all)
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// Counts by rule and column (or nothing), of everything in `out`.
    fn counts(&self, args: &[&str]) -> BTreeMap<(String, String), u64> {
        counts(&self.report(args))
    }

    fn report(&self, args: &[&str]) -> Value {
        let mut all = vec!["out", "--format", "json"];
        all.extend(args);
        let ran = self.run(&all);
        assert!(ran.code < 2, "{}", ran.err);
        serde_json::from_str(&ran.out).unwrap()
    }
}

fn counts(report: &Value) -> BTreeMap<(String, String), u64> {
    let findings = report["findings"].as_array().unwrap();
    let key = |f: &Value| {
        let column = f["fields"]["column"].as_str().unwrap_or_default();
        (f["rule"].as_str().unwrap().to_string(), column.to_string())
    };
    let counts: BTreeMap<_, _> = findings.iter().map(|f| (key(f), f["count"].as_u64().unwrap())).collect();
    assert_eq!(counts.len(), findings.len(), "one finding per rule, group and column");
    counts
}

const HEADINGS: [&str; 20] = [
    "宛名番号",
    "履歴番号",
    "最新フラグ",
    "市区町村コード",
    "氏名",
    "個人番号",
    "性別",
    "生年月日",
    "生年月日_不詳フラグ",
    "生年月日_不詳表記",
    "郵便番号",
    "所得",
    "差額",
    "税率",
    "年度",
    "適用_開始年月日",
    "適用_終了年月日",
    "時刻",
    "世帯番号",
    "続柄コード1",
];

/// A row without a fault.
fn row(n: u32) -> Vec<String> {
    let row = [
        &format!("{n:010}"),
        "1",
        "1",
        "990019",
        "見本　太郎",
        "123456789018",
        "01",
        "1980-04-01",
        "0",
        "",
        "0600001",
        "1200000",
        "-500",
        "6.000",
        "2026",
        "2026-04-01",
        "2027-03-31",
        "09:30:00",
        &format!("{n:010}"),
        "02",
    ];
    row.iter().map(|v| v.to_string()).collect()
}

/// One way to spoil a value, and the rule that tells it.
const FAULTS: [(&str, &str, &str); 42] = [
    ("DAT0201", "所得", "なし"),
    ("DAT0201", "年度", "令和八"),
    ("DAT0201", "生年月日", "不明"),
    ("DAT0201", "時刻", "朝"),
    ("DAT0202", "氏名", "見本見本見本見本見本見本見本見本見本見本見"),
    ("DAT0202", "所得", "1234567890"),
    ("DAT0202", "差額", "-1234567890"),
    ("DAT0203", "氏名", ""),
    ("DAT0204", "性別", "09"),
    ("DAT0205", "生年月日", "2026-13-01"),
    ("DAT0205", "生年月日", "20260401"),
    ("DAT0205", "適用_開始年月日", "2026-04-00"),
    ("DAT0205", "適用_開始年月日", "R8.4.1"),
    ("DAT0206", "個人番号", "123456789012"),
    ("DAT0206", "市区町村コード", "131010"),
    ("DAT0207", "所得", "\"1,200,000\""),
    ("DAT0207", "所得", "-5"),
    ("DAT0207", "差額", "+5"),
    ("DAT0207", "税率", "6.0001"),
    ("DAT0208", "郵便番号", "060-0001"),
    ("DAT0208", "個人番号", "12345"),
    ("DAT0208", "時刻", "25:00:00"),
    ("DAT0209", "生年月日", "1980-00-00"),
    ("DAT0210", "適用_終了年月日", "2026-03-31"),
    ("DAT0302", "氏名", "見本\u{E000}"),
    ("DAT0303", "氏名", "見本⼀"),
    ("DAT0304", "氏名", "見本A"),
    ("DAT0304", "市区町村コード", "９９００１９"),
    ("DAT0305", "氏名", "見本\u{1}"),
    ("DAT0305", "氏名", "\"見本\n太郎\""),
    ("DAT0306", "氏名", "辻\u{E0101}"),
    ("DAT0307", "氏名", "山〓"),
    ("DAT0307", "氏名", "山■"),
    ("DAT0308", "氏名", "譚ｱ莠ｬ"),
    ("DAT0308", "氏名", "見本???"),
    ("DAT0308", "氏名", "見本&#57344;"),
    ("DAT0309", "世帯番号", "1.23E+11"),
    ("DAT0309", "生年月日", "2026/4/1"),
    ("DAT0309", "郵便番号", "600001"),
    ("DAT0309", "性別", "1"),
    ("DAT0401", "", "key"),
    ("DAT0402", "世帯番号", "0000999999"),
];

/// A generator of numbers (splitmix64): the same seed, the same data.
struct Seed(u64);

impl Seed {
    fn below(&mut self, n: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % n
    }
}

/// Rows with faults of every kind, the households they belong to, and what was put in.
struct Generated {
    people: Vec<String>,
    households: Vec<String>,
    put_in: BTreeMap<(String, String), u64>,
}

fn generated(seed: u64, rows: u32) -> Generated {
    let mut seed = Seed(seed);
    let (mut people, mut put_in) = (Vec::new(), BTreeMap::new());
    let mut put = |rule: &str, column: &str| *put_in.entry((rule.to_string(), column.to_string())).or_insert(0) += 1;
    for n in 0..rows {
        let mut row = row(n);
        // one row in three has one fault
        let kind = seed.below(FAULTS.len() as u64 * 3 + 6) as usize;
        if let Some((rule, column, value)) = FAULTS.get(kind) {
            put(rule, column);
            if let Some(at) = HEADINGS.iter().position(|h| h == column) {
                row[at] = value.to_string();
            }
            match *rule {
                "DAT0401" => people.push(row.join(",")),
                // a household number that is damaged, or of nobody, is in no household, and its person no head of one
                "DAT0309" if *column == "世帯番号" => put("DAT0402", "世帯番号"),
                _ => {}
            }
            // the same row twice: two latest rows, two heads
            if *rule == "DAT0401" {
                put("DAT0404", "最新フラグ");
                put("DAT0405", "続柄コード1");
            }
        } else {
            match kind - FAULTS.len() {
                0 => {
                    row.pop();
                    put("DAT0106", "");
                }
                1 => {
                    row[4] = "\"見本".to_string();
                    put("DAT0106", "");
                }
                2 => {
                    row[2] = "0".to_string();
                    put("DAT0404", "最新フラグ");
                }
                3 => {
                    // history 1, 3: the older row is no latest one
                    let mut older = row.clone();
                    older[2] = "0".to_string();
                    people.push(older.join(","));
                    row[1] = "3".to_string();
                    put("DAT0403", "履歴番号");
                }
                4 => {
                    row[19] = "20".to_string();
                    put("DAT0405", "続柄コード1");
                }
                _ => {}
            }
        }
        people.push(row.join(","));
    }
    // faults that share a household number: three damaged ones are one household with too many heads
    for value in ["1.23E+11", "0000999999"] {
        if people.iter().filter(|p| p.contains(value)).count() > 1 {
            put("DAT0405", "続柄コード1");
        }
    }
    let households = (0..rows).map(|n| format!("{n:010},見本荘")).collect();
    Generated { people, households, put_in }
}

fn csv(heading: &[&str], rows: &[String]) -> String {
    let mut text = heading.join(",");
    text.push('\n');
    for row in rows {
        text.push_str(row);
        text.push('\n');
    }
    text
}

/// Found is what was put in: whatever the number of threads and files, however little memory, compressed or not.
#[test]
fn every_fault_that_was_put_in_is_found_and_no_other() {
    for seed in [1, 20261130] {
        let town = Town::new();
        let data = generated(seed, 6000);
        town.write("010_世帯.csv", csv(&["世帯番号", "方書"], &data.households));
        town.write("010_個人.csv", csv(&HEADINGS, &data.people));
        let mut expected = data.put_in.clone();
        // a byte that is no UTF-8
        let whole = csv(&HEADINGS, &data.people);
        let whole = [whole.as_bytes(), row(9999).join(",").replace("見本　太郎", "見本X").as_bytes(), b"\n"].concat();
        let bad = memchr_last(&whole, b'X');
        let spoiled: Vec<u8> = whole.iter().enumerate().map(|(i, b)| if i == bad { 0xFF } else { *b }).collect();
        town.write("010_個人.csv", &spoiled);
        town.write("010_世帯.csv", csv(&["世帯番号", "方書"], &data.households) + "0000009999,見本荘\n");
        expected.insert(("DAT0301".to_string(), "氏名".to_string()), 1);
        let alone = town.report(&["--threads", "1"]);
        assert_eq!(counts(&alone), expected, "seed {seed}");
        for args in [&["--threads", "2"][..], &["--threads", "8"], &["--threads", "3", "--memory", "1KB"]] {
            assert_eq!(town.report(args), alone, "{args:?}");
        }
        // the same rows in parts, with other line ends and a mark, one of them compressed
        std::fs::remove_file(town.path().join("out/010_個人.csv")).unwrap();
        let (first, second) = data.people.split_at(2000);
        town.write("010_個人_001.csv", format!("\u{FEFF}{}", csv(&HEADINGS, first)));
        town.write("010_個人_003.csv", [csv(&HEADINGS, &[]).as_bytes(), &spoiled[last_line(&spoiled)..]].concat());
        let mut zipped = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        std::io::Write::write_all(&mut zipped, csv(&HEADINGS, second).as_bytes()).unwrap();
        town.write("010_個人_002.csv.gz", zipped.finish().unwrap());
        assert_eq!(town.counts(&[]), expected, "in parts");
    }
}

fn memchr_last(bytes: &[u8], wanted: u8) -> usize {
    bytes.iter().rposition(|b| *b == wanted).unwrap()
}

fn last_line(bytes: &[u8]) -> usize {
    bytes[..bytes.len() - 1].iter().rposition(|b| *b == b'\n').unwrap() + 1
}

#[test]
fn a_clean_export_is_clean_and_says_what_was_not_checked() {
    let town = Town::new();
    let rows: Vec<String> = (0..50).map(|n| row(n).join(",")).collect();
    town.write("010_個人.csv", csv(&HEADINGS, &rows));
    town.write(
        "010_世帯.csv",
        csv(&["世帯番号", "方書"], &(0..50).map(|n| format!("{n:010},見本荘")).collect::<Vec<_>>()),
    );
    let ran = town.run(&["out"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("100 行を読みました"), "{}", ran.out);
    assert_eq!(town.report(&[])["findings"], json!([]));
    // without the file referred to, that reference is not judged, and this is said
    std::fs::remove_file(town.path().join("out/010_世帯.csv")).unwrap();
    let report = town.report(&[]);
    assert_eq!(counts(&report).into_keys().collect::<Vec<_>>(), [("DAT0102".to_string(), String::new())]);
    let unjudged = report["systems"][0]["unjudged"].as_array().unwrap();
    assert!(unjudged.iter().any(|u| u["what"] == "reference"), "{unjudged:?}");
}

#[test]
fn headings_are_found_by_name_romaji_and_position() {
    let town = Town::new();
    let rows: Vec<String> = (0..5).map(|n| row(n).join(",")).collect();
    let named = csv(&HEADINGS, &rows).replace("宛名番号,", "ATENABANGO,");
    town.write("010_個人.csv", named);
    assert!(!counts(&town.report(&[])).keys().any(|(rule, _)| rule != "DAT0102"));
    town.write("010_個人.csv", rows.join("\n"));
    let ran = town.run(&["out"]);
    assert!(ran.out.contains("標準の順の列として"), "{}", ran.out);
    // another order, one column missing, one too many
    let heading = csv(&HEADINGS, &[]).replace("宛名番号,履歴番号", "履歴番号,宛名番号").replace("時刻", "旧時刻");
    town.write("010_個人.csv", heading);
    let found = town.counts(&[]);
    let wanted = [("DAT0102", ""), ("DAT0103", "時刻"), ("DAT0104", "旧時刻"), ("DAT0105", "宛名番号")];
    let wanted: Vec<(String, String)> = wanted.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
    assert_eq!(found.into_keys().collect::<Vec<_>>(), wanted);
}

#[test]
fn files_are_read_in_the_encodings_they_come_in() {
    let town = Town::new();
    let rows: Vec<String> = (0..200)
        .map(|n| {
            let mut row = row(n);
            row[4] = if n == 7 { "見本A".to_string() } else { "見本　太郎".to_string() };
            row.join(",")
        })
        .collect();
    let text = csv(&HEADINGS, &rows);
    let utf16: Vec<u8> = std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let cp932 = encoding_rs::SHIFT_JIS.encode(&text).0.into_owned();
    let euc = encoding_rs::EUC_JP.encode(&text).0.into_owned();
    let tabs = text.replace(',', "\t");
    let crlf = text.replace('\n', "\r\n") + "\u{1A}";
    let files: [(&str, &[u8]); 6] = [
        ("UTF-8", text.as_bytes()),
        ("UTF-16", &utf16),
        ("CP932", &cp932),
        ("EUC-JP", &euc),
        ("tabs", tabs.as_bytes()),
        ("CRLF and Ctrl-Z", crlf.as_bytes()),
    ];
    for (what, bytes) in files {
        town.write("010_個人.csv", bytes);
        let ran = town.run(&["out/010_個人.csv", "--format", "json"]);
        let found = counts(&serde_json::from_str(&ran.out).unwrap());
        assert_eq!(found, BTreeMap::from([(("DAT0304".to_string(), "氏名".to_string()), 1)]), "{what}");
    }
}

/// Damage stays where it is, is told with its row, and never ends the run.
#[test]
fn hostile_files_are_told_and_survived() {
    let town = Town::new();
    let good: Vec<String> = (0..40).map(|n| row(n).join(",")).collect();
    let text = csv(&HEADINGS, &good);
    let names = |found: BTreeMap<(String, String), u64>| {
        found.into_iter().map(|((rule, column), n)| format!("{rule} {column} {n}")).collect::<Vec<_>>()
    };
    let cases: Vec<(&str, Vec<u8>, Vec<&str>)> = vec![
        ("cut in a value", text.as_bytes()[..text.len() - 30].to_vec(), vec!["DAT0106  1"]),
        ("an open quotation mark", text.replacen("見本　太郎", "\"見本", 1).into_bytes(), vec!["DAT0106  1"]),
        ("NUL bytes", text.replacen("見本　太郎", "見本\0", 2).into_bytes(), vec!["DAT0305 氏名 2"]),
        ("a mark in the middle", text.replacen("見本　太郎", "見本\u{FEFF}", 1).into_bytes(), vec!["DAT0305 氏名 1"]),
        ("mixed line ends", text.replacen("02\n", "02\r\n", 20).into_bytes(), vec![]),
        ("more columns", text.replacen("02\n", "02,03\n", 3).into_bytes(), vec!["DAT0106  3"]),
        ("a blank line in the middle", text.replacen("02\n", "02\n\n", 1).into_bytes(), vec!["DAT0106  1"]),
        ("blank lines at the end", format!("{text}\n\n").into_bytes(), vec![]),
        ("nothing but a heading", csv(&HEADINGS, &[]).into_bytes(), vec![]),
    ];
    for (what, bytes, expected) in cases {
        town.write("010_個人.csv", &bytes);
        let ran = town.run(&["out/010_個人.csv", "--format", "json"]);
        assert!(!ran.err.contains("panicked"), "{what}: {}", ran.err);
        assert_eq!(names(counts(&serde_json::from_str(&ran.out).unwrap())), expected, "{what}");
    }
    town.write("010_個人.csv", "");
    let ran = town.run(&["out/010_個人.csv"]);
    assert!(ran.code <= 2 && !ran.err.contains("panicked"), "{}", ran.err);
    town.write("010_個人.csv", &text.as_bytes()[..text.len() / 2]);
    town.write("010_個人.csv.gz", [0x1F, 0x8B, 8, 0, 1, 2, 3]);
    let ran = town.run(&["out/010_個人.csv.gz"]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.err.contains("010_個人.csv.gz"), "{}", ran.err);
    let ran = town.run(&["out/nothing.csv"]);
    assert!(ran.code == 2 && ran.err.contains("out/nothing.csv"), "{}", ran.err);
    town.write("謎.csv", "a,b\n");
    let ran = town.run(&["out/謎.csv", "--format", "json"]);
    assert_eq!(names(counts(&serde_json::from_str(&ran.out).unwrap())), ["DAT0101  1"]);
}

/// What a value was is told in no format, unless it is asked for.
#[test]
fn values_are_masked_in_every_format() {
    let town = Town::new();
    let secrets = ["見本花子A", "1980-13-45", "123456789012", "060-9876"];
    let mut spoiled = row(1);
    for (at, secret) in [4, 7, 5, 10].into_iter().zip(secrets) {
        spoiled[at] = secret.to_string();
    }
    town.write("010_個人.csv", csv(&HEADINGS, &[spoiled.join(",")]));
    for format in ["text", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "csv", "html"] {
        let ran = town.run(&["out", "--format", format, "--all-findings", "--fail-on", "warning"]);
        assert_eq!(ran.code, 1, "{format}: {}", ran.err);
        for secret in secrets {
            assert!(!ran.out.contains(secret) && !ran.err.contains(secret), "{format} tells {secret}");
        }
    }
    let ran = town.run(&["out", "--format", "json", "--show-values"]);
    assert!(secrets.iter().all(|s| ran.out.contains(s)), "{}", ran.out);
    let ran = town.run(&["out", "--format", "json"]);
    assert!(ran.out.contains("9999-99-99") && ran.out.contains("010_個人.csv 2行目"), "{}", ran.out);
}

#[test]
fn the_judged_share_and_the_level_decide_the_exit_code() {
    let town = Town::new();
    town.write("010_個人.csv", csv(&HEADINGS, &[row(1).join(",")]));
    assert_eq!(town.run(&["out/010_個人.csv", "--min-judged", "90"]).code, 0);
    let mut spoiled = row(1);
    spoiled[4] = "山〓".to_string();
    town.write("010_個人.csv", csv(&HEADINGS, &[spoiled.join(",")]));
    assert_eq!(town.run(&["out/010_個人.csv"]).code, 0, "a warning");
    assert_eq!(town.run(&["out/010_個人.csv", "--fail-on", "warning"]).code, 1);
}
