//! Zip archives of documents: the one document in it, or what there is to choose from.

use super::error::{InputError, one_line};
use super::package::{Package, is_zip};

/// Names that are shown of an archive with several files.
const SHOWN: usize = 8;

/// Whether `bytes` are a zip file. Office files are such too, so they are to be tried before.
#[must_use]
pub fn sniff(bytes: &[u8]) -> bool {
    is_zip(bytes)
}

/// The content of the only file of an archive.
///
/// # Errors
/// Where it holds none or several (their names are told), is damaged, encrypted, or too large.
pub fn single(bytes: &[u8]) -> Result<Vec<u8>, InputError> {
    let mut package = Package::open(bytes)?;
    // Folders, and what file managers leave behind.
    let hidden = |name: &&str| {
        name.ends_with('/')
            || name
                .split('/')
                .any(|part| part.starts_with('.') || part == "__MACOSX")
    };
    let names: Vec<String> = package
        .names()
        .filter(|name| !hidden(name))
        .map(str::to_owned)
        .collect();
    match &*names {
        [] => Err(InputError::NoText {
            why: "the zip archive holds no file".to_owned(),
        }),
        [name] => {
            let name = name.clone();
            let part = package.part(&name)?;
            part.ok_or_else(|| InputError::damaged(&name, "it cannot be found"))
        }
        names => {
            let shown = names
                .iter()
                .take(SHOWN)
                .map(|name| one_line(name))
                .collect::<Vec<_>>()
                .join(", ");
            let more = if names.len() > SHOWN { ", …" } else { "" };
            Err(InputError::Unsupported {
                format: format!("a zip archive of {} files ({shown}{more})", names.len()),
                advice: "unpack it and open one of them, or `unzip -p ARCHIVE NAME | recs-tui -`"
                    .to_owned(),
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::damage::zipped;

    #[test]
    fn the_only_file_is_taken_and_of_several_the_names_are_told() {
        let one = zipped(&[
            ("a/report.txt", b"1. Ratify it."),
            ("__MACOSX/._report.txt", b"x"),
        ]);
        assert_eq!(single(&one).unwrap(), b"1. Ratify it.");
        let two = zipped(&[("a.pdf", b"a"), ("b.docx", b"b")]);
        let told = single(&two).unwrap_err().to_string();
        assert!(told.contains("2 files (a.pdf, b.docx)"), "{told}");
        assert!(matches!(
            single(&zipped(&[])),
            Err(InputError::NoText { .. })
        ));
    }
}
