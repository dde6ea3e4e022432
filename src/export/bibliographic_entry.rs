//! Bibliographic entry: a provision as reference managers take it.
//!
//! The report is what is cited. Symbol and paragraph stand in the title as well: citation styles print
//! the title always, and most of them neither the number of a report nor a note.

use super::quoted::why_no_text;
use super::user_notes::{USER_NOTES, in_words, tags};
use super::{View, one_line};
use crate::language::issuing_body;
use crate::model::{Date, Document, Part, Provision, citation, pinpoint};
use crate::notes::{Entry, Notebook};

/// What an entry is made from.
pub(super) struct BibliographicEntry<'a> {
    pub(super) provision: &'a Provision,
    pub(super) part: &'a Part,
    /// Symbol of the report or document, on one line.
    pub(super) symbol: Option<String>,
    /// The body that issued it: the one that the document names, else the one whose series its symbol
    /// belongs to.
    pub(super) body: Option<String>,
    /// Who publishes it, where that is known.
    pub(super) publisher: Option<&'static str>,
    /// Title of the report or document; empty where it has none beside its citation.
    pub(super) title: String,
    /// Symbol and paragraph.
    pub(super) citation: String,
    /// The text in the view that was asked for, on one line.
    pub(super) text: String,
    view: View,
    /// What the reader added: tags as keywords, and all of it as a remark on the entry.
    notes: Option<&'a Entry>,
}

impl<'a> BibliographicEntry<'a> {
    pub(super) fn of(
        document: &'a Document,
        notebook: &'a Notebook,
        position: usize,
        view: View,
    ) -> Self {
        let provision = &document.provisions[position];
        let part = document.part(provision);
        let (dates, venue) = (part.dates(), part.venue.as_deref().unwrap_or_default());
        let pieces = [&*part.title, venue, &dates];
        let named: Vec<&str> = pieces
            .into_iter()
            .filter(|piece| !piece.is_empty())
            .collect();
        let title = match (named.is_empty(), &document.title) {
            (false, _) => one_line(&named.join(", ")).into_owned(),
            (true, Some(title)) => one_line(title).into_owned(),
            (true, None) => String::new(),
        };
        let citation = one_line(&citation(document, &[position])).into_owned();
        // A document without a symbol is cited by its title.
        let title = Some(title).filter(|title| !citation.starts_with(title.as_str()));
        let symbol = document.symbol(provision);
        let series = symbol.and_then(issuing_body);
        let body = document.body.as_deref().or(series);
        Self {
            provision,
            part,
            symbol: symbol.map(|symbol| one_line(symbol).into_owned()),
            body: body.map(|body| one_line(body).into_owned()),
            publisher: series.map(|_| "United Nations"),
            title: title.unwrap_or_default(),
            citation,
            text: one_line(&view.text(provision)).into_owned(),
            view,
            notes: notebook.entry(&provision.id),
        }
    }

    /// Title and citation, as a style is to print them.
    pub(super) fn full_title(&self) -> String {
        match &*self.title {
            "" => self.citation.clone(),
            title => format!("{title}, {}", self.citation),
        }
    }

    pub(super) fn keywords(&self) -> Option<String> {
        let words: Vec<&str> = self.notes.into_iter().flat_map(tags).collect();
        let words = one_line(&words.join(", ")).into_owned();
        (!words.is_empty()).then_some(words)
    }

    pub(super) fn remark(&self) -> Option<String> {
        let words = in_words(self.notes?);
        Some(one_line(&format!("{USER_NOTES}: {words}")).into_owned())
    }

    /// What the note says: the paragraph, and what was done to it.
    pub(super) fn note(&self) -> String {
        let mut pieces = Vec::new();
        let pinpoint = pinpoint(self.provision);
        if !pinpoint.is_empty() {
            pieces.push(pinpoint);
        }
        if !self.provision.has_text() {
            pieces.push(why_no_text(self.provision).to_owned());
        } else if self.provision.updates().next().is_some() {
            pieces.push(format!("updated, text {}", self.view.name()));
        }
        one_line(&pieces.join("; ")).into_owned()
    }

    /// When the session ended.
    pub(super) fn last_day(&self) -> Option<Date> {
        self.part.meetings.iter().map(|meeting| meeting.to).max()
    }
}
