//! Facts out of a finding's typed fields. The only place in this room that knows how rules name them.

use serde_json::Value;

use super::fact::{Fact, FactKind as K};
use crate::basis::SourceKind;
use crate::finding::Finding;

/// The facts of a finding; never none.
pub(super) fn facts(finding: &Finding) -> Vec<Fact> {
    let fields = &finding.fields;
    let entries = fields.get("entries").and_then(Value::as_array);
    let mut facts: Vec<Fact> = match entries {
        Some(entries) => entries.iter().flat_map(|e| of(finding, e)).collect(),
        None => of(finding, fields),
    };
    if facts.is_empty() {
        facts.push(Fact::new(K::Other, &finding.subject.name));
    }
    facts
}

/// Whether an official or statutory source stands behind it.
fn binding(finding: &Finding) -> bool {
    matches!(finding.basis, Some(SourceKind::Official | SourceKind::Statute))
}

fn of(finding: &Finding, v: &Value) -> Vec<Fact> {
    let subject = finding.subject.name.as_str();
    let named = |kind, name: Option<String>| Fact::new(kind, name.unwrap_or_else(|| subject.to_string()));
    let one = |fact| vec![fact];
    match finding.meta.name {
        "form-missing" => one(named(K::NewForm, text(v, "form"))),
        "form-extra" => one(Fact { count: number(v, "volume"), ..named(K::ExtraForm, text(v, "form")) }),
        "form-paper" => list(v, "differences").map(paper).collect(),
        "form-medium" => {
            one(Fact { list: list(v, "ties").filter_map(tie).collect(), ..named(K::Medium, text(v, "form")) })
        }
        "form-item-missing" => one(named(K::PrintedNew, text(v, "printed"))),
        "form-item-extra" => one(Fact { list: strings(v, "from"), ..named(K::PrintedGone, text(v, "field")) }),
        "form-item-overflow" => one(named(K::PrintedShort, text(v, "printed"))),
        "form-meaning-trap" => one(Fact { today: text(v, "field"), ..named(K::PrintedMeaning, text(v, "printed")) }),
        "form-source-missing" => one(Fact { standard: text(v, "item"), ..named(K::PrintedUnfed, text(v, "printed")) }),
        "group-missing" => one(Fact { count: number(v, "items"), ..named(K::NewGroup, text(v, "group")) }),
        "key-missing" => one(Fact { list: strings(v, "items"), ..named(K::NoKey, text(v, "group")) }),
        "item-missing" => one(Fact {
            required: binding(finding) && value_is_required(v),
            ..named(K::NewItem, v.get("standard").and_then(item))
        }),
        "required-nullable" => one(Fact {
            count: number(v, "nullCount"),
            standard: v.get("standard").and_then(item),
            required: binding(finding) && value_is_required(v),
            ..named(K::MayBeEmpty, v.get("current").and_then(column))
        }),
        "item-extra" => {
            one(Fact { list: strings(v, "forms"), ..named(K::ExtraColumn, v.get("column").and_then(column)) })
        }
        "table-extra" => one(Fact { count: number(v, "rows"), ..named(K::ExtraTable, labelled(v, "table")) }),
        "code-unmapped" => code(K::CodeUnmapped, v, subject),
        "code-conflict" => code(K::CodeConflict, v, subject),
        "code-folded" => one(Fact {
            list: strings(v, "values"),
            standard: text(v, "target"),
            ..named(K::CodeFolded, v.get("current").and_then(column))
        }),
        "code-width" => one(Fact { list: widths(v), ..named(K::CodeWidth, v.get("current").and_then(column)) }),
        "code-list-absent" => {
            one(Fact { standard: text(v, "standardList"), ..named(K::CodeFree, v.get("current").and_then(column)) })
        }
        "date-form" | "date-unknown" => {
            one(Fact { today: v.get("form").and_then(form), ..named(K::Date, v.get("current").and_then(column)) })
        }
        "length-overflow" | "length-unit" => one(length(v, subject)),
        "type-mismatch" | "number-precision" | "repeat-overflow" => one(Fact {
            today: v.get("current").and_then(|c| text(c, "type")),
            standard: v.get("standard").and_then(|s| text(s, "type")),
            ..named(K::Type, v.get("current").and_then(column))
        }),
        "gaiji" => one(named(K::Gaiji, v.get("current").and_then(column))),
        "encoding" => one(Fact { today: text(v, "encoding"), ..named(K::Encoding, v.get("current").and_then(column)) }),
        "key-different" => one(Fact { list: strings(v, "key"), ..named(K::Key, text(v, "table")) }),
        "history-lost" => one(Fact { list: strings(v, "tables"), ..named(K::History, text(v, "group")) }),
        "item-split" => one(Fact {
            list: list(v, "standards").filter_map(item).collect(),
            ..named(K::Split, v.get("current").and_then(column))
        }),
        "item-merge" => one(Fact {
            list: list(v, "columns").filter_map(column).collect(),
            ..named(K::Merge, v.get("standard").and_then(item))
        }),
        "meaning-trap" => one(Fact {
            standard: v.get("standard").and_then(item),
            ..named(K::Meaning, v.get("current").and_then(column))
        }),
        "function-partly" => one(function(K::FunctionPartly, finding, v)),
        "function-missing" => one(function(K::FunctionNone, finding, v)),
        "function-forbidden" => one(function(K::FunctionForbidden, finding, v)),
        "function-extra" => one(function(K::FunctionExtra, finding, v)),
        "function-optional-used" | "form-optional-in-use" => one(named(K::OptionUsed, None)),
        "item-optional-only" => one(named(K::OptionUsed, v.get("current").and_then(column))),
        "local-measure" => one(named(K::Local, labelled(v, "name"))),
        "link-affected" => {
            one(Fact { count: Some(list(v, "consumers").count() as u64), ..named(K::Link, text(v, "item")) })
        }
        "transition" => {
            one(Fact { standard: text(v, "until"), note: text(v, "note"), ..named(K::Transition, text(v, "kind")) })
        }
        "spec-conflict" => one(Fact {
            today: list(v, "others").find_map(|o| text(o, "value")),
            standard: text(v, "value"),
            ..named(K::Disagreement, v.get("standard").and_then(item))
        }),
        _ => Vec::new(),
    }
}

