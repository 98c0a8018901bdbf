//! From likeness of names to candidates: tables to groups first, then columns to items within them, one to one.
//!
//! What is proposed is for a person. Only where the standard's very words, in a table that is known to feed the group, meet
//! a second signal of another kind is a pair accepted (design 9).

use std::collections::{BTreeMap, HashMap, HashSet};

use super::alike::{Names, Taken, columns_of};
use super::assign::assign;
use super::auto::{Compatibility, codes_agree, domain, is_shared, rows_parted};
use super::groups;
use super::held::domain_signal;
use super::model::*;
use super::score::Likeness;
use super::traps::trapped;
use super::vocabulary::Hint;
use crate::current::model::{ColumnId, CurrentSystem, Key, TableId, Unit};
use crate::domain::{ColumnType, ItemType};
use crate::spec::edition::Digits;
use crate::spec::standard::{GroupId, ItemId, Standard};
use crate::text::fold::f1_lower;

/// Least points of a candidate in a table that is known to feed the group, in another, and for a column that has a home already.
const KNOWN_TABLE: u32 = 430;
const OTHER_TABLE: u32 = 600;
const HOMED: u32 = 850;
/// A column that goes to another item is shown only where it is nearly as good.
const NEARLY: u32 = 60;
/// At most so many candidates for an item.
const SHOWN: usize = 3;

/// Adds what is certain enough to the links, and the rest as candidates.
pub fn propose(standard: &Standard, current: &CurrentSystem, matching: &mut Matching) {
    let taken = Taken::new(standard, matching);
    let open = standard.items().any(|i| taken.is_open(standard, matching, i));
    if !open || current.tables().is_empty() {
        return;
    }
    let mut names = Names::new(standard);
    names.learn(standard, current, matching);
    matching.group_candidates = groups::candidates(current, matching, &taken, &mut names);
    let mut found = Vec::new();
    for (group, tables) in contexts(matching) {
        let mut scene = Scene { standard, current, matching, taken: &taken, names: &mut names, group };
        found.extend(scene.proposals(&tables));
    }
    only_one_home(standard, &rows_parted(matching), &mut found);
    // what a safe pair takes is proposed to no other item of the group
    let safe = found.iter().filter_map(|p| p.accepted.as_ref());
    let gone: HashSet<(ColumnId, GroupId)> = safe.map(|e| (e.column, standard.group_of(e.item))).collect();
    for mut proposal in found {
        proposal.candidates.retain(|e| !gone.contains(&(e.column, standard.group_of(e.item))));
        proposal.settle(matching);
    }
}

/// A column that would certainly be an item of several groups is a question in each, but for keys and the like, and for
/// groups that take rows of their own.
fn only_one_home(standard: &Standard, parted: &HashSet<(GroupId, TableId)>, found: &mut [Proposal]) {
    let mut homes: HashMap<ColumnId, HashSet<GroupId>> = HashMap::new();
    for proposal in found.iter() {
        let group = standard.group_of(proposal.item);
        for column in proposal.certain.iter().filter(|c| !parted.contains(&(group, c.table))) {
            homes.entry(*column).or_default().insert(group);
        }
    }
    for proposal in found.iter_mut() {
        let group = standard.group_of(proposal.item);
        let own_rows = |e: &Edge| parted.contains(&(group, e.column.table));
        let several = |e: &Edge| !own_rows(e) && homes.get(&e.column).is_some_and(|groups| groups.len() > 1);
        if proposal.accepted.as_ref().is_some_and(|e| several(e) && !is_shared(standard, e.item)) {
            proposal.accepted = None;
        }
    }
}

/// The tables of each group: those that feed it (`true`), and those whose best candidate it is.
fn contexts(matching: &Matching) -> BTreeMap<GroupId, Vec<(TableId, bool)>> {
    let mut contexts: BTreeMap<GroupId, Vec<(TableId, bool)>> = BTreeMap::new();
    for link in &matching.groups {
        contexts.entry(link.group).or_default().push((link.table, true));
    }
    let mut best: BTreeMap<TableId, &GroupCandidate> = BTreeMap::new();
    for candidate in &matching.group_candidates {
        let known = best.entry(candidate.table).or_insert(candidate);
        if candidate.points > known.points {
            *known = candidate;
        }
    }
    for (table, candidate) in best {
        contexts.entry(candidate.group).or_default().push((table, false));
    }
    contexts
}

