//! Recognising things of one edition in another: by name, else by signals that do not depend on each other.
//!
//! Two strong signals that agree, with no rival on either side, recognise a thing; one alone is a proposal for a person.
//! A wrong recognition would move people's decisions to another item, so doubt is always a question.

use std::collections::{HashMap, HashSet};

use super::alike::{Neighbours, percent};
use super::evidence::Evidence;

/// Definitions shorter than this say too little to recognise anything by.
const TELLING: usize = 8;

/// Names less alike than this are not proposed.
const ALIKE: u8 = 50;

/// Proposals for one thing.
const PROPOSALS: usize = 3;

/// A thing, as far as recognising it goes.
#[derive(Debug, Clone, Default)]
pub(super) struct Thing {
    /// Its number in the inventory.
    pub(super) number: usize,
    /// Business, or whatever keeps equal names apart.
    pub(super) scope: String,
    /// Folded name.
    pub(super) name: String,
    /// The folded name's characters.
    pub(super) chars: Vec<char>,
    /// Only where both editions count keys the same way.
    pub(super) key: Option<String>,
    pub(super) definition: Option<String>,
    /// Type, digits, code: equal ones support, other types rule out.
    pub(super) shape: Option<String>,
    pub(super) data_type: Option<&'static str>,
    pub(super) parts: Vec<String>,
}

/// Two things that are thought to be one; numbers of the inventories.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    pub old: usize,
    pub new: usize,
    pub evidence: Vec<Evidence>,
}

#[derive(Debug, Default)]
pub(super) struct Recognised {
    pub(super) sure: Vec<Link>,
    pub(super) proposed: Vec<Link>,
}

/// What people said, by numbers.
#[derive(Debug, Default)]
pub(super) struct Told {
    pub(super) same: HashMap<usize, usize>,
    pub(super) other: HashSet<(usize, usize)>,
}

/// Recognises `old` among `new`. With `by_name`, equal names that are unique among them suffice.
pub(super) fn recognise(old: &[Thing], new: &[Thing], told: &Told, by_name: bool) -> Recognised {
    let mut work =
        Work { old, new, told, taken_old: HashSet::new(), taken_new: HashSet::new(), out: Recognised::default() };
    work.confirmed();
    if by_name {
        work.equal_names(|t| (t.scope.clone(), t.name.clone(), String::new()));
        work.equal_names(|t| (String::new(), t.name.clone(), String::new()));
        work.equal_names(|t| {
            (String::new(), t.name.clone(), t.key.clone().unwrap_or_else(|| format!("#{}", t.number)))
        });
    }
    work.signals();
    work.out
}

struct Work<'t> {
    old: &'t [Thing],
    new: &'t [Thing],
    told: &'t Told,
    taken_old: HashSet<usize>,
    taken_new: HashSet<usize>,
    out: Recognised,
}

/// Positions of an old and a new thing, what speaks for them, and how much.
struct Scored {
    old: usize,
    new: usize,
    evidence: Vec<Evidence>,
    score: u32,
    enough: bool,
}

