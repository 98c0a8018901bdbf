//! A plain column list (CSV or a one-sheet workbook) as a present system. What it does not say stays unknown; what was guessed is marked.

use super::model::*;
use super::rows::as_text;
use crate::domain::{ColumnType, DateForm};
use crate::sheet::{Header, NoHeader, Row, Sheet, Title, Workbook, find_header};
use crate::text::fold::{f1, f1_lower};
use crate::text::lang::Bilingual;
use crate::text::lines::Span;
use crate::text::problem::Problem;
use crate::text::source::Source;

/// Headings that are known, and how people write them.
fn titles() -> Vec<Title> {
    let title = Title::new;
    vec![
        title(
            "table",
            &[
                "テーブル",
                "表",
                "テーブル名",
                "テーブルID",
                "テーブル物理名",
                "ファイル",
                "ファイル名",
                "表名",
                "table",
                "tablename",
            ],
        )
        .needed(),
        title("table-label", &["テーブル論理名", "テーブル和名", "テーブル日本語名", "表論理名", "ファイル論理名"]),
        title(
            "column",
            &[
                "項目",
                "項目ID",
                "カラム",
                "カラム名",
                "列",
                "列名",
                "物理名",
                "項目物理名",
                "カラム物理名",
                "column",
                "columnname",
            ],
        )
        .needed(),
        title(
            "label",
            &["論理名", "項目名", "日本語名", "和名", "項目論理名", "カラム論理名", "項目名称", "名称", "label"],
        ),
        title("type", &["型", "データ型", "属性", "タイプ", "type", "datatype"]),
        title("length", &["桁数", "長さ", "サイズ", "桁", "バイト数", "文字数", "length", "size"]),
        title("scale", &["小数", "小数桁", "小数桁数", "小数部", "scale"]),
        title("required", &["必須", "NOTNULL", "NN", "必須項目", "required"]),
        title("nullable", &["NULL", "NULL可", "NULL許可", "nullable"]),
        title("key", &["キー", "主キー", "PK", "key", "primarykey"]),
        title("codes", &["コード", "コード一覧", "コードID", "codes"]),
        title("date", &["日付形式", "日付", "date"]),
        title("max-observed", &["最大長", "実データ最大", "最大桁数実績"]),
        title("note", &["備考", "説明", "note", "remarks"]),
    ]
}

/// What a list becomes.
#[derive(Debug)]
pub struct ListReading {
    pub system: CurrentSystem,
    pub problems: Vec<Problem>,
}

/// Reads the first sheet that has the headings.
///
/// # Errors
/// No sheet has recognisable headings: which were looked for, and what was found instead.
pub fn read(workbook: &Workbook) -> Result<ListReading, Problem> {
    let titles = titles();
    let mut closest: Option<(&Sheet, NoHeader)> = None;
    for sheet in workbook.sheets.iter().filter(|s| !s.is_empty()) {
        match find_header(sheet, &titles) {
            Ok(header) => return Ok(List::new(workbook, sheet, header).read()),
            Err(none) => closest = closest.or(Some((sheet, none))),
        }
    }
    Err(no_headings(workbook, closest))
}

fn no_headings(workbook: &Workbook, closest: Option<(&Sheet, NoHeader)>) -> Problem {
    let found = closest.map(|(_, none)| none.found.join("、")).filter(|f| !f.is_empty()).unwrap_or_else(|| "-".into());
    Problem::new(
        workbook.path.clone(),
        Bilingual::new(
            format!("項目一覧の見出しが見つかりません（見つかった行: {found}）"),
            format!("no headings of a column list; closest row: {found}"),
        ),
        Bilingual::new(
            "「テーブル」「項目」の見出しが必要です（ほかに 論理名、型、桁数、必須、キー、コード、備考 を読みます）",
            "headings テーブル and 項目 are needed; 論理名, 型, 桁数, 必須, キー, コード, 備考 are read too",
        ),
    )
}

struct List<'w> {
    sheet: &'w Sheet,
    header: Header,
    source: Source,
    /// Byte offset of each row's line in the source's text.
    starts: Vec<usize>,
    problems: Vec<Problem>,
}

