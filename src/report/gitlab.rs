//! GitLab code quality.

use serde_json::json;

use super::model::{Report, ReportedFinding};
use super::words::input_place;
use crate::finding::Severity;

/// # Errors
/// Only if it could not be written as JSON at all.
pub fn gitlab(report: &Report) -> Result<String, serde_json::Error> {
    let issues: Vec<_> = report.findings.iter().filter(|f| !f.is_accepted()).map(issue).collect();
    let mut text = serde_json::to_string_pretty(&issues)?;
    text.push('\n');
    Ok(text)
}

fn issue(finding: &ReportedFinding) -> serde_json::Value {
    let place = input_place(finding);
    let severity = match finding.severity {
        Severity::Error => "major",
        Severity::Warning => "minor",
        Severity::Info => "info",
    };
    json!({
        "description": finding.message, "check_name": finding.rule, "fingerprint": finding.fingerprint, "severity": severity,
        "location": {
            "path": place.and_then(|p| p.file.clone()).unwrap_or_else(|| finding.system.clone()),
            "lines": {"begin": place.and_then(|p| p.line).unwrap_or(1)},
        },
    })
}
