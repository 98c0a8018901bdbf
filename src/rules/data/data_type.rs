use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// データ型の違い。
    ///
    /// ## 何を調べるか
    /// 整数・小数・年・日付・時刻の項目に、数字でも日付でもない文字列が入っていないかを調べます。
    ///
    /// ## なぜ困るか
    /// 取込み先で受け付けられないか、値が変わります。
    ///
    /// ## 例
    /// 課税年度に「令和七」が入っている。
    ///
    /// ## 直し方
    /// 抽出または変換の処理を直し、出力し直します。
    ///
    /// ## 根拠
    /// 基本データリストの「データ型」。
    ///
    /// # English
    ///
    /// Value of another type.
    ///
    /// ## What it checks
    /// Whether a number, year, date or time item holds text that is none.
    ///
    /// ## Why it matters
    /// The value is refused where it is loaded, or it changes.
    ///
    /// ## Example
    /// 課税年度 holds 令和七.
    ///
    /// ## What to do
    /// Correct the extraction or conversion and export again.
    ///
    /// ## Basis
    /// The データ型 column of the 基本データリスト.
    pub struct DataType {
        pub group: String,
        pub column: String,
        /// The official letters of the type.
        pub letters: String,
        pub rows: u64,
    }
}

impl Rule for DataType {
    const META: &'static Meta = &Meta {
        id: "DAT0201",
        name: "data-type",
        title: ("データ型の違い", "value of another type"),
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
        let DataType { group, column, letters, rows } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} に、データ型 {letters} の値でないものが {rows} 行あります"),
            Lang::En => format!("{rows} rows of {group}.{column} hold values that are not of type {letters}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "抽出または変換の処理を直し、出力し直してください",
            "correct the extraction or conversion and export again",
        )
        .to_string()
    }
}
