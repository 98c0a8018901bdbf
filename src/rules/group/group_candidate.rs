use serde::{Deserialize, Serialize};

use crate::basis::Facet;
use crate::compare::{Comparison, GroupState};
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity, Suppress, Within};
use crate::matching;
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
    /// Why it may be the table, in both languages.
    pub evidence: Vec<(String, String)>,
    /// How many of its columns resemble items of the group.
    pub columns: usize,
}

rule_fields! {
    /// 標準のグループに、確認待ちの候補の表しかない。
    ///
    /// ## 何を調べるか
    /// 対応する表は決まっていないが、名前か列の並びから、これではないかと思われる表があるグループです。名前は表記の揺れ・同義語・ローマ字を揃えて比べ、列はグループの項目に似るものを数えます。GAP0401、GAP0402 の代わりに出ます。
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
    /// Groups without a table for which some table seems right by its name (spellings, synonyms and romaji folded) or by its columns (those that resemble items of the group are counted). Takes the place of GAP0401 and GAP0402.
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
        aspect: Some(Aspect::Existence),
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
        let first = &e[0].candidates[0];
        let line = format!("[[table]] current = \"{}\" standard = \"{}\"", first.table, e[0].group);
        let mut why: Vec<String> = first.evidence.iter().map(|(ja, en)| lang.pick(ja, en).to_string()).collect();
        if first.columns > 0 {
            why.push(match lang {
                Lang::Ja => format!("グループの項目に似る列 {} 個", first.columns),
                Lang::En => format!("{} columns resemble its items", first.columns),
            });
        }
        match lang {
            Lang::Ja => format!(
                "根拠: {}。正しければ対応表に {line} を加え、違えばその表の正しい対応先か [[ignore]] を書いてください",
                why.join("、")
            ),
            Lang::En => format!(
                "evidence: {}; if right, add {line} to the mapping, otherwise map the table elsewhere or ignore it",
                why.join(", ")
            ),
        }
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_layout(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for group in c.standard.groups().filter(|g| c.groups[g.0] == GroupState::Candidate) {
            let Some((severity, gravest)) = strongest(c, group) else { continue };
            let g = c.standard.group(group);
            let found: Vec<_> = c.matching.group_candidates.iter().filter(|x| x.group == group).collect();
            let fields = GroupCandidate {
                group: g.name.clone(),
                business: g.business.clone(),
                candidates: found.iter().map(|x| proposal(c, x)).collect(),
            };
            let mut draft =
                emit.draft(c.group_subject(group), severity, &fields).group(c.standard, group, &[Facet::Existence]);
            if let Some((item, facets)) = gravest {
                for facet in facets {
                    draft = draft.rests_on_item(c.standard, item, facet);
                }
            }
            emit.push(found.iter().fold(draft, |d, x| d.table(c.current, x.table)));
        }
    }
}

fn proposal(c: &Comparison<'_>, candidate: &matching::GroupCandidate) -> TableName {
    let table = c.current.table(candidate.table);
    TableName {
        table: table.name.clone(),
        label: table.label.clone(),
        // that columns resemble items is said with their number
        evidence: candidate
            .evidence
            .iter()
            .filter(|e| **e != matching::Evidence::Columns)
            .map(|e| e.label())
            .map(|l| (l.ja, l.en))
            .collect(),
        columns: candidate.columns,
    }
}

fn shown(t: &TableName, lang: Lang) -> String {
    match (&t.label, lang) {
        (Some(label), Lang::Ja) => format!("{}（{label}）", t.table),
        (Some(label), Lang::En) => format!("{} ({label})", t.table),
        (None, _) => t.table.clone(),
    }
}
