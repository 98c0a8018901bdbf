use crate::basis::Facet;
use crate::compare::Comparison;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::lang::{Bilingual, Lang};

use super::no_forms;

rule_fields! {
    /// 似た名前の印字項目だが、意味が違う。
    ///
    /// ## 何を調べるか
    /// 対応する帳票の欄と印字項目の名前が、取り違えやすい名前の一覧（mappings/traps.toml）で結ばれるものです。同じ名前でも、欄の元の列が別の項目に対応しているものを含みます。
    ///
    /// ## なぜ困るか
    /// 名前だけ見て同じ欄と思うと、住民に渡る紙に違う内容が印字されます。
    ///
    /// ## 例
    /// 現行の証明書の「前住所」（一つ前の住所）と、標準の「転入前住所」（市区町村の外にあった最後の住所）。
    ///
    /// ## 直し方
    /// 印字される内容を見比べます。同じ意味なら対応表の `[[field]]` に書き、確かめたことを決定として残します。違うなら、標準の欄の元になる値があるかを確かめ、印字が変わることを住民に知らせます。
    ///
    /// ## 根拠
    /// 本プロジェクトがまとめた取り違えやすい名前の一覧と、公表された様式変更の例。
    ///
    /// # English
    ///
    /// A printed item of a familiar name means something else.
    ///
    /// ## What it checks
    /// Fields and printed items of corresponding forms whose names are in one entry of the list of traps (mappings/traps.toml), or whose names are the same while the field shows the column of another item.
    ///
    /// ## Why it matters
    /// Taken for the same by name, something else is printed on the paper that residents receive.
    ///
    /// ## Example
    /// 前住所 of today's certificate is the address before this one, 転入前住所 of the standard the last one outside the municipality.
    ///
    /// ## What to do
    /// Compare what is printed. If it is the same, write a `[[field]]` and record the decision. If not, see whether the data for the standard's field exist, and tell residents of the change.
    ///
    /// ## Basis
    /// The project's own list of names that are easily confused, and changes of forms that municipalities published.
    pub struct FormMeaningTrap {
        pub form: String,
        pub printed: String,
        /// `帳票.欄` of today.
        pub field: String,
        /// What the field shows, as written.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        pub from: Vec<String>,
        /// `グループ.項目` that the standard prints.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub item: Option<String>,
        /// What tells them apart, Japanese and English; absent: the names are the same, the data are not.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub why: Option<(String, String)>,
        /// Whether the mapping says that they are the same.
        pub mapped: bool,
    }
}

impl Rule for FormMeaningTrap {
    const META: &'static Meta = &Meta {
        id: "GAP0507",
        name: "form-meaning-trap",
        title: ("印字項目の意味違い", "printed item of another meaning"),
        area: Area::Form,
        aspect: Some(Aspect::Items),
        grain: Grain::PrintedItem,
        present: &[Severity::Warning],
        package: &[Severity::Warning],
        suppresses: &[],
        facts: &[Facet::Existence],
        discriminator: Some("field"),
        mirror: Mirror::Waived("違いに向きはありません"),
        bpr: &["BPR005"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let FormMeaningTrap { form, printed, field, why, .. } = &e[0];
        match (why, lang) {
            (Some((why, _)), Lang::Ja) => format!(
                "「{field}」と標準の帳票「{form}」の「{printed}」は、名前が似ていても意味が違うことがあります（{why}）"
            ),
            (Some((_, why)), Lang::En) => {
                format!("{field} and {printed} of the form {form} look alike but may mean different things ({why})")
            }
            (None, Lang::Ja) => format!(
                "「{field}」の元の列（{}）は、標準の帳票「{form}」の「{printed}」が印字する項目（{}）に対応していません",
                e[0].from.join("、"),
                e[0].item.as_deref().unwrap_or("-")
            ),
            (None, Lang::En) => format!(
                "{field} shows {}, which is not the column of {} that {printed} of the form {form} prints",
                e[0].from.join(", "),
                e[0].item.as_deref().unwrap_or("-")
            ),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let FormMeaningTrap { form, printed, field, mapped, .. } = &e[0];
        match (mapped, lang) {
            (true, Lang::Ja) => {
                "対応表は同じものとしています。印字される内容を見比べ、違うならその行を消してください".to_string()
            }
            (true, Lang::En) => {
                "the mapping says that they are the same; compare what is printed, and remove the line if it differs"
                    .to_string()
            }
            (false, Lang::Ja) => format!(
                "印字される内容を見比べてください。同じ意味なら対応表に [[field]] current = \"{field}\" standard = \"{form}.{printed}\" を、違うなら標準の欄の元になる値があるかを確かめ、印字が変わることの周知を計画してください"
            ),
            (false, Lang::En) => format!(
                "compare what is printed; if it is the same, add [[field]] current = \"{field}\" standard = \"{form}.{printed}\", otherwise see whether the data for the standard's field exist and plan how people are told"
            ),
        }
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_forms(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let Some(section) = &c.current.forms else { return };
        for found in &c.fields.traps {
            let (form, at) = found.printed;
            let today = &section.entries[found.field.0];
            let field = &today.fields[found.field.1];
            let fields = FormMeaningTrap {
                form: c.standard.form_label(form),
                printed: c.standard.form(form).items[at].name.clone(),
                field: format!("{}.{}", today.name, field.label),
                from: field.from.clone(),
                item: c
                    .standard
                    .printed_source(form, &c.standard.form(form).items[at])
                    .map(|i| c.standard.item_label(i)),
                why: found.trap.map(|t| (t.why.clone(), t.why_en.clone())),
                mapped: found.mapped,
            };
            let draft = emit
                .draft(c.printed_subject(form, at), Severity::Warning, &fields)
                .printed(c.standard, form, at, &[Facet::Existence])
                .rests_on(c.standard.form_basis(form, Facet::Existence))
                .discriminator(&fields.field);
            emit.push(draft.spot(c.current, field.spot, "field", &field.label));
        }
    }
}
