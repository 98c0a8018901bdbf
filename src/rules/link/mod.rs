//! Rules about other systems.

mod link_affected;

pub use link_affected::LinkAffected;
