//! One edition while it is being put together.

use std::collections::{BTreeSet, HashMap};

use super::book::Book;
use super::codes::ListRows;
use super::forms::{FormRow, PrintedRow};
use super::functions::FunctionRow;
use super::ids::CodeRef;
use super::items::ItemRow;
use super::link;
use super::report::{Report, quoted};
use super::settings::Settings;
use super::unique::Names;
use crate::basis::{Facet, SourceKind};
use crate::spec::catalog::System;
use crate::spec::edition::{
    Basis, CodeList, Edition, FactSources, Form, FormatTag, Function, Group, Item, OneOrMany, SheetPlace, Source,
    Version,
};
use crate::spec::integrity;
use crate::text::fold::f1;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;

/// A group with what is resolved at the end.
pub(super) struct GroupDraft {
    pub(super) business: String,
    pub(super) name: String,
    id: Option<String>,
    pub(super) items: Vec<(Item, Option<CodeRef>)>,
    /// Folded names of the items, with their positions.
    names: HashMap<String, usize>,
}

pub(super) struct Draft {
    pub(super) system: &'static System,
    pub(super) groups: Vec<GroupDraft>,
    pub(super) lists: Vec<CodeList>,
    pub(super) functions: Vec<Function>,
    pub(super) forms: Vec<Form>,
    pub(super) printed: Vec<PrintedRow>,
    businesses: BTreeSet<String>,
    sources: Vec<Source>,
    labels: Vec<(String, String)>,
    dates: Vec<String>,
    title: Option<String>,
    by_key: HashMap<String, (usize, usize)>,
    by_group: HashMap<(String, String), usize>,
    function_names: Names,
    form_names: Names,
    needs_editorial: bool,
}

impl Draft {
    pub(super) fn new(system: &'static System) -> Self {
        Draft {
            system,
            groups: vec![],
            lists: vec![],
            functions: vec![],
            forms: vec![],
            printed: vec![],
            businesses: BTreeSet::new(),
            sources: vec![],
            labels: vec![],
            dates: vec![],
            title: None,
            by_key: HashMap::new(),
            by_group: HashMap::new(),
            function_names: Names::default(),
            form_names: Names::default(),
            needs_editorial: false,
        }
    }

    /// Notes that a file contributed, and what it says of the edition.
    pub(super) fn credit(&mut self, book: &Book, alone: bool) {
        self.sources.push(book.source.clone());
        let file = book.source.file.clone().unwrap_or_default();
        self.labels.extend(book.hints.label.clone().map(|label| (label, file)));
        self.dates.extend(book.hints.date.clone());
        if alone && self.title.is_none() {
            self.title.clone_from(&book.title);
        }
    }

    pub(super) fn add_item(&mut self, row: ItemRow, report: &mut Report) {
        let Some(at) = row.item.at.clone() else { return };
        if let Some((group, item)) = self.by_key.get(&row.item.key).copied() {
            let known = &mut self.groups[group];
            let same = known.name == row.group && same_content(&known.items[item].0, &row.item);
            // two workbooks contradict each other; within one the first row stands
            let elsewhere = known.items[item].0.at.as_ref().is_some_and(|first| first.file != at.file);
            let disputed = if elsewhere { dispute(&mut known.items[item], &row) } else { Vec::new() };
            if !disputed.is_empty() {
                let known = &known.items[item].0;
                let (name, facets) = (quoted(&known.name), disputed.join("・"));
                let first =
                    known.at.as_ref().map_or(String::new(), |p| format!("{}「{}」{}行目", p.file, p.sheet, p.row));
                return report.unread(
                    &at,
                    Bilingual::new(
                        format!(
                            "項目 {} {name} の{facets}が {first} と食い違います。どちらからも取りません",
                            known.key
                        ),
                        format!("{facets} of item {} {name:?} disagrees with {first}; neither is taken", known.key),
                    ),
                );
            }
            return repeated(&row.item.key, known.items[item].0.at.as_ref(), same, &at, report);
        }
        let group = self.group(&row.business, &row.group, row.group_id);
        let GroupDraft { items, names, .. } = &mut self.groups[group];
        let name = f1(&row.item.name);
        if let Some(first) = names.get(&name) {
            let (name, key) = (quoted(&row.item.name), &items[*first].0.key);
            let reason = Bilingual::new(
                format!("データ項目「{name}」が同じグループに二度あります（先の項目 {key}）"),
                format!("the item {name:?} stands twice in its group (first as {key})"),
            );
            return report.unread(&at, reason);
        }
        names.insert(name, items.len());
        self.by_key.insert(row.item.key.clone(), (group, items.len()));
        items.push((row.item, row.code));
        self.businesses.insert(row.business);
    }

