//! Views of a text, and what is said of its annotations, compared with the document by eye.

use std::time::Duration;

use recs_tui::export::{View, explanations};

use crate::processor_time;

fn text_of(id: &str, view: View) -> String {
    let compilation = recs_tui::library::embedded();
    let position = compilation.position(id).expect("an id of the document");
    view.text(&compilation.provisions[position]).into_owned()
}

#[test]
fn as_adopted_reads_as_a_sentence() {
    let ii_18 = text_of("II.81.18", View::Adopted);
    assert!(ii_18.ends_with("Therefore, the Working Group will seek cooperation with the panel."));
    let i_6 = text_of("I.6", View::Adopted);
    assert!(i_6.contains(
        "required to submit to the Commission on Human Rights and the General Assembly can be"
    ));
    let i_7 = text_of("I.7", View::Adopted);
    assert!(i_7.ends_with("in General Assembly resolution 56/266, paragraph 13;"));
    for id in ["I.6", "I.7", "I.14", "II.81.18", "III.22"] {
        assert!(!text_of(id, View::Adopted).contains(['[', ']']), "{id}");
    }
}

#[test]
fn annotated_is_the_source() {
    assert!(
        text_of("I.6", View::Annotated)
            .contains("Human Rights [General Assembly  resolution 60/251")
    );
}

#[test]
fn the_editors_view_has_the_change_in_its_sentence() {
    assert_eq!(
        text_of("II.81.18", View::Editors),
        "… Therefore, the Working Group will seek cooperation with the panel [The High level \
         panel has completed its work]."
    );
    assert_eq!(
        text_of("III.22", View::Editors),
        "… OHCHR should endeavour to ensure the participation of all stakeholders, inter alia \
         States, WSIS, international and regional organizations, NGOs, the private sector and \
         the media [The Working Group held the high level seminar at its fourth session]."
    );
    assert_eq!(
        text_of("I.7", View::Editors),
        "The Working Group appeals to the Secretary-General to appoint as soon as possible the \
         five independent eminent experts as stipulated in the Durban Programme of Action, \
         paragraph 191 (b) and in General Assembly resolution 56/266, paragraph 13 [On 16 June \
         2003, the Secretary-General appointed the five eminent experts.  Thus far, the eminent \
         experts have met twice and efforts are being undertaken to reinvigorate their work];"
    );
    assert_eq!(text_of("I.1", View::Editors), "");
}

#[test]
fn of_a_long_sentence_the_editors_view_has_whole_clauses() {
    assert_eq!(
        text_of("I.6", View::Editors),
        "… so that the reports that the High Commissioner is required to submit to the \
         Commission on Human Rights [General Assembly  resolution 60/251 established the Human \
         Rights Council in replacement of the Commission] and the General Assembly can be as \
         complete and comprehensive as possible, …"
    );
    assert_eq!(
        text_of("I.14", View::Editors),
        "… including their active participation in the future sessions of the Working Group \
         [the information was submitted];"
    );
}

#[test]
fn what_stands_in_the_source_is_found_in_every_view() {
    let compilation = recs_tui::library::embedded();
    for provision in &compilation.provisions {
        for view in View::ALL {
            let shown = view.shown(provision);
            for (at, letter) in provision.text.char_indices() {
                let source = at..at + letter.len_utf8();
                if let Some(place) = shown.place_of(source.clone()) {
                    assert_eq!(
                        shown.text[place], provision.text[source],
                        "{}",
                        provision.id
                    );
                }
            }
        }
    }
    let at = compilation.position("I.6").expect("an id of the document");
    let i_6 = &compilation.provisions[at];
    let words = |words: &str| {
        let start = i_6.text.find(words).expect("words of the text");
        start..start + words.len()
    };
    let (adopted, editors) = (View::Adopted.shown(i_6), View::Editors.shown(i_6));
    let assembly = adopted.place_of(words("the General Assembly can"));
    assert_eq!(
        &adopted.text[assembly.expect("kept")],
        "the General Assembly can"
    );
    assert_eq!(adopted.place_of(words("resolution 60/251")), None);
    let inserted = editors.place_of(words("resolution 60/251"));
    assert_eq!(&editors.text[inserted.expect("kept")], "resolution 60/251");
    assert_eq!(editors.place_of(words("Working Group of Experts")), None);
}

