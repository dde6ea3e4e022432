//! Three views of one text: with the editors' updates, as it was adopted, and the changes alone.

use std::borrow::Cow;

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

/// Words that stand around a change in the editors' view, on each side; before it no more than
/// its own sentence.
const CONTEXT: usize = 12;

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
        if self == Self::Annotated {
            return Cow::Borrowed(&provision.text);
        }
        let updates: Vec<std::ops::Range<usize>> = apart(provision);
        match self {
            Self::Adopted if updates.is_empty() => Cow::Borrowed(&provision.text),
            Self::Adopted => Cow::Owned(adopted(&provision.text, &updates)),
            _ => Cow::Owned(changes(&provision.text, &updates)),
        }
    }
}

/// The updates that stand apart from one another, in the order of the text.
fn apart(provision: &Provision) -> Vec<std::ops::Range<usize>> {
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
/// blank before it goes as well: nobody would have written it.
fn adopted(text: &str, updates: &[std::ops::Range<usize>]) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut done = 0;
    for update in updates {
        kept.push_str(&text[done..update.start]);
        let after = text[update.end..].chars().next();
        let closes = after.is_none_or(|c| c.is_whitespace() || ".,;:!?)".contains(c));
        if closes {
            kept.truncate(kept.trim_end().len());
        }
        done = update.end;
        if kept.is_empty() {
            done += text[done..].len() - text[done..].trim_start().len();
        }
    }
    kept.push_str(&text[done..]);
    kept
}

/// Each update with some words on both sides, a line each.
fn changes(text: &str, updates: &[std::ops::Range<usize>]) -> String {
    let lines: Vec<String> = updates
        .iter()
        .map(|update| {
            let (before, after) = (&text[..update.start], &text[update.end..]);
            let words = before.trim_end().rmatch_indices(' ').nth(CONTEXT - 1);
            let sentence = before.rfind(". ").map_or(0, |at| {
                let rest = &before[at + 1..];
                before.len() - rest.trim_start().len()
            });
            let from = words.map_or(0, |(at, _)| at + 1).max(sentence);
            let to = after
                .match_indices(' ')
                .nth(CONTEXT)
                .map_or(after.len(), |(at, _)| at);
            let led = if from > 0 { "… " } else { "" };
            let goes_on = if to < after.len() { " …" } else { "" };
            format!("{led}{}{}{goes_on}", &text[from..update.end], &after[..to])
        })
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text_of(id: &str, view: View) -> String {
        let compilation = crate::read::embedded();
        let position = compilation.position(id).expect("an id of the document");
        view.text(&compilation.provisions[position]).into_owned()
    }

    #[test]
    fn as_adopted_reads_as_a_sentence() {
        let ii_18 = text_of("II.18", View::Adopted);
        assert!(
            ii_18.ends_with("Therefore, the Working Group will seek cooperation with the panel.")
        );
        let i_6 = text_of("I.6", View::Adopted);
        assert!(i_6.contains(
            "required to submit to the Commission on Human Rights and the General Assembly can be"
        ));
        let i_7 = text_of("I.7", View::Adopted);
        assert!(i_7.ends_with("in General Assembly resolution 56/266, paragraph 13;"));
        for id in ["I.6", "I.7", "I.14", "II.18", "III.22"] {
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
    fn the_editors_view_has_the_change_in_its_place() {
        assert_eq!(
            text_of("II.18", View::Editors),
            "… Therefore, the Working Group will seek cooperation with the panel [The High level \
             panel has completed its work]."
        );
        assert_eq!(text_of("I.1", View::Editors), "");
    }

    #[test]
    fn an_update_at_the_start_leaves_no_blank() {
        assert_eq!(adopted("[New] text", std::slice::from_ref(&(0..5))), "text");
        assert_eq!(adopted("a [x] [y] b", &[2..5, 6..9]), "a b");
        assert_eq!(adopted("a [x]", std::slice::from_ref(&(2..5))), "a");
    }
}
