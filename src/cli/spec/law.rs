//! `gapcheck spec status` and `gapcheck spec changes`.

use clap::ArgMatches;
use serde_json::{Value, json};

use super::super::check::{as_of, find_config, folders};
use crate::spec::calendar::{self, Turn};
use crate::spec::catalog::{Catalog, System};
use crate::spec::edition::{Basis, Edition};
use crate::spec::store::{Store, Wanted};
use crate::text::clean::visible;
use crate::text::lang::Lang;
use crate::text::problem::Problem;
use crate::text::width::pad;

/// What a full check needs, and whether an edition has it.
fn parts(e: &Edition) -> [(&'static str, bool); 5] {
    [
        ("items", !e.groups.is_empty()),
        ("codes", !e.code_lists.is_empty()),
        ("functions", !e.functions.is_empty()),
        ("forms", !e.forms.is_empty()),
        ("links", !e.links.is_empty()),
    ]
}

const PARTS: [&str; 5] = ["items", "codes", "functions", "forms", "links"];

/// Per system: the official edition that is loaded, what it lacks, and whether a newer one lies in reach.
pub fn status(m: &ArgMatches, lang: Lang) -> Result<String, Vec<Problem>> {
    let config = find_config(m)?;
    let store = Store::open(&folders(m, &config))?;
    let day = as_of(m);
    let mut rows = Vec::new();
    for system in &Catalog::get().systems {
        rows.push(row(system, &store, config.specs.pin.get(&system.slug).map(String::as_str), &day)?);
    }
    match m.get_one::<String>("format").map(String::as_str) {
        Some("json") => Ok(format!("{}\n", serde_json::to_string_pretty(&rows).unwrap_or_default())),
        _ => Ok(rows.iter().map(|r| status_line(r, lang)).collect()),
    }
}

fn row(system: &System, store: &Store, pin: Option<&str>, day: &str) -> Result<Value, Vec<Problem>> {
    let used = store.choose(&system.slug, Wanted { edition: pin, as_of: day }).ok();
    let Some(entry) = used.filter(|e| e.version.basis == Basis::Official) else {
        let later = store.entries.iter().find(|e| e.slug == system.slug && e.version.basis == Basis::Official);
        let newer = later.map(|e| json!({ "label": e.version.label, "date": e.version.date }));
        let used = used.map(|e| json!({ "label": e.version.label, "date": e.version.date, "basis": "reference" }));
        return Ok(json!({
            "slug": system.slug, "name": system.name, "loaded": false, "version": null, "date": null,
            "inUse": used, "missing": PARTS, "newer": newer,
        }));
    };
    let edition = store.load(entry)?.edition;
    let missing: Vec<&str> = parts(&edition).into_iter().filter(|(_, there)| !there).map(|(id, _)| id).collect();
    let newer = store.entries.iter().filter(|e| e.slug == system.slug && e.version.basis == Basis::Official);
    let newer = newer.filter(|e| e.version.date > entry.version.date).max_by_key(|e| e.version.date.clone());
    let newer = newer.map(|e| json!({ "label": e.version.label, "date": e.version.date }));
    let v = &entry.version;
    Ok(json!({
        "slug": system.slug, "name": system.name, "loaded": true, "version": v.label, "date": v.date,
        "inUse": { "label": v.label, "date": v.date, "basis": "official" }, "missing": missing, "newer": newer,
    }))
}

fn status_line(row: &Value, lang: Lang) -> String {
    let text = |key: &str| row[key].as_str().unwrap_or_default().to_string();
    let word = |id: &str| match (id, lang) {
        ("items", Lang::Ja) => "項目",
        ("codes", Lang::Ja) => "コード",
        ("functions", Lang::Ja) => "機能",
        ("forms", Lang::Ja) => "帳票",
        ("links", Lang::Ja) => "連携",
        ("items", _) => "items",
        ("codes", _) => "codes",
        ("functions", _) => "functions",
        ("forms", _) => "forms",
        _ => "links",
    };
    let missing: Vec<&str> =
        row["missing"].as_array().into_iter().flatten().filter_map(|v| v.as_str()).map(word).collect();
    let missing = missing.join(lang.pick("・", ", "));
    let said = match (row["loaded"] == true, missing.is_empty(), lang) {
        (false, _, Lang::Ja) => "公式の版なし（参考版を使います）".to_string(),
        (false, _, Lang::En) => "no official edition (the reference edition is used)".to_string(),
        (true, true, Lang::Ja) => format!("{}（{}） そろっています", text("version"), text("date")),
        (true, true, Lang::En) => format!("{} ({}) complete", text("version"), text("date")),
        (true, false, Lang::Ja) => format!("{}（{}） 未取込み: {missing}", text("version"), text("date")),
        (true, false, Lang::En) => format!("{} ({}) not loaded: {missing}", text("version"), text("date")),
    };
    let newer = row["newer"]["label"].as_str().map(|label| {
        let date = row["newer"]["date"].as_str().unwrap_or_default();
        match lang {
            Lang::Ja => format!("。新しい版があります: {label}（{date}）"),
            Lang::En => format!("; a newer one is there: {label} ({date})"),
        }
    });
    let line = format!("{} {} {said}{}", pad(&text("slug"), 27), pad(&text("name"), 22), newer.unwrap_or_default());
    format!("{}\n", visible(&line))
}

/// One change of law of one system.
struct Entry {
    date: String,
    system: &'static System,
    turn: Turn,
    what: String,
    law: String,
}

/// The calendar of amendments of a system, of the systems of `gapcheck.toml`, or of all.
pub fn changes(m: &ArgMatches, lang: Lang) -> Result<String, Vec<Problem>> {
    let config = find_config(m)?;
    let store = Store::open(&folders(m, &config))?;
    let day = as_of(m);
    let named = m.get_one::<String>("system").map(|name| Catalog::get().find(name)).transpose().map_err(|p| vec![p])?;
    let wanted = |s: &System| match named {
        Some(named) => named.slug == s.slug || named.includes.contains(&s.slug),
        None => config.systems.is_empty() || config.systems.contains_key(&s.slug),
    };
    let bound = |key: &str| m.get_one::<String>(key).map(String::as_str);
    let (from, to) = (bound("from"), bound("to"));
    let mut entries = Vec::new();
    for system in Catalog::get().systems.iter().filter(|s| wanted(s)) {
        let pin = config.specs.pin.get(&system.slug).map(String::as_str);
        let Ok(chosen) = store.choose(&system.slug, Wanted { edition: pin, as_of: &day }) else { continue };
        let edition = store.load(chosen)?.edition;
        for change in calendar::changes(&edition) {
            let inside = from.is_none_or(|f| change.date.as_str() >= f) && to.is_none_or(|t| change.date.as_str() <= t);
            if inside {
                let law = change.law.join("、");
                entries.push(Entry { date: change.date, system, turn: change.turn, what: change.what, law });
            }
        }
    }
    entries.sort_by(|a, b| a.date.cmp(&b.date));
    Ok(match m.get_one::<String>("format").map(String::as_str) {
        Some("json") => changes_json(&entries),
        Some("markdown") => changes_markdown(&entries, lang),
        _ => changes_text(&entries, lang),
    })
}

fn word(turn: Turn, lang: Lang) -> &'static str {
    match turn {
        Turn::Begins => lang.pick("施行", "begins"),
        Turn::Ends => lang.pick("この日で終了", "last day"),
        Turn::Amended => lang.pick("改正", "amended"),
    }
}

