//! What a schema cannot say about an edition: unique keys, references that lead somewhere, facts that have a source.

mod law;

use std::collections::{BTreeMap, HashMap, HashSet};

use super::edition::{Basis, Conflict, Digits, Edition, FactSources, Item};
use crate::basis::{Facet, SourceKind};
use crate::domain::ItemType;
use crate::text::fold::f1;
use crate::text::lang::Bilingual;

pub use law::is_day;

/// A fault at a JSON pointer of the edition.
#[derive(Debug)]
pub struct Fault {
    pub pointer: String,
    pub what: Bilingual,
    pub todo: Bilingual,
}

/// For an error that the schema let through.
pub fn unreadable(reason: &str) -> (Bilingual, Bilingual) {
    (
        Bilingual::new("標準仕様データとして読めません", format!("not an edition: {reason}")),
        Bilingual::new(
            "specs/schema/edition.schema.json の形に合わせてください",
            "follow specs/schema/edition.schema.json",
        ),
    )
}

/// Every fault, in the order of the file.
pub fn faults(edition: &Edition) -> Vec<Fault> {
    let mut check = Check { edition, kinds: HashMap::new(), faults: Vec::new() };
    check.sources();
    check.keys();
    check.names();
    check.groups();
    check.code_lists();
    check.forms();
    check.functions();
    check.links();
    check.dates();
    check.amendments();
    check.aliases();
    check.faults
}

struct Check<'e> {
    edition: &'e Edition,
    kinds: HashMap<&'e str, SourceKind>,
    faults: Vec<Fault>,
}

impl<'e> Check<'e> {
    fn fault(&mut self, pointer: impl Into<String>, ja: String, en: String, todo: (&str, &str)) {
        let fault =
            Fault { pointer: pointer.into(), what: Bilingual::new(ja, en), todo: Bilingual::new(todo.0, todo.1) };
        self.faults.push(fault);
    }

    fn sources(&mut self) {
        for (i, source) in self.edition.sources.iter().enumerate() {
            if self.kinds.insert(&source.id, source.kind).is_some() {
                let id = &source.id;
                self.fault(
                    format!("/sources/{i}"),
                    format!("出典 {id} が二度あります"),
                    format!("source {id} stands twice"),
                    UNIQUE,
                );
            }
            if source.kind == SourceKind::Official && self.edition.edition.basis == Basis::Reference {
                self.fault(
                    format!("/sources/{i}/kind"),
                    "参考版の出典に official は使えません".into(),
                    "a reference edition has no official source".into(),
                    (
                        "公表資料は public-document です。official は spec import だけが付けます",
                        "use public-document; only spec import writes official",
                    ),
                );
            }
        }
    }

    /// Keys are unique (in imported editions per kind: 機能ID and 帳票ID have the same shape), and on a reference edition
    /// never of an official shape.
    fn keys(&mut self) {
        let official = self.edition.edition.basis == Basis::Official;
        let mut seen = HashSet::new();
        for (pointer, key) in all_keys(self.edition) {
            let kind = official.then(|| (pointer.split('/').nth(1).map(str::to_string), pointer.contains("/items/")));
            if !seen.insert((kind, key)) {
                self.fault(
                    pointer.clone(),
                    format!("キー {key} が二度あります"),
                    format!("key {key} stands twice"),
                    UNIQUE,
                );
            }
            let looks_official = key.len() >= 6 && key.chars().all(|c| c.is_ascii_digit());
            if looks_official && self.edition.edition.basis == Basis::Reference {
                self.fault(
                    pointer,
                    format!("参考版のキー {key} が公式のIDと同じ形です"),
                    format!("key {key} of a reference edition has the shape of an official id"),
                    ("R010-0012 の形にしてください", "use the form R010-0012"),
                );
            }
        }
    }

