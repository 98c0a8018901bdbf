//! The rules, one file each, and the registry that everything else reads them from.

pub mod code;
pub mod data;
pub mod describe;
pub mod domain;
pub mod draft;
pub mod form;
pub mod function;
pub mod group;
pub mod item;
pub mod link;
pub mod mapping;
pub mod registry;
pub mod rule;
pub mod spec;

pub use registry::{Registered, all, find};
pub use rule::{Phase, Rendered, Rule};

/// What an item that cannot be had explains: every difference of a domain or code of the same item.
pub(crate) const DOMAIN_AND_CODE_RULES: &[&str] = &[
    "GAP0201", "GAP0202", "GAP0203", "GAP0204", "GAP0205", "GAP0206", "GAP0208", "GAP0209", "GAP0210", "GAP0211",
    "GAP0212", "GAP0301", "GAP0302", "GAP0303", "GAP0304", "GAP0305", "GAP0306",
];
