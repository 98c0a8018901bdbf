use super::constants;
use crate::basis::Facet;
use crate::compare::Comparison;
use crate::current::model::{Column, Role, TableId};
use crate::finding::{Area, Aspect, Grain, Meta, Mirror, Severity};
use crate::rule_fields;
use crate::rules::describe::{ColumnSpec, ItemSpec};
use crate::rules::draft::Emit;
use crate::rules::rule::{Rule, distinct, enumerate};
use crate::spec::edition::Value;
use crate::spec::standard::GroupId;
use crate::text::lang::Lang;

rule_fields! {
    /// 標準では必須の値が、空のことがある。
    ///
    /// ## 何を調べるか
    /// データ出力条件が必須の項目に対応する列のうち、空を許す（nullable="true"）もの、実際に空の記録がある（null-count が1以上）ものを表ごとにまとめます。
    /// 対応表が表の一部の記録だけをグループに充てているときは、表全体の空の数だけでは決まらないため、警告にとどめます。
    /// 空の記録がないと分かっている（null-count="0"）現行の列は数えません。何も書かれていない列は未判定です。
    ///
    /// ## なぜ困るか
    /// 必須の値が空のままの記録は、標準の形で出力できず、取込みで誤りになります。
    ///
    /// ## 例
    /// 必須の氏名に対応する SHIMEI が空を許しており、12件が空。
    ///
    /// ## 直し方
    /// 空の記録を数えて null-count に書きます。空があれば、値をどう補うか（聞き取り、他の資料、固定値）を担当課が決めます。
    /// 製品では、空のまま登録できないようにします。
    ///
    /// ## 根拠
    /// 基本データリストの「データ出力条件」。条件付き必須は、条件を人が確かめる必要があるため未判定として数えます。
    ///
    /// # English
    ///
    /// A value that the standard requires may be empty.
    ///
    /// ## What it checks
    /// Columns for items whose value is required (データ出力条件) that may be empty (nullable="true") or are empty in some rows (null-count of 1 or more); one finding per table.
    /// Where the mapping picks some rows of a table for the group, empty rows counted over the whole table prove nothing and give a warning.
    /// Columns of today that are known to have no empty row (null-count="0") are left out. Columns that state neither are not judged.
    ///
    /// ## Why it matters
    /// Records without a required value cannot be written out in the standard's form and fail to load.
    ///
    /// ## Example
    /// SHIMEI, for the required 氏名, may be empty, and 12 rows are.
    ///
    /// ## What to do
    /// Count the empty rows and state them as null-count. If there are any, the section in charge decides how values are supplied: asking, another record, a constant.
    /// Packages: do not let records be entered without the value.
    ///
    /// ## Basis
    /// データ出力条件 of the 基本データリスト. Values required on a condition count as not judged, because a person has to read the condition.
    pub struct RequiredNullable {
        pub standard: ItemSpec,
        pub current: ColumnSpec,
        /// Rows that are empty, where they were counted.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub null_count: Option<u32>,
        /// The rows of the table that make up the group, where the mapping picks some; the empty ones were counted over the whole table.
        #[serde(skip_serializing_if = "Option::is_none", default)]
        pub condition: Option<String>,
        pub package: bool,
    }
}

impl RequiredNullable {
    fn column(&self, lang: Lang) -> String {
        let column = self.current.short();
        match (self.null_count.filter(|n| *n > 0), lang, self.condition.is_some()) {
            (Some(n), Lang::Ja, false) => format!("{column} 空{n}件"),
            (Some(n), Lang::Ja, true) => format!("{column} 表全体で空{n}件"),
            (Some(n), Lang::En, false) => format!("{column} {n} empty"),
            (Some(n), Lang::En, true) => format!("{column} {n} empty in the whole table"),
            (None, ..) => column,
        }
    }
}

