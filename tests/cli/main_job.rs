//! `gapcheck resident-tax current.xml`, end to end.

use std::process::Stdio;

use crate::process::*;

const SAMPLE: &str = "samples/resident-tax/current.xml";

#[test]
fn the_sample_gives_a_report_and_exit_code_1_by_every_name() {
    let first = gapcheck(&["resident-tax", SAMPLE]);
    assert_eq!(first.code, 1, "{}", first.err);
    for name in ["個人住民税", "juminzei", "010"] {
        let ran = gapcheck(&[name, SAMPLE]);
        assert_eq!((ran.code, &ran.out), (1, &first.out), "{name}");
    }
    assert_eq!(gapcheck(&["check", "resident-tax", SAMPLE]).out, first.out);
}

#[test]
fn summary_and_first_steps_come_before_findings() {
    let out = gapcheck(&["resident-tax", SAMPLE]).out;
    let at = |word: &str| out.find(word).unwrap_or_else(|| panic!("{word} is not in\n{out}"));
    assert!(at("要約") < at("まず行うこと") && at("まず行うこと") < at("■ "));
    for word in
        ["該当箇所: ", "標準: ", "対応方針: ", "根拠: ", "参考版は公開資料から", "適合確認ではありません", "判定済 "]
    {
        at(word);
    }
    let english = gapcheck(&["resident-tax", SAMPLE, "--lang", "en"]).out;
    for word in ["Summary", "What to do first", "where: ", "what to do: ", "no confirmation of conformity"] {
        assert!(english.contains(word), "{word}");
    }
}

#[test]
fn json_validates_and_its_counts_equal_its_lists() {
    let ran = gapcheck(&["resident-tax", SAMPLE, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let schema: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string("specs/schema/report.schema.json").expect("schema"))
            .expect("JSON");
    let errors: Vec<String> =
        jsonschema::validator_for(&schema).expect("a schema").iter_errors(&report).map(|e| e.to_string()).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let findings = report["findings"].as_array().expect("a list");
    for level in ["error", "warning", "info"] {
        let listed = findings.iter().filter(|f| f["severity"] == level).count() as u64;
        assert_eq!(report["systems"][0]["summary"]["findings"][level], listed, "{level}");
    }
    for rule in report["systems"][0]["rules"].as_array().expect("rules") {
        let listed = findings.iter().filter(|f| f["rule"] == rule["id"]).count() as u64;
        assert_eq!(rule["count"].as_u64().unwrap_or(0), listed, "{}", rule["id"]);
    }
    let items = &report["systems"][0]["summary"]["items"];
    let sum: u64 = ["conform", "partial", "nonconform", "missing", "unjudged", "outOfScope", "notApplicable"]
        .iter()
        .filter_map(|n| items[n].as_u64())
        .sum();
    assert_eq!(items["standard"], sum);
    let mut prints: Vec<&str> = findings.iter().filter_map(|f| f["fingerprint"].as_str()).collect();
    let all = prints.len();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), all, "fingerprints are unique");
    for cause in findings.iter().flat_map(|f| f["causes"].as_array().expect("causes")) {
        assert!(prints.binary_search(&cause.as_str().expect("text")).is_ok(), "{cause} is no finding");
    }
}

#[test]
fn two_runs_are_byte_identical() {
    for format in ["text", "json"] {
        let run = || gapcheck(&["resident-tax", SAMPLE, "--format", format]).out;
        assert_eq!(run(), run());
    }
}

#[test]
fn a_template_conforms_in_both_roles() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("c.xml").display().to_string();
    for role in ["package", "present"] {
        assert_eq!(gapcheck(&["template", "current", "resident-tax", "--role", role, "--output", &path]).code, 0);
        let ran = gapcheck(&["resident-tax", &path, "--all-findings", "--fail-on", "info"]);
        assert_eq!(ran.code, 0, "{}", ran.out);
    }
    let printed = gapcheck(&["template", "current", "resident-tax", "--role", "present"]);
    assert_eq!(printed.out, std::fs::read_to_string(&path).expect("read"));
}

#[test]
fn exit_codes_follow_fail_on_and_min_judged() {
    let code = |extra: &[&str]| {
        let mut args = vec!["resident-tax", SAMPLE, "--quiet"];
        args.extend(extra);
        gapcheck(&args).code
    };
    assert_eq!(code(&[]), 1);
    assert_eq!(code(&["--fail-on", "never"]), 0);
    assert_eq!(code(&["--fail-on", "never", "--min-judged", "100"]), 1);
}

