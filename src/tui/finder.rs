//! The thread that answers queries, so that no key waits for one.
//!
//! It builds the index first, finds out what refers to what, then answers whatever was asked last;
//! questions that were overtaken by a later one are dropped unanswered.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Duration;

use super::{Action, Findings, OpenDocument};
use crate::language::references::Links;
use crate::notes::Notebook;
use crate::search::{Cancel, Index, UserNotes};

/// What is asked: the filter's text, and what the reader has added by then.
#[derive(Debug)]
struct Question {
    typed: String,
    notebook: Arc<Notebook>,
}

/// The way to the answering thread. It ends when this is dropped.
#[derive(Debug)]
pub(super) struct Finder {
    questions: Sender<Question>,
}

impl Finder {
    /// Starts the thread. It tells [`Action::Indexed`] once or twice, and an [`Action::Found`] for each
    /// question that is not overtaken, until `tell` says that nobody listens.
    pub(super) fn start(
        document: Arc<OpenDocument>,
        tell: impl Fn(Action) -> bool + Send + 'static,
    ) -> Self {
        let (questions, asked) = channel();
        thread::spawn(move || answer_all(&document, &asked, &tell));
        Self { questions }
    }

    /// Asks; the answer comes as an action.
    pub(super) fn ask(&self, typed: String, notebook: Arc<Notebook>) {
        // A thread that is gone answers nothing; the browser goes on without.
        let _ = self.questions.send(Question { typed, notebook });
    }
}

/// In larger documents a first part is made findable at once, and serves until the rest is.
const FIRST_PART: usize = 20_000;

/// In larger documents it is not worked out beforehand what refers to what: that reads every word.
const LINKED: usize = 20_000;

/// How often the thread looks whether the whole index is there; only while it is being built.
const GLANCE: Duration = Duration::from_millis(20);

fn answer_all(document: &OpenDocument, asked: &Receiver<Question>, tell: &dyn Fn(Action) -> bool) {
    let compilation = &document.compilation;
    let mut notes = UserNotes::default();
    let whole = if compilation.provisions.len() <= FIRST_PART {
        Index::build(compilation)
    } else {
        let first = Index::build_first(compilation, FIRST_PART, &|_| {}, &Cancel::new())
            .unwrap_or_default();
        if !tell(Action::Indexed(first.covers())) {
            return;
        }
        let whole = thread::scope(|scope| {
            let building = scope.spawn(|| Index::build(compilation));
            while !building.is_finished() {
                match asked.recv_timeout(GLANCE) {
                    Ok(question) => {
                        answer(document, &first, &mut notes, newest(asked, question), tell);
                    }
                    Err(RecvTimeoutError::Timeout) => {}
                    Err(RecvTimeoutError::Disconnected) => thread::sleep(GLANCE),
                }
            }
            building.join()
        });
        // The build panicked; its message is on the screen, and there is nothing to answer from.
        let Ok(whole) = whole else { return };
        whole
    };
    if !tell(Action::Indexed(whole.covers())) {
        return;
    }
    // On this thread too: the processors are few, and a person looks for something first.
    if compilation.provisions.len() <= LINKED {
        let links = Links::of(compilation);
        if !tell(Action::Linked(Arc::new(links))) {
            return;
        }
    }
    while let Ok(question) = asked.recv() {
        if !answer(document, &whole, &mut notes, newest(asked, question), tell) {
            return;
        }
    }
}

/// The question that was asked last; those before it are outdated.
fn newest(asked: &Receiver<Question>, question: Question) -> Question {
    asked.try_iter().last().unwrap_or(question)
}

fn answer(
    document: &OpenDocument,
    index: &Index,
    notes: &mut UserNotes,
    Question { typed, notebook }: Question,
    tell: &dyn Fn(Action) -> bool,
) -> bool {
    // Which provisions a notebook speaks of is looked up once for each notebook.
    if !Arc::ptr_eq(notes.notebook(), &notebook) {
        *notes = UserNotes::of(&document.compilation, &notebook);
    }
    // Nobody cancels it.
    let Ok(findings) = Findings::of(document, index, typed, notes, &Cancel::new()) else {
        return true;
    };
    tell(Action::Found(Arc::new(findings)))
}
