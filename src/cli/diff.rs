//! `gapcheck diff OLD.json NEW.json`: what was solved, what is new, what stayed.

use clap::ArgMatches;

use super::exit::Exit;
use super::{output, tell};
use crate::check::rerender;
use crate::report::diff::{self, Diff};
use crate::report::model::Report;
use crate::report::read::report;
use crate::text::lang::Lang;
use crate::text::problem::Problem;

pub fn run(m: &ArgMatches, lang: Lang) -> Exit {
    match both(m, lang) {
        Ok((old, new)) => write(m, &Diff::of(&old, &new, lang), lang),
        Err(problems) => {
            tell(&problems, lang);
            Exit::CannotAsk
        }
    }
}

fn both(m: &ArgMatches, lang: Lang) -> Result<(Report, Report), Vec<Problem>> {
    let read = |name: &str| -> Result<Report, Vec<Problem>> {
        let mut report = report(m.get_one::<String>(name).map(String::as_str).unwrap_or_default())?;
        rerender::in_language(&mut report, lang);
        Ok(report)
    };
    match (read("old"), read("new")) {
        (Ok(old), Ok(new)) => Ok((old, new)),
        (old, new) => Err([old.err(), new.err()].into_iter().flatten().flatten().collect()),
    }
}

fn write(m: &ArgMatches, diff: &Diff, lang: Lang) -> Exit {
    let format = m.get_one::<String>("format").map(String::as_str).unwrap_or("text");
    let mut exit = if diff.differs() { Exit::Findings } else { Exit::Clean };
    let paths: Vec<&String> = m.get_many("output").into_iter().flatten().collect();
    for path in &paths {
        let Ok(text) = rendered(diff, of_ending(path).unwrap_or(format)) else { return Exit::CannotCheck };
        exit = exit.max(output::write_or_print(Some(path), &text, lang));
    }
    if paths.is_empty() {
        let Ok(text) = rendered(diff, format) else { return Exit::CannotCheck };
        output::print(&text);
    }
    exit
}

fn rendered(diff: &Diff, format: &str) -> Result<String, serde_json::Error> {
    match format {
        "json" => serde_json::to_string_pretty(diff).map(|text| format!("{text}\n")),
        "markdown" => Ok(diff::markdown(diff)),
        "html" => diff::html(diff),
        _ => Ok(diff::text(diff, crate::report::text::Detail::default().width)),
    }
}

/// The format that a file's ending means; with another ending `--format` decides.
fn of_ending(path: &str) -> Option<&'static str> {
    match path.rsplit('.').next()?.to_ascii_lowercase().as_str() {
        "json" => Some("json"),
        "md" => Some("markdown"),
        "html" | "htm" => Some("html"),
        "txt" | "text" => Some("text"),
        _ => None,
    }
}
