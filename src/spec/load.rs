//! From a file to an edition: schema, types, integrity; every fault with its line.

use std::sync::OnceLock;

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::edition::Edition;
use super::integrity;
use crate::text::digest::sha256_hex;
use crate::text::problem::Problem;
use crate::text::schema::{Format, Schema, locate};
use crate::text::source::Source;
use crate::xml;

/// An edition and where it came from.
#[derive(Debug, Clone)]
pub struct LoadedEdition {
    pub edition: Edition,
    pub origin: Origin,
    /// Of the file's bytes.
    pub sha256: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Inside the program.
    Bundled,
    File(String),
}

/// The JSON Schema of editions (draft 2020-12), as published in `specs/schema/edition.schema.json`.
pub fn json_schema() -> Value {
    let generator = SchemaSettings::draft2020_12().into_generator();
    generator.into_root_schema_for::<Edition>().to_value()
}

fn schema() -> &'static Result<Schema, String> {
    static SCHEMA: OnceLock<Result<Schema, String>> = OnceLock::new();
    SCHEMA.get_or_init(|| Schema::new(json_schema()))
}

/// Faults of one file that are told one by one; each has to be found in its text. The rest is counted.
const FAULTS: usize = 100;

/// Reads and checks an edition from a file.
///
/// # Errors
/// Everything wrong with it, each with line and column.
pub fn load_file(path: &str) -> Result<LoadedEdition, Vec<Problem>> {
    let bytes = xml::read_limited(path).map_err(|p| vec![p])?;
    load_bytes(path, &bytes)
}

/// As [`load_file`], from bytes already read.
pub fn load_bytes(path: &str, bytes: &[u8]) -> Result<LoadedEdition, Vec<Problem>> {
    let sha256 = sha256_hex(bytes);
    let text = String::from_utf8(bytes.to_vec()).map_err(|e| {
        let valid = String::from_utf8_lossy(&bytes[..e.utf8_error().valid_up_to()]).into_owned();
        let source = Source::new(path, valid, String::new());
        let offset = source.text.len();
        vec![source.problem(
            offset,
            crate::text::lang::Bilingual::new("UTF-8 ではないバイトがあります", "bytes that are not UTF-8"),
            crate::text::lang::Bilingual::new("UTF-8 で保存し直してください", "save the file as UTF-8"),
        )]
    })?;
    let source = Source::new(path, text, sha256.clone());
    let edition = read_checked(&source)?;
    Ok(LoadedEdition { edition, origin: Origin::File(path.to_string()), sha256 })
}

fn read_checked(source: &Source) -> Result<Edition, Vec<Problem>> {
    let value = match schema() {
        Ok(schema) => schema.check(source, Format::Json)?,
        Err(_) => crate::text::schema::parse(source, Format::Json).map_err(|p| vec![p])?,
    };
    let edition: Edition = serde_json::from_value(value).map_err(|e| {
        let (what, todo) = integrity::unreadable(&e.to_string());
        vec![source.problem(0, what, todo)]
    })?;
    let mut found = integrity::faults(&edition);
    let all = found.len();
    found.truncate(FAULTS);
    let mut faults: Vec<Problem> = found
        .into_iter()
        .map(|fault| {
            source.problem(locate(&source.text, Format::Json, &fault.pointer, None).start, fault.what, fault.todo)
        })
        .collect();
    faults.extend((all > FAULTS).then(|| Problem::and_more(&source.path, all - FAULTS)));
    if faults.is_empty() { Ok(edition) } else { Err(faults) }
}

/// Reads an edition that is part of the program: it was checked against schema and integrity when the program was tested.
///
/// # Errors
/// As [`load_file`], should the program have been built from a broken file after all.
pub fn load_bundled(path: &str, text: &'static str) -> Result<LoadedEdition, Vec<Problem>> {
    match serde_json::from_str(text) {
        Ok(edition) => Ok(LoadedEdition { edition, origin: Origin::Bundled, sha256: sha256_hex(text.as_bytes()) }),
        Err(_) => load_bytes(path, text.as_bytes()),
    }
}
