//! `gapcheck [check] SYSTEM CURRENT…`

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::exit::Exit;
use super::progress::Progress;
use super::{args, explain, interrupt, output, tell};
use crate::check::city::{self, CityRequest};
use crate::check::people::{Asked, People};
use crate::check::{self, Outcome, Request, levels, stop};
use crate::config::Config;
use crate::finding::Severity;
use crate::report::format::{Format, Writing};
use crate::report::text::Detail;
use crate::report::troubles::judged_too_few;
use crate::report::{terminal, text};
use crate::spec::catalog::{Catalog, System};
use crate::spec::edition::Category;
use crate::spec::store::{Store, user_folder};
use crate::text::lang::{Bilingual, Lang};
use crate::text::problem::Problem;

pub fn run(m: &ArgMatches, lang: Lang) -> Exit {
    match asked(m, lang) {
        Ok(exit) => exit,
        Err(problems) => {
            tell(&problems, lang);
            Exit::CannotAsk
        }
    }
}

fn asked(m: &ArgMatches, lang: Lang) -> Result<Exit, Vec<Problem>> {
    let outputs = outputs(m)?;
    if wants_binary_on_terminal(m) {
        return Err(vec![binary_on_terminal()]);
    }
    let config = find_config(m)?;
    let (systems, as_of) = (systems(m, &config)?, as_of(m));
    let named = |name: &str| m.get_one::<String>(name).map(String::as_str);
    let people = People::load(Asked {
        baseline: named("baseline"),
        decisions: named("decisions"),
        config: &config,
        systems: &systems,
        as_of: &as_of,
        lang,
    })?;
    interrupt::listen(lang);
    let mut outcome = outcome(m, &config, lang)?;
    outcome.report.partial |= stop::skipped();
    people.apply(&mut outcome.report);
    outcome.problems.extend(people.faults());
    tell(&outcome.problems, lang);
    for failure in &outcome.failures {
        output::error_line(&format!("{}: {failure}", lang.pick("規則が失敗しました", "a rule failed")));
    }
    let written = write(m, &outputs, &outcome, lang);
    let exit = verdict(m, &outcome).max(written);
    Ok(if stop::asked() { Exit::Interrupted } else { exit })
}

/// Slugs of the systems that are asked for.
///
/// # Errors
/// The system is not known.
pub fn systems<'c>(m: &ArgMatches, config: &'c Config) -> Result<Vec<&'c str>, Vec<Problem>> {
    match m.get_flag("all") {
        true => Ok(config.systems.keys().map(String::as_str).collect()),
        false => Ok(vec![find_system(m)?.slug.as_str()]),
    }
}

/// Checks what is asked for: one system, or all of the configuration.
///
/// # Errors
/// As [`check::run`] and [`city::run_all`].
pub fn outcome(m: &ArgMatches, config: &Config, lang: Lang) -> Result<Outcome, Vec<Problem>> {
    let mut outcome = if m.get_flag("all") { whole_city(m, config, lang)? } else { one_system(m, config, lang)? };
    outcome.problems.extend(config_problems(config));
    outcome.problems.dedup();
    Ok(outcome)
}

fn whole_city(m: &ArgMatches, config: &Config, lang: Lang) -> Result<Outcome, Vec<Problem>> {
    let request = CityRequest { category: category(m), editions: editions(m), as_of: as_of(m), config, lang };
    let dirs = folders(m, config);
    let slugs: Vec<&str> = Catalog::get().systems.iter().map(|s| s.slug.as_str()).collect();
    let store = if dirs.is_empty() { Store::bundled_only(&slugs) } else { Store::open(&dirs)? };
    let progress = Progress::new(matches!(m.try_get_one::<bool>("quiet"), Ok(Some(true))));
    city::run_all(&request, &store, &|done, all, name| progress.step(done, all, name))
}

/// What is wrong with single entries of the configuration.
fn config_problems(config: &Config) -> Vec<Problem> {
    config.problems.iter().cloned().chain(levels::unknown(config)).collect()
}

pub fn category(m: &ArgMatches) -> Option<Category> {
    m.get_one::<String>("category").and_then(|c| Category::from_name(c))
}

fn one_system(m: &ArgMatches, config: &Config, lang: Lang) -> Result<Outcome, Vec<Problem>> {
    let system = find_system(m)?;
    let current: Vec<String> = m.get_many("current").into_iter().flatten().cloned().collect();
    let request = Request {
        system,
        current,
        mapping: m.get_one("mapping").cloned(),
        category: category(m),
        editions: editions(m),
        as_of: as_of(m),
        config,
        without: Default::default(),
        lang,
    };
    let store = open_store(m, config, system)?;
    check::run(&request, &store)
}

pub fn find_system(m: &ArgMatches) -> Result<&'static System, Vec<Problem>> {
    let wanted = m.get_one::<String>("system").map(String::as_str).unwrap_or_default();
    Catalog::get().find(wanted).map_err(|p| vec![p])
}

pub fn find_config(m: &ArgMatches) -> Result<Config, Vec<Problem>> {
    let named = m.get_one::<String>("config").map(PathBuf::from);
    match named.or_else(|| Config::find(Path::new("."))) {
        Some(path) => Config::load(&path.display().to_string()),
        None => Ok(Config::default()),
    }
}

/// `--edition LABEL` is for the system itself, `SLUG=LABEL` for that one.
pub fn editions(m: &ArgMatches) -> BTreeMap<String, String> {
    let given = m.get_many::<String>("edition").into_iter().flatten();
    let split = |text: &String| match text.split_once('=') {
        Some((slug, label)) if Catalog::get().by_slug(slug).is_some() => (slug.to_string(), label.to_string()),
        _ => (String::new(), text.clone()),
    };
    given.map(split).collect()
}

