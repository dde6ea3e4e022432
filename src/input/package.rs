//! Zip packages: the named parts of an office file, unpacked one at a time and within bounds.
//!
//! Shared by every format that is a zip file of XML parts. Sizes that the file claims are not
//! believed: what counts is what is unpacked, and nothing is unpacked that is not asked for.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::error::{InputError, one_line};

/// Most bytes that one part may unpack to.
pub const PART_LIMIT: u64 = 128 << 20;
/// Most bytes that all parts of a package together may unpack to.
pub const PACKAGE_LIMIT: u64 = 256 << 20;

/// Most parts that a package may list.
pub const ENTRY_LIMIT: u64 = 1 << 16;
/// A kind of a package is shorter than this, in bytes.
const KIND_LIMIT: u64 = 256;

/// A zip file whose parts are read by name.
#[derive(Debug)]
pub struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

/// Whether `bytes` begin as a zip file does.
#[must_use]
pub fn is_zip(bytes: &[u8]) -> bool {
    // Parts, none, or a volume of several.
    let first = [b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08"];
    first.iter().any(|first| bytes.starts_with(*first))
}

/// What a zip package says that it is, in its part `mimetype`; `None` where it says nothing.
#[must_use]
pub fn kind(bytes: &[u8]) -> Option<String> {
    if !is_zip(bytes) {
        return None;
    }
    let mut package = Package::open(bytes).ok()?;
    let part = package.archive.by_name("mimetype").ok()?;
    let mut kind = String::new();
    part.take(KIND_LIMIT).read_to_string(&mut kind).ok()?;
    Some(kind.trim().to_owned())
}

/// How many parts the directory at the end of a zip file says there are.
fn count(bytes: &[u8]) -> Option<u64> {
    let number = |at: usize, length: usize| -> Option<u64> {
        let digits = bytes.get(at..at.checked_add(length)?)?;
        Some((digits.iter().rev()).fold(0, |sum, byte| sum << 8 | u64::from(*byte)))
    };
    // The record at the end, behind which a comment of up to 64 KB may stand.
    let from = bytes.len().saturating_sub((1 << 16) + 22);
    let end = from + memchr::memmem::rfind(&bytes[from..], b"PK\x05\x06")?;
    match number(end + 10, 2)? {
        // Larger ones have a record of their own before it.
        0xFFFF => {
            let locator = end.checked_sub(20)?;
            let record = usize::try_from(number(locator + 8, 8)?).ok()?;
            number(record.checked_add(32)?, 8)
        }
        count => Some(count),
    }
}

impl<'a> Package<'a> {
    /// Reads the directory of a zip file.
    ///
    /// # Errors
    /// Where there is none: the file is cut off or damaged; and where it lists more parts than
    /// [`ENTRY_LIMIT`].
    pub fn open(bytes: &'a [u8]) -> Result<Self, InputError> {
        if count(bytes).is_some_and(|count| count > ENTRY_LIMIT) {
            return Err(InputError::TooLarge {
                what: "number of files in the zip archive".to_owned(),
                limit: ENTRY_LIMIT,
            });
        }
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| InputError::damaged("zip directory", error))?;
        Ok(Self {
            archive,
            left: PACKAGE_LIMIT,
        })
    }

    /// Names of all parts, in the order of the directory.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.archive.file_names()
    }

    /// Whether there is a part of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// A part unpacked; `None` where there is none of this name.
    ///
    /// # Errors
    /// Where it is encrypted, damaged, or unpacks to more than [`PART_LIMIT`], or all parts so far
    /// to more than [`PACKAGE_LIMIT`].
    pub fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, InputError> {
        let file = match self.archive.by_name(name) {
            Ok(file) => file,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(InputError::Encrypted);
            }
            Err(error) => return Err(InputError::damaged(name, error)),
        };
        let limit = PART_LIMIT.min(self.left);
        let mut bytes = Vec::new();
        file.take(limit + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| InputError::damaged(name, error))?;
        let length = bytes.len() as u64;
        if length > limit {
            return Err(InputError::TooLarge {
                what: format!("unpacked size of {} in bytes", one_line(name)),
                limit,
            });
        }
        self.left -= length;
        Ok(Some(bytes))
    }
}
