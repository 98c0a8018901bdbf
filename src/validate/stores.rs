//! Which keys of which groups are kept, and what becomes of them at the end of the run.

use super::header::Binding;
use super::keys::{self, Entry, Found, Hasher, Keys};
use super::plan::{GroupPlan, Plan};

/// What one store of keys is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The primary key of the group.
    Key,
    /// Values of a column that others refer to.
    Target(usize),
    /// The n-th reference of the group.
    Reference(usize),
    History,
    Household,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Store {
    pub group: usize,
    pub purpose: Purpose,
}

/// The stores of a run, by the groups whose files were given.
pub fn stores(plan: &Plan, given: &[bool]) -> Vec<Store> {
    let mut stores: Vec<Store> = Vec::new();
    let mut add = |group, purpose| {
        let store = Store { group, purpose };
        if !stores.contains(&store) {
            stores.push(store);
        }
    };
    for (at, group) in plan.groups.iter().enumerate().filter(|(at, _)| given[*at]) {
        if !group.key.is_empty() {
            add(at, Purpose::Key);
        }
        if group.history.is_some() {
            add(at, Purpose::History);
        }
        if group.household.is_some() {
            add(at, Purpose::Household);
        }
        for (n, reference) in group.references.iter().enumerate().filter(|(_, r)| given[r.target]) {
            add(at, Purpose::Reference(n));
            add(reference.target, Purpose::Target(reference.target_column));
        }
    }
    stores
}

/// Columns whose values make the hash.
fn hashed(group: &GroupPlan, purpose: Purpose) -> Vec<usize> {
    match purpose {
        Purpose::Key => group.key.clone(),
        Purpose::Target(column) => vec![column],
        Purpose::Reference(n) => vec![group.references[n].column],
        Purpose::History => group.history.as_ref().map(|h| h.person.clone()).unwrap_or_default(),
        Purpose::Household => group.household.as_ref().map(|h| vec![h.number]).unwrap_or_default(),
    }
}

/// A store as one file fills it: columns of the file.
pub struct Filling {
    /// Position among the stores of the run.
    pub store: usize,
    pub purpose: Purpose,
    pub hashed: Vec<usize>,
    pub number: Option<usize>,
    pub latest: Option<usize>,
    pub relation: Option<usize>,
}

/// The stores that a file fills. A store some of whose columns the file does not have is left out.
pub fn fillings(plan: &Plan, stores: &[Store], binding: &Binding) -> Vec<Filling> {
    let group = &plan.groups[binding.group];
    let place = |item: usize| binding.columns[item];
    let of_group = stores.iter().enumerate().filter(|(_, s)| s.group == binding.group);
    of_group
        .filter_map(|(store, s)| {
            let hashed: Option<Vec<usize>> = hashed(group, s.purpose).into_iter().map(place).collect();
            let (mut number, mut latest, mut relation) = (None, None, None);
            match s.purpose {
                Purpose::History => {
                    let h = group.history.as_ref()?;
                    number = Some(place(h.number)?);
                    latest = h.latest.and_then(place);
                }
                Purpose::Household => {
                    let h = group.household.as_ref()?;
                    relation = Some(place(h.relation)?);
                    latest = h.latest.and_then(place);
                }
                _ => {}
            }
            Some(Filling { store, purpose: s.purpose, hashed: hashed?, number, latest, relation })
        })
        .collect()
}

/// No number could be read.
const NO_NUMBER: u64 = u64::MAX >> 2;

impl Filling {
    /// The entry of a row; `None` where the row has no such key.
    pub fn entry<'v>(&self, value: impl Fn(usize) -> &'v [u8], line: u64) -> Option<Entry> {
        let mut hasher = Hasher::default();
        let mut empty = true;
        for column in &self.hashed {
            let bytes = value(*column);
            empty &= bytes.is_empty();
            hasher.write(bytes);
        }
        if empty {
            return None;
        }
        let is_latest = self.latest.map(|c| value(c) == b"1");
        let value = match self.purpose {
            Purpose::History => {
                let text = value(self.number?);
                let number = std::str::from_utf8(text).ok().and_then(|t| t.parse::<u32>().ok());
                number.map_or(NO_NUMBER, u64::from) << 1 | u64::from(is_latest == Some(true))
            }
            // rows of the past do not count
            Purpose::Household if is_latest == Some(false) => return None,
            Purpose::Household => u64::from(value(self.relation?) == b"02"),
            _ => 0,
        };
        Some(Entry { hash: hasher.finish(), place: line, value })
    }
}

/// What the keys of a group showed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    Duplicates(Found),
    /// The n-th reference.
    Dangling(usize, Found),
    /// Persons with gaps; persons without exactly one latest row.
    History(Found, Found),
    Households(Found),
}

/// Looks at all keys.
///
/// # Errors
/// A temporary file cannot be read.
pub fn outcomes(plan: &Plan, stores: &[Store], keys: Vec<Keys>) -> std::io::Result<Vec<(usize, Outcome)>> {
    let mut keys: Vec<Option<Keys>> = keys.into_iter().map(Some).collect();
    let mut found = Vec::new();
    // a target may be referred to more than once
    let mut targets: Vec<(Store, keys::Hashes)> = Vec::new();
    for (at, store) in stores.iter().enumerate() {
        if matches!(store.purpose, Purpose::Target(_))
            && let Some(own) = keys[at].take()
        {
            targets.push((*store, keys::Hashes::new(own)));
        }
    }
    for (at, store) in stores.iter().enumerate() {
        let Some(own) = keys[at].take() else { continue };
        let outcome = match store.purpose {
            Purpose::Key => Outcome::Duplicates(keys::duplicates(own)?),
            Purpose::Reference(n) => {
                let r = &plan.groups[store.group].references[n];
                let wanted = Store { group: r.target, purpose: Purpose::Target(r.target_column) };
                let Some((_, target)) = targets.iter_mut().find(|(s, _)| *s == wanted) else { continue };
                Outcome::Dangling(n, keys::dangling(own, target)?)
            }
            Purpose::History => {
                let has_latest = plan.groups[store.group].history.as_ref().is_some_and(|h| h.latest.is_some());
                let (gaps, flags) = keys::histories(own, has_latest)?;
                Outcome::History(gaps, flags)
            }
            Purpose::Household => Outcome::Households(keys::violations(own, |heads| heads.iter().sum::<u64>() == 1)?),
            Purpose::Target(_) => continue,
        };
        found.push((store.group, outcome));
    }
    Ok(found)
}
