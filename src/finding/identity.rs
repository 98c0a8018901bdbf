//! How findings, subjects and BPR items are recognised from run to run and from edition to edition.
//!
//! People's work hangs on these keys. They are made of names as people know them, folded by `f1`, never of wording,
//! line numbers, an edition's own keys, severities or order. Frozen: `tests/vectors/identity.json`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::digest::short;
use crate::text::fold::f1;

/// The kind of thing that a person decides about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectKind {
    System,
    Group,
    Item,
    CodeList,
    Form,
    PrintedItem,
    Function,
    Table,
    Column,
    CurrentCodes,
    CurrentForm,
    CurrentField,
    CurrentFunction,
    MappingLine,
}

impl SubjectKind {
    /// Whether it belongs to an edition, so that a revision may rename it.
    pub fn is_of_the_standard(self) -> bool {
        matches!(
            self,
            SubjectKind::Group
                | SubjectKind::Item
                | SubjectKind::CodeList
                | SubjectKind::Form
                | SubjectKind::PrintedItem
                | SubjectKind::Function
        )
    }

    /// Frozen words that go into the key.
    fn word(self) -> &'static str {
        match self {
            SubjectKind::System => "system",
            SubjectKind::Group => "group",
            SubjectKind::Item => "item",
            SubjectKind::CodeList => "code-list",
            SubjectKind::Form => "form",
            SubjectKind::PrintedItem => "printed-item",
            SubjectKind::Function => "function",
            SubjectKind::Table => "table",
            SubjectKind::Column => "column",
            SubjectKind::CurrentCodes => "current-codes",
            SubjectKind::CurrentForm => "current-form",
            SubjectKind::CurrentField => "current-field",
            SubjectKind::CurrentFunction => "current-function",
            SubjectKind::MappingLine => "mapping-line",
        }
    }
}

/// The thing a person decides about: of the standard where it has a side there, else of the present system.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Subject {
    pub kind: SubjectKind,
    /// Slug of the edition that owns it, or of the system that is checked.
    pub system: String,
    /// Group, form or table that it is in; empty for what stands by itself.
    pub within: String,
    pub name: String,
}

impl Subject {
    pub fn new(kind: SubjectKind, system: &str, within: &str, name: &str) -> Self {
        Subject { kind, system: system.into(), within: within.into(), name: name.into() }
    }

    /// `s1-…`
    pub fn key(&self) -> String {
        format!("s1-{}", short(&[self.kind.word(), &self.system, &f1(&self.within), &f1(&self.name)]))
    }
}

/// `g1-…`: a finding. `columns` are current `TABLE.COLUMN`s in any order.
pub fn fingerprint(rule: &str, subject: &Subject, columns: &[String], discriminator: &str) -> String {
    let mut columns: Vec<String> = columns.iter().map(|c| f1(c)).collect();
    columns.sort();
    columns.dedup();
    let subject = subject.key();
    let mut parts = vec![rule, subject.as_str()];
    parts.extend(columns.iter().map(String::as_str));
    let discriminator = f1(discriminator);
    parts.push("\u{1F}");
    parts.push(&discriminator);
    format!("g1-{}", short(&parts))
}

/// `b1-…`: a BPR rule applied to a subject; never the set of its findings.
pub fn bpr_id(rule: &str, subject: &Subject) -> String {
    format!("b1-{}", short(&[rule, &subject.key()]))
}

/// A hash of typed fields: same key, other state = 要再確認.
pub fn state(fields: &serde_json::Value) -> String {
    let mut text = String::new();
    write_sorted(fields, &mut text);
    short(&[&text])
}

/// JSON with sorted names, whatever order the fields were written in.
fn write_sorted(value: &serde_json::Value, out: &mut String) {
    match value {
        serde_json::Value::Object(map) => {
            let mut names: Vec<&String> = map.keys().collect();
            names.sort();
            for name in names {
                out.push_str(name);
                out.push('\u{1F}');
                write_sorted(&map[name], out);
                out.push('\u{1E}');
            }
        }
        serde_json::Value::Array(list) => {
            for value in list {
                write_sorted(value, out);
                out.push('\u{1D}');
            }
        }
        other => out.push_str(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The vectors are frozen. If this test fails, decisions that people typed in would be lost: change the code back.
    #[test]
    fn identities_agree_with_their_frozen_vectors() {
        #[derive(Deserialize)]
        struct Vector {
            subject: Subject,
            key: String,
            rule: String,
            columns: Vec<String>,
            discriminator: String,
            fingerprint: String,
            bpr: String,
        }
        let vectors: Vec<Vector> = serde_json::from_str(include_str!("../../tests/vectors/identity.json")).unwrap();
        assert!(vectors.len() >= 6);
        for v in vectors {
            assert_eq!(v.subject.key(), v.key, "{:?}", v.subject);
            assert_eq!(fingerprint(&v.rule, &v.subject, &v.columns, &v.discriminator), v.fingerprint);
            assert_eq!(bpr_id("BPR001", &v.subject), v.bpr);
        }
    }

    #[test]
    fn a_state_does_not_depend_on_the_order_of_names() {
        let a: serde_json::Value = serde_json::from_str("{\"a\":1,\"b\":[1,2]}").unwrap();
        let b: serde_json::Value = serde_json::from_str("{\"b\":[1,2],\"a\":1}").unwrap();
        let c: serde_json::Value = serde_json::from_str("{\"b\":[2,1],\"a\":1}").unwrap();
        assert_eq!(state(&a), state(&b));
        assert_ne!(state(&a), state(&c));
    }

    #[test]
    fn spelling_variants_are_one_subject_and_order_does_not_matter() {
        let a = Subject::new(SubjectKind::Item, "resident-tax", "課税対象者", "住所＿町字");
        let b = Subject::new(SubjectKind::Item, "resident-tax", "課税 対象者", "住所_町字");
        assert_eq!(a.key(), b.key());
        let columns = ["T.B".to_string(), "T.A".to_string()];
        let reversed = ["T.A".to_string(), "T.B".to_string()];
        assert_eq!(fingerprint("GAP0105", &a, &columns, ""), fingerprint("GAP0105", &b, &reversed, ""));
        assert_ne!(fingerprint("GAP0105", &a, &columns, ""), fingerprint("GAP0105", &a, &columns[..1], "T.A"));
    }
}
