//! What comes out of a document, held against the document as it was read by eye.

use recs_tui::library::{EMBEDDED, embedded};
use recs_tui::model::{
    AnnotationKind, Chapeau, Document, Lines, PassageKind, Provision, Role, Status,
};

fn provision<'a>(compilation: &'a Document, id: &str) -> &'a Provision {
    let at = compilation.position(id);
    &compilation.provisions[at.unwrap_or_else(|| panic!("no provision {id}"))]
}

fn source() -> &'static str {
    std::str::from_utf8(EMBEDDED).unwrap()
}

#[test]
fn five_sessions_with_venue_dates_and_symbol() {
    let compilation = embedded();
    let told: Vec<String> = compilation
        .parts
        .iter()
        .map(|session| {
            format!(
                "{} {:?} | {} | {} | {} | {} | lines {}",
                session.label,
                session.ordinal,
                session.title,
                session.venue.as_deref().unwrap_or("-"),
                session.dates(),
                session.symbol.as_deref().unwrap_or("-"),
                session.lines.unwrap(),
            )
        })
        .collect();
    let place = "Geneva, Switzerland";
    assert_eq!(
        told,
        [
            format!(
                "I Some(1) | First Session | {place} | 21 - 31 January 2003 | E/CN.4/2003/20 | lines 6-7"
            ),
            format!(
                "II Some(2) | Second Session | {place} | 26 January - 6 February 2004 | E/CN.4/2004/20 | lines 47-48"
            ),
            format!(
                "III Some(3) | Third session | {place} | 11 - 22 October 2004 | E/CN.4/2005/20 | lines 109-110"
            ),
            format!(
                "IV Some(4) | Fourth Session | {place} | 16 - 27 January 2006 | E/CN.4/2006/18 | lines 178-179"
            ),
            format!(
                "V Some(5) | Fifth Session | {place} | 5 - 9 March 2007; 3 - 7 September 2007 | A/HRC/6/10 | lines 338"
            ),
        ]
    );
    let parts: Vec<Option<u8>> = compilation.parts[4]
        .meetings
        .iter()
        .map(|meeting| meeting.part)
        .collect();
    assert_eq!(parts, [Some(1), Some(2)]);
}

#[test]
fn a_hundred_and_twenty_six_provisions_and_nine_that_are_gone() {
    let compilation = embedded();
    let in_session = |label: &str, text: bool| {
        let provisions = compilation.provisions.iter();
        provisions
            .filter(|p| compilation.part(p).label == label && p.text.is_empty() != text)
            .count()
    };
    assert_eq!(
        ["I", "II", "III", "IV", "V"].map(|label| in_session(label, true)),
        [14, 19, 24, 45, 24]
    );
    assert_eq!(
        ["I", "II", "III", "IV", "V"].map(|label| in_session(label, false)),
        [2, 0, 0, 5, 2]
    );
    let ids = |label: &str| -> Vec<&str> {
        let provisions = compilation.provisions.iter();
        provisions
            .filter(|p| compilation.part(p).label == label)
            .map(|p| p.id.as_str())
            .collect()
    };
    let run = |label: &str, numbers: std::ops::RangeInclusive<u32>| -> Vec<String> {
        numbers.map(|n| format!("{label}.{n}")).collect()
    };
    assert_eq!(ids("I"), run("I", 1..=16));
    assert_eq!(
        ids("II"),
        [vec!["II.81".to_owned()], run("II.81", 1..=18)].concat()
    );
    assert_eq!(ids("III"), run("III", 1..=24));
    let fourth = "102 103 103.a 103.b 103.c 103.d 103.e 103.f 103.g 103.h 103.i 104 105 106 107 \
                  108 109 109.a 109.b 109.c 109.d 109.e 109.f 109.g 109.h 109.i 109.j 109.k 109.l \
                  109.m 109.n 109.o 109.p 109.p.i 109.p.ii 109.p.iii 109.p.iv 109.p.v 109.p.vi \
                  109.p.vii 109.p.viii 109.p.ix 109.p.x 109.p.xi 109.q 109.r 109.s 110 111 112";
    let fourth: Vec<String> = fourth.split(' ').map(|n| format!("IV.{n}")).collect();
    assert_eq!(ids("IV"), fourth);
    assert_eq!(ids("V"), run("V", 80..=105));
    assert_eq!(
        provision(&compilation, "IV.109.p.iv").number(),
        "109 (p) (iv)"
    );
}

