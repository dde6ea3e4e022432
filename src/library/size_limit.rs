//! The size limit: how many bytes of a source are read, and no more than fits into memory.
//!
//! A device or a program can write without end, and a file can be larger than the machine. Both
//! must end in one clear line, long before the system starts to end programs.

use std::io::{self, Read};

use super::error::{LARGEST, ReadError, SIZE_VARIABLE};

/// The limit in bytes where nothing is said.
const USUAL: u64 = 1_000_000_000;

/// What a document takes in memory, for each of its bytes and each of its lines: the bytes as they
/// are read, its provisions, and twice as much to search them; where every line is a number, a
/// provision for each.
const FOR_A_BYTE: u64 = 4;
const FOR_A_LINE: u64 = 450;

/// How much is read at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct SizeLimit {
    /// In bytes.
    size: u64,
    /// How much memory there is, where that is known and counts. Whoever raises the limit decides
    /// that for himself.
    memory: Option<u64>,
}

impl SizeLimit {
    /// The limit that this process was given.
    ///
    /// # Errors
    /// [`ReadError::NotASize`] where what was given is no size.
    pub(super) fn of_process() -> Result<Self, ReadError> {
        let Some(given) = std::env::var_os(SIZE_VARIABLE) else {
            return Ok(Self {
                size: USUAL,
                memory: memory(),
            });
        };
        let size = given.to_str().and_then(parsed);
        let size = size.ok_or_else(|| ReadError::NotASize {
            given: given.to_string_lossy().into_owned(),
        })?;
        Ok(Self {
            size: size.min(LARGEST),
            memory: None,
        })
    }

    /// Whether a document of so many bytes and lines is within the limit.
    ///
    /// # Errors
    /// [`ReadError::TooLarge`] and [`ReadError::NotEnoughMemory`], with this name.
    pub(super) fn check(self, name: &str, bytes: u64, lines: u64) -> Result<(), ReadError> {
        if bytes > self.size {
            return Err(ReadError::TooLarge {
                name: name.to_owned(),
                limit: self.size,
                size: bytes,
            });
        }
        let for_bytes = bytes.saturating_mul(FOR_A_BYTE);
        let needs = for_bytes.saturating_add(lines.saturating_mul(FOR_A_LINE));
        match self.memory {
            Some(free) if needs > free => Err(ReadError::NotEnoughMemory {
                name: name.to_owned(),
                needs,
                free,
            }),
            _ => Ok(()),
        }
    }
}

/// A source that fails where it goes past the limit.
pub(super) struct Limited<'n, R> {
    source: R,
    name: &'n str,
    limit: SizeLimit,
    bytes: u64,
    lines: u64,
    /// Why it failed.
    pub(super) excess: Option<ReadError>,
}

impl<'n, R> Limited<'n, R> {
    pub(super) fn new(source: R, name: &'n str, limit: SizeLimit) -> Self {
        Self {
            source,
            name,
            limit,
            bytes: 0,
            lines: 0,
            excess: None,
        }
    }

    /// Whether nothing came.
    pub(super) fn is_empty(&self) -> bool {
        self.bytes == 0
    }
}

impl<R: Read> Read for Limited<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        let ends = |byte: &&u8| **byte == b'\n' || **byte == b'\r';
        self.bytes += count as u64;
        self.lines += buffer[..count].iter().filter(ends).count() as u64;
        let Err(excess) = self.limit.check(self.name, self.bytes, self.lines) else {
            return Ok(count);
        };
        self.excess = Some(excess);
        Err(io::ErrorKind::FileTooLarge.into())
    }
}

/// `500M`, `2 GB`, `1.5g`, `4000000000`.
fn parsed(size: &str) -> Option<u64> {
    let size = size.trim().to_ascii_lowercase();
    let size = size.strip_suffix('b').unwrap_or(&size).trim_end();
    let (number, unit) = match size.char_indices().last()? {
        (at, 'k') => (&size[..at], 1e3),
        (at, 'm') => (&size[..at], 1e6),
        (at, 'g') => (&size[..at], 1e9),
        _ => (size, 1.0),
    };
    let number: f64 = number.trim_end().parse().ok()?;
    // A size beyond all sense saturates, which is what it asks for.
    (number.is_finite() && number > 0.0).then_some((number * unit) as u64)
}

/// The memory that is free, and that this process may take; known on Linux alone.
#[cfg(target_os = "linux")]
fn memory() -> Option<u64> {
    use rustix::process::{Resource, getrlimit};
    let told = std::fs::read_to_string("/proc/meminfo").ok();
    let available = told.and_then(|told| {
        let line = told.lines().find_map(|it| it.strip_prefix("MemAvailable:"));
        let kilobytes: u64 = line?.split_whitespace().next()?.parse().ok()?;
        kilobytes.checked_mul(1024)
    });
    let allowed = getrlimit(Resource::As).current;
    available.into_iter().chain(allowed).min()
}

#[cfg(not(target_os = "linux"))]
fn memory() -> Option<u64> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_as_people_write_them() {
        for (written, size) in [
            ("4000", Some(4000)),
            ("500M", Some(500_000_000)),
            ("2 GB", Some(2_000_000_000)),
            ("1.5g", Some(1_500_000_000)),
            ("64kB", Some(64_000)),
            ("", None),
            ("much", None),
            ("-1G", None),
            ("0", None),
        ] {
            assert_eq!(parsed(written), size, "{written:?}");
        }
    }

    #[test]
    fn the_limit_is_the_last_byte_that_is_read() {
        let limit = SizeLimit {
            size: 4,
            memory: None,
        };
        let mut read = Vec::new();
        let mut whole = Limited::new(&b"four"[..], "x", limit);
        assert_eq!(whole.read_to_end(&mut read).expect("four bytes"), 4);
        let mut endless = Limited::new(io::repeat(0), "x", limit);
        assert!(endless.read_to_end(&mut read).is_err());
        let told = endless.excess.expect("too much").to_string();
        assert!(told.starts_with("x is larger than 0 MB"), "{told}");
        assert!(limit.check("x", 5, 0).is_err() && limit.check("x", 4, 0).is_ok());
    }

    #[test]
    fn lines_count_where_memory_is_short() {
        let limit = SizeLimit {
            size: 1000,
            memory: Some(1000),
        };
        let mut read = Vec::new();
        let mut letters = Limited::new(&[b'x'; 100][..], "x", limit);
        assert!(letters.read_to_end(&mut read).is_ok());
        let mut lines = Limited::new(&[b'\n'; 100][..], "x", limit);
        assert!(lines.read_to_end(&mut read).is_err());
    }
}
