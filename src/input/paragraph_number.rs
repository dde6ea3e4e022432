//! Paragraph numbers in cells: the number that a cell holds, or that stands in front of its text.

/// Words that stand before a number.
const BEFORE: [&str; 11] = [
    "recommendation no.",
    "recommendation no",
    "recommendation",
    "paragraphs",
    "paragraph",
    "paras.",
    "paras",
    "para.",
    "para",
    "no.",
    "§",
];

/// The number that a cell holds and nothing else: `1.`, `136.1`, `para 12`, `para. 96: 21`,
/// `103 (d)`.
pub(super) fn number_of(label: &str) -> Option<String> {
    // `OP3` is the paragraph with the number 3, `PP3` the third of the preamble.
    let is_number =
        |digits: &&str| (1..=3).contains(&digits.len()) && digits.len() == self::digits(digits);
    if let Some(number) = label.trim().strip_prefix("OP").filter(is_number) {
        return Some(number.to_owned());
    }
    let of_preamble = label.trim().strip_prefix("PP");
    if of_preamble.is_some_and(|number| is_number(&number)) {
        return Some(label.trim().to_owned());
    }
    let (number, end) = number_at(label.trim())?;
    let rest = label.trim().get(end..)?;
    rest.trim_matches(['.', ')', ':', ' '])
        .is_empty()
        .then_some(number)
}

/// A number at the beginning, after words like `para`, and where it ends.
fn number_at(text: &str) -> Option<(String, usize)> {
    let mut at = 0;
    let mut told = true;
    while told {
        let rest = &text[at..];
        let word = BEFORE.iter().find(|word| {
            rest.get(..word.len())
                .is_some_and(|start| start.eq_ignore_ascii_case(word))
        });
        told = word.is_some();
        if let Some(word) = word {
            at += word.len();
            let rest = &text[at..];
            at += rest.len()
                - rest
                    .trim_start_matches([' ', '\u{a0}', '.', ',', '…', ':'])
                    .len();
        }
    }
    let mut number = String::new();
    loop {
        let digits = digits(&text[at..]);
        if !(1..=4).contains(&digits) {
            return None;
        }
        number.push_str(&text[at..at + digits]);
        at += digits;
        let rest = &text[at..];
        // `96: 21` and `136.1` are one number; `4.The` is not.
        let more = rest.strip_prefix(['.', ':']).map(|more| {
            let more = if rest.starts_with(':') {
                more.trim_start_matches(' ')
            } else {
                more
            };
            (more, rest.len() - more.len())
        });
        match more {
            Some((more, length)) if digits_of(more) => {
                number.push('.');
                at += length;
            }
            _ => break,
        }
    }
    // Subparagraphs: `(d)`, ` (iv)`.
    loop {
        let rest = text[at..].trim_start_matches(' ');
        let Some(inside) = rest.strip_prefix('(') else {
            break;
        };
        let letters = inside.bytes().take_while(u8::is_ascii_lowercase).count();
        if !(1..=4).contains(&letters) || !inside[letters..].starts_with(')') {
            break;
        }
        number.push_str(&format!(" ({})", &inside[..letters]));
        at = text.len() - inside.len() + letters + 1;
    }
    Some((number, at))
}

fn digits(text: &str) -> usize {
    text.bytes().take_while(u8::is_ascii_digit).count()
}

fn digits_of(text: &str) -> bool {
    (1..=4).contains(&digits(text))
}

/// The number that stands in front of a text, and where the text begins: `4.The Committee`,
/// `136.1 Ratify`, `69.1   The State`, `para 12 The Committee`. A figure in a sentence, as in
/// `3.5 million people` or `2031 was dry`, is none.
pub(super) fn number_prefix(text: &str) -> Option<(String, usize)> {
    let start = text.len() - text.trim_start().len();
    let body = &text[start..];
    let (number, end) = number_at(body)?;
    let rest = &body[end..];
    let after = rest.trim_start_matches(['.', ')', ':', '-', '–', ' ', '\u{a0}', '\t', '\n', '\r']);
    let between = &rest[..rest.len() - after.len()];
    let begins = after.chars().next()?;
    // What follows begins a sentence, whatever the script.
    let sentence = begins.is_uppercase()
        || (begins.is_alphabetic() && !begins.is_lowercase())
        || matches!(begins, '“' | '"' | '«' | '[' | '(' | '‘' | '\'' | '<');
    let told = !body.starts_with(|c: char| c.is_ascii_digit());
    let levels = number.contains(['.', '(']);
    let marked = between.starts_with(['.', ')', ':']) || between.chars().count() >= 2;
    let year = !levels && number.len() == 4 && matches!(&number[..2], "19" | "20");
    let is_number = told || ((levels && !between.is_empty()) || marked) && !year;
    (sentence && is_number).then_some((number, start + end + between.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_front_of_a_text_are_told_from_figures() {
        let found =
            |text: &str| number_prefix(text).map(|(number, at)| (number, text[at..].to_owned()));
        for (text, number, rest) in [
            ("4.The Committee", "4", "The Committee"),
            ("136.1 Ratify it", "136.1", "Ratify it"),
            ("69.1   The State", "69.1", "The State"),
            ("12) Plant trees", "12", "Plant trees"),
            ("para 12 The Committee", "12", "The Committee"),
            ("Recommendation No… para. 96: 21 Plant", "96.21", "Plant"),
            ("103 (d) Plant trees", "103 (d)", "Plant trees"),
            ("18. 促请各国", "18", "促请各国"),
        ] {
            assert_eq!(
                found(text),
                Some((number.to_owned(), rest.to_owned())),
                "{text}"
            );
        }
        for text in [
            "3.5 million people",
            "2031 was dry",
            "2030. The plan",
            "12 States voted",
            "Ratify 12",
            "",
            "136",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
