use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 列の順番。
    ///
    /// ## 何を調べるか
    /// 見出しの列が標準の順に並んでいるかを調べます。
    ///
    /// ## なぜ困るか
    /// 見出しを見ずに位置で取り込むと、値が別の項目に入ります。
    ///
    /// ## 例
    /// 「氏名」が「宛名番号」より前にある。
    ///
    /// ## 直し方
    /// 標準の順に並べて出力し直します。
    ///
    /// ## 根拠
    /// 基本データリストの項目の順。
    ///
    /// # English
    ///
    /// Order of columns.
    ///
    /// ## What it checks
    /// Whether the columns of the heading stand in the standard's order.
    ///
    /// ## Why it matters
    /// A loader that goes by position puts values into the wrong items.
    ///
    /// ## Example
    /// 氏名 stands before 宛名番号.
    ///
    /// ## What to do
    /// Export the columns in the standard's order.
    ///
    /// ## Basis
    /// The order of items in the 基本データリスト.
    pub struct ColumnOrder {
        pub group: String,
        /// First column that is out of order.
        pub column: String,
    }
}

impl Rule for ColumnOrder {
    const META: &'static Meta = &Meta {
        id: "DAT0105",
        name: "column-order",
        title: ("列の順番", "order of columns"),
        area: Area::Data,
        grain: Grain::Group,
        present: &[Severity::Warning],
        package: &[Severity::Warning],
        suppresses: &[],
        facts: &[Facet::Existence],
        discriminator: None,
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let ColumnOrder { group, column } = &e[0];
        match lang {
            Lang::Ja => format!("{group} のファイルの列が標準の順ではありません（「{column}」から）"),
            Lang::En => format!("the columns of {group} are not in the standard's order (from {column})"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick("標準の順に並べて出力し直してください", "export the columns in the standard's order").to_string()
    }
}
