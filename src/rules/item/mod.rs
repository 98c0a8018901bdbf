//! Rules about single items.

mod item_candidate;
mod item_extra;
mod item_generated;
mod item_merge;
mod item_missing;
mod item_missing_optional;
mod item_optional_only;
mod item_split;
mod meaning_trap;

pub use item_candidate::ItemCandidate;
pub use item_extra::ItemExtra;
pub use item_generated::ItemGenerated;
pub use item_merge::ItemMerge;
pub use item_missing::ItemMissing;
pub use item_missing_optional::ItemMissingOptional;
pub use item_optional_only::ItemOptionalOnly;
pub use item_split::ItemSplit;
pub use meaning_trap::MeaningTrap;

use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::Role;
use crate::finding::Severity;
use crate::spec::edition::{Presence, Value};
use crate::spec::standard::ItemId;

/// How grave it is that an item cannot be had, and the facets that say so.
///
/// What runs today has to fill the value (データ出力条件); a package has to have the item at all (実装類型).
/// `None`: the item need not be there at all (実装類型 blank). A facet that the edition does not have says nothing, so the finding stays an information.
pub fn gravity(c: &Comparison<'_>, item: ItemId) -> Option<(Severity, Vec<Facet>)> {
    let i = c.standard.item(item);
    match (c.role(), i.value, i.presence) {
        (_, _, Some(Presence::Optional)) => None,
        (Role::Present, Some(Value::Required), _) => Some((Severity::Error, vec![Facet::Existence, Facet::Value])),
        (Role::Present, Some(Value::Conditional), _) => Some((Severity::Warning, vec![Facet::Existence, Facet::Value])),
        (Role::Present, ..) => Some((Severity::Info, vec![Facet::Existence])),
        (Role::Package, _, Some(Presence::Mandatory)) => {
            Some((Severity::Error, vec![Facet::Existence, Facet::Presence]))
        }
        (Role::Package, _, None) => Some((Severity::Info, vec![Facet::Existence])),
    }
}
