//! Notes stay on the texts that they were written on, whatever becomes of the document.

use std::collections::HashSet;

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

/// What a person would say of a text that stands where the noted one stood, or elsewhere. The noted
/// one is the second of three.
#[test]
fn a_note_goes_to_its_text_in_other_words_and_to_no_text_that_is_only_like_it() {
    const CHAD: &str = "Ratify the Convention against Torture (Chad).";
    const CHILE: &str = "Ratify the Convention against Torture (Chile).";
    const CUBA: &str = "Ratify the Convention against Torture (Cuba).";
    for (before, after, where_now) in [
        // Gone, and others are in the same phrase.
        ([CHAD, CHILE, CUBA], vec![CHAD, CUBA], None),
        ([CHAD, CHILE, CUBA], vec![CUBA, CHAD], None),
        // Another State in its place.
        (
            [CHAD, CHILE, CUBA],
            vec![CHAD, "Ratify the Convention against Torture (China).", CUBA],
            None,
        ),
        // Another treaty in its place.
        (
            [CHAD, CHILE, CUBA],
            vec![
                CHAD,
                "Ratify the Convention on Disappearances (Chile).",
                CUBA,
            ],
            None,
        ),
        // The same request in other words, in its place; then at the end of the list.
        (
            [CHAD, CHILE, CUBA],
            vec![
                CHAD,
                "Sign and ratify promptly the Convention against Torture (Chile).",
                CUBA,
            ],
            Some("2"),
        ),
        (
            [CHAD, CHILE, CUBA],
            vec![
                PRISONS,
                CHAD,
                "Promptly ratify the Convention against Torture (Chile).",
                CUBA,
            ],
            Some("3"),
        ),
        (
            [CHAD, CHILE, CUBA],
            vec![
                CUBA,
                CHAD,
                PRISONS,
                "Sign and ratify promptly the Convention against Torture (Chile).",
            ],
            None,
        ),
        // One word more, elsewhere.
        (
            [CONVENTION, PRISONS, SCHOOLS],
            vec![
                CONVENTION,
                SCHOOLS,
                "Abolish torture.",
                "Close the prison at X and pay full damages to those who were held there.",
            ],
            None,
        ),
        // In its place; and where a neighbour went too.
        (
            [CONVENTION, PRISONS, SCHOOLS],
            vec![
                CONVENTION,
                "Close the prison at X and pay full damages to those who were held there.",
                SCHOOLS,
            ],
            Some("2"),
        ),
        (
            [CONVENTION, PRISONS, SCHOOLS],
            vec![
                "Close the prison at X and pay full damages to those who were held there.",
                SCHOOLS,
            ],
            Some("1"),
        ),
        // The contrary, in its place.
        (
            [CONVENTION, PRISONS, SCHOOLS],
            vec![
                CONVENTION,
                "Do not close the prison at X or pay damages to those who were held there.",
                SCHOOLS,
            ],
            None,
        ),
        // Another number and another name in its place.
        (
            [
                CONVENTION,
                "Raise the age of marriage to 18 years in Tonga.",
                SCHOOLS,
            ],
            vec![
                CONVENTION,
                "Raise the age of marriage to 16 years in Samoa.",
                SCHOOLS,
            ],
            None,
        ),
        // Its neighbours' words say nothing where others have them too.
        (
            ["Noted.", "Close the prison at X this year.", "Noted."],
            vec![
                "Noted.",
                "Teach history in all schools.",
                "Noted.",
                "Close the school at X next year.",
                "Noted.",
            ],
            None,
        ),
    ] {
        let first = placed_notebook(&document(&before), noted(&["2"]));
        let then = placed_notebook(&document(&after), first);
        let expected = where_now.unwrap_or("gone:2");
        assert_eq!(
            told(&then),
            [format!("{expected}: on 2")],
            "{before:?} became {after:?}"
        );
    }
}

#[test]
fn a_text_that_was_there_when_another_went_is_never_taken_for_it() {
    let nearly = "Close the prison at X and pay full damages to those who were held there.";
    let first = placed_notebook(&document(&[CONVENTION, PRISONS, SCHOOLS]), noted(&["2"]));
    let gone = placed_notebook(&document(&[CONVENTION, SCHOOLS]), first.clone());
    // It comes when the text is gone, and in its place.
    let there = document(&[CONVENTION, nearly, SCHOOLS]);
    assert_eq!(told(&placed_notebook(&there, gone)), ["2: on 2"]);
    // It was there before, elsewhere, and moves to that place.
    let elsewhere = document(&[CONVENTION, SCHOOLS, "Abolish torture.", nearly]);
    let gone = placed_notebook(&elsewhere, first);
    assert_eq!(told(&gone), ["gone:2: on 2"]);
    assert_eq!(told(&placed_notebook(&there, gone)), ["gone:2: on 2"]);
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
    /// The text that it was made of by one word more.
    longer_than: Option<usize>,
    words: Vec<String>,
}

