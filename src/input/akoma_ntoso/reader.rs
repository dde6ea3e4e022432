//! Reader of Akoma Ntoso: elements to blocks, with a stack and no recursion.
//!
//! Text gathers in a line, which ends where an element of blocks begins or ends; what the line is
//! follows from the elements that are open there.

use super::metadata::{Identified, Marked};
use super::repair::number;
use crate::input::error::InputError;
use crate::input::xml::{Parser, Tag, Token};
use crate::model::{Block, BlockKind, Blocks, Place, Run, Style, Unit};

/// Deepest level of provisions in one another.
const LEVELS: usize = 12;

/// What an element is to the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Element {
    /// A document: the first is the whole, others are parts.
    Document,
    /// A document that is a collection of documents.
    Collection,
    /// Set apart from the text: a cover, conclusions, contents, the formula of a preamble.
    Apart,
    Preface,
    Preamble,
    /// A group of recitals.
    Recitals,
    /// A provision, which may be in another.
    Provision(Unit),
    /// A container of the hierarchy above paragraphs, with a number and heading: a chapter.
    Division,
    /// The text before the points of a list, or the recitals of a group.
    Intro,
    Number,
    Heading,
    /// A paragraph of text.
    Text,
    Note,
    /// What is quoted has a structure of its own, which is text here.
    Quoted,
    Table,
    Row,
    Cell,
    Inline,
    /// Title of a document, by how surely it is one.
    Title(u8),
    /// Text that says something of the document.
    Marked(Mark),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Mark {
    Symbol,
    Number,
    Kind,
    Session,
    Body,
    Date,
}

/// An open element.
#[derive(Debug)]
struct Open {
    element: Element,
    style: Style,
    /// Bytes of the line before it.
    before: usize,
}

/// An open provision.
#[derive(Debug, Default)]
struct OpenUnit {
    unit: Unit,
    label: Option<String>,
    /// Whether it has text of its own by now.
    begun: bool,
}

/// A line of text that is being read.
#[derive(Debug, Default)]
struct Line {
    runs: Vec<Run>,
    note_marks: Vec<(u32, String)>,
    length: usize,
    title: u8,
}

/// A note that is being read, and the length of its text.
#[derive(Debug, Default)]
struct Growing {
    block: Block,
    length: usize,
}

#[derive(Debug, Default)]
struct Reader {
    stack: Vec<Open>,
    units: Vec<OpenUnit>,
    line: Line,
    /// Lines around open notes.
    around: Vec<(Line, Growing)>,
    /// Notes in the line, to follow its block.
    notes: Vec<Block>,
    blocks: Vec<Block>,
    /// The block that text of a provision is added to, and the length of its text.
    last: Option<(usize, usize)>,
    documents: u32,
    collection: bool,
    divisions: u8,
    division_label: Option<String>,
    apart: u32,
    quoted: u32,
    headings: u32,
    preambles: u32,
    prefaces: u32,
    titles: Vec<u8>,
    preface: Vec<Line>,
    tables: Vec<(u32, u32, u32)>,
    table_count: u32,
    marked: Marked,
    identified: Option<Identified>,
    language: Option<String>,
    title: Option<String>,
    /// A part has begun whose title was not said; what it is called where it has none.
    untitled: Option<String>,
}

/// Reads a document. One that is cut off is read as far as it goes.
pub(super) fn read(text: &str) -> Result<Blocks, InputError> {
    let mut parser = Parser::new(text, "XML");
    let mut reader = Reader::default();
    let mut remarks = Vec::new();
    loop {
        match parser.token() {
            Ok(Some(Token::Open(tag))) => reader.open(&tag, &mut parser)?,
            Ok(Some(Token::Close)) => reader.close(),
            Ok(Some(Token::Text(text))) => reader.text(&text),
            Ok(None) if parser.depth() == 0 => break,
            Err(error) if reader.blocks.is_empty() => return Err(error),
            end => {
                let why = end.err().map(|error| format!(" ({error})"));
                let said = format!(
                    "The file could not be read to its end{}: something is missing there.",
                    why.unwrap_or_default()
                );
                remarks.push((Place::default(), said));
                break;
            }
        }
    }
    while !reader.stack.is_empty() {
        reader.close();
    }
    let identified = reader.identified.unwrap_or_default();
    Ok(Blocks {
        metadata: identified.metadata(&reader.marked, reader.title, reader.language),
        blocks: reader.blocks,
        remarks,
    })
}

