//! `gapcheck baseline write SYSTEM CURRENT… --baseline FILE --reason TEXT`

use std::path::Path;

use clap::ArgMatches;

use super::check::{find_config, outcome, systems};
use super::exit::Exit;
use super::lock::alone;
use super::{output, tell};
use crate::check::people::baseline::records;
use crate::ledger::baseline::{Baseline, Updated, Write};
use crate::report::model::SystemReport;
use crate::text::lang::Lang;
use crate::text::problem::Problem;

pub fn run(m: &ArgMatches, lang: Lang) -> Exit {
    let result = match m.subcommand() {
        Some(("write", m)) => write(m, lang),
        _ => return Exit::CannotAsk,
    };
    result.unwrap_or_else(|problems| {
        tell(&problems, lang);
        Exit::CannotAsk
    })
}

fn write(m: &ArgMatches, lang: Lang) -> Result<Exit, Vec<Problem>> {
    let text = |name: &str| m.get_one::<String>(name).map(String::as_str);
    let path = text("baseline").unwrap_or_default();
    let config = find_config(m)?;
    systems(m, &config)?;
    // told before the long work; read again when it is this run's turn
    there(path)?;
    let outcome = outcome(m, &config, lang)?;
    tell(&outcome.problems, lang);
    let findings = records(&outcome.report, text("reason").unwrap_or_default(), text("owner"), text("until"));
    // what was not read or not looked at cannot be said to be gone
    let sure = outcome.problems.is_empty() && outcome.failures.is_empty();
    let submitted = |s: &&SystemReport| sure && !s.inputs.is_empty();
    let judged: Vec<&str> = outcome.report.systems.iter().filter(submitted).map(|s| s.slug.as_str()).collect();
    let read = if sure { Exit::Clean } else { Exit::CannotAsk };
    alone(path, || {
        let mut baseline = there(path)?;
        let counts = baseline.update(Write { findings, judged: &judged });
        Ok(read.max(save(&baseline, counts, lang)))
    })
}

/// The baseline, empty where it is not there yet.
fn there(path: &str) -> Result<Baseline, Vec<Problem>> {
    match Path::new(path).exists() {
        true => Baseline::load(path),
        false => Ok(Baseline { path: path.into(), ..Baseline::default() }),
    }
}

fn save(baseline: &Baseline, counts: Updated, lang: Lang) -> Exit {
    let Ok(text) = baseline.to_text() else { return Exit::CannotCheck };
    let written = output::write_or_print(Some(&baseline.path), &text, lang);
    let Updated { added, kept, renewed, dropped } = counts;
    if written == Exit::Clean {
        output::print(&match lang {
            Lang::Ja => format!(
                "{}: 新しく承認 {added}、そのまま {kept}、変わった内容で承認し直し {renewed}、該当がなくなり削除 {dropped}\n",
                baseline.path
            ),
            Lang::En => format!(
                "{}: {added} newly accepted, {kept} kept, {renewed} accepted as they are now, {dropped} dropped\n",
                baseline.path
            ),
        });
    }
    written
}
