//! What people type and what they get, over the embedded compilation. Expected values were read
//! in the document.

use std::sync::Arc;

use recs_tui::notes::{Change, Notebook};
use recs_tui::search::{
    Answer, Cancel, Hit, Hits, Index, MatchLevel, PartialHit, Query, UserNotes,
};

use crate::asked::{EMBEDDED, answer, ask};

fn ids(hits: &Hits) -> Vec<&'static str> {
    let id = |hit: Hit| &*EMBEDDED.0.provisions[hit.position as usize].id;
    hits.iter().map(id).collect()
}

fn partial(answer: &Answer) -> Vec<&'static str> {
    let id = |hit: &PartialHit| &*EMBEDDED.0.provisions[hit.position as usize].id;
    answer.partial.iter().map(id).collect()
}

fn position(id: &str) -> u32 {
    EMBEDDED.0.position(id).expect("it is in the document") as u32
}

/// Ids found, in alphabetical order, for where the ranking is not the point.
fn found(typed: &str) -> Vec<String> {
    let answer = ask(typed);
    let mut ids: Vec<String> = ids(&answer.hits).into_iter().map(str::to_owned).collect();
    ids.sort();
    ids
}

fn text(id: &str) -> &str {
    let compilation = &EMBEDDED.0;
    &compilation.provisions[compilation.position(id).expect("it is in the document")].text
}

fn marked(typed: &str, id: &str) -> Vec<String> {
    let text = text(id);
    let ranges = ask(typed).highlights(text).into_iter();
    ranges.map(|range| text[range].to_owned()).collect()
}

#[test]
fn a_slip_is_forgiven_and_told() {
    let answer = ask("malraia");
    assert_eq!(found("malraia"), ["III.13", "III.14"]);
    assert_eq!(answer.corrections.len(), 1);
    let correction = &answer.corrections[0];
    assert_eq!(
        (
            correction.typed.as_str(),
            correction.matched.as_str(),
            correction.level
        ),
        ("malraia", "malaria", MatchLevel::Typo)
    );
    assert_eq!(marked("malraia", "III.13"), ["Malaria"]);
    assert_eq!(marked("malraia", "III.14"), ["malaria"]);
}

#[test]
fn every_stage_of_typing_finds_it() {
    for typed in [
        "mala", "malar", "malra", "malari", "malria", "malaria", "MALARIA", "malaria ",
    ] {
        assert_eq!(found(typed), ["III.13", "III.14"], "{typed}");
    }
}

#[test]
fn hyphens_and_blanks_do_not_matter() {
    for typed in [
        "followup activities",
        "follow-up activities",
        "follow up activities",
        "follow\u{2011}up\u{a0}activities",
    ] {
        assert_eq!(ids(&ask(typed).hits).first(), Some(&"V.103"), "{typed}");
    }
    assert_eq!(
        marked("followup activities", "V.103"),
        ["follow-up", "activities", "follow\u{2011}up", "activities"]
    );
    // The document writes `policy‑making` in III.9 and `web sites` in III.23.
    assert_eq!(found("policymaking"), ["III.9"]);
    assert!(found("website").contains(&"III.23".to_owned()));
    // A space is missing there: `Protection andPromotion`.
    assert!(found("protection promotion diversity expressions").contains(&"IV.109.m".to_owned()));
}

#[test]
fn acronyms_work_both_ways() {
    assert_eq!(found("ILO"), ["IV.109.b", "IV.110"]);
    assert_eq!(
        found("International Labor Organisation"),
        ["IV.109.b", "IV.110"]
    );
    assert_eq!(
        marked("ILO", "IV.109.b"),
        ["International Labour Organization", "ILO"]
    );
    let correction = &ask("ILO").corrections[0];
    assert_eq!(
        (correction.matched.as_str(), correction.level),
        ("International Labour Organization", MatchLevel::Acronym)
    );
    assert_eq!(found("WHO"), ["III.11", "III.12"]);
    assert_eq!(marked("WHO", "III.11"), ["WHO"]);
}

#[test]
fn phrases_exclusions_alternatives() {
    assert_eq!(found("\"hate speech\""), ["IV.103.f", "IV.103.i"]);
    assert_eq!(marked("\"hate speech\"", "IV.103.i"), ["hate speech"]);
    assert_eq!(found("\"speech hate\""), [""; 0]);
    assert_eq!(found("\"hate speech\" -providers"), ["IV.103.f"]);
    assert_eq!(
        found("malaria | corruption"),
        ["II.81.17", "III.13", "III.14"]
    );
    assert_eq!(found("ombud*"), ["III.7"]);
}

