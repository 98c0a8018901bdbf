//! What people decided: accepted findings, decisions, and what they look like from run to run.

use std::path::Path;

use serde_json::Value;

use crate::process::*;

/// A folder with the sample of resident-tax that a test may change.
pub fn sample() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for name in ["current.xml", "mapping.toml"] {
        std::fs::copy(Path::new("samples/resident-tax").join(name), folder.path().join(name)).expect("copied");
    }
    folder
}

pub fn run(folder: &tempfile::TempDir, args: &[&str]) -> Ran {
    gapcheck_in(folder.path(), args)
}

/// A check of the sample as JSON.
pub fn report(folder: &tempfile::TempDir, more: &[&str]) -> Value {
    let args = [&["resident-tax", "current.xml", "--format", "json"], more].concat();
    let ran = run(folder, &args);
    serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}{}", ran.out, ran.err))
}

pub fn change(folder: &tempfile::TempDir, name: &str, from: &str, to: &str) {
    let path = folder.path().join(name);
    let text = std::fs::read_to_string(&path).expect("read");
    assert!(text.contains(from), "{from} is not in {name}");
    std::fs::write(&path, text.replace(from, to)).expect("written");
}

pub fn read(folder: &tempfile::TempDir, name: &str) -> String {
    std::fs::read_to_string(folder.path().join(name)).expect("read")
}

const ACCEPT: [&str; 8] =
    ["baseline", "write", "resident-tax", "current.xml", "--baseline", "b.jsonl", "--reason", "移行後に見直す"];