impl Reader {
    fn open(&mut self, tag: &Tag<'_>, parser: &mut Parser<'_>) -> Result<(), InputError> {
        match tag.name() {
            "meta" => {
                let identified = Identified::read(parser)?;
                if self.documents <= 1 {
                    self.identified.get_or_insert(identified);
                }
                return Ok(());
            }
            "eol" | "br" => {
                self.push("\n");
                return parser.skip();
            }
            "noteRef" => {
                let mark = tag.attribute("marker").or_else(|| tag.attribute("num"));
                self.mark(mark);
                return parser.skip();
            }
            _ => {}
        }
        let element = self.element(tag);
        if !matches!(
            element,
            Element::Inline | Element::Title(_) | Element::Marked(_) | Element::Note
        ) {
            self.end_line();
        }
        let outer = self.stack.last().map(|open| open.style);
        let style = style(tag, outer.unwrap_or_default());
        self.begin(element, tag);
        self.stack.push(Open {
            element,
            style,
            before: self.line.length,
        });
        Ok(())
    }

    /// What an element is, by its name and by where it stands.
    fn element(&self, tag: &Tag<'_>) -> Element {
        let refers = |to: &str| tag.attribute("refersTo").as_deref() == Some(to);
        let named = |name: &str| tag.attribute("name").as_deref() == Some(name);
        if self.quoted > 0 {
            // Structure inside a quotation is text.
            return match tag.name() {
                "quotedStructure" | "embeddedStructure" => Element::Quoted,
                "authorialNote" => Element::Note,
                "p" | "heading" | "subheading" | "block" => Element::Text,
                _ => Element::Inline,
            };
        }
        match tag.name() {
            "statement" | "doc" | "act" | "bill" | "judgment" | "debate" | "debateReport"
            | "amendment" | "officialGazette" | "portion" => Element::Document,
            "documentCollection" | "amendmentList" => Element::Collection,
            "coverPage" | "conclusions" | "toc" | "formula" | "header" | "signature" => {
                Element::Apart
            }
            "preface" => Element::Preface,
            "preamble" => Element::Preamble,
            "recitals" => Element::Recitals,
            "recital" => Element::Provision(Unit::Preambular),
            "article" => Element::Provision(Unit::Article),
            "paragraph" | "subparagraph" | "point" | "indent" | "alinea" | "clause"
            | "subclause" | "item" => {
                Element::Provision(match self.units.last().map(|outer| outer.unit) {
                    Some(unit @ (Unit::Article | Unit::Preambular)) => unit,
                    None if self.preambles > 0 => Unit::Preambular,
                    _ => Unit::Paragraph,
                })
            }
            "chapter" | "part" | "section" | "subsection" | "subpart" | "subchapter" | "title"
            | "subtitle" | "book" | "tome" | "division" | "subdivision" | "hcontainer"
            | "transitional" | "rule" | "subrule" | "level" | "proviso" => Element::Division,
            "intro" | "listIntroduction" => Element::Intro,
            "num" => Element::Number,
            "heading" | "subheading" | "crossHeading" => Element::Heading,
            "docTitle" if self.prefaces > 0 => Element::Title(3),
            "shortTitle" if self.prefaces > 0 => Element::Title(2),
            "container" | "tblock" | "block" if self.prefaces > 0 && named("title") => {
                Element::Title(2)
            }
            "longTitle" if self.prefaces > 0 => Element::Title(1),
            "p" | "block" | "listConclusion" | "wrap" | "wrapUp" | "li" | "caption" | "tocItem" => {
                Element::Text
            }
            "authorialNote" => Element::Note,
            "quotedStructure" | "embeddedStructure" => Element::Quoted,
            "table" => Element::Table,
            "tr" => Element::Row,
            "td" | "th" => Element::Cell,
            "docNumber" if refers("#symbol") => Element::Marked(Mark::Symbol),
            "docNumber" => Element::Marked(Mark::Number),
            "docType" => Element::Marked(Mark::Kind),
            "session" => Element::Marked(Mark::Session),
            "docAuthority" if refers("#issuingBody") => Element::Marked(Mark::Body),
            "docDate" => Element::Marked(Mark::Date),
            _ => Element::Inline,
        }
    }

