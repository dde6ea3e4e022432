//! Folding: one form of a letter for all the ways to write it, in every script.
//!
//! Taken away is what writers add or leave out at will: case, the accents of Latin and Greek, the
//! vowel signs of Arabic and Hebrew, tatweel, forms that a letter takes at the end of a word, the
//! forms of alef and hamza, `ё` for `е`, digits of another script, wide and narrow letters.
//! Kept is what makes another word: the vowel signs of Indic scripts and of Thai, the voicing marks
//! of kana, `й`.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

use crate::model::western_digit;

/// What a character is to the word that it stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CharacterClass {
    /// A letter or digit.
    Letter,
    /// A letter in upper case.
    Capital,
    /// Stands on the letter before it.
    Mark,
    /// Not seen inside a word: a soft hyphen, a zero-width joiner.
    Invisible,
    /// A letter of a script that puts no blanks between words: Chinese, Japanese, Thai.
    Sign,
    /// A raised digit or letter, which refers to a footnote or says the ending of a numeral.
    Raised,
    /// No part of a word.
    Other,
}

/// The class of a character beyond ASCII.
pub(crate) fn class(character: char) -> CharacterClass {
    match character {
        // What texts are mostly made of comes first.
        '\u{4e00}'..='\u{9fff}' => CharacterClass::Sign,
        '\u{430}'..='\u{45f}' => CharacterClass::Letter,
        '\u{400}'..='\u{42f}' => CharacterClass::Capital,
        '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' => CharacterClass::Mark,
        '\u{621}'..='\u{64a}' => CharacterClass::Letter,
        _ if is_invisible(character) => CharacterClass::Invisible,
        _ if is_combining_mark(character) => CharacterClass::Mark,
        _ if is_raised(character) => CharacterClass::Raised,
        _ if is_modifier(character) => CharacterClass::Mark,
        _ if is_apostrophe(character) || !character.is_alphanumeric() => CharacterClass::Other,
        _ if western_digit(character).is_some() => CharacterClass::Letter,
        _ if is_unspaced(character) => CharacterClass::Sign,
        _ if character.is_uppercase() => CharacterClass::Capital,
        _ => CharacterClass::Letter,
    }
}

/// Adds a letter, mark or sign to the folded word, which is UTF-8.
pub(crate) fn fold(character: char, folded: &mut Vec<u8>) {
    match character {
        '\u{4e00}'..='\u{9fff}' => push(character, folded),
        'ё' | 'Ё' => push('е', folded),
        '\u{430}'..='\u{45f}' => push(character, folded),
        '\u{410}'..='\u{42f}' => push(lower_cyrillic(character), folded),
        '\u{621}'..='\u{6ff}' => fold_one(character, folded),
        _ if is_unspaced(character) => {
            for sign in std::iter::once(character).nfkc() {
                fold_one(sign, folded);
            }
        }
        _ if is_combining_mark(character) => fold_one(character, folded),
        _ => {
            for lower in character.to_lowercase().nfkd() {
                fold_one(lower, folded);
            }
        }
    }
}

/// A text with its words folded and all that stands between them as it is.
pub(crate) fn folded_text(text: &str) -> String {
    let mut folded = Vec::with_capacity(text.len());
    for character in text.chars() {
        if character.is_ascii() {
            folded.push(character.to_ascii_lowercase() as u8);
            continue;
        }
        match class(character) {
            CharacterClass::Invisible => {}
            CharacterClass::Other | CharacterClass::Raised => push(character, &mut folded),
            _ => fold(character, &mut folded),
        }
    }
    String::from_utf8(folded).unwrap_or_default()
}

/// Adds a character in small letters that is decomposed.
fn fold_one(character: char, folded: &mut Vec<u8>) {
    let plain = match character {
        // Arabic, with the letters of Persian and Urdu that only look different.
        'أ' | 'إ' | 'آ' | '\u{671}' => 'ا',
        'ؤ' => 'و',
        'ئ' | 'ى' | '\u{6cc}' => 'ي',
        'ة' | '\u{6be}' | '\u{6c1}' => 'ه',
        '\u{6a9}' => 'ك',
        'ς' => 'σ',
        'ё' => 'е',
        // Hebrew letters at the end of a word.
        'ך' => 'כ',
        'ם' => 'מ',
        'ן' => 'נ',
        'ף' => 'פ',
        'ץ' => 'צ',
        'ø' => 'o',
        'ł' => 'l',
        'đ' | 'ð' => 'd',
        'ħ' => 'h',
        'ı' => 'i',
        'ß' => return folded.extend_from_slice(b"ss"),
        'æ' => return folded.extend_from_slice(b"ae"),
        'œ' => return folded.extend_from_slice(b"oe"),
        'þ' => return folded.extend_from_slice(b"th"),
        '\u{640}' => return,
        _ => character,
    };
    if let Some(digit) = western_digit(plain) {
        folded.push(digit);
    } else if is_combining_mark(plain) {
        fold_mark(plain, folded);
    } else if plain.is_alphanumeric() && !is_modifier(plain) {
        push(plain, folded);
    }
}

