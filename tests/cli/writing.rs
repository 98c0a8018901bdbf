//! Output files are whole or not there: the old file survives a full disk, a folder that may not be written and an interruption.

use crate::process::*;

const SAMPLE: &str = "samples/resident-tax/current.xml";

/// A file that was there before, alone in its folder.
fn old(name: &str) -> (tempfile::TempDir, String) {
    file(name, b"the old report\n")
}

fn untouched(folder: &tempfile::TempDir, path: &str) {
    assert_eq!(std::fs::read_to_string(path).expect("read"), "the old report\n");
    let left = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(left, 1, "a half file was left behind");
}

/// A limit on the size of files is what a full disk looks like to a program.
#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_old_file() {
    for name in ["r.html", "r.json", "r.csv", "r.sarif"] {
        let (folder, path) = old(name);
        let script = "trap '' XFSZ; ulimit -f 8; exec \"$@\"";
        let out = std::process::Command::new("sh")
            .args(["-c", script, "sh", env!("CARGO_BIN_EXE_gapcheck"), "resident-tax", SAMPLE, "--quiet", "--output"])
            .arg(&path)
            .env("GAPCHECK_DATA", "")
            .output()
            .expect("runs");
        let told = String::from_utf8_lossy(&out.stderr).into_owned();
        assert_eq!(out.status.code(), Some(3), "{name}: {told}");
        assert!(told.contains("元のファイルはそのまま"), "{told}");
        untouched(&folder, &path);
    }
}

#[test]
fn a_folder_that_is_not_there_is_told_and_the_other_files_are_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let there = folder.path().join("r.json").display().to_string();
    let ran = gapcheck(&["resident-tax", SAMPLE, "--quiet", "--output", "no-such-folder/r.html", "--output", &there]);
    assert!(ran.code == 3 && ran.err.contains("no-such-folder/r.html"), "{} {}", ran.code, ran.err);
    assert!(std::fs::metadata(&there).is_ok_and(|m| m.len() > 1000));
}

/// Ctrl-C between two systems: what was found in the first is written whole, marked as partial.
#[cfg(target_os = "linux")]
#[test]
fn an_interrupted_check_writes_what_was_found() {
    use std::io::{BufRead, BufReader, Write};
    use std::process::{Command, Stdio};
    let folder = tempfile::tempdir().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    for (from, to) in [("resident-record", "first.xml"), ("resident-tax", "last.xml")] {
        std::fs::copy(format!("samples/{from}/current.xml"), path(to)).expect("copied");
    }
    let slow = path("slow.xml");
    assert!(Command::new("mkfifo").arg(&slow).status().expect("runs").success());
    let config = "[systems.resident-record]\ncurrent = [\"first.xml\"]\n[systems.seal-registration]\ncurrent = [\"slow.xml\"]\n\
                  [systems.resident-tax]\ncurrent = [\"last.xml\"]\n";
    std::fs::write(path("gapcheck.toml"), config).expect("written");
    let (config, report) = (path("gapcheck.toml").display().to_string(), path("r.json").display().to_string());
    std::fs::write(&report, "the old report\n").expect("written");
    let mut child = command(&["check", "--all", "--quiet", "--config", &config, "--output", &report])
        .stderr(Stdio::piped())
        .spawn()
        .expect("starts");
    // opening waits until the program reads: the first system is done by then
    let mut pipe = std::fs::OpenOptions::new().write(true).open(&slow).expect("opened");
    // a builtin: the program of that name is not on every machine
    let interrupt = Command::new("sh").args(["-c", "kill -INT $0", &child.id().to_string()]).status().expect("runs");
    assert!(interrupt.success());
    let mut told = String::new();
    BufReader::new(child.stderr.as_mut().expect("a pipe")).read_line(&mut told).expect("read");
    assert!(told.contains("中断します"), "{told}");
    assert_eq!(std::fs::read_to_string(&report).expect("read"), "the old report\n");
    pipe.write_all(&std::fs::read("samples/seal-registration/current.xml").expect("read")).expect("written");
    drop(pipe);
    assert_eq!(child.wait().expect("ends").code(), Some(130));
    let written: serde_json::Value =
        serde_json::from_str(&std::fs::read_to_string(&report).expect("read")).expect("a whole report");
    assert_eq!(written["partial"], true);
    let of = |slug: &str| {
        let findings = written["findings"].as_array().expect("a list");
        findings.iter().filter(|f| f["system"] == slug).count()
    };
    assert!(of("resident-record") > 100, "{}", of("resident-record"));
    assert_eq!((of("seal-registration"), of("resident-tax")), (0, 0));
    assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 5, "nothing else is left behind");
}

/// On a terminal a bar says how far it is; in a pipe nothing does.
#[cfg(target_os = "linux")]
#[test]
fn progress_is_shown_on_a_terminal_only() {
    let run =
        format!("{} check --all --config samples/city/gapcheck.toml --fail-on never", env!("CARGO_BIN_EXE_gapcheck"));
    let piped = gapcheck(&["check", "--all", "--config", "samples/city/gapcheck.toml", "--fail-on", "never"]);
    assert!(piped.code == 0 && piped.err.is_empty(), "{}", piped.err);
    let Ok(shown) = std::process::Command::new("script")
        .args(["-qec", &run, "/dev/null"])
        .env("GAPCHECK_DATA", "")
        .env("TERM", "xterm")
        .stdin(std::process::Stdio::null())
        .output()
    else {
        println!("script is not to be had here: the bar was not looked at");
        return;
    };
    assert!(String::from_utf8_lossy(&shown.stdout).contains("/20 "), "no bar on a terminal");
}
