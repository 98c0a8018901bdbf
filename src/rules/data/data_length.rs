use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 出力データの値が、標準の桁数より長い。
    ///
    /// ## 何を調べるか
    /// gapcheck validate が、出力ファイルの各値の文字数（異体字セレクタの付いた文字は1文字）を標準の桁数と比べます。
    ///
    /// ## なぜ困るか
    /// 取込み先で値が切れるか、ファイルごと受け付けられません。
    ///
    /// ## 例
    /// 住所_町字が標準の桁数を超える行が 12 行ある。
    ///
    /// ## 直し方
    /// 値を分けるか略し方を決め、出力し直します。
    ///
    /// ## 根拠
    /// 基本データリストの「桁数」は最大文字数で、バイト数ではありません。
    ///
    /// # English
    ///
    /// A value of exported data is longer than the standard allows.
    ///
    /// ## What it checks
    /// gapcheck validate counts the characters of every value (a character with its variation selector is one) and compares with 桁数.
    ///
    /// ## Why it matters
    /// The value is cut off where it is loaded, or the whole file is refused.
    ///
    /// ## Example
    /// 12 rows have a 住所_町字 that is too long.
    ///
    /// ## What to do
    /// Split or shorten the values and export again.
    ///
    /// ## Basis
    /// 桁数 in the 基本データリスト is a maximum number of characters, not bytes.
    pub struct DataLength {
        pub group: String,
        pub item: String,
        /// Characters that the standard allows.
        pub max: u32,
        /// Characters of the longest value found.
        pub longest: u32,
        pub rows: u64,
    }
}

impl Rule for DataLength {
    const META: &'static Meta = &Meta {
        id: "DAT0202",
        name: "data-length",
        title: ("データの桁数超過", "value too long"),
        area: Area::Data,
        aspect: None,
        grain: Grain::Column,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Digits],
        discriminator: None,
        mirror: Mirror::Waived("短い値は問題になりません"),
        bpr: &["BPR003"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let DataLength { group, item, max, longest, rows } = &e[0];
        match lang {
            Lang::Ja => {
                format!("{group}.{item} に、桁数 {max} 文字を超える値が {rows} 行あります（最長 {longest} 文字）")
            }
            Lang::En => format!("{rows} rows of {group}.{item} have more than {max} characters (longest {longest})"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick("値を分けるか略し方を決め、出力し直してください", "split or shorten the values and export again")
            .to_string()
    }
}
