//! What may be paired without a person, and what is proposed to one. A wrong automatic pair is worse than ten questions.

use std::collections::{HashMap, HashSet};

use super::held::domain_signal;
use super::model::*;
use super::names::{Unique, exact_names, loose};
use super::traps::trapped;
use crate::current::model::{ColumnCodes, ColumnId, CurrentSystem, Field, Form, Key, TableId};
use crate::domain::ItemType;
use crate::spec::standard::{FormId, FunctionId, GroupId, ItemId, Standard};
use crate::text::fold::{f1, f1_lower};

/// Tables whose label or name is a group's name, unique on both sides, or whose name is a group's key.
pub fn tables(standard: &Standard, current: &CurrentSystem, matching: &mut Matching) {
    let groups = Unique::new(
        standard
            .groups()
            .flat_map(|g| known_as(&standard.group(g).name, &standard.group(g).aliases).map(move |n| (n, g))),
    );
    let keys = Unique::new(standard.groups().map(|g| (f1(&standard.group(g).key), g)));
    let named = |t: usize| exact_names(&current.tables()[t].name, current.tables()[t].label.as_deref());
    let tables =
        Unique::new((0..current.tables().len()).flat_map(|t| named(t).into_iter().map(move |n| (n, TableId(t)))));
    let mapped: HashSet<TableId> = matching.groups.iter().map(|l| l.table).collect();
    for t in 0..current.tables().len() {
        let table = TableId(t);
        if mapped.contains(&table) || matching.ignored_tables.contains_key(&table) {
            continue;
        }
        let exact = named(t).into_iter().find(|n| groups.get(n).is_some() && tables.get(n) == Some(table));
        let by_name = exact.and_then(|n| groups.get(&n)).map(|g| (g, Evidence::SameLabel));
        let agrees =
            |g: &GroupId| current.tables()[t].label.as_deref().is_none_or(|l| f1(l) == f1(&standard.group(*g).name));
        let by_key = keys.get(&f1(&current.tables()[t].name)).filter(agrees).map(|g| (g, Evidence::SameKey));
        if let Some((group, evidence)) = by_key.or(by_name) {
            let origin = Origin::Auto(vec![evidence]);
            matching.groups.push(GroupLink { group, table, condition: None, origin });
        }
    }
}

/// Columns of linked tables whose name is an item's name, unique on both sides of the table–group pair; or an item's key
/// (データ項目ID), as a system that conforms may name its columns.
pub fn columns(standard: &Standard, current: &CurrentSystem, matching: &mut Matching) {
    let mut taken: HashSet<ItemId> = matching.links.iter().flat_map(|l| l.items.iter().copied()).collect();
    taken.extend(matching.constants.keys().chain(matching.ignored_items.keys()));
    let used: HashSet<(ColumnId, GroupId)> = matching
        .links
        .iter()
        .flat_map(|l| l.columns.iter().flat_map(|c| l.items.iter().map(|i| (*c, standard.group_of(*i)))))
        .collect();
    let parted = rows_parted(matching);
    let mut homes: HashMap<ColumnId, HashSet<GroupId>> = HashMap::new();
    for (column, group) in used.iter().filter(|(c, g)| !parted.contains(&(*g, c.table))) {
        homes.entry(*column).or_default().insert(*group);
    }
    let links: Vec<_> = matching.groups.iter().map(|l| (l.group, l.table, !l.origin.is_auto())).collect();
    let mut pairs = Vec::new();
    for link in links {
        let (group, table, _) = link;
        for (column, item, evidence) in safe_pairs(standard, current, link) {
            if !parted.contains(&(group, table)) {
                homes.entry(column).or_default().insert(group);
            }
            pairs.push((group, column, item, evidence));
        }
    }
    for (group, column, item, evidence) in pairs {
        let rejected = matching.rejected.contains(&(column, item));
        let busy = used.contains(&(column, group)) || matching.ignored_columns.contains_key(&column);
        let several = !parted.contains(&(group, column.table)) && homes.get(&column).is_some_and(|g| g.len() > 1);
        let certain = !several || evidence == [Evidence::SameKey] || is_shared(standard, item);
        if rejected || busy || !certain || !taken.insert(item) {
            continue;
        }
        matching.links.push(Correspondence {
            items: vec![item],
            columns: vec![column],
            shape: Shape::Pair,
            origin: Origin::Auto(evidence),
            note: None,
        });
    }
}

