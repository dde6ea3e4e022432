//! Walk over a text of a Word document (body, note, header): elements to blocks.
//!
//! One pass over the parser's events with a stack of open elements, so that no nesting costs
//! recursion. A paragraph that is opened keeps its place among the blocks, and what is met inside
//! it (text boxes, then its notes) follows it.

use std::collections::HashMap;

use super::field::Fields;
use super::numbering::Numbering;
use super::paragraph::Paragraph;
use super::styles::{Look, RunMarkup, Section, Styles, paragraph_markup, run_markup, section};
use crate::input::error::InputError;
use crate::input::numerals::NumberFormat;
use crate::input::xml::{Parser, Tag, Token};
use crate::model::{Block, BlockKind, Place};

/// Most paragraphs that are read.
const PARAGRAPH_LIMIT: u32 = 1_000_000;
/// Width of a usual character in twentieths of a point: half of 12 points.
const CHARACTER: u64 = 120;
/// Most remarks on one text.
const REMARK_LIMIT: usize = 100;

/// What paragraphs of a text are where nothing else is said of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Story {
    Body,
    Note,
    Comment(String),
    Header,
    Footer,
}

/// Footnotes, endnotes or comments, by the ids that the text refers to them with.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// Their blocks; taken away where they are referred to.
    pub blocks: HashMap<String, Vec<Block>>,
    pub format: NumberFormat,
    pub start: u32,
    /// Counted anew in each section.
    pub by_section: bool,
    /// How many were numbered so far.
    pub counted: u32,
}

impl Notes {
    /// Counts a note, and says what its mark is.
    fn next_mark(&mut self) -> String {
        let number = self.start.saturating_add(self.counted);
        self.counted = self.counted.saturating_add(1);
        self.format.write(number)
    }
}

/// What all texts of a document share.
#[derive(Debug, Default)]
pub(super) struct Shared {
    pub styles: Styles,
    pub numbering: Numbering,
    pub footnotes: Notes,
    pub endnotes: Notes,
    pub comments: Notes,
    pub tables: u32,
    pub sections: Vec<Section>,
    pub remarks: Vec<(Place, String)>,
    /// Letters set in each language.
    pub languages: HashMap<String, usize>,
}

/// An open element, as far as its end matters.
#[derive(Debug, PartialEq, Eq)]
enum Element {
    Paragraph,
    Run,
    Table,
    Row {
        deleted: bool,
        inserted: bool,
    },
    Cell,
    Inserted,
    Deleted,
    Picture,
    TextBox,
    /// A content control that is a table of contents.
    Control {
        contents: bool,
    },
    Alternate {
        chosen: bool,
    },
    Body,
    Other,
}

#[derive(Debug, Default)]
struct OpenTable {
    table: u32,
    row: u32,
    column: u32,
    next_column: u32,
}

/// Reads one text.
struct Reader<'a> {
    shared: &'a mut Shared,
    story: Story,
    parser: Parser<'a>,
    stack: Vec<Element>,
    blocks: Vec<Option<Block>>,
    paragraphs: Vec<Paragraph>,
    /// A paragraph whose end was deleted, to be joined with the next.
    carried: Option<Paragraph>,
    /// The fields and the waiting paragraph outside each open text box.
    set_aside: Vec<(Fields, Option<Paragraph>)>,
    tables: Vec<OpenTable>,
    fields: Fields,
    /// How many tables of contents are open, beside those that are fields.
    contents: u32,
    inserted: u32,
    deleted: u32,
    counted: u32,
    /// The section's own properties at the end of the body.
    last_section: Option<Section>,
}

/// Reads the text of a part, or of one element of it when `parser` stands in it.
pub(super) fn read(
    shared: &mut Shared,
    parser: Parser<'_>,
    story: Story,
) -> Result<Vec<Block>, InputError> {
    let mut reader = Reader::new(shared, story, parser);
    reader.run(0)?;
    let sections = reader.last_section.take();
    let blocks = reader.finish();
    shared.sections.extend(sections);
    Ok(blocks)
}

