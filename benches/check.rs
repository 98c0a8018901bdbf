//! A large check, measured: 400 tables with 8,000 columns against an edition of 3,000 items, matching included.
//!
//! `cargo bench --bench check` prints milliseconds (the best of some runs on one core), MB/s, the ratio to reading the same
//! file as plain XML, and the peak of memory. Nothing is asserted: a figure is for a person to look at.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use gapcheck::check::{self, Request};
use gapcheck::compare::Comparison;
use gapcheck::config::Config;
use gapcheck::current::read_files;
use gapcheck::matching::{Mapping, match_all};
use gapcheck::spec::catalog::Catalog;
use gapcheck::spec::store::Store;
use gapcheck::text::lang::Lang;
use gapcheck::text::problem::Problem;

const GROUPS: usize = 150;
const ITEMS: usize = 20;
const TABLES: usize = 400;
const COLUMNS: usize = 20;
/// Forms on either side, and fields of each.
const FORMS: usize = 100;
const FIELDS: usize = 20;
const RUNS: usize = 10;

/// Words that names are made of, in three columns: Japanese, romaji, contracted.
const WORDS: [(&str, &str, &str); 24] = [
    ("資格", "SHIKAKU", "SKAK"),
    ("取得", "SHUTOKU", "SHUTK"),
    ("喪失", "SOSHITSU", "SSHTS"),
    ("届出", "TODOKEDE", "TDKD"),
    ("認定", "NINTEI", "NNTI"),
    ("申請", "SHINSEI", "SHNSI"),
    ("支給", "SHIKYU", "SHKY"),
    ("開始", "KAISHI", "ST"),
    ("終了", "SHURYO", "ED"),
    ("世帯", "SETAI", "STAI"),
    ("住所", "JUSHO", "JSHO"),
    ("所得", "SHOTOKU", "SHTK"),
    ("控除", "KOJO", "KJO"),
    ("課税", "KAZEI", "KZI"),
    ("減免", "GENMEN", "GNMN"),
    ("通知", "TSUCHI", "TSCH"),
    ("保険", "HOKEN", "HKN"),
    ("年金", "NENKIN", "NNKN"),
    ("障害", "SHOGAI", "SHGI"),
    ("児童", "JIDO", "JDO"),
    ("変更", "HENKO", "HNKO"),
    ("決定", "KETTEI", "KTTI"),
    ("送付", "SOFU", "SOFU"),
    ("請求", "SEIKYU", "SIKY"),
];

const ENDS: [(&str, &str, &str); 5] =
    [("年月日", "YMD", "DATE"), ("区分", "KBN", "X"), ("番号", "NO", "X"), ("額", "GAKU", "9"), ("名称", "MEI", "N")];

/// Three words and an ending: Japanese, physical in one of two styles, and the type.
fn name(seed: usize) -> (String, String, &'static str) {
    let pick = |n: usize| WORDS[n % WORDS.len()];
    let (a, b, c) = (pick(seed), pick(seed / 7 + 5), pick(seed / 53 + 11));
    let end = ENDS[seed % ENDS.len()];
    let physical = match seed % 3 {
        0 => format!("{}{}{}{}", a.2, b.2, c.2, end.1),
        _ => format!("{}_{}_{}_{}", a.1, b.1, c.1, end.1),
    };
    (format!("{}{}{}{}{}", a.0, b.0, c.0, seed / 500, end.0), physical, end.2)
}

