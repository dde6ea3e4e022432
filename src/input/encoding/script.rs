//! Texts of other scripts in the encodings that were used before Unicode.
//!
//! Which of them it is cannot be known, only guessed by how often which letters stand beside which;
//! that is left to what a browser guesses by. It is asked only of texts most of whose letters are
//! no ASCII: in a Western text a few quotation marks and accents would be all there is to go by.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// How much of a document is looked at.
const SAMPLE: usize = 1 << 20;

/// Encodings of scripts other than the Latin one.
const SCRIPTS: [&Encoding; 15] = [
    encoding_rs::WINDOWS_1251,
    encoding_rs::KOI8_U,
    encoding_rs::ISO_8859_5,
    encoding_rs::IBM866,
    encoding_rs::WINDOWS_1256,
    encoding_rs::ISO_8859_6,
    encoding_rs::GBK,
    encoding_rs::BIG5,
    encoding_rs::WINDOWS_1253,
    encoding_rs::WINDOWS_1255,
    encoding_rs::ISO_8859_8,
    encoding_rs::WINDOWS_874,
    encoding_rs::SHIFT_JIS,
    encoding_rs::EUC_JP,
    encoding_rs::EUC_KR,
];

/// The encoding of bytes that are known to be no UTF-8, where most of their letters belong to
/// another script.
pub(super) fn guess(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let latin = sample.iter().filter(|byte| byte.is_ascii_alphabetic());
    let others = sample.iter().filter(|byte| !byte.is_ascii());
    if others.count() <= latin.count() {
        return None;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    // Not as its end: a document may have been cut in the middle of a character.
    detector.feed(sample, false);
    let guessed = detector.guess(None, Utf8Detection::Deny);
    SCRIPTS.contains(&guessed).then_some(guessed)
}
