//! Text of unknown encoding: told by its mark, else by what the bytes can be.

use super::decode::{DecodeFault, Decoded, FileEncoding, decode};
use super::lang::Bilingual;
use super::problem::Problem;

/// Why bytes are no text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NoText {
    /// Bytes of no encoding that is read; the first of them, from 0.
    Unknown { offset: usize },
    /// Zero bytes outside UTF-16, which no text has; the first of them, from 0.
    Binary { offset: usize },
}

impl NoText {
    pub fn problem(&self, path: &str) -> Problem {
        let (what, todo) = self.texts();
        Problem::new(path, what, todo)
    }

    pub fn texts(&self) -> (Bilingual, Bilingual) {
        match self {
            NoText::Unknown { offset } => (
                Bilingual::new(
                    format!("文字コードが分かりません（{offset} バイト目、0 起点）"),
                    format!("the encoding is not recognised (byte {offset})"),
                ),
                Bilingual::new(
                    "UTF-8、UTF-16、CP932（Shift_JIS）、EUC-JP のどれかで保存し直してください",
                    "save it as UTF-8, UTF-16, CP932 (Shift_JIS) or EUC-JP",
                ),
            ),
            NoText::Binary { offset } => (
                Bilingual::new(
                    format!("文字でないデータ（NUL）が含まれています（{offset} バイト目、0 起点）"),
                    format!("it holds data that are no text (NUL at byte {offset})"),
                ),
                Bilingual::new(
                    "壊れていないか確かめ、取り出し元の画面か表計算ソフトから書き出し直してください",
                    "check that it is whole and export it again",
                ),
            ),
        }
    }
}

/// By its mark, else UTF-8, else UTF-16 where every other byte is zero, else CP932 or EUC-JP, whichever reads better.
///
/// # Errors
/// [`NoText`] with the first byte that does not belong.
pub fn text(bytes: &[u8]) -> Result<Decoded, NoText> {
    if let Ok(decoded) = decode(bytes, None) {
        return match decoded.text.find('\0') {
            Some(offset) => utf16_without_mark(bytes).ok_or(NoText::Binary { offset }),
            None => Ok(decoded),
        };
    }
    let cp932 = decode(bytes, Some("CP932"));
    let euc = decode(bytes, Some("EUC-JP"));
    let read = match (cp932, euc) {
        (Ok(cp932), Ok(euc)) => Ok(if is_euc(bytes, &cp932.text, &euc.text) { euc } else { cp932 }),
        (Ok(one), Err(_)) | (Err(_), Ok(one)) => Ok(one),
        (Err(DecodeFault::Malformed { offset, .. }), Err(_)) => Err(NoText::Unknown { offset }),
        (Err(DecodeFault::Unknown { .. }), Err(_)) => Err(NoText::Unknown { offset: 0 }),
    };
    match (read, bytes.iter().position(|b| *b == 0)) {
        (Ok(decoded), None) => Ok(decoded),
        (Err(fault), None) => Err(fault),
        (_, Some(offset)) => utf16_without_mark(bytes).ok_or(NoText::Binary { offset }),
    }
}

/// EUC-JP read as CP932 is mostly half-width kana; real half-width kana have no bytes above 0xDF. Half-width kana in EUC-JP
/// have a byte before them that CP932 reads as rare kanji without any kana between them.
fn is_euc(bytes: &[u8], as_cp932: &str, as_euc: &str) -> bool {
    let foreign = |text: &str| text.chars().filter(|c| !c.is_ascii()).count();
    let half = |text: &str| text.chars().filter(|c| ('\u{FF61}'..='\u{FF9F}').contains(c)).count();
    let any_kana = as_cp932.chars().any(|c| matches!(c, '\u{3041}'..='\u{30FF}'));
    let marked = half(as_euc) * 2 >= foreign(as_euc) && !any_kana && bytes.contains(&0x8E);
    marked || (half(as_cp932) * 10 >= foreign(as_cp932) * 3 && bytes.iter().any(|b| *b >= 0xE0))
}

fn utf16_without_mark(bytes: &[u8]) -> Option<Decoded> {
    let zeros = |at: usize| bytes.iter().skip(at).step_by(2).take(2000).filter(|b| **b == 0).count();
    let name = if zeros(0) > zeros(1) { FileEncoding::Utf16Be } else { FileEncoding::Utf16Le };
    let name = if name == FileEncoding::Utf16Be { "UTF-16BE" } else { "UTF-16LE" };
    // a line end that was one stays one
    let lines = |text: &str| text.contains('\n') || !bytes.contains(&b'\n');
    decode(bytes, Some(name)).ok().filter(|d| !d.text.contains('\0') && lines(&d.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_encodings_are_told_apart() {
        for line in ["テーブル,項目,論理名\nKOJIN,ATENA_NO,宛名番号\n", "表,項目\n", "ﾃｰﾌﾞﾙ,ｺｳﾓｸ,宛名ﾊﾞﾝｺﾞｳ\n"]
        {
            for name in [encoding_rs::SHIFT_JIS, encoding_rs::EUC_JP, encoding_rs::UTF_8] {
                let bytes = name.encode(line).0.into_owned();
                assert_eq!(text(&bytes).unwrap().text, line, "{}", name.name());
            }
            let utf16: Vec<u8> = line.encode_utf16().flat_map(u16::to_le_bytes).collect();
            assert_eq!(text(&utf16).unwrap().text, line);
        }
        let kana = encoding_rs::SHIFT_JIS.encode("ｱﾃﾅ,ｼﾒｲ,ｾｲﾈﾝ\n").0.into_owned();
        assert_eq!(text(&kana).unwrap().text, "ｱﾃﾅ,ｼﾒｲ,ｾｲﾈﾝ\n");
    }

    #[test]
    fn bytes_that_are_no_text_are_named() {
        assert_eq!(text(b"ab\0cd\n").unwrap_err(), NoText::Binary { offset: 2 });
        assert!(matches!(text(&[0x41, 0xFF, 0xFF, 0x41]), Err(NoText::Unknown { .. })));
    }
}
