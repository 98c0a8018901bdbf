//! `gapcheck spec list · show · search · check`; the commands that move editions are in files of their own.

pub mod diff;
mod export;
mod import;
mod law;

use clap::ArgMatches;
use serde_json::json;

use super::check::{as_of, editions, find_config, find_system, folders, open_store};
use super::exit::Exit;
use super::{output, tell};
use crate::basis::Facet;
use crate::check::{Request, standard};
use crate::rules::describe::value_word;
use crate::spec::catalog::Catalog;
use crate::spec::edition::{ConflictValue, Edition};
use crate::spec::load::load_file;
use crate::spec::standard::{ItemId, Standard};
use crate::spec::store::{Entry, Store, Wanted};
use crate::text::fold::f1;
use crate::text::lang::{Bilingual, Lang};
use crate::text::nearest::nearest;
use crate::text::problem::Problem;
use crate::text::width::pad;

pub fn run(m: &ArgMatches, lang: Lang) -> Exit {
    let result = match m.subcommand() {
        Some(("list", m)) => list(m, lang),
        Some(("show", m)) => show(m, lang),
        Some(("search", m)) => search(m),
        Some(("status", m)) => law::status(m, lang),
        Some(("changes", m)) => law::changes(m, lang),
        Some(("check", m)) => return check(m, lang),
        Some(("import", m)) => return import::run(m, lang),
        Some(("export", m)) => return export::run(m, lang),
        Some(("diff", m)) => return diff::run(m, lang),
        _ => return Exit::CannotAsk,
    };
    match result {
        Ok(text) => {
            output::print(&text);
            Exit::Clean
        }
        Err(problems) => {
            tell(&problems, lang);
            Exit::CannotAsk
        }
    }
}

/// An edition in the list, with its counts and whether a check would use it.
struct Row<'s> {
    entry: &'s Entry,
    used: bool,
    counts: [usize; 6],
}

fn list(m: &ArgMatches, lang: Lang) -> Result<String, Vec<Problem>> {
    let config = find_config(m)?;
    let store = Store::open(&folders(m, &config))?;
    let as_of = as_of(m);
    let wanted =
        m.get_one::<String>("system").map(|name| Catalog::get().find(name)).transpose().map_err(|p| vec![p])?;
    tell(&store.broken.iter().flat_map(|b| b.problems.iter().take(1).cloned()).collect::<Vec<_>>(), lang);
    let mut rows = Vec::new();
    for system in Catalog::get().systems.iter().filter(|s| wanted.is_none_or(|w| w.slug == s.slug)) {
        let pin = config.specs.pin.get(&system.slug).map(String::as_str);
        let wanted = Wanted { edition: pin, as_of: &as_of };
        let used = store.choose(&system.slug, wanted).ok().map(|e| e.place.clone());
        for entry in store.of(&system.slug, wanted) {
            let e = store.load(entry)?.edition;
            let items = e.groups.iter().map(|g| g.items.len()).sum();
            let counts = [e.groups.len(), items, e.code_lists.len(), e.forms.len(), e.functions.len(), e.links.len()];
            rows.push(Row { entry, used: used.as_ref() == Some(&entry.place), counts });
        }
    }
    Ok(match m.get_one::<String>("format").map(String::as_str) {
        Some("json") => list_json(&rows),
        _ => list_text(&rows, lang),
    })
}