/// How texts are made.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Style {
    /// Of words that are all drawn anew.
    Free,
    /// In the same phrases, with a few words of their own.
    Formal,
    /// As States recommend to each other: a treaty and a State.
    Reviewed,
}

impl Style {
    const ALL: [Self; 3] = [Self::Free, Self::Formal, Self::Reviewed];
}

const STATES: [&str; 12] = [
    "Chad", "Chile", "China", "Cuba", "Egypt", "Fiji", "Ghana", "Haiti", "India", "Kenya", "Malta",
    "Nepal",
];

struct Edited {
    chance: Chance,
    style: Style,
    /// Whether ids are the numbers of records, or names that stay.
    numbered: bool,
    made: usize,
    /// What was ever requested, by which State: who requests the same again in other words in the same
    /// place has reworded it, as anybody would say.
    requested: HashSet<String>,
    rows: Vec<(String, Written)>,
}

impl Edited {
    fn new(seed: usize) -> Self {
        let mut edited = Self {
            chance: Chance(seed as u64 + 1),
            style: Style::ALL[seed % 3],
            numbered: !seed.is_multiple_of(5),
            made: 0,
            requested: HashSet::new(),
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
            Style::Formal => self.formal(),
            Style::Reviewed => (0..20)
                .find_map(|_| self.request())
                .unwrap_or_else(|| self.formal()),
        };
        Written {
            text_of: self.made,
            longer_than: None,
            words,
        }
    }

    fn formal(&mut self) -> Vec<String> {
        let phrase = "Calls upon all States to ratify the without delay and to report on";
        let own = 2 + self.chance.below(5);
        // Not such as any text may have: those tell nothing.
        let own: Vec<String> = (0..own)
            .map(|_| format!("w{}", self.chance.below(900)))
            .collect();
        phrase.split(' ').map(str::to_owned).chain(own).collect()
    }

    /// A State asks for something that nobody ever asked for; nothing where it was asked for before.
    fn request(&mut self) -> Option<Vec<String>> {
        const REQUESTS: [&str; 4] = [
            "Ratify the",
            "Consider ratifying the",
            "Accede to the Optional Protocol to the",
            "Continue its efforts to implement the",
        ];
        const SUBJECTS: [&str; 5] = [
            "Convention against Torture",
            "Convention on the Rights of the Child",
            "Convention on the Rights of Persons with Disabilities",
            "Convention on the Elimination of All Forms of Discrimination against Women",
            "Convention for the Protection of All Persons from Enforced Disappearance",
        ];
        let request = REQUESTS[self.chance.below(REQUESTS.len())];
        let subject = SUBJECTS[self.chance.below(SUBJECTS.len())];
        let state = STATES[self.chance.below(STATES.len())];
        let text = format!("{subject} ({state})");
        let words = format!("{request} {text}");
        let words = words.split(' ').map(str::to_owned);
        self.requested.insert(text).then(|| words.collect())
    }

    fn insert(&mut self) {
        let at = self.chance.below(self.rows.len() + 1);
        let written = self.write();
        self.rows.insert(at, (format!("r{}", self.made), written));
    }

    /// Another text that is nearly the same as that of a row: a word more, a negation, another State.
    fn near_duplicate(&mut self, of: usize) -> Written {
        self.made += 1;
        let first = self.rows[of].1.clone();
        let mut words = first.words;
        let mut longer_than = None;
        // Of a long text the middle is not quoted; what changes there alone is a rewording.
        let place = self.chance.below(words.len().min(30));
        match self.chance.below(3) {
            0 => words.insert(place, "not".to_owned()),
            1 => {
                let word = self.word();
                words.insert(place, word);
                longer_than = Some(first.text_of);
            }
            _ => {
                let last = words.len() - 1;
                let drawn = self.chance.below(STATES.len());
                let other = [drawn, (drawn + 1) % STATES.len()].into_iter();
                let mut other = other.map(|at| format!("({})", STATES[at]));
                words[last] = other.find(|state| *state != words[last]).unwrap();
                let subject = words.iter().skip_while(|word| *word != "Convention");
                let subject: Vec<&str> = subject.map(String::as_str).collect();
                if self.style == Style::Reviewed && !self.requested.insert(subject.join(" ")) {
                    words.insert(place, "not".to_owned());
                }
            }
        }
        Written {
            text_of: self.made,
            longer_than,
            words,
        }
    }

