//! One text, scanned for its references: names, numbered parts, resolutions, symbols, sessions.

use std::collections::HashSet;
use std::sync::LazyLock;

use compact_str::{CompactString, format_compact};

use super::antecedents::{Antecedents, InText, Owner, parts_of};
use super::gazetteer::{Named, named};
use super::pinpoints::{Numbers, numbers};
use super::reference::{Reference, ReferenceKind};
use super::sessions::{Mention, Which, first_words, sessions};
use super::symbols::{session_number, symbol};
use super::target::{PinpointUnit, Target};
use crate::language::entities::{Entity, EntityId, EntityKind, Names, entities, entity, entity_id};
use crate::language::tokens::Tokens;
use crate::model::Span;

/// Nouns in the names of instruments: where one stands that is not in the table, bare paragraphs
/// and articles behind it are its own.
const INSTRUMENTS: [&str; 13] = [
    "agreement",
    "charter",
    "constitution",
    "convention",
    "covenant",
    "declaration",
    "framework",
    "guidelines",
    "plan",
    "platform",
    "protocol",
    "statute",
    "treaty",
];

/// Nouns that numbered parts and what organs adopt begin with.
const NOUNS: [&str; 10] = [
    "paragraph",
    "paragraphs",
    "para",
    "paras",
    "article",
    "articles",
    "art",
    "arts",
    "resolution",
    "decision",
];

/// Words that anything but a name, a symbol or `21st` begins with.
static BEGINNINGS: LazyLock<HashSet<CompactString>> = LazyLock::new(|| {
    let nouns = NOUNS.iter().chain(&INSTRUMENTS);
    let nouns = nouns.map(|noun| CompactString::from(*noun));
    nouns.chain(first_words()).collect()
});

/// What is read behind the name of an instrument.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tail {
    /// The parts that are named there.
    Parts,
    /// Nothing: its parts stand before it.
    Alone,
}

/// A text that is being scanned.
pub(super) struct TextScan<'s, 't> {
    tokens: &'s Tokens<'t>,
    names: Names,
    /// Ordinal of the session that the text belongs to.
    session: Option<u32>,
    speaker: Option<EntityId>,
    position: usize,
    before: &'s mut Antecedents,
    here: InText,
    /// Up to which token the full name of the speaker goes; what stands in it is no other body.
    own_name: usize,
    found: Vec<Reference>,
}

impl<'s, 't> TextScan<'s, 't> {
    pub(super) fn new(
        tokens: &'s Tokens<'t>,
        session: Option<u32>,
        speaker: Option<EntityId>,
        position: usize,
        before: &'s mut Antecedents,
    ) -> Self {
        Self {
            tokens,
            names: Names::of(tokens),
            session,
            speaker,
            position,
            before,
            here: InText::default(),
            own_name: 0,
            found: Vec::new(),
        }
    }

