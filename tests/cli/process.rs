//! Running the program.

use std::path::Path;
use std::process::{Command, Output, Stdio};

/// What a run left behind.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

/// Runs `gapcheck ARGS` in the project's folder, without the user's own editions.
pub fn gapcheck(args: &[&str]) -> Ran {
    gapcheck_in(Path::new("."), args)
}

pub fn gapcheck_in(folder: &Path, args: &[&str]) -> Ran {
    let out = command(args).current_dir(folder).output().expect("runs");
    ran(out)
}

pub fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gapcheck"));
    command.args(args).env("GAPCHECK_DATA", "").env_remove("NO_COLOR").stdin(Stdio::null());
    command
}

/// Runs with text on standard input.
pub fn gapcheck_with_input(args: &[&str], input: &[u8]) -> Ran {
    use std::io::Write;
    let mut child =
        command(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("starts");
    child.stdin.take().expect("input").write_all(input).expect("written");
    ran(child.wait_with_output().expect("ends"))
}

fn ran(out: Output) -> Ran {
    Ran {
        code: out.status.code().unwrap_or(-1),
        out: String::from_utf8(out.stdout).expect("UTF-8"),
        err: String::from_utf8(out.stderr).expect("UTF-8"),
    }
}

/// A file in a folder of its own.
pub fn file(name: &str, bytes: &[u8]) -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    let path = path.display().to_string();
    (folder, path)
}

/// A document with this inside, for resident-tax.
pub fn current(inside: &str) -> String {
    format!("<current xmlns=\"urn:gapcheck:current:1\" role=\"present\" system=\"resident-tax\">{inside}</current>")
}
