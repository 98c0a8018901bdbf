//! A large workbook, measured: 20,000 findings become `.xlsx`, and the copy is taken back.
//!
//! `cargo bench --bench workbook` prints milliseconds and sizes. Nothing is asserted: a figure is for a person to look at.

use std::time::Instant;

use gapcheck::check::{self, Request};
use gapcheck::config::Config;
use gapcheck::domain::any_day;
use gapcheck::ledger::decisions::Ledger;
use gapcheck::report::xlsx::xlsx;
use gapcheck::spec::catalog::Catalog;
use gapcheck::spec::store::Store;
use gapcheck::text::lang::Lang;

/// Each is a finding of its own: it feeds no group of the standard.
const TABLES: usize = 20_000;

fn main() {
    let desk = tempfile::tempdir().expect("a folder");
    let path = |name: &str| desk.path().join(name).display().to_string();
    let tables: String = (0..TABLES)
        .map(|t| {
            format!("<table name=\"T{t:05}\" label=\"独自の表{t}\"><column name=\"C\" label=\"項目{t}\"/></table>\n")
        })
        .collect();
    let text = format!(
        "<current xmlns=\"urn:gapcheck:current:1\" role=\"present\" system=\"resident-tax\"><layout complete=\"true\">{tables}</layout></current>"
    );
    std::fs::write(path("current.xml"), text).expect("written");
    let system = Catalog::get().by_slug("resident-tax").expect("the system");
    let slugs: Vec<&str> = std::iter::once(&system.slug).chain(&system.includes).map(String::as_str).collect();
    let config = Config::default();
    let request = Request {
        system,
        current: vec![path("current.xml")],
        mapping: None,
        category: None,
        editions: Default::default(),
        as_of: "2026-11-21".into(),
        config: &config,
        without: Default::default(),
        lang: Lang::Ja,
        options: Default::default(),
    };
    let report = check::run(&request, &Store::bundled_only(&slugs)).expect("a report").report;
    let start = Instant::now();
    let bytes = xlsx(&report).expect("a workbook");
    let written = start.elapsed();
    std::fs::write(path("report.xlsx"), &bytes).expect("written");
    let start = Instant::now();
    let copy = Ledger::load(&path("report.xlsx"), any_day).expect("read back");
    println!("{} findings: {} KiB in {} ms", report.findings.len(), bytes.len() / 1024, written.as_millis());
    println!("taken back: {} rows in {} ms", copy.rows.len(), start.elapsed().as_millis());
}
