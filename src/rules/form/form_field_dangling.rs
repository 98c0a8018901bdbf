use std::collections::BTreeSet;

use crate::compare::Comparison;
use crate::finding::{Area, Grain, Meta, Mirror, Severity, Subject, SubjectKind};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::text::fold::f1_lower;
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
    }
}

impl Rule for FormFieldDangling {
    const META: &'static Meta = &Meta {
        id: "GAP0510",
        name: "form-field-dangling",
        title: ("欄の元の列なし", "field without column"),
        area: Area::Form,
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
        let FormFieldDangling { form, field, from, .. } = &e[0];
        match lang {
            Lang::Ja => format!("帳票「{form}」の欄「{field}」の元 {from} が、レイアウトのどの列でもありません"),
            Lang::En => format!("{from}, which the field {field} of {form} shows, is no column of the layout"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
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
        for form in c.current.forms.iter().flat_map(|s| &s.entries) {
            for field in &form.fields {
                let mut seen = BTreeSet::new();
                let dangling = field.from.iter().filter(|from| c.current.column_named(from).is_none());
                for from in dangling.filter(|from| seen.insert(f1_lower(from))) {
                    let near = nearest(from, all.iter().map(String::as_str), 3);
                    let fields = FormFieldDangling {
                        form: form.name.clone(),
                        field: field.label.clone(),
                        from: from.clone(),
                        nearest: near.into_iter().map(str::to_string).collect(),
                    };
                    let subject = Subject::new(SubjectKind::CurrentField, c.system, &form.name, &field.label);
                    let draft = emit.draft(subject, Severity::Warning, &fields).discriminator(&f1_lower(from));
                    emit.push(draft.spot(c.current, field.spot, "field", &field.label));
                }
            }
        }
    }
}
