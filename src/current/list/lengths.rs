//! Lengths as people write them: `10`, `10,000`, `10,2`, `10(全角5)`, `最大20文字`, `可変`.

use crate::current::model::Unit;
use crate::domain::ColumnType;
use crate::text::fold::f1_lower;

/// A length with what it says of itself.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Lengths {
    pub length: Option<u32>,
    pub scale: Option<u32>,
    pub unit: Option<Unit>,
}

impl Lengths {
    pub fn of(length: u32, unit: Option<Unit>) -> Self {
        Lengths { length: Some(length), scale: None, unit }
    }
}

/// Reads a length of a column of this type. `None`: not understood.
pub fn lengths(text: &str, kind: Option<ColumnType>) -> Option<Lengths> {
    let folded = f1_lower(text);
    let bare =
        folded.trim_start_matches(['約', '~', '≦', '<', '=']).trim_start_matches("最大").trim_start_matches("max");
    if ["可変", "可変長", "-", "max", "任意", "無制限", "不定", "―", "ー", "*", "n"].contains(&folded.as_str())
    {
        return Some(Lengths::default());
    }
    if let Some((outer, inner)) = bare.split_once('(') {
        return with_brackets(outer, inner.strip_suffix(')')?, kind);
    }
    if let Some(wide) = bare.strip_prefix("全角").or_else(|| bare.strip_prefix("漢字")) {
        return plain(wide, kind)
            .filter(|l| l.unit != Some(Unit::Byte))
            .map(|l| Lengths { unit: Some(Unit::Char), ..l });
    }
    plain(bare.strip_prefix("半角").unwrap_or(bare), kind)
}

/// `10(全角5)`, `15(半角)`, `8(固定)`.
fn with_brackets(outer: &str, inner: &str, kind: Option<ColumnType>) -> Option<Lengths> {
    let own = plain(outer, kind)?;
    if ["半角", "固定", "可変", "固定長", "可変長", "以内", "最大", "桁"].contains(&inner) {
        return Some(own);
    }
    if ["byte", "バイト", "b"].contains(&inner) {
        return Some(Lengths { unit: Some(Unit::Byte), ..own });
    }
    if ["文字", "char", "全角", "漢字"].contains(&inner) {
        return Some(Lengths { unit: Some(Unit::Char), ..own });
    }
    let wide = inner.strip_prefix("全角").or_else(|| inner.strip_prefix("漢字"))?;
    let (characters, bytes) = (plain(wide, kind)?.length?, own.length?);
    // full-width text is counted in characters; a length twice as large beside it can only be bytes
    Some(match kind {
        Some(ColumnType::Nchar) => Lengths::of(characters, Some(Unit::Char)),
        _ if characters.checked_mul(2) == Some(bytes) => Lengths::of(bytes, Some(Unit::Byte)),
        _ => Lengths::of(characters, Some(Unit::Char)),
    })
}

fn plain(text: &str, kind: Option<ColumnType>) -> Option<Lengths> {
    let text = text.trim_end_matches("以内").trim_end_matches("以下").trim_end_matches("まで").trim_end_matches("固定");
    if let Some(bytes) = ["バイト", "bytes", "byte", "b"].iter().find_map(|end| text.strip_suffix(end)) {
        return Some(Lengths::of(whole(bytes)?, Some(Unit::Byte)));
    }
    if let Some(characters) = ["文字", "字", "chars", "char", "c"].iter().find_map(|end| text.strip_suffix(end)) {
        return Some(Lengths::of(whole(characters)?, Some(Unit::Char)));
    }
    let digits = text.trim_end_matches('桁');
    if let Some(length) = whole(digits) {
        return Some(Lengths::of(length, None));
    }
    if let Some(length) = float_noise(digits) {
        return Some(Lengths::of(length, None));
    }
    let (length, scale) = digits.split_once([',', '.', '、', 'v'])?;
    let number = kind.is_none_or(|k| !k.is_text());
    // `00` is no number of decimals: a thousand with a digit missing
    let counted = scale.bytes().all(|b| b.is_ascii_digit()) && (scale.len() == 1 || !scale.starts_with('0'));
    let (length, scale) = (whole(length)?, scale.parse().ok().filter(|_| counted)?);
    match digits.contains('v') {
        true => number.then(|| Some(Lengths { length: length.checked_add(scale), scale: Some(scale), unit: None }))?,
        false => {
            (number && scale <= length).then_some(Lengths { length: Some(length), scale: Some(scale), unit: None })
        }
    }
}

/// Digits, with commas between groups of three.
fn whole(text: &str) -> Option<u32> {
    let groups: Vec<&str> = text.split(',').collect();
    let grouped = groups.len() == 1 || (1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|g| g.len() == 3);
    let digits: String = groups.concat();
    (grouped && !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// `40.000000000000007`, as a spreadsheet stores 40 that was computed.
fn float_noise(text: &str) -> Option<u32> {
    let (_, decimals) = text.split_once('.')?;
    let value: f64 = text.parse().ok()?;
    let near = (value - value.round()).abs() < 1e-6
        && (decimals.len() > 6 || decimals.bytes().all(|b| b == b'0') && decimals.len() > 3);
    (near && (0.0..4e9).contains(&value)).then_some(value.round() as u32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_as_people_write_them() {
        let l = |length, scale, unit| Some(Lengths { length, scale, unit });
        let (byte, char) = (Some(Unit::Byte), Some(Unit::Char));
        for (text, expected) in [
            ("10", l(Some(10), None, None)),
            ("１０，２", l(Some(10), Some(2), None)),
            ("9.2", l(Some(9), Some(2), None)),
            ("9V2", l(Some(11), Some(2), None)),
            ("10,000", l(Some(10_000), None, None)),
            ("１，０００", l(Some(1_000), None, None)),
            ("1,234,567", l(Some(1_234_567), None, None)),
            ("可変", l(None, None, None)),
            ("MAX", l(None, None, None)),
            ("10(全角5)", l(Some(10), None, byte)),
            ("10（全角10）", l(Some(10), None, char)),
            ("20バイト", l(Some(20), None, byte)),
            ("20 Byte", l(Some(20), None, byte)),
            ("20文字", l(Some(20), None, char)),
            ("最大20文字以内", l(Some(20), None, char)),
            ("15桁", l(Some(15), None, None)),
            ("全角20", l(Some(20), None, char)),
            ("半角15", l(Some(15), None, None)),
            ("40.000000000000007", l(Some(40), None, None)),
        ] {
            assert_eq!(lengths(text, None), expected, "{text}");
        }
        for text in ["十", "2桁×4", "5か10", "10,00", "2,5", "10~20", "参照", "10(注1)", "99999999999"] {
            assert_eq!(lengths(text, None), None, "{text}");
        }
        assert_eq!(lengths("200(全角100)", Some(ColumnType::Nchar)), l(Some(100), None, char));
        assert_eq!(lengths("10,2", Some(ColumnType::Char)), None, "a text has no decimals");
    }
}