    /// Names are what people's work hangs on: unique per group and per kind, after folding. Groups are named within their
    /// business; imported code lists are known by their key and keep the official name, however often it occurs.
    fn names(&mut self) {
        let e = self.edition;
        let in_business = |name: &str, business: &str| match f1(name) {
            folded if folded.is_empty() => folded,
            folded => format!("{business}:{folded}"),
        };
        let groups = e.groups.iter().enumerate();
        let groups: Vec<_> = groups.map(|(i, g)| (format!("/groups/{i}"), in_business(&g.name, &g.business))).collect();
        let lists = e.code_lists.iter().enumerate();
        let list_name = |c: &super::edition::CodeList| match e.edition.basis {
            Basis::Official if !c.name.is_empty() => in_business(&c.name, &c.key),
            _ => f1(&c.name),
        };
        let lists = lists.map(|(i, c)| (format!("/codeLists/{i}"), list_name(c))).collect();
        let forms = e.forms.iter().enumerate().map(|(i, f)| (format!("/forms/{i}"), f1(&f.name))).collect();
        let functions = e.functions.iter().enumerate().map(|(i, f)| (format!("/functions/{i}"), f1(&f.name))).collect();
        for names in [groups, lists, forms, functions] {
            self.unique_names(names);
        }
        for (g, group) in e.groups.iter().enumerate() {
            self.unique_names(
                group.items.iter().enumerate().map(|(i, x)| (format!("/groups/{g}/items/{i}"), f1(&x.name))).collect(),
            );
        }
        for (f, form) in e.forms.iter().enumerate() {
            self.unique_names(
                form.items.iter().enumerate().map(|(i, x)| (format!("/forms/{f}/items/{i}"), f1(&x.name))).collect(),
            );
        }
    }

    fn unique_names(&mut self, names: Vec<(String, String)>) {
        let mut seen = HashSet::new();
        for (pointer, name) in names {
            if name.is_empty() {
                self.fault(pointer.clone(), "名称が空です".into(), "the name is empty".into(), UNIQUE);
            }
            if !seen.insert(name.clone()) {
                self.fault(
                    pointer,
                    format!("名称「{name}」が二度あります"),
                    format!("the name {name:?} stands twice"),
                    UNIQUE,
                );
            }
        }
    }

    fn groups(&mut self) {
        let e = self.edition;
        let lists: HashSet<&str> = e.code_lists.iter().map(|c| c.key.as_str()).collect();
        for (g, group) in e.groups.iter().enumerate() {
            let pointer = format!("/groups/{g}");
            self.supported(&pointer, &group.sources, &group.fact_sources, &[]);
            if !e.businesses.iter().any(|b| b == &group.business || group.business.starts_with(&format!("{b}-"))) {
                let business = &group.business;
                self.fault(
                    &pointer,
                    format!("業務 {business} は businesses にありません"),
                    format!("business {business} is not in businesses"),
                    REFERENCE,
                );
            }
            for (i, item) in group.items.iter().enumerate() {
                self.item(&format!("{pointer}/items/{i}"), item, &lists);
            }
        }
    }

    fn item(&mut self, pointer: &str, item: &'e Item, lists: &HashSet<&str>) {
        let facets: Vec<Facet> = [
            item.data_type.map(|_| Facet::Type),
            item.digits.map(|_| Facet::Digits),
            item.code.as_ref().map(|_| Facet::Code),
            item.presence.map(|_| Facet::Presence),
            item.repeat.map(|_| Facet::Repeat),
            item.unknown_dates.map(|_| Facet::UnknownDates),
            item.primary_key.then_some(Facet::Key),
            item.generated.then_some(Facet::Generated),
        ]
        .into_iter()
        .flatten()
        .collect();
        self.supported(pointer, &item.sources, &item.fact_sources, &facets);
        for (i, conflict) in item.conflicts.iter().enumerate() {
            self.conflict(&format!("{pointer}/conflicts/{i}"), conflict);
        }
        if let Some(code) = &item.code
            && !code.contains(':')
            && !lists.contains(code.as_str())
        {
            self.fault(
                format!("{pointer}/code"),
                format!("コード一覧 {code} がありません"),
                format!("there is no code list {code}"),
                REFERENCE,
            );
        }
        let pair = matches!(item.digits, Some(Digits::Decimal { .. }));
        if pair && item.data_type != Some(ItemType::Decimal) {
            self.fault(
                format!("{pointer}/digits"),
                "桁数 n,m は型 9V だけに使えます".into(),
                "digits \"n,m\" belong to type 9V".into(),
                ("型か桁数を直してください", "correct the type or the digits"),
            );
        }
        if item.digits == Some(Digits::Chars(0)) {
            self.fault(
                format!("{pointer}/digits"),
                "桁数が 0 です".into(),
                "digits are 0".into(),
                ("分からない桁数は書かないでください", "leave unknown digits out"),
            );
        }
    }

