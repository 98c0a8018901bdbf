//! Two things that are one, aspect by aspect.

use super::aspects::{Aspect, Difference};
use super::changes::{Change, How, empty, named};
use super::inventory::{Inventory, Kind};
use super::pairing::Pairing;
use super::recognise::Link;
use crate::spec::edition::{Classes, CodeList, ForeignKey, Presence};
use crate::spec::words;
use crate::text::fold::f1;

/// Compares things of the two editions of a pairing.
pub(super) struct Comparer<'p, 'e> {
    pairing: &'p Pairing<'e>,
}

/// Gathers what differs.
#[derive(Default)]
struct Differences(Vec<Difference>);

impl Differences {
    fn text(&mut self, aspect: Aspect, old: Option<&str>, new: Option<&str>) {
        if old.map(f1) != new.map(f1) {
            self.put(aspect, old.map(str::to_string), new.map(str::to_string));
        }
    }

    fn put(&mut self, aspect: Aspect, old: Option<String>, new: Option<String>) {
        self.0.push(Difference { aspect, old, new });
    }

    fn shown<T: PartialEq>(&mut self, aspect: Aspect, old: Option<T>, new: Option<T>, show: impl Fn(&T) -> String) {
        if old != new {
            self.put(aspect, old.as_ref().map(&show), new.as_ref().map(&show));
        }
    }

    /// A mark that is there or not.
    fn flag(&mut self, aspect: Aspect, old: bool, new: bool) {
        let show = |mark: bool| Some(if mark { "○" } else { "－" }.to_string());
        if old != new {
            self.put(aspect, show(old), show(new));
        }
    }

    fn list(&mut self, aspect: Aspect, old: Vec<String>, new: Vec<String>) {
        let told = |names: &[String]| Some(names.join("、")).filter(|t| !t.is_empty());
        if old != new {
            self.put(aspect, told(&old), told(&new));
        }
    }
}

impl<'p, 'e> Comparer<'p, 'e> {
    pub(super) fn new(pairing: &'p Pairing<'e>) -> Self {
        Comparer { pairing }
    }

    /// The change of a pair, if anything differs.
    pub(super) fn change(&self, kind: Kind, link: &Link) -> Option<Change> {
        let (old, new) = (&self.pairing.old, &self.pairing.new);
        let mut d = Differences::default();
        d.text(Aspect::Name, Some(old.name(kind, link.old)), Some(new.name(kind, link.new)));
        let moved = self.moved(kind, link);
        if moved {
            d.put(Aspect::Place, Some(old.within(kind, link.old).into()), Some(new.within(kind, link.new).into()));
        }
        if old.edition.edition.basis == new.edition.edition.basis && kind != Kind::PrintedItem {
            d.text(Aspect::Key, Some(old.key(kind, link.old)), Some(new.key(kind, link.new)));
        }
        match kind {
            Kind::Group => self.group(link, &mut d),
            Kind::Item => self.item(link, &mut d),
            Kind::CodeList => lists(&old.edition.code_lists[link.old], &new.edition.code_lists[link.new], &mut d),
            Kind::Form => self.form(link, &mut d),
            Kind::PrintedItem => self.printed(link, &mut d),
            Kind::Function => self.function(link, &mut d),
        }
        if d.0.is_empty() {
            return None;
        }
        let renamed = d.0.iter().any(|x| matches!(x.aspect, Aspect::Name | Aspect::Place));
        Some(Change {
            old: Some(named(old, kind, link.old)),
            new: Some(named(new, kind, link.new)),
            evidence: link.evidence.clone(),
            differences: d.0,
            ..empty(kind, if renamed { How::Renamed } else { How::Changed })
        })
    }

    /// In another group or form than the one that its own has become.
    fn moved(&self, kind: Kind, link: &Link) -> bool {
        let parents = if kind == Kind::PrintedItem { Kind::Form } else { Kind::Group };
        let parent = self.pairing.old.parent(kind, link.old);
        let became = parent.and_then(|p| self.pairing.of_old(parents, p)).map(|l| l.new);
        parent.is_some() && became != self.pairing.new.parent(kind, link.new)
    }

