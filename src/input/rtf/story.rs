//! Paragraphs of one text of an RTF file: the body, a note, a header.

use crate::model::{Block, BlockKind, Place, Run, Style};

/// Longest mark that a note has instead of its number, in characters.
const LONGEST_MARK: usize = 8;
/// Width of a usual character in twentieths of a point.
const CHARACTER: u64 = 120;

/// What is said of a paragraph.
#[derive(Clone, Debug, Default)]
pub(super) struct ParagraphProperties {
    pub style_name: Option<String>,
    pub outline: Option<u8>,
    pub left: i32,
    pub first: i32,
    pub in_table: bool,
    pub level: u8,
}

/// A text with its paragraphs so far.
#[derive(Debug, Default)]
pub(super) struct Story {
    /// What its paragraphs are; a plain paragraph where nothing else is known.
    pub kind: BlockKind,
    /// Mark of the note that it is, for its first paragraph.
    pub mark: Option<String>,
    /// It is a note at the end of the document, not of the page.
    pub at_end: bool,
    pub blocks: Vec<Block>,
    pub label: Option<String>,
    runs: Vec<Run>,
    note_marks: Vec<(u32, String)>,
    notes: Vec<Block>,
    length: usize,
    table: Option<(u32, u32, u32)>,
    /// Number of tables in this text and those before it.
    pub tables: u32,
}

impl Story {
    pub(super) fn new(kind: BlockKind) -> Self {
        Self {
            kind,
            ..Self::default()
        }
    }

    pub(super) fn push(&mut self, text: &str, style: Style) {
        if text.is_empty() {
            return;
        }
        if !style.deleted {
            self.length += text.len();
        }
        match self.runs.last_mut() {
            Some(run) if run.style == style => run.text.push_str(text),
            _ => self.runs.push(Run {
                text: text.to_owned(),
                style,
            }),
        }
    }

    /// The mark of a note that is typed before it: the raised end of the text.
    pub(super) fn take_mark(&mut self) -> Option<String> {
        let last = self.runs.last()?;
        let fits = last.style.superscript && !last.style.deleted;
        if !fits || last.text.chars().count() > LONGEST_MARK {
            return None;
        }
        let run = self.runs.pop()?;
        self.length -= run.text.len();
        let end = u32::try_from(self.length).unwrap_or(u32::MAX);
        for (at, _) in &mut self.note_marks {
            *at = (*at).min(end);
        }
        Some(run.text.trim().to_owned())
    }

    /// Adds a note here, whose text follows the paragraph.
    pub(super) fn note(&mut self, mark: Option<String>, blocks: Vec<Block>) {
        if let Some(mark) = mark {
            let at = u32::try_from(self.length).unwrap_or(u32::MAX);
            self.note_marks.push((at, mark));
        }
        self.notes.extend(blocks);
    }

    /// A paragraph ends; `number` is which it is in the file.
    pub(super) fn end_paragraph(&mut self, properties: &ParagraphProperties, number: u32) {
        let runs = std::mem::take(&mut self.runs);
        let note_marks = std::mem::take(&mut self.note_marks);
        let notes = std::mem::take(&mut self.notes);
        let mut label = self.label.take();
        self.length = 0;
        if properties.in_table && self.table.is_none() {
            self.table = Some((self.tables, 0, 0));
            self.tables = self.tables.saturating_add(1);
        } else if !properties.in_table {
            self.table = None;
        }
        let bullet = label.as_deref().is_some_and(is_bullet);
        if bullet {
            label = None;
        }
        let blank = runs.iter().all(|run| run.text.trim().is_empty());
        if blank && label.is_none() && note_marks.is_empty() {
            self.blocks.extend(notes);
            return;
        }
        if self.mark.is_some() {
            label = self.mark.take();
        }
        let kind = match (&self.kind, self.table) {
            (BlockKind::Paragraph, Some((table, row, column))) => {
                BlockKind::Cell { table, row, column }
            }
            (BlockKind::Paragraph, None) => kind_of(properties, bullet),
            (kind, _) => kind.clone(),
        };
        let edge = properties.left.saturating_add(properties.first).max(0);
        let indent = u64::from(edge.unsigned_abs()) * 100 / CHARACTER;
        self.blocks.push(Block {
            kind,
            label,
            runs,
            note_marks,
            place: Place {
                paragraph: number,
                ..Place::default()
            },
            list_level: properties.level,
            indent: Some(u32::try_from(indent).unwrap_or(u32::MAX)),
            language: None,
            style_name: properties.style_name.clone(),
        });
        self.blocks.extend(notes);
    }

    /// A cell ends after its last paragraph.
    pub(super) fn end_cell(&mut self) {
        if let Some((_, _, column)) = &mut self.table {
            *column = column.saturating_add(1);
        }
    }

    pub(super) fn end_row(&mut self) {
        if let Some((_, row, column)) = &mut self.table {
            *row = row.saturating_add(1);
            *column = 0;
        }
    }
}

fn kind_of(properties: &ParagraphProperties, bullet: bool) -> BlockKind {
    let name = properties.style_name.as_deref().unwrap_or_default();
    let name = name.to_lowercase();
    let by_name = name
        .strip_prefix("heading ")
        .and_then(|level| level.parse::<u8>().ok());
    if name.starts_with("toc ") || name.starts_with("contents ") {
        BlockKind::Apart
    } else if name == "title" {
        BlockKind::Title
    } else if let Some(level @ 0..=8) = properties.outline {
        BlockKind::Heading(level + 1)
    } else if let Some(level @ 1..=9) = by_name {
        BlockKind::Heading(level)
    } else if bullet {
        BlockKind::ListItem
    } else {
        BlockKind::Paragraph
    }
}

/// Whether what is printed beside a paragraph is a sign, not a number.
fn is_bullet(label: &str) -> bool {
    !label.chars().any(char::is_alphanumeric) || label == "o"
}
