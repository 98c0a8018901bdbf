//! PIC clauses in a cell: `X(20)`, `9(7)V9(2) COMP-3`, `S9(5)V99`, `N(100)`.

use super::types::Typed;
use crate::current::model::Unit;
use crate::domain::ColumnType;

/// How a number is stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Usage {
    Display,
    Packed,
    Binary,
}

/// Reads a picture, folded and without spaces. `None`: it is none.
pub fn typed(folded: &str) -> Option<Typed> {
    let text = folded.trim_end_matches('.');
    let text = ["picture", "pic"].iter().find_map(|p| text.strip_prefix(p)).unwrap_or(text);
    let text = text.strip_prefix("is").unwrap_or(text);
    let (text, usage) = usage(text);
    let (text, signed) = match text.strip_prefix('s') {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let symbols = symbols(text)?;
    let count = |symbol: char| symbols.iter().filter(|(c, _)| *c == symbol).map(|(_, n)| n).sum::<u32>();
    let only = |allowed: &[char]| symbols.iter().all(|(c, _)| allowed.contains(c));
    if only(&['x', 'a']) && !signed && usage == Usage::Display {
        return Some(Typed { length: Some(count('x') + count('a')), ..Typed::of(ColumnType::Char) });
    }
    if (only(&['n']) || only(&['g'])) && !signed && usage == Usage::Display {
        let length = Some(count('n') + count('g'));
        return Some(Typed { length, unit: Some(Unit::Char), ..Typed::of(ColumnType::Nchar) });
    }
    if !only(&['9', 'v']) || count('v') > 1 || count('9') == 0 {
        return None;
    }
    let point = symbols.iter().position(|(c, _)| *c == 'v');
    let scale = point.map_or(0, |at| symbols[at..].iter().filter(|(c, _)| *c == '9').map(|(_, n)| n).sum());
    let (kind, unit) = match usage {
        Usage::Packed => (ColumnType::Packed, Some(Unit::Digit)),
        Usage::Binary => (ColumnType::Number, None),
        Usage::Display => (ColumnType::Zoned, None),
    };
    Some(Typed { length: Some(count('9')), scale: Some(scale), signed: Some(signed), unit, ..Typed::of(kind) })
}

fn usage(text: &str) -> (&str, Usage) {
    const WORDS: &[(&str, Usage)] = &[
        ("packed-decimal", Usage::Packed),
        ("computational-3", Usage::Packed),
        ("comp-3", Usage::Packed),
        ("comp3", Usage::Packed),
        ("computational-4", Usage::Binary),
        ("comp-4", Usage::Binary),
        ("comp-5", Usage::Binary),
        ("binary", Usage::Binary),
        ("computational", Usage::Binary),
        ("comp", Usage::Binary),
        ("display", Usage::Display),
    ];
    for (word, usage) in WORDS {
        if let Some(rest) = text.strip_suffix(word) {
            return (rest.strip_suffix("usageis").or_else(|| rest.strip_suffix("usage")).unwrap_or(rest), *usage);
        }
    }
    (text, Usage::Display)
}

/// `9(7)v99` → 9×7, v×1, 9×2. `None` where a repetition is no number.
fn symbols(text: &str) -> Option<Vec<(char, u32)>> {
    let mut found: Vec<(char, u32)> = Vec::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        if c == '(' {
            let digits: String = chars.by_ref().take_while(|c| *c != ')').collect();
            let times: u32 = digits.parse().ok().filter(|n| (1..=100_000).contains(n))?;
            found.last_mut()?.1 = times;
        } else {
            found.push((c, 1));
        }
    }
    (!found.is_empty()).then_some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(ColumnType, u32, Option<u32>, Option<bool>)> {
        typed(&crate::text::fold::f1_lower(text)).map(|t| (t.column_type, t.length.unwrap_or(0), t.scale, t.signed))
    }

    #[test]
    fn pictures_with_their_digits() {
        use ColumnType::*;
        assert_eq!(read("X(20)"), Some((Char, 20, None, None)));
        assert_eq!(read("PIC XXX."), Some((Char, 3, None, None)));
        assert_eq!(read("9(5) COMP-3"), Some((Packed, 5, Some(0), Some(false))));
        assert_eq!(read("9(7)V9(2) COMP-3"), Some((Packed, 9, Some(2), Some(false))));
        assert_eq!(read("9(8)V99 USAGE IS PACKED-DECIMAL"), Some((Packed, 10, Some(2), Some(false))));
        assert_eq!(read("Ｓ９（４）　ＣＯＭＰ"), Some((Number, 4, Some(0), Some(true))));
        assert_eq!(read("S9(5)V99"), Some((Zoned, 7, Some(2), Some(true))));
        assert_eq!(read("9(8)"), Some((Zoned, 8, Some(0), Some(false))));
        assert_eq!(read("N(100)"), Some((Nchar, 100, None, None)));
        for text in ["ZZ9", "X(a)", "X(0)", "9(5)X", "(5)", "S", "V", "COMP-3", "9(5)V9V9", "X(99999999999)"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
