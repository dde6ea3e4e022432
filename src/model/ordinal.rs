//! Ordinal numbers as words: `first`, `twenty-first`, `4th`.

const UNITS: [&str; 19] = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

/// The cardinal before a unit, and the ordinal by itself.
const TENS: [(&str, &str, u32); 8] = [
    ("twenty", "twentieth", 20),
    ("thirty", "thirtieth", 30),
    ("forty", "fortieth", 40),
    ("fifty", "fiftieth", 50),
    ("sixty", "sixtieth", 60),
    ("seventy", "seventieth", 70),
    ("eighty", "eightieth", 80),
    ("ninety", "ninetieth", 90),
];

/// The value of an ordinal in English, from 1 to 99, whatever its case.
#[must_use]
pub fn ordinal(word: &str) -> Option<u32> {
    if word.len() > 20 {
        return None;
    }
    let lower = word.to_lowercase().replace('‑', "-");
    let unit = |word: &str| {
        let at = UNITS.iter().position(|unit| *unit == word)?;
        u32::try_from(at + 1).ok()
    };
    if let Some(value) = unit(&lower) {
        return Some(value);
    }
    for (ten, alone, value) in TENS {
        if lower == alone {
            return Some(value);
        }
        let after = lower.strip_prefix(ten).and_then(|u| u.strip_prefix('-'));
        if let Some(rest) = after {
            return unit(rest)
                .filter(|rest| *rest < 10)
                .map(|rest| value + rest);
        }
    }
    let digits = lower.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let value: u32 = digits.parse().ok()?;
    let suffix = match (value % 100, value % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    ((1..100).contains(&value) && lower[digits.len()..] == *suffix).then_some(value)
}

/// The words that an ordinal can begin with: `first`, `twentieth`, `twenty`.
pub fn ordinal_beginnings() -> impl Iterator<Item = &'static str> {
    let tens = TENS.into_iter().flat_map(|(ten, alone, _)| [ten, alone]);
    UNITS.into_iter().chain(tens)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_figures() {
        let cases = [
            ("First", Some(1)),
            ("twelfth", Some(12)),
            ("Twenty-first", Some(21)),
            ("thirty‑second", Some(32)),
            ("twentieth", Some(20)),
            ("4th", Some(4)),
            ("11th", Some(11)),
            ("22nd", Some(22)),
            ("11st", None),
            ("twenty-tenth", None),
            ("one", None),
            ("4", None),
            ("", None),
            ("th", None),
        ];
        for (word, value) in cases {
            assert_eq!(ordinal(word), value, "{word}");
        }
    }
}
