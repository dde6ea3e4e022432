//! Roman numerals, as sessions and sub-subparagraphs are numbered.

const STEPS: [(u32, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// The numeral for `value` in capitals; empty for 0, and for values over 3,999.
#[must_use]
pub fn to_roman(value: u32) -> String {
    let mut rest = if value > 3999 { 0 } else { value };
    let mut numeral = String::new();
    for (step, letters) in STEPS {
        while rest >= step {
            numeral.push_str(letters);
            rest -= step;
        }
    }
    numeral
}

/// The value of a numeral in either case, if it is written as the rules write it: `iv` is 4,
/// `iiii` and `` are nothing.
#[must_use]
pub fn from_roman(numeral: &str) -> Option<u32> {
    if numeral.is_empty() || numeral.len() > 15 || !numeral.is_ascii() {
        return None;
    }
    let capitals = numeral.to_ascii_uppercase();
    let mut rest = capitals.as_str();
    let mut value = 0;
    for (step, letters) in STEPS {
        while let Some(after) = rest.strip_prefix(letters) {
            value += step;
            rest = after;
        }
    }
    (rest.is_empty() && to_roman(value) == capitals).then_some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes() {
        for value in 1..4000 {
            assert_eq!(from_roman(&to_roman(value)), Some(value));
        }
    }

    #[test]
    fn refuses_what_nobody_writes() {
        for wrong in ["", "iiii", "vx", "ic", "abc", "é", "mmmmmmmmmmmmmmmmmmmm"] {
            assert_eq!(from_roman(wrong), None, "{wrong}");
        }
        assert_eq!(from_roman("xi"), Some(11));
    }
}
