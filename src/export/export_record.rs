//! Records as they are exported: a provision's own fields, what it refers to, what is derived from
//! it, what its reader added, and what a search knows of it.

use serde::Serialize;

use super::format::SearchMatch;
use super::user_notes::NotesRecord;
use crate::language::operative::Derived;
use crate::language::references::{Extractor, Reference};
use crate::model::{Document, Record};
use crate::notes::Notebook;

/// A record with everything that is added to it.
#[derive(Serialize)]
pub(super) struct ExportRecord<'a> {
    #[serde(flatten)]
    record: Record<'a>,
    references: Vec<Reference>,
    /// Who is asked to do what: this program's judgment, and so under a name of its own.
    derived: Derived,
    /// What the reader added, where that is anything.
    #[serde(rename = "own", skip_serializing_if = "Option::is_none")]
    notes: Option<NotesRecord<'a>>,
    #[serde(flatten)]
    found: Option<&'a SearchMatch>,
}

/// Makes the records of one document.
pub(super) struct ExportRecords<'a> {
    document: &'a Document,
    notebook: &'a Notebook,
    extractor: Extractor<'a>,
}

impl<'a> ExportRecords<'a> {
    pub(super) fn new(document: &'a Document, notebook: &'a Notebook) -> Self {
        Self {
            document,
            notebook,
            extractor: Extractor::new(document),
        }
    }

    /// The record of the provision at `position`.
    pub(super) fn record(
        &mut self,
        position: usize,
        found: Option<&'a SearchMatch>,
    ) -> ExportRecord<'a> {
        let document = self.document;
        ExportRecord {
            record: Record::of(document, position),
            references: self.extractor.references(position),
            derived: Derived::of(document, position),
            notes: NotesRecord::of(self.notebook, &document.provisions[position]),
            found,
        }
    }
}
