//! A diff as JSON (`gapcheck.spec-diff/1`), complete and ready to be laid out.

use serde_json::{Value, json};

use super::aspects::Difference;
use super::changes::{Change, Diff, Named, Side};
use super::evidence::Evidence;
use super::inventory::Kind;
use super::prose::{Segment, segments};
use crate::text::lang::Lang;

pub fn json(diff: &Diff, lang: Lang) -> Value {
    let counts: serde_json::Map<String, Value> = Kind::ALL
        .iter()
        .map(|kind| {
            let c = diff.counts(Some(*kind));
            let counts = json!({
                "added": c.added, "removed": c.removed, "renamed": c.renamed, "changed": c.changed, "proposed": c.proposed,
            });
            (kind.id().to_string(), counts)
        })
        .collect();
    json!({
        "schema": "gapcheck.spec-diff/1",
        "system": diff.system,
        "old": side(&diff.old),
        "new": side(&diff.new),
        "counts": counts,
        "changes": diff.changes.iter().map(|c| change(c, lang)).collect::<Vec<_>>(),
    })
}

fn side(side: &Side) -> Value {
    let v = &side.version;
    json!({"label": v.label, "date": v.date, "basis": v.basis.id(), "sha256": side.sha256, "origin": side.origin})
}

/// One change.
pub fn change(c: &Change, lang: Lang) -> Value {
    json!({
        "kind": c.kind.id(),
        "change": c.how.id(),
        "meaning": c.meaning().id(),
        "old": c.old.as_ref().map(named),
        "new": c.new.as_ref().map(named),
        "evidence": evidence(&c.evidence, lang),
        "differences": c.differences.iter().map(|d| difference(d, lang)).collect::<Vec<_>>(),
        "candidates": c.candidates.iter().map(|x| json!({"label": x.label, "evidence": evidence(&x.evidence, lang)})).collect::<Vec<_>>(),
        "covered": c.covered,
        "parts": c.parts,
    })
}

fn named(n: &Named) -> Value {
    json!({"label": n.label, "within": n.within, "name": n.name, "key": n.key})
}

/// Ids and words.
pub fn evidence(all: &[Evidence], lang: Lang) -> Value {
    all.iter().map(|e| json!({"id": e.id(), "text": e.label().get(lang)})).collect()
}

fn difference(d: &Difference, lang: Lang) -> Value {
    let mut value = json!({
        "aspect": d.aspect.id(),
        "name": d.aspect.label().get(lang),
        "meaning": d.aspect.meaning().id(),
        "old": d.old,
        "new": d.new,
    });
    if let (true, Some(old), Some(new)) = (d.aspect.is_prose(), &d.old, &d.new)
        && let Some(all) = segments(old, new)
    {
        value["segments"] = all.iter().map(segment).collect();
    }
    value
}

fn segment(s: &Segment) -> Value {
    match s {
        Segment::Same(t) => json!({"same": t}),
        Segment::Out(t) => json!({"out": t}),
        Segment::In(t) => json!({"in": t}),
    }
}
