//! Whole imports: the official workbook where it is at hand, and generated ones in every layout that has been seen.

mod faults;
mod layouts;
mod official;
mod pile;
mod profiles;
mod roundtrip;
mod writing;

use std::path::{Path, PathBuf};

use tempfile::TempDir;

use super::{ImportOptions, ImportOutcome, import};
use crate::spec::edition::Edition;
use crate::text::problem::Problem;

/// A folder for one test's files.
struct Desk(TempDir);

impl Desk {
    fn new() -> Self {
        Desk(tempfile::tempdir().unwrap())
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }
}

fn told() -> ImportOptions {
    ImportOptions { edition: Some("第2.1版".into()), date: Some("2023-09-29".into()), ..ImportOptions::default() }
}

fn imported(files: &[PathBuf]) -> ImportOutcome {
    import(files, &told()).unwrap_or_else(|problems| panic!("{}", rendered(&problems)))
}

fn rendered(problems: &[Problem]) -> String {
    problems.iter().map(|p| p.render(crate::text::lang::Lang::Ja)).collect::<Vec<_>>().join("\n")
}

/// An edition without what tells where it was read: two files with the same content have the same.
fn content(edition: &Edition) -> String {
    let mut edition = edition.clone();
    edition.sources.clear();
    edition.title.clear();
    for group in &mut edition.groups {
        group.sources.clear();
        for item in &mut group.items {
            item.sources.clear();
            item.at = None;
        }
    }
    for list in &mut edition.code_lists {
        list.sources.clear();
        list.closed_by = list.closed_by.take().map(|_| "the workbook".to_string());
        list.at = None;
    }
    for form in &mut edition.forms {
        form.sources.clear();
        form.at = None;
    }
    for function in &mut edition.functions {
        function.sources.clear();
        function.at = None;
    }
    crate::spec::format::canonical(&edition).unwrap()
}
