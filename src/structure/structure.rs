//! Blocks to a [`Document`]: what stands below what, and what is missing.

use std::collections::HashMap;

use compact_str::CompactString;

use crate::model::{Document, Heading, Lines, Part, PassageKind, Path, Unread};
use crate::model::{ids::Ids, index_table::index, remarks::Remarks};

use super::block::{Block, Kind};
use super::blocks::Blocks;
use super::explained;
use super::headings::{DEEPEST, OpenHeadings};
use super::lookahead::Lookahead;
use super::numbering::Numbering;
use super::session_title;

const BARREN: &str = "looks like a heading, but nothing stands under it";
const TOO_MANY: &str = "looks like a heading, but too many of them follow one another";

/// The document that `blocks` of `source` make up.
pub(super) fn document(source: &str, blocks: &Blocks<'_>) -> Document {
    let mut build = Build {
        source,
        blocks,
        ahead: Lookahead::new(&blocks.list),
        out: Document::default(),
        ids: Ids::default(),
        remarks: Remarks::default(),
        unread: Vec::new(),
        place: Place::default(),
        printed: 0,
        concluded: 0,
        holders: HashMap::new(),
        notes: Vec::new(),
    };
    for at in 0..blocks.list.len() {
        build.take(at);
    }
    build.finish()
}

/// Where in the document the next block will stand.
#[derive(Default)]
pub(super) struct Place {
    pub(super) session: Option<u32>,
    /// Past the last provision of its session, under headings of the document itself.
    pub(super) tail: bool,
    pub(super) headings: OpenHeadings,
    /// Whether nothing stands below the innermost heading yet.
    pub(super) after_heading: bool,
    /// How many headings were open at the last paragraph, and whether more were opened among its
    /// subparagraphs.
    pub(super) paragraph_depth: usize,
    pub(super) within_paragraph: bool,
    pub(super) numbering: Numbering,
    /// Path of the provision that introduces the numbers that are being read, if one does.
    pub(super) base: Path,
    /// Paragraph and subparagraphs that are open, each with its label, and its position if it
    /// has a row of its own.
    pub(super) path: Vec<(CompactString, Option<u32>)>,
    /// The last paragraph with a whole number.
    pub(super) whole: Option<(CompactString, u32)>,
    /// Whether the first of `path` is a paragraph.
    pub(super) has_paragraph: bool,
    /// The provision right before, in the same session.
    pub(super) before: Option<u32>,
    /// Unnumbered chapeaux, each with how many headings were open around it.
    pub(super) chapeaux: Vec<(usize, u32)>,
}

/// Blocks that found no place, as a run: why, bytes, lines, and the last block.
struct Strays {
    why: &'static str,
    bytes: (usize, usize),
    lines: (u32, u32),
    last: usize,
}

/// A document that is being put together, block by block.
pub(super) struct Build<'a, 'b> {
    pub(super) source: &'a str,
    pub(super) blocks: &'b Blocks<'a>,
    pub(super) ahead: Lookahead,
    pub(super) out: Document,
    pub(super) ids: Ids,
    pub(super) remarks: Remarks,
    unread: Vec<Strays>,
    pub(super) place: Place,
    pub(super) printed: u32,
    pub(super) concluded: u32,
    /// Provisions that wait for the footnote with their mark.
    pub(super) holders: HashMap<&'a str, Vec<u32>>,
    /// Footnotes, as positions in the matter, each with the provisions that refer to it.
    pub(super) notes: Vec<(u32, Vec<u32>)>,
}

