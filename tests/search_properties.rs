//! What holds for every query and every text, not only for the judged ones.

use std::collections::BTreeSet;
use std::sync::Arc;

use proptest::prelude::*;
use recs_tui::model::{Document, Heading, Part, Path, Provision};
use recs_tui::notes::{Change, Notebook};
use recs_tui::search::{Answer, Cancel, Index, UserNotes};
use unicode_normalization::UnicodeNormalization;

use crate::asked::{EMBEDDED, answer, ask};

fn document(texts: &[String]) -> Document {
    let provision = |(at, text): (usize, &String)| Provision {
        id: format!("I.{}", at + 1).into(),
        path: Path::parse(&(at + 1).to_string()),
        text: text.as_str().into(),
        ..Provision::default()
    };
    Document {
        parts: vec![Part::default()],
        provisions: texts.iter().enumerate().map(provision).collect(),
        ..Document::default()
    }
}

/// Something like what people type: words of the field, slips, operators, halves of everything.
fn typed() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => prop::sample::select(vec![
            "racism", "Human Rights", "globalisation", "malraia", "follow-up", "followup", "OHCHR",
            "ngo", "WHO", "who", "of the", "International Labor Organization", "HIV/AIDS", "govt",
            "national action plans", "self‑regulatory", "Côte", "policy making", "websites", "4",
        ])
        .prop_map(str::to_owned),
        2 => prop::sample::select(vec![
            "\"hate speech\"", "\"hate", "-racism", "- ", "discrim*", "|", "a | b", "session:4",
            "session:", "para:103", "para:80-", "symbol:E/", "heading:educ", "is:upd", "is:x",
            "103(d)", "IV.103.d", "session 3 para 22", "E/CN.4/2006/18", "NOT", "OR", "i", "*",
        ])
        .prop_map(str::to_owned),
        1 => "\\PC{0,8}",
        1 => "[a-zA-Z0-9‑’()./:|\"* -]{0,12}",
    ];
    prop::collection::vec(piece, 0..5).prop_map(|pieces| pieces.join(" "))
}

/// Words in small letters that stand between blanks.
fn plain_words(text: &str) -> impl Iterator<Item = &str> {
    text.split_whitespace()
        .filter(|word| word.bytes().all(|b| b.is_ascii_lowercase()))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: crate::effort(25, 400), failure_persistence: None, ..ProptestConfig::default() })]

    /// Words of a text, written in any way that folding forgives, find it and are marked in it.
    #[test]
    fn what_was_typed_is_what_is_marked(
        // Of six letters and more, so that chance makes no function word: those are not marked.
        words in prop::collection::vec("[a-z]{6,9}", 3..12),
        picks in prop::collection::vec((any::<prop::sample::Index>(), 0..4_usize), 1..4),
    ) {
        let compilation = document(&[words.join(" "), "nothing of the kind".to_owned()]);
        let index = Index::build(&compilation);
        let typed: Vec<String> = picks
            .iter()
            .map(|(pick, way)| {
                let word = pick.get(&words);
                match way {
                    0 => word.clone(),
                    1 => word.to_uppercase(),
                    2 => word.replace('e', "é"),
                    _ => format!("{}\u{ad}{}", &word[..2], &word[2..]),
                }
            })
            .collect();
        let answer = self::answer(&compilation, &index, &format!("{} ", typed.join(" ")), &UserNotes::default());
        prop_assert_eq!(answer.hits.best().map(|hit| hit.position), Some(0));
        let text = &compilation.provisions[0].text;
        let marked: BTreeSet<&str> =
            answer.highlights(text).into_iter().map(|range| &text[range]).collect();
        for (pick, _) in &picks {
            prop_assert!(marked.contains(pick.get(&words).as_str()), "{:?}", marked);
        }
    }

    /// Each hit has something to show for it, unless it was named or filtered for.
    #[test]
    fn marked_words_fold_to_typed_ones(at in any::<prop::sample::Index>()) {
        let (compilation, _) = &*EMBEDDED;
        let texts: Vec<&str> = compilation.provisions.iter().map(|provision| &*provision.text).collect();
        let words: Vec<&str> = texts
            .iter()
            .flat_map(|text| plain_words(text))
            .filter(|word| word.len() > 5)
            .collect();
        let word = at.get(&words);
        let answer = ask(&format!("\"{word}\""));
        prop_assert!(!answer.hits.is_empty());
        for hit in answer.hits.iter() {
            let text = texts[hit.position as usize];
            let ranges = answer.highlights(text);
            prop_assert!(!ranges.is_empty());
            for range in ranges {
                let folded: String =
                    text[range].chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase();
                prop_assert_eq!(folded.as_str(), *word);
            }
        }
    }

    /// Whatever stands in a note: it adds its own provision, and takes and moves no other.
    #[test]
    fn a_note_adds_its_own_provision_and_moves_no_other(
        typed in typed(),
        at in any::<prop::sample::Index>(),
        note in prop::sample::select(vec!["Xylophones", "racism", "malraia who", "hate speech 4"]),
    ) {
        // These ask for notes, and to leave something out is to leave out the texts that have it.
        prop_assume!(!typed.contains("is:") && !typed.contains("note:"));
        let (compilation, index) = &*EMBEDDED;
        let at = at.index(compilation.provisions.len());
        let mut notebook = Notebook::default();
        notebook.apply(&Change::Note {
            id: compilation.provisions[at].id.clone(),
            before: None,
            after: Some(note.into()),
        });
        let notes = UserNotes::of(compilation, &Arc::new(notebook));
        let others = |answer: &Answer| -> Vec<u32> {
            let positions = answer.hits.iter().map(|hit| hit.position);
            positions.filter(|&position| position as usize != at).collect()
        };
        let (without, with) = (
            ask(&typed),
            self::answer(compilation, index, &typed, &notes),
        );
        prop_assert_eq!(others(&with), others(&without));
    }

    /// Nor does a note count where nothing asks for it.
    #[test]
    fn a_note_changes_no_answer_in_which_it_has_no_part(query in typed()) {
        let (compilation, index) = &*EMBEDDED;
        let mut notebook = Notebook::default();
        notebook.apply(&Change::Note {
            id: "I.6".into(),
            before: None,
            after: Some("Xylophones".into()),
        });
        let notes = UserNotes::of(compilation, &Arc::new(notebook));
        // Whoever types an x may mean that note.
        prop_assume!(!query.nfkd().any(|letter| letter.eq_ignore_ascii_case(&'x')));
        prop_assert_eq!(self::answer(compilation, index, &query, &notes), ask(&query));
    }

    /// Typing, erasing and typing again, letter by letter, ends where the query alone ends.
    #[test]
    fn an_answer_depends_on_nothing_before(first in typed(), then in typed()) {
        let alone = ask(&then);
        for typed in [&first, &then] {
            let ends = typed.char_indices().map(|(at, c)| at + c.len_utf8());
            for end in ends {
                let _ = ask(&typed[..end]);
            }
        }
        prop_assert_eq!(ask(&then), alone);
    }
}

