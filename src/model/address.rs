//! Addresses as people type them: `103(d)`, `iv 103 d`, `session 4 para 103 (d)`, `art 2(1)`,
//! `E/CN.4/2006/18, para. 103 (d)`, `§ 91`, `14/2.5`, `IV.103.d`.
//!
//! An address only says what was named. Which provisions have it is asked of the document with
//! [`Address::names`], so that the same words serve a lookup by id and a search.

use unicode_normalization::UnicodeNormalization;

use super::address_words::{
    AddressWord, address_word, any_ordinal, cardinal, is_number_sign, is_subparagraph,
    is_within_session, without_counters,
};
use super::{Document, Part, Path, Provision, Unit, from_roman, ordinal, to_roman, western_digit};

/// What was named of a provision's address.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Address {
    /// Label of the part, a session's in capitals: `IV`, `14/2`.
    pub part: Option<String>,
    /// Symbol of the document, as typed.
    pub symbol: Option<String>,
    /// What it is addressed as; `None` for paragraphs and articles alike.
    pub unit: Option<Unit>,
    /// Levels from the outside in, in small letters: `["103", "d"]`.
    pub path: Vec<String>,
}

/// The deepest address that anybody types.
const DEEPEST: usize = 5;

impl Address {
    /// Reads what was typed; `None` where it is not the address of anything, such as a word.
    ///
    /// The whole input must be an address: `4 states` is none. A lone roman numeral or session
    /// (`IV`, `session 4`) is one, with no path.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let typed = plain(typed);
        let mut address = Self::default();
        let mut expects_session = false;
        let mut expects_part = false;
        let mut expects_number = false;
        // `third`, which must be a session's.
        let mut counted = None;
        let tokens = tokens(&typed);
        for (at, token) in tokens.iter().enumerate() {
            let Token {
                text,
                joined,
                ordinal,
            } = *token;
            let lower = text.to_lowercase();
            let word = address_word(text);
            if counted.is_some() && word != Some(AddressWord::Session) {
                if is_within_session(text) {
                    continue;
                }
                return None;
            }
            if text.contains('/') {
                if expects_part || is_resolution(text) {
                    expects_part = false;
                    if address.part.replace(text.to_owned()).is_some() {
                        return None;
                    }
                    continue;
                }
                // `HIV/AIDS` and `56/266` are no symbols; those begin with a letter and count.
                let symbol = text.starts_with(|c: char| c.is_ascii_alphabetic())
                    && text.bytes().any(|b| b.is_ascii_digit());
                if !symbol || address.symbol.is_some() || !address.path.is_empty() {
                    return None;
                }
                address.symbol = Some(text.to_owned());
            } else if expects_part {
                return None;
            } else if word == Some(AddressWord::Session) {
                if address.part.is_some() {
                    return None;
                }
                address.part = counted.take();
                expects_session = address.part.is_none();
            } else if word == Some(AddressWord::Resolution) {
                expects_part = true;
            } else if is_subparagraph(text) && !address.path.is_empty() {
                // `paragraph 103, subparagraph (d)`
            } else if expects_session && is_number_sign(text) {
                // `session no. 3`
            } else if word == Some(AddressWord::Number) {
                expects_number = true;
            } else if std::mem::take(&mut expects_session) {
                address.part = Some(session_label(&lower)?);
            } else if let Some(value) = ordinal.filter(|_| address.path.is_empty()) {
                if address.part.is_some() || expects_number {
                    return None;
                }
                counted = Some(to_roman(value)).filter(|label| !label.is_empty());
                counted.as_ref()?;
            } else if address.path.is_empty()
                && let Some(AddressWord::Unit(unit)) = word
            {
                address.unit = Some(unit);
                expects_number = true;
            } else if is_number(&lower) {
                // A second number belongs to the first only where something joins them.
                let joined = joined || address.part.is_some();
                let goes_on = joined && address.path.len() < DEEPEST;
                if !address.path.is_empty() && !goes_on {
                    return None;
                }
                expects_number = false;
                address.path.push(lower);
            } else if address.path.is_empty() {
                // A numeral before any number names the session, and only there; behind a noun only
                // where the number is joined to it, as in `recommendation IV.103`.
                let next = tokens.get(at + 1);
                let leads = next.is_some_and(|next| next.joined && is_number(next.text));
                if address.part.is_some() || expects_number && !leads {
                    return None;
                }
                address.part = Some(to_roman(from_roman(&lower)?));
            } else if let (true, Some(last)) = (is_repeated(&lower), address.path.last_mut()) {
                last.push(' ');
                last.push_str(&lower);
            } else if address.path.len() < DEEPEST && is_level(&lower) {
                address.path.push(lower);
            } else {
                return None;
            }
        }
        let named = !address.path.is_empty() || address.symbol.is_some() || address.part.is_some();
        let open = expects_session || expects_number || expects_part || counted.is_some();
        (named && !open).then_some(address)
    }

    /// Whether `provision` has everything that was named, and no level below the last.
    #[must_use]
    pub fn names(&self, document: &Document, provision: &Provision) -> bool {
        self.is_within(document, provision)
            && paths(provision).any(|path| path.depth() == self.path.len() && self.leads(path))
    }

    /// Whether `provision` has everything that was named, or stands below one that has.
    #[must_use]
    pub fn covers(&self, document: &Document, provision: &Provision) -> bool {
        self.is_within(document, provision) && paths(provision).any(|path| self.leads(path))
    }

    /// Whether `provision` has everything that was named, the levels being its innermost ones: `II.1`
    /// for `II.81.1`.
    #[must_use]
    pub fn names_tail(&self, document: &Document, provision: &Provision) -> bool {
        self.is_within(document, provision) && paths(provision).any(|path| self.ends(path))
    }

    /// Whether part, symbol and unit are those of `provision`, as far as they were named.
    pub(super) fn is_within(&self, document: &Document, provision: &Provision) -> bool {
        let unit = match self.unit {
            Some(unit) => provision.unit == unit,
            None => matches!(provision.unit, Unit::Paragraph | Unit::Article),
        };
        unit && self.is_in_part(document, document.part(provision))
    }

    /// Whether part and symbol are those of `part`, as far as they were named. A symbol may lack its
    /// beginning: `CN.4/2005/20` and `2005/20` for `E/CN.4/2005/20`.
    #[must_use]
    pub fn is_in_part(&self, document: &Document, part: &Part) -> bool {
        let printed = part.symbol.as_deref().or(document.symbol.as_deref());
        let has_symbol = |typed: &str| printed.is_some_and(|printed| ends_symbol(printed, typed));
        (self.part.as_deref()).is_none_or(|label| {
            part.label.eq_ignore_ascii_case(label) || label.contains('/') && has_symbol(label)
        }) && self.symbol.as_deref().is_none_or(has_symbol)
    }

    /// Whether `path` begins with the levels that were named.
    fn leads(&self, path: &Path) -> bool {
        let mut printed = path.levels();
        let mut typed = self.path.iter();
        typed.all(|level| printed.next().is_some_and(|own| is_same(own, level)))
    }

    /// Whether `path` ends with the levels that were named.
    fn ends(&self, path: &Path) -> bool {
        let mut printed = path.levels().rev();
        let mut typed = self.path.iter().rev();
        typed.all(|level| printed.next().is_some_and(|own| is_same(own, level)))
    }
}

