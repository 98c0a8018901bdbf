//! `gapcheck explain RULE` and `gapcheck rules`: the catalogue, from the rule files.

use clap::ArgMatches;
use serde_json::json;

use super::exit::Exit;
use super::{output, tell};
use crate::finding::{Meta, Mirror, Severity};
use crate::rules::{Registered, all, find};
use crate::text::lang::{Bilingual, Lang};
use crate::text::nearest::nearest;
use crate::text::problem::Problem;

pub fn explain(m: &ArgMatches, lang: Lang) -> Exit {
    let wanted = m.get_one::<String>("rule").map(String::as_str).unwrap_or_default();
    match find(wanted) {
        Some(rule) => {
            output::print(&page(rule, lang));
            Exit::Clean
        }
        None => {
            let names = all().iter().flat_map(|r| [r.meta.id, r.meta.name]);
            let close = nearest(wanted, names, 3).join(", ");
            tell(
                &[Problem::new(
                    "",
                    Bilingual::new(format!("規則「{wanted}」はありません"), format!("there is no rule {wanted:?}")),
                    Bilingual::new(
                        format!("近い名前: {close}。一覧は gapcheck rules"),
                        format!("close: {close}; see gapcheck rules"),
                    ),
                )],
                lang,
            );
            Exit::CannotAsk
        }
    }
}

/// The page of a rule by its id or name.
pub fn text(rule: &str, lang: Lang) -> Option<String> {
    find(rule).map(|rule| page(rule, lang))
}

/// The rule's page in Markdown.
fn page(rule: &Registered, lang: Lang) -> String {
    let meta = rule.meta;
    let mut out = format!("# {} {}（{}）\n\n", meta.id, meta.title(lang), meta.name);
    if lang == Lang::En {
        out = format!("# {} {} ({})\n\n", meta.id, meta.title(lang), meta.name);
    }
    out.push_str(&rule.doc(lang));
    out.push_str("\n\n");
    for (name, value) in facts(meta, lang) {
        out.push_str(&format!("- {name}: {value}\n"));
    }
    out
}

fn facts(meta: &Meta, lang: Lang) -> Vec<(&'static str, String)> {
    let levels = |l: &[Severity]| match l.is_empty() {
        true => "–".to_string(),
        false => l.iter().map(|s| s.label(lang)).collect::<Vec<_>>().join(" / "),
    };
    let mirror = match meta.mirror {
        Mirror::Rule(id) => id.to_string(),
        Mirror::Waived(why) => match lang {
            Lang::Ja => format!("なし（{why}）"),
            Lang::En => "none".to_string(),
        },
    };
    let facets: Vec<String> = meta.facts.iter().map(|f| format!("{f:?}")).collect();
    vec![
        (lang.pick("現行（present）での重さ", "severity for a present system"), levels(meta.present)),
        (lang.pick("製品（package）での重さ", "severity for a package"), levels(meta.package)),
        (
            lang.pick("拠り所とする事実", "facts it rests on"),
            if facets.is_empty() { "–".into() } else { facets.join(", ") },
        ),
        (lang.pick("逆向きの規則", "mirror"), mirror),
        (lang.pick("追加された版", "since"), meta.since.to_string()),
    ]
}

pub fn rules(m: &ArgMatches, lang: Lang) -> Exit {
    let text = match m.get_one::<String>("format").map(String::as_str) {
        Some("json") => catalogue_json(lang),
        Some("markdown") => markdown(lang),
        _ => table(lang),
    };
    output::print(&text);
    Exit::Clean
}

fn table(lang: Lang) -> String {
    let mut out = String::new();
    for rule in all() {
        let first = rule.doc(lang).lines().next().unwrap_or_default().to_string();
        out.push_str(&format!("{}  {:<22}{first}\n", rule.meta.id, rule.meta.name));
    }
    out
}

/// `docs/rules.md`, generated; a test keeps it current.
pub fn markdown(lang: Lang) -> String {
    let mut out = String::from(lang.pick("# 規則の一覧\n\n", "# Rules\n\n"));
    for rule in all() {
        out.push_str(&format!("#{}\n", page(rule, lang).replace("\n## ", "\n### ")));
    }
    out
}

fn catalogue_json(lang: Lang) -> String {
    let rules: Vec<_> = all()
        .iter()
        .map(|r| {
            json!({
                "id": r.meta.id, "name": r.meta.name, "title": r.meta.title(lang), "area": r.meta.area, "grain": r.meta.grain,
                "present": r.meta.present, "package": r.meta.package, "facts": r.meta.facts.iter().map(|f| format!("{f:?}")).collect::<Vec<_>>(),
                "suppresses": r.meta.suppresses.iter().flat_map(|s| s.rules).collect::<Vec<_>>(),
                "bpr": r.meta.bpr, "since": r.meta.since, "doc": r.doc(lang),
            })
        })
        .collect();
    let mut text = serde_json::to_string_pretty(&rules).unwrap_or_default();
    text.push('\n');
    text
}
