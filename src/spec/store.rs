//! Where editions come from, and which one a check uses.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::bundled;
use super::catalog::Catalog;
use super::edition::{Basis, Version};
use super::load::{LoadedEdition, load_bundled, load_file};
use super::standard::Standard;
use crate::text::digest::sha256_hex;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// An edition that could be used.
#[derive(Debug, Clone)]
pub struct Entry {
    pub slug: String,
    pub version: Version,
    pub place: EditionPlace,
    pub sha256: String,
    /// Position in the search order: folders as given, the bundled ones last.
    rank: usize,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditionPlace {
    Bundled(usize),
    File(PathBuf),
}

impl EditionPlace {
    pub fn name(&self) -> String {
        match self {
            EditionPlace::Bundled(i) => bundled::EDITIONS[*i].0.to_string(),
            EditionPlace::File(path) => path.display().to_string(),
        }
    }
}

/// Only what tells an edition's identity; the rest of the file is skipped.
#[derive(Deserialize)]
struct Header {
    system: String,
    edition: Version,
}

/// All editions in reach.
#[derive(Debug)]
pub struct Store {
    pub entries: Vec<Entry>,
    /// Files that are no editions after all. They stop only the systems that they are of.
    pub broken: Vec<Broken>,
}

/// A file among the editions that cannot be read.
#[derive(Debug)]
pub struct Broken {
    /// The system that it says it is of, or whose folder it lies in.
    pub slug: Option<String>,
    pub problems: Vec<Problem>,
}

impl Broken {
    fn new(path: &Path, problems: Vec<Problem>) -> Broken {
        let known = |name: &str| Catalog::get().by_slug(name).map(|s| s.slug.clone());
        let folder = || known(&path.parent()?.file_name()?.to_string_lossy());
        Broken { slug: said_system(path).and_then(|name| known(&name)).or_else(folder), problems }
    }
}

/// The word after the first `"system":` near the beginning of a file that is no JSON.
fn said_system(path: &Path) -> Option<String> {
    let mut head = Vec::new();
    std::fs::File::open(path).ok()?.take(HEAD).read_to_end(&mut head).ok()?;
    let head = String::from_utf8_lossy(&head);
    let value = head.split_once("\"system\"")?.1.trim_start().strip_prefix(':')?.trim_start().strip_prefix('"')?;
    Some(value.split_once('"')?.0.to_string())
}

/// Bytes of a file that tell which system it is of.
const HEAD: u64 = 64 * 1024;

/// What the caller asked for.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted<'a> {
    /// A label, a date or the beginning (eight digits or more) of a SHA-256.
    pub edition: Option<&'a str>,
    /// `YYYY-MM-DD`: no newer edition than this.
    pub as_of: &'a str,
}

impl Store {
    /// Looks into folders (`<slug>/*.json` and `*.json`), in order, then into the program. A file that is no edition is kept
    /// among the broken ones.
    ///
    /// # Errors
    /// A folder that cannot be read.
    pub fn open(dirs: &[PathBuf]) -> Result<Store, Vec<Problem>> {
        let mut store = Store { entries: Vec::new(), broken: Vec::new() };
        for (rank, dir) in dirs.iter().enumerate() {
            for path in edition_files(dir).map_err(|p| vec![p])? {
                let name = path.display().to_string();
                let loaded = match load_file(&name) {
                    Ok(loaded) => loaded,
                    Err(problems) => {
                        store.broken.push(Broken::new(&path, problems));
                        continue;
                    }
                };
                store.entries.push(Entry {
                    slug: loaded.edition.system,
                    version: loaded.edition.edition,
                    place: EditionPlace::File(path),
                    sha256: loaded.sha256,
                    rank,
                });
            }
        }
        let rank = dirs.len();
        for (index, (_, text)) in bundled::EDITIONS.iter().enumerate() {
            // bundled files are read whole by a test; a header that fails here would be a build fault
            let Ok(header) = serde_json::from_str::<Header>(text) else { continue };
            store.entries.push(Entry {
                slug: header.system,
                version: header.edition,
                place: EditionPlace::Bundled(index),
                sha256: String::new(),
                rank,
            });
        }
        Ok(store)
    }

