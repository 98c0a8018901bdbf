use crate::basis::Facet;
use crate::compare::{Comparison, ItemState};
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity, Suppress, Within};
use crate::rule_fields;
use crate::rules::describe::ItemSpec;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

use super::gravity;

rule_fields! {
    /// 標準の項目に対応する列が現行にない。
    ///
    /// ## 何を調べるか
    /// 提出された業務のグループに現行の表が対応しているのに、その中の項目に対応する列も、確認待ちの候補もないものを探します。
    /// レイアウトに `complete="true"` がないときは「ない」とは言えないため、未判定として数えます。
    /// システムが自動で作る項目（操作者、履歴番号など）は対象外です。
    ///
    /// ## なぜ困るか
    /// 必須の項目に入れる値がないと、移行データを標準の形で出力できません。
    ///
    /// ## 例
    /// 標準の「課税対象者.納税義務者区分」（必須）に当たる列が現行の個人基本表にない。
    ///
    /// ## 直し方
    /// 別の名前の列があるなら対応表（mapping.toml）に一行加えます。値がないなら、固定値、他の資料からの補完、聞き取りのどれで作るかを担当課が決めます。
    ///
    /// ## 根拠
    /// 現行では「データ出力条件」、製品では「実装類型」。二つの必須は別のものです。参考版では法令が記載を求める項目だけがエラーになります。
    ///
    /// # English
    ///
    /// No column of today corresponds to an item of the standard.
    ///
    /// ## What it checks
    /// Items of submitted businesses whose group is fed by a table, but that have neither a column nor a candidate to confirm.
    /// Without `complete="true"` on the layout nothing can be said to be missing; such items count as not judged.
    /// Items that the system makes by itself (operator, history number) are left out.
    ///
    /// ## Why it matters
    /// Without a value for a required item the data cannot be written out in the standard's form.
    ///
    /// ## Example
    /// No column of the personal table holds the required item 課税対象者.納税義務者区分.
    ///
    /// ## What to do
    /// If a column has it under another name, add a line to mapping.toml. If there is no value, the section in charge decides how it is made: a constant, another record, or asking.
    ///
    /// ## Basis
    /// データ出力条件 for what runs today, 実装類型 for a package: two different marks. On a reference edition only what a statute asks to be recorded is an error.
    pub struct ItemMissing {
        pub standard: ItemSpec,
        pub package: bool,
    }
}

impl Rule for ItemMissing {
    const META: &'static Meta = &Meta {
        id: "GAP0101",
        name: "item-missing",
        title: ("項目不足", "item missing"),
        area: Area::Item,
        aspect: Some(Aspect::Existence),
        grain: Grain::Item,
        present: &[Severity::Error, Severity::Warning, Severity::Info],
        package: &[Severity::Error, Severity::Info],
        suppresses: &[Suppress { rules: super::super::DOMAIN_AND_CODE_RULES, within: Within::Item }],
        facts: &[Facet::Existence, Facet::Value, Facet::Presence],
        discriminator: None,
        mirror: Mirror::Rule("GAP0103"),
        bpr: &["BPR001"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let spec = e[0].standard.describe(lang);
        match (lang, e[0].package) {
            (Lang::Ja, false) => format!("標準の項目 {spec} に対応する列が現行にありません"),
            (Lang::Ja, true) => format!("標準の項目 {spec} に対応する列が製品にありません"),
            (Lang::En, false) => format!("no current column corresponds to the item {spec}"),
            (Lang::En, true) => format!("the package has no column for the item {spec}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        if e[0].package {
            return lang
                .pick(
                    "項目を加えるか、別の名前の列があれば対応表に書いてください",
                    "add the item, or write the column that has it under another name into the mapping",
                )
                .to_string();
        }
        let name = e[0].standard.name();
        match lang {
            Lang::Ja => format!(
                "別の名前の列があれば対応表に standard = \"{name}\" の行を加えてください。なければ値の作り方（固定値、他資料からの補完、聞き取り）を決めてください"
            ),
            Lang::En => format!(
                "if a column has it under another name, add a line with standard = \"{name}\" to the mapping; otherwise decide how the value is made: a constant, another record, asking"
            ),
        }
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        Some(e[0].standard.describe(lang))
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for item in c.standard.items().filter(|i| c.items[i.0] == ItemState::Missing) {
            let Some((severity, facets)) = gravity(c, item) else { continue };
            let fields = ItemMissing {
                standard: ItemSpec::of(c, item),
                package: c.role() == crate::current::model::Role::Package,
            };
            let mut draft = emit.draft(c.item_subject(item), severity, &fields).item(c.standard, item, &facets);
            for link in c.matching.tables_of(c.standard.group_of(item)).take(1) {
                draft = draft.table(c.current, link.table);
            }
            emit.push(draft);
        }
    }
}
