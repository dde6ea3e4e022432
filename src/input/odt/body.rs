//! Walk over the text of an OpenDocument text: elements to blocks.
//!
//! One pass with a stack of open elements. A paragraph keeps its place among the blocks when it
//! begins; what stands in it (notes, comments, text boxes) follows it.

use std::collections::{HashMap, HashSet};

use super::lists::{Lists, Number};
use super::styles::{Styles, TextProperties};
use crate::input::error::InputError;
use crate::input::note;
use crate::input::xml::{Parser, Tag, Token};
use crate::model::{Block, BlockKind, Blocks, Place, Run, Style};

/// Most paragraphs that are read.
const PARAGRAPH_LIMIT: u32 = 1_000_000;
/// Width of a usual character in tenths of a point: half of 12 points.
const CHARACTER: u64 = 60;

/// What is read of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Story {
    Body,
    Header,
    Footer,
}

/// An open element, as far as its end matters.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Element {
    /// With the style of the text around it.
    Span(Style),
    Paragraph,
    List,
    Item,
    Table,
    Row,
    Cell,
    Note,
    Comment,
    Contents,
    TextBox,
    /// The text of a document, or a header of the sort that is read.
    Story,
    Other,
}

/// A paragraph that is being read.
#[derive(Debug, Default)]
struct Paragraph {
    slot: usize,
    number: u32,
    kind: BlockKind,
    label: Option<String>,
    level: u8,
    style_name: Option<String>,
    indent: u32,
    style: Style,
    runs: Vec<Run>,
    length: usize,
    note_marks: Vec<(u32, String)>,
    /// White space that comes now changes nothing.
    blank: bool,
}

/// A note or comment that is open.
#[derive(Debug, Default)]
struct OpenNote {
    kind: BlockKind,
    mark: Option<String>,
    labelled: bool,
}

struct Reader<'a> {
    parser: Parser<'a>,
    styles: &'a Styles,
    story: Story,
    stack: Vec<Element>,
    /// How many stories of the sort that is read are open.
    inside: u32,
    blocks: Vec<Option<Block>>,
    paragraphs: Vec<Paragraph>,
    lists: Lists,
    /// The number of an item that no paragraph has by now.
    number: Option<Number>,
    notes: Vec<OpenNote>,
    tables: Vec<(u32, u32, u32)>,
    table_count: u32,
    contents: u32,
    inserted: u32,
    /// What was deleted: lines by the id of the change.
    deletions: HashMap<String, Vec<String>>,
    insertions: HashSet<String>,
    counted: u32,
}

/// Reads the text of a part, or its headers or footers.
pub(super) fn read(
    text: &str,
    part: &str,
    styles: &Styles,
    story: Story,
) -> Result<Blocks, InputError> {
    let mut reader = Reader {
        parser: Parser::new(text, part),
        styles,
        story,
        stack: Vec::new(),
        inside: 0,
        blocks: Vec::new(),
        paragraphs: Vec::new(),
        lists: Lists::default(),
        number: None,
        notes: Vec::new(),
        tables: Vec::new(),
        table_count: 0,
        contents: 0,
        inserted: 0,
        deletions: HashMap::new(),
        insertions: HashSet::new(),
        counted: 0,
    };
    while let Some(token) = reader.parser.token()? {
        match token {
            Token::Open(tag) => {
                let element = reader.open(&tag)?;
                reader.stack.extend(element);
            }
            Token::Close => {
                if let Some(element) = reader.stack.pop() {
                    reader.close(element);
                }
            }
            Token::Text(text) => reader.text(&text),
        }
    }
    while !reader.paragraphs.is_empty() {
        reader.close(Element::Paragraph);
    }
    Ok(Blocks {
        blocks: reader.blocks.into_iter().flatten().collect(),
        ..Blocks::default()
    })
}

