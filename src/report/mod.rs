//! Reports: one model, one file per format. A format sees only the model (and the inputs' text for snippets).

pub mod json;
pub mod model;
pub mod terminal;
pub mod text;
pub mod words;
