use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::ColumnId;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::matching::Shape;
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::spec::standard::ItemId;
use crate::text::lang::Lang;

rule_fields! {
    /// 複数の列を、標準の一つの項目にまとめる。
    ///
    /// ## 何を調べるか
    /// 対応表の `[[merge]]`、または桁位置（part）の行で、二つ以上の列が標準の一つの項目になるものを探します。列を行に直す `[[pivot]]` は数えません。
    ///
    /// ## なぜ困るか
    /// つなぎ方（順序、間の空白、片方が空のとき）を決めないと、団体や担当者によって値が違います。つないだ長さが桁数を超えることもあります。
    ///
    /// ## 例
    /// 現行の姓と名を、標準の氏名にまとめる。
    ///
    /// ## 直し方
    /// つなぎ方を決めて移行の設計書に載せ、つないだ値の最大の長さを調べます。
    ///
    /// ## 根拠
    /// 対応表と、標準に項目があること。
    ///
    /// # English
    ///
    /// Several columns become one item.
    ///
    /// ## What it checks
    /// Items that two or more columns become by `[[merge]]` or by lines with positions (part) of the mapping. Columns that become rows (`[[pivot]]`) do not count.
    ///
    /// ## Why it matters
    /// Unless it is settled how they are joined (order, space between, one of them empty), values differ from person to person; together they may be too long.
    ///
    /// ## Example
    /// Family name and given name of today become 氏名.
    ///
    /// ## What to do
    /// Write down how they are joined in the migration design and find the longest joined value.
    ///
    /// ## Basis
    /// The mapping, and that the item is in the standard.
    pub struct ItemMerge {
        pub standard: ItemSpec,
        /// The columns, in the order of the mapping.
        pub columns: Vec<ColumnSpec>,
    }
}

impl Rule for ItemMerge {
    const META: &'static Meta = &Meta {
        id: "GAP0106",
        name: "item-merge",
        title: ("項目の統合", "items merged"),
        area: Area::Item,
        aspect: Some(Aspect::Existence),
        grain: Grain::Item,
        present: &[Severity::Info],
        package: &[Severity::Info],
        suppresses: &[],
        facts: &[Facet::Existence],
        discriminator: None,
        mirror: Mirror::Rule("GAP0105"),
        bpr: &["BPR018"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let columns: Vec<String> = e[0].columns.iter().map(|c| c.name(lang)).collect();
        let (item, list) = (e[0].standard.describe(lang), columns.join(lang.pick("、", ", ")));
        match lang {
            Lang::Ja => format!("{list} を、標準の {item} にまとめます"),
            Lang::En => format!("{list} have to be joined to {item}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "つなぎ方（順序、間の空白、片方が空のとき）を決め、つないだ値が桁数に収まるか確かめてください",
            "settle how they are joined (order, space between, one of them empty) and make sure that the result fits",
        )
        .to_string()
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        Some(e[0].standard.describe(lang))
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for item in c.standard.items() {
            let columns = joined(c, item);
            if columns.len() < 2 {
                continue;
            }
            let fields = ItemMerge {
                standard: ItemSpec::of(c, item),
                columns: columns.iter().map(|column| ColumnSpec::of(c, *column)).collect(),
            };
            let draft = emit.draft(c.item_subject(item), Severity::Info, &fields);
            let draft = draft.item(c.standard, item, &[Facet::Existence]);
            emit.push(columns.iter().fold(draft, |d, column| d.column(c.current, *column)));
        }
    }
}

/// The columns that are joined to an item.
fn joined(c: &Comparison<'_>, item: ItemId) -> Vec<ColumnId> {
    let links = c.matching.links_of_item(item).filter(|l| matches!(l.shape, Shape::Merge | Shape::Part(_)));
    let mut columns = Vec::new();
    for column in links.flat_map(|l| &l.columns) {
        if !columns.contains(column) {
            columns.push(*column);
        }
    }
    columns
}
