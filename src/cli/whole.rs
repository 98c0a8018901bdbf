//! Files that are whole or not there: written beside their place under a name of our own, then renamed.
//!
//! New files get what the umask allows; an existing file keeps its mode, its owner and the links to it.

use std::fs::File;
use std::io::{Error, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::interrupt::Writing;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// Temporary files begin and end like this, so that a later run knows them for its own.
const PREFIX: &str = ".gapcheck-";
const SUFFIX: &str = ".tmp";

/// Links that are followed before they are taken for a circle.
const LINKS: usize = 40;

/// Writes one file whole or not at all. What is no file (a device, a named pipe) is written to as it is.
///
/// # Errors
/// The folder is not there, not writable, or the disk is full; the old file is as it was.
pub fn write(path: &str, bytes: &[u8]) -> Result<(), Problem> {
    let _writing = Writing::begin();
    let target = followed(Path::new(path));
    let device = std::fs::metadata(&target).is_ok_and(|m| !m.is_file() && !m.is_dir());
    let written = match device {
        true => File::options().write(true).open(&target).and_then(|mut out| out.write_all(bytes)),
        // a run beside this one may have taken our file for one that was left behind, before it was locked
        false => {
            let one = || staged(&target, bytes).and_then(|file| put(file, &target, bytes));
            one().or_else(|_| one())
        }
    };
    written.map_err(|e| unwritten(path, &e))
}

/// Writes several new files, all or none; folders that are missing are made.
///
/// # Errors
/// As [`write`]; nothing of it is there then.
pub fn write_new(files: &[(String, Vec<u8>)]) -> Result<(), Problem> {
    let _writing = Writing::begin();
    let mut folders = Vec::new();
    let mut there = Vec::new();
    let done = all_new(files, &mut folders, &mut there);
    if done.is_err() {
        // best effort: the error is what counts
        there.iter().for_each(|path| drop(std::fs::remove_file(path)));
        folders.iter().rev().for_each(|folder| drop(std::fs::remove_dir(folder)));
    }
    done
}

fn all_new(files: &[(String, Vec<u8>)], folders: &mut Vec<PathBuf>, there: &mut Vec<PathBuf>) -> Result<(), Problem> {
    let mut ready = Vec::new();
    for (path, bytes) in files {
        let target = PathBuf::from(path);
        make_folder(target.parent().unwrap_or(Path::new("")), folders).map_err(|e| unwritten(path, &e))?;
        ready.push((path, staged(&target, bytes).map_err(|e| unwritten(path, &e))?, target));
    }
    for (path, file, target) in ready {
        file.file.persist_noclobber(&target).map_err(|e| unwritten(path, &e.error))?;
        there.push(target);
    }
    Ok(())
}

/// Makes a folder and those above it that are missing, and tells which it made.
pub fn make_folder(folder: &Path, made: &mut Vec<PathBuf>) -> std::io::Result<()> {
    if folder.as_os_str().is_empty() || folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        make_folder(above, made)?;
    }
    match std::fs::create_dir(folder) {
        Ok(()) => made.push(folder.to_path_buf()),
        // somebody else was quicker
        Err(_) if folder.is_dir() => {}
        Err(e) => return Err(e),
    }
    Ok(())
}

/// The place that a chain of links ends at, also if nothing is there yet.
fn followed(path: &Path) -> PathBuf {
    let mut at = path.to_path_buf();
    for _ in 0..LINKS {
        let Ok(to) = std::fs::read_link(&at) else { break };
        at = at.parent().map_or(to.clone(), |folder| folder.join(&to));
    }
    at
}

fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// A finished file beside its place, locked so that no other run takes it for one that was left behind.
struct Staged {
    file: NamedTempFile,
    _lock: fd_lock::RwLock<File>,
}

fn staged(target: &Path, bytes: &[u8]) -> std::io::Result<Staged> {
    let folder = folder_of(target);
    sweep(folder);
    let mut builder = tempfile::Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    let mut lock = fd_lock::RwLock::new(file.as_file().try_clone()?);
    if let Ok(held) = lock.try_write() {
        // it lasts as long as the file is open
        std::mem::forget(held);
    }
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    if let Ok(old) = std::fs::metadata(target) {
        keep(&old, file.as_file());
    }
    Ok(Staged { file, _lock: lock })
}

