//! `spec import` and `spec export`: from workbooks to the edition that a check uses.

use std::path::{Path, PathBuf};

use gapcheck::spec::export::{ItemSheets, xlsx};

use crate::official::official;
use crate::process::*;

/// A folder with an official-shaped workbook of a system that includes no other, and its path.
fn workbook(slug: &str) -> (tempfile::TempDir, String) {
    file("標準.xlsx", &xlsx(&official(slug), ItemSheets::PerGroup).expect("a workbook"))
}

fn at(folder: &Path, name: &str) -> String {
    folder.join(name).display().to_string()
}

#[test]
fn a_workbook_becomes_an_edition_and_the_check_uses_it() {
    let (folder, book) = workbook("child-allowance");
    let into = at(folder.path(), "specs");
    let ran = gapcheck(&["spec", "import", &book, "--into", &into]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("2026-11-21-official.json") && ran.out.contains("第9.9版"), "{}", ran.out);
    assert!(ran.out.contains("グループ25") && ran.out.contains("SHA-256"), "{}", ran.out);
    let sample = "samples/child-allowance/current.xml";
    let bundled = gapcheck(&["child-allowance", sample, "--fail-on", "never", "--as-of", "2026-12-01"]);
    assert!(bundled.out.contains("参考版は公開資料から"), "{}", bundled.out);
    let specs = ["--specs", &into, "--fail-on", "never", "--as-of", "2026-12-01"];
    let checked = gapcheck(&[&["child-allowance", sample], &specs[..]].concat());
    assert!(checked.out.contains("第9.9版"), "{}", checked.out);
    assert!(!checked.out.contains("参考版"), "the reference notice is gone\n{}", checked.out);
    let markdown = gapcheck(&[&["child-allowance", sample, "--format", "markdown"], &specs[..]].concat()).out;
    assert!(markdown.contains("第9.9版") && !markdown.contains("参考版"), "{markdown}");
    let english = gapcheck(&[&["child-allowance", sample, "--lang", "en"], &specs[..]].concat()).out;
    assert!(english.contains("第9.9版") && !english.contains("reference edition is compiled"), "{english}");
    let list = gapcheck(&["spec", "list", "child-allowance", "--specs", &into, "--as-of", "2026-12-01"]).out;
    assert!(list.lines().any(|l| l.starts_with("* ") && l.contains("第9.9版")), "{list}");
}

#[test]
fn the_users_own_folder_is_made_and_used() {
    let (folder, book) = workbook("seal-registration");
    let data = at(folder.path(), "data");
    let run = |args: &[&str]| command(args).env("GAPCHECK_DATA", &data).output().expect("runs");
    assert_eq!(run(&["spec", "import", &book]).status.code(), Some(0));
    assert!(Path::new(&data).join("specs/seal-registration/2026-11-21-official.json").is_file());
    let again = run(&["spec", "import", &book]);
    assert_eq!(again.status.code(), Some(0), "the same content again is no conflict");
    let list = run(&["spec", "list", "seal-registration", "--as-of", "2026-12-01"]);
    assert!(String::from_utf8_lossy(&list.stdout).contains("* seal-registration"));
    let ran = gapcheck(&["spec", "import", &book]);
    assert!(ran.code == 2 && ran.err.contains("--into"), "an empty GAPCHECK_DATA means no folder: {}", ran.err);
}

