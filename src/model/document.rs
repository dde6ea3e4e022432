//! Documents: one source with one cover, and everything that was understood of it.

use std::borrow::Cow;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};

use super::{Account, Basis, Chapeau, Lines, Part, PartKind, Passage, Provision};

/// Everything that was understood of a document, and what was not.
///
/// All arrays are in document order, but for passages that belong to pages or that the format sets
/// apart, which stand by themselves. Each non-blank line of a text source belongs to exactly one
/// element of `parts`, `headings`, `provisions`, `passages` or `unread`; what a matrix says beside a
/// recommendation is in the extra fields of its provision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What it is called where it was opened: a file's name. Set by whoever opens it.
    pub name: Box<str>,
    /// Symbol on its cover or running head: `A/HRC/43/15`.
    pub symbol: Option<Box<str>>,
    /// Title on its cover.
    pub title: Option<Box<str>>,
    /// Body that adopted or issued it.
    pub body: Option<Box<str>>,
    /// Date, as printed.
    pub date: Option<Box<str>>,
    /// Language tag (BCP 47): `en`, `ar`; `None` where nothing tells it.
    pub language: Option<CompactString>,
    /// What [`Lines`] count in this document.
    pub places: Places,
    /// What it is cut into; at least one where there is a provision.
    pub parts: Vec<Part>,
    /// Titles above provisions.
    pub headings: Vec<Heading>,
    /// Units that people cite, those that are gone included.
    pub provisions: Vec<Provision>,
    /// Text that is no provision.
    pub passages: Vec<Passage>,
    /// Lines that found no place.
    pub unread: Vec<Unread>,
    /// What was assumed, and where.
    pub remarks: Vec<Remark>,
    /// How many words or cells the source has, and where each of them went.
    pub account: Account,
}

/// What the places of a document are counted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Places {
    /// Lines of a text.
    #[default]
    Lines,
    /// Paragraphs of a word processor's file.
    Paragraphs,
    /// Pages.
    Pages,
    /// Elements of a marked-up file.
    Elements,
    /// Rows of a spreadsheet.
    Rows,
}

impl Places {
    /// A run of them: `line 4`, `pages 2-3`.
    #[must_use]
    pub fn said(self, lines: Lines) -> String {
        let plural = if lines.first == lines.last { "" } else { "s" };
        format!("{}{plural} {lines}", self.word())
    }

    /// The word for one of them: `line`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Lines => "line",
            Self::Paragraphs => "paragraph",
            Self::Pages => "page",
            Self::Elements => "element",
            Self::Rows => "row",
        }
    }
}

/// A title. Its level is inferred where the format does not carry it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Index into [`Document::parts`]; `None` for those of the document itself.
    pub part: Option<u32>,
    /// The heading above it, as an index into [`Document::headings`], lower than its own.
    pub parent: Option<u32>,
    /// As printed, less white space at its ends.
    pub title: Box<str>,
    /// Where it stands in the source, if it is a text.
    pub lines: Option<Lines>,
    /// Why it was taken for a heading.
    pub basis: Basis,
}

/// A run of lines that found no place in the document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Which lines.
    pub lines: Lines,
    /// What stands there, as it stands there.
    pub text: Box<str>,
    /// Why it found no place, as a person would say it.
    pub why: Box<str>,
}

/// Something that the reader assumed, or stumbled over without losing it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// Where, counted from 1.
    pub line: u32,
    /// What, as a person would say it.
    pub text: Box<str>,
}

impl Document {
    /// Whether nothing cuts it into parts: its only part has no name.
    #[must_use]
    pub fn is_undivided(&self) -> bool {
        match self.parts.as_slice() {
            [] => true,
            [part] => part.label.is_empty() && part.title.is_empty(),
            _ => false,
        }
    }

    /// The part that a provision belongs to.
    ///
    /// # Panics
    /// Where `provision` comes from another document.
    #[must_use]
    pub fn part(&self, provision: &Provision) -> &Part {
        &self.parts[provision.part as usize]
    }

