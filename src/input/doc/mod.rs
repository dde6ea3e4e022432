//! Word reader (`.doc`, Word 97 to 2003): paragraphs with what their formatting tells.
//!
//! A `.doc` is a compound file. Its text lies in pieces (`text`), its formatting apart from the
//! text in pages and a style sheet (`properties`), its numbering in tables of lists (`lists`).
//! Here the characters are gone through once, story by story: the text, then what hangs on it
//! (footnotes, comments, text boxes), headers and footers.

mod lists;
mod properties;
mod summary;
mod text;

use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use self::lists::Lists;
use self::properties::{Character, Formatting, Paragraph};
use self::text::Text;
use super::compound_file::{CompoundFile, u16_at, u32_at};
use super::error::InputError;
use super::numerals::NumberFormat;
use crate::model::{Block, BlockKind, Blocks, Place, Run, Style};

/// Width of a usual character in twentieths of a point: half of 12 points.
const CHARACTER: u64 = 120;
/// Fields nested deeper than this are read as text.
const FIELD_DEPTH: usize = 64;
/// The code of a field is not longer than this, in characters.
const CODE_LIMIT: usize = 4096;

/// Whether `bytes` are a compound file with a Word document in it.
#[must_use]
pub fn sniff(bytes: &[u8]) -> bool {
    CompoundFile::open(bytes).is_ok_and(|file| file.has("WordDocument"))
}

/// Reads a Word document.
///
/// # Errors
/// Where the file is damaged beyond use, encrypted, or older than Word 97.
pub fn read(bytes: &[u8]) -> Result<Blocks, InputError> {
    let file = CompoundFile::open(bytes)?;
    let Some(stream) = file.stream("WordDocument") else {
        return Err(InputError::NotThisFormat {
            format: "a Word document (.doc)".to_owned(),
        });
    };
    let header =
        |at| u16_at(&stream, at).ok_or_else(|| InputError::damaged("header", "it is cut off"));
    let (signature, version, flags) = (header(0)?, header(2)?, header(10)?);
    if version < 0xC1 || signature == 0xA5DC {
        return Err(InputError::Unsupported {
            format: "a document of Word 6 or Word 95, or older".to_owned(),
            advice: "open it in LibreOffice or Word and save it as .docx".to_owned(),
        });
    }
    if flags & 0x0100 != 0 {
        return Err(InputError::Encrypted);
    }
    let table = if flags & 0x0200 != 0 {
        "1Table"
    } else {
        "0Table"
    };
    let tables = file
        .stream(table)
        .ok_or_else(|| InputError::damaged(table, "it is not there"))?;
    let data = file.stream("Data").unwrap_or_default();
    let reader = Reader::new(&stream, &tables, &data)
        .ok_or_else(|| InputError::damaged("piece table", "the text cannot be found"))?;
    let mut blocks = reader.read();
    blocks.metadata = summary::metadata(&file);
    if blocks.blocks.is_empty() {
        return Err(InputError::NoText {
            why: "the document is empty, or all of it are pictures".to_owned(),
        });
    }
    Ok(blocks)
}

/// Tables that the header of a document names, by their number in it.
mod table {
    pub(super) const STYLES: usize = 1;
    pub(super) const FOOTNOTE_MARKS: usize = 2;
    pub(super) const FOOTNOTES: usize = 3;
    pub(super) const COMMENT_MARKS: usize = 4;
    pub(super) const COMMENTS: usize = 5;
    pub(super) const HEADERS: usize = 11;
    pub(super) const CHARACTERS: usize = 12;
    pub(super) const PARAGRAPHS: usize = 13;
    pub(super) const SETTINGS: usize = 31;
    pub(super) const PIECES: usize = 33;
    pub(super) const AUTHORS: usize = 36;
    pub(super) const SHAPES: usize = 40;
    pub(super) const ENDNOTE_MARKS: usize = 46;
    pub(super) const ENDNOTES: usize = 47;
    pub(super) const TEXT_BOXES: usize = 56;
    pub(super) const LISTS: usize = 73;
    pub(super) const LIST_USES: usize = 74;
}

/// What stands at a character of the text.
#[derive(Debug)]
enum Anchor {
    /// A note, with its mark and the range of its text.
    Note {
        mark: String,
        /// The mark is counted, not typed.
        counted: bool,
        text: Range<usize>,
    },
    Comment {
        author: String,
        text: Range<usize>,
    },
    TextBox(Range<usize>),
}

