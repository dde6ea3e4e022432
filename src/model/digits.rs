//! Decimal digits of every script, as the western ones.

/// The zero of each script's decimal digits; the others follow it.
const ZEROS: [char; 36] = [
    '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}',
    '\u{be6}', '\u{c66}', '\u{ce6}', '\u{d66}', '\u{de6}', '\u{e50}', '\u{ed0}', '\u{f20}',
    '\u{1040}', '\u{1090}', '\u{17e0}', '\u{1810}', '\u{1946}', '\u{19d0}', '\u{1a80}', '\u{1a90}',
    '\u{1b50}', '\u{1bb0}', '\u{1c40}', '\u{1c50}', '\u{a620}', '\u{a8d0}', '\u{a900}', '\u{a9d0}',
    '\u{a9f0}', '\u{aa50}', '\u{abf0}', '\u{ff10}',
];

/// The ASCII digit for a decimal digit of another script.
pub(crate) fn western_digit(character: char) -> Option<u8> {
    let zero = *ZEROS.get(
        ZEROS
            .partition_point(|&zero| zero <= character)
            .checked_sub(1)?,
    )?;
    let value = u32::from(character) - u32::from(zero);
    (value < 10).then(|| b'0' + value as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_have_the_value_that_they_stand_for() {
        for zero in ZEROS {
            let is_digit = |c: char, value: u8| c.is_numeric() && western_digit(c) == Some(value);
            assert!(is_digit(zero, b'0'), "{zero}");
            let nine = char::from_u32(u32::from(zero) + 9).unwrap_or_default();
            assert!(is_digit(nine, b'9'), "{nine}");
        }
        assert!(ZEROS.is_sorted());
        assert_eq!(western_digit('x'), None);
    }
}
