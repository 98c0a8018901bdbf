use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 参照先のない値。
    ///
    /// ## 何を調べるか
    /// 外部キーの値が、参照先のグループのファイルにあるかを調べます。参照先のファイルがないときは調べません。
    ///
    /// ## なぜ困るか
    /// 移行先で親のない行になります。
    ///
    /// ## 例
    /// 世帯のファイルにない世帯番号が個人のファイルにある。
    ///
    /// ## 直し方
    /// 参照先の行が抽出されているかを確かめます。
    ///
    /// ## 根拠
    /// 基本データリストの外部キー。
    ///
    /// # English
    ///
    /// Broken reference.
    ///
    /// ## What it checks
    /// Whether the value of a foreign key is in the file of the group it refers to. Without that file it is not judged.
    ///
    /// ## Why it matters
    /// The row has no parent in the new system.
    ///
    /// ## Example
    /// 個人 has a 世帯番号 that 世帯 lacks.
    ///
    /// ## What to do
    /// Check whether the target row was extracted.
    ///
    /// ## Basis
    /// The foreign keys of the 基本データリスト.
    pub struct ReferenceBroken {
        pub group: String,
        pub column: String,
        /// Group referred to.
        pub target: String,
        pub rows: u64,
    }
}

impl Rule for ReferenceBroken {
    const META: &'static Meta = &Meta {
        id: "DAT0402",
        name: "reference-broken",
        title: ("参照先のない値", "broken reference"),
        area: Area::Data,
        grain: Grain::Column,
        present: &[Severity::Error, Severity::Warning],
        package: &[Severity::Error, Severity::Warning],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::ForeignKey],
        discriminator: None,
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let ReferenceBroken { group, column, target, rows } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} に、{target} にない値が {rows} 行あります"),
            Lang::En => format!("{rows} rows of {group}.{column} refer to rows that {target} lacks"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick("参照先の行が抽出されているかを確かめてください", "check whether the target rows were extracted")
            .to_string()
    }
}
