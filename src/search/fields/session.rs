//! `session:` the session that a provision was adopted in.

use super::field::{Field, Filter};
use super::place::{in_parts, names_part};
use crate::model::{Address, Part, from_roman};
use crate::search::typed_words::{Ending, TypedText};

pub(super) struct Session;

impl Field for Session {
    fn names(&self) -> &'static [&'static str] {
        &["session", "sessions"]
    }

    fn help(&self) -> &'static [(&'static str, &'static str)] {
        &[("session:4", "in the fourth session")]
    }

    fn parse(&self, value: &TypedText, _: Ending) -> Option<Filter> {
        let labels: Vec<String> = value.list().map(str::to_lowercase).collect();
        (!labels.is_empty()).then(|| {
            Filter::new(move |scope| {
                let wanted = |part: &Part| labels.iter().any(|label| is_session(part, label));
                Ok(in_parts(scope.index, scope.document, wanted).into())
            })
        })
    }
}

/// Whether a part is called `label` (small letters): by its own label, or by its number in any
/// writing.
fn is_session(part: &Part, label: &str) -> bool {
    if part.label.to_lowercase() == label {
        return true;
    }
    let address = Address::parse(&format!("session {label}"));
    let numbered = || label.parse().ok().or_else(|| from_roman(label));
    part.ordinal.is_some() && part.ordinal == numbered()
        || address.is_some_and(|address| names_part(&address, part))
}
