//! `is:` the status or role of a provision, or what its reader added to it.

use super::field::{Field, Filter};
use crate::model::Status;
use crate::search::correction::Correction;
use crate::search::match_level::MatchLevel;
use crate::search::typed_words::{Ending, TypedText, listed};
use crate::search::typos::typos;
use crate::search::user_notes::Mark;

pub(super) struct Is;

impl Field for Is {
    fn names(&self) -> &'static [&'static str] {
        &["is", "status"]
    }

    fn help(&self) -> &'static [(&'static str, &'static str)] {
        &[
            ("is:updated", "or adopted, deleted, omitted, not-relevant"),
            ("is:bookmarked", "bookmarked by you; is:noted, is:tagged"),
        ]
    }

    fn parse(&self, value: &TypedText, _: Ending) -> Option<Filter> {
        let value = value.text.trim().to_lowercase().replace([' ', '_'], "-");
        if value.is_empty() {
            return None;
        }
        let statuses = Status::ALL.map(|status| (status.as_str(), status.as_str()));
        if let Some(statuses) = begun(&value, &statuses) {
            let wanted = move |name: &str| statuses.contains(&name);
            return Some(Filter::new(move |scope| {
                Ok(scope.index.statuses.members(&wanted).into())
            }));
        }
        if let Some(marks) = begun(&value, &MARKS) {
            return Some(Filter::new(move |scope| {
                Ok(scope.notes.with(&marks).into())
            }));
        }
        if "chapeau".starts_with(&value) {
            return Some(Filter::new(|scope| Ok(scope.index.chapeaux.clone().into())));
        }
        // `is:updatd`
        let meant = statuses
            .into_iter()
            .map(|(name, _)| name)
            .chain(MARKS.map(|(name, _)| name));
        let meant = meant
            .into_iter()
            .find(|name| typos(&value, name) == Some(1))?;
        let whole = TypedText {
            text: meant.to_owned(),
            quoted: true,
            unclosed: false,
        };
        let filter = self.parse(&whole, Ending::Whole)?;
        Some(Filter::new(move |scope| {
            let mut selection = filter.select(scope)?;
            selection.corrections.push(Correction {
                typed: value.clone(),
                matched: meant.to_owned(),
                level: MatchLevel::Typo,
            });
            Ok(selection)
        }))
    }
}

/// `marked` is what a bookmark was once called here, and what people still try.
const MARKS: [(&str, Mark); 4] = [
    ("bookmarked", Mark::Bookmark),
    ("marked", Mark::Bookmark),
    ("noted", Mark::Note),
    ("tagged", Mark::Tag),
];

/// What each word of a list begins; `None` where one begins nothing: beside the others it would
/// mean less than it says.
fn begun<T: Copy>(value: &str, names: &[(&str, T)]) -> Option<Vec<T>> {
    let mut meant = Vec::new();
    for piece in listed(value) {
        let before = meant.len();
        let begun = names.iter().filter(|(name, _)| name.starts_with(piece));
        meant.extend(begun.map(|(_, one)| *one));
        if meant.len() == before {
            return None;
        }
    }
    (!meant.is_empty()).then_some(meant)
}
