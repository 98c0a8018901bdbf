//! Running a check from texts, as a user would from files.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gapcheck::check::{self, Outcome, Request};
use gapcheck::config::Config;
use gapcheck::report::model::Report;
use gapcheck::spec::catalog::Catalog;
use gapcheck::spec::standard::Standard;
use gapcheck::spec::store::Store;
use gapcheck::text::lang::Lang;
use gapcheck::text::problem::Problem;

/// Files of one run, in a folder of their own.
pub struct Run {
    folder: tempfile::TempDir,
    mapping: Option<String>,
    pub lang: Lang,
    pub specs: Vec<PathBuf>,
    pub config: Config,
}

impl Run {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Run { folder, mapping: None, lang: Lang::Ja, specs: Vec::new(), config: Config::default() }
    }

    /// Against the small made-up edition of the rule cases.
    pub fn small() -> Self {
        let mut run = Run::new();
        run.specs = vec![PathBuf::from("tests/rules/edition")];
        run
    }

    /// Against the bundled editions.
    pub fn bundled() -> Self {
        Run::new()
    }

    pub fn mapping(mut self, text: &str) -> Self {
        let path = self.folder.path().join("map.toml");
        std::fs::write(&path, text).expect("written");
        self.mapping = Some(path.display().to_string());
        self
    }

    /// Checks `current`, which is named `current.xml` unless a test wants another name.
    pub fn check(&self, system: &str, current: &str) -> Result<Outcome, Vec<Problem>> {
        self.check_named(system, current, "current.xml")
    }

    pub fn check_named(&self, system: &str, current: &str, name: &str) -> Result<Outcome, Vec<Problem>> {
        let path = self.folder.path().join(name);
        std::fs::write(&path, current).expect("written");
        self.check_file(system, &path)
    }

    pub fn check_file(&self, system: &str, path: &Path) -> Result<Outcome, Vec<Problem>> {
        check::run(&self.request(system, path)?, &Store::open(&self.specs)?)
    }

    /// Checks `current` against a standard that is loaded already.
    pub fn check_against(&self, standard: &Standard, system: &str, current: &str) -> Result<Outcome, Vec<Problem>> {
        let path = self.folder.path().join("current.xml");
        std::fs::write(&path, current).expect("written");
        check::against(standard, &self.request(system, &path)?)
    }

    fn request(&self, system: &str, path: &Path) -> Result<Request<'_>, Vec<Problem>> {
        Ok(Request {
            system: Catalog::get().find(system).map_err(|p| vec![p])?,
            current: vec![path.display().to_string()],
            mapping: self.mapping.clone(),
            category: None,
            editions: BTreeMap::new(),
            as_of: "2026-11-21".into(),
            config: &self.config,
            without: Default::default(),
            lang: self.lang,
            options: Default::default(),
        })
    }
}

/// `GAP0202 error`, one line per finding, sorted.
pub fn rules_and_levels(report: &Report) -> Vec<String> {
    let mut lines: Vec<String> = report.findings.iter().map(|f| format!("{} {}", f.rule, f.severity.id())).collect();
    lines.sort();
    lines
}

/// Everything that must not change with the order of the input.
pub fn essence(report: &Report) -> Vec<String> {
    let mut lines: Vec<String> = report
        .findings
        .iter()
        .map(|f| format!("{} {} {} {}", f.fingerprint, f.severity.id(), f.state, f.fields))
        .collect();
    lines.sort();
    lines
}
