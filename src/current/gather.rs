//! Several files become one present system.

use super::a5er;
use super::answers;
use super::copybook;
use super::ddl;
use super::kind::{self, FileKind};
use super::list;
use super::material::{Material, Part};
use super::merge::Whole;
use super::model::CurrentSystem;
use super::options::Options;
use super::read;
use super::receipt::{Receipt, counts};
use crate::sheet;
use crate::text::lang::Bilingual;
use crate::text::problem::Problem;
use crate::xml;

/// What came of reading: a system if at least one file could be read, and everything that could not.
#[derive(Debug)]
pub struct Reading {
    pub system: Option<CurrentSystem>,
    /// Nothing in it may be passed over: the run ends with exit code 2 although the rest was checked.
    pub problems: Vec<Problem>,
    /// One for every file that was read, in the order of the files.
    pub receipts: Vec<Receipt>,
}

/// Reads the files of one system. `belongs` tells whether a `system` attribute names the system that is asked for.
pub fn read_files(paths: &[String], options: &Options, belongs: impl Fn(&str) -> Result<(), Bilingual>) -> Reading {
    let mut whole = Whole::default();
    let mut receipts: Vec<(usize, Receipt)> = Vec::new();
    let loaded: Vec<(usize, &String, Result<Vec<u8>, Problem>)> =
        paths.iter().enumerate().map(|(at, path)| (at, path, xml::read_limited(path))).collect();
    // what says nothing about itself comes last: what the others say about the system counts
    let (mut first, mut later) = (Vec::new(), Vec::new());
    for (at, path, bytes) in loaded {
        match bytes {
            Err(problem) => whole.problems.push(problem),
            Ok(bytes) => match kind::tell(&Material { path, bytes: &bytes, options }) {
                Err(problem) => whole.problems.push(problem),
                Ok(FileKind::CurrentXml) => first.push((at, path, bytes, FileKind::CurrentXml)),
                Ok(kind) => later.push((at, path, bytes, kind)),
            },
        }
    }
    for (at, path, bytes, kind) in first.into_iter().chain(later) {
        let material = Material { path, bytes: &bytes, options };
        let stated = kind == FileKind::CurrentXml;
        let outcome = read_one(kind, &material, &belongs).and_then(|mut part| {
            if !stated {
                options.apply(&mut part.system);
            }
            // the receipt counts what stands in the part, whoever read it
            part.receipt.counts = counts(&part.system);
            receipts.push((at, part.receipt.clone()));
            whole.take(part, stated)
        });
        if let Err(problem) = outcome {
            whole.problems.push(problem);
        }
    }
    receipts.sort_by_key(|(at, _)| *at);
    let (system, problems) = whole.finish();
    Reading { system, problems, receipts: receipts.into_iter().map(|(_, r)| r).collect() }
}

/// The reader of each kind.
fn read_one(
    kind: FileKind,
    material: &Material<'_>,
    belongs: &impl Fn(&str) -> Result<(), Bilingual>,
) -> Result<Part, Problem> {
    match kind {
        FileKind::CurrentXml => read::document(material, belongs),
        FileKind::Workbook | FileKind::DelimitedText => sheets(material, kind),
        FileKind::SqlDdl => ddl::read(material),
        FileKind::Copybook => copybook::read(material),
        FileKind::A5er => a5er::read(material),
    }
}

fn sheets(material: &Material<'_>, kind: FileKind) -> Result<Part, Problem> {
    let limits = sheet::Limits::default();
    let workbook = match kind {
        FileKind::DelimitedText => sheet::read_text(material.path, material.bytes, &limits)?,
        _ => sheet::read(material.path, material.bytes, &limits)?,
    };
    if answers::is_answers(&workbook) {
        let (system, problems) = answers::read(&workbook);
        return Ok(Part { system, problems, receipt: Receipt::new(material.path, kind.id()) });
    }
    list::read(material, &workbook, kind.id())
}
