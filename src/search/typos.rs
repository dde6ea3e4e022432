//! Typos: whether a typed word is another one with a slip of the fingers or the ear.
//!
//! Counting letters is not enough: `police` is one letter from `policy`, `detention` two from
//! `attention`, and they are no typos but other words. So each difference must also be one that
//! people make: letters swapped, left out or doubled, a vowel for a vowel, a neighbouring key, a
//! like sound.

/// The longest word that is compared; longer ones are not words.
const LONGEST: usize = 40;

/// How many typos make `typed` out of `word`, if that is likely; 0 where they are equal.
///
/// Words of up to three letters allow none, up to eight one, longer ones two. A single unlikely
/// difference is let pass in a word so long that little else can have been meant.
#[must_use]
pub fn typos(typed: &str, word: &str) -> Option<u32> {
    let (typed, word) = (typed.as_bytes(), word.as_bytes());
    let allowed = allowed(typed.len());
    if typed.is_empty()
        || typed.len().abs_diff(word.len()) > allowed as usize
        || typed.len().max(word.len()) > LONGEST
        || !begin_alike(typed, word)
        || !typed.iter().chain(word).all(u8::is_ascii_lowercase)
    {
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
    let sorted = |letters: &str| {
        let mut letters = letters.as_bytes().to_vec();
        letters.sort_unstable();
        letters
    };
    let length = typed.len();
    (length - 1..=length + 1)
        .filter(|&cut| cut < word.len())
        .filter_map(|cut| word.get(..cut))
        .filter(|start| start.len() != length || sorted(start) == sorted(typed))
        .any(|start| typos(typed, start) == Some(1))
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
fn begin_alike(typed: &[u8], word: &[u8]) -> bool {
    typed[0] == word[0]
        || (typed.len() > 4 && word.len() > 1 && typed[0] == word[1] && typed[1] == word[0])
}

/// The least number of typos from `typed[t..]` to `word[w..]`, up to `left`.
fn least(
    typed: &[u8],
    word: &[u8],
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
        let beside =
            |other: Option<&u8>| other.is_some_and(|&b| b == a || (long && neighbours(a, b)));
        let before = t.checked_sub(1).and_then(|at| typed.get(at));
        let heard = is_vowel(a) && typed.len() >= 9;
        if any || beside(before) || heard || beside(typed.get(t + 1)) {
            try_from(t + 1, w);
        }
    }
    // One for another.
    if let (Some(a), Some(b)) = (here, there) {
        // In four letters a vowel or a key beside makes too many words.
        let likely = if typed.len() > 4 {
            alike(a, b)
        } else {
            typed.len() == 4 && sound_alike(a, b)
        };
        if any || likely {
            try_from(t + 1, w + 1);
        }
        // `ph` and `f`
        if b == b'p' && word.get(w + 1) == Some(&b'h') && a == b'f' {
            try_from(t + 1, w + 2);
        }
        if a == b'p' && typed.get(t + 1) == Some(&b'h') && b == b'f' {
            try_from(t + 2, w + 1);
        }
    }
    best
}

fn is_vowel(letter: u8) -> bool {
    b"aeiou".contains(&letter)
}

/// Whether one is typed or written for the other.
fn alike(a: u8, b: u8) -> bool {
    (is_vowel(a) && is_vowel(b)) || sound_alike(a, b) || neighbours(a, b)
}

/// Whether two consonants sound alike.
fn sound_alike(a: u8, b: u8) -> bool {
    const SOUNDS: [&[u8]; 9] = [
        b"csz", b"ckq", b"mn", b"bp", b"dt", b"fv", b"gj", b"iy", b"uw",
    ];
    let mut sounds = SOUNDS.iter();
    sounds.any(|group| group.contains(&a) && group.contains(&b))
}

/// Whether two keys touch on the usual keyboards.
fn neighbours(a: u8, b: u8) -> bool {
    const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];
    let place = |key: u8| {
        ROWS.iter().enumerate().find_map(|(row, keys)| {
            keys.iter()
                .position(|&other| other == key)
                .map(|column| (row, column))
        })
    };
    match (place(a), place(b)) {
        (Some((row, column)), Some((other, there))) if row == other => column.abs_diff(there) == 1,
        // Rows are set off to the right by about half a key.
        (Some((row, column)), Some((other, there))) if row + 1 == other => {
            column == there || column == there + 1
        }
        (Some((row, column)), Some((other, there))) if other + 1 == row => {
            column == there || column + 1 == there
        }
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
