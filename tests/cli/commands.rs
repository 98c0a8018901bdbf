//! The other commands.

use crate::process::*;

#[test]
fn help_and_version() {
    for (args, word) in [
        (&["--help"][..], "使い方"),
        (&["--help", "--lang", "en"][..], "Usage"),
        (&["check", "--help"][..], "--fail-on"),
        (&["--version"][..], env!("CARGO_PKG_VERSION")),
    ] {
        let ran = gapcheck(args);
        assert!(ran.code == 0 && ran.out.contains(word), "{args:?}: {}{}", ran.out, ran.err);
    }
    let help = gapcheck(&["check", "--help"]).out;
    for english in ["Options:", "Arguments:", "[default", "[possible", "Print help"] {
        assert!(!help.contains(english), "{english} in\n{help}");
    }
}

#[test]
fn spec_list_shows_all_twenty_and_which_one_is_used() {
    let ran = gapcheck(&["spec", "list"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(
        ran.out.lines().filter(|l| l.starts_with("* ")).count(),
        23,
        "twenty systems, two shared ones and the legend\n{}",
        ran.out
    );
    let json: serde_json::Value =
        serde_json::from_str(&gapcheck(&["spec", "list", "--format", "json"]).out).expect("JSON");
    assert_eq!(json.as_array().expect("a list").len(), 22);
}

#[test]
fn spec_show_finds_items_groups_forms_and_says_what_they_rest_on() {
    let ran = gapcheck(&["spec", "show", "resident-tax"]);
    assert!(ran.code == 0 && ran.out.contains("R010-G01"), "{}", ran.out);
    let ran = gapcheck(&["spec", "show", "resident-tax", "R010-0001"]);
    assert!(ran.code == 0 && ran.out.contains("宛名番号") && ran.out.contains("共通項目からの類推"), "{}", ran.out);
    let ran = gapcheck(&["spec", "show", "resident-tax", "宛名番合"]);
    assert!(ran.code == 2 && ran.err.contains("近い名前"), "{}", ran.err);
}

#[test]
fn explain_and_rules_come_from_the_rule_files() {
    let ran = gapcheck(&["explain", "gap0202"]);
    assert!(ran.code == 0 && ran.out.contains("## 何を調べるか"), "{}", ran.out);
    let ran = gapcheck(&["explain", "length-overflow", "--lang", "en"]);
    assert!(ran.code == 0 && ran.out.contains("## What it checks") && !ran.out.contains("## 例"), "{}", ran.out);
    let json: serde_json::Value = serde_json::from_str(&gapcheck(&["rules", "--format", "json"]).out).expect("JSON");
    let rules = gapcheck(&["rules"]).out;
    assert_eq!(json.as_array().expect("a list").len(), rules.lines().count());
}

#[test]
fn templates_for_people_who_know_functions_and_forms() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name).display().to_string();
    for (what, word) in [("mapping", "[[table]]"), ("functions", "実装区分"), ("forms", "標準の帳票")] {
        let ran = gapcheck(&["template", what, "resident-tax"]);
        assert!(ran.code == 0 && ran.out.contains(word), "{what}: {}", ran.err);
    }
    assert_eq!(gapcheck(&["template", "export", "child-allowance", "--output", &at("export")]).code, 0);
    let files = std::fs::read_dir(folder.path().join("export")).expect("written").count();
    assert_eq!(files, 25, "one file per group");
    let again = gapcheck(&["template", "export", "child-allowance", "--output", &at("export")]);
    assert!(again.code == 2 && again.err.contains("何も書きませんでした"), "{}", again.err);
    // an empty mapping is a valid one
    std::fs::write(at("m.toml"), gapcheck(&["template", "mapping", "resident-tax"]).out).expect("written");
    assert_eq!(
        gapcheck(&[
            "resident-tax",
            "samples/resident-tax/current.xml",
            "--mapping",
            &at("m.toml"),
            "--quiet",
            "--fail-on",
            "never"
        ])
        .code,
        0
    );
}

#[test]
fn search_goes_through_all_systems() {
    let ran = gapcheck(&["spec", "search", "不詳", "生年月日"]);
    assert!(ran.code == 0 && ran.out.contains("resident-record ") && ran.out.contains("resident-tax "), "{}", ran.out);
    assert_eq!(gapcheck(&["spec", "search", "存在しない語句"]).code, 2);
}

#[test]
fn a_column_list_is_checked_directly_and_imported() {
    let list =
        "テーブル,項目,論理名,型,桁数,必須,キー\nR010-G01,R010-0001,宛名番号,文字,15,○,○\nR010-G01,X1,謎,変な型,十,,\n";
    let (folder, path) = file("list.csv", list.as_bytes());
    let ran = gapcheck(&["resident-tax", &path]);
    assert!(
        ran.code == 0 && ran.out.contains("項目一覧として読みました") && ran.err.contains("桁数「十」"),
        "{}{}",
        ran.out,
        ran.err
    );
    let xml = folder.path().join("c.xml").display().to_string();
    let ran = gapcheck(&["import", &path, "--system", "010", "--encoding", "CP932", "--output", &xml]);
    // a word that is not understood is told and leaves its facet unknown; it is no unreadable input
    assert!(ran.code == 0 && ran.err.contains("桁数「十」") && ran.err.contains("型「変な型」"), "{}", ran.err);
    let text = std::fs::read_to_string(&xml).expect("written");
    assert!(text.contains("guess=\"type\"") && text.contains("label=\"宛名番号\""), "{text}");
    assert_eq!(gapcheck(&["resident-tax", &xml, "--quiet"]).code, 0);
    let (_other, bad) = file("bad.csv", b"a,b\n1,2\n");
    let ran = gapcheck(&["resident-tax", &bad]);
    assert!(ran.code == 2 && ran.err.contains("見出し"), "{}", ran.err);
}

#[test]
fn spec_check_names_documents_that_disagree() {
    let ran = gapcheck(&["spec", "check", "specs/common-functions/2026-11-20-reference.json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let told = "資料の食い違い: 住登外者宛名基本情報.住所_町字 の桁数は 18、デジタル庁 別紙7-2 住登外者宛名番号付番API では 120";
    assert!(ran.out.contains(told), "{}", ran.out);
    let silent = gapcheck(&["spec", "check", "specs/seal-registration/2026-11-20-reference.json"]).out;
    assert!(!silent.contains("食い違い"), "{silent}");
}
