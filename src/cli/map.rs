//! `gapcheck map suggest`, `map check`, and the other commands about mappings.

mod lines;
mod pull;

use clap::ArgMatches;

use super::check::{as_of, editions, find_config, find_system, open_store};
use super::exit::Exit;
use super::{migrate, output, tell};
use crate::check::inputs::{self, Inputs};
use crate::check::{Request, standard};
use crate::matching::{Matching, faults, match_all, suggest};
use crate::spec::standard::Standard;
use crate::text::lang::{Bilingual, Lang};
use crate::text::problem::Problem;

pub fn run(m: &ArgMatches, lang: Lang) -> Exit {
    let done = match m.subcommand() {
        Some(("suggest", m)) => suggest_to(m, lang),
        Some(("check", m)) => check(m, lang),
        Some(("diff", m)) => lines::diff(m, lang),
        Some(("merge", m)) => lines::merge(m, lang),
        Some(("pull", m)) => pull::run(m, lang),
        Some(("migrate", m)) => return migrate::run(m, lang),
        _ => return Exit::CannotAsk,
    };
    done.unwrap_or_else(|problems| {
        tell(&problems, lang);
        Exit::CannotAsk
    })
}

/// The standard, what was read, and how they match.
fn matched(m: &ArgMatches, lang: Lang) -> Result<(Standard, Inputs, Matching), Vec<Problem>> {
    let system = find_system(m)?;
    let config = find_config(m)?;
    let request = Request {
        system,
        current: m.get_many("current").into_iter().flatten().cloned().collect(),
        mapping: m.get_one("mapping").cloned(),
        category: None,
        without: Default::default(),
        editions: editions(m),
        as_of: as_of(m),
        config: &config,
        lang,
        options: Default::default(),
    };
    let standard = standard(&request, &open_store(m, &config, system)?)?;
    let inputs = inputs::read(&request)?;
    let matching = match_all(&standard, &inputs.current, &inputs.mapping);
    tell(&inputs.problems, lang);
    Ok((standard, inputs, matching))
}

/// Inputs that could be read in part only end with exit code 2, whatever else came of them.
fn read_in_full(inputs: &Inputs) -> Exit {
    if inputs.problems.is_empty() { Exit::Clean } else { Exit::CannotAsk }
}

fn suggest_to(m: &ArgMatches, lang: Lang) -> Result<Exit, Vec<Problem>> {
    let system = find_system(m)?;
    let (standard, inputs, matching) = matched(m, lang)?;
    let found = suggest::suggest(&system.slug, &standard, &inputs.current, &inputs.mapping, &matching, lang);
    let written = output::write_or_print(m.get_one::<String>("output").map(String::as_str), &found.text, lang);
    output::error_line(&match lang {
        Lang::Ja => format!("自動の対応 {} 行、確かめる候補 {} 件", found.accepted, found.proposed),
        Lang::En => format!("{} automatic lines, {} candidates to confirm", found.accepted, found.proposed),
    });
    if found.only_comments {
        output::error_line(lang.pick(
            "対応表が pair = [ … ] の形のため、自動の対応もコメントで書きました。[[pair]] の形に直すと行として書けます",
            "the mapping lists its lines as pair = [ … ], so automatic pairs were written as comments too; use [[pair]] to have lines",
        ));
    }
    Ok(read_in_full(&inputs).max(written))
}

fn check(m: &ArgMatches, lang: Lang) -> Result<Exit, Vec<Problem>> {
    let (_, inputs, matching) = matched(m, lang)?;
    if inputs.mapping.is_empty() {
        let what = Bilingual::new("調べる対応表がありません", "there is no mapping to check");
        let todo = Bilingual::new(
            "--mapping で指定するか、gapcheck map suggest で作ってください",
            "name one with --mapping, or write one with gapcheck map suggest",
        );
        return Err(vec![Problem::new("", what, todo)]);
    }
    let lines = faults::told(&inputs.mapping, &matching, lang);
    lines.iter().for_each(|l| output::print(&format!("{l}\n")));
    let found = if lines.is_empty() { Exit::Clean } else { Exit::Findings };
    Ok(read_in_full(&inputs).max(found))
}