/// A column that may be an item.
#[derive(Debug, Clone)]
struct Edge {
    item: ItemId,
    column: ColumnId,
    points: u32,
    evidence: Vec<Evidence>,
    /// The standard's very words, in a table that is known to feed the group.
    certain: bool,
}

/// What is proposed for one item.
struct Proposal {
    item: ItemId,
    /// Columns that have the item's very words.
    certain: Vec<ColumnId>,
    accepted: Option<Edge>,
    candidates: Vec<Edge>,
}

impl Proposal {
    fn settle(self, matching: &mut Matching) {
        if let Some(edge) = self.accepted {
            matching.links.push(Correspondence {
                items: vec![edge.item],
                columns: vec![edge.column],
                shape: Shape::Pair,
                origin: Origin::Auto(edge.evidence),
                note: None,
            });
            return;
        }
        matching.candidates.extend(self.candidates.into_iter().map(|e| Candidate {
            item: e.item,
            column: e.column,
            evidence: e.evidence,
            points: e.points,
        }));
    }
}

/// One group and what may fill it.
struct Scene<'a> {
    standard: &'a Standard,
    current: &'a CurrentSystem,
    matching: &'a Matching,
    taken: &'a Taken,
    names: &'a mut Names,
    group: GroupId,
}

impl Scene<'_> {
    fn proposals(&mut self, tables: &[(TableId, bool)]) -> Vec<Proposal> {
        let mut edges: Vec<Edge> = tables.iter().flat_map(|(table, known)| self.edges(*table, *known)).collect();
        self.see_neighbours(&mut edges, tables);
        let given = self.assigned(&edges);
        let mut by_item: BTreeMap<ItemId, Vec<usize>> = BTreeMap::new();
        edges.iter().enumerate().for_each(|(i, e)| by_item.entry(e.item).or_default().push(i));
        let mut proposals = Vec::new();
        for (item, mine) in by_item {
            let accepted = given.items.get(&item).copied().filter(|i| self.is_safe(&edges, *i));
            let accepted = accepted.map(|i| edges[i].clone());
            let certain = mine.iter().map(|i| &edges[*i]).filter(|e| e.certain).map(|e| e.column).collect();
            let candidates = self.shown(&edges, &mine, &given, item);
            proposals.push(Proposal { item, certain, accepted, candidates });
        }
        proposals
    }

    fn edges(&mut self, table: TableId, known: bool) -> Vec<Edge> {
        let mut edges = Vec::new();
        for column in columns_of(self.current, table) {
            if !self.taken.is_free(self.matching, column, self.group) {
                continue;
            }
            let homeless = self.taken.is_homeless(column);
            let least = match (known, homeless) {
                (true, true) => KNOWN_TABLE,
                (true, false) => HOMED,
                (false, true) => OTHER_TABLE,
                (false, false) => continue,
            };
            for like in self.names.of_column(self.current.column(column)) {
                for item in self.names.items_named(self.group, like.name) {
                    let edge = self.edge(*item, column, &like, known);
                    edges.extend(edge.filter(|e| e.points >= least));
                }
            }
        }
        edges
    }

    /// Points and evidence of one pair; `None` if it cannot be, or a person has said that it is not.
    fn edge(&self, item: ItemId, column: ColumnId, like: &Likeness, known: bool) -> Option<Edge> {
        let open = self.taken.is_open(self.standard, self.matching, item);
        if !open || self.matching.rejected.contains(&(column, item)) {
            return None;
        }
        let (i, c) = (self.standard.item(item), self.current.column(column));
        let mut evidence = vec![like.evidence];
        let mut points = like.points;
        match domain(i.data_type, self.current, column) {
            Compatibility::Incompatible => return None,
            Compatibility::Compatible => points += if self.same_domain(item, column) { 40 } else { 20 },
            Compatibility::Unknown => {}
        }
        let held = domain_signal(i, c);
        points = points.saturating_sub(match held {
            Some(Evidence::OtherType) => 60,
            Some(Evidence::OtherLength) => 20,
            _ => 0,
        });
        evidence.extend(held);
        if dated(c.date.is_some(), c.column_type) && self.names.hint(like.name).is_some_and(|h| !temporal(h)) {
            points = points.saturating_sub(150);
        }
        if i.primary_key && c.key == Some(Key::Primary) {
            points += 30;
            evidence.push(Evidence::Key);
        }
        if codes_agree(self.standard, self.current, column, item) {
            points += 100;
            evidence.push(Evidence::Codes);
        }
        let trap = [Some(c.name.as_str()), c.label.as_deref(), Some(&i.name)].into_iter().flatten().any(trapped);
        evidence.extend(trap.then_some(Evidence::Trap));
        Some(Edge { item, column, points, evidence, certain: like.certain && known })
    }

    /// The very type, and the very length or date form: more than that it would fit.
    fn same_domain(&self, item: ItemId, column: ColumnId) -> bool {
        let (i, c) = (self.standard.item(item), self.current.column(column));
        let (Some(kind), Some(held)) = (i.data_type, c.column_type) else { return false };
        let counted = matches!(c.unit, Some(Unit::Char | Unit::Digit)) || kind == ItemType::HalfWidthText;
        let digits = match i.digits {
            Some(Digits::Chars(n)) => Some(n),
            _ => None,
        };
        match kind {
            ItemType::Date => dated(c.date.is_some(), Some(held)),
            ItemType::HalfWidthText => held == ColumnType::Char && digits.is_some() && c.length == digits,
            ItemType::FullWidthText => held == ColumnType::Nchar && counted && digits.is_some() && c.length == digits,
            ItemType::Integer | ItemType::SignedInteger => {
                matches!(held, ColumnType::Number | ColumnType::Packed | ColumnType::Zoned)
                    && digits.is_some()
                    && c.length == digits
            }
            _ => false,
        }
    }

    /// A little more for what stands beside its like on both sides. Only in records whose offsets are stated:
    /// the order in which a file lists its columns says nothing.
    fn see_neighbours(&self, edges: &mut [Edge], tables: &[(TableId, bool)]) {
        let ranks: HashMap<ColumnId, usize> =
            tables.iter().flat_map(|(table, _)| ranks(self.current, *table)).collect();
        if ranks.is_empty() {
            return;
        }
        let homes = self.homes(edges, &ranks);
        for edge in edges.iter_mut() {
            let Some(rank) = ranks.get(&edge.column) else { continue };
            let beside = [(rank.checked_sub(1), edge.item.0.checked_sub(1)), (Some(rank + 1), Some(edge.item.0 + 1))];
            let met = beside.into_iter().any(|(rank, item)| {
                let home = rank.and_then(|rank| homes.get(&(edge.column.table, rank)));
                home.is_some_and(|(_, i)| Some(i.0) == item)
            });
            if met {
                edge.points += 40;
                edge.evidence.push(Evidence::Neighbours);
            }
        }
    }

    /// The item that each place of a record has, or most resembles.
    fn homes(&self, edges: &[Edge], ranks: &HashMap<ColumnId, usize>) -> HashMap<(TableId, usize), (u32, ItemId)> {
        let mut homes: HashMap<(TableId, usize), (u32, ItemId)> = HashMap::new();
        let links = self.matching.links.iter().filter(|l| l.shape == Shape::Pair);
        let linked = links.flat_map(|l| l.columns.iter().zip(&l.items)).map(|(c, i)| (*c, u32::MAX, *i));
        for (column, points, item) in linked.chain(edges.iter().map(|e| (e.column, e.points, e.item))) {
            let Some(rank) = ranks.get(&column) else { continue };
            let best = homes.entry((column.table, *rank)).or_insert((points, item));
            if points > best.0 || (points == best.0 && item < best.1) {
                *best = (points, item);
            }
        }
        homes
    }

    /// One to one, per component of what hangs together, in the order of names.
    fn assigned(&self, edges: &[Edge]) -> Given {
        let mut given = Given::default();
        for component in components(edges) {
            let mut items: Vec<ItemId> = component.iter().map(|e| edges[*e].item).collect();
            let mut columns: Vec<ColumnId> = component.iter().map(|e| edges[*e].column).collect();
            items.sort();
            items.dedup();
            columns.sort_by_cached_key(|c| (f1_lower(&self.current.column_name(*c)), *c));
            columns.dedup();
            let mut weights = vec![vec![0; columns.len()]; items.len()];
            let mut which = HashMap::new();
            for e in component {
                let row = items.binary_search(&edges[e].item).unwrap_or_default();
                let Some(column) = columns.iter().position(|c| *c == edges[e].column) else { continue };
                weights[row][column] = edges[e].points;
                which.insert((row, column), e);
            }
            for (row, column) in assign(&weights).into_iter().enumerate() {
                let Some(e) = column.and_then(|c| which.get(&(row, c))) else { continue };
                given.items.insert(edges[*e].item, *e);
                given.columns.insert(edges[*e].column, edges[*e].points);
            }
        }
        given
    }

    /// The standard's very words, a second signal of another kind, no trap, and nothing else that could be meant on either side.
    fn is_safe(&self, edges: &[Edge], at: usize) -> bool {
        let edge = &edges[at];
        let second = edge.evidence.contains(&Evidence::Key)
            || edge.evidence.contains(&Evidence::Codes)
            || self.same_domain(edge.item, edge.column);
        let rival = edges.iter().enumerate().any(|(i, other)| {
            let touches = other.item == edge.item || other.column == edge.column;
            i != at && touches && (other.certain || other.points + NEARLY > edge.points)
        });
        let alone = self.taken.is_homeless(edge.column) || is_shared(self.standard, edge.item);
        edge.certain && second && alone && !rival && !edge.evidence.contains(&Evidence::Trap)
    }

    fn shown(&self, edges: &[Edge], mine: &[usize], given: &Given, item: ItemId) -> Vec<Edge> {
        let assigned = given.items.get(&item).copied();
        let mut others: Vec<usize> = mine.iter().copied().filter(|i| Some(*i) != assigned).collect();
        others
            .retain(|i| given.columns.get(&edges[*i].column).is_none_or(|points| edges[*i].points + NEARLY >= *points));
        others.sort_by_cached_key(|i| {
            let edge = &edges[*i];
            (std::cmp::Reverse(edge.points), f1_lower(&self.current.column_name(edge.column)), edge.column)
        });
        assigned.into_iter().chain(others).take(SHOWN).map(|i| edges[i].clone()).collect()
    }
}

