//! From bytes to text: byte order marks, declared names, and the first byte that does not belong.

use encoding_rs::Encoding as Codec;

/// An encoding that files come in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileEncoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Cp932,
    EucJp,
}

impl FileEncoding {
    /// By the names that people and programs write (`CP932`, `cp51932` and others that the WHATWG list does not know included).
    pub fn from_name(name: &str) -> Option<Self> {
        let folded: String =
            name.chars().filter(|c| c.is_ascii_alphanumeric()).collect::<String>().to_ascii_lowercase();
        Some(match folded.as_str() {
            "utf8" | "unicode11utf8" => FileEncoding::Utf8,
            "utf16" | "utf16le" | "unicode" => FileEncoding::Utf16Le,
            "utf16be" => FileEncoding::Utf16Be,
            "cp932" | "ms932" | "windows31j" | "shiftjis" | "sjis" | "xsjis" | "mskanji" | "cswindows31j" => {
                FileEncoding::Cp932
            }
            "eucjp" | "ujis" | "xeucjp" | "cp51932" | "eucjpms" => FileEncoding::EucJp,
            _ => return None,
        })
    }

    pub fn name(self) -> &'static str {
        match self {
            FileEncoding::Utf8 => "UTF-8",
            FileEncoding::Utf16Le => "UTF-16LE",
            FileEncoding::Utf16Be => "UTF-16BE",
            FileEncoding::Cp932 => "CP932 (Shift_JIS)",
            FileEncoding::EucJp => "EUC-JP",
        }
    }

    fn codec(self) -> &'static Codec {
        match self {
            FileEncoding::Utf8 => encoding_rs::UTF_8,
            FileEncoding::Utf16Le => encoding_rs::UTF_16LE,
            FileEncoding::Utf16Be => encoding_rs::UTF_16BE,
            FileEncoding::Cp932 => encoding_rs::SHIFT_JIS,
            FileEncoding::EucJp => encoding_rs::EUC_JP,
        }
    }
}

/// A decoded text, and how it was told.
#[derive(Debug)]
pub struct Decoded {
    pub text: String,
    pub encoding: FileEncoding,
    /// The declaration named another encoding than the byte order mark; the mark was followed.
    pub overruled: Option<String>,
}

/// Why bytes are not text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DecodeFault {
    /// The declared name is none that is read here.
    Unknown { name: String },
    /// The bytes at `offset` (from 0) do not occur in `encoding`.
    Malformed { encoding: &'static str, offset: usize, text_offset: usize, valid_text: String },
}

/// Decodes a whole file. `declared` is what the file says of itself; without it and without a mark, UTF-8.
///
/// # Errors
/// [`DecodeFault`] with the byte offset of the first sequence that is not in the encoding.
pub fn decode(bytes: &[u8], declared: Option<&str>) -> Result<Decoded, DecodeFault> {
    let declared_encoding = match declared {
        Some(name) => {
            Some(FileEncoding::from_name(name).ok_or_else(|| DecodeFault::Unknown { name: name.to_string() })?)
        }
        None => None,
    };
    let mark = byte_order_mark(bytes);
    let (encoding, body) = match mark {
        Some((encoding, length)) => (encoding, &bytes[length..]),
        None => (declared_encoding.unwrap_or(FileEncoding::Utf8), bytes),
    };
    let overruled = match (mark, declared_encoding) {
        (Some((m, _)), Some(d)) if !same_family(m, d) => declared.map(str::to_string),
        _ => None,
    };
    let skipped = bytes.len() - body.len();
    let text = decode_strict(body, encoding).map_err(|fault| shifted(fault, skipped))?;
    Ok(Decoded { text, encoding, overruled })
}

fn same_family(mark: FileEncoding, declared: FileEncoding) -> bool {
    let utf16 = |e| matches!(e, FileEncoding::Utf16Le | FileEncoding::Utf16Be);
    mark == declared || (utf16(mark) && utf16(declared))
}

fn byte_order_mark(bytes: &[u8]) -> Option<(FileEncoding, usize)> {
    match bytes {
        [0xEF, 0xBB, 0xBF, ..] => Some((FileEncoding::Utf8, 3)),
        [0xFF, 0xFE, ..] => Some((FileEncoding::Utf16Le, 2)),
        [0xFE, 0xFF, ..] => Some((FileEncoding::Utf16Be, 2)),
        _ => None,
    }
}

fn shifted(fault: DecodeFault, by: usize) -> DecodeFault {
    match fault {
        DecodeFault::Malformed { encoding, offset, text_offset, valid_text } => {
            DecodeFault::Malformed { encoding, offset: offset + by, text_offset, valid_text }
        }
        other => other,
    }
}

fn decode_strict(bytes: &[u8], encoding: FileEncoding) -> Result<String, DecodeFault> {
    let codec = encoding.codec();
    if let Some(text) = codec.decode_without_bom_handling_and_without_replacement(bytes) {
        return Ok(text.into_owned());
    }
    Err(first_fault(bytes, encoding))
}

/// Decodes again, slowly, up to the first malformed sequence.
fn first_fault(bytes: &[u8], encoding: FileEncoding) -> DecodeFault {
    let mut decoder = encoding.codec().new_decoder_without_bom_handling();
    let mut text =
        String::with_capacity(decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(bytes.len()));
    let (result, read) = decoder.decode_to_string_without_replacement(bytes, &mut text, true);
    let bad = match result {
        encoding_rs::DecoderResult::Malformed(length, after) => usize::from(length) + usize::from(after),
        _ => 0,
    };
    DecodeFault::Malformed {
        encoding: encoding.name(),
        offset: read.saturating_sub(bad),
        text_offset: text.len(),
        valid_text: text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_as_people_write_them() {
        for name in ["CP932", "Shift_JIS", "shift-jis", "SJIS", "MS932", "Windows-31J"] {
            assert_eq!(FileEncoding::from_name(name), Some(FileEncoding::Cp932), "{name}");
        }
        assert_eq!(FileEncoding::from_name("eucJP-ms"), Some(FileEncoding::EucJp));
        assert_eq!(FileEncoding::from_name("ebcdic"), None);
    }

    #[test]
    fn a_mark_beats_the_declaration_and_says_so() {
        let decoded = decode("\u{FEFF}宛名".as_bytes(), Some("Shift_JIS")).unwrap();
        assert_eq!(decoded.text, "宛名");
        assert_eq!(decoded.overruled.as_deref(), Some("Shift_JIS"));
        let utf16: Vec<u8> = [0xFF, 0xFE].into_iter().chain("宛".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(decode(&utf16, Some("UTF-16")).unwrap().overruled, None);
        assert_eq!(decode(&utf16, None).unwrap().text, "宛");
    }

    #[test]
    fn a_foreign_byte_is_named_with_its_offset() {
        let fault = decode(b"ab\xFFcd", None).unwrap_err();
        assert!(matches!(fault, DecodeFault::Malformed { offset: 2, text_offset: 2, .. }), "{fault:?}");
        let (sjis, _, _) = encoding_rs::SHIFT_JIS.encode("宛名");
        assert!(matches!(decode(&sjis, Some("UTF-8")), Err(DecodeFault::Malformed { offset: 0, .. })));
        assert_eq!(decode(&sjis, Some("CP932")).unwrap().text, "宛名");
        assert!(matches!(
            decode(&[0x88, 0xB6, 0xFF, 0x41], Some("CP932")),
            Err(DecodeFault::Malformed { offset: 2, .. })
        ));
    }
}
