//! `tests/rules/<ID>/cases.toml`: for every rule a case that fires, a near miss and the mirror, in both roles, with the exact set of findings.

use std::collections::BTreeSet;

use gapcheck::finding::Mirror;
use gapcheck::rules;
use gapcheck::text::lang::Lang;
use serde::Deserialize;

use crate::harness::{Run, rules_and_levels};

#[derive(Deserialize)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
struct Case {
    name: String,
    kind: Kind,
    /// Attributes of the root beside role, system and scope.
    #[serde(default)]
    root: String,
    #[serde(default)]
    layout: Option<String>,
    #[serde(default)]
    forms: Option<String>,
    #[serde(default)]
    functions: Option<String>,
    #[serde(default)]
    mapping: Option<String>,
    /// A gapcheck.toml.
    #[serde(default)]
    config: Option<String>,
    /// Exactly these findings, as `GAP0202 warning`; a role that is absent is not run.
    present: Option<Vec<String>>,
    /// Messages that must be among those of the present system.
    #[serde(default)]
    says: Vec<String>,
    package: Option<Vec<String>>,
    /// Typed fields of a rule about exported data, whose texts are rendered.
    #[serde(default)]
    fields: Option<toml::Value>,
}

#[derive(Deserialize, PartialEq, Eq, PartialOrd, Ord, Clone, Copy, Debug)]
#[serde(rename_all = "kebab-case")]
enum Kind {
    Fires,
    NearMiss,
    Mirror,
    Renders,
}

fn cases(id: &str) -> Vec<Case> {
    let path = format!("tests/rules/{id}/cases.toml");
    let text = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{path} is missing: every rule has its cases"));
    toml::from_str::<Cases>(&text).unwrap_or_else(|e| panic!("{path}: {e}")).case
}

fn document(case: &Case, role: &str) -> String {
    let section = |text: &Option<String>| text.clone().unwrap_or_default();
    format!(
        "<current xmlns=\"urn:gapcheck:current:1\" role=\"{role}\" system=\"resident-tax\" {}>{}{}{}</current>",
        case.root,
        section(&case.layout),
        section(&case.forms),
        section(&case.functions)
    )
}

fn prepared(case: &Case) -> Run {
    let mut run = Run::small();
    if let Some(mapping) = &case.mapping {
        run = run.mapping(&format!("system = \"resident-tax\"\n{mapping}"));
    }
    if let Some(config) = &case.config {
        run.config = toml::from_str(config).unwrap_or_else(|e| panic!("{}: {e}", case.name));
    }
    run
}

fn run(id: &str, case: &Case, role: &str, expected: &[String]) {
    let place = format!("{id} / {} / {role}", case.name);
    let outcome =
        prepared(case).check("resident-tax", &document(case, role)).unwrap_or_else(|p| panic!("{place}: {p:?}"));
    assert!(outcome.problems.is_empty(), "{place}: {:?}", outcome.problems);
    assert!(outcome.failures.is_empty(), "{place}: {:?}", outcome.failures);
    let mut expected = expected.to_vec();
    expected.sort();
    let found = rules_and_levels(&outcome.report);
    let messages: Vec<&str> = outcome.report.findings.iter().map(|f| f.message.as_str()).collect();
    assert_eq!(found, expected, "{place}\n{}", messages.join("\n"));
    judge(id, case, &found, &place);
    for said in case.says.iter().filter(|_| role == "present") {
        assert!(messages.contains(&said.as_str()), "{place}: {said}\n{}", messages.join("\n"));
    }
}

/// The kind of a case says what its own findings must show.
fn judge(id: &str, case: &Case, found: &[String], place: &str) {
    let fires = found.iter().any(|f| f.starts_with(id));
    let mirror = match rules::find(id).expect("registered").meta.mirror {
        Mirror::Rule(other) => Some(other),
        Mirror::Waived(_) => None,
    };
    match case.kind {
        Kind::Fires => {}
        Kind::NearMiss => assert!(!fires, "{place}: a near miss fires"),
        Kind::Mirror => {
            let other = mirror.unwrap_or_else(|| panic!("{place}: the rule has no mirror"));
            assert!(
                !fires && found.iter().any(|f| f.starts_with(other)),
                "{place}: {other} does not fire, or {id} does"
            );
        }
        Kind::Renders => {}
    }
}