#[test]
fn a_folder_of_csv_files_is_one_edition() {
    let (folder, book) = workbook("child-allowance");
    let (specs, csv) = (at(folder.path(), "specs"), at(folder.path(), "csv"));
    assert_eq!(gapcheck(&["spec", "import", &book, "--into", &specs]).code, 0);
    let export = ["spec", "export", "child-allowance", "--specs", &specs, "--as-of", "2026-12-01"];
    let ran = gapcheck(&[&export[..], &["--csv", &csv, "--xlsx", &at(folder.path(), "again.xlsx")]].concat());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let twice = gapcheck(&[&export[..], &["--csv", &csv]].concat());
    assert!(twice.code == 2 && twice.err.contains("何も書きませんでした"), "{}", twice.err);
    let ran = gapcheck(&["spec", "import", &csv, "--into", &at(folder.path(), "other"), "--strict", "--lang", "en"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("25 groups"), "{}", ran.out);
    let ran = gapcheck(&["spec", "export", "child-allowance"]);
    assert_eq!(ran.code, 2, "neither a workbook nor a folder");
}

#[test]
fn rows_that_are_not_understood_are_named_and_strict_refuses_them() {
    let text =
        "データ項目ID,データ項目,グループ_名称,データ型,桁数\n01000001,宛名番号,課税,X,15\n0100002,氏名,課税,N,40\n";
    let (folder, path) = file("list.csv", text.as_bytes());
    let into = at(folder.path(), "specs");
    let told = ["spec", "import", &path, "--edition", "第1版", "--date", "2026-01-01", "--into", &into];
    let strict = gapcheck(&[&told[..], &["--strict"]].concat());
    assert!(strict.code == 2 && strict.err.contains("3行目") && !Path::new(&into).exists(), "{}", strict.err);
    let ran = gapcheck(&told);
    assert!(ran.code == 2 && ran.err.contains("3行目") && ran.out.contains("項目1"), "{}{}", ran.out, ran.err);
    std::fs::write(&path, text.replace("15", "16")).expect("written");
    let ran = gapcheck(&told);
    assert!(ran.code == 2 && ran.err.contains("既にあり"), "{}", ran.err);
}

#[test]
fn bad_input_is_refused_in_words() {
    let (_folder, path) = file("no.xlsx", b"this is no workbook");
    for (args, word) in [
        (&["spec", "import", "missing.xlsx", "--into", "x"][..], "missing.xlsx"),
        (&["spec", "import", &path, "--into", "x"], "no.xlsx"),
        (&["spec", "import", &path, "--into", "x", "--date", "2026-02-30"], "--date"),
        (&["spec", "import"], "FILE"),
    ] {
        let ran = gapcheck(args);
        assert!(ran.code == 2 && ran.err.contains(word), "{args:?}: {}", ran.err);
        assert!(!ran.err.contains("panicked"), "{}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_written_is_a_failure() {
    let (folder, book) = workbook("seal-registration");
    // a file where the folder should be, for those who may write everywhere
    let into = at(folder.path(), "taken");
    std::fs::write(&into, "").expect("written");
    let ran = gapcheck(&["spec", "import", &book, "--into", &into]);
    assert_eq!(ran.code, 3, "{}{}", ran.out, ran.err);
}

#[test]
fn a_profile_is_drafted_for_a_workbook_in_unknown_words() {
    let (_folder, path) =
        file("機能.csv", "番号,きのう,区分,きまり\n0100001,課税台帳,必,課税台帳を管理する\n".as_bytes());
    let ran = gapcheck(&["spec", "import", "--draft-profile", &path]);
    assert!(ran.code == 0 && ran.out.contains("kind =") && ran.out.contains("きまり"), "{}{}", ran.out, ran.err);
}

/// The folder with the official workbook, where it is at hand.
fn reference() -> Option<PathBuf> {
    let shared = std::env::var_os("GAPCHECK_SHARED").map_or_else(|| PathBuf::from("../shared"), PathBuf::from);
    let folder = shared.join("reference/digital-agency-031");
    let books = std::fs::read_dir(&folder).ok()?.flatten().map(|e| e.path());
    books.into_iter().find(|p| p.extension().is_some_and(|e| e == "xlsx"))
}

#[test]
fn the_official_workbook_of_031_becomes_the_edition_in_use() {
    let Some(book) = reference() else {
        eprintln!("notice: the official workbook of business 031 is not here; this test was passed over");
        return;
    };
    let (folder, _) = file("empty", b"");
    let into = at(folder.path(), "specs");
    let book = book.display().to_string();
    let ran = gapcheck(&["spec", "import", &book, "--into", &into]);
    assert!(ran.code == 2 && ran.err.contains("--edition") && ran.err.contains("--date"), "{}", ran.err);
    let told = ["spec", "import", &book, "--into", &into, "--edition", "第1版", "--date", "2026-08-01", "--strict"];
    let ran = gapcheck(&told);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(ran.out.contains("グループ1 項目29 コード3"), "{}", ran.out);
    let shown = gapcheck(&["spec", "show", "common-functions", "住登外者宛名基本情報", "--specs", &into]).out;
    assert_eq!(shown.lines().count(), 30, "{shown}");
    let template = at(folder.path(), "current.xml");
    assert_eq!(gapcheck(&["template", "current", "031", "--specs", &into, "--output", &template]).code, 0);
    let checked = gapcheck(&["031", &template, "--specs", &into]);
    assert_eq!(checked.code, 0, "{}", checked.out);
    assert!(checked.out.contains("第1版") && !checked.out.contains("参考版は"), "{}", checked.out);
}

/// People import what they have found: often the data list alone.
#[test]
fn what_an_imported_edition_does_not_have_is_neither_missing_nor_extra() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut edition = crate::official::official("common-functions");
    let kept = edition.groups[0].business.clone();
    edition.groups.retain(|g| g.business == kept);
    edition.businesses = vec![kept];
    edition.forms.clear();
    edition.functions.clear();
    edition.links.clear();
    let whole = gapcheck(&["template", "current", "common-functions"]).out;
    let input = folder.path().join("current.xml");
    std::fs::write(&input, whole).expect("written");
    crate::official::put(&edition, &folder.path().join("specs"));
    let specs = folder.path().join("specs").display().to_string();
    let ran = gapcheck(&["common-functions", &input.display().to_string(), "--specs", &specs, "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(report["systems"][0]["editions"][0]["basis"], "official");
    let rules: Vec<&str> =
        report["findings"].as_array().expect("a list").iter().filter_map(|f| f["rule"].as_str()).collect();
    let about_nothing = ["GAP0402", "GAP0501", "GAP0502", "GAP0601", "GAP0602", "GAP0605"];
    assert!(!rules.iter().any(|r| about_nothing.contains(r)), "{rules:?}");
    let unjudged = report["systems"][0]["unjudged"].as_array().expect("a list");
    let told = unjudged.iter().filter(|u| u["what"] == "edition-section").count();
    assert_eq!(told, 7 + 2, "seven businesses, forms and functions: {unjudged:?}");
    let text = gapcheck(&["common-functions", &input.display().to_string(), "--specs", &specs]).out;
    assert!(text.contains("帳票: 使っている版に入っていません"), "{text}");
}

/// What this project compiled never becomes official by going through a spreadsheet.
#[test]
fn a_reference_edition_that_was_written_out_is_not_taken_for_an_official_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let (book, into) = (folder.path().join("s.xlsx"), folder.path().join("specs").display().to_string());
    let name = book.display().to_string();
    assert_eq!(gapcheck(&["spec", "export", "seal-registration", "--xlsx", &name]).code, 0);
    let csv = folder.path().join("csv").display().to_string();
    assert_eq!(gapcheck(&["spec", "export", "seal-registration", "--csv", &csv]).code, 0);
    let items = format!("{csv}/seal-registration-items.csv");
    for file in [&name, &items] {
        let named = ["--system", "seal-registration", "--edition", "第1版", "--date", "2026-11-21", "--into", &into];
        let ran = gapcheck(&[&["spec", "import", file.as_str()], &named[..]].concat());
        assert_eq!(ran.code, 2, "{file}: {}", ran.out);
        assert!(ran.err.contains("参考版から書き出したもの"), "{}", ran.err);
    }
    assert!(!std::path::Path::new(&into).exists(), "nothing is written");
}
