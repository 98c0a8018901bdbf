//! `.xlsb`, the binary form of `.xlsx`, cell by cell. Struck text and hidden rows are not told by its reader.

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xlsb, XlsbError};

use super::cells::text_of_ref;
use super::grid::Filling;
use super::refuse::Refusal;

pub(super) fn read(bytes: &[u8], filling: &mut Filling) -> Result<(), Refusal> {
    let mut book: Xlsb<Cursor<&[u8]>> = Xlsb::new(Cursor::new(bytes)).map_err(refusal)?;
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|s| s.typ == SheetType::WorkSheet)
        .map(|s| (s.name.clone(), s.visible != SheetVisible::Visible))
        .collect();
    for (name, hidden) in sheets {
        filling.start(&name, hidden)?;
        let mut cells = book.worksheet_cells_reader(&name).map_err(refusal)?;
        while let Some(cell) = cells.next_cell().map_err(refusal)? {
            let (row, column) = cell.get_position();
            filling.put(row.saturating_add(1), column, text_of_ref(cell.get_value(), None))?;
        }
        filling.finish(Vec::new());
    }
    Ok(())
}

fn refusal(error: XlsbError) -> Refusal {
    match error {
        XlsbError::Password => Refusal::Password,
        other => Refusal::Broken(other.to_string()),
    }
}
