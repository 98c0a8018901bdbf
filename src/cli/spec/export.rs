//! `gapcheck spec export SYSTEM --xlsx FILE | --csv DIR`

use std::path::Path;

use clap::ArgMatches;

use super::super::check::{as_of, editions, find_config, find_system, open_store};
use super::super::exit::Exit;
use super::super::{output, tell};
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
    if let Err(e) = std::fs::create_dir_all(dir) {
        tell(&[no_folder(dir, &e)], lang);
        return Exit::CannotCheck;
    }
    files.iter().map(|f| write(&path(&f.name), &f.bytes, lang)).max().unwrap_or(Exit::Clean)
}

fn write(path: &str, bytes: &[u8], lang: Lang) -> Exit {
    match output::write_whole(path, bytes) {
        Ok(()) => {
            output::print(&format!("{}: {path}\n", lang.pick("書きました", "written")));
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

fn no_folder(dir: &str, error: &std::io::Error) -> Problem {
    Problem::new(
        dir,
        Bilingual::new("フォルダを作れません", format!("the folder cannot be made: {error}")),
        Bilingual::new("場所と権限を確認してください", "check its place and permissions"),
    )
}
