use crate::basis::Facet;
use crate::finding::{Area, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 決まった形に合わない値。
    ///
    /// ## 何を調べるか
    /// 郵便番号（7桁）、個人番号（12桁）、法人番号（13桁）、団体コード（6桁）、住民票コード（11桁）の桁と、時刻（HH:MM:SS）の範囲を調べます。
    ///
    /// ## なぜ困るか
    /// 取込み先で受け付けられないか、値が変わります。
    ///
    /// ## 例
    /// 郵便番号に「123-4567」が入っている。
    ///
    /// ## 直し方
    /// 抽出または変換の処理を直し、出力し直します。
    ///
    /// ## 根拠
    /// 番号の桁はそれぞれの制度で決まっています。
    ///
    /// # English
    ///
    /// Value of the wrong form.
    ///
    /// ## What it checks
    /// Lengths of postal codes (7), 個人番号 (12), 法人番号 (13), municipality codes (6), 住民票コード (11), and the range of times.
    ///
    /// ## Why it matters
    /// The value is refused where it is loaded, or it changes.
    ///
    /// ## Example
    /// A postal code reads 123-4567.
    ///
    /// ## What to do
    /// Correct the extraction or conversion and export again.
    ///
    /// ## Basis
    /// The lengths are fixed where each number is defined.
    pub struct DataPattern {
        pub group: String,
        pub column: String,
        /// The form that is expected.
        pub form: String,
        pub rows: u64,
    }
}

impl Rule for DataPattern {
    const META: &'static Meta = &Meta {
        id: "DAT0208",
        name: "data-pattern",
        title: ("決まった形に合わない値", "value of the wrong form"),
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
        let DataPattern { group, column, form, rows } = &e[0];
        match lang {
            Lang::Ja => format!("{group}.{column} に、形「{form}」に合わない値が {rows} 行あります"),
            Lang::En => format!("{rows} rows of {group}.{column} do not have the form {form}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "抽出または変換の処理を直し、出力し直してください",
            "correct the extraction or conversion and export again",
        )
        .to_string()
    }
}
