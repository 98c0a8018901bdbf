use std::collections::BTreeMap;

use crate::basis::{Facet, SourceKind};
use crate::compare::{Comparison, Pair};
use crate::domain::CodeValue;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::domain::constants;
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::spec::standard::ListId;
use crate::text::lang::Lang;

use super::spoken;

rule_fields! {
    /// 現行のコードに、対応する標準のコードがない。
    ///
    /// ## 何を調べるか
    /// 対応する項目どうしのコード一覧を、対応表のコード変換、内容（ラベル）、値の順に突き合わせ、行き先のない値を探します。
    /// 標準の一覧が自治体の追加を許す（自治体固有コード）ときは対象外です。
    /// 同じコード一覧を使う列がいくつあっても、標準の一覧が同じなら一つにまとめます。
    ///
    /// ## なぜ困るか
    /// その値を持つ記録は、取込みで誤りになるか、別の意味で移ります。
    ///
    /// ## 例
    /// 性別のコード 3（その他）に対応する標準の値がない。
    ///
    /// ## 直し方
    /// 変換先を決めて対応表の `[[codes]]` に書きます。記録が残っていなければ、そのことを確かめてから現行の一覧から外します。
    ///
    /// ## 根拠
    /// 基本データリストのコード一覧。
    ///
    /// # English
    ///
    /// A current code has no counterpart in the standard.
    ///
    /// ## What it checks
    /// Code lists of corresponding items, by the mapping's code maps, by label, then by value. Lists that a municipality may extend are left out.
    /// However many columns use a list, it is asked once for each list of the standard.
    ///
    /// ## Why it matters
    /// Records with this value fail to load or change their meaning.
    ///
    /// ## Example
    /// Code 3 (other) of a sex column has no standard value.
    ///
    /// ## What to do
    /// Decide what it becomes and write that in `[[codes]]` of the mapping. If no record has it any more, make sure and take it off today's list.
    ///
    /// ## Basis
    /// The code lists of the 基本データリスト.
    pub struct CodeUnmapped {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        /// Id of the current list.
        pub list: String,
        /// Name of the standard's list.
        pub standard_list: String,
        pub value: String,
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub label: Option<String>,
        /// The standard's codes, value and label.
        pub allowed: Vec<String>,
        /// Other columns with the same list whose items have the same list of the standard: `表.列 → グループ.項目`.
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        pub also: Vec<String>,
        /// No source closes the standard's list: a question.
        #[serde(skip_serializing_if = "std::ops::Not::not", default)]
        pub open: bool,
    }
}

impl CodeUnmapped {
    fn code(&self) -> String {
        match &self.label {
            Some(label) => format!("{}（{label}）", self.value),
            None => self.value.clone(),
        }
    }
}

