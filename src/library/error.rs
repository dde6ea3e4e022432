//! Why a source cannot be read as a document; the `Display` of each error is one line that names the
//! source and says what to do.

use std::io;

use thiserror::Error;

/// The environment variable that raises the size limit.
pub const SIZE_VARIABLE: &str = "RECS_TUI_MAX_SIZE";

/// The highest size limit in bytes: places in a text are counted in 32 bits.
pub(super) const LARGEST: u64 = u32::MAX as u64;

/// Why a source cannot be read as a document. `name` is what people call it: a file's whole path.
#[derive(Debug, Error)]
pub enum ReadError {
    /// There is no such file.
    #[error("There is no file {name}. Check the name and the folder.")]
    NotFound {
        /// The source.
        name: String,
    },
    /// The file belongs to somebody else.
    #[error("{name} may not be read. Ask its owner for the right to, or copy it.")]
    NotPermitted {
        /// The source.
        name: String,
    },
    /// A folder, a socket, a device.
    #[error("{name} is {what}. Name a text file, or a file of JSON lines.")]
    NotAFile {
        /// The source.
        name: String,
        /// What it is, with its article.
        what: &'static str,
    },
    /// A named pipe into which nobody has written.
    #[error(
        "{name} is a pipe that nobody writes into (waited {seconds} seconds). Start the program \
         that writes first, or name a file."
    )]
    NoWriter {
        /// The source.
        name: String,
        /// How long it was waited for.
        seconds: u64,
    },
    /// Nothing but white space.
    #[error("{name} is empty. Name a text file, or a file of JSON lines.")]
    Empty {
        /// The source.
        name: String,
    },
    /// Larger than the limit.
    #[error("{name} is larger than {}, {}", in_words(*limit), raised(*limit, *size))]
    TooLarge {
        /// The source.
        name: String,
        /// The most that is read, in bytes.
        limit: u64,
        /// Its size in bytes, as far as that is known.
        size: u64,
    },
    /// Larger than memory.
    #[error(
        "{name} needs about {} of memory, and {} are free. Split it, or try all the same: \
         {SIZE_VARIABLE}=4G before the command.",
        in_words(*needs), in_words(*free)
    )]
    NotEnoughMemory {
        /// The source.
        name: String,
        /// What the document would take, in bytes.
        needs: u64,
        /// What there is, in bytes.
        free: u64,
    },
    /// The environment variable for the limit holds no size.
    #[error("{SIZE_VARIABLE} is “{given}”, which is no size. Write it like 500M or 2G.")]
    NotASize {
        /// What it holds.
        given: String,
    },
    /// The system could not read it.
    #[error("{name} could not be read: {error}.")]
    Io {
        /// The source.
        name: String,
        /// What the system said.
        error: io::Error,
    },
    /// The thread that read it panicked; the panic's message has been printed.
    #[error("{name} could not be read: the program failed.")]
    Panicked {
        /// The source.
        name: String,
    },
}

impl ReadError {
    /// What the system said when `name` was opened or read.
    pub(super) fn io(name: String, error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::NotFound { name },
            io::ErrorKind::PermissionDenied => Self::NotPermitted { name },
            _ => Self::Io { name, error },
        }
    }
}

/// How to read more than the limit.
fn raised(limit: u64, size: u64) -> String {
    if limit >= LARGEST || size > LARGEST {
        return "which is the most that can be read. Split it.".to_owned();
    }
    let gigabytes = size.div_ceil(1_000_000_000).max(1);
    format!("and no more is read. To read more: {SIZE_VARIABLE}={gigabytes}G before the command.")
}

/// `1 GB`, `1.2 MB`.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_said_in_round_numbers() {
        assert_eq!(in_words(1_000_000_000), "1 GB");
        assert_eq!(in_words(1_250_000), "1.2 MB");
        assert_eq!(in_words(LARGEST), "4.3 GB");
        assert!(raised(4, 3_200_000_000).contains("RECS_TUI_MAX_SIZE=4G"));
    }
}
