use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 世帯主の数。
    ///
    /// ## 何を調べるか
    /// 最新の行について、続柄コードが世帯主（02）の人が世帯にちょうど一人かを調べます。件数は世帯数です。
    ///
    /// ## なぜ困るか
    /// 世帯の通知や計算の宛先が決まりません。
    ///
    /// ## 例
    /// 世帯主のいない世帯がある。
    ///
    /// ## 直し方
    /// 世帯の異動の処理を確かめます。
    ///
    /// ## 根拠
    /// 世帯主の続柄コードは、続柄コードの項目がある版でだけ調べます。
    ///
    /// # English
    ///
    /// Number of heads of household.
    ///
    /// ## What it checks
    /// Among current rows, whether each household has exactly one person with the code of 世帯主 (02). Households are counted.
    ///
    /// ## Why it matters
    /// Notices and calculations for the household have no addressee.
    ///
    /// ## Example
    /// A household has no head.
    ///
    /// ## What to do
    /// Check how moves of the household were handled.
    ///
    /// ## Basis
    /// Judged only where the edition has the relationship codes.
    pub struct HouseholdHead {
        pub group: String,
        pub column: String,
        /// What is counted: persons, or households.
        pub persons: u64,
    }
}

impl Rule for HouseholdHead {
    const META: &'static Meta = &Meta {
        id: "DAT0405",
        name: "household-head",
        title: ("世帯主の数", "number of heads of household"),
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
        let HouseholdHead { group, column, persons } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} で、世帯主がちょうど一人でない世帯が {persons} 世帯あります"),
            Lang::En => format!("{persons} households of {group} do not have exactly one head in {column}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick("世帯の異動の処理を確かめてください", "check how the moves of these households were handled")
            .to_string()
    }
}