    /// The symbol that a provision is cited by, where there is one.
    ///
    /// # Panics
    /// Where `provision` comes from another document.
    #[must_use]
    pub fn symbol(&self, provision: &Provision) -> Option<&str> {
        let own = self.part(provision).symbol.as_deref();
        own.or(self.symbol.as_deref())
    }

    /// What citations call the document: its symbol, else its title, else its name. Never empty.
    #[must_use]
    pub fn source(&self) -> &str {
        let told = [self.symbol.as_deref(), self.title.as_deref()];
        let mut told = told.into_iter().flatten().chain([&*self.name]);
        told.find(|it| !it.trim().is_empty())
            .unwrap_or("Untitled document")
    }

    /// What citations call a part: its symbol, else what it is called within the document. Never
    /// empty, and never a session that the document does not name.
    #[must_use]
    pub fn source_of(&self, part: &Part) -> Cow<'_, str> {
        if let Some(symbol) = &part.symbol {
            return Cow::Owned(symbol.to_string());
        }
        let named = match (&*part.title, part.label.as_str()) {
            ("", label) => label,
            (title, _) => title,
        };
        let within = |name: &str| match self.symbol.is_some() || self.title.is_some() {
            true => format!("{}, {name}", self.source()),
            false => name.to_owned(),
        };
        let adopted = |what: &str| match (part.label.as_str(), &self.body) {
            ("", _) => within(named),
            (label, Some(body)) => format!("{body} {what} {label}"),
            (label, None) => within(&format!("{what} {label}")),
        };
        match part.kind {
            _ if named.is_empty() => self.source().into(),
            PartKind::Document if part.title.is_empty() => self.source().into(),
            PartKind::Document => part.title.to_string().into(),
            // A number alone is no name of a session.
            PartKind::Session if part.title.is_empty() => self.source().into(),
            PartKind::Session | PartKind::Chapter | PartKind::Annex => within(named).into(),
            PartKind::Resolution => adopted("resolution").into(),
            PartKind::Decision => adopted("decision").into(),
        }
    }

    /// Indices of the headings above a provision, outermost first.
    #[must_use]
    pub fn heading_path(&self, innermost: Option<u32>) -> Vec<u32> {
        let mut path = Vec::new();
        let mut next = innermost;
        while let Some(at) = next {
            path.push(at);
            // A parent stands before its child, so a malformed cycle cannot hold us here.
            next = self.headings[at as usize].parent.filter(|&up| up < at);
        }
        path.reverse();
        path
    }

    /// Titles of the headings above a provision, outermost first.
    #[must_use]
    pub fn headings(&self, provision: &Provision) -> Vec<&str> {
        self.heading_path(provision.heading)
            .into_iter()
            .map(|at| &*self.headings[at as usize].title)
            .collect()
    }

    /// The chapeaux that a provision is read with, outermost first, each with its id where it
    /// has a number.
    #[must_use]
    pub fn chapeaux(&self, provision: &Provision) -> Vec<(Option<&str>, &str)> {
        let mut found = Vec::new();
        let mut next = provision.chapeau;
        while let Some(chapeau) = next {
            match chapeau {
                Chapeau::Provision(at) => {
                    let above = &self.provisions[at as usize];
                    found.push((Some(&*above.id), &*above.text));
                    // It stands before what it introduces, so this ends.
                    next = above
                        .chapeau
                        .filter(|up| !matches!(up, Chapeau::Provision(to) if *to >= at));
                }
                Chapeau::Passage(at) => {
                    found.push((None, &*self.passages[at as usize].text));
                    next = None;
                }
            }
        }
        found.reverse();
        found
    }

    /// Position of the provision with exactly this id.
    #[must_use]
    pub fn position(&self, id: &str) -> Option<usize> {
        self.provisions
            .iter()
            .position(|provision| provision.id == id)
    }
}
