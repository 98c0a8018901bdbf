//! `gapcheck survey CONFIG…`: many municipalities in one run.

use std::path::{Path, PathBuf};

use clap::ArgMatches;

use super::check::as_of;
use super::exit::Exit;
use super::{output, tell};
use crate::check::survey::{self, SurveyRequest};
use crate::config::FILE_NAME;
use crate::report::model::Report;
use crate::report::survey::{Survey, Town, html, text, xlsx};
use crate::spec::store::user_folder;
use crate::text::lang::{Bilingual, Lang};
use crate::text::problem::Problem;

/// So many folders deep are configurations looked for.
const DEPTH: usize = 3;

/// Formats by ending and name.
const FORMATS: [&str; 4] = ["text", "json", "html", "xlsx"];

pub fn run(m: &ArgMatches, lang: Lang) -> Exit {
    let asked = asked(m, lang);
    let (request, outputs) = match asked {
        Ok(asked) => asked,
        Err(problems) => {
            tell(&problems, lang);
            return Exit::CannotAsk;
        }
    };
    let folder = m.get_one::<String>("reports").map(PathBuf::from);
    let keep = |town: &Town, report: &Report| {
        if let Some(folder) = &folder {
            keep(folder, town, report, lang);
        }
    };
    let survey = survey::run(&request, &keep);
    let mut exit = verdict(&survey);
    for (path, format) in &outputs {
        exit = exit.max(write(&survey, format, Some(path), lang));
    }
    if !m.get_flag("quiet") {
        let format = m.get_one::<String>("format").map_or("text", String::as_str);
        exit = exit.max(write(&survey, format, None, lang));
    }
    exit
}

type Outputs = Vec<(String, &'static str)>;

fn asked(m: &ArgMatches, lang: Lang) -> Result<(SurveyRequest, Outputs), Vec<Problem>> {
    let mut configs = Vec::new();
    for path in m.get_many::<String>("config").into_iter().flatten() {
        match Path::new(path).is_dir() {
            true => found_below(Path::new(path), DEPTH, &mut configs),
            false => configs.push(path.clone()),
        }
    }
    if configs.is_empty() {
        return Err(vec![no_configs()]);
    }
    let mut outputs = Vec::new();
    for path in m.get_many::<String>("output").into_iter().flatten() {
        outputs.push((path.clone(), format_of(path).ok_or_else(|| vec![no_format(path)])?));
    }
    let mut dirs: Vec<PathBuf> = m.get_many::<String>("specs").into_iter().flatten().map(PathBuf::from).collect();
    dirs.extend(user_folder());
    Ok((SurveyRequest { configs, dirs, as_of: as_of(m), lang, threads: 0 }, outputs))
}

/// Every `gapcheck.toml` below a folder, in the order of names.
fn found_below(folder: &Path, depth: usize, found: &mut Vec<String>) {
    let own = folder.join(FILE_NAME);
    if own.is_file() {
        found.push(own.display().to_string());
        return;
    }
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut below: Vec<PathBuf> = entries.map(|e| e.path()).filter(|p| depth > 0 && p.is_dir()).collect();
    below.sort();
    below.iter().for_each(|p| found_below(p, depth - 1, found));
}

fn format_of(path: &str) -> Option<&'static str> {
    let ending = path.rsplit('.').next()?.to_ascii_lowercase();
    let name = match ending.as_str() {
        "txt" => "text",
        "htm" => "html",
        other => other,
    };
    FORMATS.into_iter().find(|f| *f == name)
}

fn write(survey: &Survey, format: &str, path: Option<&str>, lang: Lang) -> Exit {
    let failed = |why: String| {
        tell(&[not_written(path.unwrap_or_default(), &why)], lang);
        Exit::CannotCheck
    };
    let bytes = match format {
        "json" => serde_json::to_vec_pretty(survey).map_err(|e| e.to_string()),
        "html" => html(survey).map(String::into_bytes).map_err(|e| e.to_string()),
        "xlsx" => xlsx(survey).map_err(|e| e.to_string()),
        _ => Ok(text(survey).into_bytes()),
    };
    match (bytes, path) {
        (Err(why), _) => failed(why),
        (Ok(bytes), Some(path)) => output::write_file(path, &bytes, lang),
        (Ok(bytes), None) => {
            output::print_bytes(&bytes);
            Exit::Clean
        }
    }
}

/// The whole report of one system of a town, for those who ask for it.
fn keep(folder: &Path, town: &Town, report: &Report, lang: Lang) {
    let slug = report.systems.first().map_or("report", |s| s.slug.as_str());
    // codes are digits by the configuration; anything else that stands there names no folder
    let code = town.code.as_deref().filter(|c| c.chars().all(|c| c.is_ascii_alphanumeric()));
    let name = format!("{}-{slug}.json", code.unwrap_or("town"));
    let path = folder.join(name).display().to_string();
    let bytes = serde_json::to_vec(report).unwrap_or_default();
    output::write_file(&path, &bytes, lang);
}

fn verdict(survey: &Survey) -> Exit {
    let errors = survey.towns.iter().any(|t| t.sum(|s| s.error) > 0);
    match survey.failed().next().is_some() {
        true => Exit::CannotAsk,
        false if errors => Exit::Findings,
        false => Exit::Clean,
    }
}

fn no_configs() -> Problem {
    Problem::new(
        "",
        Bilingual::new("gapcheck.toml が見つかりません", "no gapcheck.toml was found"),
        Bilingual::new(
            "各団体の gapcheck.toml か、それらを含むフォルダを指定してください",
            "name each municipality's gapcheck.toml, or a folder that holds them",
        ),
    )
}

fn no_format(path: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new("この拡張子の形式では書き出せません", "there is no format for this ending"),
        Bilingual::new("使える拡張子: .txt、.json、.html、.xlsx", "endings: .txt, .json, .html, .xlsx"),
    )
}

fn not_written(path: &str, why: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new(format!("書き出せません: {why}"), format!("cannot be written: {why}")),
        Bilingual::new("ほかの形式（json）を試してください", "try another format: json"),
    )
}
