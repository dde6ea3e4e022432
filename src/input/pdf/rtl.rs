//! Right-to-left text from the order in which it is drawn (left to right, as on the page) to the
//! order in which it is read and stored.

use unicode_normalization::UnicodeNormalization;

/// Whether there is a letter of a script that is written from right to left.
pub(super) fn is_rtl(text: &str) -> bool {
    !text.is_ascii() && text.chars().any(is_rtl_letter)
}

fn is_rtl_letter(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{065f}' | '\u{066a}'..='\u{06ef}' | '\u{06fa}'..='\u{08ff}'
        | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Whether a sign is nothing but marks over or under a letter.
pub(super) fn is_mark(sign: &str) -> bool {
    let mark = |c: char| {
        matches!(c, '\u{0591}'..='\u{05bd}' | '\u{0610}'..='\u{061a}'
        | '\u{064b}'..='\u{065f}' | '\u{0670}' | '\u{06d6}'..='\u{06dc}')
    };
    !sign.is_empty() && sign.chars().all(mark)
}

/// Adds a character; a form that a letter takes within a word as the letter.
pub(super) fn push_plain(c: char, text: &mut String) {
    match c {
        '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' => text.extend(std::iter::once(c).nfkc()),
        _ => text.push(c),
    }
}

/// The text of a line whose signs were drawn in this order from left to right.
pub(super) fn logical(drawn: &[&str]) -> String {
    let mut out = String::new();
    let mut rest: Vec<&str> = Vec::with_capacity(drawn.len());
    let mut left = drawn.len();
    while left > 0 {
        // Marks stand after their letter, which is drawn before them.
        let base = drawn[..left]
            .iter()
            .rposition(|sign| !is_mark(sign))
            .unwrap_or(0);
        let (base_sign, marks) = drawn[base..left].split_at(1);
        if base_sign.iter().all(|sign| sign.trim().is_empty()) {
            // A mark that begins left of its letter.
            rest.extend(marks);
            rest.extend(base_sign);
        } else {
            rest.extend(&drawn[base..left]);
        }
        left = base;
    }
    let left_to_right = |sign: &str| {
        sign.chars()
            .any(|c| c.is_alphanumeric() && !is_rtl_letter(c))
    };
    // Signs that stay within a number or a Latin word, with what stands between such.
    let joins = |sign: &str| {
        sign.chars()
            .all(|c| matches!(c, '.' | ',' | '/' | '-' | ':' | '\'' | '’' | '%' | ' '))
    };
    let mirrors = unmatched(&rest, |c| c) > unmatched(&rest, mirrored);
    let mut at = 0;
    while at < rest.len() {
        if !left_to_right(rest[at]) {
            for c in rest[at].chars() {
                out.push(if mirrors { mirrored(c) } else { c });
            }
            at += 1;
            continue;
        }
        let mut end = at + 1;
        let mut next = end;
        while next < rest.len() && (left_to_right(rest[next]) || joins(rest[next])) {
            next += 1;
            if left_to_right(rest[next - 1]) {
                end = next;
            }
        }
        rest[at..end].reverse();
        rest[at..end].iter().for_each(|sign| out.push_str(sign));
        at = end;
    }
    out
}

/// How many brackets have no partner. Some producers name a bracket by its shape, some by its
/// meaning; the right reading is the one in which they match.
fn unmatched(signs: &[&str], reading: impl Fn(char) -> char) -> usize {
    let (mut open, mut unmatched) = (0_usize, 0);
    for c in signs.iter().flat_map(|sign| sign.chars()).map(reading) {
        match c {
            '(' | '[' | '«' => open += 1,
            ')' | ']' | '»' if open > 0 => open -= 1,
            ')' | ']' | '»' => unmatched += 1,
            _ => {}
        }
    }
    open + unmatched
}

/// What is drawn as `)` is read as `(` from the right.
fn mirrored(c: char) -> char {
    match c {
        '(' => ')',
        ')' => '(',
        '[' => ']',
        ']' => '[',
        '«' => '»',
        '»' => '«',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_turned_round_and_its_numbers_are_not() {
        let drawn = ["2", "0", "3", "1", " ", "م", "ا", "ع"];
        let logical = logical(&drawn);
        assert_eq!(logical, "عام 2031");
    }

    #[test]
    fn brackets_are_mirrored_and_signs_of_two_letters_stay() {
        // By shape, and by meaning.
        assert_eq!(logical(&["(", "لا", ")"]), "(لا)");
        assert_eq!(logical(&[")", "لا", "("]), "(لا)");
        assert_eq!(logical(&["ب", " ", "A", "/", "9", " ", "ا"]), "ا A/9 ب");
    }
}
