//! From a path to a workbook: what the file is, told by its first bytes, and the reader for it.

use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use super::grid::{Filling, Sheet};
use super::limits::Limits;
use super::refuse::Refusal;
use super::{archive, csv_file, ods, xls, xlsb, xlsx};
use crate::text::digest::sha256_hex;
use crate::text::problem::Problem;

/// What a file turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `.xlsx`, `.xlsm`, `.xlsb`.
    OpenXml,
    /// `.xls`.
    Binary,
    /// `.ods`.
    OpenDocument,
    /// `.csv`, `.tsv`.
    Text,
}

/// A file of sheets.
#[derive(Debug)]
pub struct Workbook {
    /// As it was named.
    pub path: String,
    /// Last part of the path.
    pub file: String,
    pub sha256: String,
    pub kind: Kind,
    pub sheets: Vec<Sheet>,
}

/// Opens and reads a workbook or CSV file.
///
/// # Errors
/// Missing, no workbook, protected by a password, damaged, or beyond the limits; each with what to do.
pub fn open(path: &Path, limits: &Limits) -> Result<Workbook, Problem> {
    let name = path.display().to_string();
    let bytes = bytes_of(path, limits).map_err(|r| r.problem(&name))?;
    read(&name, &bytes, limits)
}

/// As [`open`], from bytes already read.
///
/// # Errors
/// As [`open`].
pub fn read(path: &str, bytes: &[u8], limits: &Limits) -> Result<Workbook, Problem> {
    parsed(path, bytes, |file| parse(file, bytes, limits))
}

/// As [`read`], of bytes that are known to be delimited text, whatever their name.
///
/// # Errors
/// As [`open`].
pub fn read_text(path: &str, bytes: &[u8], limits: &Limits) -> Result<Workbook, Problem> {
    parsed(path, bytes, |file| {
        let mut filling = Filling::new(*limits);
        let kind = text(file, bytes, &mut filling)?;
        Ok((kind, filling.sheets()))
    })
}

fn parsed(
    path: &str,
    bytes: &[u8],
    parse: impl FnOnce(&str) -> Result<(Kind, Vec<Sheet>), Refusal>,
) -> Result<Workbook, Problem> {
    let file = Path::new(path).file_name().map_or(path.to_string(), |n| n.to_string_lossy().into_owned());
    // the readers of foreign formats may stumble over bytes that nobody foresaw
    let parsed = catch_unwind(AssertUnwindSafe(|| parse(&file)));
    let outcome = parsed.unwrap_or_else(|_| Err(Refusal::Broken("unexpected bytes".into())));
    let (kind, sheets) = outcome.map_err(|r| r.problem(path))?;
    Ok(Workbook { path: path.to_string(), file, sha256: sha256_hex(bytes), kind, sheets })
}

fn bytes_of(path: &Path, limits: &Limits) -> Result<Vec<u8>, Refusal> {
    if path.is_dir() {
        return Err(Refusal::Folder);
    }
    let unreadable = |e: std::io::Error| match e.kind() {
        std::io::ErrorKind::NotFound => Refusal::Missing,
        std::io::ErrorKind::PermissionDenied => Refusal::Denied,
        _ => Refusal::Unreadable(e.to_string()),
    };
    let file = std::fs::File::open(path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    file.take(limits.file_bytes + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    match bytes.len() as u64 > limits.file_bytes {
        true => Err(Refusal::TooLarge { mib: limits.file_bytes >> 20 }),
        false => Ok(bytes),
    }
}

fn parse(file: &str, bytes: &[u8], limits: &Limits) -> Result<(Kind, Vec<Sheet>), Refusal> {
    if bytes.len() as u64 > limits.file_bytes {
        return Err(Refusal::TooLarge { mib: limits.file_bytes >> 20 });
    }
    let mut filling = Filling::new(*limits);
    let kind = match bytes {
        [b'P', b'K', 3 | 5, 4 | 6, ..] => zipped(bytes, &mut filling)?,
        [0xD0, 0xCF, 0x11, 0xE0, ..] => {
            xls::read(bytes, &mut filling)?;
            Kind::Binary
        }
        _ => plain(file, bytes, &mut filling)?,
    };
    Ok((kind, filling.sheets()))
}

fn zipped(bytes: &[u8], filling: &mut Filling) -> Result<Kind, Refusal> {
    let mut archive = archive::measured(bytes, &filling.limits)?;
    let has = |end: &str| archive.file_names().flatten().any(|name| name.to_ascii_lowercase().ends_with(end));
    if has("workbook.bin") {
        drop(archive);
        xlsb::read(bytes, filling)?;
        return Ok(Kind::OpenXml);
    }
    if has("[content_types].xml") && has("workbook.xml") {
        // the list of sheets and the list of types are XML, too, but no sheets
        let parts = archive.file_names().flatten().filter(|name| name.to_ascii_lowercase().ends_with(".xml")).count();
        drop(archive);
        xlsx::read(bytes, parts.saturating_sub(2), filling)?;
        return Ok(Kind::OpenXml);
    }
    if archive.index_for_name("content.xml").is_some() && archive.index_for_name("mimetype").is_some() {
        ods::read(&mut archive, filling)?;
        return Ok(Kind::OpenDocument);
    }
    Err(Refusal::NotAWorkbook)
}

fn plain(file: &str, bytes: &[u8], filling: &mut Filling) -> Result<Kind, Refusal> {
    let extension = file.rsplit_once('.').map_or("", |(_, e)| e).to_ascii_lowercase();
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).trim_start().to_ascii_lowercase();
    if head.starts_with("%pdf") {
        return Err(Refusal::OtherWorkbook("PDF"));
    }
    if head.starts_with("<?xml") || head.starts_with("<html") || head.starts_with("<!doctype") {
        return Err(Refusal::OtherWorkbook("HTML/XML"));
    }
    if !matches!(extension.as_str(), "csv" | "tsv" | "txt") {
        return Err(Refusal::NotAWorkbook);
    }
    text(file, bytes, filling)
}

fn text(file: &str, bytes: &[u8], filling: &mut Filling) -> Result<Kind, Refusal> {
    let (stem, extension) = file.rsplit_once('.').unwrap_or((file, ""));
    let extension = extension.to_ascii_lowercase();
    filling.start(stem, false)?;
    csv_file::read(bytes, extension == "tsv", filling)?;
    filling.finish(Vec::new());
    Ok(Kind::Text)
}
