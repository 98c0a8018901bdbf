use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// コード一覧にない値。
    ///
    /// ## 何を調べるか
    /// コード項目の値が、標準のコード一覧にあるかを調べます。自治体が追加できる一覧（open）にない値は、確認事項です。
    ///
    /// ## なぜ困るか
    /// 取込み先で受け付けられないか、値が変わります。
    ///
    /// ## 例
    /// 性別に「7」が入っている。
    ///
    /// ## 直し方
    /// 対応するコードに変換して出力し直します。
    ///
    /// ## 根拠
    /// 標準のコード一覧の値と、一覧が閉じているか。
    ///
    /// # English
    ///
    /// Value not in the code list.
    ///
    /// ## What it checks
    /// Whether the value of a coded item is in the standard's list. In an open list it is a question, not a fault.
    ///
    /// ## Why it matters
    /// The value is refused where it is loaded, or it changes.
    ///
    /// ## Example
    /// 性別 holds 7.
    ///
    /// ## What to do
    /// Convert to a code of the list and export again.
    ///
    /// ## Basis
    /// The values of the code list and whether it is closed.
    pub struct DataCodeUnknown {
        pub group: String,
        pub column: String,
        /// Name of the code list.
        pub list: String,
        /// Whether the municipality may add values.
        pub open: bool,
        pub rows: u64,
    }
}

impl Rule for DataCodeUnknown {
    const META: &'static Meta = &Meta {
        id: "DAT0204",
        name: "data-code-unknown",
        title: ("コード一覧にない値", "value not in the code list"),
        area: Area::Data,
        grain: Grain::Column,
        present: &[Severity::Error, Severity::Warning],
        package: &[Severity::Error, Severity::Warning],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Code, Facet::Values],
        discriminator: None,
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let DataCodeUnknown { group, column, list, rows, .. } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} に、コード一覧「{list}」にない値が {rows} 行あります"),
            Lang::En => format!("{rows} rows of {group}.{column} hold values that are not in the code list {list}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "標準のコードに変換するか、自治体が追加したコードであれば一覧に登録してください",
            "convert to the standard's codes, or register codes that the municipality added",
        )
        .to_string()
    }
}
