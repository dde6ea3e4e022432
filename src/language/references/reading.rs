//! One text being read: names, and whose sessions are meant.
//!
//! What is counted within instruments stands in `parts`, what organs adopt in `resolutions`.

use std::collections::HashSet;
use std::sync::LazyLock;

use compact_str::CompactString;

use super::context::{InText, Named as InMind, Owner};
use super::names::{Named, named};
use super::sessions::{Mention, Which, sessions};
use super::table::{Entry, entries};
use super::words::{Words, fold};
use super::{Kind, Reference, Target};
use crate::model::Span;

/// Words that anything but a symbol or `21st` begins with.
static BEGINNINGS: LazyLock<HashSet<CompactString>> = LazyLock::new(|| {
    let nouns = super::parts::NOUNS
        .iter()
        .chain(&super::resolutions::NOUNS)
        .chain(&INSTRUMENTS);
    let nouns = nouns.map(|noun| fold(noun));
    let names = super::names::first_words().cloned();
    nouns
        .chain(names)
        .chain(super::sessions::first_words())
        .collect()
});

/// What is read behind the name of an instrument.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Tail {
    /// The parts that are named there.
    Parts,
    /// Nothing: its parts stand before it.
    Alone,
}

/// One text being read.
pub(super) struct Reading<'r> {
    pub(super) words: Words<'r>,
    /// Ordinal of the session that the text belongs to.
    session: Option<u32>,
    speaker: Option<usize>,
    position: usize,
    mind: &'r mut InMind,
    pub(super) here: InText,
    /// Up to which word the full name of the speaker goes; what stands in it is no other body.
    own_name: usize,
    pub(super) found: Vec<Reference>,
}

impl<'r> Reading<'r> {
    pub(super) fn of(
        text: &'r str,
        session: Option<u32>,
        speaker: Option<usize>,
        position: usize,
        mind: &'r mut InMind,
    ) -> Self {
        Self {
            words: Words::of(text),
            session,
            speaker,
            position,
            mind,
            here: InText::default(),
            own_name: 0,
            found: Vec::new(),
        }
    }

    pub(super) fn all(mut self) -> Vec<Reference> {
        let mut at = 0;
        while at < self.words.len() {
            if !self.may_begin(at) {
                at += 1;
                continue;
            }
            at = self
                .parts(at)
                .or_else(|| self.sessions(at))
                .or_else(|| self.adopted(at))
                .or_else(|| self.thing(at, Tail::Parts))
                .unwrap_or(at + 1);
        }
        self.found
    }

    /// Whether anything can begin at the word. Most words are passed over here.
    fn may_begin(&self, at: usize) -> bool {
        let word = self.words.get(at);
        match word.bytes().next() {
            Some(b'0'..=b'9') => !self.words.is_number(at),
            Some(b'A'..=b'Z') if self.words.get(at + 1) == "/" => true,
            Some(byte) if byte.is_ascii_alphabetic() => BEGINNINGS.contains(&fold(word)),
            _ => false,
        }
    }

    /// Adds the words from `at` to the one before `end`.
    pub(super) fn add(&mut self, kind: Kind, target: Target, at: usize, end: usize) {
        let start = u32::try_from(self.words.start(at));
        let stop = u32::try_from(self.words.end(end.saturating_sub(1)));
        // A text of four gigabytes has references that no span can hold.
        if let (Ok(start), Ok(end)) = (start, stop) {
            let span = Span { start, end };
            self.found.push(Reference { kind, target, span });
        }
    }

    /// `fourth session`, `next session of the Working Group`.
    fn sessions(&mut self, at: usize) -> Option<usize> {
        let mentions = sessions(&self.words, at);
        let end = mentions.last()?.end;
        let owner = if self.words.is(end, &["of"]) {
            match named(&self.words, self.skip_article(end + 1)) {
                Some(Named::Full { entry, .. }) if self.speaks(&[entry]) => Owner::Speaker,
                Some(Named::Short { entries, .. }) if self.speaks(&entries) => Owner::Speaker,
                // `the next session of the Working Group on the Internet and racism`: what
                // a session is on stands as freely as this, what a body is on seldom.
                Some(Named::Stranger { entries, end }) if self.speaks(&entries) => {
                    match self.words.is(end, &["on"]) && self.words.is(end + 1, &["the"]) {
                        true => Owner::Speaker,
                        false => Owner::Other,
                    }
                }
                _ => Owner::Other,
            }
        } else {
            self.here.owner
        };
        if owner == Owner::Other {
            return Some(end);
        }
        for Mention { which, at, end } in mentions {
            let (first, last) = match which {
                Which::Ordinal { first, last } => (first, last),
                Which::After(count) => {
                    let session = self
                        .session
                        .and_then(|own| u32::try_from(i64::from(own) + count).ok());
                    match session.filter(|&session| session > 0) {
                        Some(session) => (session, session),
                        None => continue,
                    }
                }
            };
            self.add(Kind::Session, Target::Sessions { first, last }, at, end);
        }
        Some(end)
    }

