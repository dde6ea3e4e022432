//! What the compilation refers to, compared with a list made by eye (`data/references.jsonl`), and
//! what must hold for any text.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;
use std::time::Duration;

use proptest::prelude::*;
use recs_tui::language::references::{Destination, Extractor, Links, Reference, Target, describe};
use recs_tui::model::Document;
use serde::Deserialize;

static COMPILATION: LazyLock<Document> = LazyLock::new(recs_tui::library::embedded);
static LINKS: LazyLock<Links> = LazyLock::new(|| Links::of(&COMPILATION));

/// A line of the list: a provision by its id, or unnumbered text by how it begins.
#[derive(Deserialize)]
struct Listed {
    id: Option<String>,
    matter: Option<String>,
    kind: String,
    target: String,
    words: String,
}

/// References as `kind target | words`, by where they stand.
type Standing = BTreeMap<String, Vec<String>>;

fn listed() -> Standing {
    let mut standing = Standing::new();
    for line in include_str!("data/references.jsonl").lines() {
        let Listed {
            id,
            matter,
            kind,
            target,
            words,
        } = serde_json::from_str(line).unwrap();
        let place = id.or(matter).expect("a place");
        standing
            .entry(place)
            .or_default()
            .push(format!("{kind} {target} | {words}"));
    }
    standing
}

fn written(text: &str, references: &[Reference]) -> Vec<String> {
    let write = |reference: &Reference| {
        let words = &text[reference.span.range()];
        format!("{} {} | {words}", reference.kind.as_str(), reference.target)
    };
    references.iter().map(write).collect()
}

