//! Whether two cells say the same, after a spreadsheet saved one of them in CP932 or in its own form of dates.

use crate::text::clean::visible;

/// UTF-16 units that a cell of a workbook holds.
pub const CELL: usize = 32_767;

/// Characters of the longest number that people write with leading zeros.
const ZEROS: usize = 15;

/// `kept` is the cell as it was written, `copy` what came back.
pub(super) fn alike(kept: &str, copy: &str) -> bool {
    let (kept, copy) = (plain(kept), plain(copy));
    kept == copy
        || lost_characters(&kept, &copy)
        || lost_year(&kept, &copy)
        || lost_zeros(&kept, &copy)
        || cut_off(&kept, &copy)
}

/// Without what spreadsheets change on their own: line ends, outer spaces, and the characters that CP932 has two
/// Unicode readings of.
pub(super) fn plain(text: &str) -> String {
    let unified = |c: char| match c {
        '〜' => '～',
        '−' => '－',
        '‖' => '∥',
        '—' => '―',
        '¢' => '￠',
        '£' => '￡',
        '¬' => '￢',
        '¦' => '￤',
        c => c,
    };
    // the workbook shows characters that would be hidden, line by line
    let text = text.replace("\r\n", "\n");
    let shown: Vec<_> = text.trim().split('\n').map(visible).collect();
    shown.join("\n").chars().map(unified).collect()
}

/// A character that CP932 does not have was saved as `?`.
fn lost_characters(kept: &str, copy: &str) -> bool {
    let mut copies = copy.chars();
    let same = kept.chars().all(|c| match copies.next() {
        Some('?') if !in_cp932(c) => {
            // a pair of surrogates becomes two
            if c.len_utf16() == 2 && copies.as_str().starts_with('?') {
                copies.next();
            }
            true
        }
        other => other == Some(c),
    });
    same && copies.next().is_none()
}

fn in_cp932(c: char) -> bool {
    let mut buffer = [0; 4];
    !encoding_rs::SHIFT_JIS.encode(c.encode_utf8(&mut buffer)).2
}

/// Longer than a cell of a workbook may be, and cut off there.
fn cut_off(kept: &str, copy: &str) -> bool {
    let units = copy.encode_utf16().count();
    let start = copy.strip_suffix('…').filter(|_| (CELL - 2..=CELL).contains(&units));
    start.is_some_and(|start| kept.starts_with(start))
}

/// Digits taken for a number: `007` came back as `7`.
fn lost_zeros(kept: &str, copy: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let number = kept.trim_start_matches('0');
    digits(kept) && kept.starts_with('0') && copy == if number.is_empty() { "0" } else { number }
}

/// What a text of digits may have been before a spreadsheet took it for a number.
pub(super) fn with_zeros(copy: &str) -> impl Iterator<Item = String> {
    let digits = !copy.is_empty() && copy.len() <= ZEROS && copy.bytes().all(|b| b.is_ascii_digit());
    let longest = if digits { ZEROS } else { 0 };
    (copy.len() + 1..=longest).map(move |width| format!("{copy:0>width$}"))
}

/// A day shown without its year (`4月1日`), as some spreadsheets save it.
fn lost_year(kept: &str, copy: &str) -> bool {
    let Some((month, day)) = copy.strip_suffix('日').and_then(|c| c.split_once('月')) else { return false };
    let two = |n: &str| n.parse::<u8>().map(|n| format!("{n:02}")).ok();
    let (Some(month), Some(day)) = (two(month), two(day)) else { return false };
    kept.len() == 10 && kept.ends_with(&format!("-{month}-{day}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_that_the_workbook_cut_off_or_made_visible_is_not_edited() {
        let long = "あ".repeat(CELL + 10);
        let cut = format!("{}…", "あ".repeat(CELL - 1));
        assert!(alike(&long, &cut) && !alike(&long, "あ…") && !alike("い", &cut));
        assert!(alike("a\u{202E}b", "a\\u{202e}b"));
    }

    #[test]
    fn a_copy_from_a_spreadsheet_is_recognised() {
        for (kept, copy) in [
            ("〜まで", "～まで"),
            ("𠮷田", "?田"),
            ("𠮷田", "??田"),
            ("〓ﾃｽﾄ①髙", "〓ﾃｽﾄ①髙"),
            ("2026-04-01", "4月1日"),
            ("007", "7"),
            ("00120", "120"),
            ("000", "0"),
            ("a\nb", "a\r\nb "),
        ] {
            assert!(alike(kept, copy), "{kept} {copy}");
        }
        for (kept, copy) in [
            ("吉田", "?田"),
            ("EUC", "EUC?"),
            ("𠮷", ""),
            ("2026-04-01", "4月2日"),
            ("", "?"),
            ("7", "007"),
            ("70", "7"),
            ("0", ""),
            ("0a", "a"),
        ] {
            assert!(!alike(kept, copy), "{kept} {copy}");
        }
    }
}