/// Groups that take only those rows of a table that a condition of the mapping names: a row is then of one kind, and its
/// columns are that group's.
pub fn rows_parted(matching: &Matching) -> HashSet<(GroupId, TableId)> {
    matching.groups.iter().filter(|l| l.condition.is_some()).map(|l| (l.group, l.table)).collect()
}

/// Whether one column may well be the item in each group that its table feeds: keys, and what the system makes by itself.
/// Of anything else (生年月日 of the person and of the spouse) a table with one column has one.
pub fn is_shared(standard: &Standard, item: ItemId) -> bool {
    let i = standard.item(item);
    i.primary_key || i.foreign_key.is_some() || i.generated
}

/// The name and the other names that a source gives, folded.
fn known_as<'s>(name: &'s str, aliases: &'s [String]) -> impl Iterator<Item = String> + use<'s> {
    std::iter::once(f1(name)).chain(aliases.iter().map(|a| f1(a)))
}

fn safe_pairs(
    standard: &Standard,
    current: &CurrentSystem,
    (group, table, confirmed): (GroupId, TableId, bool),
) -> Vec<(ColumnId, ItemId, Vec<Evidence>)> {
    let items = Unique::new(
        standard
            .items_of(group)
            .flat_map(|i| known_as(&standard.item(i).name, &standard.item(i).aliases).map(move |n| (n, i))),
    );
    let all: Vec<ColumnId> = (0..current.table(table).columns.len()).map(|column| ColumnId { table, column }).collect();
    let named = |c: ColumnId| exact_names(&current.column(c).name, current.column(c).label.as_deref());
    let columns = Unique::new(all.iter().flat_map(|c| named(*c).into_iter().map(|n| (n, *c))));
    let keys = Unique::new(standard.items_of(group).map(|i| (f1(&standard.item(i).key), i)));
    let mut pairs = Vec::new();
    for column in all {
        if let Some(item) = keys.get(&f1(&current.column(column).name)) {
            // a label that says something else is for a person to look at
            let label = current.column(column).label.as_deref();
            if label.is_none_or(|l| f1(l) == f1(&standard.item(item).name)) {
                pairs.push((column, item, vec![Evidence::SameKey]));
            }
            continue;
        }
        for name in named(column) {
            let Some(item) = items.get(&name).filter(|_| columns.get(&name) == Some(column)) else { continue };
            if let Some(evidence) = safe(standard, current, column, item, &name, confirmed) {
                pairs.push((column, item, evidence));
                break;
            }
        }
    }
    pairs
}

/// Exact name, no trap, and domains that are known and compatible or another signal that agrees. Where a person has
/// confirmed that the table feeds the group (`confirmed`), nothing that contradicts is enough: such a pair is never 適合 on
/// that ground, since what is not stated stays unknown.
fn safe(
    standard: &Standard,
    current: &CurrentSystem,
    column: ColumnId,
    item: ItemId,
    name: &str,
    confirmed: bool,
) -> Option<Vec<Evidence>> {
    let c = current.column(column);
    let names = [Some(c.name.as_str()), c.label.as_deref(), Some(name)];
    if names.into_iter().flatten().any(trapped) {
        return None;
    }
    let by_label = c.label.as_deref().is_some_and(|l| f1(l) == name);
    let mut evidence = vec![if by_label { Evidence::SameLabel } else { Evidence::SamePhysicalName }];
    let i = standard.item(item);
    let compatible = match domain(i.data_type, current, column) {
        Compatibility::Incompatible => return None,
        Compatibility::Compatible => true,
        Compatibility::Unknown => false,
    };
    evidence.extend(domain_signal(i, c));
    if i.primary_key && c.key == Some(Key::Primary) {
        evidence.push(Evidence::Key);
    }
    if codes_agree(standard, current, column, item) {
        evidence.push(Evidence::Codes);
    }
    let second = compatible || evidence.iter().any(|e| matches!(e, Evidence::Key | Evidence::Codes));
    // a facet that the edition does not have is no agreement, but nothing contradicts either
    (second || confirmed || i.data_type.is_none()).then_some(evidence)
}

