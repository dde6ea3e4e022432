//! Text of the block that is being read: runs, marks of notes, what of it is references.

use crate::model::{Run, Style};

/// Text of the block that is being read.
#[derive(Debug, Default)]
pub(super) struct Pending {
    pub runs: Vec<Run>,
    pub note_marks: Vec<(u32, String)>,
    /// Bytes of the text, less what is deleted.
    pub length: usize,
    /// Letters in references.
    linked: usize,
    /// Line breaks since the last text.
    pub breaks: u8,
    /// Mark of the note that the block turned out to be.
    pub note: Option<String>,
}

impl Pending {
    /// Adds text, which is linked where it stands in a reference.
    pub(super) fn push(&mut self, text: &str, style: Style, linked: bool) {
        if !style.deleted {
            self.length += text.len();
        }
        if linked {
            self.linked += letters(text);
        }
        match self.runs.last_mut() {
            Some(run) if run.style == style => run.text.push_str(text),
            _ => self.runs.push(Run {
                text: text.to_owned(),
                style,
            }),
        }
    }

    /// Adds the mark of a note.
    pub(super) fn mark(&mut self, mark: &str) {
        let at = u32::try_from(self.length).unwrap_or(u32::MAX);
        self.note_marks.push((at, mark.to_owned()));
    }

    /// Whether white space that comes now changes nothing.
    pub(super) fn ends_blank(&self) -> bool {
        let last = self.runs.last();
        last.is_none_or(|run| run.text.ends_with([' ', '\n']))
    }

    pub(super) fn ends_superscript(&self) -> bool {
        self.runs.last().is_some_and(|run| run.style.superscript)
    }

    /// Whether all its letters are those of references.
    pub(super) fn is_link(&self) -> bool {
        let all: usize = self.runs.iter().map(|run| letters(&run.text)).sum();
        self.linked > 0 && self.linked == all
    }

    /// The kept text from an offset on.
    pub(super) fn text_from(&self, offset: usize) -> String {
        let mut start = self.length;
        let mut pieces = Vec::new();
        for run in self.runs.iter().rev().filter(|run| !run.style.deleted) {
            if start <= offset {
                break;
            }
            start = start.saturating_sub(run.text.len());
            let from = offset.saturating_sub(start);
            pieces.push(run.text.get(from..).unwrap_or_default());
        }
        pieces.into_iter().rev().collect()
    }

    /// Cuts the kept text off at an offset.
    pub(super) fn cut(&mut self, offset: usize) {
        while let Some(run) = self.runs.last_mut() {
            if run.style.deleted || self.length <= offset {
                break;
            }
            let start = self.length.saturating_sub(run.text.len());
            if start >= offset {
                self.length = start;
                self.runs.pop();
            } else {
                run.text.truncate(offset - start);
                self.length = offset;
            }
        }
    }

    /// Takes white space from its end; whether anything is left.
    pub(super) fn end(&mut self) -> bool {
        while let Some(run) = self.runs.last_mut() {
            let length = run.text.trim_end().len();
            if !run.style.deleted {
                self.length = self.length.saturating_sub(run.text.len() - length);
            }
            run.text.truncate(length);
            if length > 0 {
                break;
            }
            self.runs.pop();
        }
        for (at, _) in &mut self.note_marks {
            *at = (*at).min(u32::try_from(self.length).unwrap_or(u32::MAX));
        }
        let blank = self.runs.iter().all(|run| run.text.trim().is_empty());
        !blank || !self.note_marks.is_empty()
    }
}

pub(super) fn letters(text: &str) -> usize {
    text.chars().filter(|sign| sign.is_alphanumeric()).count()
}
