//! Number formats of automatic numbering: what a counter looks like as `iv`, `aa`, `٣` or `三`.
//!
//! Shared by the formats that number paragraphs themselves (Word, OpenDocument, web pages, RTF).

use crate::model::to_roman;

/// How the number of a paragraph is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum NumberFormat {
    /// `1, 2, 3`
    #[default]
    Decimal,
    /// `01, 02`, and from 10 as usual.
    DecimalZero,
    /// `i, ii, iii`
    LowerRoman,
    /// `I, II, III`
    UpperRoman,
    /// `a … z, aa, bb`: Word repeats the letter.
    LowerLetter,
    /// `A … Z, AA, BB`
    UpperLetter,
    /// `1st, 2nd`
    Ordinal,
    /// `а, б, в`
    LowerRussian,
    /// `А, Б, В`
    UpperRussian,
    /// `أ, ب, ت`: the letters in the order of the dictionary.
    ArabicAlphabet,
    /// `أ, ب, ج`: the letters in the order of their values.
    ArabicAbjad,
    /// `١, ٢, ٣`
    ArabicDigits,
    /// `१, २, ३`
    HindiDigits,
    /// `１, ２, ３`
    FullWidth,
    /// `一, 二, 三 … 十一`
    Chinese,
    /// `①, ②, ③`
    Circled,
    /// `α, β, γ`
    LowerGreek,
    /// No number: a bullet, or nothing at all.
    None,
}

const RUSSIAN: &str = "абвгдежзиклмнопрстуфхцчшщыэюя";
const ARABIC: &str = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي";
const ABJAD: &str = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ";
const GREEK: &str = "αβγδεζηθικλμνξοπρστυφχψω";

impl NumberFormat {
    /// `number` in this format; empty for [`NumberFormat::None`].
    #[must_use]
    pub fn write(self, number: u32) -> String {
        match self {
            Self::Decimal => number.to_string(),
            Self::DecimalZero => format!("{number:02}"),
            Self::LowerRoman => roman(number).to_lowercase(),
            Self::UpperRoman => roman(number),
            Self::LowerLetter => letters("abcdefghijklmnopqrstuvwxyz", number),
            Self::UpperLetter => letters("ABCDEFGHIJKLMNOPQRSTUVWXYZ", number),
            Self::Ordinal => ordinal(number),
            Self::LowerRussian => letters(RUSSIAN, number),
            Self::UpperRussian => letters(RUSSIAN, number).to_uppercase(),
            Self::ArabicAlphabet => letters(ARABIC, number),
            Self::ArabicAbjad => letters(ABJAD, number),
            Self::LowerGreek => letters(GREEK, number),
            Self::ArabicDigits => digits('٠', number),
            Self::HindiDigits => digits('०', number),
            Self::FullWidth => digits('０', number),
            Self::Chinese => chinese(number),
            Self::Circled => match number {
                1..=20 => char::from_u32(0x245F + number).map_or_else(String::new, String::from),
                _ => number.to_string(),
            },
            Self::None => String::new(),
        }
    }
}

fn roman(number: u32) -> String {
    let numeral = to_roman(number);
    if numeral.is_empty() {
        number.to_string()
    } else {
        numeral
    }
}

/// Letters that are repeated when they run out: 27 is `aa`, 28 `bb`.
fn letters(alphabet: &str, number: u32) -> String {
    let count = u32::try_from(alphabet.chars().count()).unwrap_or(1);
    let Some(from_zero) = number.checked_sub(1) else {
        return number.to_string();
    };
    let repeated = from_zero / count + 1;
    let letter = alphabet.chars().nth((from_zero % count) as usize);
    match letter {
        Some(letter) if repeated <= 30 => (0..repeated).map(|_| letter).collect(),
        _ => number.to_string(),
    }
}

fn digits(zero: char, number: u32) -> String {
    let digit = |sign: char| {
        let value = sign.to_digit(10).unwrap_or(0);
        char::from_u32(zero as u32 + value).unwrap_or(sign)
    };
    number.to_string().chars().map(digit).collect()
}

fn ordinal(number: u32) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

/// Up to 9,999 in words of counting: `二十三`, `一百零五`.
fn chinese(number: u32) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    if number == 0 || number > 9999 {
        return number.to_string();
    }
    let mut words = String::new();
    let mut gap = false;
    for (step, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / step % 10;
        if digit == 0 {
            gap = !words.is_empty();
            continue;
        }
        if gap {
            words.push('零');
            gap = false;
        }
        // 10 to 19 begin with the ten itself.
        if !(step == 10 && digit == 1 && words.is_empty()) {
            words.push(DIGITS[digit as usize]);
        }
        words.push_str(unit);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::NumberFormat::*;

    #[test]
    fn numbers_look_as_in_print() {
        for (format, number, printed) in [
            (Decimal, 12, "12"),
            (DecimalZero, 7, "07"),
            (LowerRoman, 4, "iv"),
            (UpperRoman, 0, "0"),
            (LowerLetter, 26, "z"),
            (LowerLetter, 27, "aa"),
            (UpperLetter, 28, "BB"),
            (LowerLetter, u32::MAX, "4294967295"),
            (Ordinal, 22, "22nd"),
            (Ordinal, 113, "113th"),
            (LowerRussian, 3, "в"),
            (ArabicAlphabet, 3, "ت"),
            (ArabicAbjad, 3, "ج"),
            (ArabicDigits, 30, "٣٠"),
            (FullWidth, 10, "１０"),
            (Chinese, 3, "三"),
            (Chinese, 10, "十"),
            (Chinese, 12, "十二"),
            (Chinese, 20, "二十"),
            (Chinese, 105, "一百零五"),
            (Chinese, 1010, "一千零一十"),
            (Circled, 3, "③"),
            (None, 3, ""),
        ] {
            assert_eq!(format.write(number), printed, "{format:?}");
        }
    }
}
