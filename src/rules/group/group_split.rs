use crate::basis::Facet;
use crate::compare::{Comparison, GroupState};
use crate::current::model::TableId;
use crate::finding::{Area, Grain, Meta, Mirror, Severity, Subject, SubjectKind};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::spec::standard::GroupId;
use crate::text::lang::{Bilingual, Lang};

use super::no_layout;

rule_fields! {
    /// 一つの表が複数のグループに分かれる、または複数の表が一つのグループになる。
    ///
    /// ## 何を調べるか
    /// 表とグループの対応が一対一でないものです。表が複数のグループに分かれるときは表ごと、グループが複数の表から作られるときはグループごとにまとめます。
    ///
    /// ## なぜ困るか
    /// 行の選び方や結合の仕方を決めないと、記録の抜けや重複が起きます。
    ///
    /// ## 例
    /// 個人基本表が、標準の「課税対象者」と「宛名」の両方の元になる。
    ///
    /// ## 直し方
    /// 分かれるときは、どの行がどのグループになるかを対応表の `[[table]]` の where に書きます。まとまるときは、結合のキーと、片方にしかない記録の扱いを移行の設計書に書きます。
    ///
    /// ## 根拠
    /// 対応表と、標準のグループの区切り。
    ///
    /// # English
    ///
    /// One table feeds several groups, or several tables feed one.
    ///
    /// ## What it checks
    /// Tables and groups that do not correspond one to one; a finding per table that is split and per group that is put together.
    ///
    /// ## Why it matters
    /// Without a rule for choosing or joining rows, records are left out or stand twice.
    ///
    /// ## Example
    /// The personal table feeds both 課税対象者 and 宛名.
    ///
    /// ## What to do
    /// For a split, write which rows go where in `where` of `[[table]]`. For a join, put its key and what happens to records that only one table has into the migration design.
    ///
    /// ## Basis
    /// The mapping, and how the standard divides its groups.
    pub struct GroupSplit {
        /// More than one: they are put together.
        pub tables: Vec<String>,
        /// More than one: the table is split.
        pub groups: Vec<String>,
    }
}

impl Rule for GroupSplit {
    const META: &'static Meta = &Meta {
        id: "GAP0406",
        name: "group-split",
        title: ("表とグループの分割・統合", "tables and groups not one to one"),
        area: Area::Group,
        aspect: None,
        grain: Grain::Group,
        present: &[Severity::Info],
        package: &[Severity::Info],
        suppresses: &[],
        facts: &[Facet::Existence],
        discriminator: None,
        mirror: Mirror::Waived("分割と統合の両方を調べます"),
        bpr: &[],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let GroupSplit { tables, groups } = &e[0];
        let list = |names: &[String]| enumerate(names, 6, lang);
        match (groups.len() > 1, lang) {
            (true, Lang::Ja) => {
                format!("表 {} は標準の {} グループに分かれます: {}", tables.join("、"), groups.len(), list(groups))
            }
            (true, Lang::En) => {
                format!("{} is split into {} groups: {}", tables.join(", "), groups.len(), list(groups))
            }
            (false, Lang::Ja) => {
                format!(
                    "標準のグループ「{}」は {} つの表から作ります: {}",
                    groups.join("、"),
                    tables.len(),
                    list(tables)
                )
            }
            (false, Lang::En) => {
                format!(
                    "the group {} is put together from {} tables: {}",
                    groups.join(", "),
                    tables.len(),
                    list(tables)
                )
            }
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (ja, en) = match e[0].groups.len() > 1 {
            true => (
                "どの行がどのグループになるかを、対応表の [[table]] に where で書いてください",
                "write in the mapping which rows go into which group, with where in [[table]]",
            ),
            false => (
                "結合のキーと、片方の表にしかない記録の扱いを決めてください",
                "decide by which key they are joined and what happens to records that only one of them has",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_layout(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let fed = |g: &GroupId| c.groups[g.0] == GroupState::Fed;
        let name = |t: TableId| c.current.table(t).name.clone();
        let label = |g: GroupId| c.standard.group(g).name.clone();
        for table in (0..c.current.tables().len()).map(TableId) {
            let groups: Vec<GroupId> = c.matching.groups_of(table).map(|l| l.group).filter(|g| fed(g)).collect();
            if groups.len() < 2 {
                continue;
            }
            let mut names: Vec<(GroupId, String)> = groups.iter().map(|g| (*g, label(*g))).collect();
            names.sort();
            let fields = GroupSplit { tables: vec![name(table)], groups: names.into_iter().map(|(_, n)| n).collect() };
            let subject = Subject::new(SubjectKind::Table, c.system, "", &name(table));
            let mut draft = emit.draft(subject, Severity::Info, &fields).table(c.current, table);
            for group in groups {
                draft = draft.rests_on(c.standard.group_basis(group, Facet::Existence));
            }
            emit.push(draft);
        }
        for group in c.standard.groups().filter(fed) {
            let tables: Vec<TableId> = c.matching.tables_of(group).map(|l| l.table).collect();
            if tables.len() < 2 {
                continue;
            }
            let mut names: Vec<String> = tables.iter().map(|t| name(*t)).collect();
            names.sort();
            let fields = GroupSplit { tables: names, groups: vec![label(group)] };
            let draft = emit.draft(c.group_subject(group), Severity::Info, &fields).group(
                c.standard,
                group,
                &[Facet::Existence],
            );
            emit.push(tables.iter().fold(draft, |d, t| d.table(c.current, *t)));
        }
    }
}
