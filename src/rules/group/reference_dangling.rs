use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::compare::{Comparison, Dangling};
use crate::current::model::TableId;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::ColumnSpec;
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::text::lang::{Bilingual, Lang};

/// One reference that cannot be followed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Broken {
    pub column: ColumnSpec,
    /// As written.
    pub target: String,
    /// The target is there, but is no key of its table.
    pub no_key: bool,
}

rule_fields! {
    /// 列の参照先（references）がない、またはキーでない。
    ///
    /// ## 何を調べるか
    /// 列の references が指す「表.列」がレイアウトにないもの、あっても、その表の主キーでないもの。表ごとにまとめます。指す先の表が主キーを書いていないときは、主キーでないとは言いません。
    ///
    /// ## なぜ困るか
    /// どの記録を指すかが決まらないため、記録どうしのつながりを移せません。
    ///
    /// ## 例
    /// 印鑑登録証の登録番号が、レイアウトにない NO_SUCH.COL を指している。
    ///
    /// ## 直し方
    /// references を正しい「表.列」に直すか、指す先の表と列をレイアウトに加えます。主キーでない列を指すなら、指す先が一件に決まるかを確かめます。
    ///
    /// ## 根拠
    /// 提出された資料だけに基づきます。
    ///
    /// # English
    ///
    /// A reference of a column leads nowhere, or to a column that is no key.
    ///
    /// ## What it checks
    /// Columns whose references names a TABLE.COLUMN that the layout does not have, or one that is not in its table's primary key; one finding per table. Where the target's table does not state its key, no column is called no key.
    ///
    /// ## Why it matters
    /// It is open which record is meant, so the records cannot be joined after migration.
    ///
    /// ## Example
    /// 登録番号 of the seal cards refers to NO_SUCH.COL, which the layout does not have.
    ///
    /// ## What to do
    /// Correct references, or add the table and column to the layout. If a column that is no key is meant, make sure that it leads to one record.
    ///
    /// ## Basis
    /// Only what was submitted.
    pub struct ReferenceDangling {
        pub table: String,
        pub references: Vec<Broken>,
    }
}

impl Rule for ReferenceDangling {
    const META: &'static Meta = &Meta {
        id: "GAP0409",
        name: "reference-dangling",
        title: ("参照先なし", "dangling reference"),
        area: Area::Group,
        aspect: Some(Aspect::Reference),
        grain: Grain::Group,
        present: &[Severity::Warning],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[],
        discriminator: None,
        mirror: Mirror::Waived("どの列からも参照されない列は問題になりません"),
        bpr: &[],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let ReferenceDangling { table, references } = &e[0];
        let parts: Vec<String> = references.iter().map(|r| broken(r, lang)).collect();
        let list = enumerate(&parts, 6, lang);
        match lang {
            Lang::Ja => format!("表 {table} の参照（references）の先がレイアウトにないか、キーではありません: {list}"),
            Lang::En => {
                format!("references of {table} lead to no column of the layout, or to one that is no key: {list}")
            }
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "references を TABLE.COLUMN の形で直すか、参照先の表と列をレイアウトに加えてください",
            "correct references, TABLE.COLUMN, or add the table and column to the layout",
        )
        .to_string()
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        let reason = || Bilingual::new("レイアウトが提出されていません", "no layout was submitted");
        c.current.layout.is_none().then(reason)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let severity = c.role().pick(Severity::Warning, Severity::Error);
        let mut tables: BTreeMap<TableId, Vec<&Dangling>> = BTreeMap::new();
        c.dangling.iter().for_each(|d| tables.entry(d.column.table).or_default().push(d));
        for (table, mut broken) in tables {
            broken.sort_by_cached_key(|d| c.current.column_name(d.column));
            let fields = ReferenceDangling {
                table: c.current.table(table).name.clone(),
                references: broken
                    .iter()
                    .map(|d| Broken { column: ColumnSpec::of(c, d.column), target: d.target.clone(), no_key: d.no_key })
                    .collect(),
            };
            let mut draft = emit.draft(c.table_subject(table), severity, &fields).table(c.current, table);
            for d in broken {
                for item in c.matching.links_of_column(d.column).flat_map(|l| &l.items) {
                    draft = draft.speaks_of(c.standard, *item);
                }
                draft = draft.candidate(c.current, d.column);
            }
            emit.push(draft);
        }
    }
}

fn broken(r: &Broken, lang: Lang) -> String {
    let name = r.column.short();
    let why = match r.no_key {
        true => lang.pick("キーではない", "no key"),
        false => lang.pick("ない", "not there"),
    };
    match lang {
        Lang::Ja => format!("{name} → {}（{why}）", r.target),
        Lang::En => format!("{name} → {} ({why})", r.target),
    }
}
