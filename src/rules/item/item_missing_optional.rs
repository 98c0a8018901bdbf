use crate::basis::Facet;
use crate::compare::{Comparison, ItemState};
use crate::current::model::TableId;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::ItemSpec;
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::spec::edition::Presence;
use crate::spec::standard::GroupId;
use crate::text::lang::Lang;

rule_fields! {
    /// 製品が、任意の項目を備えていない。
    ///
    /// ## 何を調べるか
    /// 製品のレイアウト（role="package"）に、標準で実装が任意（実装類型が空欄）の項目に対応する列がないものを表ごとにまとめます。
    /// レイアウトに `complete="true"` がないときは「ない」とは言えないため、未判定です。
    ///
    /// ## なぜ困るか
    /// 不適合ではありません。ただし、今その項目を使っている団体がこの製品に移ると、値の行き先がなくなります。
    ///
    /// ## 例
    /// 製品の個人表に、任意の項目「メモ」がない。
    ///
    /// ## 直し方
    /// 備えていない任意の項目の一覧を、導入する団体に示します。団体は、使っている項目がないかを確かめます。
    ///
    /// ## 根拠
    /// 基本データリストの「実装類型」。空欄の項目は、標準オプション機能だけが使います。
    ///
    /// # English
    ///
    /// A package does not offer optional items.
    ///
    /// ## What it checks
    /// Items of the standard that need not be there (実装類型 blank) and to which no column of a package's layout (role="package") corresponds; one finding per table.
    /// Without `complete="true"` on the layout nothing can be said to be missing.
    ///
    /// ## Why it matters
    /// This is no lack of conformity. But a municipality that uses the item today loses its place when it moves to this package.
    ///
    /// ## Example
    /// The personal table of a package does not have the optional item メモ.
    ///
    /// ## What to do
    /// Tell the municipalities which optional items are not offered; they check whether they use any.
    ///
    /// ## Basis
    /// 実装類型 of the 基本データリスト; items with a blank are used by standard-optional functions only.
    pub struct ItemMissingOptional {
        pub standard: ItemSpec,
        /// The table that feeds the group.
        pub table: String,
    }
}

impl Rule for ItemMissingOptional {
    const META: &'static Meta = &Meta {
        id: "GAP0102",
        name: "item-missing-optional",
        title: ("任意項目なし", "optional item not offered"),
        area: Area::Item,
        aspect: None,
        grain: Grain::Table,
        present: &[],
        package: &[Severity::Info],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Presence],
        discriminator: None,
        mirror: Mirror::Rule("GAP0108"),
        bpr: &[],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let items: Vec<String> = e.iter().map(|x| x.standard.name()).collect();
        let (table, count, list) = (&e[0].table, e.len(), enumerate(&items, 8, lang));
        match lang {
            Lang::Ja => format!("表 {table} は、標準で任意の {count} 項目を備えていません: {list}"),
            Lang::En => format!("{table} does not offer {count} optional items of the standard: {list}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "不適合ではありません。使っている団体がないか、導入の前に確かめてください",
            "this is no lack of conformity; before an introduction, make sure that the municipality does not use them",
        )
        .to_string()
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for item in c.standard.items().filter(|i| c.items[i.0] == ItemState::Missing) {
            let optional = c.standard.item(item).presence == Some(Presence::Optional);
            let Some(table) = main_table(c, c.standard.group_of(item)).filter(|_| optional) else { continue };
            let name = c.current.table(table).name.clone();
            let fields = ItemMissingOptional { standard: ItemSpec::of(c, item), table: name };
            let facets = [Facet::Existence, Facet::Presence];
            let draft = emit.draft(c.table_subject(table), Severity::Info, &fields).item(c.standard, item, &facets);
            emit.push(draft.table(c.current, table));
        }
    }
}

/// The table that stands for all that feed a group: the first by name, whatever the order of the input.
fn main_table(c: &Comparison<'_>, group: GroupId) -> Option<TableId> {
    c.matching.tables_of(group).map(|l| l.table).min_by_key(|t| &c.current.table(*t).name)
}