    fn conflict(&mut self, pointer: &str, conflict: &Conflict) {
        if !self.kinds.contains_key(conflict.source.as_str()) {
            let id = &conflict.source;
            self.fault(
                pointer,
                format!("出典 {id} は sources にありません"),
                format!("source {id} is not in sources"),
                SOURCE,
            );
        }
        if conflict.digits().is_none() && conflict.data_type().is_none() {
            self.fault(
                pointer,
                "食い違いとして書けるのは digits（桁数）か type（データ型）です".into(),
                "a conflict is about digits or type".into(),
                ("facet と value を確認してください", "check facet and value"),
            );
        }
    }

    fn code_lists(&mut self) {
        for (c, list) in self.edition.code_lists.iter().enumerate() {
            let pointer = format!("/codeLists/{c}");
            self.supported(&pointer, &list.sources, &list.fact_sources, &[]);
            self.closed_list(&pointer, list);
            let mut seen: BTreeMap<&str, Option<&str>> = BTreeMap::new();
            for (v, entry) in list.values.iter().enumerate() {
                if entry.value.is_none() && entry.label.is_none() {
                    self.fault(
                        format!("{pointer}/values/{v}"),
                        "コードの値も内容もありません".into(),
                        "neither value nor label".into(),
                        ("どちらかを書いてください", "give one of them"),
                    );
                }
                let Some(value) = &entry.value else { continue };
                if seen.insert(value, entry.label.as_deref()).is_some() {
                    self.fault(
                        format!("{pointer}/values/{v}"),
                        format!("コード値 {value} が二度あります"),
                        format!("code value {value} stands twice"),
                        UNIQUE,
                    );
                }
            }
        }
    }

    fn forms(&mut self) {
        let e = self.edition;
        let items: HashSet<&str> = e.groups.iter().flat_map(|g| &g.items).map(|i| i.key.as_str()).collect();
        for (f, form) in e.forms.iter().enumerate() {
            let pointer = format!("/forms/{f}");
            let facets: Vec<Facet> = [
                form.paper.as_ref().map(|_| Facet::Paper),
                form.orientation.map(|_| Facet::Orientation),
                form.sides.map(|_| Facet::Sides),
                form.color.map(|_| Facet::Color),
                form.per_sheet.map(|_| Facet::PerSheet),
                form.medium.as_ref().map(|_| Facet::Medium),
                (!form.class.is_empty()).then_some(Facet::Class),
            ]
            .into_iter()
            .flatten()
            .collect();
            self.supported(&pointer, &form.sources, &form.fact_sources, &facets);
            for (i, printed) in form.items.iter().enumerate() {
                let pointer = format!("{pointer}/items/{i}");
                let sources = if printed.sources.is_empty() { &form.sources } else { &printed.sources };
                self.supported(&pointer, sources, &printed.fact_sources, &[]);
                if let Some(key) = printed.item.as_deref().filter(|key| !items.contains(key)) {
                    self.fault(
                        pointer,
                        format!("項目 {key} がありません"),
                        format!("there is no item {key}"),
                        REFERENCE,
                    );
                }
            }
        }
    }

    fn functions(&mut self) {
        let e = self.edition;
        let items: HashSet<&str> = e.groups.iter().flat_map(|g| &g.items).map(|i| i.key.as_str()).collect();
        let forms: HashSet<&str> = e.forms.iter().map(|f| f.key.as_str()).collect();
        for (f, function) in e.functions.iter().enumerate() {
            let pointer = format!("/functions/{f}");
            let class = if function.class.is_empty() { vec![] } else { vec![Facet::Class] };
            self.supported(&pointer, &function.sources, &function.fact_sources, &class);
            let dangling = function.items.iter().filter(|i| !items.contains(i.as_str()));
            for key in dangling.chain(function.forms.iter().filter(|k| !forms.contains(k.as_str()))) {
                self.fault(&pointer, format!("{key} がありません"), format!("there is no {key}"), REFERENCE);
            }
        }
    }

