//! The command line: one file per command, no logic.

mod args;
mod baseline;
mod check;
mod decisions;
mod diff;
mod exit;
mod explain;
mod generate;
mod guard;
mod import;
mod init;
mod interrupt;
mod lock;
mod map;
mod material;
mod migrate;
mod output;
mod progress;
mod spec;
mod survey;
mod template;
mod usage;
mod validate;
mod whole;

use std::ffi::OsString;

use clap::ArgMatches;

use crate::text::lang::Lang;
use crate::text::problem::Problem;

pub use args::command;
pub use exit::Exit;

/// Runs the program with the arguments after its name.
pub fn run(args: Vec<OsString>) -> Exit {
    let texts: Vec<String> = args.iter().map(|a| a.to_string_lossy().into_owned()).collect();
    let lang = Lang::from_args(&texts);
    let args = args::with_default_command(args);
    let program = std::iter::once(OsString::from("gapcheck"));
    let exit = match command(lang).try_get_matches_from(program.chain(args)) {
        Ok(matches) => {
            interrupt::listen(lang);
            interrupt::ended(dispatch(&matches, lang))
        }
        Err(error) => usage::report(&error, lang),
    };
    output::told(exit, lang)
}

fn dispatch(matches: &ArgMatches, lang: Lang) -> Exit {
    if let Err(problems) = guard::check(matches) {
        tell(&problems, lang);
        return Exit::CannotAsk;
    }
    match matches.subcommand() {
        Some(("check", m)) => check::run(m, lang),
        Some(("validate", m)) => validate::run(m, lang),
        Some(("spec", m)) => spec::run(m, lang),
        Some(("init", m)) => init::run(m, lang),
        Some(("template", m)) => template::run(m, lang),
        Some(("import", m)) => import::run(m, lang),
        Some(("baseline", m)) => baseline::run(m, lang),
        Some(("decisions", m)) => decisions::run(m, lang),
        Some(("diff", m)) => diff::run(m, lang),
        Some(("map", m)) => map::run(m, lang),
        Some(("survey", m)) => survey::run(m, lang),
        Some(("explain", m)) => explain::explain(m, lang),
        Some(("rules", m)) => explain::rules(m, lang),
        Some(("completions", m)) => generate::completions(m, lang),
        Some(("man", _)) => generate::man(lang),
        _ => Exit::CannotAsk,
    }
}

/// Tells what could not be read or asked, on standard error.
fn tell(problems: &[Problem], lang: Lang) {
    for problem in problems {
        output::error_line(&problem.render(lang));
    }
}
