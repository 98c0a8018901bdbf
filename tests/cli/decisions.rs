//! What people typed in survives every run, every spreadsheet and every section's copy.

use serde_json::Value;

use crate::ledger::*;

const WRITE: [&str; 6] = ["decisions", "write", "resident-tax", "current.xml", "--decisions", "d.csv"];

fn rows(folder: &tempfile::TempDir, name: &str) -> Vec<Vec<String>> {
    let text = read(folder, name);
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
    reader.records().map(|r| r.expect("a row").iter().map(str::to_string).collect()).collect()
}

fn save(folder: &tempfile::TempDir, name: &str, rows: &[Vec<String>]) {
    let mut writer = csv::Writer::from_writer(Vec::new());
    rows.iter().for_each(|r| writer.write_record(r).expect("written"));
    std::fs::write(folder.path().join(name), writer.into_inner().expect("bytes")).expect("written");
}

fn column(rows: &[Vec<String>], heading: &str) -> usize {
    rows[0].iter().position(|h| h == heading).unwrap_or_else(|| panic!("{heading}"))
}

/// Types into a cell of the row whose key or item is `of`.
fn type_in(folder: &tempfile::TempDir, name: &str, of: &str, heading: &str, text: &str) {
    let mut all = rows(folder, name);
    let (at, item) = (column(&all, heading), column(&all, "項目"));
    let row = all.iter_mut().find(|r| r[0] == of || r[item] == of).unwrap_or_else(|| panic!("{of}"));
    row[at] = text.to_string();
    save(folder, name, &all);
}

fn cell(folder: &tempfile::TempDir, name: &str, of: &str, heading: &str) -> String {
    let all = rows(folder, name);
    let (at, item) = (column(&all, heading), column(&all, "項目"));
    all.iter().find(|r| r[0] == of || r[item] == of).map(|r| r[at].clone()).unwrap_or_else(|| panic!("{of}"))
}

fn written() -> tempfile::TempDir {
    let folder = sample();
    let ran = run(&folder, &WRITE);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    folder
}

/// The finding about code 9, whose subject is 納税義務者区分.
fn code_nine(report: &Value) -> &Value {
    let all = report["findings"].as_array().expect("a list");
    all.iter().find(|f| f["rule"] == "GAP0301").expect("GAP0301")
}

fn of_subject<'r>(report: &'r Value, subject: &str) -> Vec<&'r Value> {
    report["findings"].as_array().expect("a list").iter().filter(|f| f["subject"] == subject).collect()
}

#[test]
fn the_file_has_every_subject_and_reform_and_writing_again_changes_nothing() {
    let folder = written();
    let report = report(&folder, &[]);
    let all = rows(&folder, "d.csv");
    let keys: std::collections::BTreeSet<&str> = all[1..].iter().map(|r| r[0].as_str()).collect();
    assert_eq!(keys.len(), all.len() - 1, "a key stands twice");
    let found = report["findings"].as_array().expect("a list").iter().map(|f| &f["subject"]);
    let reforms = report["bpr"].as_array().expect("a list").iter().map(|b| &b["id"]);
    let wanted: std::collections::BTreeSet<&str> = found.chain(reforms).filter_map(Value::as_str).collect();
    assert_eq!(keys, wanted);
    let before = read(&folder, "d.csv");
    assert!(before.starts_with("\u{FEFF}key,種別,業務,") && before.contains("\r\n"));
    assert_eq!(run(&folder, &WRITE).code, 0);
    assert_eq!(read(&folder, "d.csv"), before);
}

#[test]
fn decisions_are_shown_with_their_finding_and_asked_again_when_it_changes() {
    let folder = written();
    let subject = code_nine(&report(&folder, &[]))["subject"].as_str().expect("a key").to_string();
    type_in(&folder, "d.csv", &subject, "対応方針", "変換");
    type_in(&folder, "d.csv", &subject, "期限", "R9.3.31");
    let decided = report(&folder, &["--decisions", "d.csv"]);
    let view = &code_nine(&decided)["decision"];
    assert_eq!(
        (&view["policy"], &view["due"], &view["recheck"]),
        (&"変換".into(), &"2027-03-31".into(), &false.into())
    );
    let text = run(&folder, &["resident-tax", "current.xml", "--decisions", "d.csv"]).out;
    assert!(text.contains("決定: 対応方針 変換、期限 2027-03-31") && text.contains("記入済 1 / 全 "), "{text}");
    for (format, shown) in [("markdown", "| 対応方針 変換、期限 2027-03-31 |"), ("csv", ",変換,,2027-03-31,")]
    {
        let out = run(&folder, &["resident-tax", "current.xml", "--decisions", "d.csv", "--format", format]).out;
        assert!(out.contains(shown), "{format}");
    }
    change(&folder, "current.xml", "label=\"資料のみ\"", "label=\"資料だけ\"");
    assert_eq!(code_nine(&report(&folder, &["--decisions", "d.csv"]))["decision"]["recheck"], true);
    assert!(run(&folder, &WRITE).out.contains("要再確認 1"));
    assert!(cell(&folder, "d.csv", &subject, "状態").starts_with("要再確認 GAP0301"));
    type_in(&folder, "d.csv", &subject, "備考", "変わったことを確認");
    assert_eq!(code_nine(&report(&folder, &["--decisions", "d.csv"]))["decision"]["recheck"], false);
    assert!(run(&folder, &WRITE).out.contains("要再確認 0"));
    assert_eq!(cell(&folder, "d.csv", &subject, "期限"), "2027-03-31");
}

