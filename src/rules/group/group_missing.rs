use crate::basis::Facet;
use crate::compare::{Comparison, GroupState};
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity, Suppress, Within};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::spec::standard::ItemId;
use crate::text::lang::Lang;

use super::{EXPLAINED_BY_GROUP, strongest};

rule_fields! {
    /// 標準のグループに対応する表が現行にない。
    ///
    /// ## 何を調べるか
    /// 提出された業務のグループのうち、どの表も対応していないものです。レイアウトに `complete="true"` がないときは未判定です。
    ///
    /// ## なぜ困るか
    /// グループは一つの出力ファイルに当たります。元になる表がなければ、ファイル全体が作れません。
    ///
    /// ## 例
    /// 標準の「減免」に当たる表が現行にない（紙の台帳で管理している）。
    ///
    /// ## 直し方
    /// 別の名前の表があれば対応表の `[[table]]` に書きます。紙や表計算で持っているなら、電子化するか、移行の対象外にするかを決めます。
    ///
    /// ## 根拠
    /// 中の項目のうち最も重いものの根拠に従います。
    ///
    /// # English
    ///
    /// No table of today feeds a group of the standard.
    ///
    /// ## What it checks
    /// Groups of submitted businesses that no table corresponds to. Without `complete="true"` on the layout they count as not judged.
    ///
    /// ## Why it matters
    /// A group is one output file. Without a table the whole file cannot be made.
    ///
    /// ## Example
    /// No table holds 減免; it is kept on paper.
    ///
    /// ## What to do
    /// Name the table in `[[table]]` of the mapping if there is one. If it is on paper or in a spreadsheet, decide whether to bring it in.
    ///
    /// ## Basis
    /// That of its gravest item.
    pub struct GroupMissing {
        pub group: String,
        /// 業務ID.
        pub business: String,
        /// Items in it, those the system makes by itself left out.
        pub items: usize,
        /// Names of the items whose value is required.
        pub required: Vec<String>,
    }
}

impl Rule for GroupMissing {
    const META: &'static Meta = &Meta {
        id: "GAP0401",
        name: "group-missing",
        title: ("グループ不足", "group missing"),
        area: Area::Group,
        aspect: Some(Aspect::Existence),
        grain: Grain::Group,
        present: &[Severity::Error, Severity::Warning, Severity::Info],
        package: &[Severity::Error, Severity::Info],
        suppresses: &[Suppress { rules: EXPLAINED_BY_GROUP, within: Within::Group }],
        facts: &[Facet::Existence, Facet::Value, Facet::Presence],
        discriminator: None,
        mirror: Mirror::Rule("GAP0402"),
        bpr: &["BPR001"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let GroupMissing { group, business, items, .. } = &e[0];
        match lang {
            Lang::Ja => {
                format!("標準のグループ「{group}」（業務 {business}、{items}項目）に対応する表が現行にありません")
            }
            Lang::En => format!("no table of today feeds the group {group} (business {business}, {items} items)"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let group = &e[0].group;
        match lang {
            Lang::Ja => format!(
                "対応する表があれば対応表に [[table]] standard = \"{group}\" を書いてください。なければ、紙や表計算の台帳を取り込むか、対象外とするかを決めてください"
            ),
            Lang::En => format!(
                "if a table has it, write [[table]] standard = \"{group}\" in the mapping; otherwise decide whether records on paper or in spreadsheets are brought in"
            ),
        }
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        let required = enumerate(&e[0].required, 6, lang);
        let group = &e[0].group;
        Some(match (e[0].required.is_empty(), lang) {
            (true, _) => group.clone(),
            (false, Lang::Ja) => format!("{group}（必須: {required}）"),
            (false, Lang::En) => format!("{group} (required: {required})"),
        })
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for group in c.standard.groups().filter(|g| c.groups[g.0] == GroupState::Missing) {
            let Some((severity, gravest)) = strongest(c, group) else { continue };
            let g = c.standard.group(group);
            let own: Vec<ItemId> = c.standard.items_of(group).filter(|i| !c.standard.item(*i).generated).collect();
            let required = own
                .iter()
                .map(|i| c.standard.item(*i))
                .filter(|i| i.value == Some(crate::spec::edition::Value::Required));
            let fields = GroupMissing {
                group: g.name.clone(),
                business: g.business.clone(),
                items: own.len(),
                required: required.map(|i| i.name.clone()).collect(),
            };
            let mut draft =
                emit.draft(c.group_subject(group), severity, &fields).group(c.standard, group, &[Facet::Existence]);
            if let Some((item, facets)) = gravest {
                for facet in facets {
                    draft = draft.rests_on_document(
                        c.standard.item_basis(item, facet),
                        Some(c.standard.item_sources(item, facet).join("、")),
                    );
                }
            }
            emit.push(draft);
        }
    }
}
