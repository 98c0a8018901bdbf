//! `tests/changes.toml`: single changes to a conforming layout, and exactly which rules each must and may fire, run over every system and both roles.

use std::collections::{BTreeMap, BTreeSet};

use gapcheck::current::model::Role;
use gapcheck::report::model::{JudgedThing, Report};
use gapcheck::report::rows::Verdict;
use gapcheck::spec::catalog::Catalog;
use gapcheck::spec::standard::Standard;
use gapcheck::spec::store::{Store, Wanted};
use gapcheck::template;
use serde::Deserialize;

use crate::harness::Run;

#[derive(Deserialize)]
struct Changes {
    change: Vec<Change>,
}

/// A change to the first line that it applies to.
#[derive(Deserialize)]
struct Change {
    name: String,
    /// Element that is changed: `column`, `table`, `code`, `form`, `field`, `function`, `layout` …
    element: String,
    /// Attributes that the line must have; `*` is any value.
    #[serde(default)]
    with: BTreeMap<String, String>,
    /// Attributes that it must not have.
    #[serde(default)]
    without: Vec<String>,
    /// Attributes to set. `*2` and `/2` multiply and divide a number, `+x` appends.
    #[serde(default)]
    set: BTreeMap<String, String>,
    /// Attributes to take off.
    #[serde(default)]
    unset: Vec<String>,
    /// Take the whole element out, with what is inside.
    #[serde(default)]
    remove: bool,
    /// A line to add after it (or inside, for an element that is open).
    #[serde(default)]
    add: Option<String>,
    /// Apply to every line rather than the first.
    #[serde(default)]
    every: bool,
    /// Rules that must fire, per role; a role that is absent is not run.
    present: Option<Vec<String>>,
    package: Option<Vec<String>>,
    /// Rules that may fire besides.
    #[serde(default)]
    may: Vec<String>,
    /// Why the changed thing may still be 適合. Without it, it must not be.
    conform: Option<String>,
}

fn attributes(line: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("=\"") {
        let Some((value, tail)) = after.split_once('"') else { break };
        let name = before.rsplit(' ').next().unwrap_or_default();
        found.insert(name.to_string(), value.to_string());
        rest = tail;
    }
    found
}

fn element(line: &str) -> Option<&str> {
    let name = line.trim_start().strip_prefix('<')?;
    name.split([' ', '>', '/']).next().filter(|n| !n.is_empty())
}

impl Change {
    fn applies(&self, line: &str) -> bool {
        let has = attributes(line);
        element(line) == Some(self.element.as_str())
            && self.with.iter().all(|(name, wanted)| has.get(name).is_some_and(|v| wanted == "*" || v == wanted))
            && !self.without.iter().any(|name| has.contains_key(name))
    }

    fn changed(&self, line: &str) -> String {
        let mut has = attributes(line);
        for (name, value) in &self.set {
            let old = has.get(name).cloned().unwrap_or_default();
            let number = || old.parse::<u32>().ok();
            let new = match value.as_str() {
                "*2" => number().map_or(old.clone(), |n| (n * 2).to_string()),
                "/2" => number().map_or(old.clone(), |n| (n / 2).max(1).to_string()),
                v if v.starts_with('+') => format!("{old}{}", &v[1..]),
                v => v.to_string(),
            };
            has.insert(name.clone(), new);
        }
        self.unset.iter().for_each(|name| {
            has.remove(name);
        });
        let indent = &line[..line.len() - line.trim_start().len()];
        let name = element(line).unwrap_or_default();
        let end = if line.trim_end().ends_with("/>") { "/>" } else { ">" };
        let text: String = has.iter().map(|(n, v)| format!(" {n}=\"{v}\"")).collect();
        format!("{indent}<{name}{text}{end}")
    }

    /// The changed document with the names of the changed elements, or `None` when nothing in it fits.
    fn apply(&self, text: &str, standard: &Standard) -> Option<(String, BTreeSet<String>)> {
        let open: BTreeSet<&str> = standard
            .editions
            .iter()
            .flat_map(|e| &e.edition.code_lists)
            .filter(|l| l.open)
            .map(|l| l.key.as_str())
            .collect();
        let generated: BTreeSet<&str> =
            standard.items().map(|i| standard.item(i)).filter(|i| i.generated).map(|i| i.key.as_str()).collect();
        let used: BTreeSet<String> = text
            .lines()
            .filter(|l| element(l) == Some("column"))
            .filter_map(|l| attributes(l).remove("codes"))
            .collect();
        let mut out = Vec::new();
        let mut targets = BTreeSet::new();
        let (mut done, mut skipping, mut in_use) = (false, false, true);
        for line in text.lines() {
            if element(line) == Some("codes") {
                in_use = attributes(line).get("id").is_some_and(|id| used.contains(id) && !open.contains(id.as_str()));
            }
            if skipping {
                skipping = !line.trim_start().starts_with(&format!("</{}>", self.element));
                continue;
            }
            // a code matters only in a closed list that some column uses; what the system makes by itself is not asked for
            let own = attributes(line).get("name").is_some_and(|n| generated.contains(n.as_str()));
            let idle = (self.element == "code" && !in_use) || (self.element == "column" && own);
            if idle || (done && !self.every) || !self.applies(line) {
                out.push(line.to_string());
                continue;
            }
            done = true;
            targets.extend(attributes(line).remove("name"));
            if self.remove {
                skipping = !line.trim_end().ends_with("/>");
                continue;
            }
            out.push(self.changed(line));
            out.extend(self.add.iter().map(|l| l.to_string()));
        }
        done.then(|| (out.join("\n"), targets))
    }
}