#[test]
fn solved_gaps_stay_with_their_day_and_unjudged_ones_are_not_solved() {
    let folder = written();
    let subject = code_nine(&report(&folder, &[]))["subject"].as_str().expect("a key").to_string();
    type_in(&folder, "d.csv", &subject, "担当課", "税務課");
    let before = rows(&folder, "d.csv").len();
    std::fs::write(
        folder.path().join("gapcheck.toml"),
        "[rules]\nGAP0301 = { level = \"off\", reason = \"試験\" }\n[systems.resident-tax]\n",
    )
    .expect("written");
    run(&folder, &WRITE);
    assert!(cell(&folder, "d.csv", &subject, "状態").starts_with("引継ぎ要確認 GAP0301"));
    std::fs::remove_file(folder.path().join("gapcheck.toml")).expect("removed");
    // mapped onto a value that another code has already, it is not solved but folded: the row stays open, another state
    let mapping = read(&folder, "mapping.toml");
    change(
        &folder,
        "mapping.toml",
        "map = { \"1\" = \"法第294条",
        "map = { \"9\" = \"法第294条第1項第1号に該当する者\", \"1\" = \"法第294条",
    );
    let folded = report(&folder, &["--decisions", "d.csv"]);
    let still = of_subject(&folded, &subject);
    assert_eq!(still.iter().map(|f| f["rule"].as_str()).collect::<Vec<_>>(), [Some("GAP0306")]);
    assert_eq!(still[0]["decision"]["recheck"], true, "it is another gap than the one that was decided about");
    std::fs::write(folder.path().join("mapping.toml"), mapping).expect("written");
    let code = "      <code value=\"9\" label=\"資料のみ\" note=\"給報などが届いただけで課税しない人の行\"/>\n";
    change(&folder, "current.xml", code, "");
    let gone = report(&folder, &["--decisions", "d.csv"]);
    assert!(of_subject(&gone, &subject).is_empty());
    let row = gone["decisions"]["rows"].as_array().expect("rows").iter().find(|r| r["key"] == subject.as_str());
    assert_eq!(row.expect("it never vanishes")["standing"], "solved");
    let args = [&WRITE[..], &["--as-of", "2027-01-15"]].concat();
    assert_eq!(run(&folder, &args).code, 0);
    assert_eq!(cell(&folder, "d.csv", &subject, "状態"), "解消済 2027-01-15");
    assert_eq!(cell(&folder, "d.csv", &subject, "担当課"), "税務課");
    assert!(rows(&folder, "d.csv").len() >= before);
    run(&folder, &[&WRITE[..], &["--as-of", "2027-02-01"]].concat());
    assert_eq!(cell(&folder, "d.csv", &subject, "状態"), "解消済 2027-01-15");
}

#[test]
fn reforms_decide_for_their_findings_and_the_configuration_for_the_rest() {
    let folder = written();
    std::fs::write(
        folder.path().join("gapcheck.toml"),
        "[systems.resident-tax]\nowner = \"税務課\"\nowners = { SHOTOKU = \"市民税係\" }\n[decisions]\nfile = \"d.csv\"\n",
    )
    .expect("written");
    let plain = report(&folder, &[]);
    let reform = plain["bpr"].as_array().expect("a list").iter().find(|b| b["rule"] == "BPR002").expect("BPR002");
    type_in(&folder, "d.csv", reform["id"].as_str().expect("an id"), "対応方針", "EUC");
    let decided = report(&folder, &[]);
    for finding in decided["findings"].as_array().expect("a list") {
        let below = reform["findings"].as_array().expect("a list").contains(&finding["fingerprint"]);
        let view = &finding["decision"];
        assert_eq!(view["policy"] == "EUC", below, "{finding}");
        assert_eq!(view["inheritedFrom"] == reform["id"], below);
        let places = finding["places"].as_array().expect("a list");
        let table = places.iter().any(|p| p["role"] == "current" && p["table"] == "SHOTOKU");
        assert_eq!(view["owner"], if table { "市民税係" } else { "税務課" });
    }
}

