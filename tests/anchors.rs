//! Notes stay on the texts that they were written on, whatever becomes of the document.

use recs_tui::library::read;
use recs_tui::model::{Document, Part, Provision};
use recs_tui::notes::{Change, Notebook, lost_id, placed_notebook};

/// A document of records that have nothing but a text, so that ids are positions.
fn document(texts: &[&str]) -> Document {
    let lines = texts
        .iter()
        .map(|text| serde_json::json!({ "text": text }).to_string());
    read(lines.collect::<Vec<_>>().join("\n").as_bytes()).unwrap()
}

/// A notebook with a note on each of these ids, as a version without anchors left it.
fn noted(ids: &[&str]) -> Notebook {
    let mut notebook = Notebook::default();
    for id in ids {
        notebook.apply(&Change::Note {
            id: (*id).into(),
            before: None,
            after: Some(format!("on {id}").into()),
        });
    }
    notebook
}

/// Each entry as `id: note`.
fn told(notebook: &Notebook) -> Vec<String> {
    let entries = notebook.entries();
    entries
        .map(|(id, entry)| format!("{id}: {}", entry.note.as_deref().unwrap_or_default()))
        .collect()
}

const PRISONS: &str = "Close the prison at X and pay damages to those who were held there.";
const CONVENTION: &str = "Ratify the Convention on the Rights of Persons with Disabilities.";
const SCHOOLS: &str = "Teach the history of slavery in all public schools by next year.";

#[test]
fn a_note_follows_its_text_to_another_number() {
    let first = placed_notebook(&document(&[CONVENTION, PRISONS]), noted(&["2"]));
    assert_eq!(told(&first), ["2: on 2"]);
    let grown = document(&["Abolish torture.", CONVENTION, PRISONS]);
    let then = placed_notebook(&grown, first);
    assert_eq!(told(&then), ["3: on 2"]);
    let turned = document(&[PRISONS, CONVENTION]);
    assert_eq!(told(&placed_notebook(&turned, then)), ["1: on 2"]);
}

#[test]
fn two_notes_change_places_with_their_texts() {
    let first = placed_notebook(&document(&[CONVENTION, PRISONS]), noted(&["1", "2"]));
    let then = placed_notebook(&document(&[PRISONS, CONVENTION]), first);
    assert_eq!(told(&then), ["1: on 2", "2: on 1"]);
}

#[test]
fn a_note_follows_a_text_that_was_reworded() {
    let first = placed_notebook(&document(&[CONVENTION, PRISONS, SCHOOLS]), noted(&["2"]));
    let reworded = "Shut the prison at X and pay compensation to people who were held there.";
    let then = placed_notebook(
        &document(&["Abolish torture.", CONVENTION, reworded, SCHOOLS]),
        first,
    );
    assert_eq!(told(&then), ["3: on 2"]);
}

#[test]
fn a_note_whose_text_is_gone_is_on_none_and_comes_back_with_it() {
    let first = placed_notebook(&document(&[CONVENTION, PRISONS, SCHOOLS]), noted(&["2"]));
    let without = placed_notebook(&document(&[CONVENTION, SCHOOLS]), first);
    assert_eq!(told(&without), ["gone:2: on 2"]);
    let (key, entry) = without.entries().next().unwrap();
    assert_eq!(lost_id(key), Some("2"));
    assert_eq!(entry.anchor.as_ref().unwrap().quote(), PRISONS);
    let back = document(&[CONVENTION, SCHOOLS, PRISONS]);
    assert_eq!(told(&placed_notebook(&back, without)), ["3: on 2"]);
}

/// Recommendations to States differ in a word.
#[test]
fn a_note_does_not_go_to_a_text_that_is_only_like_its_own() {
    let ratify = |state: &str| format!("Ratify the Convention against Torture ({state}).");
    let [chad, chile, cuba] = ["Chad", "Chile", "Cuba"].map(ratify);
    let first = placed_notebook(&document(&[&chad, &chile, &cuba]), noted(&["2"]));
    let without = placed_notebook(&document(&[&chad, &cuba]), first);
    assert_eq!(told(&without), ["gone:2: on 2"]);
}

#[test]
fn of_two_texts_in_the_same_words_the_neighbours_tell_which_it_is() {
    let same = "The Committee notes the report.";
    let first = document(&[same, PRISONS, same, SCHOOLS]);
    let first = placed_notebook(&first, noted(&["3"]));
    let grown = document(&[CONVENTION, same, PRISONS, same, SCHOOLS]);
    let then = placed_notebook(&grown, first);
    assert_eq!(told(&then), ["4: on 3"]);
    let without = placed_notebook(&document(&[same, PRISONS, SCHOOLS]), then);
    assert_eq!(told(&without), ["gone:4: on 3"]);
}

#[test]
fn notes_of_an_earlier_version_on_numbers_that_are_not_there_stay_as_they_are() {
    let document = document(&[CONVENTION]);
    assert_eq!(
        told(&placed_notebook(&document, noted(&["1", "9"]))),
        ["1: on 1", "9: on 9"]
    );
}

/// Numbers that look random and are the same in each run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }
}

/// A text, and which one it is, whatever becomes of its words.
#[derive(Clone, Debug)]
struct Written {
    text_of: usize,
    words: Vec<String>,
}

/// How texts are made.
#[derive(Clone, Copy, PartialEq)]
enum Style {
    /// Of words that are all drawn anew.
    Free,
    /// In the same phrases, with a few words of their own.
    Formal,
}

