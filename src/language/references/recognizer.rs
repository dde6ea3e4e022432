//! Reads a text for its references, with what was named before in mind.

use super::Reference;
use super::context::{Named as InMind, REACH};
use super::reading::Reading;
use crate::model::{Document, Provision};

/// Reads the provisions of one document. It is fastest in the document's order; a provision out
/// of order costs the reading of those shortly before it.
#[derive(Debug)]
pub struct Recognizer<'c> {
    compilation: &'c Document,
    /// The body that speaks, if it is in the table.
    speaker: Option<usize>,
    mind: InMind,
    /// The provision that continues what is in mind.
    next: usize,
}

impl<'c> Recognizer<'c> {
    /// Prepares for a document. Reads how its first provisions begin, to learn who speaks.
    #[must_use]
    pub fn new(compilation: &'c Document) -> Self {
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
        let matter = &self.compilation.passages[at];
        let session = matter.session;
        let session = session.and_then(|at| self.compilation.parts[at as usize].ordinal);
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
