//! Whole parts of a business that the edition in use does not have (未収録): nothing about them is a gap.

use super::Comparison;
use crate::finding::{Subject, SubjectKind};
use crate::spec::catalog::Catalog;
use crate::text::lang::Bilingual;

/// Submitted businesses, forms and answers that there is no standard to hold against.
pub fn all(c: &Comparison<'_>) -> Vec<(Subject, Bilingual)> {
    let subject = |name: &str| Subject::new(SubjectKind::System, c.system, "", &format!("edition {name}"));
    let mut found: Vec<(Subject, Bilingual)> =
        businesses(c).into_iter().map(|b| (subject(&b), missing_business(&b))).collect();
    if c.current.forms.is_some() && c.standard.forms().next().is_none() {
        found.push((subject("forms"), no_forms()));
    }
    if c.current.functions.is_some() && c.standard.functions().next().is_none() {
        found.push((subject("functions"), no_functions()));
    }
    found
}

/// Business codes that were submitted and that no edition in use has.
fn businesses(c: &Comparison<'_>) -> Vec<String> {
    let submitted = match c.current.scope.as_slice() {
        [] => Catalog::get().by_slug(c.system).map(|s| s.codes.clone()).unwrap_or_default(),
        scope => scope.to_vec(),
    };
    let held = |code: &String| c.standard.editions.iter().any(|e| e.edition.businesses.contains(code));
    submitted.into_iter().filter(|code| !held(code)).collect()
}

/// Why a table without a group may still have one: a submitted business is not in the edition.
pub fn missing_businesses(c: &Comparison<'_>) -> Option<Bilingual> {
    let missing = businesses(c);
    (!missing.is_empty()).then(|| missing_business(&missing.join("、")))
}

fn missing_business(code: &str) -> Bilingual {
    Bilingual::new(
        format!("業務 {code} は、使っている版に入っていません。その業務の標準仕様書も取り込むと調べられます"),
        format!("business {code} is not in the edition in use; import its standard too to check it"),
    )
}

/// Why no form can be judged.
pub fn no_forms() -> Bilingual {
    Bilingual::new(
        "使っている版に帳票が入っていません。帳票要件も一緒に取り込むと調べられます",
        "the edition in use has no forms; import the form requirements too to check them",
    )
}

/// Why no function can be judged.
pub fn no_functions() -> Bilingual {
    Bilingual::new(
        "使っている版に機能が入っていません。機能要件も一緒に取り込むと調べられます",
        "the edition in use has no functions; import the function requirements too to check them",
    )
}
