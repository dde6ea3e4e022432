//! Blocks to a [`Compilation`]: what stands below what, and what is missing.

use std::collections::HashMap;

use compact_str::CompactString;

use crate::model::{
    Annotation, AnnotationKind, Chapeau, Compilation, Heading, Lines, Matter, MatterKind, Number,
    Provision, Role, Session, Span, Status, Unread,
};
use crate::read::{ids::Ids, remarks::Remarks};

use super::blocks::{Block, Blocks, Kind};
use super::brackets::brackets;
use super::explained;
use super::footnotes::mark_at_end;
use super::headings::{DEEPEST, OpenHeadings};
use super::lookahead::Lookahead;
use super::numbering::{Numbering, Step};
use super::sentence::introduces;
use super::session_title;

const NO_NUMBER: &str = "text without a number";
const BARREN: &str = "looks like a heading, but nothing stands under it";
const TOO_MANY: &str = "looks like a heading, but too many of them follow one another";

/// Deleted numbers that are concluded in any document, however short; beyond it, no more than
/// there are numbers printed.
const FREE_GAPS: u32 = 50;

/// The compilation that `blocks` of `source` make up.
pub(super) fn compilation(source: &str, blocks: &Blocks<'_>) -> Compilation {
    let mut build = Build {
        source,
        blocks,
        ahead: Lookahead::new(&blocks.list),
        out: Compilation::default(),
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
struct Place {
    session: Option<u32>,
    /// Past the last provision of its session, under headings of the document itself.
    tail: bool,
    headings: OpenHeadings,
    /// Whether nothing stands below the innermost heading yet.
    after_heading: bool,
    /// How many headings were open at the last paragraph, and whether more were opened among its
    /// subparagraphs.
    paragraph_depth: usize,
    within_paragraph: bool,
    numbering: Numbering,
    /// Paragraph and subparagraphs that are open, each with its label and position.
    path: Vec<(CompactString, u32)>,
    /// Whether the first of `path` is a paragraph.
    has_paragraph: bool,
    /// The provision right before, in the same session.
    before: Option<u32>,
    /// Unnumbered chapeaux, each with how many headings were open around it.
    chapeaux: Vec<(usize, u32)>,
}

/// Blocks that found no place, as a run: why, bytes, lines, and the last block.
struct Strays {
    why: &'static str,
    bytes: (usize, usize),
    lines: (u32, u32),
    last: usize,
}

struct Build<'a, 'b> {
    source: &'a str,
    blocks: &'b Blocks<'a>,
    ahead: Lookahead,
    out: Compilation,
    ids: Ids,
    remarks: Remarks,
    unread: Vec<Strays>,
    place: Place,
    printed: u32,
    concluded: u32,
    /// Provisions that wait for the footnote with their mark.
    holders: HashMap<&'a str, Vec<u32>>,
    /// Footnotes, as positions in the matter, each with the provisions that refer to it.
    notes: Vec<(u32, Vec<u32>)>,
}

impl<'a> Build<'a, '_> {
    fn take(&mut self, at: usize) {
        let blocks = self.blocks;
        let block = &blocks.list[at];
        match &block.kind {
            Kind::Session(numeral) => self.session(block, *numeral),
            Kind::Heading(title) => self.heading(at, block, title),
            Kind::Number(label) => self.number(block, label),
            Kind::Sub(label) => self.sub(at, block, label),
            Kind::Prose => self.prose(at, block),
            Kind::Footnote(mark) => self.footnote(block, mark),
            Kind::Ellipsis => {
                let session = self.place.session.filter(|_| !self.place.tail);
                self.matter(MatterKind::Ellipsis, session, block);
            }
            Kind::Stray(why) => self.stray(at, block, why),
        }
        // A footnote at the foot of a page parts nothing.
        if !matches!(block.kind, Kind::Footnote(_) | Kind::Stray(_)) {
            self.place.after_heading = matches!(block.kind, Kind::Heading(_));
        }
    }

    fn session(&mut self, block: &Block<'a>, numeral: Option<&str>) {
        let title = block.text(self.source);
        self.place = Place {
            session: Some(index(self.out.sessions.len())),
            ..Place::default()
        };
        self.out
            .sessions
            .push(session_title::session(numeral, title, lines(block)));
    }

    /// The session that provisions belong to now; a nameless one before any title.
    fn current_session(&mut self) -> u32 {
        *self.place.session.get_or_insert_with(|| {
            self.out.sessions.push(Session::default());
            index(self.out.sessions.len() - 1)
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
            session,
            parent,
            title: title.into(),
            lines: Some(lines(block)),
        });
    }

    fn number(&mut self, block: &Block<'a>, label: &str) {
        // At most nine digits, so it has a value.
        let value = label.parse().unwrap_or(u32::MAX);
        self.current_session();
        let before = self.place.before;
        let chapeau =
            before.filter(|&before| introduces(&self.out.provisions[before as usize].text));
        let allowance = self.allowance();
        let place = &mut self.place;
        if std::mem::take(&mut place.within_paragraph) {
            place.headings.close_to(place.paragraph_depth);
        }
        place.paragraph_depth = place.headings.depth();
        place.path.clear();
        place.has_paragraph = true;
        let step = place.numbering.number(value, chapeau, allowance);
        let chapeau = match place.numbering.introduced_by() {
            Some(provision) => Some(Chapeau::Provision(provision)),
            None => place.chapeaux.last().map(|(_, at)| Chapeau::Matter(*at)),
        };
        self.provision(block, label, &step, chapeau);
    }

    fn sub(&mut self, at: usize, block: &Block<'a>, label: &str) {
        self.current_session();
        let next = self
            .ahead
            .marker(at)
            .map(|next| &self.blocks.list[next].kind);
        let next = match next {
            Some(Kind::Sub(next)) => Some(*next),
            _ => None,
        };
        let before = self.place.before;
        let introduced =
            before.is_some_and(|before| introduces(&self.out.provisions[before as usize].text));
        let allowance = self.allowance();
        let place = &mut self.place;
        let step = place.numbering.sub(label, next, introduced, allowance);
        let levels = place.numbering.depth() - 1 + usize::from(place.has_paragraph);
        place.path.truncate(levels);
        let chapeau = match place.path.last() {
            Some((_, above)) => Some(Chapeau::Provision(*above)),
            None => place.chapeaux.last().map(|(_, at)| Chapeau::Matter(*at)),
        };
        self.provision(block, label, &step, chapeau);
    }

    /// How many missing numbers may still be concluded.
    fn allowance(&self) -> u32 {
        (FREE_GAPS + self.printed).saturating_sub(self.concluded)
    }

    fn provision(&mut self, block: &Block<'a>, label: &str, step: &Step, chapeau: Option<Chapeau>) {
        let line = block.lines.0;
        self.printed += 1;
        match step {
            Step::First | Step::Next => {}
            Step::Gap(missing) => self.deleted(line, label, missing, chapeau),
            Step::Introduced => self.remarks.add(line, || {
                format!(
                    "numbering starts again at {label} after a text that ends with a colon, which \
                     is taken to introduce it"
                )
            }),
            Step::Restart => {
                let before = self
                    .place
                    .before
                    .map(|before| &self.out.provisions[before as usize]);
                let after =
                    before.map_or(String::new(), |before| format!(" after {}", before.number));
                self.remarks
                    .add(line, || format!("numbering starts again at {label}{after}"));
            }
        }
        if let Some(Chapeau::Provision(above)) = chapeau {
            self.out.provisions[above as usize].role = Role::Chapeau;
        }
        let text = block.text(self.source);
        let found = brackets(text);
        if let Some(&first) = found.unbalanced.first() {
            let below = text[..first].bytes().filter(|byte| *byte == b'\n').count();
            self.remarks.add(line.saturating_add(index(below)), || {
                format!(
                    "a square bracket without its partner in {label}; no update was read from it"
                )
            });
        }
        let updates = found.updates.into_iter().map(|range| Annotation {
            kind: AnnotationKind::Update,
            text: text[range.clone()].into(),
            span: Some(Span {
                start: index(range.start),
                end: index(range.end),
            }),
            inferred: false,
            rests_on: None,
        });
        let updates: Box<[Annotation]> = updates.collect();
        let status = match updates.is_empty() {
            true => Status::Adopted,
            false => Status::Updated,
        };
        let position = index(self.out.provisions.len());
        if let Some(mark) = block.mark.or_else(|| mark_at_end(text)) {
            self.holders.entry(mark).or_default().push(position);
        }
        let row = self.row(line, label, self.place.headings.innermost(), chapeau);
        self.out.provisions.push(Provision {
            status,
            text: text.into(),
            annotations: updates,
            lines: Some(lines(block)),
            ..row
        });
        self.place.path.push((label.into(), position));
        self.place.before = Some(position);
    }

    /// Rows for the numbers `missing` before `label`: their text is gone, but a reader must see
    /// that they once existed.
    fn deleted(
        &mut self,
        line: u32,
        label: &str,
        missing: &[CompactString],
        chapeau: Option<Chapeau>,
    ) {
        let (Some(first), Some(last)) = (missing.first(), missing.last()) else {
            return;
        };
        self.remarks.add(line, || match missing.len() {
            1 => format!("{first} is missing before {label} and is taken as deleted"),
            _ => format!("{first} to {last} are missing before {label} and are taken as deleted"),
        });
        let heading = self.place.before.and_then(|before| {
            let path = |heading| self.out.heading_path(heading);
            let before = path(self.out.provisions[before as usize].heading);
            let after = path(self.place.headings.innermost());
            let same = before
                .iter()
                .zip(&after)
                .take_while(|(one, other)| one == other);
            same.last().map(|(heading, _)| *heading)
        });
        self.concluded += index(missing.len());
        for label in missing {
            let row = self.row(line, label, heading, chapeau);
            self.out.provisions.push(Provision {
                status: Status::Deleted,
                annotations: [concluded(AnnotationKind::Deletion)].into(),
                ..row
            });
        }
    }

    /// A provision with nothing but its address; `line` is where remarks about it point to.
    fn row(
        &mut self,
        line: u32,
        label: &str,
        heading: Option<u32>,
        chapeau: Option<Chapeau>,
    ) -> Provision {
        let session = self.current_session();
        let session_label = &self.out.sessions[session as usize].label;
        let above = self.place.path.iter().map(|(label, _)| label.as_str());
        let parts: Vec<&str> = above.chain([label]).collect();
        let number = Number::from_parts(parts.iter().copied());
        let mut wanted = session_label.clone();
        for part in &parts {
            if !wanted.is_empty() {
                wanted.push('.');
            }
            wanted.push_str(part);
        }
        let (id, changed) = self.ids.unique(wanted, &self.out.provisions);
        if changed {
            self.remarks.add(line, || {
                format!("the number {number} comes again in its session; here its id is {id}")
            });
        }
        Provision {
            id,
            session,
            heading,
            number,
            role: Role::Provision,
            status: Status::Adopted,
            chapeau,
            text: Box::default(),
            annotations: Box::default(),
            lines: None,
            extra: None,
        }
    }

    fn prose(&mut self, at: usize, block: &Block<'a>) {
        let numbers_ahead = self.ahead.marker(at).is_some();
        let heading = self.place.headings.innermost();
        if numbers_ahead && introduces(block.text(self.source)) {
            let session = self.current_session();
            let matter = self.matter(MatterKind::Chapeau, Some(session), block);
            let depth = self.place.headings.depth();
            self.place.chapeaux.push((depth, matter));
        } else if heading.is_none() {
            self.stray(at, block, NO_NUMBER);
        } else if self.place.session.is_none() {
            self.paragraphs(MatterKind::Introduction, None, block);
        } else if self.place.tail {
            self.paragraphs(MatterKind::Note, None, block);
        } else if numbers_ahead && self.place.after_heading && self.ahead.is_heading(at + 1) {
            self.paragraphs(MatterKind::Note, self.place.session, block);
        } else {
            self.stray(at, block, NO_NUMBER);
        }
    }

    fn footnote(&mut self, block: &Block<'a>, mark: &str) {
        let holders = self.holders.remove(mark).unwrap_or_default();
        let holder = holders.first().map(|at| &self.out.provisions[*at as usize]);
        let session = holder.map(|holder| holder.session).or(self.place.session);
        let at = self.push_matter(Matter {
            kind: MatterKind::Footnote,
            session,
            heading: None,
            mark: Some(mark.into()),
            text: block.text(self.source).into(),
            lines: lines(block),
        });
        self.notes.push((at, holders));
    }

    /// One piece of matter for the whole block; gives its position.
    fn matter(&mut self, kind: MatterKind, session: Option<u32>, block: &Block<'a>) -> u32 {
        self.push_matter(Matter {
            kind,
            session,
            heading: self.place.headings.innermost(),
            mark: None,
            text: block.text(self.source).into(),
            lines: lines(block),
        })
    }

    /// One piece of matter a paragraph.
    fn paragraphs(&mut self, kind: MatterKind, session: Option<u32>, block: &Block<'a>) {
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
            self.push_matter(Matter {
                kind,
                session,
                heading: self.place.headings.innermost(),
                mark: None,
                text: text.into(),
                lines: Lines::between(first, last),
            });
        }
    }

    fn push_matter(&mut self, matter: Matter) -> u32 {
        self.out.matter.push(matter);
        index(self.out.matter.len() - 1)
    }

    fn stray(&mut self, at: usize, block: &Block<'a>, why: &'static str) {
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

    fn finish(mut self) -> Compilation {
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

/// An annotation of which the document says nothing.
pub(super) fn concluded(kind: AnnotationKind) -> Annotation {
    Annotation {
        kind,
        text: Box::default(),
        span: None,
        inferred: true,
        rests_on: None,
    }
}

fn lines(block: &Block<'_>) -> Lines {
    Lines::between(block.lines.0, block.lines.1)
}

/// Positions are stored in 32 bits: no document that fits in memory as a compilation has more.
pub(super) fn index(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
