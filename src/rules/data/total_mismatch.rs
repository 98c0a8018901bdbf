use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 件数・合計の不一致。
    ///
    /// ## 何を調べるか
    /// --totals で渡した件数・金額の合計・異なる値の数と、読んだデータの値を、差を許さずに比べます。
    ///
    /// ## なぜ困るか
    /// 抽出から取込みまでのどこかで、行か金額が失われています。
    ///
    /// ## 例
    /// 抽出時 33,496 件、ファイル 33,495 件。
    ///
    /// ## 直し方
    /// 差のある段階を確かめます。
    ///
    /// ## 根拠
    /// ファイルの作り方そのものの誤りで、標準の項目の属性にはよりません。
    ///
    /// # English
    ///
    /// Totals do not agree.
    ///
    /// ## What it checks
    /// It compares counts, sums and distinct values given with --totals with those of the data, without tolerance.
    ///
    /// ## Why it matters
    /// Rows or amounts were lost between extraction and load.
    ///
    /// ## Example
    /// 33,496 rows extracted, 33,495 in the file.
    ///
    /// ## What to do
    /// Find the step at which they part.
    ///
    /// ## Basis
    /// A fault of the file itself; it rests on no facet of an item.
    pub struct TotalMismatch {
        pub group: String,
        /// Empty for the number of rows.
        pub column: String,
        /// rows, sum or distinct; with the values of its keys.
        pub what: String,
        pub expected: String,
        pub found: String,
    }
}

impl Rule for TotalMismatch {
    const META: &'static Meta = &Meta {
        id: "DAT0406",
        name: "total-mismatch",
        title: ("件数・合計の不一致", "totals do not agree"),
        area: Area::Data,
        grain: Grain::Value,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[],
        discriminator: Some("what"),
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let TotalMismatch { group, column, what, expected, found } = &e[0];
        match lang {
            Lang::Ja => format!("{group} {column} の {what} が一致しません（渡された値 {expected}、データ {found}）"),
            Lang::En => format!("{group} {column}: {what} is {found} instead of {expected}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "抽出・変換・取込みのどの段階で差が出たかを確かめてください",
            "find the step at which they part: extraction, conversion or load",
        )
        .to_string()
    }
}
