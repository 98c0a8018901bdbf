use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 文字コードの誤り。
    ///
    /// ## 何を調べるか
    /// 値のバイト列が、ファイルの文字コードとして正しいかを調べます。
    ///
    /// ## なぜ困るか
    /// 文字が失われます。
    ///
    /// ## 例
    /// UTF-8 のファイルに CP932 のままの値が混じっている。
    ///
    /// ## 直し方
    /// 文字コードをそろえて出力し直します。--data-encoding で読む文字コードを指定できます。
    ///
    /// ## 根拠
    /// ファイルの作り方そのものの誤りで、標準の項目の属性にはよりません。
    ///
    /// # English
    ///
    /// Bytes not of the encoding.
    ///
    /// ## What it checks
    /// Whether the bytes of each value belong to the file's encoding.
    ///
    /// ## Why it matters
    /// Characters are lost.
    ///
    /// ## Example
    /// A UTF-8 file holds values that are still CP932.
    ///
    /// ## What to do
    /// Export in one encoding; --data-encoding names the one to read.
    ///
    /// ## Basis
    /// A fault of the file itself; it rests on no facet of an item.
    pub struct EncodingInvalid {
        pub group: String,
        pub column: String,
        /// Encoding that the file was read in.
        pub encoding: String,
        pub rows: u64,
    }
}

impl Rule for EncodingInvalid {
    const META: &'static Meta = &Meta {
        id: "DAT0301",
        name: "encoding-invalid",
        title: ("文字コードの誤り", "bytes not of the encoding"),
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
        let EncodingInvalid { group, column, encoding, rows } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} に、{encoding} として読めない値が {rows} 行あります"),
            Lang::En => format!("{rows} rows of {group}.{column} cannot be read as {encoding}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "文字コードをそろえて出力し直してください（--data-encoding で指定できます）",
            "export in one encoding, or name it with --data-encoding",
        )
        .to_string()
    }
}
