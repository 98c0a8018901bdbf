//! Keys, history and references of the groups that tables of today feed.

use super::state::ItemState;
use super::{Comparison, GroupState};
use crate::current::model::{ColumnId, HistoryKept, Key, Role, TableId};
use crate::matching::GroupLink;
use crate::spec::edition::{History, Presence};
use crate::spec::standard::{GroupId, ItemId, Standard};
use crate::text::fold::f1_lower;

/// In what a group differs beside its items.
#[derive(Debug)]
pub struct GroupDiff {
    pub group: GroupId,
    /// Key items without a column.
    pub missing_keys: Vec<ItemId>,
    /// Tables whose key is another than the group's.
    pub keys: Vec<KeyDiff>,
    /// Tables that hold the group's key items, but do not say what their own key is.
    pub keyless: Vec<TableId>,
    pub history: HistoryDiff,
}

/// A table's key held against its group's.
#[derive(Debug)]
pub struct KeyDiff {
    pub table: TableId,
    /// Key items of the standard whose column is not in the table's key.
    pub loose: Vec<(ItemId, ColumnId)>,
    /// Columns of the table's key that are no key item.
    pub extra: Vec<ColumnId>,
}

#[derive(Debug, PartialEq, Eq)]
pub enum HistoryDiff {
    /// Kept as asked for, or not asked for.
    Kept,
    /// Only today's state is kept in these tables.
    Lost(Vec<TableId>),
    /// Some table does not say.
    Unknown(Vec<TableId>),
}

/// An item refers to a group that today's data cannot supply.
#[derive(Debug)]
pub struct LostReference {
    pub item: ItemId,
    pub target: GroupId,
    /// Key items of the target without a column; empty: the whole group is missing.
    pub keys: Vec<ItemId>,
}

/// All groups that a table feeds.
pub fn all(c: &Comparison<'_>) -> Vec<GroupDiff> {
    let fed = c.standard.groups().filter(|g| c.groups[g.0] == GroupState::Fed);
    fed.map(|group| diff(c, group)).collect()
}

/// Key items that a record needs: optional ones are not asked for, and of today's data neither are those that the new system
/// makes by itself. A package has to have those.
pub fn key_items(s: &Standard, group: GroupId, role: Role) -> impl Iterator<Item = ItemId> + '_ {
    s.items_of(group).filter(move |i| {
        let item = s.item(*i);
        item.primary_key && (!item.generated || role == Role::Package) && item.presence != Some(Presence::Optional)
    })
}

fn diff(c: &Comparison<'_>, group: GroupId) -> GroupDiff {
    let missing_keys: Vec<ItemId> =
        key_items(c.standard, group, c.role()).filter(|i| c.items[i.0] == ItemState::Missing).collect();
    // a key that is not settled yet cannot be held against another
    let settled = key_items(c.standard, group, c.role())
        .all(|i| !matches!(c.items[i.0], ItemState::Missing | ItemState::Candidate | ItemState::Unknown));
    let (mut keys, mut keyless) = (Vec::new(), Vec::new());
    for link in c.matching.tables_of(group) {
        let own = key_columns(c, group, link.table);
        if own.is_empty() {
            continue;
        }
        let declared: Vec<ColumnId> =
            columns(c, link.table).filter(|x| c.current.column(*x).key == Some(Key::Primary)).collect();
        if declared.is_empty() {
            keyless.push(link.table);
        } else if settled {
            keys.extend(key_diff(c, group, link, &own, &declared));
        }
    }
    GroupDiff { group, missing_keys, keys, keyless, history: history(c, group) }
}

fn columns(c: &Comparison<'_>, table: TableId) -> impl Iterator<Item = ColumnId> + use<> {
    (0..c.current.table(table).columns.len()).map(move |column| ColumnId { table, column })
}

/// The group's key items that columns of this table hold.
fn key_columns(c: &Comparison<'_>, group: GroupId, table: TableId) -> Vec<(ItemId, ColumnId)> {
    let mut found = Vec::new();
    for item in key_items(c.standard, group, c.role()) {
        let columns = c.matching.links_of_item(item).flat_map(|l| &l.columns).filter(|x| x.table == table);
        found.extend(columns.map(|column| (item, *column)));
    }
    found
}