    /// Only the bundled editions of some systems, without reading the others.
    pub fn bundled_only(slugs: &[&str]) -> Store {
        let mut store = Store { entries: Vec::new(), broken: Vec::new() };
        for (index, (path, text)) in bundled::EDITIONS.iter().enumerate() {
            let slug = path.split('/').nth(1).unwrap_or_default();
            if !slugs.contains(&slug) {
                continue;
            }
            let Ok(header) = serde_json::from_str::<Header>(text) else { continue };
            let place = EditionPlace::Bundled(index);
            store.entries.push(Entry {
                slug: header.system,
                version: header.edition,
                place,
                sha256: String::new(),
                rank: 0,
            });
        }
        store
    }

    /// Editions of a system, the one that would be used first.
    pub fn of(&self, slug: &str, wanted: Wanted<'_>) -> Vec<&Entry> {
        let mut entries: Vec<&Entry> = self.entries.iter().filter(|e| e.slug == slug).collect();
        entries.sort_by(|a, b| {
            let late = |e: &Entry| e.version.date.as_str() > wanted.as_of;
            late(a)
                .cmp(&late(b))
                .then(a.version.basis.cmp(&b.version.basis))
                .then(a.rank.cmp(&b.rank))
                .then(b.version.date.cmp(&a.version.date))
                .then(a.place.name().cmp(&b.place.name()))
        });
        entries
    }

    /// The edition that a check uses: the one asked for, else official before reference, then search order, then the newest.
    ///
    /// # Errors
    /// There is none, or none as asked; the problem names those that are there. A file of the system cannot be read, and so
    /// it is not known whether it would be the one.
    pub fn choose(&self, slug: &str, wanted: Wanted<'_>) -> Result<&Entry, Problem> {
        let entries = self.of(slug, wanted);
        let broken = self.broken.iter().find(|b| b.slug.as_deref() == Some(slug)).and_then(|b| b.problems.first());
        let found = match wanted.edition {
            Some(label) => entries.iter().find(|e| answers_to(e, label)),
            None => {
                let due = entries.iter().find(|e| e.version.date.as_str() <= wanted.as_of);
                // better a later edition, told as such, than no check at all
                due.or_else(|| entries.iter().min_by_key(|e| (e.version.basis, e.rank, e.version.date.as_str())))
            }
        };
        match (found, broken) {
            // a label that was asked for and is there does not depend on the broken file
            (Some(entry), broken) if broken.is_none() || wanted.edition.is_some() => Ok(entry),
            (_, Some(problem)) => Err(problem.clone()),
            _ => Err(none_found(slug, wanted, &entries)),
        }
    }

    /// What is wrong with files that are of none of these systems: it stops nothing, but should be known.
    pub fn broken_beside<'s>(&'s self, slugs: &'s [&str]) -> impl Iterator<Item = &'s Problem> {
        let beside = |b: &&Broken| b.slug.as_deref().is_none_or(|slug| !slugs.contains(&slug));
        self.broken.iter().filter(beside).filter_map(|b| b.problems.first())
    }

    /// Loads the edition of a system and the shared editions it includes.
    ///
    /// # Errors
    /// As [`Store::choose`], or a file with faults.
    pub fn standard<'w>(&self, slug: &str, wanted: impl Fn(&str) -> Wanted<'w>) -> Result<Standard, Vec<Problem>> {
        self.standard_without(slug, &BTreeSet::new(), wanted)
    }

    /// As [`Store::standard`], leaving out shared editions that are checked elsewhere.
    ///
    /// # Errors
    /// As [`Store::standard`].
    pub fn standard_without<'w>(
        &self,
        slug: &str,
        without: &BTreeSet<String>,
        wanted: impl Fn(&str) -> Wanted<'w>,
    ) -> Result<Standard, Vec<Problem>> {
        let own = self.load(self.choose(slug, wanted(slug)).map_err(|p| vec![p])?)?;
        let includes = own.edition.includes.clone();
        let mut editions = vec![own];
        for include in includes.iter().filter(|i| !without.contains(*i)) {
            editions.push(self.load(self.choose(include, wanted(include)).map_err(|p| vec![p])?)?);
        }
        Ok(Standard::new(editions).on(wanted(slug).as_of))
    }

    /// # Errors
    /// The file changed since it was listed.
    pub fn load(&self, entry: &Entry) -> Result<LoadedEdition, Vec<Problem>> {
        match &entry.place {
            EditionPlace::Bundled(i) => load_bundled(bundled::EDITIONS[*i].0, bundled::EDITIONS[*i].1),
            EditionPlace::File(path) => load_file(&path.display().to_string()),
        }
    }
}

