//! Writing: to the terminal, to a pipe that may be closed, to files that are whole or not there.

use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::interrupt::Writing;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// Writes to standard output. A closed pipe is silent: whoever reads has seen enough.
pub fn print(text: &str) {
    print_bytes(text.as_bytes());
}

pub fn print_bytes(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    let _ = out.write_all(bytes).and_then(|()| out.flush());
}

/// A line on standard error.
pub fn error_line(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{text}");
}

pub fn on_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// Writes a file whole or not at all: into a temporary file beside it, then by renaming. A link stays a link; what is no
/// file (a device, a named pipe) is written to as it is.
///
/// # Errors
/// The folder is not there, not writable, or the disk is full; the old file is as it was.
pub fn write_whole(path: &str, bytes: &[u8]) -> Result<(), Problem> {
    let _writing = Writing::begin();
    let target = &std::fs::canonicalize(path).unwrap_or_else(|_| PathBuf::from(path));
    let folder = target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let in_place = std::fs::metadata(target).is_ok_and(|m| !m.is_file() && !m.is_dir());
    let result = match in_place {
        true => std::fs::OpenOptions::new().write(true).open(target).and_then(|mut out| out.write_all(bytes)),
        false => replace(target, folder, bytes),
    };
    result.map_err(|e| {
        Problem::new(
            path,
            Bilingual::new("ファイルに書けません", format!("cannot be written: {e}")),
            Bilingual::new(
                "フォルダの有無、書込み権限、空き容量を確認してください。元のファイルはそのままです",
                "check folder, permissions and free space; the old file is as it was",
            ),
        )
    })
}

fn replace(target: &Path, folder: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let mut file = tempfile::NamedTempFile::new_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    keep_permissions(target, file.as_file());
    file.persist(target).map_err(|e| e.error)?;
    Ok(())
}

/// A temporary file is private; the finished one is readable like the one it replaces, or like any new file.
#[cfg(unix)]
fn keep_permissions(target: &Path, file: &std::fs::File) {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::metadata(target).map_or(0o644, |m| m.permissions().mode());
    let _ = file.set_permissions(std::fs::Permissions::from_mode(mode));
}

#[cfg(not(unix))]
fn keep_permissions(_target: &Path, _file: &std::fs::File) {}

/// Writes to a file, or to standard output without one.
pub fn write_or_print(path: Option<&str>, text: &str, lang: crate::text::lang::Lang) -> Exit {
    match path {
        None => {
            print(text);
            Exit::Clean
        }
        Some(path) => write_file(path, text.as_bytes(), lang),
    }
}

/// Writes a file whole, or tells why not.
pub fn write_file(path: &str, bytes: &[u8], lang: crate::text::lang::Lang) -> Exit {
    match write_whole(path, bytes) {
        Ok(()) => Exit::Clean,
        Err(problem) => {
            error_line(&problem.render(lang));
            Exit::CannotCheck
        }
    }
}