#[test]
fn standard_input_and_several_outputs() {
    let folder = tempfile::tempdir().expect("a folder");
    let json = folder.path().join("r.json").display().to_string();
    let text = folder.path().join("r.txt").display().to_string();
    let input = std::fs::read(SAMPLE).expect("the sample");
    let mapping = "samples/resident-tax/mapping.toml";
    let ran = gapcheck_with_input(
        &["resident-tax", "-", "--mapping", mapping, "--output", &json, "--output", &text, "--quiet"],
        &input,
    );
    assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{}", ran.err);
    assert!(std::fs::read_to_string(&json).expect("written").contains("gapcheck.report/1"));
    assert!(std::fs::read_to_string(&text).expect("written").contains("要約"));
}

#[test]
fn a_closed_pipe_is_silent() {
    let mut child = command(&["resident-tax", SAMPLE, "--all-findings"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    drop(child.stdout.take());
    let out = child.wait_with_output().expect("ends");
    assert_eq!(out.status.code(), Some(1));
    assert!(out.stderr.is_empty(), "{}", String::from_utf8_lossy(&out.stderr));
}

#[test]
fn a_terminal_gets_snippets_in_japanese() {
    let ran = gapcheck(&["resident-tax", SAMPLE, "--color", "always"]);
    assert!(ran.out.contains('\u{1B}') && ran.out.contains('╭'), "{}", ran.out);
    assert!(!ran.out.contains("help:"), "miette's English label shows");
}

/// While most tables have no counterpart, what is missing may only be unmatched: the report says so before anything else.
#[test]
fn a_report_with_little_mapping_opens_with_the_state_of_matching() {
    let folder = tempfile::tempdir().expect("a folder");
    let empty = folder.path().join("empty.toml");
    std::fs::write(&empty, "system = \"resident-tax\"\n").expect("written");
    let sample = "samples/resident-tax/current.xml";
    for (lang, state, summary) in [("ja", "対応付けの状態", "要約"), ("en", "State of matching", "Summary")] {
        let mapped = gapcheck(&["resident-tax", sample, "--lang", lang]);
        assert!(!mapped.out.contains(state), "{}", mapped.out);
        let bare = gapcheck(&["resident-tax", sample, "--mapping", &empty.display().to_string(), "--lang", lang]).out;
        let (before, after) = bare.split_once(state).expect("the state of matching");
        assert!(!before.contains(summary) && after.contains(summary), "{bare}");
        assert!(after.contains("KOJIN_KIHON（個人基本） → 課税対象者"), "{after}");
        let first = after.split("■ ").nth(1).expect("a section");
        assert!(first.contains("GAP0408"), "candidates come before gaps: {first}");
    }
}

/// What to do about a divided column depends on what it holds.
#[test]
fn a_divided_column_is_answered_by_what_it_holds() {
    let ran = gapcheck(&["resident-tax", SAMPLE, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let findings = report["findings"].as_array().expect("a list");
    let help = |column: &str| {
        let of = |f: &&serde_json::Value| f["rule"] == "GAP0105" && f["fields"]["current"]["column"] == column;
        let help = findings.iter().find(of).unwrap_or_else(|| panic!("{column}"))["help"].as_str().expect("a text");
        help.to_string()
    };
    assert!(help("JUSHO").contains("区切り"), "{}", help("JUSHO"));
    assert!(help("KAFU_KBN").contains("コードごとに"), "{}", help("KAFU_KBN"));
    assert!(help("KINTO_KEN").contains("内訳"), "{}", help("KINTO_KEN"));
}

/// The counts by class are the whole counts taken apart, and the page shows them.
#[test]
fn counts_by_class_add_up_to_the_whole() {
    let folder = tempfile::tempdir().expect("a folder");
    let page = folder.path().join("r.html").display().to_string();
    let ran =
        gapcheck(&["resident-record", "samples/resident-record/current.xml", "--format", "json", "--output", &page]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let summary = &report["systems"][0]["summary"];
    let classes = summary["classes"].as_array().expect("a list");
    for kind in ["items", "forms", "functions"] {
        for count in ["standard", "conform", "partial", "nonconform", "missing", "unjudged", "notApplicable"] {
            let of_kind = classes.iter().filter(|c| c["kind"] == kind);
            let sum: u64 = of_kind.map(|c| c["tally"][count].as_u64().expect("a number")).sum();
            assert_eq!(summary[kind][count].as_u64(), Some(sum), "{kind} {count}");
        }
        assert!(classes.iter().filter(|c| c["kind"] == kind).count() > 1, "{kind} has one class only: {classes:?}");
    }
    let page = std::fs::read_to_string(page).expect("read");
    assert!(page.contains("区分ごと") && page.contains("実装必須") && page.contains("条件付き必須"));
}
