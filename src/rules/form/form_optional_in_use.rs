use crate::basis::Facet;
use crate::compare::{Comparison, FormState};
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::spec::edition::{Class, ClassFor};
use crate::spec::standard::FormId;
use crate::text::lang::{Bilingual, Lang};

use super::no_forms;

rule_fields! {
    /// 現行の帳票の行き先が、標準オプションの帳票しかない。
    ///
    /// ## 何を調べるか
    /// 現行の帳票に対応する標準の帳票が、どれも標準オプションであるものです（団体区分ごと）。
    ///
    /// ## なぜ困るか
    /// 標準オプションの帳票は、ベンダが実装しないことがあります。実装されなければ、移行の日から出せません。
    ///
    /// ## 例
    /// 毎年使っている「課税状況一覧」は、標準では標準オプションの帳票である。
    ///
    /// ## 直し方
    /// 採用する製品が実装しているかをベンダに確認します。実装しないなら、EUC で作るか、やめるかを決めます。
    ///
    /// ## 根拠
    /// 帳票要件の実装区分。
    ///
    /// # English
    ///
    /// A form of today has an optional form of the standard as its only home.
    ///
    /// ## What it checks
    /// Forms of today whose counterparts are all optional (for the category).
    ///
    /// ## Why it matters
    /// A vendor need not build optional forms. Where it is not built, the form is gone on the day of migration.
    ///
    /// ## Example
    /// A list that is used every year is optional in the standard.
    ///
    /// ## What to do
    /// Ask the vendor whether the product has it. If not, decide between EUC and dropping it.
    ///
    /// ## Basis
    /// 実装区分 of the 帳票要件.
    pub struct FormOptionalInUse {
        pub current: String,
        /// Forms of the standard, all optional.
        pub forms: Vec<String>,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub volume: Option<u32>,
    }
}

impl Rule for FormOptionalInUse {
    const META: &'static Meta = &Meta {
        id: "GAP0511",
        name: "form-optional-in-use",
        title: ("標準オプションの帳票を使用", "optional form in use"),
        area: Area::Form,
        aspect: None,
        grain: Grain::Form,
        present: &[Severity::Info],
        package: &[],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Class],
        discriminator: Some("current"),
        mirror: Mirror::Waived("使っていない標準オプションの帳票は問題になりません"),
        bpr: &["BPR011"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let FormOptionalInUse { current, forms, .. } = &e[0];
        match lang {
            Lang::Ja => {
                format!("帳票「{current}」の行き先は、標準オプションの帳票「{}」しかありません", forms.join("」「"))
            }
            Lang::En => format!("the only home of the form {current} is optional: {}", forms.join(", ")),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "採用する製品がこの帳票を実装しているか、ベンダに確認してください",
            "ask the vendor whether the product has this form",
        )
        .to_string()
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_forms(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let optional = |f: &FormId| {
            let class = c.standard.form(*f).class.of(c.category);
            c.forms[f.0] == FormState::Matched && class == ClassFor::Known(Class::Optional)
        };
        for (at, today) in c.current.forms.iter().flat_map(|s| &s.entries).enumerate() {
            let mut homes: Vec<FormId> =
                c.matching.forms.iter().filter(|(t, ..)| *t == at).map(|(_, f, _)| *f).collect();
            homes.sort();
            let Some(first) = homes.first().copied().filter(|_| homes.iter().all(optional)) else { continue };
            let fields = FormOptionalInUse {
                current: today.name.clone(),
                forms: homes.iter().map(|f| c.standard.form_label(*f)).collect(),
                volume: today.volume,
            };
            let draft = emit
                .draft(c.form_subject(first), Severity::Info, &fields)
                .form(c.standard, first, &[Facet::Existence, Facet::Class])
                .discriminator(&today.name);
            emit.push(draft.spot(c.current, today.spot, "form", &today.name));
        }
    }
}