#[test]
fn texts_are_the_documents_own() {
    let compilation = embedded();
    assert_eq!(
        &*provision(&compilation, "III.3").text,
        "New strategies should be developed to address multiple or aggravated forms of \
         discrimination, in particular those suffered by vulnerable groups."
    );
    // The blank before the line end belongs to it, and so does the line end.
    let introduces = &provision(&compilation, "II.81").text;
    assert!(introduces.starts_with(
        "The Intergovernmental Working Group adopted by consensus the text of recommendations, \
         reading as follows: \nThe Intergovernmental Working Group on the effective"
    ));
    assert!(introduces.ends_with("adopts the following recommendations:"));
    // Double spaces, non-breaking hyphens and no-break spaces stay.
    let panel = &provision(&compilation, "II.81.18").text;
    assert!(panel.contains("Secretary\u{2011}General, of the High\u{2011}Level Panel"));
    assert!(panel.contains("Change, in\u{A0}particular"));
    assert!(panel.contains("global threat.  Therefore"));
    assert_eq!(
        &*provision(&compilation, "IV.109.p.ii").text,
        "Practical measures to address the root causes of migration;"
    );
    for provision in &compilation.provisions {
        assert_eq!(*provision.text, *provision.text.trim());
        assert!(source().contains(&*provision.text), "{}", provision.id);
    }
}

#[test]
fn five_updates() {
    let compilation = embedded();
    let updated: Vec<(&str, &str)> = compilation
        .provisions
        .iter()
        .filter(|provision| provision.status() == Status::Updated)
        .flat_map(|p| {
            p.updates()
                .map(|(range, _)| (p.id.as_str(), &p.text[range]))
        })
        .collect();
    assert_eq!(
        updated,
        [
            (
                "I.6",
                "[General Assembly  resolution 60/251 established the Human Rights Council in \
                 replacement of the Commission]"
            ),
            (
                "I.7",
                "[On 16 June 2003, the Secretary-General appointed the five eminent experts.  Thus \
                 far, the eminent experts have met twice and efforts are being undertaken to \
                 reinvigorate their work]"
            ),
            ("I.14", "[the information was submitted]"),
            ("II.81.18", "[The High level panel has completed its work]"),
            (
                "III.22",
                "[The Working Group held the high level seminar at its fourth session]"
            ),
        ]
    );
    let sixth = provision(&compilation, "I.6");
    let update = &sixth.annotations[0];
    assert_eq!(update.kind, AnnotationKind::Update);
    assert_eq!(update.span().unwrap().range(), 437..544);
    let words = update.text(&compilation.passages, &sixth.text);
    assert!(words.starts_with("[General Assembly") && words.ends_with("Commission]"));
    assert!(!update.is_inferred());
}

#[test]
fn what_is_omitted_and_what_is_deleted() {
    let compilation = embedded();
    let note = "The Working Group omitted to include the original recommendations number 10 and \
                11 adopted at its first session.";
    for (id, line) in [("I.10", 32), ("I.11", 35)] {
        let omitted = provision(&compilation, id);
        assert_eq!(omitted.status(), Status::Omitted);
        assert_eq!(omitted.lines, Some(Lines::on(line)));
        let [annotation] = &*omitted.annotations else {
            panic!("one annotation");
        };
        assert_eq!(annotation.kind, AnnotationKind::Omission);
        assert_eq!(annotation.text(&compilation.passages, &omitted.text), note);
        assert!(!annotation.is_inferred());
        let footnote = &compilation.passages[annotation.passage().unwrap() as usize];
        assert_eq!(footnote.kind, PassageKind::Footnote);
        assert_eq!(footnote.mark.as_deref(), Some("("));
        assert_eq!(&*footnote.text, note);
    }
    let deleted: Vec<&str> = compilation
        .provisions
        .iter()
        .filter(|provision| provision.status() == Status::Deleted)
        .map(|provision| {
            let [annotation] = &*provision.annotations else {
                panic!("one annotation");
            };
            assert_eq!(annotation.kind, AnnotationKind::Deletion);
            assert!(annotation.is_inferred());
            assert_eq!(provision.lines, None);
            provision.id.as_str()
        })
        .collect();
    assert_eq!(
        deleted,
        [
            "IV.104", "IV.105", "IV.106", "IV.107", "IV.108", "V.84", "V.85"
        ]
    );
    let statuses: Vec<Status> = compilation.provisions.iter().map(|p| p.status()).collect();
    assert!(
        !statuses.contains(&Status::NotRelevant),
        "plain text carries no italics"
    );
}

#[test]
fn what_introduces_what() {
    let compilation = embedded();
    let chapeaux: Vec<&str> = compilation
        .provisions
        .iter()
        .filter(|provision| provision.role == Role::Chapeau)
        .map(|provision| provision.id.as_str())
        .collect();
    assert_eq!(chapeaux, ["II.81", "IV.103", "IV.109", "IV.109.p"]);
    let above = |id: &str| -> String {
        let chapeaux = compilation.chapeaux(provision(&compilation, id));
        let ids = chapeaux.iter().map(|(id, _)| id.unwrap_or("-"));
        ids.collect::<Vec<_>>().join(" ")
    };
    let expected = [
        ("I.1", ""),
        ("II.81", ""),
        ("II.81.1", "II.81"),
        ("II.81.18", "II.81"),
        ("III.1", "-"),
        ("III.24", "-"),
        ("IV.102", ""),
        ("IV.103", ""),
        ("IV.103.a", "IV.103"),
        ("IV.103.i", "IV.103"),
        ("IV.104", ""),
        ("IV.109.a", "IV.109"),
        ("IV.109.p", "IV.109"),
        ("IV.109.p.i", "IV.109 IV.109.p"),
        ("IV.109.p.xi", "IV.109 IV.109.p"),
        ("IV.109.q", "IV.109"),
        ("IV.110", ""),
        ("V.80", ""),
    ];
    for (id, chapeaux) in expected {
        assert_eq!(above(id), chapeaux, "{id}");
    }
    let Some(Chapeau::Passage(at)) = provision(&compilation, "III.7").chapeau else {
        panic!("an unnumbered chapeau");
    };
    let chapeau = &compilation.passages[at as usize];
    assert_eq!(chapeau.kind, PassageKind::Chapeau);
    assert_eq!(chapeau.lines, Lines::on(111));
    assert!(
        chapeau
            .text
            .ends_with("to adopt the following recommendations:")
    );
}

