//! A check replayed on two editions: which gaps a revision brings, solves or changes, and which mapping lines it touches.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::carry::{Carry, KeyRing};
use super::{Request, engine, inputs, levels};
use crate::compare::Comparison;
use crate::finding::identity::{fingerprint, state};
use crate::finding::{Finding, Place, PlaceRole, Severity, Subject, SubjectKind};
use crate::matching::migrate::{self, Line};
use crate::rules;
use crate::spec::carry::{Carrier, Fate};
use crate::spec::diff::{Change, Diff, Kind, Meaning};
use crate::spec::standard::Standard;
use crate::text::fold::f1;
use crate::text::lang::Lang;
use crate::text::problem::Problem;

/// What a revision does to one present system.
#[derive(Debug, Default)]
pub struct Replay {
    pub before: usize,
    pub after: usize,
    pub new: Vec<Gap>,
    pub solved: Vec<Gap>,
    pub changed: Vec<Gap>,
    /// Gaps about what the new edition does not have, or has perhaps under another name: 引継ぎ要確認, never solved.
    pub review: Vec<Gap>,
    pub unchanged: usize,
    pub lines: Vec<MappingLine>,
    pub problems: Vec<Problem>,
    pub failures: Vec<String>,
}

/// A gap, in words.
#[derive(Debug, Clone)]
pub struct Gap {
    pub rule: &'static str,
    pub severity: Severity,
    /// As it was, when the revision changed it.
    pub was: Option<Severity>,
    /// `グループ.項目`, table, form …
    pub about: String,
    pub message: String,
    /// What the revision did to the thing.
    pub because: Option<Change>,
    pub fingerprint: String,
    /// What the thing may be now.
    pub perhaps: Vec<String>,
}

/// A line of the mapping that somebody must look at again.
#[derive(Debug, Clone)]
pub struct MappingLine {
    pub file: String,
    pub line: Line,
    /// What changed in the standard about the things it names.
    pub changes: Vec<Change>,
}

/// Checks against both and compares.
///
/// # Errors
/// The present system or its mapping cannot be read at all.
pub fn replay(
    request: &Request<'_>,
    standards: (&Standard, &Standard),
    carrier: &Carrier<'_, '_>,
    diff: &Diff,
) -> Result<Replay, Vec<Problem>> {
    let mut replay = Replay::default();
    let inputs = inputs::read(request)?;
    replay.lines = touched_lines(&inputs, carrier, diff, request.lang)?;
    let before = findings(request, standards.0, &inputs, &mut replay);
    let carried =
        inputs::read_rewritten(request, &|path, text| migrate::carry_names(path, &text, carrier).unwrap_or(text))?;
    let after = findings(request, standards.1, &carried, &mut replay);
    replay.problems = inputs.problems;
    compare(&mut replay, request.lang, &KeyRing::new(carrier), diff, (&before, &after));
    Ok(replay)
}

fn findings(request: &Request<'_>, standard: &Standard, inputs: &inputs::Inputs, replay: &mut Replay) -> Vec<Finding> {
    let category = super::category(request, inputs);
    let comparison = Comparison::new(&request.system.slug, standard, &inputs.current, &inputs.mapping, category);
    let mut looked = engine::look(&comparison);
    levels::apply(request.config, &mut looked);
    replay.failures.extend(looked.failures());
    looked.findings
}

fn compare(replay: &mut Replay, lang: Lang, ring: &KeyRing, diff: &Diff, findings: (&[Finding], &[Finding])) {
    let (before, after) = findings;
    (replay.before, replay.after) = (before.len(), after.len());
    let by_fingerprint: HashMap<&str, &Finding> = after.iter().map(|f| (f.fingerprint.as_str(), f)).collect();
    let names = new_names(diff);
    let mut met: HashSet<&str> = HashSet::new();
    for old in before {
        let (key, open) = carried(old, ring);
        match (by_fingerprint.get(key.as_str()), open) {
            (Some(now), _) => {
                met.insert(&now.fingerprint);
                let same_fields = state(&renamed(&old.fields, &names)) == now.state || old.state == now.state;
                match now.severity == old.severity && same_fields {
                    true => replay.unchanged += 1,
                    false => replay.changed.push(Gap { was: Some(old.severity), ..gap(now, lang, diff) }),
                }
            }
            (None, Some(perhaps)) => replay.review.push(Gap { perhaps, ..gap(old, lang, diff) }),
            (None, None) => replay.solved.push(gap(old, lang, diff)),
        }
    }
    replay.new = after.iter().filter(|f| !met.contains(f.fingerprint.as_str())).map(|f| gap(f, lang, diff)).collect();
    for gaps in [&mut replay.new, &mut replay.solved, &mut replay.changed, &mut replay.review] {
        gaps.sort_by(|a, b| (a.severity, a.rule, &a.about).cmp(&(b.severity, b.rule, &b.about)));
    }
}

