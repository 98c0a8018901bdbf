//! 改正の予定と記録: every day on which the law of an edition changes, and what changes then.

use super::edition::Edition;
use super::integrity::is_day;

/// What happens on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// 施行: the first day.
    Begins,
    /// 廃止: the last day.
    Ends,
    /// 改正, told in words.
    Amended,
}

/// One change of law.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// `YYYY-MM-DD`: the first day of what begins, the last of what ends.
    pub date: String,
    pub turn: Turn,
    /// What changes: an amendment's own words, else the names of what begins or ends.
    pub what: String,
    /// Titles of the sources.
    pub law: Vec<String>,
    /// Keys of what it touches: groups, items, code lists, forms, functions.
    pub touches: Vec<String>,
}

/// All changes of an edition, by day. What begins or ends with its group is told with the group only.
pub fn changes(edition: &Edition) -> Vec<Change> {
    let mut all = Collect { edition, found: Vec::new() };
    for group in &edition.groups {
        let group_dates = (group.effective.as_deref(), group.until.as_deref());
        all.dated(&group.name, &group.key, group_dates, &group.sources);
        for item in &group.items {
            let own =
                |day: Option<&str>, of_group: Option<&str>| day.filter(|d| of_group != Some(*d)).map(str::to_string);
            let (from, to) = (own(item.effective.as_deref(), group_dates.0), own(item.until.as_deref(), group_dates.1));
            let name = format!("{}.{}", group.name, item.name);
            all.dated(&name, &item.key, (from.as_deref(), to.as_deref()), &item.sources);
        }
    }
    for list in &edition.code_lists {
        for value in &list.values {
            let said = [value.value.as_deref(), value.label.as_deref()];
            let said: Vec<&str> = said.into_iter().flatten().collect();
            let name = format!("{}: {}", list.name, said.join(" "));
            all.dated(&name, &list.key, (value.effective.as_deref(), value.until.as_deref()), &list.sources);
        }
    }
    for form in &edition.forms {
        all.dated(&form.name, &form.key, (form.effective.as_deref(), form.until.as_deref()), &form.sources);
        for item in &form.items {
            let name = format!("{}: {}", form.name, item.name);
            let sources = if item.sources.is_empty() { &form.sources } else { &item.sources };
            all.dated(&name, &form.key, (item.effective.as_deref(), item.until.as_deref()), sources);
        }
    }
    for function in &edition.functions {
        let dates = (function.effective.as_deref(), function.until.as_deref());
        all.dated(&function.name, &function.key, dates, &function.sources);
    }
    for amendment in &edition.amendments {
        let law = all.titles(&amendment.sources);
        all.found.push(Change {
            date: amendment.date.clone(),
            turn: Turn::Amended,
            what: amendment.what.clone(),
            law,
            touches: amendment.touches.clone(),
        });
    }
    all.finished()
}

struct Collect<'e> {
    edition: &'e Edition,
    found: Vec<Change>,
}

impl Collect<'_> {
    fn dated(&mut self, name: &str, key: &str, (from, to): (Option<&str>, Option<&str>), sources: &[String]) {
        for (day, turn) in [(from, Turn::Begins), (to, Turn::Ends)] {
            let Some(day) = day.filter(|d| is_day(d)) else { continue };
            self.found.push(Change {
                date: day.to_string(),
                turn,
                what: name.to_string(),
                law: self.titles(sources),
                touches: vec![key.to_string()],
            });
        }
    }

    fn titles(&self, ids: &[String]) -> Vec<String> {
        let title = |id: &String| self.edition.sources.iter().find(|s| s.id == *id).map(|s| s.title.clone());
        ids.iter().filter_map(title).collect()
    }

    /// By day; what begins or ends by the same law on the same day is one change.
    fn finished(self) -> Vec<Change> {
        let mut changes: Vec<Change> = Vec::new();
        for change in self.found {
            let same = |c: &&mut Change| {
                change.turn != Turn::Amended && (&c.date, c.turn, &c.law) == (&change.date, change.turn, &change.law)
            };
            match changes.iter_mut().find(same) {
                Some(known) => {
                    known.what = format!("{}、{}", known.what, change.what);
                    known.touches.extend(change.touches);
                }
                None => changes.push(change),
            }
        }
        changes.sort_by(|a, b| (&a.date, a.turn).cmp(&(&b.date, b.turn)));
        changes
    }
}