#[test]
fn addresses_go_straight_there() {
    for typed in [
        "103(d)",
        "IV.103.d",
        "iv 103 d",
        "E/CN.4/2006/18, para. 103 (d)",
        "session 4 para 103(d)",
    ] {
        assert_eq!(ids(&ask(typed).hits).first(), Some(&"IV.103.d"), "{typed}");
    }
    assert_eq!(found("session 3 para 22"), ["III.22"]);
    // What is gone can be found, and comes after what is there.
    assert_eq!(ids(&ask("104").hits), ["V.104", "IV.104"]);
    assert_eq!(found("IV.104"), ["IV.104"]);
    // A paragraph with what stands under it.
    assert_eq!(ids(&ask("IV.103").hits).len(), 10);
    // No such address here, but the text mentions one.
    assert_eq!(found("paragraph 191"), ["I.7"]);
    assert_eq!(found("article 4"), ["IV.103.d", "IV.103.g"]);
}

#[test]
fn fields() {
    let deleted = [
        "IV.104", "IV.105", "IV.106", "IV.107", "IV.108", "V.84", "V.85",
    ];
    assert_eq!(found("is:deleted"), deleted);
    assert_eq!(found("is:omitted"), ["I.10", "I.11"]);
    assert_eq!(
        found("is:chapeau"),
        ["II.81", "IV.103", "IV.109", "IV.109.p"]
    );
    assert_eq!(found("is:updated session:1"), ["I.14", "I.6", "I.7"]);
    assert_eq!(found("session:IV").len(), 50);
    assert_eq!(found("session:4"), found("session:fourth"));
    assert_eq!(found("symbol:2006/18"), found("session:4"));
    assert_eq!(found("para:110-112"), ["IV.110", "IV.111", "IV.112"]);
    assert_eq!(found("para:109(p) undocumented"), ["IV.109.p.viii"]);
    assert_eq!(found("heading:poverty").len(), 12);
    assert_eq!(found("malaria session:2"), [""; 0]);
}

#[test]
fn a_heading_counts_as_context() {
    // Only the heading `Racism and Health` says health above III.14.
    let health = ask("health medication");
    assert_eq!(ids(&health.hits), ["III.14"]);
    assert_eq!(marked("health medication", "III.14"), ["medication"]);
    assert_eq!(
        health.highlights("Racism and Health").first(),
        Some(&(11..17))
    );
}

#[test]
fn some_of_the_words_are_offered_and_not_found() {
    let answer = ask("malaria xylophone");
    assert!(answer.hits.is_empty());
    assert_eq!(partial(&answer), ["III.14", "III.13"]);
    assert!((answer.partial.iter()).all(|hit| hit.missing == ["xylophone"]));
    // A query of which no word is known offers nothing.
    assert_eq!(ask("xylophone").partial, []);
    assert_eq!(ask("xylophone zebra").partial, []);
}

#[test]
fn behind_the_full_hits_come_those_with_most_of_the_rare_words() {
    // III.14 has both; III.13 is about malaria, without medication.
    let answer = ask("malaria medication");
    assert_eq!(ids(&answer.hits), ["III.14"]);
    assert_eq!(partial(&answer), ["III.13"]);
    assert_eq!(
        answer.missing(position("III.13")),
        Some(&["medication".to_owned()][..])
    );
    assert_eq!(answer.missing(position("III.14")), None);
    // Who has the rare word comes before all that have the common one.
    assert_eq!(
        partial(&ask("malaria racism zebra"))[0..2],
        ["III.14", "III.13"]
    );
}

#[test]
fn a_partial_hit_lacks_what_neither_a_word_nor_a_field_gives_it() {
    // Both texts about malaria are as they were adopted.
    for typed in [
        "malaria xylophone | is:updated",
        "malaria xylophone | -malaria",
        "-xylophone malaria 4294967296 OR is:updated",
    ] {
        let answer = ask(typed);
        assert!(answer.hits.is_empty(), "{typed}");
        assert_eq!(partial(&answer), ["III.14", "III.13"], "{typed}");
        assert!(answer.partial.iter().all(|hit| !hit.missing.is_empty()));
    }
    let answer = ask("malaria xylophone | is:updated");
    assert_eq!(answer.partial[0].missing, ["xylophone | is:updated"]);
    // Whoever has the field has the alternative.
    assert_eq!(
        ids(&ask("malaria xylophone | is:adopted").hits),
        ["III.14", "III.13"]
    );
}