    /// The references of the text, in its order.
    pub(super) fn references(mut self) -> Vec<Reference> {
        let mut at = 0;
        while at < self.tokens.len() {
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

    /// Whether anything can begin at the token. Most are passed over here.
    fn may_begin(&self, at: usize) -> bool {
        let word = self.tokens.word(at);
        match word.bytes().next() {
            Some(b'0'..=b'9') => !self.tokens.is_number(at),
            Some(byte) if byte.is_ascii_alphabetic() => {
                BEGINNINGS.contains(word)
                    || !self.names.at(at).is_empty()
                    || self.tokens.is_capitalized(at) && self.tokens.word(at + 1) == "/"
            }
            _ => false,
        }
    }

    /// Adds the tokens from `at` to the one before `end`.
    fn add(&mut self, kind: ReferenceKind, target: Target, at: usize, end: usize) {
        let start = u32::try_from(self.tokens.start(at));
        let stop = u32::try_from(self.tokens.end(end.saturating_sub(1)));
        // A text of four gigabytes has references that no span can hold.
        if let (Ok(start), Ok(end)) = (start, stop) {
            let span = Span { start, end };
            self.found.push(Reference { kind, target, span });
        }
    }

    // Names.

    /// A name of the table, and what belongs to it: `General Assembly resolution 56/266,
    /// paragraph 13`.
    fn thing(&mut self, at: usize, tail: Tail) -> Option<usize> {
        let (id, end) = match named(self.tokens, &self.names, at) {
            Some(Named::Full { entity, end }) => {
                if end == at + 1 && self.is_shouted(at) {
                    return None;
                }
                self.before.name(entity, self.position);
                (entity, end)
            }
            Some(Named::Short { among, .. }) if self.speaks(&among) => {
                self.here.owner = Owner::Speaker;
                return None;
            }
            Some(Named::Short { among, end }) => {
                let Some(entity) = self.before.meant(&among, self.position) else {
                    // A body that is not in the table, naming itself.
                    self.here.owner = Owner::Speaker;
                    return None;
                };
                (entity, end)
            }
            Some(Named::Unknown { among, end }) => {
                // Its parts and sessions are not those of what was named before.
                if self.tokens.is_capitalized(at) && at >= self.own_name {
                    if entities()[usize::from(among[0])].kind == EntityKind::Body {
                        (self.here.owner, self.here.organ) = (Owner::Other, None);
                    } else {
                        self.here.holder = None;
                    }
                }
                return Some(end).filter(|&end| end > at + 1);
            }
            None => {
                if self.tokens.is_capitalized(at) && self.tokens.is(at, &INSTRUMENTS) {
                    self.here.holder = None;
                }
                return None;
            }
        };
        if self.speaks(&[id]) {
            // Its full name may hold the name of an instrument.
            self.here.owner = Owner::Speaker;
            self.own_name = end;
            return None;
        }
        let found: &Entity = &entities()[usize::from(id)];
        let kind = ReferenceKind::of(found.kind);
        if matches!(found.kind, EntityKind::Body | EntityKind::Conference) {
            self.here.owner = Owner::Other;
        }
        if !found.resolutions.is_empty() {
            self.here.organ = Some(id);
            if let Some(stop) = self.organs_resolutions(found, at, end) {
                return Some(stop);
            }
        }
        let target = Target::Whole(found.key.into());
        if found.kind == EntityKind::Body {
            self.add(kind, target, at, end);
            return Some(end);
        }
        if tail == Tail::Alone {
            self.here.holder = Some(target.clone());
            self.add(kind, target, at, end);
            return Some(end);
        }
        Some(self.whole(kind, target, at, end))
    }

    /// Whether the words around are in capitals, too, so that `WHO` may be any word.
    fn is_shouted(&self, at: usize) -> bool {
        let capitals = |at: usize| {
            let word = self.tokens.written(at);
            word.len() > 2
                && word.bytes().all(|byte| byte.is_ascii_uppercase())
                && !matches!(
                    named(self.tokens, &self.names, at),
                    Some(Named::Full { .. })
                )
        };
        capitals(at + 1) || at.checked_sub(1).is_some_and(capitals)
    }

    fn speaks(&self, among: &[EntityId]) -> bool {
        self.speaker.is_some_and(|speaker| among.contains(&speaker))
    }

    fn skip_article(&self, at: usize) -> usize {
        at + usize::from(self.tokens.is(at, &["the", "this", "that", "said", "its"]))
    }

    // Sessions.

    /// `fourth session`, `next session of the Working Group`.
    fn sessions(&mut self, at: usize) -> Option<usize> {
        let mentions = sessions(self.tokens, at);
        let end = mentions.last()?.end;
        let owner = if self.tokens.is(end, &["of"]) {
            match named(self.tokens, &self.names, self.skip_article(end + 1)) {
                Some(Named::Full { entity, .. }) if self.speaks(&[entity]) => Owner::Speaker,
                Some(Named::Short { among, .. }) if self.speaks(&among) => Owner::Speaker,
                // `the next session of the Working Group on the Internet and racism`: what
                // a session is on stands as freely as this, what a body is on seldom.
                Some(Named::Unknown { among, end })
                    if self.speaks(&among)
                        && self.tokens.is(end, &["on"])
                        && self.tokens.is(end + 1, &["the"]) =>
                {
                    Owner::Speaker
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
            self.add(
                ReferenceKind::Session,
                Target::Sessions { first, last },
                at,
                end,
            );
        }
        Some(end)
    }

    // Numbered parts.

    /// `paragraph 66 of the Durban Programme of Action`, `paragraphs 140 to 147`, `article 4`.
    fn parts(&mut self, at: usize) -> Option<usize> {
        let (unit, list) = self.listed(at)?;
        let end = list.last()?.end;
        if self.tokens.is(end, &["of"]) {
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
        if self.tokens.is(end, &["above", "below"]) {
            return Some(end);
        }
        let holder = self.here.holder.clone()?;
        self.add_parts(at, unit, &list, &holder, end);
        Some(end)
    }

    /// The noun and the numbers behind it.
    fn listed(&self, at: usize) -> Option<(PinpointUnit, Vec<Numbers>)> {
        let tokens = self.tokens;
        let dotted = tokens.word(at + 1) == ".";
        let (unit, several) = match tokens.word(at) {
            "paragraph" | "para" => (PinpointUnit::Paragraph, false),
            "paragraphs" | "paras" => (PinpointUnit::Paragraph, true),
            "article" => (PinpointUnit::Article, false),
            "articles" => (PinpointUnit::Article, true),
            "art" if dotted => (PinpointUnit::Article, false),
            "arts" if dotted => (PinpointUnit::Article, true),
            _ => return None,
        };
        // Those of a preamble are counted by themselves.
        if at > 0 && tokens.is(at - 1, &["preambular"]) {
            return None;
        }
        let list = numbers(tokens, at + 1 + usize::from(dotted), several);
        (!list.is_empty()).then_some((unit, list))
    }

    /// Adds the listed parts of `holder`: the first with the noun at `at`, the last up to `stop`.
    fn add_parts(
        &mut self,
        at: usize,
        unit: PinpointUnit,
        list: &[Numbers],
        holder: &Target,
        stop: usize,
    ) {
        for (count, numbers) in list.iter().enumerate() {
            let start = if count == 0 { at } else { numbers.at };
            let end = if count + 1 == list.len() {
                stop
            } else {
                numbers.end
            };
            if let Some((kind, target)) = part(holder, unit, numbers) {
                self.add(kind, target, start, end);
            }
        }
        self.here.holder = Some(holder.clone());
    }

    /// Adds something whole, or the parts of it that follow directly: `..., paragraph 191 (b)`.
    fn whole(&mut self, kind: ReferenceKind, target: Target, at: usize, end: usize) -> usize {
        self.here.holder = Some(target.clone());
        let noun = end + usize::from(self.tokens.word(end) == ",");
        if let Some((unit, list)) = self.listed(noun)
            && let Some(stop) = list.last().map(|numbers| numbers.end)
            && !self.tokens.is(stop, &["of"])
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

    // Resolutions, decisions and documents.

    /// `resolution 60/251`, `its decision 3/103`, `this Decision`, and symbols.
    fn adopted(&mut self, at: usize) -> Option<usize> {
        if let Some((written, end)) = symbol(self.tokens, at) {
            let (kind, target) = by_symbol(written);
            return Some(self.whole(kind, target, at, end));
        }
        let decision = self.noun(at)?;
        let before = |words: &[&str]| at > 0 && self.tokens.is(at - 1, words);
        let Some((number, end)) = session_number(self.tokens, at + 1) else {
            let pointed =
                before(&["this", "the", "that", "said"]) && self.tokens.is_capitalized(at);
            let (target, adopted) = self.here.adopted.clone().filter(|_| pointed)?;
            return (decision == adopted)
                .then(|| self.whole(adopted_kind(adopted), target, at, at + 1));
        };
        let of = self.tokens.is(end, &["of"]);
        let whole = self.skip_article(end + 1);
        let behind = match named(self.tokens, &self.names, whole).filter(|_| of) {
            Some(Named::Full { entity, end }) => Some((entity, end)),
            _ => None,
        };
        // `Security Council resolution` and the speaker's own are not those of an organ that was
        // named before.
        let foreign =
            at > 1 && self.tokens.is_capitalized(at - 1) && self.tokens.word(at - 2) != ".";
        let own = before(&["its"]) && self.here.owner == Owner::Speaker;
        let (organ, end) = match (behind, self.here.organ) {
            (Some(behind), _) => behind,
            (None, Some(organ)) if !(of || foreign || own) => (organ, end),
            _ => return Some(end),
        };
        let organ = &entities()[usize::from(organ)];
        let stop = self.resolutions(organ, decision, &[(number, at, end)]);
        Some(stop.unwrap_or(end))
    }

    /// Whether the word is a noun for one resolution (`false`) or decision (`true`).
    fn noun(&self, at: usize) -> Option<bool> {
        match self.tokens.word(at) {
            "decision" => Some(true),
            "resolution" => Some(false),
            _ => None,
        }
    }

    /// Adds resolutions or decisions of an organ: number, first token, one past the last.
    fn resolutions(
        &mut self,
        organ: &Entity,
        decisions: bool,
        list: &[(CompactString, usize, usize)],
    ) -> Option<usize> {
        let mut stop = None;
        for (number, at, end) in list.iter().filter(|_| !organ.resolutions.is_empty()) {
            let target = Target::Whole(match decisions {
                true => format_compact!("{} Dec. {number}", organ.key),
                false => format_compact!("{}{number}", organ.resolutions),
            });
            self.here.adopted = Some((target.clone(), decisions));
            stop = Some(self.whole(adopted_kind(decisions), target, *at, *end));
        }
        stop
    }

    /// The resolutions that an organ's name is followed by.
    fn organs_resolutions(&mut self, organ: &Entity, at: usize, end: usize) -> Option<usize> {
        let several = self.tokens.is(end, &["resolutions", "decisions"]);
        let decisions = match several {
            true => self.tokens.is(end, &["decisions"]),
            false => self.noun(end)?,
        };
        let mut list = Vec::new();
        let (mut start, mut next) = (at, end + 1);
        while let Some((number, stop)) = session_number(self.tokens, next) {
            list.push((number, start, stop));
            let comma = self.tokens.word(stop) == ",";
            start = stop + usize::from(comma);
            start += usize::from(self.tokens.is(start, &["and", "or"]));
            next = start;
            if !several || next == stop {
                break;
            }
        }
        self.resolutions(organ, decisions, &list)
    }
}

fn adopted_kind(decision: bool) -> ReferenceKind {
    if decision {
        ReferenceKind::Decision
    } else {
        ReferenceKind::Resolution
    }
}

/// What a symbol stands for: `A/RES/60/251` is a resolution, `A/HRC/DEC/3/103` a decision.
fn by_symbol(written: CompactString) -> (ReferenceKind, Target) {
    if written.contains("/RES/") {
        return (ReferenceKind::Resolution, Target::Whole(written));
    }
    if !written.contains("/DEC/") {
        return (ReferenceKind::Document, Target::Whole(written));
    }
    let same = entities().iter().find_map(|organ| {
        let prefix = organ.resolutions.replace("/RES/", "/DEC/");
        let number = written
            .strip_prefix(&*prefix)
            .filter(|_| !prefix.is_empty())?;
        Some(format_compact!("{} Dec. {number}", organ.key))
    });
    (
        ReferenceKind::Decision,
        Target::Whole(same.unwrap_or(written)),
    )
}

/// Numbered parts of something, where it can have them: treaties have articles, bodies nothing.
fn part(holder: &Target, unit: PinpointUnit, numbers: &Numbers) -> Option<(ReferenceKind, Target)> {
    let whole = holder.whole()?;
    let (of, kind) = match (entity(whole), unit) {
        (None, PinpointUnit::Paragraph) if whole.contains(" Dec. ") => {
            (whole, ReferenceKind::Decision)
        }
        (None, PinpointUnit::Paragraph) if whole.contains("/RES/") => {
            (whole, ReferenceKind::Resolution)
        }
        (None, PinpointUnit::Paragraph) => (whole, ReferenceKind::Document),
        (Some(entity), PinpointUnit::Article) if entity.kind == EntityKind::Treaty => {
            (whole, ReferenceKind::Article)
        }
        (Some(entity), PinpointUnit::Paragraph) => match entity.kind {
            EntityKind::Declaration | EntityKind::Programme => {
                (holding(entity, numbers)?, ReferenceKind::Paragraph)
            }
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
fn holding(whole: &'static Entity, numbers: &Numbers) -> Option<&'static str> {
    let last = numbers.to.paragraph()?;
    let has = |entity: &Entity| entity.paragraphs.is_none_or(|count| last <= count);
    let parts = parts_of(entity_id(whole.key)?);
    if parts.is_empty() {
        return has(whole).then_some(whole.key);
    }
    let mut holding = parts
        .iter()
        .map(|&part| &entities()[part])
        .filter(|part| has(part));
    let first = holding.next()?;
    Some(if holding.next().is_none() {
        first.key
    } else {
        whole.key
    })
}
