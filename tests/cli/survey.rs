//! `survey`: many municipalities in one run, one that fails listed, what towns of one product share told once.

use std::path::Path;

use serde_json::Value;

use crate::process::*;

/// A town with one small system; `length` is that of its 宛名番号.
fn town(folder: &Path, name: &str, code: &str, length: u32, product: &str) {
    let own = folder.join(name);
    std::fs::create_dir_all(&own).expect("a folder");
    let config = format!(
        "[municipality]\ncode = \"{code}\"\nname = \"{name}\"\ncategory = \"町村\"\n[systems.child-allowance]\ncurrent = [\"current.xml\"]\nmapping = \"mapping.toml\"\n"
    );
    std::fs::write(own.join("gapcheck.toml"), config).expect("written");
    let layout = format!(
        "<current xmlns=\"urn:gapcheck:current:1\" role=\"present\" system=\"child-allowance\" product=\"{product}\"><layout encoding=\"CP932\" unit=\"char\">\
         <table name=\"JUKYU\"><column name=\"ATENA\" type=\"char\" length=\"{length}\" key=\"primary\" nullable=\"false\"/></table></layout></current>"
    );
    std::fs::write(own.join("current.xml"), layout).expect("written");
    let mapping =
        "system = \"child-allowance\"\n[[pair]]\ncurrent = \"JUKYU.ATENA\"\nstandard = \"受給資格者.宛名番号\"\n";
    std::fs::write(own.join("mapping.toml"), mapping).expect("written");
}

fn json(ran: &Ran) -> Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e}: {}{}", ran.out, ran.err))
}

#[test]
fn towns_of_one_product_share_a_gap_and_one_that_fails_is_listed() {
    let folder = tempfile::tempdir().expect("a folder");
    town(folder.path(), "甲町", "990027", 40, "架空手当");
    town(folder.path(), "乙町", "990035", 40, "架空手当");
    town(folder.path(), "丙町", "990043", 15, "架空手当");
    town(folder.path(), "丁町", "990051", 40, "別の製品");
    let whole = gapcheck_in(folder.path(), &["survey", ".", "--format", "json"]);
    let survey = json(&whole);
    assert_eq!(survey["towns"].as_array().map(Vec::len), Some(4));
    let product =
        survey["products"].as_array().and_then(|p| p.iter().find(|p| p["name"] == "架空手当")).expect("the product");
    assert_eq!(product["towns"].as_array().map(Vec::len), Some(3));
    let shared = product["shared"].as_array().expect("a list");
    let length = shared.iter().find(|g| g["rule"] == "GAP0202").expect("the gap of two towns");
    assert_eq!((length["n"].as_u64(), length["of"].as_u64()), (Some(2), Some(3)));
    assert_eq!(length["item"], "受給資格者.宛名番号");
    let mut towns: Vec<&str> = length["towns"].as_array().expect("towns").iter().filter_map(Value::as_str).collect();
    towns.sort();
    assert_eq!(towns, ["990027", "990035"]);

    std::fs::write(folder.path().join("丙町/current.xml"), "<current").expect("written");
    let hurt = gapcheck_in(folder.path(), &["survey", ".", "--format", "json"]);
    assert_eq!(hurt.code, 2);
    let survey = json(&hurt);
    let failed: Vec<&Value> =
        survey["towns"].as_array().expect("towns").iter().filter(|t| t["failed"].is_array()).collect();
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0]["code"], "990043");
    let counts = |v: &Value| v["towns"][0]["systems"][0]["warning"].as_u64();
    assert_eq!(counts(&survey), counts(&json(&whole)), "the rest stands");
}

#[test]
fn every_format_tells_the_same_towns_and_reports_come_only_on_demand() {
    let folder = tempfile::tempdir().expect("a folder");
    town(folder.path(), "甲<町", "990027", 40, "架空手当");
    town(folder.path(), "乙町", "990035", 40, "架空手当");
    std::fs::create_dir(folder.path().join("out")).expect("a folder");
    let ran = gapcheck_in(
        folder.path(),
        &[
            "survey",
            "甲<町/gapcheck.toml",
            "乙町",
            "--output",
            "s.html",
            "--output",
            "s.xlsx",
            "--output",
            "s.json",
            "--reports",
            "out",
        ],
    );
    assert!(ran.out.contains("甲<町") && ran.out.contains("架空手当"), "{}", ran.out);
    let page = std::fs::read_to_string(folder.path().join("s.html")).expect("the page");
    assert!(page.contains("甲&lt;町") && !page.contains("甲<町"), "escaped");
    assert!(folder.path().join("s.xlsx").is_file());
    let mut kept: Vec<String> = std::fs::read_dir(folder.path().join("out"))
        .expect("the folder")
        .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    kept.sort();
    assert_eq!(kept, ["990027-child-allowance.json", "990035-child-allowance.json"]);
    let nothing = gapcheck_in(folder.path(), &["survey", "out"]);
    assert_eq!(nothing.code, 2);
    assert!(nothing.err.contains("gapcheck.toml"), "{}", nothing.err);
}

#[test]
fn a_comparison_of_two_towns_is_no_change_over_time() {
    let folder = tempfile::tempdir().expect("a folder");
    town(folder.path(), "甲町", "990027", 40, "架空手当");
    town(folder.path(), "乙町", "990035", 15, "架空手当");
    for (town, file) in [("甲町", "a.json"), ("乙町", "b.json")] {
        let config = format!("{town}/gapcheck.toml");
        gapcheck_in(folder.path(), &["check", "--all", "--config", &config, "--quiet", "--output", file]);
    }
    let told = gapcheck_in(folder.path(), &["diff", "a.json", "b.json"]);
    assert!(told.out.contains("別の団体"), "{}", told.out);
    let same = gapcheck_in(folder.path(), &["diff", "a.json", "a.json"]);
    assert!(!same.out.contains("別の団体"), "{}", same.out);
}
