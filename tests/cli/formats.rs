//! All formats carry the same findings, and nothing in an input breaks out of its place.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::process::*;

const SAMPLE: &str = "samples/resident-tax/current.xml";

fn out(format: &str) -> String {
    gapcheck(&["resident-tax", SAMPLE, "--format", format, "--all-findings"]).out
}

fn fingerprints(values: impl Iterator<Item = Value>) -> BTreeSet<String> {
    values.filter_map(|v| v.as_str().map(str::to_string)).collect()
}

#[test]
fn all_formats_carry_the_same_findings() {
    let json: Value = serde_json::from_str(&out("json")).expect("JSON");
    let findings = json["findings"].as_array().expect("a list");
    let wanted = fingerprints(findings.iter().map(|f| f["fingerprint"].clone()));
    assert!(wanted.len() > 20);
    let lines = out("jsonl");
    let lines: Vec<Value> = lines.lines().map(|l| serde_json::from_str(l).expect("a line")).collect();
    let jsonl =
        fingerprints(lines.iter().filter(|l| l["kind"] == "finding").map(|l| l["value"]["fingerprint"].clone()));
    let sarif: Value = serde_json::from_str(&out("sarif")).expect("SARIF");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    let sarif_prints = fingerprints(results.iter().map(|r| r["partialFingerprints"]["gapcheck/v1"].clone()));
    let gitlab: Value = serde_json::from_str(&out("gitlab")).expect("JSON");
    let gitlab_prints = fingerprints(gitlab.as_array().expect("a list").iter().map(|i| i["fingerprint"].clone()));
    let csv = out("csv");
    let csv_prints: BTreeSet<String> =
        csv.split([',', '\r', '\n']).filter(|c| c.starts_with("g1-")).map(str::to_string).collect();
    for (name, prints) in [("jsonl", jsonl), ("sarif", sarif_prints), ("gitlab", gitlab_prints), ("csv", csv_prints)] {
        assert_eq!(prints, wanted, "{name}");
    }
    assert_eq!(out("github").lines().count(), wanted.len());
    let text = out("text");
    let shown = findings.iter().filter(|f| f["causes"].as_array().is_some_and(Vec::is_empty)).count();
    let heads = text.lines().filter(|l| ["  エラー ", "  警告 ", "  情報 "].iter().any(|p| l.starts_with(p))).count();
    // informations of one rule stand under one head, a line each
    let told_together = text.lines().filter(|l| l.starts_with("  情報 ") && l.ends_with(" 件")).count();
    let lines = text.lines().filter(|l| l.starts_with("    - ")).count();
    assert!(told_together > 0, "nothing is gathered");
    assert_eq!(heads - told_together + lines, shown);
}

#[test]
fn sarif_levels_and_places_are_those_of_the_findings() {
    let sarif: Value = serde_json::from_str(&out("sarif")).expect("SARIF");
    let run = &sarif["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    for result in run["results"].as_array().expect("results") {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        if let Some(region) = result["locations"][0]["physicalLocation"].get("region") {
            assert!(region["startLine"].as_u64() >= Some(1) && region["startColumn"].as_u64() >= Some(1));
        }
    }
}

#[test]
fn what_tries_to_break_out_stays_text() {
    let evil = "&lt;script&gt;alert(1)&lt;/script&gt;|=cmd|' /C calc'!A0,\u{202E}x";
    let long = "あ".repeat(10_000);
    let text = format!(
        "<current xmlns=\"urn:gapcheck:current:1\" role=\"present\" system=\"resident-tax\"><layout complete=\"true\"><table name=\"=T\" label=\"課税対象者\">\
         <column name=\"@A\" label=\"{evil}\"/><column name=\"B\" label=\"{long}\"/></table></layout></current>"
    );
    let (_folder, path) = file("=evil.xml", text.as_bytes());
    let run = |format: &str| {
        let ran = gapcheck(&["resident-tax", &path, "--format", format, "--all-findings"]);
        assert!(ran.code <= 1, "{format}: {}", ran.err);
        ran.out
    };
    for format in ["text", "markdown", "github", "junit", "csv"] {
        let out = run(format);
        assert!(!out.contains('\u{202E}'), "{format}: a reading direction was turned");
    }
    assert!(!run("markdown").contains("<script"), "markdown");
    assert!(!run("junit").contains("<script"), "junit");
    let csv = run("csv");
    for cell in csv.split("\r\n").flat_map(|l| l.split(',')) {
        assert!(!cell.trim_start_matches('"').starts_with(['=', '+', '@']), "a formula: {cell}");
    }
    for line in run("github").lines() {
        assert!(line.starts_with("::"), "an annotation broke out: {line}");
    }
}

#[test]
fn outputs_are_chosen_by_their_ending() {
    let folder = tempfile::tempdir().expect("a folder");
    let names = ["r.txt", "r.json", "r.jsonl", "r.sarif", "r.xml", "r.md", "r.csv", "gl-code-quality-report.json"];
    let paths: Vec<String> = names.iter().map(|n| folder.path().join(n).display().to_string()).collect();
    let mut args = vec!["resident-tax", SAMPLE, "--quiet"];
    paths.iter().for_each(|p| args.extend(["--output", p.as_str()]));
    assert_eq!(gapcheck(&args).code, 1);
    for path in &paths {
        assert!(std::fs::metadata(path).is_ok_and(|m| m.len() > 100), "{path}");
    }
    assert!(std::fs::read_to_string(&paths[7]).expect("read").trim_start().starts_with('['));
}
