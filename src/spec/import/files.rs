//! Which files an import reads: those named, and for a folder the workbooks and CSV files in it.

use std::path::{Path, PathBuf};

use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// Endings of what is read out of folders. Profiles (`.toml`) are named one by one: a folder may hold other settings.
pub(super) const ENDINGS: [&str; 6] = ["xlsx", "xlsm", "xls", "ods", "csv", "tsv"];

/// Folders within folders that are followed.
const DEPTH: usize = 8;

/// The files themselves, folders replaced by what is in them, by name. Hidden files and the locks that spreadsheets leave
/// (`~$…`) are passed over.
///
/// # Errors
/// A folder that cannot be read, or that holds nothing to read.
pub fn gather(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Vec<Problem>> {
    let mut files = Vec::new();
    let mut problems = Vec::new();
    for path in paths {
        if !path.is_dir() {
            files.push(path.clone());
            continue;
        }
        let before = files.len();
        match walk(path, DEPTH, &mut files) {
            Ok(()) if files.len() > before => {}
            Ok(()) => problems.push(empty(path)),
            Err(e) => problems.push(unreadable(path, &e)),
        }
    }
    if problems.is_empty() { Ok(files) } else { Err(problems) }
}

/// Every file under a folder, by name, whatever its kind.
///
/// # Errors
/// The folder cannot be read, or is empty.
pub(super) fn everything(folder: &Path) -> Result<Vec<PathBuf>, Problem> {
    let mut files = Vec::new();
    walk_all(folder, DEPTH, &mut files, &|_| true).map_err(|e| unreadable(folder, &e))?;
    if files.is_empty() { Err(empty(folder)) } else { Ok(files) }
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let read =
        |path: &Path| path.extension().is_some_and(|e| ENDINGS.iter().any(|known| e.eq_ignore_ascii_case(known)));
    walk_all(folder, depth, files, &read)
}

fn walk_all(
    folder: &Path,
    depth: usize,
    files: &mut Vec<PathBuf>,
    wanted: &dyn Fn(&Path) -> bool,
) -> std::io::Result<()> {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder)?.map(|e| e.map(|e| e.path())).collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with('.') || name.starts_with("~$") {
            continue;
        }
        if path.is_dir() {
            if depth > 0 {
                walk_all(&path, depth - 1, files, wanted)?;
            }
        } else if wanted(&path) {
            files.push(path);
        }
    }
    Ok(())
}

fn empty(folder: &Path) -> Problem {
    Problem::new(
        folder.display().to_string(),
        Bilingual::new("読み込むファイルがこのフォルダにありません", "nothing to read in this folder"),
        Bilingual::new(format!("読む拡張子: {}", ENDINGS.join("、")), format!("endings: {}", ENDINGS.join(", "))),
    )
}

fn unreadable(folder: &Path, error: &std::io::Error) -> Problem {
    Problem::new(
        folder.display().to_string(),
        Bilingual::new("フォルダを読めません", format!("the folder cannot be read: {error}")),
        Bilingual::new("フォルダの権限を確認してください", "check the folder's permissions"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_give_their_workbooks_and_nothing_else() {
        let desk = tempfile::tempdir().unwrap();
        std::fs::create_dir(desk.path().join("a")).unwrap();
        for name in ["b.XLSX", "a/c.csv", "~$b.xlsx", ".d.csv", "readme.txt"] {
            std::fs::write(desk.path().join(name), "x").unwrap();
        }
        let named = desk.path().join("readme.txt");
        let files = gather(&[desk.path().to_path_buf(), named.clone()]).unwrap();
        assert_eq!(files, [desk.path().join("a/c.csv"), desk.path().join("b.XLSX"), named]);
        std::fs::create_dir(desk.path().join("e")).unwrap();
        assert!(gather(&[desk.path().join("e")]).unwrap_err()[0].todo.ja.contains("xlsx"));
    }
}