    fn group(&mut self, business: &str, name: &str, id: Option<String>) -> usize {
        let place = (business.to_string(), f1(name));
        if let Some(known) = self.by_group.get(&place) {
            return *known;
        }
        self.by_group.insert(place, self.groups.len());
        let (business, name) = (business.to_string(), name.to_string());
        self.groups.push(GroupDraft { business, name, id, items: vec![], names: HashMap::new() });
        self.groups.len() - 1
    }

    pub(super) fn add_list(&mut self, row: ListRows, report: &mut Report) {
        let Some(known) = self.lists.iter().find(|l| l.key == row.list.key) else {
            return self.lists.push(row.list);
        };
        let values = |list: &CodeList| serde_json::to_string(&list.values).unwrap_or_default();
        if values(known) != values(&row.list)
            && let Some(at) = &row.list.at
        {
            let key = &row.list.key;
            let reason = Bilingual::new(
                format!("コード一覧 {key} が二度あり、内容が違います（先のものを使います）"),
                format!("the code list {key} stands twice with different content; the first is used"),
            );
            report.unread(at, reason);
        }
    }

    pub(super) fn add_function(&mut self, row: FunctionRow, report: &mut Report) {
        let mut function = row.function;
        function.business = row.business.clone();
        let known = self.functions.iter_mut().find(|f| !function.key.is_empty() && f.key == function.key);
        if let Some(known) = known {
            // one function over several rows
            if f1(&known.name) == f1(&function.name) && known.class == function.class && known.forms == function.forms {
                let texts = [known.requirement.take(), function.requirement];
                known.requirement = join(&texts);
            } else if let Some(at) = &function.at {
                repeated(&function.key, known.at.as_ref(), false, at, report);
            }
            return;
        }
        if function.key.is_empty() {
            function.key = self.made_up_key(row.business.as_deref(), 'F', self.functions.len());
        }
        function.name = self.function_names.take(&function.name, &function.key);
        self.businesses.extend(row.business);
        self.functions.push(function);
    }

    pub(super) fn add_form(&mut self, row: FormRow, report: &mut Report) {
        let mut form = row.form;
        if let Some(known) = self.forms.iter().find(|f| !form.key.is_empty() && f.key == form.key) {
            if let Some(at) = &form.at {
                let same = f1(&known.name) == f1(&form.name);
                repeated(&form.key, known.at.as_ref(), same, at, report);
            }
            return;
        }
        if form.key.is_empty() {
            form.key = self.made_up_key(row.business.as_deref(), 'T', self.forms.len());
        }
        if !row.audience_known {
            form.fact_sources.insert(Facet::Audience, OneOrMany::One(EDITORIAL.into()));
            self.needs_editorial = true;
        }
        form.name = self.form_names.take(&form.name, &form.key);
        self.businesses.extend(row.business);
        self.forms.push(form);
    }

    fn made_up_key(&self, business: Option<&str>, kind: char, count: usize) -> String {
        let business = business.or(self.system.codes.first().map(String::as_str)).unwrap_or("000");
        format!("{business}-{kind}{:03}", count + 1)
    }