fn edition() -> String {
    let mut groups = Vec::new();
    for g in 0..GROUPS {
        let items: Vec<String> = (0..ITEMS).map(|i| item(g, i)).collect();
        groups.push(format!(
            "{{\"key\":\"R010-G{g:03}\",\"name\":\"台帳{g}\",\"business\":\"010\",\"sources\":[\"w\"],\"items\":[{}]}}",
            items.join(",\n")
        ));
    }
    format!(
        "{{\"schema\":\"gapcheck.edition/1\",\"system\":\"resident-tax\",\"businesses\":[\"010\"],\"title\":\"測定用\",\"edition\":{{\"label\":\"測定用\",\"date\":\"2026-11-20\",\"basis\":\"official\"}},\"sources\":[{{\"id\":\"w\",\"kind\":\"official\",\"title\":\"測定用\"}}],\"groups\":[{}],\"forms\":[{}],\"links\":[{}]}}",
        groups.join(",\n"),
        (0..FORMS).map(form).collect::<Vec<_>>().join(",\n"),
        (0..GROUPS).map(link).collect::<Vec<_>>().join(",\n")
    )
}

fn link(group: usize) -> String {
    let key = 10_000_000 + group * ITEMS;
    format!(
        "{{\"group\":\"R010-G{group:03}\",\"consumer\":\"tax-collection\",\"items\":[\"{key:08}\"],\"sources\":[\"w\"]}}"
    )
}

fn form(at: usize) -> String {
    let printed: Vec<String> = (0..FIELDS)
        .map(|i| {
            let n = (at * FIELDS + i) % (GROUPS * ITEMS);
            format!("{{\"name\":\"{}\",\"item\":\"{:08}\"}}", name(n).0, 10_000_000 + n)
        })
        .collect();
    format!(
        "{{\"key\":\"R010-F{at:03}\",\"name\":\"帳票{at}\",\"audience\":\"resident\",\"paper\":\"A4\",\"sources\":[\"w\"],\"items\":[{}]}}",
        printed.join(",")
    )
}

fn item(group: usize, at: usize) -> String {
    let (label, _, kind) = name(group * ITEMS + at);
    let digits = if kind == "DATE" { 10 } else { 15 };
    let key = if at == 0 { "\"primaryKey\":true," } else { "" };
    format!(
        "{{\"key\":\"{:08}\",\"name\":\"{label}\",\"type\":\"{kind}\",\"digits\":{digits},{key}\"value\":\"required\",\"presence\":\"mandatory\",\"sources\":[\"w\"]}}",
        10_000_000 + group * ITEMS + at
    )
}

/// A third of the tables has the groups' names and labelled columns, a third physical names only, a third neither.
fn layout() -> String {
    let mut out = String::from(
        "<current xmlns=\"urn:gapcheck:current:1\" role=\"present\" system=\"resident-tax\"><layout complete=\"true\" encoding=\"CP932\" unit=\"char\">\n",
    );
    for t in 0..TABLES {
        let label = if t < GROUPS { format!(" label=\"台帳{t}\"") } else { String::new() };
        let _ = writeln!(out, "<table name=\"T{t:03}\"{label}>");
        for c in 0..COLUMNS {
            let (label, physical, kind) = name(t * COLUMNS + c);
            let label = if t < GROUPS && c % 2 == 0 { format!(" label=\"{label}\"") } else { String::new() };
            let shape = match kind {
                "DATE" => "type=\"char\" length=\"8\" date=\"yyyymmdd\"",
                "9" => "type=\"number\" length=\"11\"",
                "N" => "type=\"nchar\" length=\"40\"",
                _ => "type=\"char\" length=\"15\"",
            };
            let _ = writeln!(out, "<column name=\"{physical}_{c}\"{label} {shape} nullable=\"true\"/>");
        }
        out.push_str("</table>\n");
    }
    out.push_str("</layout><forms complete=\"true\">\n");
    for f in 0..FORMS {
        let _ = writeln!(out, "<form name=\"帳票{f}\" paper=\"A4\">");
        for i in 0..FIELDS {
            let n = f * FIELDS + i;
            let (label, physical, _) = name(n);
            let _ = writeln!(out, "<field label=\"{label}\" from=\"T{:03}.{physical}_{}\"/>", n / COLUMNS, n % COLUMNS);
        }
        out.push_str("</form>\n");
    }
    out.push_str("</forms></current>\n");
    out
}