pub fn as_of(m: &ArgMatches) -> String {
    m.get_one("as-of").cloned().unwrap_or_else(args::today)
}

/// Folders of editions: from the command line, the configuration, the user's own. Without any, only what the system needs is read.
pub fn open_store(m: &ArgMatches, config: &Config, system: &System) -> Result<Store, Vec<Problem>> {
    let dirs = folders(m, config);
    if dirs.is_empty() {
        let needed: Vec<&str> = std::iter::once(&system.slug).chain(&system.includes).map(String::as_str).collect();
        return Ok(Store::bundled_only(&needed));
    }
    Store::open(&dirs)
}

pub fn folders(m: &ArgMatches, config: &Config) -> Vec<PathBuf> {
    let mut dirs: Vec<PathBuf> = m.get_many::<String>("specs").into_iter().flatten().map(PathBuf::from).collect();
    dirs.extend(config.specs.dirs.iter().map(|d| config.resolve(d)));
    dirs.extend(user_folder());
    dirs
}

fn outputs(m: &ArgMatches) -> Result<Vec<(String, Format)>, Vec<Problem>> {
    let paths = m.get_many::<String>("output").into_iter().flatten();
    paths.map(|path| Format::from_path(path).map(|f| (path.clone(), f)).ok_or_else(|| vec![no_format(path)])).collect()
}

/// `--format xlsx` on a terminal would only scramble it.
fn wants_binary_on_terminal(m: &ArgMatches) -> bool {
    let format = m.get_one::<String>("format").and_then(|f| Format::from_name(f));
    format.is_some_and(Format::is_binary) && output::on_terminal() && !m.get_flag("quiet")
}

fn binary_on_terminal() -> Problem {
    Problem::new(
        "",
        Bilingual::new("この形式は画面に出せません", "this format cannot be shown on a terminal"),
        Bilingual::new("--output report.xlsx のようにファイルに書いてください", "write a file: --output report.xlsx"),
    )
}

fn no_format(path: &str) -> Problem {
    let endings = Format::endings();
    Problem::new(
        path,
        Bilingual::new("この拡張子の形式では書き出せません", "there is no format for this ending"),
        Bilingual::new(format!("使える拡張子: {}", endings.join("、")), format!("endings: {}", endings.join(", "))),
    )
}

/// The level of `--fail-on`.
fn failing(m: &ArgMatches) -> Option<Severity> {
    match m.get_one::<String>("fail-on").map(String::as_str) {
        Some("never") => None,
        Some("info") => Some(Severity::Info),
        Some("warning") => Some(Severity::Warning),
        _ => Some(Severity::Error),
    }
}

fn write(m: &ArgMatches, outputs: &[(String, Format)], outcome: &Outcome, lang: Lang) -> Exit {
    let mut exit = Exit::Clean;
    let all_findings = m.get_flag("all-findings");
    let detail = Detail { all_findings, ..Detail::default() };
    let how = Writing { detail, failing: failing(m), min_judged: min_judged(m), explain: explain::text };
    for (path, format) in outputs {
        exit = exit.max(match format.write(&outcome.report, how) {
            Ok(bytes) => output::write_file(path, &bytes, lang),
            Err(why) => not_written(path, &why, lang),
        });
    }
    if m.get_flag("quiet") {
        return exit;
    }
    let format = m.get_one::<String>("format").and_then(|f| Format::from_name(f)).unwrap_or(Format::Text);
    let bytes = match format {
        Format::Text => Ok(on_screen(m, outcome, all_findings).into_bytes()),
        other => other.write(&outcome.report, how),
    };
    match bytes {
        Ok(bytes) => output::print_bytes(&bytes),
        Err(why) => exit = exit.max(not_written("", &why, lang)),
    }
    exit
}

fn not_written(path: &str, why: &str, lang: Lang) -> Exit {
    let problem = Problem::new(
        path,
        Bilingual::new(format!("書き出せません: {why}"), format!("cannot be written: {why}")),
        Bilingual::new("ほかの形式（json、csv）を試してください", "try another format: json, csv"),
    );
    tell(&[problem], lang);
    Exit::CannotCheck
}

/// With snippets on a terminal, plain in a pipe; `--color` overrides.
fn on_screen(m: &ArgMatches, outcome: &Outcome, all_findings: bool) -> String {
    let terminal_there = output::on_terminal();
    let (graphical, color) = match m.get_one::<String>("color").map(String::as_str) {
        Some("always") => (true, true),
        Some("never") => (terminal_there, false),
        _ => (terminal_there, terminal_there && std::env::var_os("NO_COLOR").is_none()),
    };
    let detail = Detail { all_findings, ..Detail::default() };
    match graphical {
        true => terminal::terminal(&outcome.report, &outcome.sources, detail, color),
        false => text::text(&outcome.report, detail),
    }
}

/// Percent, of `--min-judged`.
fn min_judged(m: &ArgMatches) -> usize {
    usize::from(m.get_one::<u8>("min-judged").copied().unwrap_or(0))
}

fn verdict(m: &ArgMatches, outcome: &Outcome) -> Exit {
    let counts = outcome.report.counts();
    let failing = failing(m).map_or(0, |level| counts.at_least(level));
    let short = outcome.report.systems.iter().any(|s| judged_too_few(s, min_judged(m)));
    if !outcome.failures.is_empty() {
        Exit::CannotCheck
    } else if !outcome.problems.is_empty() {
        Exit::CannotAsk
    } else if failing > 0 || short {
        Exit::Findings
    } else {
        Exit::Clean
    }
}
