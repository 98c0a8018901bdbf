//! Repertoires of characters (文字集合), ordered by inclusion where inclusion is a fact.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::encoding::Encoding;

/// The characters that a column may carry. Characters are compared, not their code points: 〜 and ～
/// are one character of JIS X 0208, mapped in two ways.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Repertoire {
    /// Half-width letters, digits and signs.
    Ascii,
    /// ASCII and half-width katakana (半角).
    HalfWidth,
    /// JIS X 0208: 6,879 full-width characters.
    Jisx0208,
    /// CP932 without 外字.
    Cp932,
    /// JIS X 0213: 11,233 full-width characters.
    Jisx0213,
    /// 行政事務標準文字 (MJ+): MJ glyphs, variation sequences, registered additions.
    MjPlus,
    /// CP932 with 外字: up to 1,880 characters that only this installation knows.
    Cp932Gaiji,
    /// All assigned characters of Unicode.
    Unicode,
}

impl Repertoire {
    /// Every repertoire.
    pub const ALL: [Self; 8] = [
        Self::Ascii,
        Self::HalfWidth,
        Self::Jisx0208,
        Self::Cp932,
        Self::Jisx0213,
        Self::MjPlus,
        Self::Cp932Gaiji,
        Self::Unicode,
    ];

    /// What a column in this encoding may carry, where the encoding alone tells.
    pub fn of_encoding(encoding: Encoding, gaiji: bool) -> Option<Self> {
        match (encoding, gaiji) {
            (Encoding::Cp932, true) => Some(Self::Cp932Gaiji),
            (Encoding::Cp932, false) => Some(Self::Cp932),
            (Encoding::Utf8 | Encoding::Utf16, false) => Some(Self::Unicode),
            _ => None,
        }
    }

    /// Whether every character of `other` is one of these; `None` where it is not known.
    pub fn covers(self, other: Self) -> Option<bool> {
        if self.includes(other) {
            Some(true)
        } else if self.lacks(other) {
            Some(false)
        } else {
            None
        }
    }

    /// The largest repertoires known to be parts of this one.
    fn parts(self) -> &'static [Self] {
        match self {
            Self::HalfWidth => &[Self::Ascii],
            Self::Cp932 => &[Self::HalfWidth, Self::Jisx0208],
            Self::Jisx0213 => &[Self::Jisx0208],
            Self::Cp932Gaiji => &[Self::Cp932],
            Self::Unicode => &[Self::Cp932, Self::Jisx0213],
            Self::Ascii | Self::Jisx0208 | Self::MjPlus => &[],
        }
    }

    fn includes(self, other: Self) -> bool {
        self == other || self.parts().iter().any(|part| part.includes(other))
    }

    fn lacks(self, other: Self) -> bool {
        let smaller = self != other && other.includes(self);
        smaller || MISSING.iter().any(|&(set, missing)| set.includes(self) && other.includes(missing))
    }
}

/// Pairs of repertoires of which the first is known to lack characters of the second.
const MISSING: [(Repertoire, Repertoire); 6] = {
    use Repertoire::*;
    [
        // Full-width characters are not half-width.
        (HalfWidth, Jisx0208),
        // 84 kanji, 髙 among them.
        (Jisx0213, Cp932),
        // Some 3,300 kanji more than CP932 has, and room for 1,880 外字.
        (Cp932Gaiji, Jisx0213),
        (Cp932Gaiji, MjPlus),
        // 19 MJ glyphs have no code point, with or without a selector.
        (Unicode, MjPlus),
        // Kanji to be identified (同定).
        (MjPlus, Unicode),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;
    use Repertoire::*;

    #[test]
    fn facts_are_asserted() {
        assert_eq!(Jisx0213.covers(Cp932), Some(false));
        assert_eq!(Jisx0213.covers(Cp932Gaiji), Some(false));
        assert_eq!(Cp932.covers(Jisx0213), Some(false));
        assert_eq!(Cp932.covers(Jisx0208), Some(true));
        assert_eq!(Cp932Gaiji.covers(Ascii), Some(true));
        assert_eq!(Cp932.covers(Cp932Gaiji), Some(false));
        assert_eq!(Unicode.covers(Jisx0213), Some(true));
        assert_eq!(Unicode.covers(MjPlus), Some(false));
        assert_eq!(Jisx0208.covers(MjPlus), Some(false));
        assert_eq!(Ascii.covers(Jisx0208), Some(false));
    }

    #[test]
    fn the_rest_is_not_known() {
        assert_eq!(MjPlus.covers(Cp932), None);
        assert_eq!(MjPlus.covers(Cp932Gaiji), None);
        assert_eq!(Unicode.covers(Cp932Gaiji), None);
        assert_eq!(Jisx0208.covers(Ascii), None);
    }

    #[test]
    fn inclusion_is_an_order() {
        for a in Repertoire::ALL {
            assert_eq!(a.covers(a), Some(true));
            for b in Repertoire::ALL {
                assert!(a == b || !(a.includes(b) && b.includes(a)), "{a:?} {b:?}");
                assert!(!(a.includes(b) && a.lacks(b)), "{a:?} {b:?}");
                for c in Repertoire::ALL {
                    assert!(!(a.includes(b) && b.includes(c)) || a.includes(c));
                    assert!(!(a.includes(b) && a.lacks(c)) || b.lacks(c));
                }
            }
        }
    }

    #[test]
    fn encodings_tell_what_they_can() {
        assert_eq!(Repertoire::of_encoding(Encoding::Cp932, true), Some(Cp932Gaiji));
        assert_eq!(Repertoire::of_encoding(Encoding::Utf8, false), Some(Unicode));
        assert_eq!(Repertoire::of_encoding(Encoding::Jef, false), None);
    }
}
