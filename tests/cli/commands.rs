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