    fn begin(&mut self, element: Element, tag: &Tag<'_>) {
        match element {
            Element::Document => {
                if self.language.is_none() {
                    self.language = tag.attribute("lang");
                }
                if self.collection || self.documents > 0 {
                    self.title_part();
                    self.untitled = tag.attribute("name").or(Some(String::new()));
                    self.marked.number = None;
                    self.marked.kind = None;
                    self.divisions = 0;
                }
                self.documents = self.documents.saturating_add(1);
            }
            Element::Collection => {
                self.language = self.language.take().or_else(|| tag.attribute("lang"));
                self.collection = true;
            }
            Element::Apart => self.apart += 1,
            Element::Preface => self.prefaces += 1,
            Element::Preamble => self.preambles += 1,
            Element::Provision(unit) => self.units.push(OpenUnit {
                unit,
                ..OpenUnit::default()
            }),
            Element::Division => {
                self.divisions = self.divisions.saturating_add(1);
                self.division_label = None;
            }
            Element::Heading => self.headings += 1,
            Element::Title(rank) => {
                self.titles.push(rank);
                self.line.title = self.line.title.max(rank);
            }
            Element::Note => {
                let mark = tag.attribute("marker");
                self.mark(mark.clone());
                let block = Block {
                    kind: BlockKind::Note,
                    label: mark,
                    ..Block::default()
                };
                let note = Growing { block, length: 0 };
                self.around.push((std::mem::take(&mut self.line), note));
            }
            Element::Quoted => self.quoted += 1,
            Element::Table => {
                self.tables.push((self.table_count, 0, 0));
                self.table_count = self.table_count.saturating_add(1);
            }
            Element::Recitals
            | Element::Intro
            | Element::Number
            | Element::Text
            | Element::Row
            | Element::Cell
            | Element::Inline
            | Element::Marked(_) => {}
        }
    }

    fn close(&mut self) {
        let Some(open) = self.stack.last() else {
            return;
        };
        let (element, before) = (open.element, open.before);
        match element {
            Element::Inline => {}
            Element::Title(_) => {
                // Its last line, where it holds lines.
                if before > self.line.length {
                    self.end_line();
                }
                self.titles.pop();
            }
            Element::Marked(mark) => self.marked(mark, before),
            Element::Number => self.number(),
            _ => self.end_line(),
        }
        self.stack.pop();
        match element {
            Element::Apart => self.apart = self.apart.saturating_sub(1),
            Element::Preface => {
                self.prefaces = self.prefaces.saturating_sub(1);
                self.end_preface();
            }
            Element::Preamble => self.preambles = self.preambles.saturating_sub(1),
            Element::Provision(_) => {
                self.units.pop();
            }
            Element::Division => {
                self.divisions = self.divisions.saturating_sub(1);
                self.division_label = None;
                self.last = None;
            }
            Element::Heading => self.headings = self.headings.saturating_sub(1),
            Element::Note => self.end_note(),
            Element::Quoted => self.quoted = self.quoted.saturating_sub(1),
            Element::Table => {
                self.tables.pop();
            }
            Element::Row => {
                if let Some((_, row, column)) = self.tables.last_mut() {
                    *row = row.saturating_add(1);
                    *column = 0;
                }
            }
            Element::Cell => {
                if let Some((_, _, column)) = self.tables.last_mut() {
                    *column = column.saturating_add(1);
                }
            }
            Element::Document => self.title_part(),
            _ => {}
        }
    }

    /// Keeps marked text of a line, the first of each sort.
    fn marked(&mut self, mark: Mark, before: usize) {
        let text: String = kept(&self.line.runs);
        let text = text.get(before..).unwrap_or_default().trim().to_owned();
        if text.is_empty() {
            return;
        }
        let field = match mark {
            Mark::Symbol => &mut self.marked.symbol,
            Mark::Number => &mut self.marked.number,
            Mark::Kind => &mut self.marked.kind,
            Mark::Session => &mut self.marked.session,
            Mark::Body => &mut self.marked.body,
            Mark::Date => &mut self.marked.date,
        };
        field.get_or_insert(text);
    }

    /// Text, its white space as the file happens to be laid out.
    fn text(&mut self, text: &str) {
        let last = self.line.runs.last();
        let mut blank = last.is_none_or(|run| run.text.ends_with([' ', '\n']));
        let mut collapsed = String::with_capacity(text.len());
        for sign in text.chars() {
            if sign.is_ascii_whitespace() {
                if !blank {
                    collapsed.push(' ');
                }
                blank = true;
            } else {
                collapsed.push(sign);
                blank = false;
            }
        }
        self.push(&collapsed);
    }

    fn push(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let style = self.stack.last().map(|open| open.style);
        let style = style.unwrap_or_default();
        let line = &mut self.line;
        if !style.deleted {
            line.length += text.len();
        }
        match line.runs.last_mut() {
            Some(run) if run.style == style => run.text.push_str(text),
            _ => line.runs.push(Run {
                text: text.to_owned(),
                style,
            }),
        }
    }