fn changes_json(entries: &[Entry]) -> String {
    let id = |turn: Turn| match turn {
        Turn::Begins => "begins",
        Turn::Ends => "ends",
        Turn::Amended => "amended",
    };
    let entries: Vec<Value> = entries
        .iter()
        .map(|e| json!({ "date": e.date, "system": e.system.slug, "turn": id(e.turn), "what": e.what, "law": e.law }))
        .collect();
    format!("{}\n", serde_json::to_string_pretty(&entries).unwrap_or_default())
}

fn changes_text(entries: &[Entry], lang: Lang) -> String {
    if entries.is_empty() {
        return format!(
            "{}\n",
            lang.pick(
                "この期間に、標準仕様データにある改正はありません",
                "no change of law is recorded for these days"
            )
        );
    }
    let line = |e: &Entry| format!("{} {} {} {}（{}）", e.date, e.system.name, word(e.turn, lang), e.what, e.law);
    entries.iter().map(|e| format!("{}\n", visible(&line(e)))).collect()
}

fn changes_markdown(entries: &[Entry], lang: Lang) -> String {
    let head = lang.pick("| 日付 | 業務システム | | 内容 | 根拠 |\n", "| date | system | | what | law |\n");
    let cell = |text: &str| visible(text).replace('|', "\\|");
    let line = |e: &Entry| {
        format!("| {} | {} | {} | {} | {} |\n", e.date, e.system.name, word(e.turn, lang), cell(&e.what), cell(&e.law))
    };
    format!("{head}|---|---|---|---|---|\n{}", entries.iter().map(line).collect::<String>())
}
