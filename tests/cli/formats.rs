//! All formats carry the same findings, and nothing in an input breaks out of its place.

use std::collections::BTreeSet;

use gapcheck::finding::Severity;
use gapcheck::report::format::{Format, Writing};
use gapcheck::report::model::Report;
use gapcheck::report::text::Detail;
use serde_json::Value;

use crate::process::*;

const SAMPLE: &str = "samples/resident-tax/current.xml";
const CITY: &[&str] = &["check", "--all", "--config", "samples/city/gapcheck.toml"];

fn out(format: &str) -> String {
    gapcheck(&["resident-tax", SAMPLE, "--format", format, "--all-findings"]).out
}

fn strings<'v>(values: impl Iterator<Item = &'v Value>) -> Vec<String> {
    values.filter_map(|v| v.as_str().map(str::to_string)).collect()
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_else(|e| panic!("{e}: {}", &text[..text.len().min(200)]))
}

/// Fingerprints in the order of the file, of the formats that name them.
fn named(format: &str, text: &str) -> Vec<String> {
    match format {
        "json" => strings(json(text)["findings"].as_array().expect("a list").iter().map(|f| &f["fingerprint"])),
        "jsonl" => {
            let lines: Vec<Value> = text.lines().map(json).collect();
            strings(lines.iter().filter(|l| l["kind"] == "finding").map(|l| &l["value"]["fingerprint"]))
        }
        "sarif" => {
            let log = json(text);
            let results = log["runs"][0]["results"].as_array().expect("results").iter();
            strings(results.map(|r| &r["partialFingerprints"]["gapcheck/v1"]))
        }
        "gitlab" => strings(json(text).as_array().expect("a list").iter().map(|i| &i["fingerprint"])),
        "csv" => {
            let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
            let at = reader.headers().expect("headings").iter().position(|h| h == "指摘キー").expect("a column");
            reader.records().map(|r| r.expect("a row")[at].to_string()).collect()
        }
        "junit" => {
            let lines = text.lines().filter_map(|l| l.rsplit_once(" [g1-"));
            lines.map(|(_, rest)| format!("g1-{}", rest.split(']').next().unwrap_or_default())).collect()
        }
        "html" => super::html::carried(text).into_iter().map(|(print, ..)| print).collect(),
        other => panic!("{other} names no fingerprints"),
    }
}

/// Every finding once, in a report of one system and in that of a whole city.
#[test]
fn all_formats_carry_the_same_findings() {
    for args in [&["resident-tax", SAMPLE][..], CITY] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |format: &str| folder.path().join(format!("r.{format}")).display().to_string();
        let endings =
            [("json", "json"), ("jsonl", "jsonl"), ("sarif", "sarif"), ("gitlab", "gitlab.json"), ("csv", "csv")];
        let endings: Vec<_> =
            endings.into_iter().chain([("junit", "xml"), ("html", "html"), ("markdown", "md")]).collect();
        let paths: Vec<String> = endings.iter().flat_map(|(_, ending)| ["--output".into(), path(ending)]).collect();
        let mut asked = [args, &["--format", "github", "--all-findings", "--fail-on", "warning"]].concat();
        asked.extend(paths.iter().map(String::as_str));
        let ran = gapcheck(&asked);
        assert_eq!(ran.code, 1, "{}", ran.err);
        let out = |format: &str| {
            let ending = endings.iter().find(|(name, _)| *name == format).expect("a format").1;
            std::fs::read_to_string(path(ending)).expect(format)
        };
        let report = json(&out("json"));
        let findings = report["findings"].as_array().expect("a list");
        let wanted: BTreeSet<String> = strings(findings.iter().map(|f| &f["fingerprint"])).into_iter().collect();
        assert!(wanted.len() > 20 && wanted.len() == findings.len());
        for format in ["jsonl", "sarif", "gitlab", "csv", "junit", "html"] {
            let found = named(format, &out(format));
            assert_eq!(found.len(), wanted.len(), "{format}: a finding stands twice or is missing");
            assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), wanted, "{format}");
        }
        // those that name no fingerprint: as many lines as findings, each with its rule
        let mut rules = strings(findings.iter().map(|f| &f["rule"]));
        rules.sort();
        let rule = |l: &str| l.find("GAP").and_then(|at| l.get(at..at + 7)).unwrap_or_default().to_string();
        let mut annotations: Vec<String> = ran.out.lines().map(rule).collect();
        annotations.sort();
        assert_eq!(annotations, rules, "github");
        let levels = ["| エラー", "| 警告", "| 情報"];
        let markdown = out("markdown");
        let rows = markdown.lines().filter(|l| levels.iter().any(|level| l.starts_with(level)));
        let mut rows: Vec<String> = rows.map(rule).collect();
        rows.sort();
        assert_eq!(rows, rules, "markdown");
    }
}