    fn group(&self, link: &Link, d: &mut Differences) {
        let (old, new) = (self.pairing.old.group(link.old), self.pairing.new.group(link.new));
        d.text(Aspect::Business, Some(&old.business), Some(&new.business));
        d.shown(Aspect::History, old.history, new.history, json_word);
        d.text(Aspect::Definition, old.definition.as_deref(), new.definition.as_deref());
        d.list(Aspect::Links, consumers(&self.pairing.old, &old.key), consumers(&self.pairing.new, &new.key));
        self.order(link, d);
    }

    /// Items that both have, in another order: files of one edition do not fit the other.
    fn order(&self, link: &Link, d: &mut Differences) {
        let there = self.pairing.new.parts(Kind::Item, link.new);
        let kept: Vec<usize> = self
            .pairing
            .old
            .parts(Kind::Item, link.old)
            .filter_map(|i| self.pairing.of_old(Kind::Item, i).map(|l| l.new))
            .filter(|n| there.contains(n))
            .collect();
        let mut sorted = kept.clone();
        sorted.sort_unstable();
        let names = |order: &[usize], other: &[usize]| {
            let moved = order.iter().zip(other).filter(|(a, b)| a != b).take(8);
            let names: Vec<&str> = moved.map(|(n, _)| self.pairing.new.name(Kind::Item, *n)).collect();
            names.join("、")
        };
        if kept != sorted {
            d.put(Aspect::Order, Some(names(&kept, &sorted)), Some(names(&sorted, &kept)));
        }
    }

    fn item(&self, link: &Link, d: &mut Differences) {
        let (old, new) = (self.pairing.old.item(link.old), self.pairing.new.item(link.new));
        d.shown(Aspect::Type, old.data_type, new.data_type, |t| words::type_letters(*t).to_string());
        d.shown(Aspect::Digits, old.digits, new.digits, |n| n.to_string());
        self.code(old.code.as_deref(), new.code.as_deref(), d);
        d.flag(Aspect::PrimaryKey, old.primary_key, new.primary_key);
        self.foreign_key(old.foreign_key.as_ref(), new.foreign_key.as_ref(), d);
        d.shown(Aspect::Repeat, old.repeat, new.repeat, u32::to_string);
        d.shown(Aspect::UnknownDates, old.unknown_dates, new.unknown_dates, |b| {
            if *b { "許容" } else { "不可" }.into()
        });
        d.flag(Aspect::Generated, old.generated, new.generated);
        d.shown(Aspect::Value, old.value, new.value, |v| words::value_word(*v).to_string());
        d.shown(Aspect::Presence, old.presence, new.presence, |p| match p {
            Presence::Mandatory => "○".into(),
            Presence::Optional => "－".into(),
        });
        d.text(Aspect::Condition, old.condition.as_deref(), new.condition.as_deref());
        d.text(Aspect::Effective, old.effective.as_deref(), new.effective.as_deref());
        d.text(Aspect::Until, old.until.as_deref(), new.until.as_deref());
        d.text(Aspect::Definition, old.definition.as_deref(), new.definition.as_deref());
        d.text(Aspect::Description, old.description.as_deref(), new.description.as_deref());
        d.text(Aspect::Remarks, old.remarks.as_deref(), new.remarks.as_deref());
        d.text(Aspect::Sample, old.sample.as_deref(), new.sample.as_deref());
        d.text(Aspect::Romaji, old.romaji.as_deref(), new.romaji.as_deref());
        d.list(Aspect::Classes, old.classes.clone(), new.classes.clone());
        d.list(Aspect::References, old.function_refs.clone(), new.function_refs.clone());
    }

