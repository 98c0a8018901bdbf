use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 文字化け。
    ///
    /// ## 何を調べるか
    /// UTF-8 を CP932 として読んだ跡（縺、繧 の並び）、? の連続、&#数字; を調べます。CP932 に直すと正しい UTF-8 になる値だけを文字化けとします。
    ///
    /// ## なぜ困るか
    /// 文字が失われているか、失われかけています。
    ///
    /// ## 例
    /// 「東京」が「譚ｱ莠ｬ」になっている。
    ///
    /// ## 直し方
    /// 変換の文字コードの指定を直し、元のデータから出力し直します。
    ///
    /// ## 根拠
    /// ファイルの作り方そのものの誤りで、標準の項目の属性にはよりません。
    ///
    /// # English
    ///
    /// Mojibake.
    ///
    /// ## What it checks
    /// Traces of UTF-8 read as CP932, runs of ?, and &#digits;. A value counts only if its CP932 bytes are valid UTF-8.
    ///
    /// ## Why it matters
    /// Characters are lost or about to be.
    ///
    /// ## Example
    /// 東京 reads 譚ｱ莠ｬ.
    ///
    /// ## What to do
    /// Correct the encodings of the conversion and export again from the source.
    ///
    /// ## Basis
    /// A fault of the file itself; it rests on no facet of an item.
    pub struct Mojibake {
        pub group: String,
        pub column: String,
        pub rows: u64,
    }
}

impl Rule for Mojibake {
    const META: &'static Meta = &Meta {
        id: "DAT0308",
        name: "mojibake",
        title: ("文字化け", "mojibake"),
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
        let Mojibake { group, column, rows } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} に、文字化けした値が {rows} 行あります"),
            Lang::En => format!("{rows} rows of {group}.{column} are mojibake"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "変換の文字コードの指定を直し、元のデータから出力し直してください",
            "correct the encodings of the conversion and export again",
        )
        .to_string()
    }
}
