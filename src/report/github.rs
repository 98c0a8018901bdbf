//! GitHub workflow commands: annotations at the lines of a pull request.

use super::model::{Report, ReportedFinding};
use super::troubles::{Trouble, troubles};
use super::words::{anchor, input_place, lang_of};
use crate::finding::Severity;
use crate::text::clean::visible;

/// What was not read or judged first, then the findings, the gravest first. `min_judged`: percent.
pub fn github(report: &Report, min_judged: usize) -> String {
    let troubles = troubles(report, min_judged, lang_of(report)).into_iter().map(|t| trouble(&t));
    let findings = report.findings.iter().filter(|f| !f.is_accepted()).map(|f| annotation(report, f));
    troubles.chain(findings).collect()
}

fn trouble(t: &Trouble) -> String {
    let mut properties = vec![format!("title={}", property(t.kind.id()))];
    properties.extend(t.path.as_deref().map(|p| format!("file={}", property(p))));
    properties.extend(t.line.map(|l| format!("line={l}")));
    format!("::error {}::{}\n", properties.join(","), data(&t.message))
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
