//! The records of an `.xls` stream, looked through for the size of its sheets before they are laid out in memory.

use super::limits::Limits;
use super::refuse::Refusal;

const BOUND_SHEET: u16 = 0x0085;
const FILE_PASS: u16 = 0x002F;
const DIMENSIONS: u16 = 0x0200;
const END: u16 = 0x000A;
const START: u16 = 0x0809;
/// Records that place a cell at row and column: formula, number, label, boolean, shared text, RK, rich text, several RK.
const CELLS: [u16; 8] = [0x0006, 0x0203, 0x0204, 0x0205, 0x00FD, 0x027E, 0x00D6, 0x00BD];

/// Cells that the rectangles of all sheets may have together, empty ones included.
const RECTANGLES: u64 = 12_000_000;

/// # Errors
/// Password, a sheet beyond the file, rectangles that would not fit into memory.
pub(super) fn check(stream: &[u8], limits: &Limits) -> Result<(), Refusal> {
    let mut sheets = Vec::new();
    for (kind, data) in records(stream) {
        match kind {
            FILE_PASS => return Err(Refusal::Password),
            BOUND_SHEET => sheets.push(u32_le(data, 0) as usize),
            END => break,
            _ => {}
        }
    }
    if sheets.len() > limits.sheets {
        return Err(Refusal::TooManySheets { max: limits.sheets });
    }
    let mut cells = 0u64;
    let mut looked_at = 0u64;
    for at in sheets {
        let Some(sheet) = stream.get(at..) else { return Err(Refusal::Broken("BOUNDSHEET".into())) };
        let (rectangle, length) = extent(sheet)?;
        cells = cells.saturating_add(rectangle);
        looked_at = looked_at.saturating_add(length);
        // sheets that point into each other would be read again and again
        if cells > RECTANGLES || looked_at > 4 * stream.len() as u64 + 4096 {
            return Err(Refusal::TooManyCells { max: RECTANGLES });
        }
    }
    Ok(())
}

/// Cells of the rectangles that a sheet would be laid out in, and the bytes of its records.
fn extent(sheet: &[u8]) -> Result<(u64, u64), Refusal> {
    let (mut rows, mut columns, mut declared, mut length) = (0u64, 0u64, 0u64, 0u64);
    let mut depth = 0u32;
    for (kind, data) in records(sheet) {
        length += data.len() as u64 + 4;
        match kind {
            START => depth += 1,
            END if depth <= 1 => break,
            END => depth -= 1,
            DIMENSIONS if data.len() >= 14 => {
                let (top, bottom) = (u64::from(u32_le(data, 0)), u64::from(u32_le(data, 4)));
                let (left, right) = (u64::from(u16_le(data, 8)), u64::from(u16_le(data, 10)));
                if bottom < top || right < left {
                    return Err(Refusal::Broken("DIMENSIONS".into()));
                }
                declared = (bottom - top + 1).saturating_mul(right - left + 1);
            }
            _ if CELLS.contains(&kind) => {
                rows = rows.max(u64::from(u16_le(data, 0)) + 1);
                let last = match kind {
                    0x00BD => u16_le(data, data.len().saturating_sub(2)),
                    _ => u16_le(data, 2),
                };
                columns = columns.max(u64::from(last) + 1);
            }
            _ => {}
        }
    }
    Ok(((rows * columns).max(declared), length))
}

/// Type and data of each record; ends where the stream does.
fn records(stream: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut rest = stream;
    std::iter::from_fn(move || {
        let (head, tail) = rest.split_at_checked(4)?;
        let (data, after) = tail.split_at_checked(usize::from(u16_le(head, 2)))?;
        rest = after;
        Some((u16_le(head, 0), data))
    })
}

fn u16_le(data: &[u8], at: usize) -> u16 {
    data.get(at..at + 2).map_or(0, |b| u16::from_le_bytes([b[0], b[1]]))
}

fn u32_le(data: &[u8], at: usize) -> u32 {
    data.get(at..at + 4).map_or(0, |b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(kind: u16, data: &[u8]) -> Vec<u8> {
        [&kind.to_le_bytes(), &(data.len() as u16).to_le_bytes(), data].concat()
    }

    /// A stream with one sheet whose two cells span the given corner.
    fn stream(row: u16, column: u16, copies: usize) -> Vec<u8> {
        let head_length = (copies * 12 + 4) as u32;
        let mut bytes = Vec::new();
        for _ in 0..copies {
            bytes.extend(record(BOUND_SHEET, &[head_length.to_le_bytes().as_slice(), &[0, 0, 1, 0]].concat()));
        }
        bytes.extend(record(END, &[]));
        bytes.extend(record(START, &[0; 16]));
        let number = [row.to_le_bytes(), column.to_le_bytes(), [0, 0]].concat();
        bytes.extend(record(0x0203, &[number.as_slice(), &[0; 8]].concat()));
        bytes.extend(record(END, &[]));
        bytes
    }

    #[test]
    fn rectangles_are_bounded_over_all_sheets() {
        let limits = Limits::default();
        assert_eq!(check(&stream(3000, 25, 1), &limits), Ok(()));
        assert!(matches!(check(&stream(65535, 255, 1), &limits), Err(Refusal::TooManyCells { .. })));
        assert!(matches!(check(&stream(30000, 100, 9), &limits), Err(Refusal::TooManyCells { .. })));
        assert_eq!(check(&record(FILE_PASS, &[1, 0]), &limits), Err(Refusal::Password));
    }
}
