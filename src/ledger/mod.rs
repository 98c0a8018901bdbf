//! What people decided: decisions and the baseline. Their keys are identities of findings; the parts stand beside them in clear.

pub mod baseline;
pub mod carry;
pub mod decisions;
pub mod kinds;
pub mod view;
