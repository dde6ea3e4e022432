//! Direction and language of a text, for formats that have to be told: HTML and Word.
//!
//! The language is what the document says of itself. Where it says nothing, no language is claimed:
//! the script of the letters is named instead, which can be seen (`und-Arab`).

use std::borrow::Cow;

use crate::model::Document;

/// Whether a text is to be set from right to left: as its first letter with a direction says.
pub(super) fn is_right_to_left(text: &str) -> bool {
    text.chars()
        .find_map(|character| match character {
            letter if reads_leftwards(letter) => Some(true),
            letter if letter.is_alphabetic() => Some(false),
            _ => None,
        })
        .unwrap_or(false)
}

/// Whether a letter is of a script that is written from right to left, or is the mark of one.
fn reads_leftwards(letter: char) -> bool {
    matches!(letter,
        '\u{590}'..='\u{8ff}' | '\u{200f}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
        && (letter.is_alphabetic() || letter == '\u{200f}')
}

/// The language tag (BCP 47) of a text in `document`: the document's language where its letters can be
/// of that, else the script of its first letter with the language undetermined.
pub(super) fn language_tag<'a>(document: &'a Document, text: &str) -> Cow<'a, str> {
    let script = text.chars().find_map(script_of);
    if let Some(language) = document.language.as_deref() {
        let main = language.split('-').next().unwrap_or_default();
        if script.is_none_or(|script| is_written_in(main, script)) {
            return Cow::Borrowed(language);
        }
    }
    match script {
        Some(script) => Cow::Owned(format!("und-{script}")),
        None => Cow::Borrowed("und"),
    }
}

/// The script of a letter, as ISO 15924 calls it; nothing for digits and signs.
fn script_of(letter: char) -> Option<&'static str> {
    if !letter.is_alphabetic() {
        return None;
    }
    Some(match letter {
        '\u{41}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => "Latn",
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => "Grek",
        '\u{400}'..='\u{52f}' => "Cyrl",
        '\u{530}'..='\u{58f}' => "Armn",
        '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => "Hebr",
        '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' => "Arab",
        '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => "Arab",
        '\u{700}'..='\u{74f}' => "Syrc",
        '\u{780}'..='\u{7bf}' => "Thaa",
        '\u{900}'..='\u{97f}' => "Deva",
        '\u{980}'..='\u{9ff}' => "Beng",
        '\u{b80}'..='\u{bff}' => "Taml",
        '\u{e00}'..='\u{e7f}' => "Thai",
        '\u{1000}'..='\u{109f}' => "Mymr",
        '\u{10a0}'..='\u{10ff}' => "Geor",
        '\u{1200}'..='\u{139f}' => "Ethi",
        '\u{1780}'..='\u{17ff}' => "Khmr",
        '\u{3040}'..='\u{30ff}' => "Jpan",
        '\u{3400}'..='\u{9fff}' => "Hani",
        '\u{ac00}'..='\u{d7af}' => "Hang",
        _ => "Zyyy",
    })
}

/// Whether a language is written in a script; languages that are not listed are, in Latin letters.
fn is_written_in(language: &str, script: &str) -> bool {
    let scripts: &[&str] = match language {
        "ar" | "fa" | "ur" | "ps" | "sd" | "ug" | "ckb" => &["Arab"],
        "he" | "yi" => &["Hebr"],
        "ru" | "uk" | "be" | "bg" | "mk" | "kk" | "ky" | "tg" | "mn" => &["Cyrl"],
        "sr" | "uz" | "az" | "bs" => &["Cyrl", "Latn"],
        "el" => &["Grek"],
        "hy" => &["Armn"],
        "ka" => &["Geor"],
        "am" | "ti" => &["Ethi"],
        "hi" | "ne" | "mr" => &["Deva"],
        "bn" => &["Beng"],
        "ta" => &["Taml"],
        "th" => &["Thai"],
        "my" => &["Mymr"],
        "km" => &["Khmr"],
        "dv" => &["Thaa"],
        "zh" => &["Hani"],
        "ja" => &["Jpan", "Hani"],
        "ko" => &["Hang", "Hani"],
        _ => &["Latn"],
    };
    scripts.contains(&script)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(language: Option<&str>) -> Document {
        Document {
            language: language.map(Into::into),
            ..Document::default()
        }
    }

    #[test]
    fn the_first_letter_with_a_direction_decides() {
        assert!(is_right_to_left("103. ينبغي للدول (A/HRC/1)"));
        assert!(is_right_to_left("«שלום» to all"));
        assert!(!is_right_to_left("(d) States, العنصري"));
        assert!(!is_right_to_left("103 (4)"));
    }

    #[test]
    fn a_language_is_claimed_only_where_the_document_says_it() {
        let (none, english) = (document(None), document(Some("en")));
        assert_eq!(language_tag(&none, "ينبغي للدول"), "und-Arab");
        assert_eq!(language_tag(&none, "12 Государства"), "und-Cyrl");
        assert_eq!(language_tag(&none, "12"), "und");
        assert_eq!(language_tag(&english, "States should"), "en");
        assert_eq!(language_tag(&english, "ينبغي للدول"), "und-Arab");
        assert_eq!(
            language_tag(&document(Some("zh-Hans")), "各国应"),
            "zh-Hans"
        );
    }
}
