//! Typos: whether a typed word is another one with a slip of the fingers or the ear.
//!
//! Counting letters is not enough: `police` is one letter from `policy`, `detention` two from
//! `attention`, and they are no typos but other words. So each difference must also be one that
//! people make: letters swapped, left out or doubled, a vowel for a vowel, a neighbouring key, a
//! like sound.

use std::sync::LazyLock;

/// The longest word that is compared; longer ones are not words.
const LONGEST: usize = 40;

/// How many typos make `typed` out of `word`, if that is likely; 0 where they are equal.
///
/// Words of up to three letters allow none, up to eight one, longer ones two. A single unlikely
/// difference is let pass in a word so long that little else can have been meant.
#[must_use]
pub fn typos(typed: &str, word: &str) -> Option<u32> {
    if typed.is_ascii() && word.is_ascii() {
        return typos_in(typed.as_bytes(), word.as_bytes());
    }
    let (mut few, mut many) = (['\0'; LONGEST], ['\0'; LONGEST]);
    typos_in(letters(typed, &mut few)?, letters(word, &mut many)?)
}

/// The letters of a word; `None` where there are too many.
fn letters<'b>(word: &str, buffer: &'b mut [char; LONGEST]) -> Option<&'b [char]> {
    let mut count = 0;
    for letter in word.chars() {
        *buffer.get_mut(count)? = letter;
        count += 1;
    }
    buffer.get(..count)
}

/// A letter, as a byte or a character.
trait Letter: Copy + Eq + Into<char> {}
impl Letter for u8 {}
impl Letter for char {}

/// The letters of a word as a set of bits; some letters beyond ASCII share one.
fn letter_set<L: Letter>(word: &[L]) -> u64 {
    let bit = |&letter: &L| 1 << (Into::<char>::into(letter) as u32 % 64);
    word.iter().map(bit).fold(0, |set, bit: u64| set | bit)
}

fn typos_in<L: Letter>(typed: &[L], word: &[L]) -> Option<u32> {
    let allowed = allowed(typed.len());
    let is_letter = |letter: &L| {
        let letter: char = (*letter).into();
        letter.is_ascii_lowercase() || !letter.is_ascii() && !letter.is_numeric()
    };
    if typed.is_empty()
        || typed.len().abs_diff(word.len()) > allowed as usize
        || typed.len().max(word.len()) > LONGEST
        || !begin_alike(typed, word)
        || !typed.iter().chain(word).all(is_letter)
    {
        return None;
    }
    // A typo changes at most three letters of a word's set: `ph` for `f`. Cheap, and most words of a
    // dictionary are told apart by it.
    if (letter_set(typed) ^ letter_set(word)).count_ones() > 3 * allowed {
        return None;
    }
    if let Some(count) = least(typed, word, 0, 0, allowed, false) {
        return Some(count);
    }
    (typed.len() >= 8 && word.len() >= 8).then(|| least(typed, word, 0, 0, 1, true))?
}

/// Whether `typed` is the beginning of a longer `word` with letters swapped, left out or doubled:
/// `malra`. One letter for another is too little to go by while the rest is missing: `patent` is
/// no `potential`.
pub(super) fn typos_at_beginning(typed: &str, word: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    let length = typed.chars().count();
    let starts = word.char_indices().enumerate();
    starts
        .skip(length - 1)
        .take(3)
        .map(|(count, (end, _))| (count, &word[..end]))
        .filter(|(count, start)| *count != length || sorted(start) == sorted(typed))
        .any(|(_, start)| typos(typed, start) == Some(1))
}

/// The most typos in a typed word of this length.
pub(super) fn allowed(length: usize) -> u32 {
    match length {
        0..=3 => 0,
        4..=8 => 1,
        _ => 2,
    }
}

/// People get the first letter right, or swap the first two.
fn begin_alike<L: Letter>(typed: &[L], word: &[L]) -> bool {
    word.first() == Some(&typed[0])
        || (typed.len() > 4 && word.len() > 1 && typed[0] == word[1] && typed[1] == word[0])
}

