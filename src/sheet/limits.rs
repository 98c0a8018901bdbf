//! How much of a file is read. Official workbooks stay far below; what goes beyond is refused with a message, not with a crash.

/// Upper bounds for one file.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Bytes of the file itself.
    pub file_bytes: u64,
    /// Bytes of all parts of a workbook after decompression, counted while decompressing.
    pub unpacked_bytes: u64,
    /// Elements in one XML part of a workbook.
    pub elements: u64,
    /// Bytes of its shared strings, which are kept in memory whole.
    pub shared_bytes: u64,
    /// Cells and rows that a file may fill by a mere number of repetitions.
    pub repeated: u64,
    /// Elements in its style sheet, each of which costs much memory.
    pub style_elements: u64,
    pub sheets: usize,
    /// Rows of one sheet, empty ones that the file spells out included.
    pub rows: u32,
    /// Columns of one sheet.
    pub columns: u32,
    /// Filled cells of all sheets.
    pub cells: u64,
    /// Bytes of text in all cells (UTF-8).
    pub text_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            file_bytes: 64 << 20,
            unpacked_bytes: 400 << 20,
            elements: 24_000_000,
            shared_bytes: 64 << 20,
            repeated: 100_000,
            style_elements: 1_000_000,
            sheets: 1_000,
            rows: 200_000,
            columns: 1_000,
            cells: 4_000_000,
            text_bytes: 400 << 20,
        }
    }
}
