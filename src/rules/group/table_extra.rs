use crate::basis::Facet;
use crate::compare::{Comparison, unrecorded};
use crate::current::model::{ColumnId, TableId};
use crate::finding::{Area, Grain, Meta, Mirror, Severity, Subject, SubjectKind, Suppress, Within};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::fold::f1_lower;
use crate::text::lang::{Bilingual, Lang};

use super::no_layout;

rule_fields! {
    /// 現行の表が、標準のどのグループにも対応しない。
    ///
    /// ## 何を調べるか
    /// 標準のグループに対応する行も、確認待ちの候補も、対象外とする行もない表です。コード一覧の元の表、独自施策の表（`local`）、ビューは数えません。
    ///
    /// ## なぜ困るか
    /// 標準仕様書にない管理項目は標準準拠システムに持ち込めません。表ごと行き先を決めないと、移行で失われます。
    ///
    /// ## 例
    /// 「納税組合台帳」に当たるグループが標準にない。
    ///
    /// ## 直し方
    /// 当たるグループがあれば対応表の `[[table]]` に書きます。作業用などで残さない表は `[[ignore]]` に理由を書きます。残すなら EUC か独自施策システム等を検討します。
    ///
    /// ## 根拠
    /// 標準にないことは、標準が全部そろっているときだけ言えます。参考版はそろっていないため、参考にとどめます。
    ///
    /// # English
    ///
    /// A table of today corresponds to no group of the standard.
    ///
    /// ## What it checks
    /// Tables that feed no group, have no candidate to confirm and are not ignored. Tables that hold code lists, tables of local measures (`local`) and views are left out.
    ///
    /// ## Why it matters
    /// What is not in the standard may not be carried into a conforming system; without a decision the whole table is lost.
    ///
    /// ## Example
    /// No group corresponds to the register of tax-payment associations.
    ///
    /// ## What to do
    /// Name the group in `[[table]]` of the mapping if there is one, and give a reason in `[[ignore]]` for work tables. For what must stay consider EUC or a system of one's own.
    ///
    /// ## Basis
    /// That something is not in the standard can be said only of a complete one. A reference edition is not complete, so this stays for reference.
    pub struct TableExtra {
        pub table: String,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub label: Option<String>,
        pub columns: usize,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub rows: Option<u32>,
    }
}

impl Rule for TableExtra {
    const META: &'static Meta = &Meta {
        id: "GAP0402",
        name: "table-extra",
        title: ("独自の表", "extra table"),
        area: Area::Group,
        aspect: None,
        grain: Grain::Table,
        present: &[Severity::Info],
        package: &[Severity::Info],
        suppresses: &[Suppress { rules: &["GAP0103"], within: Within::Table }],
        facts: &[Facet::Completeness],
        discriminator: None,
        mirror: Mirror::Rule("GAP0401"),
        bpr: &["BPR002"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let TableExtra { table, label, columns, rows } = &e[0];
        let rows = match (rows, lang) {
            (Some(n), Lang::Ja) => format!("、{n}行"),
            (Some(1), Lang::En) => ", one row".to_string(),
            (Some(n), Lang::En) => format!(", {n} rows"),
            (None, _) => String::new(),
        };
        let count = if *columns == 1 { "one column".to_string() } else { format!("{columns} columns") };
        match (lang, label) {
            (Lang::Ja, Some(label)) => {
                format!("表 {table}（{label}、{columns}列{rows}）に対応するグループが標準に見つかりません")
            }
            (Lang::Ja, None) => format!("表 {table}（{columns}列{rows}）に対応するグループが標準に見つかりません"),
            (Lang::En, Some(label)) => {
                format!("the table {table} ({label}, {count}{rows}) corresponds to no group")
            }
            (Lang::En, None) => format!("the table {table} ({count}{rows}) corresponds to no group"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let table = &e[0].table;
        match lang {
            Lang::Ja => format!(
                "当たるグループがあれば対応表に [[table]] current = \"{table}\" を、残さない表なら [[ignore]] に理由を書いてください。残すなら EUC か独自施策システム等とするか決めてください"
            ),
            Lang::En => format!(
                "write [[table]] current = \"{table}\" in the mapping if a group corresponds, or an [[ignore]] with the reason; decide between EUC and a system of one's own for what must stay"
            ),
        }
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_layout(c).or_else(|| unrecorded::missing_businesses(c))
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for (at, table) in c.current.tables().iter().enumerate() {
            let id = TableId(at);
            if table.local || table.view || explained(c, id) {
                continue;
            }
            let fields = TableExtra {
                table: table.name.clone(),
                label: table.label.clone(),
                columns: table.columns.len(),
                rows: table.rows,
            };
            let subject = Subject::new(SubjectKind::Table, c.system, "", &table.name);
            let draft = emit.draft(subject, Severity::Info, &fields).rests_on(c.standard.completeness_of_all());
            emit.push(draft.table(c.current, id));
        }
    }
}

/// Whether the table has a home, may have one, or needs none.
fn explained(c: &Comparison<'_>, table: TableId) -> bool {
    let m = &c.matching;
    let name = f1_lower(&c.current.table(table).name);
    let columns = c.current.table(table).columns.len();
    m.groups_of(table).next().is_some()
        || m.ignored_tables.contains_key(&table)
        || m.group_candidates.iter().any(|x| x.table == table)
        || (0..columns).any(|column| m.is_candidate(ColumnId { table, column }))
        || c.current.layout.iter().flat_map(|l| &l.codes).filter_map(|l| l.from.as_deref()).any(|t| f1_lower(t) == name)
}
