//! Matching measured on labelled names (`tests/gold/*.toml`): four naming styles, made up for this project.
//!
//! `cargo test --test acceptance gold -- --nocapture` prints precision and recall. No automatic pair may be wrong.

use std::collections::{BTreeMap, HashMap};

use gapcheck::check::{Request, standard};
use gapcheck::config::Config;
use gapcheck::current::model::{ColumnId, CurrentSystem};
use gapcheck::current::read_files;
use gapcheck::matching::{Mapping, Matching, mapping, match_all};
use gapcheck::spec::catalog::Catalog;
use gapcheck::spec::standard::Standard;
use gapcheck::spec::store::Store;
use gapcheck::text::lang::Lang;
use serde::Deserialize;

#[derive(Deserialize)]
struct Gold {
    style: String,
    table: Vec<Table>,
}

#[derive(Deserialize)]
struct Table {
    system: String,
    name: String,
    standard: String,
    /// `NAME type(length) [pk] [date] = 項目`, `-` for a column without a home.
    columns: String,
}

impl Gold {
    fn systems(&self) -> BTreeMap<&str, Vec<&Table>> {
        let mut systems: BTreeMap<&str, Vec<&Table>> = BTreeMap::new();
        self.table.iter().for_each(|t| systems.entry(t.system.as_str()).or_default().push(t));
        systems
    }
}

struct Line<'a> {
    name: &'a str,
    shape: &'a str,
    item: Option<&'a str>,
}

impl Table {
    fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.columns.lines().filter(|l| !l.is_empty()).map(|line| {
            let (column, item) = line.split_once(" = ").unwrap_or_else(|| panic!("{line}"));
            let (name, shape) = column.split_once(' ').unwrap_or_else(|| panic!("{line}"));
            Line { name, shape, item: Some(item).filter(|i| *i != "-") }
        })
    }

    fn xml(&self, turned: bool) -> String {
        let mut columns: Vec<String> = self.lines().map(|l| column_xml(&l)).collect();
        if turned {
            columns.reverse();
        }
        let columns = columns.concat();
        format!("<table name=\"{}\">{columns}</table>", self.name)
    }
}

fn column_xml(line: &Line<'_>) -> String {
    let (kind, rest) = line.shape.split_once('(').unwrap_or((line.shape.split(' ').next().unwrap_or(""), ""));
    let length = rest.split_once(')').map_or(String::new(), |(n, _)| format!(" length=\"{n}\""));
    let key = if line.shape.contains(" pk") { " key=\"primary\"" } else { "" };
    let date = if line.shape.ends_with(" date") { " date=\"yyyymmdd\"" } else { "" };
    format!("<column name=\"{}\" type=\"{kind}\"{length}{key}{date}/>", line.name)
}

#[derive(Default, Clone, Copy)]
struct Counts {
    pairs: usize,
    auto: usize,
    wrong: usize,
    /// First candidates that are not the labelled column: what a person looks at in vain.
    vain: usize,
    first: usize,
    third: usize,
    tables: usize,
    group_first: usize,
    group_third: usize,
}

impl Counts {
    fn add(&mut self, other: Counts) {
        self.pairs += other.pairs;
        self.auto += other.auto;
        self.wrong += other.wrong;
        self.vain += other.vain;
        self.first += other.first;
        self.third += other.third;
        self.tables += other.tables;
        self.group_first += other.group_first;
        self.group_third += other.group_third;
    }

    fn show(&self, what: &str) {
        let percent = |n: usize| 100 * n / self.pairs.max(1);
        println!(
            "{what:<24} {:>3} pairs: automatic {:>3}% ({} wrong), first candidate {:>3}%, first three {:>3}% ({} in vain); groups {}/{} first, {} in three",
            self.pairs,
            percent(self.auto),
            self.wrong,
            percent(self.first),
            percent(self.third),
            self.vain,
            self.group_first,
            self.tables,
            self.group_third,
        );
    }
}

