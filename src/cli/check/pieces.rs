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

/// Which piece of a document, by its position in the list that it is in.
#[derive(Clone, Copy, Debug)]
pub(super) enum Position {
    Part(u32),
    Heading(u32),
    Passage(u32),
    Provision(u32),
    Unread(u32),
}

/// Every piece of the document, by place, each with its first line. What stands nowhere in the source,
/// such as a number that is missing there, comes behind the piece before it. A piece is made when it
/// is printed ([`piece`]): a document may have a million of them.
pub(super) fn by_place(document: &Document) -> Vec<(u32, Position)> {
    let mut order = Vec::new();
    let parts = document.parts.iter().map(|part| part.lines);
    let printed = |(_, position): &(u32, Position)| match position {
        Position::Part(at) => document.parts[*at as usize].lines.is_some(),
        _ => true,
    };
    order.extend(placed(parts, Position::Part).filter(printed));
    let headings = document.headings.iter().map(|heading| heading.lines);
    order.extend(placed(headings, Position::Heading));
    let passages = document.passages.iter().map(|passage| Some(passage.lines));
    order.extend(placed(passages, Position::Passage));
    let provisions = document.provisions.iter().map(|provision| provision.lines);
    order.extend(placed(provisions, Position::Provision));
    let unread = document.unread.iter().map(|unread| Some(unread.lines));
    order.extend(placed(unread, Position::Unread));
    order.sort_by_key(|(line, _)| *line);
    order
}

/// The positions of a list, each with the line that it is sorted by.
fn placed(
    lines: impl Iterator<Item = Option<Lines>>,
    position: fn(u32) -> Position,
) -> impl Iterator<Item = (u32, Position)> {
    let mut near = 0;
    (0..).zip(lines).map(move |(at, lines)| {
        near = lines.map_or(near, |lines| lines.first.get());
        (near, position(at))
    })
}

/// The piece at a position.
pub(super) fn piece(document: &Document, position: Position) -> Piece<'_> {
    match position {
        Position::Part(at) => {
            let part = &document.parts[at as usize];
            Piece {
                lines: part.lines,
                destination: Destination::Heading,
                what: "title of a part",
                id: None,
                label: part.label.as_str().into(),
                text: title_of(part).into(),
                basis: Some(Basis::Printed),
                why: None,
            }
        }
        Position::Heading(at) => {
            let heading = &document.headings[at as usize];
            Piece {
                lines: heading.lines,
                destination: Destination::Heading,
                what: "heading",
                id: None,
                label: "".into(),
                text: (&*heading.title).into(),
                basis: Some(heading.basis),
                why: None,
            }
        }
        Position::Passage(at) => {
            let passage = &document.passages[at as usize];
            Piece {
                lines: Some(passage.lines),
                destination: passage.kind.destination(),
                what: passage.kind.description(),
                id: None,
                label: passage.mark.as_deref().unwrap_or_default().into(),
                text: (&*passage.text).into(),
                basis: Some(passage.basis),
                why: None,
            }
        }
        Position::Provision(at) => {
            let provision = &document.provisions[at as usize];
            Piece {
                lines: provision.lines,
                destination: Destination::Provision,
                what: "provision",
                id: Some(&provision.id),
                label: provision.number().to_string().into(),
                text: (&*provision.text).into(),
                basis: Some(provision.basis),
                why: None,
            }
        }
        Position::Unread(at) => {
            let unread = &document.unread[at as usize];
            Piece {
                lines: Some(unread.lines),
                destination: Destination::Unread,
                what: "NOT UNDERSTOOD",
                id: None,
                label: "".into(),
                text: (&*unread.text).into(),
                basis: None,
                why: Some(&unread.why),
            }
        }
    }
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
