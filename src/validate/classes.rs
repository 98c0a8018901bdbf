//! What kinds of characters a value is made of, as bits: one table look-up per byte of ASCII, one per character beyond it.
//!
//! Sources: characters.md 1.2–1.4 of the project's notes; the tables in `tables/` are facts of JIS X 0213 and of Unicode's data
//! (kMojiJoho, the Moji_Joho collection, Japanese-source compatibility ideographs; Unicode-3.0 licence).

use std::collections::HashSet;
use std::sync::OnceLock;

/// Bits of a value.
pub type Mask = u32;

pub const DIGIT: Mask = 1;
pub const UPPER: Mask = 1 << 1;
pub const LOWER: Mask = 1 << 2;
pub const SPACE: Mask = 1 << 3;
pub const MINUS: Mask = 1 << 4;
pub const POINT: Mask = 1 << 5;
/// Other printable ASCII.
pub const SIGN: Mask = 1 << 6;
/// C0, C1, DEL, zero-width, direction marks, a byte order mark inside.
pub const CONTROL: Mask = 1 << 7;
pub const HALF_KANA: Mask = 1 << 8;
/// A full-width character that is in the repertoire.
pub const FULL: Mask = 1 << 9;
/// A byte beyond ASCII: the value has to be decoded.
pub const HIGH: Mask = 1 << 10;
/// Bytes that are not of the encoding.
pub const INVALID: Mask = 1 << 11;
pub const PRIVATE: Mask = 1 << 12;
/// No character of JIS X 0213 and none of MJ.
pub const OUTSIDE: Mask = 1 << 13;
/// A variation selector.
pub const SELECTOR: Mask = 1 << 14;
/// 〓 or U+FFFD.
pub const GETA: Mask = 1 << 15;
/// ■ □ ●.
pub const MARK: Mask = 1 << 16;
/// A character whose CP932 bytes begin a character of UTF-8.
pub const MOJIBAKE: Mask = 1 << 17;
pub const QUESTION: Mask = 1 << 18;
pub const AMPERSAND: Mask = 1 << 19;
pub const SLASH: Mask = 1 << 20;
/// The value is written with doubled quotation marks.
pub const DOUBLED: Mask = 1 << 21;
/// A full-width digit, sign or letter.
pub const FULL_ASCII: Mask = 1 << 22;

/// Printable ASCII.
pub const ASCII: Mask = DIGIT | UPPER | LOWER | SPACE | MINUS | POINT | SIGN | QUESTION | AMPERSAND | SLASH;

/// The bits of every byte. Bytes beyond ASCII are [`HIGH`].
pub const BYTES: [Mask; 256] = bytes();

const fn bytes() -> [Mask; 256] {
    let mut table = [CONTROL; 256];
    let mut b = 0x20;
    while b < 0x7F {
        table[b] = match b as u8 {
            b'0'..=b'9' => DIGIT,
            b'A'..=b'Z' => UPPER,
            b'a'..=b'z' => LOWER,
            b' ' => SPACE,
            b'-' => MINUS,
            b'.' => POINT,
            b'?' => SIGN | QUESTION,
            b'&' => SIGN | AMPERSAND,
            b'/' => SIGN | SLASH,
            _ => SIGN,
        };
        b += 1;
    }
    let mut b = 0x80;
    while b < 0x100 {
        table[b] = HIGH;
        b += 1;
    }
    table
}

/// Characters beyond ASCII.
pub struct Characters {
    bmp: Vec<Mask>,
    /// Of the other planes: ranges of what is in JIS X 0213 or MJ.
    beyond: Vec<(u32, u32)>,
    sequences: HashSet<(u32, u32)>,
}

