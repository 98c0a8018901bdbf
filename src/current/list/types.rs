//! Types as people write them: of databases, of COBOL, in Japanese, with the length inside.

use super::lengths::lengths;
use super::picture;
use crate::current::model::Unit;
use crate::current::options::Options;
use crate::domain::{ColumnType, DateForm};
use crate::text::fold::f1_lower;

/// What a type says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Typed {
    pub column_type: ColumnType,
    pub length: Option<u32>,
    pub scale: Option<u32>,
    pub unit: Option<Unit>,
    pub signed: Option<bool>,
    pub date: Option<DateForm>,
}

impl Typed {
    pub fn of(column_type: ColumnType) -> Self {
        Typed { column_type, length: None, scale: None, unit: None, signed: None, date: None }
    }
}

/// Reads a type. `None`: not understood.
pub fn type_of(text: &str, options: &Options) -> Option<Typed> {
    let folded: String = f1_lower(text).chars().filter(|c| !matches!(c, '[' | ']' | '`' | '"')).collect();
    if let Some(own) = options.types.get(&f1_lower(text)) {
        return Some(Typed {
            length: own.length,
            scale: own.scale,
            unit: own.unit,
            date: own.date,
            ..Typed::of(own.column_type)
        });
    }
    let (word, inside) = parts(&folded);
    if let Some(kind) = word_of(&word) {
        return with_inside(kind, &word, inside.as_deref());
    }
    picture::typed(&folded)
}

/// `character varying(100)` → the words and what stands in the brackets; words behind the brackets belong to the type.
fn parts(folded: &str) -> (String, Option<String>) {
    let Some((before, rest)) = folded.split_once('(') else { return (folded.to_string(), None) };
    let Some((inside, after)) = rest.rsplit_once(')') else { return (folded.to_string(), None) };
    let after = after.trim_start_matches("charactersetutf8mb4").trim_start_matches("unsigned");
    (format!("{before}{after}"), Some(inside.to_string()))
}

fn with_inside(kind: ColumnType, word: &str, inside: Option<&str>) -> Option<Typed> {
    let mut typed = Typed::of(kind);
    if word.contains("unsigned") {
        typed.signed = Some(false);
    }
    let Some(inside) = inside else { return Some(typed) };
    let measured = matches!(
        kind,
        ColumnType::Char | ColumnType::Nchar | ColumnType::Number | ColumnType::Packed | ColumnType::Zoned
    );
    // fractions of seconds, the display width of a whole number, the digits of a float: no lengths of values
    let display = ["int", "float", "double", "real", "serial"].iter().any(|w| word.contains(w));
    if !measured || display || matches!(inside, "max" | "*" | "可変") {
        return Some(typed);
    }
    if let Some((digits, scale)) = inside.split_once([',', '.']).filter(|_| !kind.is_text()) {
        typed.length = Some(if digits == "*" { return Some(typed) } else { digits.parse().ok()? });
        typed.scale = Some(scale.trim_start_matches('-').parse().ok()?);
        return Some(typed);
    }
    let inside = lengths(inside, Some(kind))?;
    (typed.length, typed.unit) = (inside.length, inside.unit);
    Some(typed)
}

fn word_of(word: &str) -> Option<ColumnType> {
    let word = word.trim_end_matches("unsigned").trim_end_matches("notnull").trim_end_matches("identity");
    let word = match word {
        "型" => word,
        other => other.strip_suffix('型').unwrap_or(other),
    };
    KNOWN.iter().find(|(_, names)| names.contains(&word)).map(|(kind, _)| *kind)
}

