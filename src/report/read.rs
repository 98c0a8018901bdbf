//! Reading a report back from its JSON.

use super::model::Report;
use crate::text::digest::sha256_hex;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;
use crate::text::schema::{Format, parse};
use crate::text::source::Source;

/// Bytes of a report; a whole city has some ten million.
const LIMIT: u64 = 512 * 1024 * 1024;

/// Reads a report that `--output report.json` wrote.
///
/// # Errors
/// Missing, unreadable, not JSON (with its place), or not a report.
pub fn report(path: &str) -> Result<Report, Vec<Problem>> {
    let bytes = bytes(path).map_err(|p| vec![p])?;
    let sha256 = sha256_hex(&bytes);
    let text = String::from_utf8(bytes).map_err(|_| vec![no_report(path, "UTF-8")])?;
    let source = Source::new(path, text, sha256);
    let value = parse(&source, Format::Json).map_err(|p| vec![p])?;
    serde_json::from_value(value).map_err(|e| vec![no_report(path, &e.to_string())])
}

fn bytes(path: &str) -> Result<Vec<u8>, Problem> {
    use std::io::Read;
    let unreadable = |e: std::io::Error| {
        Problem::new(
            path,
            Bilingual::new("ファイルを読み込めません", format!("cannot be read: {e}")),
            Bilingual::new("ファイル名と場所を確認してください", "check its name and folder"),
        )
    };
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(unreadable)?;
    file.take(LIMIT).read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}

fn no_report(path: &str, detail: &str) -> Problem {
    Problem::new(
        path,
        Bilingual::new(format!("gapcheck の報告ではありません（{detail}）"), format!("no gapcheck report ({detail})")),
        Bilingual::new(
            "gapcheck SYSTEM CURRENT --output report.json で書いたファイルを指定してください",
            "name a file written by gapcheck SYSTEM CURRENT --output report.json",
        ),
    )
}
