use std::collections::{BTreeMap, BTreeSet};

use crate::compare::Comparison;
use crate::current::model::{Field, Form};
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity, Subject, SubjectKind};
use crate::rule_fields;
use crate::rules::draft::{Draft, Emit};
use crate::rules::rule::{Rule, enumerate};
use crate::spec::standard::FormId;
use crate::text::fold::{f1, f1_lower};
use crate::text::lang::{Bilingual, Lang};
use crate::text::nearest::nearest;

use super::no_forms;

rule_fields! {
    /// 帳票の欄の元（from）が、現行のどの列でもない。
    ///
    /// ## 何を調べるか
    /// 帳票の欄に書かれた `from` の TABLE.COLUMN が、提出されたレイアウトにあるかを調べます。レイアウトが提出されていなければ対象外です。
    ///
    /// ## なぜ困るか
    /// どの列を印字しているかが分からず、その列が移らないときに帳票への影響を見落とします。
    ///
    /// ## 例
    /// 納税通知書の「氏名」の元が KOJIN.SHIMEI と書かれているが、レイアウトでは KOJIN_KIHON.SHIMEI である。
    ///
    /// ## 直し方
    /// 近い名前が示されていれば書き直します。列がレイアウトから漏れていれば加えます。
    ///
    /// ## 根拠
    /// 提出された資料だけに基づきます。
    ///
    /// # English
    ///
    /// What a field of a form is said to show is no column.
    ///
    /// ## What it checks
    /// Whether the TABLE.COLUMN in `from` of a field is in the layout that was submitted. Without a layout it does not apply.
    ///
    /// ## Why it matters
    /// Nobody sees which forms are affected when the column cannot be moved.
    ///
    /// ## Example
    /// 氏名 of the tax notice is said to come from KOJIN.SHIMEI, but the layout has KOJIN_KIHON.SHIMEI.
    ///
    /// ## What to do
    /// Correct the name (the nearest are shown), or add the column if the layout lacks it.
    ///
    /// ## Basis
    /// Only what was submitted.
    pub struct FormFieldDangling {
        pub form: String,
        pub field: String,
        /// As written.
        pub from: String,
        pub nearest: Vec<String>,
        /// The whole table is not described: `from` is its name, and these fields (`帳票.欄`) show columns of it.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        pub fields: Vec<String>,
    }
}

impl Rule for FormFieldDangling {
    const META: &'static Meta = &Meta {
        id: "GAP0510",
        name: "form-field-dangling",
        title: ("欄の元の列なし", "field without column"),
        area: Area::Form,
        aspect: Some(Aspect::Items),
        grain: Grain::Field,
        present: &[Severity::Warning],
        package: &[Severity::Warning],
        suppresses: &[],
        facts: &[],
        discriminator: Some("from"),
        mirror: Mirror::Waived("どの帳票も使わない列は問題になりません"),
        bpr: &[],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let FormFieldDangling { form, field, from, fields, .. } = &e[0];
        if !fields.is_empty() {
            let (count, list) = (fields.len(), enumerate(fields, 6, lang));
            return match lang {
                Lang::Ja => format!("帳票の {count} 欄が元とする表 {from} が、レイアウトにありません: {list}"),
                Lang::En => format!("the layout has no table {from}, whose columns {count} fields show: {list}"),
            };
        }
        match lang {
            Lang::Ja => format!("帳票「{form}」の欄「{field}」の元 {from} が、レイアウトのどの列でもありません"),
            Lang::En => format!("{from}, which the field {field} of {form} shows, is no column of the layout"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        if !e[0].fields.is_empty() {
            return lang
                .pick(
                    "表をレイアウトに加えるか、欄の元（from）の表の名前を直してください",
                    "add the table to the layout, or correct its name in from",
                )
                .to_string();
        }
        let near = enumerate(&e[0].nearest, 3, lang);
        match (e[0].nearest.is_empty(), lang) {
            (true, Lang::Ja) => "名前を TABLE.COLUMN の形で書き直すか、レイアウトに列を加えてください".into(),
            (true, Lang::En) => "correct the name, TABLE.COLUMN, or add the column to the layout".into(),
            (false, Lang::Ja) => format!("次のどれかに書き直すか、レイアウトに列を加えてください: {near}"),
            (false, Lang::En) => format!("write one of these instead, or add the column to the layout: {near}"),
        }
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        let layout = || Bilingual::new("レイアウトが提出されていません", "no layout was submitted");
        no_forms(c).or_else(|| c.current.layout.is_none().then(layout))
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let all: Vec<String> = c.current.columns().map(|x| c.current.column_name(x)).collect();
        let mut tables: BTreeMap<String, Vec<Dangling<'_>>> = BTreeMap::new();
        for dangling in dangling(c) {
            match undescribed(c, dangling.from) {
                Some(table) => tables.entry(f1_lower(table)).or_default().push(dangling),
                None => {
                    let draft = one(c, emit, &dangling, &all);
                    emit.push(draft);
                }
            }
        }
        for fields in tables.into_values() {
            let draft = whole_table(c, emit, fields);
            emit.push(draft);
        }
    }
}

/// A field of today that shows what the layout does not have.
struct Dangling<'c> {
    /// By position.
    at: usize,
    form: &'c Form,
    field: &'c Field,
    from: &'c str,
}

