//! GitHub workflow commands: annotations at the lines of a pull request.

use super::model::{Report, ReportedFinding};
use super::words::{anchor, input_place};
use crate::finding::Severity;
use crate::text::clean::visible;

pub fn github(report: &Report) -> String {
    report.findings.iter().filter(|f| !f.is_accepted()).map(|f| annotation(report, f)).collect()
}

fn annotation(report: &Report, finding: &ReportedFinding) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = vec![format!("title={}", property(&format!("{} {}", finding.rule, finding.title)))];
    if let Some((file, line)) = anchor(report, finding) {
        properties.push(format!("file={}", property(file)));
        properties.push(format!("line={line}"));
    }
    if let Some(place) = input_place(finding) {
        properties.extend(place.end_line.map(|l| format!("endLine={l}")));
        properties.extend(place.column.map(|c| format!("col={c}")));
    }
    format!("::{command} {}::{}\n", properties.join(","), data(&format!("{}\n{}", finding.message, finding.help)))
}

/// As the workflow commands ask: `%`, line ends.
fn data(text: &str) -> String {
    let lines: Vec<_> = text.split('\n').map(visible).collect();
    lines.join("\n").replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