/// A finding's fingerprint in the new edition, and what its subject may be when that is open.
fn carried(old: &Finding, ring: &KeyRing) -> (String, Option<Vec<String>>) {
    match ring.carry(&old.subject) {
        Some(Carry::To { subject, .. }) => (fingerprint(old.meta.id, subject, &old.columns, &old.discriminator), None),
        Some(Carry::Open { candidates }) => {
            (old.fingerprint.clone(), Some(candidates.iter().map(|c| c.label.clone()).collect()))
        }
        Some(Carry::Same) | None => (old.fingerprint.clone(), None),
    }
}

/// Old labels → new ones, so that a mere renaming is no change of a gap.
fn new_names(diff: &Diff) -> HashMap<String, String> {
    let mut names = HashMap::new();
    for change in &diff.changes {
        if let (Some(old), Some(new)) = (&change.old, &change.new) {
            names.insert(f1(&old.label), new.label.clone());
            if change.kind != Kind::Item && change.kind != Kind::PrintedItem {
                names.insert(f1(&old.name), new.name.clone());
            }
        }
    }
    names
}

fn renamed(fields: &Value, names: &HashMap<String, String>) -> Value {
    match fields {
        Value::String(text) => Value::String(names.get(&f1(text)).unwrap_or(text).clone()),
        Value::Array(list) => list.iter().map(|v| renamed(v, names)).collect(),
        Value::Object(map) => Value::Object(map.iter().map(|(k, v)| (k.clone(), renamed(v, names))).collect()),
        other => other.clone(),
    }
}

fn gap(finding: &Finding, lang: Lang, diff: &Diff) -> Gap {
    let texts = rules::find(finding.meta.id).and_then(|r| r.render(&finding.fields, lang)).unwrap_or_default();
    Gap {
        rule: finding.meta.id,
        severity: finding.severity,
        was: None,
        about: label(&finding.subject),
        message: texts.message,
        because: because(finding, diff),
        fingerprint: finding.fingerprint.clone(),
        perhaps: Vec::new(),
    }
}

fn label(subject: &Subject) -> String {
    match subject.within.is_empty() {
        true => subject.name.clone(),
        false => format!("{}.{}", subject.within, subject.name),
    }
}

/// What the revision did to the thing that a finding is about, or to one that it points at.
fn because(finding: &Finding, diff: &Diff) -> Option<Change> {
    let kind = |kind: SubjectKind| match kind {
        SubjectKind::Group => Some(Kind::Group),
        SubjectKind::Item => Some(Kind::Item),
        SubjectKind::CodeList => Some(Kind::CodeList),
        SubjectKind::Form => Some(Kind::Form),
        SubjectKind::PrintedItem => Some(Kind::PrintedItem),
        SubjectKind::Function => Some(Kind::Function),
        _ => None,
    };
    let subject = &finding.subject;
    let own = match subject.kind {
        SubjectKind::MappingLine => {
            diff.changes.iter().find(|c| c.old.as_ref().is_some_and(|n| f1(&n.label) == f1(&subject.name)))
        }
        other => kind(other).and_then(|k| diff.about(k, &subject.within, &subject.name)),
    };
    let pointed = || finding.places.iter().filter(|p| p.role == PlaceRole::Standard).find_map(|p| at(p, diff));
    own.or_else(pointed).cloned()
}

fn at<'d>(place: &Place, diff: &'d Diff) -> Option<&'d Change> {
    let kind = Kind::ALL.into_iter().find(|k| k.id() == place.kind)?;
    let name = place.name.as_deref()?;
    let within = if matches!(kind, Kind::Item | Kind::PrintedItem) { place.group.as_deref()? } else { "" };
    diff.about(kind, within, name)
}

fn touched_lines(
    inputs: &inputs::Inputs,
    carrier: &Carrier<'_, '_>,
    diff: &Diff,
    lang: Lang,
) -> Result<Vec<MappingLine>, Vec<Problem>> {
    let mut out = Vec::new();
    for (source, _) in &inputs.mapping.files {
        let migrated = migrate::migrate(&source.path, &source.text, carrier, lang).map_err(|p| vec![p])?;
        for line in migrated.lines {
            let changes = changes_about(&line, carrier, diff);
            if !line.is_settled() || !changes.is_empty() {
                out.push(MappingLine { file: source.path.clone(), line, changes });
            }
        }
    }
    Ok(out)
}

/// Changes of structure and judgement about what a line names; wording is no reason to look again.
fn changes_about(line: &Line, carrier: &Carrier<'_, '_>, diff: &Diff) -> Vec<Change> {
    let mut out: Vec<Change> = Vec::new();
    for (kind, name, fate) in line.names.iter().filter(|(_, _, fate)| fate.is_settled()) {
        let inventory = if matches!(fate, Fate::Carried { .. }) { &carrier.pairing.old } else { &carrier.pairing.new };
        let [n] = inventory.find(*kind, name) else { continue };
        let change = diff.about(*kind, inventory.within(*kind, *n), inventory.name(*kind, *n));
        if let Some(change) = change.filter(|c| c.meaning() != Meaning::Wording)
            && !out.contains(change)
        {
            out.push(change.clone());
        }
    }
    out
}
