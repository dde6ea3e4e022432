//! A paragraph of a Word document while it is read: its runs, the marks of its notes, the notes.

use super::styles::{Look, ParagraphMarkup};
use crate::input::note;
use crate::model::{Block, Run, Style};

/// Longest mark that a note can have instead of its number, in characters.
const LONGEST_MARK: usize = 8;

/// A paragraph that is being read.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    /// Where its block will stand.
    pub slot: usize,
    /// Which paragraph of the text it is, counted from 1.
    pub number: u32,
    pub markup: ParagraphMarkup,
    pub runs: Vec<Run>,
    pub note_marks: Vec<(u32, String)>,
    pub notes: Vec<Block>,
    /// How text looks that comes now, and its languages: usual, and in complex scripts.
    pub look: Look,
    pub language: Option<String>,
    pub language_complex: Option<String>,
    /// In a table of contents.
    pub contents: bool,
    /// Depth of pictures in it, whose texts are no text of it.
    pub pictures: u32,
    /// Bytes of its text so far, less what is deleted.
    length: usize,
    /// Which of the notes begins with which of the marks.
    marked: Vec<(usize, usize)>,
    /// The text to come is the mark of the last note.
    mark_follows: bool,
}

impl Paragraph {
    pub(super) fn new(slot: usize, number: u32, contents: bool) -> Self {
        Self {
            slot,
            number,
            contents,
            ..Self::default()
        }
    }

    /// Adds text, unless it is the mark of the last note.
    pub(super) fn push(&mut self, text: &str, style: Style) {
        if self.mark_follows && !text.trim().is_empty() {
            self.mark_follows = false;
            if text.chars().count() <= LONGEST_MARK {
                if let Some((_, mark)) = self.note_marks.last_mut() {
                    text.trim().clone_into(mark);
                }
                return;
            }
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

    /// Adds the mark of a note here, and the note; without a mark the text to come is it.
    pub(super) fn note(&mut self, mark: Option<String>, blocks: &mut Vec<Block>) {
        self.mark_follows = mark.is_none();
        let at = u32::try_from(self.length).unwrap_or(u32::MAX);
        if !blocks.is_empty() {
            self.marked.push((self.notes.len(), self.note_marks.len()));
        }
        self.note_marks
            .push((at, mark.unwrap_or_else(|| "*".to_owned())));
        self.notes.append(blocks);
    }

    /// Gives the notes their marks, which are known by now.
    pub(super) fn label_notes(&mut self) {
        for (note, mark) in self.marked.drain(..) {
            let mark = self.note_marks.get(mark);
            if let (Some(note), Some((_, mark))) = (self.notes.get_mut(note), mark) {
                note::label(note, mark);
            }
        }
    }

    /// Whether all its text was deleted, or there is none.
    pub(super) fn is_gone(&self) -> bool {
        self.runs.iter().all(|run| run.style.deleted)
    }

    /// The two as one: the properties are those of `after`, whose end was kept.
    pub(super) fn joined(mut self, mut after: Self) -> Self {
        for (at, _) in &mut after.note_marks {
            *at = at.saturating_add(u32::try_from(self.length).unwrap_or(u32::MAX));
        }
        self.length += after.length;
        self.markup = after.markup;
        self.runs.append(&mut after.runs);
        self.note_marks.append(&mut after.note_marks);
        self.notes.append(&mut after.notes);
        self
    }
}
