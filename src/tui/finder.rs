//! The thread that answers queries, so that no key waits for one.
//!
//! It builds the index first, then answers whatever was asked last; questions that were
//! overtaken by a later one are dropped unanswered.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use super::{Action, Document, Findings};
use crate::search::Index;

/// The way to the answering thread. It ends when this is dropped.
#[derive(Debug)]
pub(super) struct Finder {
    questions: Sender<String>,
}

impl Finder {
    /// Starts the thread. It tells [`Action::Indexed`] once, then an [`Action::Found`] for each
    /// question that is not overtaken, until `tell` says that nobody listens.
    pub(super) fn start(
        document: Arc<Document>,
        tell: impl Fn(Action) -> bool + Send + 'static,
    ) -> Self {
        let (questions, asked) = channel();
        thread::spawn(move || answer_all(&document, &asked, &tell));
        Self { questions }
    }

    /// Asks; the answer comes as an action.
    pub(super) fn ask(&self, typed: String) {
        // A thread that is gone answers nothing; the browser goes on without.
        let _ = self.questions.send(typed);
    }
}

fn answer_all(document: &Document, asked: &Receiver<String>, tell: &dyn Fn(Action) -> bool) {
    let index = Index::build(&document.compilation);
    if !tell(Action::Indexed) {
        return;
    }
    while let Ok(mut typed) = asked.recv() {
        while let Ok(newer) = asked.try_recv() {
            typed = newer;
        }
        let findings = Findings::of(document, &index, typed);
        if !tell(Action::Found(Arc::new(findings))) {
            return;
        }
    }
}
