//! What a person says about a material that says nothing of itself.

use std::collections::BTreeMap;

use super::model::{CurrentSystem, Role, Unit};
use crate::domain::{ColumnType, DateForm, Encoding};

/// The options of `import`, and of every check that reads such a file. What a file states itself is never overruled.
#[derive(Debug, Clone, Default)]
pub struct Options {
    pub role: Option<Role>,
    /// Business codes; empty: all of the system.
    pub scope: Vec<String>,
    /// The material is all there is, so that something may be missing from it.
    pub complete: bool,
    /// What lengths count where the file does not say.
    pub unit: Option<Unit>,
    /// Encoding of the data, which layouts do not state.
    pub encoding: Option<Encoding>,
    /// Domain types by their folded name (`f1`, lower case).
    pub types: BTreeMap<String, DomainType>,
    /// Further words for headings: role → words.
    pub headings: BTreeMap<String, Vec<String>>,
}

/// What a domain type (ドメイン) stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DomainType {
    pub column_type: ColumnType,
    pub length: Option<u32>,
    pub scale: Option<u32>,
    pub unit: Option<Unit>,
    pub date: Option<DateForm>,
}

impl Options {
    /// Says of a part what it does not say itself.
    pub fn apply(&self, system: &mut CurrentSystem) {
        if let Some(role) = self.role {
            system.role = role;
        }
        if !self.scope.is_empty() {
            system.scope = self.scope.clone();
        }
        if let Some(section) = &mut system.forms {
            section.complete |= self.complete;
        }
        if let Some(section) = &mut system.functions {
            section.complete |= self.complete;
        }
        let Some(layout) = &mut system.layout else { return };
        layout.complete |= self.complete;
        layout.encoding = layout.encoding.or(self.encoding);
        for column in layout.tables.iter_mut().flat_map(|t| &mut t.columns) {
            column.encoding = column.encoding.or(layout.encoding);
            if column.length.is_some() && column.column_type.is_none_or(ColumnType::is_text) {
                column.unit = column.unit.or(self.unit);
            }
        }
    }
}
