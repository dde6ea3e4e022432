//! UTF-32, which the decoder of the other encodings has not: told by its byte order mark.

/// The characters of bytes that begin with the mark of UTF-32, and what its order is called. What is
/// no character becomes U+FFFD.
pub(super) fn decode(bytes: &[u8]) -> Option<(String, &'static str)> {
    let (rest, order, number): (_, _, fn([u8; 4]) -> u32) = match bytes {
        // The first half of it is the mark of UTF-16, whose texts do not begin with a nil.
        [0xFF, 0xFE, 0, 0, rest @ ..] => (rest, "little-endian", u32::from_le_bytes),
        [0, 0, 0xFE, 0xFF, rest @ ..] => (rest, "big-endian", u32::from_be_bytes),
        _ => return None,
    };
    let character = |four: &[u8]| {
        let four = four.try_into().ok()?;
        char::from_u32(number(four))
    };
    let mut text = String::with_capacity(rest.len() / 4);
    for four in rest.chunks(4) {
        text.push(character(four).unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    Some((text, order))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_orders_are_read_and_what_is_no_character_is_replaced() {
        let text = "\u{feff}1. Lákes 湖 😀";
        let little: Vec<u8> = text
            .chars()
            .flat_map(|c| u32::from(c).to_le_bytes())
            .collect();
        let big: Vec<u8> = text
            .chars()
            .flat_map(|c| u32::from(c).to_be_bytes())
            .collect();
        let read = "1. Lákes 湖 😀";
        assert_eq!(decode(&little), Some((read.to_owned(), "little-endian")));
        assert_eq!(decode(&big), Some((read.to_owned(), "big-endian")));
        let broken = [&little[..8], &[0, 0, 0, 0xFF, b'x']].concat();
        assert_eq!(decode(&broken).unwrap().0, "1\u{fffd}\u{fffd}");
        assert_eq!(decode(b"\xFF\xFE1\0"), None);
    }
}
