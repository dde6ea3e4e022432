//! Titles in a list of provisions: that of a part where it begins, headings where they change.

use crate::model::{Document, Provision};

/// What stood above the provision before.
#[derive(Debug, Default)]
pub(super) struct Titles {
    part: Option<u32>,
    heading: Option<u32>,
}

impl Titles {
    /// What is to stand above a provision: the title of its part, and its headings as one title.
    pub(super) fn above(
        &mut self,
        document: &Document,
        provision: &Provision,
    ) -> (Option<String>, Option<String>) {
        let begins = self.part != Some(provision.part);
        if begins {
            self.part = Some(provision.part);
            self.heading = None;
        }
        let changed = provision.heading.is_some() && self.heading != provision.heading;
        self.heading = provision.heading;
        (
            begins.then(|| part_title(document, provision)).flatten(),
            changed.then(|| document.headings(provision).join(" › ")),
        )
    }
}

/// What a part is called, with when and where it met; nothing where it is the whole document.
fn part_title(document: &Document, provision: &Provision) -> Option<String> {
    let part = document.part(provision);
    let dates = part.dates();
    let pieces = [
        &*part.title,
        part.venue.as_deref().unwrap_or_default(),
        &dates,
        part.symbol.as_deref().unwrap_or_default(),
    ];
    let named: Vec<&str> = pieces
        .into_iter()
        .filter(|piece| !piece.is_empty())
        .collect();
    match (named.is_empty(), part.label.is_empty()) {
        (false, _) => Some(named.join(", ")),
        (true, false) => Some(part.label.to_string()),
        (true, true) => None,
    }
}
