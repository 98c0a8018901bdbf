//! Where a sheet stands and what it is read for.

use crate::sheet::{Header, Sheet};
use crate::spec::edition::SheetPlace;

/// A sheet with its header and what its objects will name as their source.
pub(super) struct Recognised<'b> {
    pub(super) file: &'b str,
    pub(super) source: &'b str,
    pub(super) sheet: &'b Sheet,
    pub(super) header: Header,
}

impl Recognised<'_> {
    pub(super) fn at(&self, row: u32) -> SheetPlace {
        SheetPlace { file: self.file.to_string(), sheet: self.sheet.name.clone(), row }
    }

    pub(super) fn sources(&self) -> Vec<String> {
        vec![self.source.to_string()]
    }

    /// Texts above the header, from the top.
    pub(super) fn titles(&self) -> impl Iterator<Item = &str> {
        let rows = self.sheet.rows().iter().take_while(|r| r.number < self.header.first_row);
        rows.flat_map(|r| r.cells()).map(|(_, text)| text)
    }
}
