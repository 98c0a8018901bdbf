//! No claim beyond the source, and none older than the law: lists that a source closes, facts that begin and end.

use gapcheck::basis::SourceKind;
use gapcheck::check::city::{CityRequest, run_all};
use gapcheck::config::Config;
use gapcheck::finding::{Subject, SubjectKind};
use gapcheck::spec::bundled::EDITIONS;
use gapcheck::spec::catalog::Catalog;
use gapcheck::spec::edition::{CodeList, Edition};
use gapcheck::spec::store::Store;
use gapcheck::text::lang::Lang;

fn editions() -> impl Iterator<Item = Edition> {
    EDITIONS.iter().map(|(path, text)| serde_json::from_str(text).unwrap_or_else(|e| panic!("{path}: {e}")))
}

/// A list is open unless a statute or a published text excludes what it does not name. Lists that are taken over from
/// another business by analogy stay as they stand there: a finding that rests on them is a warning at most.
#[test]
fn every_closed_list_names_the_source_that_closes_it() {
    let mut closed = 0;
    for edition in editions() {
        let kind = |id: &str| edition.sources.iter().find(|s| s.id == id).map(|s| s.kind);
        for list in edition.code_lists.iter().filter(|list| !list.open) {
            let Some(by) = list.closed_by.as_deref() else {
                let by_analogy = list.sources.iter().all(|id| kind(id) == Some(SourceKind::Analogy));
                assert!(by_analogy, "{} {}: closed by nothing", list.key, list.name);
                continue;
            };
            closed += 1;
            let closes = matches!(kind(by), Some(SourceKind::Statute | SourceKind::PublicDocument));
            assert!(closes, "{} {}: {by} closes nothing", list.key, list.name);
        }
    }
    assert!((10..60).contains(&closed), "{closed} closed lists");
}

/// What a municipality adds to an open list is its own affair, or a question: never an error.
#[test]
fn no_error_in_the_city_rests_on_a_list_that_no_source_closes() {
    let config = Config::load("samples/city/gapcheck.toml").expect("readable");
    let slugs: Vec<&str> = Catalog::get().systems.iter().map(|s| s.slug.as_str()).collect();
    let request = CityRequest {
        category: None,
        editions: Default::default(),
        as_of: "2026-11-30".into(),
        config: &config,
        lang: Lang::Ja,
    };
    let report = run_all(&request, &Store::bundled_only(&slugs), &|_, _, _| {}).expect("checked").report;
    let editions: Vec<Edition> = editions().collect();
    let mut looked = 0;
    for finding in report.findings.iter().filter(|f| f.rule.starts_with("GAP03")) {
        looked += 1;
        let list = list_of(&editions, &finding.subject_parts);
        let rests_on_open = list.is_some_and(|list| list.open);
        assert!(
            !rests_on_open || finding.severity.id() != "error",
            "{} {}: {}",
            finding.rule,
            finding.system,
            finding.message
        );
    }
    assert!(looked > 50, "{looked} findings about code lists");
}

/// The code list that a finding is about: itself, or that of its item.
fn list_of<'e>(editions: &'e [Edition], about: &Subject) -> Option<&'e CodeList> {
    let edition = editions.iter().find(|e| e.system == about.system)?;
    match about.kind {
        SubjectKind::CodeList => edition.code_lists.iter().find(|l| l.name == about.name),
        SubjectKind::Item => {
            let group = edition.groups.iter().find(|g| g.name == about.within)?;
            let code = group.items.iter().find(|i| i.name == about.name)?.code.as_deref()?;
            edition.code_lists.iter().find(|l| l.key == code)
        }
        _ => None,
    }
}

/// A fact with the law that begins or ends it, and the last day before.
struct Change {
    system: &'static str,
    name: &'static str,
    /// The day before the change and the first day of it.
    days: (&'static str, &'static str),
    /// Whether the fact is in force on those days.
    in_force: (bool, bool),
}

const fn begins(system: &'static str, name: &'static str, before: &'static str, day: &'static str) -> Change {
    Change { system, name, days: (before, day), in_force: (false, true) }
}