/// Whether a column could hold an item's values.
pub enum Compatibility {
    Compatible,
    Incompatible,
    /// A type or length is not stated.
    Unknown,
}

/// Whether a column could hold the item at all. Differences of length and form are what the check is for; a picture is no date.
pub fn domain(item: Option<ItemType>, current: &CurrentSystem, column: ColumnId) -> Compatibility {
    use crate::domain::{ColumnType as C, ItemType as I};
    let c = current.column(column);
    let (Some(item), Some(kind)) = (item, c.column_type) else { return Compatibility::Unknown };
    let image = (item == I::Image) != (kind == C::Blob);
    let dated = matches!(kind, C::Date | C::Timestamp) && !matches!(item, I::Date | I::Year);
    let timed = kind == C::Time && item != I::Time;
    let coded_date = c.date.is_some() && !matches!(item, I::Date | I::Year | I::Time);
    let undated = item == I::Date
        && c.date.is_none()
        && !matches!(kind, C::Date | C::Timestamp)
        && c.length.is_some_and(|n| n < 5);
    match image || dated || timed || coded_date || undated {
        true => Compatibility::Incompatible,
        false if c.length.is_some() || !matches!(kind, C::Char | C::Nchar) => Compatibility::Compatible,
        false => Compatibility::Unknown,
    }
}

/// At least two, and at least half, of the labels of today's list are the standard's.
pub fn codes_agree(standard: &Standard, current: &CurrentSystem, column: ColumnId, item: ItemId) -> bool {
    let Some(list) = standard.list_of(item).map(|l| standard.list(l)) else { return false };
    let Some(ColumnCodes::List(id)) = &current.column(column).codes else { return false };
    let Some(own) = current.codes(id) else { return false };
    let labels: HashSet<String> = list.values.iter().filter_map(|v| v.label.as_deref()).map(f1).collect();
    let known = own.values.iter().filter_map(|v| v.label.as_deref()).filter(|l| labels.contains(&f1(l))).count();
    known >= 2 && known * 2 >= own.values.len()
}

/// Forms that a person put side by side, then those of the same name, unique on both sides.
pub fn forms(standard: &Standard, current: &CurrentSystem, matching: &mut Matching) {
    let Some(section) = &current.forms else { return };
    let names =
        Unique::new(standard.forms().flat_map(|f| standard.form_names(f).into_iter().map(move |name| (f1(&name), f))));
    let mut pair = |name: fn(&Form) -> Option<&str>, evidence: Evidence| {
        for (i, form) in section.entries.iter().enumerate() {
            let mapped = matching.forms.iter().any(|(c, ..)| *c == i);
            let found = name(form).and_then(|n| names.get(&f1(n)));
            let found = found.filter(|f| !matching.forms.iter().any(|(_, g, _)| g == f));
            if let Some(id) = found.filter(|_| !mapped) {
                matching.forms.push((i, id, Origin::Auto(vec![evidence])));
            }
        }
    };
    pair(|form| form.standard.as_deref(), Evidence::Answered);
    pair(|form| Some(&form.name), Evidence::SameLabel);
    let pairs: Vec<(usize, FormId)> = matching.forms.iter().map(|(c, f, _)| (*c, *f)).collect();
    for (c, f) in pairs {
        fields(standard, current, c, f, matching);
    }
}

fn fields(standard: &Standard, current: &CurrentSystem, c: usize, f: FormId, matching: &mut Matching) {
    let Some(form) = current.forms.as_ref().and_then(|s| s.entries.get(c)) else { return };
    let taken: HashSet<usize> =
        matching.fields.iter().filter(|(_, (g, _), _)| *g == f).map(|(_, (_, i), _)| *i).collect();
    let mapped: HashSet<usize> = matching.fields.iter().filter(|((d, _), ..)| *d == c).map(|((_, i), ..)| *i).collect();
    let names = Unique::new(standard.form(f).items.iter().enumerate().map(|(i, p)| (f1(&p.name), i)));
    for (i, field) in form.fields.iter().enumerate().filter(|(i, _)| !mapped.contains(i)) {
        let Some(printed) = names.get(&f1(&field.label)).filter(|p| !taken.contains(p)) else { continue };
        let mut evidence = vec![Evidence::SameLabel];
        if shows(standard, current, matching, field, (f, printed)) == Some(true) {
            evidence.push(Evidence::SameData);
        }
        // a familiar name is no evidence by itself
        if !trapped(&field.label) || evidence.len() > 1 {
            matching.fields.push(((c, i), (f, printed), Origin::Auto(evidence)));
        }
    }
}

