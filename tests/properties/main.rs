//! Laws that hold for any input: byte soup never panics, order never matters, decisions survive rewording and reordering.

use std::collections::BTreeMap;

use gapcheck::check::{self, Request};
use gapcheck::config::Config;
use gapcheck::report::model::Report;
use gapcheck::spec::catalog::Catalog;
use gapcheck::spec::store::Store;
use gapcheck::text::lang::Lang;
use gapcheck::text::source::Source;
use gapcheck::xml::{Limits, Reader};
use proptest::prelude::*;

fn check_text(text: &str, lang: Lang, name: &str) -> Option<Report> {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join(name);
    std::fs::write(&path, text).expect("written");
    let config = Config::default();
    let request = Request {
        system: Catalog::get().find("resident-tax").expect("there"),
        current: vec![path.display().to_string()],
        mapping: None,
        category: None,
        editions: BTreeMap::new(),
        as_of: "2026-11-21".into(),
        config: &config,
        without: Default::default(),
        lang,
        options: Default::default(),
    };
    let store = Store::open(&["tests/rules/edition".into()]).expect("the small edition");
    check::run(&request, &store).ok().map(|o| o.report)
}

fn essence(report: &Report) -> Vec<(String, String, String)> {
    let mut all: Vec<_> =
        report.findings.iter().map(|f| (f.fingerprint.clone(), f.state.clone(), f.severity.id().to_string())).collect();
    all.sort();
    all
}

/// Columns of a made-up table: label, type and length, in any order.
fn columns() -> impl Strategy<Value = Vec<String>> {
    let labels = [
        "宛名番号",
        "氏名",
        "方書",
        "生年月日",
        "異動日",
        "性別",
        "区分",
        "金額",
        "電話番号",
        "世帯番号",
        "前住所",
        "予備１",
    ];
    let one = (0..labels.len(), 0..5_usize, 1..80_u32).prop_map(move |(l, t, n)| {
        let extra = [
            "type=\"char\"",
            "type=\"nchar\"",
            "type=\"number\"",
            "type=\"char\" date=\"wareki\" sentinels=\"9999999\"",
            "type=\"char\" codes=\"X\"",
        ][t];
        format!("<column name=\"C{l}\" label=\"{}\" {extra} length=\"{n}\"/>", labels[l])
    });
    prop::collection::vec(one, 0..10).prop_map(|mut columns| {
        let mut seen = std::collections::HashSet::new();
        columns.retain(|c| seen.insert(c.split('"').nth(1).unwrap_or_default().to_string()));
        columns
    })
}

fn document(columns: &[String], spaced: bool) -> String {
    let (open, close) = if spaced { ("\n    ", "\n") } else { ("", "") };
    let inside: String = columns.iter().map(|c| format!("{open}{c}{close}")).collect();
    format!(
        "<current xmlns=\"urn:gapcheck:current:1\" role=\"present\" system=\"010\"><layout complete=\"true\" encoding=\"CP932\" unit=\"byte\">\
         <table name=\"KOJIN\" label=\"個人\">{inside}</table>\
         <codes id=\"X\"><code value=\"1\" label=\"男\"/><code value=\"7\" label=\"その他\"/></codes></layout></current>"
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn byte_soup_never_panics_the_reader(text in "[<>&;/!\\[\\]\"'=a-c \n?\u{3042}-]{0,200}") {
        let source = Source::new("soup", text, String::new());
        if let Ok(mut reader) = Reader::new(&source, Limits::default()) {
            while let Ok(Some(_)) = reader.next_event() {}
        }
    }

    #[test]
    fn damaged_documents_never_panic(at in 0..400_usize, c in any::<char>(), cut in 0..400_usize) {
        let mut text: Vec<char> = document(&["<column name=\"A\" label=\"氏名\" type=\"nchar\" length=\"20\"/>".into()], false).chars().collect();
        let at = at.min(text.len());
        text.insert(at, c);
        text.truncate(text.len().saturating_sub(cut % 7));
        let _ = check_text(&text.into_iter().collect::<String>(), Lang::Ja, "c.xml");
    }

    #[test]
    fn order_file_name_layout_and_language_change_nothing(columns in columns(), seed in any::<u64>()) {
        let base = check_text(&document(&columns, false), Lang::Ja, "current.xml").expect("checked");
        let mut shuffled = columns.clone();
        let n = shuffled.len().max(1);
        shuffled.rotate_left((seed as usize) % n);
        if seed % 2 == 0 {
            shuffled.reverse();
        }
        let other = check_text(&document(&shuffled, true), Lang::En, "another-name.xml").expect("checked");
        prop_assert_eq!(essence(&base), essence(&other));
    }

    #[test]
    fn fingerprints_are_unique_and_counts_add_up(columns in columns()) {
        let report = check_text(&document(&columns, false), Lang::Ja, "current.xml").expect("checked");
        let mut prints: Vec<&str> = report.findings.iter().map(|f| f.fingerprint.as_str()).collect();
        let all = prints.len();
        prints.sort_unstable();
        prints.dedup();
        prop_assert_eq!(prints.len(), all);
        let t = &report.systems[0].summary.items;
        prop_assert_eq!(t.standard, t.conform + t.partial + t.nonconform + t.missing + t.unjudged + t.not_applicable + t.out_of_scope);
    }
}

/// The subject of a decision survives when a person confirms a pair and item-missing turns into something else.
#[test]
fn a_decision_on_a_subject_survives_a_confirmed_pair() {
    let missing = check_text(
        &document(&["<column name=\"ATENA\" label=\"宛名番号\" type=\"char\" length=\"15\"/>".into()], false),
        Lang::Ja,
        "c.xml",
    )
    .expect("checked");
    let paired = check_text(
        &document(
            &[
                "<column name=\"ATENA\" label=\"宛名番号\" type=\"char\" length=\"15\"/>".into(),
                "<column name=\"NM\" label=\"氏名\" type=\"nchar\" length=\"100\" unit=\"char\"/>".into(),
            ],
            false,
        ),
        Lang::Ja,
        "c.xml",
    )
    .expect("checked");
    let about_name = |r: &Report| -> Vec<(String, String)> {
        r.findings
            .iter()
            .filter(|f| f.subject_parts.name == "氏名" && f.causes.is_empty())
            .map(|f| (f.rule.clone(), f.subject.clone()))
            .collect()
    };
    let (before, after) = (about_name(&missing), about_name(&paired));
    assert!(before.iter().any(|(rule, _)| rule == "GAP0101"), "{before:?}");
    assert!(!after.is_empty() && after.iter().all(|(rule, _)| rule != "GAP0101"), "{after:?}");
    assert_eq!(before[0].1, after[0].1, "the subject is the same");
}
