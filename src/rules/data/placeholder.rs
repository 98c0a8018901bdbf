use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 失われた文字の代わり。
    ///
    /// ## 何を調べるか
    /// 〓、U+FFFD と、氏名・名称・住所の項目の ■□● を数えます。
    ///
    /// ## なぜ困るか
    /// 元の文字が分からなくなっています。
    ///
    /// ## 例
    /// 氏名が「山〓太郎」になっている。
    ///
    /// ## 直し方
    /// 元のシステムの文字を確かめ、同定します。
    ///
    /// ## 根拠
    /// 文字の検査は公開されている文字一覧（JIS X 0213、文字情報基盤の符号位置と異体字の組）によります。
    ///
    /// # English
    ///
    /// Placeholder for a lost character.
    ///
    /// ## What it checks
    /// It counts 〓 and U+FFFD, and ■□● in names and addresses.
    ///
    /// ## Why it matters
    /// The original character can no longer be told.
    ///
    /// ## Example
    /// A name reads 山〓太郎.
    ///
    /// ## What to do
    /// Look the character up in the old system and identify it.
    ///
    /// ## Basis
    /// Character checks rest on published tables: JIS X 0213, the code points and variation sequences of the MJ collection.
    pub struct Placeholder {
        pub group: String,
        pub column: String,
        pub rows: u64,
    }
}

impl Rule for Placeholder {
    const META: &'static Meta = &Meta {
        id: "DAT0307",
        name: "placeholder",
        title: ("失われた文字の代わり", "placeholder for a lost character"),
        area: Area::Data,
        grain: Grain::Column,
        present: &[Severity::Warning],
        package: &[Severity::Warning],
        suppresses: &[],
        facts: &[],
        discriminator: None,
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let Placeholder { group, column, rows } = &e[0];
        match lang {
            Lang::Ja => {
                format!("{group}.{column} に、失われた文字の代わりの記号（〓など）を含む値が {rows} 行あります")
            }
            Lang::En => format!("{rows} rows of {group}.{column} hold placeholders such as 〓 for lost characters"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "元のシステムの文字を確かめ、同定してください",
            "look the characters up in the old system and identify them",
        )
        .to_string()
    }
}