/// Notes of a part (`w:footnote`, `w:endnote`, `w:comment`) by their ids.
pub(super) fn read_notes(
    shared: &mut Shared,
    text: &str,
    part: &str,
) -> Result<HashMap<String, Vec<Block>>, InputError> {
    let mut reader = Reader::new(shared, Story::Note, Parser::new(text, part));
    let mut notes = HashMap::new();
    while let Some(token) = reader.parser.token()? {
        let Token::Open(tag) = token else { continue };
        match tag.name() {
            "footnote" | "endnote" => reader.story = Story::Note,
            "comment" => {
                let of = |name: &str| tag.attribute(name).filter(|value| !value.is_empty());
                let said = [of("author"), of("date")];
                let said: Vec<String> = said.into_iter().flatten().collect();
                reader.story = Story::Comment(said.join(", "));
            }
            _ => continue,
        }
        // Separators between text and notes.
        let kind = tag.attribute("type").unwrap_or_default();
        let id = tag.attribute("id").unwrap_or_default();
        if kind.is_empty() || kind == "normal" {
            let outside = reader.parser.depth() - 1;
            reader.run(outside)?;
            let blocks = reader.take_blocks();
            notes.entry(id).or_insert(blocks);
        } else {
            reader.parser.skip()?;
        }
    }
    Ok(notes)
}

impl<'a> Reader<'a> {
    fn new(shared: &'a mut Shared, story: Story, parser: Parser<'a>) -> Self {
        Self {
            shared,
            story,
            parser,
            stack: Vec::new(),
            blocks: Vec::new(),
            paragraphs: Vec::new(),
            carried: None,
            set_aside: Vec::new(),
            tables: Vec::new(),
            fields: Fields::default(),
            contents: 0,
            inserted: 0,
            deleted: 0,
            counted: 0,
            last_section: None,
        }
    }

    /// Reads until no more than `outside` elements are open.
    fn run(&mut self, outside: u32) -> Result<(), InputError> {
        loop {
            match self.parser.token()? {
                None => return Ok(()),
                Some(Token::Open(tag)) => {
                    let element = self.open(&tag)?;
                    // `open` reads some elements with their ends.
                    self.stack.extend(element);
                }
                Some(Token::Close) => {
                    if let Some(element) = self.stack.pop() {
                        self.close(element)?;
                    }
                    if self.parser.depth() <= outside {
                        return Ok(());
                    }
                }
                // Text that counts stands in elements of its own, which `open` reads.
                Some(Token::Text(_)) => {}
            }
        }
    }