impl<'w> List<'w> {
    fn new(workbook: &Workbook, sheet: &'w Sheet, header: Header) -> Self {
        let (text, starts) = as_text(sheet);
        let source = Source::new(workbook.path.clone(), text, workbook.sha256.clone());
        List { sheet, header, source, starts, problems: Vec::new() }
    }

    fn read(mut self) -> ListReading {
        let mut tables: Vec<Table> = Vec::new();
        let (sheet, header_end) = (self.sheet, self.header.last_row);
        for row in sheet.rows().iter().filter(|r| r.number > header_end) {
            self.row(row, &mut tables);
        }
        let spot = Spot::default();
        let notes = vec![Bilingual::new(
            format!(
                "{}: 項目一覧として読みました。role、complete、単位、文字コードは書かれていないため不明です",
                self.source.path
            ),
            format!(
                "{}: read as a column list; role, completeness, units and encoding are not stated",
                self.source.path
            ),
        )];
        let system = CurrentSystem {
            files: vec![self.source],
            notes,
            layout: Some(Layout { complete: false, spot, encoding: None, tables, codes: Vec::new() }),
            ..CurrentSystem::unstated()
        };
        ListReading { system, problems: self.problems }
    }

    fn text(&self, row: &Row, key: &str) -> Option<String> {
        let column = *self.header.columns(key).first()?;
        Some(self.sheet.shown(row.number, column).trim().to_string()).filter(|t| !t.is_empty())
    }

    fn spot(&self, row: &Row) -> Spot {
        let start = self.starts.get(row.number as usize - 1).copied().unwrap_or(0);
        let end = self.source.lines().line_span(&self.source.text, row.number as usize - 1).end;
        Spot { file: 0, span: Span::new(start, end) }
    }

    fn row(&mut self, row: &Row, tables: &mut Vec<Table>) {
        let Some(name) = self.text(row, "column") else { return };
        // a table's name stands on its first row only, as people write such lists
        let table = self.text(row, "table").or_else(|| tables.last().map(|t| t.name.clone()));
        let Some(table) = table else {
            return self.fault(
                row,
                "テーブル名がありません",
                "there is no table name",
                "テーブルの列に名前を書いてください",
                "write the table's name",
            );
        };
        let column = self.column(row, name);
        let spot = self.spot(row);
        let label = self.text(row, "table-label");
        let at = tables.iter().position(|t| f1_lower(&t.name) == f1_lower(&table)).unwrap_or_else(|| {
            tables.push(empty_table(table.clone(), label, spot));
            tables.len() - 1
        });
        tables[at].columns.push(column);
    }

    fn fault(&mut self, row: &Row, ja: &str, en: &str, todo_ja: &str, todo_en: &str) {
        let at = self.spot(row).span.start;
        self.problems.push(self.source.problem(at, Bilingual::new(ja, en), Bilingual::new(todo_ja, todo_en)));
    }

    fn column(&mut self, row: &Row, name: String) -> Column {
        let mut guess = Vec::new();
        let written = self.text(row, "type");
        let column_type = written.as_deref().and_then(type_of);
        if let (Some(text), None) = (&written, column_type) {
            self.fault(
                row,
                &format!("型「{text}」が分かりません"),
                &format!("unknown type {text:?}"),
                "文字、全角、数値、日付 などと書いてください。型は不明として調べました",
                "write char, nchar, number, date …; it was checked as unknown",
            );
        }
        if column_type.is_some() {
            guess.push("type");
        }
        let length = self.length(row, &mut guess);
        let scale = self.text(row, "scale").and_then(|t| f1(&t).parse().ok()).or(length.scale);
        Column {
            name,
            label: self.text(row, "label"),
            column_type,
            length: length.length,
            unit: length.unit,
            encoding: None,
            scale,
            signed: None,
            key: self.text(row, "key").filter(|t| yes(t)).map(|_| Key::Primary),
            nullable: self.nullable(row),
            references: None,
            codes: None,
            date: self.text(row, "date").and_then(|t| date_of(&t, length.length)),
            eras: Vec::new(),
            unknown: Vec::new(),
            sentinels: Vec::new(),
            gaiji: None,
            max_observed: self.text(row, "max-observed").and_then(|t| f1(&t).parse().ok()),
            null_count: None,
            offset: None,
            occurs: None,
            redefines: None,
            group: None,
            local: false,
            note: self.note(row),
            guess: (!guess.is_empty()).then(|| guess.join(" ")),
            spot: self.spot(row),
        }
    }

