//! Tables as an `.xlsx` workbook.

use std::collections::HashSet;

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use super::table::{Cell, Heading, Table};

/// Columns that hold prose.
const WIDE: [&str; 6] = ["項目定義", "項目説明", "標準仕様書関連箇所", "機能要件", "帳票概要", "印字編集条件"];

pub(super) fn write(tables: &[Table]) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // the same edition gives the same bytes
    let properties = DocProperties::new().set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    book.set_properties(&properties);
    let mut names = HashSet::new();
    for table in tables {
        let sheet = book.add_worksheet();
        sheet.set_name(sheet_name(&table.name, &mut names))?;
        write_table(sheet, table)?;
    }
    if tables.is_empty() {
        book.add_worksheet();
    }
    book.save_to_buffer()
}

/// At most 31 characters, none of those that workbooks refuse, no name twice.
fn sheet_name(name: &str, taken: &mut HashSet<String>) -> String {
    let allowed: String =
        name.chars().map(|c| if "[]:*?/\\'".contains(c) || c.is_control() { '・' } else { c }).collect();
    let cut = |end: &str| {
        let room = 31 - end.encode_utf16().count();
        let mut used = 0;
        let kept = allowed.chars().take_while(|c| {
            used += c.len_utf16();
            used <= room
        });
        kept.collect::<String>() + end
    };
    let candidates = std::iter::once(String::new()).chain((2..).map(|n| format!("～{n}")));
    for end in candidates {
        let candidate = cut(&end);
        if taken.insert(candidate.to_lowercase()) {
            return candidate;
        }
    }
    allowed
}

fn write_table(sheet: &mut Worksheet, table: &Table) -> Result<(), XlsxError> {
    let mut row = 0u32;
    for texts in &table.top {
        for (column, text) in (0u16..).zip(texts) {
            if !text.is_empty() {
                sheet.write_string(row, column, text)?;
            }
        }
        row += 1;
    }
    row += 1;
    let height = write_headings(sheet, row, &table.headings)?;
    row += height;
    sheet.set_freeze_panes(row, 0)?;
    let plain = Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    for cells in &table.rows {
        for (column, cell) in (0u16..).zip(cells) {
            match cell {
                Cell::Text(text) if text.is_empty() => sheet.write_blank(row, column, &plain)?,
                Cell::Text(text) => sheet.write_string_with_format(row, column, text, &plain)?,
                Cell::Number(n, digits) => {
                    let format = plain.clone().set_num_format("0".repeat(*digits));
                    sheet.write_number_with_format(row, column, *n, &format)?
                }
            };
        }
        row += 1;
    }
    Ok(())
}

/// Headings in one row, or in two where one of them has parts. Gives the number of rows.
fn write_headings(sheet: &mut Worksheet, row: u32, headings: &[Heading]) -> Result<u32, XlsxError> {
    let format = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_background_color("D9E1F2")
        .set_border(FormatBorder::Thin);
    let two = headings.iter().any(|h| !h.below.is_empty());
    let last = row + u32::from(two);
    let mut column = 0u16;
    for heading in headings {
        let right = column + heading.columns - 1;
        let bottom = if heading.below.is_empty() { last } else { row };
        match (bottom > row) || (right > column) {
            true => sheet.merge_range(row, column, bottom, right, &heading.text, &format)?,
            false => sheet.write_string_with_format(row, column, &heading.text, &format)?,
        };
        for (c, below) in (column..).zip(&heading.below) {
            sheet.write_string_with_format(last, c, below, &format)?;
        }
        let width = if WIDE.contains(&heading.text.as_str()) { 40.0 } else { 14.0 };
        sheet.set_column_range_width(column, right, width)?;
        column = right + 1;
    }
    Ok(1 + u32::from(two))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sheet_names_fit_and_differ() {
        let mut taken = HashSet::new();
        let long = "項目定義書_とても長いグループの名称でシート名の上限を超えるもの";
        let (a, b) = (sheet_name(long, &mut taken), sheet_name(long, &mut taken));
        assert!(a != b && a.chars().count() <= 31 && b.ends_with("～2"));
        assert_eq!(sheet_name("a/b[c]", &mut taken), "a・b・c・");
    }
}
