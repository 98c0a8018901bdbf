//! The program as a process: arguments in, text, files and exit codes out.

mod bad_input;
mod commands;
mod decisions;
mod documents;
mod formats;
mod ledger;
mod main_job;
mod process;
mod reforms;
