use crate::basis::{Facet, SourceKind};
use crate::compare::Comparison;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::ItemSpec;
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::lang::{Bilingual, Lang};

use super::no_layout;

rule_fields! {
    /// 外部キーの参照先が現行にない。
    ///
    /// ## 何を調べるか
    /// 現行にある項目が標準でほかのグループを指すとき（グループ_外部キー）、そのグループに当たる表、またはその主キーに当たる列があるかを調べます。レイアウトに `complete="true"` がないときは未判定です。
    ///
    /// ## なぜ困るか
    /// 番号だけが移って、指す先の記録がありません。取込みで参照誤りになるか、画面や帳票に名前が出ません。
    ///
    /// ## 例
    /// 課税対象者の世帯番号は移るが、世帯の表は別のシステムにある。
    ///
    /// ## 直し方
    /// 参照先がほかのシステムや資料にあれば、一緒に移す段取りを決めます。どこにもなければ、その項目を空で移してよいかを担当課とベンダに確認します。
    ///
    /// ## 根拠
    /// 基本データリストの「グループ_外部キー」。参照先が明記されておらず推定したものは、参考にとどめます。
    ///
    /// # English
    ///
    /// What a foreign key refers to is not to be had.
    ///
    /// ## What it checks
    /// Items that today's data have and that refer to another group (グループ_外部キー): whether a table feeds that group and a column holds its key. Without `complete="true"` on the layout this is not judged.
    ///
    /// ## Why it matters
    /// The number is moved, but not what it points at. Loading fails, or screens and forms show no name.
    ///
    /// ## Example
    /// The household number is moved, but households are kept in another system.
    ///
    /// ## What to do
    /// If the target is in another system or on paper, plan how it is moved together. If it is nowhere, ask whether the item may be left empty.
    ///
    /// ## Basis
    /// グループ_外部キー of the 基本データリスト. A target that the workbook does not name was inferred, and stays for reference.
    pub struct ReferenceMissing {
        pub standard: ItemSpec,
        /// Group referred to.
        pub target: String,
        /// Its key items without a column; empty: no table feeds it.
        pub keys: Vec<String>,
        pub inferred: bool,
    }
}

impl Rule for ReferenceMissing {
    const META: &'static Meta = &Meta {
        id: "GAP0407",
        name: "reference-missing",
        title: ("参照先なし", "reference without target"),
        area: Area::Group,
        aspect: Some(Aspect::Reference),
        grain: Grain::Item,
        present: &[Severity::Warning],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::ForeignKey, Facet::Key],
        discriminator: None,
        mirror: Mirror::Waived("参照元のない参照先は問題になりません"),
        bpr: &["BPR009"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let (item, target, keys) = (e[0].standard.name(), &e[0].target, e[0].keys.join(lang.pick("、", ", ")));
        match (e[0].keys.is_empty(), lang) {
            (true, Lang::Ja) => format!("{item} が指すグループ「{target}」に対応する表がありません"),
            (true, Lang::En) => format!("no table feeds the group {target}, to which {item} refers"),
            (false, Lang::Ja) => format!("{item} が指すグループ「{target}」のキー {keys} に当たる列がありません"),
            (false, Lang::En) => format!("the key {keys} of the group {target}, to which {item} refers, is missing"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let target = &e[0].target;
        match lang {
            Lang::Ja => format!(
                "「{target}」がほかのシステムや資料にあれば、一緒に移す段取りを決めてください。なければ、この項目を空で移してよいか確認してください"
            ),
            Lang::En => format!(
                "if {target} is in another system or on paper, plan how it is moved together; otherwise ask whether the item may be left empty"
            ),
        }
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        let (target, inferred) = (&e[0].target, e[0].inferred);
        Some(match (lang, inferred) {
            (Lang::Ja, true) => format!("外部キー → {target}（参照先は推定）"),
            (Lang::Ja, false) => format!("外部キー → {target}"),
            (Lang::En, true) => format!("foreign key → {target} (target inferred)"),
            (Lang::En, false) => format!("foreign key → {target}"),
        })
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        no_layout(c)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let severity = c.role().pick(Severity::Warning, Severity::Error);
        for lost in &c.lost_references {
            let inferred = c.standard.item(lost.item).foreign_key.as_ref().is_some_and(|k| k.inferred);
            let fields = ReferenceMissing {
                standard: ItemSpec::of(c, lost.item),
                target: c.standard.group(lost.target).name.clone(),
                keys: lost.keys.iter().map(|i| c.standard.item(*i).name.clone()).collect(),
                inferred,
            };
            let mut draft = emit
                .draft(c.item_subject(lost.item), severity, &fields)
                .item(c.standard, lost.item, &[Facet::Existence, Facet::ForeignKey])
                .rests_on(c.standard.group_basis(lost.target, Facet::Existence));
            if inferred {
                draft = draft.rests_on(SourceKind::Editorial);
            }
            for key in &lost.keys {
                draft = draft.rests_on_item(c.standard, *key, Facet::Key);
            }
            let columns = c.matching.links_of_item(lost.item).flat_map(|l| l.columns.iter().copied());
            emit.push(columns.fold(draft, |d, column| d.candidate(c.current, column)));
        }
    }
}
