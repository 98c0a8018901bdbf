//! SARIF 2.1.0, for code scanning in CI.
//!
//! Columns count characters (`columnKind: unicodeCodePoints`). A rule's default level is the highest that this run reports,
//! so that viewers which look at the rule rather than the result agree with the configuration.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::model::{Report, ReportedFinding};
use super::words::{input_place, lang_of};
use crate::finding::{Place, Severity};
use crate::text::clean::visible;

/// # Errors
/// Only if it could not be written as JSON at all.
pub fn sarif(report: &Report) -> Result<String, serde_json::Error> {
    let rules = rules(report);
    let index: BTreeMap<&str, usize> = rules.iter().enumerate().map(|(i, (id, _))| (*id, i)).collect();
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": report.tool.name, "semanticVersion": report.tool.version,
                "rules": rules.values().collect::<Vec<_>>(),
            }},
            "language": lang_of(report).pick("ja", "en"),
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": !report.partial}],
            "results": report.findings.iter().map(|f| result(f, index[f.rule.as_str()])).collect::<Vec<_>>(),
        }],
    });
    let mut text = serde_json::to_string_pretty(&log)?;
    text.push('\n');
    Ok(text)
}

fn rules(report: &Report) -> BTreeMap<&str, Value> {
    let mut worst: BTreeMap<&str, &ReportedFinding> = BTreeMap::new();
    for finding in &report.findings {
        let entry = worst.entry(&finding.rule).or_insert(finding);
        if finding.severity < entry.severity {
            *entry = finding;
        }
    }
    let rule = |f: &ReportedFinding| {
        json!({
            "id": f.rule, "name": f.name, "shortDescription": {"text": f.title},
            "help": {"text": f.help},
            "defaultConfiguration": {"level": level(f.severity)},
        })
    };
    worst.into_iter().map(|(id, f)| (id, rule(f))).collect()
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

fn result(finding: &ReportedFinding, rule: usize) -> Value {
    let mut result = json!({
        "ruleId": finding.rule, "ruleIndex": rule, "level": level(finding.severity),
        "message": {"text": visible(&finding.message)},
        "partialFingerprints": {"gapcheck/v1": finding.fingerprint},
        "properties": {"system": finding.system, "basis": finding.basis, "fields": finding.fields, "help": finding.help},
    });
    if let Some(location) = input_place(finding).and_then(location) {
        result["locations"] = json!([location]);
    }
    if finding.status == "accepted" {
        result["suppressions"] = json!([{"kind": "external"}]);
    }
    result
}

fn location(place: &Place) -> Option<Value> {
    let uri = place.file.as_ref()?.replace('\\', "/");
    let mut location = json!({"artifactLocation": {"uri": encode(&uri)}});
    if let (Some(line), Some(column)) = (place.line, place.column) {
        location["region"] = json!({
            "startLine": line, "startColumn": column,
            "endLine": place.end_line.unwrap_or(line), "endColumn": place.end_column.unwrap_or(column),
        });
    }
    Some(json!({"physicalLocation": location}))
}

/// A relative URI reference: what is not allowed in one is percent-encoded.
fn encode(path: &str) -> String {
    let mut out = String::new();
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
    out
}