    /// Lists are named by people: another key of the same list is no difference.
    fn code(&self, old: Option<&str>, new: Option<&str>, d: &mut Differences) {
        let position = |inventory: &Inventory<'_>, key: Option<&str>| {
            let key = key?;
            inventory.edition.code_lists.iter().position(|l| l.key == key)
        };
        let (a, b) = (position(&self.pairing.old, old), position(&self.pairing.new, new));
        let same = match (a, b) {
            (Some(a), Some(b)) => self.pairing.of_old(Kind::CodeList, a).is_some_and(|l| l.new == b),
            _ => old == new,
        };
        let name = |inventory: &Inventory<'_>, at: Option<usize>, key: Option<&str>| {
            at.map(|n| inventory.name(Kind::CodeList, n).to_string()).or_else(|| key.map(str::to_string))
        };
        if !same {
            d.put(Aspect::Code, name(&self.pairing.old, a, old), name(&self.pairing.new, b, new));
        }
    }

    fn foreign_key(&self, old: Option<&ForeignKey>, new: Option<&ForeignKey>, d: &mut Differences) {
        let became = |group: &str| {
            let found = self.pairing.old.find(Kind::Group, group).first();
            let link = found.and_then(|g| self.pairing.of_old(Kind::Group, *g));
            link.map_or(group.to_string(), |l| self.pairing.new.name(Kind::Group, l.new).to_string())
        };
        let same = match (old, new) {
            (Some(a), Some(b)) => f1(&became(&a.group)) == f1(&b.group),
            (a, b) => a.is_none() && b.is_none(),
        };
        if !same {
            d.put(Aspect::ForeignKey, old.map(|k| k.group.clone()), new.map(|k| k.group.clone()));
        }
    }

    fn form(&self, link: &Link, d: &mut Differences) {
        let (old, new) = (self.pairing.old.form(link.old), self.pairing.new.form(link.new));
        d.text(Aspect::Paper, old.paper.as_deref(), new.paper.as_deref());
        d.shown(Aspect::Orientation, old.orientation, new.orientation, json_word);
        d.shown(Aspect::Sides, old.sides, new.sides, u8::to_string);
        d.shown(Aspect::Color, old.color, new.color, json_word);
        d.shown(Aspect::PerSheet, old.per_sheet, new.per_sheet, u32::to_string);
        d.text(Aspect::Medium, old.medium.as_deref(), new.medium.as_deref());
        class(&old.class, &new.class, d);
        d.text(Aspect::Effective, old.effective.as_deref(), new.effective.as_deref());
        d.shown(Aspect::Audience, Some(old.audience), Some(new.audience), json_word);
        d.shown(Aspect::Direction, Some(old.direction), Some(new.direction), json_word);
        d.text(Aspect::FormNumber, old.form_number.as_deref(), new.form_number.as_deref());
        d.text(Aspect::LegalBasis, old.legal_basis.as_deref(), new.legal_basis.as_deref());
        d.text(Aspect::Definition, old.definition.as_deref(), new.definition.as_deref());
    }

    fn printed(&self, link: &Link, d: &mut Differences) {
        let (old, new) = (self.pairing.old.printed(link.old), self.pairing.new.printed(link.new));
        let item = |inventory: &Inventory<'_>, key: Option<&str>| {
            (0..inventory.count(Kind::Item)).find(|n| Some(inventory.key(Kind::Item, *n)) == key)
        };
        let a = item(&self.pairing.old, old.item.as_deref());
        let b = item(&self.pairing.new, new.item.as_deref());
        let became = a.and_then(|a| self.pairing.of_old(Kind::Item, a)).map(|l| l.new);
        if became != b {
            let label = |inventory: &Inventory<'_>, n: Option<usize>| n.map(|n| inventory.plain_label(Kind::Item, n));
            d.put(Aspect::PrintedSource, label(&self.pairing.old, a), label(&self.pairing.new, b));
        }
        d.shown(Aspect::Max, old.max, new.max, u32::to_string);
        d.shown(Aspect::Lines, old.lines, new.lines, u32::to_string);
        d.shown(Aspect::Repeat, old.repeat, new.repeat, u32::to_string);
        class(&old.class, &new.class, d);
        d.text(Aspect::Condition, old.condition.as_deref(), new.condition.as_deref());
    }

    fn function(&self, link: &Link, d: &mut Differences) {
        let (old, new) = (self.pairing.old.function(link.old), self.pairing.new.function(link.new));
        class(&old.class, &new.class, d);
        d.text(Aspect::Effective, old.effective.as_deref(), new.effective.as_deref());
        d.text(Aspect::Requirement, old.requirement.as_deref(), new.requirement.as_deref());
        d.text(Aspect::Definition, old.definition.as_deref(), new.definition.as_deref());
        d.list(Aspect::Uses, self.used(&self.pairing.old, old, true), self.used(&self.pairing.new, new, false));
    }

    /// Names of the items and forms that a function uses, under their new names where they have one.
    fn used(&self, inventory: &Inventory<'_>, function: &crate::spec::edition::Function, old: bool) -> Vec<String> {
        let mut names = Vec::new();
        for (kind, keys) in [(Kind::Item, &function.items), (Kind::Form, &function.forms)] {
            for n in (0..inventory.count(kind)).filter(|n| keys.iter().any(|k| k == inventory.key(kind, *n))) {
                let link = if old { self.pairing.of_old(kind, n) } else { None };
                names.push(
                    link.map_or_else(|| inventory.plain_label(kind, n), |l| self.pairing.new.plain_label(kind, l.new)),
                );
            }
        }
        names.sort();
        names
    }
}

