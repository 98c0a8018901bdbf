use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 全角・半角の違い。
    ///
    /// ## 何を調べるか
    /// 半角の項目（X）に全角文字や半角カナが、全角の項目（N）に半角文字が入っていないかを調べます。
    ///
    /// ## なぜ困るか
    /// 取込み先で受け付けられないか、値が変わります。
    ///
    /// ## 例
    /// 方書に半角の「101」が入っている。
    ///
    /// ## 直し方
    /// 項目の型に合う幅に変換して出力し直します。
    ///
    /// ## 根拠
    /// 基本データリストの「データ型」。
    ///
    /// # English
    ///
    /// Wrong width.
    ///
    /// ## What it checks
    /// Whether a half-width item (X) holds full-width text or half-width kana, or a full-width item (N) half-width characters.
    ///
    /// ## Why it matters
    /// The value is refused where it is loaded, or it changes.
    ///
    /// ## Example
    /// 方書 holds a half-width 101.
    ///
    /// ## What to do
    /// Convert to the width of the item's type and export again.
    ///
    /// ## Basis
    /// The データ型 column of the 基本データリスト.
    pub struct WidthClass {
        pub group: String,
        pub column: String,
        /// X or N.
        pub letters: String,
        /// 半角 or 全角.
        pub width: String,
        pub rows: u64,
    }
}

impl Rule for WidthClass {
    const META: &'static Meta = &Meta {
        id: "DAT0304",
        name: "width-class",
        title: ("全角・半角の違い", "wrong width"),
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
        let WidthClass { group, column, letters, width, rows } = &e[0];
        match lang {
            Lang::Ja => {
                format!("{group}.{column} は{width}の項目（{letters}）ですが、違う幅の文字を含む値が {rows} 行あります")
            }
            Lang::En => {
                format!("{group}.{column} is of type {letters}; {rows} rows hold characters of the other width")
            }
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick("項目の型に合う幅に変換して出力し直してください", "convert to the width of the type and export again")
            .to_string()
    }
}
