//! `map migrate`: people's work goes from the bundled edition to an official one and on to its revisions.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use gapcheck::finding::identity::{bpr_id, fingerprint};
use gapcheck::finding::{Subject, SubjectKind};
use gapcheck::spec::edition::Edition;
use serde_json::{Value, json};

use crate::official::{bundled, official, put};
use crate::process::*;

const SLUG: &str = "child-allowance";

/// Old `グループ.項目` → the new one, or nothing: what a revision really did.
type Truth = BTreeMap<(String, String), Option<(String, String)>>;

/// An official-shaped edition in which ten of twenty-five groups are renamed, regrouped or gone, some items of the others
/// renamed and some gone; and the truth about it.
fn revised() -> (Edition, Truth) {
    let mut e = official(SLUG);
    e.edition.label = "第10.0版".into();
    let names = |e: &Edition| {
        let of =
            |g: &gapcheck::spec::edition::Group| g.items.iter().map(|i| (g.name.clone(), i.name.clone())).collect();
        e.groups.iter().flat_map::<Vec<_>, _>(of).collect::<Vec<(String, String)>>()
    };
    let mut now: BTreeMap<(String, String), Option<(String, String)>> =
        names(&e).into_iter().map(|n| (n.clone(), Some(n))).collect();
    let old: Vec<String> = e.groups.iter().map(|g| g.name.clone()).collect();
    let mut regroup = |old: &str, new: &str| {
        for to in now.values_mut().flatten().filter(|(group, _)| group == old) {
            to.0 = new.to_string();
        }
    };
    // renamed: a little, and beyond recognition
    for (n, group) in e.groups.iter_mut().enumerate().take(5) {
        group.name = if n % 2 == 0 { format!("{}情報", group.name) } else { format!("第{n}種台帳") };
        regroup(&old[n], &group.name);
    }
    // two become one
    let absorbed = e.groups.remove(6);
    e.groups[5].name = "合わせた台帳".into();
    let there: BTreeSet<String> = e.groups[5].items.iter().map(|i| i.name.clone()).collect();
    e.groups[5].items.extend(absorbed.items.into_iter().filter(|i| !there.contains(&i.name)));
    regroup(&old[5], "合わせた台帳");
    regroup(&old[6], "合わせた台帳");
    // one becomes two
    let mut half = e.groups[6].clone();
    let middle = half.items.len() / 2;
    half.items.drain(..middle);
    e.groups[6].items.truncate(middle);
    (e.groups[6].name, half.name, half.key) = ("分けた台帳甲".into(), "分けた台帳乙".into(), "027-G98".into());
    let second: BTreeSet<String> = half.items.iter().map(|i| i.name.clone()).collect();
    for to in now.values_mut().flatten().filter(|(group, _)| *group == old[7]) {
        to.0 = if second.contains(&to.1) { "分けた台帳乙".into() } else { "分けた台帳甲".into() };
    }
    e.groups.insert(7, half);
    // two are gone
    let gone: BTreeSet<String> = e.groups.drain(8..10).map(|g| g.name).collect();
    now.iter_mut().filter(|((group, _), _)| gone.contains(group)).for_each(|(_, to)| *to = None);
    // in the rest, every ninth item is renamed and every eleventh gone
    for group in &mut e.groups[8..] {
        let name = group.name.clone();
        let mut n = 0;
        group.items.retain_mut(|item| {
            n += 1;
            let to = now.get_mut(&(name.clone(), item.name.clone())).expect("known");
            if n % 11 == 0 {
                *to = None;
                return false;
            }
            if n % 9 == 0 {
                item.name = format!("{}_改", item.name);
                *to = Some((name.clone(), item.name.clone()));
            }
            true
        });
    }
    tidy(&mut e);
    (e, now)
}

/// References to what is no longer there.
fn tidy(e: &mut Edition) {
    let mut seen = BTreeSet::new();
    for (n, item) in e.groups.iter_mut().flat_map(|g| &mut g.items).enumerate() {
        item.foreign_key = None;
        assert!(seen.insert(item.key.clone()), "{n}");
    }
    for form in &mut e.forms {
        form.items.iter_mut().for_each(|p| p.item = p.item.take().filter(|k| seen.contains(k)));
    }
    e.functions.iter_mut().for_each(|f| f.items.retain(|k| seen.contains(k)));
}

fn subject(kind: SubjectKind, within: &str, name: &str) -> Subject {
    Subject::new(kind, SLUG, within, name)
}

