use super::constants;
use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::Role;
use crate::domain::{KindFit, LossReason};
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity, Suppress, Within};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec, column_type_word};
use crate::rules::draft::Emit;
use crate::rules::rule::Rule;
use crate::text::lang::Lang;

rule_fields! {
    /// 列の型が、標準の項目の値を保てない。
    ///
    /// ## 何を調べるか
    /// 標準のデータ型（X、N、9、9V、S9、BLOB、YEAR、DATE、TIME）の値のうち、列の型では持てないものがあるかを調べます。
    /// 文字（char）の列は数字も日付も持てるため、型の違いだけでは数えません。全角文字（nchar）の列は、半角で書く数・年・日付・時刻を持てません。フラグの列は、標準のコードが二つのときは合うものとします。
    ///
    /// ## なぜ困るか
    /// 数値の列に入れた番号は先頭の0が消え、英字を含むコードは入りません。失われたものは、移行のときに推測で補うしかなくなります。
    ///
    /// ## 例
    /// 標準の宛名番号は X（半角文字列）15桁だが、現行の列は数値。000123 が 123 になっている。
    ///
    /// ## 直し方
    /// 現行では、先頭の0を補う桁数、英字の扱いなど、標準の型に直す規則を決めます。対応が誤りなら対応表を直します。
    /// 製品では、列の型を標準に合わせます。
    ///
    /// ## 根拠
    /// 基本データリストの凡例「データ型」。数字だけの番号も X です。
    ///
    /// # English
    ///
    /// The type of a column cannot hold the item's values.
    ///
    /// ## What it checks
    /// Whether the column's type has no place for some values of the standard's type (X, N, 9, 9V, S9, BLOB, YEAR, DATE, TIME).
    /// Text columns (char) hold digits and dates as well, so another type alone does not count. Full-width columns (nchar) have no half-width numbers, years, dates and times. A flag fits an item whose code list has two values.
    ///
    /// ## Why it matters
    /// A number column drops the leading zeros of identifiers and takes no letters. What is lost can only be guessed on migration.
    ///
    /// ## Example
    /// 宛名番号 is X of 15 digits in the standard and a number today: 000123 has become 123.
    ///
    /// ## What to do
    /// Today: settle how values become the standard's type (zeros to add, letters), or correct the mapping if the pair is wrong.
    /// Packages: give the column the standard's type.
    ///
    /// ## Basis
    /// Legend of the 基本データリスト, データ型. Identifiers made of digits are X as well.
    pub struct TypeMismatch {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        pub reason: LossReason,
        pub package: bool,
    }
}

impl Rule for TypeMismatch {
    const META: &'static Meta = &Meta {
        id: "GAP0201",
        name: "type-mismatch",
        title: ("データ型の不一致", "type mismatch"),
        area: Area::Domain,
        aspect: Some(Aspect::Type),
        grain: Grain::Column,
        present: &[Severity::Error],
        package: &[Severity::Error],
        suppresses: &[Suppress { rules: &["GAP0202", "GAP0212"], within: Within::Item }],
        facts: &[Facet::Existence, Facet::Type, Facet::Code, Facet::Values],
        discriminator: None,
        mirror: Mirror::Waived("型が値を保てるかは列から見た一つの向きだけです"),
        bpr: &["BPR003"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let e = &e[0];
        let (column, item) = (e.current.name(lang), e.standard.describe(lang));
        let kind = e.current.column_type.map_or("-", |t| column_type_word(t, lang));
        let today_fits = e.reason == LossReason::LeadingZeros && !e.package;
        match lang {
            Lang::Ja if e.reason == LossReason::Constant => format!("{column}は、標準の {item} の値ではありません"),
            Lang::En if e.reason == LossReason::Constant => format!("{column} is no value of {item}"),
            Lang::Ja if today_fits => {
                format!("{column} は{kind}なので先頭の0が残りません。標準の {item} は文字です")
            }
            Lang::En if today_fits => format!("{column} is a {kind} and keeps no leading zeros; {item} is text"),
            Lang::Ja => format!("{column} の型（{kind}）では、標準の {item} の値を保てません"),
            Lang::En => format!("{column} is a {kind} and cannot hold the values of {item}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let (ja, en) = match (e[0].package, e[0].reason) {
            (_, LossReason::Constant) => (
                "対応表の値を、標準の型の書き方（DATE は YYYY-MM-DD）に直してください",
                "write the value as the standard's type has it (DATE: YYYY-MM-DD)",
            ),
            (true, _) => ("列の型を標準のデータ型に合わせてください", "give the column the standard's type"),
            (false, LossReason::LeadingZeros) => (
                "先頭の0を何桁まで補うかを確かめ、変換規則を決めてください",
                "find out up to how many digits leading zeros have to be added, and settle the conversion",
            ),
            (false, _) => (
                "対応が正しいか確かめ、正しければ標準の型に直す規則を決めてください",
                "make sure that the pair is right; if so, settle how values become the standard's type",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        Some(e[0].standard.describe(lang))
    }

    fn lost(e: &[Self], lang: Lang) -> Option<String> {
        let (ja, en) = match e[0].reason {
            LossReason::LeadingZeros if !e[0].package => ("先頭の0", "leading zeros"),
            LossReason::LeadingZeros => ("先頭の0、英字を含む値", "leading zeros and letters"),
            LossReason::FullWidthDigits => ("半角の数字で書く値", "values written with half-width digits"),
            LossReason::Text => ("文字の値", "text"),
            LossReason::Number => ("数や年の値", "numbers and years"),
            LossReason::CalendarDay => ("年月日", "the date"),
            LossReason::TimeOfDay => ("時刻", "the time of day"),
            LossReason::MoreThanTwoValues => ("二つを超える値の区別", "the distinction of more than two values"),
            LossReason::BytesOnly => ("文字、数、日付としての値", "values as text, number or date"),
            LossReason::Image => ("画像", "the image"),
            LossReason::Constant => ("標準の型の値", "values of the standard's type"),
        };
        Some(lang.pick(ja, en).to_string())
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        for pair in &c.pairs {
            let Some(KindFit::Lossy(reason)) = pair.kind else { continue };
            let fields = TypeMismatch {
                standard: ItemSpec::of(c, pair.item),
                current: ColumnSpec::of(c, pair.column),
                reason,
                package: c.role() == Role::Package,
            };
            let mut draft = emit
                .draft(c.item_subject(pair.item), Severity::Error, &fields)
                .item(c.standard, pair.item, &[Facet::Existence, Facet::Type])
                .column(c.current, pair.column);
            if let Some(list) = c.standard.list_of(pair.item).filter(|_| reason == LossReason::MoreThanTwoValues) {
                draft = draft
                    .rests_on(c.standard.item_basis(pair.item, Facet::Code))
                    .rests_on(c.standard.list_basis(list, Facet::Values));
            }
            emit.push(draft);
        }
        for (diff, constant) in constants(c).filter(|(d, _)| d.other_type) {
            let fields = TypeMismatch {
                standard: ItemSpec::of(c, diff.item),
                current: ColumnSpec::of_constant(&constant.value),
                reason: LossReason::Constant,
                package: c.role() == Role::Package,
            };
            let draft = emit.draft(c.item_subject(diff.item), Severity::Error, &fields);
            let draft = draft.item(c.standard, diff.item, &[Facet::Existence, Facet::Type]);
            emit.push(draft.line(c.mapping, &constant.place, &c.standard.item_label(diff.item)));
        }
    }
}
