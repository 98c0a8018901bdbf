//! `gapcheck import FILE… --system SYSTEM`: column lists become a current.xml.

use clap::ArgMatches;

use super::check::find_system;
use super::exit::Exit;
use super::{output, tell};
use crate::current::{Options, read_files, write};
use crate::domain::Encoding;
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
    let encoding = m.get_one::<String>("encoding").and_then(|e| Encoding::from_name(e));
    let reading = read_files(&files, &Options { encoding, ..Options::default() }, |_| Ok(()));
    tell(&reading.problems, lang);
    let Some(current) = reading.system else { return Exit::CannotAsk };
    let (text, left_out) = write::readable(&write::xml(&current, &system.slug));
    for (c, count) in &left_out {
        let code = u32::from(*c);
        output::error_line(&match lang {
            Lang::Ja => format!("XML に書けない文字 U+{code:04X} を {count} か所で除きました"),
            Lang::En => format!("U+{code:04X}, which XML cannot hold, was left out in {count} places"),
        });
    }
    let written = output::write_or_print(m.get_one::<String>("output").map(String::as_str), &text, lang);
    let read = if reading.problems.is_empty() { Exit::Clean } else { Exit::CannotAsk };
    read.max(written)
}