fn dangling<'c>(c: &'c Comparison<'_>) -> Vec<Dangling<'c>> {
    let mut found = Vec::new();
    for (at, form) in c.current.forms.iter().flat_map(|s| &s.entries).enumerate() {
        for field in &form.fields {
            let mut seen = BTreeSet::new();
            let lost = field.from.iter().filter(|from| c.current.column_named(from).is_none());
            let lost = lost.filter(|from| seen.insert(f1_lower(from)));
            found.extend(lost.map(|from| Dangling { at, form, field, from }));
        }
    }
    found
}

/// The table that a name is of, when the layout does not have it: one cause, however many fields show its columns.
fn undescribed<'f>(c: &Comparison<'_>, from: &'f str) -> Option<&'f str> {
    let (table, _) = from.split_once('.')?;
    let known = c.current.tables().iter().any(|t| f1_lower(&t.name) == f1_lower(table));
    (!known && !table.is_empty()).then_some(table)
}

/// The forms of the standard that a form of today is.
fn homes(c: &Comparison<'_>, at: usize) -> Vec<FormId> {
    c.matching.forms.iter().filter(|(today, ..)| *today == at).map(|(_, form, _)| *form).collect()
}

fn one(c: &Comparison<'_>, emit: &Emit<'_, FormFieldDangling>, d: &Dangling<'_>, all: &[String]) -> Draft {
    let near = nearest(d.from, all.iter().map(String::as_str), 3);
    let fields = FormFieldDangling {
        form: d.form.name.clone(),
        field: d.field.label.clone(),
        from: d.from.to_string(),
        nearest: near.into_iter().map(str::to_string).collect(),
        fields: Vec::new(),
    };
    let subject = Subject::new(SubjectKind::CurrentField, c.system, &d.form.name, &d.field.label);
    let draft = emit.draft(subject, Severity::Warning, &fields).discriminator(&f1_lower(d.from));
    draft.of_forms(&homes(c, d.at)).spot(c.current, d.field.spot, "field", &d.field.label)
}

fn whole_table(c: &Comparison<'_>, emit: &Emit<'_, FormFieldDangling>, mut shown: Vec<Dangling<'_>>) -> Draft {
    shown.sort_by_cached_key(|d| (f1(&d.form.name), f1(&d.field.label), f1_lower(d.from)));
    let table = shown[0].from.split('.').next().unwrap_or_default().to_string();
    let mut names: Vec<String> = shown.iter().map(|d| format!("{}.{}", d.form.name, d.field.label)).collect();
    names.dedup();
    let fields = FormFieldDangling {
        form: shown[0].form.name.clone(),
        field: shown[0].field.label.clone(),
        from: table.clone(),
        nearest: Vec::new(),
        fields: names,
    };
    let subject = Subject::new(SubjectKind::Table, c.system, "", &table);
    let mut draft = emit.draft(subject, Severity::Warning, &fields).discriminator(&f1_lower(&table));
    let mut forms = BTreeSet::new();
    for d in &shown {
        if forms.insert(d.at) {
            draft = draft.of_forms(&homes(c, d.at)).spot(c.current, d.field.spot, "field", &d.field.label);
        }
    }
    draft
}
