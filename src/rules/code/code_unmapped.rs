use crate::basis::Facet;
use crate::compare::Comparison;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

use super::spoken;

rule_fields! {
    /// 現行のコードに、対応する標準のコードがない。
    ///
    /// ## 何を調べるか
    /// 対応する項目どうしのコード一覧を、対応表のコード変換、内容（ラベル）、値の順に突き合わせ、行き先のない値を探します。
    /// 標準の一覧が自治体の追加を許す（自治体固有コード）ときは対象外です。
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
        grain: Grain::Value,
        present: &[Severity::Error],
        package: &[Severity::Error],
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
            Lang::Ja => format!("{column} のコード {code} に対応する標準値が {item} にありません"),
            Lang::En => format!("code {code} of {column} has no counterpart in {item}"),
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
        let list = crate::rules::rule::enumerate(&e.allowed, 10, lang);
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
        for pair in &c.pairs {
            let Some(codes) = &pair.codes else { continue };
            let list = c.standard.list(codes.list);
            let allowed: Vec<String> =
                list.values.iter().map(|v| spoken(v.value.as_deref(), v.label.as_deref())).collect();
            for code in &codes.diff.unmapped {
                let fields = CodeUnmapped {
                    standard: ItemSpec::of(c, pair.item),
                    current: ColumnSpec::of(c, pair.column),
                    list: codes.current.clone(),
                    standard_list: list.name.clone(),
                    value: code.value.clone().unwrap_or_default(),
                    label: code.label.clone(),
                    allowed: allowed.clone(),
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