/// Letters as a reader of a literal query sees them.
fn words_of(text: &str) -> BTreeSet<String> {
    text.to_lowercase()
        .split_whitespace()
        .map(str::to_owned)
        .collect()
}

/// Over several segments, phrases and operators find exactly what reading every text finds.
#[test]
fn large_documents_lose_nothing() {
    let lexicon = [
        "bud", "cog", "dim", "elk", "fig", "gum", "hay", "ivy", "jot", "kin",
    ];
    let mut state = 1_u32;
    let mut below = |end: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) as usize % end
    };
    let texts: Vec<String> = (0..150_000)
        .map(|_| {
            let count = 1 + below(4);
            let words: Vec<&str> = (0..count)
                .map(|_| {
                    let upto = below(lexicon.len()) + 1;
                    lexicon[below(upto)]
                })
                .collect();
            words.join(" ")
        })
        .collect();
    let compilation = document(&texts);
    let index = Index::build(&compilation);
    assert_eq!(index.covers(), texts.len());
    let has = |text: &str, word: &str| words_of(text).contains(word);
    type Holds<'a> = &'a dyn Fn(&str) -> bool;
    let cases: [(&str, Holds<'_>); 7] = [
        ("bud ", &|text| has(text, "bud")),
        ("kin hay ", &|text| has(text, "kin") && has(text, "hay")),
        ("fig -bud ", &|text| has(text, "fig") && !has(text, "bud")),
        ("kin | jot ", &|text| has(text, "kin") || has(text, "jot")),
        ("\"dim elk\" ", &|text| text.contains("dim elk")),
        ("bud -\"cog bud\" ", &|text| {
            has(text, "bud") && !text.contains("cog bud")
        }),
        ("para:70000-140000 kin ", &|text| has(text, "kin")),
    ];
    for (typed, holds) in cases {
        let answer = self::answer(&compilation, &index, typed, &UserNotes::default());
        let mut found: Vec<u32> = answer.hits.iter().map(|hit| hit.position).collect();
        found.sort_unstable();
        let in_range = |at: usize| !typed.starts_with("para") || (69_999..140_000).contains(&at);
        let expected: Vec<u32> = (0..texts.len())
            .filter(|&at| in_range(at) && holds(&texts[at]))
            .map(|at| at as u32)
            .collect();
        assert!(!expected.is_empty());
        assert_eq!(found, expected, "{typed}");
    }
    // The beginning alone answers for the beginning.
    let part = Index::build_first(&compilation, 1_000, &|_| {}, &Cancel::new());
    let part = part.expect("nobody cancels it");
    let answer = answer(&compilation, &part, "bud ", &UserNotes::default());
    let expected = texts[..1_000]
        .iter()
        .filter(|text| has(text, "bud"))
        .count();
    assert_eq!(answer.hits.len(), expected);
}

