//! BPR items: complete, in both languages, linked to the plan.

use serde_json::Value;

use crate::process::*;

fn city(lang: &str) -> Value {
    let ran =
        gapcheck(&["check", "--all", "--config", "samples/city/gapcheck.toml", "--format", "json", "--lang", lang]);
    serde_json::from_str(&ran.out).expect("JSON")
}

fn reforms(report: &Value) -> &Vec<Value> {
    report["bpr"].as_array().expect("a list")
}

#[test]
fn every_reform_says_all_that_a_planner_asks() {
    let (japanese, english) = (city("ja"), city("en"));
    assert_eq!(reforms(&japanese).len(), reforms(&english).len());
    assert!(reforms(&japanese).len() > 50);
    for (ja, en) in reforms(&japanese).iter().zip(reforms(&english)) {
        for field in
            ["id", "system", "about", "remedyIds", "ordinance", "notice", "waitsFor", "effort", "steps", "findings"]
        {
            assert!(!ja[field].is_null() && ja[field] == en[field], "{field}: {ja}");
        }
        for field in ["title", "asIs", "toBe", "review", "effect"] {
            let (ja, en) = (ja[field].as_str().expect(field), en[field].as_str().expect(field));
            assert!(ja != en && !ja.contains(['{', '}']) && !en.contains(['{', '}']), "{ja} {en}");
        }
        assert_eq!(ja["remedies"].as_array().map(Vec::len), ja["remedyIds"].as_array().map(Vec::len));
    }
}

#[test]
fn reforms_and_findings_agree_and_identities_are_unique() {
    let report = city("ja");
    let ids: std::collections::BTreeSet<&str> = reforms(&report).iter().filter_map(|b| b["id"].as_str()).collect();
    assert_eq!(ids.len(), reforms(&report).len());
    let findings: std::collections::BTreeSet<&str> =
        report["findings"].as_array().expect("a list").iter().filter_map(|f| f["fingerprint"].as_str()).collect();
    for reform in reforms(&report) {
        let answered = reform["findings"].as_array().expect("a list");
        assert!(!answered.is_empty() && answered.iter().all(|f| findings.contains(f.as_str().expect("text"))));
    }
}

#[test]
fn reforms_are_linked_to_the_plan_by_its_keywords() {
    let report = city("ja");
    let of = |rule: &str| reforms(&report).iter().find(|b| b["rule"] == rule).unwrap_or_else(|| panic!("{rule}"));
    let lines: Vec<&str> =
        of("BPR005")["plan"].as_array().expect("a list").iter().filter_map(|l| l["id"].as_str()).collect();
    assert!(lines.contains(&"2-1") && lines.contains(&"2-3"), "{lines:?}");
    assert!(of("BPR003")["plan"].is_null());
}

#[test]
fn what_residents_get_has_to_be_announced() {
    let (_folder, path) = file(
        "c.xml",
        current(
            "<forms complete=\"true\"><form name=\"市独自の案内\" audience=\"resident\"/><form name=\"内部の一覧\" audience=\"internal\"/></forms>",
        )
        .as_bytes(),
    );
    let ran = gapcheck(&["resident-tax", &path, "--format", "json"]);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    for (about, notice) in [("市独自の案内", "needed"), ("内部の一覧", "not-needed")] {
        let reform =
            reforms(&report).iter().find(|b| b["about"] == about).unwrap_or_else(|| panic!("{about}: {}", ran.out));
        assert_eq!(reform["notice"], notice, "{about}");
    }
}

#[test]
fn every_kind_of_gap_that_asks_for_a_decision_becomes_a_reform() {
    let report = city("ja");
    let found = report["findings"].as_array().expect("a list");
    let answered = |rule: &str| -> Vec<&str> {
        let of_rule = found.iter().filter(|f| f["rule"] == rule).filter_map(|f| f["fingerprint"].as_str());
        let prints: std::collections::BTreeSet<&str> = of_rule.collect();
        let touches = |b: &&Value| {
            let findings = b["findings"].as_array().into_iter().flatten();
            findings.filter_map(Value::as_str).any(|f| prints.contains(f))
        };
        reforms(&report).iter().filter(touches).filter_map(|b| b["rule"].as_str()).collect()
    };
    for (rule, reform) in [
        ("GAP0103", "BPR002"),
        ("GAP0105", "BPR018"),
        ("GAP0202", "BPR003"),
        ("GAP0210", "BPR008"),
        ("GAP0211", "BPR008"),
        ("GAP0301", "BPR004"),
        ("GAP0402", "BPR002"),
        ("GAP0502", "BPR005"),
        ("GAP0503", "BPR017"),
        ("GAP0508", "BPR013"),
        ("GAP0602", "BPR010"),
        ("GAP0605", "BPR010"),
        ("GAP0606", "BPR006"),
        ("GAP0607", "BPR012"),
        ("GAP0701", "BPR007"),
    ] {
        assert!(answered(rule).contains(&reform), "{rule} {reform}: {:?}", answered(rule));
    }
    // one reform for all columns of a table, one for all forms whose paper changes
    for (rule, reform) in [("GAP0103", "BPR002"), ("GAP0503", "BPR017")] {
        for item in reforms(&report).iter().filter(|b| b["rule"] == reform) {
            let same = reforms(&report).iter().filter(|b| b["rule"] == reform && b["subject"] == item["subject"]);
            assert_eq!(same.count(), 1, "{rule}");
        }
    }
    let paper =
        reforms(&report).iter().filter(|b| b["rule"] == "BPR017").map(|b| b["findings"].as_array().map_or(0, Vec::len));
    assert!(paper.max() > Some(1), "several forms in one reform");
}
