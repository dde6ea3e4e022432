//! What people call a thing and what texts call it: synonyms of the field and acronyms of six languages,
//! over short texts of our own.

use recs_tui::model::Document;
use recs_tui::search::{Answer, Index, MatchLevel, UserNotes};

use crate::asked::answer;
use crate::opened::read;

/// A text a line; they are numbered from 1.
fn document(texts: &[&str]) -> Document {
    let lines = (1..).zip(texts).map(|(number, text)| {
        serde_json::json!({ "id": format!("{number}"), "text": text }).to_string()
    });
    read(lines.collect::<Vec<_>>().join("\n").as_bytes())
}

struct Asked {
    document: Document,
    answer: Answer,
}

impl Asked {
    /// Numbers of the texts found, best first.
    fn numbers(&self) -> Vec<u32> {
        let hits = self.answer.hits.iter();
        hits.map(|hit| hit.position + 1).collect()
    }

    fn marked(&self, number: usize) -> Vec<&str> {
        let text = &self.document.provisions[number - 1].text;
        let ranges = self.answer.highlights(text).into_iter();
        ranges.map(|range| &text[range]).collect()
    }

    fn told(&self) -> Vec<(&str, &str)> {
        let synonyms = (self.answer.corrections.iter())
            .filter(|reading| matches!(reading.level, MatchLevel::Synonym | MatchLevel::Acronym));
        synonyms.map(|it| (&*it.typed, &*it.matched)).collect()
    }
}

fn ask(texts: &[&str], typed: &str) -> Asked {
    let document = document(texts);
    let index = Index::build(&document);
    let answer = answer(&document, &index, typed, &UserNotes::default());
    Asked { document, answer }
}

/// Asks two texts, of which only the second has what is meant, and holds what is marked in it.
fn assert_finds(typed: &str, text: &str, marked: &str) -> Asked {
    let asked = ask(&["Nothing of the kind stands here.", text], typed);
    assert_eq!(asked.numbers(), [2], "{typed}");
    let found = asked.marked(2);
    assert!(found.contains(&marked), "{typed}: {found:?}");
    asked
}

#[test]
fn what_people_say_finds_what_texts_say() {
    for (typed, text, marked) in [
        // A word for a word.
        ("press", "The media should report fairly.", "media"),
        (
            "online",
            "Racist content on the Internet spreads.",
            "Internet",
        ),
        ("medicines", "Medication must be affordable.", "Medication"),
        ("jail", "Conditions in prisons are poor.", "prisons"),
        ("jobless", "Unemployed persons lack support.", "Unemployed"),
        ("eradicate", "States shall eliminate slavery.", "eliminate"),
        // A word for a phrase, and a phrase for a word.
        (
            "cybercrime",
            "Offences committed through computer systems.",
            "through computer systems",
        ),
        (
            "brain drain",
            "Countries that lose skilled workers to recruiters.",
            "lose skilled workers",
        ),
        (
            "charity",
            "The role of non-governmental organizations.",
            "non-governmental organizations",
        ),
        (
            "right to vote",
            "Universal suffrage was introduced.",
            "suffrage",
        ),
        // A phrase for a phrase, in any number, and with or without articles.
        (
            "global warming",
            "The effects of climate change on islands.",
            "climate change",
        ),
        (
            "death penalties",
            "Capital punishment should end.",
            "Capital punishment",
        ),
        (
            "debt cancellation",
            "The relief of debt, and debt relief.",
            "debt relief",
        ),
        // Other languages.
        (
            "sans-papiers",
            "La situation des migrants en situation irrégulière.",
            "migrants en situation irrégulière",
        ),
        ("avocat", "Le droit à l'assistance d'un conseil.", "conseil"),
        (
            "cárcel",
            "Las condiciones en los centros de detención.",
            "centros de detención",
        ),
        (
            "cambio climático",
            "El calentamiento global avanza.",
            "calentamiento global",
        ),
    ] {
        let asked = assert_finds(typed, text, marked);
        assert!(!asked.told().is_empty(), "{typed}");
    }
}

