//! Pieces of a document by place: what each was taken for, and what that rests on.

use std::borrow::Cow;

use crate::model::{Basis, Destination, Document, Lines};

/// A piece of a document.
#[derive(Debug)]
pub(super) struct Piece<'a> {
    /// Where it stands; `None` where it does not stand in the source.
    pub(super) lines: Option<Lines>,
    /// Where its words are in the account.
    pub(super) destination: Destination,
    /// What it was taken for, for people.
    pub(super) what: &'static str,
    /// Its id, where it is a provision.
    pub(super) id: Option<&'a str>,
    /// Its number or mark, where it is kept apart from the text.
    pub(super) label: Cow<'a, str>,
    pub(super) text: Cow<'a, str>,
    /// What it rests on; `None` where it was taken for nothing.
    pub(super) basis: Option<Basis>,
    /// Why it found no place.
    pub(super) why: Option<&'a str>,
}

/// Every piece of the document, by place. What stands nowhere in the source, such as a number that
/// is missing there, comes behind the piece before it.
pub(super) fn pieces(document: &Document) -> Vec<Piece<'_>> {
    let titles = document.parts.iter().filter(|part| part.lines.is_some());
    let titles = titles.map(|part| Piece {
        lines: part.lines,
        destination: Destination::Heading,
        what: "title of a part",
        id: None,
        label: part.label.as_str().into(),
        text: title_of(part).into(),
        basis: Some(Basis::Printed),
        why: None,
    });
    let headings = document.headings.iter().map(|heading| Piece {
        lines: heading.lines,
        destination: Destination::Heading,
        what: "heading",
        id: None,
        label: "".into(),
        text: (&*heading.title).into(),
        basis: Some(heading.basis),
        why: None,
    });
    let passages = document.passages.iter().map(|passage| Piece {
        lines: Some(passage.lines),
        destination: passage.kind.destination(),
        what: passage.kind.description(),
        id: None,
        label: passage.mark.as_deref().unwrap_or_default().into(),
        text: (&*passage.text).into(),
        basis: Some(passage.basis),
        why: None,
    });
    let provisions = document.provisions.iter().map(|provision| Piece {
        lines: provision.lines,
        destination: Destination::Provision,
        what: "provision",
        id: Some(&provision.id),
        label: provision.number().to_string().into(),
        text: (&*provision.text).into(),
        basis: Some(provision.basis),
        why: None,
    });
    let unread = document.unread.iter().map(|unread| Piece {
        lines: Some(unread.lines),
        destination: Destination::Unread,
        what: "NOT UNDERSTOOD",
        id: None,
        label: "".into(),
        text: (&*unread.text).into(),
        basis: None,
        why: Some(&unread.why),
    });
    let mut placed = Vec::new();
    for list in [
        by_place(titles),
        by_place(headings),
        by_place(passages),
        by_place(provisions),
        by_place(unread),
    ] {
        placed.extend(list);
    }
    placed.sort_by_key(|(at, _)| *at);
    placed.into_iter().map(|(_, piece)| piece).collect()
}

/// What is printed of a part: title, venue, dates, symbol.
pub(super) fn title_of(part: &crate::model::Part) -> String {
    let pieces = [
        &*part.title,
        part.venue.as_deref().unwrap_or_default(),
        &part.dates(),
        part.symbol.as_deref().unwrap_or_default(),
    ];
    let said: Vec<&str> = pieces.into_iter().filter(|it| !it.is_empty()).collect();
    said.join(" · ")
}

/// Pieces with the line that they are sorted by.
fn by_place<'a>(pieces: impl Iterator<Item = Piece<'a>>) -> Vec<(u32, Piece<'a>)> {
    let mut near = 0;
    pieces
        .map(|piece| {
            near = piece.lines.map_or(near, |lines| lines.first.get());
            (near, piece)
        })
        .collect()
}
