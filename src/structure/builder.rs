//! Document builder: segments to a [`Document`], what stands below what, and what is missing.

mod annotations;
mod numbered;
mod passages;

use std::collections::{HashMap, HashSet};

use compact_str::CompactString;

use super::articles::is_preamble;
use super::conventions::Conventions;
use super::footnotes::{self, mark_at_end};
use super::furniture::TakenOut;
use super::line_joins::joined;
use super::lines::{Hint, Source};
use super::lookahead::Lookahead;
use super::numbering::Numbering;
use super::omissions;
use super::outline::{DEEPEST, OpenHeadings};
use super::review;
use super::segment::{Segment, SegmentKind, Segments};
use super::session_title;
use crate::model::ids::{Ids, id};
use crate::model::index_table::index;
use crate::model::remarks::Remarks;
use crate::model::{
    Annotation, Basis, Chapeau, Destination, Document, Extra, Fields, Heading, Lines, Part,
    PartKind, PassageKind, Path, Provision, Role, Unit, Unread, word_count,
};

/// Deleted numbers that are concluded in any document, however short; beyond it, no more than
/// there are numbers printed.
const FREE_GAPS: u32 = 50;

const NO_NUMBER: &str = "text without a number";
const BARREN: &str = "looks like a heading, but nothing stands under it";
const TOO_MANY: &str = "looks like a heading, but too many of them follow one another";

/// The document that `segments` of `source` make up.
pub(super) fn document(source: &Source, segments: &Segments<'_>, taken: TakenOut) -> Document {
    let conventions = Conventions::of(&source.text, &segments.list);
    let omits = segments.list.iter().any(|segment| {
        matches!(segment.kind, SegmentKind::Footnote(_))
            && footnotes::omission(segment.text(&source.text)).is_some()
    });
    let mut build = Builder {
        source: &source.text,
        lines: source,
        conventions,
        rows_for_gaps: conventions.deletions || omits,
        segments,
        ahead: Lookahead::new(&segments.list),
        out: Document {
            account: source.account,
            ..Document::default()
        },
        ids: Ids::default(),
        remarks: Remarks::default(),
        unread: Vec::new(),
        basis: Basis::default(),
        place: Place::default(),
        printed: 0,
        concluded: 0,
        marked: HashMap::new(),
        notes_by_label: HashMap::new(),
        holders: HashMap::new(),
        notes: Vec::new(),
        beside: HashMap::new(),
    };
    build.set_apart(&source.apart);
    for at in 0..segments.list.len() {
        build.take(at);
    }
    build.apart(PassageKind::Footnote, taken.notes);
    build.apart(PassageKind::Furniture, taken.furniture);
    build.finish()
}

/// Where in the document the next segment will stand.
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
    /// Path of the provision that introduces the numbers that are being read, if one does.
    base: Path,
    /// The article that is being read, with its provision where it has a text of its own.
    article: Option<(Path, Option<u32>)>,
    /// What the provisions that come are addressed as.
    unit: Unit,
    /// How many preambular and unnumbered operative paragraphs there were in this part.
    preambular: u32,
    operative: u32,
    /// How many headings of the document stand above the part.
    part_depth: Option<usize>,
    /// Paragraph and subparagraphs that are open, each with its label, and its position if it
    /// has a row of its own.
    path: Vec<(CompactString, Option<u32>)>,
    /// The last paragraph with a whole number.
    whole: Option<(CompactString, u32)>,
    /// Whether the first of `path` is a paragraph.
    has_paragraph: bool,
    /// Further numbers of joint ones, which are not missing where they are due.
    joint: HashSet<CompactString>,
    /// The provision right before, in the same session.
    before: Option<u32>,
    /// Unnumbered chapeaux, each with how many headings were open around it.
    chapeaux: Vec<(usize, u32)>,
}

/// Blocks that found no place, as a run: why, bytes, lines, and the last segment.
struct Strays {
    why: &'static str,
    bytes: (usize, usize),
    lines: (u32, u32),
    last: usize,
}