/// The shortest of some runs.
fn best<T>(mut run: impl FnMut() -> T) -> Duration {
    (0..RUNS)
        .map(|_| {
            let start = Instant::now();
            std::hint::black_box(run());
            start.elapsed()
        })
        .min()
        .unwrap_or_default()
}

/// Peak resident memory in MB, where the system tells it.
fn peak() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|l| l.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse::<usize>().ok().map(|kb| kb / 1024)
}

fn plain(text: &str) -> usize {
    let mut reader = quick_xml::Reader::from_str(text);
    let mut attributes = 0;
    while let Ok(event) = reader.read_event() {
        match event {
            quick_xml::events::Event::Eof => break,
            quick_xml::events::Event::Start(e) | quick_xml::events::Event::Empty(e) => {
                attributes += e.attributes().flatten().count();
            }
            _ => {}
        }
    }
    attributes
}

fn main() {
    let folder = std::env::temp_dir().join(format!("gapcheck-bench-{}", std::process::id()));
    if let Err(error) = std::fs::create_dir_all(folder.join("specs")).and_then(|()| measure(&folder)) {
        eprintln!("{error}");
    }
    let _ = std::fs::remove_dir_all(&folder);
}

fn told(problems: Vec<Problem>) -> std::io::Error {
    std::io::Error::other(problems.iter().map(|p| p.render(Lang::En)).collect::<Vec<_>>().join("\n"))
}

fn measure(folder: &Path) -> std::io::Result<()> {
    let text = layout();
    let current = folder.join("current.xml");
    std::fs::write(&current, &text)?;
    std::fs::write(folder.join("specs/edition.json"), edition())?;
    let config = Config::default();
    let Ok(system) = Catalog::get().find("resident-tax") else { return Ok(()) };
    let request = Request {
        system,
        current: vec![current.display().to_string()],
        mapping: None,
        category: None,
        without: Default::default(),
        editions: BTreeMap::from([(String::new(), "測定用".to_string())]),
        as_of: "2026-11-21".into(),
        config: &config,
        lang: Lang::Ja,
        options: Default::default(),
    };
    let dirs: [PathBuf; 1] = [folder.join("specs")];
    let store = Store::open(&dirs).map_err(told)?;
    let megabytes = text.len() as f64 / 1e6;
    let show = |what: &str, taken: Duration| {
        let seconds = taken.as_secs_f64();
        println!("{what:<28} {:>9.1} ms  {:>8.1} MB/s", seconds * 1e3, megabytes / seconds);
    };
    println!("{TABLES} tables, {} columns, {megabytes:.2} MB; {} items", TABLES * COLUMNS, GROUPS * ITEMS);
    let xml = best(|| plain(&text));
    show("plain XML", xml);
    let reading = best(|| read_files(&request.current, &Default::default(), |_| Ok(())));
    show("reading the layout", reading);
    let standard = check::standard(&request, &store).map_err(told)?;
    show("reading the edition", best(|| check::standard(&request, &store)));
    let Some(present) = read_files(&request.current, &Default::default(), |_| Ok(())).system else { return Ok(()) };
    let mapping = Mapping::default();
    show("matching", best(|| match_all(&standard, &present, &mapping)));
    show("matching and comparing", best(|| Comparison::new("resident-tax", &standard, &present, &mapping, None)));
    let compared = Comparison::new("resident-tax", &standard, &present, &mapping, None);
    show("rules", best(|| check::engine::look(&compared)));
    let whole = best(|| check::run(&request, &store).map(|o| o.report.findings.len()));
    show("whole check", whole);
    println!("ratio to plain XML           {:>9.1}", whole.as_secs_f64() / xml.as_secs_f64());
    let m = &compared.matching;
    println!(
        "{} pairs, {} candidates for items, {} for groups, {} findings",
        m.links.len(),
        m.candidates.len(),
        m.group_candidates.len(),
        check::run(&request, &store).map(|o| o.report.findings.len()).unwrap_or_default()
    );
    if let Some(peak) = peak() {
        println!("peak memory                  {peak:>9} MB");
    }
    Ok(())
}
