//! One provision as a record: a line of JSON, in this order of fields.
//!
//! Scripts rely on the names and the order; more fields may follow, and a reader keeps those that
//! it does not know. This is also the format in which other collections come in: there every
//! field but `text` may be missing.

use compact_str::CompactString;
use serde::Serialize;

use super::{AnnotationKind, Document, Extra, Lines, PartKind, Path, Role, Status, Unit, citation};

/// A provision with everything that it needs to stand alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Record<'a> {
    /// `IV.103.d`.
    pub id: &'a str,
    /// Label of its session: `IV`. Empty where its part is no session.
    pub session: &'a str,
    /// Symbol of the session's report, or of the document.
    pub symbol: Option<&'a str>,
    /// `103 (d)`.
    pub number: CompactString,
    /// `E/CN.4/2006/18, para. 103 (d)`.
    pub citation: String,
    /// Titles above it, outermost first.
    pub headings: Vec<&'a str>,
    /// Whether it introduces others.
    pub role: Role,
    /// What became of it.
    pub status: Status,
    /// The source's own text; empty for the deleted and the omitted.
    pub text: &'a str,
    /// What editors did and what the source adds.
    pub annotations: Vec<RecordAnnotation<'a>>,
    /// What it is addressed as.
    pub unit: Unit,
    /// Its levels from the outside in: `["103", "d"]`.
    pub path: &'a Path,
    /// Label of its part; null where the document is not cut into parts.
    pub part: Option<&'a str>,
    /// Further numbers that it has; left out where there are none.
    #[serde(skip_serializing_if = "<[Path]>::is_empty")]
    pub also: &'a [Path],
    /// What it is read with, outermost first; left out where there is nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub chapeaux: Vec<RecordChapeau<'a>>,
    /// Lines of the source; left out for rows that do not stand there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lines: Option<Lines>,
    /// What its own record said beside all this.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub extra: Option<&'a Extra>,
}

/// An annotation as a record holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordAnnotation<'a> {
    /// What was done.
    pub kind: AnnotationKind,
    /// The document's own words, brackets included; empty where it has none.
    pub text: &'a str,
    /// First byte in the provision's text; null outside it.
    pub start: Option<u32>,
    /// One past the last byte, or `start` again where the words belong to a place in the text
    /// without standing there; null outside the text.
    pub end: Option<u32>,
    /// Whether this program concluded it.
    pub inferred: bool,
}

/// A chapeau as a record holds it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RecordChapeau<'a> {
    /// Its id; null where it has no number.
    pub id: Option<&'a str>,
    /// Its text.
    pub text: &'a str,
}

impl<'a> Record<'a> {
    /// The record of the provision at `position`.
    ///
    /// # Panics
    /// Where the document has no such position.
    #[must_use]
    pub fn of(document: &'a Document, position: usize) -> Self {
        let provision = &document.provisions[position];
        let part = document.part(provision);
        let is_session = part.kind == PartKind::Session;
        let annotation = |annotation: &'a super::Annotation| {
            let (start, end) = match annotation.anchor {
                super::Anchor::InText(span) => (Some(span.start), Some(span.end)),
                super::Anchor::Beside { at, .. } | super::Anchor::Passage { at, .. } => (at, at),
            };
            RecordAnnotation {
                kind: annotation.kind,
                text: annotation.text(&document.passages, &provision.text),
                start,
                end,
                inferred: annotation.is_inferred(),
            }
        };
        Self {
            id: &provision.id,
            session: if is_session { &part.label } else { "" },
            symbol: document.symbol(provision),
            number: provision.number(),
            citation: citation(document, &[position]),
            headings: document.headings(provision),
            role: provision.role,
            status: provision.status(),
            text: &provision.text,
            annotations: provision.annotations.iter().map(annotation).collect(),
            unit: provision.unit,
            path: &provision.path,
            part: Some(part.label.as_str()).filter(|label| !label.is_empty()),
            also: &provision.also,
            chapeaux: document
                .chapeaux(provision)
                .into_iter()
                .map(|(id, text)| RecordChapeau { id, text })
                .collect(),
            lines: provision.lines,
            extra: provision.extra.as_ref(),
        }
    }
}
