//! References between the objects of an edition: resolved where they lead somewhere, reported where not.

use std::collections::{HashMap, HashSet};

use super::build::Draft;
use super::codes::OWN_CODES;
use super::facts::function_id;
use super::ids::{CodeRef, list_key};
use super::report::{Report, quoted};
use super::unique::Names;
use crate::spec::edition::{CodeList, FactSources, Group, Item, SheetPlace};
use crate::text::fold::f1;
use crate::text::lang::Bilingual;

/// Gives every item the key of its code list.
pub(super) fn codes(draft: &mut Draft, report: &mut Report) {
    let mut lists: HashSet<String> = draft.lists.iter().map(|l| l.key.clone()).collect();
    let mut own_codes: Vec<CodeList> = Vec::new();
    for group in &mut draft.groups {
        for (item, code) in &mut group.items {
            let Some(code) = code.take() else { continue };
            let business = &item.key[..3];
            let key = match &code {
                CodeRef::Linked { business: other, id } if other != business => {
                    item.code = Some(format!("{other}:{}", list_key(other, id)));
                    continue;
                }
                CodeRef::Linked { id, .. } | CodeRef::Own(id) => list_key(business, id),
            };
            if !lists.contains(&key) && key.ends_with(&format!("-{OWN_CODES}")) {
                lists.insert(key.clone());
                own_codes.push(own_code_list(&key, item));
            }
            match lists.contains(&key) {
                true => item.code = Some(key),
                false => no_list(item, &key, report),
            }
        }
    }
    draft.lists.append(&mut own_codes);
}

/// 999 means the municipality's own codes, also where no sheet says so.
fn own_code_list(key: &str, item: &Item) -> CodeList {
    CodeList {
        key: key.to_string(),
        name: "自治体固有コード".into(),
        open: true,
        closed_by: None,
        sources: item.sources.clone(),
        fact_sources: FactSources::new(),
        values: Vec::new(),
        at: item.at.clone(),
    }
}

fn no_list(item: &Item, key: &str, report: &mut Report) {
    let Some(at) = &item.at else { return };
    let (business, id) = key.split_once('-').unwrap_or(("", key));
    let id = quoted(id);
    report.unread(
        at,
        Bilingual::new(
            format!("コード {id} の一覧が、業務 {business} のコード一覧にありません"),
            format!("business {business} has no code list {id}"),
        ),
    );
}

/// Puts printed items to their forms, and keeps references to data items that exist.
pub(super) fn printed_items(draft: &mut Draft, report: &mut Report) {
    let items: HashSet<String> = draft.groups.iter().flat_map(|g| &g.items).map(|(i, _)| i.key.clone()).collect();
    let mut names: HashMap<usize, Names> = HashMap::new();
    for row in std::mem::take(&mut draft.printed) {
        let by_key = |key: &String| draft.forms.iter().position(|f| &f.key == key);
        let by_name = |name: &String| draft.forms.iter().position(|f| f1(&f.name) == f1(name));
        let form = row.form_key.as_ref().and_then(by_key).or_else(|| row.form_name.as_ref().and_then(by_name));
        let Some(form) = form else {
            let shown = quoted(row.form_key.as_deref().or(row.form_name.as_deref()).unwrap_or(""));
            let reason =
                Bilingual::new(format!("帳票「{shown}」が帳票要件にありません"), format!("there is no form {shown:?}"));
            report.unread(&row.at, reason);
            continue;
        };
        let mut printed = row.printed;
        printed.name = names.entry(form).or_default().take(&printed.name, "");
        if let Some(key) = printed.item.take_if(|key| !items.contains(key)) {
            missing(&row.at, &key, report);
        }
        draft.forms[form].items.push(printed);
    }
}

fn missing(at: &SheetPlace, key: &str, report: &mut Report) {
    let shown = quoted(key);
    report.unread(at, Bilingual::new(format!("{shown} がありません"), format!("there is no {shown}")));
}

/// Gives functions the items that name them in 標準仕様書関連箇所, and keeps references to forms that exist.
pub(super) fn functions(draft: &mut Draft, report: &mut Report) {
    let forms: HashSet<String> = draft.forms.iter().map(|f| f.key.clone()).collect();
    let mut used: HashMap<String, Vec<String>> = HashMap::new();
    for (item, _) in draft.groups.iter().flat_map(|g| &g.items) {
        for id in item.function_refs.iter().filter_map(|r| function_id(r)) {
            used.entry(id).or_default().push(item.key.clone());
        }
    }
    for function in &mut draft.functions {
        function.items = used.remove(&function.key).unwrap_or_default();
        function.items.dedup();
        let (known, unknown) = std::mem::take(&mut function.forms).into_iter().partition(|f| forms.contains(f));
        function.forms = known;
        for key in unknown {
            if let Some(at) = &function.at {
                missing(at, &key, report);
            }
        }
    }
}

/// Infers where a bare ○ of グループ_外部キー leads: to the group whose primary key is the item of that name. Where several
/// are, the one of the same business with the fewest key items; where none is, the group stays empty.
pub(super) fn foreign_keys(mut groups: Vec<Group>) -> Vec<Group> {
    let mut keys: HashMap<String, Vec<usize>> = HashMap::new();
    for (g, group) in groups.iter().enumerate() {
        for item in group.items.iter().filter(|i| i.primary_key) {
            keys.entry(f1(&item.name)).or_default().push(g);
        }
    }
    let key_items: Vec<usize> = groups.iter().map(|g| g.items.iter().filter(|i| i.primary_key).count()).collect();
    let facts: Vec<(String, String)> = groups.iter().map(|g| (g.name.clone(), g.business.clone())).collect();
    for (g, group) in groups.iter_mut().enumerate() {
        for item in &mut group.items {
            let Some(foreign) = item.foreign_key.as_mut().filter(|f| f.inferred) else { continue };
            let candidates = keys.get(&f1(&item.name)).into_iter().flatten().copied().filter(|c| *c != g);
            let best = candidates.min_by_key(|c| (facts[*c].1 != group.business, key_items[*c], *c));
            if let Some(best) = best {
                foreign.group.clone_from(&facts[best].0);
                foreign.item = Some(item.name.clone());
            }
        }
    }
    groups
}