/// Whether a field of today shows the data item that a printed item shows. `None`: one of the two does not say what it shows.
pub fn shows(
    standard: &Standard,
    current: &CurrentSystem,
    matching: &Matching,
    field: &Field,
    (form, printed): (FormId, usize),
) -> Option<bool> {
    let item = standard.printed_source(form, &standard.form(form).items[printed])?;
    let mut known = None;
    for column in field.from.iter().filter_map(|name| current.column_named(name)) {
        for link in matching.links.iter().filter(|l| l.columns.contains(&column)) {
            if link.items.contains(&item) {
                return Some(true);
            }
            known = Some(false);
        }
    }
    known
}

/// Functions of the same name (or key), unique.
pub fn functions(standard: &Standard, current: &CurrentSystem, matching: &mut Matching) {
    let Some(section) = &current.functions else { return };
    let all = |folded: fn(&str) -> String| {
        let names = standard.functions().flat_map(|f| standard.function_names(f).into_iter().map(move |n| (n, f)));
        Unique::new(names.map(|(name, f)| (folded(&name), f)))
    };
    let (names, stems) = (all(f1), all(stem));
    // a stem that two answers share says nothing of either
    let asked = Unique::new(section.entries.iter().enumerate().map(|(i, a)| (stem(&a.name), i)));
    for (i, answer) in section.entries.iter().enumerate() {
        if matching.functions.iter().any(|(c, ..)| *c == i) {
            continue;
        }
        if let Some(function) = names.get(&f1(&answer.name)) {
            matching.functions.push((i, function, Origin::Auto(vec![Evidence::SameLabel])));
        }
    }
    for (i, answer) in section.entries.iter().enumerate() {
        let folded = stem(&answer.name);
        let free = |f: &FunctionId| !matching.functions.iter().any(|(c, g, _)| *c == i || g == f);
        let refused = matching.ignored_current.contains(&f1(&answer.name));
        let found = stems.get(&folded).filter(|_| !refused && asked.get(&folded) == Some(i)).filter(free);
        if let Some(function) = found {
            matching.functions.push((i, function, Origin::Auto(vec![Evidence::FoldedName])));
        }
    }
}

/// The name of a function as lists of vendors write it: without a number before it, without 機能 or 処理 after it.
fn stem(name: &str) -> String {
    let folded = f1(name);
    let bare = folded.trim_start_matches(|c: char| c.is_ascii_digit() || ".-_()".contains(c));
    let bare = if bare.is_empty() { &folded } else { bare };
    let cut = ["機能", "処理"].iter().find_map(|end| bare.strip_suffix(end)).filter(|s| s.chars().count() >= 3);
    cut.unwrap_or(bare).trim_end_matches('の').to_string()
}

/// Forms without a counterpart on either side whose names are equal once spellings are folded, or that share a name.
pub fn form_candidates(standard: &Standard, current: &CurrentSystem, matching: &mut Matching) {
    let Some(section) = &current.forms else { return };
    let homed: HashSet<usize> = matching.forms.iter().map(|(c, ..)| *c).collect();
    let found: HashSet<FormId> = matching.forms.iter().map(|(_, f, _)| *f).collect();
    for form in standard.forms() {
        if found.contains(&form) || matching.ignored_forms.contains_key(&form) {
            continue;
        }
        let name = loose(&standard.form(form).name);
        let free = section.entries.iter().enumerate().filter(|(c, today)| {
            !homed.contains(c) && !today.local && !matching.ignored_current.contains(&f1(&today.name))
        });
        let mut near: Vec<(String, usize)> = free
            .filter(|(_, today)| loose(&today.name) == name)
            .map(|(current, today)| (f1_lower(&today.name), current))
            .collect();
        // by name: the order of the input changes nothing
        near.sort();
        let near = near.into_iter().take(3).map(|(_, current)| FormCandidate { form, current });
        matching.form_candidates.extend(near);
    }
}
