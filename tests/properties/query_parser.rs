//! Whatever is typed is understood somehow, and what it finds is in order.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use recs_tui::library::embedded;
use recs_tui::model::Document;
use recs_tui::search::{Answer, Cancel, Index, Query, UserNotes};

use super::{Draw, Property};

/// What was typed, and into which document.
#[derive(Debug)]
pub struct Typed {
    pub typed: String,
    pub document: Searched,
}

/// A document to search in.
#[derive(Clone, Copy, Debug)]
pub enum Searched {
    /// A small one, which has everything that the language asks for.
    Small,
    /// The compilation that the program carries.
    Embedded,
}

type Indexed = (Document, Index);

impl Searched {
    pub fn drawn(draw: &mut Draw<'_>) -> Self {
        match draw.below(8) {
            7 => Self::Embedded,
            _ => Self::Small,
        }
    }

    pub fn get(self) -> &'static Indexed {
        static SMALL: LazyLock<Indexed> =
            LazyLock::new(|| indexed(recs_tui::library::read_text(DOCUMENT.as_bytes())));
        static EMBEDDED: LazyLock<Indexed> = LazyLock::new(|| indexed(embedded()));
        match self {
            Self::Small => &SMALL,
            Self::Embedded => &EMBEDDED,
        }
    }
}

fn indexed(compilation: Document) -> Indexed {
    let index = Index::build(&compilation);
    (compilation, index)
}

pub fn answer(index: &Index, document: &Document, query: &Query) -> Answer {
    let answer = index.answer(document, query, &UserNotes::default(), &Cancel::new());
    answer.expect("nobody cancels it")
}

const DOCUMENT: &str = "\
First Session, Geneva, 21 - 31 January 2003 (E/CN.4/2003/20)
Racism and the Internet
1. Urges States to ratify the Convention and to follow\u{2011}up on malaria;
2. Requests OHCHR to report on hate speech [the report is E/CN.4/2003/21];
Second Session, Geneva, 26 January - 6 February 2004 (E/CN.4/2004/20)
The migration dimension
3. Calls upon States:
(a) To end racial discrimination against migrants;
(b) To fight HIV/AIDS in the programme of the World Health Organization:
(i) in Côte d'Ivoire;
(ii) elsewhere.
9. Notes the follow-up.
";

/// Something like what people type: words of the field, slips, operators, halves of everything.
pub const PIECES: [&str; 64] = [
    "racism",
    "Human Rights",
    "globalisation",
    "malraia",
    "follow-up",
    "followup",
    "OHCHR",
    "ngo",
    "WHO",
    "who",
    "of the",
    "International Labor Organization",
    "HIV/AIDS",
    "govt",
    "hate speech",
    "self‑regulatory",
    "Côte",
    "migrants",
    "websites",
    "4",
    "\"hate speech\"",
    "\"hate",
    "-racism",
    "- ",
    "discrim*",
    "|",
    "a | b",
    "session:2",
    "session:",
    "para:3",
    "para:1-",
    "para:3-1",
    "para:3(a)",
    "symbol:E/",
    "heading:migr",
    "is:upd",
    "is:x",
    "to:OHCHR",
    "to:",
    "verb:requests",
    "verb:\"calls upon\"",
    "3(a)",
    "II.81.3.b.i",
    "session 2 para 3",
    "E/CN.4/2003/20",
    "NOT",
    "OR",
    "AND",
    "i",
    "*",
    "\"",
    "“",
    "”",
    ":",
    "::",
    "-",
    "--",
    "-\"",
    "(",
    ")",
    "4294967296",
    "0",
    ",",
    "para:1-4294967295",
];

pub fn typed(draw: &mut Draw<'_>) -> String {
    let between = draw.of(&[" ", "", "  "]);
    draw.text(&PIECES, between, 8)
}

impl Property for Typed {
    const BYTES: usize = 48;

    fn drawn(draw: &mut Draw<'_>) -> Self {
        Self {
            document: Searched::drawn(draw),
            typed: typed(draw),
        }
    }

    fn holds(&self) {
        let query = Query::parse(&self.typed);
        assert_eq!(
            Query::parse(&format!(" {}", self.typed)),
            query,
            "a blank before it changes nothing"
        );
        for ignored in query.ignored() {
            assert!(
                self.typed.contains(ignored.as_str()),
                "{ignored:?} was not typed"
            );
        }
        let (compilation, index) = self.document.get();
        let answer = answer(index, compilation, &query);
        in_order(&answer, compilation);
        if query.is_empty() {
            assert_eq!(answer, Answer::default());
        }
        assert_eq!(
            self::answer(index, compilation, &query),
            answer,
            "the same question has the same answer"
        );
    }
}

/// Each hit is there once, full or partial, best first, and a partial one says what it has not.
pub fn in_order(answer: &Answer, compilation: &Document) {
    let full = answer.hits.iter().map(|hit| (hit.position, hit.score));
    let partial = (answer.partial.iter()).map(|hit| (hit.position, hit.score));
    let (full, partial): (Vec<_>, Vec<_>) = (full.collect(), partial.collect());
    for hits in [&full, &partial] {
        assert!(hits.iter().all(|(_, score)| score.is_finite()));
        assert!(hits.iter().is_sorted_by(|one, next| one.1 >= next.1));
    }
    let all = full.iter().chain(&partial);
    let positions: BTreeSet<u32> = all.map(|(position, _)| *position).collect();
    assert_eq!(
        positions.len(),
        full.len() + partial.len(),
        "a hit is there twice"
    );
    let last = positions.last().map_or(0, |last| *last as usize + 1);
    assert!(last <= compilation.provisions.len());
    assert!(answer.partial.iter().all(|hit| !hit.missing.is_empty()));
}
