//! `heading:` words of the headings above a provision.

use super::field::{Field, Filter};
use crate::search::expand::Tolerance;
use crate::search::typed_words::{Ending, TypedText};

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
                let sets = words.iter().map(|word| {
                    let expansion = scope.expander.expand(word, Tolerance::Any);
                    expansion.headings(scope.index)
                });
                let both = sets.reduce(|one, other| one.and(&other));
                Ok(scope.index.under(&both.unwrap_or_default()).into())
            })
        })
    }
}
