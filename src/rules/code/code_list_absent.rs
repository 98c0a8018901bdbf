use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::{ColumnCodes, Role};
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity, Suppress, Within};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::text::lang::Lang;

use super::spoken;

rule_fields! {
    /// 標準ではコードの項目が、コード化されていない。
    ///
    /// ## 何を調べるか
    /// 標準がコード一覧を定める項目に、自由記入（codes="none"）の列が対応していないか。codes が書かれていない列は未判定です。
    ///
    /// ## なぜ困るか
    /// 自由に書かれた値は、そのままではどのコードにもなりません。一件ずつ読んで振り分ける作業（データクレンジング）が要ります。
    ///
    /// ## 例
    /// 減免理由を現行は文章で持ち、標準はコードで持つ。
    ///
    /// ## 直し方
    /// 実データの値を集計し、標準のコードへの読替え表を作ります。どれにも当たらない値の扱いを担当課が決めます。製品では、標準のコードで持ちます。
    ///
    /// ## 根拠
    /// 基本データリストの「コード」。
    ///
    /// # English
    ///
    /// What is coded in the standard is free text.
    ///
    /// ## What it checks
    /// Columns declared as free text (codes="none") for items that have a code list in the standard. Columns that do not state codes are not judged.
    ///
    /// ## Why it matters
    /// Free text becomes no code by itself; somebody has to read and sort it.
    ///
    /// ## Example
    /// The reason for a reduction is a sentence today and a code in the standard.
    ///
    /// ## What to do
    /// Count the values in the data and make a table of the standard's codes for them; the section in charge decides about the rest. Packages: keep the standard's codes.
    ///
    /// ## Basis
    /// コード of the 基本データリスト.
    pub struct CodeListAbsent {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        /// Name of the standard's list, where the edition has it.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub standard_list: Option<String>,
        /// The standard's codes.
        pub allowed: Vec<String>,
        pub package: bool,
    }
}

impl Rule for CodeListAbsent {
    const META: &'static Meta = &Meta {
        id: "GAP0304",
        name: "code-list-absent",
        title: ("コード化なし", "not coded"),
        area: Area::Code,
        aspect: Some(Aspect::Codes),
        grain: Grain::Column,
        present: &[Severity::Warning],
        package: &[Severity::Error],
        suppresses: &[Suppress { rules: &["GAP0301", "GAP0302"], within: Within::Item }],
        facts: &[Facet::Existence, Facet::Code],
        discriminator: None,
        mirror: Mirror::Waived("現行だけがコードの項目は、値がそのまま入ります"),
        bpr: &["BPR004"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let (column, item) = (e[0].current.name(lang), e[0].standard.name());
        match lang {
            Lang::Ja => format!("標準の {item} はコードですが、{column} は自由記入です"),
            Lang::En => format!("{item} is coded in the standard, but {column} is free text"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (ja, en) = match e[0].package {
            true => ("標準のコードで持つようにしてください", "keep the standard's codes"),
            false => (
                "実データの値を集計して標準のコードへの読替え表を作り、どれにも当たらない値の扱いを決めてください",
                "count the values in the data, make a table of the standard's codes for them, and decide about the rest",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        let list = enumerate(&e[0].allowed, 10, lang);
        e[0].standard_list.as_ref().map(|name| format!("{name}: {list}"))
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let package = c.role() == Role::Package;
        let severity = if package { Severity::Error } else { Severity::Warning };
        for pair in &c.pairs {
            let free = c.current.column(pair.column).codes == Some(ColumnCodes::FreeText);
            if !free || c.standard.item(pair.item).code.is_none() {
                continue;
            }
            let list = c.standard.list_of(pair.item).map(|l| c.standard.list(l));
            let values = list.iter().flat_map(|l| &l.values);
            let fields = CodeListAbsent {
                standard: ItemSpec::of(c, pair.item),
                current: ColumnSpec::of(c, pair.column),
                standard_list: list.map(|l| l.name.clone()),
                allowed: values.map(|v| spoken(v.value.as_deref(), v.label.as_deref())).collect(),
                package,
            };
            let draft = emit.draft(c.item_subject(pair.item), severity, &fields);
            let facets = [Facet::Existence, Facet::Code];
            emit.push(draft.item(c.standard, pair.item, &facets).column(c.current, pair.column));
        }
    }
}