impl Rule for RequiredNullable {
    const META: &'static Meta = &Meta {
        id: "GAP0206",
        name: "required-nullable",
        title: ("必須項目が空", "required but nullable"),
        area: Area::Domain,
        aspect: Some(Aspect::Required),
        grain: Grain::Table,
        present: &[Severity::Warning, Severity::Error],
        package: &[Severity::Error],
        suppresses: &[],
        facts: &[Facet::Existence, Facet::Value],
        discriminator: None,
        mirror: Mirror::Waived("標準で任意の項目が現行で必須でも、失われる値はありません"),
        bpr: &["BPR001"],
        since: "0.1.0",
    };

    fn message(e: &[Self], lang: Lang) -> String {
        let columns = distinct(e.iter().map(|x| x.column(lang)));
        if e[0].current.constant.is_some() {
            let item = e[0].standard.name();
            return match lang {
                Lang::Ja => format!("対応表が、標準で必須の項目 {item} を空にしています"),
                Lang::En => format!("the mapping leaves {item} empty, which the standard requires"),
            };
        }
        let (table, count, list) = (&e[0].current.table, columns.len(), enumerate(&columns, 8, lang));
        match lang {
            Lang::Ja => format!("表 {table} の {count} 列は、標準で必須の項目なのに空になり得ます: {list}"),
            Lang::En => format!("{count} columns of {table} may be empty, although the standard requires them: {list}"),
        }
    }

    fn help(e: &[Self], lang: Lang) -> String {
        let empty = e.iter().any(|x| x.condition.is_none() && x.null_count.is_some_and(|n| n > 0));
        let picked = e.iter().find_map(|x| x.condition.as_deref()).filter(|_| !empty && !e[0].package);
        if let Some(condition) = picked {
            return match lang {
                Lang::Ja => format!(
                    "対応表の条件（{condition}）に当たる記録のうち空のものを数え、あれば値の補い方を決めてください"
                ),
                Lang::En => format!(
                    "count the empty rows among those that the mapping picks ({condition}); if there are any, decide how the values are supplied"
                ),
            };
        }
        let (ja, en) = match (e[0].package, empty) {
            (true, _) => (
                "空のまま登録できないようにしてください（nullable=\"false\"）",
                "do not let records be entered without the value (nullable=\"false\")",
            ),
            (false, true) => (
                "空の記録の値をどう補うか（聞き取り、他の資料、固定値）を担当課で決めてください",
                "the section in charge decides how the empty values are supplied: asking, another record, a constant",
            ),
            (false, false) => (
                "空の記録を数えて null-count に書いてください。空があれば値の補い方を決めてください",
                "count the empty rows and state them as null-count; if there are any, decide how the values are supplied",
            ),
        };
        lang.pick(ja, en).to_string()
    }

    fn standard(e: &[Self], lang: Lang) -> Option<String> {
        let items: Vec<String> = e.iter().map(|x| x.standard.name()).collect();
        let list = enumerate(&items, 6, lang);
        Some(match lang {
            Lang::Ja => format!("必須: {list}"),
            Lang::En => format!("required: {list}"),
        })
    }

    fn check(c: &Comparison<'_>, emit: &mut Emit<'_, Self>) {
        let required = |item| c.standard.item(item).value == Some(Value::Required);
        for pair in c.pairs.iter().filter(|p| required(p.item)) {
            let column = c.current.column(pair.column);
            let condition = condition(c, pair.column.table, c.standard.group_of(pair.item));
            let Some(severity) = gravity(column, c.role(), condition.is_some()) else { continue };
            let fields = RequiredNullable {
                standard: ItemSpec::of(c, pair.item),
                current: ColumnSpec::of(c, pair.column),
                null_count: column.null_count,
                condition: condition.map(str::to_string),
                package: c.role() == Role::Package,
            };
            let draft = emit.draft(c.table_subject(pair.column.table), severity, &fields).item(
                c.standard,
                pair.item,
                &[Facet::Existence, Facet::Value],
            );
            emit.push(draft.column(c.current, pair.column));
        }
        for (diff, constant) in constants(c).filter(|(d, _)| d.empty) {
            let fields = RequiredNullable {
                standard: ItemSpec::of(c, diff.item),
                current: ColumnSpec::of_constant(&constant.value),
                null_count: None,
                condition: None,
                package: c.role() == Role::Package,
            };
            let draft = emit.draft(c.item_subject(diff.item), Severity::Error, &fields);
            let draft = draft.item(c.standard, diff.item, &[Facet::Existence, Facet::Value]);
            emit.push(draft.line(c.mapping, &constant.place, &c.standard.item_label(diff.item)));
        }
    }
}

/// What picks the rows of a table that make up the group; none where all of them do.
fn condition<'c>(c: &'c Comparison<'_>, table: TableId, group: GroupId) -> Option<&'c str> {
    c.matching.tables_of(group).find(|l| l.table == table).and_then(|l| l.condition.as_deref())
}

/// The data speak before the declaration; for a package the declaration is what it claims.
/// Empty rows of a table of which only some are meant prove nothing about those.
fn gravity(column: &Column, role: Role, picked: bool) -> Option<Severity> {
    match (role, column.null_count, column.nullable) {
        (Role::Present, Some(1..), _) if picked => Some(Severity::Warning),
        (_, Some(1..), _) => Some(Severity::Error),
        (Role::Present, Some(0), _) => None,
        (Role::Present, None, Some(true)) => Some(Severity::Warning),
        (Role::Package, _, Some(true)) => Some(Severity::Error),
        _ => None,
    }
}