/// A document that is being put together, segment by segment.
struct Builder<'a, 'b> {
    source: &'a str,
    lines: &'b Source,
    conventions: Conventions,
    /// Whether numbers that are missing get a row: the document says what became of them.
    rows_for_gaps: bool,
    segments: &'b Segments<'a>,
    ahead: Lookahead,
    out: Document,
    ids: Ids,
    remarks: Remarks,
    unread: Vec<Strays>,
    /// What the segment that is being taken rests on.
    basis: Basis,
    place: Place,
    printed: u32,
    concluded: u32,
    /// Provisions that the format marks, by part, unit and path.
    marked: HashMap<(Option<u32>, Unit, &'a [String]), u32>,
    /// Notes that the format tells, as positions in the passages, by their labels.
    notes_by_label: HashMap<&'b str, u32>,
    /// Provisions that wait for the footnote with their mark.
    holders: HashMap<&'a str, Vec<u32>>,
    /// Footnotes, as positions in the passages, each with the provisions that refer to it.
    notes: Vec<(u32, Vec<u32>)>,
    /// What stands beside provisions, by their positions.
    beside: HashMap<usize, Fields>,
}

impl<'a, 'b> Builder<'a, 'b> {
    fn take(&mut self, at: usize) {
        let segments = self.segments;
        let segment = &segments.list[at];
        let mut introduced = false;
        self.basis = self.basis_of(segment);
        let unread = self.out.account.share(Destination::Unread);
        match &segment.kind {
            SegmentKind::Session(numeral) => self.session(segment, *numeral),
            SegmentKind::Heading(title) => self.heading(at, segment, title),
            SegmentKind::Number(label) => self.number(segment, label, None),
            SegmentKind::NumberAndSub(both) => {
                let (label, sub) = &**both;
                self.number(segment, label, Some((at, sub)));
            }
            SegmentKind::Decimal(label) => self.decimal(segment, label),
            SegmentKind::Sub(label) => self.sub(at, segment, label),
            SegmentKind::Article(number) => self.article(segment, number),
            SegmentKind::Marked(unit, path) => self.marked(segment, *unit, path),
            SegmentKind::Resolution(label) => self.resolution(segment, label),
            SegmentKind::Annex => self.annex(at, segment),
            SegmentKind::Opening => {
                self.passage(PassageKind::Introduction, self.place.session, segment);
            }
            SegmentKind::Preambular => self.counted(segment, Unit::Preambular),
            SegmentKind::Operative => self.counted(segment, Unit::Operative),
            SegmentKind::Adoption => {
                self.passage(PassageKind::Adoption, self.place.session, segment);
            }
            SegmentKind::Position | SegmentKind::From | SegmentKind::Field
                if self.out.provisions.is_empty() =>
            {
                self.stray(at, segment, NO_NUMBER);
            }
            SegmentKind::Position => {
                let said = segment.text(self.source).into();
                self.beside_last().insert("position".to_owned(), said);
            }
            SegmentKind::From => {
                let states = review::states(segment.text(self.source));
                let states = states.into_iter().map(serde_json::Value::from).collect();
                self.beside_last().insert("from".to_owned(), states);
            }
            SegmentKind::Field => {
                let said = segment.text(self.source).into();
                let beside = self.beside_last();
                match beside.get_mut("fields").and_then(|it| it.as_array_mut()) {
                    Some(fields) => fields.push(said),
                    None => {
                        beside.insert("fields".to_owned(), vec![said].into());
                    }
                }
            }
            SegmentKind::Aside => {
                self.passage(PassageKind::Note, self.place.session, segment);
            }
            SegmentKind::Cover => {
                self.passage(PassageKind::Cover, None, segment);
            }
            SegmentKind::Prose => introduced = self.prose(at, segment),
            SegmentKind::Footnote(mark) => self.footnote(segment, mark),
            SegmentKind::Ellipsis => {
                let session = self.place.session.filter(|_| !self.place.tail);
                self.passage(PassageKind::Ellipsis, session, segment);
            }
            SegmentKind::Stray(why) => self.stray(at, segment, why),
        }
        if self.out.account.share(Destination::Unread) == unread {
            let words = word_count(&self.source[segment.start..segment.text.1]);
            let destination = segment.kind.destination();
            self.out.account.add(destination, words);
        }
        // A footnote at the foot of a page parts nothing.
        if !matches!(
            segment.kind,
            SegmentKind::Footnote(_) | SegmentKind::Stray(_)
        ) {
            self.place.after_heading = segment.is_title() || introduced;
        }
    }