/// Edges by item, and points by column, of an assignment.
#[derive(Default)]
struct Given {
    items: HashMap<ItemId, usize>,
    columns: HashMap<ColumnId, u32>,
}

/// Edges that hang together through items or columns.
fn components(edges: &[Edge]) -> Vec<Vec<usize>> {
    let mut of_item: HashMap<ItemId, usize> = HashMap::new();
    let mut of_column: HashMap<ColumnId, usize> = HashMap::new();
    let mut parent: Vec<usize> = (0..edges.len()).collect();
    for (i, edge) in edges.iter().enumerate() {
        for first in [*of_item.entry(edge.item).or_insert(i), *of_column.entry(edge.column).or_insert(i)] {
            let (a, b) = (root(&mut parent, i), root(&mut parent, first));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut components: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for i in 0..edges.len() {
        components.entry(root(&mut parent, i)).or_default().push(i);
    }
    components.into_values().collect()
}

fn root(parent: &mut [usize], mut at: usize) -> usize {
    while parent[at] != at {
        parent[at] = parent[parent[at]];
        at = parent[at];
    }
    at
}

/// Columns in the order of their offsets; none if a column does not state it.
fn ranks(current: &CurrentSystem, table: TableId) -> Vec<(ColumnId, usize)> {
    let offsets: Option<Vec<(u32, ColumnId)>> =
        columns_of(current, table).map(|c| current.column(c).offset.map(|offset| (offset, c))).collect();
    let mut offsets = offsets.unwrap_or_default();
    offsets.sort();
    offsets.into_iter().enumerate().map(|(rank, (_, column))| (column, rank)).collect()
}

fn dated(form: bool, kind: Option<ColumnType>) -> bool {
    form || matches!(kind, Some(ColumnType::Date | ColumnType::Timestamp))
}

fn temporal(hint: Hint) -> bool {
    matches!(hint, Hint::Date | Hint::Month | Hint::Year | Hint::Time)
}