struct Edited {
    chance: Chance,
    style: Style,
    /// Whether ids are the numbers of records, or names that stay.
    numbered: bool,
    made: usize,
    rows: Vec<(String, Written)>,
}

impl Edited {
    fn new(seed: usize) -> Self {
        let mut edited = Self {
            chance: Chance(seed as u64 + 1),
            style: if seed.is_multiple_of(2) {
                Style::Free
            } else {
                Style::Formal
            },
            numbered: !seed.is_multiple_of(3),
            made: 0,
            rows: Vec::new(),
        };
        for _ in 0..4 + edited.chance.below(24) {
            edited.insert();
        }
        edited
    }

    fn word(&mut self) -> String {
        const COMMON: [&str; 8] = ["the", "of", "and", "to", "States", "rights", "in", "should"];
        match self.chance.below(3) {
            0 => COMMON[self.chance.below(COMMON.len())].to_owned(),
            _ => format!("w{}", self.chance.below(900)),
        }
    }

    fn write(&mut self) -> Written {
        self.made += 1;
        let words = match self.style {
            Style::Free => (0..8 + self.chance.below(60))
                .map(|_| self.word())
                .collect(),
            Style::Formal => {
                let phrase = "Calls upon all States to ratify the without delay and to report on";
                let own = 2 + self.chance.below(5);
                // Not such as any text may have: those tell nothing.
                let own: Vec<String> = (0..own)
                    .map(|_| format!("w{}", self.chance.below(900)))
                    .collect();
                phrase.split(' ').map(str::to_owned).chain(own).collect()
            }
        };
        Written {
            text_of: self.made,
            words,
        }
    }

    fn insert(&mut self) {
        let at = self.chance.below(self.rows.len() + 1);
        let written = self.write();
        self.rows.insert(at, (format!("r{}", self.made), written));
    }

    /// One edit, as people make them.
    fn edit(&mut self) {
        let count = self.rows.len();
        if count < 3 {
            return self.insert();
        }
        let at = self.chance.below(count);
        match self.chance.below(7) {
            0 | 1 => self.insert(),
            2 => drop(self.rows.remove(at)),
            3 => {
                let row = self.rows.remove(at);
                let to = self.chance.below(count);
                self.rows.insert(to, row);
            }
            4 => {
                let other = self.chance.below(count);
                self.rows.swap(at, other);
            }
            5 => {
                // Numbered anew.
                let names: Vec<String> = (0..count).map(|at| format!("n{at}")).collect();
                self.rows
                    .iter_mut()
                    .zip(names)
                    .for_each(|(row, name)| row.0 = name);
            }
            _ => {
                let length = self.rows[at].1.words.len();
                for _ in 0..self.chance.below(length / 3 + 1) {
                    let (place, word) = (self.chance.below(length), self.word());
                    self.rows[at].1.words[place] = word;
                }
            }
        }
    }

    fn id(&self, at: usize) -> String {
        match self.numbered {
            true => (at + 1).to_string(),
            false => self.rows[at].0.clone(),
        }
    }

    fn document(&self) -> Document {
        let provision = |at: usize| Provision {
            id: self.id(at).into(),
            text: self.rows[at].1.words.join(" ").into(),
            ..Provision::default()
        };
        Document {
            parts: vec![Part::default()],
            provisions: (0..self.rows.len()).map(provision).collect(),
            ..Document::default()
        }
    }
}

#[test]
fn whatever_is_edited_each_note_is_on_its_own_text_or_on_none() {
    let rounds = crate::effort(200, 10_000);
    let (mut own, mut lost) = (0_usize, 0_usize);
    for seed in 0..rounds {
        let mut edited = Edited::new(seed);
        let mut notebook = Notebook::default();
        for _ in 0..3 {
            let at = edited.chance.below(edited.rows.len());
            let id = edited.id(at);
            if notebook.entry(&id).is_none() {
                notebook.apply(&Change::Note {
                    id: id.into(),
                    before: None,
                    after: Some(edited.rows[at].1.text_of.to_string().into()),
                });
            }
        }
        notebook = placed_notebook(&edited.document(), notebook);
        for _ in 0..3 {
            let before = edited.rows.clone();
            for _ in 0..1 + edited.chance.below(3) {
                edited.edit();
            }
            let document = edited.document();
            let notes = notebook.entries().count();
            notebook = placed_notebook(&document, notebook);
            assert_eq!(notebook.entries().count(), notes, "none is lost or joined");
            for (id, entry) in notebook.entries() {
                let written = entry.note.as_deref().unwrap();
                let there = edited
                    .rows
                    .iter()
                    .any(|row| row.1.text_of.to_string() == written);
                match document.position(id) {
                    Some(at) => {
                        let found = &edited.rows[at].1;
                        // A new text in the very words of one that was taken out is that text.
                        let known = before
                            .iter()
                            .find(|row| row.1.text_of.to_string() == written);
                        let same = known.is_some_and(|row| row.1.words == found.words);
                        assert!(
                            same || found.text_of.to_string() == written,
                            "seed {seed}: {id} has {:?}, {written} had {known:?}",
                            found.words
                        );
                        own += 1;
                    }
                    None => {
                        assert!(lost_id(id).is_some());
                        lost += usize::from(there);
                    }
                }
            }
        }
    }
    // Of texts that are still there most are found, also among those that are all in one phrase.
    assert!(lost * 100 < own * 15, "{lost} lost, {own} found");
}
