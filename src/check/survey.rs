//! Many municipalities in one run: every town's systems, standards loaded once, and what towns of one product share.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
use std::sync::{Arc, Mutex, PoisonError};

use super::city::{CityRequest, configured, nothing_configured, system_request, unknown_systems};
use super::people::{Asked, People};
use super::{Request, against, standard, stop};
use crate::config::Config;
use crate::finding::Severity;
use crate::report::model::{Report, ReportedFinding, Tool};
use crate::report::survey::{Product, SharedGap, Survey, SurveyTag, Town, TownSystem};
use crate::spec::catalog::{Catalog, System};
use crate::spec::standard::Standard;
use crate::spec::store::Store;
use crate::text::lang::Lang;
use crate::text::problem::Problem;

/// What is asked of many municipalities.
#[derive(Debug)]
pub struct SurveyRequest {
    /// `gapcheck.toml` of each, in the order of the report.
    pub configs: Vec<String>,
    /// Folders with editions, for all; a configuration's own come before them.
    pub dirs: Vec<PathBuf>,
    /// `YYYY-MM-DD`
    pub as_of: String,
    pub lang: Lang,
    /// So many towns at a time; 0 means as many as there are processors.
    pub threads: usize,
}

/// Where a town's whole report goes, if somebody wants it.
pub type Keep<'f> = &'f (dyn Fn(&Town, &Report) + Sync);

/// Checks every town. One that cannot be read is listed, and the others stand.
pub fn run(request: &SurveyRequest, keep: Keep<'_>) -> Survey {
    let shared = Shared { request, standards: Mutex::default(), keep };
    let all = request.configs.len();
    let next = AtomicUsize::new(0);
    let done: Mutex<BTreeMap<usize, (Town, Vec<Gap>)>> = Mutex::default();
    let work = || {
        loop {
            let at = next.fetch_add(1, SeqCst);
            if at >= all || stop::skip() {
                return;
            }
            let town = shared.town(&request.configs[at]);
            locked(&done).insert(at, town);
        }
    };
    let threads = match request.threads {
        0 => std::thread::available_parallelism().map_or(1, usize::from),
        n => n,
    };
    std::thread::scope(|scope| {
        (0..threads.min(all).max(1)).for_each(|_| {
            scope.spawn(work);
        });
    });
    let done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    let partial = done.len() < all;
    let (towns, gaps): (Vec<Town>, Vec<Vec<Gap>>) = done.into_values().unzip();
    let products = products(&towns, gaps);
    Survey {
        schema: SurveyTag::V1,
        tool: Tool { name: "gapcheck".into(), version: env!("CARGO_PKG_VERSION").into() },
        command: "survey".into(),
        lang: request.lang.pick("ja", "en").into(),
        partial,
        towns,
        products,
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A finding of one town, as far as the survey needs it.
struct Gap {
    system: String,
    product: Option<String>,
    fingerprint: String,
    rule: String,
    title: String,
    severity: Severity,
    item: String,
    message: String,
}

struct Shared<'r> {
    request: &'r SurveyRequest,
    /// By what decides which editions are used.
    standards: Mutex<HashMap<String, Arc<Standard>>>,
    keep: Keep<'r>,
}

impl Shared<'_> {
    fn town(&self, path: &str) -> (Town, Vec<Gap>) {
        let mut town = Town { config: path.to_string(), ..Town::default() };
        let mut gaps = Vec::new();
        match Config::load(path) {
            Ok(config) => self.systems(&config, &mut town, &mut gaps),
            Err(problems) => self.failed(&mut town, &problems),
        }
        (town, gaps)
    }

    fn failed(&self, town: &mut Town, problems: &[Problem]) {
        town.failed.extend(problems.iter().map(|p| p.render(self.request.lang)));
    }

    fn systems(&self, config: &Config, town: &mut Town, gaps: &mut Vec<Gap>) {
        let m = &config.municipality;
        (town.code, town.name) = (m.code.clone(), m.name.clone());
        town.category = m.category.map(|c| c.name().to_string());
        let systems = configured(config);
        if systems.is_empty() {
            self.failed(town, &[nothing_configured(config)]);
        }
        self.failed(town, &unknown_systems(config));
        self.failed(town, &config.problems);
        let slugs: Vec<&str> = systems.iter().map(|s| s.slug.as_str()).collect();
        let asked = Asked {
            baseline: None,
            decisions: None,
            config,
            systems: &slugs,
            as_of: &self.request.as_of,
            lang: self.request.lang,
        };
        let people = People::load(asked).map_err(|problems| self.failed(town, &problems)).ok();
        let city = CityRequest {
            category: None,
            editions: BTreeMap::new(),
            as_of: self.request.as_of.clone(),
            config,
            lang: self.request.lang,
        };
        let mut elsewhere: BTreeSet<String> = slugs.iter().map(|s| s.to_string()).collect();
        for system in systems {
            let request = system_request(&city, system, &elsewhere);
            elsewhere.extend(system.includes.iter().cloned());
            let mut row = TownSystem { slug: system.slug.clone(), name: system.name.clone(), ..TownSystem::default() };
            if !request.current.is_empty() && !stop::skip() {
                match self.checked(&request, system) {
                    Ok((mut report, problems)) => {
                        people.iter().for_each(|p| p.apply(&mut report));
                        self.failed(town, &problems);
                        count(&mut row, &report);
                        gaps.extend(report.leading(false).filter_map(|f| gap(&row, f)));
                        (self.keep)(town, &report);
                    }
                    Err(problems) => self.failed(town, &problems),
                }
            }
            town.systems.push(row);
        }
    }

    fn checked(&self, request: &Request<'_>, system: &System) -> Result<(Report, Vec<Problem>), Vec<Problem>> {
        let outcome = against(&*self.standard(request, system)?, request)?;
        Ok((outcome.report, outcome.problems))
    }

    /// The standard that a request asks for, loaded once for all towns that ask for the same.
    fn standard(&self, request: &Request<'_>, system: &System) -> Result<Arc<Standard>, Vec<Problem>> {
        let config = request.config;
        let own = config.specs.dirs.iter().map(|d| config.resolve(d));
        let dirs: Vec<PathBuf> = own.chain(self.request.dirs.iter().cloned()).collect();
        let key = format!("{}|{:?}|{:?}|{:?}", system.slug, request.without, config.specs.pin, dirs);
        if let Some(standard) = locked(&self.standards).get(&key) {
            return Ok(standard.clone());
        }
        let needed: Vec<&str> = std::iter::once(&system.slug).chain(&system.includes).map(String::as_str).collect();
        let store = if dirs.is_empty() { Store::bundled_only(&needed) } else { Store::open(&dirs)? };
        let loaded = Arc::new(standard(request, &store)?);
        locked(&self.standards).insert(key, loaded.clone());
        Ok(loaded)
    }
}

