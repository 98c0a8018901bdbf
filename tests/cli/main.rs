//! The program as a process: arguments in, text, files and exit codes out.

mod bad_input;
mod bounds;
mod commands;
mod decisions;
mod documents;
mod escapes;
mod formats;
mod html;
mod law;
mod ledger;
mod main_job;
mod map_pull;
mod migrate;
mod official;
mod process;
mod readers;
mod reforms;
mod sacred;
mod spec_diff;
mod spec_import;
mod survey;
mod validate;
mod workbook;
mod writing;
