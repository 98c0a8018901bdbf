//! What large or broken files cost, and what is said about them. Memory is limited by the shell, so that a bound that does
//! not hold ends the program.

use crate::process::*;

/// Runs in an address space of some MiB (Linux: elsewhere the shell does not know the limit).
fn limited(mib: u32, args: &[&str]) -> (Option<i32>, String) {
    let script = format!("ulimit -v {}; exec \"$@\"", mib * 1024);
    let out = std::process::Command::new("sh")
        .args(["-c", &script, "sh", env!("CARGO_BIN_EXE_gapcheck")])
        .args(args)
        .env("GAPCHECK_DATA", "")
        .output()
        .expect("runs");
    (out.status.code(), String::from_utf8_lossy(&out.stderr).into_owned())
}

#[cfg(target_os = "linux")]
#[test]
fn a_file_that_repeats_cells_by_a_number_costs_little_and_is_told_once() {
    let (code, told) = limited(400, &["import", "tests/hostile/repeated_rows.ods", "--system", "resident-tax"]);
    assert!(code == Some(2) && told.matches("エラー").count() == 1, "{code:?} {told}");
    assert!(told.contains("繰返し"), "{told}");
}

#[test]
fn a_sheet_that_is_broken_half_way_is_refused_at_its_row() {
    for (file, row) in [("badclose.xlsx", "行目で壊れています"), ("unclosed.ods", "行目で壊れています")]
    {
        for command in [&["import"][..], &["resident-tax"]] {
            let path = format!("tests/hostile/{file}");
            let args = match command[0] {
                "import" => vec!["import", &path, "--system", "resident-tax"],
                _ => vec!["resident-tax", &path],
            };
            let ran = gapcheck(&args);
            assert!(ran.code == 2 && ran.err.contains(row), "{args:?} {} {}", ran.code, ran.err);
        }
    }
}

/// A count that cannot be true; the message is Japanese alone.
#[cfg(target_os = "linux")]
#[test]
fn a_claimed_count_is_not_believed() {
    let (code, told) = limited(400, &["import", "tests/hostile/sst_count.xlsx", "--system", "resident-tax"]);
    assert!(matches!(code, Some(0 | 2)), "{code:?} {told}");
    assert!(!told.contains("unexpected bytes"), "{told}");
}

#[cfg(target_os = "linux")]
#[test]
fn a_million_bad_lines_are_told_in_a_few() {
    let (_folder, path) = file("b.jsonl", "{}\n".repeat(1_000_000).as_bytes());
    let (code, told) = limited(400, &["resident-tax", "samples/resident-tax/current.xml", "--baseline", &path]);
    assert!(code == Some(2) && told.len() < 20_000, "{code:?} {}", told.len());
    assert!(told.contains("行は調べていません"), "{told}");
}

#[test]
fn many_foreign_attributes_on_one_line_are_counted() {
    let row = format!("<table {} name=\"t\"/>", (0..40).map(|i| format!("a{i}=\"x\" ")).collect::<String>());
    let (_folder, path) = file("c.xml", current(&format!("<layout>{}</layout>", row.repeat(3000))).as_bytes());
    let begin = std::time::Instant::now();
    let ran = gapcheck(&["resident-tax", &path, "--quiet"]);
    assert!(ran.code == 2 && ran.err.len() < 200_000, "{} {}", ran.code, ran.err.len());
    assert!(ran.err.contains("ほかに 119900 件あります"), "{}", &ran.err[ran.err.len() - 400..]);
    assert!(begin.elapsed().as_secs() < 30, "{:?}", begin.elapsed());
}

#[test]
fn an_edition_of_equal_keys_is_told_in_time() {
    let text = std::fs::read_to_string("samples/revision/new.json").expect("read");
    let mut edition: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let mut item = edition["groups"][0]["items"][0].clone();
    (item["key"], item["name"]) = ("K".into(), "x".into());
    edition["groups"][0]["items"] = vec![item; 2000].into();
    let (_folder, path) = file("e.json", edition.to_string().as_bytes());
    let begin = std::time::Instant::now();
    let ran = gapcheck(&["spec", "check", &path]);
    assert!(ran.code == 2 && ran.err.contains("ほかに"), "{} {}", ran.code, ran.err.len());
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
}

#[test]
fn a_name_of_a_megabyte_is_refused() {
    let mapping = format!("system=\"resident-tax\"\n[[ignore]]\ncurrent=\"{}\"\nreason=\"x\"\n", "A".repeat(1_000_000));
    let (_folder, path) = file("m.toml", mapping.as_bytes());
    let ran = gapcheck(&["resident-tax", "samples/resident-tax/current.xml", "--mapping", &path]);
    assert!(ran.code == 2 && ran.err.contains("m.toml:3:1") && ran.err.len() < 1000, "{}", ran.err.len());
}
