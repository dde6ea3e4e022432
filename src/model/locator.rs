//! What a person types to name a provision: `103(d)`, `iv 103 d`, `session 4 para 103 (d)`,
//! `E/CN.4/2006/18, para. 103 (d)`, `IV.103.d`.
//!
//! A locator only says which parts were named. Which provisions have them is asked of the
//! document with [`Locator::names`], so that the same words serve a lookup by id and a search.

use super::{Document, Provision, from_roman, ordinal, to_roman};

/// The parts of a provision's address that were named.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locator {
    /// Label of the session, in capitals: `IV`.
    pub session: Option<String>,
    /// Symbol of the report, as typed.
    pub symbol: Option<String>,
    /// Paragraph and further levels from the outside in, in small letters: `["103", "d"]`.
    pub parts: Vec<String>,
}

/// Words that people put before a number and that name no part themselves.
const FILLERS: [&str; 9] = [
    "para",
    "paras",
    "paragraph",
    "paragraphs",
    "subparagraph",
    "subpara",
    "no",
    "rec",
    "recommendation",
];

impl Locator {
    /// Reads what was typed; `None` where it is not the address of anything, such as a word.
    ///
    /// The whole input must be an address: `4 states` is none. A lone roman numeral or session
    /// (`IV`, `session 4`) is one, with no parts.
    #[must_use]
    pub fn parse(typed: &str) -> Option<Self> {
        let mut locator = Self::default();
        let mut expects_session = false;
        let mut expects_paragraph = false;
        for token in tokens(typed) {
            let lower = token.to_lowercase();
            if token.contains('/') {
                // `HIV/AIDS` and `56/266` are no symbols; those begin with a letter and count.
                let symbol = token.starts_with(|c: char| c.is_ascii_alphabetic())
                    && token.bytes().any(|b| b.is_ascii_digit());
                if !symbol || locator.symbol.is_some() || !locator.parts.is_empty() {
                    return None;
                }
                locator.symbol = Some(token.to_owned());
            } else if lower == "session" {
                if locator.session.is_some() {
                    return None;
                }
                expects_session = true;
            } else if FILLERS.contains(&lower.as_str()) {
                expects_paragraph = true;
            } else if std::mem::take(&mut expects_session) {
                locator.session = Some(session_label(&lower)?);
            } else if is_decimal(&lower) || lower.bytes().all(|b| b.is_ascii_digit()) {
                if !locator.parts.is_empty() {
                    return None;
                }
                expects_paragraph = false;
                locator.parts.push(lower);
            } else if locator.parts.is_empty() {
                // A numeral before any number names the session, and only there.
                if locator.session.is_some() || expects_paragraph {
                    return None;
                }
                locator.session = Some(to_roman(from_roman(&lower)?));
            } else if locator.parts.len() < 4 && is_level(&lower) {
                locator.parts.push(lower);
            } else {
                return None;
            }
        }
        let named =
            locator.session.is_some() || locator.symbol.is_some() || !locator.parts.is_empty();
        (named && !expects_session && !expects_paragraph).then_some(locator)
    }

    /// Whether `provision` has every part that was named, and no level below the last.
    #[must_use]
    pub fn names(&self, compilation: &Document, provision: &Provision) -> bool {
        self.covers(compilation, provision) && provision.number.depth() == self.parts.len()
    }

    /// Whether `provision` has every part that was named, or stands below one that has.
    #[must_use]
    pub fn covers(&self, compilation: &Document, provision: &Provision) -> bool {
        let session = compilation.session(provision);
        let named_session = self.session.as_deref();
        let named_symbol = self.symbol.as_deref();
        named_session.is_none_or(|label| session.label.eq_ignore_ascii_case(label))
            && named_symbol.is_none_or(|symbol| {
                session
                    .symbol
                    .as_deref()
                    .is_some_and(|printed| printed.eq_ignore_ascii_case(symbol))
            })
            && provision.number.depth() >= self.parts.len()
            && self
                .parts
                .iter()
                .zip(provision.number.parts())
                .all(|(typed, printed)| printed.eq_ignore_ascii_case(typed))
    }

