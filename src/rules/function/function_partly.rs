use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::{Reply, Role};
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::spec::edition::{Class, ClassFor};
use crate::text::lang::{Bilingual, Lang};

use super::{answered, no_functions};

rule_fields! {
    /// 機能の一部しかない。
    ///
    /// ## 何を調べるか
    /// 標準の機能のうち、回答が partly のものです。実装必須と分かっている機能（団体区分ごと）のほかは、情報にとどめます。
    /// 実装不可機能は GAP0602、現行の標準オプション機能は GAP0603 が示します。
    ///
    /// ## なぜ困るか
    /// 現行では、足りない部分の事務が移行後に増えます。製品では、要件の一部でも欠ければ適合しません。
    ///
    /// ## 例
    /// 税額変更の履歴は残るが、変更の理由を記録できない。
    ///
    /// ## 直し方
    /// 標準の要件と一行ずつ見比べ、足りない部分を note に書きます。現行では新しく増える事務の手順を決め、製品では残りを実装するか、経過措置の対象かを示します。
    ///
    /// ## 根拠
    /// 機能要件の実装区分。
    ///
    /// # English
    ///
    /// Only a part of a function is there.
    ///
    /// ## What it checks
    /// Functions answered partly. Those that are not known to be mandatory (for the category) are told for information.
    /// Forbidden ones are shown by GAP0602, optional ones in use today by GAP0603.
    ///
    /// ## Why it matters
    /// Today: the rest comes as new work after the move. Package: a function that lacks a part does not conform.
    ///
    /// ## Example
    /// Changes of the tax are kept, but not their reason.
    ///
    /// ## What to do
    /// Go through the requirement line by line and write what is missing into the note. Plan the procedure for it; a package has to build the rest or show the transitional measure.
    ///
    /// ## Basis
    /// 実装区分 of the 機能要件.
    pub struct FunctionPartly {
        pub function: String,
        /// Known to be mandatory.
        pub mandatory: bool,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub note: Option<String>,
        pub package: bool,
    }
}

impl Rule for FunctionPartly {
    const META: &'static Meta = &Meta {
        id: "GAP0606",
        name: "function-partly",
        title: ("機能の一部不足", "function in part"),
        area: Area::Function,
        aspect: Some(Aspect::Answer),
        grain: Grain::Function,
        present: &[Severity::Warning, Severity::Info],
        package: &[Severity::Error, Severity::Info],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Class],
        discriminator: None,
        mirror: Mirror::Waived("要件を超える部分は標準にない機能として回答します"),
        bpr: &["BPR006"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let kind = match (e[0].mandatory, lang) {
            (true, Lang::Ja) => "実装必須機能",
            (false, Lang::Ja) => "機能",
            (true, Lang::En) => "mandatory function",
            (false, Lang::En) => "function",
        };
        let name = &e[0].function;
        match (&e[0].note, lang) {
            (None, Lang::Ja) => format!("{kind}「{name}」が「一部」と回答されています"),
            (Some(note), Lang::Ja) => format!("{kind}「{name}」が「一部」と回答されています（{note}）"),
            (None, Lang::En) => format!("the {kind} {name} is answered with partly"),
            (Some(note), Lang::En) => format!("the {kind} {name} is answered with partly ({note})"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (ja, en) = match e[0].package {
            true => (
                "残りの要件を実装するか、経過措置の対象かを示してください",
                "build the rest or show the transitional measure",
            ),
            false => (
                "標準の要件と見比べて足りない部分を確かめ、移行後に増える事務の手順を決めてください",
                "find what the requirement has in addition and plan the procedure for it",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_functions(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for (function, answer, class) in answered(c).filter(|(_, a, _)| a.reply == Reply::Partly) {
            let shown_elsewhere = class == ClassFor::Known(Class::Forbidden)
                || (c.role() == Role::Present && class == ClassFor::Known(Class::Optional));
            if shown_elsewhere {
                continue;
            }
            let mandatory = class == ClassFor::Known(Class::Mandatory);
            let fields = FunctionPartly {
                function: c.standard.function_label(function),
                mandatory,
                note: answer.note.clone(),
                package: c.role() == Role::Package,
            };
            let (severity, facets): (_, &[Facet]) = match mandatory {
                true => (c.role().pick(Severity::Warning, Severity::Error), &[Facet::Existence, Facet::Class]),
                false => (Severity::Info, &[Facet::Existence]),
            };
            let draft =
                emit.draft(c.function_subject(function), severity, &fields).function(c.standard, function, facets);
            emit.push(draft.spot(c.current, answer.spot, "function", &answer.name));
        }
    }
}