impl Work<'_> {
    fn take(&mut self, old: usize, new: usize, evidence: Vec<Evidence>) {
        self.taken_old.insert(old);
        self.taken_new.insert(new);
        self.out.sure.push(Link { old: self.old[old].number, new: self.new[new].number, evidence });
    }

    fn free_old(&self) -> impl Iterator<Item = (usize, &Thing)> {
        self.old.iter().enumerate().filter(|(n, _)| !self.taken_old.contains(n))
    }

    fn free_new(&self) -> impl Iterator<Item = (usize, &Thing)> {
        self.new.iter().enumerate().filter(|(n, _)| !self.taken_new.contains(n))
    }

    fn confirmed(&mut self) {
        for old in 0..self.old.len() {
            let Some(wanted) = self.told.same.get(&self.old[old].number) else { continue };
            if let Some(new) = self.new.iter().position(|t| t.number == *wanted) {
                self.take(old, new, vec![Evidence::Confirmed]);
            }
        }
    }

    fn equal_names(&mut self, key: impl Fn(&Thing) -> (String, String, String)) {
        let index = |things: &mut dyn Iterator<Item = (usize, &Thing)>| {
            let mut index: HashMap<_, Vec<usize>> = HashMap::new();
            things.for_each(|(n, t)| index.entry(key(t)).or_default().push(n));
            index
        };
        let new = index(&mut self.free_new());
        let mut found: Vec<(usize, usize)> = index(&mut self.free_old())
            .into_iter()
            .filter_map(|(name, old)| match (old.as_slice(), new.get(&name).map(Vec::as_slice)) {
                ([old], Some([new])) => Some((*old, *new)),
                _ => None,
            })
            .collect();
        found.sort_unstable();
        for (old, new) in found {
            if !self.told.other.contains(&(self.old[old].number, self.new[new].number)) {
                self.take(old, new, vec![Evidence::SameName]);
            }
        }
    }

    fn signals(&mut self) {
        let mut scored = self.scored();
        scored.sort_by(|a, b| b.score.cmp(&a.score).then((a.old, a.new).cmp(&(b.old, b.new))));
        let rivals = |s: &Scored| {
            let near = |r: &&Scored| r.score + 10 > s.score && (r.old == s.old) != (r.new == s.new);
            scored.iter().filter(near).any(|r| r.enough)
        };
        let sure: Vec<usize> = (0..scored.len()).filter(|n| scored[*n].enough && !rivals(&scored[*n])).collect();
        for n in sure {
            let s = &scored[n];
            if !self.taken_old.contains(&s.old) && !self.taken_new.contains(&s.new) {
                self.take(s.old, s.new, s.evidence.clone());
            }
        }
        let mut count: HashMap<usize, usize> = HashMap::new();
        for s in scored {
            if self.taken_old.contains(&s.old) || self.taken_new.contains(&s.new) {
                continue;
            }
            let n = count.entry(s.old).or_default();
            *n += 1;
            if *n <= PROPOSALS {
                let link = Link { old: self.old[s.old].number, new: self.new[s.new].number, evidence: s.evidence };
                self.out.proposed.push(link);
            }
        }
    }

    /// Every pair that anything speaks for.
    fn scored(&self) -> Vec<Scored> {
        let definitions =
            (counted(self.free_old(), |t| t.definition.clone()), counted(self.free_new(), |t| t.definition.clone()));
        let parts = (part_counts(self.old), part_counts(self.new));
        let neighbours = Neighbours::new(self.free_new().map(|(n, t)| (n, t.chars.as_slice())));
        let keys = by(self.free_new(), |t| t.key.clone());
        let meanings = by(self.free_new(), |t| t.definition.clone());
        let holders = part_holders(self.free_new(), &parts);
        let mut out = Vec::new();
        for (o, old) in self.free_old() {
            let mut candidates = neighbours.of(&old.chars);
            candidates.extend(old.key.iter().filter_map(|k| keys.get(k)).flatten());
            candidates.extend(old.definition.iter().filter_map(|d| meanings.get(d)).flatten());
            candidates.extend(old.parts.iter().filter_map(|p| holders.get(p.as_str())).flatten());
            for n in candidates {
                let new = &self.new[n];
                if self.told.other.contains(&(old.number, new.number)) {
                    continue;
                }
                let unique = |d: &String| definitions.0.get(d) == Some(&1) && definitions.1.get(d) == Some(&1);
                let same_definition =
                    old.definition.as_ref().is_some_and(|d| new.definition.as_ref() == Some(d) && unique(d));
                let common = common_parts(old, new, &parts);
                if let Some((evidence, score, enough)) = weigh(old, new, same_definition, common) {
                    out.push(Scored { old: o, new: n, evidence, score, enough });
                }
            }
        }
        out
    }
}

