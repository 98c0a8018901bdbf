use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 制御文字。
    ///
    /// ## 何を調べるか
    /// NUL、シフト符号、0x1A、値の中の改行やタブ、見えない文字（ゼロ幅、方向指定、途中の BOM）がないかを調べます。
    ///
    /// ## なぜ困るか
    /// 値の比較や検索が合わなくなり、取込みが途中で止まることもあります。
    ///
    /// ## 例
    /// ホストの固定長項目の詰め物（NUL）が残っている。
    ///
    /// ## 直し方
    /// 抽出の処理で除きます。
    ///
    /// ## 根拠
    /// ファイルの作り方そのものの誤りで、標準の項目の属性にはよりません。
    ///
    /// # English
    ///
    /// Control character.
    ///
    /// ## What it checks
    /// NUL, shift codes, 0x1A, line breaks and tabs inside values, invisible characters.
    ///
    /// ## Why it matters
    /// Comparison and search fail; a load may stop in the middle.
    ///
    /// ## Example
    /// NUL padding of a host record was left in.
    ///
    /// ## What to do
    /// Remove them in the extraction.
    ///
    /// ## Basis
    /// A fault of the file itself; it rests on no facet of an item.
    pub struct ControlCharacter {
        pub group: String,
        pub column: String,
        pub rows: u64,
    }
}

impl Rule for ControlCharacter {
    const META: &'static Meta = &Meta {
        id: "DAT0305",
        name: "control-character",
        title: ("制御文字", "control character"),
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
        let ControlCharacter { group, column, rows } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} に、制御文字または見えない文字を含む値が {rows} 行あります"),
            Lang::En => format!("{rows} rows of {group}.{column} hold control or invisible characters"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick("抽出の処理で制御文字を除いてください", "remove control characters in the extraction").to_string()
    }
}
