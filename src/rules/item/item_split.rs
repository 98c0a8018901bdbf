use std::collections::{BTreeMap, BTreeSet};

use crate::basis::Facet;
use crate::compare::Comparison;
use crate::compare::facets::overused;
use crate::current::model::{ColumnCodes, ColumnId};
use crate::domain::ColumnType;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity, Subject, SubjectKind, Suppress, Within};
use crate::matching::Shape;
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::spec::standard::ItemId;
use crate::text::lang::Lang;

rule_fields! {
    /// 一つの列を、標準の複数の項目に分ける。
    ///
    /// ## 何を調べるか
    /// 対応表の `[[split]]`、または桁位置（part）で、一つの列が標準の二つ以上の項目になるものを探します。同じ列が別のグループの項目にもなるだけの場合は数えません。
    ///
    /// ## なぜ困るか
    /// 値をどこで分けるかは、値そのものには書かれていません。自動で分けられない値が残り、人が見て直す作業が要ります。
    ///
    /// ## 例
    /// 現行の住所を、標準の都道府県、市区郡町村名、町字、番地号表記に分ける。
    ///
    /// ## 直し方
    /// 分け方の規則（区切り、桁位置、辞書）を決め、実データで試して分けられない値の数を調べます。
    ///
    /// ## 根拠
    /// 対応表と、標準に項目があること。
    ///
    /// # English
    ///
    /// One column becomes several items.
    ///
    /// ## What it checks
    /// Columns that become two or more items by `[[split]]` or by positions (part) of the mapping. A column that only feeds items of other groups as well does not count.
    ///
    /// ## Why it matters
    /// Where a value has to be cut is not written in the value. Some cannot be cut by rule and have to be looked at by a person.
    ///
    /// ## Example
    /// An address of today becomes prefecture, municipality, district and lot.
    ///
    /// ## What to do
    /// Settle the rule (separator, position, dictionary), try it on the data and count what cannot be cut.
    ///
    /// ## Basis
    /// The mapping, and that the items are in the standard.
    pub struct ItemSplit {
        pub current: ColumnSpec,
        pub standards: Vec<ItemSpec>,
        /// The mapping says at which positions.
        pub positions: bool,
        /// The column holds codes, which no separator divides.
        #[serde(default)]
        pub codes: bool,
    }
}

impl Rule for ItemSplit {
    const META: &'static Meta = &Meta {
        id: "GAP0105",
        name: "item-split",
        title: ("項目の分割", "item split"),
        area: Area::Item,
        aspect: Some(Aspect::Existence),
        grain: Grain::Item,
        present: &[Severity::Warning],
        package: &[Severity::Warning],
        suppresses: &[Suppress { rules: &["GAP0202"], within: Within::Item }],
        facts: &[Facet::Existence],
        discriminator: None,
        mirror: Mirror::Rule("GAP0106"),
        bpr: &["BPR018"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let items: Vec<String> = e[0].standards.iter().map(ItemSpec::name).collect();
        let (column, count, list) = (e[0].current.name(lang), items.len(), enumerate(&items, 6, lang));
        match lang {
            Lang::Ja => format!("{column} を標準の {count} 項目に分けます: {list}"),
            Lang::En => format!("{column} has to be split into {count} items: {list}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let amount =
            matches!(e[0].current.column_type, Some(ColumnType::Number | ColumnType::Packed | ColumnType::Zoned));
        let (ja, en) = match e[0].positions {
            false if e[0].codes => (
                "コードごとに、分けた先のどの項目のどの値になるかを決めてください",
                "settle for each code which value of which item it becomes",
            ),
            false if amount => (
                "内訳を計算や他の資料で求められるかを確かめ、求められない記録の扱いを決めてください",
                "find out whether the parts can be calculated or taken from elsewhere, and what becomes of the other records",
            ),
            true => (
                "桁位置どおりに分けられるか実データで確かめ、分けられない値の扱いを決めてください",
                "try the positions on the data and decide what to do with values that do not follow them",
            ),
            false => (
                "分け方の規則（区切り、桁位置、辞書）を決め、分けられない値の数と扱いを調べてください",
                "settle the rule (separator, position, dictionary) and find out how many values it cannot split",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for (column, (items, positions)) in split(c).into_iter().filter(|(_, (items, _))| items.len() > 1) {
            let fields = ItemSplit {
                current: ColumnSpec::of(c, column),
                standards: items.iter().map(|i| ItemSpec::of(c, *i)).collect(),
                positions,
                codes: matches!(c.current.column(column).codes, Some(ColumnCodes::List(_))),
            };
            let (table, name) = (&c.current.table(column.table).name, &c.current.column(column).name);
            // how a column is cut is one decision, whatever items it becomes
            let subject = Subject::new(SubjectKind::Column, c.system, table, name);
            let draft = emit.draft(subject, Severity::Warning, &fields);
            let draft = items.iter().fold(draft, |d, item| d.item(c.standard, *item, &[Facet::Existence]));
            emit.push(draft.column(c.current, column));
        }
    }
}

/// Columns that are cut, with the items that they become and whether by position.
fn split(c: &Comparison<'_>) -> BTreeMap<ColumnId, (BTreeSet<ItemId>, bool)> {
    let mut split: BTreeMap<ColumnId, (BTreeSet<ItemId>, bool)> = BTreeMap::new();
    for link in c.matching.links.iter().filter(|l| matches!(l.shape, Shape::Split | Shape::Part(_))) {
        for column in &link.columns {
            let entry = split.entry(*column).or_default();
            entry.0.extend(&link.items);
            entry.1 |= link.shape != Shape::Split;
        }
    }
    // several [[pair]] lines of one column say nothing of how it is cut
    for column in c.current.columns() {
        let items = overused(c, column);
        if !items.is_empty() {
            split.entry(column).or_default().0.extend(items);
        }
    }
    split
}