/// A word with one slip finds what the word finds. Slips are made by rule in every longer word
/// that few provisions have.
#[test]
fn slips_are_forgiven() {
    let (compilation, _) = &*EMBEDDED;
    let words: BTreeSet<String> = compilation
        .provisions
        .iter()
        .flat_map(|provision| plain_words(&provision.text))
        .filter(|word| word.len() > 6)
        .map(str::to_owned)
        .collect();
    let (mut tried, mut forgiven) = (0, 0);
    let mut missed = Vec::new();
    // The short form has every sixth word.
    for word in words.iter().step_by(crate::effort(6, 1)) {
        let wanted = ask(&format!("\"{word}\"")).hits.best().unwrap().position;
        for at in 1..word.len() - 1 {
            let (start, end) = word.split_at(at);
            let swapped = format!("{start}{}{}{}", &end[1..2], &end[..1], &end[2..]);
            let left_out = format!("{start}{}", &end[1..]);
            let doubled = format!("{start}{}{end}", &end[..1]);
            for slip in [swapped, left_out, doubled] {
                if words.contains(&slip) {
                    continue;
                }
                tried += 1;
                let answer = ask(&format!("{slip} "));
                if answer.hits.iter().any(|hit| hit.position == wanted) {
                    forgiven += 1;
                } else {
                    missed.push(slip);
                }
            }
        }
    }
    println!(
        "{forgiven} of {tried} forgiven; not {:?}",
        &missed[..missed.len().min(40)]
    );
    assert!(tried > crate::effort(1_500, 10_000));
    assert!(forgiven * 100 >= tried * 98, "{forgiven} of {tried}");
}

/// One heading of very many words above very many others: words and headings do not multiply.
#[test]
fn a_long_heading_above_many_others_costs_its_words_once() {
    let count = 20_000;
    let words: Vec<String> = (0..count).map(|at| format!("word{at}")).collect();
    let mut document = document(&vec!["something".to_owned(); count]);
    let heading = |title: String, parent| Heading {
        part: None,
        parent,
        title: title.into(),
        lines: None,
        basis: recs_tui::model::Basis::Marked,
    };
    document.headings.push(heading(words.join(" "), None));
    for at in 0..count {
        document
            .headings
            .push(heading(format!("below{at}"), Some(0)));
        document.provisions[at].heading = Some(at as u32 + 1);
    }
    let index = Index::build(&document);
    let found = |typed: &str| {
        let answer = answer(&document, &index, typed, &UserNotes::default());
        answer.hits.positions().iter().collect::<Vec<u32>>()
    };
    assert_eq!(found("word17777 ").len(), count);
    assert_eq!(found("heading:\"word3 below7\""), [7]);
    assert_eq!(found("word19999 below123 something "), [123]);
}

/// Words that are rare, written in several ways or joined by hyphens: a phrase is found where it
/// stands and nowhere else.
#[test]
fn phrases_of_rare_and_joined_words() {
    let mut texts: Vec<String> = (0..4_000)
        .map(|at| format!("rare{at} word{} of the rare{} kind", at % 700, at + 1))
        .collect();
    texts.push("the follow\u{2011}up activities of the ILO office".to_owned());
    texts.push(
        "the follow up; activities of the International Labour Organization office".to_owned(),
    );
    let document = document(&texts);
    let index = Index::build(&document);
    let found = |typed: &str| {
        let answer = answer(&document, &index, typed, &UserNotes::default());
        answer.hits.positions().iter().collect::<Vec<u32>>()
    };
    assert_eq!(found("\"word5 of the rare6\""), [5]);
    assert_eq!(found("\"word5 of the rare7\""), [0_u32; 0]);
    assert_eq!(found("\"of the\"").len(), 4_002);
    assert_eq!(found("\"the of\""), [0_u32; 0]);
    assert_eq!(found("\"rare3999 word499\""), [3_999]);
    assert_eq!(found("\"followup activities\""), [4_000]);
    assert_eq!(found("\"follow up activities\""), [4_000, 4_001]);
    assert_eq!(found("\"up activities of the\""), [4_000, 4_001]);
    assert_eq!(
        found("\"of the rare40"),
        (39..40)
            .chain(399..409)
            .chain([3_999])
            .collect::<Vec<u32>>()
    );
}
