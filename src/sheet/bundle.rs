//! Zip files that people download: their members, with names in UTF-8 or CP932.

use std::io::Read;

use super::archive::measured;
use super::limits::Limits;
use super::refuse::Refusal;
use crate::text::problem::Problem;

/// The files in a zip, by the last part of their names; folders and what systems leave behind are passed over.
///
/// # Errors
/// No zip, damaged, locked, or beyond the limits.
pub fn unpack(path: &str, bytes: &[u8], limits: &Limits) -> Result<Vec<(String, Vec<u8>)>, Problem> {
    members(bytes, limits).map_err(|refusal| refusal.problem(path))
}

fn members(bytes: &[u8], limits: &Limits) -> Result<Vec<(String, Vec<u8>)>, Refusal> {
    let broken = |e: &dyn std::fmt::Display| Refusal::Broken(e.to_string());
    let mut archive = measured(bytes, limits)?;
    let mut files = Vec::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).map_err(|e| broken(&e))?;
        let name = named(part.name_raw());
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default().to_string();
        if part.is_dir()
            || last.is_empty()
            || last.starts_with('.')
            || last.starts_with("~$")
            || name.contains("__MACOSX")
        {
            continue;
        }
        let mut content = Vec::new();
        // measured above: the size is within the limits
        part.read_to_end(&mut content).map_err(|e| broken(&e))?;
        files.push((last, content));
    }
    files.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(files)
}

/// A name as it was meant: UTF-8, else CP932 as Japanese systems write it.
fn named(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_string(),
        Err(_) => encoding_rs::SHIFT_JIS.decode(raw).0.into_owned(),
    }
}
