//! What a rule is: typed fields, a declaration, texts in both languages, and the look itself.

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::draft::Emit;
use crate::compare::Comparison;
use crate::finding::Meta;
use crate::text::lang::{Bilingual, Lang};

/// When a rule looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// At the comparison.
    Primary,
    /// At the findings of the others: what follows from them.
    Consequence,
}

/// The documentation of a rule, from its doc comment: Japanese, then English after the line `# English`.
pub trait Documented {
    const DOC: &'static str;
}

/// A rule. The type holds the fields of one fact; a finding has one or more of them, by its grain.
pub trait Rule: Documented + Serialize + DeserializeOwned + Sized + 'static {
    const META: &'static Meta;
    const PHASE: Phase = Phase::Primary;

    /// One sentence: what differs.
    fn message(entries: &[Self], lang: Lang) -> String;

    /// What to do, as a sentence.
    fn help(entries: &[Self], lang: Lang) -> String;

    /// 標準: what the standard says.
    fn standard(_entries: &[Self], _lang: Lang) -> Option<String> {
        None
    }

    /// 失われる値: what would be lost.
    fn lost(_entries: &[Self], _lang: Lang) -> Option<String> {
        None
    }

    /// Why the rule does not look at this input at all, if so.
    fn not_applicable(_c: &Comparison<'_>) -> Option<Bilingual> {
        None
    }

    /// Looks. Rules about exported data leave this empty; `validate` drives them.
    fn check(_c: &Comparison<'_>, _emit: &mut Emit<'_, Self>) {}
}

/// The texts of a finding in one language.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rendered {
    pub message: String,
    pub help: String,
    pub standard: Option<String>,
    pub lost: Option<String>,
}

/// Declares the fields of a rule; its doc comment is what `gapcheck explain` prints.
#[macro_export]
macro_rules! rule_fields {
    ($(#[doc = $doc:literal])* pub struct $name:ident { $($(#[$meta:meta])* pub $field:ident : $kind:ty),* $(,)? }) => {
        $(#[doc = $doc])*
        #[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub struct $name { $($(#[$meta])* pub $field: $kind),* }

        impl $crate::rules::rule::Documented for $name {
            const DOC: &'static str = concat!($($doc, "\n"),*);
        }
    };
}

/// Each name once, in the order of their first mention: a column that becomes several items is named once.
pub fn distinct(names: impl IntoIterator<Item = String>) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for name in names {
        if !found.contains(&name) {
            found.push(name);
        }
    }
    found
}

/// A list in a sentence, cut after `max` with the number of the rest.
pub fn enumerate(names: &[String], max: usize, lang: Lang) -> String {
    let shown: Vec<&str> = names.iter().take(max).map(String::as_str).collect();
    let text = shown.join(lang.pick("、", ", "));
    match names.len().saturating_sub(max) {
        0 => text,
        rest => match lang {
            Lang::Ja => format!("{text} ほか{rest}件"),
            Lang::En => format!("{text} and {rest} more"),
        },
    }
}