/// Which story is read.
#[derive(Clone, Debug)]
enum Story {
    Body,
    Note(String),
    Comment(String),
    Header,
    Footer,
}

struct Reader<'a> {
    stream: &'a [u8],
    data: &'a [u8],
    tables: &'a [u8],
    text: Text,
    formatting: Formatting,
    lists: Lists,
    anchors: BTreeMap<usize, Vec<Anchor>>,
    blocks: Vec<Block>,
    /// Paragraphs of the body so far.
    counted: u32,
    cell: Option<Cell>,
    next_table: u32,
    /// Paragraphs that were numbered by a field so far.
    automatic: u32,
}

/// Where in a table the text is.
#[derive(Clone, Copy, Debug)]
struct Cell {
    table: u32,
    row: u32,
    column: u32,
}

/// A field that is open.
#[derive(Debug, Default)]
struct Field {
    code: String,
    in_result: bool,
}

/// A paragraph as it is put together.
#[derive(Debug, Default)]
struct Open {
    runs: Vec<Run>,
    length: usize,
    note_marks: Vec<(u32, String)>,
    anchored: Vec<Anchor>,
    contents: bool,
    label: Option<String>,
}

impl<'a> Reader<'a> {
    fn new(stream: &'a [u8], tables: &'a [u8], data: &'a [u8]) -> Option<Self> {
        let table = |number| table_of(stream, tables, number);
        let mut reader = Self {
            text: text::read(stream, table(table::PIECES))?,
            formatting: Formatting::read(
                stream,
                data,
                table(table::STYLES),
                table(table::CHARACTERS),
                table(table::PARAGRAPHS),
            ),
            lists: Lists::read(
                from_table(stream, tables, table::LISTS),
                table(table::LIST_USES),
            ),
            stream,
            data,
            tables,
            anchors: BTreeMap::new(),
            blocks: Vec::new(),
            counted: 0,
            cell: None,
            next_table: 0,
            automatic: 0,
        };
        reader.find_anchors();
        Some(reader)
    }

