//! Reading what a check is made of: the present system and its mapping.

use std::path::Path;

use super::Request;
use crate::current::model::CurrentSystem;
use crate::current::read_files;
use crate::current::receipt::Receipt;
use crate::matching::{Mapping, mapping};
use crate::spec::catalog::{Catalog, System};
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;
use crate::text::source::Source;

/// Everything that was read.
#[derive(Debug)]
pub struct Inputs {
    pub current: CurrentSystem,
    pub mapping: Mapping,
    pub problems: Vec<Problem>,
    /// What was read of the present system's files, and what was not.
    pub receipts: Vec<Receipt>,
}

impl Inputs {
    /// The texts, for snippets, and the problems.
    pub fn into_sources(self) -> (Vec<Source>, Vec<Problem>) {
        let mut sources = self.current.files;
        sources.extend(self.mapping.files.into_iter().map(|(source, _)| source));
        (sources, self.problems)
    }
}

/// Reads the files of a request.
///
/// # Errors
/// None of the present system's files could be read, or the mapping could not.
pub fn read(request: &Request<'_>) -> Result<Inputs, Vec<Problem>> {
    read_rewritten(request, &|_, text| text)
}

/// As [`read`]; the text of every mapping file goes through `rewrite` (path, text) before it is understood.
///
/// # Errors
/// As [`read`].
pub fn read_rewritten(request: &Request<'_>, rewrite: mapping::Rewrite<'_>) -> Result<Inputs, Vec<Problem>> {
    let belongs = |name: &str| belongs_to(request.system, name);
    let reading = read_files(&request.current, &request.options, belongs);
    let Some(current) = reading.system else { return Err(reading.problems) };
    let mapping = match mapping_path(request) {
        Some(path) => mapping::load_rewritten(&path, belongs, rewrite)?,
        None => Mapping::default(),
    };
    Ok(Inputs { current, mapping, problems: reading.problems, receipts: reading.receipts })
}

/// `--mapping`, then `gapcheck.toml`, then `mapping.toml` beside the first input.
fn mapping_path(request: &Request<'_>) -> Option<String> {
    if request.mapping.is_some() {
        return request.mapping.clone();
    }
    let configured = request.config.systems.get(&request.system.slug).and_then(|s| s.mapping.as_ref());
    if let Some(path) = configured {
        return Some(request.config.resolve(path).display().to_string());
    }
    let first = request.current.first().filter(|path| *path != "-")?;
    let beside = Path::new(first).with_file_name("mapping.toml");
    beside.is_file().then(|| beside.display().to_string())
}

/// Whether a file that names `name` belongs to the system that is checked; else what to do.
pub fn belongs_to(system: &System, name: &str) -> Result<(), Bilingual> {
    match Catalog::get().find(name) {
        Ok(found) if found.slug == system.slug => Ok(()),
        Ok(other) => Err(Bilingual::new(
            format!("{} のファイルを指定するか、gapcheck {} で調べてください", system.name, other.slug),
            format!("name a file for {}, or run gapcheck {}", system.slug, other.slug),
        )),
        Err(_) => Err(Bilingual::new(
            format!("system=\"{}\" と書いてください", system.slug),
            format!("write system=\"{}\"", system.slug),
        )),
    }
}
