use crate::basis::Facet;
use crate::compare::{Comparison, GroupState, ItemState};
use crate::finding::{Area, Grain, Meta, Mirror, Severity, Subject, SubjectKind};
use crate::rule_fields;
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::text::lang::Lang;

rule_fields! {
    /// 新しいシステムが自動で作る項目。
    ///
    /// ## 何を調べるか
    /// 標準の項目のうち、システムが自動で作るもの（操作者、操作年月日、履歴番号など）で、現行の列がないものを一度だけまとめて挙げます。
    /// レイアウトに `complete="true"` があり、グループに対応する表があるときだけ挙げます。
    ///
    /// ## なぜ困るか
    /// 値を用意する必要はありません。ただし、移行した記録にどんな値を付けるか（移行の日、移行用の操作者など）は決めておく必要があります。
    ///
    /// ## 例
    /// 現行には履歴番号がない。移行のときに記録の順に付ける。
    ///
    /// ## 直し方
    /// 移行した記録に付ける値の決め方を、ベンダーと確かめます。
    ///
    /// ## 根拠
    /// 項目の性質（自動生成）。
    ///
    /// # English
    ///
    /// Items that the new system makes by itself.
    ///
    /// ## What it checks
    /// Items that a system makes by itself (operator, date of operation, history number) and for which there is no column today; listed once.
    /// Only where the layout says `complete="true"` and a table feeds the group.
    ///
    /// ## Why it matters
    /// No values have to be provided. But it has to be settled what migrated records get: the day of migration, an operator of its own.
    ///
    /// ## Example
    /// There is no history number today; on migration it is given by the order of the records.
    ///
    /// ## What to do
    /// Agree with the vendor what migrated records get.
    ///
    /// ## Basis
    /// That the item is made by the system itself.
    pub struct ItemGenerated {
        pub group: String,
        pub item: String,
    }
}

impl Rule for ItemGenerated {
    const META: &'static Meta = &Meta {
        id: "GAP0109",
        name: "item-generated",
        title: ("自動で作られる項目", "made by the system"),
        area: Area::Item,
        aspect: None,
        grain: Grain::System,
        present: &[Severity::Info],
        package: &[],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Generated],
        discriminator: None,
        mirror: Mirror::Waived("現行が自動で作る値は、現行の列として比べます"),
        bpr: &[],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let items: Vec<String> = e.iter().map(|x| format!("{}.{}", x.group, x.item)).collect();
        let (count, list) = (e.len(), enumerate(&items, 6, lang));
        match lang {
            Lang::Ja => format!("現行にない {count} 項目は、新しいシステムが自動で作ります: {list}"),
            Lang::En => format!("{count} items that are not kept today are made by the new system itself: {list}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "値の準備は要りません。移行した記録に付ける値（操作者、操作年月日、履歴番号）の決め方をベンダーと確かめてください",
            "no values have to be provided; agree with the vendor what migrated records get (operator, date, history number)",
        )
        .to_string()
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        if !c.layout_complete() {
            return;
        }
        let fed = |item| c.groups[c.standard.group_of(item).0] == GroupState::Fed;
        for item in c.standard.items().filter(|i| c.items[i.0] == ItemState::Generated && fed(*i)) {
            let fields = ItemGenerated {
                group: c.standard.group(c.standard.group_of(item)).name.clone(),
                item: c.standard.item(item).name.clone(),
            };
            let subject = Subject::new(SubjectKind::System, c.system, "", c.system);
            let facets = [Facet::Existence, Facet::Generated];
            emit.push(emit.draft(subject, Severity::Info, &fields).item(c.standard, item, &facets));
        }
    }
}
