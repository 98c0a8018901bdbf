use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 履歴番号の欠け。
    ///
    /// ## 何を調べるか
    /// 履歴番号を除く主キーが同じ行の中で、履歴番号が重なりも欠けもなく続くかを調べます。件数は人数です。
    ///
    /// ## なぜ困るか
    /// 途中の履歴が抽出されていないしるしです。
    ///
    /// ## 例
    /// 履歴番号が 1、2、4 の人がいる。
    ///
    /// ## 直し方
    /// 抽出の条件を確かめます。
    ///
    /// ## 根拠
    /// 履歴番号は一人の履歴を順に数える項目です。始まりの番号は問いません。
    ///
    /// # English
    ///
    /// Gap in history.
    ///
    /// ## What it checks
    /// Whether 履歴番号 runs without gaps among rows that share the rest of the key. Persons are counted.
    ///
    /// ## Why it matters
    /// A sign that a part of the history was not extracted.
    ///
    /// ## Example
    /// A person has the numbers 1, 2 and 4.
    ///
    /// ## What to do
    /// Check the conditions of the extraction.
    ///
    /// ## Basis
    /// 履歴番号 counts the history of a person; where it starts does not matter.
    pub struct HistoryGap {
        pub group: String,
        pub column: String,
        /// What is counted: persons, or households.
        pub persons: u64,
    }
}

impl Rule for HistoryGap {
    const META: &'static Meta = &Meta {
        id: "DAT0403",
        name: "history-gap",
        title: ("履歴番号の欠け", "gap in history"),
        area: Area::Data,
        grain: Grain::Column,
        present: &[Severity::Warning],
        package: &[Severity::Warning],
        suppresses: &[],
        facts: &[Facet::Existence],
        discriminator: None,
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let HistoryGap { group, column, persons } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} に欠けのある人が {persons} 人います"),
            Lang::En => format!("{persons} persons of {group} have gaps in {column}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "抽出の条件を確かめ、途中の履歴も出力してください",
            "check the extraction; export the history between as well",
        )
        .to_string()
    }
}
