use serde::{Deserialize, Serialize};

use crate::basis::Facet;
use crate::compare::{Comparison, GroupState};
use crate::current::model::TableId;
use crate::finding::{Area, Grain, Meta, Mirror, Severity, Suppress, Within};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::lang::{Bilingual, Lang};

use super::{EXPLAINED_BY_GROUP, no_layout, strongest};

/// A table that may feed the group.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TableName {
    pub table: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub label: Option<String>,
}

rule_fields! {
    /// 標準のグループに、確認待ちの候補の表しかない。
    ///
    /// ## 何を調べるか
    /// 対応する表は決まっていないが、表記の揺れ（かなの大きさ、台帳・マスタなどの語尾）を除くと名前が同じ表があるグループです。GAP0401、GAP0402 の代わりに出ます。
    ///
    /// ## なぜ困るか
    /// 表の対応が決まらないと、中の項目の桁数やコードはどれも判定されません。
    ///
    /// ## 例
    /// 「減免」の候補として GENMEN_M（減免マスタ）が見つかった。
    ///
    /// ## 直し方
    /// 正しければ示された行を対応表に貼り付けます。違えば、その表を正しいグループに対応させるか `[[ignore]]` に理由を書きます。
    ///
    /// ## 根拠
    /// 重さは、対応する表がないとき（GAP0401）と同じ根拠で決まります。
    ///
    /// # English
    ///
    /// A group has candidate tables only, which nobody has confirmed.
    ///
    /// ## What it checks
    /// Groups without a table for which a table without a group has the same name once spellings are folded. Takes the place of GAP0401 and GAP0402.
    ///
    /// ## Why it matters
    /// Until the table is settled, nothing in the group is judged.
    ///
    /// ## Example
    /// GENMEN_M (減免マスタ) is proposed for 減免.
    ///
    /// ## What to do
    /// If it is right, paste the line shown into the mapping. If not, map the table to its right group or ignore it with a reason.
    ///
    /// ## Basis
    /// As grave as the group being missing (GAP0401).
    pub struct GroupCandidate {
        pub group: String,
        /// 業務ID.
        pub business: String,
        pub candidates: Vec<TableName>,
    }
}

impl Rule for GroupCandidate {
    const META: &'static Meta = &Meta {
        id: "GAP0408",
        name: "group-candidate",
        title: ("表の候補の確認待ち", "candidate table to confirm"),
        area: Area::Group,
        grain: Grain::Group,
        present: &[Severity::Error, Severity::Warning, Severity::Info],
        package: &[Severity::Error, Severity::Info],
        suppresses: &[Suppress { rules: EXPLAINED_BY_GROUP, within: Within::Group }],
        facts: &[Facet::Existence, Facet::Value, Facet::Presence],
        discriminator: None,
        mirror: Mirror::Waived("候補の表は GAP0402 から除かれます"),
        bpr: &[],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let tables: Vec<String> = e[0].candidates.iter().map(|t| shown(t, lang)).collect();
        let (group, tables) = (&e[0].group, tables.join(lang.pick("、", ", ")));
        match lang {
            Lang::Ja => format!("標準のグループ「{group}」に、確認待ちの候補の表があります: {tables}"),
            Lang::En => format!("the group {group} has candidate tables to confirm: {tables}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let line = format!("[[table]] current = \"{}\" standard = \"{}\"", e[0].candidates[0].table, e[0].group);
        match lang {
            Lang::Ja => format!(
                "表記を揃えると名前が同じです。正しければ対応表に {line} を加え、違えばその表の正しい対応先か [[ignore]] を書いてください"
            ),
            Lang::En => format!(
                "the names are equal after folding spellings; if right, add {line} to the mapping, otherwise map the table elsewhere or ignore it"
            ),
        }
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_layout(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for group in c.standard.groups().filter(|g| c.groups[g.0] == GroupState::Candidate) {
            let Some((severity, gravest)) = strongest(c, group) else { continue };
            let tables: Vec<TableId> =
                c.matching.group_candidates.iter().filter(|x| x.group == group).map(|x| x.table).collect();
            let g = c.standard.group(group);
            let named = tables.iter().map(|t| c.current.table(*t));
            let fields = GroupCandidate {
                group: g.name.clone(),
                business: g.business.clone(),
                candidates: named.map(|t| TableName { table: t.name.clone(), label: t.label.clone() }).collect(),
            };
            let mut draft =
                emit.draft(c.group_subject(group), severity, &fields).group(c.standard, group, &[Facet::Existence]);
            if let Some((item, facets)) = gravest {
                for facet in facets {
                    draft = draft.rests_on_item(c.standard, item, facet);
                }
            }
            emit.push(tables.iter().fold(draft, |d, t| d.table(c.current, *t)));
        }
    }
}

fn shown(t: &TableName, lang: Lang) -> String {
    match (&t.label, lang) {
        (Some(label), Lang::Ja) => format!("{}（{label}）", t.table),
        (Some(label), Lang::En) => format!("{} ({label})", t.table),
        (None, _) => t.table.clone(),
    }
}
