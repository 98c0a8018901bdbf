use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 列がない。
    ///
    /// ## 何を調べるか
    /// 見出しに、標準の項目（日本語名またはローマ字）があるかを調べます。
    ///
    /// ## なぜ困るか
    /// その項目は移行先で空になります。
    ///
    /// ## 例
    /// 課税対象者のファイルに「宛名番号」の列がない。
    ///
    /// ## 直し方
    /// 列を加えて出力し直します。
    ///
    /// ## 根拠
    /// 基本データリストの項目と実装類型。
    ///
    /// # English
    ///
    /// Column missing.
    ///
    /// ## What it checks
    /// Whether the heading has every item of the group, by its Japanese name or its romaji.
    ///
    /// ## Why it matters
    /// The item stays empty in the new system.
    ///
    /// ## Example
    /// The file of 課税対象者 has no column 宛名番号.
    ///
    /// ## What to do
    /// Add the column and export again.
    ///
    /// ## Basis
    /// The items of the 基本データリスト and their 実装類型.
    pub struct ColumnMissing {
        pub group: String,
        pub column: String,
    }
}

impl Rule for ColumnMissing {
    const META: &'static Meta = &Meta {
        id: "DAT0103",
        name: "column-missing",
        title: ("列がない", "column missing"),
        area: Area::Data,
        grain: Grain::Column,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Presence],
        discriminator: None,
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let ColumnMissing { group, column } = &e[0];
        match lang {
            Lang::Ja => format!("{group} のファイルに列「{column}」がありません"),
            Lang::En => format!("the file of {group} has no column {column}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "列を加えて出力し直してください（値がなければ空の列にします）",
            "add the column; leave it empty where there is no value",
        )
        .to_string()
    }
}
