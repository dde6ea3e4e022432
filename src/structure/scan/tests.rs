use super::*;
use crate::structure::text_blocks::text_blocks;

fn told(source: &str) -> Vec<String> {
    let source = Source::of(text_blocks(source));
    segments(&source, &[])
        .list
        .iter()
        .map(|segment| {
            let text = segment.text(&source.text).replace('\n', "/");
            match &segment.kind {
                SegmentKind::Session(numeral) => {
                    format!("session {} {text}", numeral.unwrap_or("-"))
                }
                SegmentKind::Heading(title) => format!("# {title}"),
                SegmentKind::Number(label) => format!("{label}. {text}"),
                SegmentKind::NumberAndSub(both) => {
                    let (label, sub) = &**both;
                    format!("{label}. ({sub}) {text}")
                }
                SegmentKind::Decimal(label) => format!("{label} {text}"),
                SegmentKind::Sub(label) => format!("({label}) {text}"),
                SegmentKind::Prose => text,
                SegmentKind::Footnote(mark) => format!("{mark} {text}"),
                SegmentKind::Ellipsis => "…".to_owned(),
                SegmentKind::Stray(_) => format!("? {text}"),
                SegmentKind::Article(number) => format!("article {number} {text}"),
                SegmentKind::Resolution(label) => format!("resolution {label} {text}"),
                SegmentKind::Opening => format!("opening {text}"),
                SegmentKind::Preambular => format!("pp {text}"),
                SegmentKind::Operative => format!("op {text}"),
                SegmentKind::Adoption => format!("adoption {text}"),
                SegmentKind::Cover => format!("cover {text}"),
                SegmentKind::Position => format!("position {text}"),
                SegmentKind::Annex => format!("annex {text}"),
                SegmentKind::From => format!("from {text}"),
                SegmentKind::Field => format!("field {text}"),
                SegmentKind::Aside => format!("aside {text}"),
                SegmentKind::Marked(unit, path) => {
                    format!("{unit:?} {} {text}", path.join("."))
                }
            }
        })
        .collect()
}

#[test]
fn paragraphs_broken_into_lines_come_together() {
    let source = "\
1. The Working Group recalls the Programme of Action
and the conference that was held in Durban in
2001. The Group also recalls paragraph 191
(b) and further decisions on the matter.
The Group Recommends to States Parties of the World
That they act.

Follow-up

2. It welcomes progress;
3. It urges
(a) States, and
(b) others.";
    assert_eq!(
        told(source),
        [
            "1. The Working Group recalls the Programme of Action/and the conference that was \
             held in Durban in/2001. The Group also recalls paragraph 191/(b) and further \
             decisions on the matter./The Group Recommends to States Parties of the World/\
             That they act.",
            "# Follow-up",
            "2. It welcomes progress;",
            "3. It urges",
            "(a) States, and",
            "(b) others."
        ]
    );
}

#[test]
fn numerals_announce_sessions_or_headings() {
    assert_eq!(
        told(
            "I.\n\nFirst session, Geneva\nII. Second session (A/2)\nIII.\nMethods\nIV.\n1. A.\nThird session"
        ),
        [
            "session I First session, Geneva",
            "session II Second session (A/2)",
            "# III. Methods",
            "? IV.",
            "1. A.",
            "session - Third session"
        ]
    );
}

#[test]
fn titles_over_several_lines() {
    assert_eq!(
        told(
            "Recommendations to the Office of the
High Commissioner for Human Rights

1. A.

IV. Fourth Session, Geneva, 16 - 27 January
2006 (E/CN.4/2006/18)
Title Case of a paragraph that is broken
into lines and then ends.
of the reports

A. Debt"
        ),
        [
            "# Recommendations to the Office of the High Commissioner for Human Rights",
            "1. A.",
            "session IV Fourth Session, Geneva, 16 - 27 January/2006 (E/CN.4/2006/18)",
            "Title Case of a paragraph that is broken/into lines and then ends./of the reports",
            "# A. Debt"
        ]
    );
}

#[test]
fn a_paragraph_and_its_first_subparagraph_on_one_line() {
    assert_eq!(
        told("1. (a) States;\n(b) others.\n2. (see) above.\n---\n133.1 Ratify;"),
        [
            "1. (a) States;",
            "(b) others.",
            "2. (see) above.",
            "? ---",
            "133.1 Ratify;"
        ]
    );
}

#[test]
fn footnotes_by_marks_that_were_seen() {
    assert_eq!(
        told("10. (\n\n11. As is.*\n* a note.\n** no bullet\n( A note."),
        [
            "10. ",
            "11. As is.*",
            "* a note.",
            "** no bullet",
            "( A note."
        ]
    );
    assert_eq!(told("1. As is:\n* a bullet"), ["1. As is:/* a bullet"]);
}
