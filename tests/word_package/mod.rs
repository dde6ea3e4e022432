//! Parts of a Word document, which is a package of XML files.

use std::io::{Cursor, Read};

use zip::ZipArchive;

/// The part of this name.
pub fn package_part(package: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(package)).unwrap();
    let mut part = String::new();
    let mut file = archive.by_name(name).unwrap();
    file.read_to_string(&mut part).unwrap();
    part
}
