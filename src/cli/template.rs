//! `gapcheck template current|mapping|functions|forms|export SYSTEM`

use std::path::Path;

use clap::ArgMatches;

use super::check::{as_of, editions, find_config, find_system, open_store};
use super::exit::Exit;
use super::{output, tell, whole};
use crate::check::{Request, standard};
use crate::current::model::Role;
use crate::spec::edition::Category;
use crate::spec::standard::Standard;
use crate::template::{current, mapping, sheets};
use crate::text::lang::{Bilingual, Lang};
use crate::text::problem::Problem;

pub fn run(m: &ArgMatches, lang: Lang) -> Exit {
    let Some((what, m)) = m.subcommand() else { return Exit::CannotAsk };
    match load(m, lang) {
        Ok((standard, slug)) => write(what, m, &standard, slug, lang),
        Err(problems) => {
            tell(&problems, lang);
            Exit::CannotAsk
        }
    }
}

fn write(what: &str, m: &ArgMatches, standard: &Standard, slug: &str, lang: Lang) -> Exit {
    let category = || m.get_one::<String>("category").and_then(|c| Category::from_name(c));
    let text = match what {
        "current" => {
            let present = m.get_one::<String>("role").is_some_and(|r| r == "present");
            current::current(standard, slug, if present { Role::Present } else { Role::Package })
        }
        "mapping" => mapping::mapping(standard, slug, lang),
        "functions" => sheets::functions(standard, category()),
        "forms" => sheets::forms(standard, category()),
        _ => return export(m, standard, lang),
    };
    output::write_or_print(m.get_one::<String>("output").map(String::as_str), &text, lang)
}

/// One file per group; none is written if one of them is there already.
fn export(m: &ArgMatches, standard: &Standard, lang: Lang) -> Exit {
    let Some(folder) = m.get_one::<String>("output") else { return Exit::CannotAsk };
    let files = sheets::exports(standard);
    let path = |name: &str| Path::new(folder).join(name).display().to_string();
    if let Some((name, _)) = files.iter().find(|(name, _)| Path::new(&path(name)).exists()) {
        let problem = Problem::new(
            path(name),
            Bilingual::new("同じ名前のファイルがあります", "there is a file of this name already"),
            Bilingual::new(
                "空のフォルダを指定してください。何も書きませんでした",
                "name an empty folder; nothing was written",
            ),
        );
        tell(&[problem], lang);
        return Exit::CannotAsk;
    }
    let files: Vec<(String, Vec<u8>)> = files.iter().map(|(n, text)| (path(n), text.clone().into_bytes())).collect();
    match whole::write_new(&files) {
        Ok(()) => Exit::Clean,
        Err(problem) => {
            tell(&[problem], lang);
            Exit::CannotCheck
        }
    }
}

fn load(m: &ArgMatches, lang: Lang) -> Result<(Standard, &'static str), Vec<Problem>> {
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
        options: Default::default(),
    };
    Ok((standard(&request, &open_store(m, &config, system)?)?, &system.slug))
}
