//! How fast 20,000 findings are written in every format. `cargo bench` prints seconds and MB/s by format and the peak of memory.

use std::time::Instant;

use gapcheck::check::city::{CityRequest, run_all};
use gapcheck::config::Config;
use gapcheck::finding::Severity;
use gapcheck::report::format::{Format, Writing};
use gapcheck::report::model::Report;
use gapcheck::report::text::Detail;
use gapcheck::rules::find;
use gapcheck::spec::catalog::Catalog;
use gapcheck::spec::store::Store;
use gapcheck::text::digest::short;
use gapcheck::text::lang::Lang;

const FINDINGS: usize = 20_000;
/// All formats together, in seconds and in MB.
const AIM: (f64, f64) = (2.0, 300.0);

fn main() {
    let report = large();
    println!("{} findings, {} BPR items", report.findings.len(), report.bpr.len());
    let how = Writing {
        detail: Detail { all_findings: true, ..Detail::default() },
        failing: Some(Severity::Error),
        explain: |id, lang| find(id).map(|rule| rule.doc(lang)),
    };
    let start = Instant::now();
    for name in Format::names() {
        let format = Format::from_name(name).expect("a format");
        let start = Instant::now();
        let bytes = format.write(&report, how).expect("written").len() as f64 / 1e6;
        let seconds = start.elapsed().as_secs_f64();
        println!("{name:9} {seconds:6.3} s {bytes:7.2} MB {:8.1} MB/s", bytes / seconds);
    }
    let seconds = start.elapsed().as_secs_f64();
    println!("all       {seconds:6.3} s (aim: {} s)", AIM.0);
    match peak_mb() {
        Some(peak) => println!("peak memory {peak:.0} MB, the report itself among it (aim: {} MB)", AIM.1),
        None => println!("peak memory: not told by this system"),
    }
}

/// The made-up city, as often as it takes; every copy with names of its own.
fn large() -> Report {
    let config = Config::load("samples/city/gapcheck.toml").expect("the sample");
    let slugs: Vec<&str> = Catalog::get().systems.iter().map(|s| s.slug.as_str()).collect();
    let request = CityRequest {
        category: None,
        editions: Default::default(),
        as_of: "2027-01-01".into(),
        config: &config,
        lang: Lang::Ja,
    };
    let mut report = run_all(&request, &Store::bundled_only(&slugs), &|_, _, _| {}).expect("checked").report;
    let (findings, bpr) = (std::mem::take(&mut report.findings), std::mem::take(&mut report.bpr));
    assert!(!findings.is_empty(), "the sample has findings");
    for copy in 0.. {
        if report.findings.len() >= FINDINGS {
            break;
        }
        let print = |of: &String| format!("g1-{}", short(&[of.as_str(), &copy.to_string()]));
        for (i, finding) in findings.iter().enumerate() {
            let mut finding = finding.clone();
            finding.fingerprint = print(&finding.fingerprint);
            finding.causes = finding.causes.iter().map(print).collect();
            finding.message.push_str(&format!("_{}", (i * 7919 + copy * 104_729) % 99_991));
            finding.places.iter_mut().for_each(|p| p.line = p.line.map(|l| l + copy * 31));
            report.findings.push(finding);
        }
        report.bpr.extend(bpr.iter().cloned().map(|mut item| {
            item.id = format!("b1-{}", short(&[&item.id, &copy.to_string()]));
            item.findings = item.findings.iter().map(print).collect();
            item
        }));
    }
    report
}

/// The most memory that this process has held, where the system tells.
fn peak_mb() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let kib: f64 = status.lines().find_map(|l| l.strip_prefix("VmHWM:"))?.split_whitespace().next()?.parse().ok()?;
    Some(kib / 1024.0)
}