#[test]
fn every_reference_listed_by_eye_is_found_and_none_is_invented() {
    let mut expected = listed();
    let mut wrong = String::new();
    let provisions = COMPILATION.provisions.iter().enumerate();
    let provisions = provisions.map(|(at, provision)| {
        (
            provision.id.to_string(),
            &provision.text,
            LINKS.references(at),
        )
    });
    let beginnings: Vec<String> = expected
        .keys()
        .filter(|key| key.contains(' '))
        .cloned()
        .collect();
    let matter = COMPILATION.passages.iter().enumerate().map(|(at, matter)| {
        let listed = beginnings
            .iter()
            .find(|beginning| matter.text.starts_with(&***beginning));
        let place = listed.cloned().unwrap_or_else(|| matter.text.to_string());
        (place, &matter.text, LINKS.in_passage(at))
    });
    for (place, text, references) in provisions.chain(matter) {
        let found = written(text, references);
        let expected = expected.remove(&place).unwrap_or_default();
        if found != expected {
            writeln!(wrong, "{place}\n  listed {expected:#?}\n  found {found:#?}").unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
    assert!(expected.is_empty(), "not in the document: {expected:?}");
}

/// References of one text by itself, as a provision of a fourth session.
fn read(text: &str) -> Vec<String> {
    written(text, &references(text))
}

fn references(text: &str) -> Vec<Reference> {
    let compilation = session_of([text]);
    Extractor::new(&compilation).references(0)
}

/// A document of one session, the fourth, with these provisions.
fn session_of<'t>(texts: impl IntoIterator<Item = &'t str>) -> Document {
    let mut compilation = COMPILATION.clone();
    let like = compilation.provisions[0].clone();
    compilation.parts.drain(..3);
    compilation.passages.clear();
    let provisions = texts.into_iter().enumerate().map(|(at, text)| {
        let mut provision = like.clone();
        provision.id = format!("IV.{at}").into();
        provision.text = text.into();
        provision.part = 0;
        (provision.heading, provision.chapeau) = (None, None);
        provision
    });
    compilation.provisions = provisions.collect();
    compilation
}

#[test]
fn other_documents_are_read_by_the_same_rules() {
    let cases: &[(&str, &[&str])] = &[
        (
            "paragraphs 5, 7 and 9 of the Durban Declaration",
            &[
                "paragraph DD 5 | paragraphs 5",
                "paragraph DD 7 | 7",
                "paragraph DD 9 | 9 of the Durban Declaration",
            ],
        ),
        (
            "General Assembly resolutions 56/266 and 60/251, and Human Rights Council resolution S-9/1",
            &[
                "resolution A/RES/56/266 | General Assembly resolutions 56/266",
                "resolution A/RES/60/251 | 60/251",
                "resolution A/HRC/RES/S-9/1 | Human Rights Council resolution S-9/1",
            ],
        ),
        (
            "paragraph 13 of General Assembly resolution 56/266",
            &[
                "resolution A/RES/56/266 para. 13 | paragraph 13 of General Assembly resolution 56/266",
            ],
        ),
        (
            "resolution 60/251 of the General Assembly; E/CN.4/2006/18, paras. 103 (d) and 109 (p) (iv)-(vi).",
            &[
                "resolution A/RES/60/251 | resolution 60/251 of the General Assembly",
                "document E/CN.4/2006/18 para. 103 (d) | E/CN.4/2006/18, paras. 103 (d)",
                "document E/CN.4/2006/18 paras. 109 (p) (iv)-(vi) | 109 (p) (iv)-(vi)",
            ],
        ),
        (
            "articles 2 and 5 of ICERD and Articles 4-7 thereof",
            &[
                "article ICERD art. 2 | articles 2",
                "article ICERD art. 5 | 5 of ICERD",
                "article ICERD arts. 4-7 | Articles 4-7",
            ],
        ),
        (
            "the Durban Declaration and Programme of Action, in particular paragraphs 11 and 144",
            &[
                "declaration DDPA | Durban Declaration and Programme of Action",
                "paragraph DDPA 11 | paragraphs 11",
                "paragraph DPA 144 | 144",
            ],
        ),
        (
            "MDGs, article 3 of ICERD",
            &[
                "goals MDG | MDGs",
                "article ICERD art. 3 | article 3 of ICERD",
            ],
        ),
        // Whose session it is.
        (
            "Requests the General Assembly at its fifty-sixth session and the Working Group at its first, second and third sessions",
            &[
                "body GA | General Assembly",
                "session session I | first",
                "session session II | second",
                "session session III | third sessions",
            ],
        ),
        (
            "at the next session of the Human Rights Council",
            &["body HRC | Human Rights Council"],
        ),
        (
            "at its previous session",
            &["session session III | previous session"],
        ),
        // What looks like a reference and is none.
        (
            "people who have HIV/AIDS; states who act; WHEN STATES WHO ACT",
            &[],
        ),
        (
            "article 19 of the Covenant and paragraph 5 of the Vienna Declaration and Programme of Action",
            &[],
        ),
        (
            "the African Commission on Human Rights and the Beijing Programme of Action, para. 12",
            &[],
        ),
        (
            "ICERD, the Covenant and its article 19",
            &["treaty ICERD | ICERD"],
        ),
        (
            "General Assembly. Security Council resolution 1325 (2000)",
            &["body GA | General Assembly"],
        ),
        ("in paragraph 5 above, article 3 and 56/266", &[]),
        (
            "the Convention on the Rights of the Child, the Committee against Torture",
            &[],
        ),
        (
            "the Durban Programme of Action, paragraph 220",
            &["programme DPA | Durban Programme of Action"],
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(read(text), *expected, "{text}");
    }
    assert!(read("WHO SHALL ACT").is_empty());
}

#[test]
fn short_forms_mean_what_was_named_last_and_not_long_ago() {
    let mut texts = vec!["The Committee on the Elimination of Racial Discrimination under ICERD"];
    texts.extend(["the Convention"; 80]);
    let compilation = session_of(texts);
    let links = Links::of(&compilation);
    assert_eq!(
        written("the Convention", links.references(1)),
        ["treaty ICERD | Convention"]
    );
    assert!(links.references(80).is_empty());
    // Any order gives what the document's order gives.
    let mut extractor = Extractor::new(&compilation);
    for position in [80, 3, 4, 64, 65, 0, 80, 1] {
        assert_eq!(
            extractor.references(position),
            links.references(position),
            "{position}"
        );
    }
}

fn target(written: &str) -> Target {
    written.parse().unwrap()
}

fn ids(positions: &[usize]) -> Vec<&'static str> {
    positions
        .iter()
        .map(|&at| &*COMPILATION.provisions[at].id)
        .collect()
}

#[test]
fn who_cites_what() {
    let citing = |written: &str| ids(&LINKS.citing(&target(written)));
    assert_eq!(citing("ICERD art. 4"), ["IV.103.d", "IV.103.g"]);
    // A range covers its members.
    assert_eq!(citing("DPA 144"), ["III.21", "IV.103.a"]);
    assert_eq!(citing("DPA 147"), ["IV.103.a"]);
    assert_eq!(
        citing("MDG"),
        ["II.81.4", "II.81.8", "IV.109.e", "IV.109.f", "IV.109.p.iv"]
    );
    assert_eq!(citing("session IV"), ["III.22", "IV.102"]);
    assert!(citing("CEDAW").is_empty());
}

#[test]
fn references_into_the_document_lead_there() {
    let leads = |written: &str| LINKS.destination(&target(written));
    assert_eq!(leads("session IV"), Some(Destination::Session(3)));
    assert_eq!(leads("session II-V"), Some(Destination::Session(1)));
    assert_eq!(leads("session VI"), None);
    assert_eq!(leads("A/HRC/6/10"), Some(Destination::Session(4)));
    let at = |id| COMPILATION.position(id).map(Destination::Provision);
    assert_eq!(leads("E/CN.4/2006/18 para. 103 (d)"), at("IV.103.d"));
    assert_eq!(
        leads("E/CN.4/2006/18 paras. 109 (p) (iv)-(vi)"),
        at("IV.109.p.iv")
    );
    assert_eq!(leads("E/CN.4/2006/18 para. 103"), at("IV.103"));
    assert_eq!(leads("E/CN.4/2004/20 para. 82"), None);
    assert_eq!(leads("DPA 144"), None);
}

#[test]
fn a_target_says_what_it_is() {
    assert_eq!(
        describe(&target("ICERD art. 4")),
        "article 4 of the International Convention on the Elimination of All Forms of Racial \
         Discrimination (A/RES/2106 A (XX), 1965-12-21)"
    );
    assert_eq!(
        describe(&target("WHO")),
        "World Health Organization (1946-07-22)"
    );
    assert_eq!(describe(&target("A/RES/60/251")), "");
}

#[test]
fn every_target_of_the_document_survives_writing_and_reading() {
    for (written, count) in LINKS.targets() {
        let again: Target = serde_json::from_str(&serde_json::to_string(written).unwrap()).unwrap();
        assert_eq!(&again, written);
        assert!(LINKS.citing(written).len() >= count, "{written}");
    }
}

/// Pieces of which references and their like are made.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        prop::sample::select(vec![
            "paragraph ",
            "paragraphs ",
            "para. ",
            "article ",
            "articles ",
            "144",
            "13",
            "(b) ",
            " to ",
            ", ",
            " and ",
            "-",
            "\u{2011}",
            " of ",
            " the ",
            "Convention ",
            "ICERD ",
            "Durban Declaration ",
            "Programme of Action",
            "Durban Declaration and Programme of Action",
            "General Assembly ",
            "resolution ",
            "decision ",
            "56/266",
            "A/RES/",
            "E/CN.4/2006/18",
            "its ",
            "fourth ",
            "through ",
            "next ",
            "session ",
            "sessions ",
            "Working Group ",
            "the panel ",
            "Committee ",
            "(XX)",
            "(iv)",
            "\u{a0}",
            "é",
            "OHCHR",
            "This Decision ",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn ranges_are_of_the_text_in_order_and_apart(text in pieces()) {
        let mut done = 0;
        for reference in references(&text) {
            let range = reference.span.range();
            prop_assert!(done <= range.start && range.start < range.end);
            prop_assert!(text.get(range.clone()).is_some_and(|words| words.trim() == words));
            done = range.end;
            let again: Target = reference.target.to_string().parse().unwrap();
            prop_assert_eq!(again, reference.target);
        }
    }

    #[test]
    fn back_links_are_symmetric(texts in prop::collection::vec(pieces(), 1..12)) {
        let compilation = session_of(texts.iter().map(String::as_str));
        let links = Links::of(&compilation);
        for one in 0..texts.len() {
            for reference in links.references(one) {
                let citing = links.citing(&reference.target);
                prop_assert!(citing.contains(&one) && citing.is_sorted());
                for other in citing {
                    let mut back = links.references(other).iter();
                    prop_assert!(back.any(|back| links.citing(&back.target).contains(&one)));
                }
            }
        }
    }
}