/// Whether a symbol is the typed one, or ends with it behind a slash. Names of files have other signs
/// in the place of slashes and points.
fn ends_symbol(printed: &str, typed: &str) -> bool {
    let Some(at) = printed.len().checked_sub(typed.len()) else {
        return false;
    };
    let (before, end) = printed.as_bytes().split_at(at);
    let sign = |byte: u8| match byte {
        b'.' | b'_' | b'-' => b'/',
        byte => byte.to_ascii_lowercase(),
    };
    let same = end
        .iter()
        .zip(typed.as_bytes())
        .all(|(one, other)| sign(*one) == sign(*other));
    same && (before.is_empty() || before.ends_with(b"/"))
}

/// What was typed, with one sign for each of the many: full-width ones, no-break spaces, dashes, digits
/// of other scripts; with Chinese counters as words, and with symbols as they are printed.
pub(super) fn plain(typed: &str) -> String {
    let plain = |c: char| match c {
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' => '-',
        '\u{60c}' | '\u{3001}' => ',',
        '\u{61b}' => ';',
        c if c.is_whitespace() => ' ',
        c => western_digit(c).map_or(c, char::from),
    };
    let invisible = |c: &char| {
        !matches!(
            c,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
        )
    };
    let plain: String = typed.nfkc().map(plain).filter(invisible).collect();
    let plain = match plain.contains('第') {
        true => without_counters(&plain),
        false => plain,
    };
    let words = plain
        .split(' ')
        .map(|word| match is_symbol_of_a_file(word) {
            true => word.replace(['_', '-'], "/"),
            false => word.to_owned(),
        });
    words.collect::<Vec<_>>().join(" ")
}

/// `A_HRC_6_10`, `A-HRC-6-10`: a symbol as files are named by it.
fn is_symbol_of_a_file(word: &str) -> bool {
    let pieces: Vec<&str> = word.split(['_', '-']).collect();
    let capitals = |piece: &str| {
        (1..6).contains(&piece.len()) && piece.bytes().all(|b| b.is_ascii_uppercase())
    };
    let plain = |piece: &&str| {
        !piece.is_empty()
            && piece
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'.')
    };
    pieces.len() > 3
        && capitals(pieces[0])
        && pieces.iter().all(plain)
        && word.bytes().any(|b| b.is_ascii_digit())
}

