//! From files to pieces of whole records: decompressed, UTF-16 made UTF-8, cut where a record ends, whatever the size.

use std::fs::File;
use std::io::Read;

use encoding_rs::{Decoder, DecoderResult};
use memchr::{memchr, memrchr};

use super::cut::Cutter;
use crate::text::decode::FileEncoding;

/// Sizes of a run, in bytes.
#[derive(Debug, Clone, Copy)]
pub struct Sizes {
    /// Of a piece.
    pub piece: usize,
    /// Of the longest record that is read; what is longer is told and skipped.
    pub record: usize,
}

impl Default for Sizes {
    fn default() -> Self {
        Sizes { piece: 1 << 20, record: 16 << 20 }
    }
}

/// Opens a file, or standard input, decompressed where it begins like gzip.
///
/// # Errors
/// It cannot be opened or read.
pub fn open(path: &str) -> std::io::Result<Box<dyn Read + Send>> {
    let mut raw: Box<dyn Read + Send> = match path {
        "-" => Box::new(std::io::stdin()),
        _ => Box::new(File::open(path)?),
    };
    let mut magic = Vec::with_capacity(2);
    raw.by_ref().take(2).read_to_end(&mut magic)?;
    let zipped = magic == [0x1F, 0x8B];
    let whole = std::io::Cursor::new(magic).chain(raw);
    Ok(if zipped { Box::new(flate2::read::MultiGzDecoder::new(whole)) } else { Box::new(whole) })
}

/// Reads UTF-16 as UTF-8. What is no UTF-16 becomes the byte FF, which no UTF-8 has.
pub struct Wide<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    ready: Vec<u8>,
    given: usize,
    ended: bool,
}

impl<R: Read> Wide<R> {
    pub fn new(inner: R, encoding: FileEncoding) -> Self {
        let codec = if encoding == FileEncoding::Utf16Be { encoding_rs::UTF_16BE } else { encoding_rs::UTF_16LE };
        let decoder = codec.new_decoder_without_bom_handling();
        Wide { inner, decoder, raw: vec![0; 1 << 16], ready: Vec::new(), given: 0, ended: false }
    }

    fn refill(&mut self) -> std::io::Result<()> {
        let read = self.inner.read(&mut self.raw)?;
        self.ended = read == 0;
        self.ready.clear();
        self.given = 0;
        let mut raw = &self.raw[..read];
        let mut out = vec![0u8; 1 << 16];
        loop {
            let (result, taken, written) = self.decoder.decode_to_utf8_without_replacement(raw, &mut out, self.ended);
            self.ready.extend_from_slice(&out[..written]);
            raw = &raw[taken..];
            match result {
                DecoderResult::InputEmpty => return Ok(()),
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(..) => self.ready.push(0xFF),
            }
        }
    }
}

impl<R: Read> Read for Wide<R> {
    fn read(&mut self, out: &mut [u8]) -> std::io::Result<usize> {
        while self.given == self.ready.len() {
            if self.ended {
                return Ok(0);
            }
            self.refill()?;
        }
        let n = out.len().min(self.ready.len() - self.given);
        out[..n].copy_from_slice(&self.ready[self.given..self.given + n]);
        self.given += n;
        Ok(n)
    }
}

/// What the reader hands on.
#[derive(Debug, PartialEq, Eq)]
pub enum Step {
    /// Whole records, ending with a line feed; whether the file ends here.
    Records { at_end: bool },
    /// A record longer than allowed was skipped.
    TooLong,
    /// The file is over and nothing is left.
    End,
}

/// Cuts a stream into pieces of whole records.
pub struct Pieces<R> {
    inner: R,
    sizes: Sizes,
    /// Read, and not yet handed on.
    carry: Vec<u8>,
    ended: bool,
    skipping: bool,
    /// Bytes of a Ctrl-Z at the end that were left out.
    pub trailing: usize,
}

impl<R: Read> Pieces<R> {
    pub fn new(inner: R, sizes: Sizes) -> Self {
        Pieces { inner, sizes, carry: Vec::new(), ended: false, skipping: false, trailing: 0 }
    }

    /// What is left, as a stream of bytes.
    pub fn into_reader(self) -> std::io::Chain<std::io::Cursor<Vec<u8>>, R> {
        std::io::Cursor::new(self.carry).chain(self.inner)
    }

    /// The beginning of the file, without taking it.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn peek(&mut self) -> std::io::Result<&[u8]> {
        self.fill(self.sizes.piece)?;
        Ok(&self.carry)
    }

    /// Leaves bytes out.
    pub fn consume(&mut self, bytes: usize) {
        self.carry.drain(..bytes.min(self.carry.len()));
    }

    fn fill(&mut self, wanted: usize) -> std::io::Result<()> {
        let missing = wanted.saturating_sub(self.carry.len());
        if !self.ended && missing > 0 {
            let read = self.inner.by_ref().take(missing as u64).read_to_end(&mut self.carry)?;
            self.ended = read < missing;
            if self.ended {
                self.leave_out_trailing();
            }
        }
        Ok(())
    }

    /// Ctrl-Z at the end of a host's file is no data.
    fn leave_out_trailing(&mut self) {
        while self.carry.last() == Some(&0x1A) {
            self.carry.pop();
            self.trailing += 1;
        }
    }

    /// The record at the beginning, taken: a heading. Its bytes with the line feed.
    ///
    /// # Errors
    /// The file cannot be read.
    pub fn first_record(&mut self, cutter: &Cutter) -> std::io::Result<Vec<u8>> {
        let end = cutter.skip(&self.carry, self.sizes.record, self.ended).unwrap_or(self.carry.len());
        let mut record: Vec<u8> = self.carry[..end].to_vec();
        if record.last() != Some(&b'\n') {
            record.push(b'\n');
        }
        Ok(record)
    }

    /// Fills `piece` with the next whole records.
    ///
    /// # Errors
    /// The file cannot be read on; what was handed on before stands.
    pub fn next(&mut self, cutter: &Cutter, piece: &mut Vec<u8>) -> std::io::Result<Step> {
        piece.clear();
        let mut wanted = self.sizes.piece.max(self.carry.len() + self.sizes.piece / 2);
        loop {
            self.fill(wanted)?;
            if self.skipping {
                match memchr(b'\n', &self.carry) {
                    Some(at) => {
                        self.consume(at + 1);
                        self.skipping = false;
                    }
                    None if self.ended => {
                        self.carry.clear();
                        return Ok(Step::End);
                    }
                    None => self.carry.clear(),
                }
                continue;
            }
            if self.carry.is_empty() && self.ended {
                return Ok(Step::End);
            }
            if self.ended {
                std::mem::swap(piece, &mut self.carry);
                if piece.last() != Some(&b'\n') {
                    piece.push(b'\n');
                }
                return Ok(Step::Records { at_end: true });
            }
            if let Some(end) = self.boundary(cutter) {
                piece.extend_from_slice(&self.carry[..end]);
                self.consume(end);
                return Ok(Step::Records { at_end: false });
            }
            if self.carry.len() >= self.sizes.record {
                self.skipping = true;
                return Ok(Step::TooLong);
            }
            wanted = (self.carry.len() * 2).min(self.sizes.record);
        }
    }

    /// Where the last whole record ends.
    fn boundary(&self, cutter: &Cutter) -> Option<usize> {
        if memchr(b'"', &self.carry).is_none() {
            return memrchr(b'\n', &self.carry).map(|at| at + 1);
        }
        let mut at = 0;
        while let Some(length) = cutter.skip(&self.carry[at..], self.sizes.record, false) {
            at += length;
        }
        (at > 0).then_some(at)
    }
}
