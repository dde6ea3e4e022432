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

    /// Gives the terminal to the reader's editor, with the note on a provision.
    pub(super) fn write(&mut self, position: usize) -> io::Result<Result<Change, String>> {
        let compilation = self.app.compilation();
        let id = &compilation.provisions[position].id;
        let before = (self.app.own.of(id)).and_then(|entry| entry.note.as_deref());
        let Ok(left) = self.keyboard.leave() else {
            return Ok(Err(
                "The keyboard could not be left to an editor.".to_owned()
            ));
        };
        self.away.store(true, Ordering::Relaxed);
        self.screen.lend();
        let wrote = write_note(compilation, position, before);
        self.screen.retake()?;
        self.away.store(false, Ordering::Relaxed);
        drop(left);
        let resize = self.resize()?;
        let _ = update(&mut self.app, resize);
        Ok(wrote)
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
