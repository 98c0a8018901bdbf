//! All samples: counts by rule in one reviewed snapshot, and the two laws.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use gapcheck::check::city::{CityRequest, run_all};
use gapcheck::config::Config;
use gapcheck::current::model::Role;
use gapcheck::report::model::{Report, ReportedFinding};
use gapcheck::spec::catalog::Catalog;
use gapcheck::spec::edition::Category;
use gapcheck::spec::store::{Store, Wanted};
use gapcheck::template;
use gapcheck::text::lang::Lang;

use crate::harness::{Run, essence};

/// Samples with the system they are of, in the order of the catalogue.
fn samples() -> Vec<(&'static str, PathBuf)> {
    let mut found = Vec::new();
    for system in Catalog::get().systems.iter().filter(|s| !s.shared) {
        let folder = Path::new("samples").join(&system.slug);
        found.push((system.slug.as_str(), folder.join("current.xml")));
        let package = folder.join("package").join("package.xml");
        if package.is_file() {
            found.push((system.slug.as_str(), package));
        }
    }
    found
}

fn check(slug: &str, path: &Path) -> Report {
    let outcome = Run::bundled().check_file(slug, path).unwrap_or_else(|p| panic!("{}: {p:?}", path.display()));
    assert!(outcome.problems.is_empty(), "{}: {:?}", path.display(), outcome.problems);
    assert!(outcome.failures.is_empty(), "{}: {:?}", path.display(), outcome.failures);
    outcome.report
}

fn counts(report: &Report) -> String {
    let mut out = String::new();
    for status in report.systems.iter().flat_map(|s| &s.rules) {
        let of =
            |level: &str| report.findings.iter().filter(|f| f.rule == status.id && f.severity.id() == level).count();
        let (e, w, i) = (of("error"), of("warning"), of("info"));
        if e + w + i > 0 {
            let _ = writeln!(out, "  {} error {e} warning {w} info {i}", status.id);
        }
    }
    out
}

/// The difference of this file is what a reviewer reads. `GAPCHECK_UPDATE=1 cargo test` rewrites it.
#[test]
fn counts_by_rule_are_the_reviewed_ones() {
    let mut text = String::new();
    for (slug, path) in samples() {
        let report = check(slug, &path);
        let items = &report.systems[0].summary.items;
        let _ = writeln!(
            text,
            "{}: items conform {} partial {} nonconform {} missing {} unjudged {}",
            path.display(),
            items.conform,
            items.partial,
            items.nonconform,
            items.missing,
            items.unjudged
        );
        text.push_str(&counts(&report));
    }
    let path = "tests/acceptance/samples.txt";
    if std::env::var_os("GAPCHECK_UPDATE").is_some() {
        std::fs::write(path, &text).expect("written");
    }
    let reviewed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(text == reviewed, "{path} differs; read the difference after GAPCHECK_UPDATE=1 cargo test");
}

/// An amount that a person would read.
#[test]
fn no_sample_drowns_its_reader() {
    for (slug, path) in samples() {
        let report = check(slug, &path);
        let shown = report.findings.iter().filter(|f| f.severity.id() != "info" && f.causes.is_empty()).count();
        assert!((1..=80).contains(&shown), "{}: {shown} errors and warnings", path.display());
    }
}

/// The first law: what conforms is not talked about.
#[test]
fn a_conforming_layout_is_silent_in_every_system_and_both_roles() {
    let slugs: Vec<&str> = Catalog::get().systems.iter().map(|s| s.slug.as_str()).collect();
    let store = Store::bundled_only(&slugs);
    for slug in slugs {
        let standard = store.standard(slug, |_| Wanted { edition: None, as_of: "2026-11-21" }).expect("an edition");
        for role in [Role::Package, Role::Present] {
            let text = template::current::current(&standard, slug, role);
            let outcome = Run::bundled().check(slug, &text).expect("checked");
            assert!(outcome.problems.is_empty(), "{slug}: {:?}", outcome.problems);
            let said: Vec<String> =
                outcome.report.findings.iter().map(|f| format!("{} {}", f.rule, f.message)).collect();
            assert!(said.is_empty(), "{slug} {role:?}: {said:#?}");
        }
    }
}

/// Tables and columns the other way round: `<table>` blocks and the lines inside those without nested elements.
fn reversed(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let mut blocks: Vec<(usize, usize)> = Vec::new();
    let mut start = None;
    for (i, line) in lines.iter().enumerate() {
        let line = line.trim_start();
        if line.starts_with("<table ") && !line.ends_with("/>") {
            start = Some(i);
        } else if line.starts_with("</table>")
            && let Some(from) = start.take()
        {
            blocks.push((from, i));
        }
    }
    for (from, to) in &blocks {
        let inside = &mut lines[from + 1..*to];
        let plain = inside.iter().all(|l| l.trim_start().starts_with("<column ") && l.trim_end().ends_with("/>"));
        if plain {
            inside.reverse();
        }
    }
    let mut out: Vec<&str> = Vec::with_capacity(lines.len());
    let mut at = 0;
    let order: Vec<(usize, usize)> = blocks.iter().rev().copied().collect();
    for ((from, to), (other_from, other_to)) in blocks.iter().zip(order) {
        out.extend(&lines[at..*from]);
        out.extend(&lines[other_from..=other_to]);
        at = to + 1;
    }
    out.extend(&lines[at..]);
    out.join("\n")
}

