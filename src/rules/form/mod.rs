//! Rules about forms.

mod form_candidate;
mod form_extra;
mod form_field_dangling;
mod form_item_extra;
mod form_item_missing;
mod form_item_overflow;
mod form_meaning_trap;
mod form_medium;
mod form_missing;
mod form_optional_in_use;
mod form_paper;
mod form_source_missing;

pub use form_candidate::FormCandidate;
pub use form_extra::FormExtra;
pub use form_field_dangling::FormFieldDangling;
pub use form_item_extra::FormItemExtra;
pub use form_item_missing::FormItemMissing;
pub use form_item_overflow::FormItemOverflow;
pub use form_meaning_trap::FormMeaningTrap;
pub use form_medium::FormMedium;
pub use form_missing::FormMissing;
pub use form_optional_in_use::FormOptionalInUse;
pub use form_paper::FormPaper;
pub use form_source_missing::FormSourceMissing;

use crate::compare::{Comparison, unrecorded};
use crate::current::model::Role;
use crate::finding::Severity;
use crate::spec::edition::{Class, ClassFor, Direction};
use crate::spec::standard::FormId;
use crate::text::lang::{Bilingual, Lang};

fn no_forms(c: &Comparison<'_>) -> Option<Bilingual> {
    let reason = || Bilingual::new("帳票が提出されていません", "no forms were submitted");
    if c.current.forms.is_none() {
        return Some(reason());
    }
    c.standard.forms().next().is_none().then(unrecorded::no_forms)
}

/// How grave it is that a form is not there, and its class. `None`: it need not be there, is handed in by people, or its
/// class depends on a category that is not set.
///
/// A class that the edition does not have says nothing, so that stays an information.
fn missing_severity(c: &Comparison<'_>, form: FormId) -> Option<(Severity, Option<Class>)> {
    let f = c.standard.form(form);
    if f.direction == Direction::Received {
        return None;
    }
    match (c.role(), f.class.of(c.category)) {
        (_, ClassFor::ByCategory | ClassFor::Known(Class::Forbidden)) => None,
        (Role::Present, ClassFor::Known(Class::Optional)) => None,
        (Role::Package, ClassFor::Known(Class::Mandatory)) => Some((Severity::Error, Some(Class::Mandatory))),
        (_, ClassFor::Known(class)) => Some((Severity::Info, Some(class))),
        (_, ClassFor::Unrecorded) => Some((Severity::Info, None)),
    }
}

/// 実装区分 in words.
fn class_word(class: Class, lang: Lang) -> &'static str {
    let (ja, en) = match class {
        Class::Mandatory => ("実装必須", "mandatory"),
        Class::Optional => ("標準オプション", "optional"),
        Class::Forbidden => ("実装不可", "forbidden"),
    };
    lang.pick(ja, en)
}
