//! Rules about the mapping file itself.

mod mapping_stale;

pub use mapping_stale::MappingStale;
