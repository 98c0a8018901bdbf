use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::ColumnId;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::spec::edition::Presence;
use crate::spec::standard::ItemId;
use crate::text::lang::Lang;

rule_fields! {
    /// 列の行き先が、任意の項目だけである。
    ///
    /// ## 何を調べるか
    /// 現行の列のうち、対応する標準の項目がどれも、実装が任意（実装類型が空欄）のものを表ごとにまとめます。
    ///
    /// ## なぜ困るか
    /// 任意の項目は、標準準拠システムにあるとは限りません。移行先の製品が備えていなければ、値の行き先がなくなります。
    ///
    /// ## 例
    /// 現行のメモ欄の行き先は、標準で任意の項目「任意メモ」だけである。
    ///
    /// ## 直し方
    /// 移行先の製品がその項目を備えるか、ベンダーに確かめます。備えないときは、EUC、独自施策システム等に残すか、やめるかを決めます。
    ///
    /// ## 根拠
    /// 基本データリストの「実装類型」。空欄の項目は、標準オプション機能だけが使います。
    ///
    /// # English
    ///
    /// The only home of a column is optional.
    ///
    /// ## What it checks
    /// Columns of today of which every item that they correspond to need not be there (実装類型 blank); one finding per table.
    ///
    /// ## Why it matters
    /// A conforming system need not have optional items. If the one you move to does not, the values have no home.
    ///
    /// ## Example
    /// The only home of today's remarks is the optional item 任意メモ.
    ///
    /// ## What to do
    /// Ask the vendor whether the package has the item. If not, decide whether to keep it in EUC or a system of one's own, or to give it up.
    ///
    /// ## Basis
    /// 実装類型 of the 基本データリスト; items with a blank are used by standard-optional functions only.
    pub struct ItemOptionalOnly {
        pub current: ColumnSpec,
        pub standards: Vec<ItemSpec>,
    }
}

impl Rule for ItemOptionalOnly {
    const META: &'static Meta = &Meta {
        id: "GAP0108",
        name: "item-optional-only",
        title: ("行き先が任意項目のみ", "only home is optional"),
        area: Area::Item,
        aspect: None,
        grain: Grain::Table,
        present: &[Severity::Info],
        package: &[],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Presence],
        discriminator: None,
        mirror: Mirror::Rule("GAP0102"),
        bpr: &["BPR011"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let columns: Vec<String> = e.iter().map(home).collect();
        let (table, count, list) = (&e[0].current.table, e.len(), enumerate(&columns, 6, lang));
        match lang {
            Lang::Ja => format!("表 {table} の {count} 列は、行き先が標準で任意の項目だけです: {list}"),
            Lang::En => format!("{count} columns of {table} have only optional items as their home: {list}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "移行先の製品がこれらの項目を備えるか、ベンダーに確かめてください。備えないときの残し方も決めてください",
            "ask the vendor whether the package has these items, and decide where the values are kept if it does not",
        )
        .to_string()
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for column in c.current.columns() {
            let items = homes(c, column);
            let optional = |i: &ItemId| c.standard.item(*i).presence == Some(Presence::Optional);
            if items.is_empty() || !items.iter().all(optional) {
                continue;
            }
            let fields = ItemOptionalOnly {
                current: ColumnSpec::of(c, column),
                standards: items.iter().map(|i| ItemSpec::of(c, *i)).collect(),
            };
            let draft = emit.draft(c.table_subject(column.table), Severity::Info, &fields);
            let facets = [Facet::Existence, Facet::Presence];
            let draft = items.iter().fold(draft, |d, item| d.item(c.standard, *item, &facets));
            emit.push(draft.column(c.current, column));
        }
    }
}

/// Every item that a column corresponds to, in the standard's order.
fn homes(c: &Comparison<'_>, column: ColumnId) -> Vec<ItemId> {
    let mut items: Vec<ItemId> = c.matching.links_of_column(column).flat_map(|l| l.items.iter().copied()).collect();
    items.sort();
    items.dedup();
    items
}

/// `MEMO（備考） → 個人.任意メモ`
fn home(e: &ItemOptionalOnly) -> String {
    let items: Vec<String> = e.standards.iter().map(ItemSpec::name).collect();
    format!("{} → {}", e.current.short(), items.join("、"))
}
