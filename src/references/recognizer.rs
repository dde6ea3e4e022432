//! Reads a text for its references, with what was named before in mind.

use compact_str::{CompactString, format_compact};

use super::context::{InText, Named as InMind, Owner, REACH};
use super::names::{Named, named};
use super::numbers::{Numbers, numbers};
use super::sessions::{Mention, Which, sessions};
use super::symbols::{session_number, symbol};
use super::table::{Entry, entries};
use super::words::Words;
use super::{Kind, Reference, Target, Unit};
use crate::model::{Compilation, Provision, Span};

/// Reads the provisions of one document. It is fastest in the document's order; a provision out
/// of order costs the reading of those shortly before it.
#[derive(Debug)]
pub struct Recognizer<'c> {
    compilation: &'c Compilation,
    /// The body that speaks, if it is in the table.
    speaker: Option<usize>,
    mind: InMind,
    /// The provision that continues what is in mind.
    next: usize,
}

impl<'c> Recognizer<'c> {
    /// Prepares for a document. Reads the first words of each provision, to learn who speaks.
    #[must_use]
    pub fn new(compilation: &'c Compilation) -> Self {
        Self {
            compilation,
            speaker: super::speaker::speaker(compilation),
            mind: InMind::default(),
            next: 0,
        }
    }

    /// The references of a provision, in the order of its text; they do not overlap.
    ///
    /// # Panics
    /// Where the document has no such position.
    pub fn references(&mut self, position: usize) -> Vec<Reference> {
        let provisions = &self.compilation.provisions;
        if position != self.next {
            // Whatever stands further back is out of reach.
            let session = provisions[position].session;
            let before = provisions[..position].iter().rev().take(REACH);
            let before = before.take_while(|provision| provision.session == session);
            self.next = position - before.count();
            self.mind.forget();
        }
        while self.next < position {
            self.read_next();
        }
        self.read_next()
    }

    /// The references of a piece of unnumbered text, read by itself.
    ///
    /// # Panics
    /// Where the document has no such piece.
    #[must_use]
    pub fn in_matter(&self, at: usize) -> Vec<Reference> {
        let matter = &self.compilation.matter[at];
        let session = matter.session;
        let session = session.and_then(|at| self.compilation.sessions[at as usize].ordinal);
        let mut mind = InMind::default();
        Reading::of(&matter.text, session, self.speaker, 0, &mut mind).all()
    }

    fn read_next(&mut self) -> Vec<Reference> {
        let position = self.next;
        let provision: &Provision = &self.compilation.provisions[position];
        let before = position.checked_sub(1);
        let before = before.map(|before| &self.compilation.provisions[before]);
        if before.is_some_and(|before| before.session != provision.session) {
            self.mind.forget();
        }
        self.next += 1;
        let session = self.compilation.session(provision).ordinal;
        Reading::of(
            &provision.text,
            session,
            self.speaker,
            position,
            &mut self.mind,
        )
        .all()
    }
}

/// What is read behind the name of an instrument.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tail {
    /// The parts that are named there.
    Parts,
    /// Nothing: its parts stand before it.
    Alone,
}

/// One text being read.
struct Reading<'r> {
    words: Words<'r>,
    /// Ordinal of the session that the text belongs to.
    session: Option<u32>,
    speaker: Option<usize>,
    position: usize,
    mind: &'r mut InMind,
    here: InText,
    /// Up to which word the full name of the speaker goes; what stands in it is no other body.
    own_name: usize,
    found: Vec<Reference>,
}

