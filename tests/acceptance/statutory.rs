//! Every statutory list that an edition carries is complete against its article: `tests/statutory/<slug>.toml`.

use gapcheck::basis::{Facet, SourceKind};
use gapcheck::spec::bundled::EDITIONS;
use gapcheck::spec::catalog::Catalog;
use gapcheck::spec::edition::Edition;
use gapcheck::spec::store::{Store, Wanted};
use serde::Deserialize;

#[derive(Deserialize)]
struct Lists {
    #[serde(default)]
    list: Vec<List>,
}

#[derive(Deserialize)]
struct List {
    article: String,
    what: String,
    #[serde(default)]
    group: Option<String>,
    #[serde(default)]
    form: Option<String>,
    /// One entry per line of the article; each names what carries it.
    entries: Vec<Vec<String>>,
}

/// Whether `グループ.項目`, an item of the list's group, or a printed item of its form is there.
fn carried(edition: &Edition, list: &List, name: &str) -> bool {
    let in_group = |group: &str, item: &str| {
        edition.groups.iter().any(|g| g.name == group && g.items.iter().any(|i| i.name == item))
    };
    let in_form =
        |form: &str, item: &str| edition.forms.iter().any(|f| f.name == form && f.items.iter().any(|i| i.name == item));
    let own = list.group.as_deref().is_some_and(|g| in_group(g, name))
        || list.form.as_deref().is_some_and(|f| in_form(f, name));
    let elsewhere = name.split_once('.').is_some_and(|(within, item)| in_group(within, item) || in_form(within, item));
    own || elsewhere
}

#[test]
fn every_statutory_list_is_complete() {
    let mut lists = 0;
    for (path, text) in EDITIONS {
        let edition: Edition = serde_json::from_str(text).expect(path);
        let path = format!("tests/statutory/{}.toml", edition.system);
        let file = std::fs::read_to_string(&path).unwrap_or_else(|_| panic!("{path} is missing"));
        let file: Lists = toml::from_str(&file).unwrap_or_else(|e| panic!("{path}: {e}"));
        for list in &file.list {
            lists += 1;
            assert!(
                list.group.is_some() || list.form.is_some(),
                "{path}: {} names neither group nor form",
                list.article
            );
            assert!(!list.entries.is_empty(), "{path}: {} {} has no entries", list.article, list.what);
            for entry in &list.entries {
                assert!(!entry.is_empty(), "{path}: {}: an entry without an item", list.article);
                for name in entry {
                    assert!(
                        carried(&edition, list, name),
                        "{path}: {} {}: {name} is not in the edition",
                        list.article,
                        list.what
                    );
                }
            }
        }
    }
    assert!(lists > 100, "only {lists} lists were read");
}

/// A law names an address as a whole. That its parts are items of their own rests on the item definition at most, so a
/// statute alone never stands behind one.
#[test]
fn no_statute_is_said_to_divide_an_address() {
    let parts = ["都道府県", "市区郡町村名", "町字", "番地号表記", "方書", "市区町村コード", "町字コード"];
    let slugs: Vec<&str> = Catalog::get().systems.iter().map(|s| s.slug.as_str()).collect();
    let store = Store::bundled_only(&slugs);
    let mut looked = 0;
    let mut wrong = Vec::new();
    for slug in slugs {
        let standard = store.standard(slug, |_| Wanted { edition: None, as_of: "2026-11-21" }).expect("an edition");
        for item in standard.items() {
            let named = standard.item(item).name.as_str();
            let is_part = named.contains("住所") && parts.iter().any(|p| named.ends_with(&format!("住所_{p}")));
            looked += usize::from(is_part);
            if is_part && standard.item_basis(item, Facet::Existence) == SourceKind::Statute {
                wrong.push(format!("{slug} {}", standard.item_label(item)));
            }
        }
    }
    assert!(looked > 300 && wrong.is_empty(), "{looked} looked at; {wrong:#?}");
}
