//! `gapcheck map migrate --from EDITION --to EDITION`

use std::path::Path;

use clap::ArgMatches;

use super::check::{as_of, find_config, folders};
use super::exit::Exit;
use super::spec::diff::{checked_system, other_editions};
use super::{output, tell, whole};
use crate::check::carry::KeyRing;
use crate::check::migration::{self, FileCarried, What};
use crate::ledger::carry as rows;
use crate::matching::migrate::migrate;
use crate::spec::carry::Carrier;
use crate::spec::diff::Pairing;
use crate::spec::edition::Edition;
use crate::spec::named::{resolve, same_system};
use crate::spec::renames::{self, RenameTable};
use crate::spec::store::Store;
use crate::text::lang::{Bilingual, Lang};
use crate::text::problem::Problem;
use crate::xml::read_limited;

pub fn run(m: &ArgMatches, lang: Lang) -> Exit {
    asked(m, lang).unwrap_or_else(|problems| {
        tell(&problems, lang);
        Exit::CannotAsk
    })
}

/// A file to write: its name in the output folder and its text.
type Written = (String, String);

fn asked(m: &ArgMatches, lang: Lang) -> Result<Exit, Vec<Problem>> {
    if !["mapping", "decisions", "baseline"].iter().any(|name| m.contains_id(name)) {
        return Err(vec![nothing_to_carry()]);
    }
    let config = find_config(m)?;
    let store = Store::open(&folders(m, &config))?;
    let one = |name| resolve(&store, m.get_one::<String>(name).map(String::as_str).unwrap_or_default(), &as_of(m));
    let (from, to) = (one("from")?, one("to")?);
    same_system(&from, &to)?;
    let system = checked_system(m, &from.edition.system)?;
    let others: Vec<Edition> = other_editions(&store, &config, system, &from.edition.system, &as_of(m))?
        .into_iter()
        .map(|l| l.edition)
        .collect();
    let answers = m.get_one::<String>("renames");
    let table = answers.map_or(Ok(RenameTable::default()), |path| renames::load(path)).map_err(|p| vec![p])?;
    let pairing = Pairing::new(&from.edition, &to.edition, &table);
    let carrier = Carrier::new(&pairing, &others);
    let (files, mut written) = carry(m, &carrier, lang)?;
    let title = title(&from.edition, &to.edition, lang);
    let open = if migration::anything_open(&files) { Exit::Findings } else { Exit::Clean };
    let Some(dir) = m.get_one::<String>("output-dir") else {
        print(m, &title, &files, lang);
        return Ok(open);
    };
    written.push(("migration.md".into(), migration::markdown(&title, &files, lang)));
    let earlier = answers.and_then(|path| Some((path.as_str(), std::fs::read_to_string(path).ok()?)));
    let renamed = renames::write(&pairing, earlier.as_ref().map(|(p, t)| (*p, t.as_str()))).map_err(|p| vec![p])?;
    written.push((format!("renames/{}.toml", from.edition.system), renamed));
    let written = write(dir, &written, lang)?;
    print(m, &title, &files, lang);
    Ok(open.max(written))
}

/// Everything that was named, carried.
fn carry(
    m: &ArgMatches,
    carrier: &Carrier<'_, '_>,
    lang: Lang,
) -> Result<(Vec<FileCarried>, Vec<Written>), Vec<Problem>> {
    let (mut files, mut written) = (Vec::new(), Vec::new());
    if let Some(path) = m.get_one::<String>("mapping") {
        let bytes = read_limited(path).map_err(|p| vec![p])?;
        let text = String::from_utf8(bytes).map_err(|_| vec![not_utf8(path)])?;
        let migrated = migrate(path, &text, carrier, lang).map_err(|p| vec![p])?;
        for extended in &migrated.extends {
            output::error_line(&match lang {
                Lang::Ja => format!("{path}: extends の {extended} は別に引き継いでください"),
                Lang::En => format!("{path}: carry {extended}, which it extends, by itself"),
            });
        }
        files.push(migration::of_mapping(path, &migrated, lang));
        written.push((file_name(path), migrated.text));
    }
    let ring = KeyRing::new(carrier);
    let destiny = |key: &str| migration::destiny(&ring, key);
    if let Some(path) = m.get_one::<String>("decisions") {
        let bytes = read_limited(path).map_err(|p| vec![p])?;
        let carried = rows::decisions(path, &bytes, destiny).map_err(|p| vec![p])?;
        files.push(migration::of_rows(path, What::Decisions, &carried, &ring, lang));
        written.push((file_name(path), carried.text));
    }
    if let Some(path) = m.get_one::<String>("baseline") {
        let bytes = read_limited(path).map_err(|p| vec![p])?;
        let carried = rows::baseline(path, &bytes, destiny).map_err(|p| vec![p])?;
        files.push(migration::of_rows(path, What::Baseline, &carried, &ring, lang));
        written.push((file_name(path), carried.text));
    }
    Ok((files, written))
}

fn title(from: &Edition, to: &Edition, lang: Lang) -> String {
    let (old, new) = (&from.edition, &to.edition);
    match lang {
        Lang::Ja => format!("引継ぎ {}: {}（{}）→ {}（{}）", from.system, old.label, old.date, new.label, new.date),
        Lang::En => {
            format!("carried {}: {} ({}) -> {} ({})", from.system, old.label, old.date, new.label, new.date)
        }
    }
}

fn print(m: &ArgMatches, title: &str, files: &[FileCarried], lang: Lang) {
    output::print(&match m.get_one::<String>("format").map(String::as_str) {
        Some("json") => {
            let value = migration::value(files, lang);
            format!("{}\n", serde_json::to_string_pretty(&value).unwrap_or_default())
        }
        Some("markdown") => migration::markdown(title, files, lang),
        _ => migration::text(title, files, lang),
    });
}

/// All files or, if one of them is there already, none.
fn write(dir: &str, written: &[Written], lang: Lang) -> Result<Exit, Vec<Problem>> {
    let path = |name: &str| Path::new(dir).join(name).display().to_string();
    let names: Vec<&String> = written.iter().map(|(name, _)| name).collect();
    let twice = names.iter().enumerate().find(|(n, name)| names[..*n].contains(name)).map(|(_, name)| *name);
    if let Some(name) = twice.or_else(|| names.iter().copied().find(|name| Path::new(&path(name)).exists())) {
        return Err(vec![taken(&path(name))]);
    }
    let files: Vec<(String, Vec<u8>)> = written.iter().map(|(n, text)| (path(n), text.clone().into_bytes())).collect();
    if let Err(problem) = whole::write_new(&files) {
        tell(&[problem], lang);
        return Ok(Exit::CannotCheck);
    }
    for (path, _) in &files {
        output::error_line(&format!("{}: {path}", lang.pick("書きました", "written")));
    }
    Ok(Exit::Clean)
}

fn file_name(path: &str) -> String {
    Path::new(path).file_name().map_or_else(|| path.to_string(), |n| n.to_string_lossy().into_owned())
}

fn nothing_to_carry() -> Problem {
    Problem::new(
        "",
        Bilingual::new("引き継ぐものがありません", "there is nothing to carry"),
        Bilingual::new(
            "--mapping、--decisions、--baseline のどれかを指定してください",
            "name at least one of --mapping, --decisions and --baseline",
        ),
    )
}

fn not_utf8(path: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new("UTF-8 ではありません", "not UTF-8"),
        Bilingual::new("UTF-8 で保存し直してください", "save it as UTF-8"),
    )
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
