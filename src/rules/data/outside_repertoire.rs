use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 文字集合の外の文字。
    ///
    /// ## 何を調べるか
    /// 漢字が JIS X 0213 または文字情報基盤の符号位置にあるか、部首や漢字構成記述文字でないかを調べます。
    ///
    /// ## なぜ困るか
    /// 移行先で表示や連携ができません。
    ///
    /// ## 例
    /// 康熙部首の「⼀」が漢字の「一」の代わりに使われている。
    ///
    /// ## 直し方
    /// 文字同定を行い、標準の文字に置き換えます。
    ///
    /// ## 根拠
    /// 文字の検査は公開されている文字一覧（JIS X 0213、文字情報基盤の符号位置と異体字の組）によります。
    ///
    /// # English
    ///
    /// Character outside the repertoire.
    ///
    /// ## What it checks
    /// Whether ideographs are in JIS X 0213 or among the MJ code points, and no radicals or description characters.
    ///
    /// ## Why it matters
    /// The new system cannot show or pass on the character.
    ///
    /// ## Example
    /// A Kangxi radical stands where the ideograph should.
    ///
    /// ## What to do
    /// Identify the character and replace it.
    ///
    /// ## Basis
    /// Character checks rest on published tables: JIS X 0213, the code points and variation sequences of the MJ collection.
    pub struct OutsideRepertoire {
        pub group: String,
        pub column: String,
        pub rows: u64,
    }
}

impl Rule for OutsideRepertoire {
    const META: &'static Meta = &Meta {
        id: "DAT0303",
        name: "outside-repertoire",
        title: ("文字集合の外の文字", "character outside the repertoire"),
        area: Area::Data,
        grain: Grain::Column,
        present: &[Severity::Warning],
        package: &[Severity::Warning],
        suppresses: &[],
        facts: &[],
        discriminator: None,
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let OutsideRepertoire { group, column, rows } = &e[0];
        match lang {
            Lang::Ja => {
                format!("{group}.{column} に、行政事務標準文字の符号位置にない文字を含む値が {rows} 行あります")
            }
            Lang::En => format!("{rows} rows of {group}.{column} hold characters outside the standard repertoire"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick("文字同定を行い、標準の文字に置き換えてください", "identify the characters and replace them")
            .to_string()
    }
}
