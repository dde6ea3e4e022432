//! Annotations: what editors did to the text of a provision, as far as the document tells.

use super::Builder;
use crate::model::brackets::brackets;
use crate::model::index_table::index;
use crate::model::{Anchor, Annotation, AnnotationKind, Span, Voice};
use crate::structure::lines::{Line, MarkKind};
use crate::structure::segment::Segment;

impl<'a, 'b> Builder<'a, 'b> {
    /// What editors did to the text of a segment, as far as the document tells.
    pub(super) fn annotations(&mut self, segment: &Segment<'a>, label: &str) -> Vec<Annotation> {
        let text = segment.text(self.source);
        let mut annotations = Vec::new();
        if self.conventions.updates {
            let found = brackets(text);
            if let Some(&first) = found.unbalanced.first() {
                let line = self.lines.number_at(segment.text.0 + first);
                self.remarks.add(line, || {
                    format!(
                        "a square bracket without its partner in {label}; no update was read from \
                         it"
                    )
                });
            }
            annotations.extend(found.annotations());
        }
        let (start, end) = segment.text;
        let lines = self.lines.lines_in(start, end);
        let italic = |line: &Line| self.lines.hint(*line).is_some_and(|hint| hint.italic);
        if self.conventions.italics && !lines.is_empty() && lines.iter().all(italic) {
            annotations.push(Annotation::beside(AnnotationKind::NotRelevant, ""));
        }
        for mark in self.lines.marks_in(start, end) {
            let at = index(mark.at - start);
            match &mark.kind {
                MarkKind::Inserted(until) => {
                    let until = index((*until).clamp(start, end) - start);
                    let inside = text.get(at as usize..until as usize);
                    if inside.is_some_and(|inside| !inside.trim().is_empty()) {
                        let span = Span {
                            start: at,
                            end: until,
                        };
                        annotations.push(Annotation::in_text(AnnotationKind::Update, span));
                    }
                }
                MarkKind::Deleted(words) => annotations.push(Annotation {
                    anchor: Anchor::Beside {
                        words: words.as_str().into(),
                        at: (!text.is_empty()).then_some(at),
                    },
                    ..Annotation::beside(AnnotationKind::Deletion, "")
                }),
                MarkKind::Note(note) => {
                    if let Some(index) = self.notes_by_label.get(note.as_str()) {
                        annotations.push(Annotation {
                            kind: AnnotationKind::Footnote,
                            anchor: Anchor::Passage {
                                index: *index,
                                at: Some(at),
                            },
                            voice: Voice::Document,
                        });
                    }
                }
            }
        }
        annotations
    }
}