    fn table(&self, number: usize) -> &'a [u8] {
        table_of(self.stream, self.tables, number)
    }

    /// Lengths of the stories one after another, as ranges of characters: text, footnotes, headers,
    /// (macros), comments, endnotes, text boxes.
    fn stories(&self) -> [Range<usize>; 7] {
        let mut start = 0;
        std::array::from_fn(|index| {
            let length = u32_at(self.stream, 0x4C + 4 * index).unwrap_or_default() as usize;
            let end = (start + length).min(self.text.units.len());
            let story = start..end;
            start = end;
            story
        })
    }

    fn find_anchors(&mut self) {
        let [_, footnotes, _, _, comments, endnotes, boxes] = self.stories();
        let settings = self.table(table::SETTINGS);
        let formats = u16_at(settings, 54).unwrap_or_default();
        let code = |shift: u16| u8::try_from((formats >> shift) & 0xF).unwrap_or_default();
        self.find_notes(
            table::FOOTNOTE_MARKS,
            table::FOOTNOTES,
            &footnotes,
            lists::format(code(2)),
        );
        self.find_notes(
            table::ENDNOTE_MARKS,
            table::ENDNOTES,
            &endnotes,
            lists::format(code(6)),
        );
        self.find_comments(&comments);
        self.find_text_boxes(&boxes);
    }

    fn find_notes(
        &mut self,
        marks: usize,
        texts: usize,
        story: &Range<usize>,
        format: NumberFormat,
    ) {
        let (marks, texts) = (self.table(marks), self.table(texts));
        let count = marks.len().saturating_sub(4) / 6;
        let mut counted = 0;
        for index in 0..count {
            let at = u32_at(marks, 4 * index).unwrap_or_default() as usize;
            let automatic = u16_at(marks, 4 * (count + 1) + 2 * index) != Some(0);
            let mark = if automatic {
                counted += 1;
                format.write(counted)
            } else {
                self.typed_mark(at)
            };
            let Some(text) = part_of(texts, index, story) else {
                break;
            };
            self.anchors.entry(at).or_default().push(Anchor::Note {
                mark,
                counted: automatic,
                text,
            });
        }
    }

    /// The mark of a note that somebody typed: one sign, or the same several times.
    fn typed_mark(&self, at: usize) -> String {
        let units = self.text.units.get(at..).unwrap_or_default();
        let Some(first) = units.first() else {
            return String::new();
        };
        let same = units.iter().take_while(|unit| *unit == first).take(4);
        String::from_utf16_lossy(&same.copied().collect::<Vec<_>>())
    }

    fn find_comments(&mut self, story: &Range<usize>) {
        let (marks, texts) = (
            self.table(table::COMMENT_MARKS),
            self.table(table::COMMENTS),
        );
        let authors = authors(self.table(table::AUTHORS));
        const ENTRY: usize = 30;
        let count = marks.len().saturating_sub(4) / (4 + ENTRY);
        for index in 0..count {
            let at = u32_at(marks, 4 * index).unwrap_or_default() as usize;
            let entry = marks
                .get(4 * (count + 1) + ENTRY * index..)
                .unwrap_or_default();
            let author = u16_at(entry, 20).and_then(|author| authors.get(usize::from(author)));
            let Some(text) = part_of(texts, index, story) else {
                break;
            };
            self.anchors.entry(at).or_default().push(Anchor::Comment {
                author: author.cloned().unwrap_or_default(),
                text,
            });
        }
    }

    fn find_text_boxes(&mut self, story: &Range<usize>) {
        let (shapes, boxes) = (self.table(table::SHAPES), self.table(table::TEXT_BOXES));
        const SHAPE: usize = 26;
        const BOX: usize = 22;
        let count = shapes.len().saturating_sub(4) / (4 + SHAPE);
        let mut places = BTreeMap::new();
        for index in 0..count {
            let at = u32_at(shapes, 4 * index).unwrap_or_default() as usize;
            if let Some(shape) = u32_at(shapes, 4 * (count + 1) + SHAPE * index) {
                places.insert(shape, at);
            }
        }
        let count = boxes.len().saturating_sub(4) / (4 + BOX);
        let end = self.stories()[0].end.saturating_sub(1);
        for index in 0..count {
            let entry = 4 * (count + 1) + BOX * index;
            let shape = u32_at(boxes, entry + 14).unwrap_or_default();
            let Some(text) = part_of(boxes, index, story) else {
                break;
            };
            // One whose place is not known stands at the end.
            let at = places.get(&shape).copied().unwrap_or(end);
            self.anchors
                .entry(at)
                .or_default()
                .push(Anchor::TextBox(text));
        }
    }

    fn read(mut self) -> Blocks {
        let [body, _, headers, ..] = self.stories();
        self.headers(&headers);
        self.story(body, &Story::Body, 0);
        Blocks {
            blocks: self.blocks,
            ..Blocks::default()
        }
    }

    /// Headers and footers: six parts are rules of notes, then six for each section. What is the
    /// same in several sections is read once.
    fn headers(&mut self, story: &Range<usize>) {
        let table = self.table(table::HEADERS);
        let count = (table.len() / 4).saturating_sub(1);
        let mut seen = HashSet::new();
        for index in 6..count {
            let Some(text) = part_of(table, index, story) else {
                break;
            };
            let (story, footer) = match index % 6 {
                0 | 1 | 4 => (Story::Header, false),
                _ => (Story::Footer, true),
            };
            let before = self.blocks.len();
            self.story(text, &story, 1);
            let read: String = self.blocks[before..].iter().map(Block::text).collect();
            if !seen.insert((footer, read)) {
                self.blocks.truncate(before);
            }
        }
    }

    /// Reads a story, or a part of one. `depth` is how many stories it hangs on.
    fn story(&mut self, range: Range<usize>, story: &Story, depth: u8) {
        let mut open = Open::default();
        let mut fields: Vec<Field> = Vec::new();
        let mut at = range.start;
        let mut skip = 0;
        while at < range.end {
            // To the end of the paragraph, whose mark tells how it is set.
            let is_mark = |at: &usize| match self.text.units[*at] {
                0x07 | 0x0D => true,
                // The end of a section, or a new page in the middle of a paragraph.
                0x0C => self.formatting.ends_paragraph(self.text.places[*at]),
                _ => false,
            };
            let end = (at..range.end).find(is_mark).unwrap_or(range.end);
            let place = self.text.places[end.min(range.end - 1)];
            let mut paragraph = self.formatting.paragraph(self.stream, self.data, place);
            let added = self.text.change(end.min(range.end - 1));
            paragraph.change(added, self.data);
            let mark = (end < range.end).then(|| self.text.units[end]);
            self.characters(at..end, &paragraph, &mut open, &mut fields, &mut skip);
            let looks = self.character_at(end.min(range.end - 1), &paragraph);
            at = end + 1;
            let goes_on = mark == Some(0x0D) && looks.deleted && !open.runs.is_empty();
            if goes_on && at < range.end {
                continue;
            }
            let whole = std::mem::take(&mut open);
            self.close(whole, &paragraph, mark, story, depth);
            open.contents = fields
                .iter()
                .any(|field| field.in_result && is_contents(&field.code));
        }
        if !open.runs.is_empty() {
            self.close(open, &Paragraph::default(), None, story, depth);
        }
        if matches!(story, Story::Body) {
            self.cell = None;
        }
    }

    fn character_at(&self, at: usize, paragraph: &Paragraph) -> Character {
        let stretch = self
            .text
            .places
            .get(at)
            .and_then(|place| self.formatting.stretch(*place));
        let looks = self.formatting.character(stretch, paragraph.style);
        looks.changed(self.text.change(at))
    }

    /// Adds the characters of a range to a paragraph.
    fn characters(
        &mut self,
        range: Range<usize>,
        paragraph: &Paragraph,
        open: &mut Open,
        fields: &mut Vec<Field>,
        skip: &mut usize,
    ) {
        let mut known: Option<((Option<usize>, usize), Character)> = None;
        let mut pending: Option<u16> = None;
        for at in range {
            let unit = self.text.units[at];
            let stretch = self.formatting.stretch(self.text.places[at]);
            let here = (stretch, self.text.piece(at));
            let looks = match known {
                Some((same, looks)) if same == here => looks,
                _ => (self.formatting.character(stretch, paragraph.style))
                    .changed(self.text.change(at)),
            };
            known = Some((here, looks));
            let in_result = fields.iter().all(|field| field.in_result);
            if let Some(anchors) = self.anchors.remove(&at) {
                for anchor in anchors {
                    if let Anchor::Note { mark, counted, .. } = &anchor {
                        let place = u32::try_from(open.length).unwrap_or(u32::MAX);
                        open.note_marks.push((place, mark.clone()));
                        if !counted {
                            *skip = mark.encode_utf16().count();
                        }
                    }
                    open.anchored.push(anchor);
                }
            }
            if *skip > 0 {
                *skip -= 1;
                continue;
            }
            let c = match unit {
                0x13 if fields.len() < FIELD_DEPTH => {
                    fields.push(Field::default());
                    continue;
                }
                0x14 => {
                    if let Some(field) = fields.last_mut() {
                        field.in_result = true;
                        open.contents |= is_contents(&field.code);
                    }
                    continue;
                }
                0x15 => {
                    if let Some(field) = fields.pop()
                        && !field.in_result
                        && field
                            .code
                            .trim_start()
                            .to_uppercase()
                            .starts_with("AUTONUM")
                        && open.length == 0
                    {
                        open.label = Some(String::new());
                    }
                    continue;
                }
                0x28 if looks.special => looks.symbol.map_or('(', symbol),
                // A picture, the mark of a note or comment, a rule, a shape.
                0x01..=0x05 | 0x08 => continue,
                0x09 => '\t',
                0x0B | 0x0C | 0x0E => '\n',
                // A hyphen that does not break; one that only shows where it breaks.
                0x1E => '\u{2011}',
                0x1F | 0xAD => continue,
                0x00..=0x1F => continue,
                0xD800..=0xDBFF => {
                    pending = Some(unit);
                    continue;
                }
                0xDC00..=0xDFFF => match pending.take() {
                    Some(first) => char::decode_utf16([first, unit])
                        .next()
                        .and_then(Result::ok)
                        .unwrap_or(char::REPLACEMENT_CHARACTER),
                    None => char::REPLACEMENT_CHARACTER,
                },
                0xF000..=0xF0FF => symbol(unit),
                _ => char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER),
            };
            if !in_result {
                if let Some(field) = fields.last_mut() {
                    if field.code.len() < CODE_LIMIT {
                        field.code.push(c);
                    } else {
                        // No code is that long: the mark of its end is lost.
                        fields.pop();
                    }
                }
                continue;
            }
            if looks.hidden {
                continue;
            }
            open.push(c, &looks);
        }
    }

    /// Ends a paragraph: makes a block of it, and reads what hangs on it.
    fn close(
        &mut self,
        open: Open,
        paragraph: &Paragraph,
        mark: Option<u16>,
        story: &Story,
        depth: u8,
    ) {
        let body = matches!(story, Story::Body) && depth == 0;
        let in_table = body && (paragraph.in_table || paragraph.depth > 0);
        if body {
            self.counted = self.counted.saturating_add(1);
        }
        let row_end = in_table && (paragraph.row_end && mark == Some(0x07));
        if in_table && self.cell.is_none() {
            self.cell = Some(Cell {
                table: self.next_table,
                row: 0,
                column: 0,
            });
            self.next_table += 1;
        } else if body && !in_table {
            self.cell = None;
        }
        let Open {
            runs,
            note_marks,
            anchored,
            contents,
            label: counted_by_field,
            ..
        } = open;
        let only_deleted = !runs.is_empty() && runs.iter().all(|run| run.style.deleted);
        let blank = runs.iter().all(|run| run.text.trim().is_empty());
        let mut numbered = lists::Numbered::default();
        if paragraph.list > 0 && !row_end && !(blank && mark == Some(0x0C)) {
            numbered = self
                .lists
                .number(paragraph.list, paragraph.level)
                .unwrap_or_default();
        }
        if counted_by_field.is_some() && numbered.label.is_none() {
            self.automatic += 1;
            numbered.label = Some(format!("{}.", self.automatic));
        }
        let says_nothing = blank && numbered.label.is_none() && note_marks.is_empty();
        if !(row_end || says_nothing) {
            let style = self.formatting.style(paragraph.style);
            let from_edge = paragraph.left.saturating_add(paragraph.first).max(0);
            let indent = u64::from(from_edge.unsigned_abs()) * 100 / CHARACTER;
            let block = Block {
                kind: self.kind(paragraph, contents, numbered.bullet, story),
                label: numbered.label.filter(|_| !only_deleted),
                runs,
                note_marks,
                place: Place {
                    paragraph: if matches!(story, Story::Header | Story::Footer) {
                        0
                    } else {
                        self.counted
                    },
                    ..Place::default()
                },
                list_level: if paragraph.list > 0 {
                    paragraph.level
                } else {
                    0
                },
                indent: Some(u32::try_from(indent).unwrap_or(u32::MAX)),
                language: None,
                style_name: style.map(|style| style.name.to_owned()),
            };
            self.blocks.push(block);
        }
        if in_table
            && mark == Some(0x07)
            && let Some(cell) = &mut self.cell
        {
            if row_end {
                cell.row += 1;
                cell.column = 0;
            } else {
                cell.column += 1;
            }
        }
        // Stories hang on the text, and text boxes on notes; nothing hangs deeper.
        if depth < 2 {
            for anchor in anchored {
                let (text, story) = match anchor {
                    Anchor::Note { mark, text, .. } => (text, Story::Note(mark)),
                    Anchor::Comment { author, text } => (text, Story::Comment(author)),
                    Anchor::TextBox(text) => (text, Story::Body),
                };
                self.story_of_anchor(text, &story, depth + 1);
            }
        }
    }

    /// Reads a note, comment or text box; only its first paragraph has the mark.
    fn story_of_anchor(&mut self, text: Range<usize>, story: &Story, depth: u8) {
        let cell = self.cell.take();
        let before = self.blocks.len();
        self.story(text, story, depth);
        self.cell = cell;
        if let Story::Note(mark) = story
            && let Some(first) = self.blocks.get_mut(before)
        {
            take_mark(first, mark);
            first.label = Some(mark.clone());
        }
    }

    fn kind(
        &self,
        paragraph: &Paragraph,
        contents: bool,
        bullet: bool,
        story: &Story,
    ) -> BlockKind {
        match story {
            Story::Note(_) => return BlockKind::Note,
            Story::Comment(author) => return BlockKind::Comment(author.clone()),
            Story::Header => return BlockKind::PageHeader,
            Story::Footer => return BlockKind::PageFooter,
            Story::Body => {}
        }
        if let Some(Cell { table, row, column }) = self.cell {
            return BlockKind::Cell { table, row, column };
        }
        let built_in = self
            .formatting
            .style(paragraph.style)
            .map(|style| style.built_in);
        match (paragraph.outline, built_in) {
            // The styles of the lines of a table of contents.
            _ if contents => BlockKind::Apart,
            (_, Some(19..=27)) => BlockKind::Apart,
            (_, Some(62)) => BlockKind::Title,
            (Some(level @ 0..=8), _) => BlockKind::Heading(level + 1),
            (None, Some(level @ 1..=9)) => BlockKind::Heading(u8::try_from(level).unwrap_or(9)),
            _ if bullet => BlockKind::ListItem,
            _ => BlockKind::Paragraph,
        }
    }
}