    /// A name of the table, and what belongs to it: `General Assembly resolution 56/266,
    /// paragraph 13`.
    pub(super) fn thing(&mut self, at: usize, tail: Tail) -> Option<usize> {
        let (entry, end) = match named(&self.words, at) {
            Some(Named::Full { entry, end }) => {
                if end == at + 1 && self.shouted(at) {
                    return None;
                }
                self.mind.name(entry, self.position);
                (entry, end)
            }
            Some(Named::Short { entries, .. }) if self.speaks(&entries) => {
                self.here.owner = Owner::Speaker;
                return None;
            }
            Some(Named::Short { entries, end }) => {
                let Some(entry) = self.mind.meant(&entries, self.position) else {
                    // A body that is not in the table, naming itself.
                    self.here.owner = Owner::Speaker;
                    return None;
                };
                (entry, end)
            }
            Some(Named::Stranger { entries: like, end }) => {
                // Its parts and sessions are not those of what was named before.
                if self.words.is_capitalized(at) && at >= self.own_name {
                    if entries()[like[0]].kind == Kind::Body {
                        (self.here.owner, self.here.organ) = (Owner::Other, None);
                    } else {
                        self.here.holder = None;
                    }
                }
                return Some(end).filter(|&end| end > at + 1);
            }
            None => {
                if self.words.is_capitalized(at) && self.words.is(at, &INSTRUMENTS) {
                    self.here.holder = None;
                }
                return None;
            }
        };
        if self.speaks(&[entry]) {
            // Its full name may hold the name of an instrument.
            self.here.owner = Owner::Speaker;
            self.own_name = end;
            return None;
        }
        let found: &Entry = &entries()[entry];
        if matches!(found.kind, Kind::Body | Kind::Conference) {
            self.here.owner = Owner::Other;
        }
        if !found.resolutions.is_empty() {
            self.here.organ = Some(entry);
            if let Some(stop) = self.organs_resolutions(entry, at, end) {
                return Some(stop);
            }
        }
        let target = Target::Whole(found.target.into());
        if found.kind == Kind::Body {
            self.add(Kind::Body, target, at, end);
            return Some(end);
        }
        if tail == Tail::Alone {
            self.here.holder = Some(target.clone());
            self.add(found.kind, target, at, end);
            return Some(end);
        }
        Some(self.whole(found.kind, target, at, end))
    }

    /// Whether the words around are in capitals, too, so that `WHO` may be any word.
    fn shouted(&self, at: usize) -> bool {
        let words = &self.words;
        let capitals = |at: usize| {
            let word = words.get(at);
            word.len() > 2
                && word.bytes().all(|byte| byte.is_ascii_uppercase())
                && !matches!(named(words, at), Some(Named::Full { .. }))
        };
        capitals(at + 1) || at.checked_sub(1).is_some_and(capitals)
    }

    fn speaks(&self, among: &[usize]) -> bool {
        self.speaker.is_some_and(|speaker| among.contains(&speaker))
    }

    pub(super) fn skip_article(&self, at: usize) -> usize {
        at + usize::from(self.words.is(at, &["the", "this", "that", "said", "its"]))
    }
}

/// Nouns in the names of instruments: where one stands that is not in the table, bare paragraphs
/// and articles behind it are its own.
const INSTRUMENTS: [&str; 13] = [
    "Agreement",
    "Charter",
    "Constitution",
    "Convention",
    "Covenant",
    "Declaration",
    "Framework",
    "Guidelines",
    "Plan",
    "Platform",
    "Protocol",
    "Statute",
    "Treaty",
];
