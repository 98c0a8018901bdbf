//! Rules about codes.

mod code_conflict;
mod code_folded;
mod code_list_absent;
mod code_unmapped;
mod code_unused;
mod code_width;

pub use code_conflict::CodeConflict;
pub use code_folded::CodeFolded;
pub use code_list_absent::CodeListAbsent;
pub use code_unmapped::CodeUnmapped;
pub use code_unused::CodeUnused;
pub use code_width::CodeWidth;

use crate::domain::CodeValue;

/// `1 男`, or the half of it that is known.
fn spoken(value: Option<&str>, label: Option<&str>) -> String {
    match (value, label) {
        (Some(value), Some(label)) => format!("{value} {label}"),
        (value, label) => value.or(label).unwrap_or_default().to_string(),
    }
}

fn code_text(code: &CodeValue) -> String {
    spoken(code.value.as_deref(), code.label.as_deref())
}

/// What a code is recognised by: its value, or its label where that is all there is.
fn code_name(code: &CodeValue) -> &str {
    code.value.as_deref().or(code.label.as_deref()).unwrap_or_default()
}
