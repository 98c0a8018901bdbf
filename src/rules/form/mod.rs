//! Rules about forms.

mod form_paper;
mod form_source_missing;

pub use form_paper::FormPaper;
pub use form_source_missing::FormSourceMissing;