impl Rule for CodeUnmapped {
    const META: &'static Meta = &Meta {
        id: "GAP0301",
        name: "code-unmapped",
        title: ("変換先のないコード", "code without a counterpart"),
        area: Area::Code,
        aspect: Some(Aspect::Codes),
        grain: Grain::Value,
        present: &[Severity::Error, Severity::Warning],
        package: &[Severity::Error, Severity::Warning],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Code, Facet::Values],
        discriminator: Some("value"),
        mirror: Mirror::Rule("GAP0302"),
        bpr: &["BPR004"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let e = &e[0];
        let (column, code, item) = (e.current.name(lang), e.code(), e.standard.name());
        match lang {
            Lang::Ja if e.open => format!(
                "{column} のコード {code} が {item} の一覧に見当たりません。一覧を閉じる出典はないため、標準にもある値かどうかの確認です"
            ),
            Lang::En if e.open => format!(
                "code {code} of {column} is not among the known codes of {item}; no source closes the list, so make sure whether the standard has it"
            ),
            Lang::Ja if e.also.is_empty() => {
                format!("{column} のコード {code} に対応する標準値が {item} にありません")
            }
            Lang::Ja => format!(
                "{column} のコード {code} に対応する標準値が {item} にありません（同じコード一覧: {}）",
                enumerate(&e.also, 4, lang)
            ),
            Lang::En if e.also.is_empty() => format!("code {code} of {column} has no counterpart in {item}"),
            Lang::En => format!(
                "code {code} of {column} has no counterpart in {item} (same code list: {})",
                enumerate(&e.also, 4, lang)
            ),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (list, value) = (&e[0].list, &e[0].value);
        match lang {
            Lang::Ja => format!(
                "変換先を決め、対応表に [[codes]] list = \"{list}\" map = {{ \"{value}\" = \"…\" }} を書いてください"
            ),
            Lang::En => {
                format!("decide what it becomes and write [[codes]] list = \"{list}\" map = {{ \"{value}\" = \"…\" }}")
            }
        }
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        let e = &e[0];
        let list = enumerate(&e.allowed, 10, lang);
        Some(format!("{}: {list}", e.standard_list))
    }

    fn lost(e: &[Self], lang: Lang) -> Option<String> {
        let code = e[0].code();
        Some(match lang {
            Lang::Ja => format!("コード {code} を持つ記録"),
            Lang::En => format!("records with code {code}"),
        })
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        // one list of today against one of the standard is one question, however many columns it is asked of
        let mut asked: BTreeMap<(&str, ListId, &CodeValue), Vec<&Pair>> = BTreeMap::new();
        for pair in &c.pairs {
            let Some(codes) = &pair.codes else { continue };
            for code in &codes.diff.unmapped {
                asked.entry((&codes.current, codes.list, code)).or_default().push(pair);
            }
        }
        for ((current, list, code), mut pairs) in asked {
            pairs.sort_by_cached_key(|p| (basis(c, p), p.item, c.current.column_name(p.column)));
            let Some((lead, rest)) = pairs.split_first() else { continue };
            let values = &c.standard.list(list).values;
            let fields = CodeUnmapped {
                standard: ItemSpec::of(c, lead.item),
                current: ColumnSpec::of(c, lead.column),
                list: current.to_string(),
                standard_list: c.standard.list(list).name.clone(),
                value: code.value.clone().unwrap_or_default(),
                label: code.label.clone(),
                allowed: values.iter().map(|v| spoken(v.value.as_deref(), v.label.as_deref())).collect(),
                also: rest.iter().map(|p| route(c, p)).collect(),
                open: c.standard.list(list).open,
            };
            // an open list does not exclude the value: a question, not a gap
            let open = c.standard.list(list).open;
            let severity = if open { Severity::Warning } else { Severity::Error };
            let mut draft = emit
                .draft(c.item_subject(lead.item), severity, &fields)
                .item(c.standard, lead.item, &[Facet::Existence, Facet::Code])
                .rests_on(c.standard.list_basis(list, Facet::Values))
                .column(c.current, lead.column)
                .discriminator(&fields.value);
            for pair in rest {
                draft = draft.also(c.standard, pair.item).candidate(c.current, pair.column);
            }
            emit.push(draft);
        }
        for (diff, constant) in constants(c).filter(|(d, _)| d.no_code) {
            let Some(list) = c.standard.list_of(diff.item) else { continue };
            let values = &c.standard.list(list).values;
            let fields = CodeUnmapped {
                standard: ItemSpec::of(c, diff.item),
                current: ColumnSpec::of_constant(&constant.value),
                list: String::new(),
                standard_list: c.standard.list(list).name.clone(),
                value: constant.value.clone(),
                label: None,
                open: false,
                allowed: values.iter().map(|v| spoken(v.value.as_deref(), v.label.as_deref())).collect(),
                also: Vec::new(),
            };
            let draft = emit
                .draft(c.item_subject(diff.item), Severity::Error, &fields)
                .item(c.standard, diff.item, &[Facet::Existence, Facet::Code])
                .rests_on(c.standard.list_basis(list, Facet::Values))
                .discriminator(&fields.value);
            emit.push(draft.line(c.mapping, &constant.place, &c.standard.item_label(diff.item)));
        }
    }
}

/// What the link of an item to its list rests on: the firmest of several speaks for all.
fn basis(c: &Comparison<'_>, pair: &Pair) -> SourceKind {
    c.standard.item_basis(pair.item, Facet::Existence).max(c.standard.item_basis(pair.item, Facet::Code))
}

fn route(c: &Comparison<'_>, pair: &Pair) -> String {
    format!("{} → {}", c.current.column_name(pair.column), c.standard.item_label(pair.item))
}