impl<'r> Reading<'r> {
    fn of(
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

    fn all(mut self) -> Vec<Reference> {
        let mut at = 0;
        while at < self.words.len() {
            at = self
                .sessions(at)
                .or_else(|| self.parts(at))
                .or_else(|| self.adopted(at))
                .or_else(|| self.thing(at, Tail::Parts))
                .unwrap_or(at + 1);
        }
        self.found
    }

    /// Adds the words from `at` to the one before `end`.
    fn add(&mut self, kind: Kind, target: Target, at: usize, end: usize) {
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

    /// `paragraph 66 of the Durban Programme of Action`, `paragraphs 140 to 147`, `article 4`.
    fn parts(&mut self, at: usize) -> Option<usize> {
        let (unit, list) = self.listed(at)?;
        let end = list.last()?.end;
        if self.words.is(end, &["of"]) {
            let whole = self.skip_article(end + 1);
            let found = self.found.len();
            let stop = self
                .thing(whole, Tail::Alone)
                .or_else(|| self.adopted(whole));
            if let (Some(stop), true) = (stop, self.found.len() == found + 1) {
                let holder = self.found[found].target.clone();
                if list
                    .iter()
                    .any(|numbers| part(&holder, unit, numbers).is_some())
                {
                    self.found.pop();
                    self.add_parts(at, unit, &list, &holder, stop);
                }
                return Some(stop);
            }
            // What cannot be read behind `of` is what bare numbers further on are parts of, too.
            self.here.holder = None;
            return Some(stop.unwrap_or(end));
        }
        if self.words.is(end, &["above", "below"]) {
            return Some(end);
        }
        let holder = self.here.holder.clone()?;
        self.add_parts(at, unit, &list, &holder, end);
        Some(end)
    }

    /// The noun and the numbers behind it.
    fn listed(&self, at: usize) -> Option<(Unit, Vec<Numbers>)> {
        let words = &self.words;
        let dotted = words.get(at + 1) == ".";
        let (unit, several) = if words.is(at, &["paragraph", "para"]) {
            (Unit::Paragraph, false)
        } else if words.is(at, &["paragraphs", "paras"]) {
            (Unit::Paragraph, true)
        } else if words.is(at, &["article"]) || (dotted && words.is(at, &["art"])) {
            (Unit::Article, false)
        } else if words.is(at, &["articles"]) || (dotted && words.is(at, &["arts"])) {
            (Unit::Article, true)
        } else {
            return None;
        };
        // Those of a preamble are counted by themselves.
        if at > 0 && words.is(at - 1, &["preambular"]) {
            return None;
        }
        let first = if words.get(at + 1) == "." {
            at + 2
        } else {
            at + 1
        };
        let list = numbers(words, first, several);
        (!list.is_empty()).then_some((unit, list))
    }

    /// Adds the listed parts of `holder`: the first with the noun at `at`, the last up to `stop`.
    fn add_parts(&mut self, at: usize, unit: Unit, list: &[Numbers], holder: &Target, stop: usize) {
        let last = list.len() - 1;
        for (count, numbers) in list.iter().enumerate() {
            let start = if count == 0 { at } else { numbers.at };
            let end = if count == last { stop } else { numbers.end };
            if let Some((kind, target)) = part(holder, unit, numbers) {
                self.add(kind, target, start, end);
            }
        }
        self.here.holder = Some(holder.clone());
    }

    /// `resolution 60/251`, `its decision 3/103`, `this Decision`, and symbols.
    fn adopted(&mut self, at: usize) -> Option<usize> {
        if let Some((written, end)) = symbol(&self.words, at) {
            let (kind, target) = by_symbol(written);
            return Some(self.whole(kind, target, at, end));
        }
        let decision = self.noun(at)?;
        if let Some((number, end)) = session_number(&self.words, at + 1) {
            let of = self.words.is(end, &["of"]);
            let behind = match named(&self.words, self.skip_article(end + 1)).filter(|_| of) {
                Some(Named::Full { entry, end }) => Some((entry, end)),
                _ => None,
            };
            // `Security Council resolution` and the speaker's own are not those of an organ that
            // was named before.
            let foreign =
                at > 1 && self.words.is_capitalized(at - 1) && self.words.get(at - 2) != ".";
            let own =
                at > 0 && self.words.is(at - 1, &["its"]) && self.here.owner == Owner::Speaker;
            let (organ, end) = match (behind, self.here.organ) {
                (Some(behind), _) => behind,
                (None, Some(organ)) if !(of || foreign || own) => (organ, end),
                _ => return Some(end),
            };
            return Some(
                self.resolutions(organ, decision, &[(number, at, end)])
                    .unwrap_or(end),
            );
        }
        let capital = self.words.is_capitalized(at);
        let pointed = at > 0 && self.words.is(at - 1, &["this", "the", "that", "said"]);
        let (target, adopted) = self.here.adopted.clone().filter(|_| capital && pointed)?;
        if decision != adopted {
            return None;
        }
        Some(self.whole(adopted_kind(adopted), target, at, at + 1))
    }

    /// Whether the word is a noun for one resolution (`false`) or decision (`true`).
    fn noun(&self, at: usize) -> Option<bool> {
        let decision = self.words.is(at, &["decision"]);
        (decision || self.words.is(at, &["resolution"])).then_some(decision)
    }

    /// Adds resolutions or decisions of an organ: number, first word, one past the last.
    fn resolutions(
        &mut self,
        organ: usize,
        decisions: bool,
        list: &[(CompactString, usize, usize)],
    ) -> Option<usize> {
        let organ: &Entry = &entries()[organ];
        let mut stop = None;
        for (number, at, end) in list.iter().filter(|_| !organ.resolutions.is_empty()) {
            let target = Target::Whole(match decisions {
                true => format_compact!("{} Dec. {number}", organ.target),
                false => format_compact!("{}{number}", organ.resolutions),
            });
            self.here.adopted = Some((target.clone(), decisions));
            stop = Some(self.whole(adopted_kind(decisions), target, *at, *end));
        }
        stop
    }

    /// A name of the table, and what belongs to it: `General Assembly resolution 56/266,
    /// paragraph 13`.
    fn thing(&mut self, at: usize, tail: Tail) -> Option<usize> {
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

    /// The resolutions that an organ's name is followed by.
    fn organs_resolutions(&mut self, organ: usize, at: usize, end: usize) -> Option<usize> {
        let several = self.words.is(end, &["resolutions", "decisions"]);
        let decisions = match several {
            true => self.words.is(end, &["decisions"]),
            false => self.noun(end)?,
        };
        let mut list = Vec::new();
        let (mut start, mut next) = (at, end + 1);
        while let Some((number, stop)) = session_number(&self.words, next) {
            list.push((number, start, stop));
            let comma = self.words.get(stop) == ",";
            start = stop + usize::from(comma);
            start += usize::from(self.words.is(start, &["and", "or"]));
            next = start;
            if !several || next == stop {
                break;
            }
        }
        self.resolutions(organ, decisions, &list)
    }

    /// Adds something whole, or the parts of it that follow directly: `..., paragraph 191 (b)`.
    fn whole(&mut self, kind: Kind, target: Target, at: usize, end: usize) -> usize {
        self.here.holder = Some(target.clone());
        let noun = end + usize::from(self.words.get(end) == ",");
        if let Some((unit, list)) = self.listed(noun)
            && let Some(stop) = list.last().map(|numbers| numbers.end)
            && !self.words.is(stop, &["of"])
            && list
                .iter()
                .all(|numbers| part(&target, unit, numbers).is_some())
        {
            self.add_parts(at, unit, &list, &target, stop);
            return stop;
        }
        self.add(kind, target, at, end);
        end
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

    fn skip_article(&self, at: usize) -> usize {
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

fn adopted_kind(decision: bool) -> Kind {
    if decision {
        Kind::Decision
    } else {
        Kind::Resolution
    }
}

/// What a symbol stands for: `A/RES/60/251` is a resolution, `A/HRC/DEC/3/103` a decision.
fn by_symbol(written: CompactString) -> (Kind, Target) {
    if written.contains("/RES/") {
        return (Kind::Resolution, Target::Whole(written));
    }
    if !written.contains("/DEC/") {
        return (Kind::Document, Target::Whole(written));
    }
    let same = entries().iter().find_map(|organ| {
        let prefix = organ.resolutions.replace("/RES/", "/DEC/");
        let number = written
            .strip_prefix(&*prefix)
            .filter(|_| !prefix.is_empty())?;
        Some(format_compact!("{} Dec. {number}", organ.target))
    });
    (Kind::Decision, Target::Whole(same.unwrap_or(written)))
}

/// Numbered parts of something, where it can have them: treaties have articles, bodies nothing.
fn part(holder: &Target, unit: Unit, numbers: &Numbers) -> Option<(Kind, Target)> {
    let whole = holder.whole()?;
    let instrument = super::entry(whole);
    let (of, kind) = match (instrument, unit) {
        (None, Unit::Paragraph) if whole.contains(" Dec. ") => (whole, Kind::Decision),
        (None, Unit::Paragraph) if whole.contains("/RES/") => (whole, Kind::Resolution),
        (None, Unit::Paragraph) => (whole, Kind::Document),
        (Some(entry), Unit::Article) if entry.kind == Kind::Treaty => (whole, Kind::Article),
        (Some(entry), Unit::Paragraph) => match entry.kind {
            Kind::Declaration | Kind::Programme => (holding(entry, numbers)?, Kind::Paragraph),
            _ => return None,
        },
        _ => return None,
    };
    let of = of.into();
    let (from, to) = (numbers.from.clone(), numbers.to.clone());
    Some((kind, Target::Part { of, unit, from, to }))
}

/// Where several instruments count their paragraphs separately and are named as one, the one
/// that alone has such a number; both together where both have it; none where neither has.
fn holding(entry: &'static Entry, numbers: &Numbers) -> Option<&'static str> {
    let last = numbers.to.paragraph()?;
    let parts = || entries().iter().filter(|part| part.within == entry.target);
    if parts().next().is_none() {
        let there = entry.paragraphs.is_none_or(|count| last <= count);
        return there.then_some(entry.target);
    }
    let mut holding = parts().filter(|part| part.paragraphs.is_none_or(|count| last <= count));
    let first = holding.next()?;
    Some(if holding.next().is_none() {
        first.target
    } else {
        entry.target
    })
}
