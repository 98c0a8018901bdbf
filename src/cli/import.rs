//! `gapcheck import FILE… --system SYSTEM`: column lists become a current.xml.

use clap::ArgMatches;

use super::check::find_system;
use super::exit::Exit;
use super::{material, output, tell};
use crate::current::{read_files, write};
use crate::text::lang::Lang;

pub fn run(m: &ArgMatches, lang: Lang) -> Exit {
    let system = match find_system(m) {
        Ok(system) => system,
        Err(problems) => {
            tell(&problems, lang);
            return Exit::CannotAsk;
        }
    };
    let files: Vec<String> = m.get_many("file").into_iter().flatten().cloned().collect();
    let options = match material::options(m) {
        Ok(options) => options,
        Err(problems) => {
            tell(&problems, lang);
            return Exit::CannotAsk;
        }
    };
    let reading = read_files(&files, &options, |_| Ok(()));
    for line in reading.receipts.iter().flat_map(|r| material::receipt_lines(&r.in_lang(lang), lang)) {
        output::error_line(&line);
    }
    tell(&reading.problems, lang);
    let mut exit = if reading.problems.is_empty() { Exit::Clean } else { Exit::CannotAsk };
    if let Some(path) = m.get_one::<String>("receipt") {
        let json = material::receipt_json(&reading.receipts, lang);
        exit = exit.max(output::write_or_print(Some(path), &json, lang));
    }
    let Some(current) = reading.system else { return exit.max(Exit::CannotAsk) };
    let (text, left_out) = write::readable(&write::xml(&current, &system.slug));
    for (c, count) in &left_out {
        let code = u32::from(*c);
        output::error_line(&match lang {
            Lang::Ja => format!("XML に書けない文字 U+{code:04X} を {count} か所で除きました"),
            Lang::En => format!("U+{code:04X}, which XML cannot hold, was left out in {count} places"),
        });
    }
    exit.max(output::write_or_print(m.get_one::<String>("output").map(String::as_str), &text, lang))
}
