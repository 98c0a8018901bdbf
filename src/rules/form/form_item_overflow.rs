use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::Role;
use crate::domain::Lost;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::lang::{Bilingual, Lang};

use super::no_forms;

rule_fields! {
    /// 印字できる文字数が足りない（文字溢れ）。
    ///
    /// ## 何を調べるか
    /// 対応する欄について、印字できる文字数を両方に書かれているものだけ比べます。現行では、今の欄が標準の欄より長いもの。製品では、欄が標準より短いもの。
    ///
    /// ## なぜ困るか
    /// 長い氏名や住所が欄に収まらず、文字が小さくなるか切れます。証明書では、印字しないで余白とする扱いもあります。
    ///
    /// ## 例
    /// 現行の氏名欄は30文字、標準の氏名欄は20文字。
    ///
    /// ## 直し方
    /// 長い値がどれだけあるかを実データで調べ、文字溢れのときの扱い（文字の縮小、文字超過リスト、余白）を決めます。製品では欄を広げます。
    ///
    /// ## 根拠
    /// 帳票詳細要件の印字項目の文字数。
    ///
    /// # English
    ///
    /// A field takes too few characters.
    ///
    /// ## What it checks
    /// For corresponding fields, the characters that fit, where both sides state them. Today: a field longer than the standard's. Package: a field shorter than the standard's.
    ///
    /// ## Why it matters
    /// Long names and addresses do not fit: the type is shrunk, or the end is cut off, or on certificates nothing is printed.
    ///
    /// ## Example
    /// Today's name field takes 30 characters, the standard's 20.
    ///
    /// ## What to do
    /// Find out how many values are that long and decide what happens to them (smaller type, a list of overflows, a blank). A package has to widen the field.
    ///
    /// ## Basis
    /// The characters of printed items in 帳票詳細要件.
    pub struct FormItemOverflow {
        pub form: String,
        pub printed: String,
        /// `帳票.欄` of today.
        pub field: String,
        /// Characters that do not fit, from and to.
        pub lost: Lost,
        pub package: bool,
    }
}

impl Rule for FormItemOverflow {
    const META: &'static Meta = &Meta {
        id: "GAP0506",
        name: "form-item-overflow",
        title: ("文字溢れ", "field too short"),
        area: Area::Form,
        aspect: Some(Aspect::Items),
        grain: Grain::PrintedItem,
        present: &[Severity::Warning],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Max],
        discriminator: Some("field"),
        mirror: Mirror::Waived("欄が長い分には文字は溢れません"),
        bpr: &["BPR005"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let FormItemOverflow { form, printed, field, lost, package } = &e[0];
        let (short, long) = (lost.from - 1, lost.to);
        match (package, lang) {
            (false, Lang::Ja) => format!(
                "帳票「{form}」の印字項目「{printed}」は{short}文字までで、現行の「{field}」の{long}文字が収まりません"
            ),
            (false, Lang::En) => {
                format!("{printed} of the form {form} takes {short} characters, today's {field} takes {long}")
            }
            (true, Lang::Ja) => format!(
                "「{field}」は{short}文字までで、標準の帳票「{form}」の印字項目「{printed}」の{long}文字が収まりません"
            ),
            (true, Lang::En) => {
                format!("{field} takes {short} characters, {printed} of the form {form} takes {long}")
            }
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (ja, en) = match e[0].package {
            true => ("欄を標準の文字数まで広げてください", "widen the field to the standard's characters"),
            false => (
                "長い値がどれだけあるかを実データで調べ、文字溢れのときの扱い（文字の縮小、文字超過リスト、余白）を決めてください",
                "find out how many values are that long and decide what happens to them: smaller type, a list of overflows, a blank",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        let n = if e[0].package { e[0].lost.to } else { e[0].lost.from - 1 };
        Some(match lang {
            Lang::Ja => format!("{}: {n}文字", e[0].printed),
            Lang::En => format!("{}: {n} characters", e[0].printed),
        })
    }

    fn lost(e: &[Self], lang: Lang) -> Option<String> {
        let Lost { from, to } = e[0].lost;
        Some(match (from == to, lang) {
            (true, Lang::Ja) => format!("{from}文字の値の印字"),
            (true, Lang::En) => format!("values of {from} characters"),
            (false, Lang::Ja) => format!("{from}〜{to}文字の値の印字"),
            (false, Lang::En) => format!("values of {from} to {to} characters"),
        })
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_forms(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let Some(section) = &c.current.forms else { return };
        let package = c.role() == Role::Package;
        let severity = c.role().pick(Severity::Warning, Severity::Error);
        for pair in &c.fields.pairs {
            let Some(lost) = c.role().pick(pair.too_long, pair.too_short) else { continue };
            let (form, at) = pair.printed;
            let today = &section.entries[pair.field.0];
            let field = &today.fields[pair.field.1];
            let fields = FormItemOverflow {
                form: c.standard.form_label(form),
                printed: c.standard.form(form).items[at].name.clone(),
                field: format!("{}.{}", today.name, field.label),
                lost,
                package,
            };
            let draft = emit
                .draft(c.printed_subject(form, at), severity, &fields)
                .printed(c.standard, form, at, &[Facet::Existence, Facet::Max])
                .rests_on(c.standard.form_basis(form, Facet::Existence))
                .discriminator(&fields.field);
            emit.push(draft.spot(c.current, field.spot, "field", &field.label));
        }
    }
}