    fn mark(&mut self, mark: Option<String>) {
        if let Some(mark) = mark {
            let at = u32::try_from(self.line.length).unwrap_or(u32::MAX);
            self.line.note_marks.push((at, mark));
        }
    }

    /// A note ends: the line around it goes on.
    fn end_note(&mut self) {
        if let Some((line, note)) = self.around.pop() {
            self.line = line;
            if !note.block.runs.is_empty() {
                self.notes.push(note.block);
            }
        }
    }

    /// `num` ends: the number of a provision, or of a division.
    fn number(&mut self) {
        let line = std::mem::take(&mut self.line);
        let label = kept(&line.runs).trim().to_owned();
        if label.is_empty() {
            return;
        }
        let of_unit = self.stack.iter().rev().find_map(|open| match open.element {
            Element::Provision(_) => Some(true),
            Element::Division => Some(false),
            _ => None,
        });
        match of_unit {
            // Deeper than anybody numbers: it is text.
            Some(true) if self.units.len() > LEVELS => {
                self.line = line;
                self.push(" ");
                return;
            }
            Some(true) => {
                if let Some(unit) = self.units.last_mut() {
                    unit.label.get_or_insert(label);
                }
            }
            _ => self.division_label = Some(label),
        }
        self.notes.clear();
    }

    /// The line ends: what it is follows from where it stands.
    fn end_line(&mut self) {
        let mut line = std::mem::take(&mut self.line);
        line.title = line.title.max(self.titles.last().copied().unwrap_or(0));
        trim(&mut line);
        if line.runs.is_empty() && line.note_marks.is_empty() {
            return;
        }
        if let Some((_, note)) = self.around.last_mut() {
            note.length = append(&mut note.block, note.length, line);
            return;
        }
        if self.prefaces > 0 && self.apart == 0 {
            self.preface.push(line);
            return;
        }
        if self.apart == 0 {
            self.title_part();
        }
        let in_recitals = self
            .stack
            .iter()
            .rev()
            .find(|open| open.element != Element::Text && open.element != Element::Inline)
            .is_some_and(|open| open.element == Element::Intro)
            && self.units.is_empty()
            && self.preambles > 0;
        if self.apart > 0 {
            self.emit(BlockKind::Apart, None, line);
        } else if self.headings > 0 || in_recitals {
            let level = self.divisions + u8::from(!self.units.is_empty());
            let label = self.division_label.take();
            self.emit(BlockKind::Heading(level.max(1)), label, line);
        } else if let Some((table, row, column)) = self.tables.last().copied() {
            let kind = BlockKind::Cell { table, row, column };
            self.emit(kind, None, line);
        } else if !self.units.is_empty() {
            self.provision(line);
        } else if self.preambles > 0 {
            let kind = BlockKind::Provision {
                unit: Unit::Preambular,
                path: Vec::new(),
            };
            self.emit(kind, None, line);
        } else {
            self.emit(BlockKind::Paragraph, None, line);
        }
    }

    /// A line of the innermost provision: its own block, or one more line of a block. What has no
    /// number inside another provision is text of that.
    fn provision(&mut self, line: Line) {
        let mut numbered = self.units.iter().take(LEVELS);
        let numbered = numbered.rposition(|unit| unit.label.is_some());
        let at = numbered.unwrap_or(0);
        let begun = self.units.get(at).is_some_and(|unit| unit.begun);
        if begun
            && let Some((at, length)) = self.last
            && let Some(block) = self.blocks.get_mut(at)
        {
            self.last = Some((at, append(block, length, line)));
            let notes = std::mem::take(&mut self.notes);
            self.blocks.extend(notes);
            return;
        }
        // A chapeau that has no number of its own goes on above its first point.
        for unit in self.units.iter_mut().take(at + 1) {
            unit.begun = true;
        }
        let Some(unit) = self.units.get(at) else {
            return;
        };
        let path: Vec<String> = match unit.unit {
            Unit::Preambular => Vec::new(),
            _ => self
                .units
                .iter()
                .take(at + 1)
                .filter_map(|unit| unit.label.as_deref())
                .map(number_in)
                .collect(),
        };
        let kind = match unit.unit {
            Unit::Paragraph if path.is_empty() => Unit::Operative,
            unit => unit,
        };
        let level = u8::try_from(at).unwrap_or(u8::MAX);
        let label = unit.label.clone();
        let length = kept(&line.runs).len();
        let made = self.blocks.len();
        self.emit(BlockKind::Provision { unit: kind, path }, label, line);
        if let Some(block) = self.blocks.get_mut(made) {
            block.list_level = level;
        }
        self.last = Some((made, length));
    }

