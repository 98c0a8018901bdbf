//! `init`, `spec status`, `spec changes`.

use crate::process::gapcheck;

fn json(args: &[&str]) -> serde_json::Value {
    let ran = gapcheck(args);
    assert_eq!(ran.code, 0, "{}", ran.err);
    serde_json::from_str(&ran.out).expect("JSON")
}

#[test]
fn init_makes_a_folder_that_works_and_overwrites_nothing() {
    let desk = tempfile::tempdir().unwrap();
    let dir = desk.path().join("town");
    let dir = dir.to_str().unwrap();
    assert_eq!(gapcheck(&["init", dir]).code, 0);
    let checklist = std::fs::read_to_string(format!("{dir}/standards/CHECKLIST.md")).unwrap();
    for word in ["住民基本台帳", "基本データリスト", "デジタル庁", "帳票詳細要件"] {
        assert!(checklist.contains(word), "{word}");
    }
    assert!(std::path::Path::new(dir).join("current").is_dir());
    let config = format!("{dir}/gapcheck.toml");
    assert_eq!(gapcheck(&["spec", "status", "--config", &config]).code, 0, "the configuration is read");
    std::fs::write(&config, "# mine\n").unwrap();
    assert_eq!(gapcheck(&["init", dir]).code, 2);
    assert_eq!(std::fs::read_to_string(&config).unwrap(), "# mine\n");
}

#[test]
fn status_lists_every_system_with_what_it_lacks() {
    let desk = tempfile::tempdir().unwrap();
    let csv = desk.path().join("010_基本データリスト【第2.1版】_20260331.csv");
    std::fs::write(&csv, "データ項目ID,データ項目,グループ_名称,データ型,桁数\n01000001,宛名番号,個人,X,15\n").unwrap();
    let specs = desk.path().join("editions");
    let ran = gapcheck(&["spec", "import", desk.path().to_str().unwrap(), "--into", specs.to_str().unwrap()]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("基本データリスト 1 行"), "{}", ran.out);
    let all = json(&["spec", "status", "--specs", specs.to_str().unwrap(), "--format", "json"]);
    let all = all.as_array().unwrap();
    assert!(all.len() >= 20);
    let of = |slug: &str| all.iter().find(|s| s["slug"] == slug).unwrap();
    assert_eq!((&of("resident-tax")["loaded"], &of("resident-tax")["version"]), (&true.into(), &"第2.1版".into()));
    assert_eq!(of("resident-tax")["missing"], serde_json::json!(["codes", "functions", "forms", "links"]));
    assert_eq!(of("property-tax")["loaded"], false);
}

#[test]
fn changes_are_filtered_by_day() {
    let specs = "tests/rules/edition";
    let at = |from: &str, to: &str| {
        let args =
            ["spec", "changes", "resident-tax", "--specs", specs, "--from", from, "--to", to, "--format", "json"];
        json(&args).as_array().unwrap().iter().filter(|e| e["system"] == "resident-tax").count()
    };
    assert_eq!((at("2027-04-01", "2027-04-01"), at("2027-04-02", "2027-12-31")), (1, 0));
    let text = gapcheck(&["spec", "changes", "resident-tax", "--specs", specs, "--from", "2027-01-01"]).out;
    assert!(text.contains("2027-04-01") && text.contains("改正予定機能"), "{text}");
}
