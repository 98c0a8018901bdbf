//! CSV and TSV in the encodings that spreadsheets write.

use super::cells::lines;
use super::grid::Filling;
use super::quotes::unclosed;
use super::refuse::Refusal;
use crate::text::lines::{LineIndex, Position};
use crate::text::sniff;

/// Reads a whole file as one sheet.
pub(super) fn read(bytes: &[u8], tabs: bool, filling: &mut Filling) -> Result<(), Refusal> {
    let text = sniff::text(bytes).map_err(Refusal::NoText)?.text;
    let delimiter = if tabs { b'\t' } else { delimiter(&text) };
    if let Some(at) = unclosed(&text, delimiter) {
        return Err(Refusal::OpenQuote(place(&text, at)));
    }
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    let mut row = 0u32;
    let (mut last, mut before) = (0, 0);
    loop {
        let start = reader.position().byte() as usize;
        if !reader.read_record(&mut record).map_err(|e| Refusal::Broken(e.to_string()))? {
            // whoever writes rows ends each with a line break and writes as many cells as in the one before
            let whole = last >= before || text.ends_with(['\n', '\r']);
            return if whole { Ok(()) } else { Err(Refusal::CutOff(place(&text, text.len()))) };
        }
        (before, last) = (last, record.len());
        row = row.saturating_add(1).saturating_add(blank_lines(&text, start));
        for (column, cell) in record.iter().enumerate() {
            let column = u32::try_from(column).unwrap_or(u32::MAX);
            filling.put(row, column, lines(unguard_formula(cell)))?;
        }
        filling.width(row, record.len());
        if row > filling.limits.rows {
            // also when the rows are empty: nobody wants to wait for a million of them
            filling.put(row, 0, " ".into())?;
        }
    }
}

fn place(text: &str, offset: usize) -> Position {
    LineIndex::new(text).position(text, offset)
}

/// Text with a leading `=`, `+`, `-`, `@`, tab or return is taken for a formula by spreadsheets that open a CSV file; an
/// apostrophe before it makes them show it as it is.
pub fn guard_formula(text: &str) -> std::borrow::Cow<'_, str> {
    match looks_like_formula(text.trim_start_matches('\'')) {
        true => format!("'{text}").into(),
        false => text.into(),
    }
}

/// Takes the apostrophe of [`guard_formula`] off again.
pub fn unguard_formula(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if looks_like_formula(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

fn looks_like_formula(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// Blank lines that the CSV reader skips but spreadsheets count.
fn blank_lines(text: &str, start: usize) -> u32 {
    let bytes = text.as_bytes();
    let start = match start > 0 && bytes.get(start - 1) == Some(&b'\r') && bytes.get(start) == Some(&b'\n') {
        true => start + 1,
        false => start,
    };
    let rest = bytes.get(start..).unwrap_or_default();
    let blank = rest.iter().take_while(|b| matches!(b, b'\r' | b'\n'));
    let (mut lines, mut after_return) = (0, false);
    for byte in blank {
        lines += u32::from(*byte == b'\r' || !after_return);
        after_return = *byte == b'\r';
    }
    lines
}

/// The separator that the first lines hold most of.
fn delimiter(text: &str) -> u8 {
    let head: Vec<&str> = text.lines().take(20).collect();
    let count = |c: char| head.iter().map(|line| line.matches(c).count()).sum::<usize>();
    let (commas, tabs, semicolons) = (count(','), count('\t'), count(';'));
    match (tabs > commas, semicolons > commas) {
        (true, _) => b'\t',
        (false, true) => b';',
        _ => b',',
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sheet::limits::Limits;
    use crate::sheet::{Row, Sheet};

    fn sheet(bytes: &[u8]) -> Sheet {
        let mut filling = Filling::new(Limits::default());
        filling.start("s", false).unwrap();
        read(bytes, false, &mut filling).unwrap();
        filling.finish(vec![]);
        filling.sheets().remove(0)
    }

    #[test]
    fn rows_count_as_spreadsheets_count_them() {
        for end in ["\n", "\r\n"] {
            let text = ["a,b", "", "\"c", "d\",e", "", "", "f", ""].join(end);
            let sheet = sheet(text.as_bytes());
            let rows: Vec<u32> = sheet.rows().iter().map(|r: &Row| r.number).collect();
            assert_eq!(rows, [1, 3, 6], "{end:?}");
            assert_eq!(sheet.cell(3, 0), "c\nd");
        }
    }

    #[test]
    fn encodings_are_told_apart() {
        let text = "データ項目,桁数\n宛名番号,15\n";
        let sjis = encoding_rs::SHIFT_JIS.encode(text).0.into_owned();
        let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let marked = [vec![0xFF, 0xFE], utf16.clone()].concat();
        let utf8 = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        for bytes in [text.as_bytes().to_vec(), sjis, utf16, marked, utf8] {
            assert_eq!(sheet(&bytes).cell(2, 0), "宛名番号");
        }
        let tabs = "a\tb\nc\td\n";
        assert_eq!(sheet(tabs.as_bytes()).cell(2, 1), "d");
    }

    #[test]
    fn formulas_are_guarded_and_come_back() {
        for text in ["=1+1", "-5", "@a", "'=x", "''", "普通", "'abc"] {
            assert_eq!(unguard_formula(&guard_formula(text)), text);
        }
        assert_eq!(guard_formula("=1"), "'=1");
    }
}
