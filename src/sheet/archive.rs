//! The zip container of modern workbooks, measured before anything is parsed.
//!
//! The sizes in a zip's directory are claims: they are checked first because that is cheap, and then every part is
//! decompressed once into nothing, counting, so that neither a false directory nor a bomb reaches the parsers.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::limits::Limits;
use super::refuse::Refusal;
use super::whole::Whole;

pub(super) type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// Parts of one workbook; large ones have some hundred.
const PARTS: usize = 20_000;

/// Opens and measures.
pub(super) fn measured<'b>(bytes: &'b [u8], limits: &Limits) -> Result<Archive<'b>, Refusal> {
    // counted in the bytes, since the directory is read into memory whole
    let entries = memchr_count(bytes, b"PK\x01\x02");
    if entries > PARTS {
        return Err(Refusal::TooManyParts { max: PARTS });
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| Refusal::Broken(e.to_string()))?;
    let too_large = Refusal::TooLargeUnpacked { mib: limits.unpacked_bytes >> 20 };
    let mut claimed = 0u64;
    for index in 0..archive.len() {
        let part = archive.by_index_raw(index).map_err(|e| Refusal::Broken(e.to_string()))?;
        if part.encrypted() {
            return Err(Refusal::Password);
        }
        claimed = claimed.saturating_add(part.size());
    }
    if claimed > limits.unpacked_bytes {
        return Err(too_large);
    }
    let mut left = limits.unpacked_bytes;
    for index in 0..archive.len() {
        left = measure_part(&mut archive, index, left, limits)?.ok_or_else(|| too_large.clone())?;
    }
    Ok(archive)
}

fn memchr_count(bytes: &[u8], needle: &[u8; 4]) -> usize {
    bytes.windows(4).filter(|w| w == needle).count()
}

/// Decompresses one part into nothing. Gives the bytes that are left of the budget, None when it is used up.
fn measure_part(archive: &mut Archive<'_>, index: usize, left: u64, limits: &Limits) -> Result<Option<u64>, Refusal> {
    let broken = |e: &dyn std::fmt::Display| Refusal::Broken(e.to_string());
    let mut part = archive.by_index(index).map_err(|e| broken(&e))?;
    let name = part.name().map_err(|e| broken(&e))?.into_owned();
    let mut count = Elements::default();
    let mut whole = Whole::default();
    let sheet = name.contains("worksheets/") && name.ends_with(".xml");
    let mut size = 0u64;
    let mut buffer = vec![0; 64 * 1024];
    let mut left = left;
    loop {
        let read = part.read(&mut buffer).map_err(|e| broken(&e))?;
        if read == 0 {
            return match sheet && !whole.is_closed() {
                true => Err(Refusal::BrokenAt { part: name, row: count.rows }),
                false => Ok(Some(left)),
            };
        }
        size += read as u64;
        if name.ends_with("sharedStrings.xml") && size > limits.shared_bytes {
            return Err(Refusal::TooMuchShared { mib: limits.shared_bytes >> 20 });
        }
        let Some(rest) = left.checked_sub(read as u64) else { return Ok(None) };
        left = rest;
        count.feed(&buffer[..read]);
        count.check(&name, limits)?;
        if sheet && !whole.feed(&buffer[..read]) {
            // rows before the fault, counted again up to there
            return Err(Refusal::BrokenAt { part: name, row: whole.rows });
        }
    }
}

/// Counts elements, and among them the rows of a sheet, in XML that comes in pieces.
#[derive(Default)]
struct Elements {
    all: u64,
    rows: u64,
    /// Local name of the element whose beginning is being read.
    name: Option<Vec<u8>>,
}

impl Elements {
    fn feed(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            match (&mut self.name, byte) {
                (_, b'<') => {
                    self.all += 1;
                    self.name = Some(Vec::with_capacity(8));
                }
                (None, _) => {}
                (Some(name), b' ' | b'>' | b'/' | b'\t' | b'\n' | b'\r') => {
                    self.rows += u64::from(name == b"row");
                    self.name = None;
                }
                (Some(name), b':') => name.clear(),
                (Some(name), _) if name.len() < 8 => name.push(byte),
                (Some(_), _) => self.name = None,
            }
        }
    }

    fn check(&self, part: &str, limits: &Limits) -> Result<(), Refusal> {
        let max = if part.ends_with("styles.xml") { limits.style_elements } else { limits.elements };
        if self.all > max && (part.ends_with(".xml") || part.ends_with(".rels")) {
            return Err(Refusal::TooManyElements { part: part.to_string(), max });
        }
        if self.rows > u64::from(limits.rows) && part.contains("worksheets/") {
            let sheet = part.rsplit('/').next().unwrap_or(part).to_string();
            return Err(Refusal::TooManyRows { sheet, max: limits.rows });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_counted_across_pieces() {
        let mut count = Elements::default();
        for piece in ["<x:ro", "w r='1'/><row>", "<rowBreaks/><c/></ro", "w>"] {
            count.feed(piece.as_bytes());
        }
        assert_eq!((count.rows, count.all), (2, 5));
    }
}
