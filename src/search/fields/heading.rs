//! `heading:` words of the headings above a provision.

use super::field::{Field, Filter, Selection};
use crate::search::correction::Correction;
use crate::search::expand::Tolerance;
use crate::search::typed_words::{Ending, TypedText, TypedWord};

pub(super) struct Heading;

impl Field for Heading {
    fn names(&self) -> &'static [&'static str] {
        &["heading"]
    }

    fn help(&self) -> &'static [(&'static str, &'static str)] {
        &[("heading:migration", "under a heading with the word")]
    }

    fn parse(&self, value: &TypedText, ending: Ending) -> Option<Filter> {
        let words = value.words_so_far(ending);
        (!words.is_empty()).then(|| {
            Filter::new(move |scope| {
                let mut sets = Vec::new();
                let mut corrections = Vec::new();
                for word in &words {
                    let begun = scope.expander.expand(word, Tolerance::Any);
                    let mut set = begun.headings(scope.index);
                    if set.is_empty() {
                        // No word of a heading begins so: it may have a typo.
                        let whole = TypedWord {
                            ending: Ending::Whole,
                            ..word.clone()
                        };
                        let near = scope.expander.expand(&whole, Tolerance::Any);
                        set = near.headings(scope.index);
                        let level = near.levels.first().map(|level| level.match_level);
                        corrections.extend(level.filter(|_| !set.is_empty()).map(|level| {
                            let matched = near.words_at(level, &scope.index.terms);
                            Correction {
                                typed: word.shown.clone(),
                                matched: matched.join(", "),
                                level,
                            }
                        }));
                    }
                    sets.push(set);
                }
                let both = sets.into_iter().reduce(|one, other| one.and(&other));
                Ok(Selection {
                    positions: scope.index.under(&both.unwrap_or_default()),
                    corrections,
                })
            })
        })
    }
}
