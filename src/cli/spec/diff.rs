//! `gapcheck spec diff OLD NEW`

use std::path::Path;

use clap::ArgMatches;

use super::super::check::{as_of, category, find_config, folders};
use super::super::exit::Exit;
use super::super::{output, tell};
use crate::check::replay::{self, Replay};
use crate::check::{Request, replay_words};
use crate::config::Config;
use crate::spec::carry::Carrier;
use crate::spec::catalog::{Catalog, System};
use crate::spec::diff::{Diff, Pairing, json, markdown, text};
use crate::spec::load::LoadedEdition;
use crate::spec::named::{resolve, same_system, side};
use crate::spec::renames::{self, RenameTable};
use crate::spec::standard::Standard;
use crate::spec::store::{Store, Wanted};
use crate::text::lang::{Bilingual, Lang};
use crate::text::problem::Problem;

pub fn run(m: &ArgMatches, lang: Lang) -> Exit {
    asked(m, lang).unwrap_or_else(|problems| {
        tell(&problems, lang);
        Exit::CannotAsk
    })
}

fn asked(m: &ArgMatches, lang: Lang) -> Result<Exit, Vec<Problem>> {
    let config = find_config(m)?;
    let store = Store::open(&folders(m, &config))?;
    let one = |name| resolve(&store, m.get_one::<String>(name).map(String::as_str).unwrap_or_default(), &as_of(m));
    let (old, new) = (one("old")?, one("new")?);
    same_system(&old, &new)?;
    let table = table_path(m, &old);
    let earlier = table.as_ref().and_then(|path| std::fs::read_to_string(path).ok().map(|text| (path.as_str(), text)));
    let answered = match &earlier {
        Some((path, _)) => renames::load(path).map_err(|p| vec![p])?,
        None => RenameTable::default(),
    };
    let pairing = Pairing::new(&old.edition, &new.edition, &answered);
    let diff = Diff::new(&pairing, side(&old), side(&new));
    let replay = match m.contains_id("current") {
        true => Some(replayed(m, &config, &store, (&old, &new), &pairing, &diff, lang)?),
        false => None,
    };
    print(m, &diff, replay.as_ref(), lang);
    let mut exit = if diff.is_empty() { Exit::Clean } else { Exit::Findings };
    if let Some(path) = &table {
        let text = renames::write(&pairing, earlier.as_ref().map(|(p, t)| (*p, t.as_str()))).map_err(|p| vec![p])?;
        exit = exit.max(write_table(path, &text, lang));
    }
    if let Some(replay) = &replay {
        tell(&replay.problems, lang);
        exit = exit.max(if replay.problems.is_empty() { Exit::Clean } else { Exit::CannotAsk });
        exit = exit.max(if replay.failures.is_empty() { Exit::Clean } else { Exit::CannotCheck });
    }
    Ok(exit)
}

fn table_path(m: &ArgMatches, old: &LoadedEdition) -> Option<String> {
    let dir = m.get_one::<String>("renames")?;
    Some(renames::path_in(Path::new(dir), &old.edition).display().to_string())
}

fn write_table(path: &str, text: &str, lang: Lang) -> Exit {
    if let Some(folder) = Path::new(path).parent()
        && let Err(e) = std::fs::create_dir_all(folder)
    {
        output::error_line(&format!("{path}: {e}"));
        return Exit::CannotCheck;
    }
    let written = output::write_or_print(Some(path), text, lang);
    if written == Exit::Clean {
        output::error_line(&format!("{}: {path}", lang.pick("改名表を書きました", "rename table written")));
    }
    written
}

fn print(m: &ArgMatches, diff: &Diff, replay: Option<&Replay>, lang: Lang) {
    let text = match m.get_one::<String>("format").map(String::as_str) {
        Some("json") => {
            let mut value = json::json(diff, lang);
            if let Some(replay) = replay {
                value["replay"] = replay_words::value(replay, lang);
            }
            format!("{}\n", serde_json::to_string_pretty(&value).unwrap_or_default())
        }
        Some("markdown") => {
            markdown::markdown(diff, lang) + &replay.map(|r| replay_words::markdown(r, lang)).unwrap_or_default()
        }
        _ => text::text(diff, lang) + &replay.map(|r| replay_words::text(r, lang)).unwrap_or_default(),
    };
    output::print(&text);
}

fn replayed(
    m: &ArgMatches,
    config: &Config,
    store: &Store,
    editions: (&LoadedEdition, &LoadedEdition),
    pairing: &Pairing<'_>,
    diff: &Diff,
    lang: Lang,
) -> Result<Replay, Vec<Problem>> {
    let current: Vec<String> = m.get_many("current").into_iter().flatten().cloned().collect();
    let system = checked_system(m, &editions.0.edition.system)?;
    let others = other_editions(store, config, system, &editions.0.edition.system, &as_of(m))?;
    let standard = |own: &LoadedEdition| {
        let mut all: Vec<LoadedEdition> = others.clone();
        let at = if own.edition.system == system.slug { 0 } else { all.len() };
        all.insert(at, own.clone());
        Standard::new(all)
    };
    let request = Request {
        system,
        current,
        mapping: m.get_one("mapping").cloned(),
        category: category(m),
        editions: Default::default(),
        as_of: as_of(m),
        config,
        without: Default::default(),
        lang,
        options: Default::default(),
    };
    let others: Vec<_> = others.iter().map(|l| l.edition.clone()).collect();
    let carrier = Carrier::new(pairing, &others);
    replay::replay(&request, (&standard(editions.0), &standard(editions.1)), &carrier, diff)
}

/// The system that is checked: the editions' own, or for a shared business the one that is named.
pub fn checked_system(m: &ArgMatches, slug: &str) -> Result<&'static System, Vec<Problem>> {
    let named = m.get_one::<String>("system").map(|name| Catalog::get().find(name).map_err(|p| vec![p])).transpose()?;
    let own = Catalog::get().by_slug(slug);
    match (named, own) {
        (Some(named), _) if named.slug == slug || named.includes.iter().any(|i| i == slug) => Ok(named),
        (None, Some(own)) => Ok(own),
        _ => Err(vec![Problem::new(
            "",
            Bilingual::new(
                format!("--system の業務システムはこの版（{slug}）を使いません"),
                format!("the system of --system does not use this edition ({slug})"),
            ),
            Bilingual::new(
                "--system を外すか、使う業務システムを指定してください",
                "leave --system out, or name one that does",
            ),
        )]),
    }
}

/// The editions that a check of the system uses beside the one that is replaced, its own first.
pub fn other_editions(
    store: &Store,
    config: &Config,
    system: &System,
    replaced: &str,
    as_of: &str,
) -> Result<Vec<LoadedEdition>, Vec<Problem>> {
    let slugs = std::iter::once(&system.slug).chain(&system.includes).filter(|s| *s != replaced);
    slugs
        .map(|slug| {
            let wanted = Wanted { edition: config.specs.pin.get(slug).map(String::as_str), as_of };
            store.load(store.choose(slug, wanted).map_err(|p| vec![p])?)
        })
        .collect()
}