    /// Resolves references and makes the edition.
    pub(super) fn finish(mut self, settings: &Settings, report: &mut Report) -> Result<Edition, Vec<Problem>> {
        let version = self.version(settings).map_err(|p| vec![p])?;
        if self.businesses.is_empty() {
            self.businesses.extend(self.lists.iter().filter_map(|l| l.key.split('-').next()).map(str::to_string));
        }
        self.groups.sort_by(|a, b| a.business.cmp(&b.business));
        link::codes(&mut self, report);
        link::printed_items(&mut self, report);
        link::functions(&mut self, report);
        if self.needs_editorial {
            self.sources.push(editorial());
        }
        let groups = self.finished_groups();
        let edition = Edition {
            schema: FormatTag::V1,
            system: self.system.slug.clone(),
            businesses: self.businesses.into_iter().collect(),
            title: self.title.unwrap_or_else(|| format!("{} 標準仕様", self.system.name)),
            includes: self.system.includes.clone(),
            edition: version,
            sources: self.sources,
            groups: link::foreign_keys(groups),
            code_lists: self.lists,
            forms: self.forms,
            functions: self.functions,
            links: Vec::new(),
            not_recorded: Vec::new(),
            amendments: Vec::new(),
        };
        match integrity::faults(&edition) {
            faults if faults.is_empty() => Ok(edition),
            faults => Err(faults.into_iter().map(|f| Problem::new(f.pointer, f.what, f.todo)).collect()),
        }
    }

    fn finished_groups(&mut self) -> Vec<Group> {
        let mut count: HashMap<String, usize> = HashMap::new();
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let drafts = std::mem::take(&mut self.groups);
        drafts
            .into_iter()
            .map(|draft| {
                let number = count.entry(draft.business.clone()).or_default();
                *number += 1;
                let usual = format!("{}-G{number:02}", draft.business);
                let key = draft.id.filter(|id| !taken.contains(id)).unwrap_or(usual);
                taken.insert(key.clone());
                let items: Vec<Item> = draft.items.into_iter().map(|(item, _)| item).collect();
                let mut sources: Vec<String> = items.iter().flat_map(|i| i.sources.clone()).collect();
                sources.dedup();
                sources.sort();
                sources.dedup();
                Group {
                    key,
                    name: draft.name,
                    aliases: Vec::new(),
                    business: draft.business,
                    sources,
                    effective: None,
                    until: None,
                    history: None,
                    fact_sources: FactSources::new(),
                    definition: None,
                    items,
                }
            })
            .collect()
    }

    /// Label and date: as asked for, else as the files say.
    fn version(&self, settings: &Settings) -> Result<Version, Problem> {
        let mut labels: Vec<&str> = self.labels.iter().map(|(label, _)| label.as_str()).collect();
        labels.sort_unstable();
        labels.dedup();
        let label = match (&settings.label, labels.as_slice()) {
            (Some(label), _) => Some(label.clone()),
            (None, [one]) => Some((*one).to_string()),
            (None, []) => None,
            (None, _) => return Err(self.labels_differ()),
        };
        let date = settings.date.clone().or_else(|| self.dates.iter().max().cloned());
        match (label, date) {
            (Some(label), Some(date)) => Ok(Version { label, date, basis: Basis::Official }),
            (label, date) => Err(self.unnamed(label.is_none(), date.is_none())),
        }
    }

    fn labels_differ(&self) -> Problem {
        let said: Vec<String> = self.labels.iter().map(|(label, file)| format!("{label}（{file}）")).collect();
        Problem::new(
            "",
            Bilingual::new(
                format!("{}: ファイルによって版が違います: {}", self.system.name, said.join("、")),
                format!("{}: the files name different editions: {}", self.system.slug, said.join(", ")),
            ),
            Bilingual::new(
                "版ごとに分けて取り込むか、--edition で版の名前を決めてください",
                "import them apart, or name the edition with --edition",
            ),
        )
    }

