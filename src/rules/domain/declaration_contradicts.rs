use crate::compare::Comparison;
use crate::compare::contradictions::Contradiction;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::ColumnSpec;
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::text::lang::{Bilingual, Lang};

rule_fields! {
    /// 列の書き方が、それ自体で食い違っている。
    ///
    /// ## 何を調べるか
    /// 一つの列について書かれた二つのことが、同時には成り立たないもの。たとえば、YYYY-MM-DD の日付なのに8文字、桁数が0、実データの最大桁数（max-observed）が桁数を超える、空を許さないのに空の記録がある、小数の桁が全体の桁より多い。表ごとにまとめます。
    ///
    /// ## なぜ困るか
    /// どちらが正しいか分からないままでは、標準と比べた結果も信用できません。
    ///
    /// ## 例
    /// 登録年月日は date="iso"（10文字）だが、length="8" と書かれている。
    ///
    /// ## 直し方
    /// 実データと定義書を確かめ、正しい方に直します。
    ///
    /// ## 根拠
    /// 提出された資料だけに基づきます。
    ///
    /// # English
    ///
    /// The declaration of a column contradicts itself.
    ///
    /// ## What it checks
    /// Two statements about one column that cannot both hold: dates written YYYY-MM-DD in eight characters, a length of 0, values in the data (max-observed) longer than the column, empty rows of a column that is never empty, more decimals than digits. One finding per table.
    ///
    /// ## Why it matters
    /// As long as it is open which of the two is right, no comparison with the standard can be trusted.
    ///
    /// ## Example
    /// 登録年月日 has date="iso", ten characters, and length="8".
    ///
    /// ## What to do
    /// Look at the data and the table definition, and correct the wrong one.
    ///
    /// ## Basis
    /// Only what was submitted.
    pub struct DeclarationContradicts {
        pub current: ColumnSpec,
        pub contradictions: Vec<Contradiction>,
    }
}

impl Rule for DeclarationContradicts {
    const META: &'static Meta = &Meta {
        id: "GAP0213",
        name: "declaration-contradicts",
        title: ("書き方の食い違い", "contradicting declaration"),
        area: Area::Domain,
        aspect: Some(Aspect::Digits),
        grain: Grain::Table,
        present: &[Severity::Warning],
        package: &[Severity::Warning],
        suppresses: &[],
        facts: &[],
        discriminator: None,
        mirror: Mirror::Waived("食い違いに向きはありません"),
        bpr: &[],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let told = |x: &Self| {
            let words: Vec<String> = x.contradictions.iter().map(|w| word(*w, lang)).collect();
            format!("{} {}", x.current.short(), words.join(lang.pick("、", ", ")))
        };
        let columns: Vec<String> = e.iter().map(told).collect();
        let (table, list) = (&e[0].current.table, enumerate(&columns, 6, lang));
        match lang {
            Lang::Ja => format!("表 {table} の列の書き方が食い違っています: {list}"),
            Lang::En => format!("declarations of {table} contradict themselves: {list}"),
        }
    }

    fn help(_: &[Self], lang: Lang) -> String {
        lang.pick(
            "実データと定義書を確かめ、正しい方に直してください",
            "look at the data and the table definition, and correct the wrong one",
        )
        .to_string()
    }

    fn not_applicable(c: &Comparison<'_>) -> Option<Bilingual> {
        let reason = || Bilingual::new("レイアウトが提出されていません", "no layout was submitted");
        c.current.layout.is_none().then(reason)
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for found in &c.contradictions {
            let fields =
                DeclarationContradicts { current: ColumnSpec::of(c, found.column), contradictions: found.what.clone() };
            let subject = c.table_subject(found.column.table);
            let mut draft = emit.draft(subject, Severity::Warning, &fields).column(c.current, found.column);
            for item in c.matching.links_of_column(found.column).flat_map(|l| &l.items) {
                draft = draft.speaks_of(c.standard, *item);
            }
            emit.push(draft);
        }
    }
}

fn word(what: Contradiction, lang: Lang) -> String {
    use Contradiction::*;
    match (what, lang) {
        (NoLength, _) => lang.pick("桁数が0", "a length of 0").to_string(),
        (DateTooLong { needs, length }, Lang::Ja) => format!("日付の形は{needs}文字、桁数は{length}"),
        (DateTooLong { needs, length }, Lang::En) => format!("dates of {needs} characters in {length}"),
        (DateInNumber, _) => {
            lang.pick("数値の列に YYYY-MM-DD の日付", "dates written YYYY-MM-DD in a number").to_string()
        }
        (ObservedBeyond { observed, length }, Lang::Ja) => format!("実データの最大{observed}桁、桁数は{length}"),
        (ObservedBeyond { observed, length }, Lang::En) => format!("values of {observed} in a length of {length}"),
        (ValueBeyond { needs, length }, Lang::Ja) => format!("不詳などを表す値は{needs}文字、桁数は{length}"),
        (ValueBeyond { needs, length }, Lang::En) => format!("a special value of {needs} characters in {length}"),
        (EmptyRows { rows }, Lang::Ja) => format!("空を許さないのに空が{rows}件"),
        (EmptyRows { rows }, Lang::En) => format!("never empty, and {rows} empty rows"),
        (MoreEmptyThanRows { empty, rows }, Lang::Ja) => format!("空が{empty}件、全体は{rows}件"),
        (MoreEmptyThanRows { empty, rows }, Lang::En) => format!("{empty} empty rows of {rows}"),
        (ScaleBeyond { scale, length }, Lang::Ja) => format!("小数{scale}桁、全体は{length}桁"),
        (ScaleBeyond { scale, length }, Lang::En) => format!("{scale} decimals of {length} digits"),
    }
}
