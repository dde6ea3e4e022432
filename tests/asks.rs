//! Who is asked to do what, against what was labelled by eye (`tests/data/README.md`).

use std::collections::BTreeSet;

use recs_tui::language::operative::{Derived, actions, addressees};
use serde::Deserialize;

#[derive(Deserialize)]
struct Label {
    id: String,
    to: BTreeSet<String>,
    verb: BTreeSet<String>,
}

fn labels() -> Vec<Label> {
    include_str!("data/addressees_actions.jsonl")
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// Pairs of provision and label that were found rightly, found wrongly, and not found.
#[derive(Default)]
struct Tally {
    right: Vec<String>,
    invented: Vec<String>,
    missed: Vec<String>,
}

impl Tally {
    fn count(&mut self, id: &str, labelled: &BTreeSet<String>, derived: &[&str]) {
        let derived: BTreeSet<String> = derived.iter().map(|&name| name.to_owned()).collect();
        let pair = |name: &String| format!("{id} {name}");
        self.right.extend(labelled.intersection(&derived).map(pair));
        self.invented.extend(derived.difference(labelled).map(pair));
        self.missed.extend(labelled.difference(&derived).map(pair));
    }

    fn precision(&self) -> f64 {
        share(self.right.len(), self.invented.len())
    }

    fn recall(&self) -> f64 {
        share(self.right.len(), self.missed.len())
    }
}

#[allow(clippy::cast_precision_loss)]
fn share(right: usize, wrong: usize) -> f64 {
    right as f64 / (right + wrong) as f64
}

#[test]
fn what_is_derived_agrees_with_what_was_labelled_by_eye() {
    let compilation = recs_tui::library::embedded();
    let labels = labels();
    let with_text = compilation.provisions.iter().filter(|p| !p.text.is_empty());
    assert!(
        with_text
            .map(|p| &*p.id)
            .eq(labels.iter().map(|label| &*label.id))
    );
    let (mut to, mut verb) = (Tally::default(), Tally::default());
    for label in &labels {
        let derived = Derived::of(&compilation, compilation.position(&label.id).unwrap());
        to.count(&label.id, &label.to, &derived.to);
        verb.count(&label.id, &label.verb, &derived.verb);
    }
    for (name, tally) in [("to", &to), ("verb", &verb)] {
        println!(
            "{name}: precision {:.3}, recall {:.3}, {} right\n  invented: {:?}\n  missed: {:?}",
            tally.precision(),
            tally.recall(),
            tally.right.len(),
            tally.invented,
            tally.missed
        );
    }
    let readme = include_str!("../README.md");
    for (name, tally) in [("to", &to), ("verb", &verb)] {
        assert!(tally.precision() >= 0.95);
        assert!(tally.recall() >= 0.95);
        let row = format!(
            "| `{name}` | {:.3} | {:.3} | {} |",
            tally.precision(),
            tally.recall(),
            tally.right.len() + tally.missed.len()
        );
        assert!(readme.contains(&row), "the README should say {row}");
    }
}

/// A label that the tables do not know could never be found; it would be a slip in either.
#[test]
fn every_label_has_a_name_in_the_tables() {
    let (actions, addressees): (BTreeSet<_>, BTreeSet<_>) =
        (actions().collect(), addressees().collect());
    for label in labels() {
        for name in &label.to {
            assert!(addressees.contains(&**name), "{}: {name}", label.id);
        }
        for name in &label.verb {
            assert!(actions.contains(&**name), "{}: {name}", label.id);
        }
    }
}