    fn unnamed(&self, label: bool, date: bool) -> Problem {
        let (ja, en, todo) = match (label, date) {
            (true, true) => ("版と日付", "edition and date", "--edition 第2.1版 --date 2023-09-29"),
            (true, false) => ("版", "edition", "--edition 第2.1版"),
            _ => ("日付", "date", "--date 2023-09-29"),
        };
        let files: Vec<&str> = self.sources.iter().filter_map(|s| s.file.as_deref()).collect();
        Problem::new(
            files.first().copied().unwrap_or_default(),
            Bilingual::new(
                format!("{}の{ja}が、ファイル名にも表題にもシート名にもありません", self.system.name),
                format!("{}: file name, title rows and sheet names do not tell its {en}", self.system.slug),
            ),
            Bilingual::new(
                format!("{todo} のように指定してください（公表ページにある版と日付）"),
                format!("give it, as {todo} (see the page that publishes the file)"),
            ),
        )
    }
}

/// Id of the source of what the program itself filled in.
const EDITORIAL: &str = "editorial";

fn editorial() -> Source {
    Source {
        id: EDITORIAL.into(),
        kind: SourceKind::Editorial,
        title: "取込み時の仮の値（ブックに記載なし）".into(),
        as_of: None,
        url: None,
        file: None,
        sha256: None,
        note: None,
    }
}

/// Equal but for where they stand.
fn same_content(a: &Item, b: &Item) -> bool {
    let bare = |item: &Item| {
        let item = Item { at: None, sources: Vec::new(), ..item.clone() };
        serde_json::to_string(&item).unwrap_or_default()
    };
    bare(a) == bare(b)
}

/// Takes back the facets on which two rows of one item disagree, and names them.
fn dispute((known, known_code): &mut (Item, Option<CodeRef>), row: &ItemRow) -> Vec<&'static str> {
    fn settle<T: PartialEq>(known: &mut Option<T>, other: &Option<T>) -> bool {
        let differs = known.is_some() && other.is_some() && known != other;
        if differs {
            *known = None;
        }
        differs
    }
    let other = &row.item;
    let mut disputed = Vec::new();
    let mut note = |differs: bool, name: &'static str| differs.then(|| disputed.push(name));
    note(settle(&mut known.data_type, &other.data_type), "データ型");
    note(settle(&mut known.digits, &other.digits), "桁数");
    note(settle(&mut known.value, &other.value), "データ出力条件");
    note(settle(&mut known.presence, &other.presence), "実装類型");
    note(settle(&mut known.repeat, &other.repeat), "繰り返し");
    note(settle(known_code, &row.code), "コード");
    let keys_differ = known.primary_key != other.primary_key;
    known.primary_key &= other.primary_key;
    note(keys_differ, "主キー");
    disputed
}

/// The same ID again: without a word of change only noted.
fn repeated(key: &str, first: Option<&SheetPlace>, same: bool, at: &SheetPlace, report: &mut Report) {
    let (ja, en) = match first {
        Some(p) => {
            (format!("{}「{}」{}行目", p.file, p.sheet, p.row), format!("{}, {:?}, row {}", p.file, p.sheet, p.row))
        }
        None => (String::new(), String::new()),
    };
    match same {
        true => report.note(
            &at.file,
            Some(&at.sheet),
            Bilingual::new(
                format!("{}行目の {key} は {ja} と同じ内容です", at.row),
                format!("row {}: {key} repeats {en}", at.row),
            ),
        ),
        false => report.unread(
            at,
            Bilingual::new(
                format!("ID {key} が二度あり、内容が違います（先は {ja}）"),
                format!("the id {key} stands twice with different content (first in {en})"),
            ),
        ),
    }
}

fn join(texts: &[Option<String>]) -> Option<String> {
    let texts: Vec<&str> = texts.iter().flatten().map(String::as_str).collect();
    (!texts.is_empty()).then(|| texts.join("\n"))
}