impl Open {
    fn push(&mut self, c: char, looks: &Character) {
        let style = Style {
            italic: looks.italic,
            bold: looks.bold,
            struck: looks.struck,
            inserted: looks.inserted,
            deleted: looks.deleted,
            superscript: looks.superscript,
        };
        match self.runs.last_mut() {
            Some(run) if run.style == style => run.text.push(c),
            _ => self.runs.push(Run {
                text: c.to_string(),
                style,
            }),
        }
        if !looks.deleted {
            self.length += c.len_utf8();
        }
    }
}

/// Takes the typed mark and the white space off that the text of a note begins with.
fn take_mark(note: &mut Block, mark: &str) {
    let mut rest = mark;
    for run in &mut note.runs {
        let text = run.text.trim_start();
        let after = text.strip_prefix(rest);
        if after.is_some() {
            rest = "";
        }
        run.text = after.unwrap_or(text).trim_start().to_owned();
        if !run.text.is_empty() {
            break;
        }
    }
    note.runs.retain(|run| !run.text.is_empty());
}

fn is_contents(code: &str) -> bool {
    let mut words = code.split_whitespace();
    words
        .next()
        .is_some_and(|word| word.eq_ignore_ascii_case("TOC"))
}

/// A sign of the symbol fonts. The private ones are bullets and boxes mostly.
fn symbol(unit: u16) -> char {
    match unit & 0xFF {
        0x2D => '-',
        0xB7 | 0xA7 | 0x76 | 0xD8 | 0xFC | 0x6E | 0x6C => '•',
        _ if unit & 0xFF00 == 0xF000 => '\u{25A1}',
        _ => char::from_u32(u32::from(unit)).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// The bytes of the table of this number.
fn table_of<'a>(stream: &[u8], tables: &'a [u8], number: usize) -> &'a [u8] {
    let rest = from_table(stream, tables, number);
    let length = u32_at(stream, 0x9A + 8 * number + 4).unwrap_or_default() as usize;
    &rest[..rest.len().min(length)]
}

