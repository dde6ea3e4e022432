//! `tag:` and `note:` what its reader added to a provision.

use super::field::{Field, Filter};
use crate::search::typed_words::{Ending, TypedText};

pub(super) struct Tag;
pub(super) struct Note;

impl Field for Tag {
    fn names(&self) -> &'static [&'static str] {
        &["tag"]
    }

    fn help(&self) -> &'static [(&'static str, &'static str)] {
        &[("tag:priority", "with your tag; tag:\"of any signs\"")]
    }

    fn parse(&self, value: &TypedText, _: Ending) -> Option<Filter> {
        let whole = value.quoted.then_some(value.text.as_str());
        let tags = (value.list().chain(whole)).map(|tag| tag.trim_start_matches('#').to_owned());
        let tags: Vec<String> = tags.filter(|tag| !tag.is_empty()).collect();
        (!tags.is_empty()).then(|| Filter::new(move |scope| Ok(scope.notes.tagged(&tags).into())))
    }
}

impl Field for Note {
    fn names(&self) -> &'static [&'static str] {
        &["note"]
    }

    fn help(&self) -> &'static [(&'static str, &'static str)] {
        &[(
            "note:budget",
            "with the word in your note or tags; without note: too",
        )]
    }

    fn parse(&self, value: &TypedText, ending: Ending) -> Option<Filter> {
        let words = value.words_so_far(ending);
        (!words.is_empty()).then(|| {
            Filter::new(move |scope| {
                let families = &scope.expander.families;
                let having = words.iter().map(|word| scope.notes.having(word, families));
                let all = having.reduce(|one, other| one & other);
                Ok(all.unwrap_or_default().into())
            })
        })
    }
}