/// A row for every item and group of the bundled edition, a BPR item for every group, and one about a table of today.
fn decisions(old: &Edition) -> String {
    let mut out = String::from("\u{FEFF}key,種別,業務,グループ,項目,現行,対応方針,担当課,備考,市の独自欄\r\n");
    let mut n = 0;
    let mut row = |key: String, group: &str, item: &str, current: &str| {
        n += 1;
        out.push_str(&format!(
            "{key},,{SLUG},{group},{item},{current},変換,こども課,\"打ち込んだ言葉{n:04}、続き\",欄{n:04}\r\n"
        ));
    };
    for group in &old.groups {
        let of = subject(SubjectKind::Group, "", &group.name);
        row(of.key(), &group.name, "", "");
        row(bpr_id("BPR001", &of), &group.name, "", "");
        for item in &group.items {
            row(subject(SubjectKind::Item, &group.name, &item.name).key(), &group.name, &item.name, "");
        }
    }
    row(subject(SubjectKind::Table, "", "jukyusha").key(), "", "", "jukyusha");
    out
}

fn baseline(old: &Edition) -> String {
    let mut lines = Vec::new();
    let mut record = |rule: &str, of: &Subject, columns: &[String]| {
        let n = lines.len();
        lines.push(json!({
            "fingerprint": fingerprint(rule, of, columns, ""), "rule": rule, "subject": of, "columns": columns,
            "discriminator": "", "state": "x", "reason": format!("受け入れた理由{n:04}"),
        }));
    };
    for group in &old.groups {
        record("GAP0401", &subject(SubjectKind::Group, "", &group.name), &[]);
        for item in &group.items {
            record("GAP0202", &subject(SubjectKind::Item, &group.name, &item.name), &["jukyusha.shimei".into()]);
        }
    }
    record("GAP0103", &subject(SubjectKind::Table, "", "jukyusha"), &[]);
    lines.iter().map(|l| format!("{l}\n")).collect()
}

struct Desk {
    folder: tempfile::TempDir,
    truth: Truth,
    old: Edition,
}

impl Desk {
    fn new() -> Desk {
        let folder = tempfile::tempdir().expect("a folder");
        let (new, truth) = revised();
        put(&new, &folder.path().join("specs"));
        let old = bundled(SLUG);
        let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).expect("written");
        write("decisions.csv", &decisions(&old));
        write("baseline.jsonl", &baseline(&old));
        std::fs::copy(format!("samples/{SLUG}/mapping.toml"), folder.path().join("mapping.toml")).expect("copied");
        Desk { folder, truth, old }
    }

    fn at(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.folder.path().join(name)).unwrap_or_else(|e| panic!("{name}: {e}"))
    }

    fn migrate(&self, more: &[&str]) -> Ran {
        let specs = self.at("specs");
        let (mapping, decisions, baseline) =
            (self.at("mapping.toml"), self.at("decisions.csv"), self.at("baseline.jsonl"));
        let args = [
            "map",
            "migrate",
            "--from",
            "child-allowance@2026-11-20",
            "--to",
            "child-allowance@第10.0版",
            "--specs",
            &specs,
            "--mapping",
            &mapping,
            "--decisions",
            &decisions,
            "--baseline",
            &baseline,
        ];
        gapcheck(&[&args[..], more].concat())
    }
}

fn counts(json: &Value, n: usize) -> [u64; 3] {
    ["kept", "carried", "open"].map(|c| json["files"][n][c].as_u64().expect("a count"))
}