/// The least number of typos from `typed[t..]` to `word[w..]`, up to `left`.
fn least<L: Letter>(
    typed: &[L],
    word: &[L],
    mut t: usize,
    mut w: usize,
    left: u32,
    any: bool,
) -> Option<u32> {
    while t < typed.len() && w < word.len() && typed[t] == word[w] {
        t += 1;
        w += 1;
    }
    if t == typed.len() && w == word.len() {
        return Some(0);
    }
    if left == 0 {
        return None;
    }
    let mut best: Option<u32> = None;
    let mut try_from = |t: usize, w: usize| {
        if let Some(more) = least(typed, word, t, w, left - 1, any) {
            best = Some(best.map_or(more + 1, |found| found.min(more + 1)));
        }
    };
    let (here, there) = (typed.get(t).copied(), word.get(w).copied());
    // Swapped.
    if let (Some(a), Some(b)) = (here, there)
        && typed.get(t + 1) == Some(&b)
        && word.get(w + 1) == Some(&a)
    {
        try_from(t + 2, w + 2);
    }
    // Left out; in a word of four letters only one of a pair.
    if let Some(b) = there {
        let doubled = w > 0 && word[w - 1] == b;
        if doubled || typed.len() > 4 || any {
            try_from(t, w + 1);
        }
    }
    // Too much: doubled, a vowel that is only heard, or the key beside.
    if let Some(a) = here {
        let long = typed.len() > 6;
        let beside = |other: Option<&L>| {
            other.is_some_and(|&b| b == a || (long && neighbours(a.into(), b.into())))
        };
        let before = t.checked_sub(1).and_then(|at| typed.get(at));
        let heard = is_vowel(a.into()) && typed.len() >= 9;
        if any || beside(before) || heard || beside(typed.get(t + 1)) {
            try_from(t + 1, w);
        }
    }
    // One for another.
    if let (Some(a), Some(b)) = (here, there) {
        // In four letters a vowel or a key beside makes too many words.
        let likely = if typed.len() > 4 {
            alike(a.into(), b.into())
        } else {
            typed.len() == 4 && sound_alike(a.into(), b.into())
        };
        if any || likely {
            try_from(t + 1, w + 1);
        }
        // `ph` and `f`
        let (here, there): (char, char) = (a.into(), b.into());
        let next = |letters: &[L], at: usize| letters.get(at + 1).map(|&next| next.into());
        if there == 'p' && next(word, w) == Some('h') && here == 'f' {
            try_from(t + 1, w + 2);
        }
        if here == 'p' && next(typed, t) == Some('h') && there == 'f' {
            try_from(t + 2, w + 1);
        }
    }
    best
}

/// Vowels of Latin, Cyrillic, Greek, Devanagari and Bengali letters.
const VOWELS: &str = "aeiouаеиіїоуыэюяєαεηιουωािीुूेैोौািীুূেৈোৌ";

fn is_vowel(letter: char) -> bool {
    match letter {
        'a' | 'e' | 'i' | 'o' | 'u' => true,
        _ => !letter.is_ascii() && VOWELS.contains(letter),
    }
}

/// Whether one is typed or written for the other.
fn alike(a: char, b: char) -> bool {
    (is_vowel(a) && is_vowel(b)) || sound_alike(a, b) || neighbours(a, b)
}

/// Whether two consonants sound alike.
fn sound_alike(a: char, b: char) -> bool {
    PAIRS.of(a, b) & SOUNDS_ALIKE != 0
}

/// Whether two keys touch on the usual keyboards.
fn neighbours(a: char, b: char) -> bool {
    PAIRS.of(a, b) & KEYS_TOUCH != 0
}

const SOUNDS_ALIKE: u8 = 1;
const KEYS_TOUCH: u8 = 2;

/// What is said of two letters by the tables below: each word of a dictionary may ask.
static PAIRS: LazyLock<LetterPairs> = LazyLock::new(LetterPairs::new);

struct LetterPairs {
    /// Of `a` to `z`.
    ascii: [[u8; 26]; 26],
    /// Of all others, ascending.
    others: Vec<((char, char), u8)>,
}

impl LetterPairs {
    fn new() -> Self {
        let mut pairs = Self {
            ascii: [[0; 26]; 26],
            others: Vec::new(),
        };
        for group in SOUNDS {
            for (a, b) in group
                .chars()
                .flat_map(|a| group.chars().map(move |b| (a, b)))
            {
                pairs.add(a, b, SOUNDS_ALIKE);
            }
        }
        for rows in KEYBOARDS {
            let keys = (0_usize..).zip(rows);
            let keys =
                keys.flat_map(|(row, keys)| (0_usize..).zip(keys.chars()).map(move |it| (row, it)));
            let keys: Vec<(usize, (usize, char))> = keys.collect();
            for &(row, (column, a)) in &keys {
                for &(other, (there, b)) in &keys {
                    if touch((row, column), (other, there)) {
                        pairs.add(a, b, KEYS_TOUCH);
                    }
                }
            }
        }
        pairs.others.sort_unstable();
        pairs.others.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            kept.1 |= if same { next.1 } else { 0 };
            same
        });
        pairs
    }

    fn add(&mut self, a: char, b: char, said: u8) {
        match (place_of(a), place_of(b)) {
            (Some(a), Some(b)) => self.ascii[a][b] |= said,
            _ => self.others.push(((a, b), said)),
        }
    }

    fn of(&self, a: char, b: char) -> u8 {
        match (place_of(a), place_of(b)) {
            (Some(a), Some(b)) => self.ascii[a][b],
            _ => {
                let at = self.others.binary_search_by_key(&(a, b), |(pair, _)| *pair);
                at.map_or(0, |at| self.others[at].1)
            }
        }
    }
}

