//! GitHub workflow commands: annotations at the lines of a pull request.

use super::model::{Report, ReportedFinding};
use super::words::input_place;
use crate::finding::Severity;
use crate::text::clean::visible;

pub fn github(report: &Report) -> String {
    report.findings.iter().filter(|f| !f.is_accepted()).map(annotation).collect()
}

fn annotation(finding: &ReportedFinding) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = vec![format!("title={}", property(&format!("{} {}", finding.rule, finding.title)))];
    if let Some(place) = input_place(finding) {
        properties.extend(place.file.as_ref().map(|f| format!("file={}", property(f))));
        properties.extend(place.line.map(|l| format!("line={l}")));
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
