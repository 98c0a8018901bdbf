//! GitLab code quality.

use std::borrow::Cow;

use serde::Serialize;

use super::model::{Report, ReportedFinding};
use super::troubles::{Trouble, troubles};
use super::words::{anchor, lang_of};
use crate::finding::Severity;
use crate::text::clean::visible;
use crate::text::digest::short;

#[derive(Serialize)]
struct Issue<'a> {
    description: Cow<'a, str>,
    check_name: &'a str,
    fingerprint: Cow<'a, str>,
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
pub fn gitlab(report: &Report, min_judged: usize) -> Result<String, serde_json::Error> {
    let troubles = troubles(report, min_judged, lang_of(report));
    let told = troubles.iter().map(trouble);
    let found = report.findings.iter().filter(|f| !f.is_accepted()).map(|f| issue(report, f));
    let issues: Vec<Issue<'_>> = told.chain(found).collect();
    let mut text = serde_json::to_string_pretty(&issues)?;
    text.push('\n');
    Ok(text)
}

/// What was not read or judged is worse than any finding: the rest may be missing.
fn trouble(t: &Trouble) -> Issue<'_> {
    let path = t.path.as_deref().unwrap_or("gapcheck.toml");
    let line = t.line.unwrap_or(1);
    Issue {
        description: visible(&t.message),
        check_name: t.kind.id(),
        fingerprint: Cow::Owned(short(&[t.kind.id(), &t.system, path, &line.to_string(), &t.message])),
        severity: "critical",
        location: Location { path, lines: Lines { begin: line } },
    }
}

fn issue<'a>(report: &'a Report, finding: &'a ReportedFinding) -> Issue<'a> {
    let (path, begin) = anchor(report, finding).unwrap_or((&finding.system, 1));
    Issue {
        description: visible(&finding.message),
        check_name: &finding.rule,
        fingerprint: Cow::Borrowed(&finding.fingerprint),
        severity: match finding.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        location: Location { path, lines: Lines { begin } },
    }
}
