//! Views of one text: with the editors' updates, as it was adopted, and the changes alone.

use std::borrow::Cow;
use std::ops::Range;

use super::excerpt::Excerpts;
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
        let updates: Vec<Range<usize>> = updates(provision).collect();
        match self {
            Self::Adopted if updates.is_empty() => whole(),
            Self::Adopted => adopted(source, &updates),
            _ if updates.is_empty() => Shown::default(),
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
            let after = self.pieces.partition_point(|(piece, _)| piece.end <= at);
            let (piece, begins) = self.pieces.get(after)?;
            piece.contains(&at).then(|| begins + at - piece.start)
        };
        let last = source.end.checked_sub(1).filter(|_| !source.is_empty())?;
        Some(place(source.start)?..place(last)? + 1)
    }

    /// The same without the provision that it was made from, to be kept.
    #[must_use]
    pub fn into_owned(self) -> Shown<'static> {
        Shown {
            text: Cow::Owned(self.text.into_owned()),
            pieces: self.pieces,
        }
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

/// Where the updates stand, in the order of the text, those that do not overlap an earlier one.
pub(super) fn updates(provision: &Provision) -> impl Iterator<Item = Range<usize>> {
    let mut end = 0;
    provision.updates().filter_map(move |(range, _)| {
        let apart = range.start >= end && range.end >= range.start;
        end = end.max(range.end);
        apart.then_some(range)
    })
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
    let excerpts = Excerpts::of(text);
    let mut places: Vec<Range<usize>> = Vec::new();
    for update in updates {
        let from = excerpts.before(update.start);
        let to = excerpts.after(update.end);
        match places.last_mut() {
            Some(last) if from <= last.end => last.end = last.end.max(to),
            _ => places.push(from..to),
        }
    }
    let mut shown = Shown::default();
    let end = text.trim_end().len();
    for (at, place) in places.into_iter().enumerate() {
        if at > 0 {
            shown.say("\n");
        }
        if place.start > 0 {
            shown.say("… ");
        }
        let goes_on = place.end < end;
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
    fn what_is_kept_is_what_was_shown() {
        let shown = adopted("a [x] b", std::slice::from_ref(&(2..5)));
        assert_eq!(shown.place_of(6..7), Some(2..3));
        assert_eq!(shown.place_of(3..4), None);
        assert_eq!(shown.clone().into_owned(), shown);
    }
}