    fn emit(&mut self, kind: BlockKind, label: Option<String>, line: Line) {
        let place = Place {
            paragraph: u32::try_from(self.blocks.len() + 1).unwrap_or(u32::MAX),
            ..Place::default()
        };
        self.blocks.push(Block {
            kind,
            label,
            runs: line.runs,
            note_marks: line.note_marks,
            place,
            ..Block::default()
        });
        for mut note in self.notes.drain(..) {
            note.place = place;
            self.blocks.push(note);
        }
    }

    /// The preface ends: its title is the document's or part's, the rest is set apart.
    fn end_preface(&mut self) {
        let lines = std::mem::take(&mut self.preface);
        let rank = lines.iter().map(|line| line.title).max().unwrap_or(0);
        for line in lines {
            if rank == 0 || line.title < rank {
                self.emit(BlockKind::Apart, None, line);
                continue;
            }
            let said = kept(&line.runs);
            if self.untitled.take().is_some() {
                let label = self.part_label();
                self.emit(BlockKind::PartTitle, label, line);
            } else if self.documents <= 1 {
                self.title.get_or_insert(said);
                self.emit(BlockKind::Title, None, line);
            } else {
                self.emit(BlockKind::Apart, None, line);
            }
        }
        self.title_part();
    }

    /// Number of a part as it is cited: `79/275`, `RESOLUTION 2`.
    fn part_label(&self) -> Option<String> {
        let number = self.marked.number.as_deref()?.trim_end_matches('.');
        Some(match &self.marked.kind {
            Some(kind) if !number.contains('/') => format!("{kind} {number}"),
            _ => number.to_owned(),
        })
    }

    /// Begins a part whose title was not said.
    fn title_part(&mut self) {
        if let Some(name) = self.untitled.take() {
            let label = self.part_label();
            let runs = vec![Run {
                text: name,
                ..Run::default()
            }];
            let line = Line {
                runs,
                ..Line::default()
            };
            self.emit(BlockKind::PartTitle, label, line);
            self.last = None;
        }
    }
}

/// The number in a label: `2` of `Article 2`, `a` of `(a)`.
fn number_in(label: &str) -> String {
    let last = label.split_whitespace().next_back().unwrap_or(label);
    number(last).unwrap_or_else(|| {
        let bare = last.trim_matches(['(', ')', '.', ':', '–', '-']);
        if bare.is_empty() { label } else { bare }.to_owned()
    })
}

/// The style of text in an element, which begins with that around it.
fn style(tag: &Tag<'_>, around: Style) -> Style {
    let mut style = around;
    match tag.name() {
        "i" => style.italic = true,
        "b" => style.bold = true,
        "sup" => style.superscript = true,
        "ins" => style.inserted = true,
        "del" => style.deleted = true,
        "span" | "inline" => {
            let class = tag.attribute("class").unwrap_or_default();
            for word in class.split_whitespace() {
                match word {
                    "italic" | "italics" => style.italic = true,
                    "bold" => style.bold = true,
                    "strike" | "strikethrough" => style.struck = true,
                    "superscript" => style.superscript = true,
                    _ => {}
                }
            }
        }
        "authorialNote" => style = Style::default(),
        _ => {}
    }
    style
}

fn kept(runs: &[Run]) -> String {
    let kept = runs.iter().filter(|run| !run.style.deleted);
    kept.map(|run| run.text.as_str()).collect()
}

/// Takes white space from the ends of a line.
fn trim(line: &mut Line) {
    while let Some(run) = line.runs.last_mut() {
        let length = run.text.trim_end().len();
        run.text.truncate(length);
        if length > 0 {
            break;
        }
        line.runs.pop();
    }
    let length = u32::try_from(kept(&line.runs).len()).unwrap_or(u32::MAX);
    for (at, _) in &mut line.note_marks {
        *at = (*at).min(length);
    }
}

/// Adds a line to a block whose text has a length; the length that it has then.
fn append(block: &mut Block, length: usize, line: Line) -> usize {
    let from = if length == 0 { 0 } else { length + 1 };
    if length > 0 {
        block.runs.push(Run {
            text: "\n".to_owned(),
            ..Run::default()
        });
    }
    let end = from + kept(&line.runs).len();
    block.runs.extend(line.runs);
    let from = u32::try_from(from).unwrap_or(u32::MAX);
    let marks = line.note_marks.into_iter();
    block
        .note_marks
        .extend(marks.map(|(at, mark)| (at.saturating_add(from), mark)));
    end
}
