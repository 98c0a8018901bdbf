//! Keys of all rows, exact, in bounded memory: 128-bit hashes in 64 parts, written to a temporary file when they outgrow
//! their share, and looked at part by part in the end. Two different keys share a hash once in 10^38.

use std::collections::BinaryHeap;
use std::io::{Read, Seek, SeekFrom, Write};

/// One row's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    pub hash: u128,
    /// File and line, in the order of the run.
    pub place: u64,
    /// What else is counted by this key: a history number, a flag.
    pub value: u64,
}

const PARTS: usize = 64;
const BYTES: usize = 32;

/// A file and a line in one word: 2^20 files, 2^44 lines.
pub fn place(file: usize, line: u64) -> u64 {
    (file as u64) << 44 | line
}

pub fn unplace(place: u64) -> (usize, u64) {
    ((place >> 44) as usize, place & ((1 << 44) - 1))
}

/// 128 bits of the values of a key, each with its length. Not against an adversary: against chance.
#[derive(Clone, Copy)]
pub struct Hasher(u64, u64);

impl Default for Hasher {
    fn default() -> Self {
        Hasher(0x9E37_79B9_7F4A_7C15, 0xD1B5_4A32_D192_ED03)
    }
}

fn fold(a: u64, b: u64) -> u64 {
    let wide = u128::from(a) * u128::from(b);
    (wide as u64) ^ (wide >> 64) as u64
}

impl Hasher {
    pub fn write(&mut self, bytes: &[u8]) {
        let mut words = bytes.chunks_exact(8);
        for word in &mut words {
            self.word(u64::from_le_bytes(word.try_into().unwrap_or_default()));
        }
        let mut last = [0; 8];
        let rest = words.remainder();
        last[..rest.len()].copy_from_slice(rest);
        self.word(u64::from_le_bytes(last));
        self.word(bytes.len() as u64);
    }

    fn word(&mut self, word: u64) {
        self.0 = fold(self.0 ^ word ^ 0xA076_1D64_78BD_642F, 0xE703_7ED1_A0B4_28DB | 1).rotate_left(29) ^ word;
        self.1 = fold(self.1 ^ word.rotate_left(32) ^ 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3)
            .wrapping_add(word.wrapping_mul(0x1D8E_4E27_C47D_124F));
    }

    pub fn finish(self) -> u128 {
        u128::from(fold(self.0, 0x2545_F491_4F6C_DD1D ^ self.1)) << 64
            | u128::from(fold(self.1, 0xEB44_ACCA_B455_D165 ^ self.0))
    }
}

#[derive(Default)]
struct Part {
    entries: Vec<Entry>,
    spilled: Option<std::fs::File>,
}

/// The keys of one kind.
pub struct Keys {
    parts: Vec<Part>,
    held: usize,
    /// Entries that may be held in memory.
    limit: usize,
}

impl Keys {
    /// At most `memory` bytes are held.
    pub fn new(memory: usize) -> Keys {
        Keys { parts: (0..PARTS).map(|_| Part::default()).collect(), held: 0, limit: (memory / BYTES).max(PARTS) }
    }

    /// # Errors
    /// The temporary file cannot be written.
    pub fn extend(&mut self, entries: impl Iterator<Item = Entry>) -> std::io::Result<()> {
        for entry in entries {
            self.parts[(entry.hash >> 122) as usize].entries.push(entry);
            self.held += 1;
        }
        if self.held > self.limit { self.spill() } else { Ok(()) }
    }

    fn spill(&mut self) -> std::io::Result<()> {
        for part in &mut self.parts {
            let file = match &mut part.spilled {
                Some(file) => file,
                none => none.insert(tempfile::tempfile()?),
            };
            let mut bytes = Vec::with_capacity(part.entries.len() * BYTES);
            for e in part.entries.drain(..) {
                bytes.extend_from_slice(&e.hash.to_le_bytes());
                bytes.extend_from_slice(&e.place.to_le_bytes());
                bytes.extend_from_slice(&e.value.to_le_bytes());
            }
            part.entries.shrink_to_fit();
            file.write_all(&bytes)?;
        }
        self.held = 0;
        Ok(())
    }

    /// One part after the other, sorted by hash and place.
    ///
    /// # Errors
    /// The temporary file cannot be read.
    pub fn for_each_part(self, mut look: impl FnMut(usize, &[Entry])) -> std::io::Result<()> {
        for (at, part) in self.parts.into_iter().enumerate() {
            look(at, &sorted(part)?);
        }
        Ok(())
    }
}

fn sorted(part: Part) -> std::io::Result<Vec<Entry>> {
    let mut entries = part.entries;
    if let Some(mut file) = part.spilled {
        entries.extend(read_back(&mut file)?);
    }
    entries.sort_unstable();
    Ok(entries)
}

fn read_back(file: &mut std::fs::File) -> std::io::Result<Vec<Entry>> {
    file.seek(SeekFrom::Start(0))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let entries = bytes.chunks_exact(BYTES).map(|b| Entry {
        hash: u128::from_le_bytes(b[..16].try_into().unwrap_or_default()),
        place: u64::from_le_bytes(b[16..24].try_into().unwrap_or_default()),
        value: u64::from_le_bytes(b[24..].try_into().unwrap_or_default()),
    });
    Ok(entries.collect())
}

/// How many, and the first of them in the order of the run.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Found {
    pub count: u64,
    pub places: Vec<u64>,
}

