//! The program as a process: arguments in, text, files and exit codes out.

mod bad_input;
mod commands;
mod decisions;
mod documents;
mod formats;
mod html;
mod ledger;
mod main_job;
mod map_pull;
mod migrate;
mod official;
mod process;
mod readers;
mod reforms;
mod spec_diff;
mod spec_import;
mod survey;
mod workbook;
mod writing;
