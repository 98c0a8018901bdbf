//! Rules about the standard itself: documents that disagree, the edition in use, and until when it need not be met.

mod amendment_ahead;
mod edition_mismatch;
mod spec_conflict;
mod transition;

pub use amendment_ahead::AmendmentAhead;
pub use edition_mismatch::EditionMismatch;
pub use spec_conflict::SpecConflict;
pub use transition::TransitionConfigured;
