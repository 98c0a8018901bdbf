//! `.xls`, the binary format before 2007. Its reader builds whole rectangles, so their size is asked for first.

use std::io::Cursor;

use calamine::{Reader, SheetType, SheetVisible, Xls, XlsError};

use super::biff;
use super::cells::text_of;
use super::compound::Compound;
use super::grid::Filling;
use super::refuse::Refusal;
use super::xlsx::area;

pub(super) fn read(bytes: &[u8], filling: &mut Filling) -> Result<(), Refusal> {
    let compound = Compound::parse(bytes).ok_or(Refusal::Ole)?;
    if compound.has("EncryptedPackage") || compound.has("EncryptionInfo") {
        return Err(Refusal::Password);
    }
    let stream = match (compound.stream("Workbook"), compound.stream("Book")) {
        (Some(stream), _) | (None, Some(stream)) => stream,
        (None, None) => return Err(Refusal::Ole),
    };
    biff::check(&stream, &filling.limits)?;
    drop(stream);
    let mut book: Xls<Cursor<&[u8]>> = Xls::new(Cursor::new(bytes)).map_err(refusal)?;
    let sheets: Vec<(String, bool)> = book
        .sheets_metadata()
        .iter()
        .filter(|s| s.typ == SheetType::WorkSheet)
        .map(|s| (s.name.clone(), s.visible != SheetVisible::Visible))
        .collect();
    for (name, hidden) in sheets {
        filling.start(&name, hidden)?;
        let range = book.worksheet_range(&name).map_err(refusal)?;
        let (top, left) = range.start().unwrap_or_default();
        for (row, column, value) in range.used_cells() {
            let row = u32::try_from(row).unwrap_or(u32::MAX).saturating_add(top).saturating_add(1);
            let column = u32::try_from(column).unwrap_or(u32::MAX).saturating_add(left);
            filling.put(row, column, text_of(value))?;
        }
        let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        filling.finish(merged.iter().map(area).collect());
    }
    Ok(())
}

fn refusal(error: XlsError) -> Refusal {
    match error {
        XlsError::Password => Refusal::Password,
        other => Refusal::Broken(other.to_string()),
    }
}
