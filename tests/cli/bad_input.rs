//! Bad input: a clear message with the place, what was expected, what to do; exit code 2; never a panic.

use crate::process::*;

/// Runs the check on these bytes and returns standard error; the exit code is 2 and nothing panics.
fn refused(bytes: &[u8]) -> String {
    let (_folder, path) = file("c.xml", bytes);
    let mut told = String::new();
    for lang in ["ja", "en"] {
        let ran = gapcheck(&["resident-tax", &path, "--lang", lang]);
        assert_eq!(ran.code, 2, "{}", ran.err);
        assert!(!ran.err.contains("panicked") && !ran.err.contains("内部の誤り"), "{}", ran.err);
        let fix = if lang == "ja" { "対処: " } else { "fix: " };
        assert!(ran.err.contains(fix), "{}", ran.err);
        told.push_str(&ran.err);
    }
    told
}

fn says(bytes: &[u8], words: &[&str]) {
    let told = refused(bytes);
    for word in words {
        assert!(told.contains(word), "{word:?} is not in:\n{told}");
    }
}

#[test]
fn an_unknown_system_is_answered_with_the_nearest_names() {
    let ran = gapcheck(&["resident-taxes", "x.xml"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("resident-tax（個人住民税）"), "{}", ran.err);
    let ran = gapcheck(&["住民税", "x.xml", "--lang", "en"]);
    assert!(ran.code == 2 && ran.err.contains("resident-tax"), "{}", ran.err);
}

#[test]
fn a_missing_file_a_folder_and_an_empty_file() {
    let ran = gapcheck(&["resident-tax", "no-such-file.xml"]);
    assert!(
        ran.code == 2 && ran.err.contains("no-such-file.xml") && ran.err.contains("ファイルがありません"),
        "{}",
        ran.err
    );
    let ran = gapcheck(&["resident-tax", "specs"]);
    assert!(ran.code == 2 && ran.err.contains("フォルダ"), "{}", ran.err);
    says(b"", &["ファイルが空です", "the file is empty"]);
}

#[test]
fn documents_that_are_not_well_formed() {
    let head = "<current xmlns=\"urn:gapcheck:current:1\" role=\"present\" system=\"resident-tax\">";
    says(format!("{head}\n <layout>").as_bytes(), &["c.xml:2:2", "閉じられていません", "is not closed"]);
    says(format!("{head}</current>\n<current/>").as_bytes(), &["c.xml:2:1", "最上位の要素が二つ"]);
    says(format!("<!DOCTYPE current [<!ENTITY a \"b\">]>{head}&a;</current>").as_bytes(), &["c.xml:1:1", "DTD"]);
    says(format!("{head}\n<layout>&bomb;</layout></current>").as_bytes(), &["c.xml:2:9", "bomb"]);
    let deep = format!("{head}{}{}</current>", "<layout>".repeat(100_000), "</layout>".repeat(100_000));
    says(deep.as_bytes(), &["入れ子", "64 nested"]);
}

#[test]
fn a_huge_attribute_is_refused_without_reading_it_all() {
    let mut bytes = current("").into_bytes();
    bytes.truncate(bytes.len() - "></current>".len());
    bytes.extend_from_slice(b" product=\"");
    bytes.resize(bytes.len() + 200 * 1024 * 1024, b'x');
    bytes.extend_from_slice(b"\"></current>");
    let (_folder, path) = file("c.xml", &bytes);
    let ran = gapcheck(&["resident-tax", &path]);
    assert!(ran.code == 2 && ran.err.contains("64 MiB"), "{}", ran.err);
    let long = current("").replace(" role=", &format!(" product=\"{}\" role=", "x".repeat(100_000)));
    says(long.as_bytes(), &["65536", "上限"]);
}

#[test]
fn wrong_names_are_told_with_what_is_allowed() {
    says(b"<tables/>", &["<current xmlns=", "tables"]);
    says(
        b"<current xmlns=\"urn:other\" role=\"present\" system=\"resident-tax\"/>",
        &["urn:other", "urn:gapcheck:current:1"],
    );
    says(current("<layout><tabel name=\"A\"/></layout>").as_bytes(), &["<tabel>", "<table> <view> <codes>"]);
    says(
        current("<layout compleet=\"true\"/>").as_bytes(),
        &["compleet", "complete の書き誤り", "did you mean complete"],
    );
    says(current("<layout complete=\"yes\"/>").as_bytes(), &["complete=\"yes\"", "true か false"]);
    says(
        current("<layout><table name=\"A\"><column name=\"B\" type=\"text\"/></table></layout>").as_bytes(),
        &["char、nchar、number"],
    );
    says(
        current("<layout><table name=\"A\"><column name=\"B\" length=\"-1\"/></table></layout>").as_bytes(),
        &["0 以上の整数"],
    );
    says(current("<layout><table/></layout>").as_bytes(), &["<table> に name がありません"]);
    says(
        current("<layout/>").replace("role=\"present\"", "role=\"present\" as-of=\"2026-02-30\"").as_bytes(),
        &["2026-02-30"],
    );
}

#[test]
fn what_could_be_read_is_still_checked() {
    let text = current(
        "<layout encoding=\"CP932\" unit=\"byte\"><table name=\"A\"><column name=\"B\" length=\"x\"/><column name=\"C\"/></table>\
         <table name=\"a\"/></layout>",
    );
    let (_folder, path) = file("c.xml", text.as_bytes());
    let ran = gapcheck(&["resident-tax", &path, "--format", "json"]);
    assert_eq!(ran.code, 2);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("a report");
    let skipped = report["systems"][0]["inputs"][0]["skipped"].as_array().expect("skipped").len();
    assert_eq!(skipped, 2, "{}", ran.out);
}

#[test]
fn names_that_stand_twice() {
    let table = "<table name=\"KOJIN\"><column name=\"A\"/><column name=\"a\"/></table>";
    says(current(&format!("<layout>{table}</layout>")).as_bytes(), &["項目「a」が二度"]);
    says(
        current(&format!("<layout>{table}\n<table name=\"kojin\"/></layout>")).as_bytes(),
        &["表「kojin」が二度", "c.xml:1"],
    );
    let codes = "<codes id=\"X\"><code value=\"1\" label=\"男\"/><code value=\"1\" label=\"女\"/></codes>";
    says(current(&format!("<layout>{codes}</layout>")).as_bytes(), &["コード値「1」が二度"]);
}

#[test]
fn a_file_for_another_system() {
    let text = current("").replace("resident-tax", "child-allowance");
    says(text.as_bytes(), &["child-allowance", "gapcheck child-allowance"]);
}

#[test]
fn encodings() {
    says(b"<?xml version=\"1.0\" encoding=\"EBCDIC-X\"?><current/>", &["EBCDIC-X", "CP932"]);
    let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode("<current 名=''/>");
    says(&sjis, &["UTF-8 にないバイト", "byte offset 9"]);
    let text =
        format!("<?xml version=\"1.0\" encoding=\"CP932\"?>{}", current("<layout><table name=\"個人\"/></layout>"));
    let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode(&text);
    let (_folder, path) = file("c.xml", &sjis);
    assert_eq!(gapcheck(&["resident-tax", &path]).code, 0);
}

#[test]
fn configurations_and_editions_that_fail_their_schema() {
    let (folder, _) = file("gapcheck.toml", "[municipality]\nname = \"見本市\"\ncolour = 1\n".as_bytes());
    let ran = gapcheck_in(folder.path(), &["resident-tax", "c.xml"]);
    assert!(ran.code == 2 && ran.err.contains("gapcheck.toml:3:1") && ran.err.contains("colour"), "{}", ran.err);
    let (folder, path) = file("e.json", include_bytes!("../rules/edition/resident-tax.json"));
    assert_eq!(gapcheck(&["spec", "check", &path]).code, 0);
    let broken = std::fs::read_to_string(&path).expect("read").replacen("\"type\": \"X\"", "\"type\": \"Z\"", 1);
    std::fs::write(&path, broken).expect("written");
    let ran = gapcheck(&["spec", "check", &path]);
    assert!(ran.code == 2 && ran.err.contains("e.json:") && ran.err.contains("\"Z\""), "{}", ran.err);
    let (_other, current) = file("c.xml", current("").as_bytes());
    let specs = folder.path().display().to_string();
    let ran = gapcheck(&["resident-tax", &current, "--specs", &specs]);
    assert!(ran.code == 2 && ran.err.contains("e.json:"), "{}", ran.err);
}

#[test]
fn usage_errors_speak_both_languages() {
    for (args, ja, en) in [
        (&["check", "--fooo"][..], "--fooo はありません", "no option --fooo"),
        (&["check", "resident-tax"][..], "引数が足りません", "missing"),
        (&["check", "resident-tax", "c.xml", "--fail-on", "x"][..], "使える値: error", "allowed: error"),
        (&["spec"][..], "コマンドが足りません", "a command is missing"),
        (&["explain", "GAP9999"][..], "GAP9999", "GAP9999"),
    ] {
        let ran = gapcheck(args);
        assert!(ran.code == 2 && ran.err.contains(ja), "{args:?}: {}", ran.err);
        let with_lang: Vec<&str> = args.iter().copied().chain(["--lang", "en"]).collect();
        let ran = gapcheck(&with_lang);
        assert!(ran.code == 2 && ran.err.contains(en), "{args:?}: {}", ran.err);
        assert!(ran.err.is_ascii(), "{}", ran.err);
    }
}

#[test]
fn nothing_is_half_written() {
    let (folder, path) = file("c.xml", current("").as_bytes());
    let target = folder.path().join("missing").join("r.json").display().to_string();
    let ran = gapcheck(&["resident-tax", &path, "--output", &target, "--quiet"]);
    assert!(ran.code == 3 && ran.err.contains("書けません"), "{} {}", ran.code, ran.err);
    let ran = gapcheck(&["resident-tax", &path, "--output", "r.doc"]);
    assert!(ran.code == 2 && ran.err.contains(".json"), "{}", ran.err);
}

#[test]
fn a_record_that_does_not_add_up_is_told_and_the_rest_is_checked() {
    let folder = tempfile::tempdir().expect("a folder");
    let text = std::fs::read_to_string("samples/electoral-roll/current.xml").expect("read");
    let broken = text.replacen("offset=\"260\"", "offset=\"259\"", 1).replacen(
        "redefines=\"SM-HYOJI-IKI\"",
        "redefines=\"SM-HYOZI-IKI\"",
        1,
    );
    assert_ne!(broken, text);
    std::fs::write(folder.path().join("current.xml"), broken).expect("written");
    let ran = gapcheck_in(folder.path(), &["electoral-roll", "current.xml"]);
    assert_eq!(ran.code, 2, "{}", ran.err);
    for told in ["SM-SHIEN-KBN: 位置 259 から始まりますが", "近い名前: SM-HYOJI-IKI"] {
        assert!(ran.err.contains(told), "{}", ran.err);
    }
    assert!(ran.out.contains("要約"), "{}", ran.out);
}
