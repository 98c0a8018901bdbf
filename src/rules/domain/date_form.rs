use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::Role;
use crate::domain::{DateForm, ItemType, MissingPart};
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity, Subject, SubjectKind, Suppress, Within};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::text::lang::Lang;

rule_fields! {
    /// 日付の書き方が標準と違う。
    ///
    /// ## 何を調べるか
    /// 標準の型が DATE（YYYY-MM-DD、西暦）か YEAR（YYYY、西暦）である項目に対応する列のうち、和暦、区切りのない西暦、年月だけなど別の形で持つもの、期限なしなどの特別な値を持つものを表ごとにまとめます。
    ///
    /// ## なぜ困るか
    /// 変換が要ります。元号の番号はシステムごとに違い、年月だけの列からは日が作れません。特別な値は、意味を決めないと日付として誤って移ります。
    ///
    /// ## 例
    /// 生年月日を GYYMMDD（3600214）で持つ。終了日の 9999999 は期限なしを表す。
    ///
    /// ## 直し方
    /// 変換規則（元号の番号、不詳の値、特別な値の意味）を一覧にし、移行の設計書に載せます。
    ///
    /// ## 根拠
    /// 基本データリストの凡例「データ型 DATE」、政府相互運用性フレームワーク（GIF）の日付及び時刻。
    ///
    /// # English
    ///
    /// Dates are written in another form than the standard's.
    ///
    /// ## What it checks
    /// Columns for items of type DATE (YYYY-MM-DD) that hold Japanese-era dates, dates without separators, months only, or special values such as "no end"; one finding per table.
    ///
    /// ## Why it matters
    /// They have to be converted. Era numbers differ between systems, a month has no day, and a special value moved as a date becomes wrong.
    ///
    /// ## Example
    /// A birth date is held as GYYMMDD (3600214); 9999999 as an end date means no end.
    ///
    /// ## What to do
    /// List the conversion (era numbers, unknown values, special values and their meaning) in the migration design.
    ///
    /// ## Basis
    /// Legend of the 基本データリスト, type DATE; GIF core data parts, date and time.
    pub struct DateFormDiffers {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        pub form: DateForm,
        /// What no conversion can supply.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub missing: Option<MissingPart>,
        pub sentinels: Vec<String>,
        #[serde(default)]
        pub package: bool,
    }
}

impl Rule for DateFormDiffers {
    const META: &'static Meta = &Meta {
        id: "GAP0208",
        name: "date-form",
        title: ("日付形式差異", "date form"),
        area: Area::Domain,
        aspect: Some(Aspect::Date),
        grain: Grain::Table,
        present: &[Severity::Warning],
        package: &[Severity::Error],
        suppresses: &[Suppress { rules: &["GAP0201", "GAP0202", "GAP0203"], within: Within::Column }],
        facts: &[Facet::Existence, Facet::Type],
        discriminator: None,
        mirror: Mirror::Waived("標準の形は一つだけです"),
        bpr: &["BPR003"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let mut names: Vec<String> =
            e.iter().map(|x| format!("{} {}", x.current.short(), form_word(x, lang))).collect();
        // one column may feed several items
        names.dedup();
        let (table, list) = (&e[0].current.table, enumerate(&names, 6, lang));
        match lang {
            Lang::Ja => format!("表 {table} の日付が標準の形（YYYY-MM-DD）ではありません: {list}"),
            Lang::En => format!("dates of {table} are not in the standard's form (YYYY-MM-DD): {list}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let eras = e.iter().any(|x| matches!(x.form, DateForm::Wareki { .. }));
        let (ja, en) = match (e[0].package, eras) {
            (true, _) => (
                "標準の形で持つか、書き出すときに標準の形に直してください",
                "keep dates in the standard's form, or write them out in it",
            ),
            (false, true) => (
                "元号の番号、不詳の値、特別な値の意味を確かめ、変換規則を決めてください",
                "settle era numbers, unknown and special values, and write down the conversion",
            ),
            (false, false) => (
                "不詳の値、特別な値の意味を確かめ、変換規則を決めてください",
                "settle unknown and special values, and write down the conversion",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        let has = |year: bool| e.iter().any(|x| (x.standard.data_type == Some(ItemType::Year)) == year);
        let date = has(false).then(|| lang.pick("DATE: YYYY-MM-DD（西暦10文字）", "DATE: YYYY-MM-DD, ten characters"));
        let year = has(true).then(|| lang.pick("YEAR: YYYY（西暦4文字）", "YEAR: YYYY, four characters"));
        let parts: Vec<&str> = date.into_iter().chain(year).collect();
        Some(parts.join(lang.pick("、", "; ")))
    }

    fn lost(e: &[Self], lang: Lang) -> Option<String> {
        let missing: Vec<String> = e.iter().filter(|x| x.missing.is_some()).map(|x| x.current.short()).collect();
        let sentinels: Vec<String> = e
            .iter()
            .filter(|x| !x.sentinels.is_empty())
            .map(|x| format!("{} {}", x.current.short(), x.sentinels.join(" ")))
            .collect();
        let mut parts = Vec::new();
        if !missing.is_empty() {
            let list = enumerate(&missing, 5, lang);
            parts.push(match lang {
                Lang::Ja => format!("月日や元号を作れない列: {list}"),
                Lang::En => format!("no day, month or era to be had: {list}"),
            });
        }
        if !sentinels.is_empty() {
            let list = enumerate(&sentinels, 5, lang);
            parts.push(match lang {
                Lang::Ja => format!("意味を決める値: {list}"),
                Lang::En => format!("values whose meaning has to be settled: {list}"),
            });
        }
        (!parts.is_empty()).then(|| parts.join(lang.pick("。", "; ")))
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let severity = if c.role() == Role::Package { Severity::Error } else { Severity::Warning };
        for pair in &c.pairs {
            let Some(dates) = pair.dates.as_ref().filter(|d| d.form_differs.is_some() || !d.sentinel_values.is_empty())
            else {
                continue;
            };
            let fields = DateFormDiffers {
                standard: ItemSpec::of(c, pair.item),
                current: ColumnSpec::of(c, pair.column),
                form: dates.form_differs.map_or(DateForm::Iso, |change| change.from),
                missing: dates.form_differs.and_then(|change| change.missing),
                sentinels: dates.sentinel_values.clone(),
                package: c.role() == Role::Package,
            };
            let table = &c.current.table(pair.column.table).name;
            let subject = Subject::new(SubjectKind::Table, c.system, "", table);
            let draft =
                emit.draft(subject, severity, &fields).item(c.standard, pair.item, &[Facet::Existence, Facet::Type]);
            emit.push(draft.column(c.current, pair.column));
        }
    }
}

fn form_word(e: &DateFormDiffers, lang: Lang) -> String {
    let (ja, en) = match e.form {
        DateForm::Iso => ("特別な値", "special values"),
        DateForm::Yyyymmdd => ("YYYYMMDD", "YYYYMMDD"),
        DateForm::Wareki { digits } => {
            return match lang {
                Lang::Ja => format!("和暦{digits}桁"),
                Lang::En => format!("Japanese era, {digits} digits"),
            };
        }
        DateForm::Julian => ("年と通算日", "year and day of year"),
        DateForm::Yyyymm => ("年月", "year and month"),
        DateForm::Year => ("年", "year"),
        DateForm::Native => ("日付型", "date type"),
        DateForm::Timestamp => ("日時型", "timestamp"),
    };
    lang.pick(ja, en).to_string()
}