/// What speaks for two things being one, how much, and whether it is enough without a person.
fn weigh(old: &Thing, new: &Thing, same_definition: bool, common: Common) -> Option<(Vec<Evidence>, u32, bool)> {
    let mut evidence = Vec::new();
    let mut score = 0;
    if old.key.is_some() && old.key == new.key {
        evidence.push(Evidence::SameKey);
        score += 100;
    }
    if same_definition {
        evidence.push(Evidence::SameDefinition);
        score += 80;
    }
    let likeness = percent(&old.chars, &new.chars);
    if likeness >= ALIKE {
        evidence.push(Evidence::SimilarName(likeness));
        score += u32::from(likeness);
    }
    if common.telling >= 2 && (common.percent >= 30 || common.of_smaller >= 50) {
        evidence.push(Evidence::SharedParts(common.percent));
        score += u32::from(common.percent.max(common.of_smaller / 2));
    }
    if evidence.is_empty() {
        return None;
    }
    if old.shape.is_some() && old.shape == new.shape {
        evidence.push(Evidence::SameShape);
        score += 15;
    }
    let other_type = matches!((old.data_type, new.data_type), (Some(a), Some(b)) if a != b);
    let strong = evidence.iter().filter(|e| e.is_strong()).count();
    let by_contents = common.telling >= 3 && common.percent >= 80;
    Some((evidence, score, !other_type && (strong >= 2 || by_contents)))
}

/// Parts of the same name.
#[derive(Debug, Clone, Copy, Default)]
struct Common {
    /// Of all parts of both.
    percent: u8,
    /// Of the telling parts of the one that has fewer.
    of_smaller: u8,
    /// Those that nothing else has.
    telling: usize,
}

type Counts<'t> = HashMap<&'t str, usize>;

fn common_parts(old: &Thing, new: &Thing, counts: &(Counts<'_>, Counts<'_>)) -> Common {
    if old.parts.is_empty() || new.parts.is_empty() {
        return Common::default();
    }
    let of_new: HashSet<&str> = new.parts.iter().map(String::as_str).collect();
    let of_old: HashSet<&str> = old.parts.iter().map(String::as_str).collect();
    let telling = |p: &&str| counts.0.get(p).is_none_or(|n| *n == 1) && counts.1.get(p).is_none_or(|n| *n == 1);
    let shared: Vec<&str> = of_old.intersection(&of_new).copied().collect();
    let telling_shared = shared.iter().copied().filter(|p| telling(p)).count();
    let smaller = of_old.iter().filter(|p| telling(p)).count().min(of_new.iter().filter(|p| telling(p)).count()).max(1);
    let all = of_old.union(&of_new).count().max(1);
    let whole = |part: usize, of: usize| u8::try_from(100 * part / of).unwrap_or(100);
    Common { percent: whole(shared.len(), all), of_smaller: whole(telling_shared, smaller), telling: telling_shared }
}

fn part_counts(things: &[Thing]) -> Counts<'_> {
    let mut counts = HashMap::new();
    for thing in things {
        let parts: HashSet<&str> = thing.parts.iter().map(String::as_str).collect();
        parts.into_iter().for_each(|p| *counts.entry(p).or_default() += 1);
    }
    counts
}

/// Who has a part that nobody else has.
fn part_holders<'t>(
    things: impl Iterator<Item = (usize, &'t Thing)>,
    counts: &(Counts<'_>, Counts<'_>),
) -> HashMap<&'t str, Vec<usize>> {
    let mut holders: HashMap<&str, Vec<usize>> = HashMap::new();
    for (n, thing) in things {
        for part in thing.parts.iter().filter(|p| counts.1.get(p.as_str()) == Some(&1)) {
            holders.entry(part).or_default().push(n);
        }
    }
    holders
}

fn by<'t>(
    things: impl Iterator<Item = (usize, &'t Thing)>,
    value: impl Fn(&Thing) -> Option<String>,
) -> HashMap<String, Vec<usize>> {
    let mut index: HashMap<String, Vec<usize>> = HashMap::new();
    for (n, thing) in things {
        if let Some(value) = value(thing) {
            index.entry(value).or_default().push(n);
        }
    }
    index
}

fn counted<'t>(
    things: impl Iterator<Item = (usize, &'t Thing)>,
    value: impl Fn(&Thing) -> Option<String>,
) -> HashMap<String, usize> {
    by(things, value).into_iter().map(|(v, n)| (v, n.len())).collect()
}

/// A definition, folded, if it is long enough to tell anything.
pub(super) fn telling(definition: Option<&str>) -> Option<String> {
    definition.map(crate::text::fold::f1).filter(|d| d.chars().count() >= TELLING)
}