#[test]
fn a_text_ten_times_as_long_takes_ten_times_as_long() {
    // What a careless reader would read again from each of its members.
    for piece in [
        "first, ",
        "A/",
        "paragraph 1 of ",
        "International Convention on ",
        "Commission, ",
        "1, ",
        "(a) ",
    ] {
        let time = |count: usize| {
            let text = piece.repeat(count);
            let compilation = session_of([&*text]);
            let runs = (0..3).map(|_| {
                let read = || Extractor::new(&compilation).references(0);
                crate::processor_time::of(read).0
            });
            runs.min().unwrap()
        };
        let count = crate::effort(1_000, 4_000);
        let (short, long) = (time(count), time(10 * count));
        let bound = short * 40 + Duration::from_millis(60);
        assert!(long < bound, "{piece:?}: {short:?}, then {long:?}");
    }
}

#[test]
fn ten_times_as_many_references_in_one_paragraph_take_ten_times_as_long() {
    let time = |count: usize| {
        let paragraphs = (0..count).map(|at| format!("paragraph {}, ", 1 + at % 219));
        let text = format!(
            "The Durban Programme of Action: {}",
            paragraphs.collect::<String>()
        );
        let document = session_of([&*text]);
        let runs = (0..3).map(|_| {
            let link = || {
                let links = Links::of(&document);
                assert_eq!(links.references(0).len(), 1 + count);
                for reference in links.references(0) {
                    assert_eq!(links.citing(&reference.target), [0]);
                    assert_eq!(links.destination(&reference.target), None);
                }
            };
            crate::processor_time::of(link).0
        });
        runs.min().unwrap()
    };
    let count = crate::effort(500, 2_000);
    let (short, long) = (time(count), time(10 * count));
    assert!(
        long < short * 40 + Duration::from_millis(60),
        "{short:?}, then {long:?}"
    );
}

#[test]
fn links_that_nobody_wants_any_more_are_given_up() {
    assert_eq!(Links::read(&COMPILATION, &|| true), None);
    assert_eq!(Links::read(&COMPILATION, &|| false).as_ref(), Some(&*LINKS));
}
