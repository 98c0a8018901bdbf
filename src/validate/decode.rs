//! From the bytes of a value to its characters: what they are, and how many.

use super::classes::{BYTES, Characters, FULL, HALF_KANA, HIGH, INVALID, Mask, OUTSIDE, SELECTOR};
use crate::text::decode::FileEncoding;

/// What a value consists of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    pub mask: Mask,
    /// Characters; one with its variation selector is one.
    pub chars: u32,
}

/// Bits of a selector that does not belong where it stands; beside [`SELECTOR`].
pub const STRAY: Mask = 1 << 23;

/// Takes characters one after the other.
struct Walk<'t> {
    table: &'t Characters,
    seen: Seen,
    base: u32,
}

impl Walk<'_> {
    #[inline]
    fn take(&mut self, c: u32) {
        let bits = self.table.of(c);
        if bits & SELECTOR != 0 {
            let registered = self.table.is_sequence(self.base, c);
            self.seen.mask |= if registered { SELECTOR } else { SELECTOR | STRAY };
            // a selector after nothing is a character by itself
            self.seen.chars += u32::from(self.base == 0);
            self.base = 0;
            return;
        }
        self.seen.mask |= bits;
        self.seen.chars += 1;
        self.base = c;
    }
}

/// Looks at a value with bytes beyond ASCII.
pub fn look(bytes: &[u8], encoding: FileEncoding) -> Seen {
    let mut walk = Walk { table: Characters::get(), seen: Seen { mask: HIGH, chars: 0 }, base: 0 };
    match encoding {
        FileEncoding::Cp932 => cp932(bytes, &mut walk),
        FileEncoding::EucJp => other(bytes, encoding, &mut walk),
        _ => utf8(bytes, &mut walk),
    }
    walk.seen
}

/// Strict UTF-8. After a fault the next byte is looked at anew.
fn utf8(bytes: &[u8], walk: &mut Walk<'_>) {
    let mut rest = bytes;
    loop {
        match rest {
            [] => return,
            [a, tail @ ..] if *a < 0x80 => {
                walk.take(u32::from(*a));
                rest = tail;
            }
            [a @ 0xE1..=0xEF, b @ 0x80..=0xBF, c @ 0x80..=0xBF, tail @ ..] => {
                walk.take((u32::from(*a) & 0xF) << 12 | (u32::from(*b) & 0x3F) << 6 | (u32::from(*c) & 0x3F));
                rest = tail;
            }
            [a @ 0xC2..=0xDF, b @ 0x80..=0xBF, tail @ ..] => {
                walk.take((u32::from(*a) & 0x1F) << 6 | (u32::from(*b) & 0x3F));
                rest = tail;
            }
            [0xE0, b @ 0xA0..=0xBF, c @ 0x80..=0xBF, tail @ ..] => {
                walk.take((u32::from(*b) & 0x3F) << 6 | (u32::from(*c) & 0x3F));
                rest = tail;
            }
            [a @ 0xF0..=0xF4, b @ 0x80..=0xBF, c @ 0x80..=0xBF, d @ 0x80..=0xBF, tail @ ..] => {
                let high = (u32::from(*a) & 7) << 18 | (u32::from(*b) & 0x3F) << 12;
                let code = high | (u32::from(*c) & 0x3F) << 6 | (u32::from(*d) & 0x3F);
                match code {
                    0x10000..=0x10FFFF => walk.take(code),
                    _ => walk.seen.mask |= INVALID,
                }
                rest = tail;
            }
            [_, tail @ ..] => {
                walk.seen.mask |= INVALID;
                walk.seen.chars += 1;
                rest = tail;
            }
        }
    }
}

/// Double bytes of CP932 by one look-up each.
fn cp932(bytes: &[u8], walk: &mut Walk<'_>) {
    let pairs = pairs();
    let mut rest = bytes;
    loop {
        match rest {
            [] => return,
            [a, tail @ ..] if *a < 0x80 => {
                walk.take(u32::from(*a));
                rest = tail;
            }
            [a @ 0xA1..=0xDF, tail @ ..] => {
                walk.take(0xFF61 + u32::from(*a) - 0xA1);
                rest = tail;
            }
            [a @ (0x81..=0x9F | 0xE0..=0xFC), b @ 0x40..=0xFC, tail @ ..]
                if pairs[usize::from(*a) << 8 | usize::from(*b)] != 0 =>
            {
                walk.take(u32::from(pairs[usize::from(*a) << 8 | usize::from(*b)]));
                rest = tail;
            }
            [_, tail @ ..] => {
                walk.seen.mask |= INVALID;
                walk.seen.chars += 1;
                rest = tail;
            }
        }
    }
}

/// All double bytes of CP932; 0 where there is none. Every one is of the basic plane.
fn pairs() -> &'static [u16] {
    static PAIRS: std::sync::OnceLock<Vec<u16>> = std::sync::OnceLock::new();
    PAIRS.get_or_init(|| {
        let mut table = vec![0u16; 0x10000];
        for a in 0x81..=0xFCu8 {
            for b in 0x40..=0xFCu8 {
                let pair = [a, b];
                let (text, bad) = encoding_rs::SHIFT_JIS.decode_without_bom_handling(&pair);
                let mut chars = text.chars();
                if let (false, Some(c), None) = (bad, chars.next(), chars.next()) {
                    table[usize::from(a) << 8 | usize::from(b)] = u16::try_from(u32::from(c)).unwrap_or(0);
                }
            }
        }
        table
    })
}

