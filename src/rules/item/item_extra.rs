use std::collections::HashMap;

use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::ColumnId;
use crate::finding::{Area, Grain, Meta, Mirror, Severity, Subject, SubjectKind};
use crate::rule_fields;
use crate::rules::describe::ColumnSpec;
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::text::fold::f1_lower;
use crate::text::lang::Lang;

rule_fields! {
    /// 現行の列に、標準の行き先がない。
    ///
    /// ## 何を調べるか
    /// 標準のグループに対応する表の列のうち、どの項目にも対応せず、候補も、対象外とする行もないものを表ごとにまとめます。
    /// 現行の帳票が使っている列は、その値が印字できなくなるため警告になります。
    ///
    /// ## なぜ困るか
    /// 標準仕様書にない項目は標準準拠システムに持ち込めません。行き先を決めないと、移行で失われます。
    ///
    /// ## 例
    /// 個人基本表の「地区班番号」は標準のどの項目にも対応しない。
    ///
    /// ## 直し方
    /// 名前の違う対応先があれば対応表に加えます。不要なら `[[ignore]]` に理由を書きます。残すなら標準オプション、EUC、独自施策システム等のどれにするかを決めます。
    ///
    /// ## 根拠
    /// 標準にないことは、標準が全部そろっているときだけ言えます。参考版はそろっていないため、情報（参考）にとどめます。
    ///
    /// # English
    ///
    /// A column of today has no home in the standard.
    ///
    /// ## What it checks
    /// Columns of tables that feed a group, but that correspond to no item, have no candidate and are not ignored; one finding per table.
    /// Columns that a form of today prints are a warning, because the value can no longer be printed.
    ///
    /// ## Why it matters
    /// What is not in the standard may not be carried into a conforming system; without a decision it is lost.
    ///
    /// ## Example
    /// 地区班番号 of the personal table corresponds to no item.
    ///
    /// ## What to do
    /// Map it if it has a home under another name; give a reason in `[[ignore]]` if it is not needed; otherwise decide between a standard option, EUC and a system of one's own.
    ///
    /// ## Basis
    /// That something is not in the standard can be said only of a complete one. A reference edition is not complete, so this stays an information.
    pub struct ItemExtra {
        pub column: ColumnSpec,
        /// Forms of today that print it.
        pub forms: Vec<String>,
    }
}

impl Rule for ItemExtra {
    const META: &'static Meta = &Meta {
        id: "GAP0103",
        name: "item-extra",
        title: ("独自項目", "extra item"),
        area: Area::Item,
        aspect: None,
        grain: Grain::Table,
        present: &[Severity::Info, Severity::Warning],
        package: &[Severity::Info],
        suppresses: &[],
        facts: &[Facet::Completeness],
        discriminator: None,
        mirror: Mirror::Rule("GAP0101"),
        bpr: &["BPR002"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let names: Vec<String> = e.iter().map(|x| x.column.short()).collect();
        let (table, count, names) = (&e[0].column.table, e.len(), enumerate(&names, 8, lang));
        match lang {
            Lang::Ja => format!("表 {table} の {count} 列に標準の行き先が見つかりません: {names}"),
            Lang::En => format!("{count} columns of {table} have no home in the standard: {names}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "対応先があれば対応表に、不要なら [[ignore]] に理由を書いてください。残すなら標準オプション、EUC、独自施策システム等のどれにするか決めてください",
            "map what has a home, give a reason in [[ignore]] for what is not needed, and decide for the rest: standard option, EUC or a system of one's own",
        )
        .to_string()
    }

    fn lost(e: &[Self], lang: Lang) -> Option<String> {
        let used: Vec<String> = e
            .iter()
            .filter(|x| !x.forms.is_empty())
            .map(|x| format!("{} → {}", x.column.short(), x.forms.join("、")))
            .collect();
        let list = enumerate(&used, 5, lang);
        (!used.is_empty()).then(|| match lang {
            Lang::Ja => format!("帳票で使われている列: {list}"),
            Lang::En => format!("printed on forms: {list}"),
        })
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let printed = forms_by_column(c);
        for column in c.current.columns().filter(|column| homeless(c, *column)) {
            let name = f1_lower(&c.current.column_name(column));
            let forms = printed.get(&name).cloned().unwrap_or_default();
            let severity = if forms.is_empty() || c.role() == crate::current::model::Role::Package {
                Severity::Info
            } else {
                Severity::Warning
            };
            let fields = ItemExtra { column: ColumnSpec::of(c, column), forms };
            let table = &c.current.table(column.table).name;
            let subject = Subject::new(SubjectKind::Table, c.system, "", table);
            emit.push(
                emit.draft(subject, severity, &fields).rests_on(c.standard.completeness(0)).column(c.current, column),
            );
        }
    }
}

/// In a table that feeds a group, but without a counterpart, a candidate or a line that explains it.
fn homeless(c: &Comparison<'_>, column: ColumnId) -> bool {
    let m = &c.matching;
    let fed = m.groups_of(column.table).next().is_some();
    let explained = m.ignored_columns.contains_key(&column) || m.ignored_tables.contains_key(&column.table);
    let local = c.current.column(column).local || c.current.table(column.table).local;
    let unpaired = m.links_of_column(column).next().is_none() && !m.is_candidate(column);
    fed && !explained && !local && unpaired && !joins(c, column) && c.topic_of_column(column).is_none()
}

/// A key that only joins this table to another one, where the same column has its home.
fn joins(c: &Comparison<'_>, column: ColumnId) -> bool {
    let own = c.current.column(column);
    let same = |other: ColumnId| f1_lower(&c.current.column(other).name) == f1_lower(&own.name);
    own.key.is_some()
        && c.current
            .columns()
            .any(|o| o.table != column.table && same(o) && c.matching.links_of_column(o).next().is_some())
}

/// The forms of today that print each column, by its name.
fn forms_by_column(c: &Comparison<'_>) -> HashMap<String, Vec<String>> {
    let mut printed: HashMap<String, Vec<String>> = HashMap::new();
    for form in c.current.forms.iter().flat_map(|s| &s.entries) {
        for from in form.fields.iter().flat_map(|field| &field.from) {
            let forms = printed.entry(f1_lower(from)).or_default();
            if forms.last() != Some(&form.name) {
                forms.push(form.name.clone());
            }
        }
    }
    printed
}
