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
        let out = std::process::Command::new("bash")
            .args(["-c", script, "bash", env!("CARGO_BIN_EXE_gapcheck"), "resident-tax", SAMPLE, "--quiet", "--output"])
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
