use serde::{Deserialize, Serialize};

use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::Role;
use crate::domain::{CodePair, PairedBy};
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::text::lang::Lang;

/// One meaning, written in two ways.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Respelt {
    pub current: String,
    pub standard: String,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub label: Option<String>,
}

rule_fields! {
    /// 同じ意味のコードの書き方が違う。
    ///
    /// ## 何を調べるか
    /// 内容が同じコードどうしで、値の書き方（桁、先頭の0、記号）が違うものをコード一覧ごとにまとめます。
    /// 対応表の `[[codes]]` に変換先を書いた値は、決まったものとして数えません。標準では別の意味になる値は GAP0305 で示します。
    ///
    /// ## なぜ困るか
    /// 意味は同じでも、値を変換しないと取込みで誤りになります。製品では、標準のコード値で出力していないことになります。
    ///
    /// ## 例
    /// 現行の 1（一般）は、標準では 01（一般）と書く。
    ///
    /// ## 直し方
    /// 変換表を作り、対応表の `[[codes]]` に書きます。製品では、標準の値で持つか、出力のときに必ず変換します。
    ///
    /// ## 根拠
    /// 基本データリストのコード一覧。
    ///
    /// # English
    ///
    /// One meaning is written as two values.
    ///
    /// ## What it checks
    /// Codes of the same meaning whose values are written differently (digits, leading zeros, signs); one finding per list. Values with a target in `[[codes]]` of the mapping are settled and do not count; values that mean something else in the standard are told by GAP0305.
    ///
    /// ## Why it matters
    /// The meaning is the same, but values that are not converted fail to load. A package does not write out the standard's values.
    ///
    /// ## Example
    /// 1 (一般) of today is written 01 in the standard.
    ///
    /// ## What to do
    /// Make the conversion table and write it into `[[codes]]` of the mapping. Packages: keep the standard's values, or always convert them on output.
    ///
    /// ## Basis
    /// The code lists of the 基本データリスト.
    pub struct CodeWidth {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        /// Id of the current list.
        pub list: String,
        /// Name of the standard's list.
        pub standard_list: String,
        pub values: Vec<Respelt>,
        pub package: bool,
    }
}

impl Rule for CodeWidth {
    const META: &'static Meta = &Meta {
        id: "GAP0303",
        name: "code-width",
        title: ("コード値の書き方", "code spelt differently"),
        area: Area::Code,
        aspect: Some(Aspect::Codes),
        grain: Grain::List,
        present: &[Severity::Info],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Code, Facet::Values],
        discriminator: Some("list"),
        mirror: Mirror::Waived("書き方の違いに向きはありません"),
        bpr: &["BPR004"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let CodeWidth { list, standard_list, values, .. } = &e[0];
        let values: Vec<String> = values.iter().map(|v| shown(v, lang)).collect();
        let values = enumerate(&values, 8, lang);
        match lang {
            Lang::Ja => format!("コード一覧 {list} の値の書き方が、標準の「{standard_list}」と違います: {values}"),
            Lang::En => format!("values of the code list {list} are written differently in {standard_list}: {values}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let CodeWidth { list, values, package, .. } = &e[0];
        let map: Vec<String> =
            values.iter().take(3).map(|v| format!("\"{}\" = \"{}\"", v.current, v.standard)).collect();
        let more = if values.len() > 3 { ", …" } else { "" };
        let line = format!("[[codes]] list = \"{list}\" map = {{ {}{more} }}", map.join(", "));
        match (lang, package) {
            (Lang::Ja, true) => "標準のコード値で持つか、出力のときに必ず変換してください".into(),
            (Lang::En, true) => "keep the standard's values, or always convert them on output".into(),
            (Lang::Ja, false) => format!("変換表に載せ、対応表に {line} を書いてください"),
            (Lang::En, false) => format!("put them into the conversion table and write {line} into the mapping"),
        }
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        let items: Vec<String> =
            e.iter().map(|x| format!("{} ← {}", x.standard.name(), x.current.name(lang))).collect();
        Some(enumerate(&items, 5, lang))
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let package = c.role() == Role::Package;
        let severity = if package { Severity::Error } else { Severity::Info };
        for pair in &c.pairs {
            let Some(codes) = &pair.codes else { continue };
            // a value that means something else in the standard is told as such (GAP0305)
            let conflicting = |p: &&CodePair| codes.diff.conflicts.iter().any(|x| x.current.value == p.current.value);
            let pairs = codes.diff.width.iter().filter(|p| !conflicting(p));
            let mut values: Vec<Respelt> = pairs.filter_map(respelt).collect();
            values.sort();
            if values.is_empty() {
                continue;
            }
            let fields = CodeWidth {
                standard: ItemSpec::of(c, pair.item),
                current: ColumnSpec::of(c, pair.column),
                list: codes.current.clone(),
                standard_list: c.standard.list(codes.list).name.clone(),
                values,
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

/// A pair that nobody has settled yet.
fn respelt(pair: &CodePair) -> Option<Respelt> {
    let open = pair.by != PairedBy::Map;
    let (current, standard) = (pair.current.value.clone()?, pair.standard.value.clone()?);
    open.then(|| Respelt { current, standard, label: pair.standard.label.clone() })
}

fn shown(value: &Respelt, lang: Lang) -> String {
    let Respelt { current, standard, label } = value;
    match (label, lang) {
        (Some(label), Lang::Ja) => format!("{current} → {standard}（{label}）"),
        (Some(label), Lang::En) => format!("{current} → {standard} ({label})"),
        (None, _) => format!("{current} → {standard}"),
    }
}
