//! Data types of the databases in use, as the model's types.

use crate::domain::ColumnType;

use super::super::model::Unit;

/// What a written type says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Typed {
    pub column_type: Option<ColumnType>,
    pub length: Option<u32>,
    pub unit: Option<Unit>,
    pub scale: Option<u32>,
    pub signed: Option<bool>,
}

/// The words of a type in upper case (`CHARACTER VARYING`) and what stands in its brackets (`15 BYTE`).
/// `None`: no type that is known; nothing of it is taken.
pub fn typed(words: &str, inside: &[String]) -> Option<Typed> {
    let of = |column_type| Typed { column_type: Some(column_type), ..Typed::default() };
    Some(match words {
        "VARCHAR2" | "VARCHAR" | "CHAR" | "CHARACTER" | "CHARACTER VARYING" | "CHAR VARYING" | "BPCHAR" => {
            Typed { unit: unit(inside), length: number(inside, 0), ..of(ColumnType::Char) }
        }
        "NVARCHAR2"
        | "NVARCHAR"
        | "NCHAR"
        | "NATIONAL CHARACTER"
        | "NATIONAL CHAR"
        | "NATIONAL CHARACTER VARYING"
        | "NATIONAL CHAR VARYING"
        | "NCHAR VARYING"
        | "NATIONAL VARCHAR"
        | "GRAPHIC"
        | "VARGRAPHIC" => {
            let length = number(inside, 0);
            // the N types count characters in every database that has them
            Typed { unit: length.map(|_| Unit::Char), length, ..of(ColumnType::Nchar) }
        }
        "TEXT"
        | "CLOB"
        | "LONG"
        | "TINYTEXT"
        | "MEDIUMTEXT"
        | "LONGTEXT"
        | "LONG VARCHAR"
        | "CHARACTER LARGE OBJECT"
        | "STRING"
        | "CITEXT" => of(ColumnType::Char),
        "NCLOB" | "NTEXT" | "DBCLOB" => of(ColumnType::Nchar),
        "NUMBER" | "NUMERIC" | "DECIMAL" | "DEC" => {
            let length = number(inside, 0);
            // without a second figure there are no decimals; without any the database decides
            let scale = number(inside, 1).or(length.map(|_| 0).filter(|_| inside.len() == 1));
            Typed { length, scale, ..of(ColumnType::Number) }
        }
        "INT" | "INTEGER" | "BIGINT" | "SMALLINT" | "TINYINT" | "MEDIUMINT" | "INT2" | "INT4" | "INT8" | "SERIAL"
        | "BIGSERIAL" | "SMALLSERIAL" | "SERIAL4" | "SERIAL8" => Typed { scale: Some(0), ..of(ColumnType::Number) },
        "FLOAT" | "REAL" | "DOUBLE" | "DOUBLE PRECISION" | "FLOAT4" | "FLOAT8" | "BINARY_FLOAT" | "BINARY_DOUBLE"
        | "MONEY" | "SMALLMONEY" | "DECFLOAT" => of(ColumnType::Number),
        "DATE" => of(ColumnType::Date),
        "TIME" | "TIME WITH TIME ZONE" | "TIME WITHOUT TIME ZONE" | "TIMETZ" => of(ColumnType::Time),
        "DATETIME"
        | "DATETIME2"
        | "SMALLDATETIME"
        | "DATETIMEOFFSET"
        | "TIMESTAMP"
        | "TIMESTAMPTZ"
        | "TIMESTAMP WITH TIME ZONE"
        | "TIMESTAMP WITHOUT TIME ZONE"
        | "TIMESTAMP WITH LOCAL TIME ZONE" => of(ColumnType::Timestamp),
        "BOOLEAN" | "BOOL" => of(ColumnType::Flag),
        "BIT" if matches!(number(inside, 0), None | Some(1)) => of(ColumnType::Flag),
        "BLOB"
        | "BYTEA"
        | "RAW"
        | "LONG RAW"
        | "BINARY"
        | "VARBINARY"
        | "IMAGE"
        | "TINYBLOB"
        | "MEDIUMBLOB"
        | "LONGBLOB"
        | "BFILE"
        | "BINARY LARGE OBJECT"
        | "BINARY VARYING" => of(ColumnType::Blob),
        "ENUM" => of(ColumnType::Char),
        _ => return None,
    })
}

fn unit(inside: &[String]) -> Option<Unit> {
    let written = inside.first()?.to_ascii_uppercase();
    match written.split_whitespace().nth(1)? {
        "BYTE" | "BYTES" | "OCTETS" => Some(Unit::Byte),
        "CHAR" | "CHARS" | "CHARACTERS" | "CODEUNITS32" => Some(Unit::Char),
        _ => None,
    }
}

fn number(inside: &[String], n: usize) -> Option<u32> {
    inside.get(n)?.split_whitespace().next()?.parse().ok()
}

/// Words that may follow the first one of a type.
pub fn continues(first: &str, word: &str) -> bool {
    match first {
        "CHARACTER" | "CHAR" | "NCHAR" | "NATIONAL" | "BINARY" => {
            matches!(word, "VARYING" | "LARGE" | "OBJECT" | "CHARACTER" | "CHAR" | "VARCHAR")
        }
        "DOUBLE" => word == "PRECISION",
        "LONG" => matches!(word, "RAW" | "VARCHAR"),
        "TIME" | "TIMESTAMP" => matches!(word, "WITH" | "WITHOUT" | "LOCAL" | "TIME" | "ZONE"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_of_every_database() {
        let read = |words: &str, inside: &[&str]| {
            typed(words, &inside.iter().map(|s| s.to_string()).collect::<Vec<_>>())
                .map(|t| (t.column_type.map(ColumnType::name).unwrap_or_default(), t.length, t.unit, t.scale))
        };
        assert_eq!(read("VARCHAR2", &["15 BYTE"]), Some(("char", Some(15), Some(Unit::Byte), None)));
        assert_eq!(read("VARCHAR2", &["15"]), Some(("char", Some(15), None, None)));
        assert_eq!(read("NVARCHAR2", &["100"]), Some(("nchar", Some(100), Some(Unit::Char), None)));
        assert_eq!(read("NUMBER", &["9", "2"]), Some(("number", Some(9), None, Some(2))));
        assert_eq!(read("NUMBER", &["5"]), Some(("number", Some(5), None, Some(0))));
        assert_eq!(read("NUMBER", &[]), Some(("number", None, None, None)));
        assert_eq!(read("TIMESTAMP", &["6"]), Some(("timestamp", None, None, None)));
        assert_eq!(read("VARCHAR", &["MAX"]), Some(("char", None, None, None)));
        assert_eq!(read("UDD015YMD", &[]), None);
    }
}
