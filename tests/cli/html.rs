//! The HTML report: well-formed, loads nothing, carries every finding, keeps what inputs say as text.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read;
use std::sync::LazyLock;

use gapcheck::report::html::html;
use gapcheck::report::model::{Report, ReportedFinding};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

use crate::process::*;

const SAMPLE: &str = "samples/resident-tax/current.xml";
const CITY: &str = "samples/city/gapcheck.toml";

static CITY_REPORT: LazyLock<Report> = LazyLock::new(|| {
    let ran = gapcheck(&["check", "--all", "--config", CITY, "--format", "json"]);
    serde_json::from_str(&ran.out).expect("a report")
});

fn sample(lang: &str) -> Report {
    let ran = gapcheck(&["resident-tax", SAMPLE, "--format", "json", "--lang", lang]);
    serde_json::from_str(&ran.out).expect("a report")
}

/// An element with its attributes.
struct Element {
    name: String,
    parent: String,
    attributes: BTreeMap<String, String>,
}

/// All elements in order; fails where the page is not well-formed.
fn elements(page: &str) -> Vec<Element> {
    let mut reader = Reader::from_str(page);
    let mut open: Vec<String> = Vec::new();
    let mut found = Vec::new();
    loop {
        let event = reader.read_event().unwrap_or_else(|e| panic!("{e} at {}", reader.buffer_position()));
        match event {
            Event::Start(e) | Event::Empty(e) if open.is_empty() && !found.is_empty() => panic!("two roots: {e:?}"),
            Event::Start(e) => {
                found.push(element(&e, &open));
                open.push(e.name().as_ref().to_string());
            }
            Event::Empty(e) => found.push(element(&e, &open)),
            Event::End(_) => drop(open.pop().expect("something to close")),
            Event::GeneralRef(e) => {
                let known = ["lt", "gt", "amp", "quot", "#39"];
                assert!(known.contains(&e.as_ref()), "an entity XML does not know: {e:?}");
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "not closed: {open:?}");
    found
}

fn element(e: &quick_xml::events::BytesStart<'_>, open: &[String]) -> Element {
    let attributes = e.attributes().map(|a| {
        let a = a.expect("an attribute");
        (a.key.as_ref().to_string(), a.value.replace("&amp;", "&").replace("&quot;", "\""))
    });
    Element {
        name: e.name().as_ref().to_string(),
        parent: open.last().cloned().unwrap_or_default(),
        attributes: attributes.collect(),
    }
}

fn text_between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let start = page.find(from).expect(from) + from.len();
    &page[start..start + page[start..].find(to).expect(to)]
}

/// The compressed part, unpacked.
fn payload(page: &str) -> Value {
    let packed = text_between(page, "id=\"payload\">", "</script>");
    let bytes = data_encoding::BASE64.decode(packed.as_bytes()).expect("base64");
    let mut json = String::new();
    flate2::read::ZlibDecoder::new(bytes.as_slice()).read_to_string(&mut json).expect("deflate");
    serde_json::from_str(&json).expect("JSON")
}

/// The carried rows in the order of the page: fingerprint, section, causes.
pub fn carried(page: &str) -> Vec<(String, u64, Vec<usize>)> {
    let columns = payload(page)["rows"].clone();
    let of = |name: &str| columns[name].as_array().unwrap_or_else(|| panic!("no column {name}")).clone();
    let (prints, sections, causes) = (of("fingerprint"), of("section"), of("causes"));
    let mut rows = BTreeMap::new();
    let mut at = 0;
    for (i, step) in of("at").iter().enumerate() {
        at += step.as_i64().expect("a step");
        let print = prints[i].as_str().expect("a fingerprint").to_string();
        let causes = causes[i].as_array().expect("causes").iter().map(|c| c.as_u64().expect("a row") as usize);
        rows.insert(at, (print, sections[i].as_u64().expect("a section"), causes.collect()));
    }
    assert!(rows.keys().copied().eq(0..prints.len() as i64), "every place is taken once");
    rows.into_values().collect()
}

pub fn fingerprints(page: &str) -> BTreeSet<String> {
    let all = elements(page);
    let mut found: BTreeSet<String> =
        all.iter().filter_map(|e| e.attributes.get("data-fingerprint")).cloned().collect();
    found.extend(carried(page).into_iter().map(|(print, ..)| print));
    found
}

fn wanted(report: &Report) -> BTreeSet<String> {
    report.findings.iter().map(|f| f.fingerprint.clone()).collect()
}

/// What holds for every page.
fn sound(report: &Report) -> String {
    let page = html(report).expect("a page");
    let all = elements(&page);
    let named = |name: &str| all.iter().filter(|e| e.name == name).count();
    assert_eq!((named("h1"), named("main"), named("title")), (1, 1, 1));
    let mut level = 0;
    for e in all.iter().filter(|e| e.name.len() == 2 && e.name.starts_with('h') && e.name != "hr") {
        let own: usize = e.name[1..].parse().expect("a heading");
        assert!(own <= level + 1, "h{own} under h{level}");
        level = own;
    }
    assert!(all.iter().filter(|e| e.name == "th").all(|e| e.attributes.contains_key("scope")));
    assert_eq!(all.iter().filter(|e| e.name == "caption" && e.parent == "table").count(), named("table"));
    assert_eq!(all[0].attributes["lang"], report.lang);
    nothing_is_loaded(&page, &all);
    let ids: Vec<&String> = all.iter().filter_map(|e| e.attributes.get("id")).collect();
    let unique: BTreeSet<&String> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "an id stands twice");
    let carried = fingerprints(&page);
    assert_eq!(carried, wanted(report));
    for link in all.iter().filter(|e| e.name == "a").map(|e| e.attributes["href"].trim_start_matches('#').to_string()) {
        let reform = report.bpr.iter().any(|b| b.id == link);
        assert!(
            unique.contains(&link) || carried.contains(&link) || reform || link.is_empty(),
            "#{link} leads nowhere"
        );
    }
    page
}