#[test]
fn headings_above_each_provision() {
    let compilation = embedded();
    let session = |first: &str, last: &str, path_expected: &str| {
        let first = compilation.position(first).unwrap();
        let last = compilation.position(last).unwrap();
        for provision in &compilation.provisions[first..=last] {
            assert_eq!(
                compilation.headings(provision).join(" › "),
                path_expected,
                "{}",
                provision.id
            );
        }
    };
    session("I.1", "I.16", "");
    session("II.81", "II.81", "");
    session("II.81.1", "II.81.6", "Education");
    session("II.81.7", "II.81.18", "Poverty");
    session("III.1", "III.4", "General");
    session("III.5", "III.16", "Racism and Health");
    session("III.17", "III.24", "Racism and the Internet");
    session("IV.102", "IV.102", "Conclusions and Recommendations");
    session(
        "IV.103",
        "IV.103.i",
        "High-level Seminar › Internet and racism",
    );
    session("IV.104", "IV.108", "");
    let thematic = "Thematic Analysis: Globalization and Racism";
    session("IV.109", "IV.109.a", thematic);
    let within = |title: &str| format!("{thematic} › {title}");
    session("IV.109.b", "IV.109.f", &within("Globalization and racism"));
    session("IV.109.g", "IV.109.i", &within("Education"));
    session(
        "IV.109.j",
        "IV.109.m",
        &within("Globalization and discrimination in a multicultural context"),
    );
    session(
        "IV.109.n",
        "IV.109.p.xi",
        &within("The migration dimension"),
    );
    session("IV.109.q", "IV.109.s", &within("Development"));
    session("IV.110", "IV.112", "Other Conclusions and Recommendations");
    let first = "First part of the session › Conclusions and recommendations";
    let plans = format!("{first} › National action plans");
    session("V.80", "V.83", &format!("{plans} › Conclusions"));
    session("V.84", "V.85", &plans);
    session(
        "V.86",
        "V.94",
        &format!("{plans} › General recommendations"),
    );
    session(
        "V.95",
        "V.102",
        &format!("{plans} › Implementation and monitoring of national action plans"),
    );
    session(
        "V.103",
        "V.105",
        &format!(
            "{first} › Recommendations to the Office of the United Nations High Commissioner for \
             Human\u{A0}Rights"
        ),
    );
}

#[test]
fn the_unnumbered_text_around_them() {
    let compilation = embedded();
    let told: Vec<(PassageKind, String, String)> = compilation
        .passages
        .iter()
        .map(|matter| {
            let path = compilation.heading_path(matter.heading);
            let titles = path
                .iter()
                .map(|at| &*compilation.headings[*at as usize].title);
            (
                matter.kind,
                titles.collect::<Vec<_>>().join(" › "),
                matter.lines.to_string(),
            )
        })
        .collect();
    let under = |kind, path: &str, lines: &str| (kind, path.to_owned(), lines.to_owned());
    let note = "Complementary International Standards › Explanatory Note";
    assert_eq!(
        told,
        [
            under(PassageKind::Introduction, "Introduction", "3"),
            under(PassageKind::Introduction, "Introduction", "4"),
            under(PassageKind::Introduction, "Introduction", "5"),
            under(PassageKind::Chapeau, "", "111"),
            under(PassageKind::Note, note, "419"),
            under(PassageKind::Ellipsis, note, "420"),
            under(PassageKind::Footnote, "", "422"),
        ]
    );
    for heading in &compilation.headings {
        let of_the_document = [
            "Introduction",
            "Complementary International Standards",
            "Explanatory Note",
        ];
        assert_eq!(
            heading.part.is_none(),
            of_the_document.contains(&&*heading.title),
            "{}",
            heading.title
        );
    }
    assert_eq!(compilation.unread, []);
}

#[test]
fn what_was_inferred_is_said() {
    let compilation = embedded();
    let said: Vec<u32> = compilation
        .remarks
        .iter()
        .map(|remark| remark.line)
        .collect();
    // Headings and italics; 1 after 81; 104 to 108; 84 and 85.
    assert_eq!(said, [1, 1, 55, 225, 355]);
}