    /// An element begins: what its end will mean; `None` where it was read to its end.
    fn open(&mut self, tag: &Tag<'_>) -> Result<Option<Element>, InputError> {
        let name = tag.name();
        let element = match name {
            "p" => {
                self.open_paragraph()?;
                Element::Paragraph
            }
            "pPr" => {
                let mut markup = paragraph_markup(&mut self.parser)?;
                if let Some(section) = markup.section.take() {
                    self.shared.sections.push(section);
                    for notes in [&mut self.shared.footnotes, &mut self.shared.endnotes] {
                        if notes.by_section {
                            notes.counted = 0;
                        }
                    }
                }
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.markup = markup;
                }
                return Ok(None);
            }
            "r" => {
                self.look(&RunMarkup::default());
                Element::Run
            }
            "rPr" => {
                let markup = run_markup(&mut self.parser)?;
                self.look(&markup);
                return Ok(None);
            }
            "t" | "delText" => {
                let preserve = tag.attribute("space").as_deref() == Some("preserve");
                let deleted = u32::from(name == "delText");
                let text = self.parser.text()?;
                self.deleted += deleted;
                self.text(if preserve { &text } else { trimmed(&text) });
                self.deleted -= deleted;
                return Ok(None);
            }
            "instrText" | "delInstrText" => {
                let code = self.parser.text()?;
                self.fields.code(&code);
                return Ok(None);
            }
            "tab" | "ptab" => self.sign("\t"),
            "br" => match tag.attribute("type").as_deref() {
                // The page ends: a new line unless the paragraph begins with it.
                Some("page" | "column") if self.at_start() => Element::Other,
                _ => self.sign("\n"),
            },
            "cr" => self.sign("\n"),
            "noBreakHyphen" => self.sign("\u{2011}"),
            "softHyphen" => self.sign("\u{AD}"),
            "sym" => {
                let code = tag.attribute("char").unwrap_or_default();
                let code = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32);
                let sign = code.map(symbol).map(String::from);
                self.sign(sign.as_deref().unwrap_or_default())
            }
            "fldChar" => {
                self.field(tag.attribute("fldCharType").as_deref());
                Element::Other
            }
            "footnoteReference" | "endnoteReference" | "commentReference" => {
                self.reference(name, tag);
                Element::Other
            }
            "ins" | "moveTo" => {
                self.inserted += 1;
                Element::Inserted
            }
            "del" | "moveFrom" => {
                self.deleted += 1;
                Element::Deleted
            }
            "tbl" => {
                self.flush();
                let table = self.shared.tables;
                self.shared.tables = table.saturating_add(1);
                self.tables.push(OpenTable {
                    table,
                    ..OpenTable::default()
                });
                Element::Table
            }
            "tr" => {
                if let Some(table) = self.tables.last_mut() {
                    table.next_column = 0;
                }
                Element::Row {
                    deleted: false,
                    inserted: false,
                }
            }
            "trPr" => {
                self.row_properties()?;
                return Ok(None);
            }
            "tc" => {
                if let Some(table) = self.tables.last_mut() {
                    table.column = table.next_column;
                    table.next_column = table.column.saturating_add(1);
                }
                Element::Cell
            }
            "tcPr" => {
                let span = self.value_inside("gridSpan")?;
                if let Some(table) = self.tables.last_mut() {
                    table.next_column = table.column.saturating_add(span.unwrap_or(1).max(1));
                }
                return Ok(None);
            }
            "drawing" | "pict" | "object" => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.pictures += 1;
                }
                Element::Picture
            }
            "txbxContent" => {
                // A text box is no part of the field that its anchor is in, nor goes on with what
                // stands before it.
                let fields = std::mem::take(&mut self.fields);
                self.set_aside.push((fields, self.carried.take()));
                Element::TextBox
            }
            "sdt" => Element::Control { contents: false },
            "sdtPr" => {
                self.control_properties()?;
                return Ok(None);
            }
            "AlternateContent" => Element::Alternate { chosen: false },
            "Choice" => {
                if let Some(Element::Alternate { chosen }) = self.stack.last_mut() {
                    *chosen = true;
                }
                Element::Other
            }
            "Fallback" if self.stack.last() == Some(&Element::Alternate { chosen: true }) => {
                self.parser.skip()?;
                return Ok(None);
            }
            "sectPr" => {
                self.last_section = Some(section(&mut self.parser)?);
                return Ok(None);
            }
            "altChunk" => {
                let place = self.place();
                let said = "A document that is embedded here was not read.";
                self.remark(place, said.to_owned());
                Element::Other
            }
            "body" => Element::Body,
            // Properties, and the reading aids of ruby text.
            "tblPr" | "tblGrid" | "tblPrEx" | "rt" | "customXmlPr" | "smartTagPr"
            | "oMathParaPr" => {
                self.parser.skip()?;
                return Ok(None);
            }
            _ => Element::Other,
        };
        Ok(Some(element))
    }

    fn close(&mut self, element: Element) -> Result<(), InputError> {
        match element {
            Element::Paragraph => self.close_paragraph(),
            Element::Run => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.look = Look::default();
                }
            }
            Element::Inserted => self.inserted = self.inserted.saturating_sub(1),
            Element::Deleted => self.deleted = self.deleted.saturating_sub(1),
            Element::Row { deleted, inserted } => {
                self.deleted = self.deleted.saturating_sub(deleted.into());
                self.inserted = self.inserted.saturating_sub(inserted.into());
                if let Some(table) = self.tables.last_mut() {
                    table.row = table.row.saturating_add(1);
                }
            }
            // A paragraph cannot go on outside its cell.
            Element::Cell | Element::Body => self.flush(),
            Element::Table => {
                self.tables.pop();
            }
            Element::Picture => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.pictures = paragraph.pictures.saturating_sub(1);
                }
            }
            Element::TextBox => {
                self.flush();
                if let Some((fields, carried)) = self.set_aside.pop() {
                    self.fields = fields;
                    self.carried = carried;
                }
            }
            Element::Control { contents } => {
                self.contents = self.contents.saturating_sub(contents.into());
            }
            Element::Alternate { .. } | Element::Other => {}
        }
        Ok(())
    }

    fn open_paragraph(&mut self) -> Result<(), InputError> {
        self.counted += 1;
        if self.counted > PARAGRAPH_LIMIT {
            return Err(InputError::TooLarge {
                what: "number of paragraphs".to_owned(),
                limit: PARAGRAPH_LIMIT.into(),
            });
        }
        let slot = self.blocks.len();
        self.blocks.push(None);
        self.paragraphs
            .push(Paragraph::new(slot, self.counted, self.in_contents()));
        Ok(())
    }

    /// Sets how the text to come looks.
    fn look(&mut self, markup: &RunMarkup) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        let style = paragraph.markup.style.as_deref();
        paragraph.look = self.shared.styles.look(style, markup);
        paragraph.language.clone_from(&markup.language);
        paragraph
            .language_complex
            .clone_from(&markup.language_complex);
    }

    fn at_start(&self) -> bool {
        self.paragraphs
            .last()
            .is_none_or(|paragraph| paragraph.runs.is_empty())
    }

    /// A sign that is an element.
    fn sign(&mut self, sign: &str) -> Element {
        self.text(sign);
        Element::Other
    }

    /// Text of the innermost paragraph.
    fn text(&mut self, text: &str) {
        if text.is_empty() || self.fields.in_code() {
            return;
        }
        let place = self.place();
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        if paragraph.pictures > 0 {
            return;
        }
        let Look {
            mut style,
            hidden,
            complex,
        } = paragraph.look;
        style.inserted = self.inserted > 0;
        style.deleted = self.deleted > 0;
        if hidden {
            let start: String = text.chars().take(80).collect();
            let said = format!("Text that is set as hidden was left out: {}", start.trim());
            if !start.trim().is_empty() {
                self.remark(place, said);
            }
            return;
        }
        let language = match complex {
            true => paragraph.language_complex.as_ref(),
            false => paragraph.language.as_ref(),
        };
        if let Some(language) = language.or(self.shared.styles.language.as_ref()) {
            // Few languages, but a map of each text's letters must not copy their names.
            match self.shared.languages.get_mut(language) {
                Some(count) => *count += text.len(),
                None => {
                    self.shared.languages.insert(language.clone(), text.len());
                }
            }
        }
        paragraph.push(text, style);
    }

    fn field(&mut self, what: Option<&str>) {
        match what {
            Some("begin") => self.fields.begin(),
            Some("separate") => self.fields.separate(),
            Some("end") => self.fields.end(),
            _ => {}
        }
        // A table of contents can begin in its first paragraph, and end in the first after it.
        let contents = self.in_contents();
        if let Some(paragraph) = self.paragraphs.last_mut()
            && (contents || paragraph.runs.is_empty())
        {
            paragraph.contents = contents;
        }
    }

    fn in_contents(&self) -> bool {
        self.contents > 0 || self.fields.in_contents()
    }

    /// A reference to a note or comment.
    fn reference(&mut self, name: &str, tag: &Tag<'_>) {
        if self.deleted > 0 {
            return;
        }
        let notes = match name {
            "footnoteReference" => &mut self.shared.footnotes,
            "endnoteReference" => &mut self.shared.endnotes,
            _ => &mut self.shared.comments,
        };
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        let id = tag.attribute("id").unwrap_or_default();
        let mut blocks = notes.blocks.remove(&id).unwrap_or_default();
        for block in &mut blocks {
            block.place = Place {
                paragraph: paragraph.number,
                ..Place::default()
            };
        }
        if name == "commentReference" {
            paragraph.notes.append(&mut blocks);
            return;
        }
        let custom = tag.attribute("customMarkFollows");
        let custom = custom.is_some_and(|value| value != "0" && value != "false");
        let mark = (!custom).then(|| notes.next_mark());
        paragraph.note(mark, &mut blocks);
    }

    fn close_paragraph(&mut self) {
        let Some(mut paragraph) = self.paragraphs.pop() else {
            return;
        };
        if self.paragraphs.is_empty() {
            self.fields.end_codes();
        }
        paragraph.label_notes();
        let gone = paragraph.is_gone();
        if let Some(before) = self.carried.take() {
            paragraph = before.joined(paragraph);
        }
        if paragraph.markup.mark_deleted && !gone {
            self.carried = Some(paragraph);
        } else {
            self.emit(paragraph);
        }
    }

    /// A paragraph that waits to be joined, by itself.
    fn flush(&mut self) {
        if let Some(paragraph) = self.carried.take() {
            self.emit(paragraph);
        }
    }

    /// Puts a paragraph in its place, and its notes behind it.
    fn emit(&mut self, paragraph: Paragraph) {
        let slot = paragraph.slot;
        let mut paragraph = paragraph;
        let notes = std::mem::take(&mut paragraph.notes);
        let block = self.block(paragraph);
        if let Some(place) = self.blocks.get_mut(slot) {
            *place = block;
        }
        self.blocks.extend(notes.into_iter().map(Some));
    }

    fn block(&mut self, paragraph: Paragraph) -> Option<Block> {
        let only_deleted = !paragraph.runs.is_empty() && paragraph.is_gone();
        let gone = paragraph.markup.mark_deleted && paragraph.is_gone();
        let Paragraph { markup, runs, .. } = paragraph;
        let style = markup.style.as_deref();
        let numbered = if gone {
            None
        } else {
            self.shared
                .numbering
                .number(&markup.properties, style, &self.shared.styles)
        };
        let inherited = self.shared.styles.paragraph(style);
        let numbered = numbered.unwrap_or_default();
        let blank = runs.iter().all(|run| run.text.trim().is_empty());
        if blank && numbered.label.is_none() && paragraph.note_marks.is_empty() {
            return None;
        }
        let own = markup.properties;
        let left = own.left.or(numbered.left).or(inherited.left);
        let first = own.first.or(numbered.first).or(inherited.first);
        let from_edge = left.unwrap_or(0).saturating_add(first.unwrap_or(0));
        let indent = u64::from(from_edge.max(0).unsigned_abs()) * 100 / CHARACTER;
        let name = self.shared.styles.name(style);
        let outline = own.outline.or(inherited.outline);
        let kind = self.kind(name, outline, paragraph.contents, numbered.bullet);
        let empty_label = numbered.label.filter(|_| !only_deleted);
        Some(Block {
            kind,
            label: empty_label,
            runs,
            note_marks: paragraph.note_marks,
            place: match self.story {
                Story::Body => Place {
                    paragraph: paragraph.number,
                    ..Place::default()
                },
                _ => Place::default(),
            },
            list_level: numbered.level,
            indent: Some(u32::try_from(indent).unwrap_or(u32::MAX)),
            language: None,
            style_name: name.map(str::to_owned),
        })
    }

    fn kind(
        &self,
        style: Option<&str>,
        outline: Option<u8>,
        contents: bool,
        bullet: bool,
    ) -> BlockKind {
        match &self.story {
            Story::Note => return BlockKind::Note,
            Story::Comment(who) => return BlockKind::Comment(who.clone()),
            Story::Header => return BlockKind::PageHeader,
            Story::Footer => return BlockKind::PageFooter,
            Story::Body => {}
        }
        if let Some(table) = self.tables.last() {
            return BlockKind::Cell {
                table: table.table,
                row: table.row,
                column: table.column,
            };
        }
        let style = style.unwrap_or_default().to_lowercase();
        let by_name = style
            .strip_prefix("heading ")
            .and_then(|level| level.parse().ok());
        if contents || style.starts_with("toc ") {
            BlockKind::Apart
        } else if style == "title" {
            BlockKind::Title
        } else if let Some(level @ 0..=8) = outline {
            BlockKind::Heading(level + 1)
        } else if let Some(level @ 1..=9) = by_name.filter(|_| outline.is_none()) {
            BlockKind::Heading(level)
        } else if bullet {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        }
    }

    fn remark(&mut self, place: Place, said: String) {
        if self.shared.remarks.len() < REMARK_LIMIT {
            self.shared.remarks.push((place, said));
        }
    }

    fn place(&self) -> Place {
        Place {
            paragraph: match self.story {
                Story::Body => self.counted,
                _ => 0,
            },
            ..Place::default()
        }
    }

    /// Rest of `w:trPr`: whether the row was inserted or deleted, and where its cells begin.
    fn row_properties(&mut self) -> Result<(), InputError> {
        let outside = self.parser.depth() - 1;
        let (mut is_deleted, mut is_inserted) = (false, false);
        while self.parser.depth() > outside {
            let Some(token) = self.parser.token()? else {
                break;
            };
            let Token::Open(tag) = token else { continue };
            match tag.name() {
                "del" => is_deleted = true,
                "ins" => is_inserted = true,
                "gridBefore" => {
                    let before = tag.attribute("val").and_then(|value| value.parse().ok());
                    if let (Some(table), Some(before)) = (self.tables.last_mut(), before) {
                        table.next_column = before;
                    }
                }
                _ => {}
            }
        }
        if let Some(Element::Row { deleted, inserted }) = self.stack.last_mut() {
            self.deleted += u32::from(is_deleted && !*deleted);
            self.inserted += u32::from(is_inserted && !*inserted);
            *deleted |= is_deleted;
            *inserted |= is_inserted;
        }
        Ok(())
    }

    /// Rest of `w:sdtPr`: whether the control is a table of contents.
    fn control_properties(&mut self) -> Result<(), InputError> {
        let outside = self.parser.depth() - 1;
        let mut is_contents = false;
        while self.parser.depth() > outside {
            let Some(token) = self.parser.token()? else {
                break;
            };
            let Token::Open(tag) = token else { continue };
            if tag.name() == "docPartGallery" {
                is_contents |= tag.attribute("val").as_deref() == Some("Table of Contents");
            }
        }
        if let Some(Element::Control { contents }) = self.stack.last_mut() {
            self.contents += u32::from(is_contents && !*contents);
            *contents |= is_contents;
        }
        Ok(())
    }

    /// Number in the attribute `val` of the element `name` in what is left of the innermost one.
    fn value_inside(&mut self, name: &str) -> Result<Option<u32>, InputError> {
        let outside = self.parser.depth() - 1;
        let mut found = None;
        while self.parser.depth() > outside {
            let Some(token) = self.parser.token()? else {
                break;
            };
            let Token::Open(tag) = token else { continue };
            if tag.name() == name {
                found = tag.attribute("val").and_then(|value| value.parse().ok());
            }
        }
        Ok(found)
    }

    fn take_blocks(&mut self) -> Vec<Block> {
        while !self.paragraphs.is_empty() {
            self.close_paragraph();
        }
        self.flush();
        self.stack.clear();
        self.blocks.drain(..).flatten().collect()
    }

    fn finish(mut self) -> Vec<Block> {
        self.take_blocks()
    }
}

/// Text without the white space at its ends, which counts only where a file says so.
fn trimmed(text: &str) -> &str {
    text.trim_matches([' ', '\t', '\n', '\r'])
}

/// A sign of a symbol font. Their signs stand in a range of private use, the plain ones at their
/// places of ASCII.
fn symbol(sign: char) -> char {
    match u32::from(sign) {
        0xF0B7 | 0xF0A7 | 0xF0D8 => '•',
        code @ 0xF020..=0xF07E => char::from_u32(code - 0xF000).unwrap_or(sign),
        _ => sign,
    }
}