    /// A resolution among others: a part, with its title as a heading.
    fn resolution(&mut self, segment: &Segment<'a>, label: &'a str) {
        let title = segment.text(self.source).split_whitespace();
        let title = title.collect::<Vec<_>>().join(" ");
        // Headings of the document go on over it; those of the resolution before do not.
        let mut headings = std::mem::take(&mut self.place.headings);
        headings.close_to(self.place.part_depth.unwrap_or(headings.depth()));
        let part = index(self.out.parts.len());
        self.place = Place {
            session: Some(part),
            part_depth: Some(headings.depth()),
            ..Place::default()
        };
        self.out.parts.push(Part {
            kind: PartKind::Resolution,
            label: label.into(),
            title: title.as_str().into(),
            lines: Some(lines(segment)),
            ..Part::default()
        });
        let whole = format!("{label} {title}");
        let heading = index(self.out.headings.len());
        let parent = headings.nest(heading, &whole);
        self.out.headings.push(Heading {
            part: Some(part),
            parent,
            title: whole.trim().into(),
            lines: None,
            basis: self.basis,
        });
        self.place.headings = headings;
        self.place.after_heading = true;
    }

    /// An annex: a part of its own where it numbers its paragraphs anew.
    fn annex(&mut self, at: usize, segment: &Segment<'a>) {
        let title = segment.text(self.source);
        if self.ahead.marker(at).is_none() || self.out.provisions.is_empty() {
            return self.heading(at, segment, title);
        }
        let mut headings = std::mem::take(&mut self.place.headings);
        headings.close_to(self.place.part_depth.map_or(0, |depth| depth + 1));
        let whole = self
            .place
            .session
            .map(|part| &self.out.parts[part as usize]);
        let within = whole.filter(|part| part.kind == PartKind::Resolution);
        let part = index(self.out.parts.len());
        let words = title
            .split_whitespace()
            .map(|word| word.trim_matches(['.', ':', '*']));
        let mut words: Vec<String> = words.map(str::to_owned).collect();
        if let Some(first) = words.first_mut() {
            *first = first.to_lowercase();
        }
        let named = words.join(" ");
        let (label, titled) = match within {
            Some(within) => (
                format!("{} {named}", within.label),
                format!("resolution {}, {named}", within.label),
            ),
            None => (named.clone(), named),
        };
        self.place = Place {
            session: Some(part),
            part_depth: self.place.part_depth,
            ..Place::default()
        };
        self.out.parts.push(Part {
            kind: PartKind::Annex,
            label: label.into(),
            title: titled.into(),
            lines: Some(lines(segment)),
            ..Part::default()
        });
        let heading = index(self.out.headings.len());
        let parent = headings.nest(heading, title);
        self.out.headings.push(Heading {
            part: Some(part),
            parent,
            title: title.into(),
            lines: Some(lines(segment)),
            basis: self.basis,
        });
        self.place.headings = headings;
        self.place.after_heading = true;
    }

    /// An article: what is numbered after it lies below it.
    fn article(&mut self, segment: &Segment<'a>, number: &str) {
        self.current_session();
        if let Some(level) = segment.level {
            self.place.headings.close_level(level);
        }
        let innermost = self.place.headings.innermost();
        let titled = innermost.map(|at| &*self.out.headings[at as usize].title);
        if titled.is_some_and(is_preamble) {
            let depth = self.place.headings.depth();
            self.place.headings.close_to(depth - 1);
        }
        self.begin_paragraph();
        let place = &mut self.place;
        place.numbering = Numbering::default();
        place.whole = None;
        place.base = Path::default();
        place.article = None;
        // Its subparagraphs lie below it, not below a paragraph of it.
        place.has_paragraph = false;
        place.unit = Unit::Article;
        let mut path = Path::default();
        path.push(number);
        let position =
            (segment.text.0 < segment.text.1).then(|| self.provision(segment, number, None));
        self.place.path.clear();
        self.place.before = position;
        self.place.article = Some((path, position));
    }

