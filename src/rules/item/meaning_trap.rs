use std::collections::BTreeMap;

use crate::basis::Facet;
use crate::compare::Comparison;
use crate::compare::pair::length_in_characters;
use crate::current::model::ColumnId;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::matching::Shape;
use crate::matching::traps::{self, Caught};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::spec::standard::ItemId;
use crate::text::fold::f1;
use crate::text::lang::Lang;

rule_fields! {
    /// 似た名前で意味の違う項目が、対応づけられている。
    ///
    /// ## 何を調べるか
    /// 対応表の行と、確認待ちの候補のうち、取り違えやすい名前の一覧（mappings/traps.toml）の同じ組にある二つの名前を結ぶもの。
    /// 「個人番号」のように、同じ名前でも桁数が12でなければ別のもの（庁内の番号）であるものも含みます。
    /// 名前の同じ列がいくつもの表にあり、同じ名前の項目に対応づけられているときは、一つにまとめます。
    ///
    /// ## なぜ困るか
    /// 取り違えたまま移すと、形式の検査には通るのに値の意味が違います。前住所を転入前住所として移すと、証明書に誤った住所が載ります。
    ///
    /// ## 例
    /// 現行の「前住所」（一つ前の住所）を、標準の「転入前住所」（市区町村の外にあった最後の住所）に対応づけている。
    ///
    /// ## 直し方
    /// 担当課に実際の値で意味を確かめます。違えば対応表の `[[reject]]` に書き、正しい項目に対応づけます。同じ意味と確かめたら、対応方針に残します。
    ///
    /// ## 根拠
    /// 取り違えやすい名前の一覧は、標準と各地の事例からこの道具が集めたものです。断定ではなく、確かめる問いです。
    ///
    /// # English
    ///
    /// Names that look alike but mean different things are paired.
    ///
    /// ## What it checks
    /// Lines of the mapping and candidates that join two names of one entry of the list of traps (mappings/traps.toml).
    /// Also one name whose length tells that it is another thing: 個人番号 that is not 12 digits long is an internal number.
    /// Columns of one name in several tables, mapped to items of one name, are told once.
    ///
    /// ## Why it matters
    /// Mistaken for each other, values pass every check of form and mean something else. 前住所 moved as 転入前住所 puts a wrong address on certificates.
    ///
    /// ## Example
    /// Today's 前住所 (the address before this one) is paired with 転入前住所 (the last one outside the municipality).
    ///
    /// ## What to do
    /// The section in charge looks at real values. If they differ, write a `[[reject]]` and pair the right item; if they are the same, record that in the decision.
    ///
    /// ## Basis
    /// The list of traps was compiled by this project from the standards and from reports. It is a question to a person, not a verdict.
    pub struct MeaningTrap {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        /// The column's name that is easily mistaken.
        pub name: String,
        /// What tells the two apart, in Japanese.
        pub why: String,
        /// The same in English.
        pub why_en: String,
        /// Length that the thing of this name would have.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub expected_length: Option<u32>,
        /// A person wrote the pair, rather than the program proposing it.
        pub confirmed: bool,
        /// Columns of the same name in other tables, mapped to an item of the same name: `表.列 → グループ.項目`.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        pub also: Vec<String>,
    }
}

