//! JSON lines: the report's head without findings, then one finding a line, for streams and log collectors.

use serde::Serialize;

use super::model::{MunicipalityName, Report, ReportTag, SystemReport, Tool};
use super::people::{BaselineUse, DecisionsUse};

/// What a line holds.
#[derive(Serialize)]
struct Line<'a, T> {
    kind: &'static str,
    value: &'a T,
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
    systems: &'a [SystemReport],
    notes: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline: &'a Option<BaselineUse>,
    #[serde(skip_serializing_if = "Option::is_none")]
    decisions: &'a Option<DecisionsUse>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: &'a Option<crate::report::plan::PlanReport>,
}

/// # Errors
/// Only if the report could not be written as JSON at all.
pub fn jsonl(report: &Report) -> Result<String, serde_json::Error> {
    let mut out = Vec::new();
    put(&mut out, "report", &head(report))?;
    report.findings.iter().try_for_each(|finding| put(&mut out, "finding", finding))?;
    report.bpr.iter().try_for_each(|item| put(&mut out, "bpr", item))?;
    String::from_utf8(out).map_err(serde::ser::Error::custom)
}

fn put<T: Serialize>(out: &mut Vec<u8>, kind: &'static str, value: &T) -> Result<(), serde_json::Error> {
    serde_json::to_writer(&mut *out, &Line { kind, value })?;
    out.push(b'\n');
    Ok(())
}

fn head(report: &Report) -> Head<'_> {
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
        plan,
    } = report;
    Head {
        schema: *schema,
        tool,
        command,
        lang,
        partial: *partial,
        municipality,
        systems,
        notes,
        baseline,
        decisions,
        plan,
    }
}
