//! What people typed is never lost: not to a broken quote, not to a second run, not to an output in the wrong place.

use crate::ledger::*;
use crate::process::*;

const SAMPLE: &str = "samples/resident-tax/current.xml";
const WRITE: [&str; 6] = ["decisions", "write", "resident-tax", "current.xml", "--decisions", "d.csv"];

fn written() -> tempfile::TempDir {
    let folder = sample();
    let ran = run(&folder, &WRITE);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    folder
}

fn lines(folder: &tempfile::TempDir, name: &str) -> Vec<String> {
    read(folder, name).split_inclusive('\n').map(str::to_string).collect()
}

fn put(folder: &tempfile::TempDir, name: &str, text: &str) {
    std::fs::write(folder.path().join(name), text).expect("written");
}

/// Each way to break a file of decisions, and the line that is told.
#[test]
fn a_broken_file_of_decisions_is_refused_with_its_line_and_left_alone() {
    let folder = written();
    let whole = lines(&folder, "d.csv");
    let last = whole.len();
    let changed = |n: usize, change: &dyn Fn(&str) -> String| {
        let mut all = whole.clone();
        all[n - 1] = change(&all[n - 1]);
        all.concat()
    };
    let open = |line: &str| line.replacen(',', ",\"", 1);
    let cases: Vec<(String, usize)> = vec![
        (changed(6, &open), 6),
        (changed(last, &open), last),
        (changed(2, &|l| format!("\"{l}")), 2),
        (changed(9, &|l| l.replacen(",", ",\"未定\"x", 1)), 9),
        (changed(last, &|l| l.chars().take(40).collect()), last),
        (changed(last, &|l| l.trim_end().trim_end_matches(',').to_string()), last),
        (changed(last, &|l| format!("{}\r\n", l.trim_end().trim_end_matches(','))), last),
        (changed(last, &|l| format!("{}r1-ab", l.trim_end())), last),
        (changed(4, &|l| format!("{},メモ\r\n", l.trim_end())), 4),
    ];
    for (text, line) in cases {
        put(&folder, "d.csv", &text);
        put(&folder, "copy.csv", &whole.concat());
        for args in [&WRITE[..], &["decisions", "pull", "copy.csv", "--decisions", "d.csv"]] {
            let ran = run(&folder, args);
            assert_eq!(ran.code, 2, "{line} {}{}", ran.out, ran.err);
            assert!(ran.err.contains(&format!("{line} 行目")), "{line}: {}", ran.err);
            assert_eq!(read(&folder, "d.csv"), text, "{args:?}");
        }
    }
}

#[test]
fn a_broken_copy_takes_nothing_away_and_a_short_row_clears_nothing() {
    let folder = written();
    let whole = read(&folder, "d.csv");
    for broken in [whole.replacen(',', ",\"", 400), whole.chars().take(9000).collect::<String>().trim_end().to_string()]
    {
        put(&folder, "copy.csv", &broken);
        let ran = run(&folder, &["decisions", "pull", "copy.csv", "--decisions", "d.csv"]);
        assert_eq!((ran.code, read(&folder, "d.csv") == whole), (2, true), "{}", ran.err);
    }
}

#[test]
fn an_unclosed_quote_in_a_list_or_an_answer_sheet_is_refused_with_its_line() {
    for (name, text) in [
        ("l.csv", "テーブル,項目,型,桁数\nT,A,X,1\nT,\"B,X,2\nT,C,X,3\nT,D,X,4\n"),
        ("l.tsv", "テーブル\t項目\t型\nT\tA\tX\nT\t\"B\tX\nT\tC\tX\n"),
        ("l.csv", "テーブル;項目;型;桁数\nT;A;X;1\nT;\"B\" b;X;2\n"),
        ("a.csv", "業務,機能名,実装区分,回答\n010,甲,,あり\n010,\"乙,,なし\n010,丙,,あり\n"),
        ("cut.csv", "テーブル,項目,型,桁数\nT,A,X,1\nT,B"),
    ] {
        let (_folder, path) = file(name, text.as_bytes());
        let list = gapcheck(&["import", &path, "--system", "resident-tax"]);
        let check = gapcheck(&["resident-tax", SAMPLE, &path, "--quiet"]);
        for ran in [list, check] {
            assert_eq!(ran.code, 2, "{text} {}{}", ran.out, ran.err);
            assert!(ran.err.contains("3 行目"), "{text}: {}", ran.err);
        }
    }
}