const fn ends(system: &'static str, name: &'static str, last: &'static str, after: &'static str) -> Change {
    Change { system, name, days: (last, after), in_force: (true, false) }
}

const CHANGES: [Change; 15] = [
    ends("light-vehicle-tax", "環境性能割", "2026-03-31", "2026-04-01"),
    ends("light-vehicle-tax", "軽自動車税（環境性能割）修正申告書", "2026-03-31", "2026-04-01"),
    ends("light-vehicle-tax", "環境性能割の情報の管理", "2026-03-31", "2026-04-01"),
    begins("late-elderly-medical", "子ども・子育て支援納付金分均等割額", "2026-03-31", "2026-04-01"),
    begins("late-elderly-medical", "子ども・子育て支援納付金分所得割額", "2026-03-31", "2026-04-01"),
    begins("national-health-insurance", "子ども・子育て支援納付金分", "2026-03-31", "2026-04-01"),
    begins("national-health-insurance", "18歳未満減額", "2026-03-31", "2026-04-01"),
    begins("national-health-insurance", "18歳未満の被保険者の均等割の減額", "2026-03-31", "2026-04-01"),
    begins("national-pension", "育児期間免除の届出の受付", "2026-09-30", "2026-10-01"),
    begins("national-pension", "育児期間免除", "2026-09-30", "2026-10-01"),
    begins("family-register", "父母双方が親権を行う子", "2026-03-31", "2026-04-01"),
    ends("child-allowance", "特例給付", "2024-09-30", "2024-10-01"),
    ends("child-rearing-allowance", "8月", "2019-10-31", "2019-11-01"),
    ends("late-elderly-medical", "8.5割", "2020-03-31", "2020-04-01"),
    begins("late-elderly-medical", "7.75割", "2020-03-31", "2020-04-01"),
];

type Days<'e> = (Option<&'e str>, Option<&'e str>);

/// First and last days of everything of that name.
fn named<'e>(edition: &'e Edition, name: &str) -> Vec<Days<'e>> {
    let mut found: Vec<Days<'e>> = Vec::new();
    let mut take = |is: &str, effective: &'e Option<String>, until: &'e Option<String>| {
        if is == name {
            found.push((effective.as_deref(), until.as_deref()));
        }
    };
    for group in &edition.groups {
        take(&group.name, &group.effective, &group.until);
        group.items.iter().for_each(|i| take(&i.name, &i.effective, &i.until));
    }
    for value in edition.code_lists.iter().flat_map(|l| &l.values) {
        take(value.label.as_deref().unwrap_or_default(), &value.effective, &value.until);
    }
    for form in &edition.forms {
        take(&form.name, &form.effective, &form.until);
        form.items.iter().for_each(|i| take(&i.name, &i.effective, &i.until));
    }
    edition.functions.iter().for_each(|f| take(&f.name, &f.effective, &f.until));
    found
}

#[test]
fn each_dated_change_turns_on_its_day() {
    let editions: Vec<Edition> = editions().collect();
    for Change { system, name, days, in_force } in CHANGES {
        let edition = editions.iter().find(|e| e.system == system).expect("bundled");
        let facts = named(edition, name);
        assert!(!facts.is_empty(), "{system}: {name} is not in the edition");
        for (from, to) in facts {
            let on = |day: &str| from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to);
            assert_eq!((on(days.0), on(days.1)), in_force, "{system}: {name}");
        }
        // older changes live on as dated values only
        let told = edition.amendments.iter().any(|a| a.date == days.1);
        assert!(told || days.1 < "2021-01-01", "{system}: no amendment of {}", days.1);
    }
}

/// What the edition leaves out for want of a source is said, so that nobody calls it local.
#[test]
fn what_no_source_details_is_told_as_left_out() {
    for (system, word) in [("childcare-support", "乳児等支援給付"), ("national-pension", "育児期間免除")] {
        let edition = editions().find(|e| e.system == system).expect("bundled");
        let told = edition.not_recorded.iter().find(|n| n.words.iter().any(|w| w == word)).expect(word);
        assert!(!told.sources.is_empty() && told.effective.is_some(), "{system}: {word}");
    }
}
