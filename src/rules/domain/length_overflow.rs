use super::constants;
use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::Role;
use crate::domain::{Fit, Lost};
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 値が長すぎて入らない。
    ///
    /// ## 何を調べるか
    /// 現行では、今の列に入る最大の文字数が標準の桁数を超えるもの。製品では、列が標準の桁数より短いもの。
    /// 桁数は文字数です。バイト数は文字コードから文字数の範囲に直し、範囲の下限でも超えるときだけ「超える」とします。
    ///
    /// ## なぜ困るか
    /// 移行のときに値の後ろが切れるか、取込みで誤りになります。氏名や住所が切れると通知書に誤った名前が印字されます。
    ///
    /// ## 例
    /// 現行の方書は60文字、標準は40文字。41〜60文字の値が入りません。
    ///
    /// ## 直し方
    /// 実データの最大の長さ（max-observed）を調べます。超える値があれば、略し方を決めるか、標準の別の項目に分けます。
    ///
    /// ## 根拠
    /// 基本データリストの「桁数」は最大文字数で、バイト数ではありません。
    ///
    /// # English
    ///
    /// Values are too long to fit.
    ///
    /// ## What it checks
    /// Today: columns that hold more characters than the standard's 桁数. Packages: columns shorter than it.
    /// Lengths count characters. Bytes become an interval of characters by their encoding; only when its lower end is too long is it an overflow.
    ///
    /// ## Why it matters
    /// On migration the end of the value is cut off, or loading fails. A cut name or address ends up on a notice.
    ///
    /// ## Example
    /// 方書 holds 60 characters today, the standard's 40: values of 41 to 60 characters do not fit.
    ///
    /// ## What to do
    /// Find the longest value in the data (max-observed). If it does not fit, decide how to shorten it or which other item takes the rest.
    ///
    /// ## Basis
    /// 桁数 in the 基本データリスト is a maximum number of characters, not bytes.
    pub struct LengthOverflow {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        /// Characters that are lost, from and to.
        pub lost: Lost,
        /// Longest value in the data, in the column's unit.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub max_observed: Option<u32>,
        /// The data prove that values are lost.
        pub proven: bool,
        /// The longest value of today fits.
        pub fits_so_far: bool,
        /// Whether the package is too short, rather than today's column too long.
        pub package: bool,
    }
}

impl Rule for LengthOverflow {
    const META: &'static Meta = &Meta {
        id: "GAP0202",
        name: "length-overflow",
        title: ("桁あふれ", "length overflow"),
        area: Area::Domain,
        aspect: Some(Aspect::Digits),
        grain: Grain::Column,
        present: &[Severity::Warning, Severity::Error],
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
        let (column, item, limit) = (e.current.name(lang), e.standard.name(), limit(e));
        match (lang, e.package) {
            (Lang::Ja, false) => format!("{column} の値が、標準の {item} の桁数 {limit} 文字に収まりません"),
            (Lang::Ja, true) => format!("{column} が、標準の {item} の桁数より短く、値が入りません"),
            (Lang::En, false) => format!("values of {column} do not fit the {limit} characters of {item}"),
            (Lang::En, true) => format!("{column} is shorter than {item} allows"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        if e[0].fits_so_far {
            return lang
                .pick(
                    "今の値は収まっています。移行までに長い値が入らないよう入力を制限し、移行の直前に最大の長さをもう一度調べてください",
                    "today's values fit; keep longer ones from being entered and look again just before the move",
                )
                .to_string();
        }
        let (ja, en) = match (e[0].package, e[0].proven) {
            (true, _) => ("列を標準の桁数まで広げてください", "widen the column to the standard's digits"),
            (false, true) => (
                "超える値が実データにあります。該当する値の扱い（略し方、分割先）を担当課で決めてください",
                "the data hold such values; the section in charge decides how to shorten or split them",
            ),
            (false, false) => (
                "実データの最大の長さを調べ、max-observed に書いてください。超える値があれば扱いを決めてください",
                "find the longest value in the data and state it as max-observed; decide what to do if it does not fit",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        Some(e[0].standard.describe(lang))
    }

    fn lost(e: &[Self], lang: Lang) -> Option<String> {
        let Lost { from, to } = e[0].lost;
        let bytes = e[0].current.unit.as_deref() == Some("byte");
        let observed = match (e[0].max_observed, lang) {
            (Some(n), Lang::Ja) => format!("（実データの最大 {n}{}）", if bytes { "バイト" } else { "文字" }),
            (Some(n), Lang::En) => {
                format!(" (longest in the data: {n} {})", if bytes { "bytes" } else { "characters" })
            }
            (None, _) => String::new(),
        };
        Some(match lang {
            Lang::Ja if from == to => format!("{from}文字の値が入りません{observed}"),
            Lang::En if from == to => format!("values of {from} characters do not fit{observed}"),
            Lang::Ja => format!("{from}〜{to}文字の値が入りません{observed}"),
            Lang::En => format!("values of {from} to {to} characters do not fit{observed}"),
        })
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for pair in &c.pairs {
            let Some(length) = &pair.length else { continue };
            let package = c.role() == Role::Package;
            let proven = !package && length.observed_overflow();
            // values in the data prove it, whatever the declared length says
            let seen = length.observed.filter(|_| proven).map(|o| o.fit_into(&length.standard));
            let lost = match (length.fit(c.role()), seen) {
                (Fit::Overflows(lost), _) | (_, Some(Fit::Overflows(lost))) => lost,
                _ => continue,
            };
            let fits_so_far = !package && length.observed_fit();
            let fields = LengthOverflow {
                standard: ItemSpec::of(c, pair.item),
                current: ColumnSpec::of(c, pair.column),
                lost,
                max_observed: c.current.column(pair.column).max_observed,
                proven,
                fits_so_far,
                package,
            };
            let severity = if package || proven { Severity::Error } else { Severity::Warning };
            let draft = emit.draft(c.item_subject(pair.item), severity, &fields);
            let facets = [Facet::Existence, Facet::Type, Facet::Digits];
            emit.push(draft.item(c.standard, pair.item, &facets).column(c.current, pair.column));
        }
        for (diff, constant, lost) in constants(c).filter_map(|(d, constant)| Some((d, constant, d.too_long?))) {
            let fields = LengthOverflow {
                standard: ItemSpec::of(c, diff.item),
                current: ColumnSpec::of_constant(&constant.value),
                lost,
                max_observed: None,
                proven: true,
                fits_so_far: false,
                package: false,
            };
            let facets = [Facet::Existence, Facet::Type, Facet::Digits];
            let draft = emit.draft(c.item_subject(diff.item), Severity::Error, &fields);
            let draft = draft.item(c.standard, diff.item, &facets);
            emit.push(draft.line(c.mapping, &constant.place, &c.standard.item_label(diff.item)));
        }
    }
}

fn limit(e: &LengthOverflow) -> String {
    e.standard.digits.map_or_else(|| "-".into(), |d| d.to_string())
}
