//! The text of one item of a query, and its words as typed.

use crate::language::tokenizer::{Joint, each_word};

/// A word as typed.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TypedWord {
    pub(super) folded: String,
    pub(super) shown: String,
    pub(super) capitals: bool,
    pub(super) ending: Ending,
    pub(super) joint: Joint,
    /// Whether it is a run of signs of a script without blanks.
    pub(super) signs: bool,
}

/// Whether a typed word is all there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// Something follows it.
    Whole,
    /// It stands at the end of what was typed.
    Open,
    /// It ends in `*`.
    Star,
}

/// The text of an item, without field name and quotation marks.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct TypedText {
    pub(super) text: String,
    pub(super) quoted: bool,
    /// The closing quotation mark is missing.
    pub(super) unclosed: bool,
}

impl TypedText {
    /// Its words; the last one ends as told.
    pub(super) fn words(&self, ending: Ending) -> Vec<TypedWord> {
        let starred = self.text.ends_with('*');
        let mut words: Vec<TypedWord> = Vec::new();
        let mut start = 0;
        each_word(&self.text, &mut Vec::new(), |word| {
            if word.span > 1 {
                return;
            }
            let folded = String::from_utf8_lossy(word.folded);
            if word.joint == Joint::Unspaced
                && let Some(run) = words.last_mut()
            {
                run.folded.push_str(&folded);
                run.shown = self.text[start..word.range.end].to_owned();
            } else {
                start = word.range.start;
                words.push(TypedWord {
                    folded: folded.into_owned(),
                    shown: self.text[word.range.clone()].to_owned(),
                    capitals: word.capitals,
                    ending: Ending::Whole,
                    joint: word.joint,
                    signs: word.sign,
                });
            }
        });
        if let Some(last) = words.last_mut() {
            last.ending = match ending {
                _ if starred => Ending::Star,
                Ending::Open if self.quoted && !self.unclosed => Ending::Whole,
                Ending::Open if self.text.ends_with(|c: char| !c.is_alphanumeric()) => {
                    Ending::Whole
                }
                ending => ending,
            };
        }
        words
    }

    /// Its words as the value of a field: quoted or not, the last one may still be going on.
    pub(super) fn words_so_far(&self, ending: Ending) -> Vec<TypedWord> {
        self.words(if self.quoted { ending } else { Ending::Star })
    }

    /// What stands between its commas, without blanks at the ends; nothing that is empty.
    pub(super) fn list(&self) -> impl Iterator<Item = &str> {
        listed(&self.text)
    }
}

/// What stands between the commas of a text.
pub(super) fn listed(text: &str) -> impl Iterator<Item = &str> {
    text.split(',')
        .map(str::trim)
        .filter(|piece| !piece.is_empty())
}

/// The words of a text, folded.
pub(super) fn folded_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, &mut Vec::new(), |word| {
        if word.span == 1 {
            words.push(String::from_utf8_lossy(word.folded).into_owned());
        }
    });
    words
}

/// What was typed without blanks.
pub(super) fn shown_item(words: &[TypedWord]) -> String {
    let mut shown = String::new();
    for word in words {
        if !shown.is_empty() {
            shown.push_str(match word.joint {
                Joint::Hyphen => "-",
                Joint::Slash => "/",
                Joint::Apart => " ",
                Joint::Thousands => ",",
                Joint::Point => ".",
                Joint::Unspaced => "",
            });
        }
        shown.push_str(&word.shown);
    }
    shown
}
