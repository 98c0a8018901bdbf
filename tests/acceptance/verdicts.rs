//! A verdict needs proof: counts can be recomputed from the lists, and what is taken away from a layout never makes a verdict better.

use gapcheck::current::model::Role;
use gapcheck::report::model::{FacetState, JudgedThing, Report, Tally};
use gapcheck::report::rows::Verdict;
use gapcheck::spec::catalog::Catalog;
use gapcheck::spec::store::{Store, Wanted};
use gapcheck::template;

use crate::harness::Run;

/// The counts that the lists give; what was not submitted or is out of use is not in them.
fn recomputed(things: &[JudgedThing]) -> [usize; 6] {
    let of = |verdict| things.iter().filter(|t| t.verdict == verdict).count();
    let auto = things.iter().filter(|t| t.auto).count();
    [
        of(Verdict::Conform),
        of(Verdict::Partial),
        of(Verdict::Nonconform),
        of(Verdict::Missing),
        of(Verdict::Unjudged),
        auto,
    ]
}

fn counted(tally: &Tally) -> [usize; 6] {
    [tally.conform, tally.partial, tally.nonconform, tally.missing, tally.unjudged, tally.auto_paired]
}

fn each_count_is_that_of_its_list(report: &Report) {
    for system in &report.systems {
        let summary = &system.summary;
        let lists =
            [(&system.items, &summary.items), (&system.forms, &summary.forms), (&system.functions, &summary.functions)];
        for (things, tally) in lists {
            assert_eq!(recomputed(things), counted(tally), "{}", system.slug);
            for thing in things.iter().filter(|t| t.verdict == Verdict::Conform) {
                let proven = thing.facets.values().all(|s| matches!(s, FacetState::Fits | FacetState::NotAsked));
                assert!(proven && !thing.facets.is_empty(), "{} {}: {:?}", system.slug, thing.name, thing.facets);
            }
        }
    }
}

#[test]
fn the_counts_are_those_of_the_lists() {
    let slugs: Vec<&str> = Catalog::get().systems.iter().map(|s| s.slug.as_str()).collect();
    let store = Store::bundled_only(&slugs);
    for slug in slugs {
        let standard = store.standard(slug, |_| Wanted { edition: None, as_of: "2026-11-21" }).expect("an edition");
        for role in [Role::Present, Role::Package] {
            let text = template::current::current(&standard, slug, role);
            let outcome = Run::bundled().check_against(&standard, slug, &text).expect("readable");
            each_count_is_that_of_its_list(&outcome.report);
        }
        let sample = std::path::PathBuf::from(format!("samples/{slug}/current.xml"));
        if sample.is_file() {
            let outcome = Run::bundled().check_file(slug, &sample).expect("readable");
            each_count_is_that_of_its_list(&outcome.report);
        }
    }
}

/// Every document that lacks one attribute of the first line of each kind that has it.
fn without_one_attribute(text: &str) -> Vec<(String, String)> {
    let mut seen = std::collections::BTreeSet::new();
    let mut found = Vec::new();
    let lines: Vec<&str> = text.lines().collect();
    for (at, line) in lines.iter().enumerate() {
        let element = line.trim_start().trim_start_matches('<').split([' ', '>', '/']).next().unwrap_or_default();
        if !matches!(element, "layout" | "table" | "column" | "form" | "field") {
            continue;
        }
        let kind = line.split("type=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default();
        for part in line.split("=\"").filter_map(|part| part.rsplit(' ').next()) {
            let is_name = !part.is_empty() && part.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
            // what the element is called, or what it is complete of, is no statement about it
            if !is_name || matches!(part, "name" | "complete") || !seen.insert((element, kind, part)) {
                continue;
            }
            let Some((before, rest)) = line.split_once(&format!(" {part}=\"")) else { continue };
            let Some((_, after)) = rest.split_once('"') else { continue };
            let changed = format!("{before}{after}");
            let mut all = lines.clone();
            all[at] = &changed;
            found.push((format!("{} without {part}", line.trim()), all.join("\n")));
        }
    }
    found
}

#[test]
fn a_statement_less_never_makes_a_verdict_better() {
    let slugs = ["seal-registration", "child-allowance", "resident-tax"];
    let store = Store::bundled_only(&slugs);
    for slug in slugs {
        let standard = store.standard(slug, |_| Wanted { edition: None, as_of: "2026-11-21" }).expect("an edition");
        for role in [Role::Present, Role::Package] {
            let text = template::current::current(&standard, slug, role);
            let whole = Run::bundled().check_against(&standard, slug, &text).expect("readable").report;
            for (what, less) in without_one_attribute(&text) {
                let Ok(outcome) = Run::bundled().check_against(&standard, slug, &less) else { continue };
                let lists = |r: &Report| [r.systems[0].items.clone(), r.systems[0].forms.clone()].concat();
                let after = lists(&outcome.report);
                for before in lists(&whole) {
                    let now = after.iter().find(|t| t.subject == before.subject);
                    let conforms = |t: &JudgedThing| t.verdict == Verdict::Conform;
                    let better = now.is_some_and(conforms) && !conforms(&before);
                    assert!(!better, "{slug} {role:?} {what}: {} became better", before.name);
                }
            }
        }
    }
}
