use crate::basis::Facet;
use crate::compare::Comparison;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::{Phase, Rule};
use crate::spec::edition::{Class, ClassFor, Direction};
use crate::text::lang::Lang;

rule_fields! {
    /// 標準の帳票が印字する項目を、現行のデータから作れない。
    ///
    /// ## 何を調べるか
    /// 標準の帳票の印字項目のうち、元になるデータ項目が現行にない（GAP0101、GAP0401、GAP0403）ものです。確認待ちの候補があるうちは「ない」とは言いません。原因の下に示します。
    ///
    /// ## なぜ困るか
    /// 帳票の様式だけ標準に合わせても、その欄は空になります。
    ///
    /// ## 例
    /// 標準の納税通知書は「課税標準額」を印字するが、現行の賦課表にその列がない。
    ///
    /// ## 直し方
    /// 原因の項目を先に解決します。値がどうしても作れないときは、経過的な空欄の扱いをベンダに確認します。
    ///
    /// ## 根拠
    /// 帳票の根拠（法令の記載事項など）と、項目の根拠のうち弱い方。原因より重くはなりません。
    ///
    /// # English
    ///
    /// A form of the standard prints what today's data do not have.
    ///
    /// ## What it checks
    /// Printed items of the standard's forms whose data item is missing today (GAP0101, GAP0401, GAP0403); shown under its cause. As long as there are candidates nothing is said to be missing.
    ///
    /// ## Why it matters
    /// The form may conform, but the field stays empty.
    ///
    /// ## Example
    /// The standard's tax notice prints 課税標準額, which no column holds.
    ///
    /// ## What to do
    /// Solve the cause first. If the value cannot be had, ask the vendor how an empty field is handled meanwhile.
    ///
    /// ## Basis
    /// The weaker of the form's and the item's; never graver than its cause.
    pub struct FormSourceMissing {
        pub form: String,
        pub printed: String,
        /// `グループ.項目`
        pub item: String,
    }
}

/// Findings that say why an item cannot be had.
const CAUSES: &[&str] = &["GAP0101", "GAP0401", "GAP0403"];

impl Rule for FormSourceMissing {
    const META: &'static Meta = &Meta {
        id: "GAP0509",
        name: "form-source-missing",
        title: ("印字項目の元データなし", "no data for a printed item"),
        area: Area::Form,
        aspect: Some(Aspect::Items),
        grain: Grain::PrintedItem,
        present: &[Severity::Error, Severity::Warning, Severity::Info],
        package: &[Severity::Error, Severity::Warning, Severity::Info],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Item],
        discriminator: None,
        mirror: Mirror::Rule("GAP0504"),
        bpr: &["BPR005"],
        since: "0.1.0",
    };
    const PHASE: Phase = Phase::Consequence;

    fn message(e: &[Self], lang: Lang) -> String {
        let FormSourceMissing { form, printed, item } = &e[0];
        match lang {
            Lang::Ja => format!("標準の帳票「{form}」の印字項目「{printed}」の元になる {item} が現行にありません"),
            Lang::En => format!("the form {form} prints {printed}, but {item} is not to be had today"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick("原因の項目を先に解決してください", "solve the item it comes from first").to_string()
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for form in c.standard.forms().filter(|f| c.form_in_scope(*f) && !c.matching.ignored_forms.contains_key(f)) {
            let f = c.standard.form(form);
            let wanted = matches!(f.class.of(c.category), ClassFor::Known(Class::Mandatory) | ClassFor::Unrecorded);
            if !wanted || f.direction == Direction::Received {
                continue;
            }
            for (at, printed) in f.items.iter().enumerate() {
                let Some(item) = c.standard.printed_source(form, printed) else { continue };
                let Some(cause) = emit.cause_for_item(c, item, CAUSES) else { continue };
                let fields = FormSourceMissing {
                    form: f.name.clone(),
                    printed: printed.name.clone(),
                    item: c.standard.item_label(item),
                };
                let mut draft = emit
                    .draft(c.printed_subject(form, at), cause.severity, &fields)
                    .printed(c.standard, form, at, &[Facet::Existence, Facet::Item])
                    .rests_on(c.standard.form_basis(form, Facet::Existence))
                    .because(cause);
                if let Some(basis) = cause.basis {
                    draft = draft.rests_on(basis);
                }
                emit.push(draft);
            }
        }
    }
}