#[test]
fn what_is_unambiguous_is_carried_rightly_and_nothing_is_lost() {
    let desk = Desk::new();
    let out = desk.at("out");
    let ran = desk.migrate(&["--output-dir", &out, "--format", "json"]);
    assert_eq!(ran.code, 1, "some of it is for a person\n{}", ran.err);
    let told: Value = serde_json::from_str(&ran.out).expect("JSON");
    let rows = desk.read("out/decisions.csv");
    let (mut moved, mut stayed, mut open) = (0, 0, 0);
    let by_word: BTreeMap<&str, &str> = rows.lines().skip(1).map(|l| (l.rsplit(',').next().unwrap_or(""), l)).collect();
    let mut n = 0;
    let mut row = || {
        n += 1;
        by_word.get(format!("欄{n:04}").as_str()).copied().unwrap_or_else(|| panic!("row {n} is lost"))
    };
    for group in &desk.old.groups {
        row();
        row();
        for item in &group.items {
            let line = row();
            let old = subject(SubjectKind::Item, &group.name, &item.name);
            let key = line.split(',').next().expect("a key");
            let truth = desk.truth[&(group.name.clone(), item.name.clone())].as_ref();
            if key == old.key() {
                match truth {
                    Some((g, i)) if (g, i) == (&group.name, &item.name) => stayed += 1,
                    _ => open += 1,
                }
                continue;
            }
            let (g, i) =
                truth.unwrap_or_else(|| panic!("{}.{} is gone but was carried: {line}", group.name, item.name));
            assert_eq!(key, subject(SubjectKind::Item, g, i).key(), "{}.{}: {line}", group.name, item.name);
            assert!(line.contains(g.as_str()) && line.contains(i.as_str()), "the names in clear follow: {line}");
            moved += 1;
        }
    }
    let movable = desk.truth.iter().filter(|(old, new)| new.as_ref().is_some_and(|n| n != *old)).count();
    assert!(moved * 100 >= movable * 60, "{moved} of {movable} that could be carried");
    assert!(row().contains("jukyusha"));
    println!("decisions of {n} rows: {stayed} as they are, {moved} carried, {open} for a person");
    assert_eq!(n, rows.lines().count() - 1, "no row more, no row less");
    let [kept, carried, left] = counts(&told, 1);
    assert_eq!((kept + carried + left) as usize, n);
    assert!(left as usize >= open, "everything open is listed");
    every_word_is_there(&desk, n);
    the_baseline_is_sound(&desk);
}

/// Whatever somebody typed stands in the files that were written.
fn every_word_is_there(desk: &Desk, rows: usize) {
    let decisions = desk.read("out/decisions.csv");
    assert!(decisions.starts_with('\u{FEFF}'));
    for n in 1..=rows {
        assert_eq!(decisions.matches(&format!("打ち込んだ言葉{n:04}、続き")).count(), 1, "{n}");
    }
    let (before, after) = (desk.read("mapping.toml"), desk.read("out/mapping.toml"));
    let words = |text: &str| -> Vec<String> {
        let typed =
            |l: &&str| l.starts_with("note") || l.starts_with("current") || l.starts_with("reason") || l.contains('#');
        let kept = text.lines().filter(typed).filter(|l| !l.starts_with("# 引継ぎ要確認"));
        kept.map(|l| l.rsplit('#').next().unwrap_or(l).to_string()).collect()
    };
    assert_eq!(words(&before), words(&after), "comments, notes and columns in their order");
    assert!(after.contains("# 引継ぎ要確認: "));
    let baseline = desk.read("out/baseline.jsonl");
    let lines = desk.read("baseline.jsonl").lines().count();
    for n in 0..lines {
        assert_eq!(baseline.matches(&format!("受け入れた理由{n:04}\"")).count(), 1, "{n}");
    }
    let listing = desk.read("out/migration.md");
    for gone in desk.truth.iter().filter(|(_, to)| to.is_none()).map(|((g, i), _)| format!("{g}.{i}")) {
        assert!(listing.replace('\\', "").contains(&gone), "{gone} is named");
    }
}

fn the_baseline_is_sound(desk: &Desk) {
    let mut last = String::new();
    for line in desk.read("out/baseline.jsonl").lines() {
        let record: gapcheck::ledger::baseline::BaselineRecord = serde_json::from_str(line).expect("a record");
        let own = fingerprint(&record.rule, &record.subject, &record.columns, &record.discriminator);
        assert_eq!(own, record.fingerprint, "{line}");
        assert!(last <= record.fingerprint, "sorted");
        last = record.fingerprint;
    }
}

#[test]
fn the_carried_mapping_works_and_carrying_again_changes_nothing() {
    let desk = Desk::new();
    let out = desk.at("out");
    assert_eq!(desk.migrate(&["--output-dir", &out]).code, 1);
    let mapping = desk.at("out/mapping.toml");
    let specs = desk.at("specs");
    let current = format!("samples/{SLUG}/current.xml");
    let check = |mapping: &str| {
        let ran = gapcheck(&[
            SLUG,
            &current,
            "--specs",
            &specs,
            "--mapping",
            mapping,
            "--as-of",
            "2026-12-01",
            "--format",
            "json",
            "--fail-on",
            "never",
        ]);
        let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e} {}", ran.err));
        report["findings"].as_array().expect("findings").iter().filter(|f| f["rule"] == "GAP0801").count()
    };
    let (before, after) = (check(&desk.at("mapping.toml")), check(&mapping));
    println!("stale mapping lines: {before} with the old mapping, {after} with the carried one");
    assert!(after < before / 2, "{before} {after}");
    let (text, rows) = (desk.read("out/mapping.toml"), desk.read("out/decisions.csv"));
    for name in ["mapping.toml", "decisions.csv", "baseline.jsonl"] {
        std::fs::copy(desk.at(&format!("out/{name}")), desk.at(name)).expect("copied");
    }
    assert_eq!(desk.migrate(&["--output-dir", &desk.at("again")]).code, 1);
    assert_eq!(desk.read("again/mapping.toml"), text);
    assert_eq!(desk.read("again/decisions.csv"), rows);
}

