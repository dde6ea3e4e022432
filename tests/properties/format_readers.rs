//! Whatever happened to the bytes of a file, its reader takes them or says in one line why not: in
//! time, without a panic, and with an account that adds up.
//!
//! A case is a fixture of a format, damaged: bytes changed, put in, taken out, doubled, numbers made
//! extreme, the end cut off. What is a zip package is damaged in one of its parts as often as in the
//! package, as most of what is damaged outside ends at a checksum.

use std::fmt;
use std::hint::black_box;
use std::io::{Cursor, Read, Write};
use std::marker::PhantomData;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::fixtures::fixtures;
use recs_tui::library;

use super::{Draw, Property};

/// A reader that is attacked.
pub trait Reader: fmt::Debug {
    /// Names of fixtures that it reads.
    const FIXTURES: &'static [&'static str];
}

/// A damaged file of a reader.
pub struct Damaged<R> {
    bytes: Vec<u8>,
    reader: PhantomData<R>,
}

/// Readers with the fixtures that each takes.
macro_rules! readers {
    ($($reader:ident: $($fixture:literal),+;)+) => {
        $(
            #[derive(Debug)]
            pub struct $reader;

            impl Reader for $reader {
                const FIXTURES: &'static [&'static str] = &[$($fixture),+];
            }
        )+

        /// Names of all fixtures that are attacked.
        pub const ATTACKED: &[&[&str]] = &[$($reader::FIXTURES),+];
    };
}

readers! {
    PlainText: "compilation.txt", "resolution.txt", "review.txt", "articles.txt", "chinese.txt";
    Docx: "ponds.docx";
    Doc: "ponds.doc";
    Odt: "ponds.odt";
    Rtf: "ponds.rtf";
    Html: "ponds.html";
    AkomaNtoso: "ponds.xml";
    Markdown: "ponds.md";
    Csv: "ponds.csv";
    Xlsx: "ponds.xlsx";
    Xls: "ponds.xls";
    Ods: "ponds.ods";
    Json: "export.json", "records.jsonl";
    Archive: "ponds.zip";
    Pdf: "ponds.pdf";
}

impl<R: Reader> Property for Damaged<R> {
    const BYTES: usize = 64;

    fn drawn(draw: &mut Draw<'_>) -> Self {
        let whole = whole(draw.of(R::FIXTURES));
        let parts = parts(whole);
        let bytes = match parts.is_empty() || draw.below(4) == 0 {
            true => damaged(draw, whole.to_vec()),
            false => {
                let mut parts = parts;
                let at = draw.below(parts.len());
                let part = &mut parts[at].1;
                *part = damaged(draw, std::mem::take(part));
                stored(&parts)
            }
        };
        Self {
            bytes,
            reader: PhantomData,
        }
    }

    fn holds(&self) {
        let begun = Instant::now();
        match library::read(&self.bytes) {
            Ok(document) => {
                let account = &document.account;
                assert_eq!(account.placed(), account.total, "{account:?}");
                for provision in &document.provisions {
                    // These panic where an index leads nowhere.
                    black_box(document.part(provision));
                    black_box(document.chapeaux(provision));
                    black_box(document.heading_path(provision.heading));
                    for span in provision.annotations.iter().filter_map(|it| it.span()) {
                        assert!(provision.text.get(span.range()).is_some());
                    }
                }
            }
            Err(error) => {
                let told = error.to_string();
                assert!(told.len() < 1000 && !told.contains('\n'), "{told:?}");
            }
        }
        // Most take a few milliseconds.
        let took = begun.elapsed();
        assert!(took < Duration::from_secs(10), "{took:?}");
    }
}

impl<R: Reader> fmt::Debug for Damaged<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}: {}", R::FIXTURES, self.bytes.escape_ascii())
    }
}

/// The fixture of this name; an empty file where the program is built without its reader.
fn whole(name: &str) -> &'static [u8] {
    static ALL: LazyLock<Vec<(&'static str, Vec<u8>)>> = LazyLock::new(|| {
        let fixtures = fixtures().into_iter();
        fixtures.map(|it| (it.name, it.bytes)).collect()
    });
    let found = ALL.iter().find(|(known, _)| *known == name);
    found.map_or(&[], |(_, bytes)| bytes)
}

/// The parts of a zip package; none where it is none.
fn parts(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    if !bytes.starts_with(b"PK") {
        return Vec::new();
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut part = archive.by_index(at).unwrap();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (part.name().to_owned(), content)
        })
        .collect()
}

/// A zip package of these parts, as they are.
fn stored(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, bytes) in parts {
        writer.start_file(name.as_str(), options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Bytes that mean something in one format or another.
const TELLING: [u8; 39] = *b"<>&/\"'{}\\#*;:0 9-[]()|_\xFF\x00\x80\x01\x02\x7F\n\r\t,.=%?ax";

/// Numbers that nobody expects, in figures and in bytes.
const NUMBERS: [&[u8]; 16] = [
    b"0",
    b"-1",
    b"255",
    b"65535",
    b"65536",
    b"99999999",
    b"4294967295",
    b"18446744073709551616",
    b"1e308",
    b"\0\0\0\0",
    b"\xFF\xFF\xFF\xFF",
    b"\xFF\xFF\xFF\x7F",
    b"\0\0\0\x80",
    b"\xFF\xFF",
    b"\0\x01",
    b"\x01\0\0\0",
];

/// No case is larger, however often a piece of it is doubled.
const LARGEST: usize = 1 << 18;

fn damaged(draw: &mut Draw<'_>, mut bytes: Vec<u8>) -> Vec<u8> {
    for _ in 0..8 {
        if bytes.is_empty() || !draw.goes_on(8) {
            break;
        }
        let at = draw.below(65_536) % bytes.len();
        // Short pieces more often than long ones.
        let length = 1 << draw.below(10);
        let end = bytes.len().min(at + draw.below(length + 1));
        match draw.below(10) {
            0 | 1 => bytes[at] = draw.of(&TELLING),
            2 => bytes[at] = draw.byte(),
            3 => bytes[at] ^= 1 << draw.below(8),
            4 => bytes.insert(at, draw.of(&TELLING)),
            5 => drop(bytes.drain(at..end)),
            // A number, where one stands or in place of anything.
            6 | 7 => {
                let digits = bytes.iter().skip(at).position(u8::is_ascii_digit);
                let at = at + digits.filter(|_| draw.below(2) == 0).unwrap_or(0);
                let number = draw.of(&NUMBERS);
                let figures = bytes[at..].iter().take_while(|it| it.is_ascii_digit());
                let length = match figures.count() {
                    0 => number.len().min(bytes.len() - at),
                    figures => figures,
                };
                bytes.splice(at..at + length, number.iter().copied());
            }
            8 => {
                let piece = bytes[at..end].to_vec();
                let most = (LARGEST - bytes.len().min(LARGEST)) / piece.len().max(1);
                let times = (1 << draw.below(12)).min(most);
                bytes.splice(at..at, piece.repeat(times));
            }
            _ => bytes.truncate(at),
        }
    }
    bytes
}
