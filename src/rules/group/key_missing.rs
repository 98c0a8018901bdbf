use crate::basis::Facet;
use crate::compare::{Comparison, GroupDiff};
use crate::current::model::TableId;
use crate::finding::cap::capped;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity, Suppress, Within};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::item::gravity;
use crate::rules::rule::Rule;
use crate::spec::standard::ItemId;
use crate::text::lang::{Bilingual, Lang};

use super::no_layout;

rule_fields! {
    /// グループの主キーになる項目が現行にない。
    ///
    /// ## 何を調べるか
    /// 対応する表のあるグループについて、グループの主キーの項目に当たる列があるかを調べます。新しいシステムが自動で作る項目（履歴番号など）は除きます。レイアウトに `complete="true"` がないときは未判定です。
    ///
    /// ## なぜ困るか
    /// 主キーがなければ、出力した記録を一件ずつ区別できず、ほかのグループや連携先の記録とも結び付けられません。
    ///
    /// ## 例
    /// 扶養の表に、扶養される人の宛名番号がない（氏名だけで管理している）。
    ///
    /// ## 直し方
    /// 別の名前の列があれば対応表に書きます。なければ、キーの値をどう作るか（名寄せ、採番、別の表との結合）を決めます。
    ///
    /// ## 根拠
    /// 基本データリストの「グループ_主キー」。項目そのものの根拠の方が強ければ、それに従います。
    ///
    /// # English
    ///
    /// An item of a group's primary key is not to be had.
    ///
    /// ## What it checks
    /// Groups that a table feeds: whether a column holds each item of the primary key. Items that the new system makes by itself are left out. Without `complete="true"` on the layout they count as not judged.
    ///
    /// ## Why it matters
    /// Without its key a record cannot be told from others, nor tied to records of other groups and systems.
    ///
    /// ## Example
    /// The table of dependants has no 宛名番号 of the dependant, only names.
    ///
    /// ## What to do
    /// Map the column if it has another name; otherwise decide how the key is made: by matching persons, by numbering, or from another table.
    ///
    /// ## Basis
    /// グループ_主キー of the 基本データリスト, or what the item itself rests on where that is stronger.
    pub struct KeyMissing {
        pub group: String,
        /// Names of the key items without a column.
        pub items: Vec<String>,
        pub tables: Vec<String>,
    }
}

impl Rule for KeyMissing {
    const META: &'static Meta = &Meta {
        id: "GAP0403",
        name: "key-missing",
        title: ("主キー不足", "key missing"),
        area: Area::Group,
        aspect: Some(Aspect::Key),
        grain: Grain::Group,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[
            Suppress { rules: &["GAP0101"], within: Within::Item },
            Suppress { rules: &["GAP0404"], within: Within::Group },
        ],
        facts: &[Facet::Existence, Facet::Key, Facet::Value, Facet::Presence],
        discriminator: None,
        mirror: Mirror::Rule("GAP0404"),
        bpr: &["BPR001"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let KeyMissing { group, items, tables } = &e[0];
        let (items, tables) = (items.join(lang.pick("、", ", ")), tables.join(lang.pick("、", ", ")));
        match lang {
            Lang::Ja => format!("グループ「{group}」の主キー {items} に当たる列が、表 {tables} にありません"),
            Lang::En => format!("{tables} has no column for {items}, the primary key of the group {group}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let name = format!("{}.{}", e[0].group, e[0].items.first().map_or("", String::as_str));
        match lang {
            Lang::Ja => format!(
                "別の名前の列があれば対応表に standard = \"{name}\" の行を加えてください。なければ、キーの値の作り方（名寄せ、採番、別の表との結合）を決めてください"
            ),
            Lang::En => format!(
                "if a column has it under another name, add a line with standard = \"{name}\" to the mapping; otherwise decide how the key is made: matching persons, numbering, or another table"
            ),
        }
    }

    fn lost(e: &[Self], lang: Lang) -> Option<String> {
        let group = &e[0].group;
        Some(match lang {
            Lang::Ja => format!("「{group}」の記録を一件ずつ区別する手掛かり"),
            Lang::En => format!("what tells records of {group} apart"),
        })
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_layout(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for diff in &c.group_diffs {
            let Some((first, facets)) = strongest(c, diff) else { continue };
            let mut tables: Vec<TableId> = c.matching.tables_of(diff.group).map(|l| l.table).collect();
            tables.sort_by_cached_key(|t| c.current.table(*t).name.clone());
            let fields = KeyMissing {
                group: c.standard.group(diff.group).name.clone(),
                items: diff.missing_keys.iter().map(|i| c.standard.item(*i).name.clone()).collect(),
                tables: tables.iter().map(|t| c.current.table(*t).name.clone()).collect(),
            };
            let mut draft =
                emit.draft(c.group_subject(diff.group), Severity::Error, &fields).item(c.standard, first, &facets);
            for other in diff.missing_keys.iter().filter(|i| **i != first) {
                draft = draft.also(c.standard, *other);
            }
            for table in tables.iter().take(1) {
                draft = draft.table(c.current, *table);
            }
            emit.push(draft);
        }
    }
}

/// The missing key item that weighs most, and the facets that it rests on: that it is a key, or that it has to be there at all.
fn strongest(c: &Comparison<'_>, diff: &GroupDiff) -> Option<(ItemId, Vec<Facet>)> {
    let weighed = diff.missing_keys.iter().flat_map(|item| {
        let own = gravity(c, *item).filter(|(severity, _)| *severity == Severity::Error);
        let told = [Some(vec![Facet::Existence, Facet::Key]), own.map(|(_, facets)| facets)];
        told.into_iter().flatten().map(|facets| (*item, facets))
    });
    weighed.min_by_key(|(item, facets)| {
        let basis = facets.iter().map(|f| c.standard.item_basis(*item, *f)).max();
        (capped(Severity::Error, basis).0, basis, *item)
    })
}