fn key_diff(
    c: &Comparison<'_>,
    group: GroupId,
    link: &GroupLink,
    own: &[(ItemId, ColumnId)],
    declared: &[ColumnId],
) -> Option<KeyDiff> {
    let name = |column: &ColumnId| f1_lower(&c.current.column_name(*column));
    let mut loose: Vec<_> = own.iter().filter(|(_, column)| !declared.contains(column)).copied().collect();
    let is_key = |column: &ColumnId| {
        let items = c.matching.links_of_column(*column).flat_map(|l| &l.items);
        items.filter(|i| c.standard.group_of(**i) == group).any(|i| c.standard.item(*i).primary_key)
    };
    // a column that the condition of the table's line fixes does not tell records apart
    let condition = link.condition.as_deref().map(f1_lower).unwrap_or_default();
    let fixed = |column: &ColumnId| condition.contains(&f1_lower(&c.current.column(*column).name));
    let mut extra: Vec<ColumnId> = declared.iter().filter(|x| !is_key(x) && !fixed(x)).copied().collect();
    loose.sort_by_cached_key(|(item, column)| (*item, name(column)));
    extra.sort_by_cached_key(name);
    (!loose.is_empty() || !extra.is_empty()).then_some(KeyDiff { table: link.table, loose, extra })
}

fn history(c: &Comparison<'_>, group: GroupId) -> HistoryDiff {
    if matches!(c.standard.group(group).history, None | Some(History::Latest)) {
        return HistoryDiff::Kept;
    }
    let mut tables: Vec<TableId> = c.matching.tables_of(group).map(|l| l.table).collect();
    tables.sort_by_cached_key(|t| f1_lower(&c.current.table(*t).name));
    let kept = |t: &TableId| c.current.table(*t).history;
    // changes within a year are lost where one row is kept for each
    let by_year = c.standard.group(group).history == Some(History::ByYear);
    let enough = |h: HistoryKept| h != HistoryKept::Latest && (by_year || h != HistoryKept::ByYear);
    if tables.iter().any(|t| kept(t).is_some_and(enough)) {
        return HistoryDiff::Kept;
    }
    match tables.iter().all(|t| kept(t).is_some()) {
        true => HistoryDiff::Lost(tables),
        false => HistoryDiff::Unknown(tables.into_iter().filter(|t| kept(t).is_none()).collect()),
    }
}

/// References of items that today's data have, to groups that they do not have.
pub fn lost_references(c: &Comparison<'_>) -> Vec<LostReference> {
    let mut lost = Vec::new();
    for item in c.standard.items().filter(|i| c.items[i.0] == ItemState::Paired) {
        let Some((target, named)) = target(c.standard, item) else { continue };
        let asked = |i: &ItemId| c.standard.item(*i).presence != Some(Presence::Optional);
        let keys: Vec<ItemId> = match named {
            Some(named) => vec![named],
            None => key_items(c.standard, target, c.role()).collect(),
        };
        let missing: Vec<ItemId> =
            keys.iter().filter(|i| asked(i) && c.items[i.0] == ItemState::Missing).copied().collect();
        match c.groups[target.0] {
            GroupState::Missing if c.standard.items_of(target).any(|i| asked(&i)) => {
                lost.push(LostReference { item, target, keys: Vec::new() });
            }
            GroupState::Fed if !missing.is_empty() => lost.push(LostReference { item, target, keys: missing }),
            _ => {}
        }
    }
    lost
}

/// The group, and the item if one is named, that a foreign key refers to: in its own edition before the included ones.
pub(crate) fn target(s: &Standard, item: ItemId) -> Option<(GroupId, Option<ItemId>)> {
    let key = s.item(item).foreign_key.as_ref()?;
    let edition = s.edition_of_group(s.group_of(item));
    let named = || s.groups().filter(|g| s.group(*g).name == key.group);
    let group = named().find(|g| s.edition_of_group(*g) == edition).or_else(|| named().next())?;
    let wanted = key.item.as_deref();
    Some((group, wanted.and_then(|name| s.items_of(group).find(|i| s.item(*i).name == name))))
}