/// Several runs at once: what each takes in stays.
#[test]
fn eight_at_once_lose_nothing() {
    const WRITERS: usize = 8;
    const ROUNDS: usize = 50;
    let folder = tempfile::tempdir().expect("a folder");
    let row = |w: usize, n: usize| format!("s1-{w}x{n},,,,,,,EUC,,,,,,,,,\r\n");
    let headings = "key,種別,業務,グループ,項目,現行,状態,対応方針,担当課,期限,状況,条例等改正,住民周知,備考,決定者,決定日,改訂\r\n";
    for w in 0..WRITERS {
        for n in 0..ROUNDS {
            put(&folder, &format!("c{w}-{n}.csv"), &format!("{headings}{}", row(w, n)));
        }
    }
    std::thread::scope(|scope| {
        for w in 0..WRITERS {
            let folder = &folder;
            scope.spawn(move || {
                for n in 0..ROUNDS {
                    let ran = run(folder, &["decisions", "pull", &format!("c{w}-{n}.csv"), "--decisions", "d.csv"]);
                    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
                }
            });
        }
    });
    assert_eq!(lines(&folder, "d.csv").len(), 1 + WRITERS * ROUNDS);
    let left: Vec<_> = std::fs::read_dir(folder.path()).expect("a folder").flatten().collect();
    assert_eq!(left.len(), WRITERS * ROUNDS + 1, "a lock or a half file was left");
}

#[test]
fn two_baselines_at_once_both_land() {
    let folder = sample();
    let child = "<current xmlns=\"urn:gapcheck:current:1\" role=\"present\" system=\"child-allowance\"><layout><table name=\"T\"/></layout></current>";
    // a mapping beside an input belongs to it
    std::fs::create_dir(folder.path().join("other")).expect("made");
    put(&folder, "other/current.xml", child);
    let write = |system: &'static str, current: &'static str| {
        run(&folder, &["baseline", "write", system, current, "--baseline", "b.jsonl", "--reason", "後で"])
    };
    std::thread::scope(|scope| {
        scope.spawn(|| write("resident-tax", "current.xml"));
        scope.spawn(|| write("child-allowance", "other/current.xml"));
    });
    let all = read(&folder, "b.jsonl");
    assert!(all.contains("\"system\":\"resident-tax\"") && all.contains("\"system\":\"child-allowance\""));
}

/// An output that is an input of the run, by whatever name.
#[cfg(unix)]
#[test]
fn no_output_takes_the_place_of_an_input() {
    let folder = written();
    let at = |name: &str| folder.path().join(name);
    std::os::unix::fs::symlink("d.csv", at("soft.csv")).expect("linked");
    std::fs::hard_link(at("d.csv"), at("hard.csv")).expect("linked");
    std::fs::create_dir(at("sub")).expect("made");
    let absolute = at("d.csv").display().to_string();
    let before = read(&folder, "d.csv");
    for name in ["d.csv", "./d.csv", "sub/../d.csv", "soft.csv", "hard.csv", &absolute] {
        let args = ["resident-tax", "current.xml", "--decisions", "d.csv", "--quiet", "--output", name];
        let ran = run(&folder, &args);
        assert_eq!((ran.code, read(&folder, "d.csv") == before), (2, true), "{name} {}", ran.err);
        assert!(ran.err.contains("--force"), "{}", ran.err);
    }
    for args in [
        &["resident-tax", "current.xml", "--quiet", "--output", "current.xml"][..],
        &["map", "suggest", "resident-tax", "current.xml", "--output", "mapping.toml"],
        &["template", "mapping", "resident-tax", "--output", "mapping.toml"],
        &["resident-tax", "current.xml", "--quiet", "--output", "hard.csv"],
        &["import", "list.csv", "--system", "resident-tax", "--output", "list.csv"],
    ] {
        put(&folder, "list.csv", "テーブル,項目,型,桁数\nT,A,X,1\n");
        put(&folder, "mapping.toml", "system = \"resident-tax\"\n# 手で書いた\n");
        let ran = run(&folder, args);
        assert_eq!(ran.code, 2, "{args:?} {}", ran.err);
        assert_eq!(read(&folder, "mapping.toml"), "system = \"resident-tax\"\n# 手で書いた\n");
        assert!(read(&folder, "list.csv").starts_with("テーブル") && read(&folder, "d.csv") == before);
    }
    assert_eq!(run(&folder, &["template", "mapping", "resident-tax", "--output", "mapping.toml", "--force"]).code, 0);
    for _ in 0..2 {
        let ran = run(&folder, &["resident-tax", "current.xml", "--quiet", "--fail-on", "never", "--output", "r.csv"]);
        assert_eq!(ran.code, 0, "an earlier report may be replaced: {}", ran.err);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_standard_output_that_takes_nothing_is_told() {
    for args in [
        &["--help"][..],
        &["--version"],
        &["rules"],
        &["completions", "bash"],
        &["man"],
        &["explain", "GAP0202"],
        &["spec", "list"],
        &["resident-tax", SAMPLE],
        &["resident-tax", SAMPLE, "--format", "json"],
        &["template", "current", "resident-tax"],
        &["map", "suggest", "resident-tax", SAMPLE],
    ] {
        let full = std::fs::File::options().write(true).open("/dev/full").expect("there");
        let out = command(args).stdout(full).stderr(std::process::Stdio::piped()).output().expect("runs");
        let told = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(3), "{args:?} {told}");
        assert!(told.contains("標準出力に書けません"), "{args:?} {told}");
    }
    let closed = std::process::Command::new("sh")
        .args(["-c", "\"$0\" rules --format markdown | head -n 1; \"$0\" rules | true", env!("CARGO_BIN_EXE_gapcheck")])
        .output()
        .expect("runs");
    assert!(closed.stderr.is_empty(), "a closed pipe is silent");
}

#[cfg(unix)]
#[test]
fn new_files_follow_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    for (umask, mode) in [("027", 0o640), ("000", 0o666), ("077", 0o600)] {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("r.json");
        let script =
            format!("umask {umask}; exec \"$0\" resident-tax {SAMPLE} --quiet --fail-on never --output \"$1\"");
        let done = std::process::Command::new("sh")
            .args(["-c", &script, env!("CARGO_BIN_EXE_gapcheck")])
            .arg(&path)
            .env("GAPCHECK_DATA", "")
            .status()
            .expect("runs");
        assert!(done.success());
        assert_eq!(std::fs::metadata(&path).expect("written").permissions().mode() & 0o777, mode);
    }
}

