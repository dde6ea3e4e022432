//! What a record says of itself in the words of this program: annotations, status, role.
//!
//! It may be said badly, or in the words of another collection; what cannot be taken is left out
//! with a remark, so that nothing above has to ask whether a range lies in its text.

use crate::model::{Annotation, AnnotationKind, Role, Span, Status};

use super::incoming::IncomingAnnotation;
use crate::model::remarks::Remarks;
use crate::structure::brackets::brackets;

/// The annotations that a record gives, less those that point outside of its text.
pub(super) fn annotations(
    remarks: &mut Remarks,
    given: Vec<IncomingAnnotation<'_>>,
    text: &str,
    shift: usize,
    line: u32,
) -> Box<[Annotation]> {
    let mut annotations = Vec::with_capacity(given.len());
    for annotation in given {
        let Some(kind) = kind_named(&annotation.kind) else {
            remarks.add(line, || {
                format!(
                    "no kind of annotation is called `{}`; it was left out",
                    annotation.kind
                )
            });
            continue;
        };
        let span = match (annotation.start, annotation.end) {
            (None, None) => None,
            (start, end) => {
                let span = start.zip(end).and_then(|ends| span(ends, text, shift));
                if span.is_none() {
                    remarks.add(line, || {
                        "an annotation stands outside of the text, or in the middle of a \
                         character; it was left out"
                            .to_owned()
                    });
                    continue;
                }
                span
            }
        };
        let own = annotation.text.as_deref();
        let text = own.or_else(|| text.get(span?.range())).unwrap_or_default();
        annotations.push(Annotation {
            kind,
            text: text.into(),
            span,
            inferred: annotation.inferred,
            rests_on: None,
        });
    }
    annotations.into()
}

/// The range from `start` to `end` in the text as it came in, in `text`, before which `shift`
/// bytes of white space were cut off; `None` where it is none.
fn span((start, end): (u32, u32), text: &str, shift: usize) -> Option<Span> {
    let shift = u32::try_from(shift).ok()?;
    let span = Span {
        start: start.checked_sub(shift)?,
        end: end.checked_sub(shift)?,
    };
    text.get(span.range()).map(|_| span)
}

/// What can be told from a text that came without annotations.
pub(super) fn found_annotations(text: &str, status: Option<Status>) -> Box<[Annotation]> {
    if text.is_empty() {
        let kind = match status {
            Some(Status::Deleted) => AnnotationKind::Deletion,
            None | Some(Status::Omitted) => AnnotationKind::Omission,
            Some(_) => return Box::default(),
        };
        return [concluded(kind)].into();
    }
    brackets(text).annotations(text)
}

/// An annotation of which the document says nothing.
pub(crate) fn concluded(kind: AnnotationKind) -> Annotation {
    Annotation {
        kind,
        text: Box::default(),
        span: None,
        inferred: true,
        rests_on: None,
    }
}

/// What an annotation makes of its provision.
pub(super) fn status_after(kind: AnnotationKind) -> Status {
    match kind {
        AnnotationKind::Update => Status::Updated,
        AnnotationKind::Deletion => Status::Deleted,
        AnnotationKind::NotRelevant => Status::NotRelevant,
        AnnotationKind::Omission => Status::Omitted,
        AnnotationKind::Note => Status::Adopted,
    }
}

fn kind_named(name: &str) -> Option<AnnotationKind> {
    Some(match name {
        "update" => AnnotationKind::Update,
        "deletion" => AnnotationKind::Deletion,
        "not-relevant" => AnnotationKind::NotRelevant,
        "omission" => AnnotationKind::Omission,
        "note" => AnnotationKind::Note,
        _ => return None,
    })
}

pub(super) fn role_named(name: &str) -> Option<Role> {
    match name {
        "provision" => Some(Role::Provision),
        "chapeau" => Some(Role::Chapeau),
        _ => None,
    }
}

pub(super) fn status_named(name: &str) -> Option<Status> {
    Status::ALL
        .into_iter()
        .find(|status| status.as_str() == name)
}
