//! Reports: one model, one file per format. A format sees only the model (and the inputs' text for snippets).

pub mod city;
pub mod csv_table;
pub mod decided;
pub mod diff;
pub mod format;
pub mod github;
pub mod gitlab;
pub mod html;
pub mod json;
pub mod jsonl;
pub mod judged;
pub mod junit;
pub mod markdown;
pub mod matched;
pub mod model;
pub mod people;
pub mod plan;
pub mod read;
pub mod rows;
pub mod sarif;
pub mod survey;
pub mod terminal;
pub mod text;
pub mod troubles;
pub mod words;
pub mod xlsx;
