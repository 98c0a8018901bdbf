//! GitLab code quality.

use serde::Serialize;

use super::model::{Report, ReportedFinding};
use super::words::anchor;
use crate::finding::Severity;
use crate::text::clean::visible;

#[derive(Serialize)]
struct Issue<'a> {
    description: std::borrow::Cow<'a, str>,
    check_name: &'a str,
    fingerprint: &'a str,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
}

/// # Errors
/// Only if it could not be written as JSON at all.
pub fn gitlab(report: &Report) -> Result<String, serde_json::Error> {
    let issues: Vec<Issue<'_>> =
        report.findings.iter().filter(|f| !f.is_accepted()).map(|f| issue(report, f)).collect();
    let mut text = serde_json::to_string_pretty(&issues)?;
    text.push('\n');
    Ok(text)
}

fn issue<'a>(report: &'a Report, finding: &'a ReportedFinding) -> Issue<'a> {
    let (path, begin) = anchor(report, finding).unwrap_or((&finding.system, 1));
    Issue {
        description: visible(&finding.message),
        check_name: &finding.rule,
        fingerprint: &finding.fingerprint,
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location { path, lines: Lines { begin } },
    }
}
