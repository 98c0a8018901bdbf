use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 表計算ソフトによる破損。
    ///
    /// ## 何を調べるか
    /// 1.23E+11 のような指数、2026/4/1 のような日付、先頭の 0 が落ちたコード・郵便番号・団体コードを調べます。
    ///
    /// ## なぜ困るか
    /// 番号の桁が失われ、元には戻せません。
    ///
    /// ## 例
    /// 郵便番号 0600001 が 600001 になっている。
    ///
    /// ## 直し方
    /// CSV を表計算ソフトで開いて保存せず、元のシステムから出力し直します。
    ///
    /// ## 根拠
    /// ファイルの作り方そのものの誤りで、標準の項目の属性にはよりません。
    ///
    /// # English
    ///
    /// Damage by a spreadsheet.
    ///
    /// ## What it checks
    /// Exponents such as 1.23E+11, dates such as 2026/4/1, codes and postal codes that lost their leading zeros.
    ///
    /// ## Why it matters
    /// Digits of numbers are lost for good.
    ///
    /// ## Example
    /// The postal code 0600001 reads 600001.
    ///
    /// ## What to do
    /// Do not save the CSV from a spreadsheet; export again.
    ///
    /// ## Basis
    /// A fault of the file itself; it rests on no facet of an item.
    pub struct SpreadsheetDamage {
        pub group: String,
        pub column: String,
        pub rows: u64,
    }
}

impl Rule for SpreadsheetDamage {
    const META: &'static Meta = &Meta {
        id: "DAT0309",
        name: "spreadsheet-damage",
        title: ("表計算ソフトによる破損", "damage by a spreadsheet"),
        area: Area::Data,
        grain: Grain::Column,
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
        let SpreadsheetDamage { group, column, rows } = &e[0];
        match lang {
            Lang::Ja => format!(
                "{group}.{column} に、表計算ソフトで壊れたとみられる値（指数、日付、先頭の0の欠け）が {rows} 行あります"
            ),
            Lang::En => format!(
                "{rows} rows of {group}.{column} look damaged by a spreadsheet (exponents, dates, lost leading zeros)"
            ),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "CSV を表計算ソフトで保存せず、元のシステムから出力し直してください",
            "do not save the CSV from a spreadsheet; export it again",
        )
        .to_string()
    }
}