/// The second law: the order of the input changes nothing.
#[test]
fn the_order_of_the_input_never_changes_what_is_found() {
    for (slug, path) in samples() {
        let text = std::fs::read_to_string(&path).expect("UTF-8");
        let turned = reversed(&text);
        assert_ne!(text, turned, "{}: nothing was reordered", path.display());
        let mapping = path.with_file_name("mapping.toml");
        let run = |text: &str| {
            let mut run = Run::bundled();
            if mapping.is_file() {
                run = run.mapping(&std::fs::read_to_string(&mapping).expect("read"));
            }
            run.check(slug, text).expect("checked").report
        };
        let (before, after) = (essence(&run(&text)), essence(&run(&turned)));
        for (a, b) in before.iter().zip(&after) {
            assert_eq!(a, b, "{}", path.display());
        }
        assert_eq!(before.len(), after.len(), "{}", path.display());
    }
}

/// The whole city in one report; time and memory are printed, not asserted.
#[test]
fn the_whole_city_is_one_report() {
    let config = Config::load("samples/city/gapcheck.toml").expect("readable");
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    assert_eq!(config.systems.len(), 20);
    let request = CityRequest {
        category: None,
        editions: Default::default(),
        as_of: "2026-11-21".into(),
        config: &config,
        lang: Lang::Ja,
    };
    let slugs: Vec<&str> = Catalog::get().systems.iter().map(|s| s.slug.as_str()).collect();
    let start = Instant::now();
    let told = std::cell::RefCell::new(Vec::new());
    let step = |done: usize, all: usize, name: &str| told.borrow_mut().push((done, all, name.to_string()));
    let outcome = run_all(&request, &Store::bundled_only(&slugs), &step).expect("checked");
    assert_eq!(told.borrow().len(), 20, "every system is told before it is checked");
    assert!(
        told.borrow().iter().enumerate().all(|(i, (done, all, name))| *done == i && *all == 20 && !name.is_empty())
    );
    println!("city: {:?}, peak memory {}", start.elapsed(), peak_memory());
    assert!(outcome.problems.is_empty(), "{:?}", outcome.problems);
    let systems = &outcome.report.systems;
    assert_eq!(systems.len(), 20);
    assert_eq!(systems.iter().filter(|s| s.inputs.is_empty()).count(), 1, "one is not submitted");
    let shared = systems.iter().flat_map(|s| &s.editions).filter(|e| e.slug == "tax-collection").count();
    assert_eq!(shared, 1, "the shared business is counted once");
    assert!(outcome.report.findings.iter().any(|f| f.rule == "GAP0701" && f.system == "resident-record"));
}

fn peak_memory() -> String {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    status
        .lines()
        .find_map(|l| l.strip_prefix("VmHWM:"))
        .map(|l| l.trim().to_string())
        .unwrap_or_else(|| "unknown".into())
}

/// 団体区分 decides the class, and the class what a finding means. The one edition that tells categories apart with a
/// source (the former 住民記録システム標準仕様書) parts 指定都市・中核市 from the rest; no bundled fact parts 一般市 from 町村.
#[test]
fn the_same_input_is_judged_by_the_category() {
    let config = Config::load("samples/city/town.toml").expect("readable");
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    let slugs: Vec<&str> = Catalog::get().systems.iter().map(|s| s.slug.as_str()).collect();
    let store = Store::bundled_only(&slugs);
    let run = |category: Option<Category>| {
        let request = CityRequest {
            category,
            editions: Default::default(),
            as_of: "2026-11-21".into(),
            config: &config,
            lang: Lang::Ja,
        };
        run_all(&request, &store, &|_, _, _| {}).expect("checked").report
    };
    let (town, core) = (run(None), run(Category::from_name("中核市")));
    let named = town.municipality.as_ref().expect("named");
    assert_eq!((named.name.as_deref(), named.category.as_deref()), (Some("稲掛町"), Some("町村")));
    // 転入通知情報の自動取込 is answered "no": a gap for 中核市, where it is 実装必須, and none for 町村
    let missing = |report: &Report| {
        let about = |f: &&ReportedFinding| f.rule == "GAP0601" && f.message.contains("転入通知情報の自動取込");
        report.findings.iter().filter(about).count()
    };
    assert_eq!((missing(&town), missing(&core)), (0, 1));
    let form = |report: &Report| report.findings.iter().filter(|f| f.message.contains("「世帯主変更通知書」")).count();
    assert_eq!((form(&town), form(&core)), (0, 1));
    let identities = |report: &Report| report.findings.iter().map(|f| f.fingerprint.clone()).collect::<BTreeSet<_>>();
    assert_eq!(identities(&town), identities(&run(Category::from_name("一般市"))));
}
