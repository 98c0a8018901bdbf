use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::{Reply, Role};
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::spec::edition::Class;
use crate::text::lang::{Bilingual, Lang};

use super::{no_functions, used};

rule_fields! {
    /// 実装不可機能を使っている。
    ///
    /// ## 何を調べるか
    /// 標準の実装不可機能（団体区分ごと）のうち、回答が yes または partly のものです。
    ///
    /// ## なぜ困るか
    /// 実装不可機能を持つシステムは標準仕様書に適合しません。現行で使っていれば、移行の日から使えなくなります。
    ///
    /// ## 例
    /// 続柄に「孫」「甥」などを直接記録する機能を使っている。
    ///
    /// ## 直し方
    /// 現行では、その機能でしていた事務をやめるか、別の方法に替える手順を決めます。独自施策システム等でも持てるかは、標準仕様書の理由を読んで確かめます。製品では、機能を外します。
    ///
    /// ## 根拠
    /// 機能要件の実装区分。
    ///
    /// # English
    ///
    /// A forbidden function is in use.
    ///
    /// ## What it checks
    /// Functions that are forbidden (for the category) and answered yes or partly.
    ///
    /// ## Why it matters
    /// A system that has a forbidden function does not conform. What is used today is gone on the day of migration.
    ///
    /// ## Example
    /// Relationships such as grandchild or nephew are recorded directly.
    ///
    /// ## What to do
    /// Decide how the work is done without it. Whether a system of one's own may have it depends on the reason that the standard gives. A package has to take it out.
    ///
    /// ## Basis
    /// 実装区分 of the 機能要件.
    pub struct FunctionForbidden {
        pub function: String,
        /// Used in a part only.
        pub partly: bool,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub note: Option<String>,
        pub package: bool,
    }
}

impl Rule for FunctionForbidden {
    const META: &'static Meta = &Meta {
        id: "GAP0602",
        name: "function-forbidden",
        title: ("実装不可機能の使用", "forbidden function in use"),
        area: Area::Function,
        aspect: Some(Aspect::Answer),
        grain: Grain::Function,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Class],
        discriminator: None,
        mirror: Mirror::Waived("使っていない実装不可機能は問題になりません"),
        bpr: &["BPR010"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let name = &e[0].function;
        match (e[0].partly, lang) {
            (false, Lang::Ja) => format!("実装不可機能「{name}」が「あり」と回答されています"),
            (true, Lang::Ja) => format!("実装不可機能「{name}」が「一部」と回答されています"),
            (false, Lang::En) => format!("the forbidden function {name} is answered with yes"),
            (true, Lang::En) => format!("the forbidden function {name} is answered with partly"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (ja, en) = match e[0].package {
            true => ("この機能を外してください", "take the function out"),
            false => (
                "移行後は使えません。この機能でしていた事務をやめるか、別の方法に替える手順を決めてください",
                "it is gone after the move; decide how the work is done without it",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_functions(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for (function, answer) in used(c, Class::Forbidden) {
            let fields = FunctionForbidden {
                function: c.standard.function_label(function),
                partly: answer.reply == Reply::Partly,
                note: answer.note.clone(),
                package: c.role() == Role::Package,
            };
            let draft = emit.draft(c.function_subject(function), Severity::Error, &fields).function(
                c.standard,
                function,
                &[Facet::Existence, Facet::Class],
            );
            emit.push(draft.spot(c.current, answer.spot, "function", &answer.name));
        }
    }
}