    /// A near-duplicate comes in somewhere else; of two of them the first text goes.
    fn insert_near_duplicate(&mut self, of: usize) {
        let count = self.rows.len();
        let to = self.chance.below(count + 1);
        if to.abs_diff(of) < 3 {
            return;
        }
        let written = self.near_duplicate(of);
        let name = format!("r{}", self.made);
        if self.chance.below(2) == 0 {
            self.rows[of] = (name, written);
            let row = self.rows.remove(of);
            self.rows.insert(to.min(count - 1), row);
        } else {
            self.rows.insert(to, (name, written));
        }
    }

    /// Where a text stood there is one that says the contrary, or comes from another State.
    fn replace_by_sibling(&mut self, at: usize) {
        let before = self.rows[at].1.words.clone();
        let written = self.near_duplicate(at);
        let denies = |words: &[String]| words.iter().filter(|it| *it == "not").count();
        let is_sibling = match self.style {
            Style::Reviewed => written.words.len() == before.len(),
            _ => false,
        };
        if is_sibling || denies(&written.words) != denies(&before) {
            self.rows[at].1 = written;
        }
    }

    /// One edit, as people make them.
    fn edit(&mut self) {
        let count = self.rows.len();
        if count < 3 {
            return self.insert();
        }
        let at = self.chance.below(count);
        match self.chance.below(9) {
            7 => self.insert_near_duplicate(at),
            8 => self.replace_by_sibling(at),
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
                    // Without these a sibling would be the first text in other words again.
                    let there = &mut self.rows[at].1.words[place];
                    if there != "not" && !there.starts_with('(') {
                        *there = word;
                    }
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

/// Whether the row at `at` stands beside a text beside which the text of this number stood before.
fn took_place(
    before: &[(String, Written)],
    rows: &[(String, Written)],
    at: usize,
    text_of: &str,
) -> bool {
    let around = |rows: &[(String, Written)], at: usize| {
        let beside = |at: Option<usize>| Some(rows.get(at?)?.1.text_of);
        [beside(at.checked_sub(1)), beside(at.checked_add(1))]
    };
    let stood = before
        .iter()
        .position(|row| row.1.text_of.to_string() == text_of);
    stood.is_some_and(|stood| {
        let pairs = around(before, stood).into_iter().zip(around(rows, at));
        pairs.into_iter().any(|(one, other)| one == other)
    })
}

#[test]
fn whatever_is_edited_each_note_is_on_its_own_text_or_on_none() {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let asked = asked.and_then(|cases| cases.parse().ok());
    let rounds = asked.unwrap_or_else(|| crate::effort(300, 10_000));
    let mut counts = [(0_usize, 0_usize); 3];
    for seed in 0..rounds {
        let mut edited = Edited::new(seed);
        let (own, lost) = &mut counts[seed % 3];
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
            let mut adopted: Vec<(usize, usize)> = Vec::new();
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
                        // With a word more in its place anybody would say that it was reworded.
                        let longer = found
                            .longer_than
                            .is_some_and(|first| first.to_string() == written);
                        let longer = longer && took_place(&before, &edited.rows, at, written);
                        if longer {
                            adopted.push((at, written.parse().unwrap()));
                        }
                        let same = same || longer;
                        assert!(
                            same || found.text_of.to_string() == written,
                            "seed {seed}: {id} has {:?}, {written} had {known:?}",
                            found.words
                        );
                        *own += 1;
                    }
                    None => {
                        assert!(lost_id(id).is_some());
                        *lost += usize::from(there);
                    }
                }
            }
            // It is that text from now on.
            for (at, text_of) in adopted {
                edited.rows[at].1.text_of = text_of;
            }
        }
    }
    // Of texts that are still there most are found, also among those that are all in one phrase.
    for (style, (own, lost)) in Style::ALL.iter().zip(counts) {
        println!("{style:?}: {lost} lost, {own} found");
        assert!(lost * 100 < own * 8, "{style:?}: {lost} lost, {own} found");
    }
}