#[test]
fn function_words_are_not_asked_for() {
    for typed in [
        "what should be done against malaria",
        "how is malaria being treated by them",
    ] {
        let answer = ask(typed);
        let offered = [ids(&answer.hits), partial(&answer)].concat();
        assert_eq!(offered.first(), Some(&"III.14"), "{typed}");
    }
    let answer = ask("why is there malaria");
    assert_eq!(ids(&answer.hits), ["III.14", "III.13"]);
    assert_eq!(answer.optional, ["why", "is", "there"]);
    // Where there is nothing else, they are the question.
    assert!(ask("throughout").optional.is_empty());
    assert!(!ask("throughout").hits.is_empty());
}

#[test]
fn a_word_is_no_slip_of_another_word() {
    // `patents` is an English word, though one letter from `parents`, which alone is there.
    let answer = ask("patents");
    assert!(answer.hits.is_empty());
    assert_eq!(partial(&answer), ["IV.103.c"]);
    assert_eq!(answer.partial[0].missing, ["patents"]);
    assert_eq!(answer.corrections[0].level, MatchLevel::LookAlike);
    // A slip that is no word is put right.
    assert_eq!(ids(&ask("parnets").hits), ["IV.103.c"]);
}

#[test]
fn an_empty_query_asks_nothing() {
    for typed in ["", "   ", "\"", "-"] {
        assert!(Query::parse(typed).is_empty());
        assert_eq!(ask(typed), Answer::default());
    }
    assert_eq!(Query::parse("is:nothing").ignored(), ["is:nothing"]);
}

#[test]
fn who_is_asked_to_do_what() {
    assert_eq!(found("to:OHCHR verb:requests session:4"), ["IV.103.g"]);
    // The one updated paragraph in which something is requested of the Office.
    assert_eq!(found("to:OHCHR verb:requests is:updated"), ["I.14"]);
    assert_eq!(found("to:\"World Bank\""), ["II.81.15"]);
    assert_eq!(found("to:UNES"), found("to:UNESCO"));
    assert!(found("to:nobody").is_empty());
}

/// The compilation as a reader has worked with it.
fn worked_with() -> UserNotes {
    let mut notebook = Notebook::default();
    let tag = |id: &str, tag: &str| Change::Tag {
        id: id.into(),
        tag: tag.into(),
        on: true,
    };
    let note = |id: &str, text: &str| Change::Note {
        id: id.into(),
        before: None,
        after: Some(text.into()),
    };
    for change in [
        Change::Bookmark {
            id: "I.6".into(),
            on: true,
        },
        tag("I.6", "Priority"),
        tag("III.14", "priority"),
        tag("III.14", "health"),
        note("IV.103.d", "Ask the Kenyan delegation about the budgets."),
        note("I.10", "Where is the malaria paragraph?"),
        note("I.11", "See IV of the internal paper."),
        note("IX.7", "Kenyan too, but of another document."),
    ] {
        notebook.apply(&change);
    }
    UserNotes::of(&EMBEDDED.0, &Arc::new(notebook))
}

fn found_beside(typed: &str) -> Vec<String> {
    let answer = answer(&EMBEDDED.0, &EMBEDDED.1, typed, &worked_with());
    ids(&answer.hits).into_iter().map(str::to_owned).collect()
}