/// Counts places and keeps the smallest.
#[derive(Default)]
struct First {
    count: u64,
    heap: BinaryHeap<u64>,
}

impl First {
    fn add(&mut self, place: u64) {
        self.count += 1;
        self.heap.push(place);
        if self.heap.len() > super::tally::SAMPLES {
            self.heap.pop();
        }
    }

    fn found(self) -> Found {
        Found { count: self.count, places: self.heap.into_sorted_vec() }
    }
}

/// Rows beyond the first of each key.
///
/// # Errors
/// The temporary file cannot be read.
pub fn duplicates(keys: Keys) -> std::io::Result<Found> {
    let mut first = First::default();
    keys.for_each_part(|_, entries| {
        for pair in entries.windows(2) {
            if pair[0].hash == pair[1].hash {
                first.add(pair[1].place);
            }
        }
    })?;
    Ok(first.found())
}

/// The hashes of a store, one part in memory at a time; may be gone through again and again.
pub struct Hashes {
    parts: Vec<Part>,
}

impl Hashes {
    pub fn new(keys: Keys) -> Hashes {
        Hashes { parts: keys.parts }
    }

    fn part(&mut self, at: usize) -> std::io::Result<Vec<u128>> {
        let part = &mut self.parts[at];
        let mut hashes: Vec<u128> = part.entries.iter().map(|e| e.hash).collect();
        if let Some(file) = &mut part.spilled {
            hashes.extend(read_back(file)?.iter().map(|e| e.hash));
        }
        hashes.sort_unstable();
        hashes.dedup();
        Ok(hashes)
    }
}

/// Rows whose key is in none of `targets`.
///
/// # Errors
/// The temporary file cannot be read.
pub fn dangling(references: Keys, targets: &mut Hashes) -> std::io::Result<Found> {
    let mut first = First::default();
    let mut failed = None;
    references.for_each_part(|at, entries| match targets.part(at) {
        Ok(known) => {
            entries.iter().filter(|e| known.binary_search(&e.hash).is_err()).for_each(|e| first.add(e.place));
        }
        Err(error) => failed = Some(error),
    })?;
    failed.map_or(Ok(first.found()), Err)
}

/// Persons whose history has gaps, and persons who do not have exactly one latest row.
///
/// # Errors
/// The temporary file cannot be read.
pub fn histories(keys: Keys, has_latest: bool) -> std::io::Result<(Found, Found)> {
    let (mut gaps, mut flags) = (First::default(), First::default());
    let mut numbers = Vec::new();
    keys.for_each_part(|_, entries| {
        for same in entries.chunk_by(|a, b| a.hash == b.hash) {
            numbers.clear();
            numbers.extend(same.iter().map(|e| e.value >> 1).filter(|n| *n <= u64::from(u32::MAX)));
            numbers.sort_unstable();
            // the same number twice is a duplicate of the key, told there
            numbers.dedup();
            if numbers.windows(2).any(|w| w[1] != w[0] + 1) {
                gaps.add(same[0].place);
            }
            if has_latest && same.iter().filter(|e| e.value & 1 == 1).count() != 1 {
                flags.add(same[0].place);
            }
        }
    })?;
    Ok((gaps.found(), flags.found()))
}

/// Keys whose values are not as `holds` says, at the place of their first row. `values` are sorted.
///
/// # Errors
/// The temporary file cannot be read.
pub fn violations(keys: Keys, holds: impl Fn(&[u64]) -> bool) -> std::io::Result<Found> {
    let mut first = First::default();
    let mut values = Vec::new();
    keys.for_each_part(|_, entries| {
        for same in entries.chunk_by(|a, b| a.hash == b.hash) {
            values.clear();
            values.extend(same.iter().map(|e| e.value));
            values.sort_unstable();
            if !holds(&values) {
                first.add(same[0].place);
            }
        }
    })?;
    Ok(first.found())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: u64) -> u128 {
        let mut hasher = Hasher::default();
        hasher.write(&n.to_le_bytes());
        hasher.finish()
    }

    /// The same with everything in memory and with nearly nothing.
    #[test]
    fn what_is_found_does_not_depend_on_memory() {
        let entries: Vec<Entry> =
            (0..20_000).map(|i| Entry { hash: key(i % 19_000), place: i, value: i % 3 }).collect();
        let run = |memory: usize| {
            let mut keys = Keys::new(memory);
            for chunk in entries.chunks(700) {
                keys.extend(chunk.iter().copied()).unwrap();
            }
            duplicates(keys).unwrap()
        };
        let whole = run(1 << 30);
        assert_eq!((whole.count, whole.places.clone()), (1000, vec![19_000, 19_001, 19_002, 19_003, 19_004]));
        assert_eq!(run(1), whole);
    }

    #[test]
    fn different_keys_have_different_hashes() {
        let all: std::collections::HashSet<u128> = (0..200_000).map(key).collect();
        assert_eq!(all.len(), 200_000);
        let mut parts: Vec<usize> = vec![0; PARTS];
        all.iter().for_each(|h| parts[(h >> 122) as usize] += 1);
        assert!(parts.iter().all(|n| *n > 200_000 / PARTS / 2), "{parts:?}");
        let (mut ab, mut a) = (Hasher::default(), Hasher::default());
        ab.write(b"1");
        ab.write(b"23");
        a.write(b"12");
        a.write(b"3");
        assert_ne!(ab.finish(), a.finish());
    }
}