fn edition(slug: &str) -> Standard {
    let config = Config::default();
    let request = Request {
        system: Catalog::get().find(slug).expect(slug),
        current: Vec::new(),
        mapping: None,
        category: None,
        without: Default::default(),
        editions: Default::default(),
        as_of: "2026-11-21".into(),
        config: &config,
        lang: Lang::Ja,
        options: Default::default(),
    };
    standard(&request, &Store::open(&[]).expect("bundled")).expect("bundled")
}

/// A present system of some tables; `turned` lists tables and columns the other way round.
fn present(slug: &str, tables: &[&Table], turned: bool) -> CurrentSystem {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("current.xml").display().to_string();
    let mut tables: Vec<String> = tables.iter().map(|t| t.xml(turned)).collect();
    if turned {
        tables.reverse();
    }
    let tables = tables.concat();
    let text = format!(
        "<current xmlns=\"urn:gapcheck:current:1\" role=\"present\" system=\"{slug}\"><layout encoding=\"CP932\" unit=\"char\">{tables}</layout></current>"
    );
    std::fs::write(&path, text).expect("written");
    let reading = read_files(&[path], &Default::default(), |_| Ok(()));
    assert!(reading.problems.is_empty(), "{:?}", reading.problems);
    reading.system.expect("read")
}

fn tables_mapped(slug: &str, tables: &[&Table]) -> Mapping {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("mapping.toml").display().to_string();
    let mut text = format!("system = \"{slug}\"\n");
    for table in tables {
        text.push_str(&format!("[[table]]\ncurrent = \"{}\"\nstandard = \"{}\"\n", table.name, table.standard));
    }
    std::fs::write(&path, text).expect("written");
    mapping::load(&path, |_| Ok(())).expect("a mapping")
}

fn count(standard: &Standard, current: &CurrentSystem, matching: &Matching, tables: &[&Table], show: bool) -> Counts {
    let mut counts = Counts::default();
    let columns: HashMap<String, ColumnId> = current.columns().map(|c| (current.column_name(c), c)).collect();
    for table in tables {
        let group = standard
            .groups()
            .find(|g| standard.group(*g).name == table.standard)
            .unwrap_or_else(|| panic!("{} is no group", table.standard));
        let id = columns.values().find(|c| current.table(c.table).name == table.name).expect("a table").table;
        let mut proposed: Vec<_> = matching.group_candidates.iter().filter(|c| c.table == id).collect();
        proposed.sort_by_key(|c| std::cmp::Reverse(c.points));
        counts.tables += 1;
        counts.group_first += usize::from(proposed.first().is_some_and(|c| c.group == group));
        counts.group_third += usize::from(proposed.iter().take(3).any(|c| c.group == group));
        counts.vain += standard.items_of(group).filter(|i| matching.candidates_of(*i).next().is_some()).count();
        for line in table.lines() {
            let column = columns[&format!("{}.{}", table.name, line.name)];
            let paired: Vec<_> =
                matching.links_of_column(column).filter(|l| l.origin.is_auto()).flat_map(|l| &l.items).collect();
            let wanted = line.item.map(|name| {
                let mut items = standard.items_of(group);
                items
                    .find(|i| standard.item(*i).name == name)
                    .unwrap_or_else(|| panic!("{name} is not in {}", table.standard))
            });
            let right = wanted.is_some_and(|w| paired.contains(&&w));
            counts.auto += usize::from(right);
            counts.wrong += paired.iter().filter(|i| Some(***i) != wanted).count();
            for item in paired.iter().filter(|i| Some(***i) != wanted) {
                println!("  WRONG {}.{} -> {}", table.name, line.name, standard.item_label(**item));
            }
            let Some(wanted) = wanted else { continue };
            counts.pairs += 1;
            let at = matching.candidates_of(wanted).position(|c| c.column == column);
            counts.first += usize::from(right || at == Some(0));
            counts.vain -= usize::from(!right && at == Some(0));
            counts.third += usize::from(right || at.is_some_and(|n| n < 3));
            if show && !right && at.is_none() && !standard.item(wanted).generated {
                let others: Vec<String> =
                    matching.candidates_of(wanted).map(|c| current.column_name(c.column)).collect();
                println!(
                    "  missed {}.{} = {} ({})",
                    table.name,
                    line.name,
                    standard.item_label(wanted),
                    others.join(", ")
                );
            }
        }
    }
    counts
}

