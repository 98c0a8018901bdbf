//! JSON lines: the report's head without findings, then one finding a line, for streams and log collectors.

use serde_json::{Value, json};

use super::model::Report;

/// # Errors
/// Only if the report could not be written as JSON at all.
pub fn jsonl(report: &Report) -> Result<String, serde_json::Error> {
    let mut head = serde_json::to_value(report)?;
    if let Value::Object(map) = &mut head {
        map.remove("findings");
        map.remove("bpr");
    }
    let mut out = serde_json::to_string(&json!({"kind": "report", "value": head}))?;
    out.push('\n');
    for finding in &report.findings {
        out.push_str(&serde_json::to_string(&json!({"kind": "finding", "value": finding}))?);
        out.push('\n');
    }
    for item in &report.bpr {
        out.push_str(&serde_json::to_string(&json!({"kind": "bpr", "value": item}))?);
        out.push('\n');
    }
    Ok(out)
}