fn answers_to(entry: &Entry, label: &str) -> bool {
    let sha256 = match &entry.place {
        EditionPlace::Bundled(i) if label.len() >= 8 && label.chars().all(|c| c.is_ascii_hexdigit()) => {
            sha256_hex(bundled::EDITIONS[*i].1.as_bytes())
        }
        _ => entry.sha256.clone(),
    };
    let by_hash = label.len() >= 8 && !sha256.is_empty() && sha256.starts_with(label);
    entry.version.label == label || entry.version.date == label || by_hash
}

fn none_found(slug: &str, wanted: Wanted<'_>, entries: &[&Entry]) -> Problem {
    let name = Catalog::get().by_slug(slug).map_or(slug, |s| s.name.as_str());
    let there: Vec<String> = entries.iter().map(|e| format!("{}（{}）", e.version.label, e.version.date)).collect();
    let there = if there.is_empty() { "-".to_string() } else { there.join("、") };
    let (what, todo) = match wanted.edition {
        Some(label) => (
            Bilingual::new(format!("{name} の版「{label}」はありません"), format!("{slug} has no edition {label:?}")),
            Bilingual::new(format!("使える版: {there}"), format!("editions in reach: {there}")),
        ),
        None => (
            Bilingual::new(
                format!("{name} の標準仕様データで {} 以前のものがありません", wanted.as_of),
                format!("{slug} has no edition dated {} or before", wanted.as_of),
            ),
            Bilingual::new(
                format!("--specs でフォルダを指定するか、--as-of を見直してください（ある版: {there}）"),
                format!("name a folder with --specs or change --as-of (there are: {there})"),
            ),
        ),
    };
    Problem::new("", what, todo)
}

fn edition_files(dir: &Path) -> Result<Vec<PathBuf>, Problem> {
    let mut files = Vec::new();
    for entry in read_dir(dir)? {
        if entry.is_dir() && entry.file_name().is_some_and(|n| n != "schema") {
            files.extend(read_dir(&entry)?.into_iter().filter(|p| is_json(p)));
        } else if is_json(&entry) {
            files.push(entry);
        }
    }
    files.sort();
    Ok(files)
}

fn is_json(path: &Path) -> bool {
    path.is_file() && path.extension().is_some_and(|e| e == "json")
}

fn read_dir(dir: &Path) -> Result<Vec<PathBuf>, Problem> {
    let entries = std::fs::read_dir(dir).and_then(|entries| entries.map(|e| e.map(|e| e.path())).collect());
    entries.map_err(|e| {
        Problem::new(
            dir.display().to_string(),
            Bilingual::new("標準仕様データのフォルダを読めません", format!("the editions' folder cannot be read: {e}")),
            Bilingual::new(
                "--specs や gapcheck.toml の dirs を確認してください",
                "check --specs and dirs in gapcheck.toml",
            ),
        )
    })
}

/// The user's own folder of imported editions, if it exists.
pub fn user_folder() -> Option<PathBuf> {
    user_folder_path().filter(|p| p.is_dir())
}

/// Where the user's own editions belong: `GAPCHECK_DATA`, else the usual place of the system. None when the variable is
/// empty or nothing tells where.
pub fn user_folder_path() -> Option<PathBuf> {
    let var = |name: &str| std::env::var_os(name).filter(|v| !v.is_empty()).map(PathBuf::from);
    let base = match std::env::var_os("GAPCHECK_DATA") {
        // set but empty: no folder of one's own
        Some(path) if path.is_empty() => None,
        Some(path) => Some(PathBuf::from(path)),
        None if cfg!(windows) => var("APPDATA").map(|p| p.join("gapcheck")),
        None => {
            var("XDG_DATA_HOME").or_else(|| var("HOME").map(|h| h.join(".local/share"))).map(|p| p.join("gapcheck"))
        }
    };
    base.map(|p| p.join("specs"))
}

/// Basis of the editions of a list, official if any is.
pub fn any_official(entries: &[&Entry]) -> bool {
    entries.iter().any(|e| e.version.basis == Basis::Official)
}
