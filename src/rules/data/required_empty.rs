use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 必須項目が空。
    ///
    /// ## 何を調べるか
    /// データ出力条件が必須の項目に、空の値がないかを調べます。条件付き必須は文章の条件なので判定しません。
    ///
    /// ## なぜ困るか
    /// 移行先で行ごと受け付けられません。
    ///
    /// ## 例
    /// 氏名が空の行が 12 行ある。
    ///
    /// ## 直し方
    /// 元のデータを確かめ、値を入れて出力し直します。
    ///
    /// ## 根拠
    /// 基本データリストの「データ出力条件」。
    ///
    /// # English
    ///
    /// Required value missing.
    ///
    /// ## What it checks
    /// Whether items whose value is 必須 are filled in. Conditions in prose are not judged.
    ///
    /// ## Why it matters
    /// The new system refuses the row.
    ///
    /// ## Example
    /// 12 rows have no 氏名.
    ///
    /// ## What to do
    /// Find the value in the source and export again.
    ///
    /// ## Basis
    /// The データ出力条件 of the 基本データリスト.
    pub struct RequiredEmpty {
        pub group: String,
        pub column: String,
        pub rows: u64,
    }
}

impl Rule for RequiredEmpty {
    const META: &'static Meta = &Meta {
        id: "DAT0203",
        name: "required-empty",
        title: ("必須項目が空", "required value missing"),
        area: Area::Data,
        grain: Grain::Column,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Value],
        discriminator: None,
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let RequiredEmpty { group, column, rows } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} は必須ですが、空の行が {rows} 行あります"),
            Lang::En => format!("{group}.{column} is required and empty in {rows} rows"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "元のデータを確かめ、値を入れて出力し直してください",
            "look the value up in the source and export again",
        )
        .to_string()
    }
}
