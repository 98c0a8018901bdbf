//! The two sides in a few words, from typed fields alone.

use serde::{Deserialize, Serialize};

use crate::compare::Comparison;
use crate::current::model::{ColumnId, Unit};
use crate::domain::{ColumnType, Encoding, ItemType, Lost};
use crate::spec::edition::{Digits, Value};
use crate::spec::standard::ItemId;
use crate::text::lang::Lang;

/// An item of the standard.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ItemSpec {
    pub group: String,
    pub item: String,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub data_type: Option<ItemType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub digits: Option<Digits>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<Value>,
}

impl ItemSpec {
    pub fn of(c: &Comparison<'_>, item: ItemId) -> Self {
        let (i, g) = (c.standard.item(item), c.standard.group(c.standard.group_of(item)));
        ItemSpec {
            group: g.name.clone(),
            item: i.name.clone(),
            data_type: i.data_type,
            digits: i.digits,
            value: i.value,
        }
    }

    /// `課税対象者.宛名番号`
    pub fn name(&self) -> String {
        format!("{}.{}", self.group, self.item)
    }

    /// `課税対象者.宛名番号（X 15桁、必須）`
    pub fn describe(&self, lang: Lang) -> String {
        let mut parts = Vec::new();
        let digits = self.digits.map(|d| match lang {
            Lang::Ja => format!("{d}桁"),
            Lang::En => format!("{d} digits"),
        });
        parts.extend(match (self.data_type.map(|t| t.letters()), digits) {
            (Some(t), Some(d)) => Some(format!("{t} {d}")),
            (Some(t), None) => Some(t.to_string()),
            (None, d) => d,
        });
        parts.extend(self.value.map(|v| value_word(v, lang).to_string()));
        match parts.is_empty() {
            true => self.name(),
            false => match lang {
                Lang::Ja => format!("{}（{}）", self.name(), parts.join("、")),
                Lang::En => format!("{} ({})", self.name(), parts.join(", ")),
            },
        }
    }
}

/// データ出力条件 in words.
pub fn value_word(value: Value, lang: Lang) -> &'static str {
    let (ja, en) = match value {
        Value::Required => ("必須", "required"),
        Value::Conditional => ("条件付き必須", "required on a condition"),
        Value::Optional => ("任意", "optional"),
    };
    lang.pick(ja, en)
}

/// A column of today.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ColumnSpec {
    pub table: String,
    pub column: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    #[serde(rename = "type", skip_serializing_if = "Option::is_none")]
    pub column_type: Option<ColumnType>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub length: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// No column: a constant that the mapping gives.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub constant: Option<String>,
}

impl ColumnSpec {
    /// A constant of the mapping, in the place of a column.
    pub fn of_constant(value: &str) -> Self {
        ColumnSpec {
            table: String::new(),
            column: String::new(),
            label: None,
            column_type: None,
            length: None,
            unit: None,
            constant: Some(value.to_string()),
        }
    }

    pub fn of(c: &Comparison<'_>, column: ColumnId) -> Self {
        let (t, col) = (c.current.table(column.table), c.current.column(column));
        let unit = col.unit.map(|u| match u {
            Unit::Char => "char",
            Unit::Byte => "byte",
            Unit::Digit => "digit",
        });
        ColumnSpec {
            table: t.name.clone(),
            column: col.name.clone(),
            label: col.label.clone(),
            column_type: col.column_type,
            length: col.length,
            unit: unit.map(str::to_string),
            constant: None,
        }
    }

    /// `KOJIN.SHIMEI（漢字氏名）`
    pub fn name(&self, lang: Lang) -> String {
        if let Some(value) = &self.constant {
            return match lang {
                Lang::Ja => format!("対応表の固定値「{value}」"),
                Lang::En => format!("the constant {value:?} of the mapping"),
            };
        }
        match (&self.label, lang) {
            (Some(label), Lang::Ja) => format!("{}.{}（{label}）", self.table, self.column),
            (Some(label), Lang::En) => format!("{}.{} ({label})", self.table, self.column),
            (None, _) => format!("{}.{}", self.table, self.column),
        }
    }

    /// `SHIMEI（漢字氏名）`, inside a finding about its table.
    pub fn short(&self) -> String {
        if let Some(value) = &self.constant {
            return format!("「{value}」");
        }
        match &self.label {
            Some(label) => format!("{}（{label}）", self.column),
            None => self.column.clone(),
        }
    }
}

/// A column's type in words.
pub fn column_type_word(kind: ColumnType, lang: Lang) -> &'static str {
    let (ja, en) = match kind {
        ColumnType::Char => ("文字", "text"),
        ColumnType::Nchar => ("全角文字", "full-width text"),
        ColumnType::Number => ("数値", "number"),
        ColumnType::Packed => ("パック10進数", "packed decimal"),
        ColumnType::Zoned => ("ゾーン10進数", "zoned decimal"),
        ColumnType::Date => ("日付", "date"),
        ColumnType::Time => ("時刻", "time"),
        ColumnType::Timestamp => ("日時", "timestamp"),
        ColumnType::Flag => ("フラグ（2値）", "flag of two values"),
        ColumnType::Blob => ("バイト列", "bytes"),
    };
    lang.pick(ja, en)
}

/// An encoding as people name it.
pub fn encoding_word(encoding: Encoding) -> &'static str {
    match encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16 => "UTF-16",
        Encoding::Cp932 => "CP932",
        Encoding::EucJp => "EUC-JP",
        Encoding::Jef => "JEF",
        Encoding::Keis => "KEIS",
        Encoding::Ebcdic => "EBCDIC",
    }
}

/// `11〜12`, or `11` where both ends are the same.
pub fn range(lost: Lost, lang: Lang) -> String {
    match (lost.from == lost.to, lang) {
        (true, _) => lost.from.to_string(),
        (false, Lang::Ja) => format!("{}〜{}", lost.from, lost.to),
        (false, Lang::En) => format!("{} to {}", lost.from, lost.to),
    }
}
