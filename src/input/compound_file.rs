//! Compound file (OLE2) reader: the named streams of an Office file before 2007, within bounds.
//!
//! A compound file is a small file system: sectors, a table that chains them (FAT), a second one for
//! small streams, and a directory. Whatever it claims, no chain is longer than the file, and no
//! stream is larger.

use super::error::InputError;

/// The first bytes of every compound file.
const SIGNATURE: [u8; 8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];
/// Streams smaller than this live in the small sectors.
const SMALL: u64 = 4096;
/// Names of the directory that are looked at.
const ENTRY_LIMIT: usize = 1 << 16;

/// A number of two bytes at `at`, lowest first.
pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let end = at.checked_add(2)?;
    Some(u16::from_le_bytes(bytes.get(at..end)?.try_into().ok()?))
}

/// A number of four bytes at `at`, lowest first.
pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let end = at.checked_add(4)?;
    Some(u32::from_le_bytes(bytes.get(at..end)?.try_into().ok()?))
}

/// Whether `bytes` begin as a compound file does.
#[must_use]
pub fn sniff(bytes: &[u8]) -> bool {
    bytes.starts_with(&SIGNATURE)
}

/// A compound file whose streams are read by name.
#[derive(Debug)]
pub struct CompoundFile<'a> {
    bytes: &'a [u8],
    sector: usize,
    small_sector: usize,
    table: Vec<u32>,
    small_table: Vec<u32>,
    small_sectors: Vec<u8>,
    entries: Vec<Entry>,
    /// Positions of the entries that stand directly below the root.
    top: Vec<usize>,
}

#[derive(Debug)]
struct Entry {
    name: String,
    kind: u8,
    left: u32,
    right: u32,
    child: u32,
    start: u32,
    size: u64,
}

const STREAM: u8 = 2;
const ROOT: u8 = 5;

impl<'a> CompoundFile<'a> {
    /// Reads the tables and the directory.
    ///
    /// # Errors
    /// Where the bytes are no compound file, or its directory cannot be found.
    pub fn open(bytes: &'a [u8]) -> Result<Self, InputError> {
        if !sniff(bytes) {
            return Err(InputError::NotThisFormat {
                format: "a compound file".to_owned(),
            });
        }
        let cut_off = || InputError::damaged("header", "the file is cut off");
        let number = |at| u32_at(bytes, at).ok_or_else(cut_off);
        let power = |at| u16_at(bytes, at).ok_or_else(cut_off);
        let (sector, small_sector) = match (power(30)?, power(32)?) {
            (sector @ 7..=16, small @ 4..=12) => (1 << sector, 1 << small),
            _ => return Err(InputError::damaged("header", "sectors of no usual size")),
        };
        let mut file = Self {
            bytes,
            sector,
            small_sector,
            table: Vec::new(),
            small_table: Vec::new(),
            small_sectors: Vec::new(),
            entries: Vec::new(),
            top: Vec::new(),
        };
        let count = bytes.len() / sector + 1;
        // Where the sectors of the table are: 109 in the header, the rest in a chain of their own.
        let mut places: Vec<u32> = (0..109)
            .map(|at| number(76 + 4 * at))
            .collect::<Result<_, _>>()?;
        let mut next = number(68)?;
        for _ in 0..count {
            let Some(found) = file.sector_at(next) else {
                break;
            };
            let numbers = sector / 4 - 1;
            places.extend((0..numbers).filter_map(|at| u32_at(found, 4 * at)));
            next = u32_at(found, 4 * numbers).unwrap_or(u32::MAX);
        }
        for place in places.into_iter().take(count) {
            if let Some(found) = file.sector_at(place) {
                let numbers = found.chunks_exact(4).filter_map(|four| u32_at(four, 0));
                file.table.extend(numbers);
            }
        }
        let directory = file.chain(number(48)?, u64::MAX);
        file.entries = directory
            .chunks_exact(128)
            .take(ENTRY_LIMIT)
            .map(entry)
            .collect();
        file.top = file.below_root();
        if file.entries.is_empty() {
            return Err(InputError::damaged("directory", "it cannot be found"));
        }
        let small_table = file.chain(number(60)?, u64::MAX);
        file.small_table = small_table
            .chunks_exact(4)
            .filter_map(|four| u32_at(four, 0))
            .collect();
        if let Some(root) = file.entries.iter().find(|entry| entry.kind == ROOT) {
            file.small_sectors = file.chain(root.start, root.size);
        }
        Ok(file)
    }