#[test]
fn what_is_ones_own_is_found() {
    assert_eq!(found_beside("is:marked"), ["I.6"]);
    assert_eq!(found_beside("is:noted"), ["I.10", "I.11", "IV.103.d"]);
    assert_eq!(found_beside("is:tagged"), ["I.6", "III.14"]);
    assert_eq!(found_beside("is:bookmarked"), ["I.6"]);
    assert_eq!(
        found_beside("is:bookmarked,noted"),
        ["I.6", "I.10", "I.11", "IV.103.d"]
    );
    assert_eq!(found_beside("tag:PRIORITY"), ["I.6", "III.14"]);
    assert_eq!(found_beside("tag:#prio"), ["I.6", "III.14"]);
    assert_eq!(found_beside("tag:health,nothing"), ["III.14"]);
    assert_eq!(found_beside("tag:priority -is:marked"), ["III.14"]);
    assert_eq!(found_beside("tag:priority is:updated"), ["I.6"]);
    assert_eq!(
        found_beside("is:noted to:States verb:reminds"),
        ["IV.103.d"]
    );
    assert_eq!(found_beside("note:budget"), ["IV.103.d"]);
    assert_eq!(found_beside("note:prio malaria"), ["III.14"]);
    // Nothing of it without a notebook.
    for typed in ["is:marked", "tag:priority", "note:budget", "kenyan"] {
        assert_eq!(found(typed), Vec::<String>::new(), "{typed}");
    }
}

#[test]
fn a_word_of_a_note_finds_it_and_marks_nothing_in_the_text() {
    // As typed, half typed, in another form, and beside a word of the text.
    for typed in [
        "kenyan",
        "keny",
        "budget",
        "delegations kenyan",
        "kenyan hatred",
    ] {
        assert_eq!(found_beside(typed), ["IV.103.d"], "{typed}");
    }
    assert_eq!(found_beside("kenyan malaria"), Vec::<String>::new());
    let answer = answer(&EMBEDDED.0, &EMBEDDED.1, "kenyan hatred", &worked_with());
    let text = text("IV.103.d");
    let marked = answer.highlights(text);
    let words: Vec<&str> = marked.into_iter().map(|range| &text[range]).collect();
    assert_eq!(words, ["hatred"]);
}

#[test]
fn a_note_hides_nothing_that_the_text_says_in_another_form() {
    let (compilation, index) = &*EMBEDDED;
    let mut notebook = Notebook::default();
    notebook.apply(&Change::Note {
        id: "I.10".into(),
        before: None,
        after: Some("The malraia paragraph: ask WGEPAD.".into()),
    });
    let notes = UserNotes::of(compilation, &Arc::new(notebook));
    // A slip of the reader's own, and an acronym of which the text has the long form.
    for (typed, expected) in [
        ("malraia", &["III.14", "III.13", "I.10"][..]),
        ("WGEPAD", &["I.6", "I.10"]),
    ] {
        let answer = answer(compilation, index, typed, &notes);
        assert_eq!(ids(&answer.hits), expected, "{typed}");
    }
}

#[test]
fn the_documents_own_words_come_before_the_readers() {
    assert_eq!(found_beside("malaria"), ["III.14", "III.13", "I.10"]);
    // A place is one first, and a word of a note after that.
    let fourth = found_beside("iv");
    // 45 with text, 5 deleted, and the note.
    assert_eq!(fourth.len(), 51);
    assert!(fourth[0].starts_with("IV.") && fourth.last().unwrap() == "I.11");
    assert_eq!(found_beside("note:international"), Vec::<String>::new());
    assert_eq!(found_beside("is:updated,marked"), Vec::<String>::new());
    // What is left out is left out for the document's words.
    assert_eq!(
        found_beside("is:noted -malaria"),
        ["I.10", "I.11", "IV.103.d"]
    );
}

#[test]
fn slips_in_the_names_of_fields_are_forgiven_and_told() {
    for (typed, meant, reading) in [
        ("to:sattes", "to:States", ("sattes", "States")),
        (
            "verb:encourges",
            "verb:encourages",
            ("encourges", "encourages"),
        ),
        (
            "verb:\"cals upon\"",
            "verb:\"calls upon\"",
            ("cals upon", "calls upon"),
        ),
    ] {
        let answer = ask(typed);
        let exact = ask(meant);
        assert_eq!(ids(&answer.hits), ids(&exact.hits), "{typed}");
        assert!(!answer.hits.is_empty(), "{typed}");
        let told: Vec<(&str, &str)> = (answer.corrections.iter())
            .map(|correction| (correction.typed.as_str(), correction.matched.as_str()))
            .collect();
        assert_eq!(told, [reading]);
        assert_eq!(exact.corrections, []);
    }
    assert_eq!(found("to:zebras"), Vec::<String>::new());
}

