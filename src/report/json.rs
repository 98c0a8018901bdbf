//! JSON by the published schema.

use super::model::Report;

/// The report, indented, with a final line end.
///
/// # Errors
/// Only if the report could not be written as JSON at all.
pub fn json(report: &Report) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(report)?;
    text.push('\n');
    Ok(text)
}