    /// Whether there is a stream or folder of this name, whatever the case of its letters.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        let same = |at: &usize| self.entries[*at].name.eq_ignore_ascii_case(name);
        self.top.iter().any(same)
    }

    /// The stream of this name directly below the root; `None` where there is none.
    #[must_use]
    pub fn stream(&self, name: &str) -> Option<Vec<u8>> {
        let is_it = |at: &&usize| {
            let entry = &self.entries[**at];
            entry.kind == STREAM && entry.name.eq_ignore_ascii_case(name)
        };
        let entry = &self.entries[*self.top.iter().find(is_it)?];
        if entry.size >= SMALL {
            return Some(self.chain(entry.start, entry.size));
        }
        let mut out = Vec::new();
        let mut at = entry.start;
        for _ in 0..=self.small_table.len() {
            let left = usize::try_from(entry.size).unwrap_or(0) - out.len();
            let start = usize::try_from(at).ok()?.saturating_mul(self.small_sector);
            let Some(rest) = self.small_sectors.get(start..).filter(|_| left > 0) else {
                break;
            };
            out.extend_from_slice(&rest[..rest.len().min(self.small_sector).min(left)]);
            at = self
                .small_table
                .get(at as usize)
                .copied()
                .unwrap_or(u32::MAX);
        }
        Some(out)
    }

    fn sector_at(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(start..).filter(|rest| !rest.is_empty())?;
        // The last sector may be cut off.
        Some(&rest[..rest.len().min(self.sector)])
    }

    /// The sectors from `start` on, `size` bytes at most and never more than the file has.
    fn chain(&self, start: u32, size: u64) -> Vec<u8> {
        let size = usize::try_from(size)
            .unwrap_or(usize::MAX)
            .min(self.bytes.len());
        let mut out = Vec::new();
        let mut at = start;
        while out.len() < size {
            let Some(found) = self.sector_at(at) else {
                break;
            };
            out.extend_from_slice(&found[..found.len().min(size - out.len())]);
            at = self.table.get(at as usize).copied().unwrap_or(u32::MAX);
        }
        out
    }

    /// The entries of the tree below the root. Where the tree is broken, all that there are.
    fn below_root(&self) -> Vec<usize> {
        let mut seen = vec![false; self.entries.len()];
        let mut found = Vec::new();
        let root = self.entries.iter().find(|entry| entry.kind == ROOT);
        let mut waiting: Vec<u32> = root.map(|root| root.child).into_iter().collect();
        while let Some(at) = waiting.pop() {
            let at = at as usize;
            let Some(entry) = self.entries.get(at).filter(|_| !seen[at]) else {
                continue;
            };
            seen[at] = true;
            found.push(at);
            waiting.extend([entry.left, entry.right]);
        }
        if found.is_empty() {
            return (0..self.entries.len()).collect();
        }
        found.sort_unstable();
        found
    }
}

fn entry(bytes: &[u8]) -> Entry {
    let number = |at| u32_at(bytes, at).unwrap_or_default();
    let length = usize::from(u16_at(bytes, 64).unwrap_or_default()).min(64);
    let units = bytes[..length]
        .chunks_exact(2)
        .filter_map(|two| u16_at(two, 0));
    let name = char::decode_utf16(units.take_while(|unit| *unit != 0))
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect();
    Entry {
        name,
        kind: bytes[66],
        left: number(68),
        right: number(72),
        child: number(76),
        start: number(116),
        // Writers of the older version leave the upper half as it was.
        size: u64::from(number(120)),
    }
}
