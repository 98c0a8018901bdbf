use crate::basis::Facet;
use crate::compare::Comparison;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

use super::code_name;

rule_fields! {
    /// 同じ値のコードの意味が違う。
    ///
    /// ## 何を調べるか
    /// 対応する項目どうしのコード一覧で、値が同じなのに内容（ラベル）が違うコードを探します。01 と 1 は同じ値とみなします。
    /// 対応表の `[[codes]]` に変換先を書いた値は数えません。どちらかに内容がない値は未判定です。
    ///
    /// ## なぜ困るか
    /// そのまま移すと、誤りにならずに別の意味になります。取込みの検査では見つからないため、最も危険な違いです。
    ///
    /// ## 例
    /// 現行では 1 が女、標準では 1 が男。
    ///
    /// ## 直し方
    /// 変換先を決めて `[[codes]]` に書きます。内容の言い回しが違うだけで同じ意味なら、同じ値を変換先として書きます。
    ///
    /// ## 根拠
    /// 基本データリストのコード一覧。
    ///
    /// # English
    ///
    /// One value has two meanings.
    ///
    /// ## What it checks
    /// Code lists of corresponding items: codes of the same value with different labels; 01 and 1 count as the same value.
    /// Values with a target in `[[codes]]` of the mapping are left out. Values without a label on one side are not judged.
    ///
    /// ## Why it matters
    /// Moved as they are, such codes load without an error and mean something else. No check on loading finds this.
    ///
    /// ## Example
    /// 1 means female today and male in the standard.
    ///
    /// ## What to do
    /// Decide what the value becomes and write that in `[[codes]]`. If only the wording differs, write the same value as its target.
    ///
    /// ## Basis
    /// The code lists of the 基本データリスト.
    pub struct CodeConflict {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        /// Id of the current list.
        pub list: String,
        /// Name of the standard's list.
        pub standard_list: String,
        pub value: String,
        pub label: String,
        /// The standard's code of this value.
        pub standard_value: String,
        pub standard_label: String,
    }
}

impl Rule for CodeConflict {
    const META: &'static Meta = &Meta {
        id: "GAP0305",
        name: "code-conflict",
        title: ("同じコードで違う意味", "same code, other meaning"),
        area: Area::Code,
        aspect: Some(Aspect::Codes),
        grain: Grain::Value,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Code, Facet::Values],
        discriminator: Some("value"),
        mirror: Mirror::Waived("意味の違いに向きはありません"),
        bpr: &["BPR004"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let CodeConflict { value, label, standard_value, standard_label, .. } = &e[0];
        let (column, item) = (e[0].current.name(lang), e[0].standard.name());
        match lang {
            Lang::Ja => format!(
                "{column} のコード {value} は「{label}」ですが、標準の {item} の {standard_value} は「{standard_label}」です"
            ),
            Lang::En => {
                format!("code {value} of {column} means {label}, but {standard_value} of {item} means {standard_label}")
            }
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (list, value) = (&e[0].list, &e[0].value);
        let line = format!("[[codes]] list = \"{list}\" map = {{ \"{value}\" = \"…\" }}");
        match lang {
            Lang::Ja => {
                format!("変換先を決め、対応表に {line} を書いてください。言い回しが違うだけなら同じ値を書いてください")
            }
            Lang::En => {
                format!("decide what it becomes and write {line}; if only the wording differs, write the same value")
            }
        }
    }

    fn standard(e: &[Self], _: Lang) -> Option<String> {
        let CodeConflict { standard_list, standard_value, standard_label, .. } = &e[0];
        Some(format!("{standard_list}: {standard_value} {standard_label}"))
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for pair in &c.pairs {
            let Some(codes) = &pair.codes else { continue };
            for conflict in &codes.diff.conflicts {
                let fields = CodeConflict {
                    standard: ItemSpec::of(c, pair.item),
                    current: ColumnSpec::of(c, pair.column),
                    list: codes.current.clone(),
                    standard_list: c.standard.list(codes.list).name.clone(),
                    value: code_name(&conflict.current).to_string(),
                    label: conflict.current.label.clone().unwrap_or_default(),
                    standard_value: code_name(&conflict.standard).to_string(),
                    standard_label: conflict.standard.label.clone().unwrap_or_default(),
                };
                let draft = emit
                    .draft(c.item_subject(pair.item), Severity::Error, &fields)
                    .item(c.standard, pair.item, &[Facet::Existence, Facet::Code])
                    .rests_on(c.standard.list_basis(codes.list, Facet::Values))
                    .column(c.current, pair.column)
                    .discriminator(&fields.value);
                emit.push(draft);
            }
        }
    }
}
