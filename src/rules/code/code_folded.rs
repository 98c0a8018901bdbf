use crate::basis::Facet;
use crate::compare::Comparison;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

use super::{code_name, code_text};

rule_fields! {
    /// 複数のコードが、一つの標準のコードにまとまる。
    ///
    /// ## 何を調べるか
    /// 対応表の `[[codes]]` と内容（ラベル）から、現行の二つ以上の値が標準の同じ値になるものを探します。
    ///
    /// ## なぜ困るか
    /// まとめた後は、元の区別に戻せません。統計や独自の減免などに使っている区別なら、失うと事務が続けられません。
    ///
    /// ## 例
    /// 現行の 3（寡婦）と 4（特別の寡婦）が、どちらも標準の 03 になる。
    ///
    /// ## 直し方
    /// 区別を使う事務がないか担当課に確かめます。必要なら、標準の別の項目、EUC、独自施策システム等のどこに残すかを決めます。
    ///
    /// ## 根拠
    /// 基本データリストのコード一覧と、対応表。
    ///
    /// # English
    ///
    /// Several codes end in one code of the standard.
    ///
    /// ## What it checks
    /// Two or more current values that become the same standard value, by `[[codes]]` of the mapping or by their labels.
    ///
    /// ## Why it matters
    /// Once they are one they cannot be told apart again. Work that rests on the distinction, such as statistics or local reductions, can no longer be done.
    ///
    /// ## Example
    /// 3 (寡婦) and 4 (特別の寡婦) of today both become 03.
    ///
    /// ## What to do
    /// Ask the section in charge whether any work needs the distinction. If so, decide where it is kept: another item, EUC, a system of one's own.
    ///
    /// ## Basis
    /// The code lists of the 基本データリスト, and the mapping.
    pub struct CodeFolded {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        /// Id of the current list.
        pub list: String,
        /// Name of the standard's list.
        pub standard_list: String,
        /// The standard's code in which they end.
        pub target: String,
        /// The codes that can no longer be told apart.
        pub values: Vec<String>,
    }
}

impl Rule for CodeFolded {
    const META: &'static Meta = &Meta {
        id: "GAP0306",
        name: "code-folded",
        title: ("コードの統合", "codes folded"),
        area: Area::Code,
        aspect: Some(Aspect::Codes),
        grain: Grain::Value,
        present: &[Severity::Warning],
        package: &[Severity::Warning],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Code, Facet::Values],
        discriminator: Some("target"),
        mirror: Mirror::Waived("標準の値が分かれる向きは GAP0302 に現れます"),
        bpr: &["BPR004"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let CodeFolded { target, values, .. } = &e[0];
        let (column, item, values) =
            (e[0].current.name(lang), e[0].standard.name(), values.join(lang.pick("、", ", ")));
        match lang {
            Lang::Ja => format!("{column} の {values} は、標準の {item} ではどれも {target} になります"),
            Lang::En => format!("{values} of {column} all become {target} of {item}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "この区別を使う事務がないか確かめ、必要なら残す場所（標準の別の項目、EUC、独自施策システム等）を決めてください",
            "make sure that no work needs the distinction; if some does, decide where it is kept: another item, EUC, a system of one's own",
        )
        .to_string()
    }

    fn standard(e: &[Self], _: Lang) -> Option<String> {
        Some(format!("{}: {}", e[0].standard_list, e[0].target))
    }

    fn lost(e: &[Self], lang: Lang) -> Option<String> {
        let values = e[0].values.join(lang.pick("、", ", "));
        Some(match lang {
            Lang::Ja => format!("{values} の区別"),
            Lang::En => format!("the distinction of {values}"),
        })
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for pair in &c.pairs {
            let Some(codes) = &pair.codes else { continue };
            for folded in &codes.diff.folded {
                let mut values: Vec<String> = folded.current.iter().map(code_text).collect();
                values.sort();
                let fields = CodeFolded {
                    standard: ItemSpec::of(c, pair.item),
                    current: ColumnSpec::of(c, pair.column),
                    list: codes.current.clone(),
                    standard_list: c.standard.list(codes.list).name.clone(),
                    target: code_text(&folded.standard),
                    values,
                };
                let draft = emit
                    .draft(c.item_subject(pair.item), Severity::Warning, &fields)
                    .item(c.standard, pair.item, &[Facet::Existence, Facet::Code])
                    .rests_on(c.standard.list_basis(codes.list, Facet::Values))
                    .column(c.current, pair.column)
                    .discriminator(code_name(&folded.standard));
                emit.push(draft);
            }
        }
    }
}
