use crate::basis::Facet;
use crate::compare::{Comparison, FormState};
use crate::current::model::Role;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity, Suppress, Within};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::spec::edition::Class;
use crate::text::lang::{Bilingual, Lang};

use super::{class_word, missing_severity, no_forms};

rule_fields! {
    /// 標準の帳票に当たる帳票が現行にない。
    ///
    /// ## 何を調べるか
    /// 提出された業務の帳票のうち、現行のどの帳票も対応せず、候補もないものです。帳票の一覧に `complete="true"` がないときは未判定です。
    /// 住民などから受け取る帳票は数えません。標準オプションの帳票は、現行では数えず、製品では情報にとどめます。
    ///
    /// ## なぜ困るか
    /// 現行では、移行後に新しく使う帳票です。発送や窓口の事務が増えます。製品では、実装必須の帳票がなければ標準仕様書に適合しません。
    ///
    /// ## 例
    /// 標準の「給付の決定通知書」を、現行では別の通知書に書き添えて済ませている。
    ///
    /// ## 直し方
    /// 別の名前の帳票があれば対応表の `[[form]]` に書きます。なければ、現行では使い始める時期、用紙、周知を計画し、製品では実装します。
    ///
    /// ## 根拠
    /// 帳票要件とその実装区分。
    ///
    /// # English
    ///
    /// No form of today corresponds to a form of the standard.
    ///
    /// ## What it checks
    /// Forms of submitted businesses without a counterpart or a candidate. Without `complete="true"` on the forms they count as not judged.
    /// Forms that are handed in are left out. Optional forms are left out for what runs today, and told for information for a package.
    ///
    /// ## Why it matters
    /// Today: a form that is new after the move, with more work for sending and at the counter. Package: without a mandatory form it does not conform.
    ///
    /// ## Example
    /// The standard's decision notice is a line on another notice today.
    ///
    /// ## What to do
    /// Name the form in `[[form]]` of the mapping if it exists under another name. Otherwise plan paper, date and how people are told; a package has to build it.
    ///
    /// ## Basis
    /// 帳票要件 and its 実装区分.
    pub struct FormMissing {
        pub form: String,
        /// 実装区分; absent: not in the edition.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub class: Option<Class>,
        pub package: bool,
    }
}

impl Rule for FormMissing {
    const META: &'static Meta = &Meta {
        id: "GAP0501",
        name: "form-missing",
        title: ("帳票不足", "form missing"),
        area: Area::Form,
        aspect: Some(Aspect::Existence),
        grain: Grain::Form,
        present: &[Severity::Info],
        package: &[Severity::Error, Severity::Info],
        suppresses: &[Suppress { rules: &["GAP0504", "GAP0505", "GAP0506", "GAP0507"], within: Within::Form }],
        facts: &[Facet::Existence, Facet::Class],
        discriminator: None,
        mirror: Mirror::Rule("GAP0502"),
        bpr: &["BPR005"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let form = &e[0].form;
        match (lang, e[0].package) {
            (Lang::Ja, false) => format!("標準の帳票「{form}」に対応する帳票が現行にありません"),
            (Lang::Ja, true) => format!("標準の帳票「{form}」に対応する帳票が製品にありません"),
            (Lang::En, false) => format!("no form of today corresponds to the form {form}"),
            (Lang::En, true) => format!("the package has no form for {form}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let form = &e[0].form;
        let otherwise = otherwise(&e[0], lang);
        match lang {
            Lang::Ja => format!(
                "別の名前の帳票があれば対応表に [[form]] standard = \"{form}\" を書いてください。なければ、{otherwise}"
            ),
            Lang::En => format!(
                "if it has another name, write [[form]] standard = \"{form}\" in the mapping; otherwise {otherwise}"
            ),
        }
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        e[0].class.map(|class| class_word(class, lang).to_string())
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_forms(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for form in c.standard.forms().filter(|f| c.forms[f.0] == FormState::Missing) {
            let Some((severity, class)) = missing_severity(c, form) else { continue };
            let fields = FormMissing { form: c.standard.form_label(form), class, package: c.role() == Role::Package };
            let mut draft =
                emit.draft(c.form_subject(form), severity, &fields).form(c.standard, form, &[Facet::Existence]);
            if severity == Severity::Error {
                draft = draft.rests_on(c.standard.form_basis(form, Facet::Class));
            }
            emit.push(draft);
        }
    }
}

/// What to do when it does not exist under another name either.
fn otherwise(e: &FormMissing, lang: Lang) -> &'static str {
    let (ja, en) = match (e.package, e.class) {
        (false, ..) => (
            "移行後に使う帳票として、使い始める時期、用紙、周知を計画してください",
            "plan when it is taken into use, its paper and how people are told",
        ),
        (true, Some(Class::Optional)) => (
            "標準オプションとして提供しないことを利用団体に示してください",
            "tell users that this optional form is not offered",
        ),
        (true, ..) => ("実装するか、経過措置の対象かを示してください", "build it or show the transitional measure"),
    };
    lang.pick(ja, en)
}
