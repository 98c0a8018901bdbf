//! Arguments to the library, its answer to the exit code.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use gapcheck::cli::Exit;

fn main() -> ExitCode {
    // no panic text to a user: a rule that fails is reported by the engine, anything else ends below
    std::panic::set_hook(Box::new(|_| {}));
    let args = std::env::args_os().skip(1).collect();
    let exit = catch_unwind(AssertUnwindSafe(|| gapcheck::cli::run(args))).unwrap_or_else(|_| {
        eprintln!("gapcheck: 内部の誤りで止まりました / stopped by an internal error");
        Exit::CannotCheck
    });
    ExitCode::from(exit.code())
}