fn count(row: &mut TownSystem, report: &Report) {
    row.submitted = true;
    for system in &report.systems {
        row.product = row.product.take().or(system.product.clone());
        row.judged += system.summary.items.judged();
        row.in_question += system.summary.items.in_question();
    }
    let counts = report.counts();
    (row.error, row.warning, row.info) = (counts.error, counts.warning, counts.info);
    let decided = |i: &&crate::bpr::BprItem| {
        i.decision
            .as_ref()
            .and_then(|d| d.cells.list().first().copied().flatten().map(|c| !c.is_empty()))
            .unwrap_or(false)
    };
    row.open_decisions = report.bpr.iter().filter(|i| !decided(i)).count();
    // the rule about transitions is an error only past their date
    let late = report.findings.iter().find(|f| f.rule == TRANSITION && f.severity == Severity::Error);
    row.late_since = late.and_then(|f| f.fields["until"].as_str().map(str::to_string));
}

const TRANSITION: &str = "GAP0805";

fn gap(row: &TownSystem, f: &ReportedFinding) -> Option<Gap> {
    (f.severity != Severity::Info && f.rule != TRANSITION).then(|| Gap {
        system: row.slug.clone(),
        product: row.product.clone(),
        fingerprint: f.fingerprint.clone(),
        rule: f.rule.clone(),
        title: f.title.clone(),
        severity: f.severity,
        item: match f.subject_parts.within.is_empty() {
            true => f.subject_parts.name.clone(),
            false => format!("{}.{}", f.subject_parts.within, f.subject_parts.name),
        },
        message: f.message.clone(),
    })
}

/// What each product's towns share, products in the order of their names.
fn products(towns: &[Town], gaps: Vec<Vec<Gap>>) -> Vec<Product> {
    let mut found: BTreeMap<(String, String), Product> = BTreeMap::new();
    let mut shared: BTreeMap<(String, String), BTreeMap<String, SharedGap>> = BTreeMap::new();
    for (town, gaps) in towns.iter().zip(gaps) {
        let id = town.code.clone().unwrap_or_else(|| town.title().to_string());
        for s in &town.systems {
            let Some(name) = s.product.clone() else { continue };
            let product = found.entry((name.clone(), s.slug.clone())).or_insert_with(|| Product {
                name,
                slug: s.slug.clone(),
                system: Catalog::get().by_slug(&s.slug).map_or(s.name.clone(), |c| c.name.clone()),
                towns: Vec::new(),
                shared: Vec::new(),
            });
            product.towns.push(id.clone());
        }
        for gap in gaps {
            let Some(product) = gap.product.clone() else { continue };
            let of_product = shared.entry((product, gap.system.clone())).or_default();
            let entry = of_product.entry(gap.fingerprint.clone()).or_insert_with(|| SharedGap {
                fingerprint: gap.fingerprint,
                rule: gap.rule,
                title: gap.title,
                severity: gap.severity,
                item: gap.item,
                message: gap.message,
                towns: Vec::new(),
                n: 0,
                of: 0,
            });
            entry.severity = entry.severity.min(gap.severity);
            entry.towns.push(id.clone());
        }
    }
    for (key, product) in &mut found {
        let gaps = shared.remove(key).unwrap_or_default().into_values();
        product.shared = gaps
            .filter(|g| g.towns.len() >= 2)
            .map(|g| SharedGap { n: g.towns.len(), of: product.towns.len(), ..g })
            .collect();
        product.shared.sort_by(|a, b| {
            b.n.cmp(&a.n).then(a.severity.cmp(&b.severity)).then(a.rule.cmp(&b.rule)).then(a.item.cmp(&b.item))
        });
    }
    found.into_values().collect()
}
