//! An edition as people name it on the command line: `SYSTEM@LABEL`, `SYSTEM@DATE`, a file, or just `SYSTEM`.

use std::path::Path;

use super::catalog::Catalog;
use super::diff::Side;
use super::load::{LoadedEdition, Origin, load_file};
use super::store::{Store, Wanted};
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// The edition that is meant. A system alone means the edition that a check would use.
///
/// # Errors
/// No such file, system or edition; each with what there is.
pub fn resolve(store: &Store, named: &str, as_of: &str) -> Result<LoadedEdition, Vec<Problem>> {
    if Path::new(named).is_file() {
        return load_file(named);
    }
    let (system, label) = match named.split_once('@') {
        Some((system, label)) => (system, Some(label)),
        None => (named, None),
    };
    let system = Catalog::get().find(system).map_err(|p| vec![neither(named, p)])?;
    let wanted = Wanted { edition: label, as_of };
    let entry = store.choose(&system.slug, wanted).map_err(|p| vec![p])?;
    store.load(entry)
}

/// How a side of a diff names it.
pub fn side(loaded: &LoadedEdition) -> Side {
    let origin = match &loaded.origin {
        Origin::Bundled => "bundled".to_string(),
        Origin::File(path) => path.clone(),
    };
    Side { version: loaded.edition.edition.clone(), sha256: loaded.sha256.clone(), origin }
}

/// Two editions can be held against each other only if they are of one system.
///
/// # Errors
/// They are not.
pub fn same_system(old: &LoadedEdition, new: &LoadedEdition) -> Result<(), Vec<Problem>> {
    let (a, b) = (&old.edition.system, &new.edition.system);
    if a == b {
        return Ok(());
    }
    Err(vec![Problem::new(
        "",
        Bilingual::new(format!("業務システムが違います: {a} と {b}"), format!("two different systems: {a} and {b}")),
        Bilingual::new("同じ業務システムの版を二つ指定してください", "name two editions of one system"),
    )])
}

fn neither(named: &str, unknown: Problem) -> Problem {
    Problem::new(
        named,
        Bilingual::new(
            format!("ファイルでも業務システムの版でもありません（{}）", unknown.what.ja),
            format!("neither a file nor an edition ({})", unknown.what.en),
        ),
        Bilingual::new(
            format!("SYSTEM@版の名前、SYSTEM@日付、JSON ファイルのどれかを指定してください。{}", unknown.todo.ja),
            format!("name SYSTEM@LABEL, SYSTEM@DATE or a JSON file; {}", unknown.todo.en),
        ),
    )
}
