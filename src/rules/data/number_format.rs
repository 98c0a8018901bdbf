use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 数値の書き方。
    ///
    /// ## 何を調べるか
    /// 数値の項目に、桁区切り、空白、通貨記号、符号なし項目の符号、整数項目の小数点、桁数を超える小数がないかを調べます。
    ///
    /// ## なぜ困るか
    /// 取込み先で受け付けられないか、値が変わります。
    ///
    /// ## 例
    /// 給与収入額に「1,234,000」が入っている。
    ///
    /// ## 直し方
    /// 数字だけ（S9 は先頭に負号、9V は小数点）で出力し直します。
    ///
    /// ## 根拠
    /// 基本データリストの「データ型」。
    ///
    /// # English
    ///
    /// Way of writing numbers.
    ///
    /// ## What it checks
    /// Whether a number has thousands separators, blanks, currency signs, a sign where none may be, or decimals that the type does not have.
    ///
    /// ## Why it matters
    /// The value is refused where it is loaded, or it changes.
    ///
    /// ## Example
    /// 給与収入額 holds 1,234,000.
    ///
    /// ## What to do
    /// Write digits only (a leading minus for S9, a point for 9V).
    ///
    /// ## Basis
    /// The データ型 column of the 基本データリスト.
    pub struct NumberFormat {
        pub group: String,
        pub column: String,
        /// The official letters of the type.
        pub letters: String,
        pub rows: u64,
    }
}

impl Rule for NumberFormat {
    const META: &'static Meta = &Meta {
        id: "DAT0207",
        name: "number-format",
        title: ("数値の書き方", "way of writing numbers"),
        area: Area::Data,
        grain: Grain::Column,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Type],
        discriminator: None,
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let NumberFormat { group, column, letters, rows } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} に、数値の書き方が標準（{letters}）と違う値が {rows} 行あります"),
            Lang::En => format!("{rows} rows of {group}.{column} write numbers in another way than {letters}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "桁区切りや空白を除き、数字だけで出力し直してください",
            "remove separators and blanks and write digits only",
        )
        .to_string()
    }
}
