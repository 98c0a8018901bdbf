//! Rules about functions.

mod function_extra;
mod function_forbidden;
mod function_missing;
mod function_optional_used;
mod function_partly;
mod local_measure;

pub use function_extra::FunctionExtra;
pub use function_forbidden::FunctionForbidden;
pub use function_missing::FunctionMissing;
pub use function_optional_used::FunctionOptionalUsed;
pub use function_partly::FunctionPartly;
pub use local_measure::LocalMeasure;

use crate::compare::{Comparison, FunctionState, unrecorded};
use crate::current::model::{Answer, Reply};
use crate::spec::edition::{Class, ClassFor};
use crate::spec::standard::FunctionId;
use crate::text::lang::Bilingual;

fn no_functions(c: &Comparison<'_>) -> Option<Bilingual> {
    let reason = || Bilingual::new("機能への回答が提出されていません", "no answers about functions were submitted");
    if c.current.functions.is_none() {
        return Some(reason());
    }
    c.standard.functions().next().is_none().then(unrecorded::no_functions)
}

/// Functions that somebody answered, with the answer and their class.
fn answered<'a>(c: &'a Comparison<'_>) -> impl Iterator<Item = (FunctionId, &'a Answer, ClassFor)> {
    c.standard.functions().filter_map(|f| match c.functions[f.0] {
        FunctionState::Answered(at, _) => {
            Some((f, &c.current.functions.as_ref()?.entries[at], c.standard.function(f).class.of(c.category)))
        }
        _ => None,
    })
}

/// Functions of a class that are in use, wholly or in part.
fn used<'a>(c: &'a Comparison<'_>, class: Class) -> impl Iterator<Item = (FunctionId, &'a Answer)> {
    let of_class = answered(c).filter(move |(.., own)| *own == ClassFor::Known(class));
    of_class.filter(|(_, a, _)| matches!(a.reply, Reply::Yes | Reply::Partly)).map(|(f, a, _)| (f, a))
}