    /// A provision that the format marks as one; one without a path is counted.
    fn marked(&mut self, segment: &Segment<'a>, unit: Unit, path: &'a [String]) {
        let Some((last, above)) = path.split_last() else {
            return self.counted(segment, unit);
        };
        self.current_session();
        self.begin_paragraph();
        self.place.unit = unit;
        self.place.base = Path::new(above.iter().map(String::as_str));
        let above = self.marked.get(&(self.place.session, unit, above)).copied();
        let position = self.provision(segment, last, above.map(Chapeau::Provision));
        self.marked
            .insert((self.place.session, unit, path), position);
        self.place.unit = Unit::Paragraph;
        self.place.path.clear();
        self.place.has_paragraph = false;
    }

    /// A paragraph that has no number and is counted within its part.
    fn counted(&mut self, segment: &Segment<'a>, unit: Unit) {
        self.current_session();
        self.begin_paragraph();
        let place = &mut self.place;
        place.base = Path::default();
        let count = match unit {
            Unit::Preambular => &mut place.preambular,
            _ => &mut place.operative,
        };
        *count += 1;
        let number = count.to_string();
        place.unit = unit;
        self.provision(segment, &number, None);
        self.place.unit = Unit::Paragraph;
        self.place.path.clear();
        self.place.has_paragraph = false;
    }

    fn session(&mut self, segment: &Segment<'a>, numeral: Option<&str>) {
        let title = segment.text(self.source);
        self.place = Place {
            session: Some(index(self.out.parts.len())),
            ..Place::default()
        };
        self.out
            .parts
            .push(session_title::session(numeral, title, lines(segment)));
    }

    /// The session that provisions belong to now; a nameless one before any title.
    fn current_session(&mut self) -> u32 {
        *self.place.session.get_or_insert_with(|| {
            self.out.parts.push(Part::default());
            index(self.out.parts.len() - 1)
        })
    }

    fn heading(&mut self, at: usize, segment: &Segment<'a>, title: &str) {
        if !self.ahead.anything_numbered || !self.ahead.has_content(at) {
            return self.stray(at, segment, BARREN);
        }
        if self.ahead.titles_in_a_row(at) > DEEPEST {
            return self.stray(at, segment, TOO_MANY);
        }
        let heading = index(self.out.headings.len());
        let next = self
            .ahead
            .marker(at)
            .map(|next| &self.segments.list[next].kind);
        let numbers_ahead = next.is_some();
        let among_subs = matches!(next, Some(SegmentKind::Sub(_))) && !self.place.path.is_empty();
        let session = numbers_ahead.then(|| self.current_session());
        let place = &mut self.place;
        if !numbers_ahead && place.session.is_some() && !place.tail {
            place.tail = true;
            place.headings.close_to(0);
            place.after_heading = false;
        }
        let parent = if let Some(level) = segment.level {
            place.headings.open_at(level, heading, title)
        } else if place.after_heading {
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
            lines: Some(lines(segment)),
            basis: self.basis,
        });
    }

    /// What it rests on that a segment is what it was taken for.
    fn basis_of(&self, segment: &Segment<'a>) -> Basis {
        let first = self.lines.lines_in(segment.start, segment.text.1).first();
        let hint = first.and_then(|line| self.lines.hint(*line));
        let marked = |hint: &Hint| hint.heading.is_some() || hint.provision.is_some() || hint.label;
        if hint.is_some_and(|it| marked(it) || it.part || it.cell.is_some()) {
            return Basis::Marked;
        }
        match &segment.kind {
            SegmentKind::Heading(title) => {
                let label = title.split_once('.').filter(|(label, rest)| {
                    (1..=5).contains(&label.len()) && rest.starts_with(char::is_whitespace)
                });
                match label {
                    Some(_) => Basis::Printed,
                    None => Basis::Inferred,
                }
            }
            SegmentKind::Prose | SegmentKind::Cover => Basis::Inferred,
            _ => Basis::Printed,
        }
    }

