use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 私用領域の文字（外字）。
    ///
    /// ## 何を調べるか
    /// 私用領域の符号位置（CP932 の外字、それ以外の私用領域）が使われていないかを数えます。
    ///
    /// ## なぜ困るか
    /// その文字は、その外字ファイルのある機械でしか読めません。
    ///
    /// ## 例
    /// 氏名に U+E12A が使われている。
    ///
    /// ## 直し方
    /// 文字同定を行い、行政事務標準文字に置き換えます。
    ///
    /// ## 根拠
    /// 文字の検査は公開されている文字一覧（JIS X 0213、文字情報基盤の符号位置と異体字の組）によります。
    ///
    /// # English
    ///
    /// Private-use character.
    ///
    /// ## What it checks
    /// It counts code points of private use: CP932 gaiji and others.
    ///
    /// ## Why it matters
    /// Only a machine with that gaiji font can show the character.
    ///
    /// ## Example
    /// 氏名 has U+E12A.
    ///
    /// ## What to do
    /// Identify the character and replace it by its standard one.
    ///
    /// ## Basis
    /// Character checks rest on published tables: JIS X 0213, the code points and variation sequences of the MJ collection.
    pub struct PrivateUse {
        pub group: String,
        pub column: String,
        pub rows: u64,
    }
}

impl Rule for PrivateUse {
    const META: &'static Meta = &Meta {
        id: "DAT0302",
        name: "private-use",
        title: ("私用領域の文字（外字）", "private-use character"),
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
        let PrivateUse { group, column, rows } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} に、外字（私用領域の文字）を含む値が {rows} 行あります"),
            Lang::En => format!("{rows} rows of {group}.{column} hold private-use characters (gaiji)"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "文字同定を行い、行政事務標準文字に置き換えてください",
            "identify the characters and replace them by standard ones",
        )
        .to_string()
    }
}
