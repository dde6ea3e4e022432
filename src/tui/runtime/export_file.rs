//! Export files: what is no text, written into the folder in which the browser was started.

use std::fs::File;
use std::io::{self, Write};

use crate::export::FileKind;

/// Writes a file into the current folder, beside whatever has that name already; says what became
/// of it, in words for the footer.
pub(super) fn write_file(bytes: &[u8], kind: FileKind, name: &str) -> Result<String, String> {
    let failed = |error: io::Error| {
        format!("Nothing was written: {error}. Start recs-tui in a folder that you may write to.")
    };
    // An id may hold anything; a file name may not.
    let safe: String = name
        .chars()
        .map(|c| {
            if c.is_alphanumeric() || ".-".contains(c) {
                c
            } else {
                '-'
            }
        })
        .collect();
    let extension = kind.extension;
    for attempt in 1..1_000 {
        let again = if attempt == 1 {
            String::new()
        } else {
            format!("-{attempt}")
        };
        let path = format!("recs-{safe}{again}.{extension}");
        match File::create_new(&path) {
            Ok(mut file) => {
                if let Err(error) = file.write_all(bytes) {
                    // Half a document is none, and would stand in the way of the next.
                    let _ = std::fs::remove_file(&path);
                    return Err(failed(error));
                }
                // Whoever started the program from a menu does not know where it runs.
                let path = std::path::absolute(&path).unwrap_or_else(|_| path.into());
                return Ok(format!("{name} written to {}", path.display()));
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(failed(error)),
        }
    }
    Err("Nothing was written: this folder is full of documents of that name.".to_owned())
}
