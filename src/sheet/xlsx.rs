//! `.xlsx` and `.xlsm`, cell by cell: nothing is allocated for empty cells.

use std::io::Cursor;

use calamine::{Dimensions, Reader, SheetType, SheetVisible, Xlsx, XlsxError};

use super::cells::text_of_ref;
use super::grid::{Area, Filling};
use super::looks::Looks;
use super::refuse::Refusal;

type Book<'b> = Xlsx<Cursor<&'b [u8]>>;

/// `parts`: XML parts of the container. A sheet is a part of its own; sheets that share one would be read again and again.
pub(super) fn read(bytes: &[u8], parts: usize, filling: &mut Filling) -> Result<(), Refusal> {
    let mut book: Book<'_> = Xlsx::new(Cursor::new(bytes)).map_err(refusal)?;
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|s| s.typ == SheetType::WorkSheet)
        .map(|s| (s.name.clone(), s.visible != SheetVisible::Visible))
        .collect();
    if sheets.len() > parts {
        return Err(Refusal::SharedSheets);
    }
    let mut looks = Looks::open(bytes);
    for (name, hidden) in sheets {
        filling.start(&name, hidden)?;
        match read_sheet(&mut book, &name, filling)? {
            Some(struck) => {
                if let Some(looks) = &mut looks {
                    looks.mark(&name, &struck, filling)?;
                }
                let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
                filling.finish(merged.iter().map(area).collect());
            }
            None => filling.drop_sheet(),
        }
    }
    Ok(())
}

pub(super) fn area(merged: &Dimensions) -> Area {
    let row = |r: u32| r.saturating_add(1);
    Area { top: row(merged.start.0), left: merged.start.1, bottom: row(merged.end.0), right: merged.end.1 }
}

/// Which styles strike through; `None` for a part that is no worksheet after all (charts, dialogs).
fn read_sheet(book: &mut Book<'_>, name: &str, filling: &mut Filling) -> Result<Option<Vec<bool>>, Refusal> {
    let mut cells = match book.worksheet_cells_reader(name) {
        Ok(cells) => cells,
        Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
        Err(e) => return Err(refusal(e)),
    };
    let formats: Vec<Option<String>> =
        cells.styles().iter().map(|s| s.number_format.as_ref().map(|f| f.format_code.clone())).collect();
    let struck = cells.styles().iter().map(|s| s.font.as_ref().is_some_and(|f| f.has_strikethrough())).collect();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(refusal)? {
        let (row, column) = cell.get_position();
        let format = formats.get(style).and_then(|f| f.as_deref());
        filling.put(row.saturating_add(1), column, text_of_ref(cell.get_value(), format))?;
    }
    Ok(Some(struck))
}

fn refusal(error: XlsxError) -> Refusal {
    match error {
        XlsxError::Password => Refusal::Password,
        other => Refusal::Broken(other.to_string()),
    }
}
