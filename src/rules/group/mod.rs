//! Rules about groups and tables.

mod group_missing;

pub use group_missing::GroupMissing;