/// Every number that a provision has.
fn paths(provision: &Provision) -> impl Iterator<Item = &Path> {
    std::iter::once(&provision.path).chain(&provision.also)
}

fn is_same(printed: &str, typed: &str) -> bool {
    printed.eq_ignore_ascii_case(typed) || printed.to_lowercase() == typed
}

/// A piece of a typed address.
#[derive(Clone, Copy, Debug)]
struct Token<'a> {
    text: &'a str,
    /// Whether a full stop or a bracket joins it to what stands before.
    joined: bool,
    /// The value of an ordinal; those of other languages than English only before a session.
    ordinal: Option<u32>,
}

/// Splits at everything that separates the pieces of an address; symbols stay whole.
fn tokens(typed: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let words =
        typed.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '[' | ']'));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    for (at, &word) in words.iter().enumerate() {
        let mut behind = words[at + 1..]
            .iter()
            .skip_while(|word| is_within_session(word));
        let noun = behind
            .next()
            .map(|word| address_word(word.trim_matches('.')));
        let before_session = noun == Some(Some(AddressWord::Session));
        let ordinal = |piece: &str| match before_session {
            true => any_ordinal(piece),
            false => ordinal(piece),
        };
        let mut rest = word;
        if word.contains('/') {
            let symbol = word.trim_matches(|c: char| matches!(c, '.' | '(' | ')'));
            // `14/2.5`: a resolution, and what is in it.
            let end = match symbol.find('.') {
                Some(end) if is_resolution(&symbol[..end]) => end,
                _ => symbol.len(),
            };
            let (text, after) = symbol.split_at(end);
            tokens.push(Token {
                text,
                joined: false,
                ordinal: None,
            });
            rest = after;
        }
        for (at, piece) in rest.split(['.', '(', ')']).enumerate() {
            let joined = at > 0 || word.starts_with('(') || rest.len() < word.len();
            let whole = is_number(piece) || !piece.starts_with(|c: char| c.is_ascii_digit());
            // `103d` is `103 d`, `§91` is `§ 91`, `pp3` is `pp 3`.
            let digit = piece.starts_with(|c: char| c.is_ascii_digit());
            let cut = piece
                .find(|c: char| c.is_ascii_digit() != digit)
                .filter(|_| (!whole || !digit) && ordinal(piece).is_none())
                .unwrap_or(piece.len());
            let (one, other) = piece.split_at(cut);
            for text in [one, other] {
                if !text.is_empty() {
                    tokens.push(Token {
                        text,
                        joined,
                        ordinal: ordinal(text),
                    });
                }
            }
        }
    }
    tokens
}

/// `14/2`, as bodies number their resolutions.
fn is_resolution(word: &str) -> bool {
    word.split_once('/')
        .is_some_and(|(session, number)| is_number(session) && is_number(number))
}

fn is_number(word: &str) -> bool {
    !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit())
}

/// A word for a number that was put in between: `2 bis`.
fn is_repeated(lower: &str) -> bool {
    matches!(lower, "bis" | "ter" | "quater" | "quinquies")
}

/// `4`, `iv` or `fourth` as `IV`.
pub(super) fn session_label(lower: &str) -> Option<String> {
    let value = any_ordinal(lower)
        .or_else(|| cardinal(lower))
        .or_else(|| lower.parse().ok())
        .or_else(|| from_roman(lower))?;
    Some(to_roman(value)).filter(|label| !label.is_empty())
}

