use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 行の形。
    ///
    /// ## 何を調べるか
    /// 各行の列数が見出しと同じか、引用符が閉じているかを調べます。数え方は行ごとで、形の違う行の値はほかの規則では調べません。
    ///
    /// ## なぜ困るか
    /// 値が隣の列にずれて取り込まれます。
    ///
    /// ## 例
    /// 43 列のはずの行が 42 列しかない。
    ///
    /// ## 直し方
    /// 区切り文字を含む値を引用符で囲み、出力し直します。
    ///
    /// ## 根拠
    /// ファイルの作り方そのものの誤りで、標準の項目の属性にはよりません。
    ///
    /// # English
    ///
    /// Shape of rows.
    ///
    /// ## What it checks
    /// Whether every row has as many columns as the heading and every quotation mark is closed. Values of such a row are not looked at by other rules.
    ///
    /// ## Why it matters
    /// Values end up in the neighbouring column.
    ///
    /// ## Example
    /// A row has 42 columns instead of 43.
    ///
    /// ## What to do
    /// Quote values that contain the delimiter and export again.
    ///
    /// ## Basis
    /// A fault of the file itself; it rests on no facet of an item.
    pub struct RowShape {
        pub group: String,
        /// Columns of the heading.
        pub expected: u64,
        /// Rows whose quotation mark is not closed.
        pub quotes: u64,
        pub rows: u64,
    }
}

impl Rule for RowShape {
    const META: &'static Meta = &Meta {
        id: "DAT0106",
        name: "row-shape",
        title: ("行の形", "shape of rows"),
        area: Area::Data,
        grain: Grain::Group,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[],
        discriminator: None,
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let RowShape { group, expected, quotes, rows } = &e[0];
        match lang {
            Lang::Ja => format!(
                "{group} のファイルに、{expected} 列でない行または引用符の閉じていない行が {rows} 行あります（うち引用符 {quotes} 行）"
            ),
            Lang::En => format!(
                "{rows} rows of {group} do not have {expected} columns or leave a quotation mark open ({quotes} of them a quotation mark)"
            ),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "区切り文字や改行を含む値を引用符で囲み、出力し直してください",
            "quote values that hold delimiters or line breaks and export again",
        )
        .to_string()
    }
}
