//! JSON lines: the report's head without findings, then every item, form and function and every finding on a line of its own, for streams and log collectors.

use serde::Serialize;

use super::model::{JudgedThing, MunicipalityName, Report, ReportTag, SystemReport, Tool};
use super::people::{BaselineUse, DecisionsUse};

/// What a line holds.
#[derive(Serialize)]
struct Line<'a, T> {
    kind: &'static str,
    value: &'a T,
}

/// An item, form or function with the system that it is of.
#[derive(Serialize)]
struct OfSystem<'a> {
    system: &'a str,
    #[serde(flatten)]
    thing: &'a JudgedThing,
}

/// The report without its findings and BPR items, which have lines of their own.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Head<'a> {
    schema: ReportTag,
    tool: &'a Tool,
    command: &'a str,
    lang: &'a str,
    partial: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    municipality: &'a Option<MunicipalityName>,
    systems: Vec<serde_json::Value>,
    notes: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: &'a Option<BaselineUse>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decisions: &'a Option<DecisionsUse>,
}

/// # Errors
/// Only if the report could not be written as JSON at all.
pub fn jsonl(report: &Report) -> Result<String, serde_json::Error> {
    let mut out = Vec::new();
    put(&mut out, "report", &head(report)?)?;
    for system in &report.systems {
        let lists = [("item", &system.items), ("form", &system.forms), ("function", &system.functions)];
        for (kind, things) in lists {
            things.iter().try_for_each(|thing| put(&mut out, kind, &OfSystem { system: &system.slug, thing }))?;
        }
    }
    report.findings.iter().try_for_each(|finding| put(&mut out, "finding", finding))?;
    report.bpr.iter().try_for_each(|item| put(&mut out, "bpr", item))?;
    String::from_utf8(out).map_err(serde::ser::Error::custom)
}

fn put<T: Serialize>(out: &mut Vec<u8>, kind: &'static str, value: &T) -> Result<(), serde_json::Error> {
    serde_json::to_writer(&mut *out, &Line { kind, value })?;
    out.push(b'\n');
    Ok(())
}

/// A system without its lists, which have lines of their own.
fn without_lists(system: &SystemReport) -> Result<serde_json::Value, serde_json::Error> {
    let mut value = serde_json::to_value(system)?;
    if let Some(object) = value.as_object_mut() {
        ["items", "forms", "functions"].into_iter().for_each(|list| {
            object.remove(list);
        });
    }
    Ok(value)
}

fn head(report: &Report) -> Result<Head<'_>, serde_json::Error> {
    // named one by one, so that a new field of a report cannot be forgotten here
    let Report {
        schema,
        tool,
        command,
        lang,
        partial,
        municipality,
        systems,
        findings: _,
        bpr: _,
        notes,
        baseline,
        decisions,
    } = report;
    let systems = systems.iter().map(without_lists).collect::<Result<_, _>>()?;
    let partial = *partial;
    Ok(Head { schema: *schema, tool, command, lang, partial, municipality, systems, notes, baseline, decisions })
}