/// Puts a finished file in its place. One that has several names keeps them all, so it is written into; should that
/// fail, it gets its old contents back.
fn put(staged: Staged, target: &Path, bytes: &[u8]) -> std::io::Result<()> {
    if names(target) < 2 {
        return staged.file.persist(target).map(drop).map_err(|e| e.error);
    }
    let old = std::fs::read(target)?;
    std::fs::write(target, bytes).inspect_err(|_| {
        // best effort: the error is what counts
        let _ = std::fs::write(target, &old);
    })
}

/// Removes what a run that was killed left in a folder. A run that is still writing holds its file locked.
fn sweep(folder: &Path) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let ours = name.to_str().is_some_and(|n| n.starts_with(PREFIX) && n.ends_with(SUFFIX));
        let Some(left) = ours.then(|| File::open(entry.path()).ok()).flatten() else { continue };
        if fd_lock::RwLock::new(left).try_write().is_ok() {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}

#[cfg(unix)]
fn names(target: &Path) -> u64 {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(target).map_or(1, |m| m.nlink())
}

#[cfg(not(unix))]
fn names(_target: &Path) -> u64 {
    1
}

#[cfg(unix)]
fn keep(old: &std::fs::Metadata, file: &File) {
    use std::os::unix::fs::MetadataExt;
    // only the administrator may give files away; first, because it clears bits of the mode
    let _ = std::os::unix::fs::fchown(file, Some(old.uid()), Some(old.gid()));
    let _ = file.set_permissions(old.permissions());
}

#[cfg(not(unix))]
fn keep(_old: &std::fs::Metadata, _file: &File) {}

fn unwritten(path: &str, error: &Error) -> Problem {
    Problem::new(
        path,
        Bilingual::new("ファイルに書けません", format!("cannot be written: {error}")),
        Bilingual::new(
            "フォルダの有無、書込み権限、空き容量を確認してください。元のファイルはそのままです",
            "check folder, permissions and free space; the old file is as it was",
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn desk(names: &[&str]) -> tempfile::TempDir {
        let desk = tempfile::tempdir().unwrap();
        names.iter().for_each(|n| std::fs::write(desk.path().join(n), "old").unwrap());
        desk
    }

    fn names_in(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }

    #[test]
    fn what_a_killed_run_left_goes_and_what_a_living_one_writes_stays() {
        let desk = desk(&[".gapcheck-aaaa.tmp", ".gapcheck-bbbb.tmp", ".tmpfile", "a.tmp"]);
        let alive = File::open(desk.path().join(".gapcheck-bbbb.tmp")).unwrap();
        let mut lock = fd_lock::RwLock::new(alive);
        let _held = lock.try_write().unwrap();
        write(&desk.path().join("r.json").display().to_string(), b"new").unwrap();
        assert_eq!(names_in(desk.path()), [".gapcheck-bbbb.tmp", ".tmpfile", "a.tmp", "r.json"]);
    }

    #[test]
    fn several_files_are_all_there_or_none() {
        let desk = desk(&["b"]);
        let path = |name: &str| (desk.path().join(name).display().to_string(), b"new".to_vec());
        assert!(write_new(&[path("x/y/a"), path("b")]).is_err());
        assert_eq!(names_in(desk.path()), ["b"]);
        assert_eq!(std::fs::read(desk.path().join("b")).unwrap(), b"old");
        write_new(&[path("x/y/a"), path("c")]).unwrap();
        assert_eq!(names_in(desk.path()), ["b", "c", "x"]);
    }

    #[cfg(unix)]
    #[test]
    fn links_modes_and_second_names_stay() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
        let desk = desk(&["real", "twin"]);
        let at = |name: &str| desk.path().join(name);
        std::fs::set_permissions(at("real"), std::fs::Permissions::from_mode(0o640)).unwrap();
        symlink("real", at("link")).unwrap();
        symlink("not-yet", at("dangling")).unwrap();
        std::fs::hard_link(at("twin"), at("twin2")).unwrap();
        for name in ["link", "dangling", "twin"] {
            write(&at(name).display().to_string(), b"new").unwrap();
        }
        assert!(at("link").is_symlink() && at("dangling").is_symlink());
        assert_eq!(std::fs::metadata(at("real")).unwrap().mode() & 0o777, 0o640);
        for name in ["real", "not-yet", "twin2"] {
            assert_eq!(std::fs::read(at(name)).unwrap(), b"new", "{name}");
        }
    }
}
