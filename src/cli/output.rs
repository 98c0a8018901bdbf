//! Writing: to the terminal, to a pipe that may be closed, to files.

use std::io::{ErrorKind, IsTerminal, Write};
use std::sync::OnceLock;

use super::exit::Exit;
use super::whole;
use crate::text::clean::{Colours, gate, log};
use crate::text::lang::Lang;

/// Why standard output did not take everything; the first reason. Looked at once, at the end of every command.
static LOST: OnceLock<String> = OnceLock::new();

/// Writes to standard output. A closed pipe is silent: whoever reads has seen enough. Anything else that keeps text from
/// getting there ends the program with exit code 3, see [`told`].
pub fn print(text: &str) {
    print_bytes(log(text, Colours::None).as_bytes());
}

pub fn print_bytes(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    let written = out.write_all(bytes).and_then(|()| out.flush());
    if let Err(e) = written
        && e.kind() != ErrorKind::BrokenPipe
    {
        let _ = LOST.set(e.to_string());
    }
}

/// The exit code of a command, or 3 if not all of what it printed could be written.
pub fn told(exit: Exit, lang: Lang) -> Exit {
    let Some(why) = LOST.get() else { return exit };
    error_line(&match lang {
        Lang::Ja => format!("エラー: 標準出力に書けません（{why}）\n  対処: 出力先の空き容量と権限を確認してください"),
        Lang::En => format!(
            "error: standard output cannot be written: {why}\n  fix: check free space and permissions where it goes"
        ),
    });
    exit.max(Exit::CannotCheck)
}

/// A line on standard error.
pub fn error_line(text: &str) {
    let _ = writeln!(std::io::stderr().lock(), "{}", log(text, Colours::None));
}

pub fn on_terminal() -> bool {
    std::io::stdout().is_terminal()
}

/// Writes to a file, or to standard output without one.
pub fn write_or_print(path: Option<&str>, text: &str, lang: Lang) -> Exit {
    match path {
        None => {
            print_bytes(gate(text, Colours::None).as_bytes());
            Exit::Clean
        }
        Some(path) => write_file(path, text.as_bytes(), lang),
    }
}

/// Writes a file whole, or tells why not.
pub fn write_file(path: &str, bytes: &[u8], lang: Lang) -> Exit {
    match whole::write(path, bytes) {
        Ok(()) => Exit::Clean,
        Err(problem) => {
            error_line(&problem.render(lang));
            Exit::CannotCheck
        }
    }
}
