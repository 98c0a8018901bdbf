//! Editions in the shape of official ones, made from the bundled ones: what a ministry would publish, as far as keys go.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use gapcheck::basis::SourceKind;
use gapcheck::spec::edition::*;
use gapcheck::spec::load::load_file;

/// The bundled edition of a system.
pub fn bundled(slug: &str) -> Edition {
    load_file(&format!("specs/{slug}/2026-11-20-reference.json")).expect("loads").edition
}

/// The same content under official keys, label and date, with one official source.
pub fn official(slug: &str) -> Edition {
    let mut e = bundled(slug);
    e.edition = Version { label: "第9.9版".into(), date: "2026-11-21".into(), basis: Basis::Official };
    e.title = format!("{slug} 試験用の標準（架空）");
    e.sources.truncate(1);
    e.sources[0] = Source { id: "w".into(), kind: SourceKind::Official, ..e.sources[0].clone() };
    let source = vec!["w".to_string()];
    let business = e.businesses[0].clone();
    let mut keys: BTreeMap<String, String> = BTreeMap::new();
    for (n, list) in e.code_lists.iter_mut().enumerate() {
        rekey(&mut list.key, format!("{business}-{:03}", n + 1), &mut keys);
        (list.sources, list.fact_sources) = (source.clone(), FactSources::new());
        list.closed_by = list.closed_by.take().map(|_| source[0].clone());
    }
    let mut count = 0;
    for (n, group) in e.groups.iter_mut().enumerate() {
        rekey(&mut group.key, format!("{}-G{:02}", group.business, n + 1), &mut keys);
        (group.sources, group.fact_sources, group.definition, group.history) =
            (source.clone(), FactSources::new(), None, None);
        for item in &mut group.items {
            count += 1;
            rekey(&mut item.key, format!("{business}{count:05}"), &mut keys);
            (item.sources, item.fact_sources) = (source.clone(), FactSources::new());
            // one document does not disagree with itself
            item.conflicts.clear();
            item.code = item.code.take().and_then(|c| keys.get(&c).cloned());
        }
    }
    for (n, form) in e.forms.iter_mut().enumerate() {
        rekey(&mut form.key, format!("{business}{:04}", n + 1), &mut keys);
        (form.sources, form.fact_sources) = (source.clone(), FactSources::new());
        for printed in &mut form.items {
            printed.item = printed.item.take().and_then(|i| keys.get(&i).cloned());
            (printed.sources, printed.fact_sources) = (Vec::new(), FactSources::new());
        }
    }
    for (n, function) in e.functions.iter_mut().enumerate() {
        rekey(&mut function.key, format!("{business}{:04}", n + 1), &mut keys);
        (function.sources, function.fact_sources) = (source.clone(), FactSources::new());
        function.items = function.items.iter().filter_map(|i| keys.get(i).cloned()).collect();
        function.forms = function.forms.iter().filter_map(|i| keys.get(i).cloned()).collect();
    }
    e.links.clear();
    // what a workbook does not hold
    e.amendments.clear();
    e.not_recorded.clear();
    e
}

fn rekey(key: &mut String, new: String, keys: &mut BTreeMap<String, String>) {
    keys.insert(std::mem::replace(key, new.clone()), new);
}

/// Writes an edition where `--specs` finds it.
pub fn put(edition: &Edition, dir: &Path) -> PathBuf {
    gapcheck::spec::import::write(edition, dir)
        .unwrap_or_else(|e| panic!("{:?}", e.problems().iter().map(|p| &p.what.ja).collect::<Vec<_>>()))
}