impl Rule for MeaningTrap {
    const META: &'static Meta = &Meta {
        id: "GAP0107",
        name: "meaning-trap",
        title: ("意味の取り違え", "meaning trap"),
        area: Area::Item,
        aspect: Some(Aspect::Existence),
        grain: Grain::Item,
        present: &[Severity::Warning],
        package: &[Severity::Warning],
        suppresses: &[],
        facts: &[Facet::Existence],
        discriminator: None,
        mirror: Mirror::Waived("取り違えは両側の名前の組で決まり、向きがありません"),
        bpr: &["BPR016"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let (name, column, item) = (&e[0].name, e[0].current.name(lang), e[0].standard.name());
        let others = match (e[0].also.is_empty(), lang) {
            (true, _) => String::new(),
            (false, Lang::Ja) => format!("（同じ名前の列: {}）", enumerate(&e[0].also, 3, lang)),
            (false, Lang::En) => format!(" (columns of the same name: {})", enumerate(&e[0].also, 3, lang)),
        };
        let message = match (e[0].expected_length, lang) {
            (Some(n), Lang::Ja) => {
                format!("{column} は {n} 桁ではないため、標準の {item} とは別のものかもしれません")
            }
            (Some(n), Lang::En) => format!("{column} is not {n} characters long and may be another thing than {item}"),
            (None, Lang::Ja) => format!("{column} の「{name}」は、標準の {item} と意味が違うかもしれません"),
            (None, Lang::En) => format!("{name} of {column} may mean something else than {item}"),
        };
        message + &others
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let why = lang.pick(&e[0].why, &e[0].why_en);
        match (e[0].confirmed, lang) {
            (true, Lang::Ja) => format!("{why}。実際の値で意味を確かめ、違えば対応表の行を正しい項目に直してください"),
            (true, Lang::En) => {
                format!("{why}; look at real values and correct the line of the mapping if they differ")
            }
            (false, Lang::Ja) => {
                format!("{why}。実際の値で意味を確かめ、違えば対応表の [[reject]] に書いてください")
            }
            (false, Lang::En) => format!("{why}; look at real values and write a [[reject]] if they differ"),
        }
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        Some(e[0].standard.describe(lang))
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        // one column that stands in many tables is one question, once it is mapped alike in all of them
        let mut asked: BTreeMap<Question, Vec<(ItemId, ColumnId, Caught<'_>, bool)>> = BTreeMap::new();
        for ((item, column), confirmed) in joined(c) {
            let (col, name) = (c.current.column(column), &c.standard.item(item).name);
            let names: Vec<&str> = col.label.as_deref().into_iter().chain([col.name.as_str()]).collect();
            let length = length_in_characters(c.standard.item(item), col);
            let Some(caught) = traps::between(&names, name, length) else { continue };
            let alone = (!confirmed).then_some((item, column));
            let question = (f1(&col.name), caught.name.to_string(), f1(name), caught.expected, alone);
            asked.entry(question).or_default().push((item, column, caught, confirmed));
        }
        for mut pairs in asked.into_values() {
            let basis = |item| c.standard.item_basis(item, Facet::Existence);
            pairs.sort_by_cached_key(|(item, column, ..)| (basis(*item), *item, c.current.column_name(*column)));
            let mut pairs = pairs.into_iter();
            let Some((item, column, caught, confirmed)) = pairs.next() else { continue };
            let rest: Vec<(ItemId, ColumnId)> = pairs.map(|(item, column, ..)| (item, column)).collect();
            let route = |(item, column): &(ItemId, ColumnId)| {
                format!("{} → {}", c.current.column_name(*column), c.standard.item_label(*item))
            };
            let fields = MeaningTrap {
                standard: ItemSpec::of(c, item),
                current: ColumnSpec::of(c, column),
                name: caught.name.to_string(),
                why: caught.trap.why.clone(),
                why_en: caught.trap.why_en.clone(),
                expected_length: caught.expected,
                confirmed,
                also: rest.iter().map(route).collect(),
            };
            let draft = emit.draft(c.item_subject(item), Severity::Warning, &fields);
            let draft = draft.item(c.standard, item, &[Facet::Existence]);
            // the trap is this very pair, proposed or not, so the column is part of its identity
            let mut draft = draft.column(c.current, column);
            for (item, column) in rest {
                draft = draft.also(c.standard, item).candidate(c.current, column);
            }
            emit.push(draft);
        }
    }
}

/// The column's name, the name that is a trap, the item's name, the length that the thing would have, and the pair itself
/// where it is only proposed.
type Question = (String, String, String, Option<u32>, Option<(ItemId, ColumnId)>);

/// Every pair that somebody wrote or that is proposed.
fn joined(c: &Comparison<'_>) -> BTreeMap<(ItemId, ColumnId), bool> {
    let mut joined: BTreeMap<(ItemId, ColumnId), bool> =
        c.matching.candidates.iter().map(|candidate| ((candidate.item, candidate.column), false)).collect();
    for link in c.matching.links.iter().filter(|l| matches!(l.shape, Shape::Pair | Shape::Part(_))) {
        for item in &link.items {
            joined.extend(link.columns.iter().map(|column| ((*item, *column), !link.origin.is_auto())));
        }
    }
    joined
}
