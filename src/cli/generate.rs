//! `gapcheck completions SHELL` and `gapcheck man`.

use clap::ArgMatches;

use super::exit::Exit;
use super::{args, output};
use crate::text::lang::Lang;

pub fn completions(m: &ArgMatches, lang: Lang) -> Exit {
    let Some(shell) = m.get_one::<clap_complete::Shell>("shell") else { return Exit::CannotAsk };
    // PowerShell reads a script without a mark in the code page of the machine, where the last byte of a Japanese text would
    // swallow the quote after it
    let lang = if *shell == clap_complete::Shell::PowerShell { Lang::En } else { lang };
    let mut bytes = Vec::new();
    clap_complete::generate(*shell, &mut args::command(lang), "gapcheck", &mut bytes);
    output::print(&String::from_utf8_lossy(&bytes));
    Exit::Clean
}

pub fn man(lang: Lang) -> Exit {
    let mut bytes = Vec::new();
    match clap_mangen::Man::new(args::command(lang)).render(&mut bytes) {
        Ok(()) => {
            output::print(&String::from_utf8_lossy(&bytes));
            Exit::Clean
        }
        Err(_) => Exit::CannotCheck,
    }
}