#[test]
fn a_persons_answer_carries_the_rest() {
    let desk = Desk::new();
    let out = desk.at("out");
    let first: Value =
        serde_json::from_str(&desk.migrate(&["--output-dir", &out, "--format", "json"]).out).expect("JSON");
    let table = desk.read("out/renames/child-allowance.toml");
    assert!(table.contains("status = \"proposed\""), "{table}");
    let blocks: Vec<String> = table
        .split("[[rename]]")
        .map(|block| {
            let names = |key: &str| {
                block.lines().find_map(|l| l.strip_prefix(&format!("{key} = "))).map(|v| v.trim_matches('"'))
            };
            let (Some(old), Some(new)) = (names("old"), names("new")) else { return block.to_string() };
            let of_item = |l: &str| l.split_once('.').map(|(g, i)| (g.to_string(), i.to_string()));
            let right = match (of_item(old), of_item(new)) {
                (Some(old), new) => desk.truth.get(&old).is_some_and(|t| *t == new),
                _ => false,
            };
            block.replace("\"proposed\"", if right { "\"confirmed\"" } else { "\"rejected\"" })
        })
        .collect();
    let answered = desk.at("answered.toml");
    std::fs::write(&answered, blocks.join("[[rename]]")).expect("written");
    let ran = desk.migrate(&["--renames", &answered, "--format", "json"]);
    let second: Value = serde_json::from_str(&ran.out).unwrap_or_else(|e| panic!("{e} {}", ran.err));
    for file in 0..3 {
        assert!(counts(&second, file)[1] >= counts(&first, file)[1], "{file}");
    }
    println!("carried of the baseline: {} at once, {} after answers", counts(&first, 2)[1], counts(&second, 2)[1]);
    assert!(counts(&second, 2)[1] > counts(&first, 2)[1]);
    assert!(!Path::new(&desk.at("renames")).exists(), "nothing is written without --output-dir");
}

#[test]
fn bad_questions_are_answered_in_words() {
    let desk = Desk::new();
    for (args, word) in [
        (&["map", "migrate", "--from", "resident-tax", "--to", "resident-tax"][..], "--mapping"),
        (&["map", "migrate", "--to", "resident-tax"], "--from"),
        (&["map", "migrate", "--from", "resident-tax", "--to", SLUG, "--mapping", "x"], "違います"),
        (&["map", "migrate", "--from", SLUG, "--to", SLUG, "--decisions", "tests/hostile/import_ctrl.csv"], "key"),
    ] {
        let ran = gapcheck(args);
        assert!(ran.code == 2 && ran.err.contains(word), "{args:?}: {}", ran.err);
    }
    std::fs::create_dir(desk.at("out")).expect("made");
    std::fs::write(desk.at("out/mapping.toml"), "").expect("written");
    let ran = desk.migrate(&["--output-dir", &desk.at("out")]);
    assert!(ran.code == 2 && ran.err.contains("何も書きませんでした"), "{}", ran.err);
    assert!(!Path::new(&desk.at("out/decisions.csv")).exists());
}

#[test]
fn decisions_saved_by_a_spreadsheet_in_cp932_are_read() {
    let group = subject(SubjectKind::Group, "", "印鑑登録証");
    let key = Subject { system: "seal-registration".into(), ..group }.key();
    let text = format!("key,グループ,項目,備考\r\n{key},印鑑登録証,,確認済み\r\n");
    // 印鑑登録証 and 確認済み in CP932
    let bytes: Vec<u8> = encode_cp932(&text);
    let (folder, path) = file("decisions.csv", &bytes);
    let out = folder.path().join("out").display().to_string();
    let ran = gapcheck(&[
        "map",
        "migrate",
        "--from",
        "samples/revision/old.json",
        "--to",
        "samples/revision/new.json",
        "--decisions",
        &path,
        "--output-dir",
        &out,
    ]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let carried = std::fs::read_to_string(Path::new(&out).join("decisions.csv")).expect("written");
    assert!(carried.contains("印鑑登録証情報") && carried.contains("確認済み"), "{carried}");
}

fn encode_cp932(text: &str) -> Vec<u8> {
    encoding_rs::SHIFT_JIS.encode(text).0.into_owned()
}
