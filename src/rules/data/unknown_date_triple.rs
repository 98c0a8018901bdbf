use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 不詳日の三つ組の矛盾。
    ///
    /// ## 何を調べるか
    /// 日付、その _不詳フラグ、_不詳表記 の三つが互いに合うかを調べます。
    ///
    /// ## なぜ困るか
    /// 移行先で、実在の日と不詳の日の区別が失われます。
    ///
    /// ## 例
    /// フラグが 1 なのに値が実在の日で、表記も空。
    ///
    /// ## 直し方
    /// 三つの項目をそろえて出力し直します。
    ///
    /// ## 根拠
    /// 標準の三つ組（値、不詳フラグ、不詳表記）。
    ///
    /// # English
    ///
    /// Contradiction about an unknown date.
    ///
    /// ## What it checks
    /// Whether a date, its _不詳フラグ and its _不詳表記 agree.
    ///
    /// ## Why it matters
    /// The new system can no longer tell known from unknown days.
    ///
    /// ## Example
    /// The flag is 1, yet the value is a real day and there is no notation.
    ///
    /// ## What to do
    /// Make the three items agree and export again.
    ///
    /// ## Basis
    /// The standard's triple of value, flag and notation.
    pub struct UnknownDateTriple {
        pub group: String,
        pub column: String,
        pub rows: u64,
    }
}

impl Rule for UnknownDateTriple {
    const META: &'static Meta = &Meta {
        id: "DAT0209",
        name: "unknown-date-triple",
        title: ("不詳日の三つ組の矛盾", "contradiction about an unknown date"),
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
        let UnknownDateTriple { group, column, rows } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} で、日付と不詳フラグ・不詳表記が食い違う行が {rows} 行あります"),
            Lang::En => {
                format!("in {rows} rows of {group}.{column}, the date contradicts its unknown flag or notation")
            }
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "値、不詳フラグ、不詳表記をそろえて出力し直してください",
            "make value, flag and notation agree and export again",
        )
        .to_string()
    }
}
