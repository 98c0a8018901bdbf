//! How a file is written: encoding, delimiter, byte order mark. Declared, or told from its beginning and then said.

use crate::text::decode::FileEncoding;

/// As a file is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    pub encoding: FileEncoding,
    /// Nobody declared the encoding, and it is not UTF-8.
    pub guessed: bool,
    /// Bytes of the mark at the beginning.
    pub mark: usize,
    pub delimiter: u8,
}

impl Dialect {
    /// From the beginning of a file.
    pub fn of(start: &[u8], declared: Option<FileEncoding>, delimiter: Option<u8>) -> Dialect {
        let (encoding, guessed, mark) = encoding(start, declared);
        Dialect { encoding, guessed, mark, delimiter: delimiter.unwrap_or_else(|| told_delimiter(start)) }
    }

    pub fn is_wide(&self) -> bool {
        matches!(self.encoding, FileEncoding::Utf16Le | FileEncoding::Utf16Be)
    }
}

/// A mark beats a declaration.
fn encoding(start: &[u8], declared: Option<FileEncoding>) -> (FileEncoding, bool, usize) {
    match start {
        [0xEF, 0xBB, 0xBF, ..] => return (FileEncoding::Utf8, false, 3),
        [0xFF, 0xFE, ..] => return (FileEncoding::Utf16Le, false, 2),
        [0xFE, 0xFF, ..] => return (FileEncoding::Utf16Be, false, 2),
        _ => {}
    }
    match declared {
        Some(encoding) => (encoding, false, 0),
        None => {
            let told = guess(start);
            (told, told != FileEncoding::Utf8, 0)
        }
    }
}

/// UTF-8 unless its beginning has more that is no UTF-8 than that is, and reads as one of the others throughout.
fn guess(start: &[u8]) -> FileEncoding {
    let first_line = start.split(|b| *b == b'\n').next().unwrap_or_default();
    if !first_line.is_ascii() && std::str::from_utf8(first_line).is_ok() {
        return FileEncoding::Utf8;
    }
    let (mut valid, mut invalid) = (0usize, 0usize);
    for chunk in start.utf8_chunks() {
        valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        invalid += chunk.invalid().len();
    }
    if invalid <= valid.max(3) {
        return FileEncoding::Utf8;
    }
    // whole lines, so that no double byte is cut in two
    let whole = memchr::memrchr(b'\n', start).map_or(start, |at| &start[..at]);
    let faults = |codec: &'static encoding_rs::Encoding| {
        let (text, _) = codec.decode_without_bom_handling(whole);
        text.chars().filter(|c| *c == '\u{FFFD}' || ('\u{FF61}'..='\u{FF9F}').contains(c)).count()
    };
    let (cp932, euc) = (faults(encoding_rs::SHIFT_JIS), faults(encoding_rs::EUC_JP));
    if euc < cp932 { FileEncoding::EucJp } else { FileEncoding::Cp932 }
}

fn told_delimiter(start: &[u8]) -> u8 {
    let line = start.split(|b| *b == b'\n').next().unwrap_or_default();
    let count = |wanted: u8| line.iter().filter(|b| **b == wanted).count();
    if count(b'\t') > count(b',') { b'\t' } else { b',' }
}