#[test]
fn every_rule_fires_misses_and_mirrors_as_its_cases_say() {
    for rule in rules::all() {
        let id = rule.meta.id;
        let cases = cases(id);
        let mut kinds = BTreeSet::new();
        let mut fired = false;
        for case in &cases {
            kinds.insert(case.kind);
            if let Some(fields) = &case.fields {
                renders(id, fields);
            }
            for (role, expected) in [("present", &case.present), ("package", &case.package)] {
                let Some(expected) = expected else { continue };
                run(id, case, role, expected);
                fired |= case.kind == Kind::Fires && expected.iter().any(|e| e.starts_with(id));
            }
        }
        if rule.meta.is_data_rule() {
            assert!(kinds.contains(&Kind::Renders), "{id}: no case that renders");
            continue;
        }
        assert!(fired, "{id}: no case that fires");
        assert!(kinds.contains(&Kind::NearMiss), "{id}: no near miss");
        if let Mirror::Rule(other) = rule.meta.mirror
            && rules::find(other).is_some()
        {
            assert!(kinds.contains(&Kind::Mirror), "{id}: no case for its mirror {other}");
        }
        let roles = |role: fn(&Case) -> bool| cases.iter().any(|c| c.kind == Kind::Fires && role(c));
        assert!(rule.meta.present.is_empty() || roles(|c| c.present.is_some()), "{id}: not shown for present");
        assert!(rule.meta.package.is_empty() || roles(|c| c.package.is_some()), "{id}: not shown for package");
    }
}

fn renders(id: &str, fields: &toml::Value) {
    let fields = serde_json::to_value(fields).expect("fields");
    for lang in [Lang::Ja, Lang::En] {
        let texts = rules::find(id)
            .and_then(|r| r.render(&fields, lang))
            .unwrap_or_else(|| panic!("{id}: {fields} is not of its form"));
        assert!(!texts.message.is_empty() && !texts.help.is_empty(), "{id}");
    }
}

#[test]
fn every_folder_of_cases_belongs_to_a_rule() {
    for entry in std::fs::read_dir("tests/rules").expect("tests/rules") {
        let name = entry.expect("readable").file_name().to_string_lossy().into_owned();
        assert!(name == "edition" || rules::find(&name).is_some(), "tests/rules/{name} belongs to no rule");
    }
}

#[test]
fn severities_are_the_declared_ones() {
    for rule in rules::all() {
        for case in cases(rule.meta.id) {
            for (expected, levels) in [(&case.present, rule.meta.present), (&case.package, rule.meta.package)] {
                for line in expected.iter().flatten().filter(|l| l.starts_with(rule.meta.id)) {
                    assert!(levels.iter().any(|l| line.ends_with(l.id())), "{line} is not declared");
                }
            }
        }
    }
}

#[test]
fn texts_are_complete_in_both_languages() {
    let headings = [
        (Lang::Ja, ["## 何を調べるか", "## なぜ困るか", "## 例", "## 直し方", "## 根拠"]),
        (Lang::En, ["## What it checks", "## Why it matters", "## Example", "## What to do", "## Basis"]),
    ];
    for rule in rules::all() {
        for (lang, headings) in &headings {
            let doc = rule.doc(*lang);
            for heading in headings {
                assert!(doc.lines().any(|l| l == *heading), "{} lacks {heading}", rule.meta.id);
            }
            assert!(!rule.meta.title(*lang).is_empty());
        }
    }
}

#[test]
fn both_languages_say_the_same_findings() {
    for rule in rules::all().iter().filter(|r| !r.meta.is_data_rule()) {
        for case in cases(rule.meta.id).iter().filter(|c| c.kind == Kind::Fires && c.present.is_some()) {
            let report = |lang| {
                let mut run = prepared(case);
                run.lang = lang;
                run.check("resident-tax", &document(case, "present")).expect("checked").report
            };
            let (ja, en) = (report(Lang::Ja), report(Lang::En));
            assert_eq!(crate::harness::essence(&ja), crate::harness::essence(&en), "{}", rule.meta.id);
            for (a, b) in ja.findings.iter().zip(&en.findings) {
                assert_ne!(a.message, b.message, "{}: not translated", a.rule);
                assert!(!a.message.is_empty() && !b.message.is_empty() && !a.help.is_empty() && !b.help.is_empty());
            }
        }
    }
}
