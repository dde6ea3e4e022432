//! Three views of one text: with the editors' updates, as it was adopted, and the changes alone.

use std::borrow::Cow;
use std::ops::Range;

use super::context;
use crate::model::Provision;

/// Which view of a text is meant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum View {
    /// The source's own text, updates included.
    #[default]
    Annotated,
    /// Without what editors inserted, spacing healed.
    Adopted,
    /// Only what editors inserted, with the words around it.
    Editors,
}

impl View {
    /// Every view, in the order in which a key goes through them.
    pub const ALL: [Self; 3] = [Self::Annotated, Self::Adopted, Self::Editors];

    /// What it is called.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Annotated => "annotated",
            Self::Adopted => "as adopted",
            Self::Editors => "editors' view",
        }
    }

    /// The view after this one, round and round.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::Annotated => Self::Adopted,
            Self::Adopted => Self::Editors,
            Self::Editors => Self::Annotated,
        }
    }

    /// The text of a provision in this view. Borrowed where the view changes nothing; empty in
    /// the editors' view where editors inserted nothing.
    #[must_use]
    pub fn text(self, provision: &Provision) -> Cow<'_, str> {
        self.shown(provision).text
    }

    /// The same, with the places of its pieces in the source.
    #[must_use]
    pub fn shown(self, provision: &Provision) -> Shown<'_> {
        let source = &*provision.text;
        let whole = || Shown {
            text: Cow::Borrowed(source),
            pieces: vec![(0..source.len(), 0)],
        };
        if self == Self::Annotated {
            return whole();
        }
        let updates = apart(provision);
        match self {
            Self::Adopted if updates.is_empty() => whole(),
            Self::Adopted => adopted(source, &updates),
            _ => changes(source, &updates),
        }
    }
}

/// A text as a view shows it. What stands somewhere in the source is found again here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// Which bytes of the source it holds, in their order, and where each piece begins here.
    pieces: Vec<(Range<usize>, usize)>,
}

impl Shown<'_> {
    /// Where these bytes of the source stand in the shown text; `None` where the view leaves their
    /// beginning or their end out.
    #[must_use]
    pub fn place_of(&self, source: Range<usize>) -> Option<Range<usize>> {
        let place = |at: usize| {
            let mut pieces = self.pieces.iter();
            let (piece, begins) = pieces.find(|(piece, _)| piece.contains(&at))?;
            Some(begins + at - piece.start)
        };
        let last = source.end.checked_sub(1).filter(|_| !source.is_empty())?;
        Some(place(source.start)?..place(last)? + 1)
    }

    /// Adds a piece of the source.
    fn keep(&mut self, source: &str, piece: Range<usize>) {
        if !piece.is_empty() {
            self.pieces.push((piece.clone(), self.text.len()));
            self.text.to_mut().push_str(&source[piece]);
        }
    }

    /// Adds words that are not the source's.
    fn say(&mut self, words: &str) {
        self.text.to_mut().push_str(words);
    }
}

/// The updates that stand apart from one another, in the order of the text.
fn apart(provision: &Provision) -> Vec<Range<usize>> {
    let mut end = 0;
    let ranges = provision.updates().map(|(range, _)| range);
    ranges
        .filter(|range| {
            let apart = range.start >= end;
            end = end.max(range.end);
            apart
        })
        .collect()
}

/// Leaves the updates out. Where one stood between two blanks, or between a blank and a stop, the
/// blanks on one side go as well: nobody would have written them.
fn adopted<'a>(text: &str, updates: &[Range<usize>]) -> Shown<'a> {
    let mut kept = Shown::default();
    let mut done = 0;
    for update in updates {
        let before = &text[done..update.start];
        let after = &text[update.end..];
        let next = after.trim_start();
        let stop = next.is_empty() || next.starts_with(['.', ',', ';', ':', '!', '?', ')']);
        let closes = stop || next.len() < after.len();
        let end = if closes {
            before.trim_end().len()
        } else {
            before.len()
        };
        kept.keep(text, done..done + end);
        // At the start, and before a stop, what follows needs no blank either.
        let skipped = if stop || kept.text.is_empty() {
            after.len() - next.len()
        } else {
            0
        };
        done = update.end + skipped;
    }
    kept.keep(text, done..text.len());
    kept
}

/// Each update in its sentence, or in so much of a long one as makes sense by itself; those that
/// stand close by one another together, and the others a line each.
fn changes<'a>(text: &str, updates: &[Range<usize>]) -> Shown<'a> {
    let mut places: Vec<Range<usize>> = Vec::new();
    for update in updates {
        let from = context::before(text, update.start);
        let to = context::after(text, update.end);
        match places.last_mut() {
            Some(last) if from <= last.end => last.end = last.end.max(to),
            _ => places.push(from..to),
        }
    }
    let mut shown = Shown::default();
    for (at, place) in places.into_iter().enumerate() {
        if at > 0 {
            shown.say("\n");
        }
        if place.start > 0 {
            shown.say("… ");
        }
        let goes_on = place.end < text.trim_end().len();
        shown.keep(text, place);
        if goes_on {
            shown.say(" …");
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(id: &str, view: View) -> String {
        let compilation = crate::input::embedded();
        let position = compilation.position(id).expect("an id of the document");
        view.text(&compilation.provisions[position]).into_owned()
    }

    #[test]
    fn as_adopted_reads_as_a_sentence() {
        let ii_18 = text_of("II.81.18", View::Adopted);
        assert!(
            ii_18.ends_with("Therefore, the Working Group will seek cooperation with the panel.")
        );
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

    fn without(text: &str, updates: &[Range<usize>]) -> String {
        adopted(text, updates).text.into_owned()
    }

    #[test]
    fn what_an_update_leaves_behind_is_spaced_as_people_write() {
        assert_eq!(without("[New] text", std::slice::from_ref(&(0..5))), "text");
        assert_eq!(without("a [x] [y] b", &[2..5, 6..9]), "a b");
        assert_eq!(without("a [x]", std::slice::from_ref(&(2..5))), "a");
        assert_eq!(without("a [x] .", std::slice::from_ref(&(2..5))), "a.");
        assert_eq!(without("a. [x] B", std::slice::from_ref(&(3..6))), "a. B");
    }

    #[test]
    fn what_stands_in_the_source_is_found_in_every_view() {
        let compilation = crate::input::embedded();
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
}
