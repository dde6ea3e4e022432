//! Blocks without a number: introductions, chapeaux, notes and footnotes.

use crate::model::index_table::index;
use crate::model::{Lines, Passage, PassageKind};

use super::block::Block;
use super::sentence::introduces;
use super::structure::{Build, lines};

const NO_NUMBER: &str = "text without a number";

impl<'a> Build<'a, '_> {
    /// Text without a number; `true` where it introduces what comes after it.
    pub(super) fn prose(&mut self, at: usize, block: &Block<'a>) -> bool {
        let numbers_ahead = self.ahead.marker(at).is_some();
        let heading = self.place.headings.innermost();
        if numbers_ahead && introduces(block.text(self.source)) {
            let session = self.current_session();
            let matter = self.matter(PassageKind::Chapeau, Some(session), block);
            let depth = self.place.headings.depth();
            self.place.chapeaux.push((depth, matter));
            return true;
        }
        if heading.is_none() {
            self.stray(at, block, NO_NUMBER);
        } else if self.place.session.is_none() {
            self.paragraphs(PassageKind::Introduction, None, block);
        } else if self.place.tail {
            self.paragraphs(PassageKind::Note, None, block);
        } else if numbers_ahead && self.place.after_heading && self.ahead.is_heading(at + 1) {
            self.paragraphs(PassageKind::Note, self.place.session, block);
        } else {
            self.stray(at, block, NO_NUMBER);
        }
        false
    }

    /// A footnote, for the provisions that wait for one with its mark.
    pub(super) fn footnote(&mut self, block: &Block<'a>, mark: &str) {
        let holders = self.holders.remove(mark).unwrap_or_default();
        let holder = holders.first().map(|at| &self.out.provisions[*at as usize]);
        let session = holder.map(|holder| holder.part).or(self.place.session);
        let at = self.push_matter(Passage {
            kind: PassageKind::Footnote,
            part: session,
            heading: None,
            mark: Some(mark.into()),
            text: block.text(self.source).into(),
            lines: lines(block),
        });
        self.notes.push((at, holders));
    }

    /// One piece of matter for the whole block; gives its position.
    pub(super) fn matter(
        &mut self,
        kind: PassageKind,
        session: Option<u32>,
        block: &Block<'a>,
    ) -> u32 {
        self.push_matter(Passage {
            kind,
            part: session,
            heading: self.place.headings.innermost(),
            mark: None,
            text: block.text(self.source).into(),
            lines: lines(block),
        })
    }

    /// One piece of matter a paragraph.
    fn paragraphs(&mut self, kind: PassageKind, session: Option<u32>, block: &Block<'a>) {
        let text = block.text(self.source);
        let mut first: Option<(u32, usize)> = None;
        let mut paragraphs: Vec<(u32, u32, &str)> = Vec::new();
        let mut offset = 0;
        for (number, line) in (block.lines.0..).zip(text.split('\n')) {
            let blank = line.trim().is_empty();
            if !blank {
                let (begun, start) = match first {
                    Some(begun) if self.blocks.wrapped => begun,
                    _ => (number, offset),
                };
                if first.is_some() && self.blocks.wrapped {
                    paragraphs.pop();
                }
                first = Some((begun, start));
                paragraphs.push((begun, number, text[start..offset + line.len()].trim()));
            } else {
                first = None;
            }
            offset += line.len() + 1;
        }
        for (first, last, text) in paragraphs {
            self.push_matter(Passage {
                kind,
                part: session,
                heading: self.place.headings.innermost(),
                mark: None,
                text: text.into(),
                lines: Lines::between(first, last),
            });
        }
    }

    fn push_matter(&mut self, matter: Passage) -> u32 {
        self.out.passages.push(matter);
        index(self.out.passages.len() - 1)
    }
}
