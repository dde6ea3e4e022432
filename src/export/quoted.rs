//! Quoted text: what every quotation of a provision is made of, whatever its markup.

use std::borrow::Cow;

use super::view::{View, updates};
use super::visible::visible;
use crate::model::{Annotation, AnnotationKind, Document, Provision, Status, citation};

/// A provision as a quotation shows it.
pub(super) enum Quoted<'a> {
    /// Its text in pieces.
    Text(Vec<Piece<'a>>),
    /// Why there is none.
    Remark(&'static str),
}

/// A piece of a text.
pub(super) struct Piece<'a> {
    pub(super) text: Cow<'a, str>,
    /// Whether an editor inserted it.
    pub(super) inserted: bool,
}

/// What is said in the editors' view of a text that they left alone.
pub(super) const NOTHING_INSERTED: &str = "editors inserted nothing";

impl<'a> Quoted<'a> {
    /// The provision in this view. Updates are pieces of their own in the annotated view.
    pub(super) fn of(provision: &'a Provision, view: View) -> Self {
        if !provision.has_text() {
            return Self::Remark(why_no_text(provision));
        }
        let whole = |text| {
            vec![Piece {
                text,
                inserted: false,
            }]
        };
        match view {
            View::Editors if provision.updates().next().is_none() => Self::Remark(NOTHING_INSERTED),
            View::Adopted | View::Editors => Self::Text(whole(view.text(provision))),
            View::Annotated => Self::Text(pieces(provision)),
        }
    }
}

fn pieces(provision: &Provision) -> Vec<Piece<'_>> {
    let text = &*provision.text;
    let piece = |range, inserted| Piece {
        text: Cow::Borrowed(&text[range]),
        inserted,
    };
    let mut pieces = Vec::new();
    let mut done = 0;
    for update in updates(provision) {
        pieces.push(piece(done..update.start, false));
        pieces.push(piece(update.clone(), true));
        done = update.end;
    }
    pieces.push(piece(done..text.len(), false));
    pieces
}

/// Why a provision has no text, as a remark in its place.
pub(super) fn why_no_text(provision: &Provision) -> &'static str {
    let inferred = provision.annotations.iter().any(Annotation::is_inferred);
    let omitted = |it: &Annotation| it.kind == AnnotationKind::Omission;
    match (provision.status(), inferred) {
        (Status::Deleted, true) => "deleted; inferred from a gap in the numbering",
        (Status::Deleted, false) => "deleted",
        (_, false) if provision.annotations.iter().any(omitted) => "omitted, as a footnote says",
        _ => "without text in the document",
    }
}

/// What is said below a quotation, so that an editor's words and their absence are known.
pub(super) fn view_note(
    document: &Document,
    positions: &[usize],
    view: View,
) -> Option<&'static str> {
    let updated = |&at: &usize| document.provisions[at].updates().next().is_some();
    match view {
        View::Editors => Some(
            "Only what later editors inserted, with the words around it; the rest is left out.",
        ),
        _ if !positions.iter().any(updated) => None,
        View::Annotated => Some(
            "Text in [square brackets] was inserted by later editors; it is not part of what was \
             adopted.",
        ),
        View::Adopted => Some("As adopted: what later editors inserted is left out."),
    }
}

/// One block of text a provision, as text that is no markup.
pub(super) fn blocks(document: &Document, positions: &[usize], view: View) -> Vec<String> {
    let blocks = pieced_blocks(document, positions, view).into_iter();
    let text = |pieces: Vec<Piece<'_>>| pieces.iter().map(|it| visible(&it.text)).collect();
    blocks.map(text).collect()
}

/// One block in pieces a provision, led by its number where there are several, and by its citation
/// where they are of several parts.
pub(super) fn pieced_blocks<'a>(
    document: &'a Document,
    positions: &[usize],
    view: View,
) -> Vec<Vec<Piece<'a>>> {
    let mut parts = positions.iter().map(|&at| document.provisions[at].part);
    let first = parts.next();
    let one_part = parts.all(|part| Some(part) == first);
    let block = |&at: &usize| {
        let provision = &document.provisions[at];
        let told = |text: String| Piece {
            text: text.into(),
            inserted: false,
        };
        let mut block = match (positions.len(), one_part) {
            (1, _) => Vec::new(),
            (_, true) => vec![told(format!("{}. ", provision.number()))],
            (_, false) => vec![told(format!("{}: ", citation(document, &[at])))],
        };
        match Quoted::of(provision, view) {
            Quoted::Remark(remark) => block.push(told(format!("({remark})"))),
            Quoted::Text(pieces) => {
                block.extend(pieces.into_iter().filter(|piece| !piece.text.is_empty()));
            }
        }
        block
    };
    positions.iter().map(block).collect()
}