#[test]
fn plain_text_shows_what_leads() {
    let report = json(&out("json"));
    let findings = report["findings"].as_array().expect("a list");
    let text = out("text");
    let shown = findings.iter().filter(|f| f["causes"].as_array().is_some_and(Vec::is_empty)).count();
    let heads = text.lines().filter(|l| ["  エラー ", "  警告 ", "  情報 "].iter().any(|p| l.starts_with(p))).count();
    // informations of one rule stand under one head, a line each
    let told_together = text.lines().filter(|l| l.starts_with("  情報 ") && l.ends_with(" 件")).count();
    let lines = text.lines().filter(|l| l.starts_with("    - ")).count();
    assert!(told_together > 0, "nothing is gathered");
    assert_eq!(heads - told_together + lines, shown);
}

/// By the schema of the OASIS committee, in both languages, for one system and for a city, with a skipped part too.
#[test]
fn sarif_is_valid_by_the_official_schema() {
    let mut schema = json(&std::fs::read_to_string("tests/schemas/sarif-2.1.0.json").expect("the schema"));
    // its pattern of languages has a bracket too many, which strict readers of patterns refuse
    for holder in ["run", "toolComponent"] {
        let language = &mut schema["definitions"][holder]["properties"]["language"]["pattern"];
        assert_eq!(*language, "^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$");
        *language = "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$".into();
    }
    let validator = jsonschema::validator_for(&schema).expect("a schema");
    let mut half = std::fs::read_to_string(SAMPLE).expect("read");
    half = half.replacen("length=\"", "length=\"x", 1);
    let (_folder, half) = file("half.xml", half.as_bytes());
    let runs = [
        (vec!["resident-tax", SAMPLE], 1),
        (vec!["resident-tax", SAMPLE, "--lang", "en"], 1),
        (vec!["resident-tax", half.as_str()], 2),
        (CITY.to_vec(), 1),
    ];
    for (mut args, code) in runs {
        args.extend(["--format", "sarif"]);
        let ran = gapcheck(&args);
        assert_eq!(ran.code, code, "{args:?} {}", ran.err);
        let log = json(&ran.out);
        let faults: Vec<String> =
            validator.iter_errors(&log).take(3).map(|e| format!("{}: {e}", e.instance_path())).collect();
        assert!(faults.is_empty(), "{args:?} {faults:?}");
        let notes = log["runs"][0]["invocations"][0]["toolExecutionNotifications"].as_array().map_or(0, Vec::len);
        assert_eq!(notes > 0, code == 2, "what could not be read is told");
    }
    let mut broken = json(&out("sarif"));
    broken["runs"][0]["results"][0]["level"] = "grave".into();
    assert!(!validator.is_valid(&broken), "the schema sees a level that SARIF does not know");
}