    /// Codes are only named in a list; the name is kept as a remark, the values are unknown.
    fn note(&self, row: &Row) -> Option<String> {
        let codes = self.text(row, "codes").map(|c| format!("コード: {c}"));
        let parts: Vec<String> = codes.into_iter().chain(self.text(row, "note")).collect();
        (!parts.is_empty()).then(|| parts.join(" / "))
    }

    fn nullable(&self, row: &Row) -> Option<bool> {
        let required = self.text(row, "required").map(|t| !yes(&t));
        required.or_else(|| self.text(row, "nullable").map(|t| yes(&t)))
    }

    fn length(&mut self, row: &Row, guess: &mut Vec<&'static str>) -> Lengths {
        let Some(text) = self.text(row, "length") else { return Lengths::default() };
        match lengths(&text) {
            Some(lengths) => {
                if lengths.unit.is_some() {
                    guess.push("unit");
                }
                lengths
            }
            None => {
                self.fault(
                    row,
                    &format!("桁数「{text}」が読めません"),
                    &format!("length {text:?} cannot be read"),
                    "10、10,2、可変、10(全角5) の形で書いてください。桁数は不明として調べました",
                    "write 10, 10,2, 可変 or 10(全角5); it was checked as unknown",
                );
                Lengths::default()
            }
        }
    }
}

