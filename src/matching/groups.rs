//! Which groups a table may feed: by its name, and by what its columns resemble.

use std::collections::{HashMap, HashSet};

use super::alike::{Names, Taken, columns_of};
use super::model::{Evidence, GroupCandidate, Matching};
use crate::current::model::{Column, CurrentSystem, TableId};
use crate::spec::standard::GroupId;
use crate::text::fold::f1_lower;

/// From here on the likeness of a column speaks for a group.
const STRONG: u32 = 700;
/// Least points of a candidate.
const LEAST: u32 = 300;
/// A table that feeds a group already is proposed for another only when so many columns speak for it.
const SECOND_HOME: usize = 3;
/// A group is shown when it has at least these thousandths of the best one's points.
const NEARLY: u32 = 650;
/// At most so many groups for a table.
const SHOWN: usize = 3;

/// What speaks for one group.
#[derive(Default)]
struct Votes {
    columns: usize,
    /// Points of the columns, those of names that many groups have counting little.
    weight: u32,
    /// Columns whose name few groups have.
    rare: usize,
}

/// At most three groups for each table that has columns without a home, the best first.
pub fn candidates(
    current: &CurrentSystem,
    matching: &Matching,
    taken: &Taken,
    names: &mut Names,
) -> Vec<GroupCandidate> {
    let linked: HashSet<(TableId, GroupId)> = matching.groups.iter().map(|l| (l.table, l.group)).collect();
    let feeding: HashSet<TableId> = matching.groups.iter().map(|l| l.table).collect();
    let fed: HashSet<GroupId> = matching.groups.iter().map(|l| l.group).collect();
    let confirmed: HashSet<GroupId> = matching.groups.iter().filter(|l| !l.origin.is_auto()).map(|l| l.group).collect();
    let mut all = Vec::new();
    for t in 0..current.tables().len() {
        let table = TableId(t);
        if matching.ignored_tables.contains_key(&table) || current.table(table).local {
            continue;
        }
        let mut found = of_table(current, taken, names, table);
        let again = feeding.contains(&table);
        // a group that has its table seldom has another: its candidates go to the end
        found.iter_mut().filter(|c| confirmed.contains(&c.group)).for_each(|c| c.points /= 2);
        found.sort_by(|a, b| b.points.cmp(&a.points).then(a.group.cmp(&b.group)));
        found.retain(|c| {
            let second = again && (fed.contains(&c.group) || c.columns < SECOND_HOME);
            !second && !linked.contains(&(table, c.group)) && !matching.ignored_groups.contains_key(&c.group)
        });
        all.extend(found.into_iter().take(SHOWN));
    }
    all.sort_by(|a, b| {
        let name = |c: &GroupCandidate| f1_lower(&current.table(c.table).name);
        a.group.cmp(&b.group).then(b.points.cmp(&a.points)).then_with(|| name(a).cmp(&name(b)))
    });
    all
}

fn of_table(current: &CurrentSystem, taken: &Taken, names: &mut Names, table: TableId) -> Vec<GroupCandidate> {
    let columns: Vec<_> = columns_of(current, table).filter(|c| taken.is_homeless(*c)).collect();
    let mut votes: HashMap<GroupId, Votes> = HashMap::new();
    for column in &columns {
        for (group, points) in voted(names, current.column(*column)) {
            let vote = votes.entry(group).or_default();
            vote.columns += 1;
            vote.weight += points;
            vote.rare += usize::from(points >= STRONG / 2);
        }
    }
    let t = current.table(table);
    let named = names.of_table(&t.name, t.label.as_deref());
    named.keys().for_each(|g| {
        votes.entry(*g).or_default();
    });
    let share = columns.len().max(1) as u32;
    let mut found: Vec<GroupCandidate> = votes
        .into_iter()
        .filter_map(|(group, votes)| {
            let name = named.get(&group);
            let points = votes.weight * 2 / share + name.map_or(0, |(points, _)| *points * 2 / 3);
            let enough = points >= LEAST && (name.is_some() || votes.rare >= 1 || votes.columns * 2 > columns.len());
            let mut evidence: Vec<Evidence> = name.map(|(_, e)| *e).into_iter().collect();
            evidence.extend((votes.columns > 0).then_some(Evidence::Columns));
            enough.then_some(GroupCandidate { group, table, evidence, columns: votes.columns, points })
        })
        .collect();
    found.sort_by(|a, b| b.points.cmp(&a.points).then(a.group.cmp(&b.group)));
    let best = found.first().map_or(0, |c| c.points);
    found.retain(|c| c.points * 1000 >= best * NEARLY);
    found
}

/// What one column gives to each group that has an item like it: less, the more groups have such an item.
fn voted(names: &mut Names, column: &Column) -> HashMap<GroupId, u32> {
    let mut given: HashMap<GroupId, u32> = HashMap::new();
    for like in names.of_column(column).iter().filter(|l| l.points >= STRONG) {
        let groups = names.groups_with(like.name);
        let points = like.points * (150 + 850 / groups.len().max(1) as u32) / 1000;
        for group in groups {
            let best = given.entry(*group).or_default();
            *best = points.max(*best);
        }
    }
    given
}