    /// Positions of all provisions that the typed address names, in document order: by exact id
    /// first, then loosely. Several where the address leaves the session open.
    #[must_use]
    pub fn find(compilation: &Document, typed: &str) -> Vec<usize> {
        let exact =
            |(_, provision): &(usize, &Provision)| provision.id.eq_ignore_ascii_case(typed.trim());
        if let Some((at, _)) = compilation.provisions.iter().enumerate().find(exact) {
            return vec![at];
        }
        let Some(locator) = Self::parse(typed).filter(|locator| !locator.parts.is_empty()) else {
            return Vec::new();
        };
        let provisions = compilation.provisions.iter().enumerate();
        provisions
            .filter(|(_, provision)| locator.names(compilation, provision))
            .map(|(at, _)| at)
            .collect()
    }
}

/// Splits at everything that separates the parts of an address; symbols stay whole.
fn tokens(typed: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    for word in typed.split(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '(' | ')'))
    {
        if word.contains('/') || is_decimal(word) {
            tokens.push(word.trim_matches('.'));
        } else {
            tokens.extend(word.split('.'));
        }
    }
    // `103d` is `103 d`.
    tokens
        .into_iter()
        .flat_map(|token| {
            let digits = token.bytes().take_while(u8::is_ascii_digit).count();
            let splits = digits > 0 && !token.contains('/') && !is_decimal(token);
            let (number, level) = token.split_at(if splits { digits } else { 0 });
            [number, level]
        })
        .filter(|token| !token.is_empty())
        .collect()
}

/// `133.45`, as reviews number their recommendations.
fn is_decimal(word: &str) -> bool {
    let digits = |piece: &str| !piece.is_empty() && piece.bytes().all(|b| b.is_ascii_digit());
    word.split_once('.')
        .is_some_and(|(whole, rest)| digits(whole) && digits(rest))
}

/// `4`, `iv` or `fourth` as `IV`.
fn session_label(lower: &str) -> Option<String> {
    let value = ordinal(lower)
        .or_else(|| lower.parse().ok())
        .or_else(|| from_roman(lower))?;
    Some(to_roman(value)).filter(|label| !label.is_empty())
}

fn is_level(lower: &str) -> bool {
    let single = lower.len() == 1 && lower.bytes().all(|b| b.is_ascii_alphabetic());
    single || from_roman(lower).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(typed: &str) -> Option<(Option<String>, Option<String>, String)> {
        let locator = Locator::parse(typed)?;
        Some((locator.session, locator.symbol, locator.parts.join(".")))
    }

    #[test]
    fn every_usual_writing() {
        let four = Some("IV".to_owned());
        for typed in [
            "IV.103.d",
            "iv 103 d",
            "iv 103(d)",
            "session 4 para 103 (d)",
            "IV.103d",
            "Session IV, para. 103 (d)",
            "fourth session",
        ] {
            let read = parsed(typed);
            if typed == "fourth session" {
                assert_eq!(
                    read, None,
                    "an ordinal before the word is not an address yet"
                );
            } else {
                assert_eq!(
                    read,
                    Some((four.clone(), None, "103.d".to_owned())),
                    "{typed}"
                );
            }
        }
        let symbol = Some("E/CN.4/2006/18".to_owned());
        for typed in ["E/CN.4/2006/18 103 (a)", "E/CN.4/2006/18, para. 103 (a)"] {
            assert_eq!(
                parsed(typed),
                Some((None, symbol.clone(), "103.a".to_owned())),
                "{typed}"
            );
        }
        assert_eq!(parsed("103(d)"), Some((None, None, "103.d".to_owned())));
        assert_eq!(
            parsed("para. 133.45"),
            Some((None, None, "133.45".to_owned()))
        );
        assert_eq!(
            parsed("IV.109(p)(iv)"),
            Some((four, None, "109.p.iv".to_owned()))
        );
        assert_eq!(
            parsed("session 3 para 22"),
            Some((Some("III".to_owned()), None, "22".to_owned()))
        );
    }

    #[test]
    fn words_are_no_address() {
        for typed in [
            "",
            "malaria",
            "4 states",
            "article 4",
            "para",
            "session",
            "paragraph x 1 2",
            "56/266",
            "HIV/AIDS",
        ] {
            assert_eq!(parsed(typed), None, "{typed}");
        }
    }
}