/// A page without a script: well-formed, and nothing in it is fetched or runs.
pub fn loads_nothing(page: &str) {
    let all = elements(page);
    nothing_is_loaded(page, &all);
    assert!(all.iter().all(|e| e.name != "script"));
    let headings = all.iter().filter(|e| e.name == "h1").count();
    assert_eq!(
        (headings, all.iter().filter(|e| e.name == "th" && !e.attributes.contains_key("scope")).count()),
        (1, 0)
    );
}

fn nothing_is_loaded(page: &str, all: &[Element]) {
    for e in all {
        for name in ["src", "href", "srcset", "data", "action", "poster"] {
            if let Some(target) = e.attributes.get(name) {
                assert!(target.starts_with('#'), "{} {name}={target}", e.name);
            }
        }
        assert!(!["link", "img", "iframe", "object", "embed", "base"].contains(&e.name.as_str()), "{}", e.name);
        assert!(e.attributes.keys().all(|k| !k.starts_with("on") && k != "style"), "{:?}", e.attributes);
    }
    let style = text_between(page, "<style>", "</style>");
    assert!(!style.contains("url(") && !style.contains("@import"));
    let policy = &all.iter().find(|e| e.attributes.contains_key("http-equiv")).expect("a policy").attributes["content"];
    assert!(policy.starts_with("default-src 'none'; style-src 'sha256-") && !policy.contains("unsafe"), "{policy}");
    let script = page.contains("<script>").then(|| text_between(page, "</script>\n<script>", "</script>"));
    for inside in script.into_iter().chain([style]) {
        use sha2::{Digest, Sha256};
        let hash = data_encoding::BASE64.encode(&Sha256::digest(inside.as_bytes()));
        assert!(policy.contains(&format!("'sha256-{hash}'")), "the policy forbids the page's own parts");
    }
}

#[test]
fn one_system_in_both_languages() {
    let page = sound(&sample("ja"));
    assert!(page.contains("判定済") && page.contains("参考版は公開資料") && !page.contains("適合率"));
    let english = sound(&sample("en"));
    let shell = english.replace(|c: char| !c.is_ascii(), "");
    assert!(shell.contains("What must be decided") && !english.contains("決めること"));
}

/// Without a mapping the page opens with what to confirm, not with gaps.
#[test]
fn the_state_of_matching_comes_first_while_little_is_matched() {
    let mut report = sample("ja");
    assert!(!sound(&report).contains("id=\"matching\""));
    report.systems[0].summary.matching.tables.unknown = 1000;
    let page = sound(&report);
    let at = |text: &str| page.find(text).unwrap_or_else(|| panic!("no {text}"));
    assert!(at("id=\"matching\"") < at("指摘の件数") && page.contains("対応付けの状態"));
}

#[test]
fn an_official_edition_has_a_rate_of_fit() {
    let mut report = sample("ja");
    report.systems[0].editions.iter_mut().for_each(|e| e.basis = "official".into());
    let page = sound(&report);
    assert!(page.contains("適合率") && !page.contains("参考版は公開資料"));
}

#[test]
fn a_whole_city() {
    let page = sound(&CITY_REPORT);
    let all = elements(&page);
    let rows = all.iter().filter(|e| e.attributes.contains_key("data-fingerprint")).count();
    assert_eq!(rows, 500);
    for system in &CITY_REPORT.systems {
        assert!(page.contains(&format!("id=\"s-{}\"", system.slug)), "{}", system.slug);
    }
    assert!(page.contains("業務をまたぐ影響"));
    // colour never alone: a shaded cell says its level in words
    let shaded = page.matches("<td class=\"n h").count() - page.matches("<td class=\"n h0").count();
    assert_eq!(page.matches("<span class=\"lab\">").count(), shaded);
}

