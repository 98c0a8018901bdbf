//! Filling in the receipt of a reading.

pub use crate::receipt::{Counts, Headings, LeftOut, Rows, SheetReceipt, Word};
use crate::text::clean::{shorten, visible};
use crate::text::lang::Bilingual;

use super::model::{CurrentSystem, Key};

/// The receipt while a program runs: its texts in both languages.
pub type Receipt = crate::receipt::Receipt<Bilingual>;

/// What a part of the present system holds, counted.
pub fn counts(system: &CurrentSystem) -> Counts {
    let count = |n: usize| n as u64;
    let columns: Vec<_> = system.tables().iter().flat_map(|t| &t.columns).collect();
    let of = |keep: &dyn Fn(&super::model::Column) -> bool| count(columns.iter().filter(|c| keep(c)).count());
    let codes = system.layout.as_ref().map_or(&[][..], |l| &l.codes);
    Counts {
        tables: count(system.tables().len()),
        columns: count(columns.len()),
        lengths: of(&|c| c.length.is_some()),
        scales: of(&|c| c.scale.is_some()),
        keys: of(&|c| c.key == Some(Key::Primary)),
        not_null: of(&|c| c.nullable == Some(false)),
        code_lists: count(codes.len()),
        codes: count(codes.iter().map(|c| c.values.len()).sum()),
        references: of(&|c| c.references.is_some()),
        forms: count(system.forms.as_ref().map_or(0, |f| f.entries.len())),
        functions: count(system.functions.as_ref().map_or(0, |f| f.entries.len())),
    }
}

/// As [`left_out`], of a text that has no rows.
pub fn not_taken(
    place: impl Into<String>,
    text: &str,
    ja: impl Into<String>,
    en: impl Into<String>,
) -> LeftOut<Bilingual> {
    left_out(place.into(), text, 0, Bilingual::new(ja, en))
}

/// Something that is there and was not taken; `text` is what stands there, `rows` how many rows it takes up (0 for a cell).
pub fn left_out(place: String, text: &str, rows: u64, reason: Bilingual) -> LeftOut<Bilingual> {
    LeftOut { place, text: shorten(&visible(text), 80).into_owned(), rows, reason }
}
