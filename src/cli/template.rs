//! `gapcheck template current SYSTEM`

use clap::ArgMatches;

use super::check::{as_of, editions, find_config, find_system, open_store};
use super::exit::Exit;
use super::{output, tell};
use crate::check::{Request, standard};
use crate::current::model::Role;
use crate::template;
use crate::text::lang::Lang;
use crate::text::problem::Problem;

pub fn run(m: &ArgMatches, lang: Lang) -> Exit {
    let Some(("current", m)) = m.subcommand() else { return Exit::CannotAsk };
    match current(m, lang) {
        Ok(text) => output::write_or_print(m.get_one::<String>("output").map(String::as_str), &text, lang),
        Err(problems) => {
            tell(&problems, lang);
            Exit::CannotAsk
        }
    }
}

fn current(m: &ArgMatches, lang: Lang) -> Result<String, Vec<Problem>> {
    let system = find_system(m)?;
    let config = find_config(m)?;
    let request = Request {
        system,
        current: Vec::new(),
        mapping: None,
        category: None,
        editions: editions(m),
        as_of: as_of(m),
        config: &config,
        without: Default::default(),
        lang,
    };
    let standard = standard(&request, &open_store(m, &config, system)?)?;
    let role = if m.get_one::<String>("role").is_some_and(|r| r == "present") { Role::Present } else { Role::Package };
    Ok(template::current::current(&standard, &system.slug, role))
}