#[test]
fn junit_is_valid_by_its_schema() {
    let there = std::process::Command::new("xmllint").arg("--version").output().is_ok();
    if !there {
        println!("xmllint is not to be had here: JUnit was not held against its schema");
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    for (name, args) in [("one", &["resident-tax", SAMPLE][..]), ("city", CITY)] {
        let path = folder.path().join(format!("{name}.xml")).display().to_string();
        gapcheck(&[args, &["--quiet", "--output", &path]].concat());
        let lint = |path: &str| {
            let lint = std::process::Command::new("xmllint")
                .args(["--noout", "--nonet", "--schema", "tests/schemas/junit.xsd", path])
                .output()
                .expect("runs");
            (lint.status.success(), String::from_utf8_lossy(&lint.stderr).into_owned())
        };
        let (valid, told) = lint(&path);
        assert!(valid, "{told}");
        let broken = std::fs::read_to_string(&path).expect("read").replacen(" tests=", " proofs=", 1);
        std::fs::write(&path, broken).expect("written");
        assert!(!lint(&path).0, "the schema sees a missing count");
    }
}

#[test]
fn sarif_levels_and_places_are_those_of_the_findings() {
    let sarif: Value = serde_json::from_str(&out("sarif")).expect("SARIF");
    let run = &sarif["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    for result in run["results"].as_array().expect("results") {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("an index") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        assert!(place["artifactLocation"]["uri"].as_str().is_some_and(|u| u.starts_with("samples/")), "{place}");
        assert!(place["region"]["startLine"].as_u64() >= Some(1), "{place}");
        assert!(place["region"].get("startColumn").is_none_or(|c| c.as_u64() >= Some(1)), "{place}");
        assert!(rule["help"]["markdown"].as_str().is_some_and(|h| h.contains("## 何を調べるか")), "{rule}");
    }
}

/// A level that the configuration changes is the level that SARIF says, of the result and of its rule.
#[test]
fn sarif_levels_follow_the_configuration() {
    let levels = |config: &str, rule: &str| -> BTreeSet<(String, String)> {
        let (_folder, path) = file("gapcheck.toml", config.as_bytes());
        let log = json(&gapcheck(&["resident-tax", SAMPLE, "--format", "sarif", "--config", &path]).out);
        let run = &log["runs"][0];
        let results = run["results"].as_array().expect("results").iter().filter(|r| r["ruleId"] == rule);
        let pair = |r: &Value| {
            let rule = &run["tool"]["driver"]["rules"][r["ruleIndex"].as_u64().expect("an index") as usize];
            let level = |v: &Value| v.as_str().expect("a level").to_string();
            (level(&r["level"]), level(&rule["defaultConfiguration"]["level"]))
        };
        results.map(pair).collect()
    };
    let report = json(&out("json"));
    let found = report["findings"].as_array().expect("a list").iter().find(|f| f["severity"] == "error");
    let rule = found.expect("an error")["rule"].as_str().expect("a rule").to_string();
    let set = |level: &str| format!("[rules]\n{rule} = {{ level = \"{level}\", reason = \"移行後に見直す\" }}\n");
    assert!(levels("", &rule).contains(&("error".into(), "error".into())), "{rule}");
    assert_eq!(levels(&set("info"), &rule), BTreeSet::from([("note".into(), "note".into())]), "{rule}");
    assert_eq!(levels(&set("off"), &rule), BTreeSet::new(), "{rule}");
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

/// Text that tries to be markup, a formula, a command or another reading direction, in every field, in every format.
#[test]
fn what_a_report_holds_stays_text_in_every_format() {
    let evil = "</script><script>alert(1)</script>\"'|=cmd|' /C calc'!A0\n::error::x\r]]>{{7*7}}\u{202E}\u{1}\u{FFFE}";
    let formula = "=cmd|' /C calc'!A0";
    let long = "あ".repeat(10_000);
    let mut report: Report = serde_json::from_str(&out("json")).expect("a report");
    report.systems[0].name = evil.into();
    report.systems[0].inputs[0].path = evil.into();
    for finding in &mut report.findings {
        (finding.message, finding.help, finding.title) = (evil.into(), long.clone(), evil.into());
        (finding.standard, finding.lost) = (Some(formula.into()), Some(evil.into()));
        finding.subject_parts.name = formula.into();
        finding.fields = serde_json::json!({ "current": { "table": evil, "column": evil }, "form": evil });
        finding.places.iter_mut().for_each(|p| (p.file, p.table) = (Some(evil.into()), Some(evil.into())));
    }
    let (rules, n) = (report.findings.iter().map(|f| f.rule.clone()).collect::<Vec<_>>(), report.findings.len());
    let how = Writing {
        detail: Detail { all_findings: true, ..Detail::default() },
        failing: Some(Severity::Info),
        min_judged: 0,
        explain: |_, _| None,
    };
    let written = |name: &str| {
        let bytes = Format::from_name(name).expect("a format").write(&report, how).expect("written");
        String::from_utf8(bytes).expect("UTF-8")
    };
    for name in ["text", "github", "junit", "markdown", "csv", "html"] {
        let text = written(name);
        for hidden in ['\u{202E}', '\u{1}', '\u{FFFE}'] {
            let kept = hidden == '\u{FFFE}' && matches!(name, "text" | "github" | "markdown" | "csv");
            assert!(kept || !text.contains(hidden), "{name}: {hidden:?} is hidden in it");
        }
    }
    for name in ["json", "jsonl", "sarif", "gitlab", "csv", "junit", "html"] {
        assert_eq!(named(name, &written(name)).len(), n, "{name}");
    }
    assert_eq!(written("json").parse::<Value>().expect("JSON")["findings"][0]["message"], evil);
    assert_eq!(written("github").lines().count(), n);
    assert!(written("github").lines().zip(&rules).all(|(l, _)| l.starts_with("::") && l.matches("::").count() >= 2));
    assert_eq!(written("html").matches("<script").count(), 2);
    for name in ["junit", "markdown"] {
        assert!(!written(name).contains("<script"), "{name}");
    }
    let junit = written("junit");
    let mut reader = quick_xml::Reader::from_str(&junit);
    while !matches!(reader.read_event().expect("well-formed"), quick_xml::events::Event::Eof) {}
    let csv = written("csv");
    let mut cells = csv::Reader::from_reader(csv.trim_start_matches('\u{FEFF}').as_bytes());
    for row in cells.records() {
        assert!(row.expect("a row").iter().all(|c| !c.starts_with(['=', '+', '@', '\t', '\r'])), "a formula");
    }
    assert!(csv.contains(&long), "a long text is whole");
}
