//! What a record says of itself in the words of this program: annotations, status, role, unit.
//!
//! It may be said badly, or in the words of another collection; what cannot be taken is left out
//! with a remark, so that nothing above has to ask whether a range lies in its text.

use crate::model::remarks::Remarks;
use crate::model::{Anchor, Annotation, AnnotationKind, Role, Span, Status, Unit, Voice};

use super::json_record::RecordAnnotation;
use crate::model::brackets::brackets;

/// The annotations that a record gives, less those that point outside of its text. Words that are
/// not those of the text at their range are left out: the text is what was written.
pub(super) fn annotations(
    remarks: &mut Remarks,
    given: Vec<RecordAnnotation<'_>>,
    text: &str,
    shift: usize,
    line: u32,
) -> Vec<Annotation> {
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
        let words = annotation.text.as_deref().unwrap_or_default();
        let beside = |at| Anchor::Beside {
            words: words.into(),
            at,
        };
        let anchor = match (annotation.start, annotation.end) {
            (None, None) => beside(None),
            (start, end) => match start.zip(end).and_then(|ends| span(ends, text, shift)) {
                Some(span) if span.start == span.end => beside(Some(span.start)),
                Some(span) => {
                    if !words.is_empty() && text.get(span.range()) != Some(words) {
                        remarks.add(line, || {
                            "the words of an annotation are not those of the text at its place; \
                             those of the text were taken"
                                .to_owned()
                        });
                    }
                    Anchor::InText(span)
                }
                None => {
                    remarks.add(line, || {
                        "an annotation stands outside of the text, or in the middle of a \
                         character; it was left out"
                            .to_owned()
                    });
                    continue;
                }
            },
        };
        let voice = match annotation.inferred {
            true => Voice::Inferred,
            false => Voice::Document,
        };
        annotations.push(Annotation {
            kind,
            anchor,
            voice,
        });
    }
    annotations
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

/// What a record without annotations tells of its text by its status: where it says that it was
/// updated, its square brackets are the updates.
pub(super) fn found_annotations(text: &str, status: Option<Status>) -> Vec<Annotation> {
    match status {
        Some(Status::Updated) => brackets(text).annotations().into(),
        _ => Vec::new(),
    }
}

/// The annotation that a status stands for, where a record has the status and not the annotation.
pub(super) fn implied(status: Status, text: &str) -> Option<AnnotationKind> {
    match (status, text.is_empty()) {
        (Status::Updated, false) => Some(AnnotationKind::Update),
        (Status::NotRelevant, false) => Some(AnnotationKind::NotRelevant),
        (Status::Deleted, true) => Some(AnnotationKind::Deletion),
        (Status::Omitted, true) => Some(AnnotationKind::Omission),
        _ => None,
    }
}

fn kind_named(name: &str) -> Option<AnnotationKind> {
    AnnotationKind::ALL
        .into_iter()
        .find(|kind| kind.as_str() == name)
}

pub(super) fn role_named(name: &str) -> Option<Role> {
    match name {
        "provision" => Some(Role::Provision),
        "chapeau" => Some(Role::Chapeau),
        _ => None,
    }
}

pub(super) fn unit_named(name: &str) -> Option<Unit> {
    match name {
        "paragraph" => Some(Unit::Paragraph),
        "article" => Some(Unit::Article),
        "preambular" => Some(Unit::Preambular),
        "operative" => Some(Unit::Operative),
        _ => None,
    }
}

pub(super) fn status_named(name: &str) -> Option<Status> {
    Status::ALL
        .into_iter()
        .find(|status| status.as_str() == name)
}
