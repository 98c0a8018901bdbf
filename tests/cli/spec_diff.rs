//! `spec diff`: what changed between two editions, and what that means for a present system.

use serde_json::Value;

use crate::process::*;

const OLD: &str = "samples/revision/old.json";
const NEW: &str = "samples/revision/new.json";

fn json(args: &[&str]) -> Value {
    let ran = gapcheck(&[&["spec", "diff", OLD, NEW, "--format", "json"], args].concat());
    assert_eq!(ran.code, 1, "{}", ran.err);
    serde_json::from_str(&ran.out).expect("JSON")
}

fn change<'j>(diff: &'j Value, kind: &str, how: &str, label: &str) -> &'j Value {
    let is = |c: &&Value| {
        c["kind"] == kind && c["change"] == how && (c["old"]["label"] == label || c["new"]["label"] == label)
    };
    let all = diff["changes"].as_array().expect("changes");
    all.iter().find(is).unwrap_or_else(|| panic!("{kind} {how} {label} in {all:#?}"))
}

#[test]
fn every_kind_of_change_is_told_with_its_evidence() {
    let diff = json(&[]);
    for (kind, how, label) in [
        ("group", "renamed", "印鑑登録証"),
        ("group", "removed", "旧台帳"),
        ("group", "added", "照会回答"),
        ("item", "renamed", "印鑑登録者.氏名_フリガナ"),
        ("item", "changed", "印鑑登録者.氏名"),
        ("item", "added", "印鑑登録者.旧氏"),
        ("code-list", "changed", "登録状態"),
        ("form", "renamed", "照会書"),
        ("form", "added", "印鑑登録廃止通知書"),
        ("printed-item", "changed", "印鑑登録証明書.住所"),
        ("function", "changed", "旧氏の印字"),
        ("function", "removed", "旧台帳の検索"),
    ] {
        change(&diff, kind, how, label);
    }
    let kana = change(&diff, "item", "renamed", "印鑑登録者.氏名_フリガナ");
    let evidence: Vec<&str> =
        kana["evidence"].as_array().expect("evidence").iter().filter_map(|e| e["id"].as_str()).collect();
    assert!(evidence.contains(&"same-key") && evidence.contains(&"same-definition"), "{evidence:?}");
    let address = change(&diff, "item", "removed", "印鑑登録者.住所");
    assert_eq!(address["candidates"][0]["label"], "印鑑登録者.住所_町字");
    assert_eq!(change(&diff, "item", "changed", "印鑑登録者.生年月日")["meaning"], "judgement");
    assert_eq!(change(&diff, "item", "changed", "印鑑登録者.氏名")["meaning"], "structure");
    let wording = change(&diff, "item", "changed", "印鑑登録者.登録年月日");
    assert!(wording["meaning"] == "wording" && wording["differences"][0]["segments"].is_array(), "{wording}");
    assert!(diff["changes"].as_array().expect("changes").iter().any(|c| c["covered"] == true));
}

#[test]
fn both_texts_say_the_same_and_no_difference_is_exit_zero() {
    for (lang, word) in [("ja", "定義: 印鑑登録原票に登録{+を受理+}した日"), ("en", "structure (layouts")]
    {
        let ran = gapcheck(&["spec", "diff", OLD, NEW, "--lang", lang]);
        assert!(ran.code == 1 && ran.out.contains(word), "{}", ran.out);
    }
    let ran = gapcheck(&["spec", "diff", OLD, NEW, "--format", "markdown"]);
    assert!(ran.out.contains("登録**を受理**した日") && ran.out.contains("| グループ | 1 | 2 |"), "{}", ran.out);
    assert_eq!(gapcheck(&["spec", "diff", OLD, OLD]).code, 0);
    assert_eq!(gapcheck(&["spec", "diff", "seal-registration", "印鑑登録@参考版 2026-11"]).code, 0);
}

#[test]
fn editions_are_named_by_label_date_or_file() {
    let ran = gapcheck(&["spec", "diff", "seal-registration@2026-11-20", NEW]);
    assert!(ran.code == 1 && ran.out.contains("参考版 2026-11"), "{}", ran.err);
    for (old, word) in
        [("seal-registration@第99版", "第99版"), ("ない業務@1", "SYSTEM@"), ("resident-tax", "業務システムが違います")]
    {
        let ran = gapcheck(&["spec", "diff", old, NEW]);
        assert!(ran.code == 2 && ran.err.contains(word), "{old}: {}", ran.err);
    }
}

