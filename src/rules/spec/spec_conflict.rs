use serde::{Deserialize, Serialize};

use crate::basis::Facet;
use crate::compare::Comparison;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

/// What another document says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Otherwise {
    pub value: String,
    pub document: String,
}

rule_fields! {
    /// 標準の資料どうしが食い違い、判定が変わる。
    ///
    /// ## 何を調べるか
    /// 項目の桁数やデータ型について、使っている版が別の資料の記載も持っている（`conflicts`）か、共通の版に同じ名前の項目があって違う値のとき、どちらに従うかで現行の列の判定が変わるものです。
    ///
    /// ## なぜ困るか
    /// 片方に合わせると、もう片方で桁あふれや型の違いになります。連携先が別の資料に従っていれば、そこで止まります。
    ///
    /// ## 例
    /// 住所_町字は項目定義書で18文字、API の資料で120文字。
    ///
    /// ## 直し方
    /// どちらに従うかを所管省庁の問合せ窓口かベンダに確かめ、決めた根拠を残します。
    ///
    /// ## 根拠
    /// 食い違う資料のうち、根拠の弱い方に従います。
    ///
    /// # English
    ///
    /// Documents of the standard disagree, and the verdict depends on which is followed.
    ///
    /// ## What it checks
    /// Digits and types for which the edition records another document's word (`conflicts`), or an included edition has an item of the same name with another value, where a column of today would be judged differently.
    ///
    /// ## Why it matters
    /// What fits one document overflows in the other. A consumer that follows the other one will refuse the data.
    ///
    /// ## Example
    /// 住所_町字 has 18 characters in the item definition and 120 in the document of the API.
    ///
    /// ## What to do
    /// Ask the ministry's help desk or the vendor which one holds, and keep the answer.
    ///
    /// ## Basis
    /// The weaker of the documents that disagree.
    pub struct SpecConflict {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        /// `digits` or `type`.
        pub facet: Facet,
        /// What the edition in use says.
        pub value: String,
        pub others: Vec<Otherwise>,
    }
}

impl Rule for SpecConflict {
    const META: &'static Meta = &Meta {
        id: "GAP0803",
        name: "spec-conflict",
        title: ("標準の資料の食い違い", "documents of the standard disagree"),
        area: Area::Spec,
        aspect: Some(Aspect::Digits),
        grain: Grain::Item,
        present: &[Severity::Warning],
        package: &[Severity::Warning],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Digits, Facet::Type],
        discriminator: Some("facet"),
        mirror: Mirror::Waived("違いに向きはありません"),
        bpr: &["BPR015"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let SpecConflict { standard, current, facet, value, others } = &e[0];
        let what = match (facet, lang) {
            (Facet::Digits, Lang::Ja) => "桁数",
            (Facet::Digits, Lang::En) => "digits",
            (_, Lang::Ja) => "データ型",
            (_, Lang::En) => "type",
        };
        let list: Vec<String> = others.iter().map(|o| said(o, lang)).collect();
        let (item, column, list) = (standard.name(), current.name(lang), list.join(lang.pick("、", ", ")));
        match lang {
            Lang::Ja => format!(
                "{item} の{what}が標準の資料で食い違い（{value}、{list}）、どちらに従うかで {column} の判定が変わります"
            ),
            Lang::En => format!(
                "documents of the standard disagree on the {what} of {item} ({value}; {list}), and the verdict on {column} depends on it"
            ),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "どちらに従うかを所管省庁の問合せ窓口かベンダに確かめ、決めた根拠を残してください",
            "ask the ministry's help desk or the vendor which one holds, and keep the answer",
        )
        .to_string()
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        Some(e[0].standard.describe(lang))
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for conflict in &c.conflicts {
            let others = conflict.others.iter();
            let fields = SpecConflict {
                standard: ItemSpec::of(c, conflict.item),
                current: ColumnSpec::of(c, conflict.column),
                facet: conflict.facet,
                value: conflict.value.clone(),
                others: others.map(|o| Otherwise { value: o.value.clone(), document: o.title.clone() }).collect(),
            };
            let name = if conflict.facet == Facet::Digits { "digits" } else { "type" };
            let mut draft = emit
                .draft(c.item_subject(conflict.item), Severity::Warning, &fields)
                .item(c.standard, conflict.item, &[Facet::Existence, conflict.facet])
                .column(c.current, conflict.column)
                .discriminator(name);
            for other in &conflict.others {
                draft = draft.rests_on(other.kind);
            }
            emit.push(draft);
        }
    }
}

fn said(other: &Otherwise, lang: Lang) -> String {
    match lang {
        Lang::Ja => format!("{} では {}", other.document, other.value),
        Lang::En => format!("{} in {}", other.value, other.document),
    }
}
