//! Rules about the mapping file itself.

mod mapping_conflict;
mod mapping_stale;

pub use mapping_conflict::MappingConflict;
pub use mapping_stale::MappingStale;
