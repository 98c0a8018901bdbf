//! Character encodings (文字コード) and the bytes that one character takes in them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The encoding of a current file or database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Encoding {
    /// UTF-8: 1–4 bytes.
    Utf8,
    /// UTF-16 of either byte order: 2 or 4 bytes.
    Utf16,
    /// Shift_JIS as Windows extends it (CP932, Windows-31J): 1 or 2 bytes.
    Cp932,
    /// EUC-JP with JIS X 0212: 1–3 bytes.
    EucJp,
    /// JEF of host computers: 1 or 2 bytes, one-byte shift codes around full-width text.
    Jef,
    /// KEIS, JIPS and their like: 1 or 2 bytes, two-byte shift codes around full-width text.
    Keis,
    /// EBCDIC with the Japanese host code: 1 or 2 bytes, SO and SI around full-width text.
    Ebcdic,
}

/// What the text of a field is made of. It decides how many characters so many bytes can hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Content {
    /// ASCII letters, digits and signs only, as in numbers that identify (宛名番号).
    Ascii,
    /// 半角 only, half-width katakana included: type X of the 基本データリスト legend.
    Single,
    /// 全角 only: type N, `nchar`. Counts kanji, kana and full-width forms; Greek, Cyrillic and the
    /// few signs that Japanese codes alone treat as full-width belong to [`Content::Mixed`].
    Double,
    /// 全角 only, where an ideograph may carry a variation selector (names in MJ+ characters).
    DoubleWithSelectors,
    /// 半角 and 全角 together, without variation selectors.
    #[default]
    Mixed,
}

/// How many bytes one character takes: from `least` to `most`, both at least 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ByteWidth {
    /// Bytes of the narrowest character.
    pub least: u32,
    /// Bytes of the widest character, shift codes included.
    pub most: u32,
}

impl Encoding {
    /// The encoding that people mean by a name such as `Shift_JIS`, `MS932` or `UTF-16LE`. Case,
    /// hyphens, underscores and spaces do not matter.
    pub fn from_name(name: &str) -> Option<Self> {
        let name: String = name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect();
        Some(match name.as_str() {
            "UTF8" | "UTF8N" | "UTF8BOM" | "UTF8MB3" | "UTF8MB4" | "AL32UTF8" | "CP65001" => Self::Utf8,
            "UTF16" | "UTF16LE" | "UTF16BE" | "AL16UTF16" | "UCS2" => Self::Utf16,
            "CP932" | "MS932" | "SJIS" | "SHIFTJIS" | "XSJIS" | "WINDOWS31J" | "CSWINDOWS31J" | "MSKANJI"
            | "JA16SJIS" | "JA16SJISTILDE" | "CP943" | "IBM943" => Self::Cp932,
            "EUCJP" | "EUCJPMS" | "EUCJPWIN" | "XEUCJP" | "EUC" | "UJIS" | "CP51932" | "JA16EUC" | "JA16EUCTILDE" => {
                Self::EucJp
            }
            "JEF" => Self::Jef,
            "KEIS" | "KEIS83" | "KEIS90" | "JIPS" | "JIPSE" | "JIPSJ" => Self::Keis,
            "EBCDIC" | "CP930" | "IBM930" | "CP939" | "IBM939" | "CP1399" | "IBM1399" => Self::Ebcdic,
            _ => return None,
        })
    }

    /// Bytes that one character of such content takes.
    pub fn bytes_per_character(self, content: Content) -> ByteWidth {
        let start = ByteWidth { least: u32::MAX, most: 1 };
        Specimen::ALL.into_iter().filter_map(|specimen| self.bytes_of(specimen, content)).fold(start, |width, bytes| {
            ByteWidth { least: width.least.min(bytes), most: width.most.max(bytes + self.shift_bytes(content)) }
        })
    }

    /// Bytes of shift codes that one full-width character may need around it. A field of one width
    /// only (PIC N) keeps none.
    pub(super) fn shift_bytes(self, content: Content) -> u32 {
        match (self, content) {
            (Self::Jef | Self::Ebcdic, Content::Mixed) => 2,
            (Self::Keis, Content::Mixed) => 4,
            _ => 0,
        }
    }

    /// Bytes of a specimen without shift codes; `None` when the content or the encoding excludes it.
    pub(super) fn bytes_of(self, specimen: Specimen, content: Content) -> Option<u32> {
        use Specimen::*;
        if !content.admits(specimen) {
            return None;
        }
        match (self, specimen) {
            (Self::Utf8 | Self::Utf16, SupplementaryWithSelector) => Some(8),
            (Self::Utf8 | Self::Utf16, Supplementary) => Some(4),
            (Self::Utf16, _) => Some(2),
            (_, Ascii) => Some(1),
            (Self::Utf8, _) => Some(3),
            (Self::EucJp, Jisx0212) => Some(3),
            (Self::EucJp, HalfKana) => Some(2),
            (_, HalfKana) => Some(1),
            (_, Kanji) => Some(2),
            (_, Jisx0212 | Supplementary | SupplementaryWithSelector) => None,
        }
    }
}

/// One character for each way in which the encodings above spend bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Specimen {
    Ascii,
    Kanji,
    HalfKana,
    Jisx0212,
    Supplementary,
    SupplementaryWithSelector,
}

impl Specimen {
    pub(super) const ALL: [Self; 6] = [
        Self::Ascii,
        Self::Kanji,
        Self::HalfKana,
        Self::Jisx0212,
        Self::Supplementary,
        Self::SupplementaryWithSelector,
    ];