const KNOWN: &[(ColumnType, &[&str])] = &[
    (
        ColumnType::Nchar,
        &[
            "nchar",
            "nvarchar",
            "nvarchar2",
            "ncharvarying",
            "nationalcharacter",
            "nationalcharactervarying",
            "nationalchar",
            "nationalvarchar",
            "nclob",
            "ntext",
            "全角",
            "全角文字",
            "全角文字列",
            "漢字",
            "漢字文字",
            "日本語",
            "日本語文字",
            "n",
            "g",
            "graphic",
            "vargraphic",
            "全角カナ",
            "全角かな",
            "全角ひらがな",
            "全角カタカナ",
            "全角漢字",
            "nstring",
            "dbclob",
        ],
    ),
    (
        ColumnType::Char,
        &[
            "char",
            "character",
            "charactervarying",
            "varchar",
            "varchar2",
            "charvarying",
            "bpchar",
            "text",
            "tinytext",
            "mediumtext",
            "longtext",
            "clob",
            "longvarchar",
            "string",
            "文字",
            "文字列",
            "半角",
            "英数",
            "英数字",
            "半角英数",
            "半角英数字",
            "半角数字",
            "半角文字",
            "半角カナ",
            "半角文字列",
            "カナ",
            "x",
            "混在",
            "全半角",
            "半角全角",
            "全角半角",
            "全角半角混在",
            "可変長文字列",
            "可変長文字",
            "固定長文字列",
            "固定長文字",
            "テキスト",
            "短いテキスト",
            "長いテキスト",
            "メモ",
            "文字(可変)",
            "文字(固定)",
            "citext",
            "an",
            "英数カナ",
            "半角英数記号",
            "半角英数カナ",
            "citext",
            "enum",
            "long",
            "c",
            "ch",
        ],
    ),
    (
        ColumnType::Number,
        &[
            "number",
            "numeric",
            "decimal",
            "dec",
            "int",
            "integer",
            "bigint",
            "smallint",
            "tinyint",
            "mediumint",
            "int2",
            "int4",
            "int8",
            "serial",
            "bigserial",
            "smallserial",
            "double",
            "doubleprecision",
            "float",
            "float4",
            "float8",
            "real",
            "money",
            "smallmoney",
            "binary_double",
            "binary_float",
            "decfloat",
            "数値",
            "数字",
            "数",
            "整数",
            "小数",
            "実数",
            "長整数",
            "倍精度",
            "金額",
            "9",
            "s9",
            "9v",
            "s9v",
            "数量",
            "短整数",
            "整数値",
            "10進数",
            "固定小数点",
            "浮動小数点",
            "num",
            "オートナンバー",
            "通貨",
        ],
    ),
    (
        ColumnType::Packed,
        &[
            "packed",
            "packeddecimal",
            "パック",
            "パック10進",
            "パック10進数",
            "comp-3",
            "comp3",
            "p",
            "内部10進",
            "パック形式",
        ],
    ),
    (
        ColumnType::Zoned,
        &["zoned", "zoneddecimal", "ゾーン", "ゾーン10進", "ゾーン10進数", "外部10進", "z", "アンパック", "ゾーン形式"],
    ),
    (ColumnType::Date, &["date", "日付", "年月日"]),
    (ColumnType::Time, &["time", "timetz", "timewithtimezone", "timewithouttimezone", "時刻", "時分秒"]),
    (
        ColumnType::Timestamp,
        &[
            "timestamp",
            "timestamptz",
            "timestampwithtimezone",
            "timestampwithouttimezone",
            "timestampwithlocaltimezone",
            "datetime",
            "datetime2",
            "smalldatetime",
            "datetimeoffset",
            "日時",
            "日付時刻",
            "タイムスタンプ",
            "日付/時刻",
            "年月日時分秒",
        ],
    ),
    (ColumnType::Flag, &["flag", "boolean", "bool", "フラグ", "bit", "真偽", "論理", "真偽値", "yes/no", "yes/no型"]),
    (
        ColumnType::Blob,
        &[
            "blob",
            "tinyblob",
            "mediumblob",
            "longblob",
            "画像",
            "image",
            "bytea",
            "raw",
            "longraw",
            "binary",
            "varbinary",
            "バイナリ",
            "bfile",
            "イメージ",
            "添付ファイル",
            "oleオブジェクト",
        ],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(ColumnType, Option<u32>, Option<u32>, Option<Unit>)> {
        type_of(text, &Options::default()).map(|t| (t.column_type, t.length, t.scale, t.unit))
    }

    #[test]
    fn types_with_their_lengths() {
        use ColumnType::*;
        let (byte, char) = (Some(Unit::Byte), Some(Unit::Char));
        for (text, expected) in [
            ("VARCHAR(20)", (Char, Some(20), None, None)),
            ("VARCHAR2(20 BYTE)", (Char, Some(20), None, byte)),
            ("varchar2 (20 CHAR)", (Char, Some(20), None, char)),
            ("ＶＡＲＣＨＡＲ２（２０）", (Char, Some(20), None, None)),
            ("[nvarchar](200)", (Nchar, Some(200), None, None)),
            ("nvarchar(max)", (Nchar, None, None, None)),
            ("character varying(100)", (Char, Some(100), None, None)),
            ("NUMBER(9,2)", (Number, Some(9), Some(2), None)),
            ("numeric(4, 0)", (Number, Some(4), Some(0), None)),
            ("number(*)", (Number, None, None, None)),
            ("int(11) unsigned", (Number, None, None, None)),
            ("timestamp(6) without time zone", (Timestamp, None, None, None)),
            ("DateTime2", (Timestamp, None, None, None)),
            ("double precision", (Number, None, None, None)),
            ("tinyint", (Number, None, None, None)),
            ("文字(10)", (Char, Some(10), None, None)),
            ("全角（20）", (Nchar, Some(20), None, None)),
            ("数値型", (Number, None, None, None)),
            ("X(15)", (Char, Some(15), None, None)),
            ("N(100)", (Nchar, Some(100), None, None)),
        ] {
            assert_eq!(read(text), Some(expected), "{text}");
        }
        for text in
            ["jsonb", "uuid", "KOJIN_NO_T", "謎", "VARCHAR(abc)", "コード", "2桁", "文字or数値", "interval", "X-15"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
