//! What the loop does outside when an effect asks for it.

use std::io;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::thread;

use super::{Browser, News};
use crate::notes::Change;
use crate::tui::editor::write_note;
use crate::tui::{Action, Cut, Groups, update};

impl Browser<'_> {
    /// Cuts the document on a thread of its own: that reads every word of it.
    pub(super) fn group(&self, cut: Cut) {
        let (document, news) = (self.app.document.clone(), self.news.clone());
        thread::spawn(move || {
            let groups = Groups::by(cut, &document.compilation);
            // Nobody listens any more where the reader has left.
            let _ = news.send(News::Did(Action::Grouped(Arc::new(groups))));
        });
    }

    pub(super) fn keep(&mut self, changes: Vec<Change>) {
        let news = self.news.clone();
        self.shelf.keep(changes, move |saved| {
            // Nobody listens any more where the reader has left.
            let _ = news.send(News::Saved(saved));
        });
    }

    /// Gives the terminal to the reader's editor, with the note on a provision. Says what was
    /// written, and apart from that whether the terminal could be taken again: what was written
    /// counts also where the terminal is gone.
    pub(super) fn write(&mut self, position: usize) -> (Result<Change, String>, io::Result<()>) {
        let compilation = self.app.compilation();
        let id = &compilation.provisions[position].id;
        let before = (self.app.own.of(id)).and_then(|entry| entry.note.as_deref());
        let Some(drafts) = self.shelf.drafts() else {
            return (Err("There is no file to keep notes in.".to_owned()), Ok(()));
        };
        let Ok(left) = self.keyboard.leave() else {
            let words = "The keyboard could not be left to an editor.".to_owned();
            return (Err(words), Ok(()));
        };
        self.away.store(true, Ordering::Relaxed);
        self.screen.lend();
        let wrote = write_note(compilation, position, before, &drafts);
        let back = self.screen.retake().and_then(|()| self.resize());
        self.away.store(false, Ordering::Relaxed);
        drop(left);
        let back = back.map(|resize| {
            let _ = update(&mut self.app, resize);
        });
        let wrote = wrote.map(|(change, draft)| {
            self.shelf.written(draft);
            change
        });
        (wrote, back)
    }

    /// The size that the terminal has now, as something that happened.
    pub(super) fn resize(&self) -> io::Result<Action> {
        let size = self.screen.size()?;
        Ok(Action::Resize(size.width, size.height))
    }

    pub(super) fn copy(&mut self, text: &str, what: &str) -> Result<String, String> {
        let mut sequence = Vec::new();
        let copied = self.clipboard.copy(text, &mut sequence);
        self.screen.send(sequence);
        match copied {
            Ok(report) => Ok(format!("{what} {report}")),
            Err(failure) => Err(failure.to_string()),
        }
    }
}
