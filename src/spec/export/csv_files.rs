//! Tables as CSV files.

use super::ExportFile;
use super::table::{Cell, Content, Heading, Table};
use super::tables::title;
use crate::sheet::guard_formula;
use crate::spec::edition::Edition;

const FILES: [(Content, &str); 5] = [
    (Content::Items, "items"),
    (Content::Codes, "codes"),
    (Content::Functions, "functions"),
    (Content::Forms, "forms"),
    (Content::PrintedItems, "printed-items"),
];

/// One file for each content; tables of one content share a header.
pub(super) fn write(edition: &Edition, tables: &[Table]) -> Result<Vec<ExportFile>, csv::Error> {
    let mut files = Vec::new();
    for (content, name) in FILES {
        let of: Vec<&Table> = tables.iter().filter(|t| t.content == content).collect();
        let Some(first) = of.first() else { continue };
        let mut writer = csv::WriterBuilder::new()
            .flexible(true)
            .terminator(csv::Terminator::CRLF)
            .from_writer(b"\xEF\xBB\xBF".to_vec());
        let version = &edition.edition;
        writer.write_record([title(edition), format!("版：{}", version.label), format!("日付：{}", version.date)])?;
        writer.write_record(first.headings.iter().flat_map(Heading::flat))?;
        for row in of.iter().flat_map(|t| &t.rows) {
            writer.write_record(row.iter().map(text))?;
        }
        let bytes = writer.into_inner().map_err(|e| csv::Error::from(e.into_error()))?;
        files.push(ExportFile { name: format!("{}-{name}.csv", edition.system), bytes });
    }
    Ok(files)
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => guard_formula(text).into_owned(),
        Cell::Number(n, digits) => format!("{n:0digits$}"),
    }
}