fn files() -> Vec<Gold> {
    let mut paths: Vec<_> =
        std::fs::read_dir("tests/gold").expect("tests/gold").map(|e| e.expect("readable").path()).collect();
    paths.sort();
    let read = |path: &std::path::PathBuf| {
        let text = std::fs::read_to_string(path).expect("readable");
        toml::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
    };
    paths.iter().map(read).collect()
}

/// Matches every system of every style, with the tables mapped or without.
fn measured(mapped: bool) -> Counts {
    let show = std::env::var_os("GOLD_SHOW").is_some();
    let mut total = Counts::default();
    let mut editions: HashMap<String, Standard> = HashMap::new();
    for gold in files() {
        let mut counts = Counts::default();
        for (slug, tables) in gold.systems() {
            let standard = editions.entry(slug.to_string()).or_insert_with(|| edition(slug));
            let current = present(slug, &tables, false);
            let mapping = if mapped { tables_mapped(slug, &tables) } else { Mapping::default() };
            let matching = match_all(standard, &current, &mapping);
            counts.add(count(standard, &current, &matching, &tables, show));
        }
        counts.show(&gold.style);
        total.add(counts);
    }
    total.show(if mapped { "all, tables mapped" } else { "all, nothing mapped" });
    total
}

#[test]
fn gold_with_tables_mapped() {
    let counts = measured(true);
    assert!(counts.pairs >= 300, "{}", counts.pairs);
    assert_eq!(counts.wrong, 0, "a wrong automatic pair is worse than ten questions");
    assert!(counts.auto * 100 >= counts.pairs * 20, "automatic pairs: {}", counts.auto);
    assert!(counts.first * 100 >= counts.pairs * 96, "first candidates: {}", counts.first);
    assert!(counts.third * 100 >= counts.pairs * 97, "first three candidates: {}", counts.third);
    assert!(counts.vain <= 30, "proposed in vain: {}", counts.vain);
}

#[test]
fn gold_without_a_mapping() {
    let counts = measured(false);
    assert_eq!(counts.auto + counts.wrong, 0, "nothing is paired in a table that nobody has placed");
    assert!(counts.third * 100 >= counts.pairs * 96, "first three candidates: {}", counts.third);
    assert_eq!(counts.group_first, counts.tables, "each table's group is its first candidate");
}

/// Everything that matching says, by names.
fn said(standard: &Standard, current: &CurrentSystem, matching: &Matching) -> Vec<String> {
    let column = |c: &ColumnId| current.column_name(*c);
    let mut lines: Vec<String> = Vec::new();
    for link in &matching.links {
        lines.push(format!(
            "{:?} {} {:?}",
            link.origin,
            standard.item_label(link.items[0]),
            link.columns.iter().map(column).collect::<Vec<_>>()
        ));
    }
    for item in standard.items() {
        let candidates: Vec<String> = matching
            .candidates_of(item)
            .map(|c| format!("{} {} {:?}", column(&c.column), c.points, c.evidence))
            .collect();
        assert!(candidates.len() <= 3, "{}", standard.item_label(item));
        lines.push(format!("{} {}", standard.item_label(item), candidates.join("; ")));
    }
    for c in &matching.group_candidates {
        let (group, table) = (&standard.group(c.group).name, &current.table(c.table).name);
        lines.push(format!("{group} {table} {} {:?}", c.points, c.evidence));
    }
    lines.sort();
    lines
}

#[test]
fn the_order_of_the_input_changes_nothing() {
    for gold in files() {
        for (slug, tables) in gold.systems() {
            let standard = edition(slug);
            for mapping in [tables_mapped(slug, &tables), Mapping::default()] {
                let both = [false, true].map(|turned| {
                    let current = present(slug, &tables, turned);
                    said(&standard, &current, &match_all(&standard, &current, &mapping))
                });
                assert_eq!(both[0], both[1], "{} {slug}", gold.style);
            }
        }
    }
}