    fn links(&mut self) {
        let e = self.edition;
        let groups: HashMap<&str, HashSet<&str>> =
            e.groups.iter().map(|g| (g.key.as_str(), g.items.iter().map(|i| i.key.as_str()).collect())).collect();
        for (l, link) in e.links.iter().enumerate() {
            let pointer = format!("/links/{l}");
            self.supported(&pointer, &link.sources, &FactSources::new(), &[]);
            if super::catalog::Catalog::get().by_slug(&link.consumer).is_none() {
                let consumer = &link.consumer;
                self.fault(
                    &pointer,
                    format!("システム {consumer} は一覧にありません"),
                    format!("no system {consumer}"),
                    REFERENCE,
                );
            }
            let Some(items) = groups.get(link.group.as_str()) else {
                let group = &link.group;
                self.fault(
                    &pointer,
                    format!("グループ {group} がありません"),
                    format!("there is no group {group}"),
                    REFERENCE,
                );
                continue;
            };
            for key in link.items.iter().filter(|i| !items.contains(i.as_str())) {
                self.fault(
                    &pointer,
                    format!("項目 {key} はこのグループにありません"),
                    format!("item {key} is not of this group"),
                    REFERENCE,
                );
            }
        }
    }

    /// Every object names sources that exist; facets that a statute cannot carry name their own.
    fn supported(&mut self, pointer: &str, sources: &[String], facts: &FactSources, facets: &[Facet]) {
        if sources.is_empty() {
            self.fault(pointer, "出典がありません".into(), "no source is named".into(), SOURCE);
        }
        let named = sources.iter().map(String::as_str).chain(facts.values().flat_map(|f| f.ids()));
        let unknown: Vec<&str> = named.filter(|id| !self.kinds.contains_key(*id)).collect();
        for id in unknown {
            self.fault(
                pointer,
                format!("出典 {id} は sources にありません"),
                format!("source {id} is not in sources"),
                SOURCE,
            );
        }
        let only_statutes =
            !sources.is_empty() && sources.iter().all(|id| self.kinds.get(id.as_str()) == Some(&SourceKind::Statute));
        for facet in facets.iter().filter(|f| only_statutes && !facts.contains_key(f)) {
            self.fault(
                pointer,
                format!("{facet:?} の出典がありません（法令は項目の有無を示すだけです）"),
                format!("{facet:?} has no source of its own; a statute only says that the item exists"),
                ("factSources に書くか、その事柄を省いてください", "name one in factSources or leave the fact out"),
            );
        }
    }
}

const UNIQUE: (&str, &str) = ("どちらかを直してください", "correct one of the two");
const REFERENCE: (&str, &str) = ("キーの綴りを確認してください", "check the spelling of the key");
const SOURCE: (&str, &str) = ("sources の id を書いてください", "name the id of an entry in sources");

fn all_keys(e: &Edition) -> Vec<(String, &str)> {
    let mut keys = Vec::new();
    for (g, group) in e.groups.iter().enumerate() {
        keys.push((format!("/groups/{g}/key"), group.key.as_str()));
        keys.extend(
            group.items.iter().enumerate().map(|(i, item)| (format!("/groups/{g}/items/{i}/key"), item.key.as_str())),
        );
    }
    keys.extend(e.code_lists.iter().enumerate().map(|(i, c)| (format!("/codeLists/{i}/key"), c.key.as_str())));
    keys.extend(e.forms.iter().enumerate().map(|(i, f)| (format!("/forms/{i}/key"), f.key.as_str())));
    keys.extend(e.functions.iter().enumerate().map(|(i, f)| (format!("/functions/{i}/key"), f.key.as_str())));
    keys
}