    /// Adds the provision; gives its position.
    fn provision(&mut self, segment: &Segment<'a>, label: &str, chapeau: Option<Chapeau>) -> u32 {
        let line = segment.lines.0;
        self.printed += 1;
        if let Some(Chapeau::Provision(above)) = chapeau {
            self.out.provisions[above as usize].role = Role::Chapeau;
        }
        let text = segment.text(self.source);
        let mut annotations = self.annotations(segment, label);
        let position = index(self.out.provisions.len());
        if let Some(mark) = segment.mark.or_else(|| mark_at_end(text)) {
            self.holders.entry(mark).or_default().push(position);
        }
        let row = self.row(line, label, self.place.headings.innermost(), chapeau);
        let text = self.joined(text, &mut annotations);
        self.out.provisions.push(Provision {
            text,
            also: segment
                .also
                .iter()
                .map(|number| Path::parse(number))
                .collect(),
            annotations: annotations.into(),
            lines: Some(lines(segment)),
            basis: self.basis,
            ..row
        });
        self.place.path.push((label.into(), Some(position)));
        self.place.before = Some(position);
        position
    }

    /// A text of the source as it is read, with its annotations where their words stand then.
    fn joined(&self, text: &str, annotations: &mut [Annotation]) -> Box<str> {
        if !self.segments.wrapped || !text.contains('\n') {
            return text.into();
        }
        let joined = joined(text);
        for annotation in annotations {
            joined.place(annotation);
        }
        joined.text.into()
    }

    /// A provision with nothing but its address; `line` is where remarks about it point to.
    fn row(
        &mut self,
        line: u32,
        label: &str,
        heading: Option<u32>,
        chapeau: Option<Chapeau>,
    ) -> Provision {
        let part = self.current_session();
        let mut path = self.place.base.clone();
        let above = self.place.path.iter().map(|(label, _)| label.as_str());
        for level in above.chain([label]) {
            match path.is_empty() {
                true => path = Path::parse(level),
                false => path.push(level),
            }
        }
        let unit = self.place.unit;
        let wanted = id(&self.out.parts[part as usize].label, unit, &path);
        let (id, changed) = self.ids.unique(wanted, &self.out.provisions);
        if changed {
            self.remarks.add(line, || {
                format!("the number {path} comes again in its session; here its id is {id}")
            });
        }
        Provision {
            id,
            part,
            heading,
            unit,
            path,
            chapeau,
            ..Provision::default()
        }
    }

    /// The fields that stand beside the last provision.
    fn beside_last(&mut self) -> &mut Fields {
        let last = self.out.provisions.len().saturating_sub(1);
        self.beside.entry(last).or_default()
    }

    fn finish(mut self) -> Document {
        let source = self.source;
        for (at, fields) in std::mem::take(&mut self.beside) {
            self.out.provisions[at].extra = Extra::new(&fields);
        }
        self.out.unread = self
            .unread
            .into_iter()
            .map(|run| Unread {
                lines: Lines::between(run.lines.0, run.lines.1),
                text: source[run.bytes.0..run.bytes.1].into(),
                why: run.why.into(),
            })
            .collect();
        omissions::explain(&mut self.out, &self.notes);
        let inferred = (self.segments.list.iter())
            .any(|it| matches!(it.kind, SegmentKind::Heading(_)) && it.level.is_none());
        let first = self.out.headings.first().filter(|_| inferred);
        if let Some(line) = first.and_then(|heading| heading.lines) {
            self.remarks.add(line.first.get(), || {
                "some headings are not marked as headings: they were found by their form, and \
                 their levels by order and capitals"
                    .to_owned()
            });
        }
        if !self.out.provisions.is_empty() && !self.lines.tells_style {
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

fn lines(segment: &Segment<'_>) -> Lines {
    Lines::between(segment.lines.0, segment.lines.1)
}
