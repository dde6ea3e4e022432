//! Keyboard layouts of other alphabets: the Latin key in the place of a letter, and what else a key
//! that is not bound may stand for.
//!
//! Who writes Russian, Greek, Arabic or Hebrew presses the key on which `q` is printed too, and the
//! terminal sends `й`, `;`, `ض` or `/`. Keys are bound to Latin letters; so a letter that is not bound
//! acts as the one in its place.

use std::ops::RangeInclusive;

use crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

/// Letters of a layout and the Latin keys in their place, in the same order.
struct Layout {
    letters: &'static str,
    places: &'static str,
}

/// The layouts, as X11 and the standards of the countries have them. Where two layouts of one alphabet
/// disagree about a letter, the more common one counts.
const LAYOUTS: [Layout; 10] = [
    // Russian, and the letters that stand in another place's stead in Ukrainian, Belarusian, Serbian.
    Layout {
        letters: "йцукенгшщзхъфывапролджэячсмитьбюё",
        places: "qwertyuiop[]asdfghjkl;'zxcvbnm,.`",
    },
    Layout {
        letters: "ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ",
        places: "QWERTYUIOP{}ASDFGHJKL:\"ZXCVBNM<>~",
    },
    Layout {
        letters: "іїєґўљњђјћџ",
        places: "s]'\\oqw[j'x",
    },
    Layout {
        letters: "ІЇЄҐЎЉЊЂЈЋЏ",
        places: "S}\"|OQW{J\"X",
    },
    Layout {
        letters: "ςερτυθιοπασδφγηξκλζχψωβνμέύίόάήώ",
        places: "wertyuiopasdfghjklzxcvbnmeyioahv",
    },
    Layout {
        letters: "ΕΡΤΥΘΙΟΠΑΣΔΦΓΗΞΚΛΖΧΨΩΒΝΜΈΎΊΌΆΉΏ",
        places: "ERTYUIOPASDFGHJKLZXCVBNMEYIOAHV",
    },
    // Arabic, and the letters that Persian has besides.
    Layout {
        letters: "ضصثقفغعهخحجدشسيبلاتنمكطئءؤرىةوزظ؟یکگچپ",
        places: "qwertyuiop[]asdfghjkl;'zxcvnm,./?d;']m",
    },
    Layout {
        letters: "\u{fefb}ذ",
        places: "b`",
    },
    // With Shift: vowel signs, hamza, lam with alif, and signs.
    Layout {
        letters: "\u{64e}\u{64b}\u{64f}\u{64c}\u{fef9}إ‘÷×؛\u{650}\u{64d}\u{fef7}أـ،\u{652}\u{fef5}آ’",
        places: "QWERTYUIOPASGHJKXBNM",
    },
    Layout {
        letters: "קראטוןםפשדגכעיחלךףזסבהנמצתץ",
        places: "ertyuiopasdfghjkl;zxcvbnm,.",
    },
];

/// What stands in the place of `/` and `?` in layouts that have no letter there.
const SIGNS: [(char, char); 2] = [('.', '/'), (',', '?')];

/// Signs that a layout has in the place of a Latin letter. Only who has just typed a letter of that
/// alphabet means the letter.
struct LayoutSigns {
    alphabet: RangeInclusive<char>,
    signs: &'static [(char, char)],
    /// Whether the sign is another key than the one bound to it, which has a place of its own there.
    first: bool,
}

const LAYOUT_SIGNS: [LayoutSigns; 3] = [
    LayoutSigns {
        alphabet: '\u{370}'..='\u{3ff}',
        signs: &[(';', 'q'), (':', 'Q')],
        first: false,
    },
    LayoutSigns {
        alphabet: '\u{600}'..='\u{6ff}',
        signs: &[('`', 'U'), ('\'', 'M'), ('.', '>'), (',', '<')],
        first: false,
    },
    // What is bound to `/` is at `.` there.
    LayoutSigns {
        alphabet: '\u{5d0}'..='\u{5ea}',
        signs: &[('/', 'q'), ('\'', 'w'), (',', '\'')],
        first: true,
    },
];

