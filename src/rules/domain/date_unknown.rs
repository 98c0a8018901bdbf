use crate::basis::Facet;
use crate::compare::{Comparison, UnknownDates};
use crate::current::model::Role;
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, enumerate};
use crate::text::lang::Lang;

rule_fields! {
    /// 不詳の日付に行き先がない。
    ///
    /// ## 何を調べるか
    /// 現行では、不詳を表す値（unknown）を持つ日付の列に、不詳日を許さない標準の項目が対応していないか。
    /// 製品では、標準が不詳日を許す項目に、不詳を持てない日付型の列が対応していないか。また、どちらでも、不詳を表す値が標準の書き方（0000-00-00 のように0で書く）でないもの、製品では、不詳日を許さない項目に不詳の値を持つもの。表ごとにまとめます。標準が不詳日を許すかどうか収録されていない項目は未判定です。
    ///
    /// ## なぜ困るか
    /// 不詳の日付を推定の日付に置き換えると、後から不詳だったことが分からなくなります。空にすると、必須の値が欠けます。
    ///
    /// ## 例
    /// 現行の異動日は 0000000 で不詳を表すが、標準の異動日は不詳日を許さない。
    ///
    /// ## 直し方
    /// 不詳の記録を数え、不詳を表す別の項目に移すか、調べて補うかを担当課が決めます。製品では、不詳日のまま持てるようにします。
    ///
    /// ## 根拠
    /// 基本データリストの凡例「データ型 DATE」。不詳日は、項目説明が認める項目だけに許されます。
    ///
    /// # English
    ///
    /// Unknown dates have no place.
    ///
    /// ## What it checks
    /// Today: date columns with a value for unknown dates (unknown) whose item does not allow them.
    /// Packages: columns of a date type, which cannot hold unknown dates, for items that allow them, and values for unknown dates in items that do not. In both: values that are not written with zeros (0000-00-00) as the standard's are. One finding per table. Items of which the edition does not say so are not judged.
    ///
    /// ## Why it matters
    /// Once an unknown date has been replaced by a guess, nobody can tell that it was unknown; left empty, a required value is missing.
    ///
    /// ## Example
    /// 0000000 means an unknown 異動日 today, but the standard's 異動日 allows no unknown dates.
    ///
    /// ## What to do
    /// Count such records; the section in charge decides whether another item says that the date is unknown, or the date is looked up. Packages: keep unknown dates as unknown.
    ///
    /// ## Basis
    /// Legend of the 基本データリスト, type DATE: unknown dates are allowed only where 項目説明 says so.
    pub struct DateUnknown {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        /// Values that stand for an unknown date today.
        pub values: Vec<String>,
        /// Why they have no place.
        #[serde(default = "no_place")]
        pub why: UnknownDates,
        pub package: bool,
    }
}

/// What reports of earlier versions mean.
fn no_place() -> UnknownDates {
    UnknownDates::NoPlace
}

impl Rule for DateUnknown {
    const META: &'static Meta = &Meta {
        id: "GAP0209",
        name: "date-unknown",
        title: ("不詳日", "unknown dates"),
        area: Area::Domain,
        aspect: Some(Aspect::UnknownDates),
        grain: Grain::Table,
        present: &[Severity::Warning],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Type, Facet::UnknownDates],
        discriminator: None,
        mirror: Mirror::Waived("不詳日を持たない側からは何も失われません"),
        bpr: &["BPR003"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let names: Vec<String> = e.iter().map(column).collect();
        let (table, list) = (&e[0].current.table, enumerate(&names, 6, lang));
        if e.iter().all(|x| x.why == UnknownDates::OtherForm) {
            return match lang {
                Lang::Ja => {
                    format!("表 {table} の不詳の日付の書き方が、標準（0000-00-00 のように0で書く）と違います: {list}")
                }
                Lang::En => format!(
                    "unknown dates of {table} are not written with zeros (0000-00-00) as the standard's: {list}"
                ),
            };
        }
        if e.iter().all(|x| x.why == UnknownDates::Refused) {
            return match lang {
                Lang::Ja => format!("表 {table} の列は、標準が認めない不詳日を持ちます: {list}"),
                Lang::En => format!("columns of {table} hold unknown dates that the standard does not allow: {list}"),
            };
        }
        match (lang, e[0].package) {
            (Lang::Ja, false) => format!("表 {table} の不詳の日付に、標準の行き先がありません: {list}"),
            (Lang::Ja, true) => format!("表 {table} の列は、標準が認める不詳日を持てません: {list}"),
            (Lang::En, false) => format!("unknown dates of {table} have no place in the standard: {list}"),
            (Lang::En, true) => {
                format!("columns of {table} cannot hold the unknown dates that the standard allows: {list}")
            }
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        if e.iter().all(|x| x.why != UnknownDates::NoPlace) {
            return lang
                .pick(
                    "不詳日を認める項目では 0000-00-00 の形で書き、認めない項目では不詳の値を持たないようにしてください",
                    "write unknown dates as 0000-00-00 where the item allows them, and keep none where it does not",
                )
                .to_string();
        }
        let (ja, en) = match e[0].package {
            true => (
                "不詳日を不詳のまま持ち、出力できるようにしてください",
                "keep unknown dates as unknown and write them out as such",
            ),
            false => (
                "不詳の記録を数え、別の項目で不詳を表すか、調べて補うかを決めてください。推定の日付に置き換えないでください",
                "count such records and decide whether another item says that the date is unknown, or the date is looked up; do not put in a guess",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn lost(_: &[Self], lang: Lang) -> Option<String> {
        Some(lang.pick("日付が不詳であること", "that the date is unknown").to_string())
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let package = c.role() == Role::Package;
        let severity = if package { Severity::Error } else { Severity::Warning };
        for pair in &c.pairs {
            let Some(why) = pair.unknown_dates.filter(|u| u.is_lost()) else { continue };
            let fields = DateUnknown {
                standard: ItemSpec::of(c, pair.item),
                current: ColumnSpec::of(c, pair.column),
                values: c.current.column(pair.column).unknown.clone(),
                why,
                package,
            };
            let draft = emit.draft(c.table_subject(pair.column.table), severity, &fields);
            let facets = [Facet::Existence, Facet::Type, Facet::UnknownDates];
            emit.push(draft.item(c.standard, pair.item, &facets).column(c.current, pair.column));
        }
    }
}

/// `IDO_YMD（異動日） 0000000`
fn column(e: &DateUnknown) -> String {
    let values = e.values.join(" ");
    match values.is_empty() {
        true => e.current.short(),
        false => format!("{} {values}", e.current.short()),
    }
}
