//! Tables as sheets: frozen headings, filters, lists to choose from, locked columns, print set-up. Everything is text or a
//! number; there are no formulas and no macros.

use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder,
    ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::table::{Cell, Column, Kind, Table, Tone};
use crate::bpr::Remedy;
use crate::ledger::decisions::CELL;
use crate::text::lang::Lang;
use crate::text::width;

/// Row of the headings, counted from 0: a title and a note stand above.
const HEADINGS: u32 = 2;
/// Column widths, in characters, that a landscape page shows in letters one can read (about seven points).
const A4_WIDTH: u32 = 190;
const A3_WIDTH: u32 = 270;

/// Height of a line in points, and the most lines that a row shows; the rest is read in the cell.
const LINE: f64 = 15.0;
const MOST_LINES: u32 = 12;

/// Rows beyond the last one in which people may add lines of their own.
const SPARE: u32 = 200;

/// The bytes of the workbook.
pub(in crate::report) fn write(tables: Vec<Table>, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // half the time of the usual level, for a fifth more bytes
    book.set_zip_compression_level(2);
    // the same report gives the same bytes
    let properties = DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    book.set_properties(&properties);
    let formats = Formats::new();
    for table in tables {
        write_table(book.add_worksheet(), table, &formats, lang)?;
    }
    book.save_to_buffer()
}

struct Formats {
    title: Format,
    note: Format,
    wide: Format,
    heading: Format,
    typed_heading: Format,
    shown: Format,
    typed: Format,
    tones: [(Tone, Format); 4],
}

impl Formats {
    fn new() -> Formats {
        let cell = || Format::new().set_text_wrap().set_align(FormatAlign::Top);
        let heading = || {
            let format = cell().set_bold().set_border(FormatBorder::Thin);
            format.set_align(FormatAlign::Center).set_align(FormatAlign::VerticalCenter)
        };
        let tone = |color: &str| cell().set_background_color(color);
        Formats {
            title: Format::new().set_bold().set_font_size(14),
            note: Format::new().set_font_color("595959"),
            wide: Format::new().set_align(FormatAlign::Top),
            heading: heading().set_background_color("D9E1F2"),
            typed_heading: heading().set_background_color("FFF2CC"),
            shown: cell(),
            // text, so that a spreadsheet neither computes nor rewrites what people type
            typed: cell().set_num_format("@").set_unlocked(),
            tones: [
                (Tone::Bad, tone("F8CBAD")),
                (Tone::Doubtful, tone("FFE699")),
                (Tone::Good, tone("C6E0B4")),
                (Tone::Quiet, tone("E7E6E6")),
            ],
        }
    }

    fn tone(&self, tone: Tone) -> &Format {
        self.tones.iter().find(|(t, _)| *t == tone).map_or(&self.shown, |(_, format)| format)
    }
}

fn write_table(sheet: &mut Worksheet, table: Table, formats: &Formats, lang: Lang) -> Result<(), XlsxError> {
    sheet.set_name(table.name)?;
    for (at, column) in (0u16..).zip(&table.columns) {
        set_column(sheet, at, column, formats)?;
    }
    sheet.write_string_with_format(0, 0, table.title, &formats.title)?;
    sheet.write_string_with_format(1, 0, table.note, &formats.note)?;
    for (at, column) in (0u16..).zip(&table.columns) {
        let format = if column.kind.is_typed() { &formats.typed_heading } else { &formats.heading };
        sheet.write_string_with_format(HEADINGS, at, &column.heading, format)?;
    }
    let last_row = HEADINGS + table.rows.len() as u32;
    for (row, cells) in (HEADINGS + 1..).zip(table.rows) {
        let lines = cells.iter().zip(&table.columns).map(|(cell, column)| lines(cell, column)).max().unwrap_or(1);
        if lines > 1 {
            sheet.set_row_height(row, f64::from(lines.min(MOST_LINES)) * LINE)?;
        }
        for (at, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Empty => continue,
                Cell::Text(text) => sheet.write_string(row, at, cut(text))?,
                Cell::Wide(text) => sheet.write_string_with_format(row, at, cut(text), &formats.wide)?,
                Cell::Number(n) => sheet.write_number(row, at, n as f64)?,
                Cell::Toned(text, tone) => sheet.write_string_with_format(row, at, cut(text), formats.tone(tone))?,
            };
        }
    }
    let last_column = table.columns.len().saturating_sub(1) as u16;
    sheet.set_freeze_panes(HEADINGS + 1, table.frozen)?;
    if table.filtered {
        sheet.autofilter(HEADINGS, 0, last_row.max(HEADINGS + 1), last_column)?;
    }
    for (at, column) in (0u16..).zip(&table.columns) {
        validate(sheet, at, column, last_row, lang)?;
    }
    protect(sheet);
    print(sheet, &table.columns, table.frozen, last_row)?;
    Ok(())
}

