use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 日付の誤り。
    ///
    /// ## 何を調べるか
    /// 日付の項目が YYYY-MM-DD の実在する日か、不詳日が許される項目では不詳の表し方に合うかを調べます。0000-01-01 と 9999-12-31 は期間の端として認めます。
    ///
    /// ## なぜ困るか
    /// 取込み先で受け付けられないか、値が変わります。
    ///
    /// ## 例
    /// 2026-02-30、20260401、令和8年4月1日。
    ///
    /// ## 直し方
    /// YYYY-MM-DD に変換します。元のデータで不詳の日は、勝手に補わず不詳のまま渡します。
    ///
    /// ## 根拠
    /// データ型 DATE。不詳日を許すかどうかが未収録の項目では、不詳の形の値を誤りとしません。
    ///
    /// # English
    ///
    /// Invalid date.
    ///
    /// ## What it checks
    /// Whether a date is a real day written YYYY-MM-DD, or an allowed form of an unknown date. 0000-01-01 and 9999-12-31 are ends of open ranges.
    ///
    /// ## Why it matters
    /// The value is refused where it is loaded, or it changes.
    ///
    /// ## Example
    /// 2026-02-30, 20260401, 令和8年4月1日.
    ///
    /// ## What to do
    /// Convert to YYYY-MM-DD. A day that is unknown in the source stays unknown.
    ///
    /// ## Basis
    /// Type DATE. Where the edition does not record whether unknown dates are allowed, such values are no fault.
    pub struct DateInvalid {
        pub group: String,
        pub column: String,
        pub rows: u64,
    }
}

impl Rule for DateInvalid {
    const META: &'static Meta = &Meta {
        id: "DAT0205",
        name: "date-invalid",
        title: ("日付の誤り", "invalid date"),
        area: Area::Data,
        grain: Grain::Column,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Type],
        discriminator: None,
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let DateInvalid { group, column, rows } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} に、日付（YYYY-MM-DD）として正しくない値が {rows} 行あります"),
            Lang::En => format!("{rows} rows of {group}.{column} are no valid date (YYYY-MM-DD)"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "YYYY-MM-DD に変換してください。不詳の日は補わず、不詳のまま出力します",
            "convert to YYYY-MM-DD; keep unknown days unknown",
        )
        .to_string()
    }
}