#[test]
fn answers_in_the_rename_table_are_kept_and_used() {
    let folder = tempfile::tempdir().expect("a folder");
    let dir = folder.path().display().to_string();
    let path = folder.path().join("seal-registration.toml");
    let run = || gapcheck(&["spec", "diff", OLD, NEW, "--renames", &dir, "--format", "json"]);
    assert_eq!(run().code, 1);
    let text = std::fs::read_to_string(&path).expect("written");
    assert!(text.starts_with("# 版の間の改名表"), "{text}");
    let proposed = "new = \"照会回答\"\nstatus = \"proposed\"";
    assert!(text.contains(proposed), "{text}");
    let answered =
        text.replace(proposed, "new = \"照会回答\"\nstatus = \"confirmed\"   # 市民課に聞いた\nnote = \"4/1 確認\"");
    let other = "new = \"印鑑登録者.住所_町字\"\nstatus = \"proposed\"";
    let answered = answered.replace(other, "new = \"印鑑登録者.住所_町字\"\nstatus = \"rejected\"");
    std::fs::write(&path, &answered).expect("written");
    let diff: Value = serde_json::from_str(&run().out).expect("JSON");
    assert_eq!(change(&diff, "group", "renamed", "照会書")["evidence"][0]["id"], "confirmed");
    assert_eq!(change(&diff, "item", "removed", "印鑑登録者.住所")["candidates"], serde_json::json!([]));
    let kept = std::fs::read_to_string(&path).expect("written");
    for words in ["市民課に聞いた", "4/1 確認", "status = \"rejected\""] {
        assert!(kept.contains(words), "{kept}");
    }
    assert_eq!(kept.matches("照会回答\"\nstatus").count(), 1, "{kept}");
    std::fs::write(&path, "kind = ").expect("written");
    assert_eq!(run().code, 2, "a table that cannot be read is not overwritten");
    assert_eq!(std::fs::read_to_string(&path).expect("there"), "kind = ");
}

#[test]
fn a_replay_tells_what_the_revision_does_to_the_present_system() {
    let with = ["--current", "samples/revision/current.xml", "--mapping", "samples/revision/mapping.toml"];
    let diff = json(&with);
    let replay = &diff["replay"];
    let about = |list: &str, rule: &str, about: &str| {
        let all = replay[list].as_array().expect(list);
        let found = all.iter().find(|g| g["rule"] == rule && g["about"] == about);
        found.unwrap_or_else(|| panic!("{list} {rule} {about} in {all:#?}")).clone()
    };
    let solved = about("solved", "GAP0202", "印鑑登録者.氏名");
    assert_eq!(solved["because"]["differences"][0]["aspect"], "digits");
    assert_eq!(about("new", "GAP0101", "印鑑登録者.旧氏")["because"]["change"], "added");
    assert_eq!(about("new", "GAP0601", "旧氏の印字")["because"]["differences"][0]["aspect"], "class");
    let n = |list: &str| replay[list].as_array().expect(list).len();
    let before = replay["before"].as_u64().expect("a number") as usize;
    let unchanged = replay["unchanged"].as_u64().expect("a number") as usize;
    assert_eq!(before, n("solved") + n("review") + n("changed") + unchanged, "no gap is lost");
    assert_eq!(replay["after"].as_u64().expect("a number") as usize, n("new") + n("changed") + unchanged);
    let lines = replay["mappingLines"].as_array().expect("lines");
    let line = lines.iter().find(|l| l["names"][0]["name"] == "照会書" && l["section"] == "table").expect("the line");
    assert!(line["names"][0]["settled"] == false && line["line"] == 20, "{line}");
    let text = gapcheck(&[&["spec", "diff", OLD, NEW], &with[..]].concat());
    assert!(text.out.contains("見直す対応表の行") && text.out.contains("mapping.toml:20 [[table]]"), "{}", text.out);
    let missing = gapcheck(&["spec", "diff", OLD, NEW, "--current", "none.xml"]);
    assert_eq!(missing.code, 2);
}
