//! The pipeline of a check: read, match, compare, look, report.

pub mod assemble;
pub mod carry;
pub mod city;
pub mod classes;
pub mod codes_table;
pub mod engine;
pub mod inputs;
pub mod judged;
pub mod levels;
pub mod matched;
pub mod migration;
pub mod people;
pub mod replay;
pub mod replay_words;
pub mod rerender;
pub mod rows;
pub mod stop;
pub mod summary;
pub mod survey;
pub mod verdict;

use std::collections::{BTreeMap, BTreeSet};

use crate::compare::{Circumstances, Comparison, Transition, TransitionKind};
use crate::config::{self, Config};
use crate::matching::Mapping;
use crate::report::model::Report;
use crate::spec::catalog::System;
use crate::spec::edition::Category;
use crate::spec::standard::Standard;
use crate::spec::store::{Store, Wanted};
use crate::text::lang::Lang;
use crate::text::problem::Problem;
use crate::text::source::Source;

/// What is asked of one system.
#[derive(Debug)]
pub struct Request<'a> {
    pub system: &'a System,
    /// Files, or `-`.
    pub current: Vec<String>,
    pub mapping: Option<String>,
    pub category: Option<Category>,
    /// Slug → label asked for; the key `""` holds for the system itself.
    pub editions: BTreeMap<String, String>,
    /// `YYYY-MM-DD`.
    pub as_of: String,
    pub config: &'a Config,
    /// Shared editions that are checked elsewhere, so that a whole city counts them once.
    pub without: BTreeSet<String>,
    pub lang: Lang,
}

/// What came of it.
#[derive(Debug)]
pub struct Outcome {
    pub report: Report,
    /// Inputs with their texts, for snippets.
    pub sources: Vec<Source>,
    /// Inputs that could not be read, wholly or in a part. Not empty: exit code 2.
    pub problems: Vec<Problem>,
    /// Rules that failed inside. Not empty: exit code 3.
    pub failures: Vec<String>,
}

/// Checks one system.
///
/// # Errors
/// The question could not be asked at all: no edition, no readable input.
pub fn run(request: &Request<'_>, store: &Store) -> Result<Outcome, Vec<Problem>> {
    against(&standard(request, store)?, request)
}

/// As [`run`], against a standard that is loaded already.
///
/// # Errors
/// No readable input.
pub fn against(standard: &Standard, request: &Request<'_>) -> Result<Outcome, Vec<Problem>> {
    let inputs = inputs::read(request)?;
    let comparison =
        Comparison::new(&request.system.slug, standard, &inputs.current, &inputs.mapping, category(request, &inputs))
            .under(circumstances(request));
    let mut looked = engine::look(&comparison);
    levels::apply(request.config, &mut looked);
    let report = assemble::report(request, &comparison, &looked, &inputs.problems);
    let failures = looked.failures();
    let sources = inputs.into_sources();
    Ok(Outcome { report, sources: sources.0, problems: sources.1, failures })
}

/// The standard that a request asks for.
///
/// # Errors
/// As [`Store::standard`].
pub fn standard(request: &Request<'_>, store: &Store) -> Result<Standard, Vec<Problem>> {
    let own = request.system.slug.as_str();
    store.standard_without(own, &request.without, |slug| {
        let asked = request.editions.get(slug).or_else(|| request.editions.get("").filter(|_| slug == own));
        let pinned = request.config.specs.pin.get(slug);
        Wanted { edition: asked.or(pinned).map(String::as_str), as_of: &request.as_of }
    })
}

/// 団体区分: from the command line, the configuration, or the input.
fn category(request: &Request<'_>, inputs: &inputs::Inputs) -> Option<Category> {
    let configured = request.config.municipality.category.map(|c| c.name());
    let named = configured.or(inputs.current.category.as_deref());
    request.category.or_else(|| named.and_then(Category::from_name))
}

/// What the configuration says of the system's situation.
fn circumstances(request: &Request<'_>) -> Circumstances {
    let configured = request.config.systems.get(&request.system.slug).and_then(|s| s.transition.as_ref());
    let transition = configured.map(|t| Transition {
        kind: match t.kind {
            config::TransitionKind::特定移行支援 => TransitionKind::MigrationSupport,
            config::TransitionKind::経過措置 => TransitionKind::InterimMeasure,
        },
        until: t.until.clone(),
        note: t.note.clone(),
    });
    Circumstances { transition, as_of: request.as_of.clone() }
}

/// An empty mapping, for systems without one.
pub fn no_mapping() -> Mapping {
    Mapping::default()
}