#[test]
fn copies_of_several_sections_come_back_whatever_a_spreadsheet_did_to_them() {
    let folder = written();
    type_in(&folder, "d.csv", "KOJIN_KIHON", "備考", "〜𠮷野家〜");
    run(&folder, &WRITE);
    for copy in ["a.csv", "b.csv"] {
        std::fs::copy(folder.path().join("d.csv"), folder.path().join(copy)).expect("copied");
    }
    type_in(&folder, "a.csv", "KOJIN_KIHON", "担当課", "税務課");
    type_in(&folder, "a.csv", "KOJIN_KIHON", "期限", "2027/3/31");
    type_in(&folder, "b.csv", "KOJIN_KIHON", "対応方針", "EUC");
    std::fs::write(folder.path().join("b.csv"), cp932(&read(&folder, "b.csv"))).expect("written");
    let pull = ["decisions", "pull", "a.csv", "b.csv", "--decisions", "d.csv"];
    let ran = run(&folder, &pull);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    for (heading, text) in [("担当課", "税務課"), ("期限", "2027-03-31"), ("対応方針", "EUC"), ("備考", "〜𠮷野家〜")]
    {
        assert_eq!(cell(&folder, "d.csv", "KOJIN_KIHON", heading), text, "{heading}");
    }
    let before = read(&folder, "d.csv");
    assert_eq!(run(&folder, &pull).code, 0);
    assert_eq!(read(&folder, "d.csv"), before, "taking the same copies in again changes nothing");
}

/// As spreadsheets save it: what CP932 does not have becomes `?`.
fn cp932(text: &str) -> Vec<u8> {
    let text = text.trim_start_matches('\u{FEFF}').replace('〜', "～");
    let mut out = Vec::new();
    for c in text.chars() {
        let one = c.to_string();
        match encoding_rs::SHIFT_JIS.encode(&one) {
            (_, _, true) => out.push(b'?'),
            (bytes, ..) => out.extend_from_slice(&bytes),
        }
    }
    out
}

#[test]
fn a_cell_that_two_sections_filled_in_is_a_conflict() {
    let folder = written();
    for (copy, policy) in [("a.csv", "EUC"), ("b.csv", "廃止")] {
        std::fs::copy(folder.path().join("d.csv"), folder.path().join(copy)).expect("copied");
        type_in(&folder, copy, "KOJIN_KIHON", "対応方針", policy);
    }
    type_in(&folder, "b.csv", "KOJIN_KIHON", "備考", "窓口では使わない");
    let ran = run(&folder, &["decisions", "pull", "a.csv", "b.csv", "--decisions", "d.csv"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("残した値「EUC」") && ran.out.contains("の値「廃止」"), "{}", ran.out);
    assert_eq!(cell(&folder, "d.csv", "KOJIN_KIHON", "対応方針"), "EUC");
    assert_eq!(cell(&folder, "d.csv", "KOJIN_KIHON", "備考"), "窓口では使わない");
}

#[test]
fn files_that_are_none_are_told_and_nothing_is_overwritten() {
    let folder = sample();
    std::fs::write(folder.path().join("d.csv"), "a,b\n1,2\n").expect("written");
    for args in [&WRITE[..], &["resident-tax", "current.xml", "--decisions", "d.csv"]] {
        let ran = run(&folder, args);
        assert!(ran.code == 2 && ran.err.contains("見出し"), "{}", ran.err);
    }
    assert_eq!(read(&folder, "d.csv"), "a,b\n1,2\n");
    let ran = run(&folder, &["resident-tax", "current.xml", "--decisions", "no.csv"]);
    assert!(ran.code == 2 && ran.err.contains("no.csv"), "{}", ran.err);
    let ran = run(&folder, &["decisions", "write", "resident-tax", "current.xml"]);
    assert!(ran.code == 2 && ran.err.contains("--decisions"), "{}", ran.err);
    run(&folder, &["template", "functions", "resident-tax", "--output", "answers.csv"]);
    let ran = run(&folder, &["decisions", "pull", "answers.csv", "--decisions", "e.csv"]);
    assert!(ran.code == 2 && ran.err.contains("回答用紙"), "{}", ran.err);
}

#[test]
fn decisions_stay_when_only_the_writing_changes() {
    let folder = written();
    let subjects: Vec<String> = rows(&folder, "d.csv").iter().skip(1).take(40).map(|r| r[0].clone()).collect();
    subjects.iter().for_each(|s| type_in(&folder, "d.csv", s, "対応方針", "変換"));
    assert!(run(&folder, &WRITE).out.contains("要再確認 0"));
    crate::ledger::rewritten(&folder);
    let again = run(&folder, &[&WRITE[..], &["--lang", "en"]].concat());
    assert_eq!(again.code, 0, "{}", again.err);
    for subject in &subjects {
        assert_eq!(cell(&folder, "d.csv", subject, "対応方針"), "変換", "{subject}");
    }
    let (counts, asked) = (run(&folder, &WRITE).out, "要再確認 0");
    assert!(counts.contains(asked), "{counts}");
}