/// Lines that a cell's wrapped text takes; programs that do not measure it anew show all of it.
fn lines(cell: &Cell, column: &Column) -> u32 {
    let (Cell::Text(text) | Cell::Toned(text, _)) = cell else { return 1 };
    if column.kind == Kind::Hidden || text.len() <= usize::from(column.width) && !text.contains('\n') {
        return 1;
    }
    text.split('\n')
        .map(|line| (width::cells(line).div_ceil(usize::from(column.width).saturating_sub(2).max(1))).max(1) as u32)
        .sum()
}

fn set_column(sheet: &mut Worksheet, at: u16, column: &Column, formats: &Formats) -> Result<(), XlsxError> {
    sheet.set_column_width(at, f64::from(column.width))?;
    sheet.set_column_format(at, if column.kind.is_typed() { &formats.typed } else { &formats.shown })?;
    if column.kind == Kind::Hidden {
        sheet.set_column_hidden(at)?;
    }
    Ok(())
}

/// Words to choose from; others may be typed all the same.
fn validate(sheet: &mut Worksheet, at: u16, column: &Column, last_row: u32, lang: Lang) -> Result<(), XlsxError> {
    let words: Vec<&str> = match column.kind {
        Kind::Policy => Remedy::ALL.iter().map(|r| r.word(lang)).collect(),
        Kind::Chosen(words) => words.iter().map(|(ja, en)| lang.pick(ja, en)).collect(),
        _ => return Ok(()),
    };
    let list = DataValidation::new().allow_list_strings(&words)?.set_error_style(DataValidationErrorStyle::Information);
    sheet.add_data_validation(HEADINGS + 1, at, last_row + SPARE, at, &list)?;
    Ok(())
}

/// Against slips, not against people: there is no password.
fn protect(sheet: &mut Worksheet) {
    let options = ProtectionOptions {
        format_cells: true,
        format_columns: true,
        format_rows: true,
        sort: true,
        use_autofilter: true,
        ..ProtectionOptions::default()
    };
    sheet.protect_with_options(&options);
}

/// Readable on paper: wide sheets on A3 and over several pages side by side, each with the frozen columns and the headings.
fn print(sheet: &mut Worksheet, columns: &[Column], frozen: u16, last_row: u32) -> Result<(), XlsxError> {
    const A3: u8 = 8;
    const A4: u8 = 9;
    // hidden columns stand last
    let shown = columns.iter().rposition(|c| c.kind != Kind::Hidden).unwrap_or(0) as u16;
    let width: u32 = columns[..=usize::from(shown)].iter().map(|c| u32::from(c.width)).sum();
    let (paper, fits) = if width > A4_WIDTH { (A3, A3_WIDTH) } else { (A4, A4_WIDTH) };
    let pages = width.div_ceil(fits).max(1) as u16;
    sheet.set_paper_size(paper).set_landscape().set_print_fit_to_pages(pages, 0).set_print_gridlines(true);
    sheet.set_margins(0.4, 0.4, 0.6, 0.6, 0.3, 0.3);
    sheet.set_repeat_rows(HEADINGS, HEADINGS)?;
    if pages > 1 && frozen > 0 {
        sheet.set_repeat_columns(0, frozen - 1)?;
    }
    sheet.set_print_area(0, 0, last_row, shown)?;
    sheet.set_footer("&L&A&R&P / &N");
    Ok(())
}

/// A cell holds so much and no more.
fn cut(mut text: String) -> String {
    // a character is one or two UTF-16 units, and at least as many bytes
    if text.len() <= CELL || text.encode_utf16().count() <= CELL {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        units += c.len_utf16();
        (units >= CELL).then_some(at)
    });
    text.truncate(end.unwrap_or(text.len()));
    text.push('…');
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_longer_than_a_workbook_allows() {
        assert_eq!(cut("氏名".into()), "氏名");
        for long in ["あ".repeat(CELL + 1), "𠮷".repeat(CELL), "a".repeat(CELL + 5)] {
            let text = cut(long);
            assert!((CELL - 1..=CELL).contains(&text.encode_utf16().count()) && text.ends_with('…'));
        }
        assert_eq!(cut("a".repeat(CELL)).len(), CELL);
    }
}
