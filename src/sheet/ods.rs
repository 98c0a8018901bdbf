//! `.ods`, read here rather than by the workbook library: that one lays repeated rows out in memory.

use std::io::Read;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::archive::Archive;
use super::cells::lines;
use super::grid::{Area, Filling};
use super::refuse::Refusal;

pub(super) fn read(archive: &mut Archive<'_>, filling: &mut Filling) -> Result<(), Refusal> {
    if part(archive, "META-INF/manifest.xml").is_ok_and(|text| text.contains("encryption-data")) {
        return Err(Refusal::Password);
    }
    let content = part(archive, "content.xml")?;
    let mut reader = quick_xml::Reader::from_str(&content);
    let mut table =
        Table { filling, place: None, row: 1, column: 0, cell: None, merged: Vec::new(), row_repeat: 1, repeated: 0 };
    let mut depth = 0u32;
    loop {
        let broken = Refusal::BrokenAt { part: "content.xml".into(), row: u64::from(table.row) };
        match reader.read_event().map_err(|_| broken.clone())? {
            Event::Start(tag) => {
                depth += 1;
                table.open(&tag)?;
            }
            Event::Empty(tag) => {
                table.open(&tag)?;
                table.close(tag.local_name().as_ref())?;
            }
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                table.close(tag.local_name().as_ref())?;
            }
            Event::Text(text) => table.text(&text),
            Event::CData(text) => table.text(&text),
            Event::GeneralRef(reference) => table.reference(&reference),
            Event::Eof if depth > 0 => return Err(broken),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn part(archive: &mut Archive<'_>, name: &str) -> Result<String, Refusal> {
    let mut part = archive.by_name(name).map_err(|e| Refusal::Broken(format!("{name}: {e}")))?;
    let mut bytes = Vec::new();
    part.read_to_end(&mut bytes).map_err(|e| Refusal::Broken(e.to_string()))?;
    String::from_utf8(bytes).map_err(|_| Refusal::Broken(format!("{name}: UTF-8")))
}

/// The cell being read.
#[derive(Default)]
struct Cell {
    text: String,
    /// What the cell shows is in its paragraphs; where there are none, the typed value counts.
    value: Option<String>,
    paragraphs: u32,
    in_paragraph: u32,
    in_note: u32,
    repeat: u32,
    span: (u32, u32),
}

struct Table<'f> {
    filling: &'f mut Filling,
    /// Inside a sheet.
    place: Option<()>,
    row: u32,
    column: u32,
    row_repeat: u32,
    cell: Option<Cell>,
    merged: Vec<Area>,
    /// Cells that only repeat another, so far.
    repeated: u64,
}

/// Filled rows that a file may repeat by a mere number.
const REPEAT: u32 = 10_000;

impl Table<'_> {
    fn open(&mut self, tag: &BytesStart<'_>) -> Result<(), Refusal> {
        match tag.local_name().as_ref() {
            "table" if self.place.is_none() => {
                let name = attribute(tag, "name").unwrap_or_default();
                self.filling.start(&name, false)?;
                (self.place, self.row, self.column) = (Some(()), 1, 0);
            }
            "table-row" => {
                self.column = 0;
                self.row_repeat = count(tag, "number-rows-repeated");
            }
            "table-cell" | "covered-table-cell" if self.cell.is_none() => self.cell = Some(new_cell(tag)),
            "p" | "h" => self.paragraph(),
            "annotation" => self.note(true),
            "s" => self.push(&" ".repeat(count(tag, "c").min(100) as usize)),
            "tab" => self.push("\t"),
            "line-break" => self.push("\n"),
            _ => {}
        }
        Ok(())
    }

    fn close(&mut self, name: &str) -> Result<(), Refusal> {
        match name {
            "table" if self.place.take().is_some() => {
                let merged = std::mem::take(&mut self.merged);
                self.filling.finish(merged);
            }
            "table-row" => self.row = self.row.saturating_add(self.row_repeat),
            "table-cell" | "covered-table-cell" => self.place_cell()?,
            "p" | "h" => {
                if let Some(cell) = &mut self.cell {
                    cell.in_paragraph = cell.in_paragraph.saturating_sub(1);
                }
            }
            "annotation" => self.note(false),
            _ => {}
        }
        Ok(())
    }

    fn paragraph(&mut self) {
        let Some(cell) = &mut self.cell else { return };
        cell.in_paragraph += 1;
        if cell.in_note == 0 {
            if cell.paragraphs > 0 {
                cell.text.push('\n');
            }
            cell.paragraphs += 1;
        }
    }

    fn note(&mut self, begins: bool) {
        if let Some(cell) = &mut self.cell {
            cell.in_note = if begins { cell.in_note + 1 } else { cell.in_note.saturating_sub(1) };
        }
    }

    fn push(&mut self, text: &str) {
        if let Some(cell) = self.cell.as_mut().filter(|c| c.in_paragraph > 0 && c.in_note == 0) {
            cell.text.push_str(text);
        }
    }

    fn text(&mut self, text: &str) {
        self.push(text);
    }

    fn reference(&mut self, reference: &quick_xml::events::BytesRef<'_>) {
        let name: &str = reference;
        let resolved = match reference.resolve_char_ref() {
            Ok(Some(c)) => c.to_string(),
            _ => quick_xml::escape::resolve_xml_entity(name).unwrap_or_default().to_string(),
        };
        self.push(&resolved);
    }

    fn place_cell(&mut self) -> Result<(), Refusal> {
        let Some(cell) = self.cell.take() else { return Ok(()) };
        let first = self.column;
        self.column = self.column.saturating_add(cell.repeat);
        let text = match cell.paragraphs {
            0 => cell.value.unwrap_or_default(),
            _ => lines(&cell.text),
        };
        if text.is_empty() || self.place.is_none() {
            return Ok(());
        }
        let (rows, columns) = cell.span;
        if rows > 1 || columns > 1 {
            let (bottom, right) = (self.row.saturating_add(rows - 1), first.saturating_add(columns - 1));
            self.merged.push(Area { top: self.row, left: first, bottom, right });
        }
        let (rows, columns) = (self.row_repeat.min(REPEAT), (self.column - first).min(REPEAT));
        self.repeated += u64::from(rows) * u64::from(columns) - 1;
        if self.repeated > self.filling.limits.repeated {
            return Err(Refusal::TooManyRepeated { max: self.filling.limits.repeated });
        }
        for row in 0..rows {
            for column in first..first.saturating_add(columns) {
                self.filling.put(self.row.saturating_add(row), column, text.clone())?;
            }
        }
        Ok(())
    }
}

fn new_cell(tag: &BytesStart<'_>) -> Cell {
    let value = ["date-value", "time-value", "value", "string-value", "boolean-value"];
    Cell {
        repeat: count(tag, "number-columns-repeated"),
        span: (count(tag, "number-rows-spanned"), count(tag, "number-columns-spanned")),
        value: value.iter().find_map(|name| attribute(tag, name)),
        ..Cell::default()
    }
}

/// A count of at least one.
fn count(tag: &BytesStart<'_>, name: &str) -> u32 {
    attribute(tag, name).and_then(|v| v.parse().ok()).unwrap_or(1).max(1)
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|a| a.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Explicit1_0).ok().map(|v| v.into_owned())
}
