//! `PIC` strings and what they and USAGE say of a field.

use crate::domain::ColumnType;

use super::super::model::Unit;

/// How a field is stored.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Usage {
    #[default]
    Display,
    Packed,
    /// Without a half byte for the sign (COMP-6).
    PackedUnsigned,
    Binary,
    /// COMP-1 and COMP-2: 4 and 8 bytes.
    Float(u32),
    National,
}

impl Usage {
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.strip_prefix("COMPUTATIONAL").map(|rest| format!("COMP{rest}")).unwrap_or(word.to_string());
        Some(match word.as_str() {
            "DISPLAY" => Usage::Display,
            "COMP-3" | "PACKED-DECIMAL" => Usage::Packed,
            "COMP-6" => Usage::PackedUnsigned,
            "COMP" | "COMP-4" | "COMP-5" | "COMP-X" | "BINARY" => Usage::Binary,
            "COMP-1" => Usage::Float(4),
            "COMP-2" => Usage::Float(8),
            "NATIONAL" | "DISPLAY-1" => Usage::National,
            _ => return None,
        })
    }
}

/// What a field holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stored {
    pub column_type: ColumnType,
    /// Characters, or digits.
    pub length: u32,
    pub unit: Unit,
    pub scale: Option<u32>,
    pub signed: Option<bool>,
    /// Bytes of one field.
    pub bytes: u32,
}

/// `None`: no picture that is known, such as a number edited for print.
pub fn stored(picture: &str, usage: Usage, separate_sign: bool) -> Option<Stored> {
    let signs = expand(&picture.to_uppercase())?;
    let count =
        |of: &str| signs.iter().filter(|(c, _)| of.contains(*c)).map(|(_, n)| *n).fold(0u32, u32::saturating_add);
    let only = |of: &str| signs.iter().all(|(c, _)| of.contains(*c));
    let text =
        |column_type, length: u32, unit, bytes| Stored { column_type, length, unit, scale: None, signed: None, bytes };
    if only("NG") {
        let length = count("NG");
        return Some(text(ColumnType::Nchar, length, Unit::Char, length.checked_mul(2)?));
    }
    // digits beside X or A are characters
    if only("XA9") && count("XA") > 0 {
        let length = count("XA9");
        let wide = usage == Usage::National;
        return match wide {
            true => Some(text(ColumnType::Nchar, length, Unit::Char, length.checked_mul(2)?)),
            false => Some(text(ColumnType::Char, length, Unit::Byte, length)),
        };
    }
    if !only("S9V") || count("9") == 0 || count("V") > 1 || count("S") > 1 {
        return None;
    }
    number(&signs, count("9"), usage, separate_sign)
}

fn number(signs: &[(char, u32)], digits: u32, usage: Usage, separate_sign: bool) -> Option<Stored> {
    let signed = signs.iter().any(|(c, _)| *c == 'S');
    let behind = signs.iter().skip_while(|(c, _)| *c != 'V').filter(|(c, _)| *c == '9').map(|(_, n)| *n);
    let scale: u32 = behind.sum();
    let (column_type, bytes) = match usage {
        Usage::Display | Usage::National => {
            let bytes = digits.checked_add(u32::from(signed && separate_sign))?;
            (ColumnType::Zoned, if usage == Usage::National { bytes.checked_mul(2)? } else { bytes })
        }
        Usage::Packed => (ColumnType::Packed, digits / 2 + 1),
        Usage::PackedUnsigned => (ColumnType::Packed, digits.div_ceil(2)),
        Usage::Binary => {
            let bytes = match digits {
                0..=4 => 2,
                5..=9 => 4,
                10..=18 => 8,
                _ => 16,
            };
            (ColumnType::Number, bytes)
        }
        Usage::Float(_) => return None,
    };
    Some(Stored { column_type, length: digits, unit: Unit::Digit, scale: Some(scale), signed: Some(signed), bytes })
}

/// `9(7)V9(2)` as signs and how often each stands.
fn expand(picture: &str) -> Option<Vec<(char, u32)>> {
    let mut signs: Vec<(char, u32)> = Vec::new();
    let mut rest = picture.chars().peekable();
    while let Some(sign) = rest.next() {
        let mut times = 1;
        if rest.peek() == Some(&'(') {
            rest.next();
            let digits: String = rest.by_ref().take_while(|c| *c != ')').collect();
            times = digits.trim().parse().ok().filter(|n| *n > 0)?;
        }
        signs.push((sign, times));
    }
    (!signs.is_empty()).then_some(signs)
}

/// Bytes and characters of a number edited for print: what it shows, not what it is.
pub fn edited(picture: &str) -> Option<u32> {
    let signs = expand(&picture.to_uppercase())?;
    let shown = signs.iter().all(|(c, _)| "Z9*$¥\\,./B0+-CRDPSVXAE".contains(*c));
    let length = signs.iter().filter(|(c, _)| !"VPS".contains(*c)).map(|(_, n)| *n).fold(0u32, u32::saturating_add);
    (shown && length > 0).then_some(length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_in_all_spellings() {
        let read = |picture, usage| {
            stored(picture, usage, false).map(|s| (s.column_type.name(), s.length, s.scale, s.signed, s.bytes))
        };
        assert_eq!(read("X(15)", Usage::Display), Some(("char", 15, None, None, 15)));
        assert_eq!(read("XXX", Usage::Display), Some(("char", 3, None, None, 3)));
        assert_eq!(read("N(20)", Usage::Display), Some(("nchar", 20, None, None, 40)));
        assert_eq!(read("G(20)", Usage::National), Some(("nchar", 20, None, None, 40)));
        assert_eq!(read("9(7)V9(2)", Usage::Packed), Some(("packed", 9, Some(2), Some(false), 5)));
        assert_eq!(read("S9(11)", Usage::Packed), Some(("packed", 11, Some(0), Some(true), 6)));
        assert_eq!(read("9(5)V99", Usage::Display), Some(("zoned", 7, Some(2), Some(false), 7)));
        assert_eq!(read("S9(9)", Usage::Binary), Some(("number", 9, Some(0), Some(true), 4)));
        assert_eq!(read("ZZ,ZZ9", Usage::Display), None);
        assert_eq!(edited("ZZ,ZZ9"), Some(6));
        assert_eq!(read("X(99999999999)", Usage::Display), None);
        assert_eq!(read("X(", Usage::Display), None);
    }
}
