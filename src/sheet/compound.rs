//! Just enough of the OLE compound file to see which streams it has and to read one of them.

/// Bytes of one sector number.
const FREE: u32 = 0xFFFF_FFFA;

pub(super) struct Compound<'b> {
    bytes: &'b [u8],
    sector: usize,
    fat: Vec<u32>,
    mini_fat: Vec<u32>,
    entries: Vec<Entry>,
}

struct Entry {
    name: String,
    start: u32,
    size: usize,
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.chunks_exact(4).map(|c| u32::from_le_bytes([c[0], c[1], c[2], c[3]])).collect()
}

impl<'b> Compound<'b> {
    /// None when the structure does not hold.
    pub(super) fn parse(bytes: &'b [u8]) -> Option<Self> {
        let sector = match u16_at(bytes, 30)? {
            9 => 512,
            12 => 4096,
            _ => return None,
        };
        let mut compound = Compound { bytes, sector, fat: vec![], mini_fat: vec![], entries: vec![] };
        compound.fat = compound.read_fat()?;
        let directory = compound.chain(u32_at(bytes, 48)?)?;
        compound.entries = directory.chunks_exact(128).filter_map(entry).collect();
        compound.mini_fat = numbers(&compound.chain(u32_at(bytes, 60)?)?);
        Some(compound)
    }

    fn read_fat(&self) -> Option<Vec<u32>> {
        let mut sectors: Vec<u32> = numbers(self.bytes.get(76..512)?);
        let mut next = u32_at(self.bytes, 68)?;
        let most = self.bytes.len() / self.sector + 1;
        for _ in 0..most {
            if next >= FREE {
                break;
            }
            let mut more = numbers(self.sector_bytes(next)?);
            next = more.pop()?;
            sectors.extend(more);
        }
        let mut fat = Vec::new();
        for number in sectors.into_iter().filter(|n| *n < FREE).take(most) {
            fat.extend(numbers(self.sector_bytes(number)?));
        }
        Some(fat)
    }

    fn sector_bytes(&self, number: u32) -> Option<&'b [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let end = (start + self.sector).min(self.bytes.len());
        self.bytes.get(start..end)
    }

    /// Follows a chain of sectors; never longer than the file.
    fn chain(&self, start: u32) -> Option<Vec<u8>> {
        let mut out = Vec::new();
        let mut next = start;
        while next < FREE {
            out.extend_from_slice(self.sector_bytes(next)?);
            if out.len() > self.bytes.len() {
                return None;
            }
            next = *self.fat.get(next as usize)?;
        }
        Some(out)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|e| e.name.eq_ignore_ascii_case(name))
    }

    pub(super) fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let entry = self.entries.iter().find(|e| e.name.eq_ignore_ascii_case(name))?;
        let mut stream = match entry.size < 4096 {
            false => self.chain(entry.start)?,
            true => self.mini_chain(entry.start)?,
        };
        stream.truncate(entry.size);
        Some(stream)
    }

    fn mini_chain(&self, start: u32) -> Option<Vec<u8>> {
        let container = self.chain(self.entries.first()?.start)?;
        let mut out = Vec::new();
        let mut next = start;
        while next < FREE && out.len() <= 4096 {
            let at = (next as usize).checked_mul(64)?;
            out.extend_from_slice(container.get(at..(at + 64).min(container.len()))?);
            next = *self.mini_fat.get(next as usize)?;
        }
        Some(out)
    }
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).min(64).saturating_sub(2);
    let units: Vec<u16> = bytes[..length].chunks_exact(2).map(|c| u16::from_le_bytes([c[0], c[1]])).collect();
    let name = String::from_utf16_lossy(&units);
    let size = u32_at(bytes, 120)? as usize;
    (!name.is_empty()).then_some(Entry { name, start: u32_at(bytes, 116)?, size })
}
