use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 余分な列。
    ///
    /// ## 何を調べるか
    /// 見出しに、そのグループの項目でない列があるかを調べます。
    ///
    /// ## なぜ困るか
    /// 取込み先で列がずれるか、読み捨てられます。
    ///
    /// ## 例
    /// 課税対象者のファイルに「旧住所コード」の列がある。
    ///
    /// ## 直し方
    /// 列を除くか、標準の項目に対応させます。
    ///
    /// ## 根拠
    /// 基本データリストの項目の一覧。参考版では一覧が完全とは限りません。
    ///
    /// # English
    ///
    /// Extra column.
    ///
    /// ## What it checks
    /// Whether the heading has a column that is no item of the group.
    ///
    /// ## Why it matters
    /// Where the file is loaded, columns shift or the values are dropped.
    ///
    /// ## Example
    /// The file of 課税対象者 has a column 旧住所コード.
    ///
    /// ## What to do
    /// Remove the column or map it to an item.
    ///
    /// ## Basis
    /// The list of items; in a reference edition it may be incomplete.
    pub struct ColumnExtra {
        pub group: String,
        /// Heading as it stands in the file.
        pub column: String,
    }
}

impl Rule for ColumnExtra {
    const META: &'static Meta = &Meta {
        id: "DAT0104",
        name: "column-extra",
        title: ("余分な列", "extra column"),
        area: Area::Data,
        grain: Grain::Column,
        present: &[Severity::Warning],
        package: &[Severity::Warning],
        suppresses: &[],
        facts: &[Facet::Completeness],
        discriminator: None,
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let ColumnExtra { group, column } = &e[0];
        match lang {
            Lang::Ja => format!("{group} のファイルの列「{column}」は、標準の項目ではありません"),
            Lang::En => format!("the column {column} of {group} is no item of the standard"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick("列を除くか、標準の項目名に直してください", "remove the column or give it the item's name")
            .to_string()
    }
}
