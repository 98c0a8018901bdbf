//! What a reader took from a file and what it did not: the receipt that comes with every reading.
//!
//! A room of its own, as [`crate::basis`] is: the readers write it, reports show it. `T` is a text in both languages while
//! a program runs and in one once it is written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::lang::{Bilingual, Lang};

/// What came of one file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase")]
#[schemars(rename = "Receipt")]
pub struct Receipt<T = String> {
    pub file: String,
    /// What the file was read as.
    pub kind: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub encoding: Option<String>,
    /// Every sheet by its title, in the file's order; a file without sheets is one.
    pub sheets: Vec<SheetReceipt<T>>,
    pub rows: Rows,
    pub headings: Headings,
    #[serde(flatten)]
    pub counts: Counts,
    /// Rows, cells and statements that are there and were not taken.
    pub left_out: Vec<LeftOut<T>>,
    /// Words that no reader knows; what they stand for stays unknown.
    pub not_understood: Vec<Word>,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "SheetReceipt")]
pub struct SheetReceipt<T = String> {
    pub name: String,
    pub used: bool,
    pub hidden: bool,
    /// What it was taken for.
    pub role: T,
    /// Why it was not used.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<T>,
    pub rows: Rows,
}

/// Rows with at least one filled cell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Rows {
    pub seen: u64,
    /// Of them: headings, titles and entries that were read.
    pub used: u64,
}

/// Headings as they stand, each once.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Headings {
    pub used: Vec<String>,
    pub not_used: Vec<String>,
}

/// How much was read.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", default)]
pub struct Counts {
    pub tables: u64,
    pub columns: u64,
    pub lengths: u64,
    pub scales: u64,
    /// Columns of primary keys.
    pub keys: u64,
    pub not_null: u64,
    pub code_lists: u64,
    pub codes: u64,
    pub references: u64,
    pub forms: u64,
    pub functions: u64,
}

/// Something that is there and was not taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[schemars(rename = "LeftOut")]
pub struct LeftOut<T = String> {
    /// Sheet and cell or row, or the line.
    pub place: String,
    /// What stands there, shortened.
    pub text: String,
    /// Rows that were left out as a whole; 0 for a cell.
    pub rows: u64,
    pub reason: T,
}

/// A word that is not understood.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Word {
    pub heading: String,
    pub word: String,
    pub count: u64,
    /// Sheet and cell, or the line, of the first.
    pub first: String,
}

impl<T> Receipt<T> {
    /// Of a file of which nothing was read yet.
    pub fn new(file: impl Into<String>, kind: &str) -> Self {
        Receipt {
            file: file.into(),
            kind: kind.into(),
            encoding: None,
            sheets: Vec::new(),
            rows: Rows::default(),
            headings: Headings::default(),
            counts: Counts::default(),
            left_out: Vec::new(),
            not_understood: Vec::new(),
        }
    }

    /// Counts a word that is not understood; only its first place is kept.
    pub fn word(&mut self, heading: &str, word: &str, place: impl FnOnce() -> String) {
        match self.not_understood.iter_mut().find(|w| w.word == word && w.heading == heading) {
            Some(known) => known.count += 1,
            None => {
                let (heading, word) = (heading.to_string(), word.to_string());
                self.not_understood.push(Word { heading, word, count: 1, first: place() });
            }
        }
    }
}

impl Receipt<Bilingual> {
    /// The receipt in one language.
    pub fn in_lang(&self, lang: Lang) -> Receipt {
        let say = |text: &Bilingual| text.get(lang).to_string();
        let sheet = |s: &SheetReceipt<Bilingual>| SheetReceipt {
            name: s.name.clone(),
            used: s.used,
            hidden: s.hidden,
            role: say(&s.role),
            reason: s.reason.as_ref().map(say),
            rows: s.rows,
        };
        let left = |l: &LeftOut<Bilingual>| LeftOut {
            place: l.place.clone(),
            text: l.text.clone(),
            rows: l.rows,
            reason: say(&l.reason),
        };
        Receipt {
            file: self.file.clone(),
            kind: self.kind.clone(),
            encoding: self.encoding.clone(),
            sheets: self.sheets.iter().map(sheet).collect(),
            rows: self.rows,
            headings: self.headings.clone(),
            counts: self.counts,
            left_out: self.left_out.iter().map(left).collect(),
            not_understood: self.not_understood.clone(),
        }
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.tables += other.tables;
        self.columns += other.columns;
        self.lengths += other.lengths;
        self.scales += other.scales;
        self.keys += other.keys;
        self.not_null += other.not_null;
        self.code_lists += other.code_lists;
        self.codes += other.codes;
        self.references += other.references;
        self.forms += other.forms;
        self.functions += other.functions;
    }
}
