use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::Role;
use crate::domain::Lost;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec, range};
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 繰り返しの数が入りきらない。
    ///
    /// ## 何を調べるか
    /// 一つの記録に並ぶ値の数（現行の occurs と、標準の「繰り返し」）を比べます。現行では今の数が標準に入るか、製品では標準の数が列に入るかを見ます。
    /// 列を行に直す対応（`[[pivot]]`）は繰り返しとして数えません。標準に繰り返しが収録されていないとき、製品の列に occurs がないときは未判定です。
    ///
    /// ## なぜ困るか
    /// 標準が持つ数を超えた分の値は、移行で落ちます。
    ///
    /// ## 例
    /// 電話番号を現行は3つ持ち、標準は2つまで。3つ目が失われます。
    ///
    /// ## 直し方
    /// 実データで何番目まで使っているかを調べ、残す値を選ぶ規則を決めます。標準のグループでは行になる値なら、対応表の `[[pivot]]` に書きます。
    /// 製品では、標準の数だけ持てるようにします。
    ///
    /// ## 根拠
    /// 基本データリストの「繰り返し」。公式の版で空欄の項目は一つだけの値です。
    ///
    /// # English
    ///
    /// There are more repetitions than are kept.
    ///
    /// ## What it checks
    /// The number of values side by side in one record: occurs of today and 繰り返し of the standard; whether today's fit the standard, or the standard's fit a package.
    /// Columns that become rows (`[[pivot]]`) are no repetitions. Where the edition does not have 繰り返し, or a package's column has no occurs, it is not judged.
    ///
    /// ## Why it matters
    /// Values beyond the number that the standard keeps are dropped on migration.
    ///
    /// ## Example
    /// Three telephone numbers today, two in the standard: the third is lost.
    ///
    /// ## What to do
    /// Find out how many are in use and settle which are kept. If they become rows of the standard's group, write a `[[pivot]]` into the mapping.
    /// Packages: keep as many as the standard does.
    ///
    /// ## Basis
    /// 繰り返し of the 基本データリスト; an empty cell of an official edition means one value.
    pub struct RepeatOverflow {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        /// Values that the standard keeps.
        pub standard_times: u32,
        /// Values that the column keeps.
        pub current_times: u32,
        /// Ordinal numbers of those that are lost.
        pub lost: Lost,
        pub package: bool,
    }
}

impl Rule for RepeatOverflow {
    const META: &'static Meta = &Meta {
        id: "GAP0205",
        name: "repeat-overflow",
        title: ("繰り返し数の超過", "repeat overflow"),
        area: Area::Domain,
        aspect: Some(Aspect::Repeat),
        grain: Grain::Column,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Repeat],
        discriminator: None,
        mirror: Mirror::Waived("数が足りる向きでは何も失われません"),
        bpr: &["BPR003"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let e = &e[0];
        let RepeatOverflow { standard_times, current_times, .. } = e;
        let (column, item) = (e.current.name(lang), e.standard.name());
        match (lang, e.package) {
            (Lang::Ja, false) => {
                format!("{column} の繰り返し {current_times} が、標準の {item} の {standard_times} に収まりません")
            }
            (Lang::Ja, true) => {
                format!("{column} の繰り返し {current_times} は、標準の {item} の {standard_times} に足りません")
            }
            (Lang::En, false) => {
                format!("the {current_times} repetitions of {column} do not fit the {standard_times} of {item}")
            }
            (Lang::En, true) => {
                format!("{column} keeps {current_times} repetitions, but {item} has {standard_times}")
            }
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (ja, en) = match e[0].package {
            true => ("標準の数だけ値を持てるようにしてください", "keep as many values as the standard does"),
            false => (
                "何番目まで使っているかを調べ、残す値を選ぶ規則を決めてください。行になる値なら対応表の [[pivot]] に書いてください",
                "find out how many are in use and settle which are kept; write a [[pivot]] if they become rows",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn lost(e: &[Self], lang: Lang) -> Option<String> {
        let which = range(e[0].lost, lang);
        Some(match lang {
            Lang::Ja => format!("{which}番目の値"),
            Lang::En => format!("values number {which}"),
        })
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for pair in &c.pairs {
            let Some((repeat, lost)) = pair.repeat.and_then(|r| Some((r, r.loss(c.role())?))) else { continue };
            let fields = RepeatOverflow {
                standard: ItemSpec::of(c, pair.item),
                current: ColumnSpec::of(c, pair.column),
                standard_times: repeat.standard.most(),
                current_times: repeat.current.most(),
                lost,
                package: c.role() == Role::Package,
            };
            let draft = emit.draft(c.item_subject(pair.item), Severity::Error, &fields);
            let facets = [Facet::Existence, Facet::Repeat];
            emit.push(draft.item(c.standard, pair.item, &facets).column(c.current, pair.column));
        }
    }
}
