//! The extractor: reads the provisions of a document for their references, one after the other.

use std::collections::HashMap;

use super::antecedents::{Antecedents, REACH};
use super::gazetteer::{Named, named};
use super::reference::Reference;
use super::text_scan::TextScan;
use crate::language::actions::{VerbForm, verb_at};
use crate::language::entities::{EntityId, Names};
use crate::language::tokens::Tokens;
use crate::model::Document;

/// Reads the provisions of one document. It is fastest in the document's order; a provision out
/// of order costs the reading of those shortly before it.
#[derive(Debug)]
pub struct Extractor<'d> {
    document: &'d Document,
    /// The body that speaks, if it is in the table.
    speaker: Option<EntityId>,
    antecedents: Antecedents,
    /// The provision that the antecedents lead up to.
    next: usize,
}

impl<'d> Extractor<'d> {
    /// Prepares for a document. Reads how its first provisions begin, to learn who speaks.
    #[must_use]
    pub fn new(document: &'d Document) -> Self {
        Self::spoken_by(document, speaker(document))
    }

    /// The same where it is known who speaks.
    #[must_use]
    pub fn spoken_by(document: &'d Document, speaker: Option<EntityId>) -> Self {
        Self {
            document,
            speaker,
            antecedents: Antecedents::default(),
            next: 0,
        }
    }

    /// How many provisions are read for the references at some positions, which ascend.
    pub fn cost(positions: impl Iterator<Item = u32>) -> usize {
        let mut next = 0;
        let each = positions.map(|at| {
            let read = (at + 1).saturating_sub(next) as usize;
            next = at + 1;
            read.min(REACH + 1)
        });
        each.sum()
    }

    /// The references of a provision read by itself: short forms are only understood where the full
    /// name stands in the same text. None beyond the document.
    #[must_use]
    pub fn alone(&self, position: usize) -> Vec<Reference> {
        let Some(provision) = self.document.provisions.get(position) else {
            return Vec::new();
        };
        let session = self.document.part(provision).ordinal;
        let tokens = Tokens::of(&provision.text);
        let mut before = Antecedents::default();
        TextScan::new(&tokens, session, self.speaker, position, &mut before).references()
    }

    /// The references of a provision, in the order of its text; they do not overlap. None beyond
    /// the document.
    pub fn references(&mut self, position: usize) -> Vec<Reference> {
        let provisions = &self.document.provisions;
        let Some(provision) = provisions.get(position) else {
            return Vec::new();
        };
        if position != self.next {
            // Whatever stands further back is out of reach.
            let before = provisions[..position].iter().rev().take(REACH);
            let before = before.take_while(|before| before.part == provision.part);
            self.next = position - before.count();
            self.antecedents.forget();
        }
        while self.next < position {
            self.read_next();
        }
        self.read_next()
    }

    /// The references of a piece of unnumbered text, read by itself. None beyond the document.
    #[must_use]
    pub fn in_passage(&self, at: usize) -> Vec<Reference> {
        let Some(passage) = self.document.passages.get(at) else {
            return Vec::new();
        };
        let part = passage
            .part
            .and_then(|at| self.document.parts.get(at as usize));
        let session = part.and_then(|part| part.ordinal);
        let tokens = Tokens::of(&passage.text);
        let mut before = Antecedents::default();
        TextScan::new(&tokens, session, self.speaker, 0, &mut before).references()
    }

    fn read_next(&mut self) -> Vec<Reference> {
        let position = self.next;
        let provision = &self.document.provisions[position];
        let before = position.checked_sub(1);
        let before = before.map(|before| &self.document.provisions[before]);
        if before.is_some_and(|before| before.part != provision.part) {
            self.antecedents.forget();
        }
        self.next += 1;
        let session = self.document.part(provision).ordinal;
        let tokens = Tokens::of(&provision.text);
        let before = &mut self.antecedents;
        TextScan::new(&tokens, session, self.speaker, position, before).references()
    }
}

/// The references of a text that stands alone, such as a query.
pub(crate) fn references_in(text: &str) -> Vec<Reference> {
    let tokens = Tokens::of(text);
    TextScan::new(&tokens, None, None, 0, &mut Antecedents::default()).references()
}

/// The opening that is looked at, in bytes: enough for an article and a name.
const OPENING: usize = 200;

/// So many provisions tell who speaks, however long the document.
const PROVISIONS: usize = 1000;

/// The body of the table that speaks in most of the first provisions: they begin with its name and an
/// operative verb (`The Working Group urges`). It must do so at least once by its full name, since
/// short forms are shared by many bodies.
pub fn speaker(document: &Document) -> Option<EntityId> {
    let mut speeches: HashMap<EntityId, (usize, bool)> = HashMap::new();
    for provision in document.provisions.iter().take(PROVISIONS) {
        let text = &provision.text;
        let tokens = Tokens::of(&text[..text.floor_char_boundary(OPENING)]);
        let first = usize::from(tokens.is(0, &["the"]));
        let (entity, end, full) = match named(&tokens, &Names::of(&tokens), first) {
            Some(Named::Full { entity, end }) => (entity, end, true),
            Some(Named::Short { among, end }) if among.len() == 1 => (among[0], end, false),
            _ => continue,
        };
        let verb = end + usize::from(tokens.is(end, &["also", "further"]));
        if verb_at(&tokens, verb).is_some_and(|verb| verb.form == VerbForm::Third) {
            let speech = speeches.entry(entity).or_default();
            speech.0 += 1;
            speech.1 |= full;
        }
    }
    let known = speeches.into_iter().filter(|(_, (_, full))| *full);
    known
        .max_by_key(|(entity, (count, _))| (*count, std::cmp::Reverse(*entity)))
        .map(|(entity, _)| entity)
}
