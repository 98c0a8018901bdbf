use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::{Reply, Role};
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::spec::edition::Class;
use crate::text::lang::{Bilingual, Lang};

use super::{answered, no_functions};

rule_fields! {
    /// 実装必須機能の一部しかない。
    ///
    /// ## 何を調べるか
    /// 標準の実装必須機能（団体区分ごと）のうち、回答が partly のものです。標準オプション機能の一部の使用は GAP0603 が示します。
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
    /// Only a part of a mandatory function is there.
    ///
    /// ## What it checks
    /// Functions that are mandatory (for the category) and answered partly. Optional ones that are used in part are shown by GAP0603.
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
        grain: Grain::Function,
        present: &[Severity::Warning],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Class],
        discriminator: None,
        mirror: Mirror::Waived("要件を超える部分は標準にない機能として回答します"),
        bpr: &["BPR006"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let name = &e[0].function;
        match (&e[0].note, lang) {
            (None, Lang::Ja) => format!("実装必須機能「{name}」が「一部」と回答されています"),
            (Some(note), Lang::Ja) => format!("実装必須機能「{name}」が「一部」と回答されています（{note}）"),
            (None, Lang::En) => format!("the mandatory function {name} is answered with partly"),
            (Some(note), Lang::En) => format!("the mandatory function {name} is answered with partly ({note})"),
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
        let severity = c.role().pick(Severity::Warning, Severity::Error);
        for (function, answer) in answered(c, Class::Mandatory).filter(|(_, a)| a.reply == Reply::Partly) {
            let fields = FunctionPartly {
                function: c.standard.function_label(function),
                note: answer.note.clone(),
                package: c.role() == Role::Package,
            };
            let draft = emit.draft(c.function_subject(function), severity, &fields).function(
                c.standard,
                function,
                &[Facet::Existence, Facet::Class],
            );
            emit.push(draft.spot(c.current, answer.spot, "function", &answer.name));
        }
    }
}
