//! A file on its way to its reader, and what the reader makes of it.

use super::model::CurrentSystem;
use super::options::Options;
use super::receipt::Receipt;
use crate::text::decode::Decoded;
use crate::text::digest::sha256_hex;
use crate::text::problem::Problem;
use crate::text::sniff;
use crate::text::source::Source;

/// One input file as it came.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// As it was named; `-` for standard input.
    pub path: &'a str,
    pub bytes: &'a [u8],
    pub options: &'a Options,
}

/// What a reader made of a material. Spots in `system` count its own `files` from 0.
#[derive(Debug)]
pub struct Part {
    pub system: CurrentSystem,
    /// Nothing in it may be passed over: exit code 2. A word not understood is no problem, it stands in the receipt.
    pub problems: Vec<Problem>,
    pub receipt: Receipt,
}

impl Material<'_> {
    /// The text, in whatever encoding it came.
    ///
    /// # Errors
    /// The bytes are no text in any encoding that is read.
    pub fn text(&self) -> Result<Decoded, Problem> {
        sniff::text(self.bytes).map_err(|fault| fault.problem(self.path))
    }

    /// A text as the source that places are taken from.
    pub fn source(&self, text: String) -> Source {
        Source::new(self.path, text, sha256_hex(self.bytes))
    }
}