impl<'a> Build<'a, '_> {
    fn take(&mut self, at: usize) {
        let blocks = self.blocks;
        let block = &blocks.list[at];
        let mut introduced = false;
        match &block.kind {
            Kind::Session(numeral) => self.session(block, *numeral),
            Kind::Heading(title) => self.heading(at, block, title),
            Kind::Number(label) => self.number(block, label, None),
            Kind::NumberAndSub(label, sub) => self.number(block, label, Some((at, sub))),
            Kind::Decimal(label) => self.decimal(block, label),
            Kind::Sub(label) => self.sub(at, block, label),
            Kind::Prose => introduced = self.prose(at, block),
            Kind::Footnote(mark) => self.footnote(block, mark),
            Kind::Ellipsis => {
                let session = self.place.session.filter(|_| !self.place.tail);
                self.matter(PassageKind::Ellipsis, session, block);
            }
            Kind::Stray(why) => self.stray(at, block, why),
        }
        // A footnote at the foot of a page parts nothing.
        if !matches!(block.kind, Kind::Footnote(_) | Kind::Stray(_)) {
            self.place.after_heading = matches!(block.kind, Kind::Heading(_)) || introduced;
        }
    }

    fn session(&mut self, block: &Block<'a>, numeral: Option<&str>) {
        let title = block.text(self.source);
        self.place = Place {
            session: Some(index(self.out.parts.len())),
            ..Place::default()
        };
        self.out
            .parts
            .push(session_title::session(numeral, title, lines(block)));
    }

    /// The session that provisions belong to now; a nameless one before any title.
    pub(super) fn current_session(&mut self) -> u32 {
        *self.place.session.get_or_insert_with(|| {
            self.out.parts.push(Part::default());
            index(self.out.parts.len() - 1)
        })
    }

    fn heading(&mut self, at: usize, block: &Block<'a>, title: &str) {
        if !self.ahead.anything_numbered || !self.ahead.has_content(at) {
            return self.stray(at, block, BARREN);
        }
        if self.ahead.titles_in_a_row(at) > DEEPEST {
            return self.stray(at, block, TOO_MANY);
        }
        let heading = index(self.out.headings.len());
        let next = self
            .ahead
            .marker(at)
            .map(|next| &self.blocks.list[next].kind);
        let numbers_ahead = next.is_some();
        let among_subs = matches!(next, Some(Kind::Sub(_))) && !self.place.path.is_empty();
        let session = numbers_ahead.then(|| self.current_session());
        let place = &mut self.place;
        if !numbers_ahead && place.session.is_some() && !place.tail {
            place.tail = true;
            place.headings.close_to(0);
            place.after_heading = false;
        }
        let parent = if place.after_heading {
            place.headings.nest(heading, title)
        } else {
            if place.within_paragraph && !among_subs {
                place.headings.close_to(place.paragraph_depth);
            }
            place.within_paragraph = among_subs;
            let floor = if among_subs { place.paragraph_depth } else { 0 };
            place.headings.replace(heading, title, floor)
        };
        let depth = place.headings.depth();
        place.chapeaux.retain(|(around, _)| *around < depth);
        self.out.headings.push(Heading {
            part: session,
            parent,
            title: title.into(),
            lines: Some(lines(block)),
        });
    }

    pub(super) fn stray(&mut self, at: usize, block: &Block<'a>, why: &'static str) {
        match self.unread.last_mut() {
            Some(run) if run.why == why && run.last + 1 == at => {
                run.bytes.1 = block.text.1;
                run.lines.1 = block.lines.1;
                run.last = at;
            }
            _ => self.unread.push(Strays {
                why,
                bytes: (block.start, block.text.1),
                lines: block.lines,
                last: at,
            }),
        }
    }

    fn finish(mut self) -> Document {
        let source = self.source;
        self.out.unread = self
            .unread
            .into_iter()
            .map(|run| Unread {
                lines: Lines::between(run.lines.0, run.lines.1),
                text: source[run.bytes.0..run.bytes.1].into(),
                why: run.why.into(),
            })
            .collect();
        explained::explain(&mut self.out, &self.notes);
        if let Some(line) = self.out.headings.first().and_then(|heading| heading.lines) {
            self.remarks.add(line.first.get(), || {
                "plain text does not tell headings from text: they were found by their form, and \
                 their levels by order and capitals"
                    .to_owned()
            });
        }
        if !self.out.provisions.is_empty() {
            self.remarks.add(1, || {
                "plain text carries no italics: what editors said by them, such as that a \
                 provision is no longer relevant, cannot be told"
                    .to_owned()
            });
        }
        self.out.remarks = self.remarks.into_list();
        self.out
    }
}

pub(super) fn lines(block: &Block<'_>) -> Lines {
    Lines::between(block.lines.0, block.lines.1)
}