#[test]
fn a_gap_names_its_neighbours_and_what_the_document_says() {
    let compilation = recs_tui::library::embedded();
    let position = compilation
        .position("IV.106")
        .expect("an id of the document");
    let [explanation] = explanations(&compilation, position)
        .try_into()
        .expect("one annotation");
    assert!(explanation.inferred);
    assert!(
        explanation
            .meaning
            .starts_with("The numbering goes from 103 to 109.")
    );
    assert!(explanation.meaning.contains(
        "“The recommendations and conclusions have been either updated, deleted or italized to \
         indicate their non-relevance.” “The Working Group decided that references to \
         complementary standards will be removed from the final document"
    ));
}

/// The beginnings of the passages that a provision's first account rests on.
fn rests_on(id: &str) -> Vec<String> {
    let compilation = recs_tui::library::embedded();
    let position = compilation.position(id).expect("an id of the document");
    let explanations = explanations(&compilation, position);
    let passages = explanations[0].passages.iter();
    let words = |&at: &usize| {
        let words = compilation.passages[at].text.split_whitespace().take(5);
        words.collect::<Vec<_>>().join(" ")
    };
    passages.map(words).collect()
}

#[test]
fn an_annotation_rests_on_what_the_document_says_of_itself() {
    assert_eq!(
        rests_on("I.10"),
        ["The Working Group omitted to"],
        "the footnote"
    );
    assert_eq!(
        rests_on("II.81.18"),
        ["The Working Group agreed not"],
        "updated, deleted or italized"
    );
    assert_eq!(
        rests_on("IV.106"),
        [
            "The Working Group agreed not",
            "The Working Group decided that",
            "The Working Group remained seized",
        ],
        "the introduction twice, and the explanatory note"
    );
}

/// One sentence with an update behind so many commas.
fn commas(count: usize) -> String {
    let text = format!("{}States act [now].", "and, so ".repeat(count));
    let start = text.find('[').unwrap();
    serde_json::json!({
        "text": text,
        "annotations": [{"kind": "update", "text": "[now]", "start": start, "end": start + 5}],
    })
    .to_string()
}

#[test]
fn the_editors_view_of_a_sentence_with_eighty_thousand_commas_takes_no_time() {
    let read = crate::opened::read(commas(80_000).as_bytes());
    let (took, text) = processor_time::of(|| View::Editors.text(&read.provisions[0]));
    assert!(took < Duration::from_secs(5), "{took:?}");
    assert!(text.ends_with("so and, so States act [now]."), "{text}");
    assert!(text.split_whitespace().count() < 40, "{text}");
}

/// As many updates as a text has room for, in one sentence.
#[test]
fn the_editors_view_of_twenty_thousand_updates_takes_no_time() {
    let text = "a, [b] ".repeat(20_000);
    let annotations: Vec<serde_json::Value> = (0..20_000)
        .map(|count| {
            let start = count * 7 + 3;
            serde_json::json!({"kind": "update", "text": "[b]", "start": start, "end": start + 3})
        })
        .collect();
    let record = serde_json::json!({ "text": text, "annotations": annotations });
    let read = crate::opened::read(record.to_string().as_bytes());
    let (took, ()) = processor_time::of(|| {
        for view in View::ALL {
            let shown = view.shown(&read.provisions[0]);
            let places = (0..20_000).filter_map(|count| shown.place_of(count * 7..count * 7 + 1));
            assert_eq!(places.count(), 20_000);
        }
    });
    assert!(took < Duration::from_secs(5), "{took:?}");
}
