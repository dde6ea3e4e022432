//! A whole document.

use serde::{Deserialize, Serialize};

use super::{Chapeau, Lines, Part, Passage, Provision};

/// Everything that was understood of a document, and what was not.
///
/// All arrays are in document order. Each non-blank line of a text source belongs to exactly one
/// element of `sessions`, `headings`, `provisions`, `matter` or `unread`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Meetings of the body.
    pub parts: Vec<Part>,
    /// Titles above provisions.
    pub headings: Vec<Heading>,
    /// Numbered units, those that are gone included.
    pub provisions: Vec<Provision>,
    /// Unnumbered text.
    pub passages: Vec<Passage>,
    /// Lines that found no place.
    pub unread: Vec<Unread>,
    /// What was assumed, and where.
    pub remarks: Vec<Remark>,
}

/// A title. Its level is inferred: plain text does not carry it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// Index into [`Document::sessions`]; `None` for those of the document itself.
    pub session: Option<u32>,
    /// The heading above it, as an index into [`Document::headings`], lower than its own.
    pub parent: Option<u32>,
    /// As printed, less white space at its ends.
    pub title: Box<str>,
    /// Where it stands in the source, if it is a text.
    pub lines: Option<Lines>,
}

/// A run of lines that found no place in the document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unread {
    /// Which lines.
    pub lines: Lines,
    /// What stands there, as it stands there.
    pub text: Box<str>,
    /// Why it found no place, as a person would say it.
    pub why: Box<str>,
}

/// Something that the reader assumed, or stumbled over without losing it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Remark {
    /// Where, counted from 1.
    pub line: u32,
    /// What, as a person would say it.
    pub text: Box<str>,
}

impl Document {
    /// The session that a provision belongs to.
    ///
    /// # Panics
    /// Where `provision` comes from another compilation.
    #[must_use]
    pub fn session(&self, provision: &Provision) -> &Part {
        &self.parts[provision.session as usize]
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