fn empty_table(name: String, label: Option<String>, spot: Spot) -> Table {
    Table {
        name,
        label,
        view: false,
        rows: None,
        history: None,
        history_key: Vec::new(),
        local: false,
        note: None,
        guess: None,
        spot,
        groups: Vec::new(),
        columns: Vec::new(),
    }
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Lengths {
    length: Option<u32>,
    scale: Option<u32>,
    unit: Option<Unit>,
}

/// `10`, `10,2`, `10(全角5)`, `可変`. `None`: none of these.
fn lengths(text: &str) -> Option<Lengths> {
    let folded = f1(text);
    if ["可変", "可変長", "-", "MAX", "max", "任意"].contains(&folded.as_str()) {
        return Some(Lengths::default());
    }
    if let Some((bytes, rest)) = folded.split_once('(') {
        let inside = rest.trim_end_matches(')');
        let wide = inside.strip_prefix("全角").or_else(|| inside.strip_prefix("漢字"));
        let characters: u32 = wide?.trim_end_matches("文字").parse().ok()?;
        let bytes: u32 = bytes.parse().ok()?;
        let unit = if characters * 2 == bytes { Unit::Byte } else { Unit::Char };
        let length = if unit == Unit::Byte { bytes } else { characters };
        return Some(Lengths { length: Some(length), scale: None, unit: Some(unit) });
    }
    let (whole, scale) = folded.split_once([',', '.']).map_or((folded.as_str(), None), |(w, s)| (w, Some(s)));
    let digits = whole.trim_end_matches("桁").trim_end_matches("文字");
    let unit = if let Some(bytes) = digits.strip_suffix("バイト").or_else(|| digits.strip_suffix(['B', 'b'])) {
        return Some(Lengths { length: Some(bytes.parse().ok()?), scale: None, unit: Some(Unit::Byte) });
    } else if whole.ends_with("文字") {
        Some(Unit::Char)
    } else {
        None
    };
    let scale = scale.map(str::parse).transpose().ok()?;
    Some(Lengths { length: Some(digits.parse().ok()?), scale, unit })
}

fn type_of(text: &str) -> Option<ColumnType> {
    let folded = f1_lower(text);
    let word = folded.split(['(', '[']).next().unwrap_or_default();
    let known: &[(ColumnType, &[&str])] = &[
        (ColumnType::Nchar, &["nchar", "nvarchar", "nvarchar2", "全角", "漢字", "日本語", "n", "g", "graphic"]),
        (
            ColumnType::Char,
            &["char", "varchar", "varchar2", "text", "文字", "文字列", "半角", "英数", "英数字", "x", "string", "混在"],
        ),
        (
            ColumnType::Number,
            &[
                "number", "numeric", "decimal", "int", "integer", "bigint", "smallint", "数値", "数字", "整数", "9",
                "s9",
            ],
        ),
        (ColumnType::Packed, &["packed", "パック", "パック10進", "comp-3"]),
        (ColumnType::Zoned, &["zoned", "ゾーン", "ゾーン10進", "外部10進"]),
        (ColumnType::Date, &["date", "日付"]),
        (ColumnType::Time, &["time", "時刻"]),
        (ColumnType::Timestamp, &["timestamp", "datetime", "日時"]),
        (ColumnType::Flag, &["flag", "boolean", "bool", "フラグ", "bit"]),
        (ColumnType::Blob, &["blob", "画像", "image", "bytea", "raw"]),
    ];
    known.iter().find(|(_, names)| names.contains(&word)).map(|(kind, _)| *kind)
}

fn date_of(text: &str, length: Option<u32>) -> Option<DateForm> {
    let folded = f1_lower(text);
    let length = length.and_then(|n| n.try_into().ok());
    let name = match folded.as_str() {
        "和暦" => "wareki",
        "西暦" | "yyyymmdd" => "yyyymmdd",
        other => other,
    };
    DateForm::from_name(name, length)
}

fn yes(text: &str) -> bool {
    let folded = f1_lower(text);
    matches!(
        folded.as_str(),
        "○" | "◯" | "〇" | "●" | "◎" | "1" | "y" | "yes" | "true" | "必須" | "pk" | "主" | "有" | "可"
    ) || folded.starts_with("pk")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::{Limits, read as open};

    fn list(csv: &str) -> Result<ListReading, Problem> {
        read(&open("list.csv", csv.as_bytes(), &Limits::default()).expect("CSV"))
    }

    #[test]
    fn lengths_as_people_write_them() {
        let l = |length, scale, unit| Some(Lengths { length, scale, unit });
        assert_eq!(lengths("10"), l(Some(10), None, None));
        assert_eq!(lengths("１０，２"), l(Some(10), Some(2), None));
        assert_eq!(lengths("可変"), l(None, None, None));
        assert_eq!(lengths("10(全角5)"), l(Some(10), None, Some(Unit::Byte)));
        assert_eq!(lengths("10（全角10）"), l(Some(10), None, Some(Unit::Char)));
        assert_eq!(lengths("20バイト"), l(Some(20), None, Some(Unit::Byte)));
        assert_eq!(lengths("20文字"), l(Some(20), None, Some(Unit::Char)));
        assert_eq!(lengths("十"), None);
    }

    #[test]
    fn a_list_becomes_tables_and_marks_its_guesses() {
        let reading = list("見本市 項目一覧\n\nテーブル,項目,論理名,型,桁数,必須,キー\nKOJIN,ATENA_NO,宛名番号,文字,15,○,○\n,SHIMEI,氏名,全角,80(全角40),,\nSETAI,NO,世帯番号,謎,十,,\n").unwrap();
        let tables = reading.system.tables();
        assert_eq!(tables.len(), 2);
        assert_eq!(tables[0].columns.len(), 2, "the table's name stands on its first row only");
        let atena = &tables[0].columns[0];
        assert_eq!((atena.length, atena.nullable, atena.key), (Some(15), Some(false), Some(Key::Primary)));
        assert_eq!(tables[0].columns[1].guess.as_deref(), Some("type unit"));
        assert_eq!(reading.system.position(atena.spot).line, 4);
        let places: Vec<usize> = reading.problems.iter().filter_map(|p| p.position).map(|p| p.line).collect();
        assert_eq!(places, [6, 6], "an unknown type and an unreadable length, each at its row");
        assert!(!reading.system.layout.as_ref().unwrap().complete);
    }

    #[test]
    fn a_list_without_headings_says_what_was_looked_for() {
        let problem = list("a,b,c\n1,2,3\n").unwrap_err();
        assert!(problem.todo.ja.contains("テーブル") && problem.what.ja.contains("見出し"));
    }
}
