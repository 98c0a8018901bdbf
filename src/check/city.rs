//! A whole city: every system of `gapcheck.toml` in one report, shared businesses counted once.

use std::collections::{BTreeMap, BTreeSet};

use super::{Outcome, Request, run, stop};
use crate::config::Config;
use crate::report::model::{EditionUsed, Report, Summary, SystemReport};
use crate::spec::catalog::{Catalog, System};
use crate::spec::edition::Category;
use crate::spec::store::{Store, Wanted};
use crate::text::lang::{Bilingual, Lang};
use crate::text::nearest::nearest;
use crate::text::problem::Problem;

/// What is asked of a whole city.
#[derive(Debug)]
pub struct CityRequest<'a> {
    pub category: Option<Category>,
    pub editions: BTreeMap<String, String>,
    pub as_of: String,
    pub config: &'a Config,
    pub lang: Lang,
}

/// Told before every system: how many are done, of how many, and its name.
pub type Told<'f> = &'f dyn Fn(usize, usize, &str);

/// Checks every system of the configuration, in the order of the official lists.
///
/// # Errors
/// The configuration names no system at all.
pub fn run_all(request: &CityRequest<'_>, store: &Store, told: Told<'_>) -> Result<Outcome, Vec<Problem>> {
    let systems: Vec<&System> = configured(request.config);
    if systems.is_empty() {
        return Err(vec![nothing_configured(request.config)]);
    }
    let mut problems = unknown_systems(request.config);
    let mut elsewhere: BTreeSet<String> = systems.iter().map(|s| s.slug.clone()).collect();
    let mut outcomes = Vec::new();
    let all = systems.len();
    for (done, system) in systems.into_iter().enumerate() {
        told(done, all, request.lang.pick(&system.name, &system.slug));
        let asked = system_request(request, system, &elsewhere);
        elsewhere.extend(system.includes.iter().cloned());
        if asked.current.is_empty() || stop::skip() {
            outcomes.push(not_submitted(request, system, store));
            continue;
        }
        match run(&asked, store) {
            Ok(outcome) => outcomes.push(outcome),
            Err(mut found) => {
                problems.append(&mut found);
                outcomes.push(not_submitted(request, system, store));
            }
        }
    }
    let mut whole = merge(outcomes);
    whole.problems.extend(problems);
    Ok(whole)
}

pub(super) fn configured(config: &Config) -> Vec<&'static System> {
    Catalog::get().systems.iter().filter(|s| config.systems.contains_key(&s.slug)).collect()
}

pub(super) fn system_request<'a>(
    request: &CityRequest<'a>,
    system: &'a System,
    elsewhere: &BTreeSet<String>,
) -> Request<'a> {
    let files = request.config.systems.get(&system.slug).map(|s| s.current.as_slice()).unwrap_or_default();
    Request {
        system,
        current: files.iter().map(|p| request.config.resolve(p).display().to_string()).collect(),
        mapping: None,
        category: request.category,
        editions: request.editions.clone(),
        as_of: request.as_of.clone(),
        config: request.config,
        without: elsewhere.iter().filter(|slug| **slug != system.slug).cloned().collect(),
        lang: request.lang,
    }
}

/// A system of which nothing was submitted: listed, with everything out of scope.
fn not_submitted(request: &CityRequest<'_>, system: &System, store: &Store) -> Outcome {
    let asked = request.editions.get(&system.slug).map(String::as_str);
    let wanted = Wanted { edition: asked, as_of: &request.as_of };
    let loaded = store.choose(&system.slug, wanted).ok().and_then(|entry| store.load(entry).ok());
    let mut summary = Summary::default();
    let mut editions = Vec::new();
    if let Some(loaded) = loaded {
        let e = &loaded.edition;
        let items = e.groups.iter().map(|g| g.items.len()).sum();
        for (tally, n) in [
            (&mut summary.items, items),
            (&mut summary.forms, e.forms.len()),
            (&mut summary.functions, e.functions.len()),
        ] {
            (tally.standard, tally.out_of_scope) = (n, n);
        }
        editions.push(EditionUsed {
            slug: e.system.clone(),
            label: e.edition.label.clone(),
            date: e.edition.date.clone(),
            basis: e.edition.basis.id().into(),
            sha256: loaded.sha256.clone(),
            origin: "bundled".into(),
            oldest_text: None,
            after_check_date: false,
        });
    }
    let report = Report {
        systems: vec![SystemReport {
            slug: system.slug.clone(),
            name: system.name.clone(),
            role: "present".into(),
            product: None,
            codes: Vec::new(),
            editions,
            inputs: Vec::new(),
            summary,
            rules: Vec::new(),
            items: Vec::new(),
            forms: Vec::new(),
            functions: Vec::new(),
            unjudged: Vec::new(),
            rows: Vec::new(),
            codes_table: Vec::new(),
        }],
        ..super::assemble::empty(request.config, request.category, request.lang)
    };
    Outcome { report, sources: Vec::new(), problems: Vec::new(), failures: Vec::new() }
}

fn merge(outcomes: Vec<Outcome>) -> Outcome {
    let mut outcomes = outcomes.into_iter();
    // the caller has made sure that there is at least one system
    let mut whole = outcomes.next().unwrap_or_else(|| Outcome {
        report: super::assemble::empty(&Config::default(), None, Lang::Ja),
        sources: Vec::new(),
        problems: Vec::new(),
        failures: Vec::new(),
    });
    for part in outcomes {
        whole.report.systems.extend(part.report.systems);
        whole.report.findings.extend(part.report.findings);
        whole.report.bpr.extend(part.report.bpr);
        whole.report.notes.extend(part.report.notes);
        whole.report.municipality = whole.report.municipality.take().or(part.report.municipality);
        whole.sources.extend(part.sources);
        whole.problems.extend(part.problems);
        whole.failures.extend(part.failures);
    }
    whole
}

pub(super) fn nothing_configured(config: &Config) -> Problem {
    Problem::new(
        config.path.clone().unwrap_or_else(|| "gapcheck.toml".into()),
        Bilingual::new("調べる業務がありません", "there is no system to check"),
        Bilingual::new(
            "gapcheck.toml に [systems.resident-tax] current = [\"…/current.xml\"] の形で書いてください",
            "write [systems.resident-tax] current = [\"…/current.xml\"] in gapcheck.toml",
        ),
    )
}

pub(super) fn unknown_systems(config: &Config) -> Vec<Problem> {
    let slugs: Vec<&str> = Catalog::get().systems.iter().map(|s| s.slug.as_str()).collect();
    let unknown = config.systems.keys().filter(|slug| !slugs.contains(&slug.as_str()));
    unknown
        .map(|slug| {
            let close = nearest(slug, slugs.iter().copied(), 3).join(", ");
            Problem::new(
                config.path.clone().unwrap_or_default(),
                Bilingual::new(
                    format!("[systems.{slug}] という業務はありません"),
                    format!("there is no system [systems.{slug}]"),
                ),
                Bilingual::new(format!("近い名前: {close}"), format!("close names: {close}")),
            )
        })
        .collect()
}
