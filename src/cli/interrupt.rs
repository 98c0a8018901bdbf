//! Ctrl-C, and the request of the system to end (SIGTERM): what was found so far is written, marked as partial; a second
//! one ends at once.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering::SeqCst};

use super::exit::Exit;
use super::output;
use crate::check::stop;
use crate::text::lang::Lang;

/// Files that are being written; they are finished in any case, so that nothing half is left behind.
static WRITING: AtomicUsize = AtomicUsize::new(0);

/// Whether it was the system that asked, not the keyboard.
static TERMINATED: AtomicBool = AtomicBool::new(false);

/// Listens from now on. Where nothing has been found yet, the program ends at once.
pub fn listen(lang: Lang) {
    // without a handler either ends the program as it always did
    #[cfg(unix)]
    if let Ok(mut signals) = signal_hook::iterator::Signals::new([SIGINT, SIGTERM]) {
        std::thread::spawn(move || signals.forever().for_each(|signal| asked(signal == SIGTERM, lang)));
    }
    #[cfg(not(unix))]
    let _ = ctrlc::set_handler(move || asked(false, lang));
}

#[cfg(unix)]
use signal_hook::consts::{SIGINT, SIGTERM};

fn asked(terminated: bool, lang: Lang) {
    TERMINATED.fetch_or(terminated, SeqCst);
    let again = stop::ask();
    if (again || !stop::begun()) && WRITING.load(SeqCst) == 0 {
        end();
    }
    output::error_line(lang.pick(
        "中断します。ここまでの結果を書き出します（もう一度 Ctrl-C ですぐに終了）",
        "stopping: what was found so far is written (Ctrl-C again ends at once)",
    ));
}

fn exit() -> Exit {
    if TERMINATED.load(SeqCst) { Exit::Terminated } else { Exit::Interrupted }
}

fn end() -> ! {
    std::process::exit(i32::from(exit().code()))
}

/// The exit code of a command that may have been asked to stop.
pub fn ended(code: Exit) -> Exit {
    if stop::asked() { exit() } else { code }
}

/// A file that is being written, as long as this lives. A command that cannot stop half way ends after it.
pub struct Writing;

impl Writing {
    pub fn begin() -> Writing {
        WRITING.fetch_add(1, SeqCst);
        Writing
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        if WRITING.fetch_sub(1, SeqCst) == 1 && stop::asked() && !stop::begun() {
            end();
        }
    }
}
