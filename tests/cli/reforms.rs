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
fn reforms_are_linked_to_the_plan_by_tags_and_keywords() {
    let report = city("ja");
    let linked = |rule: &str, line: &str| {
        let of_rule = reforms(&report).iter().filter(|b| b["rule"] == rule);
        let links = of_rule.flat_map(|b| b["plan"].as_array().into_iter().flatten());
        links.filter(|l| l["id"] == line).count()
    };
    assert!(linked("BPR005", "2-1") > 50 && linked("BPR005", "2-3") > 0);
    assert_eq!(linked("BPR003", "2-1") + linked("BPR003", "2-3"), 0, "a date is no matter of forms or rules");
    let plan = report["plan"]["lines"].as_array().expect("the plan");
    assert_eq!(report["plan"]["name"], "見本市DX推進計画（架空）");
    for line in plan {
        let linked = reforms(&report)
            .iter()
            .filter(|b| b["plan"].as_array().is_some_and(|plan| plan.iter().any(|l| l["id"] == line["id"])));
        let linked: Vec<&Value> = linked.map(|b| &b["id"]).collect();
        assert_eq!(line["items"].as_array().expect("a list").iter().collect::<Vec<_>>(), linked, "{line}");
    }
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
        ("GAP0501", "BPR019"),
        ("GAP0503", "BPR005"),
        ("GAP0508", "BPR005"),
        ("GAP0602", "BPR010"),
        ("GAP0605", "BPR010"),
        ("GAP0606", "BPR006"),
        ("GAP0607", "BPR012"),
        ("GAP0701", "BPR007"),
    ] {
        assert!(answered(rule).contains(&reform), "{rule} {reform}: {:?}", answered(rule));
    }
    // one reform for all columns of a system
    for item in reforms(&report).iter().filter(|b| b["rule"] == "BPR002") {
        let same = reforms(&report).iter().filter(|b| b["rule"] == "BPR002" && b["subject"] == item["subject"]);
        assert_eq!(same.count(), 1);
    }
}

#[test]
fn a_reform_is_one_thing_that_people_change_and_says_what_was_found() {
    let report = city("ja");
    let all = reforms(&report);
    assert!(all.len() <= 500, "{}", all.len());
    for system in report["systems"].as_array().expect("a list").iter().filter(|s| s["inputs"] != Value::Array(vec![])) {
        let n = all.iter().filter(|b| b["system"] == system["slug"]).count();
        assert!((15..=40).contains(&n), "{} {n}", system["slug"]);
    }
    let text = |b: &Value, field: &str| b[field].as_str().unwrap_or_default().to_string();
    let texts: std::collections::BTreeSet<[String; 4]> =
        all.iter().map(|b| ["asIs", "toBe", "review", "effect"].map(|f| text(b, f))).collect();
    assert!(texts.len() * 100 >= all.len() * 95, "{} of {}", texts.len(), all.len());
    for reform in all {
        let facts = reform["facts"].as_array().expect("facts");
        assert!(!facts.is_empty());
        let said = ["asIs", "toBe", "review", "effect"].map(|f| text(reform, f));
        let about = text(reform, "about");
        let names: Vec<&str> = facts.iter().filter_map(|f| f["name"].as_str()).collect();
        let lists: Vec<&str> =
            facts.iter().flat_map(|f| f["list"].as_array().into_iter().flatten()).filter_map(Value::as_str).collect();
        for one in &said {
            let named =
                one.contains(&about) || names.iter().any(|n| one.contains(n)) || lists.iter().any(|n| one.contains(n));
            let of_kind = facts.iter().any(|f| f["kind"] == "transition" || f["kind"] == "paper" || f["kind"] == "key");
            assert!(named || of_kind, "{one}: {reform}");
            // no seal is recorded anywhere, so nobody is told to stop stamping
            assert!(!one.contains("押印") && !one.contains("はんこ"), "{one}");
        }
        // 必須 only where a fact carries it
        if said.iter().any(|t| t.contains("（必須）") || t.contains("実装必須")) {
            assert!(facts.iter().any(|f| f["required"] == true), "{reform}");
        }
        // a form that does not exist today is new, not changed
        if reform["rule"] == "BPR005" {
            assert!(facts.iter().all(|f| f["kind"] != "new-form"), "{reform}");
        }
    }
}

#[test]
fn only_an_official_or_statutory_source_makes_something_required() {
    let report = city("ja");
    let findings: std::collections::BTreeMap<&str, &Value> = report["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|f| (f["fingerprint"].as_str().expect("text"), f))
        .collect();
    let mut required = 0;
    for reform in reforms(&report) {
        let facts = reform["facts"].as_array().expect("facts").iter().filter(|f| f["required"] == true).count();
        let bases = reform["findings"].as_array().expect("a list").iter().filter_map(Value::as_str);
        let binding = bases.filter(|f| matches!(findings[f]["basis"].as_str(), Some("official" | "statute"))).count();
        assert!(facts == 0 || binding > 0, "{reform}");
        required += facts;
    }
    assert!(required > 10, "{required}");
}

#[test]
fn decisions_about_reforms_of_before_still_hold() {
    // `b1-…` of BPR003 about one table, as it was written before conversions became one reform of the system
    let report = city("ja");
    let reform = reforms(&report).iter().find(|b| b["rule"] == "BPR003" && b["system"] == "resident-record");
    let reform = reform.expect("a reform of conversions");
    let earlier = reform["earlier"].as_array().expect("a list");
    let part = earlier.iter().find(|e| e["about"]["kind"] == "table").expect("a table");
    let (id, table) = (part["id"].as_str().expect("text"), part["about"]["name"].as_str().expect("text"));
    let path = "samples/resident-record/current.xml";
    let mapping = "samples/resident-record/mapping.toml";
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("decisions.csv").display().to_string();
    let ran = gapcheck(&["decisions", "write", "resident-record", path, "--mapping", mapping, "--decisions", &file]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let written = std::fs::read_to_string(&file).expect("written");
    let own = reform["id"].as_str().expect("text");
    // the row as people have it from before: the reform's own row under the old id and the old subject
    let line = written.lines().find(|l| l.contains(own)).expect("a row of the reform");
    let columns: Vec<&str> = written.lines().next().expect("headings").split(',').collect();
    let policy = columns.iter().position(|c| c.contains("対応方針")).expect("a column");
    let mut cells: Vec<String> = line.replace(own, id).split(',').map(str::to_string).collect();
    cells[policy] = "変換".into();
    let name = cells.iter().position(|c| c == "住民基本台帳" || c == "resident-record");
    assert!(name.is_some(), "{line}");
    let text = format!("{written}{}\r\n", cells.join(","));
    std::fs::write(&file, text).expect("writable");
    let ran = gapcheck(&["resident-record", path, "--mapping", mapping, "--decisions", &file, "--format", "json"]);
    let after: Value = serde_json::from_str(&ran.out).expect("JSON");
    let row = after["decisions"]["rows"].as_array().expect("rows").iter().find(|r| r["key"] == id);
    let row = row.unwrap_or_else(|| panic!("the row of {table} is lost: {}", ran.err));
    assert_ne!(row["standing"], "solved", "{row}");
    let places: Vec<usize> =
        part["findings"].as_array().expect("a list").iter().filter_map(|n| n.as_u64().map(|n| n as usize)).collect();
    for at in places {
        let fingerprint = &reform["findings"][at];
        let finding = after["findings"].as_array().expect("a list").iter().find(|f| f["fingerprint"] == *fingerprint);
        let decision = &finding.expect("the finding")["decision"];
        assert_eq!(decision["inheritedFrom"], id, "{decision}");
    }
}
