//! Rules about groups and tables.

mod group_candidate;
mod group_missing;
mod group_split;
mod history_lost;
mod key_different;
mod key_missing;
mod reference_dangling;
mod reference_missing;
mod table_extra;

pub use group_candidate::GroupCandidate;
pub use group_missing::GroupMissing;
pub use group_split::GroupSplit;
pub use history_lost::HistoryLost;
pub use key_different::KeyDifferent;
pub use key_missing::KeyMissing;
pub use reference_dangling::ReferenceDangling;
pub use reference_missing::ReferenceMissing;
pub use table_extra::TableExtra;

use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::Role;
use crate::finding::Severity;
use crate::finding::cap::capped;
use crate::rules::item::gravity;
use crate::spec::standard::{GroupId, ItemId};
use crate::text::lang::Bilingual;

/// What a group without a table explains: everything about what is in it.
const EXPLAINED_BY_GROUP: &[&str] =
    &["GAP0101", "GAP0102", "GAP0104", "GAP0109", "GAP0403", "GAP0404", "GAP0405", "GAP0407"];

fn no_layout(c: &Comparison<'_>) -> Option<Bilingual> {
    let reason = || Bilingual::new("レイアウトが提出されていません", "no layout was submitted");
    c.current.layout.is_none().then(reason)
}

type Gravest = Option<(ItemId, Vec<Facet>)>;

/// As its strongest item, after the cap: a statutory item weighs more than a customary one of a higher level.
/// A package whose group has only optional items is told for information.
fn strongest(c: &Comparison<'_>, group: GroupId) -> Option<(Severity, Gravest)> {
    let weighed = c.standard.items_of(group).filter(|i| !c.standard.item(*i).generated).filter_map(|item| {
        let (severity, facets) = gravity(c, item)?;
        let basis = facets.iter().map(|f| c.standard.item_basis(item, *f)).max();
        Some((capped(severity, basis).0, severity, item, facets))
    });
    let best = weighed.min_by_key(|(capped, severity, item, _)| (*capped, *severity, *item));
    match best {
        Some((_, severity, item, facets)) => Some((severity, Some((item, facets)))),
        None if c.role() == Role::Package => Some((Severity::Info, None)),
        None => None,
    }
}
