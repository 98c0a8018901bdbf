//! References (`references`) of today's columns that lead nowhere, or to a column that is no key.

use crate::current::model::{ColumnId, CurrentSystem, Key, TableId};
use crate::text::fold::f1_lower;

/// A reference that cannot be followed.
#[derive(Debug)]
pub struct Dangling {
    pub column: ColumnId,
    /// As written.
    pub target: String,
    /// The column is there, but is no key of its table.
    pub no_key: bool,
}

/// All of them, in the order of the input.
pub fn all(current: &CurrentSystem) -> Vec<Dangling> {
    let referring =
        current.columns().filter_map(|column| Some((column, current.column(column).references.as_deref()?)));
    referring.filter_map(|(column, target)| dangling(current, column, target)).collect()
}

fn dangling(current: &CurrentSystem, column: ColumnId, target: &str) -> Option<Dangling> {
    let no_key = match current.column_named(target) {
        Some(found) if is_key(current, found) => return None,
        Some(_) => true,
        // the whole table is not described, which is told once, by the forms that show it
        None if shown_by_forms(current, target) => return None,
        // a whole table is meant
        None if table_named(current, target) => return None,
        None => false,
    };
    Some(Dangling { column, target: target.to_string(), no_key })
}

/// Where a table does not state its key, nobody can say that the column is none.
fn is_key(current: &CurrentSystem, column: ColumnId) -> bool {
    let keys = current.table(column.table).columns.iter().any(|c| c.key == Some(Key::Primary));
    !keys || current.column(column).key == Some(Key::Primary)
}

fn shown_by_forms(current: &CurrentSystem, target: &str) -> bool {
    let table_of = |name: &str| name.split_once('.').map(|(table, _)| f1_lower(table));
    let Some(table) = table_of(target).filter(|t| !table_named(current, t)) else { return false };
    let fields = current.forms.iter().flat_map(|s| &s.entries).flat_map(|form| &form.fields);
    fields.flat_map(|field| &field.from).any(|from| table_of(from).as_ref() == Some(&table))
}

fn table_named(current: &CurrentSystem, name: &str) -> bool {
    (0..current.tables().len()).any(|t| f1_lower(&current.table(TableId(t)).name) == f1_lower(name))
}
