//! `gapcheck spec export SYSTEM --xlsx FILE | --csv DIR`

use std::path::Path;

use clap::ArgMatches;

use super::super::check::{as_of, editions, find_config, find_system, open_store};
use super::super::exit::Exit;
use super::super::{output, tell, whole};
use crate::spec::edition::Edition;
use crate::spec::export::{ItemSheets, csv, xlsx};
use crate::spec::store::Wanted;
use crate::text::lang::{Bilingual, Lang};
use crate::text::problem::Problem;

pub fn run(m: &ArgMatches, lang: Lang) -> Exit {
    let edition = match find(m) {
        Ok(edition) => edition,
        Err(problems) => {
            tell(&problems, lang);
            return Exit::CannotAsk;
        }
    };
    let mut exit = Exit::Clean;
    if let Some(path) = m.get_one::<String>("xlsx") {
        let items = if m.get_flag("one-sheet") { ItemSheets::One } else { ItemSheets::PerGroup };
        exit = exit.max(match xlsx(&edition, items) {
            Ok(bytes) => write(path, &bytes, lang),
            Err(problem) => refused(problem, lang),
        });
    }
    if let Some(dir) = m.get_one::<String>("csv") {
        exit = exit.max(write_folder(&edition, dir, lang));
    }
    exit
}

fn find(m: &ArgMatches) -> Result<Edition, Vec<Problem>> {
    let system = find_system(m)?;
    let config = find_config(m)?;
    let store = open_store(m, &config, system)?;
    let (asked, as_of) = (editions(m), as_of(m));
    let label = asked.get(&system.slug).or_else(|| asked.get("")).or_else(|| config.specs.pin.get(&system.slug));
    let wanted = Wanted { edition: label.map(String::as_str), as_of: &as_of };
    let entry = store.choose(&system.slug, wanted).map_err(|p| vec![p])?;
    Ok(store.load(entry)?.edition)
}

/// All files or none: those of this name that are there already are never overwritten.
fn write_folder(edition: &Edition, dir: &str, lang: Lang) -> Exit {
    let files = match csv(edition) {
        Ok(files) => files,
        Err(problem) => return refused(problem, lang),
    };
    let path = |name: &str| Path::new(dir).join(name).display().to_string();
    if let Some(file) = files.iter().find(|f| Path::new(&path(&f.name)).exists()) {
        return refused(taken(&path(&file.name)), lang);
    }
    let files: Vec<(String, Vec<u8>)> = files.into_iter().map(|f| (path(&f.name), f.bytes)).collect();
    match whole::write_new(&files) {
        Ok(()) => files.iter().for_each(|(path, _)| output::print(&written(path, lang))),
        Err(problem) => {
            tell(&[problem], lang);
            return Exit::CannotCheck;
        }
    }
    Exit::Clean
}

fn written(path: &str, lang: Lang) -> String {
    format!("{}: {path}\n", lang.pick("書きました", "written"))
}

fn write(path: &str, bytes: &[u8], lang: Lang) -> Exit {
    match whole::write(path, bytes) {
        Ok(()) => {
            output::print(&written(path, lang));
            Exit::Clean
        }
        Err(problem) => {
            tell(&[problem], lang);
            Exit::CannotCheck
        }
    }
}

fn refused(problem: Problem, lang: Lang) -> Exit {
    tell(&[problem], lang);
    Exit::CannotAsk
}

fn taken(path: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new("同じ名前のファイルがあります", "there is a file of this name already"),
        Bilingual::new(
            "空のフォルダを指定してください。何も書きませんでした",
            "name an empty folder; nothing was written",
        ),
    )
}