/// The place of a letter from `a` to `z`.
fn place_of(letter: char) -> Option<usize> {
    letter
        .is_ascii_lowercase()
        .then(|| letter as usize - 'a' as usize)
}

/// Consonants that sound alike.
const SOUNDS: [&str; 32] = [
    "csz",
    "ckq",
    "mn",
    "bp",
    "dt",
    "fv",
    "gj",
    "iy",
    "uw",
    "бп",
    "вф",
    "гкх",
    "дт",
    "жшщ",
    "зс",
    "цсч",
    "ьъ",
    "йи",
    "βπ",
    "δτθ",
    "γκχ",
    "σζ",
    "تط",
    "سصث",
    "دضذ",
    "زظذ",
    "هح",
    "كق",
    "ويا",
    "ءا",
    "शषस",
    "णन",
];

/// Keyboards, row by row; each row is set off to the right of the one above by about half a key.
const KEYBOARDS: [[&str; 3]; 5] = [
    ["qwertyuiop", "asdfghjkl", "zxcvbnm"],
    ["йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"],
    [";ςερτυθιοπ", "ασδφγηξκλ", "ζχψωβνμ"],
    ["ضصثقفغعهخحجد", "شسيبلاتنمكط", "ئءؤرىةوزظ"],
    ["/'קראטוןםפ", "שדגכעיחלך", "זסבהנמצת"],
];

/// Whether two keys touch, each by its row and its column.
fn touch((row, column): (usize, usize), (other, there): (usize, usize)) -> bool {
    match other {
        _ if other == row => column.abs_diff(there) == 1,
        _ if other == row + 1 => column == there || column == there + 1,
        _ if other + 1 == row => column == there || column + 1 == there,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typos_that_people_make() {
        for (typed, word, count) in [
            ("malraia", "malaria", 1),
            ("corrpution", "corruption", 1),
            ("goodwil", "goodwill", 1),
            ("ambasadors", "ambassadors", 1),
            ("minimun", "minimum", 1),
            ("wagez", "wages", 1),
            ("xenofobia", "xenophobia", 1),
            ("goverment", "government", 1),
            ("developement", "development", 1),
            ("dicsrimnation", "discrimination", 2),
            ("seperate", "separate", 1),
            ("arcism", "racism", 1),
            ("dept", "debt", 1),
            ("racism", "racism", 0),
            ("дискриминацыю", "дискриминацию", 1),
            ("дискримнация", "дискриминация", 1),
            ("госудраство", "государство", 1),
            ("προσφυγν", "προσφυγων", 1),
            ("التميز", "التمييز", 1),
            ("अधीकार", "अधिकार", 1),
        ] {
            assert_eq!(typos(typed, word), Some(count), "{typed} {word}");
        }
    }

    #[test]
    fn typos_in_half_a_word() {
        for (typed, word) in [
            ("malra", "malaria"),
            ("convet", "convention"),
            ("edduca", "education"),
        ] {
            assert!(typos_at_beginning(typed, word), "{typed} {word}");
        }
        for (typed, word) in [("patent", "potentially"), ("malaria", "malaria")] {
            assert!(!typos_at_beginning(typed, word), "{typed} {word}");
        }
    }

    #[test]
    fn other_words_are_no_typos() {
        for (typed, word) in [
            ("police", "policy"),
            ("detention", "attention"),
            ("abortion", "adoption"),
            ("religion", "region"),
            ("genital", "digital"),
            ("death", "health"),
            ("prison", "person"),
            ("minority", "priority"),
            ("drone", "done"),
            ("lynching", "launching"),
            ("aid", "aim"),
            ("", "a"),
            ("2003", "2004"),
        ] {
            assert_eq!(typos(typed, word), None, "{typed} {word}");
        }
    }
}
