use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 主キーの重複。
    ///
    /// ## 何を調べるか
    /// グループの主キーの値の組が一意かを、全行について調べます。件数は、同じキーの二行目以降です。
    ///
    /// ## なぜ困るか
    /// 後の行が先の行を上書きするか、取込みが止まります。
    ///
    /// ## 例
    /// 同じ宛名番号の行が二つある。
    ///
    /// ## 直し方
    /// 重複の原因（二重の抽出、枝番の欠け）を確かめます。
    ///
    /// ## 根拠
    /// 基本データリストの「グループ_主キー」。
    ///
    /// # English
    ///
    /// Duplicate key.
    ///
    /// ## What it checks
    /// Whether the primary key is unique over all rows. The count is of the rows beyond the first of each key.
    ///
    /// ## Why it matters
    /// The later row overwrites the earlier, or the load stops.
    ///
    /// ## Example
    /// Two rows have the same 宛名番号.
    ///
    /// ## What to do
    /// Find the cause: extracted twice, or a part of the key left out.
    ///
    /// ## Basis
    /// The グループ_主キー of the 基本データリスト.
    pub struct KeyDuplicate {
        pub group: String,
        /// Items of the key.
        pub key: Vec<String>,
        pub rows: u64,
    }
}

impl Rule for KeyDuplicate {
    const META: &'static Meta = &Meta {
        id: "DAT0401",
        name: "key-duplicate",
        title: ("主キーの重複", "duplicate key"),
        area: Area::Data,
        grain: Grain::Group,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Key],
        discriminator: None,
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let KeyDuplicate { group, key, rows } = &e[0];
        let key = key.join(lang.pick("、", ", "));
        match lang {
            Lang::Ja => format!("{group} の主キー（{key}）が重複する行が {rows} 行あります"),
            Lang::En => format!("{rows} rows of {group} repeat a primary key ({key})"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "重複の原因（二重の抽出、枝番の欠け）を確かめてください",
            "look for rows extracted twice or a missing part of the key",
        )
        .to_string()
    }
}
