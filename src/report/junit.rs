//! JUnit XML, as CI servers show it: a suite per system, a case per rule. A case fails when a finding of its rule is at or
//! above the level of `--fail-on`; the findings below it stand in the case's output.

use std::collections::HashMap;

use quick_xml::escape::escape;

use super::model::{Outcome, Report, ReportedFinding, RuleStatus, SystemReport};
use super::troubles::{Trouble, troubles};
use super::words::{input_place, lang_of, place_text};
use crate::finding::Severity;
use crate::text::clean::visible;
use crate::text::lang::Lang;

/// Findings by system and rule.
type Found<'a> = HashMap<(&'a str, &'a str), Vec<&'a ReportedFinding>>;

/// `failing`: findings below it do not fail a case.
pub fn junit(report: &Report, failing: Option<Severity>, min_judged: usize) -> String {
    let mut found: Found<'_> = HashMap::new();
    for finding in report.findings.iter().filter(|f| !f.is_accepted()) {
        found.entry((&finding.system, &finding.rule)).or_default().push(finding);
    }
    let lang = lang_of(report);
    let mut suites: Vec<Suite> = troubled(&troubles(report, min_judged, lang)).into_iter().collect();
    suites.extend(report.systems.iter().map(|s| suite(s, &found, failing, lang)));
    let sum = |of: fn(&Suite) -> usize| suites.iter().map(of).sum::<usize>();
    let mut out = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"gapcheck\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
        sum(|s| s.tests),
        sum(|s| s.failures),
        sum(|s| s.errors)
    );
    suites.iter().for_each(|s| out.push_str(&s.text));
    out.push_str("</testsuites>\n");
    out
}

/// A suite of what was not read or judged: an error each, in a case of its own.
fn troubled(troubles: &[Trouble]) -> Option<Suite> {
    let n = troubles.len();
    let case = |t: &Trouble| {
        let place = t.path.iter().map(|p| t.line.map_or_else(|| p.clone(), |l| format!("{p}:{l}"))).next();
        let message = [place.as_deref().unwrap_or_default(), t.message.as_str()].join(" ");
        format!(
            "    <testcase classname=\"gapcheck.inputs\" name=\"{}\" time=\"0\">\n      <error message=\"{}\" type=\"{}\"/>\n    </testcase>\n",
            attribute(message.trim()),
            attribute(message.trim()),
            t.kind.id()
        )
    };
    let cases: String = troubles.iter().map(case).collect();
    (n > 0).then(|| Suite {
        text: format!(
            "  <testsuite name=\"gapcheck-inputs\" tests=\"{n}\" failures=\"0\" errors=\"{n}\" skipped=\"0\" time=\"0\">\n{cases}  </testsuite>\n"
        ),
        tests: n,
        errors: n,
        ..Suite::default()
    })
}

#[derive(Default)]
struct Suite {
    text: String,
    tests: usize,
    failures: usize,
    errors: usize,
    skipped: usize,
}

fn suite(system: &SystemReport, found: &Found<'_>, failing: Option<Severity>, lang: Lang) -> Suite {
    let mut suite = Suite { tests: system.rules.len(), ..Suite::default() };
    let mut cases = String::new();
    for rule in &system.rules {
        let (name, class) = (attribute(&rule.id), attribute(&format!("gapcheck.{}", system.slug)));
        cases.push_str(&format!("    <testcase classname=\"{class}\" name=\"{name}\" time=\"0\">\n"));
        let all = found.get(&(system.slug.as_str(), rule.id.as_str())).map(Vec::as_slice).unwrap_or_default();
        cases.push_str(&outcome(&mut suite, rule, all, failing, lang));
        cases.push_str("    </testcase>\n");
    }
    suite.text = format!(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\" time=\"0\">\n{cases}  </testsuite>\n",
        attribute(&system.slug),
        suite.tests,
        suite.failures,
        suite.errors,
        suite.skipped
    );
    suite
}

/// What stands inside a case: skipped, error or failure, then the findings that do not fail it.
fn outcome(
    suite: &mut Suite,
    rule: &RuleStatus,
    all: &[&ReportedFinding],
    failing: Option<Severity>,
    lang: Lang,
) -> String {
    let (failed, told): (Vec<&ReportedFinding>, Vec<&ReportedFinding>) =
        all.iter().partition(|f| failing.is_some_and(|level| f.severity <= level));
    let reason = attribute(rule.reason.as_deref().unwrap_or_default());
    let mut out = String::new();
    if rule.outcome == Outcome::Failed {
        suite.errors += 1;
        out.push_str(&format!("      <error message=\"{reason}\" type=\"{}\"/>\n", attribute(&rule.id)));
    } else if let Some(first) = failed.first() {
        suite.failures += 1;
        out.push_str(&format!(
            "      <failure message=\"{}\" type=\"{}\">{}</failure>\n",
            attribute(&first.message),
            attribute(&rule.id),
            lines(&failed, lang)
        ));
    } else if matches!(rule.outcome, Outcome::NotApplicable | Outcome::Off) {
        suite.skipped += 1;
        out.push_str(&format!("      <skipped message=\"{reason}\"/>\n"));
    }
    if !told.is_empty() {
        out.push_str(&format!("      <system-out>{}</system-out>\n", lines(&told, lang)));
    }
    out
}

fn lines(findings: &[&ReportedFinding], lang: Lang) -> String {
    let lines: Vec<String> = findings.iter().map(|f| line(f, lang)).collect();
    escape(lines.join("\n").as_str()).into_owned()
}

/// `エラー file:1:2 … [g1-…]`
fn line(finding: &ReportedFinding, lang: Lang) -> String {
    let place = input_place(finding).and_then(place_text).unwrap_or_default();
    let level = finding.severity.label(lang);
    let text = format!("{level} {place} {} {}", finding.message, finding.help);
    format!("{} [{}]", xml_text(&text), finding.fingerprint)
}

fn attribute(text: &str) -> String {
    escape(xml_text(text).as_str()).into_owned()
}

/// Without what XML does not allow.
fn xml_text(text: &str) -> String {
    let allowed = |c: char| if matches!(c, '\u{FFFE}' | '\u{FFFF}') { '\u{FFFD}' } else { c };
    visible(text).chars().map(allowed).collect()
}