impl Reader<'_> {
    /// An element begins; `None` where it was read to its end.
    fn open(&mut self, tag: &Tag<'_>) -> Result<Option<Element>, InputError> {
        let name = tag.name();
        let is_story = match self.story {
            Story::Body => name == "text" && tag.attribute("style-name").is_none(),
            Story::Header => matches!(name, "header" | "header-left" | "header-first"),
            Story::Footer => matches!(name, "footer" | "footer-left" | "footer-first"),
        };
        if is_story {
            self.inside += 1;
            return Ok(Some(Element::Story));
        }
        if self.inside == 0 {
            return Ok(Some(Element::Other));
        }
        Ok(Some(match name {
            "p" | "h" => {
                self.open_paragraph(tag)?;
                Element::Paragraph
            }
            "span" => {
                let properties = self
                    .styles
                    .get("text", tag.attribute("style-name").as_deref())
                    .map(|style| style.text);
                let around = self.paragraphs.last().map(|paragraph| paragraph.style);
                let around = around.unwrap_or_default();
                if let (Some(paragraph), Some(properties)) =
                    (self.paragraphs.last_mut(), properties)
                {
                    paragraph.style = styled(around, properties);
                }
                Element::Span(around)
            }
            "s" => {
                let count = tag.attribute("c").and_then(|count| count.parse().ok());
                self.sign(&" ".repeat(count.unwrap_or(1).min(100)));
                Element::Other
            }
            "tab" => self.sign("\t"),
            "line-break" => self.sign("\n"),
            "list" => {
                let continues_last = tag.attribute("continue-numbering").as_deref() == Some("true");
                self.lists.begin(
                    tag.attribute("style-name"),
                    tag.attribute("id"),
                    tag.attribute("continue-list"),
                    continues_last,
                );
                Element::List
            }
            "list-item" => {
                let start = tag.attribute("start-value").and_then(|it| it.parse().ok());
                self.number = Some(self.lists.item(start, self.styles));
                Element::Item
            }
            "list-header" => {
                self.number = None;
                Element::Item
            }
            // The number that the program computed when it wrote the file.
            "number"
                if self
                    .paragraphs
                    .last()
                    .is_some_and(|open| open.runs.is_empty()) =>
            {
                let number = self.parser.text()?.trim().to_owned();
                if let Some(paragraph) = self.paragraphs.last_mut()
                    && !number.is_empty()
                {
                    paragraph.label = Some(number);
                }
                return Ok(None);
            }
            "table" => {
                self.tables.push((self.table_count, 0, 0));
                self.table_count = self.table_count.saturating_add(1);
                Element::Table
            }
            "table-row" => Element::Row,
            "table-cell" => Element::Cell,
            "covered-table-cell" => {
                let count = tag.attribute("number-columns-repeated");
                let count = count.and_then(|count| count.parse().ok()).unwrap_or(1);
                if let Some((_, _, column)) = self.tables.last_mut() {
                    *column = column.saturating_add(count);
                }
                self.parser.skip()?;
                return Ok(None);
            }
            "note" => {
                self.notes.push(OpenNote {
                    kind: BlockKind::Note,
                    ..OpenNote::default()
                });
                Element::Note
            }
            "note-citation" => {
                let mark = self.parser.text()?.trim().to_owned();
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    let at = u32::try_from(paragraph.length).unwrap_or(u32::MAX);
                    paragraph.note_marks.push((at, mark.clone()));
                }
                if let Some(note) = self.notes.last_mut() {
                    note.mark = Some(mark);
                }
                return Ok(None);
            }
            "annotation" => {
                self.notes.push(OpenNote {
                    kind: BlockKind::Comment(String::new()),
                    ..OpenNote::default()
                });
                Element::Comment
            }
            "creator" | "date" if !self.notes.is_empty() => {
                let said = self.parser.text()?;
                if let Some(OpenNote {
                    kind: BlockKind::Comment(who),
                    ..
                }) = self.notes.last_mut()
                {
                    if !who.is_empty() {
                        who.push_str(", ");
                    }
                    who.push_str(said.trim());
                }
                return Ok(None);
            }
            "table-of-content" | "alphabetical-index" | "illustration-index" | "table-index"
            | "user-index" | "bibliography" => {
                self.contents += 1;
                Element::Contents
            }
            "text-box" => Element::TextBox,
            "tracked-changes" => {
                self.changes()?;
                return Ok(None);
            }
            "change" => {
                self.deletion(&tag.attribute("change-id").unwrap_or_default());
                Element::Other
            }
            "change-start" | "change-end" => {
                let id = tag.attribute("change-id").unwrap_or_default();
                if self.insertions.contains(&id) {
                    self.inserted = match name {
                        "change-start" => self.inserted.saturating_add(1),
                        _ => self.inserted.saturating_sub(1),
                    };
                }
                Element::Other
            }
            "sequence-decls"
            | "forms"
            | "title"
            | "desc"
            | "ruby-text"
            | "event-listeners"
            | "table-of-content-source"
            | "alphabetical-index-source"
            | "creator-initials"
            | "sender-initials"
            | "object"
            | "binary-data"
            | "variable-decls"
            | "user-field-decls" => {
                self.parser.skip()?;
                return Ok(None);
            }
            _ => Element::Other,
        }))
    }

    fn close(&mut self, element: Element) {
        match element {
            Element::Span(around) => {
                if let Some(paragraph) = self.paragraphs.last_mut() {
                    paragraph.style = around;
                }
            }
            Element::Paragraph => self.close_paragraph(),
            Element::List => {
                self.lists.end();
                self.number = None;
            }
            Element::Item => self.number = None,
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
            Element::Note | Element::Comment => {
                self.notes.pop();
            }
            Element::Contents => self.contents = self.contents.saturating_sub(1),
            Element::Story => self.inside = self.inside.saturating_sub(1),
            Element::TextBox | Element::Other => {}
        }
    }

    fn open_paragraph(&mut self, tag: &Tag<'_>) -> Result<(), InputError> {
        self.counted += 1;
        if self.counted > PARAGRAPH_LIMIT {
            return Err(InputError::TooLarge {
                what: "number of paragraphs".to_owned(),
                limit: PARAGRAPH_LIMIT.into(),
            });
        }
        let name = tag.attribute("style-name");
        let style = self.styles.get("paragraph", name.as_deref());
        let named = style.and_then(|style| style.named.clone()).or(name.clone());
        let level = tag
            .attribute("outline-level")
            .and_then(|level| level.parse().ok())
            .unwrap_or(1);
        let is_heading = tag.name() == "h";
        let mut number = self.number.take().unwrap_or_default();
        let counts = style.is_some_and(|style| style.in_outline) && self.story == Story::Body;
        if is_heading && counts && self.lists.depth() == 0 && self.notes.is_empty() {
            number = self.lists.heading(level, self.styles);
        }
        let mut label = number.label;
        let kind = if let Some(note) = self.notes.last_mut() {
            if !std::mem::replace(&mut note.labelled, true) {
                label.clone_from(&note.mark);
            }
            note.kind.clone()
        } else if self.story == Story::Header {
            BlockKind::PageHeader
        } else if self.story == Story::Footer {
            BlockKind::PageFooter
        } else if let Some((table, row, column)) = self.tables.last().copied() {
            BlockKind::Cell { table, row, column }
        } else if self.contents > 0 {
            BlockKind::Apart
        } else if is_heading {
            BlockKind::Heading(level)
        } else if named.as_deref() == Some("Title") {
            BlockKind::Title
        } else if number.bullet {
            BlockKind::ListItem
        } else {
            BlockKind::Paragraph
        };
        let edge = style.map_or(0, |style| {
            let first = style.first.unwrap_or(0);
            style.left.unwrap_or(0).saturating_add(first).max(0)
        });
        let indent = u64::from(edge.unsigned_abs()) * 100 / CHARACTER;
        self.paragraphs.push(Paragraph {
            slot: self.blocks.len(),
            number: self.counted,
            kind,
            label,
            level: self.lists.level(),
            style_name: named,
            indent: u32::try_from(indent).unwrap_or(u32::MAX),
            style: style.map_or_else(Style::default, |of| styled(Style::default(), of.text)),
            blank: true,
            ..Paragraph::default()
        });
        self.blocks.push(None);
        Ok(())
    }

    fn close_paragraph(&mut self) {
        let Some(paragraph) = self.paragraphs.pop() else {
            return;
        };
        let blank = paragraph.runs.iter().all(|run| run.text.trim().is_empty());
        if blank && paragraph.label.is_none() && paragraph.note_marks.is_empty() {
            return;
        }
        let mut block = Block {
            kind: paragraph.kind,
            label: paragraph.label,
            runs: paragraph.runs,
            note_marks: paragraph.note_marks,
            place: Place {
                paragraph: match self.story {
                    Story::Body => paragraph.number,
                    _ => 0,
                },
                ..Place::default()
            },
            list_level: paragraph.level,
            indent: Some(paragraph.indent),
            language: None,
            style_name: paragraph.style_name,
        };
        if block.kind == BlockKind::Note
            && let Some(mark) = block.label.take()
        {
            note::label(&mut block, &mark);
        }
        if let Some(slot) = self.blocks.get_mut(paragraph.slot) {
            *slot = Some(block);
        }
    }

    /// Text, its white space as in XML: any of it is one blank.
    fn text(&mut self, text: &str) {
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        // Between the elements of a note there is no text of the paragraph around it.
        if matches!(
            self.stack.last(),
            Some(
                Element::Note
                    | Element::Comment
                    | Element::List
                    | Element::Table
                    | Element::TextBox
            )
        ) {
            return;
        }
        let mut collapsed = String::with_capacity(text.len());
        for sign in text.chars() {
            if sign.is_ascii_whitespace() {
                if !paragraph.blank {
                    collapsed.push(' ');
                }
                paragraph.blank = true;
            } else {
                collapsed.push(sign);
                paragraph.blank = false;
            }
        }
        let style = Style {
            inserted: self.inserted > 0,
            ..paragraph.style
        };
        push(paragraph, &collapsed, style);
    }

    /// Text that is an element.
    fn sign(&mut self, text: &str) -> Element {
        if let Some(paragraph) = self.paragraphs.last_mut() {
            paragraph.blank = false;
            let style = Style {
                inserted: self.inserted > 0,
                ..paragraph.style
            };
            push(paragraph, text, style);
        }
        Element::Other
    }

    /// Rest of `text:tracked-changes`.
    fn changes(&mut self) -> Result<(), InputError> {
        let outside = self.parser.depth().saturating_sub(1);
        let mut id = String::new();
        let mut deleting = false;
        let mut lines = Vec::new();
        while self.parser.depth() > outside {
            let Some(token) = self.parser.token()? else {
                break;
            };
            match token {
                Token::Open(tag) => match tag.name() {
                    "changed-region" => {
                        self.deletions.insert(id, std::mem::take(&mut lines));
                        id = tag.attribute("id").unwrap_or_default();
                        deleting = false;
                    }
                    "deletion" => deleting = true,
                    "insertion" => {
                        self.insertions.insert(id.clone());
                    }
                    "change-info" => self.parser.skip()?,
                    "p" | "h" => lines.push(String::new()),
                    "tab" => add(&mut lines, "\t"),
                    "s" => add(&mut lines, " "),
                    "line-break" => add(&mut lines, "\n"),
                    _ => {}
                },
                Token::Text(text) if deleting && !text.trim().is_empty() => add(&mut lines, &text),
                _ => {}
            }
        }
        self.deletions.insert(id, lines);
        Ok(())
    }

    /// Something was deleted here: paragraphs of it that are whole stand before this one.
    fn deletion(&mut self, id: &str) {
        let Some(mut lines) = self.deletions.remove(id) else {
            return;
        };
        let deleted = Style {
            deleted: true,
            ..Style::default()
        };
        let Some(paragraph) = self.paragraphs.last_mut() else {
            return;
        };
        if paragraph.runs.is_empty() && lines.len() > 1 {
            let rest = lines.pop();
            let slot = paragraph.slot;
            let before = lines.into_iter().filter(|line| !line.trim().is_empty());
            let before: Vec<Option<Block>> = before
                .map(|line| {
                    Some(Block {
                        runs: vec![Run {
                            text: line,
                            style: deleted,
                        }],
                        place: Place {
                            paragraph: paragraph.number,
                            ..Place::default()
                        },
                        ..Block::default()
                    })
                })
                .collect();
            // Nothing of the paragraph stands in its place yet, so the place can move.
            if slot + 1 == self.blocks.len() {
                self.blocks.pop();
                self.blocks.extend(before);
                paragraph.slot = self.blocks.len();
                self.blocks.push(None);
            }
            push(paragraph, &rest.unwrap_or_default(), deleted);
        } else {
            push(paragraph, &lines.join("\n"), deleted);
        }
    }
}

fn add(lines: &mut Vec<String>, text: &str) {
    match lines.last_mut() {
        Some(line) => line.push_str(text),
        None => lines.push(text.to_owned()),
    }
}

fn push(paragraph: &mut Paragraph, text: &str, style: Style) {
    if text.is_empty() {
        return;
    }
    if !style.deleted {
        paragraph.length += text.len();
    }
    match paragraph.runs.last_mut() {
        Some(run) if run.style == style => run.text.push_str(text),
        _ => paragraph.runs.push(Run {
            text: text.to_owned(),
            style,
        }),
    }
}

/// A style with what properties say put over it.
fn styled(around: Style, properties: TextProperties) -> Style {
    Style {
        italic: properties.italic.unwrap_or(around.italic),
        bold: properties.bold.unwrap_or(around.bold),
        struck: properties.struck.unwrap_or(around.struck),
        superscript: properties.superscript.unwrap_or(around.superscript),
        ..around
    }
}
