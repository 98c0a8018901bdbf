//! What a work reform rests on: single facts of its findings, typed, so that texts, tags and pages need not guess.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What kind of fact it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FactKind {
    /// A form of the standard that does not exist today.
    NewForm,
    /// A form of today that the standard does not have; `count`: copies a year.
    ExtraForm,
    /// Paper, orientation, sides, colour or people per sheet (`name`).
    Paper,
    /// Outsourced printing, barcode, window envelope (`list`).
    Medium,
    /// A printed item that comes.
    PrintedNew,
    /// A printed field that goes.
    PrintedGone,
    /// A printed item for which the standard's form has less room.
    PrintedShort,
    /// A printed item whose name is familiar but whose meaning is another.
    PrintedMeaning,
    /// A printed item for which there are no data (`standard`).
    PrintedUnfed,
    /// A group that is not recorded today; `count`: its items.
    NewGroup,
    /// A group whose key (`list`) is not kept.
    NoKey,
    /// An item that is not recorded today.
    NewItem,
    /// A column that may be empty where the standard (`standard`) wants a value; `count`: empty rows.
    MayBeEmpty,
    /// A column without a home; `list`: forms that print it.
    ExtraColumn,
    /// A table without a home; `count`: its rows.
    ExtraTable,
    /// A code (`today`) of a column without a counterpart.
    CodeUnmapped,
    /// A code that means something else in the standard.
    CodeConflict,
    /// Codes (`list`) that become one (`standard`).
    CodeFolded,
    /// Codes that are written otherwise.
    CodeWidth,
    /// Free text where the standard has codes (`standard`).
    CodeFree,
    /// A date in another form (`today`).
    Date,
    /// A length; `today`: what does not fit, `standard`: the standard's characters.
    Length,
    /// A type.
    Type,
    /// A table with local characters; `count`: its columns.
    Gaiji,
    /// A table in another encoding (`today`); `count`: its columns.
    Encoding,
    /// A table with another primary key.
    Key,
    /// Tables (`list`) without the history that a group asks for.
    History,
    /// A column that is divided into items (`list`).
    Split,
    /// An item that is made of columns (`list`).
    Merge,
    /// A column whose name is familiar but whose meaning is another (`standard`).
    Meaning,
    /// A function that is done only partly with the system.
    FunctionPartly,
    /// A function that is not done with the system.
    FunctionNone,
    /// A function that the standard forbids.
    FunctionForbidden,
    /// A function that the standard does not have.
    FunctionExtra,
    /// A table, form or function of a measure of the municipality's own.
    Local,
    /// A standard option in use.
    OptionUsed,
    /// An item that other systems consume; `count`: how many systems.
    Link,
    /// A transitional measure (`today`) and its last day (`standard`).
    Transition,
    /// Documents of the standard that disagree about an item.
    Disagreement,
    /// Anything else, by the name of its subject.
    Other,
}

/// One fact of a finding.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
pub struct Fact {
    pub kind: FactKind,
    /// What it is about, in clear.
    pub name: String,
    /// 現行.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub today: Option<String>,
    /// 標準.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub standard: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub list: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub count: Option<u64>,
    /// What staff wrote.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub note: Option<String>,
    /// It is required (必須), and an official or statutory source says so.
    #[serde(skip_serializing_if = "std::ops::Not::not", default)]
    pub required: bool,
}

impl Fact {
    pub fn new(kind: FactKind, name: impl Into<String>) -> Self {
        Fact {
            kind,
            name: name.into(),
            today: None,
            standard: None,
            list: Vec::new(),
            count: None,
            note: None,
            required: false,
        }
    }
}