fn other(bytes: &[u8], encoding: FileEncoding, walk: &mut Walk<'_>) {
    let (text, bad) = codec(encoding).decode_without_bom_handling(bytes);
    text.chars().for_each(|c| walk.take(u32::from(c)));
    if bad {
        walk.seen.mask |= INVALID;
    }
}

/// The decoder of an encoding that values are kept in while they are checked. UTF-16 has become UTF-8 before.
pub fn codec(encoding: FileEncoding) -> &'static encoding_rs::Encoding {
    match encoding {
        FileEncoding::Cp932 => encoding_rs::SHIFT_JIS,
        FileEncoding::EucJp => encoding_rs::EUC_JP,
        _ => encoding_rs::UTF_8,
    }
}

/// A value as text, for samples.
pub fn text(bytes: &[u8], encoding: FileEncoding) -> String {
    codec(encoding).decode_without_bom_handling(bytes).0.into_owned()
}

/// A value without bytes beyond ASCII.
#[inline]
pub fn ascii(bytes: &[u8], mask: Mask) -> Seen {
    Seen { mask, chars: bytes.len() as u32 }
}

/// Whether a text is UTF-8 that was read as CP932: its CP932 bytes are UTF-8 with at least two characters beyond ASCII,
/// of kana, ideographs or full-width signs.
pub fn is_mojibake(text: &str) -> bool {
    let (bytes, _, unmappable) = encoding_rs::SHIFT_JIS.encode(text);
    if unmappable {
        return false;
    }
    let Ok(back) = std::str::from_utf8(&bytes) else { return false };
    let japanese = |c: &char| matches!(u32::from(*c), 0x3000..=0x30FF | 0x4E00..=0x9FFF | 0xFF01..=0xFF9F);
    let beyond = back.chars().filter(|c| !c.is_ascii());
    beyond.clone().count() >= 2 && beyond.clone().all(|c| japanese(&c))
}

/// Half-width or full-width, of what was seen.
pub fn has_full(mask: Mask) -> bool {
    mask & (FULL | OUTSIDE) != 0
}

/// Half-width characters, of what was seen.
pub fn has_half(mask: Mask) -> bool {
    mask & (super::classes::ASCII | HALF_KANA) != 0
}

/// Bits of a value in which only ASCII was seen.
pub fn bits(bytes: &[u8]) -> Mask {
    bytes.iter().fold(0, |mask, b| mask | BYTES[usize::from(*b)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::validate::classes::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        let seen = look("山𠮷".as_bytes(), FileEncoding::Utf8);
        assert_eq!((seen.chars, seen.mask & INVALID), (2, 0));
        let seen = look("辻\u{E0102}a".as_bytes(), FileEncoding::Utf8);
        assert_eq!((seen.chars, seen.mask & STRAY), (2, 0));
        let seen = look("\u{E0102}辻".as_bytes(), FileEncoding::Utf8);
        assert_ne!(seen.mask & STRAY, 0);
        for bad in [&b"\xE3\x81"[..], b"\xC0\x80", b"\xED\xA0\x80", b"\xF5\x80\x80\x80", b"a\xFF"] {
            assert_ne!(look(bad, FileEncoding::Utf8).mask & INVALID, 0, "{bad:?}");
        }
    }

    #[test]
    fn other_encodings_see_the_same_characters() {
        for word in ["山田　太郎", "ｶﾅ", "髙﨑", "①", "方書A-1"] {
            let utf8 = look(word.as_bytes(), FileEncoding::Utf8);
            let (cp932, _, _) = encoding_rs::SHIFT_JIS.encode(word);
            assert_eq!(look(&cp932, FileEncoding::Cp932), utf8, "{word}");
        }
        let (euc, _, _) = encoding_rs::EUC_JP.encode("山田");
        assert_eq!(look(&euc, FileEncoding::EucJp), look("山田".as_bytes(), FileEncoding::Utf8));
        assert_ne!(look(b"\xF0\x40", FileEncoding::Cp932).mask & PRIVATE, 0, "a gaiji is no decoding error");
        assert_ne!(look(b"\x81", FileEncoding::Cp932).mask & INVALID, 0);
    }

    #[test]
    fn mojibake_is_told_from_text() {
        let (broken, _) = encoding_rs::SHIFT_JIS.decode_without_bom_handling("東京都千代".as_bytes());
        assert!(broken.contains('\u{FFFD}') || is_mojibake(&broken), "{broken}");
        let (broken, _) = encoding_rs::SHIFT_JIS.decode_without_bom_handling("東京".as_bytes());
        assert!(is_mojibake(&broken), "{broken}");
        assert!(!is_mojibake("東京都"));
        assert!(!is_mojibake("繧"));
    }
}