/// Applies every change to these systems in both roles: which could be applied, and what went wrong.
fn over(slugs: &[&str], changes: &[Change], store: &Store) -> (BTreeSet<String>, Vec<String>) {
    let mut applied = BTreeSet::new();
    let mut wrong = Vec::new();
    for slug in slugs {
        let standard = store.standard(slug, |_| Wanted { edition: None, as_of: "2026-11-21" }).expect("an edition");
        for (role, word) in [(Role::Present, "present"), (Role::Package, "package")] {
            let conforming = template::current::current(&standard, slug, role);
            for change in changes {
                let must = if role == Role::Present { &change.present } else { &change.package };
                let Some(must) = must else { continue };
                let Some((text, targets)) = change.apply(&conforming, &standard) else { continue };
                applied.insert(change.name.clone());
                let outcome = Run::bundled()
                    .check_against(&standard, slug, &text)
                    .unwrap_or_else(|p| panic!("{slug} {}: {p:?}", change.name));
                assert!(outcome.problems.is_empty(), "{slug} {}: {:?}", change.name, outcome.problems);
                assert!(outcome.failures.is_empty(), "{slug} {}: {:?}", change.name, outcome.failures);
                let fired: BTreeSet<&str> = outcome.report.findings.iter().map(|f| f.rule.as_str()).collect();
                let missing: Vec<&String> = must.iter().filter(|r| !fired.contains(r.as_str())).collect();
                let beyond: Vec<&&str> =
                    fired.iter().filter(|r| !must.iter().chain(&change.may).any(|m| m == *r)).collect();
                if change.conform.is_none() {
                    let falsely = conforming_targets(&outcome.report, &change.element, &targets);
                    if !falsely.is_empty() {
                        wrong.push(format!(
                            "{slug} {word} 「{}」: 適合 in spite of the change: {falsely:?}",
                            change.name
                        ));
                    }
                }
                if !missing.is_empty() || !beyond.is_empty() {
                    wrong.push(format!("{slug} {word} 「{}」: missing {missing:?}, beyond {beyond:?}", change.name));
                }
            }
        }
    }
    (applied, wrong)
}

/// Of the items, forms and functions that were changed, those that still conform. Columns of the template are named by the
/// item's key.
fn conforming_targets(report: &Report, element: &str, targets: &BTreeSet<String>) -> Vec<String> {
    let system = &report.systems[0];
    let things = match element {
        "column" => &system.items,
        "form" => &system.forms,
        "function" => &system.functions,
        _ => return Vec::new(),
    };
    let named = |thing: &&JudgedThing| targets.contains(if element == "column" { &thing.key } else { &thing.name });
    let conforming = things.iter().filter(named).filter(|t| t.verdict == Verdict::Conform);
    conforming.map(|t| t.name.clone()).collect()
}

#[test]
fn single_changes_fire_exactly_what_they_should() {
    let text = std::fs::read_to_string("tests/changes.toml").expect("tests/changes.toml");
    let changes = toml::from_str::<Changes>(&text).unwrap_or_else(|e| panic!("tests/changes.toml: {e}")).change;
    let slugs: Vec<&str> = Catalog::get().systems.iter().map(|s| s.slug.as_str()).collect();
    let store = Store::bundled_only(&slugs);
    let (odd, even): (Vec<&str>, Vec<&str>) =
        slugs.iter().enumerate().fold((vec![], vec![]), |(mut a, mut b), (i, slug)| {
            if i % 2 == 0 { &mut a } else { &mut b }.push(*slug);
            (a, b)
        });
    let (first, second) = std::thread::scope(|scope| {
        let other = scope.spawn(|| over(&even, &changes, &store));
        let own = over(&odd, &changes, &store);
        (own, other.join().expect("the other half"))
    });
    let applied: BTreeSet<String> = first.0.into_iter().chain(second.0).collect();
    let wrong: Vec<String> = first.1.into_iter().chain(second.1).collect();
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    let never: Vec<&str> = changes.iter().map(|c| c.name.as_str()).filter(|n| !applied.contains(*n)).collect();
    assert!(never.is_empty(), "these changes fit no system: {never:?}");
    assert!(changes.len() >= 60, "{} changes", changes.len());
}
