//! What the reader has added to the document, as far as this window knows.

use std::sync::Arc;

use tui_input::Input;

use crate::notes::{Change, Entry, Notebook};

/// The reader's bookmarks, tags and notes, and what is being typed of them.
#[derive(Clone, Debug, Default)]
pub struct Own {
    /// Everything known, with all deeds of this window carried out.
    pub notebook: Arc<Notebook>,
    /// Why nothing can be kept of this document, and what to do, in words.
    pub barred: Option<String>,
    /// The tags being typed, with the cursor.
    pub tagging: Option<Input>,
}

impl Own {
    /// What was added to the provision with this id.
    #[must_use]
    pub fn of(&self, id: &str) -> Option<&Entry> {
        self.notebook.entry(id)
    }

    /// Carries deeds out.
    pub(super) fn do_all(&mut self, changes: &[Change]) {
        let notebook = Arc::make_mut(&mut self.notebook);
        for change in changes {
            notebook.apply(change);
        }
    }

    /// This is what the file holds, with everything done here and what other windows wrote.
    pub(super) fn is_now(&mut self, held: Arc<Notebook>) {
        // The same words stay in the same place: whoever asks whether they changed compares places.
        if held != self.notebook {
            self.notebook = held;
        }
    }
}