/// A consequence stands in the section of a cause, after all its causes, with nothing between but what follows too.
#[test]
fn consequences_stand_under_their_cause() {
    let page = html(&CITY_REPORT).expect("a page");
    let rows = carried(&page);
    let (mut followers, mut of_several) = (0, 0);
    for (at, (print, section, causes)) in rows.iter().enumerate().filter(|(_, (_, _, causes))| !causes.is_empty()) {
        let last = *causes.iter().max().expect("a cause");
        assert!(last < at, "{print} stands before a cause");
        assert_eq!(rows[last].1, *section, "{print} is in another section than its cause");
        let between = &rows[last + 1..at];
        assert!(between.iter().all(|(_, _, c)| c.iter().any(|c| *c >= last)), "{print} is not under its cause");
        followers += 1;
        of_several += usize::from(causes.len() > 1);
    }
    assert!(followers > 100 && of_several > 0, "{followers} {of_several}");
}

#[test]
fn findings_that_follow_from_each_other_or_from_nothing_are_not_lost() {
    let mut report = sample("ja");
    let (a, b) = (report.findings[0].fingerprint.clone(), report.findings[1].fingerprint.clone());
    report.findings[0].causes = vec![b];
    report.findings[1].causes = vec![a];
    report.findings[2].causes = vec!["g1-nowhere".into()];
    sound(&report);
    report.findings.clear();
    report.bpr.clear();
    report.systems[0].unjudged.clear();
    sound(&report);
    report.systems.clear();
    sound(&report);
}

#[test]
fn what_inputs_say_stays_text() {
    let evil = "</script><script>alert(1)</script><img src=x onerror=alert(1)>\" onclick='x' ]]>{{7*7}}&amp;\u{202E}\u{0}\u{FFFF}";
    let mut report = sample("ja");
    let long = "あ".repeat(10_000);
    report.municipality.as_mut().expect("a municipality").name = Some(evil.into());
    report.notes.push(evil.into());
    report.systems[0].name = evil.into();
    report.systems[0].inputs[0].path = evil.into();
    report.systems[0].unjudged[0].reason = evil.into();
    report.bpr[0].about = evil.into();
    report.bpr[0].remedies[0] = evil.into();
    for f in &mut report.findings {
        f.message = evil.into();
        f.help = long.clone();
        f.standard = Some(evil.into());
        f.lost = Some(evil.into());
        f.fields = serde_json::json!({ "current": { "table": evil, "column": evil, "label": evil }, "form": evil });
        f.subject_parts.name = evil.into();
        f.places.iter_mut().for_each(|p| (p.file, p.table) = (Some(evil.into()), Some(evil.into())));
    }
    let page = sound(&report);
    assert_eq!(page.matches("<script").count(), 2);
    assert!(
        !page.contains("<img") && !page.contains('\u{202E}') && !page.contains('\u{0}') && !page.contains('\u{FFFF}')
    );
    let json = payload(&page).to_string();
    assert!(!json.contains('\u{202E}') && json.contains("\\\\u{202e}"));
}

/// Twenty thousand findings with names of their own, as many BPR items as a city has, consequences among them.
fn large() -> Report {
    let mut report = CITY_REPORT.clone();
    let (findings, bpr) = (std::mem::take(&mut report.findings), std::mem::take(&mut report.bpr));
    let mut copy = 0;
    while report.findings.len() < 20_000 {
        let print = |f: &str| format!("g1-{}", gapcheck::text::digest::short(&[f, &copy.to_string()]));
        for (i, f) in findings.iter().enumerate() {
            report.findings.push(varied(f, &print, copy, i));
        }
        for item in &bpr {
            let mut item = item.clone();
            item.id = format!("b1-{}", gapcheck::text::digest::short(&[&item.id, &copy.to_string()]));
            item.findings = item.findings.iter().map(|f| print(f)).collect();
            report.bpr.push(item);
        }
        copy += 1;
    }
    report
}

fn varied(f: &ReportedFinding, print: &dyn Fn(&str) -> String, copy: usize, i: usize) -> ReportedFinding {
    let mut f = f.clone();
    f.fingerprint = print(&f.fingerprint);
    f.causes = f.causes.iter().map(|c| print(c)).collect();
    let own = format!("_{}", (i * 7919 + copy * 104_729) % 99_991);
    f.message.push_str(&own);
    f.standard = f.standard.map(|s| s + &own);
    f.help.push_str(&own);
    f.places.iter_mut().for_each(|p| p.line = p.line.map(|l| l + copy * 31));
    f
}

#[test]
fn twenty_thousand_findings_stay_small() {
    let report = large();
    assert!(report.findings.len() >= 20_000);
    let start = std::time::Instant::now();
    let page = html(&report).expect("a page");
    println!("{} findings: {} bytes in {:?}", report.findings.len(), page.len(), start.elapsed());
    assert!(page.len() < 3_000_000, "{} bytes", page.len());
    assert_eq!(fingerprints(&page), wanted(&report));
    if let Ok(path) = std::env::var("GAPCHECK_LARGE_HTML") {
        std::fs::write(path, &page).expect("written");
    }
}

#[test]
fn the_format_is_chosen_by_name_and_by_ending() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("report.html").display().to_string();
    let ran = gapcheck(&["resident-tax", SAMPLE, "--output", &path, "--quiet"]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    let written = std::fs::read_to_string(&path).expect("read");
    assert_eq!(written, gapcheck(&["resident-tax", SAMPLE, "--format", "html"]).out);
    assert!(written.starts_with("<!DOCTYPE html>"));
}