#[test]
fn accepted_findings_neither_count_nor_are_told() {
    let folder = sample();
    assert_eq!(run(&folder, &["resident-tax", "current.xml"]).code, 1);
    let ran = run(&folder, &ACCEPT);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let ran = run(&folder, &["resident-tax", "current.xml", "--baseline", "b.jsonl", "--fail-on", "info"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!ran.out.contains("■ "), "{}", ran.out);
    assert!(ran.out.contains("承認済 "), "{}", ran.out);
    let report = report(&folder, &["--baseline", "b.jsonl"]);
    let findings = report["findings"].as_array().expect("a list");
    assert!(findings.iter().all(|f| f["status"] == "accepted" && f["accepted"]["reason"] == "移行後に見直す"));
    assert_eq!(report["baseline"]["accepted"], findings.len());
    let all = run(&folder, &["resident-tax", "current.xml", "--baseline", "b.jsonl", "--all-findings"]).out;
    assert!(all.contains("承認: 承認済: 移行後に見直す"), "{all}");
    for (format, told) in [("github", false), ("gitlab", false), ("sarif", true), ("csv", true), ("jsonl", true)] {
        let out = run(&folder, &["resident-tax", "current.xml", "--baseline", "b.jsonl", "--format", format]).out;
        assert_eq!(out.contains("GAP0301"), told, "{format}");
    }
}

#[test]
fn what_changed_expired_or_is_gone_is_told() {
    let folder = sample();
    let until = [&ACCEPT[..], &["--until", "2027-03-31", "--owner", "税務課"]].concat();
    assert_eq!(run(&folder, &until).code, 0);
    change(&folder, "current.xml", "label=\"資料のみ\"", "label=\"資料だけ\"");
    let changed = report(&folder, &["--baseline", "b.jsonl", "--as-of", "2027-03-31"]);
    assert_eq!(changed["baseline"]["changed"], 1, "{}", changed["baseline"]);
    let one = changed["findings"].as_array().expect("a list").iter().find(|f| f["status"] == "changed").expect("one");
    assert_eq!((one["rule"].as_str(), one["accepted"]["owner"].as_str()), (Some("GAP0301"), Some("税務課")));
    assert_eq!(run(&folder, &["resident-tax", "current.xml", "--baseline", "b.jsonl"]).code, 1);
    let late = run(&folder, &["resident-tax", "current.xml", "--baseline", "b.jsonl", "--as-of", "2027-04-01"]);
    assert!(late.out.contains("期限切れ") && late.code == 1, "{}", late.out);
    change(&folder, "current.xml", "value=\"9\"", "value=\"1\"");
    let gone = report(&folder, &["--baseline", "b.jsonl"]);
    assert!(!gone["baseline"]["unmatched"].as_array().expect("a list").is_empty());
}

#[test]
fn writing_again_keeps_reasons_and_drops_only_what_is_gone() {
    let folder = sample();
    assert_eq!(run(&folder, &ACCEPT).code, 0);
    let text = read(&folder, "b.jsonl");
    let mut lines: Vec<String> = text.lines().map(str::to_string).collect();
    assert!(lines.is_sorted(), "not sorted");
    let dropped = lines.remove(3);
    lines[0] = lines[0].replace("移行後に見直す", "課長了承");
    lines.push(r#"{"fingerprint":"g1-0","rule":"GAP0101","subject":{"kind":"item","system":"property-tax","within":"","name":"x"},"columns":[],"discriminator":"","state":"s","reason":"他業務"}"#.into());
    lines.push(r#"{"fingerprint":"g1-1","rule":"GAP0101","subject":{"kind":"item","system":"resident-tax","within":"","name":"x"},"columns":[],"discriminator":"","state":"s","reason":"消えた"}"#.into());
    std::fs::write(folder.path().join("b.jsonl"), lines.join("\n")).expect("written");
    let ran = run(&folder, &ACCEPT);
    assert!(ran.out.contains("新しく承認 1、") && ran.out.contains("削除 1"), "{}", ran.out);
    let again = read(&folder, "b.jsonl");
    assert!(again.contains("課長了承") && again.contains("他業務") && !again.contains("消えた"));
    assert!(again.contains(&dropped), "what was taken out by hand is accepted again");
    assert_eq!(run(&folder, &ACCEPT).code, 0);
    assert_eq!(read(&folder, "b.jsonl"), again, "writing twice changes nothing");
}

#[test]
fn a_missing_or_broken_baseline_is_no_question() {
    let folder = sample();
    let ran = run(&folder, &["resident-tax", "current.xml", "--baseline", "no.jsonl"]);
    assert!(ran.code == 2 && ran.out.is_empty() && ran.err.contains("no.jsonl"), "{}", ran.err);
    std::fs::write(folder.path().join("b.jsonl"), "{\"fingerprint\": 1}\n").expect("written");
    let ran = run(&folder, &["resident-tax", "current.xml", "--baseline", "b.jsonl"]);
    assert!(ran.code == 2 && ran.err.contains("b.jsonl:1:"), "{}", ran.err);
    std::fs::write(
        folder.path().join("gapcheck.toml"),
        "[systems.resident-tax]\ncurrent = [\"current.xml\"]\nbaseline = \"accepted.jsonl\"\n",
    )
    .expect("written");
    for args in [&["resident-tax", "current.xml"][..], &["check", "--all"]] {
        let ran = run(&folder, args);
        assert!(ran.code == 2 && ran.err.contains("accepted.jsonl"), "{}", ran.err);
    }
    let write = ["baseline", "write", "--all", "--baseline", "accepted.jsonl", "--reason", "r"];
    assert_eq!(run(&folder, &write).code, 0);
    assert_eq!(run(&folder, &["check", "--all"]).code, 0);
}

fn save(folder: &tempfile::TempDir, name: &str, more: &[&str]) {
    let ran = run(folder, &[&["resident-tax", "current.xml", "--quiet", "--output", name], more].concat());
    assert!(ran.code <= 1, "{}", ran.err);
}

#[test]
fn diff_tells_solved_new_and_changed_in_the_asked_language() {
    let folder = sample();
    save(&folder, "old.json", &[]);
    let same = run(&folder, &["diff", "old.json", "old.json"]);
    assert!(same.code == 0 && same.out.contains("変化なし"), "{}", same.out);
    change(&folder, "current.xml", "label=\"資料のみ\"", "label=\"資料だけ\"");
    change(&folder, "current.xml", "orientation=\"portrait\"", "orientation=\"landscape\"");
    change(&folder, "mapping.toml", "課税対象者.市区町村コード", "課税対象者.市区町村コード違い");
    save(&folder, "new.json", &["--lang", "en"]);
    let ran = run(&folder, &["diff", "old.json", "new.json", "--format", "json"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let diff: Value = serde_json::from_str(&ran.out).expect("JSON");
    let fates: Vec<&str> =
        diff["entries"].as_array().expect("a list").iter().filter_map(|e| e["fate"].as_str()).collect();
    for fate in ["new", "changed", "unchanged"] {
        assert_eq!(diff["counts"][fate], fates.iter().filter(|f| **f == fate).count(), "{fate}");
        assert!(fates.contains(&fate), "{fate}: {}", diff["counts"]);
    }
    let back = run(&folder, &["diff", "new.json", "old.json", "--format", "json"]);
    let back: Value = serde_json::from_str(&back.out).expect("JSON");
    assert_eq!(back["counts"]["solved"], diff["counts"]["new"]);
    let japanese = run(&folder, &["diff", "old.json", "new.json"]).out;
    assert!(japanese.contains("資料だけ") && japanese.contains("以前: ") && !japanese.contains("has no counterpart"));
    let english = run(&folder, &["diff", "old.json", "new.json", "--lang", "en"]).out;
    assert!(
        english.contains("before: ") && english.contains("has no counterpart") && !english.contains("対応する標準値")
    );
    let markdown = run(&folder, &["diff", "old.json", "new.json", "--format", "markdown"]).out;
    assert!(markdown.starts_with("# 二つの結果の差") && markdown.contains("| GAP0301 "), "{markdown}");
    in_files(&folder, &fates);
}

/// The same difference in several files of one run, each in the format of its ending.
fn in_files(folder: &tempfile::TempDir, fates: &[&str]) {
    let args = ["diff", "old.json", "new.json", "--output", "d.html", "--output", "d.md", "--output", "d.json"];
    let ran = run(folder, &args);
    assert!(ran.code == 1 && ran.out.is_empty() && ran.err.is_empty(), "{}{}", ran.out, ran.err);
    assert!(read(folder, "d.md").starts_with("# 二つの結果の差") && read(folder, "d.json").starts_with('{'));
    let page = read(folder, "d.html");
    let listed = page.matches("<tr><th scope=\"row\"><span class=\"lv").count();
    assert_eq!(listed, fates.iter().filter(|f| **f != "unchanged").count());
    assert!(page.contains("id=\"new\"") && page.contains("担当課別") && page.contains("規則別"));
    super::html::loads_nothing(&page);
    let diff: Value = serde_json::from_str(&read(folder, "d.json")).expect("JSON");
    let mut diff: gapcheck::report::diff::Diff = serde_json::from_value(diff).expect("a difference");
    for entry in &mut diff.entries {
        entry.message = "</td><script>alert(1)</script>\u{202E}".into();
        entry.owner = Some("\"><img src=x onerror=alert(1)>".into());
    }
    let page = gapcheck::report::diff::html(&diff).expect("a page");
    super::html::loads_nothing(&page);
    assert!(!page.contains("<script") && !page.contains("<img") && !page.contains('\u{202E}'));
}

#[test]
fn what_was_not_looked_at_is_never_solved() {
    let folder = sample();
    save(&folder, "old.json", &[]);
    std::fs::write(
        folder.path().join("gapcheck.toml"),
        "[rules]\nGAP0301 = { level = \"off\", reason = \"試験\" }\n[systems.resident-tax]\n",
    )
    .expect("written");
    change(&folder, "current.xml", "<forms complete=\"true\">", "<!--");
    change(&folder, "current.xml", "</forms>", "-->");
    save(&folder, "new.json", &[]);
    let diff: Value =
        serde_json::from_str(&run(&folder, &["diff", "old.json", "new.json", "--format", "json"]).out).expect("JSON");
    assert_eq!(diff["counts"]["solved"], 0, "{}", diff["counts"]);
    for rule in ["GAP0301", "GAP0503"] {
        assert!(diff["byRule"][rule]["unclear"].as_u64() > Some(0), "{rule}");
    }
}

#[test]
fn a_report_that_is_none_is_told_with_its_place() {
    let folder = sample();
    save(&folder, "old.json", &[]);
    std::fs::write(folder.path().join("cut.json"), &read(&folder, "old.json")[..2000]).expect("written");
    std::fs::write(folder.path().join("other.json"), "{\"a\": 1}").expect("written");
    for (name, told) in [("cut.json", "cut.json:"), ("other.json", "報告ではありません"), ("no.json", "no.json")]
    {
        let ran = run(&folder, &["diff", "old.json", name]);
        assert!(ran.code == 2 && ran.err.contains(told) && ran.out.is_empty(), "{name}: {}", ran.err);
    }
}

/// The same system, written otherwise: tables the other way round, each attribute on a line of its own, and one automatic
/// pair confirmed.
pub fn rewritten(folder: &tempfile::TempDir) {
    let text = read(folder, "current.xml");
    let first = text.find("<table ").expect("a table");
    let last = text.rfind("</table>").expect("a table") + "</table>".len();
    let mut tables: Vec<&str> = text[first..last].split_inclusive("</table>").map(str::trim).collect();
    tables.reverse();
    let spread = tables.join("\n\n").replace("\" ", "\"\n        ");
    let path = folder.path().join("current.xml");
    std::fs::write(path, format!("{}{spread}{}", &text[..first], &text[last..])).expect("written");
    let confirmed = "\n[[pair]]\ncurrent = \"KOJIN_KIHON.ATENA_NO\"\nstandard = \"課税対象者.宛名番号\"\n";
    let mapping = read(folder, "mapping.toml") + confirmed;
    std::fs::write(folder.path().join("mapping.toml"), mapping).expect("written");
}

#[test]
fn what_was_accepted_and_decided_stays_when_only_the_writing_changes() {
    let folder = sample();
    assert_eq!(run(&folder, &ACCEPT).code, 0);
    let before = report(&folder, &[]);
    let paired = |r: &Value| r["systems"][0]["summary"]["items"]["autoPaired"].as_u64().expect("a number");
    rewritten(&folder);
    let after = report(&folder, &["--baseline", "b.jsonl", "--lang", "en"]);
    assert_eq!(paired(&after), paired(&before) - 1, "one pair is confirmed");
    let findings = after["findings"].as_array().expect("a list");
    assert_eq!(findings.len(), before["findings"].as_array().expect("a list").len());
    let other: Vec<&Value> = findings.iter().filter(|f| f["status"] != "accepted").collect();
    assert!(other.is_empty(), "{other:#?}");
    assert_eq!((&after["baseline"]["changed"], &after["baseline"]["unmatched"]), (&0.into(), &Value::Array(vec![])));
}
