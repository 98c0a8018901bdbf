//! A check that was asked to stop ends with what it has found so far.

use std::sync::atomic::{AtomicBool, Ordering::SeqCst};

/// One process, one check, one keyboard.
static ASKED: AtomicBool = AtomicBool::new(false);
static BEGUN: AtomicBool = AtomicBool::new(false);
static SKIPPED: AtomicBool = AtomicBool::new(false);

/// Asks the check to stop; whether it had been asked before.
pub fn ask() -> bool {
    ASKED.swap(true, SeqCst)
}

pub fn asked() -> bool {
    ASKED.load(SeqCst)
}

/// From here on there is something that would be lost.
pub fn begin() {
    BEGUN.store(true, SeqCst);
}

pub fn begun() -> bool {
    BEGUN.load(SeqCst)
}

/// Whether the next piece of work is to be left out.
pub fn skip() -> bool {
    let asked = asked();
    SKIPPED.fetch_or(asked, SeqCst);
    asked
}

/// Whether anything was left out.
pub fn skipped() -> bool {
    SKIPPED.load(SeqCst)
}
