//! Fixtures of tests: zip packages from texts, and damaged copies of files.

use std::io::{Cursor, Write};

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::error::InputError;
use crate::model::Blocks;

/// A zip package of these parts.
pub(crate) fn zipped(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        writer
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Reads copies of `file` that are cut off, or have some bytes changed, doubled or taken away. The
/// reader may refuse them; a panic fails the test.
pub(crate) fn survives(file: &[u8], read: impl Fn(&[u8]) -> Result<Blocks, InputError>) {
    survives_within(file, |bytes| bytes, read);
}

/// As [`survives`], where the damaged bytes are made into a file by `wrap`.
pub(crate) fn survives_within(
    inner: &[u8],
    wrap: impl Fn(Vec<u8>) -> Vec<u8>,
    read: impl Fn(&[u8]) -> Result<Blocks, InputError>,
) {
    let cases = std::env::var("PROPTEST_CASES").ok();
    let cases = cases.and_then(|cases| cases.parse().ok()).unwrap_or(64);
    let mut runner = TestRunner::new(Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    });
    let interesting = prop::sample::select(b"<>&/\"'{}\\#*;:0 9-[]()|_\xFF\x00\x80".to_vec());
    let change = (
        any::<prop::sample::Index>(),
        prop_oneof![interesting, any::<u8>()],
        0..3_u8,
    );
    let damage = (
        prop::collection::vec(change, 0..12),
        prop::option::of(any::<prop::sample::Index>()),
    );
    let outcome = runner.run(&damage, |(changes, cut)| {
        let mut bytes = inner.to_vec();
        for (at, byte, what) in changes {
            if bytes.is_empty() {
                break;
            }
            let at = at.index(bytes.len());
            match what {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ => {
                    bytes.remove(at);
                }
            }
        }
        if let Some(cut) = cut.filter(|_| !bytes.is_empty()) {
            bytes.truncate(cut.index(bytes.len()));
        }
        if let Ok(blocks) = read(&wrap(bytes)) {
            for block in &blocks.blocks {
                let text = block.text();
                for (at, mark) in &block.note_marks {
                    prop_assert!(
                        text.is_char_boundary(*at as usize),
                        "the mark {mark} at {at} in {text:?}"
                    );
                }
            }
        }
        Ok(())
    });
    outcome.unwrap();
}
