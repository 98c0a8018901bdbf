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
    let text = match m.get_one::<String>("format").map(String::as_str) {
        Some("json") => serde_json::to_string_pretty(diff).map(|text| format!("{text}\n")),
        Some("markdown") => Ok(diff::markdown(diff)),
        _ => Ok(diff::text(diff, crate::report::text::Detail::default().width)),
    };
    let Ok(text) = text else { return Exit::CannotCheck };
    let path = m.get_one::<String>("output").map(String::as_str);
    let differs = if diff.differs() { Exit::Findings } else { Exit::Clean };
    differs.max(output::write_or_print(path, &text, lang))
}