/// Adds a mark to the letter that `folded` ends in, or leaves it out.
fn fold_mark(mark: char, folded: &mut Vec<u8>) {
    let last = last_character(folded);
    let composed = last.and_then(|last| compose(last, mark));
    let mut replace = |composed: char| {
        folded.truncate(folded.len() - last.map_or(0, char::len_utf8));
        push(composed, folded);
    };
    match mark {
        // й and ї are letters; ё is written as е.
        '\u{300}'..='\u{36f}' => {
            let cyrillic = last.is_some_and(|last| ('\u{400}'..'\u{530}').contains(&last));
            if let Some(letter) = composed.filter(|&letter| cyrillic && letter != 'ё') {
                replace(letter);
            }
        }
        '\u{3099}' | '\u{309a}' => match composed {
            Some(kana) => replace(kana),
            None => push(mark, folded),
        },
        _ if is_optional_mark(mark) => {}
        _ => push(mark, folded),
    }
}

/// Marks of Latin, Greek, Cyrillic, Arabic and Hebrew, which may be left out.
fn is_optional_mark(mark: char) -> bool {
    matches!(mark,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}'
        | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}'
        | '\u{8d3}'..='\u{8ff}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}')
}

/// Soft hyphen, zero-width (non-)joiners, the word joiner: inside a word they are not there.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{61c}'
    )
}

/// Apostrophes inside words, and the marks of Hebrew abbreviations.
pub(crate) fn is_apostrophe(character: char) -> bool {
    matches!(
        character,
        '\'' | '\u{2019}' | '\u{2bc}' | '\u{ff07}' | '\u{5f3}' | '\u{5f4}'
    )
}

/// Raised digits and letters: `States¹`, `1º`, `1ᵉʳ`.
pub(crate) fn is_raised(character: char) -> bool {
    matches!(character,
        'ª' | '²' | '³' | '¹' | 'º' | '\u{2b0}'..='\u{2b8}' | '\u{2e0}'..='\u{2e4}'
        | '\u{1d2c}'..='\u{1d61}' | '\u{1d78}' | '\u{1d9b}'..='\u{1dbf}'
        | '\u{2070}'..='\u{207f}')
}

/// Half rings and commas that transliterations write for letters which are often left out:
/// `Qurʾan`.
fn is_modifier(character: char) -> bool {
    matches!(character, '\u{2b9}'..='\u{2bb}' | '\u{2bd}'..='\u{2bf}' | '\u{2c0}' | '\u{2c1}' | '\u{640}')
}

/// Letters of scripts without blanks between words.
pub(crate) fn is_unspaced(character: char) -> bool {
    is_ideographic(character)
        || matches!(character,
            // Thai, Lao
            '\u{e01}'..='\u{e4e}' | '\u{e81}'..='\u{ecd}' | '\u{edc}'..='\u{edf}'
            // Burmese, Khmer, Javanese
            | '\u{1000}'..='\u{103f}' | '\u{1050}'..='\u{108f}' | '\u{1780}'..='\u{17d3}'
            | '\u{a980}'..='\u{a9c0}')
}

/// Chinese characters and kana, between which no blank has a meaning.
pub(crate) fn is_ideographic(character: char) -> bool {
    matches!(character,
        '\u{3005}'..='\u{3007}' | '\u{303b}' | '\u{3041}'..='\u{309f}' | '\u{30a1}'..='\u{30fa}'
        | '\u{30fc}'..='\u{312f}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{a48c}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

fn lower_cyrillic(capital: char) -> char {
    char::from_u32(u32::from(capital) + 0x20).unwrap_or(capital)
}

fn push(character: char, folded: &mut Vec<u8>) {
    folded.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

fn last_character(folded: &[u8]) -> Option<char> {
    let continues = |byte: &&u8| **byte & 0xc0 == 0x80;
    let length = 1 + folded.iter().rev().take(3).take_while(continues).count();
    let last = folded.get(folded.len().checked_sub(length)?..)?;
    std::str::from_utf8(last).ok()?.chars().next()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        let mut bytes = Vec::new();
        for character in text
            .chars()
            .filter(|&c| class(c) != CharacterClass::Invisible)
        {
            fold(character, &mut bytes);
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    #[test]
    fn one_form_for_all_the_ways_to_write_a_word() {
        for (one, other) in [
            ("ÉGALITÉ", "egalite"),
            ("Ёлка", "елка"),
            ("е\u{308}лка", "елка"),
            ("мо\u{301}й", "мои\u{306}"),
            ("ї", "і\u{308}"),
            ("ΠΡΌΣΦΥΓΕΣ", "προσφυγες"),
            ("مُكَافَحَـــة", "مكافحه"),
            ("إلى", "الي"),
            ("آراء", "أراء"),
            ("שָׁלוֹם", "שלומ"),
            ("ｶﾞｷﾞ", "ガギ"),
            ("カ\u{3099}", "ガ"),
            ("ＡＢＣ１２", "abc12"),
            ("١٠٣", "103"),
            ("१२", "12"),
            ("๔", "4"),
            ("क\u{93c}", "\u{958}"),
            ("Qurʾan", "quran"),
            ("ﷲ", "الله"),
        ] {
            assert_eq!(folded(one), folded(other), "{one} {other}");
        }
    }

    #[test]
    fn what_makes_another_word_is_kept() {
        for (one, other) in [
            ("दान", "दिन"),
            ("দান", "দিন"),
            ("மரம்", "மரமா"),
            ("かき", "がぎ"),
            ("มา", "มิ"),
            ("мой", "мои"),
            ("ไม่", "ไม้"),
        ] {
            assert_ne!(folded(one), folded(other), "{one} {other}");
        }
    }
}
