use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 最新フラグの数。
    ///
    /// ## 何を調べるか
    /// 最新フラグが 1 の行が、一人にちょうど一つかを調べます。件数は人数です。
    ///
    /// ## なぜ困るか
    /// どれが今の内容か決まりません。
    ///
    /// ## 例
    /// 最新フラグ 1 の行が二つある人がいる。
    ///
    /// ## 直し方
    /// 抽出の処理を直します。
    ///
    /// ## 根拠
    /// 最新フラグは最新の履歴を示す項目です。
    ///
    /// # English
    ///
    /// Number of latest rows.
    ///
    /// ## What it checks
    /// Whether exactly one row of each person has 最新フラグ 1. Persons are counted.
    ///
    /// ## Why it matters
    /// Nobody can tell which row is today's.
    ///
    /// ## Example
    /// A person has two rows with 最新フラグ 1.
    ///
    /// ## What to do
    /// Correct the extraction.
    ///
    /// ## Basis
    /// 最新フラグ marks the newest row of the history.
    pub struct LatestFlag {
        pub group: String,
        pub column: String,
        /// What is counted: persons, or households.
        pub persons: u64,
    }
}

impl Rule for LatestFlag {
    const META: &'static Meta = &Meta {
        id: "DAT0404",
        name: "latest-flag",
        title: ("最新フラグの数", "number of latest rows"),
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
        let LatestFlag { group, column, persons } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} が 1 の行がちょうど一つでない人が {persons} 人います"),
            Lang::En => format!("{persons} persons of {group} do not have exactly one row with {column} 1"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick("最新の履歴だけにフラグを立てて出力し直してください", "flag the newest row only and export again")
            .to_string()
    }
}