fn list_text(rows: &[Row<'_>], lang: Lang) -> String {
    let name = |slug: &str| Catalog::get().by_slug(slug).map_or(String::new(), |s| s.name.clone());
    let mut out = String::new();
    for row in rows {
        let [groups, items, codes, forms, functions, links] = row.counts;
        let counts = match lang {
            Lang::Ja => format!("グループ{groups} 項目{items} コード{codes} 帳票{forms} 機能{functions} 連携{links}"),
            Lang::En => format!(
                "{groups} groups, {items} items, {codes} code lists, {forms} forms, {functions} functions, {links} links"
            ),
        };
        let v = &row.entry.version;
        let mark = if row.used { "*" } else { " " };
        out.push_str(&format!(
            "{mark} {} {} {} {} {}  {counts}  {}\n",
            pad(&row.entry.slug, 27),
            pad(&name(&row.entry.slug), 22),
            pad(&v.label, 16),
            v.date,
            pad(v.basis.id(), 9),
            row.entry.place.name(),
        ));
    }
    out.push_str(lang.pick(
        "\n* が調べるときに使う版です（official を reference より先に、同じなら検索順、日付の新しい順）\n",
        "\n* is the edition a check uses (official before reference, then search order, then the newest date)\n",
    ));
    out
}

fn list_json(rows: &[Row<'_>]) -> String {
    let entries: Vec<_> = rows
        .iter()
        .map(|r| {
            let [groups, items, code_lists, forms, functions, links] = r.counts;
            json!({
                "slug": r.entry.slug, "label": r.entry.version.label, "date": r.entry.version.date, "basis": r.entry.version.basis,
                "origin": r.entry.place.name(), "used": r.used, "groups": groups, "items": items, "codeLists": code_lists,
                "forms": forms, "functions": functions, "links": links,
            })
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&entries).unwrap_or_default();
    text.push('\n');
    text
}

fn show(m: &ArgMatches, lang: Lang) -> Result<String, Vec<Problem>> {
    let system = find_system(m)?;
    let config = find_config(m)?;
    let request = Request {
        system,
        current: Vec::new(),
        mapping: None,
        category: None,
        editions: editions(m),
        as_of: as_of(m),
        config: &config,
        without: Default::default(),
        lang,
        options: Default::default(),
    };
    let standard = standard(&request, &open_store(m, &config, system)?)?;
    match m.get_one::<String>("name") {
        None => Ok(overview(&standard, lang)),
        Some(name) => find_and_show(&standard, name, lang).map_err(|p| vec![p]),
    }
}

fn overview(s: &Standard, lang: Lang) -> String {
    let mut out = String::new();
    for loaded in &s.editions {
        let e = &loaded.edition;
        out.push_str(&format!("{} {} {} ({})\n", e.title, e.edition.label, e.edition.date, e.edition.basis.id()));
        for group in &e.groups {
            out.push_str(&match lang {
                Lang::Ja => {
                    format!("  {}  {} {}（{}項目）\n", group.key, group.business, group.name, group.items.len())
                }
                Lang::En => {
                    format!("  {}  {} {} ({} items)\n", group.key, group.business, group.name, group.items.len())
                }
            });
        }
    }
    out
}

fn find_and_show(s: &Standard, name: &str, lang: Lang) -> Result<String, Problem> {
    let wanted = f1(name);
    let mut out = String::new();
    for group in s.groups().filter(|g| f1(&s.group(*g).name) == wanted || s.group(*g).key == name) {
        let g = s.group(group);
        out.push_str(&format!("{}  {} {}\n", g.key, g.business, g.name));
        for item in s.items_of(group) {
            out.push_str(&format!("  {}\n", item_line(s, item, lang)));
        }
    }
    for item in s
        .items()
        .filter(|i| f1(&s.item(*i).name) == wanted || f1(&s.item_label(*i)) == wanted || s.item(*i).key == name)
    {
        out.push_str(&item_page(s, item, lang));
    }
    for form in s.forms().filter(|f| f1(&s.form(*f).name) == wanted || s.form(*f).key == name) {
        let f = s.form(form);
        out.push_str(&format!("{}  {}  {}\n", f.key, f.name, f.form_number.as_deref().unwrap_or_default()));
        out.push_str(&format!(
            "  {}: {}\n",
            lang.pick("出典", "sources"),
            s.form_sources(form, Facet::Existence).join("、")
        ));
        for printed in &f.items {
            let source =
                s.printed_source(form, printed).map(|i| format!("  ← {}", s.item_label(i))).unwrap_or_default();
            out.push_str(&format!("  - {}{source}\n", printed.name));
        }
    }
    for function in s.functions().filter(|f| f1(&s.function(*f).name) == wanted || s.function(*f).key == name) {
        let f = s.function(function);
        out.push_str(&format!(
            "{}  {}\n  {}: {}\n",
            f.key,
            f.name,
            lang.pick("出典", "sources"),
            s.function_sources(function).join("、")
        ));
    }
    if out.is_empty() { Err(unknown(s, name)) } else { Ok(out) }
}

fn item_line(s: &Standard, item: ItemId, lang: Lang) -> String {
    let i = s.item(item);
    let digits = i.digits.map(|d| d.to_string()).unwrap_or_default();
    let kind = i.data_type.map(|t| t.letters()).unwrap_or("-");
    let value = i.value.map(|v| value_word(v, lang)).unwrap_or_default();
    format!("{}  {} {} {} {}", i.key, i.name, kind, digits, value)
}

fn item_page(s: &Standard, item: ItemId, lang: Lang) -> String {
    let i = s.item(item);
    let mut out = format!("{}  {}\n", s.group(s.group_of(item)).name, item_line(s, item, lang));
    if let Some(definition) = &i.definition {
        out.push_str(&format!("  {definition}\n"));
    }
    for (facet, ja, en) in [
        (Facet::Existence, "項目", "item"),
        (Facet::Type, "データ型", "type"),
        (Facet::Digits, "桁数", "digits"),
        (Facet::Value, "データ出力条件", "value"),
        (Facet::Presence, "実装類型", "presence"),
    ] {
        let there = match facet {
            Facet::Type => i.data_type.is_some(),
            Facet::Digits => i.digits.is_some(),
            Facet::Value => i.value.is_some(),
            Facet::Presence => i.presence.is_some(),
            _ => true,
        };
        if there {
            let kind = s.item_basis(item, facet).label(lang);
            out.push_str(&format!("  {}: {kind} — {}\n", lang.pick(ja, en), s.item_sources(item, facet).join("、")));
        }
    }
    if let Some(list) = s.list_of(item).map(|l| s.list(l)) {
        let values: Vec<String> = list
            .values
            .iter()
            .map(|v| format!("{} {}", v.value.as_deref().unwrap_or("-"), v.label.as_deref().unwrap_or_default()))
            .collect();
        out.push_str(&format!("  {}: {}\n", list.name, values.join("、")));
    }
    out
}

fn unknown(s: &Standard, name: &str) -> Problem {
    let mut names: Vec<String> = s.items().map(|i| s.item_label(i)).collect();
    names.extend(s.groups().map(|g| s.group(g).name.clone()));
    names.extend(s.forms().map(|f| s.form(f).name.clone()));
    names.extend(s.functions().map(|f| s.function(f).name.clone()));
    let close = nearest(name, names.iter().map(String::as_str), 3).join("、");
    Problem::new(
        "",
        Bilingual::new(format!("「{name}」は標準仕様データにありません"), format!("{name:?} is not in the edition")),
        Bilingual::new(format!("近い名前: {close}"), format!("close names: {close}")),
    )
}

/// Every line that has all the words, system by system.
fn search(m: &ArgMatches) -> Result<String, Vec<Problem>> {
    let words: Vec<String> = m.get_many::<String>("word").into_iter().flatten().map(|w| f1(w)).collect();
    let config = find_config(m)?;
    let store = Store::open(&folders(m, &config))?;
    let as_of = as_of(m);
    let mut out = String::new();
    for system in &Catalog::get().systems {
        let wanted = Wanted { edition: config.specs.pin.get(&system.slug).map(String::as_str), as_of: &as_of };
        let Ok(entry) = store.choose(&system.slug, wanted) else { continue };
        let standard = Standard::new(vec![store.load(entry)?]);
        let mut hit = |kind: &str, text: String| {
            let folded = f1(&text);
            if words.iter().all(|w| folded.contains(w.as_str())) {
                out.push_str(&format!("{} {kind} {text}\n", system.slug));
            }
        };
        standard.groups().for_each(|g| hit("グループ", standard.group(g).name.clone()));
        standard.items().for_each(|i| hit("項目", standard.item_label(i)));
        standard.forms().for_each(|f| hit("帳票", standard.form(f).name.clone()));
        standard.functions().for_each(|f| hit("機能", standard.function(f).name.clone()));
        standard.own().edition.code_lists.iter().for_each(|l| hit("コード", l.name.clone()));
    }
    match out.is_empty() {
        false => Ok(out),
        true => Err(vec![Problem::new(
            "",
            Bilingual::new("見つかりません", "nothing was found"),
            Bilingual::new("語を短くするか、減らしてください", "use shorter or fewer words"),
        )]),
    }
}

fn check(m: &ArgMatches, lang: Lang) -> Exit {
    let mut exit = Exit::Clean;
    for path in m.get_many::<String>("file").into_iter().flatten() {
        match load_file(path) {
            Ok(loaded) => output::print(
                &(fine(path, &loaded.edition, lang)
                    + &disagreements(&loaded.edition, lang)
                    + &closed(&loaded.edition, lang)),
            ),
            Err(problems) => {
                tell(&problems, lang);
                exit = Exit::CannotAsk;
            }
        }
    }
    exit
}

/// Closed lists that no source closes: a value that they lack is no more than a question.
fn closed(e: &Edition, lang: Lang) -> String {
    let unnamed = e.code_lists.iter().filter(|l| !l.open && l.closed_by.is_none());
    let lists: Vec<&str> = unnamed.map(|l| l.name.as_str()).collect();
    match (lists.len(), lang) {
        (0, _) => String::new(),
        (n, Lang::Ja) => format!("  閉じる出典（closedBy）のないコード一覧: {n}（{}）\n", lists.join("、")),
        (n, Lang::En) => format!("  closed lists without closedBy: {n} ({})\n", lists.join(", ")),
    }
}

fn fine(path: &str, e: &Edition, lang: Lang) -> String {
    let items: usize = e.groups.iter().map(|g| g.items.len()).sum();
    let (system, label, groups) = (&e.system, &e.edition.label, e.groups.len());
    match lang {
        Lang::Ja => format!("{path}: 問題ありません（{system} {label}、{groups} グループ、{items} 項目）\n"),
        Lang::En => format!("{path}: fine ({system} {label}, {groups} groups, {items} items)\n"),
    }
}

/// What the edition records of other documents that say otherwise: no fault of the file, but good to know (GAP0803).
fn disagreements(e: &Edition, lang: Lang) -> String {
    let mut out = String::new();
    for group in &e.groups {
        for item in group.items.iter().filter(|i| !i.conflicts.is_empty()) {
            for conflict in &item.conflicts {
                let source = e.sources.iter().find(|s| s.id == conflict.source).map_or("", |s| s.title.as_str());
                let facet = match conflict.facet {
                    Facet::Digits => lang.pick("桁数", "length"),
                    _ => lang.pick("データ型", "type"),
                };
                let other = match &conflict.value {
                    ConflictValue::Number(n) => n.to_string(),
                    ConflictValue::Text(text) => text.clone(),
                };
                let own = match conflict.facet {
                    Facet::Digits => item.digits.map(|d| d.to_string()),
                    _ => item.data_type.map(|t| t.letters().to_string()),
                };
                let (name, own) = (format!("{}.{}", group.name, item.name), own.unwrap_or_default());
                out.push_str(&match lang {
                    Lang::Ja => format!("  資料の食い違い: {name} の{facet}は {own}、{source} では {other}\n"),
                    Lang::En => format!("  documents disagree: {facet} of {name} is {own}, but {other} in {source}\n"),
                });
            }
        }
    }
    out
}
