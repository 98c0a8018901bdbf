//! Dates of the law, lists that a source closes, topics that are left out, other names.

use std::collections::{HashMap, HashSet};

use super::{Check, REFERENCE, UNIQUE};
use crate::basis::SourceKind;
use crate::spec::edition::{Basis, CodeList, Edition};
use crate::text::fold::f1;

const DAY: (&str, &str) = ("YYYY-MM-DD で書いてください（例 2026-03-31）", "write YYYY-MM-DD, as 2026-03-31");

/// A pointer with the first and the last day that stand there.
type Dated<'e> = (String, Option<&'e str>, Option<&'e str>);

impl<'e> Check<'e> {
    /// Days are days, and nothing ends before it begins. Imported editions keep a 適合基準日 as the workbook writes it.
    pub(super) fn dates(&mut self) {
        let official = self.edition.edition.basis == Basis::Official;
        for (pointer, effective, until) in all_dates(self.edition) {
            let words = effective.into_iter().chain(until).filter(|day| !official && !is_day(day));
            for word in words {
                self.fault(
                    pointer.clone(),
                    format!("「{word}」は日付ではありません"),
                    format!("{word:?} is no date"),
                    DAY,
                );
            }
            if let (Some(from), Some(to)) = (effective, until)
                && from > to
            {
                self.fault(
                    pointer,
                    format!("終わり（{to}）が始まり（{from}）より前です"),
                    format!("it ends ({to}) before it begins ({from})"),
                    ("effective と until を確認してください", "check effective and until"),
                );
            }
        }
    }

    /// 改正 and 未収録: sources that exist, objects that exist.
    pub(super) fn amendments(&mut self) {
        let e = self.edition;
        let keys: HashSet<&str> = super::all_keys(e).into_iter().map(|(_, key)| key).collect();
        for (a, amendment) in e.amendments.iter().enumerate() {
            let pointer = format!("/amendments/{a}");
            self.supported(&pointer, &amendment.sources, &Default::default(), &[]);
            for key in amendment.touches.iter().filter(|key| !keys.contains(key.as_str())) {
                self.fault(&pointer, format!("{key} がありません"), format!("there is no {key}"), REFERENCE);
            }
        }
        for (n, topic) in e.not_recorded.iter().enumerate() {
            let pointer = format!("/notRecorded/{n}");
            if topic.words.iter().chain([&topic.topic]).any(|word| f1(word).is_empty()) {
                let ja = "空の語があります".to_string();
                let todo = ("語を書くか、消してください", "give a word or take it out");
                self.fault(pointer.clone(), ja, "an empty word".to_string(), todo);
            }
            if !topic.sources.is_empty() {
                self.supported(&pointer, &topic.sources, &Default::default(), &[]);
            }
        }
    }

    /// A closed list names the source that closes it: a statute, an official workbook or a published text.
    pub(super) fn closed_list(&mut self, pointer: &str, list: &'e CodeList) {
        let Some(id) = &list.closed_by else { return };
        let allowed = [SourceKind::Official, SourceKind::Statute, SourceKind::PublicDocument];
        let (ja, en) = match self.kinds.get(id.as_str()) {
            None => (format!("出典 {id} は sources にありません"), format!("source {id} is not in sources")),
            Some(kind) if !allowed.contains(kind) => (
                format!("出典 {id}（{}）はコード一覧を閉じる根拠になりません", kind.id()),
                format!("source {id} ({}) cannot close a list", kind.id()),
            ),
            Some(_) if list.open => (
                "open: true と closedBy が両方あります".to_string(),
                "open: true and closedBy contradict each other".to_string(),
            ),
            Some(_) => return,
        };
        let todo = (
            "ほかの値を除く法令・公表資料の id を書くか、open: true にしてください",
            "name the statute or published text that excludes other values, or write open: true",
        );
        self.fault(format!("{pointer}/closedBy"), ja, en, todo);
    }

    /// Other names lead to one object only.
    pub(super) fn aliases(&mut self) {
        let e = self.edition;
        let groups = e.groups.iter().enumerate();
        let business = |name: &str, business: &str| format!("{business}:{}", f1(name));
        let groups = groups.map(|(i, g)| {
            let others = g.aliases.iter().map(|a| business(a, &g.business)).collect();
            (format!("/groups/{i}/aliases"), business(&g.name, &g.business), others)
        });
        self.unique_aliases(groups.collect());
        let plain = |pointer: String, name: &str, aliases: &[String]| {
            (pointer, f1(name), aliases.iter().map(|a| f1(a)).collect::<Vec<_>>())
        };
        let forms = e.forms.iter().enumerate();
        self.unique_aliases(forms.map(|(i, f)| plain(format!("/forms/{i}/aliases"), &f.name, &f.aliases)).collect());
        let functions = e.functions.iter().enumerate();
        let functions = functions.map(|(i, f)| plain(format!("/functions/{i}/aliases"), &f.name, &f.aliases));
        self.unique_aliases(functions.collect());
        for (g, group) in e.groups.iter().enumerate() {
            let items = group.items.iter().enumerate();
            let items = items.map(|(i, x)| plain(format!("/groups/{g}/items/{i}/aliases"), &x.name, &x.aliases));
            self.unique_aliases(items.collect());
        }
    }

