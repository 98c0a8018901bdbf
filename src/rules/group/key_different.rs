use crate::basis::Facet;
use crate::compare::Comparison;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::ColumnSpec;
use crate::rules::domain::constants;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::spec::standard::ItemId;
use crate::text::lang::{Bilingual, Lang};

use super::no_layout;

rule_fields! {
    /// 表の主キーが、グループの主キーと違う。
    ///
    /// ## 何を調べるか
    /// グループの主キーの項目を持つ表について、主キー（`key="primary"`）の列の組を標準と比べます。標準のキーに当たる列が主キーでないもの、標準のキーにない列が主キーに入っているものです。主キーの書かれていない表は未判定です。
    ///
    /// ## なぜ困るか
    /// 一件の数え方が違います。標準のキーで見ると記録が重複したり、履歴や枝番ごとの記録が一つに潰れたりします。
    ///
    /// ## 例
    /// 標準の主キーは宛名番号と年度、現行は宛名番号と受付番号。
    ///
    /// ## 直し方
    /// どの記録を標準の一件とするか（最新だけ、合算、年度ごとなど）を決め、重複がないことを実データで確かめます。
    ///
    /// ## 根拠
    /// 基本データリストの「グループ_主キー」。
    ///
    /// # English
    ///
    /// The primary key of a table is another than its group's.
    ///
    /// ## What it checks
    /// Tables that hold the key items of a group: columns that are key in one and not in the other. Tables that state no key count as not judged.
    ///
    /// ## Why it matters
    /// What counts as one record differs: by the standard's key records stand twice, or several fall together.
    ///
    /// ## Example
    /// The standard's key is 宛名番号 and 年度, today's 宛名番号 and a receipt number.
    ///
    /// ## What to do
    /// Decide which record becomes the standard's (the newest, a sum, one a year) and make sure with the data that none stands twice.
    ///
    /// ## Basis
    /// グループ_主キー of the 基本データリスト.
    pub struct KeyDifferent {
        pub group: String,
        pub table: String,
        /// The group's primary key.
        pub key: Vec<String>,
        /// Columns that hold a key item but are not in the table's key.
        pub loose: Vec<ColumnSpec>,
        /// Columns of the table's key that are no key item.
        pub extra: Vec<ColumnSpec>,
    }
}

impl Rule for KeyDifferent {
    const META: &'static Meta = &Meta {
        id: "GAP0404",
        name: "key-different",
        title: ("主キー差異", "key different"),
        area: Area::Group,
        aspect: Some(Aspect::Key),
        grain: Grain::Group,
        present: &[Severity::Warning],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Key],
        discriminator: Some("table"),
        mirror: Mirror::Rule("GAP0403"),
        bpr: &["BPR009"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let KeyDifferent { group, table, loose, extra, .. } = &e[0];
        if let Some(constant) = loose.iter().find(|l| l.constant.is_some()) {
            let (item, value) = (e[0].key.join("、"), constant.name(lang));
            return match lang {
                Lang::Ja => format!("{value}では、主キーの項目 {group}.{item} で記録を見分けられません"),
                Lang::En => format!("{value} cannot tell records apart by {group}.{item}, which is in the key"),
            };
        }
        let mut parts = Vec::new();
        if !loose.is_empty() {
            parts.push(match lang {
                Lang::Ja => format!("{} が表の主キーではありません", names(loose, lang)),
                Lang::En => format!("{} is not in the table's key", names(loose, lang)),
            });
        }
        if !extra.is_empty() {
            parts.push(match lang {
                Lang::Ja => format!("{} は標準の主キーではありません", names(extra, lang)),
                Lang::En => format!("{} is not in the group's key", names(extra, lang)),
            });
        }
        let parts = parts.join(lang.pick("。", "; "));
        match lang {
            Lang::Ja => format!("表 {table} の主キーがグループ「{group}」と違います: {parts}"),
            Lang::En => format!("the key of {table} differs from that of the group {group}: {parts}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "どの記録を標準の一件とするかを決め、標準の主キーで重複がないことを実データで確かめてください",
            "decide which record becomes the standard's, and make sure with the data that none stands twice by the standard's key",
        )
        .to_string()
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        let key = e[0].key.join(lang.pick("、", ", "));
        Some(match lang {
            Lang::Ja => format!("主キー: {key}"),
            Lang::En => format!("primary key: {key}"),
        })
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_layout(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let severity = c.role().pick(Severity::Warning, Severity::Error);
        for diff in &c.group_diffs {
            let keys: Vec<ItemId> =
                c.standard.items_of(diff.group).filter(|i| c.standard.item(*i).primary_key).collect();
            for key in &diff.keys {
                let table = &c.current.table(key.table).name;
                let fields = KeyDifferent {
                    group: c.standard.group(diff.group).name.clone(),
                    table: table.clone(),
                    key: keys.iter().map(|i| c.standard.item(*i).name.clone()).collect(),
                    loose: key.loose.iter().map(|(_, column)| ColumnSpec::of(c, *column)).collect(),
                    extra: key.extra.iter().map(|column| ColumnSpec::of(c, *column)).collect(),
                };
                let mut draft = emit.draft(c.group_subject(diff.group), severity, &fields).discriminator(table).group(
                    c.standard,
                    diff.group,
                    &[Facet::Existence],
                );
                for item in &keys {
                    draft = draft.rests_on_item(c.standard, *item, Facet::Key).speaks_of(c.standard, *item);
                }
                emit.push(draft.table(c.current, key.table));
            }
        }
        for (diff, constant) in constants(c).filter(|(d, _)| d.key) {
            let group = c.standard.group_of(diff.item);
            let fields = KeyDifferent {
                group: c.standard.group(group).name.clone(),
                table: String::new(),
                key: vec![c.standard.item(diff.item).name.clone()],
                loose: vec![ColumnSpec::of_constant(&constant.value)],
                extra: Vec::new(),
            };
            let draft = emit
                .draft(c.item_subject(diff.item), severity, &fields)
                .item(c.standard, diff.item, &[Facet::Existence, Facet::Key])
                .discriminator(&constant.value);
            emit.push(draft.line(c.mapping, &constant.place, &c.standard.item_label(diff.item)));
        }
    }
}

fn names(columns: &[ColumnSpec], lang: Lang) -> String {
    let names: Vec<String> = columns
        .iter()
        .map(|c| match (&c.label, lang) {
            (Some(label), Lang::En) => format!("{} ({label})", c.column),
            _ => c.short(),
        })
        .collect();
    names.join(lang.pick("、", ", "))
}
