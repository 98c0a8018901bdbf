//! JUnit XML, as CI servers show it: a suite per system, a case per rule, a failure per finding at or above the level.

use quick_xml::escape::escape;

use super::model::{Outcome, Report, ReportedFinding, SystemReport};
use super::words::{input_place, place_text};
use crate::finding::Severity;
use crate::text::clean::visible;

/// `failing`: findings below it do not fail a case.
pub fn junit(report: &Report, failing: Option<Severity>) -> String {
    let mut suites = String::new();
    let (mut tests, mut failures) = (0, 0);
    for system in &report.systems {
        let (text, n, failed) = suite(report, system, failing);
        suites.push_str(&text);
        tests += n;
        failures += failed;
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gapcheck\" tests=\"{tests}\" failures=\"{failures}\">\n{suites}</testsuites>\n"
    )
}

fn suite(report: &Report, system: &SystemReport, failing: Option<Severity>) -> (String, usize, usize) {
    let mut cases = String::new();
    let (mut skipped, mut failed) = (0, 0);
    for rule in &system.rules {
        let name = attribute(&rule.id);
        let class = attribute(&format!("gapcheck.{}", system.slug));
        cases.push_str(&format!("    <testcase classname=\"{class}\" name=\"{name}\" time=\"0\">\n"));
        let found: Vec<&ReportedFinding> = report
            .findings
            .iter()
            .filter(|f| f.system == system.slug && f.rule == rule.id && !f.is_accepted())
            .filter(|f| failing.is_some_and(|l| f.severity <= l))
            .collect();
        if !found.is_empty() {
            failed += 1;
            let lines: Vec<String> = found.iter().map(|f| line(f)).collect();
            let first = attribute(&found[0].message);
            cases.push_str(&format!(
                "      <failure message=\"{first}\" type=\"{name}\">{}</failure>\n",
                escape(lines.join("\n").as_str())
            ));
        } else if matches!(rule.outcome, Outcome::NotApplicable | Outcome::Off) {
            skipped += 1;
            cases.push_str(&format!(
                "      <skipped message=\"{}\"/>\n",
                attribute(rule.reason.as_deref().unwrap_or_default())
            ));
        }
        cases.push_str("    </testcase>\n");
    }
    let (name, n) = (attribute(&system.slug), system.rules.len());
    let head = format!(
        "  <testsuite name=\"{name}\" tests=\"{n}\" failures=\"{failed}\" errors=\"0\" skipped=\"{skipped}\" time=\"0\">\n"
    );
    (format!("{head}{cases}  </testsuite>\n"), n, failed)
}

fn line(finding: &ReportedFinding) -> String {
    let place = input_place(finding).and_then(place_text).unwrap_or_default();
    visible(&format!("{place} {} {}", finding.message, finding.help)).into_owned()
}

fn attribute(text: &str) -> String {
    escape(visible(text).as_ref()).into_owned()
}
