use crate::basis::Facet;
use crate::compare::{Comparison, HistoryDiff};
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::spec::edition::History;
use crate::text::lang::{Bilingual, Lang};

use super::no_layout;

rule_fields! {
    /// 標準は履歴を求めるのに、現行は最新の状態しか持たない。
    ///
    /// ## 何を調べるか
    /// 標準が履歴（全件、差分、年度ごと）を求めるグループに対応する表が、どれも `history="latest"` であるものです。履歴の持ち方が書かれていない表は未判定です。
    ///
    /// ## なぜ困るか
    /// 過去の状態は後から作れません。さかのぼった証明、更正、調査への回答ができなくなります。
    ///
    /// ## 例
    /// 世帯の表は異動のたびに上書きされ、前の世帯構成が残らない。
    ///
    /// ## 直し方
    /// 異動記録や過去の抽出ファイルから履歴を作れるかを確かめます。作れなければ、移行日を始まりとして最新の一件だけを移し、それより前は現行システムか紙で答える運用を決めます。
    ///
    /// ## 根拠
    /// 標準仕様書の管理項目・履歴管理の定め。
    ///
    /// # English
    ///
    /// The standard asks for history, and today only the latest state is kept.
    ///
    /// ## What it checks
    /// Groups whose history (full, differences, by year) the standard asks for and whose tables all say `history="latest"`. Tables that do not say count as not judged.
    ///
    /// ## Why it matters
    /// The past cannot be made afterwards: certificates, corrections and inquiries that reach back cannot be answered.
    ///
    /// ## Example
    /// The household table is overwritten at every change.
    ///
    /// ## What to do
    /// See whether records of changes or old extracts give the history. If not, move the latest state with the day of migration as its beginning, and decide how inquiries about earlier days are answered.
    ///
    /// ## Basis
    /// What the standard says about keeping history.
    pub struct HistoryLost {
        pub group: String,
        /// How the standard keeps it.
        pub history: History,
        pub tables: Vec<String>,
    }
}

impl Rule for HistoryLost {
    const META: &'static Meta = &Meta {
        id: "GAP0405",
        name: "history-lost",
        title: ("履歴不足", "history lost"),
        area: Area::Group,
        aspect: Some(Aspect::History),
        grain: Grain::Group,
        present: &[Severity::Warning],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::History],
        discriminator: None,
        mirror: Mirror::Waived("標準より多くの履歴を持つことは問題になりません"),
        bpr: &["BPR009"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let (group, tables) = (&e[0].group, e[0].tables.join(lang.pick("、", ", ")));
        match lang {
            Lang::Ja => format!("グループ「{group}」は履歴を求めますが、表 {tables} は最新の状態しか持っていません"),
            Lang::En => format!("the group {group} asks for history, but {tables} keeps the latest state only"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "異動記録や過去の抽出ファイルから履歴を作れるか確かめてください。作れなければ、移行日より前の照会に何で答えるかを決めてください",
            "see whether records of changes or old extracts give the history; otherwise decide how inquiries about days before the migration are answered",
        )
        .to_string()
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        let (ja, en) = match e[0].history {
            History::Full => ("異動のたびに一件（全項目）", "one full row per change"),
            History::Diff => ("異動のたびに一件（変わった項目）", "the changed columns of every change"),
            History::ByYear => ("年度ごとに一件", "one row per year"),
            History::Latest => ("最新だけ", "the latest state"),
        };
        let history = lang.pick(ja, en);
        Some(match lang {
            Lang::Ja => format!("履歴: {history}"),
            Lang::En => format!("history: {history}"),
        })
    }

    fn lost(_: &[Self], lang: Lang) -> Option<String> {
        Some(lang.pick("移行日より前の状態", "every state before the day of migration").to_string())
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_layout(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let severity = c.role().pick(Severity::Warning, Severity::Error);
        for diff in &c.group_diffs {
            let HistoryDiff::Lost(tables) = &diff.history else { continue };
            let Some(history) = c.standard.group(diff.group).history else { continue };
            let fields = HistoryLost {
                group: c.standard.group(diff.group).name.clone(),
                history,
                tables: tables.iter().map(|t| c.current.table(*t).name.clone()).collect(),
            };
            let facets = [Facet::Existence, Facet::History];
            let draft =
                emit.draft(c.group_subject(diff.group), severity, &fields).group(c.standard, diff.group, &facets);
            // no item of the group keeps its changes
            let draft = c.standard.items_of(diff.group).fold(draft, |d, item| d.speaks_of(c.standard, item));
            emit.push(tables.iter().fold(draft, |d, t| d.table(c.current, *t)));
        }
    }
}