impl Characters {
    pub fn get() -> &'static Characters {
        static TABLE: OnceLock<Characters> = OnceLock::new();
        TABLE.get_or_init(Characters::build)
    }

    /// The bits of one character.
    #[inline]
    pub fn of(&self, c: u32) -> Mask {
        match self.bmp.get(c as usize) {
            Some(mask) => *mask,
            None => self.beyond_bmp(c),
        }
    }

    #[cold]
    fn beyond_bmp(&self, c: u32) -> Mask {
        match c {
            0xE0100..=0xE01EF => SELECTOR,
            0xE0000..=0xE007F => CONTROL,
            0xF0000.. => PRIVATE,
            _ => {
                let at = self.beyond.partition_point(|(start, _)| *start <= c);
                let inside = at.checked_sub(1).is_some_and(|i| c <= self.beyond[i].1);
                if inside { FULL } else { OUTSIDE | FULL }
            }
        }
    }

    /// Whether base and selector are a registered pair.
    pub fn is_sequence(&self, base: u32, selector: u32) -> bool {
        self.sequences.contains(&(base, selector))
    }

    fn build() -> Characters {
        let mut ranges = Vec::new();
        for text in [include_str!("tables/mj_base.csv"), include_str!("tables/jisx0213.csv")] {
            ranges.extend(text.lines().filter_map(|l| {
                let (start, end) = l.split_once(',')?;
                Some((hex(start)?, hex(end)?))
            }));
        }
        ranges.extend(include_str!("tables/compat.csv").lines().filter_map(hex).map(|c| (c, c)));
        let mut bmp: Vec<Mask> = (0..0x10000).map(outside_the_tables).collect();
        let listed = ranges.iter().filter(|(_, end)| *end < 0x10000).flat_map(|(start, end)| *start..=*end);
        for c in listed.filter(|c| *c >= 0xA0) {
            let bits = &mut bmp[c as usize];
            *bits = (*bits & !OUTSIDE) | if *bits & HALF_KANA == 0 { FULL } else { 0 };
        }
        for c in [0x3005, 0x3006, 0x303B] {
            bmp[c] = FULL;
        }
        mark_mojibake(&mut bmp);
        let mut beyond: Vec<(u32, u32)> = ranges.into_iter().filter(|(start, _)| *start >= 0x10000).collect();
        beyond.extend([0x23AB4, 0x2B480, 0x2C941].map(|c| (c, c)));
        beyond.sort_unstable();
        let mut joined: Vec<(u32, u32)> = Vec::with_capacity(beyond.len());
        for (start, end) in beyond {
            match joined.last_mut() {
                Some(last) if start <= last.1 + 1 => last.1 = last.1.max(end),
                _ => joined.push((start, end)),
            }
        }
        let sequences = include_str!("tables/moji_joho.csv").lines().filter_map(|l| {
            let (base, selector) = l.split_once(',')?;
            Some((hex(base)?, hex(selector)?))
        });
        Characters { bmp, beyond: joined, sequences: sequences.collect() }
    }
}

fn hex(text: &str) -> Option<u32> {
    u32::from_str_radix(text.trim(), 16).ok()
}

/// Of the basic plane, before the tables of listed characters are laid over it.
fn outside_the_tables(c: u32) -> Mask {
    match c {
        0..=0x7F => BYTES[c as usize],
        0x80..=0x9F | 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF => CONTROL,
        0xFE00..=0xFE0F => SELECTOR,
        0xE000..=0xF8FF => PRIVATE,
        0xFF61..=0xFF9F => HALF_KANA,
        0xFF01..=0xFF5E => FULL | FULL_ASCII,
        0x3013 | 0xFFFD => GETA | FULL,
        0x25A0 | 0x25A1 | 0x25CF => MARK | FULL,
        0x2E80..=0x2FDF | 0x2FF0..=0x2FFF => OUTSIDE | FULL,
        // kana, signs and the CP932 side of the wave-dash family are text, whatever table they are in
        0x3000..=0x30FF | 0x31F0..=0x31FF | 0x3200..=0x33FF | 0xFFE0..=0xFFE6 | 0x2010..=0x27BF => FULL,
        0xA0..=0x2FF => FULL,
        0x370..=0x4FF => FULL,
        0xD800..=0xDFFF | 0xFDD0..=0xFDEF | 0xFFFE | 0xFFFF => INVALID,
        _ => OUTSIDE | FULL,
    }
}

/// Marks the characters that UTF-8 read as CP932 begins with.
fn mark_mojibake(bmp: &mut [Mask]) {
    for lead in 0xE2..=0xEFu8 {
        for trail in 0x80..=0xBFu8 {
            let pair = [lead, trail];
            let (text, bad) = encoding_rs::SHIFT_JIS.decode_without_bom_handling(&pair);
            if let (false, Some(c)) = (bad, text.chars().next())
                && let Some(bits) = bmp.get_mut(c as usize)
            {
                *bits |= MOJIBAKE;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(c: char) -> Mask {
        Characters::get().of(c as u32)
    }

    #[test]
    fn characters_are_in_the_class_that_the_tables_say() {
        assert_eq!(of('亜') & (FULL | OUTSIDE | PRIVATE), FULL);
        assert_eq!(of('髙') & OUTSIDE, 0, "CP932 only, but an MJ code point");
        assert_eq!(of('𠮷') & (OUTSIDE | FULL), FULL);
        assert_eq!(of('ｱ'), HALF_KANA);
        assert_eq!(of('\u{E000}'), PRIVATE);
        assert_eq!(of('\u{100000}'), PRIVATE);
        assert_ne!(of('⼀') & OUTSIDE, 0, "a Kangxi radical");
        assert_ne!(of('〓') & GETA, 0);
        assert_eq!(of('々'), FULL);
        assert_ne!(of('縺') & MOJIBAKE, 0);
        assert_eq!(of('山') & MOJIBAKE, 0);
        assert_ne!(of('\u{200B}') & CONTROL, 0);
        assert_eq!(of('～') & OUTSIDE, 0);
        assert!(Characters::get().is_sequence(0x8FBB, 0xE0102));
        assert!(!Characters::get().is_sequence(0x8FBB, 0xE0101));
    }
}