#[test]
fn what_is_cancelled_stops() {
    let (document, index) = &*EMBEDDED;
    let cancel = Cancel::new();
    let notes = UserNotes::default();
    let query = Query::parse("racism to:States");
    assert!(index.answer(document, &query, &notes, &cancel).is_ok());
    cancel.cancel();
    assert!(index.answer(document, &query, &notes, &cancel).is_err());
    let count = document.provisions.len();
    assert!(Index::build_first(document, count, &|_| {}, &cancel).is_err());
    let fresh = Index::build(document);
    assert!(fresh.read_operative(document, &|_| {}, &cancel).is_err());
    assert!(fresh.operative().is_none());
}

#[test]
fn provisions_are_grouped_and_hits_are_counted() {
    let (document, index) = &*EMBEDDED;
    let sizes = |facet: &recs_tui::search::Facet| -> Vec<(&str, u64)> {
        let values = facet.values().map(|(name, members)| (name, members.len()));
        values.filter(|(_, size)| *size > 0).collect()
    };
    assert_eq!(
        sizes(index.statuses()),
        [
            ("adopted", 121),
            ("updated", 5),
            ("deleted", 7),
            ("omitted", 2)
        ]
    );
    let operative = index
        .read_operative(document, &|_| {}, &Cancel::new())
        .expect("nobody cancels it");
    let hits = ask("to:\"World Bank\"").hits;
    let bank = operative
        .addressees
        .values()
        .find(|(name, _)| *name == "World Bank");
    assert_eq!(bank.expect("it is in the table").1, hits.positions());
    // Every provision with text has an action or none.
    let mut all = operative.actions.without().clone();
    for (_, members) in operative.actions.values() {
        all |= members;
    }
    assert_eq!(all.len(), 126);

    let fourth = ask("session:4").hits;
    assert_eq!(index.part_counts(&fourth), [0, 0, 0, 50, 0]);
    let malaria = ask("malaria").hits;
    let counts = index.heading_counts(&malaria);
    let with: Vec<&str> = (document.headings.iter().zip(&counts))
        .filter(|(_, count)| **count == 2)
        .map(|(heading, _)| &*heading.title)
        .collect();
    assert_eq!(with, ["Racism and Health"]);
    assert_eq!(counts.iter().sum::<u32>(), 2);
}

/// A word of the language that the document does not have is not taken for another word, and what is
/// taken for it is said.
#[test]
fn no_word_is_answered_with_another_one_in_silence() {
    let told = |typed: &str| -> Vec<String> {
        let corrections = ask(typed).corrections;
        corrections.iter().map(ToString::to_string).collect()
    };
    for absent in ["nationality", "guard", "dress", "patent", "trail", "county"] {
        assert_eq!(found(absent), [""; 0], "{absent}");
    }
    // A synonym of the field, and no beginning or lookalike.
    assert!(text(&found("press")[0]).contains("media"));
    assert!(
        told("press")[0].starts_with("press → media"),
        "{:?}",
        told("press")
    );
    assert_eq!(found("dept"), ["II.81.16"]);
    assert_eq!(told("dept"), ["dept → debt"]);
}

/// A word put right finds what the word typed right finds.
#[test]
fn a_corrected_word_takes_its_family_along() {
    for (slip, word) in [
        ("disabilty ", "disability"),
        ("participacion of victims", "participation of victims"),
        ("iliteracy ", "illiteracy"),
        ("discriminaton in educaton", "discrimination in education"),
        ("goverments ", "governments"),
    ] {
        let (with_slip, without) = (found(slip), found(word));
        assert!(!without.is_empty(), "{word}");
        for id in without {
            assert!(with_slip.contains(&id), "{id} by {slip}: {with_slip:?}");
        }
    }
}

/// Question words, auxiliaries and prepositions change no set of hits.
#[test]
fn function_words_are_never_demanded() {
    let sorted = |typed: &str| {
        let mut ids = found(typed);
        ids.sort_unstable();
        ids
    };
    let all = sorted("malaria");
    assert_eq!(all, ["III.13", "III.14"]);
    for words in [
        "what",
        "when",
        "where",
        "why",
        "how do",
        "does",
        "did",
        "should",
        "must",
        "shall",
        "can",
        "could",
        "between",
        "against",
        "among",
        "about",
        "per",
        "all",
        "any",
        "under",
        "over",
        "through",
        "during",
        "if",
        "than",
        "there",
        "we had",
        "what is the",
        "how can we",
    ] {
        assert_eq!(sorted(&format!("{words} malaria")), all, "{words}");
    }
    assert_eq!(found("does racism"), found("racism"));
}
