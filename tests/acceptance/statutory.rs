//! Every statutory list that an edition carries is complete against its article: `tests/statutory/<slug>.toml`.

use gapcheck::spec::bundled::EDITIONS;
use gapcheck::spec::edition::Edition;
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
