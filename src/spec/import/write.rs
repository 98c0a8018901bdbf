//! Imported editions as files: `DIR/<slug>/<date>-<basis>[-n].json`, all of them or none.

use std::io::Write;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use tempfile::NamedTempFile;

use crate::spec::edition::{Edition, Version};
use crate::spec::format::canonical;
use crate::spec::load::load_bytes;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// Why nothing was written.
#[derive(Debug)]
pub enum Unwritten {
    /// Something about the editions, or about what is there already.
    Refused(Vec<Problem>),
    /// The disk or the folder.
    Failed(Problem),
}

impl Unwritten {
    pub fn problems(&self) -> &[Problem] {
        match self {
            Unwritten::Refused(problems) => problems,
            Unwritten::Failed(problem) => std::slice::from_ref(problem),
        }
    }
}

/// Writes one edition.
///
/// # Errors
/// As [`write_all`].
pub fn write(edition: &Edition, dir: &Path) -> Result<PathBuf, Unwritten> {
    write_all(std::slice::from_ref(edition), dir).map(|mut paths| paths.remove(0))
}

/// Writes editions; the paths come in their order. One that is there already with the same content is left as it is.
///
/// # Errors
/// A label that is there with other content, a fault in an edition, a folder that cannot be written. Nothing is written then.
pub fn write_all(editions: &[Edition], dir: &Path) -> Result<Vec<PathBuf>, Unwritten> {
    let mut planned: Vec<Planned> = Vec::new();
    let mut problems = Vec::new();
    for edition in editions {
        match plan(edition, dir, &planned) {
            Ok(plan) => planned.push(plan),
            Err(mut faults) => problems.append(&mut faults),
        }
    }
    if !problems.is_empty() {
        return Err(Unwritten::Refused(problems));
    }
    let staged: Result<Vec<_>, Problem> = planned.iter().map(stage).collect();
    let staged = staged.map_err(Unwritten::Failed)?;
    let mut written: Vec<PathBuf> = Vec::new();
    for (plan, file) in planned.iter().zip(staged) {
        let Some(file) = file else { continue };
        if let Err(e) = file.persist_noclobber(&plan.path) {
            for path in &written {
                // best effort: the error below is what counts
                let _ = std::fs::remove_file(path);
            }
            return Err(Unwritten::Failed(unwritable(&plan.path, &e.error)));
        }
        written.push(plan.path.clone());
    }
    Ok(planned.into_iter().map(|p| p.path).collect())
}

struct Planned {
    path: PathBuf,
    text: String,
    /// The same content is there already.
    there: bool,
}

fn plan(edition: &Edition, dir: &Path, planned: &[Planned]) -> Result<Planned, Vec<Problem>> {
    let text = canonical(edition).map_err(|e| vec![unwritable(dir, &std::io::Error::other(e))])?;
    let folder = dir.join(&edition.system);
    load_bytes(&folder.display().to_string(), text.as_bytes())?;
    for path in json_files(&folder) {
        let Some((version, same)) = compare(&path, &text) else { continue };
        if version.label == edition.edition.label && !same {
            return Err(vec![label_taken(&path, &version)]);
        }
        if same {
            return Ok(Planned { path, text, there: true });
        }
    }
    let base = format!("{}-{}", edition.edition.date, edition.edition.basis.id());
    let names = std::iter::once(format!("{base}.json")).chain((2..).map(|n| format!("{base}-{n}.json")));
    let free = |path: &PathBuf| !path.exists() && planned.iter().all(|p| &p.path != path);
    let path = names.map(|name| folder.join(name)).find(free).unwrap_or_else(|| folder.join(&base));
    Ok(Planned { path, text, there: false })
}

#[derive(Deserialize)]
struct Header {
    edition: Version,
}

/// Version of an edition file, and whether its content is this one. None for what is no edition.
fn compare(path: &Path, text: &str) -> Option<(Version, bool)> {
    let there = std::fs::read_to_string(path).ok()?;
    let header: Header = serde_json::from_str(&there).ok()?;
    Some((header.edition, there == text))
}

fn json_files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> =
        entries.map(|e| e.path()).filter(|p| p.extension().is_some_and(|e| e == "json")).collect();
    files.sort();
    files
}

fn stage(plan: &Planned) -> Result<Option<NamedTempFile>, Problem> {
    if plan.there {
        return Ok(None);
    }
    let folder = plan.path.parent().unwrap_or(Path::new("."));
    let staged = || -> std::io::Result<NamedTempFile> {
        std::fs::create_dir_all(folder)?;
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(plan.text.as_bytes())?;
        file.as_file().sync_all()?;
        Ok(file)
    };
    staged().map(Some).map_err(|e| unwritable(folder, &e))
}

fn label_taken(path: &Path, version: &Version) -> Problem {
    let label = &version.label;
    Problem::new(
        path.display().to_string(),
        Bilingual::new(
            format!("版「{label}」（{}）が既にあり、内容が違います", version.date),
            format!("edition {label:?} ({}) is there already with other content", version.date),
        ),
        Bilingual::new(
            "差し替えるときはこのファイルを移すか消してから取り込み、別の版なら --edition で名前を変えてください",
            "to replace it, move or delete this file first; if it is another edition, name it with --edition",
        ),
    )
}

fn unwritable(path: &Path, error: &std::io::Error) -> Problem {
    Problem::new(
        path.display().to_string(),
        Bilingual::new("書き込めません", format!("cannot be written: {error}")),
        Bilingual::new(
            "フォルダの権限と空き容量を確認し、--into で別のフォルダも指定できます",
            "check the folder's permissions and free space, or name another one with --into",
        ),
    )
}
