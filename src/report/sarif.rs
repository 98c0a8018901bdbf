//! SARIF 2.1.0, for code scanning in CI.
//!
//! Columns count characters (`columnKind: unicodeCodePoints`), `endColumn` the one after the last. A rule's default level is
//! the highest that this run reports, so that viewers which look at the rule rather than the result agree with the
//! configuration. Every result has a place, because viewers drop those without: the input itself where a finding has none.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::format::Explain;
use super::model::{Report, ReportedFinding};
use super::words::{anchor, input_place, lang_of};
use crate::finding::{Place, Severity};
use crate::text::clean::visible;
use crate::text::lang::Lang;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Value,
    language: &'static str,
    column_kind: &'static str,
    invocations: [Value; 1],
    results: Vec<Found<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Found<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Message<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    locations: Option<[Location; 1]>,
    partial_fingerprints: BTreeMap<&'static str, &'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<[Suppression<'a>; 1]>,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Message<'a> {
    text: Cow<'a, str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: Artifact,
    region: Region,
}

#[derive(Serialize)]
struct Artifact {
    uri: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    start_column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_line: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end_column: Option<usize>,
}

#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    justification: Option<&'a str>,
}

#[derive(Serialize)]
struct Properties<'a> {
    system: &'a str,
    basis: Option<crate::basis::SourceKind>,
    help: Cow<'a, str>,
    fields: &'a Value,
}

/// # Errors
/// Only if it could not be written as JSON at all.
pub fn sarif(report: &Report, explain: Explain) -> Result<String, serde_json::Error> {
    let lang = lang_of(report);
    let rules = rules(report, explain, lang);
    let index: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(i, (id, _))| (*id, i)).collect();
    let run = Run {
        tool: json!({"driver": {
            "name": report.tool.name, "semanticVersion": report.tool.version,
            "rules": rules.values().collect::<Vec<_>>(),
        }}),
        language: lang.pick("ja", "en"),
        column_kind: "unicodeCodePoints",
        invocations: [invocation(report)],
        results: report.findings.iter().map(|f| result(report, f, index[f.rule.as_str()])).collect(),
    };
    let log = Log { schema: "https://json.schemastore.org/sarif-2.1.0.json", version: "2.1.0", runs: [run] };
    let mut text = serde_json::to_string_pretty(&log)?;
    text.push('\n');
    Ok(text)
}

fn rules(report: &Report, explain: Explain, lang: Lang) -> BTreeMap<&str, Value> {
    let mut worst: BTreeMap<&str, &ReportedFinding> = BTreeMap::new();
    for finding in &report.findings {
        let entry = worst.entry(&finding.rule).or_insert(finding);
        if finding.severity < entry.severity {
            *entry = finding;
        }
    }
    let rule = |f: &ReportedFinding| {
        let help = explain(&f.rule, lang).unwrap_or_else(|| f.title.clone());
        json!({
            "id": f.rule, "name": f.name, "shortDescription": {"text": f.title},
            "help": {"text": help, "markdown": help},
            "defaultConfiguration": {"level": level(f.severity)},
        })
    };
    worst.into_iter().map(|(id, f)| (id, rule(f))).collect()
}

/// The run, with the parts of inputs that could not be read.
fn invocation(report: &Report) -> Value {
    let inputs = report.systems.iter().flat_map(|s| &s.inputs);
    let skipped = inputs.flat_map(|input| input.skipped.iter().map(move |s| (input, s)));
    let notes: Vec<Value> = skipped
        .map(|(input, s)| {
            let line = s.line.unwrap_or(1);
            json!({
                "level": "error", "message": {"text": visible(&format!("{} {}", s.what, s.todo))},
                "locations": [{"physicalLocation": {
                    "artifactLocation": {"uri": encode(&input.path)}, "region": {"startLine": line},
                }}],
            })
        })
        .collect();
    json!({"executionSuccessful": !report.partial && notes.is_empty(), "toolExecutionNotifications": notes})
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result<'a>(report: &'a Report, finding: &'a ReportedFinding, rule: usize) -> Found<'a> {
    let reason = finding.accepted.as_ref().map(|a| a.reason.as_str());
    Found {
        rule_id: &finding.rule,
        rule_index: rule,
        level: level(finding.severity),
        message: Message { text: visible(&finding.message) },
        locations: location(report, finding).map(|l| [l]),
        partial_fingerprints: BTreeMap::from([("gapcheck/v1", finding.fingerprint.as_str())]),
        suppressions: finding.is_accepted().then_some([Suppression { kind: "external", justification: reason }]),
        properties: Properties {
            system: &finding.system,
            basis: finding.basis,
            help: visible(&finding.help),
            fields: &finding.fields,
        },
    }
}

fn location(report: &Report, finding: &ReportedFinding) -> Option<Location> {
    let (path, line) = anchor(report, finding)?;
    let region = input_place(finding).and_then(region);
    let whole = Region { start_line: line, start_column: None, end_line: None, end_column: None };
    Some(Location {
        physical_location: PhysicalLocation {
            artifact_location: Artifact { uri: encode(path) },
            region: region.unwrap_or(whole),
        },
    })
}

fn region(place: &Place) -> Option<Region> {
    Some(Region {
        start_line: place.line?,
        start_column: Some(place.column?),
        end_line: Some(place.end_line.or(place.line)?),
        end_column: Some(place.end_column.or(place.column)?),
    })
}

/// A URI reference: what is not allowed in one is percent-encoded.
fn encode(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => out.push(char::from(byte)),
            b'\\' => out.push('/'),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}
