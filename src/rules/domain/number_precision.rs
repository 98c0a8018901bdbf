use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::Role;
use crate::domain::NumberLoss;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec, range};
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 数の符号や桁が入りきらない。
    ///
    /// ## 何を調べるか
    /// 標準の型が 9、9V、S9 の項目と列の、符号、整数部の桁、小数部の桁を比べます。現行では今の値が標準に入るか、製品では標準の値が列に入るかを見ます。
    /// パック10進数のバイト数は桁数に直します。符号の有無（signed）が書かれていない列の符号は比べません。
    ///
    /// ## なぜ困るか
    /// 大きな金額、負の調整額、税率の端数が、移行のときに切れるか取込みで誤りになります。金額の合計が合わなくなります。
    ///
    /// ## 例
    /// 現行の金額は12桁、標準は10桁。11〜12桁の値が入りません。
    ///
    /// ## 直し方
    /// 実データの最大値、負の値、端数の有無を調べ、あふれる値の扱いを決めます。製品では列の符号と桁を標準に合わせます。
    ///
    /// ## 根拠
    /// 基本データリストの「データ型」「桁数」。9V の「n,m」は整数部 n 桁以下、小数部 m 桁以下です。
    ///
    /// # English
    ///
    /// Sign or digits of a number do not fit.
    ///
    /// ## What it checks
    /// Sign, integer digits and decimal digits of columns for items of type 9, 9V and S9: whether today's values fit the standard, or the standard's values fit a package.
    /// Bytes of packed decimals become digits. The sign of columns that do not state it (signed) is not compared.
    ///
    /// ## Why it matters
    /// Large amounts, negative adjustments and fractions of rates are cut off or fail to load, and totals no longer agree.
    ///
    /// ## Example
    /// An amount has 12 digits today, the standard's 10: values of 11 to 12 digits do not fit.
    ///
    /// ## What to do
    /// Find the largest, negative and fractional values in the data and decide what to do with those that do not fit. Packages: give the column the standard's sign and digits.
    ///
    /// ## Basis
    /// データ型 and 桁数 of the 基本データリスト; n,m of 9V are at most n integer and m decimal digits.
    pub struct NumberPrecision {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        pub losses: Vec<NumberLoss>,
        pub package: bool,
    }
}

impl Rule for NumberPrecision {
    const META: &'static Meta = &Meta {
        id: "GAP0212",
        name: "number-precision",
        title: ("数値の桁・符号", "number precision"),
        area: Area::Domain,
        aspect: Some(Aspect::Number),
        grain: Grain::Column,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Type, Facet::Digits],
        discriminator: None,
        mirror: Mirror::Rule("GAP0203"),
        bpr: &["BPR003"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let e = &e[0];
        let (column, item) = (e.current.name(lang), e.standard.describe(lang));
        match (lang, e.package) {
            (Lang::Ja, false) => format!("{column} の数値が、標準の {item} に収まりません"),
            (Lang::Ja, true) => format!("{column} に、標準の {item} の数値が入りません"),
            (Lang::En, false) => format!("numbers of {column} do not fit {item}"),
            (Lang::En, true) => format!("{column} has no room for the numbers of {item}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (ja, en) = match e[0].package {
            true => ("列の符号と桁数を標準に合わせてください", "give the column the standard's sign and digits"),
            false => (
                "実データの最大値、負の値、端数の有無を調べ、収まらない値の扱いを決めてください",
                "find the largest, negative and fractional values in the data and decide what to do with those that do not fit",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        Some(e[0].standard.describe(lang))
    }

    fn lost(e: &[Self], lang: Lang) -> Option<String> {
        let losses: Vec<String> = e[0].losses.iter().map(|l| loss(*l, lang)).collect();
        Some(losses.join(lang.pick("、", ", ")))
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for pair in &c.pairs {
            let losses = pair.number.map(|n| n.losses(c.role())).unwrap_or_default();
            if losses.is_empty() {
                continue;
            }
            let fields = NumberPrecision {
                standard: ItemSpec::of(c, pair.item),
                current: ColumnSpec::of(c, pair.column),
                losses,
                package: c.role() == Role::Package,
            };
            let draft = emit.draft(c.item_subject(pair.item), Severity::Error, &fields);
            let facets = [Facet::Existence, Facet::Type, Facet::Digits];
            emit.push(draft.item(c.standard, pair.item, &facets).column(c.current, pair.column));
        }
    }
}

fn loss(loss: NumberLoss, lang: Lang) -> String {
    match (loss, lang) {
        (NumberLoss::Sign, _) => lang.pick("負の値", "values below zero").to_string(),
        (NumberLoss::Integer(lost), Lang::Ja) => format!("整数部が{}桁の値", range(lost, lang)),
        (NumberLoss::Integer(lost), Lang::En) => format!("values of {} integer digits", range(lost, lang)),
        (NumberLoss::Decimals(lost), Lang::Ja) => format!("小数第{}位の値", range(lost, lang)),
        (NumberLoss::Decimals(lost), Lang::En) => format!("decimal places {}", range(lost, lang)),
    }
}
