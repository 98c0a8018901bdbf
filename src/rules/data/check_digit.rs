use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 検査数字の不一致。
    ///
    /// ## 何を調べるか
    /// 個人番号、法人番号、全国地方公共団体コードの検査数字を計算します。既に付番された宛名番号・世帯番号のように規則が確かでない番号は調べません。
    ///
    /// ## なぜ困るか
    /// 番号の打ち間違い、別の番号の取り違え、先頭の桁の欠けのしるしです。
    ///
    /// ## 例
    /// 市区町村コードに 131010 が入っている（正しくは 131016）。
    ///
    /// ## 直し方
    /// 元の番号を確かめます。計算し直した番号に置き換えてはいけません。
    ///
    /// ## 根拠
    /// 個人番号は平成26年総務省令第85号第5条、法人番号は平成26年財務省令第70号第2条、団体コードは公表された一覧の全件で確かめた規則。
    ///
    /// # English
    ///
    /// Wrong check digit.
    ///
    /// ## What it checks
    /// It computes the check digits of 個人番号, 法人番号 and 全国地方公共団体コード. Numbers without a certain rule (宛名番号, 世帯番号 already given out) are not looked at.
    ///
    /// ## Why it matters
    /// A sign of mistyping, of another number in the column, or of lost digits.
    ///
    /// ## Example
    /// 市区町村コード holds 131010; the right one is 131016.
    ///
    /// ## What to do
    /// Look the number up; never replace it by a computed one.
    ///
    /// ## Basis
    /// Ordinances on 個人番号 (MIC 85/2014 art. 5) and 法人番号 (MOF 70/2014 art. 2); the rule of the municipality codes, verified on the whole published list.
    pub struct CheckDigit {
        pub group: String,
        pub column: String,
        pub rows: u64,
    }
}

impl Rule for CheckDigit {
    const META: &'static Meta = &Meta {
        id: "DAT0206",
        name: "check-digit",
        title: ("検査数字の不一致", "wrong check digit"),
        area: Area::Data,
        grain: Grain::Column,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence],
        discriminator: None,
        mirror: Mirror::Waived("データの値の検査に逆向きはありません"),
        bpr: &[],
        since: "0.2.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let CheckDigit { group, column, rows } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} に、検査数字の合わない値が {rows} 行あります"),
            Lang::En => format!("{rows} rows of {group}.{column} have a wrong check digit"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "元の番号を確かめてください。計算し直した番号に置き換えてはいけません",
            "look the number up in the source; never replace it by a computed one",
        )
        .to_string()
    }
}