/// The Latin key in the place of a sign, in the layout of the letter that was typed before it.
fn of_sign(letter: char, before: Option<char>, first: bool) -> Option<char> {
    let before = before?;
    let mut layouts = LAYOUT_SIGNS.iter();
    let layout = layouts.find(|it| it.first == first && it.alphabet.contains(&before))?;
    let mut signs = layout.signs.iter();
    signs
        .find(|(sign, _)| *sign == letter)
        .map(|(_, place)| *place)
}

/// The key that a sign is, though the sign is bound itself: behind a letter of another alphabet.
pub(super) fn instead(key: KeyEvent, before: Option<char>) -> Option<KeyEvent> {
    let KeyCode::Char(letter) = key.code else {
        return None;
    };
    let place = of_sign(letter, before, true)?;
    Some(KeyEvent::new(KeyCode::Char(place), key.modifiers))
}

/// The keys that a key may stand for where it is not bound itself, the likeliest first. `place` is
/// the Latin key in its place, where the terminal tells; `before` the letter of another alphabet
/// that was typed before it.
pub(super) fn stand_ins(key: KeyEvent, place: Option<char>, before: Option<char>) -> Vec<KeyEvent> {
    let KeyCode::Char(letter) = key.code else {
        return Vec::new();
    };
    let control = key.modifiers.contains(KeyModifiers::CONTROL);
    let sign = of_sign(letter, before, false);
    let on_another = place.or(sign).or_else(|| in_place(letter));
    let latin = on_another.map(|latin| KeyEvent::new(KeyCode::Char(latin), key.modifiers));
    // What these keys send where a terminal does not tell them apart.
    let same_byte = match letter {
        'h' if control => Some(KeyCode::Backspace),
        'j' | 'm' if control => Some(KeyCode::Enter),
        'i' if control => Some(KeyCode::Tab),
        _ => None,
    };
    latin
        .into_iter()
        .chain(same_byte.map(KeyEvent::from))
        .collect()
}

/// The Latin key in the place of a letter of another alphabet, or of a digit of one.
fn in_place(letter: char) -> Option<char> {
    if letter.is_ascii() {
        let sign = SIGNS.iter().find(|(sign, _)| *sign == letter);
        return sign.map(|(_, place)| *place);
    }
    let place = LAYOUTS.iter().find_map(|layout| {
        let at = layout.letters.chars().position(|it| it == letter)?;
        layout.places.chars().nth(at)
    });
    place.or_else(|| digit(letter))
}

/// Arabic and Persian digits.
fn digit(letter: char) -> Option<char> {
    let value = match u32::from(letter) {
        code @ 0x660..=0x669 => code - 0x660,
        code @ 0x6f0..=0x6f9 => code - 0x6f0,
        _ => return None,
    };
    char::from_digit(value, 10)
}

/// Whether a key is a letter of an alphabet that keys are not bound in.
pub(super) fn is_foreign(key: KeyEvent) -> bool {
    matches!(key.code, KeyCode::Char(letter) if !letter.is_ascii() && letter.is_alphabetic())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_letter_has_a_place() {
        for layout in LAYOUTS {
            let letters = layout.letters.chars().count();
            assert_eq!(letters, layout.places.chars().count(), "{}", layout.letters);
        }
    }

    #[test]
    fn letters_act_as_the_keys_in_their_place() {
        // Read off pictures of the keyboards.
        for (letters, latin) in [
            ("йоЙ.,хъ", "qjQ/?[]"),
            ("ξκΞ", "jkJ"),
            ("ضتن", "qjk"),
            ("חלק", "jke"),
            ("١۲", "12"),
            ("x/q", ""),
        ] {
            let found: String = letters.chars().filter_map(in_place).collect();
            assert_eq!(found, latin, "{letters}");
        }
    }

    #[test]
    fn a_sign_is_itself_unless_a_letter_of_its_layout_was_typed() {
        let slash = KeyEvent::from(KeyCode::Char('/'));
        for before in [None, Some('й'), Some('ξ'), Some('ض')] {
            assert_eq!(instead(slash, before), None);
        }
        assert!(stand_ins(KeyCode::Char(';').into(), None, Some('й')).is_empty());
    }
}
