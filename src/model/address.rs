//! Addresses as people type them: `103(d)`, `iv 103 d`, `session 4 para 103 (d)`, `art 2(1)`,
//! `E/CN.4/2006/18, para. 103 (d)`, `§ 91`, `14/2.5`, `IV.103.d`.
//!
//! An address only says what was named. Which provisions have it is asked of the document with
//! [`Address::names`], so that the same words serve a lookup by id and a search.

use super::{Document, Path, Provision, Unit, from_roman, ordinal, to_roman};

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

/// Words that people put before a number and that name no part themselves.
const FILLERS: [&str; 12] = [
    "para",
    "paras",
    "paragraph",
    "paragraphs",
    "subparagraph",
    "subpara",
    "no",
    "rec",
    "recommendation",
    "§",
    "§§",
    "point",
];

/// Words for units, as they are typed and as ids write them.
const UNITS: [(&str, Unit); 9] = [
    ("art", Unit::Article),
    ("arts", Unit::Article),
    ("article", Unit::Article),
    ("articles", Unit::Article),
    ("pp", Unit::Preambular),
    ("preambular", Unit::Preambular),
    ("preamble", Unit::Preambular),
    ("op", Unit::Operative),
    ("operative", Unit::Operative),
];

/// The deepest address that anybody types.
const DEEPEST: usize = 5;

impl Address {
    /// Reads what was typed; `None` where it is not the address of anything, such as a word.
    ///
    /// The whole input must be an address: `4 states` is none. A lone roman numeral or session
    /// (`IV`, `session 4`) is one, with no path.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let mut address = Self::default();
        let mut expects_session = false;
        let mut expects_part = false;
        let mut expects_number = false;
        for Token { text, joined } in tokens(typed) {
            let lower = text.to_lowercase();
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
            } else if lower == "session" {
                if address.part.is_some() {
                    return None;
                }
                expects_session = true;
            } else if matches!(&*lower, "resolution" | "decision") {
                expects_part = true;
            } else if FILLERS.contains(&&*lower) {
                expects_number = true;
            } else if std::mem::take(&mut expects_session) {
                address.part = Some(session_label(&lower)?);
            } else if address.path.is_empty()
                && let Some((_, unit)) = UNITS.iter().find(|(word, _)| *word == lower)
            {
                address.unit = Some(*unit);
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
                // A numeral before any number names the session, and only there.
                if address.part.is_some() || expects_number {
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
        let numbered_part = address.part.as_deref().is_some_and(|it| it.contains('/'));
        let named = !address.path.is_empty()
            || address.symbol.is_some()
            || (address.part.is_some() && !numbered_part);
        let open = expects_session || expects_number || expects_part;
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

    /// Positions of all provisions that the typed address names, in document order: by exact id,
    /// else loosely, else by the innermost levels where only one provision has them (`II.1` for
    /// `II.81.1`). Several where the address leaves the part open.
    #[must_use]
    pub fn find(document: &Document, typed: &str) -> Vec<usize> {
        let exact =
            |(_, provision): &(usize, &Provision)| provision.id.eq_ignore_ascii_case(typed.trim());
        if let Some((at, _)) = document.provisions.iter().enumerate().find(exact) {
            return vec![at];
        }
        let Some(address) = Self::parse(typed).filter(|address| !address.path.is_empty()) else {
            return Vec::new();
        };
        let all = |named: &dyn Fn(&Provision) -> bool| -> Vec<usize> {
            let provisions = document.provisions.iter().enumerate();
            let found = provisions.filter(|(_, provision)| named(provision));
            found.map(|(at, _)| at).collect()
        };
        let found = all(&|provision| address.names(document, provision));
        if !found.is_empty() {
            return found;
        }
        let tail = all(&|provision| address.names_tail(document, provision));
        if tail.len() == 1 { tail } else { Vec::new() }
    }

    /// Whether part, symbol and unit are those of `provision`, as far as they were named.
    fn is_within(&self, document: &Document, provision: &Provision) -> bool {
        let unit = match self.unit {
            Some(unit) => provision.unit == unit,
            None => matches!(provision.unit, Unit::Paragraph | Unit::Article),
        };
        let part = document.part(provision);
        unit && (self.part.as_deref()).is_none_or(|label| part.label.eq_ignore_ascii_case(label))
            && self.symbol.as_deref().is_none_or(|symbol| {
                let printed = document.symbol(provision);
                printed.is_some_and(|printed| printed.eq_ignore_ascii_case(symbol))
            })
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
}

/// Splits at everything that separates the pieces of an address; symbols stay whole.
fn tokens(typed: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let words = typed.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':'));
    for word in words.filter(|word| !word.is_empty()) {
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
                .filter(|_| !whole || !digit)
                .unwrap_or(piece.len());
            let (one, other) = piece.split_at(cut);
            for text in [one, other] {
                if !text.is_empty() {
                    tokens.push(Token { text, joined });
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
fn session_label(lower: &str) -> Option<String> {
    let value = ordinal(lower)
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
            "fourth session",
            "para",
            "session",
            "article",
            "resolution",
            "paragraph x 1 2",
            "1 2",
            "56/266",
            "HIV/AIDS",
        ] {
            assert_eq!(parsed(typed), None, "{typed}");
        }
    }
}
