//! Passages: text that is not addressable, such as introductions, notes, footnotes and furniture.

use super::{Builder, NO_NUMBER, Strays, lines};
use crate::model::index_table::index;
use crate::model::{Basis, Destination, Lines, Passage, PassageKind, word_count};
use crate::structure::lines::{Apart, Line};
use crate::structure::segment::Segment;
use crate::structure::sentence::introduces;

impl<'a, 'b> Builder<'a, 'b> {
    /// Text without a number; `true` where it introduces what comes after it.
    pub(super) fn prose(&mut self, at: usize, segment: &Segment<'a>) -> bool {
        let numbers_ahead = self.ahead.marker(at).is_some();
        let heading = self.place.headings.innermost();
        if numbers_ahead && introduces(segment.text(self.source)) {
            let session = self.current_session();
            let passage = self.passage(PassageKind::Chapeau, Some(session), segment);
            let depth = self.place.headings.depth();
            self.place.chapeaux.push((depth, passage));
            return true;
        }
        if heading.is_none() {
            self.stray(at, segment, NO_NUMBER);
        } else if self.place.session.is_none() {
            self.paragraphs(PassageKind::Introduction, None, segment);
        } else if self.place.tail {
            self.paragraphs(PassageKind::Note, None, segment);
        } else if numbers_ahead && self.place.after_heading && self.ahead.is_heading(at + 1) {
            self.paragraphs(PassageKind::Note, self.place.session, segment);
        } else {
            self.stray(at, segment, NO_NUMBER);
        }
        false
    }

    /// A footnote, for the provisions that wait for one with its mark.
    pub(super) fn footnote(&mut self, segment: &Segment<'a>, mark: &str) {
        let holders = self.holders.remove(mark).unwrap_or_default();
        let holder = holders.first().map(|at| &self.out.provisions[*at as usize]);
        let session = holder.map(|holder| holder.part).or(self.place.session);
        let at = self.push_passage(Passage {
            kind: PassageKind::Footnote,
            part: session,
            heading: None,
            mark: Some(mark.into()),
            text: self.joined(segment.text(self.source), &mut []),
            lines: lines(segment),
            basis: self.basis,
        });
        self.notes.push((at, holders));
    }

    /// One piece of matter for the whole segment; gives its position.
    pub(super) fn passage(
        &mut self,
        kind: PassageKind,
        session: Option<u32>,
        segment: &Segment<'a>,
    ) -> u32 {
        self.push_passage(Passage {
            kind,
            part: session,
            heading: self.place.headings.innermost(),
            mark: None,
            text: self.joined(segment.text(self.source), &mut []),
            lines: lines(segment),
            basis: self.basis,
        })
    }

    /// One piece of matter a paragraph.
    pub(super) fn paragraphs(
        &mut self,
        kind: PassageKind,
        session: Option<u32>,
        segment: &Segment<'a>,
    ) {
        let mut paragraphs: Vec<(Line, Line)> = Vec::new();
        let (start, end) = segment.text;
        let first = self.lines.lines.partition_point(|line| line.end <= start);
        for &line in &self.lines.lines[first..] {
            let line = Line {
                start: line.start.max(start),
                ..line
            };
            match paragraphs.last_mut() {
                _ if line.start >= end => break,
                Some((_, last)) if self.segments.wrapped && !line.apart => *last = line,
                _ => paragraphs.push((line, line)),
            }
        }
        for (first, last) in paragraphs {
            let text = &self.source[first.start..last.end.min(end)];
            self.push_passage(Passage {
                kind,
                part: session,
                heading: self.place.headings.innermost(),
                mark: None,
                text: self.joined(text, &mut []),
                lines: Lines::between(first.number, last.number),
                basis: Basis::Inferred,
            });
        }
    }

    pub(super) fn push_passage(&mut self, passage: Passage) -> u32 {
        self.out.passages.push(passage);
        index(self.out.passages.len() - 1)
    }

    /// Text that the format sets apart from the body.
    pub(super) fn set_apart(&mut self, apart: &'b [Apart]) {
        for piece in apart {
            let at = self.push_passage(Passage {
                kind: piece.kind,
                part: None,
                heading: None,
                mark: piece.label.as_deref().map(Into::into),
                text: piece.text.as_str().into(),
                lines: Lines::on(piece.number),
                basis: Basis::Marked,
            });
            let label = piece.label.as_deref().map_or(0, word_count);
            let words = label + word_count(&piece.text);
            self.out.account.add(piece.kind.destination(), words);
            if let Some(label) = &piece.label {
                self.notes_by_label.insert(label, at);
            }
        }
    }

    /// Lines that belong to no provision.
    pub(super) fn apart(&mut self, kind: PassageKind, lines: Vec<(Line, String)>) {
        for (line, text) in lines {
            let words = word_count(&text);
            self.out.account.add(kind.destination(), words);
            self.push_passage(Passage {
                kind,
                part: None,
                heading: None,
                mark: None,
                text: text.into(),
                lines: Lines::on(line.number),
                basis: Basis::Printed,
            });
        }
    }

    pub(super) fn stray(&mut self, at: usize, segment: &Segment<'a>, why: &'static str) {
        let words = word_count(&self.source[segment.start..segment.text.1]);
        self.out.account.add(Destination::Unread, words);
        match self.unread.last_mut() {
            Some(run) if run.why == why && run.last + 1 == at => {
                run.bytes.1 = segment.text.1;
                run.lines.1 = segment.lines.1;
                run.last = at;
            }
            _ => self.unread.push(Strays {
                why,
                bytes: (segment.start, segment.text.1),
                lines: segment.lines,
                last: at,
            }),
        }
    }
}