    fn unique_aliases(&mut self, objects: Vec<(String, String, Vec<String>)>) {
        let mut taken: HashMap<String, usize> =
            objects.iter().enumerate().map(|(at, (_, name, _))| (name.clone(), at)).collect();
        for (at, (pointer, _, aliases)) in objects.into_iter().enumerate() {
            for alias in aliases {
                if taken.insert(alias.clone(), at).is_some() {
                    self.fault(
                        pointer.clone(),
                        format!("別名「{alias}」はほかの名称か別名と同じです"),
                        format!("the other name {alias:?} is taken already"),
                        UNIQUE,
                    );
                }
            }
        }
    }
}

/// Whether a text is a day as editions write it.
pub fn is_day(text: &str) -> bool {
    text.len() == 10 && text.parse::<jiff::civil::Date>().is_ok()
}

fn all_dates(e: &Edition) -> Vec<Dated<'_>> {
    let mut all: Vec<Dated<'_>> = Vec::new();
    for (g, group) in e.groups.iter().enumerate() {
        all.push((format!("/groups/{g}"), group.effective.as_deref(), group.until.as_deref()));
        let items = group.items.iter().enumerate();
        all.extend(items.map(|(i, x)| (format!("/groups/{g}/items/{i}"), x.effective.as_deref(), x.until.as_deref())));
    }
    for (l, list) in e.code_lists.iter().enumerate() {
        let values = list.values.iter().enumerate();
        all.extend(
            values.map(|(v, x)| (format!("/codeLists/{l}/values/{v}"), x.effective.as_deref(), x.until.as_deref())),
        );
    }
    for (f, form) in e.forms.iter().enumerate() {
        all.push((format!("/forms/{f}"), form.effective.as_deref(), form.until.as_deref()));
        let items = form.items.iter().enumerate();
        all.extend(items.map(|(i, x)| (format!("/forms/{f}/items/{i}"), x.effective.as_deref(), x.until.as_deref())));
    }
    let functions = e.functions.iter().enumerate();
    all.extend(functions.map(|(f, x)| (format!("/functions/{f}"), x.effective.as_deref(), x.until.as_deref())));
    let amendments = e.amendments.iter().enumerate();
    all.extend(amendments.map(|(a, x)| (format!("/amendments/{a}"), Some(x.date.as_str()), None)));
    let topics = e.not_recorded.iter().enumerate();
    all.extend(topics.map(|(n, x)| (format!("/notRecorded/{n}"), x.effective.as_deref(), None)));
    all.retain(|(_, effective, until)| effective.is_some() || until.is_some());
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spec::integrity::faults;

    fn edition(patch: &str, value: serde_json::Value) -> Edition {
        let mut json = serde_json::json!({
            "schema": "gapcheck.edition/1", "system": "resident-tax", "businesses": ["010"], "title": "t",
            "edition": {"label": "l", "date": "2026-11-20", "basis": "reference"},
            "sources": [{"id": "law", "kind": "statute", "title": "法"}, {"id": "seen", "kind": "observed", "title": "o"}],
            "groups": [{"key": "R010-G01", "name": "税額", "business": "010", "sources": ["law"], "items": [
                {"key": "R010-0001", "name": "税額", "sources": ["law"]}, {"key": "R010-0002", "name": "税率", "sources": ["law"]}]}],
            "codeLists": [{"key": "R010-C01", "name": "区分", "open": true, "sources": ["law"], "values": [{"value": "1"}]}],
        });
        *json.pointer_mut(patch).unwrap() = value;
        serde_json::from_value(json).unwrap()
    }

    fn told(patch: &str, value: serde_json::Value) -> Vec<String> {
        faults(&edition(patch, value)).into_iter().map(|f| format!("{} {}", f.pointer, f.what.ja)).collect()
    }

    #[test]
    fn days_are_days_and_in_order() {
        let item = |effective: &str, until: &str| serde_json::json!([{"key": "R010-0001", "name": "税額", "effective": effective, "until": until, "sources": ["law"]}]);
        assert!(told("/groups/0/items", item("2019-10-01", "2026-03-31")).is_empty());
        assert_eq!(told("/groups/0/items", item("2026-04-01", "2026-03-31")).len(), 1);
        assert_eq!(
            told("/groups/0/items", item("2019-10-01", "2026-02-30")),
            ["/groups/0/items/0 「2026-02-30」は日付ではありません"]
        );
    }

    #[test]
    fn only_a_law_a_workbook_or_a_published_text_closes_a_list() {
        let list = |open: bool, by: &str| serde_json::json!([{"key": "R010-C01", "name": "区分", "open": open, "closedBy": by, "sources": ["law"], "values": [{"value": "1"}]}]);
        assert!(told("/codeLists", list(false, "law")).is_empty());
        for (open, by) in [(false, "seen"), (false, "nowhere"), (true, "law")] {
            assert_eq!(told("/codeLists", list(open, by)).len(), 1, "{open} {by}");
        }
    }

    #[test]
    fn another_name_is_nobody_elses() {
        let items = |alias: &str| {
            serde_json::json!([{"key": "R010-0001", "name": "税額", "aliases": [alias], "sources": ["law"]},
                {"key": "R010-0002", "name": "税率", "sources": ["law"]}])
        };
        assert!(told("/groups/0/items", items("年税額")).is_empty());
        assert_eq!(told("/groups/0/items", items("税　率")).len(), 1);
    }
}
