use crate::basis::Facet;
use crate::compare::Comparison;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity, Subject, SubjectKind};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::spec::standard::FormId;
use crate::text::lang::{Bilingual, Lang};

use super::no_forms;

rule_fields! {
    /// 現行の帳票の欄が、標準の帳票の印字項目にない。
    ///
    /// ## 何を調べるか
    /// 対応する帳票の欄のうち、標準のどの印字項目にも当たらず、候補でもないものです。標準の帳票の印字項目が収録されていないときは未判定です。
    ///
    /// ## なぜ困るか
    /// その欄は移行後の帳票に印字されません。欄を読んで行っていた事務や、窓口の案内、バーコードの読取りに影響します。
    ///
    /// ## 例
    /// 現行の納税通知書に印字している「納税組合名」が、標準の様式にない。
    ///
    /// ## 直し方
    /// 別の名前の印字項目があれば対応表の `[[field]]` に書きます。なければ、なくても済むか、同封の別紙や EUC で補うかを決めます。
    ///
    /// ## 根拠
    /// 標準にないことは、標準が全部そろっているときだけ言えます。参考版はそろっていないため、参考にとどめます。
    ///
    /// # English
    ///
    /// A field of today's form is no printed item of the standard's.
    ///
    /// ## What it checks
    /// Fields of corresponding forms that are no printed item and no candidate. Where the edition does not have the printed items, this is not judged.
    ///
    /// ## Why it matters
    /// The field is no longer printed. Work that reads it, explanations at the counter and bar-code readers are affected.
    ///
    /// ## Example
    /// The name of the tax-payment association on today's notice is not on the standard's.
    ///
    /// ## What to do
    /// Name its counterpart in `[[field]]` of the mapping if there is one. Otherwise decide whether it can go, or is given on an enclosed sheet or by EUC.
    ///
    /// ## Basis
    /// That something is not in the standard can be said only of a complete one. A reference edition is not complete, so this stays for reference.
    pub struct FormItemExtra {
        pub form: String,
        pub field: String,
        /// Forms of the standard that it corresponds to.
        pub standard: Vec<String>,
        /// Columns that it shows.
        pub from: Vec<String>,
    }
}

impl Rule for FormItemExtra {
    const META: &'static Meta = &Meta {
        id: "GAP0505",
        name: "form-item-extra",
        title: ("独自の印字項目", "extra printed item"),
        area: Area::Form,
        aspect: Some(Aspect::Items),
        grain: Grain::PrintedItem,
        present: &[Severity::Warning],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Completeness],
        discriminator: None,
        mirror: Mirror::Rule("GAP0504"),
        bpr: &["BPR005"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let FormItemExtra { form, field, standard, .. } = &e[0];
        match lang {
            Lang::Ja => {
                format!(
                    "帳票「{form}」の欄「{field}」が、標準の「{}」の印字項目に見つかりません",
                    standard.join("」「")
                )
            }
            Lang::En => format!("the field {field} of {form} is no printed item of {}", standard.join(", ")),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let FormItemExtra { form, field, .. } = &e[0];
        match lang {
            Lang::Ja => format!(
                "別の名前の印字項目があれば対応表に [[field]] current = \"{form}.{field}\" を書いてください。なければ、なくても済むか、別紙や EUC で補うかを決めてください"
            ),
            Lang::En => format!(
                "if it has a counterpart, write [[field]] current = \"{form}.{field}\" in the mapping; otherwise decide whether it can go or is given on another sheet or by EUC"
            ),
        }
    }

    fn lost(e: &[Self], lang: Lang) -> Option<String> {
        let from = e[0].from.join(lang.pick("、", ", "));
        let field = &e[0].field;
        Some(match (e[0].from.is_empty(), lang) {
            (true, Lang::Ja) => format!("「{field}」の印字"),
            (true, Lang::En) => format!("{field} on the form"),
            (false, Lang::Ja) => format!("「{field}」（{from}）の印字"),
            (false, Lang::En) => format!("{field} ({from}) on the form"),
        })
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_forms(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let Some(section) = &c.current.forms else { return };
        let severity = c.role().pick(Severity::Warning, Severity::Error);
        for (at, field) in &c.fields.extra {
            let (form, field) = (&section.entries[*at], &section.entries[*at].fields[*field]);
            let mut homes: Vec<FormId> =
                c.matching.forms.iter().filter(|(t, ..)| t == at).map(|(_, f, _)| *f).collect();
            homes.sort();
            let fields = FormItemExtra {
                form: form.name.clone(),
                field: field.label.clone(),
                standard: homes.iter().map(|f| c.standard.form_label(*f)).collect(),
                from: field.from.clone(),
            };
            let subject = Subject::new(SubjectKind::CurrentField, c.system, &form.name, &field.label);
            let mut draft = emit.draft(subject, severity, &fields);
            for home in homes {
                draft = draft
                    .form(c.standard, home, &[Facet::Existence])
                    .rests_on(c.standard.completeness(c.standard.edition_of_form(home)));
            }
            emit.push(draft.spot(c.current, field.spot, "field", &field.label));
        }
    }
}
