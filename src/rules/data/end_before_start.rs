use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 開始より前の終了。
    ///
    /// ## 何を調べるか
    /// 名前が対になる開始・終了の日付の順を調べます。
    ///
    /// ## なぜ困るか
    /// 期間の計算や履歴の並びが壊れます。
    ///
    /// ## 例
    /// 有効期間_終了年月日が有効期間_開始年月日より前。
    ///
    /// ## 直し方
    /// 元のデータを確かめます。
    ///
    /// ## 根拠
    /// 二つの項目の意味から決まる関係です。
    ///
    /// # English
    ///
    /// End before start.
    ///
    /// ## What it checks
    /// The order of start and end dates whose names belong together.
    ///
    /// ## Why it matters
    /// Periods and the order of history break.
    ///
    /// ## Example
    /// 有効期間_終了年月日 lies before 有効期間_開始年月日.
    ///
    /// ## What to do
    /// Look the dates up in the source.
    ///
    /// ## Basis
    /// Follows from what the two items mean.
    pub struct EndBeforeStart {
        pub group: String,
        pub column: String,
        /// The start item.
        pub start: String,
        pub rows: u64,
    }
}

impl Rule for EndBeforeStart {
    const META: &'static Meta = &Meta {
        id: "DAT0210",
        name: "end-before-start",
        title: ("開始より前の終了", "end before start"),
        area: Area::Data,
        grain: Grain::Column,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence],
        discriminator: None,
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let EndBeforeStart { group, column, start, rows } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} が {start} より前の行が {rows} 行あります"),
            Lang::En => format!("{rows} rows of {group} have {column} before {start}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick("元のデータを確かめてください", "look the dates up in the source").to_string()
    }
}