#[test]
fn the_word_itself_and_its_forms_come_first_and_quotation_marks_ask_for_them_alone() {
    let texts = [
        "Newspapers and the media were heard.",
        "The press and pressing matters.",
        "The freedom of the presses of the land is long and wide, and it is old.",
    ];
    let asked = ask(&texts, "press");
    assert_eq!(asked.numbers().first(), Some(&2));
    assert_eq!(asked.numbers().last(), Some(&1));
    assert_eq!(asked.told(), [("press", "media")]);
    assert_eq!(ask(&texts, "\"press\"").numbers(), [2]);
    assert!(ask(&texts, "\"press\"").told().is_empty());
    // What is to be left out is left out for its own words.
    assert_eq!(ask(&texts, "media -press").numbers(), [1]);
}

/// A word that is still being typed finds what its completion finds.
#[test]
fn the_beginning_of_a_word_finds_what_the_word_will_find() {
    for (typed, text, marked) in [
        (
            "cyberc",
            "Offences through computer systems.",
            "through computer systems",
        ),
        ("jobles", "Unemployed persons lack support.", "Unemployed"),
        ("criminalis", "States should criminalize it.", "criminalize"),
        (
            "organizati",
            "The organisation of the seminar.",
            "organisation",
        ),
    ] {
        assert_finds(typed, text, marked);
    }
}

/// A word is not taken for the beginning of another one.
#[test]
fn a_whole_word_finds_no_synonyms_of_longer_ones() {
    let texts = ["States should prevent it.", "Nothing of the kind."];
    assert_eq!(ask(&texts, "forestal").numbers(), [1]);
    assert_eq!(ask(&texts, "forest").numbers(), [0; 0]);
}

#[test]
fn a_ring_is_no_bridge_to_other_rings() {
    // `drug` means medicine in one ring; medicine is no narcotic.
    let texts = [
        "Illicit drugs are trafficked.",
        "Access to pharmaceuticals.",
    ];
    assert_eq!(ask(&texts, "medicine").numbers(), [2, 1]);
    let texts = ["The judiciary is slow.", "The magistrate heard both."];
    assert_eq!(ask(&texts, "judge").numbers(), [2]);
}

#[test]
fn acronyms_of_six_languages_mean_one_another() {
    let texts = [
        "The WHO was asked to help.",
        "L'Organisation mondiale de la Santé a été invitée.",
        "La OMS debería cooperar.",
        "ВОЗ следует продолжить работу.",
        "Those who wait are many.",
    ];
    for typed in [
        "OMS",
        "WHO",
        "World Health Organization",
        "ВОЗ",
        "Organización Mundial de la Salud",
    ] {
        let mut numbers = ask(&texts, typed).numbers();
        numbers.sort_unstable();
        assert_eq!(numbers[..3], [1, 2, 3], "{typed}");
        assert!(
            numbers.contains(&4) && !numbers.contains(&5),
            "{typed}: {numbers:?}"
        );
    }
    for (typed, text) in [
        ("ONU", "The United Nations system."),
        ("HCDH", "OHCHR should organize a seminar."),
        (
            "ACNUDH",
            "The Office of the High Commissioner for Human Rights.",
        ),
        ("ACNUR", "Le HCR assiste les réfugiés."),
        ("ODD", "Sustainable Development Goals are universal."),
        ("CDH", "El Consejo de Derechos Humanos pide."),
        ("OIT", "The International Labour Organization adopted it."),
        ("МОТ", "The ILO adopted it."),
        ("ООН", "The United Nations system."),
        ("SDG", "Цели в области устойчивого развития важны."),
        ("NGO", "Las organizaciones no gubernamentales participaron."),
    ] {
        assert_eq!(ask(&["Nothing.", text], typed).numbers(), [2], "{typed}");
    }
}
