use serde::{Deserialize, Serialize};

use crate::basis::Facet;
use crate::compare::{Comparison, ItemState};
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity, Suppress, Within};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

use super::gravity;

/// A column that may be the item, and why.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Proposal {
    pub column: ColumnSpec,
    pub evidence: Vec<(String, String)>,
}

rule_fields! {
    /// 標準の項目に、確認待ちの候補しかない。
    ///
    /// ## 何を調べるか
    /// 対応する列は決まっていないが、名前、主キー、コード、型などから候補が挙がった項目です。GAP0101 の代わりに出ます。
    ///
    /// ## なぜ困るか
    /// 名前が似ていても意味が違うことがあります。人が確かめるまで、その項目の桁数やコードは判定されません。
    ///
    /// ## 例
    /// 「宛名番号」の候補として KOJIN.ATENA_CD（宛名コード）が見つかった。
    ///
    /// ## 直し方
    /// 正しければ示された行を対応表に貼り付けます。違えば `[[reject]]` に書くと二度と候補になりません。
    ///
    /// ## 根拠
    /// 重さは、対応が見つからなかったとき（GAP0101）と同じ根拠で決まります。
    ///
    /// # English
    ///
    /// An item has candidates only, which nobody has confirmed.
    ///
    /// ## What it checks
    /// Items without a counterpart for which names, keys, codes or types propose columns. Takes the place of GAP0101.
    ///
    /// ## Why it matters
    /// Names that look alike may mean different things. Until a person confirms, lengths and codes of the item are not judged.
    ///
    /// ## Example
    /// KOJIN.ATENA_CD (宛名コード) is proposed for 宛名番号.
    ///
    /// ## What to do
    /// If it is right, paste the line shown into the mapping. If not, `[[reject]]` keeps it from being proposed again.
    ///
    /// ## Basis
    /// As grave as the item being missing (GAP0101).
    pub struct ItemCandidate {
        pub standard: ItemSpec,
        pub candidates: Vec<Proposal>,
    }
}

impl Rule for ItemCandidate {
    const META: &'static Meta = &Meta {
        id: "GAP0104",
        name: "item-candidate",
        title: ("対応候補の確認待ち", "candidate to confirm"),
        area: Area::Item,
        aspect: Some(Aspect::Existence),
        grain: Grain::Item,
        present: &[Severity::Error, Severity::Warning, Severity::Info],
        package: &[Severity::Error, Severity::Info],
        suppresses: &[Suppress { rules: super::super::DOMAIN_AND_CODE_RULES, within: Within::Item }],
        facts: &[Facet::Existence, Facet::Value, Facet::Presence],
        discriminator: None,
        mirror: Mirror::Waived("候補は現行の列にも同時に示されます"),
        bpr: &[],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let spec = e[0].standard.describe(lang);
        let columns: Vec<String> = e[0].candidates.iter().map(|p| p.column.name(lang)).collect();
        match lang {
            Lang::Ja => format!("標準の項目 {spec} に、確認待ちの候補があります: {}", columns.join("、")),
            Lang::En => format!("the item {spec} has candidates to confirm: {}", columns.join(", ")),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let first = &e[0].candidates[0];
        let why: Vec<&str> = first.evidence.iter().map(|(ja, en)| lang.pick(ja, en)).collect();
        let line = format!(
            "[[pair]] current = \"{}.{}\" standard = \"{}\"",
            first.column.table,
            first.column.column,
            e[0].standard.name()
        );
        match lang {
            Lang::Ja => format!(
                "根拠: {}。正しければ対応表に {line} を加え、違えば [[reject]] に書いてください",
                why.join("、")
            ),
            Lang::En => {
                format!("evidence: {}; if right, add {line} to the mapping, otherwise a [[reject]]", why.join(", "))
            }
        }
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        Some(e[0].standard.describe(lang))
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for item in c.standard.items().filter(|i| c.items[i.0] == ItemState::Candidate) {
            let Some((severity, facets)) = gravity(c, item) else { continue };
            let candidates = c.matching.candidates_of(item).map(|candidate| Proposal {
                column: ColumnSpec::of(c, candidate.column),
                evidence: candidate.evidence.iter().map(|e| e.label()).map(|l| (l.ja, l.en)).collect(),
            });
            let fields = ItemCandidate { standard: ItemSpec::of(c, item), candidates: candidates.collect() };
            let mut draft = emit.draft(c.item_subject(item), severity, &fields).item(c.standard, item, &facets);
            for candidate in c.matching.candidates_of(item) {
                draft = draft.candidate(c.current, candidate.column);
            }
            emit.push(draft);
        }
    }
}
