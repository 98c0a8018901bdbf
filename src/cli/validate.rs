//! `gapcheck validate SYSTEM PATH…`

use std::io::IsTerminal;

use clap::ArgMatches;
use indicatif::{HumanBytes, ProgressBar, ProgressStyle};

use super::check::{as_of, category, editions, find_config, find_system, open_store, outputs, verdict, write};
use super::exit::Exit;
use super::{interrupt, tell};
use crate::check::{Outcome, Request, levels, standard, stop};
use crate::config::Config;
use crate::spec::standard::Standard;
use crate::text::decode::FileEncoding;
use crate::text::lang::{Bilingual, Lang};
use crate::text::problem::Problem;
use crate::validate::files::Inputs;
use crate::validate::findings::findings;
use crate::validate::header::Heading;
use crate::validate::plan::Plan;
use crate::validate::report::{Telling, report};
use crate::validate::run::{Options, run as run_plan};
use crate::validate::source::Sizes;
use crate::validate::unjudged::unjudged;

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
    let config = find_config(m)?;
    let standard = load(m, &config, lang)?;
    let slug = find_system(m)?;
    let plan = Plan::new(&standard);
    let paths: Vec<String> = m.get_many::<String>("path").into_iter().flatten().cloned().collect();
    let inputs = Inputs::find(&plan, &paths, m.get_one::<String>("group").map(String::as_str))?;
    if inputs.files.is_empty() && inputs.unknown.is_empty() && !inputs.folder {
        return Err(vec![nothing_to_read()]);
    }
    let encoding = encoding(m)?;
    interrupt::listen(lang);
    stop::begin();
    let bar = Bar::new(m.get_flag("quiet"));
    let options = Options {
        encoding,
        delimiter: m.get_one::<String>("delimiter").map(|d| if d == "tab" { b'\t' } else { b',' }),
        heading: if m.get_flag("no-header") { Heading::None } else { Heading::Detect },
        threads: m.get_one::<u16>("threads").map_or_else(cores, |n| usize::from(*n)),
        memory: m.get_one::<u64>("memory").map_or(1 << 30, |n| usize::try_from(*n).unwrap_or(usize::MAX)),
        sizes: Sizes::default(),
        stop: &stop::skip,
        progress: &|bytes, rows| bar.step(bytes, rows),
    };
    let found = run_plan(&plan, &inputs, &options);
    drop(bar);
    let unjudged = unjudged(&standard, &plan, &found, &inputs.given(&plan));
    let findings = findings(&standard, &slug.slug, &plan, &inputs, &found);
    let telling =
        Telling { slug: &slug.slug, name: &slug.name, config: &config, show_values: m.get_flag("show-values"), lang };
    let report = report(&telling, &standard, &plan, &inputs, &found, findings, &unjudged);
    let mut problems = found.problems;
    problems.extend(config.problems.iter().cloned());
    problems.extend(levels::unknown(&config));
    let outcome = Outcome { report, sources: Vec::new(), problems, failures: Vec::new() };
    tell(&outcome.problems, lang);
    let written = write(m, &outputs, &outcome, lang);
    let exit = verdict(m, &outcome).max(written);
    Ok(if stop::asked() { Exit::Interrupted } else { exit })
}

fn load(m: &ArgMatches, config: &Config, lang: Lang) -> Result<Standard, Vec<Problem>> {
    let system = find_system(m)?;
    let request = Request {
        system,
        current: Vec::new(),
        mapping: None,
        options: Default::default(),
        category: category(m),
        editions: editions(m),
        as_of: as_of(m),
        config,
        without: Default::default(),
        lang,
    };
    standard(&request, &open_store(m, config, system)?)
}

fn encoding(m: &ArgMatches) -> Result<Option<FileEncoding>, Vec<Problem>> {
    let Some(name) = m.get_one::<String>("data-encoding") else { return Ok(None) };
    FileEncoding::from_name(name).map(Some).ok_or_else(|| {
        vec![Problem::new(
            "--data-encoding",
            Bilingual::new(
                format!("「{name}」という文字コードは読めません"),
                format!("{name} is no encoding that is read here"),
            ),
            Bilingual::new("UTF-8、UTF-16、CP932、EUC-JP のどれかです", "one of UTF-8, UTF-16, CP932, EUC-JP"),
        )]
    })
}

fn nothing_to_read() -> Problem {
    Problem::new(
        "",
        Bilingual::new("調べるデータファイルがありません", "there is no data file to check"),
        Bilingual::new("ファイルかフォルダを指定してください", "name files or a folder"),
    )
}

fn cores() -> usize {
    std::thread::available_parallelism().map_or(1, usize::from)
}

/// Rows and speed on standard error, on a terminal only.
struct Bar(ProgressBar, std::time::Instant);

impl Bar {
    fn new(quiet: bool) -> Bar {
        let hidden = quiet || !std::io::stderr().is_terminal();
        let bar = if hidden { ProgressBar::hidden() } else { ProgressBar::new_spinner() };
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            bar.set_style(style);
        }
        Bar(bar, std::time::Instant::now())
    }

    fn step(&self, bytes: u64, rows: u64) {
        let seconds = self.1.elapsed().as_secs_f64().max(0.001);
        self.0.set_message(format!(
            "{rows} rows, {}, {}/s",
            HumanBytes(bytes),
            HumanBytes((bytes as f64 / seconds) as u64)
        ));
        self.0.tick();
    }
}

impl Drop for Bar {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
