use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::Role;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::text::lang::Lang;

use super::code_text;

rule_fields! {
    /// 標準のコードのうち、使われない値がある。
    ///
    /// ## 何を調べるか
    /// 対応する項目どうしのコード一覧を比べ、標準の値のうち、現行のどの値も変換されてこないものをコード一覧ごとにまとめます。
    /// 自治体が値を足してよい一覧（自治体固有コード）は数えません。
    ///
    /// ## なぜ困るか
    /// 現行では区別していないことを、新しいシステムでは区別します。入力の手順を決めておかないと、職員によって選ぶ値が違ってしまいます。
    /// 製品では、標準の値を出力できないことになります。
    ///
    /// ## 例
    /// 標準の性別には 0（不明）があるが、現行は 1 と 2 しか使っていない。
    ///
    /// ## 直し方
    /// 現行では、新しく使う値の入力手順と、過去の記録を振り分けるかどうかを決めます。製品では、標準の値をすべて扱えるようにします。
    ///
    /// ## 根拠
    /// 基本データリストのコード一覧。
    ///
    /// # English
    ///
    /// Some of the standard's codes are never produced.
    ///
    /// ## What it checks
    /// Code lists of corresponding items: the standard's values that no current value becomes; one finding per list. Lists that a municipality may extend are left out.
    ///
    /// ## Why it matters
    /// The new system tells things apart that are one today. Without a rule for entering them, staff choose differently. A package cannot write the standard's values out.
    ///
    /// ## Example
    /// The standard has 0 (unknown) for 性別; only 1 and 2 are in use today.
    ///
    /// ## What to do
    /// Today: decide how the new values are entered and whether old records are sorted into them. Packages: support all of the standard's values.
    ///
    /// ## Basis
    /// The code lists of the 基本データリスト.
    pub struct CodeUnused {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        /// Id of the current list.
        pub list: String,
        /// Name of the standard's list.
        pub standard_list: String,
        /// The standard's codes that are never produced.
        pub values: Vec<String>,
        pub package: bool,
    }
}

impl Rule for CodeUnused {
    const META: &'static Meta = &Meta {
        id: "GAP0302",
        name: "code-unused",
        title: ("使われない標準コード", "standard code not produced"),
        area: Area::Code,
        aspect: Some(Aspect::Codes),
        grain: Grain::List,
        present: &[Severity::Info],
        package: &[Severity::Warning],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Code, Facet::Values],
        discriminator: Some("list"),
        mirror: Mirror::Rule("GAP0301"),
        bpr: &[],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let CodeUnused { list, standard_list, values, .. } = &e[0];
        let values = enumerate(values, 8, lang);
        match lang {
            Lang::Ja => {
                format!("コード一覧 {list} からは、標準の「{standard_list}」の次の値が作られません: {values}")
            }
            Lang::En => format!("the code list {list} never becomes these codes of {standard_list}: {values}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (ja, en) = match e[0].package {
            true => ("標準の値をすべて扱えるようにしてください", "support all of the standard's codes"),
            false => (
                "新しく使う値の入力手順と、過去の記録を振り分けるかどうかを決めてください",
                "decide how the new codes are entered and whether old records are sorted into them",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        let items: Vec<String> =
            e.iter().map(|x| format!("{} ← {}", x.standard.name(), x.current.name(lang))).collect();
        Some(enumerate(&items, 5, lang))
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let package = c.role() == Role::Package;
        let severity = if package { Severity::Warning } else { Severity::Info };
        for pair in &c.pairs {
            let Some(codes) = pair.codes.as_ref().filter(|codes| !codes.diff.unused.is_empty()) else { continue };
            let list = c.standard.list(codes.list);
            if list.open {
                continue;
            }
            let fields = CodeUnused {
                standard: ItemSpec::of(c, pair.item),
                current: ColumnSpec::of(c, pair.column),
                list: codes.current.clone(),
                standard_list: list.name.clone(),
                values: codes.diff.unused.iter().map(code_text).collect(),
                package,
            };
            // the lists are the finding; columns come and go without changing it
            let draft = emit
                .draft(c.list_subject(codes.list), severity, &fields)
                .item(c.standard, pair.item, &[Facet::Existence, Facet::Code])
                .rests_on(c.standard.list_basis(codes.list, Facet::Values))
                .candidate(c.current, pair.column)
                .discriminator(&fields.list);
            emit.push(draft);
        }
    }
}
