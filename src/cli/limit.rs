//! How much is read: a stated size, and no more than fits into memory.
//!
//! A device or a program can write without end, and a file can be larger than the machine. Both
//! must end in one clear line, long before the system starts to end programs.

use std::io::{self, Read};

/// The environment variable that raises the limit.
pub(super) const VARIABLE: &str = "RECS_TUI_MAX_SIZE";

/// What is read where nothing is said.
const USUAL: u64 = 1_000_000_000;

/// Places in a text are counted in 32 bits.
const UTMOST: u64 = u32::MAX as u64;

/// What a document takes in memory, for each of its bytes and each of its lines: the bytes
/// as they are read, its provisions, and twice as much to search them; where every line is a
/// number, a provision for each.
const FOR_A_BYTE: u64 = 4;
const FOR_A_LINE: u64 = 450;

/// How much is read at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Limit {
    /// In bytes.
    pub(super) size: u64,
    /// How much memory is free, where that is known and counts. Whoever raises the limit decides
    /// for himself.
    memory: Option<u64>,
}

impl Limit {
    /// The limit that this process was given.
    ///
    /// # Errors
    /// In words, where what was given is no size.
    pub(super) fn of_process() -> Result<Self, String> {
        let Some(given) = std::env::var_os(VARIABLE) else {
            return Ok(Self {
                size: USUAL,
                memory: free_memory(),
            });
        };
        let size = given.to_str().and_then(parsed).ok_or_else(|| {
            let given = given.to_string_lossy();
            format!("{VARIABLE} is “{given}”, which is no size. Write it like 500M or 2G.")
        })?;
        Ok(Self {
            size: size.min(UTMOST),
            memory: None,
        })
    }

    /// Why a document of this size would not be read; `None` where it would be.
    pub(super) fn refuses(self, size: u64) -> Option<Excess> {
        if size > self.size {
            return Some(Excess::Size { limit: self, size });
        }
        self.short_of_memory(size, 0)
    }

    fn short_of_memory(self, bytes: u64, lines: u64) -> Option<Excess> {
        let needs = bytes
            .saturating_mul(FOR_A_BYTE)
            .saturating_add(lines.saturating_mul(FOR_A_LINE));
        let free = self.memory?;
        (needs > free).then_some(Excess::Memory { needs, free })
    }
}

/// More than is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Excess {
    /// Larger than the limit; the size as far as it is known.
    Size { limit: Limit, size: u64 },
    /// Larger than memory.
    Memory { needs: u64, free: u64 },
}

impl Excess {
    /// What to tell of the document that is called `name`.
    pub(super) fn told(self, name: &str) -> String {
        match self {
            Self::Size { limit, size } if limit.size >= UTMOST || size > UTMOST => format!(
                "{name} is larger than {}, which is the most that can be read. Split it.",
                in_words(UTMOST)
            ),
            Self::Size { limit, size } => format!(
                "{name} is larger than {}, and no more is read. To read more: {VARIABLE}={}G \
                 before the command.",
                in_words(limit.size),
                size.div_ceil(USUAL).max(1),
            ),
            Self::Memory { needs, free } => format!(
                "{name} needs about {} of memory, and {} are free. Split it, or try all the same: \
                 {VARIABLE}=4G before the command.",
                in_words(needs),
                in_words(free)
            ),
        }
    }
}

/// A source that ends with an error where it goes past the limit.
pub(super) struct Limited<R> {
    source: R,
    limit: Limit,
    bytes: u64,
    lines: u64,
    /// Why it ended.
    pub(super) excess: Option<Excess>,
}

impl<R> Limited<R> {
    pub(super) fn new(source: R, limit: Limit) -> Self {
        Self {
            source,
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

impl<R: Read> Read for Limited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        let ends = |byte: &&u8| **byte == b'\n' || **byte == b'\r';
        self.bytes += count as u64;
        self.lines += buffer[..count].iter().filter(ends).count() as u64;
        self.excess = if self.bytes > self.limit.size {
            Some(Excess::Size {
                limit: self.limit,
                size: self.bytes,
            })
        } else {
            self.limit.short_of_memory(self.bytes, self.lines)
        };
        match self.excess {
            None => Ok(count),
            Some(_) => Err(io::ErrorKind::FileTooLarge.into()),
        }
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

fn in_words(bytes: u64) -> String {
    let bytes = bytes as f64;
    let (size, unit) = if bytes >= 1e9 {
        (bytes / 1e9, "GB")
    } else {
        (bytes / 1e6, "MB")
    };
    let size = format!("{size:.1}");
    format!("{} {unit}", size.strip_suffix(".0").unwrap_or(&size))
}

/// What the system has left, and what this process may take of it. Known on Linux alone.
fn free_memory() -> Option<u64> {
    let available = told("/proc/meminfo", "MemAvailable:", 1024);
    let allowed = told("/proc/self/limits", "Max address space", 1);
    let taken = told("/proc/self/status", "VmSize:", 1024).unwrap_or(0);
    let container = std::fs::read_to_string("/sys/fs/cgroup/memory.max");
    let container = container.ok().and_then(|most| most.trim().parse().ok());
    [
        available,
        allowed.map(|most| most.saturating_sub(taken)),
        container,
    ]
    .into_iter()
    .flatten()
    .min()
}

/// The number behind a word in one of the kernel's files; `None` for `unlimited` too.
fn told(file: &str, word: &str, unit: u64) -> Option<u64> {
    let told = std::fs::read_to_string(file).ok()?;
    let number = told.lines().find_map(|line| line.strip_prefix(word))?;
    let number: u64 = number.split_whitespace().next()?.parse().ok()?;
    number.checked_mul(unit)
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
        assert_eq!(in_words(1_000_000_000), "1 GB");
        assert_eq!(in_words(1_250_000), "1.2 MB");
    }

    #[test]
    fn the_limit_is_the_last_byte_that_is_read() {
        let limit = Limit {
            size: 4,
            memory: None,
        };
        let mut read = Vec::new();
        let mut whole = Limited::new(&b"four"[..], limit);
        assert_eq!(whole.read_to_end(&mut read).expect("four bytes"), 4);
        let mut endless = Limited::new(io::repeat(0), limit);
        assert!(endless.read_to_end(&mut read).is_err());
        let told = endless.excess.map(|excess| excess.told("x"));
        let told = told.expect("too much");
        assert!(told.starts_with("x is larger than 0 MB"), "{told}");
        let told = limit.refuses(3_200_000_000).map(|excess| excess.told("x"));
        assert!(told.expect("too much").contains("RECS_TUI_MAX_SIZE=4G"));
        assert!(limit.refuses(5).is_some() && limit.refuses(4).is_none());
    }

    #[test]
    fn lines_count_where_memory_is_short() {
        let limit = Limit {
            size: 1000,
            memory: Some(1000),
        };
        let mut read = Vec::new();
        assert!(
            Limited::new(&[b'x'; 100][..], limit)
                .read_to_end(&mut read)
                .is_ok()
        );
        assert!(
            Limited::new(&[b'\n'; 100][..], limit)
                .read_to_end(&mut read)
                .is_err()
        );
    }
}