fn paper(v: &Value) -> Fact {
    let name = text(v, "facet").unwrap_or_default();
    Fact { today: text(v, "current"), standard: text(v, "standard"), ..Fact::new(K::Paper, name) }
}

fn code(kind: K, v: &Value, subject: &str) -> Vec<Fact> {
    let of = |value: &str, label: &str| match (text(v, value), text(v, label)) {
        (Some(value), Some(label)) if label != value => Some(format!("{value} {label}")),
        (value, label) => value.or(label),
    };
    let name = v.get("current").and_then(column).unwrap_or_else(|| subject.to_string());
    let standard = match kind {
        K::CodeConflict => of("standardValue", "standardLabel"),
        _ => text(v, "standardList"),
    };
    vec![Fact { today: of("value", "label"), standard, ..Fact::new(kind, name) }]
}

/// `0 → 1`
fn widths(v: &Value) -> Vec<String> {
    let pair = |w: &Value| Some(format!("{} → {}", text(w, "current")?, text(w, "standard")?));
    list(v, "values").filter_map(pair).collect()
}

/// What of a column does not fit: `101〜120`, in characters where the finding knows them.
fn length(v: &Value, subject: &str) -> Fact {
    let range = v.get("lost").and_then(|l| {
        let (from, to) = (number(l, "from")?, number(l, "to"));
        Some(to.map_or_else(|| format!("{from}〜"), |to| format!("{from}〜{to}")))
    });
    let name = v.get("current").and_then(column).unwrap_or_else(|| subject.to_string());
    let digits = v.get("standard").and_then(|s| number(s, "digits"));
    Fact {
        today: range,
        standard: digits.map(|d| d.to_string()),
        count: number(v, "maxObserved"),
        ..Fact::new(K::Length, name)
    }
}

fn function(kind: K, finding: &Finding, v: &Value) -> Fact {
    let mandatory = v.get("mandatory").and_then(Value::as_bool).unwrap_or(kind == K::FunctionNone);
    Fact {
        note: text(v, "note"),
        required: mandatory && binding(finding),
        ..Fact::new(kind, text(v, "function").unwrap_or_else(|| finding.subject.name.clone()))
    }
}

/// `window`, `barcode:eL-QR`, `medium:in-house>outsourced`
fn tie(v: &Value) -> Option<String> {
    if let Some(name) = v.as_str() {
        return Some(name.to_string());
    }
    let (kind, what) = v.as_object()?.iter().next()?;
    let parts = what.as_array().map(|both| both.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(">"));
    Some(format!("{kind}:{}", what.as_str().map(str::to_string).or(parts)?))
}

/// `wareki:7`, or the name of the form.
fn form(v: &Value) -> Option<String> {
    match v {
        Value::String(name) => Some(name.clone()),
        Value::Object(map) => map.iter().next().map(|(name, of)| match number(of, "digits") {
            Some(digits) => format!("{name}:{digits}"),
            None => name.clone(),
        }),
        _ => None,
    }
}

fn value_is_required(v: &Value) -> bool {
    v.get("standard").and_then(|s| text(s, "value")).as_deref() == Some("required")
}

/// `T.C（label）`
fn column(v: &Value) -> Option<String> {
    let name = format!("{}.{}", text(v, "table")?, text(v, "column")?);
    Some(with_label(name, text(v, "label")))
}

fn labelled(v: &Value, name: &str) -> Option<String> {
    Some(with_label(text(v, name)?, text(v, "label")))
}

fn with_label(name: String, label: Option<String>) -> String {
    match label.filter(|l| !l.is_empty() && *l != name) {
        Some(label) => format!("{name}（{label}）"),
        None => name,
    }
}

/// `group.item`
fn item(v: &Value) -> Option<String> {
    Some(format!("{}.{}", text(v, "group")?, text(v, "item")?))
}

fn text(v: &Value, name: &str) -> Option<String> {
    v.get(name)?.as_str().map(str::to_string)
}

fn number(v: &Value, name: &str) -> Option<u64> {
    v.get(name)?.as_u64()
}

fn list<'v>(v: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    v.get(name).and_then(Value::as_array).into_iter().flatten()
}

fn strings(v: &Value, name: &str) -> Vec<String> {
    list(v, name).filter_map(Value::as_str).map(str::to_string).collect()
}