#[test]
fn the_name_of_a_system_is_no_path() {
    let edition = std::fs::read_to_string("samples/revision/old.json").expect("read");
    let slug = serde_json::from_str::<serde_json::Value>(&edition).expect("JSON")["system"].to_string();
    for name in ["../../../PWNED", "a/b", "..", "/etc/x", "a\\\\b", "A", "", "a\\u0000b", "a b"] {
        let folder = tempfile::tempdir().expect("a folder");
        let evil = edition.replacen(&format!("\"system\":{slug}"), &format!("\"system\":\"{name}\""), 1);
        assert_ne!(evil, edition);
        let path = folder.path().join("e.json").display().to_string();
        std::fs::write(&path, evil).expect("written");
        let deep = folder.path().join("a/b/c/ren").display().to_string();
        for args in [&["spec", "check", &path][..], &["spec", "diff", &path, &path, "--renames", &deep]] {
            let ran = gapcheck(args);
            assert_eq!(ran.code, 2, "{name} {args:?} {}", ran.out);
        }
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 1, "{name}");
    }
}

/// LibreOffice takes 007 for a number; nobody edited that.
#[test]
fn zeros_that_a_spreadsheet_took_away_are_no_edit() {
    let folder = written();
    let copy = |from: &str, to: &str, name: &str| put(&folder, name, &read(&folder, "d.csv").replacen(from, to, 1));
    copy(",,,,,,,,,\r\n", ",,,,,,,007,,\r\n", "typed.csv");
    let ran = run(&folder, &["decisions", "pull", "typed.csv", "--decisions", "d.csv"]);
    assert!(ran.code == 0 && read(&folder, "d.csv").contains(",007,"), "{}{}", ran.out, ran.err);
    copy(",007,", ",7,", "saved.csv");
    let before = read(&folder, "d.csv");
    let ran = run(&folder, &["decisions", "pull", "saved.csv", "--decisions", "d.csv"]);
    assert!(ran.code == 0 && ran.out.contains("反映 0 行"), "{}{}", ran.out, ran.err);
    assert_eq!(read(&folder, "d.csv"), before);
}

#[test]
fn a_carried_mapping_keeps_its_line_ends() {
    let mapping = std::fs::read_to_string("samples/revision/mapping.toml").expect("read").replace('\n', "\r\n");
    let (folder, path) = file("mapping.toml", mapping.as_bytes());
    let out = folder.path().join("out").display().to_string();
    let editions = ["--from", "samples/revision/old.json", "--to", "samples/revision/new.json"];
    let ran = gapcheck(&[&["map", "migrate"], &editions[..], &["--mapping", &path, "--output-dir", &out]].concat());
    assert!(ran.code < 2, "{}", ran.err);
    let carried = std::fs::read_to_string(folder.path().join("out/mapping.toml")).expect("written");
    assert_eq!(carried.matches('\n').count(), carried.matches("\r\n").count());
}