fn lists(old: &CodeList, new: &CodeList, d: &mut Differences) {
    d.flag(Aspect::Open, old.open, new.open);
    let label = |list: &CodeList, value: &str| {
        let found = list.values.iter().find(|v| v.value.as_deref().unwrap_or_default() == value);
        found.map(|v| format!("{value} {}", v.label.as_deref().unwrap_or_default()).trim().to_string())
    };
    let mut values: Vec<&str> = Vec::new();
    for value in old.values.iter().chain(&new.values).map(|v| v.value.as_deref().unwrap_or_default()) {
        if !values.contains(&value) {
            values.push(value);
        }
    }
    for value in values {
        let (a, b) = (label(old, value), label(new, value));
        d.text(Aspect::CodeValue, a.as_deref(), b.as_deref());
    }
}

fn class(old: &Classes, new: &Classes, d: &mut Differences) {
    let told = |classes: &Classes| {
        let all: Vec<String> = classes
            .0
            .iter()
            .map(|(category, class)| match category.name() {
                "default" => json_word(class),
                name => format!("{name}: {}", json_word(class)),
            })
            .collect();
        Some(all.join("、")).filter(|t| !t.is_empty())
    };
    let (a, b) = (told(old), told(new));
    d.text(Aspect::Class, a.as_deref(), b.as_deref());
}

fn consumers(inventory: &Inventory<'_>, group: &str) -> Vec<String> {
    let links = inventory.edition.links.iter().filter(|l| l.group == group);
    let mut consumers: Vec<String> = links.map(|l| l.consumer.clone()).collect();
    consumers.sort();
    consumers.dedup();
    consumers
}

/// The word of an enumeration as editions write it, in Japanese where there is a usual one.
fn json_word<T: serde::Serialize>(value: &T) -> String {
    let word = serde_json::to_value(value).ok().and_then(|v| v.as_str().map(str::to_string)).unwrap_or_default();
    match word.as_str() {
        "mandatory" => "実装必須",
        "optional" => "標準オプション",
        "forbidden" => "実装不可",
        "portrait" => "縦",
        "landscape" => "横",
        "mono" => "白黒",
        "color" => "カラー",
        "resident" => "住民",
        "organization" => "団体",
        "internal" => "内部",
        "issued" => "発行",
        "received" => "受領",
        "full" => "全履歴",
        "diff" => "差分",
        "latest" => "最新のみ",
        "by-year" => "年度ごと",
        _ => return word,
    }
    .to_string()
}
