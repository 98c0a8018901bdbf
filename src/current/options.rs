//! What a person says about a material that says nothing of itself.

use std::collections::BTreeMap;

use serde::Deserialize;

use super::list::Vocabulary;
use super::model::{CurrentSystem, Role, Unit};
use crate::domain::{ColumnType, DateForm, Encoding};
use crate::text::fold::f1_lower;

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
    /// The words of headings, where a person added some.
    pub words: Option<Vocabulary>,
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
    /// The words of headings.
    pub fn words(&self) -> &Vocabulary {
        self.words.as_ref().unwrap_or(Vocabulary::bundled())
    }

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

/// One line of a file of domain types.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TypeLine {
    r#type: String,
    length: Option<u32>,
    scale: Option<u32>,
    unit: Option<String>,
    date: Option<String>,
}

/// Reads a file of domain types: `UDD015YMD = { type = "char", length = 8, date = "yyyymmdd" }`; a table `[types]` is read too.
///
/// # Errors
/// What is wrong with it.
pub fn types(toml: &str) -> Result<BTreeMap<String, DomainType>, String> {
    let mut all: toml::Table = toml.parse().map_err(|e: toml::de::Error| e.to_string())?;
    if let Some(toml::Value::Table(inner)) = all.get("types")
        && inner.values().all(toml::Value::is_table)
    {
        all = inner.clone();
    }
    all.into_iter()
        .map(|(name, line)| {
            let line: TypeLine = line.try_into().map_err(|e| format!("{name}: {e}"))?;
            let column_type =
                ColumnType::from_name(&line.r#type).ok_or_else(|| format!("{name}: type = {:?}", line.r#type))?;
            let unit = match line.unit.as_deref() {
                None => None,
                Some("char") => Some(Unit::Char),
                Some("byte") => Some(Unit::Byte),
                Some("digit") => Some(Unit::Digit),
                Some(other) => return Err(format!("{name}: unit = {other:?}")),
            };
            let digits = line.length.and_then(|n| n.try_into().ok());
            let date = match line.date.as_deref() {
                None => None,
                Some(form) => {
                    Some(DateForm::from_name(form, digits).ok_or_else(|| format!("{name}: date = {form:?}"))?)
                }
            };
            Ok((f1_lower(&name), DomainType { column_type, length: line.length, scale: line.scale, unit, date }))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn domain_types_are_read_and_mistakes_are_named() {
        let all = types("UDD015YMD = { type = \"char\", length = 8, date = \"yyyymmdd\" }\n").unwrap();
        let own = all["udd015ymd"];
        assert_eq!((own.column_type, own.length, own.date), (ColumnType::Char, Some(8), Some(DateForm::Yyyymmdd)));
        for wrong in
            ["A = { type = \"謎\" }", "A = { length = 3 }", "A = 3", "A = { type = \"char\", unit = \"km\" }", "="]
        {
            assert!(types(wrong).is_err(), "{wrong}");
        }
    }
}