    pub(super) fn text(self) -> &'static str {
        match self {
            Self::Ascii => "0",
            Self::Kanji => "字",
            Self::HalfKana => "ｱ",
            Self::Jisx0212 => "丂",
            Self::Supplementary => "𠮷",
            Self::SupplementaryWithSelector => "𠮷\u{E0100}",
        }
    }

    pub(super) fn is_full_width(self) -> bool {
        !matches!(self, Self::Ascii | Self::HalfKana)
    }
}

impl Content {
    fn admits(self, specimen: Specimen) -> bool {
        let selector = specimen == Specimen::SupplementaryWithSelector;
        match self {
            Self::Ascii => specimen == Specimen::Ascii,
            Self::Single => !specimen.is_full_width(),
            Self::Double => specimen.is_full_width() && !selector,
            Self::DoubleWithSelectors => specimen.is_full_width(),
            Self::Mixed => !selector,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{EUC_JP, SHIFT_JIS};

    const CONTENTS: [Content; 5] =
        [Content::Ascii, Content::Single, Content::Double, Content::DoubleWithSelectors, Content::Mixed];

    fn width(encoding: Encoding, content: Content) -> (u32, u32) {
        let width = encoding.bytes_per_character(content);
        (width.least, width.most)
    }

    fn real_bytes(encoding: Encoding, text: &str) -> Option<u32> {
        let by_table = |table: &'static encoding_rs::Encoding| {
            let (bytes, _, unmappable) = table.encode(text);
            (!unmappable).then_some(bytes.len())
        };
        let bytes = match encoding {
            Encoding::Utf8 => Some(text.len()),
            Encoding::Utf16 => Some(2 * text.encode_utf16().count()),
            Encoding::Cp932 => by_table(SHIFT_JIS),
            Encoding::EucJp => by_table(EUC_JP),
            Encoding::Jef | Encoding::Keis | Encoding::Ebcdic => None,
        };
        bytes.map(|n| u32::try_from(n).unwrap())
    }

    #[test]
    fn widths_are_those_of_the_codes() {
        use Encoding::*;
        assert_eq!(width(Utf8, Content::Mixed), (1, 4));
        assert_eq!(width(Utf8, Content::Double), (3, 4));
        assert_eq!(width(Utf8, Content::Single), (1, 3));
        assert_eq!(width(Utf8, Content::DoubleWithSelectors), (3, 8));
        assert_eq!(width(Utf16, Content::Double), (2, 4));
        assert_eq!(width(Utf16, Content::Ascii), (2, 2));
        assert_eq!(width(Cp932, Content::Mixed), (1, 2));
        assert_eq!(width(Cp932, Content::Double), (2, 2));
        assert_eq!(width(Cp932, Content::Single), (1, 1));
        assert_eq!(width(EucJp, Content::Double), (2, 3));
        assert_eq!(width(EucJp, Content::Single), (1, 2));
        assert_eq!(width(Jef, Content::Double), (2, 2));
        assert_eq!(width(Jef, Content::Mixed), (1, 4));
        assert_eq!(width(Keis, Content::Mixed), (1, 6));
    }

    #[test]
    fn specimens_take_the_bytes_that_encoding_rs_writes() {
        for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Cp932] {
            for specimen in Specimen::ALL {
                let content = CONTENTS.into_iter().find(|c| c.admits(specimen)).unwrap();
                let stated = encoding.bytes_of(specimen, content);
                assert_eq!(stated, real_bytes(encoding, specimen.text()), "{specimen:?}");
            }
        }
    }

    /// encoding_rs reads JIS X 0212 in EUC-JP but does not write it.
    #[test]
    fn euc_takes_three_bytes_for_jisx0212() {
        let (text, _, malformed) = EUC_JP.decode(&[0x8f, 0xb0, 0xa1]);
        assert!(!malformed);
        assert_eq!(text, Specimen::Jisx0212.text());
        assert_eq!(real_bytes(Encoding::EucJp, "ｱ"), Some(2));
    }

    /// Every character of the basic plane takes a number of bytes that its content promises.
    #[test]
    fn no_character_is_outside_the_promised_width() {
        for c in (0x21..=0xFFFF_u32).filter_map(char::from_u32) {
            let content = match u32::from(c) {
                0x21..=0x7E => Content::Ascii,
                0xFF61..=0xFF9F => Content::Single,
                0x3040..=0x30FF | 0x4E00..=0x9FFF | 0xFF01..=0xFF5E => Content::Double,
                _ => Content::Mixed,
            };
            for encoding in [Encoding::Utf8, Encoding::Utf16, Encoding::Cp932, Encoding::EucJp] {
                let Some(bytes) = real_bytes(encoding, &c.to_string()) else {
                    continue;
                };
                let width = encoding.bytes_per_character(content);
                assert!((width.least..=width.most).contains(&bytes), "{c} {encoding:?}");
            }
        }
    }

    #[test]
    fn names_are_read_as_people_write_them() {
        for (name, encoding) in [
            ("Shift_JIS", Encoding::Cp932),
            ("sjis", Encoding::Cp932),
            ("Windows-31J", Encoding::Cp932),
            ("MS932", Encoding::Cp932),
            ("UTF-8", Encoding::Utf8),
            ("utf8mb4", Encoding::Utf8),
            ("UTF-16LE", Encoding::Utf16),
            ("eucJP-ms", Encoding::EucJp),
            ("EUC-JP", Encoding::EucJp),
            ("JEF", Encoding::Jef),
            ("EBCDIC", Encoding::Ebcdic),
        ] {
            assert_eq!(Encoding::from_name(name), Some(encoding), "{name}");
        }
        assert_eq!(Encoding::from_name("Shift_JIS-2004"), None);
        assert_eq!(Encoding::from_name(""), None);
    }
}
