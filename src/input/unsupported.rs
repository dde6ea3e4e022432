//! Formats that cannot be read here: what a file is by its first bytes, and what to do instead.

use super::compound_file::CompoundFile;
use super::encoding;
use super::error::InputError;
use super::package::{self, Package, is_zip};

const UNPACK: &str = "unpack it and open what is in it";
const CONVERT: &str = "open it in LibreOffice or Word and save it as .docx";
const RECOGNIZE: &str = "run it through OCR first, for example with `ocrmypdf`";
const EXPORT: &str = "export it as PDF or text and open that";

/// What is shorter is taken for a text, whatever it holds.
const SHORTEST_BINARY: usize = 512;
/// How much of a file is looked at to tell whether it is a text.
const BEGINNING: usize = 8 << 10;

/// Where bytes stand, what they are, what that is, and what to do.
type Magic = (usize, &'static [u8], &'static str, &'static str);

const MAGIC: [Magic; 47] = [
    (0, b"\xFFWPC", "a WordPerfect document", CONVERT),
    (0, b"\x89PNG\r\n", "a picture (PNG)", RECOGNIZE),
    (0, b"\xFF\xD8\xFF", "a picture (JPEG)", RECOGNIZE),
    (0, b"GIF8", "a picture (GIF)", RECOGNIZE),
    (0, b"II*\0", "a picture (TIFF)", RECOGNIZE),
    (0, b"MM\0*", "a picture (TIFF)", RECOGNIZE),
    (8, b"WEBP", "a picture (WebP)", RECOGNIZE),
    (0, b"\0\0\0\x0CjP  ", "a picture (JPEG 2000)", RECOGNIZE),
    (
        0,
        b"AT&TFORM",
        "a DjVu document",
        "convert it with `djvutxt` and open the text",
    ),
    (
        0,
        b"%!PS",
        "a PostScript document",
        "convert it with `ps2pdf` and open the PDF",
    ),
    (
        0,
        b"\x1F\x8B",
        "a gzip file",
        "unpack it with `gunzip` and open what is in it",
    ),
    (0, b"BZh", "a bzip2 file", UNPACK),
    (0, b"\xFD7zXZ\0", "an xz file", UNPACK),
    (0, b"\x28\xB5\x2F\xFD", "a Zstandard file", UNPACK),
    (0, b"\x1F\x9D", "a file packed by compress", UNPACK),
    (0, b"\x04\x22\x4D\x18", "an LZ4 file", UNPACK),
    (0, b"LZIP", "an lzip file", UNPACK),
    (
        0,
        b"\x78\x9F\x3E\x22",
        "what Outlook attaches to a message (winmail.dat)",
        "unpack it with `tnef` and open what is in it",
    ),
    (
        0,
        b"!BDN",
        "a mailbox of Outlook",
        "save the message as text and open that",
    ),
    (0, b"\xE4\x52\x5C\x7B", "a section of OneNote", EXPORT),
    (0, b"8BPS", "a picture (Photoshop)", RECOGNIZE),
    (0, b"\xD7\xCD\xC6\x9A", "a picture (WMF)", RECOGNIZE),
    (
        4,
        b"Standard Jet DB",
        "a database of Access",
        "export a table of it as CSV and open that",
    ),
    (
        4,
        b"Standard ACE DB",
        "a database of Access",
        "export a table of it as CSV and open that",
    ),
    (
        0,
        b"\x89HDF\r\n",
        "a data file (HDF5)",
        "export a table of it as CSV and open that",
    ),
    (
        0,
        b"$FL2@(#)",
        "a data file of SPSS",
        "export it as CSV and open that",
    ),
    (
        0,
        b"<stata_dta>",
        "a data file of Stata",
        "export it as CSV and open that",
    ),
    (
        0,
        b"ARROW1",
        "an Arrow table",
        "export it as CSV or JSON lines and open that",
    ),
    (0, b"fLaC", "a sound recording", "open a text of it"),
    (0, b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive", UNPACK),
    (0, b"Rar!\x1A\x07", "a RAR archive", UNPACK),
    (257, b"ustar", "a tar archive", UNPACK),
    (0, b"MSCF", "a cabinet archive", UNPACK),
    (
        0,
        b"SQLite format 3\0",
        "a SQLite database",
        "export a table of it as CSV and open that",
    ),
    (
        0,
        b"PAR1",
        "a Parquet table",
        "export it as CSV or JSON lines and open that",
    ),
    (0, b"\x7FELF", "a program", "open a document"),
    (0, b"MZ\x90\0", "a program", "open a document"),
    (0, b"ID3", "a sound recording", "open a text of it"),
    (0, b"OggS", "a sound recording", "open a text of it"),
    (8, b"WAVE", "a sound recording", "open a text of it"),
    (4, b"ftyp", "a film or a picture", "open a text of it"),
    (0, b"\x1A\x45\xDF\xA3", "a film", "open a text of it"),
    (0, b"\xDB\xA5\x2D\0", "a document of Word 2", CONVERT),
    (0, b"1\xBE\0\0", "a document of Microsoft Write", CONVERT),
    (0, b"ITSF", "a help file (CHM)", EXPORT),
    (
        0,
        b"\xED\xAB\xEE\xDB",
        "a package of programs",
        "open a document",
    ),
    (60, b"BOOKMOBI", "an electronic book (Mobi)", EXPORT),
];

/// Names of parts by which a zip package is told.
const PARTS: [(&str, &str, &str); 5] = [
    ("ppt/presentation.xml", "a presentation (.pptx)", EXPORT),
    ("visio/document.xml", "a drawing (.vsdx)", EXPORT),
    (
        "META-INF/container.xml",
        "an electronic book (EPUB)",
        EXPORT,
    ),
    (
        "Index/Document.iwa",
        "a document of Pages, Numbers or Keynote",
        EXPORT,
    ),
    ("AndroidManifest.xml", "a program", "open a document"),
];

/// Names of streams by which a compound file is told.
const STREAMS: [(&str, &str, &str); 3] = [
    ("PowerPoint Document", "a presentation (.ppt)", EXPORT),
    ("VisioDocument", "a drawing (.vsd)", EXPORT),
    (
        "__properties_version1.0",
        "a message of Outlook (.msg)",
        "save it as text and open that",
    ),
];

/// What the file is, where its first bytes tell that it cannot be read here.
#[must_use]
pub fn recognize(bytes: &[u8]) -> Option<InputError> {
    let stands =
        |(at, magic, ..): &&Magic| bytes.get(*at..).is_some_and(|rest| rest.starts_with(magic));
    let (_, _, format, advice) = MAGIC.iter().find(stands)?;
    Some(error(format, advice))
}

/// What to say of a file that [`recognize`] knows, or of another that is no text.
#[must_use]
pub fn recognized(bytes: &[u8]) -> InputError {
    let unknown = || error("no text, and a file of no known format", EXPORT);
    recognize(bytes).unwrap_or_else(unknown)
}

/// Whether bytes that no format takes are no text either: in whatever encoding they are taken, every
/// twentieth character or more is a control that no text has. A few of them are told by line.
#[must_use]
pub fn is_no_text(bytes: &[u8]) -> bool {
    if bytes.len() < SHORTEST_BINARY {
        return false;
    }
    let beginning = encoding::decode(&bytes[..bytes.len().min(BEGINNING)]).text;
    let (mut all, mut controls) = (0_usize, 0_usize);
    for c in beginning.chars() {
        all += 1;
        // Terminals' logs have escapes.
        controls += usize::from(c.is_control() && !c.is_whitespace() && c != '\u{1b}');
    }
    controls * 20 > all
}

/// Whether a zip file or a compound file is known by its parts, and cannot be read here: a zip file
/// of which nothing is known is an archive.
#[must_use]
pub fn is_known_container(bytes: &[u8]) -> bool {
    if !is_zip(bytes) {
        return true;
    }
    let has_known_part = |package: Package<'_>| PARTS.iter().any(|(name, ..)| package.has(name));
    is_open_document(bytes) || Package::open(bytes).is_ok_and(has_known_part)
}

fn is_open_document(bytes: &[u8]) -> bool {
    let kind = package::kind(bytes);
    kind.is_some_and(|kind| kind.starts_with("application/vnd.oasis.opendocument."))
}

/// What a zip file or a compound file is that no reader takes.
#[must_use]
pub fn container(bytes: &[u8]) -> InputError {
    if is_zip(bytes) {
        let package = match Package::open(bytes) {
            Ok(package) => package,
            Err(error) => return error,
        };
        let found = PARTS.iter().find(|(name, ..)| package.has(name));
        let (_, format, advice) =
            found.unwrap_or(&("", "an OpenDocument file that is no text", EXPORT));
        return error(format, advice);
    }
    let file = match CompoundFile::open(bytes) {
        Ok(file) => file,
        Err(error) => return error,
    };
    if file.has("EncryptedPackage") {
        return InputError::Encrypted;
    }
    let found = STREAMS.iter().find(|(name, ..)| file.has(name));
    let (_, format, advice) = found.unwrap_or(&("", "an Office file of an unknown kind", EXPORT));
    error(format, advice)
}

fn error(format: &str, advice: &str) -> InputError {
    InputError::Unsupported {
        format: format.to_owned(),
        advice: advice.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::damage::zipped;

    fn told(bytes: &[u8]) -> String {
        recognize(bytes)
            .map(|it| it.to_string())
            .unwrap_or_default()
    }

    #[test]
    fn it_says_in_one_line_what_a_file_is_and_what_to_do() {
        assert_eq!(
            told(b"\xFFWPC\x10\0\0\0"),
            "this is a WordPerfect document, which cannot be read here; open it in LibreOffice or \
             Word and save it as .docx"
        );
        assert!(told(b"\x1F\x8B\x08\0").contains("gunzip"));
        assert!(told(b"\x89PNG\r\n\x1A\n").contains("ocrmypdf"));
        let presentation = zipped(&[("ppt/presentation.xml", b"<p/>")]);
        assert!(is_known_container(&presentation));
        assert!(container(&presentation).to_string().contains(".pptx"));
        assert!(told(&[&[0; 257][..], b"ustar"].concat()).contains("tar archive"));
    }

    #[test]
    fn a_file_of_no_known_format_is_told_from_a_text_with_some_odd_characters() {
        // As a generator of numbers gives them.
        let mut state = 1_u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            state.to_be_bytes()[0]
        })
        .take(4096)
        .collect();
        assert!(is_no_text(&noise));
        assert!(recognized(&noise).to_string().contains("no known format"));
        let text = "1. Ratify\u{1}it.\0 \u{1b}[31mred\u{1b}[0m\r\n".repeat(100);
        let utf_16 =
            |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
        for text in [
            text.replace('\0', "").into_bytes(),
            "湖泊和池塘。".repeat(200).into_bytes(),
            utf_16(&"1. Ratify it.\n".repeat(100)),
            utf_16(&"1. حماية البحيرات والبرك.\n".repeat(100)),
            utf_16(&"1. Охранять озёра.\n".repeat(100)),
        ] {
            assert!(!is_no_text(&text));
        }
        assert!(!is_no_text(&noise[..500]));
    }

    #[test]
    fn texts_are_left_alone() {
        for text in [
            "",
            "The Council",
            "%PDF-1.4",
            "{\"text\": \"a\"}",
            "GE.31-01234",
        ] {
            assert_eq!(recognize(text.as_bytes()), None);
        }
        assert!(!is_known_container(&zipped(&[("a.txt", b"a")])));
    }
}