/// The bytes from the table of this number on; none where it has none.
fn from_table<'a>(stream: &[u8], tables: &'a [u8], number: usize) -> &'a [u8] {
    let at = 0x9A + 8 * number;
    let start = u32_at(stream, at).unwrap_or(u32::MAX) as usize;
    let empty = u32_at(stream, at + 4).unwrap_or_default() == 0;
    tables.get(start..).filter(|_| !empty).unwrap_or_default()
}

/// The part of a story that a table of places gives.
fn part_of(table: &[u8], index: usize, story: &Range<usize>) -> Option<Range<usize>> {
    let start = story.start + u32_at(table, 4 * index)? as usize;
    let end = story.start + u32_at(table, 4 * index + 4)? as usize;
    let end = end.min(story.end);
    Some(start.min(end)..end)
}

/// Names of those who commented.
fn authors(table: &[u8]) -> Vec<String> {
    let mut authors = Vec::new();
    let mut at = 0;
    while let Some(length) = u16_at(table, at).map(usize::from) {
        let units = (0..length).map_while(|index| u16_at(table, at + 2 + 2 * index));
        authors.push(
            char::decode_utf16(units)
                .map(|c| c.unwrap_or('?'))
                .collect(),
        );
        at += 2 + 2 * length;
    }
    authors
}

#[cfg(test)]
mod tests;
