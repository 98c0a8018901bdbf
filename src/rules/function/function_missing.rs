use crate::basis::Facet;
use crate::compare::{Comparison, FunctionState};
use crate::current::model::{Reply, Role};
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::spec::edition::{Class, ClassFor};
use crate::text::lang::{Bilingual, Lang};

use super::no_functions;

rule_fields! {
    /// 実装必須機能が「なし」と回答されている。
    ///
    /// ## 何を調べるか
    /// 標準の実装必須機能（団体区分ごと）のうち、回答が no のもの、または回答一覧が `complete="true"` なのに載っていないものです。未回答は未判定です。
    ///
    /// ## なぜ困るか
    /// 現行では、移行後に新しく使う機能です。事務の流れと担当が変わります。製品では、標準仕様書に適合しません。
    ///
    /// ## 例
    /// 「特別徴収税額通知の電子的送付」を現行では行っていない。
    ///
    /// ## 直し方
    /// 現行では、使い始める時期と事務手順、研修を計画します。製品では、実装するか、経過措置の対象かを確認します。
    ///
    /// ## 根拠
    /// 機能要件の実装区分。
    ///
    /// # English
    ///
    /// A mandatory function is answered with no.
    ///
    /// ## What it checks
    /// Functions that are mandatory (for the category) and answered no, or absent from answers that say `complete="true"`. Without an answer they count as not judged.
    ///
    /// ## Why it matters
    /// Today: a function that is new after the move; work and duties change. Package: it does not conform.
    ///
    /// ## Example
    /// Electronic delivery of special-collection notices is not done today.
    ///
    /// ## What to do
    /// Today: plan when it is taken into use, the procedure and training. Package: build it, or show the transitional measure.
    ///
    /// ## Basis
    /// 実装区分 of the 機能要件.
    pub struct FunctionMissing {
        pub function: String,
        /// Whether somebody answered no, rather than leaving it out of a complete list.
        pub answered: bool,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub note: Option<String>,
        pub package: bool,
    }
}

impl Rule for FunctionMissing {
    const META: &'static Meta = &Meta {
        id: "GAP0601",
        name: "function-missing",
        title: ("実装必須機能なし", "mandatory function missing"),
        area: Area::Function,
        aspect: Some(Aspect::Answer),
        grain: Grain::Function,
        present: &[Severity::Info],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Class],
        discriminator: None,
        mirror: Mirror::Rule("GAP0605"),
        bpr: &["BPR006"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let name = &e[0].function;
        match (lang, e[0].answered) {
            (Lang::Ja, true) => format!("実装必須機能「{name}」が「なし」と回答されています"),
            (Lang::Ja, false) => format!("実装必須機能「{name}」が回答一覧（complete）にありません"),
            (Lang::En, true) => format!("the mandatory function {name} is answered with no"),
            (Lang::En, false) => format!("the mandatory function {name} is not among the complete answers"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (ja, en) = match e[0].package {
            true => ("実装するか、経過措置の対象かを示してください", "build it or show the transitional measure"),
            false => (
                "移行後に使う機能です。使い始める時期、事務手順、研修を計画してください",
                "it comes with the new system: plan when and how it is taken into use",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_functions(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let package = c.role() == Role::Package;
        for function in c.standard.functions() {
            let (answer, answered) = match c.functions[function.0] {
                FunctionState::Answered(at, Reply::No) => (c.current.functions.as_ref().map(|s| &s.entries[at]), true),
                FunctionState::NotUsed => (None, false),
                _ => continue,
            };
            let f = c.standard.function(function);
            if f.class.of(c.category) != ClassFor::Known(Class::Mandatory) {
                continue;
            }
            let fields = FunctionMissing {
                function: f.name.clone(),
                answered,
                note: answer.and_then(|a| a.note.clone()),
                package,
            };
            let severity = if package { Severity::Error } else { Severity::Info };
            let facets = [Facet::Existence, Facet::Class];
            let mut draft =
                emit.draft(c.function_subject(function), severity, &fields).function(c.standard, function, &facets);
            if let Some(answer) = answer {
                draft = draft.spot(c.current, answer.spot, "function", &answer.name);
            }
            emit.push(draft);
        }
    }
}