/// A later file that cannot be written takes the earlier ones back.
#[cfg(unix)]
#[test]
fn what_is_carried_is_written_whole_or_not_at_all() {
    let folder = tempfile::tempdir().expect("a folder");
    let mapping = std::fs::read_to_string("samples/revision/mapping.toml").expect("read");
    let long = format!("{mapping}\n{}", "# x\n".repeat(5000));
    let path = folder.path().join("mapping.toml");
    std::fs::write(&path, long).expect("written");
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$@\"";
    let out = std::process::Command::new("sh")
        .args(["-c", script, "sh", env!("CARGO_BIN_EXE_gapcheck"), "map", "migrate"])
        .args(["--from", "samples/revision/old.json", "--to", "samples/revision/new.json", "--mapping"])
        .arg(&path)
        .arg("--output-dir")
        .arg(folder.path().join("a/out"))
        .env("GAPCHECK_DATA", "")
        .output()
        .expect("runs");
    assert_eq!(out.status.code(), Some(3), "{}", String::from_utf8_lossy(&out.stderr));
    assert!(!folder.path().join("a").exists(), "something was left");
}

#[cfg(target_os = "linux")]
#[test]
fn a_report_names_no_folder_of_the_machine() {
    let folder = sample();
    let home = folder.path().display().to_string();
    let absolute = folder.path().join("current.xml").display().to_string();
    let formats = ["text", "json", "jsonl", "sarif", "junit", "github", "gitlab", "markdown", "csv", "html"];
    for format in formats {
        let args = ["resident-tax", &absolute, "--format", format, "--fail-on", "never"];
        let elsewhere = gapcheck(&args);
        assert!(elsewhere.code == 0 && !elsewhere.out.contains(&home), "{format}: {}", elsewhere.err);
        let inside = run(&folder, &args);
        let relative = run(&folder, &["resident-tax", "current.xml", "--format", format, "--fail-on", "never"]);
        let folded = run(&folder, &["resident-tax", "./x/../current.xml", "--format", format, "--fail-on", "never"]);
        assert_eq!((&inside.out, inside.code), (&relative.out, 0), "{format}");
        // a folder that is not there cannot be walked through
        assert!(folded.code == 2 || folded.out == relative.out, "{format}");
    }
    std::fs::create_dir(folder.path().join("x")).expect("made");
    let folded = run(&folder, &["resident-tax", "./x/../current.xml", "--format", "sarif", "--fail-on", "never"]);
    assert!(folded.out.contains("\"current.xml\"") && !folded.out.contains("./"), "{}", folded.err);
}

#[cfg(unix)]
#[test]
fn the_system_that_asks_to_end_is_obeyed_like_the_keyboard() {
    use std::io::Read;
    let folder = tempfile::tempdir().expect("a folder");
    let pipe = folder.path().join("slow.xml").display().to_string();
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().expect("runs").success());
    let mut child = command(&["import", &pipe, "--system", "resident-tax"])
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("starts");
    let held = std::fs::File::options().write(true).open(&pipe).expect("opened");
    let kill = format!("kill -TERM {}", child.id());
    assert!(std::process::Command::new("sh").args(["-c", &kill]).status().expect("runs").success());
    assert_eq!(child.wait().expect("ends").code(), Some(143));
    drop(held);
    let mut told = String::new();
    child.stderr.take().expect("a pipe").read_to_string(&mut told).expect("read");
    assert!(!told.contains("panick"), "{told}");
}

/// One broken file in the user's folder stops the systems that would use it, and no other.
#[test]
fn a_broken_edition_stops_only_its_own_system() {
    let data = tempfile::tempdir().expect("a folder");
    let put = |path: &str, text: &str| {
        let path = data.path().join("specs").join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
        std::fs::write(path, text).expect("written");
    };
    put("child-allowance/2027-04-01-official.json", "{\"schema\":\"gapcheck.edition/1\",");
    put("seal.json", "{ \"system\" : \"seal-registration\", \"edition\": 1 ");
    put("nobody.json", "\u{1}");
    let ran = |args: &[&str]| {
        let out = command(args).env("GAPCHECK_DATA", data.path()).output().expect("runs");
        (out.status.code(), String::from_utf8_lossy(&out.stderr).into_owned())
    };
    let quiet = ["--quiet", "--fail-on", "never"];
    let (code, told) = ran(&[&["resident-tax", SAMPLE], &quiet[..]].concat());
    assert_eq!(code, Some(0), "{told}");
    assert!(told.contains("2027-04-01-official.json") && told.contains("nobody.json"), "{told}");
    for system in ["child-allowance", "seal-registration"] {
        let current = format!("samples/{system}/current.xml");
        let (code, told) = ran(&[&[system, &current], &quiet[..]].concat());
        assert_eq!(code, Some(2), "{system} {told}");
    }
    let (code, told) =
        ran(&["check", "--all", "--config", "samples/city/gapcheck.toml", "--quiet", "--fail-on", "never"]);
    assert!(code == Some(2) && told.contains("2027-04-01-official.json"), "{told}");
}
