use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::Reply;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::spec::edition::Class;
use crate::text::lang::{Bilingual, Lang};

use super::{no_functions, used};

rule_fields! {
    /// 標準オプション機能を使っている。
    ///
    /// ## 何を調べるか
    /// 標準の標準オプション機能（団体区分ごと）のうち、回答が yes または partly のものです。
    ///
    /// ## なぜ困るか
    /// 標準オプション機能は、ベンダが実装しないことがあります。実装されなければ、移行の日から使えません。
    ///
    /// ## 例
    /// 「申告書の画像管理」を使っているが、標準では標準オプション機能である。
    ///
    /// ## 直し方
    /// 採用する製品が実装しているか、別料金かをベンダに確認します。調達の要件に書いておくと確実です。実装しないなら、代わりの事務手順を決めます。
    ///
    /// ## 根拠
    /// 機能要件の実装区分。
    ///
    /// # English
    ///
    /// An optional function is in use.
    ///
    /// ## What it checks
    /// Functions that are optional (for the category) and answered yes or partly.
    ///
    /// ## Why it matters
    /// A vendor need not build optional functions. Where one is not built, it is gone on the day of migration.
    ///
    /// ## Example
    /// Images of tax returns are kept, which is optional in the standard.
    ///
    /// ## What to do
    /// Ask the vendor whether the product has it and at what price, and put it into the call for tenders. If not, decide how the work is done without it.
    ///
    /// ## Basis
    /// 実装区分 of the 機能要件.
    pub struct FunctionOptionalUsed {
        pub function: String,
        /// Used in a part only.
        pub partly: bool,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub note: Option<String>,
    }
}

impl Rule for FunctionOptionalUsed {
    const META: &'static Meta = &Meta {
        id: "GAP0603",
        name: "function-optional-used",
        title: ("標準オプション機能の使用", "optional function in use"),
        area: Area::Function,
        aspect: Some(Aspect::Answer),
        grain: Grain::Function,
        present: &[Severity::Warning],
        package: &[],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Class],
        discriminator: None,
        mirror: Mirror::Waived("使っていない標準オプション機能は問題になりません"),
        bpr: &["BPR011"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let name = &e[0].function;
        match (e[0].partly, lang) {
            (false, Lang::Ja) => format!("標準オプション機能「{name}」を使っています"),
            (true, Lang::Ja) => format!("標準オプション機能「{name}」の一部を使っています"),
            (false, Lang::En) => format!("the optional function {name} is in use"),
            (true, Lang::En) => format!("the optional function {name} is in use in part"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "採用する製品が実装しているか、ベンダに確認してください。実装しないなら、代わりの事務手順を決めてください",
            "ask the vendor whether the product has it; if not, decide how the work is done without it",
        )
        .to_string()
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_functions(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for (function, answer) in used(c, Class::Optional) {
            let fields = FunctionOptionalUsed {
                function: c.standard.function_label(function),
                partly: answer.reply == Reply::Partly,
                note: answer.note.clone(),
            };
            let draft = emit.draft(c.function_subject(function), Severity::Warning, &fields).function(
                c.standard,
                function,
                &[Facet::Existence, Facet::Class],
            );
            emit.push(draft.spot(c.current, answer.spot, "function", &answer.name));
        }
    }
}
