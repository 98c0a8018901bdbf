//! Ctrl-C: what was found so far is written, marked as partial; a second one ends at once.

use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};

use super::exit::Exit;
use super::output;
use crate::check::stop;
use crate::text::lang::Lang;

/// Files that are being written; they are finished in any case, so that nothing half is left behind.
static WRITING: AtomicUsize = AtomicUsize::new(0);

/// Listens from now on. Where nothing has been found yet, the program ends at once.
pub fn listen(lang: Lang) {
    // without a handler Ctrl-C ends the program as it always did
    let _ = ctrlc::set_handler(move || {
        let again = stop::ask();
        if (again || !stop::begun()) && WRITING.load(SeqCst) == 0 {
            std::process::exit(i32::from(Exit::Interrupted.code()));
        }
        output::error_line(lang.pick(
            "中断します。ここまでの結果を書き出します（もう一度 Ctrl-C ですぐに終了）",
            "stopping: what was found so far is written (Ctrl-C again ends at once)",
        ));
    });
}

/// A file that is being written, as long as this lives.
pub struct Writing;

impl Writing {
    pub fn begin() -> Writing {
        WRITING.fetch_add(1, SeqCst);
        Writing
    }
}

impl Drop for Writing {
    fn drop(&mut self) {
        WRITING.fetch_sub(1, SeqCst);
    }
}
