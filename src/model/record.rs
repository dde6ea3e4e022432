//! One provision as a record: a line of JSON, in this order of fields.
//!
//! Scripts rely on the names and the order; more fields may follow, and a reader keeps those that
//! it does not know. This is also the format in which other collections come in: there every
//! field but `text` may be missing.

use serde::Serialize;

use super::{AnnotationKind, Document, Extra, Lines, Role, Status, citation};

/// A provision with everything that it needs to stand alone.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Record<'a> {
    /// `IV.103.d`.
    pub id: &'a str,
    /// Label of its session: `IV`.
    pub session: &'a str,
    /// Symbol of the session's report.
    pub symbol: Option<&'a str>,
    /// `103 (d)`.
    pub number: &'a str,
    /// `E/CN.4/2006/18, para. 103 (d)`.
    pub citation: String,
    /// Titles above it, outermost first.
    pub headings: Vec<&'a str>,
    /// Whether it introduces others.
    pub role: Role,
    /// Whether it still reads as adopted.
    pub status: Status,
    /// The source's own text; empty for the deleted and the omitted.
    pub text: &'a str,
    /// What editors did.
    pub annotations: Vec<RecordAnnotation<'a>>,
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
    /// The document's own words, brackets included; empty where it is inferred.
    pub text: &'a str,
    /// First byte in the provision's text; null outside it.
    pub start: Option<u32>,
    /// One past the last byte; null outside the text.
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
    pub fn of(compilation: &'a Document, position: usize) -> Self {
        let provision = &compilation.provisions[position];
        let session = compilation.session(provision);
        Self {
            id: &provision.id,
            session: &session.label,
            symbol: session.symbol.as_deref(),
            number: provision.number.as_str(),
            citation: citation(compilation, &[position]),
            headings: compilation.headings(provision),
            role: provision.role,
            status: provision.status,
            text: &provision.text,
            annotations: provision
                .annotations
                .iter()
                .map(|annotation| RecordAnnotation {
                    kind: annotation.kind,
                    text: &annotation.text,
                    start: annotation.span.map(|span| span.start),
                    end: annotation.span.map(|span| span.end),
                    inferred: annotation.inferred,
                })
                .collect(),
            chapeaux: compilation
                .chapeaux(provision)
                .into_iter()
                .map(|(id, text)| RecordChapeau { id, text })
                .collect(),
            lines: provision.lines,
            extra: provision.extra.as_deref(),
        }
    }
}
