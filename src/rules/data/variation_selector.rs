use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 異体字セレクタの誤り。
    ///
    /// ## 何を調べるか
    /// 異体字セレクタが漢字の直後にあり、その組が Moji_Joho として登録されているかを調べます。
    ///
    /// ## なぜ困るか
    /// 別の字形で表示されるか、何も表示されません。
    ///
    /// ## 例
    /// 漢字の前にセレクタだけがある。
    ///
    /// ## 直し方
    /// 文字同定を行い、登録された組に置き換えます。
    ///
    /// ## 根拠
    /// 文字の検査は公開されている文字一覧（JIS X 0213、文字情報基盤の符号位置と異体字の組）によります。
    ///
    /// # English
    ///
    /// Wrong variation sequence.
    ///
    /// ## What it checks
    /// Whether a variation selector follows an ideograph and the pair is registered in Moji_Joho.
    ///
    /// ## Why it matters
    /// Another glyph is shown, or none.
    ///
    /// ## Example
    /// A selector stands without its ideograph.
    ///
    /// ## What to do
    /// Identify the character and use a registered pair.
    ///
    /// ## Basis
    /// Character checks rest on published tables: JIS X 0213, the code points and variation sequences of the MJ collection.
    pub struct VariationSelector {
        pub group: String,
        pub column: String,
        pub rows: u64,
    }
}

impl Rule for VariationSelector {
    const META: &'static Meta = &Meta {
        id: "DAT0306",
        name: "variation-selector",
        title: ("異体字セレクタの誤り", "wrong variation sequence"),
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
        let VariationSelector { group, column, rows } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} に、登録されていない異体字セレクタの組を含む値が {rows} 行あります"),
            Lang::En => format!("{rows} rows of {group}.{column} hold variation sequences that are not registered"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "文字同定を行い、登録された組に置き換えてください",
            "identify the characters and use registered sequences",
        )
        .to_string()
    }
}