fn is_level(lower: &str) -> bool {
    let mut letters = lower.chars();
    let alike = match (letters.next(), letters.next(), letters.next()) {
        (Some(only), None, _) => only.is_alphabetic(),
        (Some(one), Some(other), None) => one == other && one.is_alphabetic(),
        _ => false,
    };
    alike || from_roman(lower).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Part, symbol, unit and path, with `-` for what is left open.
    fn parsed(typed: &str) -> Option<String> {
        let address = Address::parse(typed)?;
        let open = || "-".to_owned();
        Some(format!(
            "{} {} {} {}",
            address.part.unwrap_or_else(open),
            address.symbol.unwrap_or_else(open),
            address
                .unit
                .map_or_else(open, |unit| format!("{unit:?}").to_lowercase()),
            address.path.join("."),
        ))
    }

    #[test]
    fn every_usual_writing() {
        let cases = [
            ("IV.103.d", "IV - - 103.d"),
            ("iv 103 d", "IV - - 103.d"),
            ("iv 103(d)", "IV - - 103.d"),
            ("session 4 para 103 (d)", "IV - - 103.d"),
            ("IV.103d", "IV - - 103.d"),
            ("Session IV, para. 103 (d)", "IV - - 103.d"),
            ("E/CN.4/2006/18 103 (a)", "- E/CN.4/2006/18 - 103.a"),
            ("E/CN.4/2006/18, para. 103 (a)", "- E/CN.4/2006/18 - 103.a"),
            ("103(d)", "- - - 103.d"),
            ("para. 133.45", "- - - 133.45"),
            ("IV.109(p)(iv)", "IV - - 109.p.iv"),
            ("session 3 para 22", "III - - 22"),
            ("II.81.1", "II - - 81.1"),
            ("II 81 (1)", "II - - 81.1"),
            ("81 (1)", "- - - 81.1"),
            ("25.3 (a)", "- - - 25.3.a"),
            ("art 2(1)", "- - article 2.1"),
            ("art.2.1", "- - article 2.1"),
            ("Article 2", "- - article 2"),
            ("§ 91", "- - - 91"),
            ("§91", "- - - 91"),
            ("pp.3", "- - preambular 3"),
            ("PP3", "- - preambular 3"),
            ("preambular para. 3", "- - preambular 3"),
            ("op.1", "- - operative 1"),
            ("14/2.5", "14/2 - - 5"),
            ("14/2.pp.3", "14/2 - preambular 3"),
            ("resolution 14/2, para. 5 (a)", "14/2 - - 5.a"),
            ("2 bis", "- - - 2 bis"),
            ("IV", "IV - - "),
            ("session 4", "IV - - "),
            ("fourth session", "IV - - "),
            ("third session paragraph 21", "III - - 21"),
            ("second session 17", "II - - 17"),
            ("2nd session para 17", "II - - 17"),
            ("fourth session, para. 109 (p) (iv)", "IV - - 109.p.iv"),
            ("3rd session", "III - - "),
            ("2005/20 para 21", "2005/20 - - 21"),
            ("2005/20", "2005/20 - - "),
            ("CN.4/2005/20", "- CN.4/2005/20 - "),
            ("CN.4/2005/20 21", "- CN.4/2005/20 - 21"),
            ("§\u{a0}91", "- - - 91"),
            ("１０３（ｄ）", "- - - 103.d"),
            ("art. 2(1)", "- - article 2.1"),
            ("OP5", "- - operative 5"),
            // Digits and words of other languages.
            ("para ١٠٣", "- - - 103"),
            ("الفقرة ١٠٣", "- - - 103"),
            ("१०३", "- - - 103"),
            ("第103段", "- - - 103"),
            ("第三届会议 第21段", "III - - 21"),
            ("第四条", "- - article 4"),
            ("párr. 103", "- - - 103"),
            ("parrafo 103 d)", "- - - 103.d"),
            ("alinéa 21", "- - - 21"),
            ("п. 103", "- - - 103"),
            ("статья 4", "- - article 4"),
            ("troisième session, par. 21", "III - - 21"),
            ("3e session", "III - - "),
            ("3ª sesión", "III - - "),
            ("tercer período de sesiones, párr. 21", "III - - 21"),
            ("третья сессия, п. 21", "III - - 21"),
            ("الدورة الثالثة", "III - - "),
            // Signs for numbers.
            ("#91", "- - - 91"),
            ("№ 91", "- - - 91"),
            ("n° 91", "- - - 91"),
            ("¶ 91", "- - - 91"),
            ("number 91", "- - - 91"),
            ("item 91", "- - - 91"),
            ("91a", "- - - 91.a"),
            ("paragraph 103, subparagraph (d)", "- - - 103.d"),
            ("paragraph 103 sub-paragraph d", "- - - 103.d"),
            ("Recommendation IV.103(d)", "IV - - 103.d"),
            ("session three", "III - - "),
            ("session no. 3", "III - - "),
            ("session no. 3, para. 21", "III - - 21"),
            ("A_HRC_6_10 para. 91", "- A/HRC/6/10 - 91"),
            ("A-HRC-6-10", "- A/HRC/6/10 - "),
            ("[A/HRC/6/10, para. 91]", "- A/HRC/6/10 - 91"),
        ];
        for (typed, expected) in cases {
            assert_eq!(parsed(typed).as_deref(), Some(expected), "{typed}");
        }
    }

    #[test]
    fn words_are_no_address() {
        for typed in [
            "",
            "malaria",
            "4 states",
            "fourth",
            "first things first",
            "third party",
            "para",
            "session",
            "article",
            "resolution",
            "decision of the session",
            "paragraph x 1 2",
            "1 2",
            "HIV/AIDS",
            "paragraph IV",
            "subparagraph",
        ] {
            assert_eq!(parsed(typed), None, "{typed}");
        }
    }
}
